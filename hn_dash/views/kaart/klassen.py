"""The classes that a map is drawn in, and the ways to make them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import numpy as np

from hn_dash.tekst import afgerond, getal
from hn_dash.views.kaart import kleuren

NORM, KWANTIEL, GELIJK = "norm", "kwantiel", "gelijk"
METHODEN = (
    (NORM, "rond de norm of het gemiddelde"),
    (KWANTIEL, "hoogstens vijf groepen, zo even groot als kan"),
    (GELIJK, "vijf gelijke stappen"),
)
"""How numbers can be put in classes, the default first."""
_FIJNST = 9
"""Decimals beyond which limits are the same to any reader."""


@dataclass(frozen=True, slots=True)
class Klasse:
    """One entry of the legend.

    Parameters
    ----------
    label : Dutch text
    kleuren : one colour, or several for a hatched area
    patroon : "", streep, stip or kruis, drawn in the second colour on the first
    """

    label: str
    kleuren: tuple[str, ...]
    patroon: str = ""


Rand = float | Decimal
"""Where a class begins; a Decimal is exact."""
Klassering = tuple[list[Klasse], np.ndarray]
"""Classes, and per row of a table the number of its class."""


def build_grensklassen(randen: Sequence[Rand], vulling: Sequence[str], eenheid: str, decimalen: int) -> list[Klasse]:
    """A class from each limit to the next one, and a last one without an end."""
    teksten = _teksten(randen, decimalen)
    labels = [f"{van} tot {tot}{eenheid}" for van, tot in pairwise(teksten)] + [f"{teksten[-1]}{eenheid} of meer"]
    return [Klasse(label, (kleur,)) for label, kleur in zip(labels, vulling, strict=True)]


def _teksten(randen: Sequence[Rand], decimalen: int) -> list[str]:
    """Class limits with so many decimals that no two look the same and that what is exact (a Decimal) stays so."""
    precies = [-int(rand.normalize().as_tuple().exponent) for rand in randen if isinstance(rand, Decimal)]
    meest = max(decimalen, *precies, 0)
    while meest < _FIJNST and len({afgerond(rand, meest) for rand in randen}) < len(set(randen)):
        meest += 1
    return [_kort(afgerond(rand, meest), decimalen) for rand in randen]


def _kort(rand: Decimal, decimalen: int) -> str:
    """A class limit without decimals when they are zero, and without zeros at the end beyond the usual decimals."""
    nodig = max(decimalen, -int(rand.normalize().as_tuple().exponent))
    return getal(float(rand), nodig).removesuffix("," + "0" * decimalen)


def build_groepsklassen(
    waarden: np.ndarray, meedoen: np.ndarray, methode: str, eenheid: str, decimalen: int, aantal: int = 5
) -> Klassering:
    """Classes by equal steps, or by counts as equal as values that coincide allow; fewer where many do."""
    telt = waarden[meedoen]
    if not len(telt):
        return [], np.zeros(len(waarden), dtype=int)
    delen = np.arange(aantal) / aantal
    onder = np.unique(_groepsgrenzen(telt, delen) if methode == KWANTIEL else telt.min() + delen * np.ptp(telt))
    return (
        build_grensklassen(list(onder), kleuren.OPLOPEND[: len(onder)], eenheid, decimalen),
        np.clip(np.searchsorted(onder, waarden, side="right") - 1, 0, len(onder) - 1),
    )


def _groepsgrenzen(waarden: np.ndarray, delen: np.ndarray) -> np.ndarray:
    """The values at which groups begin, so that below each lies as nearly as can be its share of all values."""
    uniek, aantallen = np.unique(waarden, return_counts=True)
    eronder = np.cumsum(aantallen) - aantallen
    begin: np.ndarray = uniek[np.abs(eronder[None, :] - len(waarden) * delen[:, None]).argmin(axis=1)]
    return begin


def met_bijzonder(klassering: Klassering, bijzonder: Iterable[tuple[np.ndarray, Klasse]]) -> Klassering:
    """Add classes that stand for something else than a value, each with the rows that it has; only where it has any."""
    klassen, nummers = list(klassering[0]), np.array(klassering[1], dtype=int)
    for raak, klasse in bijzonder:
        if raak.any():
            nummers[raak] = len(klassen)
            klassen.append(klasse)
    return klassen, nummers
