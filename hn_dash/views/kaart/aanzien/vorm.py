"""What has to be said of a measure to show it on a map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from hn_dash.dataset import Dataset
from hn_dash.domain.basis.keuzes import Keuzes
from hn_dash.tables import ResultTable
from hn_dash.views.kaart.antwoord import Cirkels, Opschrift
from hn_dash.views.kaart.klassen import Klassering
from hn_dash.views.kaart.merken import Cirkelbouw


@dataclass(frozen=True, slots=True)
class Laag:
    """What can be laid over a map: what it is called, and its circles."""

    label: str
    cirkels: Cirkelbouw


@dataclass(frozen=True)
class Aanzien:
    """How the map of a measure looks: taken by browser, picture, legend and slide alike; its texts are in Dutch.

    Parameters
    ----------
    klassen : table, way of making classes and short names of institutes -> the classes, and which each row has
    legendakop : what the classes measure
    tip : lines of hover text with {column} where a value goes, and in words what it counts
    buiten : what the legend calls gemeenten without a row
    rijen : what rows that are larger than a gemeente are called together
    methoden : the ways to make classes that one can choose from
    taarten : the circles that it always has
    lagen : name in the address -> what one can lay over it
    opschriften : the names on it
    """

    klassen: Callable[[ResultTable, str, Mapping[str, str]], Klassering]
    legendakop: Callable[[ResultTable], str]
    tip: Callable[[ResultTable], tuple[str, ...]]
    buiten: str = "buiten de selectie"
    rijen: str = "gebieden"
    methoden: Keuzes = ()
    taarten: Cirkelbouw | None = None
    lagen: Mapping[str, Laag] = field(default_factory=dict)
    opschriften: Callable[[Dataset], list[Opschrift]] = lambda _: []

    @property
    def keuzes(self) -> dict[str, Keuzes]:
        """Query key -> (value, label) of the looks that one can choose, the default first."""
        lagen = (("", "geen"), *((naam, laag.label) for naam, laag in self.lagen.items()))
        return ({"klassen": self.methoden} if self.methoden else {}) | ({"laag": lagen} if self.lagen else {})

    def build_cirkels(self, tabel: ResultTable, laag: str, codes: Sequence[str], namen: Mapping[str, str]) -> Cirkels:
        """Those of the layer that was asked for, or those it always has."""
        build = self.lagen[laag].cirkels if laag in self.lagen else self.taarten
        return build(tabel, codes, namen) if build else {}
