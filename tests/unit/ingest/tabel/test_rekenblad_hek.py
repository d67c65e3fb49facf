"""The fence around spreadsheets: a fresh process with limits for each, and nothing left when we are gone."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from hn_dash.ingest.tabel import rekenblad_hek
from hn_dash.ingest.tabel.bestand import open_bestand
from hn_dash.ingest.tabel.rekenblad_hek import Hek, Hekken
from tests.support.bestanden import xlsx
from tests.support.server import WORTEL
from tests.support.wachten import tot

KIND = (WORTEL / "hn_dash/ingest/tabel/rekenblad_kind.py").read_text(encoding="utf-8")
VERTEL_IN = "from vertel import"
VERTEL = """
def beantwoord(vraag, uit):
    import os, resource, sys
    if vraag == b"stuk":
        os.abort()
    if vraag == b"veel":
        bytearray(1 << 40)
    if vraag == b"draait":
        while True:
            pass
    namen = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_CORE")
    grenzen = [resource.getrlimit(getattr(resource, naam)) for naam in namen]
    os.write(uit, repr((os.getpid(), os.getppid(), grenzen, sorted(os.listdir("/proc/self/fd")))).encode())
"""
"""A child that tells what it is, or fails as it is asked to."""


@pytest.fixture
def hekken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Fences around children that do what they are told."""
    (tmp_path / "kind.py").write_text(KIND.replace("from hn_dash.ingest.tabel.rekenblad_binnen import", VERTEL_IN))
    (tmp_path / "vertel.py").write_text(VERTEL)
    monkeypatch.setattr(rekenblad_hek, "KIND", tmp_path / "kind.py")
    monkeypatch.setattr(rekenblad_hek, "WORTEL", tmp_path)
    uit = Hekken()
    yield uit
    uit.sluit()


def kinderen() -> set[psutil.Process]:
    return set(psutil.Process().children(recursive=True))


def vraag(hekken: Hekken, wat: bytes = b"") -> tuple[int, tuple]:
    with tempfile.TemporaryFile() as uit:
        uitgang = hekken.vraag(wat, uit.fileno())
        uit.seek(0)
        return uitgang, eval(uit.read() or b"()")  # noqa: S307  # our own child


def test_every_question_has_a_fresh_child_with_limits(hekken: Hekken) -> None:
    (eerst, een), (daarna, twee) = vraag(hekken), vraag(hekken)
    assert (eerst, daarna) == (0, 0)
    assert een[0] != twee[0]
    assert een[1] == twee[1] != os.getpid()
    assert een[2] == [(512 << 20, 512 << 20), (20, 20), (0, 0)]
    assert len(een[3]) == 4  # nothing of ours: the null device twice, the answer, and the folder that is listed


@pytest.mark.parametrize(("wat", "uitgang"), [(b"stuk", -6), (b"veel", 1)])
def test_a_child_that_fails_takes_nobody_along(hekken: Hekken, wat: bytes, uitgang: int) -> None:
    _, (_, moeder, *_) = vraag(hekken)
    assert vraag(hekken, wat) == (uitgang, ())
    assert vraag(hekken)[1][1] == moeder


def test_a_child_that_never_ends_is_ended(hekken: Hekken, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rekenblad_hek, "TIJD", 1)
    begin, voor = time.monotonic(), kinderen()
    assert vraag(hekken, b"draait")[0] < 0
    assert time.monotonic() - begin < 10
    assert kinderen() == voor
    assert vraag(hekken)[0] == 0


def test_a_fence_that_is_gone_is_made_again(hekken: Hekken) -> None:
    _, (_, moeder, *_) = vraag(hekken)
    psutil.Process(moeder).kill()
    psutil.Process(moeder).wait(10)
    uitgang, (_, ander, *_) = vraag(hekken)
    assert (uitgang, ander != moeder) == (0, True)


def test_who_asks_at_the_same_time_waits_for_nobody(hekken: Hekken) -> None:
    voor = kinderen()
    with ThreadPoolExecutor(4) as draden:
        uit = list(draden.map(lambda _: vraag(hekken), range(12)))
    assert [uitgang for uitgang, _ in uit] == [0] * 12
    assert len({kind for _, (kind, *_) in uit}) == 12
    assert len(kinderen() - voor) == 1


def test_nothing_is_open_or_alive_when_it_is_closed(hekken: Hekken) -> None:
    voor = psutil.Process().num_fds(), kinderen()
    vraag(hekken)
    hekken.sluit()
    assert (psutil.Process().num_fds(), kinderen()) == voor


def test_it_ends_with_us_however_we_end(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(xlsx())
    programma = (
        "import sys, psutil, time; from pathlib import Path\n"
        "from hn_dash.ingest.tabel.bestand import open_bestand\n"
        "open_bestand(Path(sys.argv[1]), 't')\n"
        "print(*(kind.pid for kind in psutil.Process().children()), flush=True)\n"
        "time.sleep(60)\n"
    )
    opdracht = [sys.executable, "-c", programma, str(tmp_path / "t.xlsx")]
    with subprocess.Popen(opdracht, cwd=WORTEL, stdout=subprocess.PIPE) as proces:
        assert proces.stdout
        (moeder,) = map(psutil.Process, map(int, proces.stdout.readline().split()))
        proces.kill()
    tot(lambda: not moeder.is_running() or moeder.status() == psutil.STATUS_ZOMBIE, "it has ended too")


def test_a_file_read_without_a_fence_that_waits_is_read_all_the_same(tmp_path: Path) -> None:
    rekenblad_hek.HEKKEN.sluit()
    (tmp_path / "t.xlsx").write_bytes(xlsx())
    assert [rij for _, rij in open_bestand(tmp_path / "t.xlsx", "t").rijen()] == [["0344", 12], ["0363", 7]]
    assert isinstance(rekenblad_hek.HEKKEN._vrij, Hek)
