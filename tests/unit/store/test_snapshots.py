"""Snapshots: whole or not at all, never overwritten, one step back."""

from __future__ import annotations

from datetime import date

import pytest

from hn_dash.errors import Bevinding, InvoerFout, StartFout
from hn_dash.ingest.soort.totalen import Totalen
from hn_dash.store.databank import Databank
from hn_dash.store.snapshots import Snapshots
from hn_dash.store.tellers import read_tellers

KOP = {
    "soort": "inwoners",
    "indeling": 2026,
    "bron": "CBS",
    "bestandsnaam": "inwoners.csv",
    "controlegetal": "0" * 64,
    "wie": "proef",
}


def maak(snapshots: Snapshots, dag: date, inwoners: int = 10, status: str = "aanvaard") -> int:
    """A snapshot of one gemeente."""
    with snapshots.nieuw(KOP | {"peildatum": dag}) as nieuw:
        nieuw.voeg_toe([{"rij": 2, "gemeentecode": "GM0344", "inwoners": inwoners}])
        bevinding = Bevinding("Kijk hier.", rij=2, kolom="inwoners", ernst="waarschuwing", regel="sprong")
        nieuw.sluit_af({"status": status, "rijen_in": 1}, Totalen(1), [bevinding], {3: {"gemeentecode": "?"}})
    return nieuw.id


def test_nothing_was_read_in_yet(databank):
    snapshots = Snapshots(databank)
    assert (snapshots.lijst(), snapshots.log(), snapshots.geldend()) == ([], [], {})
    assert read_tellers(databank).gegevens == 0


def test_reading_makes_no_database(tmp_path):
    Snapshots(Databank(tmp_path / "data")).lijst()
    assert not (tmp_path / "data").exists()


def test_what_went_in_comes_out(databank):
    snapshots = Snapshots(databank)
    nummer = maak(snapshots, date(2026, 1, 1))
    kenmerken = snapshots.zoek(nummer)
    assert (kenmerken.soort, kenmerken.rijen_uit, kenmerken.status) == ("inwoners", 1, "aanvaard")
    assert snapshots.rijen(nummer, "inwoners").to_dict("records") == [
        {"rij": 2, "gemeentecode": "GM0344", "inwoners": 10}
    ]
    assert [str(bevinding) for bevinding in snapshots.bevindingen(nummer)] == ["rij 2, kolom inwoners: Kijk hier."]
    assert snapshots.afgekeurd(nummer) == {3: {"gemeentecode": "?"}}
    assert [regel["wat"] for regel in snapshots.log()] == ["ingelezen"]


def test_a_broken_off_import_leaves_nothing(databank):
    snapshots = Snapshots(databank)
    maak(snapshots, date(2026, 1, 1))
    voor = snapshots.lijst()
    with pytest.raises(RuntimeError), snapshots.nieuw(KOP | {"peildatum": date(2026, 6, 1)}) as nieuw:
        nieuw.voeg_toe([{"rij": 2, "gemeentecode": "GM0344", "inwoners": 11}])
        raise RuntimeError("the power went")
    assert snapshots.lijst() == voor
    assert snapshots.rijen(nieuw.id, "inwoners").empty


def test_the_newest_peildatum_holds_and_of_one_day_the_last_read_in(databank):
    snapshots = Snapshots(databank)
    maak(snapshots, date(2026, 1, 1))
    oud = maak(snapshots, date(2025, 1, 1))
    laatste = maak(snapshots, date(2026, 1, 1))
    assert snapshots.geldend()["inwoners"].id == laatste
    assert snapshots.geldend(date(2025, 12, 31))["inwoners"].id == oud
    assert snapshots.geldend(date(2024, 12, 31)) == {}


def test_a_concept_does_not_count_until_it_is_accepted(databank):
    snapshots = Snapshots(databank)
    nummer = maak(snapshots, date(2026, 1, 1), status="concept")
    assert snapshots.geldend() == {}
    stand = read_tellers(snapshots.databank).gegevens
    assert snapshots.aanvaard(nummer, "ik").status == "aanvaard"
    assert snapshots.geldend()["inwoners"].id == nummer
    assert read_tellers(snapshots.databank).gegevens > stand
    with pytest.raises(InvoerFout, match="heeft de status “aanvaard”"):
        snapshots.aanvaard(nummer, "ik")


def test_rolling_back_brings_the_one_before_it(databank):
    snapshots = Snapshots(databank)
    eerste, tweede = maak(snapshots, date(2026, 1, 1), 10), maak(snapshots, date(2026, 1, 1), 20)
    assert snapshots.draai_terug("inwoners", "ik").id == tweede
    assert snapshots.geldend()["inwoners"].id == eerste
    assert not snapshots.rijen(tweede, "inwoners").empty  # it stays, and no longer counts
    snapshots.draai_terug("inwoners", "ik")
    with pytest.raises(InvoerFout, match="niets aanvaard"):
        snapshots.draai_terug("inwoners", "ik")


def test_what_was_accepted_cannot_be_thrown_away(databank):
    snapshots = Snapshots(databank)
    nummer = maak(snapshots, date(2026, 1, 1))
    with pytest.raises(InvoerFout, match="alleen terug te draaien"):
        snapshots.verwerp(nummer, "ik")
    assert not snapshots.rijen(nummer, "inwoners").empty


def test_what_was_not_accepted_can(databank):
    snapshots = Snapshots(databank)
    nummer = maak(snapshots, date(2026, 1, 1), status="quarantaine")
    assert snapshots.verwerp(nummer, "ik").status == "vervallen"
    assert snapshots.rijen(nummer, "inwoners").empty
    assert snapshots.afgekeurd(nummer) == {}


def test_an_unknown_number(databank):
    with pytest.raises(InvoerFout, match="Snapshot 7 bestaat niet"):
        Snapshots(databank).zoek(7)


def test_two_programs_see_each_others_work(databank, tmp_path):
    ander = Databank(
        tmp_path / "data",
        "" if databank.sqlite else databank.engine.url.render_as_string(False).replace("+psycopg", ""),
    )
    maak(Snapshots(databank), date(2026, 1, 1))
    assert read_tellers(ander).gegevens == read_tellers(databank).gegevens == 1
    maak(Snapshots(ander), date(2026, 1, 1))
    assert read_tellers(databank).gegevens == 2
    ander.engine.dispose()


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "data").write_text("no folder")
    with pytest.raises(StartFout, match="HN_DATA_DIR"):
        maak(Snapshots(Databank(tmp_path / "data")), date(2026, 1, 1))


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "hn_dash.sqlite").write_bytes(b"this is not a database, but a file of somebody" * 40)
    with pytest.raises(StartFout, match="is niet te gebruiken"):
        Snapshots(Databank(tmp_path)).lijst()


@pytest.mark.parametrize("url", ["mysql://server/naam", "hallo"])
def test_another_kind_of_database_is_refused(tmp_path, url):
    with pytest.raises(StartFout, match="HN_DATABASE_URL is geen adres van PostgreSQL"):
        Databank(tmp_path, url)


def test_a_server_that_is_not_there(tmp_path):
    with pytest.raises(StartFout, match="HN_DATABASE_URL"):
        Snapshots(Databank(tmp_path, "postgresql://hn@127.0.0.1:1/weg")).lijst()
