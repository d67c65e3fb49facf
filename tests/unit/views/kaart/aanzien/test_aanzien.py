"""What holds for the map of every measure."""

import re

import pytest

from hn_dash.domain import maten
from hn_dash.views.kaart.aanzien import AANZIEN
from hn_dash.views.presentatie import LAGEN


def test_a_map_shows_a_measure_and_tables_have_none():
    assert set(maten.MATEN) - set(AANZIEN) == {"leadgebieden", "landelijk"}
    assert set(AANZIEN) <= set(maten.MATEN)


@pytest.mark.parametrize("view", AANZIEN)
def test_hover_text_names_columns_that_the_answer_has(view, wereld):
    tabel = maten.compute(maten.from_query(view, "", wereld), wereld)
    genoemd = {naam for regel in AANZIEN[view].tip(tabel) for naam in re.findall(r"{(\w+)}", regel)}
    assert genoemd - {kolom.naam for kolom in tabel.spec.kolommen} == set()


@pytest.mark.parametrize(
    ("query", "regels"),
    [
        ("", ("{teller} opleiders op {noemer} praktijken: {dichtheid_pct}", "{status}, tekort {tekort}")),
        ("noemer=inwoners", ("{teller} opleiders op {noemer} inwoners: {per_10000} per 10.000",)),
        ("niveau=provincie", ("gebied {gebiedsnaam}", "{teller} opleiders op {noemer} praktijken: {dichtheid_pct}")),
        ("niveau=land&teller=opleidingspraktijken", ("gebied {gebiedsnaam}", "{teller} opleidingspraktijken op")),
    ],
)
def test_hover_text_says_what_a_number_counts_once_and_of_which_area_it_is(query, regels, wereld):
    tabel = maten.compute(maten.from_query("dichtheid", query, wereld), wereld)
    tip = AANZIEN["dichtheid"].tip(tabel)
    assert [regel.startswith(begin) for regel, begin in zip(tip, regels, strict=False)] == [True] * len(regels)
    assert ("lead: {leadinstituten}" in tip) == ("niveau" not in query)


@pytest.mark.parametrize("view", AANZIEN)
def test_hover_text_has_no_unit_twice(view, wereld):
    """The browser writes % after a percentage; every other unit stands in the line itself, once."""
    tabel = maten.compute(maten.from_query(view, "", wereld), wereld)
    for regel in AANZIEN[view].tip(tabel):
        assert "} %" not in regel
        assert not re.search(r"\b(\w+) \1\b", regel)
        assert "personen" not in regel


@pytest.mark.parametrize("view", AANZIEN)
def test_every_status_that_stands_for_no_value_has_a_class(view, wereld):
    tabel = maten.compute(maten.from_query(view, "", wereld), wereld)
    klassen, nummers = AANZIEN[view].klassen(tabel, "norm", wereld.dataset.kortnamen)
    assert len(nummers) == len(tabel.frame)
    assert len(tabel.frame) == 0 or 0 <= nummers.min() <= nummers.max() < len(klassen)


def test_layers_in_an_address_are_those_of_the_maps():
    assert LAGEN == ("kruisend", "tekort")
