"""Every page in every theme: complete, silent, within its own walls, and open to everyone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGINAS = {
    "/": "#overzicht-plaatsingkaart[data-staat=klaar]",
    "/vestiging": "#vestiging-rooster .ag-row",
    "/dichtheid": "#dichtheid-rooster .ag-row",
    "/werving?laag=kruisend": "#werving-rooster .ag-row",
    "/vergelijking": "#vergelijking-plankaart[data-staat=klaar]",
    "/plaatsing": "#plaatsing-staven .main-svg",
    "/gegevens": "#gegevens-herindelingen .ag-cell",
    "/methode": "h1",
}


@pytest.mark.parametrize("thema", ["licht", "donker", "projector"])
@pytest.mark.parametrize("pad", PAGINAS)
def test_a_page_is_accessible_and_asks_nothing_of_others(bezoek, pad, thema):
    page = bezoek.page
    page.add_init_script(f"localStorage.setItem('hn-thema', '{thema}')")
    bezoek.open(pad)
    page.wait_for_selector(PAGINAS[pad])
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.title().endswith("HN dash")
    assert page.locator("html").get_attribute("data-thema") == thema
    ernstig = [
        (v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"][:200])
        for v in Axe().run(page).response["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert ernstig == []


def test_the_menu_leads_everywhere_and_back(bezoek):
    page = bezoek.open("/")
    for naam, selector in (
        ("Vestiging", "vestiging"),
        ("Dichtheid", "dichtheid"),
        ("Werving", "werving"),
        ("Plaatsing", "plaatsing"),
    ):
        page.get_by_role("link", name=naam, exact=True).first.click()
        bezoek.klaar(selector)
        assert page.locator(".menulink[aria-current=page]").inner_text() == naam
    page.go_back()
    bezoek.klaar("werving")
    page.get_by_role("link", name="Methode", exact=True).click()
    page.get_by_role("heading", name="Methode en bronnen").wait_for()


def test_a_tile_of_the_start_page_opens_the_view_that_explains_it(bezoek):
    page = bezoek.open("/?instituut=umcg")
    page.get_by_role("link", name="Kruisende relaties").click()
    bezoek.klaar("werving")
    assert page.url.endswith("/werving?instituut=umcg&laag=kruisend")
    assert page.locator("#werving-instituut").input_value() == "umcg"


def test_plotly_offers_nothing_of_its_maker(bezoek):
    page = bezoek.open("/plaatsing", "plaatsing")
    page.wait_for_selector("#plaatsing-staven .main-svg")
    assert page.locator(".plotly-logomark, [data-title*=hare], [data-title*=loud]").count() == 0


def test_a_page_that_does_not_exist_says_so(bezoek):
    page = bezoek.open("/bestaat-niet")
    page.get_by_role("heading", name="Deze pagina bestaat niet").wait_for()
    bezoek.fouten = [fout for fout in bezoek.fouten if "404" not in fout]
