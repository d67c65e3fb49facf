"""Who is there: known at once in one process, soon in another, written only when something changed, never waiting."""

from __future__ import annotations

import pytest
from sqlalchemy import event, insert

from hn_dash.errors import StartFout
from hn_dash.services.plan.aanwezig import Aanwezigen
from hn_dash.store.aanwezig import read_aanwezigen
from hn_dash.store.databank import Databank
from hn_dash.store.tabellen.plannen import Plan


class Klok:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.nu = 1_000_000.0

    def __call__(self) -> float:
        return self.nu


@pytest.fixture
def klok():
    return Klok()


@pytest.fixture
def databank(databank):
    """With two plans."""
    for nummer in (1, 2):
        plan = {"naam": f"plan {nummer}", "indeling": 2026, "dag": "2026-01-01", "vastgesteld": False, "som": ""}
        with databank.schrijf() as verbinding:
            verbinding.execute(insert(Plan).values(id=nummer, wie="ik", wanneer="", **plan))
    return databank


def wie(rijen):
    return [(rij.sessie, rij.wie, rij.waar) for rij in rijen]


@pytest.fixture
def schrijft(databank):
    """How often a transaction wrote."""
    keer = []
    event.listen(databank.engine, "before_cursor_execute", lambda _c, _k, vraag, *_: keer.append(vraag))
    return lambda: sum("plan_aanwezig" in vraag and not vraag.startswith("SELECT") for vraag in keer)


def test_two_people_see_each_other_and_where_they_are(databank, klok):
    aanwezigen = Aanwezigen(databank, klok)
    assert aanwezigen.meld(1, "s", "ik", "GM0014") == []
    assert wie(aanwezigen.meld(1, "t", "jij", "")) == [("s", "ik", "GM0014")]
    assert wie(aanwezigen.meld(1, "s", "ik", "GM0344")) == [("t", "jij", "")]
    assert aanwezigen.meld(2, "u", "zij", "") == []  # in another plan


def test_who_says_nothing_for_ten_seconds_is_gone(databank, klok):
    aanwezigen = Aanwezigen(databank, klok)
    aanwezigen.meld(1, "s", "ik", "")
    klok.nu += 9
    assert len(aanwezigen.meld(1, "t", "jij", "")) == 1
    klok.nu += 2
    assert aanwezigen.meld(1, "t", "jij", "") == []


def test_who_leaves_is_gone_at_once_here_and_elsewhere(databank, klok):
    hier, elders = Aanwezigen(databank, klok), Aanwezigen(databank, klok)
    hier.meld(1, "s", "ik", "")
    assert wie(elders.meld(1, "t", "jij", "")) == [("s", "ik", "")]
    hier.weg(1, "s")
    klok.nu += 1
    assert elders.meld(1, "t", "jij", "") == []


def test_another_process_hears_of_arrivals_and_keeps_whom_it_hears_of(databank, klok):
    hier, elders = Aanwezigen(databank, klok), Aanwezigen(databank, klok)
    hier.meld(1, "s", "ik", "")
    for _ in range(30):  # a minute of ticks
        klok.nu += 2
        hier.meld(1, "s", "ik", "")
        assert wie(elders.meld(1, "t", "jij", "")) == [("s", "ik", "")]
    klok.nu += 40  # and then the other process dies
    assert elders.meld(1, "t", "jij", "") == []


def test_a_tick_of_who_stays_where_they_are_writes_nothing(databank, klok, schrijft):
    aanwezigen = Aanwezigen(databank, klok)
    for sessie in ("s", "t"):
        aanwezigen.meld(1, sessie, sessie, "")
    voor = schrijft()
    for _ in range(5):
        klok.nu += 2
        for sessie in ("s", "t"):
            aanwezigen.meld(1, sessie, sessie, "")
    assert schrijft() == voor
    aanwezigen.meld(1, "s", "s", "GM0014")
    assert schrijft() > voor


def test_nobody_waits_for_a_writer_and_what_could_not_be_told_is_told_later(databank, klok):
    hier, elders = Aanwezigen(databank, klok), Aanwezigen(databank, klok)
    if databank.sqlite:  # in PostgreSQL a writer holds nobody else up
        with databank.schrijf():
            assert hier.meld(1, "s", "ik", "") == []
            klok.nu += 1
            assert elders.meld(1, "t", "jij", "") == []
    klok.nu += 1
    hier.meld(1, "s", "ik", "")
    assert wie(elders.meld(1, "t", "jij", "")) == [("s", "ik", "")]


def test_what_a_process_left_behind_goes(databank, klok):
    for nummer in range(3):
        Aanwezigen(databank, klok).meld(1, f"weg-{nummer}", "een proces dat stopte", "")
    klok.nu += 61
    Aanwezigen(databank, klok).meld(1, "s", "ik", "")
    assert [rij.sessie for rij in read_aanwezigen(databank, 0)] == ["s"]


def test_the_same_window_twice_at_once_is_one_row(databank, klok):
    eerste, tweede = Aanwezigen(databank, klok), Aanwezigen(databank, klok)
    eerste.meld(1, "s", "ik", "GM0014")
    tweede.meld(1, "s", "ik", "GM0344")
    assert [(rij.sessie, rij.waar) for rij in read_aanwezigen(databank, 0)] == [("s", "GM0344")]


def test_a_database_that_cannot_be_written_hides_nobody_here(databank, klok, monkeypatch):
    def vol(*_):
        raise StartFout("De schijf is vol.")

    monkeypatch.setattr("hn_dash.services.plan.aanwezig.schrijf_aanwezigen", vol)
    aanwezigen = Aanwezigen(databank, klok)
    assert aanwezigen.meld(1, "s", "ik", "") == []
    assert wie(aanwezigen.meld(1, "t", "jij", "")) == [("s", "ik", "")]


def test_who_tells_of_presence_waits_for_nobody_on_either_database(databank):
    url = "" if databank.sqlite else databank.engine.url.render_as_string(hide_password=False)
    ander = Databank(databank.bestand.parent, url)
    with ander.lees() as verbinding:
        assert verbinding is not None
    with databank.schrijf_als_het_kan() as eerste, ander.schrijf_als_het_kan() as tweede:
        assert eerste is not None
        assert tweede is None
    with ander.schrijf_als_het_kan() as daarna:
        assert daarna is not None
    ander.engine.dispose()
