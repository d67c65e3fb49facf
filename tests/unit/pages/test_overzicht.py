"""The start page of the six gemeenten of tests/support/wereld.py: every figure can be counted there."""

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html

from hn_dash.pages.overzicht import build_inhoud, layout
from tests.support.scherm import adressen, alle, rijen, woorden
from tests.support.wereld import PRAKTIJKEN, maak_opleiders, maak_praktijken, maak_wereld


def tegels(inhoud) -> dict[str, tuple[list[str], str]]:
    """Head of a tile -> what else it says, and where it leads."""
    uit = {}
    for tegel in alle(inhoud, html.Div, className="tegel vak"):
        kop, *rest = woorden(tegel)
        ((_, adres),) = adressen(tegel)
        uit[kop] = rest, adres
    return uit


def test_the_tiles_of_the_country(wereld):
    assert tegels(build_inhoud("", wereld)) == {
        # 18 / 87 = 0,2069
        "Opleiders per praktijk": (["20,7 %", "18 opleiders op 87 praktijken", "norm 25 %"], "/dichtheid"),
        # Aadorp 3 of 5, Beek 0 of 1 and Fort 12 of 15; all together 18 of 22
        "Onder de norm": (
            ["3", "van 6 gemeenten, waarvan 1 zonder opleider", "tekort 6 opleiders (som gemeenten), 4 (gebied)"],
            "/dichtheid",
        ),
        # Beek has 2 praktijken; Dal has none, and so is no white spot
        "Zonder opleider": (
            ["1", "gemeenten met praktijken maar zonder opleider", "samen 2 praktijken"],
            "/vestiging",
        ),
        # Eiland is open and te beslissen, Dal niet besproken, Beek gezamenlijk
        "Te bespreken": (
            ["2", "gemeenten: 1 open, 1 niet besproken", "1 te beslissen; 1 gezamenlijk"],
            "/werving",
        ),
        # lumc in Aadorp, aumc in Cruin, five of aumc in Fort
        "Kruisende relaties": (
            ["7", "opleiders van een ander instituut dan de lead", "hun relatie blijft"],
            "/werving?laag=kruisend",
        ),
        # of 8, 14 and 8 places 2, 0 and 1
        "Niet vervuld": (["3", "van 30 plekken in de loting", "alle locaties, 2023"], "/plaatsing"),
    }


def test_the_tiles_of_an_institute_are_those_of_where_it_recruits(wereld):
    assert tegels(build_inhoud("lumc", wereld)) == {
        # Fort, and Beek jointly: 12 / 62 = 0,1935
        "Opleiders per praktijk": (
            [
                *("19,4 %", "12 opleiders op 62 praktijken"),
                "norm 25 %; een gezamenlijke gemeente telt bij elk van haar instituten mee",
            ],
            "/dichtheid?instituut=lumc",
        ),
        # of LUMC: one in Aadorp, one in Eiland and seven in Fort
        "Eigen opleiders": (["9", "opleiders van uw instituut", "waar zij ook werken"], "/vestiging?instituut=lumc"),
        "Onder de norm": (
            ["2", "van 2 gemeenten, waarvan 1 zonder opleider", "tekort 4 opleiders (som gemeenten), 4 (gebied)"],
            "/dichtheid?instituut=lumc",
        ),
        "Zonder opleider": (
            ["1", "gemeenten met praktijken maar zonder opleider", "samen 2 praktijken"],
            "/vestiging",
        ),
        "Gezamenlijk": (["1", "gemeenten waar u samen werft", "0 te beslissen"], "/werving?instituut=lumc"),
        "Kruisende relaties": (
            ["5", "opleiders van een ander instituut dan de lead", "hun relatie blijft"],
            "/werving?instituut=lumc&laag=kruisend",
        ),
        "Niet vervuld": (["0", "van 14 plekken in de loting", "uw locaties, 2023"], "/plaatsing"),
    }


def aandacht(inhoud) -> html.Section:
    return alle(inhoud, html.Section, className="vak")[0]


def test_what_asks_for_attention_leads_to_the_map(wereld):
    vak = aandacht(build_inhoud("emc", wereld))
    assert woorden(vak) == [
        "Eerst hier werven",
        "Gemeenten zonder opleider, de meeste praktijken eerst.",
        "Beek",
        "2 praktijken",
        "Controle van het plan: 0 fouten, 1 waarschuwing. ",
        "Bekijk het plan",
    ]
    assert adressen(vak) == [("Beek", "/dichtheid?gemeente=GM0002&instituut=emc"), ("Bekijk het plan", "/werving")]


def test_the_emptiest_comes_first_and_when_there_is_none_it_says_so():
    zonder = build_inhoud("", maak_wereld(opleiders=maak_opleiders([("GM0001-0", "GM0001", "emc", "aios")])))
    assert [woorden(regel) for regel in alle(aandacht(zonder), html.Li)] == [
        ["Fort", "60 praktijken"],
        ["Cruin", "4 praktijken"],
        ["Beek", "2 praktijken"],
        ["Eiland", "1 praktijk"],
    ]
    vol = build_inhoud("", maak_wereld(praktijken=maak_praktijken(PRAKTIJKEN | {"GM0002": 0})))
    assert "Elke gemeente met een praktijk heeft een opleider." in woorden(aandacht(vol))


@pytest.mark.parametrize("instituut", ["", "lumc"])
def test_the_small_maps_draw_the_same_question(wereld, instituut):
    beelden = {deel.id: deel.data for deel in alle(build_inhoud(instituut, wereld), dcc.Store) if "beeld" in deel.id}
    assert {kenmerk: beeld["adres"] for kenmerk, beeld in beelden.items()} == {
        "overzicht-dichtheidbeeld": f"instituut={instituut}" if instituut else "",
        "overzicht-wervingbeeld": f"instituut={instituut}" if instituut else "",
        "overzicht-plaatsingbeeld": "",
    }
    assert {beeld["geometrie"] for beeld in beelden.values()} == {"/geo/2026.202620262026.json"}
    assert all("rijen" in beeld for kenmerk, beeld in beelden.items() if "plaatsing" in kenmerk)


@pytest.mark.parametrize(
    ("instituut", "zin"),
    [
        ("amc", "Instituut “amc” bestond niet op 1 januari 2026. Kies de opvolger: aumc."),
        ("x", "Instituut “x” kan niet. Kies aumc, lumc, emc."),
    ],
)
def test_an_institute_that_is_not_there_gets_a_sentence_above_all_of_them(wereld, instituut, zin):
    melding, *rest = build_inhoud(instituut, wereld)
    assert melding.children == zin
    assert tegels(rest) == tegels(build_inhoud("", wereld))


@pytest.mark.parametrize(("gevraagd", "gekozen"), [("lumc", "lumc"), ("", "alle"), ("amc", "alle"), ("x", "alle")])
def test_the_choice_of_an_institute_stands_as_the_address_says(wereld, gevraagd, gekozen):
    (keuze,) = alle(layout({"instituut": gevraagd}, wereld), dbc.Select)
    assert keuze.value == gekozen
    assert [optie["value"] for optie in keuze.options] == ["alle", "aumc", "lumc", "emc"]


def test_connections_are_added_up(wereld):
    assert rijen(layout({}, wereld)) == [
        ["Instituut", "December 2019", "December 2020"],
        ["Leiden", "20", "18"],
        ["Rotterdam", "10", "1.200"],
        ["Samen", "30", "1.218"],
    ]
