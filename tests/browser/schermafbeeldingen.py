"""Pictures of every page for docs/schermen: `make screenshots`."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, VLAGGEN
from tests.support.server import WORTEL, draaiend

DOEL = WORTEL / "docs" / "schermen"
PAGINAS = {
    "overzicht": ("/", "#overzicht-plaatsingkaart[data-staat=klaar]"),
    "vestiging": ("/vestiging", "#vestiging-rooster .ag-row"),
    "dichtheid": ("/dichtheid?gemeente=GM0303", "#dichtheid-rooster .ag-row"),
    "werving": ("/werving?laag=kruisend", "#werving-rooster .ag-row"),
    "plaatsing": ("/plaatsing", "#plaatsing-staven .main-svg"),
    "methode": ("/methode", "h1"),
}
THEMAS = {"licht": (1280, 900), "projector": (1920, 1080)}
KLEUREN = 192


def main() -> None:
    """Open every page in every theme and keep what stands in the window."""
    DOEL.mkdir(parents=True, exist_ok=True)
    with draaiend() as adres, sync_playwright() as spel:
        browser = spel.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        for thema, (breedte, hoogte) in THEMAS.items():
            page = browser.new_page(viewport={"width": breedte, "height": hoogte})
            page.add_init_script(f"localStorage.setItem('hn-thema', '{thema}')")
            for naam, (pad, klaar) in PAGINAS.items():
                page.goto(adres + pad)
                page.wait_for_selector(klaar)
                bewaar(page, f"{naam}-{thema}")
        browser.close()


def bewaar(page: Page, naam: str) -> None:
    """Keep the window as a small PNG."""
    page.wait_for_timeout(600)
    beeld = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(KLEUREN, dither=Image.Dither.NONE)
    beeld.save(DOEL / f"{naam}.png", optimize=True)


if __name__ == "__main__":
    main()
