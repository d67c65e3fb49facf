"""Whole things over gemeenten that were split: nothing is lost, and nothing is counted in halves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from hn_dash.geo.herindelingen import naar_codes

if TYPE_CHECKING:
    from hn_dash.geo.indelingen import Geo

DEEL = 1_000_000
"""Shares are compared in whole millionths, so that equal shares are equal everywhere."""


def grootste_rest(totaal: int, gewichten: Sequence[int]) -> list[int]:
    """Whole parts of `totaal` in proportion to `gewichten`, adding up to it; equal remainders: the first gains."""
    som = sum(gewichten)
    delen = [totaal * gewicht // som for gewicht in gewichten]
    op_rest = sorted(range(len(delen)), key=lambda i: -(totaal * gewichten[i] % som))
    for i in op_rest[: totaal - sum(delen)]:
        delen[i] += 1
    return delen


def verhuis(codes: pd.Series[str], van: int, naar: int, geo: Geo) -> pd.Series[str]:
    """The gemeente of each row on another indeling.

    The rows of a gemeente that was split are dealt over its successors in their order, so many each as the inhabitants
    ask for: an estimate that keeps the total.
    """
    wachtrij: dict[str, Iterator[str]] = {}
    for code, aantal in codes.value_counts().items():
        doelen = naar_codes(str(code), van, naar, geo)
        delen = grootste_rest(int(aantal), [round(deel * DEEL) for _, deel in doelen])
        wachtrij[str(code)] = iter([doel for (doel, _), n in zip(doelen, delen, strict=True) for _ in range(n)])
    return codes.map(lambda code: next(wachtrij[code]))
