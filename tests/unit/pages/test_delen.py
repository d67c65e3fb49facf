"""Tiles, short tables and download links, word by word."""

from dash import dcc, html

from hn_dash.pages.delen import build_downloads, build_lijst, build_tegel
from tests.support.antwoorden import aantal, getal, maak_tabel, tekst
from tests.support.scherm import adressen, alle, rijen, woorden


def test_a_tile_is_a_head_a_figure_a_unit_and_a_remark():
    tegel = build_tegel("Onder de norm", "3", "van 6 gemeenten", "tekort 6")
    assert woorden(tegel) == ["Onder de norm", "3", "van 6 gemeenten", "tekort 6"]
    assert [deel.className for deel in alle(tegel, html.Span)] == [
        "tegel-kop",
        "tegel-waarde",
        "tegel-eenheid",
        "tegel-toelichting",
    ]
    assert adressen(tegel) == []


def test_a_tile_with_an_address_is_a_link_as_a_whole():
    tegel = build_tegel("Kop", "1", "stuk", "", "/dichtheid")
    (link,) = alle(tegel, dcc.Link)
    assert link.href == "/dichtheid"
    assert woorden(link) == ["Kop", "1", "stuk"]


def tabel(**meer):
    kolommen = [
        tekst("gemeentenaam"),
        aantal("opleiders"),
        tekst("sleutel", scherm=False),
        getal("pct", eenheid="%", uitleg="Aandeel."),
    ]
    rijen_ = [("Aadorp", 1234, "x", 12.25), ("Beek", None, "y", None)]
    return maak_tabel("proef", kolommen, rijen_, "gemeentenaam", **meer)


def test_a_short_table_has_the_shown_columns_in_dutch():
    lijst = build_lijst(tabel())
    assert rijen(lijst) == [
        ["Gemeentenaam", "Opleiders", "Pct"],
        ["Aadorp", "1.234", "12,3 %"],
        ["Beek", "–", "–"],
    ]
    assert [kop.className for kop in alle(lijst, html.Th, scope="col")] == ["", "cijfer", "cijfer"]
    assert [kop.title for kop in alle(lijst, html.Th, scope="col")] == ["", "", "Aandeel."]


def test_its_last_row_are_the_totals_when_it_has_a_name():
    lijst = build_lijst(tabel(totalen={"opleiders": 1234, "pct": 8.05, "sleutel": 9}), "Nederland")
    assert rijen(lijst)[-1] == ["Nederland", "1.234", "8,1 %"]
    assert [rij.className for rij in alle(lijst, html.Tr)[1:]] == ["", "", "som"]


def test_downloads_ask_the_same_question_in_three_formats():
    assert adressen(build_downloads("dichtheid", "niveau=land"))[:3] == [
        ("CSV", "/download/dichtheid.csv?niveau=land"),
        ("Excel", "/download/dichtheid.xlsx?niveau=land"),
        ("GeoJSON", "/download/dichtheid.geojson?niveau=land"),
    ]
    assert adressen(build_downloads("dichtheid", ""))[0] == ("CSV", "/download/dichtheid.csv")
