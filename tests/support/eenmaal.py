"""The data that come along are read once per process, however many tests begin with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from hn_dash.dataset import Dataset
from hn_dash.settings import DATA_MAP, Settings


def eenmaal(laad: Callable[[Settings], Dataset]) -> Callable[[Settings], Dataset]:
    """`laad` that remembers what comes along; who brings data, regions or boundaries of their own has those read."""

    @cache
    def meegeleverd() -> Dataset:
        return laad(Settings())

    def laad_dataset(settings: Settings) -> Dataset:
        eigen = settings.data_map != DATA_MAP or settings.regio or (settings.data_dir / "geo").exists()
        return laad(settings) if eigen else meegeleverd()

    return laad_dataset
