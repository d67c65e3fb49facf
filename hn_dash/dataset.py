"""What the calculations are fed: one consistent set of checked frames with its geography."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

import pandas as pd

if TYPE_CHECKING:
    from hn_dash.geo.indelingen import Geo


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything known on one peildatum.

    Two datasets are the same when their fingerprints are: that is what results are memoised on.

    Parameters
    ----------
    titel, bron : Dutch name and source, printed with every result
    peildatum : the day the frames describe
    indeling : the year of the gemeenten that the frames are coded on
    voorbeeld : whether the data are invented; the banner says so
    vingerafdruk : sha256 over all files behind the frames
    geo : the embedded indelingen, adjacency and herindelingen
    praktijken : praktijk_id, gemeentecode, x, y (RD New, metres), huisartsen (Int64)
    opleiders : opleider_id, praktijk_id, gemeentecode, instituut, soort (aios, coassistent, beide),
        leeftijdsklasse
    aantallen : gemeentecode, praktijken, huisartsen, opleiders_<instituut>; when it has rows they are
        counted instead of praktijken and opleiders
    inwoners : gemeentecode, inwoners; without rows those of CBS that come with the geography
    plan : gemeentecode, staat, instituten (codes joined by +, alphabetical; "" when none), status, opmerking
        and, where people said so, vanaf (an ISO day or "")
    plannaam, planversie : how the lead plan is called
    plannen : (key, label) of every plan one can ask for, the loaded one first; empty when that is the only one
    ander : the same day with the plan to compare with; None when that is this one
    geladen : the same dataset with the loaded plan, when this one has a plan that people work on
    plekken : jaar, ronde, locatie, berekend, aangeboden, loting, geplaatst, gestart (Int64)
    verzorgingsgebied : gemeentecode, locatie, aandeel (sums to 1 per gemeente)
    stageplekken : locatie, soort (ziekenhuis, ggz, ouderenzorg), plekken
    regio : gemeentecode, regio; empty when no division was given
    instituten : instituut, naam, kort, umc, stad, gemeentecode, lon, lat, geldig_van, geldig_tot, opvolger, bron
    aliassen : instituut, alias
    locaties : locatie, naam, instituut_2020, instituut_nu, gemeentecode, lon, lat, randstad, geldig_van, bron
    plekken_landelijk, loting_rondes, praktijken_en_huisartsen, aansluitingen : published series as in data/hn
    codering : frame name -> the year of its gemeenten, where that is not `indeling`
    bronnen : frame name -> its source and peildatum, where that is not `bron`
    verzonnen : the frames that are invented
    peildata : every day one can ask for, newest first; empty when this is the only one
    """

    titel: str
    bron: str
    peildatum: date
    indeling: int
    voorbeeld: bool
    vingerafdruk: str
    geo: Geo
    praktijken: pd.DataFrame
    opleiders: pd.DataFrame
    plan: pd.DataFrame
    plannaam: str
    planversie: str
    plekken: pd.DataFrame
    verzorgingsgebied: pd.DataFrame
    stageplekken: pd.DataFrame
    regio: pd.DataFrame
    instituten: pd.DataFrame
    aliassen: pd.DataFrame
    locaties: pd.DataFrame
    plekken_landelijk: pd.DataFrame
    loting_rondes: pd.DataFrame
    praktijken_en_huisartsen: pd.DataFrame
    aansluitingen: pd.DataFrame
    aantallen: pd.DataFrame = field(default_factory=pd.DataFrame)
    inwoners: pd.DataFrame = field(default_factory=pd.DataFrame)
    codering: Mapping[str, int] = field(default_factory=dict)
    bronnen: Mapping[str, str] = field(default_factory=dict)
    verzonnen: frozenset[str] = frozenset()
    peildata: tuple[date, ...] = ()
    plannen: tuple[tuple[str, str], ...] = ()
    ander: Dataset | None = None
    geladen: Dataset | None = None

    def jaar_van(self, frame: str) -> int:
        """The year whose gemeenten a frame is coded on."""
        return self.codering.get(frame, self.indeling)

    @cached_property
    def kortnamen(self) -> dict[str, str]:
        """Institute code -> the short name that is used on screen, in the order of the institutes."""
        return dict(zip(self.instituten["instituut"], self.instituten["kort"], strict=True))

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, Dataset) and self.vingerafdruk == ander.vingerafdruk

    def __hash__(self) -> int:
        return hash(self.vingerafdruk)


P = ParamSpec("P")
T = TypeVar("T")
Functie = Callable[Concatenate[Dataset, P], T]


def onthoud_zonder_plan(aantal: int) -> Callable[[Functie[P, T]], Functie[P, T]]:
    """Memoise what reads no plan on the dataset with the loaded one: a change to a plan computes none of it again."""

    def om(functie: Functie[P, T]) -> Functie[P, T]:
        bewaard = lru_cache(aantal)(functie)

        @wraps(functie)
        def uit(dataset: Dataset, *args: P.args, **kwargs: P.kwargs) -> T:
            return bewaard(dataset.geladen or dataset, *args, **kwargs)  # type: ignore[arg-type]  # all hashable

        return uit

    return om


class Gegevens(Protocol):
    """Where pages and addresses get their dataset: the newest, or the one of a peildatum in the query."""

    def __call__(self, query: str | Mapping[str, Any] = "") -> Dataset:
        """The dataset that a query is about."""
        ...
