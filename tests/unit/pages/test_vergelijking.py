"""Two plans side by side, counted by hand: Aadorp goes from Rotterdam to Leiden, and Dal is opened."""

from dataclasses import replace

import pytest

from hn_dash.pages.vergelijking import build_beelden, build_boven, build_onder
from hn_dash.views.vraag import Vraag
from tests.support.scherm import adressen, rijen, woorden
from tests.support.wereld import PLAN, maak_leadplan, maak_plan, maak_wereld

ANDERS = {"GM0001": ("GM0001", "lead", "lumc", "akkoord", ""), "GM0004": ("GM0004", "open", "", "", "")}


@pytest.fixture(scope="module")
def vraag():
    """What plan p2 has that plan p1 has not."""
    een = replace(maak_leadplan(maak_plan(PLAN)), sleutel="p1", naam="Eerst")
    twee = maak_leadplan(maak_plan([ANDERS.get(rij[0], rij) for rij in PLAN]))
    twee = replace(twee, sleutel="p2", naam="Dan", versie="3")
    plannen = (("p1", "Eerst, versie 1"), ("p2", "Dan, versie 3"))
    grondslag = replace(maak_wereld(), plan=twee, met=een, plannen=plannen)
    return Vraag.from_query("vergelijking", {"plan": "p2", "met": "p1"}, grondslag)


def test_the_summary_says_what_changed_and_the_way_back_is_the_other_side(vraag):
    boven = build_boven(vraag)
    assert woorden(boven) == [
        "2 gemeenten verschillen: 1 van lead Rotterdam naar lead Leiden en 1 van niet besproken naar open. "
        "Inwoners: Leiden +30.000, open +1.000, niet besproken −1.000 en Rotterdam −30.000.",
        "Wissel van kant",
    ]
    assert adressen(boven) == [("Wissel van kant", "/vergelijking?plan=p1&met=p2&peildatum=2026-01-01")]


def test_what_it_does_per_institute_has_a_sign_and_adds_up_to_nothing(vraag):
    (vak,) = build_onder(vraag)
    # Aadorp: 30.000 inhabitants, 20 praktijken, 3 opleiders, 2 short; Dal: 1.000 and none
    assert rijen(vak) == [
        ["Leadgebied", "Gemeenten", "Inwoners (2022)", "Praktijken", "Opleiders", "Tekort (25 %)"],
        ["Amsterdam UMC", "0", "0", "0", "0", "0"],
        ["Leiden", "+1", "+30.000", "+20", "+3", "+2"],
        ["Rotterdam", "−1", "−30.000", "−20", "−3", "−2"],
        ["gezamenlijk", "0", "0", "0", "0", "0"],
        ["open", "+1", "+1.000", "0", "0", "0"],
        ["niet besproken", "−1", "−1.000", "0", "0", "0"],
    ]


def test_the_maps_are_those_of_the_two_plans_each_under_its_own_name(vraag):
    beelden = build_beelden(vraag)
    assert {kant: beeld["kop"] for kant, beeld in beelden.items()} == {
        "met": "Eerst, versie 1",
        "plan": "Dan, versie 3",
    }
    getoond = {}
    for kant, beeld in beelden.items():
        teksten = {regel["letter"]: regel["tekst"] for regel in beeld["legenda"]}
        getoond[kant] = [teksten[letter] for letter in beeld["klassen"]]
    assert getoond == {
        "met": ["Rotterdam", "Leiden + Rotterdam", "Rotterdam", "niet besproken", "open", "Leiden"],
        "plan": ["Leiden", "Leiden + Rotterdam", "Rotterdam", "open", "open", "Leiden"],
    }


def test_one_plan_beside_itself_is_equal_and_asks_for_two(wereld):
    boven = build_boven(Vraag.from_query("vergelijking", "", wereld))
    assert woorden(boven) == [
        "De plannen zijn gelijk.",
        "Kies onder Vraag twee plannen, versies of ingelezen jaren.",
    ]
