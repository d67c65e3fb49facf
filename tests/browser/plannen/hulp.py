"""What people do on Werving when they change a plan."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import Bezoek

VAK = "#werving-bewerk-"


def voorgesteld(page: Page) -> int:
    """How many rows the grid with the proposal has, once it has any."""
    page.wait_for_selector(f"{VAK}rooster .ag-row")
    aantal = "() => window.dash_ag_grid.getApi('werving-bewerk-rooster').getDisplayedRowCount()"
    return int(page.evaluate(aantal))


def begin(bezoek: Bezoek) -> Page:
    """Begin the plan p1 as Ada."""
    page = bezoek.open("/werving")
    bezoek.klaar("werving")
    page.fill(f"{VAK}naam", "Werving 2026")
    page.fill(f"{VAK}wie", "Ada")
    page.click(f"{VAK}maak")
    page.wait_for_url("**/werving?plan=p1")
    page.wait_for_selector(f"{VAK}paneel:not([hidden])")
    return page


def kies(bezoek: Bezoek, *codes: str) -> Page:
    """Open the plan with some gemeenten chosen."""
    page = bezoek.open(f"/werving?plan=p1&gemeente={','.join(codes)}")
    bezoek.klaar("werving")
    page.wait_for_selector(f"{VAK}paneel:not([hidden])")
    page.wait_for_function(
        "n => document.getElementById('werving-bewerk-keuze').textContent.startsWith(n + ' ')", arg=len(codes)
    )
    page.wait_for_function("() => document.getElementById('werving-bewerk-teller').textContent.includes('zonder')")
    return page


def wens(page: Page, staat: str, *instituten: str) -> None:
    """Wait until the strip stands on a state and these institutes."""
    page.wait_for_function(
        """wens => {
            const strook = (deel) => document.querySelector(`#werving-bewerk-${deel}`);
            const aan = [...strook("instituten").querySelectorAll("input:checked")].map((vak) => vak.value);
            return [strook("staat").querySelector("input:checked")?.value, ...aan.sort()].join() === wens.join();
        }""",
        arg=[staat, *sorted(instituten)],
    )


def melding(page: Page, zin: str) -> None:
    """Wait until the strip says something."""
    page.wait_for_function(
        "zin => document.getElementById('werving-bewerk-melding').textContent.includes(zin)", arg=zin
    )
