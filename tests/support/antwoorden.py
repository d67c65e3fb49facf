"""Small hand-made answers for tests of what is drawn from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from hn_dash.tables import ColumnSpec, Herkomst, ResultTable, TableSpec

HERKOMST = Herkomst("2026-01-01", 2026, "voorbeeld", "abc", True)
_DTYPES = {"aantal": "Int64", "getal": "float64"}


def maak_tabel(
    naam: str,
    kolommen: Sequence[ColumnSpec],
    rijen: Sequence[Sequence[Any]],
    sleutel: str = "gemeentecode",
    **meer: Any,
) -> ResultTable:
    """A table with the dtypes that its columns ask for."""
    frame = pd.DataFrame([list(rij) for rij in rijen], columns=[k.naam for k in kolommen])
    frame = frame.astype({k.naam: _DTYPES.get(k.soort, "str") for k in kolommen})
    meer.setdefault("gebieden", {waarde: (i,) for i, waarde in enumerate(frame[sleutel])})
    spec = TableSpec(naam, tuple(kolommen), (sleutel,))
    return ResultTable(spec, frame, HERKOMST, "Titel", "Zin over de vraag.", **meer)


def tekst(naam: str, **meer: Any) -> ColumnSpec:
    return ColumnSpec(naam, naam.capitalize(), "tekst", **meer)


def aantal(naam: str, **meer: Any) -> ColumnSpec:
    return ColumnSpec(naam, naam.capitalize(), "aantal", leeg=True, **meer)


def getal(naam: str, **meer: Any) -> ColumnSpec:
    return ColumnSpec(naam, naam.capitalize(), "getal", decimalen=1, leeg=True, **meer)


KOP = (tekst("gemeentecode"), tekst("gemeentenaam"), tekst("provincie"))


def dichtheidstabel(rijen: Sequence[tuple[str, int, int]]) -> ResultTable:
    """(gemeentecode, teller, noemer) as the dichtheid view has them, with a norm of 25 %."""
    uit = []
    for code, t, n in rijen:
        met = "onder norm" if 4 * t < n else "op of boven norm"
        status = "geen praktijk" if n == 0 else "geen opleider" if t == 0 else met
        uit.append((code, f"G{code}", "P", t, n, 100 * t / n if n else None, 25.0, status))
    kolommen = [
        *KOP,
        aantal("teller"),
        aantal("noemer", eenheid="praktijken"),
        getal("dichtheid_pct", teller="teller", noemer="noemer", eenheid="%"),
        getal("norm_pct"),
        tekst("status"),
    ]
    return maak_tabel("dichtheid", kolommen, uit)


def wervingstabel(rijen: Sequence[tuple[str, str, str]]) -> ResultTable:
    """(gemeentecode, staat, instituten) as the werving view has them; row i has i crossing relations."""
    kolommen = [*KOP, tekst("staat"), tekst("instituten", eenheid="instituut"), aantal("opleiders_andere_instituten")]
    uit = [(code, f"G{code}", "P", staat, wie, i) for i, (code, staat, wie) in enumerate(rijen)]
    return maak_tabel("werving", kolommen, uit)
