"""The frame: what on screen is invented, the day that is shown, and which page a path means."""

from dataclasses import replace

import pytest

from hn_dash.pages.shell import build_banier, build_stand, layout, niet_gevonden, pagina_van, sneltoetsen
from tests.support.scherm import adressen, woorden


def test_an_example_says_that_all_of_it_is_invented(wereld):
    banier = build_banier(wereld)
    assert woorden(banier) == [
        "Voorbeeldgegevens. ",
        "Alle aantallen zijn verzonnen; alleen grenzen en inwoners zijn echt. Trek er geen conclusies uit. ",
        "Eigen gegevens inlezen",
    ]
    assert adressen(banier) == [("Eigen gegevens inlezen", "/gegevens")]


def test_what_was_read_in_is_no_longer_invented(wereld):
    deels = replace(wereld.dataset, bronnen={"plan": "Bron"}, verzonnen=frozenset({"praktijken", "opleiders"}))
    ingelezen = replace(wereld, plan=replace(wereld.plan, verzonnen=False))
    assert woorden(build_banier(replace(ingelezen, dataset=deels)))[1] == (
        "Nog verzonnen: praktijken en opleiders. Trek geen conclusies uit beelden waar die in zitten. "
    )
    assert build_banier(replace(wereld, dataset=replace(deels, voorbeeld=False))) is None


def test_the_day_that_is_shown(wereld):
    assert build_stand(wereld) == "Peildatum 1 januari 2026"


@pytest.mark.parametrize(
    ("pad", "sleutel"),
    [
        ("/", "overzicht"),
        ("", "overzicht"),
        ("/dichtheid", "dichtheid"),
        ("/dichtheid/", "dichtheid"),
        ("/vergelijking", "vergelijking"),
        ("/weg", None),
        ("/dichtheid/x", None),
    ],
)
def test_a_path_means_a_page_or_none(pad, sleutel):
    pagina = pagina_van(pad)
    assert (pagina and pagina.sleutel) == sleutel


def test_the_menu_leads_to_every_page_but_the_comparison(wereld):
    links = adressen(layout(wereld))
    assert links[:9] == [
        ("Naar de inhoud", "#inhoud"),
        ("HN dash", "/"),
        ("Overzicht", "/"),
        ("Vestiging", "/vestiging"),
        ("Dichtheid", "/dichtheid"),
        ("Werving", "/werving"),
        ("Plaatsing", "/plaatsing"),
        ("Gegevens", "/gegevens"),
        ("Methode", "/methode"),
    ]


def test_a_path_that_leads_nowhere_shows_the_way_back():
    assert woorden(niet_gevonden())[0] == "Deze pagina bestaat niet"
    assert ("het overzicht", "/") in adressen(niet_gevonden())


def test_the_list_of_keys_is_html_without_loose_signs():
    lijst = sneltoetsen()
    assert "<kbd>Ctrl+Z  Ctrl+Y</kbd></dt><dd>werkplan: ongedaan maken, opnieuw doen</dd>" in lijst
    assert lijst.count("<dt>") == lijst.count("</dd>") == 15
