"""Long work beside the server: reading in a file, or a thorough proposal, in a process that can be watched and stopped.

A task is a folder in HN_DATA_DIR/werk: the uploaded file, what was asked, and how far it is. It needs no database, so
that writing progress never waits for the transaction it reports on, and any process can look at it.

A task waits as a file in `queue`, and runs while its process holds the lock of a lane. The kernel gives a lock back
when the last process that has it is gone, however that went; so no record of ours can say that a dead task lives, and
no two servers can start more than there are lanes.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import psutil
import structlog

from hn_dash.errors import InvoerFout

BEWAARD = 24 * 3600
"""Seconds after which an upload is thrown away."""
MAX_UPLOAD = 100 * 1024 * 1024
TE_GROOT = f"Het bestand is groter dan {MAX_UPLOAD // 1024**2} MB; haal kolommen weg die niet nodig zijn."
EXACT = 60
"""Seconds that a thorough proposal may take."""
TUSSENPOOS = 0.2
"""Seconds between two reports of progress, and between two looks at what ended."""
WERKER = ("-m", "hn_dash.worker")
LANES = 2
"""Tasks at the same time, over all servers on one HN_DATA_DIR."""
MARGE = 2.0
"""Seconds that two readings of when a process began may differ, because the clock was set."""
AFGEBROKEN = {
    "inlezen": "Het inlezen is afgebroken; er is niets veranderd.",
    "voorstel": "Het zoeken is afgebroken; er is niets veranderd.",
}
_KENMERK = re.compile(r"[0-9a-f]{32}")

log = structlog.get_logger("hn_dash")


class Taken:
    """The tasks of an HN_DATA_DIR."""

    def __init__(self, data_dir: Path) -> None:
        self.map = data_dir / "werk"
        self._queue = self.map / "queue"
        self._eigen: dict[str, subprocess.Popen[bytes]] = {}
        self._lock = Lock()
        self._opzichter: Thread | None = None
        self._laatste: dict[str, dict[str, Any]] = {}
        self._vol = False

    def nieuw(self, delen: Iterable[bytes]) -> str:
        """Keep an upload; `InvoerFout` when it is too large or cannot be written. Gives its mark."""
        self._ruim_op()
        kenmerk = secrets.token_hex(16)
        map_ = self.map / kenmerk
        grootte = 0
        try:
            map_.mkdir(parents=True)
            with (map_ / "invoer").open("wb") as bestand:
                for deel in delen:
                    grootte += len(deel)
                    if grootte > MAX_UPLOAD:
                        break
                    bestand.write(deel)
        except OSError as fout:
            shutil.rmtree(map_, ignore_errors=True)
            zin = "Het bestand is niet te bewaren; controleer de rechten en de ruimte van HN_DATA_DIR."
            raise InvoerFout(zin) from fout
        if grootte > MAX_UPLOAD:
            shutil.rmtree(map_)
            raise InvoerFout(TE_GROOT)
        return kenmerk

    def gooi_weg(self, kenmerk: str) -> None:
        """Keep an upload no longer that was never asked for."""
        shutil.rmtree(self.invoer(kenmerk).parent, ignore_errors=True)

    def invoer(self, kenmerk: str) -> Path:
        """The uploaded file; `InvoerFout` when it is not there any more."""
        pad = self.map / kenmerk / "invoer"
        if not _KENMERK.fullmatch(kenmerk) or not pad.is_file():
            raise InvoerFout("Dit bestand is er niet meer; kies het opnieuw.")
        return pad

    def start(self, kenmerk: str, opdracht: dict[str, Any], werk: str = "inlezen") -> None:
        """Let it work as soon as a lane is free, in a process of its own; one that waits or runs already goes on.

        Parameters
        ----------
        werk : inlezen, or voorstel: a thorough one
        """
        map_ = self.invoer(kenmerk).parent
        with self._lock:
            if kenmerk in self._wachtend() or self._lane(kenmerk):
                return
            try:
                self._zet_klaar(map_, opdracht | {"werk": werk})
            except OSError as fout:
                zin = "Dit kan niet beginnen; controleer de rechten en de ruimte van HN_DATA_DIR."
                raise InvoerFout(zin) from fout
        self.zie_toe()

    def _zet_klaar(self, map_: Path, opdracht: dict[str, Any]) -> None:
        (map_ / "gestopt").unlink(missing_ok=True)
        write_json(map_ / "opdracht.json", opdracht)
        write_json(map_ / "stand.json", {"stap": "begint", "gedaan": 0, "totaal": 0})
        self._queue.mkdir(exist_ok=True)
        (self._queue / map_.name).touch()
        os.utime(self._queue / map_.name, ns=(time.time_ns(),) * 2)  # finer than the clock of the file system

    def stand(self, kenmerk: str) -> dict[str, Any]:
        """How far a task is: stap, gedaan, totaal; and in the end `kwitantie`, or `fout` with `bevindingen`.

        One that waits says with `voor` how many go before it. A proposal has the best one so far as `voorstel` all the
        while, and in the end `klaar`.
        """
        map_ = self.invoer(kenmerk).parent
        with self._lock:
            stand = read_json(map_ / "stand.json")
            wachtend = self._wachtend()
            if kenmerk not in wachtend and stand and not _klaar(stand) and not self._lane(kenmerk):
                stand = self._rond_af(kenmerk)
        if kenmerk not in wachtend:
            return stand or {"stap": "wacht", "gedaan": 0, "totaal": 0}
        self.zie_toe()
        return {"stap": "wacht", "gedaan": 0, "totaal": 0, "voor": wachtend.index(kenmerk)}

    def stop(self, kenmerk: str) -> None:
        """Break off a task that waits or runs; what it was writing is undone."""
        map_ = self.invoer(kenmerk).parent
        gestopt = map_ / "gestopt"
        with self._lock:
            if _klaar(read_json(map_ / "stand.json")):
                return
            with suppress(FileNotFoundError):
                (self._queue / kenmerk).unlink()
                gestopt.touch()
            if wie := self._lane(kenmerk):
                gestopt.touch()  # one that only just starts looks for it
                with suppress(psutil.NoSuchProcess):
                    if proces := _proces(wie):
                        proces.terminate()

    def zie_toe(self) -> None:
        """Start what waits and see off what ended, in a thread of its own that lasts as long as there is either."""
        with self._lock:
            if self._opzichter is None:
                self._opzichter = Thread(target=self._blijf_toezien, daemon=True)
                self._opzichter.start()

    def _blijf_toezien(self) -> None:
        while self._zie_rond():
            time.sleep(TUSSENPOOS)

    def _zie_rond(self) -> bool:
        """Do what can be done now; False when the overseer may go, which is settled before anybody else may look."""
        with self._lock:
            bezig = False
            try:
                for kenmerk in [kenmerk for kenmerk, proces in self._eigen.items() if proces.poll() is not None]:
                    self._rond_af(kenmerk)
                bezig = True
                self._begin()
                bezig = bool(self._eigen or self._wachtend())
                self._vol = False
            except OSError as fout:  # a full disk: what waits stays in the queue, and is tried again
                if not self._vol:
                    log.warning("taken kunnen nog niet verder", soort=type(fout).__name__, nummer=fout.errno)
                self._vol = True
            finally:
                self._opzichter = self._opzichter if bezig else None
            return bezig

    def _wachtend(self) -> list[str]:
        """The tasks that wait, the next one first."""
        sinds = {}
        for pad in self._queue.iterdir() if self._queue.is_dir() else ():
            with suppress(FileNotFoundError):
                sinds[pad.name] = pad.stat().st_mtime_ns
        return sorted(sinds, key=lambda kenmerk: (sinds[kenmerk], kenmerk))

    def _begin(self) -> None:
        """Start the first of those that wait in every lane that is free."""
        for kenmerk in self._wachtend():
            lane = next((gepakt for n in range(LANES) if (gepakt := self._pak(n))), None)
            if lane is None:
                return
            try:
                self._neem(kenmerk, *lane)
            finally:
                os.close(lane[1])  # the process of the task has it too

    def _neem(self, kenmerk: str, nummer: int, slot: int) -> None:
        """Start a task in a lane that is ours, unless another server was first."""
        write_json(self._wie(nummer), {"taak": kenmerk})  # before it leaves the queue, so that it is always somewhere
        try:
            (self._queue / kenmerk).unlink()  # of all who try, one succeeds
        except FileNotFoundError:
            return
        try:
            proces = self._eigen[kenmerk] = subprocess.Popen(  # noqa: S603  # our own program on our own folder
                [sys.executable, *WERKER, str(self.map / kenmerk)],
                cwd=Path(__file__).resolve().parents[2],
                pass_fds=(slot,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        except OSError:
            self._rond_af(kenmerk)
            return
        begonnen = psutil.Process(proces.pid).create_time()  # a zombie has one too, and only we can see it off
        write_json(self._wie(nummer), {"taak": kenmerk, "pid": proces.pid, "begonnen": begonnen})

    def _wie(self, nummer: int) -> Path:
        return self.map / f"lane-{nummer}.json"

    def _pak(self, nummer: int, soort: int = fcntl.LOCK_EX) -> tuple[int, int] | None:
        """A lane with its lock as a descriptor; None when it is taken."""
        slot = os.open(self.map / f"lane-{nummer}", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(slot, soort | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(slot)
            return None
        return nummer, slot

    def _lane(self, kenmerk: str) -> dict[str, Any]:
        """The process of a task that runs, started here or by another server; nothing when it does not."""
        for nummer in range(LANES):
            wie = read_json(self._wie(nummer))
            if wie.get("taak") != kenmerk:
                continue
            vrij = self._pak(nummer, fcntl.LOCK_SH)
            if vrij is None:
                return wie
            os.close(vrij[1])
        return {}

    def _rond_af(self, kenmerk: str) -> dict[str, Any]:
        """See off a task whose process is gone: no zombie stays, and one that left no last word gets one.

        Gives its last word, which is kept here as long as it cannot be written.
        """
        map_ = self.map / kenmerk
        proces = self._eigen.pop(kenmerk, None)
        uitgang = proces.wait() if proces else None
        stand, werk = read_json(map_ / "stand.json"), read_json(map_ / "opdracht.json").get("werk", "")
        if _klaar(stand) or not map_.is_dir():
            return stand
        if einde := self._laatste.get(kenmerk):
            return self._schrijf_laatste(map_, einde)
        zin = AFGEBROKEN.get(werk, AFGEBROKEN["inlezen"])
        if not (map_ / "gestopt").exists():
            melding = secrets.token_hex(4)
            log.error("taak verdwenen", kenmerk=melding, werk=werk, uitgang=uitgang)
            zin = f"{zin} Geef kenmerk {melding} door aan de beheerder."
        einde = {**stand, "klaar": "gestopt"} if "voorstel" in stand else {"fout": zin, "bevindingen": []}
        return self._schrijf_laatste(map_, einde)

    def _schrijf_laatste(self, map_: Path, einde: dict[str, Any]) -> dict[str, Any]:
        try:
            write_json(map_ / "stand.json", einde)
            self._laatste.pop(map_.name, None)
        except OSError:
            self._laatste[map_.name] = einde
        return einde

    def _ruim_op(self) -> None:
        for map_ in self.map.glob("*") if self.map.is_dir() else ():
            if _KENMERK.fullmatch(map_.name) and time.time() - map_.stat().st_mtime > BEWAARD:
                (self._queue / map_.name).unlink(missing_ok=True)
                shutil.rmtree(map_, ignore_errors=True)


def write_json(pad: Path, inhoud: dict[str, Any]) -> None:
    """Write JSON so that a reader sees the old or the new, never half of it."""
    tijdelijk = pad.with_suffix(".nieuw")
    try:
        tijdelijk.write_text(json.dumps(inhoud, ensure_ascii=False, default=str), encoding="utf-8")
        tijdelijk.replace(pad)
    except OSError:
        tijdelijk.unlink(missing_ok=True)
        raise


def read_json(pad: Path) -> dict[str, Any]:
    """What `write_json` wrote; empty when it is not there."""
    try:
        inhoud: dict[str, Any] = json.loads(pad.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return inhoud


def _proces(wie: dict[str, Any]) -> psutil.Process | None:
    """The process that was written down, and never another one that got its number."""
    try:
        proces = psutil.Process(wie["pid"])
        return proces if abs(proces.create_time() - wie["begonnen"]) < MARGE else None
    except (KeyError, psutil.NoSuchProcess):
        return None


def _klaar(stand: dict[str, Any]) -> bool:
    return not stand.keys().isdisjoint(("kwitantie", "klaar", "fout"))
