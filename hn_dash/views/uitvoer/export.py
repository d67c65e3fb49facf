"""A ResultTable as a file: CSV, Excel and GeoJSON hold the same rows and values as the screen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from hn_dash.dataset import Grondslag
from hn_dash.domain import maten
from hn_dash.domain.basis.selectie import Selection
from hn_dash.tables import Herkomst, ResultTable
from hn_dash.views.uitvoer.csv import Stijl, to_csv
from hn_dash.views.uitvoer.geojson import to_geojson
from hn_dash.views.uitvoer.toelichting import met_vraag
from hn_dash.views.uitvoer.xlsx import to_xlsx

if TYPE_CHECKING:
    from hn_dash.geo.indelingen import Indeling


@dataclass(frozen=True, slots=True)
class Formaat:
    """A kind of file that a table can become.

    Parameters
    ----------
    naam : on a button
    mimetype : its media type
    schrijf : the bytes of a table, in the style that was asked, with the gemeenten that it is on
    """

    naam: str
    mimetype: str
    schrijf: Callable[[ResultTable, Stijl, Indeling], bytes]


FORMATEN = {
    "csv": Formaat("CSV", "text/csv; charset=utf-8", lambda tabel, stijl, _: to_csv(tabel, stijl)),
    "xlsx": Formaat(
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda tabel, *_: to_xlsx(tabel),
    ),
    "geojson": Formaat("GeoJSON", "application/geo+json", lambda tabel, _, indeling: to_geojson(tabel, indeling)),
}
"""Extension -> the kind of file; what every download, button and verb iterates over."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand over: its name, media type and bytes."""

    naam: str
    mimetype: str
    inhoud: bytes


@lru_cache(maxsize=32)
def build_export(selectie: Selection, formaat: str, stijl: Stijl, grondslag: Grondslag) -> Export:
    """The data twin of a view; the download and the `export` verb are this one function."""
    tabel = maten.compute(selectie, grondslag)
    soort, indeling = FORMATEN[formaat], grondslag.dataset.geo.indeling(tabel.herkomst.indeling)
    anders = [
        *parse_qsl(selectie.to_query(grondslag)),
        *([("csv", stijl)] if (formaat, stijl) == ("csv", "int") else []),
    ]
    naam = bestandsnaam(selectie.view, tabel.herkomst, formaat, anders)
    return Export(naam, soort.mimetype, soort.schrijf(met_vraag(tabel), stijl, indeling))


def bestandsnaam(view: str, herkomst: Herkomst, ext: str, anders: Iterable[tuple[str, str]] = ()) -> str:
    """What the file is called: what it is about, on what gemeenten, of what day, and what was chosen besides.

    >>> bestandsnaam("dichtheid", Herkomst("2026-01-01", 2026, "", ""), "csv", [("provincie", "Fryslân")])
    'hn-dichtheid-2026-2026-01-01-provincie-Fryslan.csv'
    """
    delen = [view, str(herkomst.indeling), herkomst.peildatum]
    delen += [f"{sleutel}-{waarde}" for sleutel, waarde in anders if sleutel not in ("indeling", "peildatum")]
    kaal = unicodedata.normalize("NFKD", "-".join(delen)).encode("ascii", "ignore").decode()
    return f"hn-{re.sub('[^A-Za-z0-9.+-]+', '_', kaal)}.{ext}"
