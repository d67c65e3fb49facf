"""Which gemeenten hang together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

Buren = Mapping[str, set[str]]


def naast(buren: pd.DataFrame) -> Buren:
    """code -> the codes beside it, from pairs code_a, code_b."""
    uit: dict[str, set[str]] = defaultdict(set)
    for a, b in zip(buren["code_a"].tolist(), buren["code_b"].tolist(), strict=True):
        uit[a].add(b)
        uit[b].add(a)
    return dict(uit)


def componenten(codes: Iterable[str], buren: pd.DataFrame) -> list[set[str]]:
    """The connected parts of a set of gemeenten, largest first; equal sizes: the lowest code first.

    Parameters
    ----------
    buren : code_a, code_b; pairs with a gemeente outside `codes` do not connect. Every soort counts: filter first to
        ask for less, e.g. without "punt"
    """
    return delen_van(codes, naast(buren))


def delen_van(codes: Iterable[str], naast: Buren) -> list[set[str]]:
    """The same, from what `naast` gives."""
    over = set(codes)
    delen = []
    while over:
        deel: set[str] = set()
        rand = {min(over)}
        while rand:
            deel |= rand
            over -= rand
            rand = set().union(*(naast[code] for code in rand if code in naast)) & over
        delen.append(deel)
    return sorted(delen, key=len, reverse=True)
