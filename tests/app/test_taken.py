"""Work beside the server: two at a time, in order, over all servers; stopped, crashed or killed; no stranger hurt."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from structlog.testing import capture_logs

from hn_dash.errors import InvoerFout
from hn_dash.pages.gegevens.inlezen import _melding
from hn_dash.pages.werving.voorstel import _van_taak
from hn_dash.services import taken as module
from hn_dash.services.taken import Taken, read_json, write_json
from tests.support.server import WORTEL
from tests.support.wachten import tot

WERKER = """
import json, sys, time
from pathlib import Path
map_ = Path(sys.argv[1])
def noteer(wat):
    with (map_.parent / "verloop").open("a") as bestand:
        bestand.write(f"{wat} {map_.name} {time.monotonic()}\\n")
noteer("begin")
opdracht = json.loads((map_ / "opdracht.json").read_text())
if "voorstel" in opdracht:
    (map_ / "stand.json").write_text(json.dumps({"stap": "zoekt", "voorstel": opdracht["voorstel"]}))
duur = opdracht.get("duur")
while not (map_ / "verder").exists() if duur is None else time.sleep(duur):
    time.sleep(0.01)
noteer("einde")
(map_ / "stand.json").write_text(json.dumps({"kwitantie": {"van": map_.name}}))
"""
"""A task that lasts until its folder has a file `verder`, or as long as it was told; it notes its begin and end."""
SERVER = """
import sys, time
from pathlib import Path
from hn_dash.services import taken
taken.WERKER = (sys.argv[2],)
dienst = taken.Taken(Path(sys.argv[1]))
for kenmerk in sys.argv[4:]:
    dienst.start(kenmerk, {} if sys.argv[3] == "wacht" else {"duur": float(sys.argv[3])})
