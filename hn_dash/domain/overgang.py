"""Which gemeenten of two indelingen are the same, or part of each other."""

from __future__ import annotations

from hn_dash.geo.indelingen import Geo
from hn_dash.geo.omzetting import aandelen


def overgang(van: int, naar: int, geo: Geo) -> list[tuple[str, str]]:
    """(gemeentecode of `van`, gemeentecode of `naar`) of each pair that shares inhabitants.

    Read forward in time, whichever of the two is older: what merged later split when looking back.
    """
    paren = list(zip(*(aandelen(*sorted((van, naar)), geo)[kolom] for kolom in ("van_code", "naar_code")), strict=True))
    return paren if van <= naar else [(nieuw, oud) for oud, nieuw in paren]
