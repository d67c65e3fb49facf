"""Pictures of every page for docs/schermen: `make screenshots`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import wacht
from tests.browser.plannen.hulp import wens
from tests.support.chromium import start_chromium
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
    with TemporaryDirectory() as map_, draaiend({"HN_DATA_DIR": map_}) as adres, start_chromium() as browser:
        for thema, (breedte, hoogte) in THEMAS.items():
            page = browser.new_page(viewport={"width": breedte, "height": hoogte})
            page.add_init_script(f"localStorage.setItem('hn-thema', '{thema}')")
            for naam, (pad, klaar) in PAGINAS.items():
                page.goto(adres + pad)
                page.wait_for_selector(klaar)
                bewaar(page, f"{naam}-{thema}")
            page.goto(f"{adres}/gegevens")
            toon_bevindingen(page, Path(map_))
            bewaar(page, f"gegevens-{thema}")
            bewerk_een_plan(page, adres, thema)
        browser.close()


def toon_bevindingen(page: Page, map_: Path) -> None:
    """Let a file be checked that has a few things wrong with it."""
    regels = (WORTEL / "data/voorbeeld/opleiders.csv").read_text(encoding="utf-8").splitlines()
    regels[5] = regels[5].replace("umcg", "umgc")
    regels[9] = regels[8]
    regels[20] = regels[20].replace("beide", "bede").replace(",aios", ",aois")
    regels[30] = "O9999,P9999,umcu,aios,50-54"
    bestand = map_ / "opleiders 2026.csv"
    bestand.write_text("\n".join(regels), encoding="utf-8")
    page.set_input_files("#gegevens-bestand", str(bestand))
    page.wait_for_function("() => document.getElementById('gegevens-gekozen').textContent.includes('rijen')")
    page.select_option("#gegevens-soort", "opleiders")
    page.fill("#gegevens-peildatum", "2026-01-01")
    page.click("#gegevens-controleer")
    page.wait_for_selector("#gegevens-bevindingen .ag-row")


def bewerk_een_plan(page: Page, adres: str, thema: str) -> None:
    """Begin a plan, take a proposal over for a part of the country, change some more, and compare."""
    vak = "#werving-bewerk-"
    page.goto(f"{adres}/werving")
    page.wait_for_selector(f"{vak}begin:not([hidden])")
    page.fill(f"{vak}naam", f"Werving 2027 {thema}")
    page.fill(f"{vak}wie", "bureau")
    page.click(f"{vak}maak")
    page.wait_for_selector(f"{vak}paneel:not([hidden])")
    page.get_by_text("Voorstel voor de gemeenten zonder instituut").click()
    page.click(f"{vak}vraagvoorstel")
    page.wait_for_selector(f"{vak}rooster .ag-row")
    bewaar(page, f"voorstel-{thema}")
    page.click(f"{vak}overnemen")
    page.wait_for_function(f"() => document.querySelector('{vak}melding').textContent.includes('overgenomen')")
    page.get_by_text("Voorstel voor de gemeenten zonder instituut").click()
    plan = page.input_value("#werving-plan")
    page.goto(f"{adres}/werving?plan={plan}&gemeente=GM0307,GM0313,GM0317,GM0327,GM0342")
    page.wait_for_selector(f"{vak}paneel:not([hidden])")
    page.wait_for_function(f"() => document.querySelector('{vak}keuze').textContent.startsWith('5')")
    page.click("#werving-titel")
    for toets in ("g", "1", "2"):
        page.keyboard.press(toets)
    wens(page, "gezamenlijk", "aumc", "umcu")
    page.fill(f"{vak}reden", "Besproken op 23 november")
    page.click(f"{vak}toepassen")
    page.wait_for_function(f"() => document.querySelector('{vak}melding').textContent.includes('5 gemeenten')")
    bewaar(page, f"werkplan-{thema}")
    page.click(f"{vak}vergelijk")
    page.wait_for_selector("#vergelijking-plankaart[data-staat=klaar]")
    page.wait_for_selector("#vergelijking-kaart[data-staat=klaar]")
    bewaar(page, f"vergelijking-{thema}")


def bewaar(page: Page, naam: str) -> None:
    """Keep the window as a small PNG."""
    beeld = Image.open(BytesIO(stil(page))).convert("RGB").quantize(KLEUREN, dither=Image.Dither.NONE)
    beeld.save(DOEL / f"{naam}.png", optimize=True)


def stil(page: Page) -> bytes:
    """The window when it no longer changes."""
    eerder = [b""]

    def zelfde() -> bytes:
        nu = page.screenshot()
        gelijk, eerder[0] = nu == eerder[0], nu
        return nu if gelijk else b""

    return wacht(page, zelfde, "the window stands still")


if __name__ == "__main__":
    main()
