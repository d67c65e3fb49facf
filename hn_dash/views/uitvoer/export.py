"""A ResultTable as a file: CSV, Excel and GeoJSON hold the same rows and values as the screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from hn_dash.dataset import Grondslag
from hn_dash.domain import maten
from hn_dash.domain.basis.selectie import Selection
from hn_dash.tables import Herkomst
from hn_dash.views.uitvoer.csv import Stijl, to_csv
from hn_dash.views.uitvoer.geojson import to_geojson
from hn_dash.views.uitvoer.xlsx import to_xlsx

FORMATEN = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
}


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
    if formaat == "csv":
        inhoud = to_csv(tabel, stijl)
    elif formaat == "xlsx":
        inhoud = to_xlsx(tabel)
    else:
        inhoud = to_geojson(tabel, grondslag.dataset.geo.indeling(tabel.herkomst.indeling))
    return Export(bestandsnaam(selectie.view, tabel.herkomst, formaat), FORMATEN[formaat], inhoud)


def bestandsnaam(view: str, herkomst: Herkomst, ext: str) -> str:
    """What the file is called.

    >>> bestandsnaam("dichtheid", Herkomst("2026-01-01", 2026, "", ""), "csv")
    'hn-dichtheid-2026-2026-01-01.csv'
    """
    return f"hn-{view}-{herkomst.indeling}-{herkomst.peildatum}.{ext}"