print("gestart", flush=True)
time.sleep(60)
"""
"""A server that starts some tasks and never asks how they are."""
BESTE = {"rijen": [], "oordeel": "Het kan bijna niet korter.", "knelpunten": []}


@pytest.fixture
def werker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pad = tmp_path / "werker.py"
    pad.write_text(WERKER)
    monkeypatch.setattr(module, "WERKER", (str(pad),))
    monkeypatch.setattr(module, "TUSSENPOOS", 0.02)
    return pad


@pytest.fixture
def taken(tmp_path: Path, werker: Path) -> Iterator[Taken]:
    dienst = Taken(tmp_path)
    yield dienst
    for map_ in dienst.map.iterdir():
        if (map_ / "opdracht.json").is_file():
            dienst.stop(map_.name)
    wacht_op(lambda: not dienst._eigen)


def wacht_op(waar: Callable[[], object]) -> None:
    tot(waar, "the task is that far", 10)


def verloop(taken: Taken, wat: str = "begin") -> list[str]:
    """The tasks that began, or ended, in that order."""
    pad = taken.map / "verloop"
    regels = [regel.split() for regel in pad.read_text().splitlines()] if pad.exists() else []
    return [kenmerk for gebeurd, kenmerk, _ in regels if gebeurd == wat]


def zet_in(taken: Taken, aantal: int) -> list[str]:
    kenmerken = [taken.nieuw(()) for _ in range(aantal)]
    for kenmerk in kenmerken:
        taken.start(kenmerk, {})
    return kenmerken


def laat_verder(taken: Taken, kenmerk: str) -> None:
    (taken.map / kenmerk / "verder").touch()


def proces_van(taken: Taken, kenmerk: str) -> psutil.Process:
    wacht_op(lambda: kenmerk in verloop(taken) and "pid" in taken._lane(kenmerk))
    return psutil.Process(taken._lane(kenmerk)["pid"])


def start_server(tmp_path: Path, werker: Path, duur: str, kenmerken: list[str]) -> subprocess.Popen[bytes]:
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(tmp_path), str(werker), duur, *kenmerken], cwd=WORTEL, stdout=subprocess.PIPE
    )
    assert server.stdout and server.stdout.readline() == b"gestart\n"
    return server


def maak_af(proces: subprocess.Popen[bytes]) -> None:
    proces.kill()
    proces.communicate(timeout=10)


def test_two_work_and_the_others_wait_in_order(taken: Taken) -> None:
    een, twee, drie, vier = zet_in(taken, 4)
    wacht_op(lambda: len(verloop(taken)) == 2)
    assert sorted(verloop(taken)) == sorted([een, twee])
    assert [taken.stand(kenmerk).get("voor") for kenmerk in (een, twee, drie, vier)] == [None, None, 0, 1]
    assert taken.stand(vier) == {"stap": "wacht", "gedaan": 0, "totaal": 0, "voor": 1}
    laat_verder(taken, twee)
    wacht_op(lambda: drie in verloop(taken))  # nobody asked for any of them since
    assert taken.stand(twee) == {"kwitantie": {"van": twee}}
    assert taken.stand(vier)["voor"] == 0
    laat_verder(taken, een)
    wacht_op(lambda: vier in verloop(taken))
    assert len(verloop(taken)) == 4


def test_how_many_go_before_is_shown_on_both_pages() -> None:
    stand = {"stap": "wacht", "gedaan": 0, "totaal": 0, "voor": 2}
    assert _melding(stand, 0) == _van_taak(stand)[2] == "Wacht tot er plaats is: nog 2 voor u."
    eerste = {**stand, "voor": 0}
    assert _melding(eerste, 0) == _van_taak(eerste)[2] == "Wacht tot er plaats is: u bent de volgende."
    assert _melding({"stap": "lezen", "gedaan": 1, "totaal": 4}, 25) == "Lezen: 25 %"


def test_one_that_waits_can_be_stopped_and_never_begins(taken: Taken) -> None:
    een, twee, drie, vier = zet_in(taken, 4)
    wacht_op(lambda: len(verloop(taken)) == 2)
    taken.stop(drie)
    assert taken.stand(drie) == {"fout": "Het inlezen is afgebroken; er is niets veranderd.", "bevindingen": []}
    assert taken.stand(vier)["voor"] == 0
    for kenmerk in (een, twee, vier):
        laat_verder(taken, kenmerk)
    wacht_op(lambda: len(verloop(taken, "einde")) == 3)
    assert sorted(verloop(taken)) == sorted([een, twee, vier])


def test_what_was_stopped_can_be_started_again(taken: Taken) -> None:
    (een,) = zet_in(taken, 1)
    proces_van(taken, een)
    taken.stop(een)
    wacht_op(lambda: "fout" in taken.stand(een))
    taken.start(een, {"duur": 0})
    wacht_op(lambda: taken.stand(een) == {"kwitantie": {"van": een}})


def test_one_that_is_started_twice_runs_once(taken: Taken) -> None:
    een, twee, drie = zet_in(taken, 3)
    for kenmerk in (een, drie):
        taken.start(kenmerk, {})
        laat_verder(taken, kenmerk)
    laat_verder(taken, twee)
    wacht_op(lambda: taken._opzichter is None)  # nothing runs or waits any more
    assert sorted(verloop(taken)) == sorted([een, twee, drie])


def test_a_search_that_is_stopped_keeps_the_best_so_far(taken: Taken) -> None:
    kenmerk = taken.nieuw(())
    taken.start(kenmerk, {"voorstel": BESTE}, "voorstel")
    wacht_op(lambda: "voorstel" in taken.stand(kenmerk))
    assert taken.stand(kenmerk) == {"stap": "zoekt", "voorstel": BESTE}
    taken.stop(kenmerk)
    wacht_op(lambda: "klaar" in taken.stand(kenmerk))
    assert taken.stand(kenmerk) == {"klaar": "gestopt", "stap": "zoekt", "voorstel": BESTE}


def test_a_search_that_is_stopped_before_it_found_anything(taken: Taken) -> None:
    kenmerk = taken.nieuw(())
    taken.start(kenmerk, {}, "voorstel")
    proces_van(taken, kenmerk)
    taken.stop(kenmerk)
    wacht_op(lambda: "fout" in taken.stand(kenmerk))
    assert taken.stand(kenmerk)["fout"] == "Het zoeken is afgebroken; er is niets veranderd."


def test_a_task_that_is_killed_leaves_a_reference_no_zombie_and_room_for_the_next(taken: Taken) -> None:
    een, _, drie = zet_in(taken, 3)
    proces = proces_van(taken, een)
    with capture_logs() as regels:
        proces.kill()
        wacht_op(lambda: drie in verloop(taken))  # nobody asks how the first one is
    assert not proces.is_running()
    assert [kind.status() for kind in psutil.Process().children() if kind.status() == psutil.STATUS_ZOMBIE] == []
    (regel,) = regels
    assert (regel["event"], regel["log_level"], regel["uitgang"]) == ("taak verdwenen", "error", -signal.SIGKILL)
    zin = "Het inlezen is afgebroken; er is niets veranderd. Geef kenmerk {} door aan de beheerder."
    assert taken.stand(een)["fout"] == zin.format(regel["kenmerk"])


def test_a_crash_leaves_its_places_in_the_log_under_the_reference_that_is_shown(
    tmp_path: Path, data_dir: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    taken = Taken(tmp_path)
    kenmerk = taken.nieuw(())
    taken.start(kenmerk, {"peildatum": "geheim van Jansen"})
    wacht_op(lambda: "fout" in taken.stand(kenmerk))
    regel = json.loads(capfd.readouterr().err.splitlines()[-1])
    assert (regel["event"], regel["level"], regel["taak"], regel["soort"]) == (
        "programmafout", "error", "inlezen", "ValueError"
    )  # fmt: skip
    assert regel["plaatsen"][-1].endswith("_lees_in")
    assert "Jansen" not in json.dumps(regel)
    assert taken.stand(kenmerk)["fout"] == (
        f"Er ging iets mis in HN dash (kenmerk {regel['kenmerk']}); er is niets veranderd. "
        "Geef dit kenmerk door aan de beheerder."
    )


def test_several_servers_start_every_task_once_and_two_at_a_time(tmp_path: Path, werker: Path) -> None:
    taken = Taken(tmp_path)
    kenmerken = [taken.nieuw(()) for _ in range(18)]
    servers = [start_server(tmp_path, werker, "0.15", kenmerken[n::3]) for n in range(3)]
    try:
        wacht_op(lambda: len(verloop(taken, "einde")) == 18)
    finally:
        for server in servers:
            maak_af(server)
    assert sorted(verloop(taken)) == sorted(kenmerken)
    bezig, meeste = 0, 0
    for regel in sorted((taken.map / "verloop").read_text().splitlines(), key=lambda regel: float(regel.split()[2])):
        bezig += 1 if regel.startswith("begin") else -1
        meeste = max(meeste, bezig)
    assert meeste == 2


def test_when_a_server_is_killed_its_tasks_go_on_and_another_takes_over_its_queue(taken: Taken, werker: Path) -> None:
    een, twee, drie, vier = kenmerken = [taken.nieuw(()) for _ in range(4)]
    server = start_server(taken.map.parent, werker, "wacht", kenmerken)
    wacht_op(lambda: len(verloop(taken)) == 2)
    maak_af(server)
    assert [taken.stand(kenmerk).get("voor") for kenmerk in kenmerken] == [None, None, 0, 1]
    laat_verder(taken, een)
    wacht_op(lambda: drie in verloop(taken))
    assert (taken.map / "verloop").read_text().splitlines()[2].startswith(f"einde {een} ")
    assert taken.stand(een) == {"kwitantie": {"van": een}}
    ander = proces_van(taken, twee)
    taken.stop(twee)  # a task of the server that is gone
    wacht_op(lambda: not ander.is_running() or ander.status() == psutil.STATUS_ZOMBIE)
    assert taken.stand(twee)["fout"] == "Het inlezen is afgebroken; er is niets veranderd."
    wacht_op(lambda: vier in verloop(taken))


def test_what_waited_when_the_last_server_stopped_begins_with_the_next_one(taken: Taken, werker: Path) -> None:
    kenmerken = [taken.nieuw(()) for _ in range(3)]
    server = start_server(taken.map.parent, werker, "0.5", kenmerken)
    wacht_op(lambda: len(verloop(taken)) == 2)
    maak_af(server)
    wacht_op(lambda: len(verloop(taken, "einde")) == 2)
    taken.zie_toe()
    wacht_op(lambda: len(verloop(taken, "einde")) == 3)
    assert sorted(verloop(taken)) == sorted(kenmerken)


@pytest.fixture
def vreemde() -> Iterator[subprocess.Popen[bytes]]:
    """A process that is no task of ours; it says back what it hears, if it still can."""
    opdracht = [sys.executable, "-c", "print(input(), end='')"]
    with subprocess.Popen(opdracht, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as proces:
        yield proces
        proces.kill()


def leeft(proces: subprocess.Popen[bytes]) -> bool:
    """Whether a process still answers, to a question that comes after any signal that it was sent."""
    return proces.communicate(b"ja\n", timeout=10)[0] == b"ja"


def test_a_task_that_ended_cannot_be_stopped_though_its_number_was_given_to_another(
    taken: Taken, vreemde: subprocess.Popen[bytes]
) -> None:
    (een,) = zet_in(taken, 1)
    proces_van(taken, een)
    laat_verder(taken, een)
    wacht_op(lambda: "kwitantie" in taken.stand(een))
    wie = read_json(taken.map / "lane-0.json")
    assert wie["taak"] == een
    write_json(
        taken.map / "lane-0.json", {**wie, "pid": vreemde.pid, "begonnen": psutil.Process(vreemde.pid).create_time()}
    )
    taken.stop(een)
    assert taken.stand(een) == {"kwitantie": {"van": een}}
    assert leeft(vreemde)


@pytest.mark.parametrize(("later", "geraakt"), [(0.0, True), (60.0, False)])
def test_a_process_is_who_it_is_by_when_it_began(
    taken: Taken, vreemde: subprocess.Popen[bytes], later: float, geraakt: bool
) -> None:
    """Whatever a lane says, and whoever holds it: another process with the same number is left alone."""
    kenmerk = taken.nieuw(())
    write_json(taken.map / kenmerk / "stand.json", {"stap": "lezen", "gedaan": 1, "totaal": 2})
    begonnen = psutil.Process(vreemde.pid).create_time() + later
    write_json(taken.map / "lane-1.json", {"taak": kenmerk, "pid": vreemde.pid, "begonnen": begonnen})
    with (taken.map / "lane-1").open("w") as lane:
        fcntl.flock(lane, fcntl.LOCK_EX)
        taken.stop(kenmerk)
        assert leeft(vreemde) != geraakt


def test_one_that_is_stopped_while_it_starts_does_nothing(tmp_path: Path) -> None:
    """The real program: what was asked of it is nonsense, so it would fail if it looked."""
    write_json(tmp_path / "opdracht.json", {})
    (tmp_path / "gestopt").touch()
    opdracht = [sys.executable, "-m", "hn_dash.worker", str(tmp_path)]
    assert subprocess.run(opdracht, cwd=WORTEL, timeout=30).returncode == 0
    assert not (tmp_path / "stand.json").exists()


def test_an_old_upload_goes_and_with_it_its_place_in_the_queue(taken: Taken) -> None:
    een, twee, drie = zet_in(taken, 3)
    lang_geleden = time.time() - module.BEWAARD - 60
    os.utime(taken.map / drie, (lang_geleden, lang_geleden))
    taken.nieuw(())
    assert not (taken.map / drie).exists()
    for kenmerk in (een, twee):
        laat_verder(taken, kenmerk)
    wacht_op(lambda: len(verloop(taken, "einde")) == 2 and not taken._eigen)
    assert sorted(verloop(taken)) == sorted([een, twee])


@pytest.fixture
def schijf_vol(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Fills the disk, as far as this process sees, and gives room again."""
    echt = module.write_json

    def vol(pad: Path, inhoud: object) -> None:
        raise OSError(errno.ENOSPC, "vol")

    return lambda is_vol: monkeypatch.setattr(module, "write_json", vol if is_vol else echt)


