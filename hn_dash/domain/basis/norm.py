"""The norm, and how many are missing to meet it."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd


def tekort(teller: pd.Series, noemer: pd.Series, norm: Fraction) -> pd.Series:
    """How many more are needed to meet the norm: max(0, ceil(norm x noemer) - teller), in integers.

    >>> tekort(pd.Series([3, 1, 0]), pd.Series([20, 4, 0]), Fraction(1, 4)).tolist()
    [2, 0, 0]
    """
    nodig = -(-(noemer.astype("int64") * norm.numerator) // norm.denominator)
    return (nodig - teller).clip(lower=0)


NORM = Fraction(1, 4)
