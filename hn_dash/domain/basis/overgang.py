"""Which gemeenten of two indelingen are the same, or part of each other."""

from __future__ import annotations

from functools import lru_cache

from hn_dash.geo.indelingen import Geo
from hn_dash.geo.omzetting import aandelen


@lru_cache(maxsize=32)
def overgang(van: int, naar: int, geo: Geo) -> tuple[tuple[str, str], ...]:
    """(gemeentecode of `van`, gemeentecode of `naar`) of each pair that shares inhabitants.

    Read forward in time, whichever of the two is older: what merged later split when looking back.
    """
    weg = aandelen(*sorted((van, naar)), geo)
    paren = zip(weg["van_code"].tolist(), weg["naar_code"].tolist(), strict=True)
    return tuple(paren if van <= naar else ((nieuw, oud) for oud, nieuw in paren))
