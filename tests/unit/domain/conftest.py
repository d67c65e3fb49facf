"""The six gemeenten of tests/support/wereld.py."""

import pytest

from hn_dash.dataset import Dataset
from tests.support.wereld import maak_wereld


@pytest.fixture(scope="session")
def wereld() -> Dataset:
    return maak_wereld()
