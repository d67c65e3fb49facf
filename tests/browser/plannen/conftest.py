"""A dashboard of each test's own, two people, and the plan as the database has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from hn_dash.services.plan.wijzigen import Planbeheer
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.databank import Databank
from tests.browser.conftest import Bezoek, bezoek_van
from tests.support.beheer import maak_beheer
from tests.support.server import draaiend


@pytest.fixture
def adres(tmp_path: Path) -> Iterator[str]:
    """A dashboard of this test's own."""
    with draaiend({"HN_DATA_DIR": str(tmp_path / "data")}) as adres:
        yield adres


@pytest.fixture
def ander(chromium: Browser, adres: str) -> Iterator[Bezoek]:
    """A second person."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    bezoek = bezoek_van(context, adres)
    yield bezoek
    context.close()
    assert bezoek.fouten == []


@pytest.fixture
def beheer(tmp_path: Path) -> Planbeheer:
    return maak_beheer(laad_voorbeeld(Settings()), Databank(tmp_path / "data"))
