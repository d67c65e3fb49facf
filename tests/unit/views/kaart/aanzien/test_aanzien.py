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


@pytest.mark.parametrize("view", AANZIEN)
def test_every_status_that_stands_for_no_value_has_a_class(view, wereld):
    tabel = maten.compute(maten.from_query(view, "", wereld), wereld)
    klassen, nummers = AANZIEN[view].klassen(tabel, "norm", wereld.dataset.kortnamen)
    assert len(nummers) == len(tabel.frame)
    assert len(tabel.frame) == 0 or 0 <= nummers.min() <= nummers.max() < len(klassen)


def test_layers_in_an_address_are_those_of_the_maps():
    assert LAGEN == ("kruisend", "tekort")
