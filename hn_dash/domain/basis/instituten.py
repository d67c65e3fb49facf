"""Institutes over time: eight until 2023, seven since."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import pandas as pd

from hn_dash.dataset import Dataset


def geldig_op(instituten: pd.DataFrame, dag: date) -> list[str]:
    """The codes of the institutes that exist on a day, in the order of the list."""
    iso = dag.isoformat()
    rijen = zip(*(instituten[naam].tolist() for naam in ("instituut", "geldig_van", "geldig_tot")), strict=True)
    return [code for code, van, tot in rijen if (pd.isna(van) or van <= iso) and (pd.isna(tot) or iso <= tot)]


@lru_cache(maxsize=64)
def bestaand_op(dataset: Dataset, dag: date) -> tuple[str, ...]:
    """`geldig_op` of the institutes of a dataset."""
    return tuple(geldig_op(dataset.instituten, dag))


def opvolger(instituten: pd.DataFrame, code: str) -> str:
    """The institute that a closed one went into; empty when it still exists or is unknown."""
    rij = instituten.loc[instituten["instituut"] == code, "opvolger"]
    return "" if rij.empty or pd.isna(rij.iloc[0]) else str(rij.iloc[0])


def opvolger_op(instituten: pd.DataFrame, code: str, dag: date) -> str:
    """The institute that a code stands for on a day: itself, or who came after it; empty when nobody did yet."""
    bestaat = set(geldig_op(instituten, dag))
    while code and code not in bestaat:
        code = opvolger(instituten, code)
    return code
