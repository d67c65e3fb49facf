"""Whole places in proportion to numbers of inhabitants."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from heapq import heapify, heapreplace


def apportion(gewichten: Mapping[str, int | Fraction], totaal: int) -> dict[str, int]:
    """How many of `totaal` each key gets: its fair share as closely as whole numbers allow (Sainte-Laguë, Webster).

    One place at a time goes to the highest gewicht / (2 * places so far + 1), compared exactly; of equal ones to the
    larger gewicht, then to the lower key. So nobody loses a place when `totaal` grows.

    Parameters
    ----------
    gewichten : e.g. inhabitants per opleidingslocatie; not negative, at least one positive when there is something to
        divide
    totaal : places, not negative

    Example
    -------
    >>> apportion({"noord": 53, "oost": 24, "zuid": 23}, 7)
    {'noord': 3, 'oost': 2, 'zuid': 2}
    """
    if totaal < 0 or any(gewicht < 0 for gewicht in gewichten.values()):
        raise ValueError("totaal and gewichten must not be negative")
    if totaal and not any(gewichten.values()):
        raise ValueError("there is something to divide and nobody to give it to")
    delen = dict.fromkeys(gewichten, 0)
    rij = [(-Fraction(gewicht), -gewicht, sleutel) for sleutel, gewicht in gewichten.items()]
    heapify(rij)
    for _ in range(totaal):
        _, gewicht, sleutel = rij[0]
        delen[sleutel] += 1
        heapreplace(rij, (Fraction(gewicht, 2 * delen[sleutel] + 1), gewicht, sleutel))
    return delen
