import pytest

from hn_dash.domain import maten
from tests.support.wereld import maak_wereld

SLEUTELS = {
    "vestiging": "peildatum indeling instituut provincie soort",
    "dichtheid": "peildatum indeling niveau teller noemer norm instituut provincie soort",
    "werving": "peildatum indeling plan instituut provincie afstand",
    "leadgebieden": "peildatum indeling plan afstand",
    "vergelijking": "peildatum indeling plan met",
    "plaatsing": "peildatum indeling jaar ronde",
    "landelijk": "peildatum",
}
"""What an address may hold for each view; links that people keep rely on it."""
EINDE = "peildatum 1 januari 2026, gemeenten van 2026."
ZINNEN = {
    "vestiging": f"Aantal opleiders per gemeente: Nederland; {EINDE}",
    "dichtheid": f"Opleiders op praktijken per gemeente tegen de norm van 25 %: Nederland; {EINDE}",
    "werving": f"Wie nieuwe opleiders werft, plan “Proefplan”, versie 1: Nederland; {EINDE}",
    "leadgebieden": "Wat het gebied van elk instituut omvat, plan “Proefplan”, versie 1; afstand tot "
    f"dichtstbijzijnde opleidingslocatie; {EINDE}",
    "vergelijking": f"Wat er in plan “Proefplan”, versie 1 anders is dan in plan “Proefplan”, versie 1; {EINDE}",
    "plaatsing": f"Opleidingsplekken per opleidingslocatie, heel 2023; {EINDE}",
    "landelijk": "Opleidingsplekken die VWS bekostigt en aios die startten, per jaar, uit openbare bronnen.",
}
"""What each view says that it shows, when it is asked nothing in particular."""


@pytest.mark.parametrize("view", maten.MATEN)
def test_a_measure_explains_itself_and_its_column_exists(view, wereld):
    maat = maten.MATEN[view]
    assert maat.view == view and " ".join(maat.sleutels) == SLEUTELS[view]
    assert all((maat.titel, maat.beantwoordt.endswith("?"), maat.formule, maat.eenheid, maat.bron, maat.versie))
    tabel = maten.compute(maten.from_query(view, "", wereld), wereld)
    assert tabel.spec.kolom(maat.waarde)
    assert tabel.titel == maat.titel
    assert tabel.omschrijving == ZINNEN[view]


@pytest.mark.parametrize("view", maten.MATEN)
def test_every_column_says_what_it_means(view, wereld):
    spec = maten.compute(maten.from_query(view, "", wereld), wereld).spec
    assert [kolom.naam for kolom in spec.kolommen if not kolom.uitleg.endswith(".")] == []


@pytest.mark.parametrize("view", maten.MATEN)
def test_every_row_carries_peildatum_and_source(view, wereld):
    frame = maten.compute(maten.from_query(view, "", wereld), wereld).frame
    assert set(frame["peildatum"]) == ({"2026-01-01"} if len(frame) else set())
    assert (frame["bron"] != "").all()


@pytest.mark.parametrize("view", maten.MATEN)
@pytest.mark.parametrize("indeling", [2022, 2026])
def test_a_status_says_what_the_measure_says_it_can_say(view, indeling, wereld):
    frame = maten.compute(maten.from_query(view, f"indeling={indeling}", wereld), wereld).frame
    if "status" in frame:
        assert set(frame["status"]) - {""} <= set(maten.MATEN[view].statussen)
    else:
        assert maten.MATEN[view].statussen == ()


def test_views_are_those_that_others_rely_on():
    assert list(maten.MATEN) == list(SLEUTELS)


def test_an_answer_is_computed_once_per_question_and_dataset(wereld):
    vraag = maten.from_query("dichtheid", "norm=25,0", wereld)
    zelfde = maten.from_query("dichtheid", {"norm": "25"}, wereld)
    assert maten.compute(vraag, wereld) is maten.compute(zelfde, wereld)
    assert maten.compute(vraag, maak_wereld()) is not maten.compute(vraag, wereld)
