"""What stands under the map of Werving, counted by hand on the plan of tests/support/wereld.py."""

import pytest

from hn_dash.pages.werving.pagina import build_onder
from hn_dash.views.vraag import Vraag
from tests.support.scherm import adressen, rijen, woorden
from tests.support.wereld import PLAN, maak_plan, maak_wereld


def onder(grondslag, query=""):
    """The sections Per instituut, Kruisende relaties and Controle van het plan."""
    return build_onder(Vraag.from_query("werving", query, grondslag))


def met_plan(*rijen_):
    anders = {rij[0]: rij for rij in rijen_}
    return maak_wereld(plan=maak_plan([anders.get(rij[0], rij) for rij in PLAN]))


def test_per_institute_what_its_area_holds(wereld):
    per_instituut, _, _ = onder(wereld)
    koppen, *regels = rijen(per_instituut)
    assert koppen == [
        *(
            "Gebied",
            "Gemeenten",
            "Inwoners (2022)",
            "Praktijken",
            "Opleiders",
            "Dichtheid (%)",
            "Tekort (25 %)",
            "Plekken",
        ),
        *("Eigen opleiders", "Opleiders elders", "Gezamenlijk (%)", "Hemelsbreed (km)", "Hemelsbreed p90 (km)"),
    ]
    # Places are those of 2027: 12 of noord (emc), 16 of oost (lumc) and 11 of zuid (aumc).
    # Elsewhere aumc has 1 in Cruin and 5 in Fort, lumc 1 in Aadorp; Eiland is open, so nobody is elsewhere there.
    # Joint are the 5.000 of Beek: of 65.000 where lumc recruits, and of 45.000 where emc does.
    # lumc lives in Fort, 1,1 km from Beek; emc in Cruin, 1 km from Beek and 2 from Aadorp: 65.000 / 45.000 = 1,4.
    assert regels == [
        ["Amsterdam UMC", "0", "0", "0", "0", "–", "0", "11", "6", "6", "–", "–", "–"],
        ["Leiden", "1", "60.000", "60", "12", "20,0 %", "3", "16", "9", "1", "8 %", "0", "0"],
        ["Rotterdam", "2", "40.000", "24", "4", "16,7 %", "2", "12", "3", "0", "11 %", "1", "2"],
        ["gezamenlijk", "1", "5.000", "2", "0", "0,0 %", "1", "0", "–", "–", "–", "–", "–"],
        ["open", "1", "2.000", "1", "2", "200,0 %", "0", "0", "–", "–", "–", "–", "–"],
        ["niet besproken", "1", "1.000", "0", "0", "–", "0", "0", "–", "–", "–", "–", "–"],
        ["Nederland", "6", "108.000", "87", "18", "20,7 %", "6", "39", "18", "–", "–", "–", "–"],
    ]


@pytest.mark.parametrize(("query", "staart"), [("", ""), ("indeling=2022&instituut=emc&laag=tekort", "?indeling=2022")])
def test_it_can_be_downloaded_for_the_same_question(wereld, query, staart):
    assert adressen(onder(wereld, query)[0]) == [
        ("CSV", f"/download/leadgebieden.csv{staart}"),
        ("Excel", f"/download/leadgebieden.xlsx{staart}"),
        ("GeoJSON", f"/download/leadgebieden.geojson{staart}"),
    ]


def test_who_crosses_whom_the_largest_group_first(wereld):
    _, kruisend, _ = onder(wereld)
    assert rijen(kruisend)[1:] == [
        ["Amsterdam UMC", "Leiden", "5", "1", "Toon op de kaart"],
        ["Amsterdam UMC", "Rotterdam", "1", "1", "Toon op de kaart"],
        ["Leiden", "Rotterdam", "1", "1", "Toon op de kaart"],
    ]
    assert [adres for _, adres in adressen(kruisend)] == [
        "/werving?gemeente=GM0006&laag=kruisend",
        "/werving?gemeente=GM0003&laag=kruisend",
        "/werving?gemeente=GM0001&laag=kruisend",
    ]
    assert woorden(kruisend)[-1] == "Samen 7 opleiders; hun relatie blijft (afspraak 2009)."


def test_gemeenten_of_one_group_stand_in_one_row():
    allen = met_plan(("GM0006", "lead", "emc", "akkoord", ""), ("GM0005", "lead", "emc", "akkoord", ""))
    _, kruisend, _ = onder(allen)
    # of lumc 1 in Aadorp, 1 in Eiland and 7 in Fort; of aumc 1 in Cruin and 5 in Fort
    assert rijen(kruisend)[1:] == [
        ["Leiden", "Rotterdam", "9", "3", "Toon op de kaart"],
        ["Amsterdam UMC", "Rotterdam", "6", "2", "Toon op de kaart"],
    ]
    assert "GM0006" in adressen(kruisend)[0][1] and "GM0001" in adressen(kruisend)[0][1]


def test_when_nobody_crosses_it_says_so():
    niemand = met_plan(
        ("GM0001", "gezamenlijk", "emc+lumc", "", ""),
        ("GM0003", "lead", "aumc", "", ""),
        ("GM0006", "gezamenlijk", "aumc+lumc", "", ""),
    )
    _, kruisend, _ = onder(niemand)
    assert woorden(kruisend)[1:] == ["Elke opleider is van een instituut dat in zijn gemeente werft."]


def test_findings_about_the_plan_lead_to_their_gemeenten(wereld):
    _, _, controle = onder(wereld)
    assert [deel for deel in woorden(controle) if deel.strip()] == [
        "Controle van het plan",
        "C9 waarschuwing",
        "1 gemeente is te beslissen: Eiland. Kies wie er werft en geef een andere status.",
        "Toon op de kaart",
        "C6 info",
        "7 opleiders in 3 gemeenten horen bij een ander instituut dan dat met de lead. Hun relatie blijft "
        "(afspraak 2009).",
        "Toon op de kaart",
    ]
    assert [adres for _, adres in adressen(controle)] == [
        "/werving?gemeente=GM0005",
        "/werving?gemeente=GM0001,GM0003,GM0006&laag=kruisend",
    ]
