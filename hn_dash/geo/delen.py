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


def verdeel(aantallen: pd.DataFrame, van: int, naar: int, geo: Geo) -> pd.DataFrame:
    """Whole numbers per gemeente on another indeling; each column keeps its total.

    Parameters
    ----------
    aantallen : indexed by gemeentecode of `van`, only whole numbers; missing stays missing
    """
    rijen: list[dict[str, object]] = []
    for code, rij in zip(aantallen.index, aantallen.to_dict("records"), strict=True):
        doelen = naar_codes(str(code), van, naar, geo)
        gewichten = [round(deel * DEEL) for _, deel in doelen]
        delen = {
            kolom: [None] * len(doelen) if pd.isna(n) else grootste_rest(int(n), gewichten) for kolom, n in rij.items()
        }
        rijen += [
            {"gemeentecode": doel, **{str(kolom): deel[i] for kolom, deel in delen.items()}}
            for i, (doel, _) in enumerate(doelen)
        ]
    frame = pd.DataFrame(rijen, columns=["gemeentecode", *aantallen.columns])
    frame = frame.astype(dict.fromkeys(aantallen.columns, "Int64"))
    return frame.groupby("gemeentecode").sum(min_count=1)


def geschat(codes: Sequence[str], van: int, naar: int, geo: Geo) -> list[str]:
    """The gemeenten of `naar` that got a share of one of these, so that their numbers are estimates."""
    doelen = (naar_codes(code, van, naar, geo) for code in codes)
    return sorted({doel for lijst in doelen if len(lijst) > 1 for doel, _ in lijst})
