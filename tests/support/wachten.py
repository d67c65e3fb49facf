"""Waiting until something is so, within a limit; nowhere in the tests is time itself waited for."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
TUSSENPOOS = 0.02
"""Seconds between two looks."""


def tot(kijk: Callable[[], T], wat: str, seconden: float = 30, slaap: Callable[[float], None] = time.sleep) -> T:
    """The first thing that `kijk` gives which counts as true; `AssertionError` that names `wat` when it never comes.

    Parameters
    ----------
    slaap : waits so many seconds; in a browser test that of the page, so that its events come in meanwhile
    """
    einde = time.monotonic() + seconden
    while not (gezien := kijk()):
        if time.monotonic() > einde:
            raise AssertionError(f"within {seconden:g} s not: {wat}")
        slaap(TUSSENPOOS)
    return gezien
