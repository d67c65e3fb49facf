"""What a user waits for, seen from inside Chromium: the same clock on the same page events for every way of drawing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import cycle
from typing import TYPE_CHECKING, Any

from hn_dash.bench.meten import Meting, Overgeslagen, Reeks, Waarneming, grens, wissel
from hn_dash.bench.peers import KEUZE, NOEMERS
from hn_dash.bench.proces import HN_DASH, HOST, draaiend, peer
from hn_dash.dataset import Grondslag

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VLAGGEN = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
)
BEELD = {"width": 1280, "height": 900}
RONDES_HERKLEUR, RONDES_LADEN = 25, 7
RUST = 250
"""Milliseconds without a change of colour after which a recolour is over."""
MS, KB = 1000, 1 / 1000

HERKLEUR = """([keuze, waarde, kaart, vlakken, rust]) => new Promise((klaar, mis) => {
  const veld = document.getElementById(keuze);
  const kleur = (vlak) => vlak.style.fill || vlak.getAttribute("fill");
  const stand = () => Array.from(document.querySelectorAll(vlakken), kleur).join();
  let vorige = stand(), geverfd = null, begin;
  const einde = () => { waarnemer.disconnect(); geverfd === null ? mis(new Error("no recolour")) : klaar(geverfd); };
  let wacht = setTimeout(einde, 10000);
  const waarnemer = new MutationObserver(() => {
    const nu = stand();
    if (nu === vorige) return;
    vorige = nu;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      geverfd = performance.now() - begin;
      clearTimeout(wacht);
      wacht = setTimeout(einde, rust);
    }));
  });
  waarnemer.observe(document.querySelector(kaart), { subtree: true, childList: true, attributes: true });
  veld.value = waarde;
  begin = performance.now();
  veld.dispatchEvent(new Event("change", { bubbles: true }));
})"""
"""Milliseconds from the change of a select until the last change of the gemeenten's colours was painted."""

EERSTE_VERF = """window.geverfd = new Promise((klaar, mis) => {
  const kijk = () => {
    const alle = document.querySelectorAll(%s);
    if (alle.length === %d && Array.from(alle).every((vlak) => vlak.style.fill || vlak.getAttribute("fill"))) {
      requestAnimationFrame(() => klaar(performance.now()));
    } else requestAnimationFrame(kijk);
  };
  requestAnimationFrame(kijk);
  setTimeout(() => mis(new Error("no map")), 30000);
})"""
"""Milliseconds from navigation until all gemeenten are painted; runs before the page's own scripts."""

OVERGEDRAGEN = """() => performance.getEntries().filter((deel) => "transferSize" in deel)
  .map((deel) => [new URL(deel.name).pathname, deel.transferSize])"""


@dataclass(frozen=True, slots=True)
class Kaart:
    """A page with a map: its address, the id of its select, and the CSS selectors of its map and its gemeenten."""

    adres: str
    keuze: str
    kaart: str
    vlakken: str


STARTS = {"hn": (HN_DASH, "/health"), "plotly": (peer("plotly"), "/"), "svg": (peer("svg"), "/")}
"""How each server is started, and where it says that it is ready."""
KAARTEN = {
    "hn": Kaart("/dichtheid", "dichtheid-noemer", "#dichtheid-kaart", "#dichtheid-kaart .laag-vlakken path"),
    "plotly": Kaart("/", KEUZE, "#kaart", "#kaart path.choroplethlocation"),
    "svg": Kaart("/", KEUZE, "#kaart", "#kaart path"),
}


def meet_herkleur(grondslag: Grondslag) -> list[Meting]:
    """Time from a changed control to a painted map, for three pages that stand open side by side."""
    with _chromium() as browser, _kaarten("hn", "plotly", "svg") as kaarten:
        acties = [_herkleur(_open(browser, kaart, grondslag), kaart) for kaart in kaarten]
        onze, plotly, svg = (reeks.maal(MS) for reeks in wissel(acties, RONDES_HERKLEUR, vooraf=4))
    naam = "herkleuren, klik tot geverfd"
    return [
        Meting(naam, "ms", onze, "px.choropleth, hele figuur", plotly, 0.4),
        Meting(naam, "ms", onze, "inline SVG met eigen script", svg, 4),
    ]


def meet_laden(grondslag: Grondslag) -> list[Meting]:
    """Time from navigation to a painted map in an empty browser, and the bytes of that first load."""
    gewogen: list[dict[str, float]] = []
    with _chromium() as browser, _kaarten("hn", "plotly") as (onze, plotly):
        acties = [_laad(browser, onze, grondslag, gewogen), _laad(browser, plotly, grondslag, [])]
        wij, ander = (reeks.maal(MS) for reeks in wissel(acties, RONDES_LADEN))
    alles = Reeks(tuple(sum(deel.values()) * KB for deel in gewogen))
    geo = Reeks(tuple(sum(n for pad, n in deel.items() if pad.startswith("/geo/")) * KB for deel in gewogen))
    return [
        Meting("koud laden, adres tot geverfd", "ms", wij, "px.choropleth, hele figuur", ander, 1),
        Meting("eerste keer laden, over de lijn", "kB", alles, "grens", grens(2200), 1),
        Meting("waarvan de grenzen van de gemeenten", "kB", geo, "grens", grens(60), 1),
    ]


@contextmanager
def _kaarten(*namen: str) -> Iterator[list[Kaart]]:
    """These maps, each on its own server."""
    with ExitStack() as stapel:
        kaarten = [(KAARTEN[naam], stapel.enter_context(draaiend(*STARTS[naam]))) for naam in namen]
        yield [replace(kaart, adres=server + kaart.adres) for kaart, server in kaarten]


@contextmanager
def _chromium() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError as fout:
        raise Overgeslagen("playwright is niet geïnstalleerd; zie requirements-dev.txt") from fout
    programma = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if programma is None:
        raise Overgeslagen("er is geen chromium op het PATH")
    with sync_playwright() as spel:
        browser = spel.chromium.launch(executable_path=programma, args=list(VLAGGEN))
        try:
            yield browser
        finally:
            browser.close()


def _open(browser: Browser, kaart: Kaart, grondslag: Grondslag) -> Page:
    """The page in an empty browser, as soon as its map is painted."""
    page: Any = browser.new_context(viewport=BEELD).new_page()  # type: ignore[arg-type]
    aantal = len(grondslag.dataset.geo.indeling(grondslag.dataset.indeling).codes)
    page.add_init_script(EERSTE_VERF % (json.dumps(kaart.vlakken), aantal))
    page.goto(kaart.adres)
    page.evaluate("window.geverfd")
    return page


def _herkleur(page: Page, kaart: Kaart) -> Waarneming:
    """Observe a change of the noemer, each time to the other of two."""
    keuzes = cycle((NOEMERS[1], NOEMERS[0]))

    def waarneming() -> float:
        page.bring_to_front()
        duur: float = page.evaluate(HERKLEUR, [kaart.keuze, next(keuzes), kaart.kaart, kaart.vlakken, RUST])
        return duur / MS

    return waarneming


def _laad(browser: Browser, kaart: Kaart, grondslag: Grondslag, gewogen: list[dict[str, float]]) -> Waarneming:
    """Observe a first load; its bytes per path are added to `gewogen`."""

    def waarneming() -> float:
        page = _open(browser, kaart, grondslag)
        duur: float = page.evaluate("window.geverfd")
        page.wait_for_load_state("networkidle")
        gewogen.append(dict(page.evaluate(OVERGEDRAGEN)))
        page.context.close()
        return duur / MS

    return waarneming
