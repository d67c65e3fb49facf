"""A map in the page: what is drawn, and what a hand does with it."""

import re

import pytest

from tests.scripts.land import DRIE, A, B, C

PAD = "/geo/drie.json"
ANTWOORD = {
    "geometrie": PAD,
    "adres": "noemer=huisartsen",
    "omschrijving": "Zin.",
    "klassen": "b.a",
    "legenda": [
        {"letter": "a", "tekst": "een", "aantal": 1, "kleuren": ["#2f68de"]},
        {"letter": "b", "tekst": "twee", "aantal": 1, "kleuren": ["#fff7f2", "#a03010"], "patroon": "kruis"},
        {"letter": ".", "tekst": "buiten", "aantal": 1, "kleuren": ["var(--kaart-buiten)"]},
    ],
    "samen": 3,
    "eenheid": "gemeenten",
}
MAAK = """() => {
  const gastheer = document.body.appendChild(document.createElement("div"));
  gastheer.id = "kaart";
  gastheer.style.cssText = "position: absolute; left: 0; top: 0; width: 820px; height: 420px";
  window.gekozen = [];
  window.kaart = new hn.Kaart(gastheer, { kies: (codes) => gekozen.push(codes), tip: (code) => [code, "regel"] });
}"""


@pytest.fixture
def kaart(blad):
    blad.bestanden[PAD] = DRIE
    blad.doe(MAAK)
    yield blad
    blad.doe("() => kaart.weg()")


def toon(blad, **anders):
    blad.doe("(antwoord) => kaart.toon(antwoord)", {**ANTWOORD, **anders})


def vullingen(blad):
    return blad.doe("() => [...document.querySelectorAll('.laag-vlakken path')].map(e => e.style.fill)")


def lijnen(blad, laag):
    return blad.doe(
        "(laag) => [...document.querySelectorAll(`.laag-${laag} path`)].map(e => e.getAttribute('d'))", laag
    )


def transforms(blad, laag):
    """Where the marks of a layer stand."""
    alle = blad.doe(
        "(laag) => [...document.querySelectorAll(`.laag-${laag} > *`)].map(e => e.getAttribute('transform'))", laag
    )
    return [re.search(r"translate\((\S+) (\S+)\)", tekst).groups() for tekst in alle]


def test_every_gemeente_has_the_fill_of_its_letter(kaart):
    toon(kaart)
    assert vullingen(kaart) == ['url("#p-kruis-fff7f2-a03010")', "var(--kaart-buiten)", "rgb(47, 104, 222)"]
    assert kaart.page.locator("#p-kruis-fff7f2-a03010").count() == 1
    kaart.page.wait_for_selector("#kaart[data-staat=klaar][data-adres='noemer=huisartsen']")


def test_another_answer_changes_fills_only(kaart):
    toon(kaart)
    kaart.doe("() => { window.oud = [...document.querySelectorAll('.laag-vlakken path')]; }")
    toon(kaart, klassen="aab", adres="")
    assert vullingen(kaart) == ["rgb(47, 104, 222)", "rgb(47, 104, 222)", 'url("#p-kruis-fff7f2-a03010")']
    assert kaart.doe("() => [...document.querySelectorAll('.laag-vlakken path')].every((e, i) => e === oud[i])")
    assert kaart.gehaald.count(PAD) <= 1
    assert kaart.doe("() => document.querySelectorAll('#p-kruis-fff7f2-a03010').length") == 1


def test_a_letter_without_a_class_is_outside(kaart):
    toon(kaart, klassen="xaa")
    assert vullingen(kaart)[0] == "var(--kaart-buiten)"


def test_borders_provinces_and_coast_are_lines_of_their_own(kaart):
    toon(kaart)
    assert lijnen(kaart, "grens") == ["M10 0L10 10M10 10L0 10M20 10L10 10"]
    assert lijnen(kaart, "provincie") == ["M10 10L0 10M20 10L10 10"]
    assert lijnen(kaart, "kust") == [
        "M0 10L0 0L10 0M10 0L20 0L20 10M20 10L20 20L0 20L0 10M30 20L30 10L40 10L40 20L30 20"
    ]
    assert lijnen(kaart, "gebied") == []


