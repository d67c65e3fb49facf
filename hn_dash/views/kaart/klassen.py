"""The classes that a map is drawn in, and the ways to make them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from hn_dash.tekst import getal
from hn_dash.views.kaart import kleuren

NORM, KWANTIEL, GELIJK = "norm", "kwantiel", "gelijk"
METHODEN = (
    (NORM, "rond de norm of het gemiddelde"),
    (KWANTIEL, "vijf even grote groepen"),
    (GELIJK, "vijf gelijke stappen"),
)
"""How numbers can be put in classes, the default first."""


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


Klassering = tuple[list[Klasse], np.ndarray]
"""Classes, and per row of a table the number of its class."""


def build_grensklassen(randen: Sequence[float], vulling: Sequence[str], eenheid: str, decimalen: int) -> list[Klasse]:
    """A class from each limit to the next one, and a last one without an end."""
    teksten = [_kort(rand, decimalen) for rand in randen]
    labels = [f"{van} tot {tot}{eenheid}" for van, tot in pairwise(teksten)] + [f"{teksten[-1]}{eenheid} of meer"]
    return [Klasse(label, (kleur,)) for label, kleur in zip(labels, vulling, strict=True)]


def _kort(rand: float, decimalen: int) -> str:
    """A class limit, without decimals when they are zero."""
    return getal(rand, decimalen).removesuffix("," + "0" * decimalen)


def build_groepsklassen(
    waarden: np.ndarray, meedoen: np.ndarray, methode: str, eenheid: str, decimalen: int, aantal: int = 5
) -> Klassering:
    """Classes by equal counts or equal steps; fewer where values coincide."""
    telt = waarden[meedoen]
    if not len(telt):
        return [], np.zeros(len(waarden), dtype=int)
    delen = np.linspace(0, 1, aantal + 1)
    grenzen = np.quantile(telt, delen) if methode == KWANTIEL else telt.min() + delen * np.ptp(telt)
    onder = np.unique(grenzen[:-1])
    return (
        build_grensklassen(list(onder), kleuren.OPLOPEND[: len(onder)], eenheid, decimalen),
        np.clip(np.searchsorted(onder, waarden, side="right") - 1, 0, len(onder) - 1),
    )


def met_bijzonder(klassering: Klassering, bijzonder: Iterable[tuple[np.ndarray, Klasse]]) -> Klassering:
    """Add classes that stand for something else than a value, each with the rows that it has; only where it has any."""
    klassen, nummers = list(klassering[0]), np.array(klassering[1], dtype=int)
    for raak, klasse in bijzonder:
        if raak.any():
            nummers[raak] = len(klassen)
            klassen.append(klasse)
    return klassen, nummers
