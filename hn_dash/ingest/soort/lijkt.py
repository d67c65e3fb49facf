"""What somebody probably meant."""

from __future__ import annotations

import re
from collections.abc import Collection

_NULLEN = re.compile(r"(?<![0-9])0+(?=[0-9])")


def kaal(kenmerk: str) -> str:
    """An identifier without the zeros that a spreadsheet drops, and without capitals.

    >>> kaal("0012"), kaal("P-007"), kaal("p-7"), kaal("100")
    ('12', 'p-7', 'p-7', '100')
    """
    return _NULLEN.sub("", kenmerk.casefold())


def lijkt_op(waarde: str, mogelijk: Collection[str]) -> str:
    """The possibility that a misspelt value is closest to, letters swapped included; "" when none is close."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    beste = process.extractOne(
        waarde.lower(), {m: m.lower() for m in mogelijk}, scorer=OSA.normalized_similarity, score_cutoff=0.7
    )
    return str(beste[2]) if beste else ""
