"""What a cell of the world of tests/support/wereld.py is held against."""

from datetime import date

import pytest

from hn_dash.ingest.soort.gemeenten import Gemeentezoeker
from hn_dash.ingest.soort.velden import Omgeving
from tests.support.wereld import maak_geo


@pytest.fixture
def omgeving() -> Omgeving:
    return Omgeving(
        decimaal=",",
        peildatum=date(2026, 1, 1),
        gemeenten=Gemeentezoeker(2026, maak_geo().herindeling),
        instituten={"aumc": "aumc", "amsterdam umc": "aumc", "lumc": "lumc", "emc": "emc"},
        gesloten={"amc": "aumc"},
        locaties={"noord": "noord", "noordstad": "noord", "zuid": "zuid"},
        praktijken=frozenset({"0012", "P1"}),
    )
