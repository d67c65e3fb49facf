"""The page that explains: every measure with its formula, and the data that are loaded."""

from dash import html

from hn_dash.pages.methode import layout
from tests.support.scherm import alle, woorden


def test_every_measure_stands_with_question_formula_unit_and_source(wereld):
    per_maat = {woorden(maat)[0]: woorden(maat)[1:] for maat in alle(layout({}, wereld), html.Article)}
    assert list(per_maat) == [
        "Vestiging van opleiders",
        "Opleiderdichtheid",
        "Wie gaat waar werven?",
        "Leadgebieden",
        "Vergelijking van plannen",
        "Plaatsing per opleidingslocatie",
        "Landelijke reeks",
    ]
    landelijk = per_maat["Landelijke reeks"]
    assert landelijk == [
        *("Vraag", "Hoeveel opleidingsplekken bekostigt VWS en hoeveel aios startten er?"),
        *("Formule", "Gepubliceerde aantallen, niet bewerkt."),
        *("Eenheid", "plekken en personen", "Bron", "Per rij genoemd."),
        *("Instelbaar", "peildatum", "Versie", "1"),
    ]
    for regels in per_maat.values():
        assert regels[::2] == ["Vraag", "Formule", "Eenheid", "Bron", "Instelbaar", "Versie"]
        assert regels[1].endswith("?")


def test_the_data_of_now_are_counted(wereld):
    gegevens = alle(layout({}, wereld), html.Dl)[-1]
    assert woorden(gegevens)[:-1] == [
        *("Gegevens", "Zes gemeenten", "Bron", "Proefbron", "Peildatum", "1 januari 2026", "Indeling", "2026"),
        *("Praktijken", "87", "Opleiders", "18", "Plan", "Proefplan, versie 1", "Controlegetal"),
    ]


def test_the_years_that_are_built_in_are_named(wereld):
    assert "Ingebouwd zijn de gemeenten van 2022 tot en met 2026." in " ".join(woorden(layout({}, wereld)))
