"""On the data that come along: nothing is lost or counted twice, whatever the question."""

import pytest

from hn_dash.domain import maten
from hn_dash.domain.basis.keuzes import NIVEAUS, alle_keuzes
from hn_dash.domain.plan.controle import check_plan
from hn_dash.domain.plan.effecten import per_instituut
from hn_dash.geo.indelingen import read_geo
from hn_dash.ingest.pakket.pakket import read_grondslag
from tests.support.server import WORTEL
from tests.support.wereld import beeld_van

DATA = WORTEL / "data"


@pytest.fixture(scope="module")
def voorbeeld():
    return read_grondslag(DATA, read_geo(DATA / "geo"))


def tabel_van(view, query, voorbeeld):
    return maten.compute(maten.from_query(view, query, voorbeeld), voorbeeld)


@pytest.mark.parametrize("indeling", [2022, 2026])
@pytest.mark.parametrize("niveau", [niveau for niveau, _ in NIVEAUS])
def test_density_has_every_praktijk_and_opleider_once(voorbeeld, indeling, niveau):
    tabel = tabel_van("dichtheid", f"niveau={niveau}&indeling={indeling}", voorbeeld)
    assert tabel.frame["praktijken"].sum() == len(voorbeeld.dataset.praktijken)
    assert tabel.frame["opleiders"].sum() == len(voorbeeld.dataset.opleiders)
    assert tabel.frame["opleidingspraktijken"].sum() == voorbeeld.dataset.opleiders["praktijk_id"].nunique()
    assert tabel.frame["huisartsen"].sum() == voorbeeld.dataset.praktijken["huisartsen"].sum()
    assert tabel.niet_op_kaart == 0
    assert sorted(tabel.gebieden) == list(voorbeeld.dataset.geo.indeling(indeling).codes)


@pytest.mark.parametrize("view", ["vestiging", "werving"])
@pytest.mark.parametrize("indeling", [2022, 2026])
def test_every_gemeente_has_a_row(voorbeeld, view, indeling):
    tabel = tabel_van(view, f"indeling={indeling}", voorbeeld)
    assert tabel.frame["gemeentecode"].tolist() == list(voorbeeld.dataset.geo.indeling(indeling).codes)
    assert tabel.frame["opleiders"].sum() == len(voorbeeld.dataset.opleiders)


def test_the_opleiders_per_institute_are_those_of_the_file(voorbeeld):
    frame = tabel_van("vestiging", "", voorbeeld).frame
    for code, aantal in voorbeeld.dataset.opleiders["instituut"].value_counts().items():
        assert frame[f"opleiders_{code}"].sum() == aantal


@pytest.mark.parametrize("indeling", [2022, 2026])
def test_the_plan_has_four_states_and_no_faults(voorbeeld, indeling):
    werving = tabel_van("werving", f"indeling={indeling}", voorbeeld)
    assert all(aantal > 0 for aantal in werving.totalen.values())
    assert [
        bevinding.zin for bevinding in check_plan(beeld_van(voorbeeld, indeling)) if bevinding.ernst == "fout"
    ] == []
    assert per_instituut(beeld_van(voorbeeld, indeling))["opleiders"].sum() == len(voorbeeld.dataset.opleiders)


@pytest.mark.parametrize("ronde", ["2024", "2025-03", ""])
@pytest.mark.parametrize("indeling", [2022, 2026])
def test_the_catchments_cover_everyone_once(voorbeeld, ronde, indeling):
    tabel = tabel_van("plaatsing", {"ronde": ronde, "indeling": str(indeling)}, voorbeeld)
    assert tabel.frame["inwoners"].sum() == 17_590_672
    assert tabel.frame["quotum"].sum() == pytest.approx(tabel.totalen["berekend"])
    assert sorted(tabel.gebieden) == list(voorbeeld.dataset.geo.indeling(indeling).codes)
    assert any(len(rijen) > 1 for rijen in tabel.gebieden.values())


def test_the_randstad_has_more_than_its_share_of_places(voorbeeld):
    totalen = tabel_van("plaatsing", "", voorbeeld).totalen
    assert totalen["periferie_index"] < 100 < totalen["randstad_index"]


@pytest.mark.parametrize("view", maten.MATEN)
def test_every_choice_of_every_control_gives_an_answer(voorbeeld, view):
    for sleutel in set(maten.MATEN[view].sleutels) - {"norm"}:
        for waarde, _ in alle_keuzes(sleutel, voorbeeld):
            tabel = tabel_van(view, {sleutel: waarde}, voorbeeld)
            assert len(tabel.frame) > 0 or view == "vergelijking", (sleutel, waarde)
