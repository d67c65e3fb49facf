"""What a row of the density says of itself whatever the norm is: why it has no figure, or that it has one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hn_dash.begrippen import (
    GEEN_GEGEVENS,
    GEEN_OPLEIDER,
    GEEN_OPLEIDINGSPRAKTIJK,
    GEEN_PRAKTIJK,
    ONDER_NORM,
    OP_NORM,
    ZONDER_PRAKTIJK,
)
from hn_dash.domain.basis.tellen import heel

ALLE = "alle_"
"""Before a count: of all opleiders, whatever soort was chosen."""
WOORDEN = (
    GEEN_PRAKTIJK,
    ZONDER_PRAKTIJK,
    GEEN_GEGEVENS,
    GEEN_OPLEIDER,
    GEEN_OPLEIDINGSPRAKTIJK,
    ONDER_NORM,
    OP_NORM,
)
"""Statuses, the one that goes before the others first."""


def oordeel(rijen: pd.DataFrame, teller: str) -> np.ndarray:
    """Per row the place in WOORDEN of what holds whatever the norm is, and that of OP_NORM elsewhere.

    That there is no opleider is said of all opleiders: who was not asked about is still there.
    """
    n, praktijken, opleiders = (heel(rijen[naam]) for naam in ("noemer", "praktijken", f"{ALLE}opleiders"))
    onbekend = rijen[["noemer", "praktijken", f"{ALLE}opleiders"]].isna().to_numpy()
    zonder = (n == 0) & (praktijken == 0) & ~onbekend.any(axis=1)
    geen = [
        zonder & (opleiders == 0),
        zonder,
        onbekend[:, 0] | (n == 0),
        opleiders == 0,
        (teller == "opleidingspraktijken") & (heel(rijen[f"{ALLE}opleidingspraktijken"]) == 0),
    ]
    return np.select(geen, range(len(geen)), WOORDEN.index(OP_NORM))
