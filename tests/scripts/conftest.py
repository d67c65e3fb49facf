"""All our scripts in one blank page, as a browser loads them; nothing of Dash, and no server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.scripts.land import DRIE
from tests.scripts.ruimte import PAGINA
from tests.support.chromium import merk

HIER = Path(__file__).parent
ASSETS = HIER.parents[1] / "assets"
ADRES = "http://hn.test"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    merk(items, HIER, "scripts")


class Blad:
    """The page, with the addresses that it can fetch and what it told Dash.

    Parameters
    ----------
    bestanden : address -> what is there, as JSON; anything else is not found
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.bestanden: dict[str, Any] = {}
        self.gehaald: list[str] = []
        self.fouten: list[str] = []

    def roep(self, functie: str, *args: Any) -> Any:
        """What a function of ours gives."""
        return self.page.evaluate("([functie, args]) => window.hn[functie](...args)", [functie, list(args)])

    def doe(self, script: str, arg: Any = None) -> Any:
        """What a function written here gives; `geo` is the decoded country of three."""
        return self.page.evaluate(f"(arg) => {{ const geo = window.drie; return ({script})(arg); }}", arg)

    def maak_leeg(self) -> None:
        """Begin anew: an empty body, and nothing told or fetched."""
        self.bestanden.clear()
        self.gehaald.clear()
        self.fouten.clear()
        self.page.evaluate("() => { document.body.replaceChildren(); window.gezet = []; }")

    def geef(self, route: Route) -> None:
        """Answer a request of the page."""
        pad = route.request.url.removeprefix(ADRES)
        if pad == "/":
            return route.fulfill(body=_pagina(), content_type="text/html")
        if pad.startswith("/assets/"):
            return route.fulfill(path=ASSETS / pad.removeprefix("/assets/"))
        self.gehaald.append(pad)
        if pad in self.bestanden:
            return route.fulfill(body=json.dumps(self.bestanden[pad]), content_type="application/json")
        return route.fulfill(status=404)


def _pagina() -> str:
    stijlen = "".join(f'<link rel="stylesheet" href="/assets/{pad.name}">' for pad in sorted(ASSETS.glob("*.css")))
    scripts = "".join(f'<script src="/assets/{pad.name}"></script>' for pad in sorted(ASSETS.glob("*.js")))
    return f'<!DOCTYPE html><html lang="nl"><meta charset="utf-8">{stijlen}<body>{scripts}</body></html>'


@pytest.fixture(scope="session")
def geladen(chromium: Browser) -> Iterator[Blad]:
    page = chromium.new_page(viewport={"width": 1000, "height": 800})
    page.set_default_timeout(5_000)
    blad = Blad(page)
    page.route("**/*", blad.geef)
    page.on("pageerror", lambda fout: blad.fouten.append(str(fout)))
    page.goto(f"{ADRES}/")
    page.evaluate(
        """(topologie) => {
          window.drie = hn.decodeer(topologie);
          dash_clientside.set_props = (id, eigenschappen) => gezet.push([id, eigenschappen]);
        }""",
        DRIE,
    )
    yield blad
    page.close()


@pytest.fixture
def blad(geladen: Blad) -> Iterator[Blad]:
    """The page, empty; a test fails on any error in it."""
    geladen.maak_leeg()
    yield geladen
    assert geladen.fouten == []


@pytest.fixture
def open_ruimte(blad: Blad) -> Iterator[Blad]:
    """The page of a workspace, `proef`."""
    blad.doe(PAGINA)
    yield blad
    blad.doe("() => hn.ruimte('proef')?.kaart.weg()")
