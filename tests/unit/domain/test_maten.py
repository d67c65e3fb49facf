import pytest

from hn_dash.domain import maten
from hn_dash.domain.basis.selectie import SLEUTELS, Selection
from tests.support.wereld import maak_wereld


@pytest.mark.parametrize("view", maten.MATEN)
def test_a_measure_explains_itself_and_its_column_exists(view, wereld):
    maat = maten.MATEN[view]
    assert maat.view == view and maat.sleutels == SLEUTELS[view]
    assert all((maat.titel, maat.vraag.endswith("?"), maat.formule, maat.eenheid, maat.bron, maat.versie))
    tabel = maten.compute(Selection.from_query(view, "", wereld), wereld)
    assert tabel.spec.kolom(maat.waarde)
    assert tabel.titel == maat.titel
    assert tabel.omschrijving == Selection.from_query(view, "", wereld).describe(wereld)


@pytest.mark.parametrize("view", maten.MATEN)
def test_every_column_says_what_it_means(view, wereld):
    spec = maten.compute(Selection.from_query(view, "", wereld), wereld).spec
    assert [kolom.naam for kolom in spec.kolommen if not kolom.uitleg.endswith(".")] == []


@pytest.mark.parametrize("view", maten.MATEN)
def test_every_row_carries_peildatum_and_source(view, wereld):
    frame = maten.compute(Selection.from_query(view, "", wereld), wereld).frame
    assert set(frame["peildatum"]) == ({"2026-01-01"} if len(frame) else set())
    assert (frame["bron"] != "").all()


def test_views_are_those_that_others_rely_on():
    views = ["vestiging", "dichtheid", "werving", "leadgebieden", "vergelijking", "plaatsing", "landelijk"]
    assert list(maten.MATEN) == views


def test_an_answer_is_computed_once_per_question_and_dataset(wereld):
    vraag = Selection.from_query("dichtheid", "norm=25,0", wereld)
    zelfde = Selection.from_query("dichtheid", {"norm": "25"}, wereld)
    assert maten.compute(vraag, wereld) is maten.compute(zelfde, wereld)
    assert maten.compute(vraag, maak_wereld()) is not maten.compute(vraag, wereld)
