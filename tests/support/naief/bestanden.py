"""Files that were handed over, read back by other readers than those of the product, and held against what is right."""

from __future__ import annotations

import csv
import io
import json
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
from python_calamine import CalamineWorkbook

from hn_dash.tables import ColumnSpec
from tests.support.naief.tellen import Ongeveer, Rij

SOORTEN = (("csv", "nl"), ("csv", "int"), ("xlsx", "nl"), ("geojson", "nl"))


def lees(inhoud: bytes, formaat: str, stijl: str) -> list[Rij]:
    """The rows of a file: column -> cell; None where it is empty."""
    if formaat == "geojson":
        return [stuk["properties"] for stuk in json.loads(inhoud)["features"]]
    if formaat == "xlsx":
        kop, *rijen = CalamineWorkbook.from_filelike(io.BytesIO(inhoud)).get_sheet_by_name("gegevens").to_python()
        cellen = [[None if cel == "" else cel for cel in rij] for rij in rijen]
        return [dict(zip(map(str, kop), rij, strict=True)) for rij in cellen]
    codering, scheiding = ("utf-8-sig", ";") if stijl == "nl" else ("utf-8", ",")
    return list(csv.DictReader(io.StringIO(inhoud.decode(codering), newline=""), delimiter=scheiding))


def klopt(cel: Any, waarde: Any, kolom: ColumnSpec, formaat: str, stijl: str) -> bool:
    """Whether a cell says what is right in the way of its file."""
    if formaat != "csv":
        return zelfde(cel, waarde if waarde != "" or formaat == "geojson" else None)
    if waarde is None or kolom.soort != "getal":
        return cel == ("" if waarde is None else str(waarde))
    if stijl == "int":
        return zelfde(float(cel), waarde)
    gelezen = Decimal(cel.replace(",", "."))
    if len(cel.partition(",")[2]) != kolom.decimalen:
        return False
    if isinstance(waarde, Ongeveer):
        return abs(float(gelezen) - waarde) <= 0.5 / 10**kolom.decimalen + 2e-3
    return Fraction(gelezen) == half_van_nul_af(Fraction(waarde), kolom.decimalen)


def half_van_nul_af(waarde: Fraction, decimalen: int) -> Fraction:
    """Rounded; what lies just between two goes to the one farther from zero."""
    keer = 10**decimalen
    heel = math.floor(abs(waarde) * keer + Fraction(1, 2))
    return Fraction(heel if waarde >= 0 else -heel, keer)


def zelfde(waarde: object, verwacht: object) -> bool:
    """Texts and whole numbers exactly, a fraction to the precision of a float, and missing as missing."""
    if verwacht is None:
        return bool(pd.isna(waarde))
    if pd.isna(waarde):
        return False
    if isinstance(verwacht, Ongeveer):
        return math.isclose(waarde, verwacht, rel_tol=1e-9, abs_tol=2e-3)
    if isinstance(verwacht, Fraction):
        return math.isclose(waarde, verwacht, rel_tol=1e-12)
    return bool(waarde == verwacht)
