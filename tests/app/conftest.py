"""The real application on the real data, without a network between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from hn_dash.application import create_app
from hn_dash.dataset import Dataset, Grondslag
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.settings import Settings
from hn_dash.start import laad_magazijn


@pytest.fixture(scope="session")
def settings() -> Iterator[Settings]:
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv("DASH_MCP_ENABLED", "true")  # what the environment says must not matter
        omgeving.setenv("DASH_UI", "true")
        yield Settings(host="127.0.0.1")


@pytest.fixture(scope="session")
def magazijn(settings: Settings) -> Magazijn:
    return laad_magazijn(settings)


@pytest.fixture(scope="session")
def grondslag(magazijn: Magazijn) -> Grondslag:
    return magazijn()


@pytest.fixture(scope="session")
def dataset(grondslag: Grondslag) -> Dataset:
    return grondslag.dataset


@pytest.fixture(scope="session")
def app(settings: Settings, magazijn: Magazijn) -> Dash:
    return create_app(settings, magazijn)


class Lezer(FlaskClient):
    """A client that reads an answer to the end and closes it, as a web server does."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        return super().open(*args, **{"buffered": True, **kwargs})


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return Lezer(app.server, app.server.response_class)
