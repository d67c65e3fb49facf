"""Chromium from the PATH against the real server; every request outside and every console error is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.support.chromium import merk
from tests.support.server import draaiend
from tests.support.wachten import T, tot

HIER = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    merk(items, HIER, "browser")


@dataclass
class Bezoek:
    """One person's browser on the dashboard."""

    page: Page
    adres: str
    fouten: list[str] = field(default_factory=list)
    buiten: list[str] = field(default_factory=list)
    bezig: set[Request] = field(default_factory=set)

    def open(self, pad: str, view: str = "") -> Page:
        """Go to a page and wait until its map is painted."""
        self.page.goto(self.adres + pad)
        if view:
            self.klaar(view)
        return self.page

    def rustig(self) -> None:
        """Wait until every question that was sent has its answer, and that is painted."""
        wacht(self.page, lambda: not self.bezig, "all answers are in")
        geschilderd(self.page)

    def klaar(self, view: str) -> None:
        """Wait until the map shows what the address says and the table is filled."""
        self.page.wait_for_selector(f"#{view}-kaart[data-staat=klaar]")
        self.page.wait_for_selector(f"#{view}-rooster .ag-center-cols-container .ag-row")
        self.page.wait_for_function("view => document.getElementById(`${view}-rijen`).textContent !== ''", arg=view)


def wacht(page: Page, kijk: Callable[[], T], wat: str) -> T:
    """The first thing that `kijk` gives which counts as true; what happens on the page comes in meanwhile."""
    return tot(kijk, wat, slaap=lambda tijd: page.wait_for_timeout(1000 * tijd))


def geschilderd(page: Page) -> None:
    """Wait until what was changed stands on the screen."""
    page.evaluate("() => new Promise(klaar => requestAnimationFrame(() => requestAnimationFrame(klaar)))")


@pytest.fixture(scope="session")
def adres() -> Iterator[str]:
    with draaiend() as adres:
        yield adres


def bezoek_van(context: BrowserContext, adres: str) -> Bezoek:
    """A new person with an empty browser."""
    bezoek = Bezoek(context.new_page(), adres)
    eigen = urlsplit(adres).netloc
    bezoek.page.on("console", lambda m: bezoek.fouten.append(m.text) if m.type == "error" else None)
    bezoek.page.on("pageerror", lambda fout: bezoek.fouten.append(str(fout)))
    bezoek.page.on("request", lambda vraag: bezoek.bezig.add(vraag))
    for einde in ("requestfinished", "requestfailed"):
        bezoek.page.on(einde, lambda vraag: bezoek.bezig.discard(vraag))
    bezoek.page.on(
        "request",
        lambda r: (
            bezoek.buiten.append(r.url)
            if urlsplit(r.url).scheme.startswith(("http", "ws")) and urlsplit(r.url).netloc != eigen
            else None
        ),
    )
    return bezoek


@pytest.fixture
def bezoek(chromium: Browser, adres: str) -> Iterator[Bezoek]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(15_000)
    bezoek = bezoek_van(context, adres)
    yield bezoek
    context.close()
    assert bezoek.buiten == []
    assert bezoek.fouten == []
