"""No test sees, or touches, what somebody keeps in their own HN_DATA_DIR."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from hn_dash import start
from hn_dash.dataset import Grondslag
from tests.support.chromium import start_chromium
from tests.support.eenmaal import eenmaal
from tests.support.wereld import maak_wereld

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_MAP = tempfile.TemporaryDirectory(prefix="hn-dash-tests-")
os.environ["HN_DATA_DIR"] = _MAP.name
os.environ.pop("HN_DATABASE_URL", None)
settings.register_profile("hn", deadline=None, print_blob=True, derandomize=bool(os.environ.get("CI")))
settings.load_profile("hn")
start.laad_voorbeeld = eenmaal(start.laad_voorbeeld)


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty HN_DATA_DIR of this test's own."""
    monkeypatch.setenv("HN_DATA_DIR", str(tmp_path / "data"))
    yield tmp_path / "data"


@pytest.fixture(scope="session")
def wereld() -> Grondslag:
    """The six gemeenten of tests/support/wereld.py."""
    return maak_wereld()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    with start_chromium() as browser:
        yield browser
