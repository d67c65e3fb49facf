"""The norm, and how many are missing to meet it."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar

import numpy as np
import pandas as pd

Aantallen = TypeVar("Aantallen", pd.Series, np.ndarray)


def tekort(teller: Aantallen, noemer: Aantallen, norm: Fraction) -> Aantallen:
    """How many more are needed to meet the norm: max(0, ceil(norm x noemer) - teller), in integers.

    >>> tekort(np.array([3, 1, 0]), np.array([20, 4, 0]), Fraction(1, 4)).tolist()
    [2, 0, 0]
    """
    nodig = -(-(noemer.astype("int64") * norm.numerator) // norm.denominator)
    return (nodig - teller).clip(0)


NORM = Fraction(1, 4)
NORM_IN_PCT = f"{int(100 * NORM)} %"
"""The norm of 2009 where none can be chosen, per praktijk; whatever is held to it says so."""