def test_a_task_that_a_full_disk_keeps_from_beginning_is_refused_in_a_sentence(
    taken: Taken, schijf_vol: Callable[[bool], None]
) -> None:
    kenmerk = taken.nieuw(())
    schijf_vol(True)
    with pytest.raises(InvoerFout, match="controleer de rechten en de ruimte van HN_DATA_DIR"):
        taken.start(kenmerk, {})
    schijf_vol(False)
    taken.start(kenmerk, {})
    wacht_op(lambda: verloop(taken) == [kenmerk])


def test_what_waits_while_the_disk_is_full_begins_when_there_is_room(
    taken: Taken, schijf_vol: Callable[[bool], None]
) -> None:
    een, twee, drie = zet_in(taken, 3)
    wacht_op(lambda: len(verloop(taken)) == 2)
    schijf_vol(True)
    laat_verder(taken, een)
    wacht_op(lambda: een in verloop(taken, "einde") and taken.stand(een) == {"kwitantie": {"van": een}})
    assert taken.stand(drie)["voor"] == 0
    schijf_vol(False)
    wacht_op(lambda: drie in verloop(taken))
    assert twee in verloop(taken)


def test_the_last_word_of_a_killed_task_is_said_once_though_the_disk_is_full(
    taken: Taken, schijf_vol: Callable[[bool], None]
) -> None:
    (kenmerk,) = zet_in(taken, 1)
    proces = proces_van(taken, kenmerk)
    schijf_vol(True)
    with capture_logs() as regels:
        proces.kill()
        wacht_op(lambda: "fout" in taken.stand(kenmerk))
        zin = taken.stand(kenmerk)["fout"]
        assert taken.stand(kenmerk)["fout"] == zin
    assert [regel["event"] for regel in regels].count("taak verdwenen") == 1
    schijf_vol(False)
    assert taken.stand(kenmerk)["fout"] == zin
    assert read_json(taken.map / kenmerk / "stand.json")["fout"] == zin


def test_the_overseer_outlives_a_disk_on_which_no_lane_can_be_made_and_says_so_once(
    taken: Taken, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt, keer = module.os.open, iter(range(1_000))

    def vol(pad: str | Path, *rest: int, **meer: int) -> int:
        if Path(pad).name.startswith("lane-") and next(keer) < 5:
            raise OSError(errno.ENOSPC, "vol")
        return echt(pad, *rest, **meer)

    monkeypatch.setattr(module.os, "open", vol)
    with capture_logs() as regels:
        (kenmerk,) = zet_in(taken, 1)
        wacht_op(lambda: kenmerk in verloop(taken))
    assert [regel["event"] for regel in regels] == ["taken kunnen nog niet verder"]
    assert next(keer) >= 6
