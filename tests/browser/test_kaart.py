"""What stands on the map is what the legend says, seen in the pixels."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image

PUNTEN = """view => {
  const w = hn.ruimte(view), m = w.kaart.svg.getScreenCTM();
  const kleur = new Map(w.antwoord.legenda.map(k => [k.letter, k.kleuren]));
  return w.kaart.geo.gemeenten.map((g, i) => ({
    code: g.code, x: g.x * m.a + m.e, y: g.y * m.d + m.f, kleuren: kleur.get(w.antwoord.klassen[i])}));
}"""


def rgb(kleur: str) -> tuple[int, ...]:
    return tuple(int(kleur[i : i + 2], 16) for i in (1, 3, 5))


def dichtbij(een: tuple[int, ...], ander: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 12 for a, b in zip(een, ander, strict=True))


@pytest.mark.parametrize(
    ("view", "laag"), [("dichtheid", ""), ("werving", "#werving-kaart .laag-tekens{display:none}")]
)
def test_all_342_gemeenten_have_their_colour(bezoek, view, laag):
    page = bezoek.page
    page.set_viewport_size({"width": 1920, "height": 1400})
    bezoek.open(f"/{view}", view)
    if laag:
        page.add_style_tag(content=laag)
    assert page.locator(f"#{view}-kaart .laag-vlakken path").count() == 342
    beeld = Image.open(BytesIO(page.screenshot())).convert("RGB")
    mis = []
    for punt in page.evaluate(PUNTEN, view):
        x, y = round(punt["x"]), round(punt["y"])
        omgeving = {beeld.getpixel((x + dx, y + dy)) for dx in range(-4, 5) for dy in range(-4, 5)}
        if not any(dichtbij(pixel, rgb(kleur)) for kleur in punt["kleuren"] for pixel in omgeving):
            mis.append((punt["code"], punt["kleuren"], beeld.getpixel((x, y))))
    assert mis == []


def test_a_joint_area_shows_the_colours_of_all_its_institutes(bezoek):
    page = bezoek.open("/werving", "werving")
    page.set_viewport_size({"width": 1920, "height": 1400})
    code = page.evaluate(
        "() => { const w = hn.ruimte('werving');"
        " const samen = w.antwoord.legenda.find(k => k.kleuren.length === 2 && !k.patroon);"
        " return w.kaart.geo.gemeenten[w.antwoord.klassen.indexOf(samen.letter)].code; }"
    )
    page.evaluate("code => hn.ruimte('werving').kaart.naar([code])", code)
    page.wait_for_timeout(200)
    punt = next(p for p in page.evaluate(PUNTEN, "werving") if p["code"] == code)
    beeld = Image.open(BytesIO(page.screenshot())).convert("RGB")
    omgeving = {
        beeld.getpixel((round(punt["x"]) + dx, round(punt["y"]) + dy)) for dx in range(-14, 15) for dy in range(12, 30)
    }
    for kleur in punt["kleuren"]:
        assert any(dichtbij(pixel, rgb(kleur)) for pixel in omgeving), kleur


def test_the_legend_adds_up_to_every_gemeente(bezoek):
    for view in ("dichtheid", "vestiging", "werving", "plaatsing"):
        page = bezoek.open(f"/{view}", view)
        regels = page.locator(
            f"#{view}-legenda button.legenda-regel[title*=gemeenten] .legenda-aantal"
        ).all_inner_texts()
        assert sum(int(re.sub(r"\D", "", regel)) for regel in regels) == 342


def test_the_camera_stays_when_a_value_changes_and_moves_when_asked(bezoek):
    page = bezoek.open("/dichtheid", "dichtheid")
    kader = page.locator("#dichtheid-kaart svg")
    heel = kader.get_attribute("viewBox")
    page.click("#dichtheid-inzoomen")
    dichter = kader.get_attribute("viewBox")
    assert dichter != heel
    page.select_option("#dichtheid-noemer", "huisartsen")
    page.wait_for_selector("#dichtheid-kaart[data-adres='noemer=huisartsen']")
    assert kader.get_attribute("viewBox") == dichter
    page.focus("#dichtheid-kaart")
    page.keyboard.press("0")
    assert kader.get_attribute("viewBox") == heel
    page.mouse.move(640, 500)
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(200)
    assert kader.get_attribute("viewBox") == heel, "the page scrolls, the map does not take the wheel"
    assert page.evaluate("scrollY") > 0


def test_rows_of_a_province_are_outlined_and_chosen_whole(bezoek):
    page = bezoek.open("/dichtheid?niveau=provincie", "dichtheid")
    assert page.locator("#dichtheid-kaart .laag-gebied path").count() == 1
    page.fill("#dichtheid-zoek", "Goes")
    page.press("#dichtheid-zoek", "Enter")
    page.get_by_role("heading", name="Zeeland").wait_for()
    page.wait_for_selector("#dichtheid-rooster .ag-row-selected")
