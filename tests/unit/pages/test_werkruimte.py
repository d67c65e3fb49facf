"""The workspace around a map: which controls a view has, what stands in them, and where its links lead."""

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html

from hn_dash.pages.register import PAGINAS
from hn_dash.pages.werkruimte.layout import bediening, build_werkruimte, opties_van, waarden_van
from hn_dash.views.vraag import Vraag
from tests.support.scherm import adressen, alle, woorden, zin


def pagina_van(view, query, wereld):
    return build_werkruimte(Vraag.from_query(view, query, wereld), query)


@pytest.mark.parametrize(
    ("view", "sleutels"),
    [
        ("vestiging", "instituut provincie soort indeling peildatum"),
        ("dichtheid", "teller noemer norm niveau instituut provincie soort indeling peildatum klassen"),
        ("werving", "instituut provincie indeling peildatum plan afstand laag"),
        ("vergelijking", "indeling peildatum plan met"),
        ("plaatsing", "indeling peildatum ronde klassen"),
    ],
)
def test_a_view_has_a_control_for_every_key_it_listens_to(wereld, view, sleutels):
    assert bediening(view) == tuple(sleutels.split())
    velden = alle(pagina_van(view, {}, wereld), dbc.Select) + alle(pagina_van(view, {}, wereld), dbc.Input)
    assert {veld.id for veld in velden} == {f"{view}-{sleutel}" for sleutel in sleutels.split()}


def test_the_controls_stand_as_the_address_says(wereld):
    query = {"noemer": "inwoners", "norm": "1.5", "provincie": "Noord", "klassen": "gelijk"}
    waarden = waarden_van(Vraag.from_query("dichtheid", query, wereld))
    assert {naam: waarden[naam] for naam in ("teller", "noemer", "norm", "provincie", "klassen", "instituut")} == {
        "teller": "opleiders",
        "noemer": "inwoners",
        "norm": "1,5",
        "provincie": "Noord",
        "klassen": "gelijk",
        "instituut": "",
    }
    pagina = pagina_van("dichtheid", query, wereld)
    velden = {veld.id: veld.value for veld in alle(pagina, dbc.Select) + alle(pagina, dbc.Input)}
    assert velden["dichtheid-norm"] == "1,5"
    assert velden["dichtheid-provincie"] == "Noord"
    assert velden["dichtheid-instituut"] == "alle"  # an empty value would read as nothing chosen


def test_the_choices_of_a_control_are_those_of_the_data(wereld):
    assert opties_van("dichtheid", "provincie", wereld) == [
        {"value": "alle", "label": "heel Nederland"},
        {"value": "Noord", "label": "Noord"},
        {"value": "Zuid", "label": "Zuid"},
    ]
    assert [optie["value"] for optie in opties_van("werving", "laag", wereld)] == ["alle", "kruisend", "tekort"]
    assert [optie["value"] for optie in opties_van("plaatsing", "klassen", wereld)] == ["norm", "kwantiel", "gelijk"]


def test_words_and_downloads_are_those_of_the_question(wereld):
    pagina = pagina_van("dichtheid", {"provincie": "Noord", "gemeente": "GM0001"}, wereld)
    assert zin(alle(pagina, html.H1)) == "Opleiderdichtheid"
    assert zin(alle(pagina, html.P, id="dichtheid-onderschrift")) == (
        "Opleiders op praktijken per gemeente tegen de norm van 25 %: Noord; peildatum 1 januari 2026, gemeenten van "
        "2026."
    )
    assert adressen(alle(pagina, html.Header)) == [
        ("CSV", "/download/dichtheid.csv?provincie=Noord"),
        ("Excel", "/download/dichtheid.xlsx?provincie=Noord"),
        ("GeoJSON", "/download/dichtheid.geojson?provincie=Noord"),
    ]
    bewaard = {deel.id: deel.data for deel in alle(pagina, dcc.Store) if hasattr(deel, "data")}
    assert bewaard["dichtheid-gekozen"] == ["GM0001"]
    assert bewaard["dichtheid-vraag"] == "provincie=Noord"
    assert bewaard["dichtheid-antwoord"]["klassen"].endswith("...")  # the south is not asked


def test_a_question_that_cannot_be_answered_gives_the_default_with_a_sentence(wereld):
    antwoord = {
        deel.id: deel.data
        for deel in alle(pagina_van("dichtheid", {"noemer": "stoelen"}, wereld), dcc.Store)
        if hasattr(deel, "data")
    }["dichtheid-antwoord"]
    assert antwoord["adres"] == ""
    assert "stoelen" in antwoord["fout"]


@pytest.mark.parametrize(("view", "label"), [("dichtheid", "Leadgebied van"), ("vestiging", "Opleiders van")])
def test_an_institute_means_another_thing_on_another_page(wereld, view, label):
    pagina = next(pagina for pagina in PAGINAS if pagina.sleutel == view)
    assert (pagina.pad, pagina.in_menu) == (f"/{view}", True)
    labels = [zin(deel) for deel in alle(pagina.layout({}, wereld), html.Label)]
    assert label in labels
    assert "Instituut" not in labels


def test_what_is_asked_seldom_is_folded_away_unless_it_was_asked(wereld):
    dicht, open_ = (pagina_van("dichtheid", query, wereld) for query in ({}, {"klassen": "gelijk"}))
    assert [alle(pagina, html.Details)[0].open for pagina in (dicht, open_)] == [False, True]
    assert woorden(alle(dicht, html.Details)[0])[0] == "Meer"
