"""A database for whoever asks for one: each such test runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from hn_dash.store.databank import Databank
from tests.support.postgres import ONTBREEKT, PROGRAMMAS, postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    if not PROGRAMMAS:
        pytest.skip(ONTBREEKT)
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def databank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databank]:
    """An empty database."""
    if request.param == "sqlite":
        bank = Databank(tmp_path / "data")
    else:
        url = request.getfixturevalue("postgres_url")
        beheer = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        with beheer.begin() as verbinding:
            verbinding.execute(text("DROP SCHEMA public CASCADE"))
            verbinding.execute(text("CREATE SCHEMA public"))
        beheer.dispose()
        bank = Databank(tmp_path / "data", url)
    yield bank
    bank.engine.dispose()
