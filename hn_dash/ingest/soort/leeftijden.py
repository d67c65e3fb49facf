"""Age classes as people write them, the same in every kind of file."""

from __future__ import annotations

import re
from typing import Any

from hn_dash.begrippen import LEEFTIJDSKLASSEN
from hn_dash.ingest.soort.oordeel import toon, weiger

JARIG = (18, 99)
"""The ages that an opleider can have."""
_JONGST, _OUDST = LEEFTIJDSKLASSEN[0], LEEFTIJDSKLASSEN[-1]
_STREEP = re.compile(r"\s*[-‐‑‒–—−]\s*")
_WOORDEN = {
    _JONGST: re.compile(r"(?:<|tot|jonger dan|onder(?: de)?) ?40|(?:<=|≤|t/m|tot en met) ?39", re.IGNORECASE),
    _OUDST: re.compile(r"(?:>=|≥|vanaf) ?65|(?:>|ouder dan|boven(?: de)?) ?64|65 (?:en|of) ouder|65 \+", re.IGNORECASE),
}
_TOT_EN_MET = re.compile(r"([0-9]{2}) ?(?:t/m|tot en met|/) ?([0-9]{2})")


def klasse_van(leeftijd: int) -> str:
    """The age class of an age in years.

    >>> [klasse_van(leeftijd) for leeftijd in (39, 40, 64, 65)]
    ['-39', '40-44', '60-64', '65+']
    """
    return LEEFTIJDSKLASSEN[min(max((leeftijd - 35) // 5, 0), len(LEEFTIJDSKLASSEN) - 1)]


def lees_leeftijdsklasse(waarde: Any) -> str | None:
    """A class as we write it; an age in years is put in its class, and the number -39 is the first class."""
    if waarde is None:
        return None
    tekst = str(waarde).removeprefix("'") if not isinstance(waarde, bool) else ""
    plat = _STREEP.sub("-", tekst)
    if plat in LEEFTIJDSKLASSEN:
        return plat
    if tekst.isdecimal() and JARIG[0] <= int(tekst[:3]) <= JARIG[1] and len(tekst) <= 3:
        return klasse_van(int(tekst))
    voorstel = _lijkt(plat)
    bedoeld = f" Bedoelt u {voorstel}?" if voorstel else ""
    zin = f"“{toon(waarde)}” is geen leeftijdsklasse; kies {', '.join(LEEFTIJDSKLASSEN)}.{bedoeld}"
    weiger("leeftijd", zin, voorstel)


def _lijkt(tekst: str) -> str:
    tekst = tekst.strip()
    if deel := _TOT_EN_MET.fullmatch(tekst):
        klasse = f"{deel[1]}-{deel[2]}"
        return klasse if klasse in LEEFTIJDSKLASSEN else ""
    return next((klasse for klasse, patroon in _WOORDEN.items() if patroon.fullmatch(tekst)), "")
