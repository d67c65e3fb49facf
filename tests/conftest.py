"""No test sees, or touches, what somebody keeps in their own HN_DATA_DIR."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from hn_dash import start
from hn_dash.dataset import Dataset
from tests.support.eenmaal import eenmaal
from tests.support.wereld import maak_wereld

_MAP = tempfile.TemporaryDirectory(prefix="hn-dash-tests-")
os.environ["HN_DATA_DIR"] = _MAP.name
os.environ.pop("HN_DATABASE_URL", None)
settings.register_profile("hn", deadline=None, print_blob=True, derandomize=bool(os.environ.get("CI")))
settings.load_profile("hn")
start.laad_dataset = eenmaal(start.laad_dataset)


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty HN_DATA_DIR of this test's own."""
    monkeypatch.setenv("HN_DATA_DIR", str(tmp_path / "data"))
    yield tmp_path / "data"


@pytest.fixture(scope="session")
def wereld() -> Dataset:
    """The six gemeenten of tests/support/wereld.py."""
    return maak_wereld()
