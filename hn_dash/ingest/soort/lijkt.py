"""What somebody probably meant."""

from __future__ import annotations

from collections.abc import Collection


def lijkt_op(waarde: str, mogelijk: Collection[str]) -> str:
    """The possibility that a misspelt value is closest to, letters swapped included; "" when none is close."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    beste = process.extractOne(
        waarde.lower(), {m: m.lower() for m in mogelijk}, scorer=OSA.normalized_similarity, score_cutoff=0.7
    )
    return str(beste[2]) if beste else ""
