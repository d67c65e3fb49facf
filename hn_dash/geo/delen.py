"""Whole things over gemeenten that were split: nothing is lost, and nothing is counted in halves."""

from __future__ import annotations

from collections.abc import Sequence

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
