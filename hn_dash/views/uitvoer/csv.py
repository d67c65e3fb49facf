"""A ResultTable as CSV: the Dutch style that Excel opens, and the international one."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any, Literal

from hn_dash.tables import ColumnSpec, ResultTable
from hn_dash.tekst import afgerond
from hn_dash.views.uitvoer.toelichting import waarden

Stijl = Literal["nl", "int"]
STIJLEN: tuple[Stijl, ...] = ("nl", "int")
_FORMULE = re.compile(r"'*[=+\-@\t\r]")
"""Text that a spreadsheet would run, or that would read as such once its apostrophes are taken off."""


def to_csv(tabel: ResultTable, stijl: Stijl = "nl") -> bytes:
    """One header row and the table's rows, lines ending in CRLF.

    nl: `;`, decimal comma, the decimals of each column, UTF-8 with BOM, as Dutch Excel opens it.
    int: `,`, decimal point, full precision, UTF-8 (RFC 4180).
    An empty value is an empty cell; text that would run as a formula starts with an extra apostrophe.
    """
    kop = [kolom.naam for kolom in tabel.spec.kolommen]
    kolommen = [[_csv_cel(waarde, kolom, stijl) for waarde in waarden(tabel, kolom)] for kolom in tabel.spec.kolommen]
    return rows_to_csv([kop, *zip(*kolommen, strict=True)], stijl)


def rows_to_csv(rijen: Iterable[Sequence[str]], stijl: Stijl = "nl") -> bytes:
    """Rows of cells as bytes, in the style that every CSV of ours has."""
    scheiding, codering = (";", "utf-8-sig") if stijl == "nl" else (",", "utf-8")
    uit = StringIO(newline="")
    csv.writer(uit, delimiter=scheiding, lineterminator="\r\n").writerows(rijen)
    return uit.getvalue().encode(codering)


def csv_tekst(tekst: str) -> str:
    """Text that no spreadsheet runs: what looks like a formula starts with an extra apostrophe."""
    return f"'{tekst}" if _FORMULE.match(tekst) else tekst


def _csv_cel(waarde: Any, kolom: ColumnSpec, stijl: Stijl) -> str:
    if waarde is None:
        return ""
    if kolom.soort == "getal":
        return repr(float(waarde)) if stijl == "int" else f"{afgerond(waarde, kolom.decimalen):f}".replace(".", ",")
    if kolom.soort == "aantal":
        return str(int(waarde))
    return csv_tekst(str(waarde))
