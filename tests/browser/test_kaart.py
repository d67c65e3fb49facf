"""What stands on the map is what the legend says, seen in the pixels."""

from __future__ import annotations

import csv
import io
import re
from io import BytesIO
from urllib.request import urlopen

import pytest
from PIL import Image

from tests.browser.conftest import geschilderd

PUNTEN = """view => {
  const w = hn.ruimte(view), m = w.kaart.svg.getScreenCTM();
  return w.kaart.geo.gemeenten.map((g) => ({code: g.code, x: g.x * m.a + m.e, y: g.y * m.d + m.f}));
}"""
LEEG, ZONDER, OPEN = ("#e3e6e8", "#8a949b"), ("#fff7f2", "#a03010"), ("#ffffff", "#7b8790")
INSTITUUT = {
    "aumc": "#2f68de",
    "umcu": "#e7840a",
    "radboud": "#0ea67b",
    "lumc": "#cc2e0a",
    "emc": "#f0e442",
    "maastricht": "#935374",
    "umcg": "#8fd0f0",
}


def kleuren(rij: dict[str, str]) -> tuple[str, ...]:
    """The colours that a gemeente must have, from what the CSV says of it; the norm is 25 %."""
    if "staat" in rij:
        van_wie = tuple(INSTITUUT[wie] for wie in rij["instituten"].split("+") if wie)
        return van_wie or {"open": OPEN, "niet besproken": LEEG}[rij["staat"]]
    if rij["status"] in ("geen opleider", "geen praktijk"):
        return {"geen opleider": ZONDER, "geen praktijk": LEEG}[rij["status"]]
    grenzen = {50: "#3d7eb0", 37.5: "#8fbcd9", 25: "#dbe9f3", 12.5: "#f3b27a", 0: "#b9501d"}
    return (next(kleur for grens, kleur in grenzen.items() if float(rij["dichtheid_pct"]) >= grens),)


def per_gemeente(bezoek, view: str) -> dict[str, dict[str, str]]:
    """The rows that the server hands over, apart from what the page made of them."""
    with urlopen(f"{bezoek.adres}/download/{view}.csv?csv=int") as antwoord:
        return {rij["gemeentecode"]: rij for rij in csv.DictReader(io.StringIO(antwoord.read().decode()))}


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
    mis, rijen = [], per_gemeente(bezoek, view)
    for punt in page.evaluate(PUNTEN, view):
        x, y = round(punt["x"]), round(punt["y"])
        omgeving = {beeld.getpixel((x + dx, y + dy)) for dx in range(-4, 5) for dy in range(-4, 5)}
        wil = kleuren(rijen[punt["code"]])
        if not any(dichtbij(pixel, rgb(kleur)) for kleur in wil for pixel in omgeving):
            mis.append((punt["code"], wil, beeld.getpixel((x, y))))
    assert mis == []


def test_a_joint_area_shows_the_colours_of_all_its_institutes(bezoek):
    page = bezoek.open("/werving", "werving")
    page.set_viewport_size({"width": 1920, "height": 1400})
    rijen = per_gemeente(bezoek, "werving")
    code = next(code for code, rij in rijen.items() if rij["instituten"].count("+") == 1)
    page.evaluate("code => hn.ruimte('werving').kaart.naar([code])", code)
    geschilderd(page)
    punt = next(p for p in page.evaluate(PUNTEN, "werving") if p["code"] == code)
    beeld = Image.open(BytesIO(page.screenshot())).convert("RGB")
    omgeving = {
        beeld.getpixel((round(punt["x"]) + dx, round(punt["y"]) + dy)) for dx in range(-14, 15) for dy in range(12, 30)
    }
    for kleur in kleuren(rijen[code]):
        assert any(dichtbij(pixel, rgb(kleur)) for pixel in omgeving), kleur


def test_the_legend_adds_up_to_every_gemeente_or_locatie(bezoek):
    for view, samen in {"dichtheid": 342, "vestiging": 342, "werving": 342, "plaatsing": 14}.items():
        page = bezoek.open(f"/{view}", view)
        regels = page.locator(f"#{view}-legenda button.legenda-regel .legenda-aantal").all_inner_texts()
        assert sum(int(re.sub(r"\D", "", regel)) for regel in regels if regel) == samen


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
    page.wait_for_function("() => scrollY > 0")
    assert kader.get_attribute("viewBox") == heel, "the page scrolls, the map does not take the wheel"


def test_rows_of_a_province_are_outlined_and_chosen_whole(bezoek):
    page = bezoek.open("/dichtheid?niveau=provincie", "dichtheid")
    assert page.locator("#dichtheid-kaart .laag-gebied path").count() == 1
    page.fill("#dichtheid-zoek", "Goes")
    page.press("#dichtheid-zoek", "Enter")
    page.get_by_role("heading", name="Zeeland").wait_for()
    page.wait_for_selector("#dichtheid-rooster .ag-row-selected")
