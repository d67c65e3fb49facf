"""What the verbs work on: settings, geography and data, read when a verb needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hn_dash.geo.indelingen import Geo
    from hn_dash.ingest.dataset import Dataset


def lees_geo() -> Geo:
    from hn_dash.geo.indelingen import read_geo
    from hn_dash.settings import read_settings

    return read_geo(read_settings().data_map / "geo")


def lees_dataset() -> Dataset:
    from hn_dash.serve import laad_dataset
    from hn_dash.settings import read_settings

    return laad_dataset(read_settings())