def test_rows_larger_than_a_gemeente_are_outlined_while_they_are(kaart):
    toon(kaart, rijen="ĀāĀ")
    assert lijnen(kaart, "gebied") == ["M10 0L10 10M20 10L10 10"]
    toon(kaart, rijen="ĀĀā")
    assert lijnen(kaart, "gebied") == ["M10 10L0 10M20 10L10 10"]
    toon(kaart)
    assert lijnen(kaart, "gebied") == []


def test_the_text_for_who_cannot_see_it(kaart):
    toon(kaart)
    tekst = "Zin. Aantal gemeenten per klasse: een 1; twee 1; buiten 1; samen 3."
    assert kaart.page.locator("#kaart svg").get_attribute("aria-label") == tekst


def test_circles_and_names_stand_on_their_gemeente_and_go(kaart):
    cirkels = {"cirkels": [[2, [[0, 4]]], [0, [[0, 1]]]], "cirkelkleuren": ["#1d252c"]}
    opschriften = [{"gemeente": B, "tekst": "Leiden"}, {"gemeente": "GM9999", "tekst": "elders"}]
    toon(kaart, **cirkels, opschriften=opschriften)
    assert transforms(kaart, "cirkels") == [("10", "15"), ("5", "5")]
    assert transforms(kaart, "tekens") == [("15", "5")]
    assert kaart.page.locator(".laag-tekens text").all_text_contents() == ["Leiden"]
    toon(kaart)
    assert transforms(kaart, "cirkels") == transforms(kaart, "tekens") == []


def test_the_chosen_gemeenten_are_outlined_also_before_they_are_drawn(kaart):
    kaart.doe(f"() => kaart.kies(['{A}', 'GM9999'])")
    toon(kaart)
    assert lijnen(kaart, "nadruk") == ["M0 10L0 0L10 0M10 0L10 10M10 10L0 10"] * 2
    kaart.doe("() => kaart.kies([])")
    assert lijnen(kaart, "nadruk") == []


def test_a_map_file_that_does_not_come_is_told(kaart):
    kaart.doe("() => { window.gemeld = 0; document.body.addEventListener('kaartfout', () => { gemeld += 1; }); }")
    toon(kaart, geometrie="/geo/weg.json")
    kaart.page.wait_for_selector("#kaart[data-staat=fout]")
    assert kaart.doe("() => gemeld") == 1


def test_the_last_answer_wins_when_the_first_waits_for_its_geometry(kaart):
    kaart.bestanden["/geo/traag.json"] = DRIE
    toon(kaart)
    script = """(antwoord) => Promise.all([
      kaart.toon({ ...antwoord, geometrie: "/geo/traag.json", klassen: "aaa" }), kaart.toon(antwoord)])"""
    kaart.doe(script, ANTWOORD)
    assert vullingen(kaart)[1] == "var(--kaart-buiten)"
    assert kaart.doe("() => kaart.geometrie") == PAD


def test_two_maps_together_show_the_same_part_and_the_same_choice(kaart):
    toon(kaart)
    kaart.doe("() => { window.eerste = kaart; eerste.kies(['GM0001']); }")
    kaart.doe(MAAK)
    toon(kaart)
    kaart.doe("() => { hn.koppel([eerste, kaart]); eerste.zoom(2); }")
    gelijk = "() => [eerste, kaart].map(k => [k.svg.getAttribute('viewBox'), k.gekozen.join()])"
    assert kaart.doe(gelijk) == [["10 5 20 10", "GM0001"]] * 2
    kaart.doe("() => eerste.weg()")


def pixel(x, y):
    """820 by 420 pixels show 41 by 21 metres."""
    return 20 * x, 20 * y


def test_a_click_chooses_and_shift_adds(kaart):
    toon(kaart)
    muis, toetsen = kaart.page.mouse, kaart.page.keyboard
    muis.click(*pixel(5, 5))
    kaart.doe(f"() => kaart.kies(['{A}'])")
    toetsen.down("Shift")
    muis.click(*pixel(35, 15))
    toetsen.up("Shift")
    muis.click(*pixel(25, 5))
    assert kaart.doe("() => gekozen") == [[A], [A, C], []]


