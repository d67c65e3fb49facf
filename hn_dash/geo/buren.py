"""Which gemeenten hang together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd


def componenten(codes: Iterable[str], buren: pd.DataFrame) -> list[set[str]]:
    """The connected parts of a set of gemeenten, largest first; equal sizes: the lowest code first.

    Parameters
    ----------
    buren : code_a, code_b; pairs with a gemeente outside `codes` do not connect. Every soort counts: filter first to
        ask for less, e.g. without "punt"
    """
    over = set(codes)
    naast: dict[str, set[str]] = defaultdict(set)
    for a, b in zip(buren["code_a"], buren["code_b"], strict=True):
        naast[a].add(b)
        naast[b].add(a)
    delen = []
    while over:
        deel: set[str] = set()
        rand = {min(over)}
        while rand:
            deel |= rand
            over -= rand
            rand = set().union(*(naast[code] for code in rand)) & over
        delen.append(deel)
    return sorted(delen, key=len, reverse=True)
