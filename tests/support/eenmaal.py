"""The data that come along are read once per process, however many tests begin with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from hn_dash.dataset import Grondslag
from hn_dash.settings import DATA_MAP, Settings


def eenmaal(laad: Callable[[Settings], Grondslag]) -> Callable[[Settings], Grondslag]:
    """`laad` that remembers what comes along; who brings data, regions or boundaries of their own has those read."""

    @cache
    def meegeleverd() -> Grondslag:
        return laad(Settings())

    def laad_voorbeeld(settings: Settings) -> Grondslag:
        eigen = settings.data_map != DATA_MAP or settings.regio or (settings.data_dir / "geo").exists()
        return laad(settings) if eigen else meegeleverd()

    return laad_voorbeeld