def test_a_lasso_chooses_what_has_its_middle_inside(kaart):
    toon(kaart)
    muis, toetsen = kaart.page.mouse, kaart.page.keyboard
    toetsen.down("Shift")
    muis.move(*pixel(0.5, 1))
    muis.down()
    for x, y in ((18, 1), (18, 9), (0.5, 9)):
        muis.move(*pixel(x, y))
    assert len(lijnen(kaart, "lasso")) == 1
    muis.up()
    toetsen.up("Shift")
    assert kaart.doe("() => gekozen") == [[A, B]]
    assert lijnen(kaart, "lasso") == []


def test_dragging_moves_the_map_and_chooses_nothing(kaart):
    toon(kaart)
    muis = kaart.page.mouse
    muis.move(*pixel(5, 5))
    muis.down()
    muis.move(*pixel(15, 5))
    muis.up()
    assert kaart.doe("() => gekozen") == []
    assert kaart.page.locator("#kaart svg").get_attribute("viewBox") == "-10 0 41 21"


@pytest.mark.parametrize(
    ("toets", "kader"),
    [
        ("+", "7 4 26 13"),
        ("ArrowLeft", "-3 0 41 21"),
        ("ArrowDown", "0 3 41 21"),
        ("ArrowUp", "0 -3 41 21"),
        ("ArrowRight", "3 0 41 21"),
        ("0", "0 0 41 21"),
        ("x", "0 0 41 21"),
    ],
)
def test_keys_move_and_zoom_the_map(kaart, toets, kader):
    """A step is 60 pixels, 3 metres; a zoom 1.6 times: 25.5 by 13 metres around (20, 10)."""
    toon(kaart)
    kaart.doe("(toets) => kaart.gastheer.dispatchEvent(new KeyboardEvent('keydown', { key: toets }))", toets)
    assert kaart.page.locator("#kaart svg").get_attribute("viewBox").replace("-0", "0") == kader


def test_the_wheel_scrolls_the_page_unless_ctrl_is_down(kaart):
    toon(kaart)
    kaart.doe("() => { window.wiel = 0; kaart.gastheer.addEventListener('kaartwiel', () => { wiel += 1; }); }")
    draai = """(ctrlKey) => kaart.svg.dispatchEvent(
      new WheelEvent("wheel", { deltaY: -300 * Math.log(2), ctrlKey, cancelable: true, clientX: 410, clientY: 210 }))"""
    assert kaart.doe(draai, False) is True
    assert kaart.doe("() => [wiel, kaart.zicht[3]]") == [1, 20.8]
    assert kaart.doe(draai, True) is False
    assert kaart.doe("() => [wiel, kaart.zicht[3]]") == [1, pytest.approx(10.4)]


def test_the_pointer_shows_what_is_under_it(kaart):
    toon(kaart)
    kaart.page.mouse.move(*pixel(15, 5))
    assert kaart.page.locator(".kaart-tip").inner_text() == f"{B}\nregel"
    kaart.page.mouse.move(*pixel(25, 5))
    assert not kaart.page.locator(".kaart-tip").is_visible()
    kaart.doe("() => { kaart.wensen.tip = () => ['iets', 'anders']; }")
    kaart.page.mouse.move(*pixel(15, 5))
    assert kaart.page.locator(".kaart-tip").inner_text() == "iets\nanders"


@pytest.mark.parametrize(
    ("gekozen", "code", "erbij", "nieuw"),
    [
        ([], "a", False, ["a"]),
        (["a"], "a", False, []),
        (["a", "b"], "a", False, ["a"]),
        (["a"], "b", True, ["a", "b"]),
        (["a", "b"], "a", True, ["b"]),
        (["a"], None, True, []),
    ],
)
def test_what_a_click_leaves_chosen(blad, gekozen, code, erbij, nieuw):
    assert blad.roep("naKlik", gekozen, code, erbij) == nieuw


def test_a_lasso_adds_to_what_was_chosen(blad):
    lasso = [[0, 0], [12, 0], [12, 12], [0, 12]]
    assert blad.doe("(lasso) => hn.naLasso(['GM1900'], geo.gemeenten, lasso)", lasso) == [C, A]
