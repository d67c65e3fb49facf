"""The data that come along."""

from pathlib import Path

import pytest

from hn_dash.dataset import Grondslag
from hn_dash.geo.indelingen import read_geo
from hn_dash.ingest.pakket.pakket import read_grondslag

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def voorbeeld() -> Grondslag:
    return read_grondslag(DATA, read_geo(DATA / "geo"))
