"""Which gemeenten of two indelingen are the same, or part of each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from hn_dash.errors import GebruikersFout
from hn_dash.geo.indelingen import Geo
from hn_dash.geo.omzetting import aandelen, naar_codes
from hn_dash.tekst import opsomming


@lru_cache(maxsize=32)
def overgang(van: int, naar: int, geo: Geo) -> tuple[tuple[str, str], ...]:
    """(gemeentecode of `van`, gemeentecode of `naar`) of each pair that shares inhabitants.

    Read forward in time, whichever of the two is older: what merged later split when looking back.
    """
    weg = aandelen(*sorted((van, naar)), geo)
    paren = zip(weg["van_code"].tolist(), weg["naar_code"].tolist(), strict=True)
    return tuple(paren if van <= naar else ((nieuw, oud) for oud, nieuw in paren))


def verhuis_keuze(gekozen: Sequence[str], jaar: int, geo: Geo) -> tuple[tuple[str, ...], str]:
    """Chosen gemeenten on those of a year, and a sentence about each that did not exist then: who came after it, or
    of what it was made. A code of no year at all stays, for who refuses it.
    """
    bestaan, lijsten = set(geo.indeling(jaar).codes), geo.herindeling.lijsten
    uit: list[str] = []
    zinnen = []
    for code in gekozen:
        nu = [code] if code in bestaan else _elders(code, jaar, geo)
        uit += nu or [code]
        if nu and code not in bestaan:
            naam = next(lijst[code] for lijst in reversed(lijsten.values()) if code in lijst)
            werd = opsomming([lijsten[jaar][ander] for ander in nu])
            zinnen.append(f"{naam} is geen gemeente van {jaar}; gekozen {'zijn' if len(nu) > 1 else 'is'} {werd}.")
    return tuple(dict.fromkeys(uit)), " ".join(zinnen)


def _elders(code: str, jaar: int, geo: Geo) -> list[str]:
    try:
        return [ander for ander, _ in naar_codes(code, None, jaar, geo)]
    except GebruikersFout:
        return []
