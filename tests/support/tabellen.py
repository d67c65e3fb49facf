"""A small table with everything a file can go wrong on, worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
from shapely.geometry import box

from hn_dash.tables import ColumnSpec, Herkomst, ResultTable, TableSpec

SPEC = TableSpec(
    "proef",
    (
        ColumnSpec("gemeentecode", "Code", "tekst"),
        ColumnSpec("gemeentenaam", "Gemeente", "tekst", uitleg="Naam volgens CBS."),
        ColumnSpec("opleiders", "Opleiders", eenheid="personen"),
        ColumnSpec("praktijken", "Praktijken", leeg=True),
        ColumnSpec("pct", "Dichtheid", "getal", "%", 1, teller="opleiders", noemer="praktijken", leeg=True),
        ColumnSpec("peildatum", "Peildatum", "datum"),
    ),
    ("gemeentecode",),
)
HERKOMST = Herkomst("2026-01-01", 2026, "Proefbron", "abc", voorbeeld=True)


def proeftabel(naam_van_b: str = "=1+1") -> ResultTable:
    """Three rows: a real name with an apostrophe, a formula as a name, and a row without praktijken."""
    frame = pd.DataFrame(
        {
            "gemeentecode": ["GM0001", "GM0002", "GM0003"],
            "gemeentenaam": ["'s-Gravenhage", naam_van_b, "Kop; van “Noord”"],
            "opleiders": [1, 2000, 0],
            "praktijken": pd.array([16, 3000, None], dtype="Int64"),
            "pct": [6.25, 200 / 3, None],
            "peildatum": ["2026-01-01"] * 3,
        }
    )
    return ResultTable(
        SPEC,
        frame,
        HERKOMST,
        "Proef",
        "Drie gemeenten.",
        formule="opleiders / praktijken",
        gebieden={"GM0001": (0,), "GM0002": (1, 0)},
        opmerkingen=("Let op.",),
    )


@dataclass(frozen=True)
class Vierkanten:
    """Two gemeenten of one by one kilometre that share a side, near Amersfoort."""

    bronregel: str = "© proef"

    @property
    def vormen(self) -> gpd.GeoDataFrame:
        vlakken = [box(155000, 463000, 156000, 464000), box(156000, 463000, 157000, 464000)]
        return gpd.GeoDataFrame({"gemeentecode": ["GM0001", "GM0002"]}, geometry=vlakken, crs="EPSG:28992")
