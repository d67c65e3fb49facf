"""Which gemeenten of the dataset and of another indeling are the same, or part of each other."""

from __future__ import annotations

from functools import lru_cache

from hn_dash.geo.herindelingen import naar_codes
from hn_dash.ingest.dataset import Dataset


@lru_cache(maxsize=8)
def overgang(dataset: Dataset, indeling: int) -> tuple[tuple[str, str], ...]:
    """(gemeentecode of the dataset, gemeentecode of the indeling) of each pair that shares inhabitants.

    Read forward in time, whichever of the two is older: what merged later split when looking back.
    """
    van, naar = sorted((dataset.indeling, indeling))
    paren = [
        (oud, nieuw) for oud in dataset.geo.indeling(van).codes for nieuw, _ in naar_codes(oud, van, naar, dataset.geo)
    ]
    return tuple(paren if van == dataset.indeling else ((nieuw, oud) for oud, nieuw in paren))
