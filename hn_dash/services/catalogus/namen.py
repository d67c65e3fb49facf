"""What institutes and locations are called on a day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hn_dash.domain.basis.instituten import geldig_op, opvolger_op

if TYPE_CHECKING:
    import pandas as pd

    from hn_dash.dataset import Dataset


class Namen(NamedTuple):
    """Names in lower case -> codes: of institutes; of closed ones the successor, and their own code; of locations."""

    instituten: dict[str, str]
    gesloten: dict[str, str]
    vroeger: dict[str, str]
    locaties: dict[str, str]


@lru_cache(maxsize=16)
def namen_op(basis: Dataset, dag: date) -> Namen:
    """What institutes and locations are called on a day."""
    instituten, locaties = basis.instituten, basis.locaties
    paren = [(code, naam) for k in ("instituut", "naam") for code, naam in _paren(instituten, "instituut", k)]
    paren += _paren(basis.aliassen, "instituut", "alias")
    bestaat = set(geldig_op(instituten, dag))
    nu = {code: opvolger_op(instituten, code, dag) for code in {code for code, _ in paren} - bestaat}
    return Namen(
        {naam.lower(): code for code, naam in paren if code in bestaat},
        {naam.lower(): nu[code] for code, naam in paren if nu.get(code)},
        {naam.lower(): code for code, naam in paren if nu.get(code)},
        {naam.lower(): code for k in ("naam", "locatie") for code, naam in _paren(locaties, "locatie", k)},
    )


def _paren(frame: pd.DataFrame, *kolommen: str) -> list[tuple[str, str]]:
    return list(zip(*(frame[kolom] for kolom in kolommen), strict=True))
