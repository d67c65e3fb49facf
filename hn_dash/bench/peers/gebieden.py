"""Other ways to divide a country over institutes: whoever is nearest, and a power diagram with fitted weights."""

from __future__ import annotations

import numpy as np

from hn_dash.domain.plan.toewijzing import Opgave

STAPPEN = 2_000


def dichtstbij(opgave: Opgave) -> np.ndarray:
    """Every place to its nearest owner."""
    return opgave.km.argmin(axis=1)


def machtsdiagram(opgave: Opgave) -> np.ndarray:
    """Every place to the owner with the least km² - weight (Aurenhammer 1987), the best found while weights are fitted.

    A weight grows while the load is below its target and shrinks while it is above, by smaller and smaller steps. Least
    load outside the bands goes first, then least distance.
    """
    doel, plaats = (opgave.laag + opgave.hoog) / 2, np.arange(len(opgave.gewicht))
    macht, stap = np.zeros(len(doel)), float(np.median(opgave.km)) ** 2
    beste, waarde = dichtstbij(opgave), (np.inf, np.inf)
    for nummer in range(STAPPEN):
        keuze = (opgave.km**2 - macht).argmin(axis=1)
        last = lasten(opgave, keuze)
        buiten = (np.maximum(opgave.laag - last, 0) + np.maximum(last - opgave.hoog, 0)).sum()
        nieuw = (float(buiten), float(opgave.gewicht @ opgave.km[plaats, keuze]))
        if nieuw < waarde:
            beste, waarde = keuze, nieuw
        macht += stap / (1 + nummer / 50) * (doel - last) / doel.sum()
    return beste


def lasten(opgave: Opgave, keuze: np.ndarray) -> np.ndarray:
    """The load of each owner."""
    return opgave.last + np.bincount(keuze, opgave.gewicht, len(opgave.last))
