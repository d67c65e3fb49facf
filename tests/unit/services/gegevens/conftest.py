"""A magazijn with the example and a database of its own."""

import pytest

from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.databank import Databank


@pytest.fixture(scope="module")
def voorbeeld():
    return laad_voorbeeld(Settings())


@pytest.fixture
def magazijn(voorbeeld, tmp_path):
    return Magazijn(voorbeeld, Databank(tmp_path / "data"))
