"""Walks through the product as its users make them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browser.conftest import bezoek_van

KAART = "#dichtheid-kaart"


def gekozen(page):
    return page.evaluate("() => hn.ruimte('dichtheid').gekozen")


def gegevens(bezoek, query=""):
    """The rows that the server hands over, apart from what the page made of them."""
    with urlopen(f"{bezoek.adres}/download/dichtheid.csv?csv=int&{query}") as antwoord:
        return list(csv.DictReader(io.StringIO(antwoord.read().decode())))


def zoek(page, naam):
    page.fill("#dichtheid-zoek", naam)
    page.press("#dichtheid-zoek", "Enter")


def klik_op(page, code, **meer):
    punt = page.evaluate(
        "code => { const k = hn.ruimte('dichtheid').kaart, m = k.svg.getScreenCTM(),"
        " g = k.geo.gemeenten[k.geo.nummer.get(code)]; return [g.x * m.a + m.e, g.y * m.d + m.f]; }",
        code,
    )
    for toets in meer.get("toetsen", []):
        page.keyboard.down(toets)
    page.mouse.click(*punt)
    for toets in meer.get("toetsen", []):
        page.keyboard.up(toets)


def kies(page, sleutel, waarde, vraag):
    page.select_option(f"#dichtheid-{sleutel}", waarde)
    wacht(page, vraag)


def wacht(page, vraag):
    page.wait_for_selector(f"{KAART}[data-adres='{vraag}']")


def test_click_card_table_link_back_and_forward(bezoek):
    page = bezoek.open("/dichtheid", "dichtheid")
    klik_op(page, "GM0344")
    page.get_by_role("heading", name="Utrecht", exact=True).wait_for()
    page.wait_for_selector("#dichtheid-rooster .ag-row-selected >> text=Utrecht")
    page.wait_for_url("**/dichtheid?gemeente=GM0344")
    page.go_back()
    page.wait_for_function("() => hn.ruimte('dichtheid').gekozen.length === 0")
    assert page.locator("#dichtheid-kaart .laag-nadruk path").count() == 0
    page.go_forward()
    page.get_by_role("heading", name="Utrecht", exact=True).wait_for()
    page.reload()
    bezoek.klaar("dichtheid")
    page.get_by_role("heading", name="Utrecht", exact=True).wait_for()
    page.wait_for_selector("#dichtheid-rooster .ag-row-selected")
    assert gekozen(page) == ["GM0344"]


def test_back_and_forward_restore_controls_map_and_words(bezoek):
    page = bezoek.open("/dichtheid", "dichtheid")
    kies(page, "noemer", "inwoners", "noemer=inwoners")
    assert page.input_value("#dichtheid-norm") == "1"
    page.fill("#dichtheid-norm", "1,5")
    page.press("#dichtheid-norm", "Enter")
    wacht(page, "noemer=inwoners&norm=1.5")
    kies(page, "provincie", "Drenthe", "noemer=inwoners&norm=1.5&provincie=Drenthe")
    assert page.url.endswith("?noemer=inwoners&norm=1.5&provincie=Drenthe")
    page.wait_for_function("() => document.getElementById('dichtheid-rijen').textContent === '12 rijen'")
    for vraag, norm in (("noemer=inwoners&norm=1.5", "1,5"), ("noemer=inwoners", "1"), ("", "25")):
        page.go_back()
        wacht(page, vraag)
        page.wait_for_function("norm => document.getElementById('dichtheid-norm').value === norm", arg=norm)
    assert page.input_value("#dichtheid-noemer") == "praktijken"
    page.go_forward()
    wacht(page, "noemer=inwoners")
    page.wait_for_function(
        "() => /per 10.000 inwoners/.test(document.getElementById('dichtheid-onderschrift').textContent)"
    )


def test_one_choice_is_one_question(bezoek):
    page = bezoek.open("/dichtheid", "dichtheid")
    bezoek.rustig()
    vragen: list[str] = []
    page.on("request", lambda r: vragen.append(r.post_data or "") if "_dash-update" in r.url else None)
    for noemer in ("huisartsen", "inwoners"):
        kies(page, "noemer", noemer, f"noemer={noemer}")
    bezoek.rustig()
    soorten = Counter(re.search(r'"output":"([^"]+)"', vraag).group(1) for vraag in vragen)
    assert sum(n for uit, n in soorten.items() if "antwoord.data" in uit) == 2
    assert soorten["dichtheid-tabel.data"] == 2


def test_quick_changes_end_in_the_last_one(bezoek):
    page = bezoek.open("/dichtheid", "dichtheid")
    for waarde in ("huisartsen", "inwoners", "praktijken", "huisartsen"):
        page.select_option("#dichtheid-noemer", waarde)
    kies(page, "noemer", "inwoners", "noemer=inwoners")
    bezoek.rustig()
    assert page.locator(KAART).get_attribute("data-adres") == "noemer=inwoners"
    assert page.input_value("#dichtheid-noemer") == "inwoners"


@pytest.mark.parametrize(
    ("gezocht", "codes"),
    [
        ("Goes", ["GM0664"]),
        ("haren", ["GM0014"]),
        ("344", ["GM0344"]),
        ("GM0363", ["GM0363"]),
        ("'s-Gravenhage", ["GM0518"]),
        ("Den Haag", ["GM0518"]),
        ("Súdwest", ["GM1900"]),
    ],
)
def test_search_finds_names_former_names_and_codes(bezoek, gezocht, codes):
    page = bezoek.open("/dichtheid", "dichtheid")
    zoek(page, gezocht)
    assert gekozen(page) == codes


def test_an_unknown_name_is_told_in_dutch(bezoek):
    page = bezoek.open("/dichtheid", "dichtheid")
    zoek(page, "<img src=x onerror=alert(1)>")
    zin = page.evaluate("() => document.getElementById('dichtheid-zoek').validationMessage")
    assert "Geen gemeente gevonden" in zin
    assert gekozen(page) == []


def test_the_table_chooses_by_mouse_and_keyboard(bezoek):
    page = bezoek.open("/dichtheid", "dichtheid")
    cel = page.locator("#dichtheid-rooster .ag-row[row-index='1'] [col-id=gemeentenaam]")
    cel.click()
    naam = cel.inner_text()
    page.get_by_role("heading", name=naam, exact=True).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("() => hn.ruimte('dichtheid').gekozen.length === 2")
    page.keyboard.press("Escape")
    page.wait_for_function("() => hn.ruimte('dichtheid').gekozen.length === 0")


def test_all_filtered_rows_are_chosen_at_once(bezoek):
    page = bezoek.open("/dichtheid?provincie=Drenthe", "dichtheid")
    page.locator("#dichtheid-rooster .ag-floating-filter input[aria-label*=Status]").fill("onder")
    page.wait_for_function("() => / van 12 rijen/.test(document.getElementById('dichtheid-rijen').textContent)")
    page.locator("#dichtheid-rooster .ag-header-select-all input").click()
    onder = [rij["gemeentecode"] for rij in gegevens(bezoek, "provincie=Drenthe") if rij["status"] == "onder norm"]
    page.wait_for_function("codes => hn.ruimte('dichtheid').gekozen.join() === codes.join()", arg=onder)


def test_legend_shift_and_lasso_choose_groups(bezoek):
    page = bezoek.open("/dichtheid", "dichtheid")
    page.locator("#dichtheid-legenda button", has_text="geen opleider").click()
    assert gekozen(page) == [rij["gemeentecode"] for rij in gegevens(bezoek) if rij["status"] == "geen opleider"]
    page.keyboard.press("Escape")
    klik_op(page, "GM0344")
    klik_op(page, "GM0200", toetsen=["Shift"])
    assert gekozen(page) == ["GM0200", "GM0344"]
    page.click("#dichtheid-wis")
    kader = page.locator(KAART).bounding_box()
    page.keyboard.down("Shift")
    page.mouse.move(kader["x"] + 5, kader["y"] + 5)
    page.mouse.down()
    for fx, fy in ((0.99, 0.01), (0.99, 0.99), (0.01, 0.99)):
        page.mouse.move(kader["x"] + fx * kader["width"], kader["y"] + fy * kader["height"], steps=5)
    page.mouse.up()
    page.keyboard.up("Shift")
    assert len(gekozen(page)) == 342


def test_the_download_equals_the_grid_and_the_legend(bezoek):
    page = bezoek.open("/dichtheid?noemer=huisartsen&norm=20", "dichtheid")
    with page.expect_download() as wacht_op:
        page.click("#dichtheid-csv")
    assert wacht_op.value.suggested_filename == "hn-dichtheid-2026-2026-01-01-noemer-huisartsen-norm-20.csv"
    tekst = Path(wacht_op.value.path()).read_text(encoding="utf-8-sig")
    rijen = {rij["gemeentecode"]: rij for rij in csv.DictReader(io.StringIO(tekst), delimiter=";")}
    rooster = page.evaluate("() => hn.ruimte('dichtheid').rijen")
    assert set(rijen) == {rij["gemeentecode"] for rij in rooster}
    for rij in rooster:
        uit = rijen[rij["gemeentecode"]]
        for kolom in ("gemeentenaam", "provincie", "status"):
            assert uit[kolom] == rij[kolom]
        for kolom in ("opleiders", "huisartsen", "inwoners", "tekort"):
            assert int(uit[kolom]) == rij[kolom]
    cel = page.locator("#dichtheid-rooster .ag-row[row-index='0']")
    code = cel.locator("[col-id=gemeentecode]").inner_text()
    assert cel.locator("[col-id=dichtheid_pct]").inner_text() == rijen[code]["dichtheid_pct"]
    status = Counter(rij["status"] for rij in rijen.values())
    geen = page.locator("#dichtheid-legenda button", has_text="geen opleider").locator(".legenda-aantal")
    assert int(geen.inner_text()) == status["geen opleider"]


def test_an_impossible_address_shows_a_sentence_and_the_default_view(bezoek):
    page = bezoek.open("/dichtheid?norm=abc&instituut=amc", "dichtheid")
    zin = page.inner_text("#dichtheid-fout")
    assert "abc" in zin
    assert "aumc" in zin
    assert page.input_value("#dichtheid-norm") == "25"
    kies(page, "noemer", "huisartsen", "noemer=huisartsen")
    page.wait_for_selector("#dichtheid-fout", state="hidden")


def test_an_impossible_norm_is_refused_and_put_back(bezoek):
    page = bezoek.open("/dichtheid", "dichtheid")
    page.fill("#dichtheid-norm", "-5")
    page.press("#dichtheid-norm", "Enter")
    page.wait_for_selector("#dichtheid-fout:visible")
    page.wait_for_function("() => document.getElementById('dichtheid-norm').value === '25'")


def test_with_the_keyboard_alone_from_search_to_download(bezoek):
    page = bezoek.open("/dichtheid", "dichtheid")
    page.keyboard.press("/")
    page.keyboard.type("Zwolle")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Zwolle", exact=True).wait_for()
    page.keyboard.press("Escape")
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("() => document.activeElement.id") == "dichtheid-csv":
            break
    with page.expect_download() as wacht_op:
        page.keyboard.press("Enter")
    assert wacht_op.value.suggested_filename.endswith(".csv")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")


def test_the_projector_button_and_full_screen(bezoek):
    page = bezoek.open("/werving", "werving")
    page.keyboard.press("p")
    assert page.locator("html").get_attribute("data-thema") == "projector"
    page.click("#werving-scherm")
    page.wait_for_function("() => document.fullscreenElement !== null")
    assert page.is_visible("#werving-legenda")
    page.reload()
    assert page.locator("html").get_attribute("data-thema") == "projector"


def test_two_people_do_not_meet(bezoek, chromium, adres):
    page = bezoek.open("/dichtheid", "dichtheid")
    ander = bezoek_van(chromium.new_context(), adres)
    ander.open("/dichtheid?provincie=Zeeland", "dichtheid")
    zoek(ander.page, "Goes")
    kies(page, "noemer", "huisartsen", "noemer=huisartsen")
    assert gekozen(page) == []
    assert gekozen(ander.page) == ["GM0664"]
    assert ander.page.input_value("#dichtheid-noemer") == "praktijken"
    ander.page.context.close()
