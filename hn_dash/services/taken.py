"""Long work beside the server: reading in a file, or a thorough proposal, in a process that can be watched and stopped.

A task is a folder in HN_DATA_DIR/werk: the uploaded file, what was asked, and how far it is. It needs no database, so
that writing progress never waits for the transaction it reports on, and any process can look at it.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hn_dash.errors import InvoerFout

BEWAARD = 24 * 3600
"""Seconds after which an upload is thrown away."""
MAX_UPLOAD = 100 * 1024 * 1024
EXACT = 60
"""Seconds that a thorough proposal may take."""
TUSSENPOOS = 0.2
"""Seconds between two reports of progress."""
_KENMERK = re.compile(r"[0-9a-f]{32}")


class Taken:
    """The tasks of an HN_DATA_DIR."""

    def __init__(self, data_dir: Path) -> None:
        self.map = data_dir / "werk"
        self._eigen: dict[str, subprocess.Popen[bytes]] = {}

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
            raise InvoerFout(
                f"Het bestand is groter dan {MAX_UPLOAD // 1024**2} MB; splits het, of bewaar het als CSV."
            )
        return kenmerk

    def invoer(self, kenmerk: str) -> Path:
        """The uploaded file; `InvoerFout` when it is not there any more."""
        pad = self.map / kenmerk / "invoer"
        if not _KENMERK.fullmatch(kenmerk) or not pad.is_file():
            raise InvoerFout("Dit bestand is er niet meer; kies het opnieuw.")
        return pad

    def start(self, kenmerk: str, opdracht: dict[str, Any], werk: str = "inlezen") -> None:
        """Begin to work, in a process of its own.

        Parameters
        ----------
        werk : inlezen, or voorstel: a thorough one
        """
        map_ = self.invoer(kenmerk).parent
        schrijf(map_ / "opdracht.json", opdracht | {"werk": werk})
        schrijf(map_ / "stand.json", {"stap": "begint", "gedaan": 0, "totaal": 0})
        proces = self._eigen[kenmerk] = subprocess.Popen(  # noqa: S603  # our own program on our own folder
            [sys.executable, "-m", "hn_dash.worker", str(map_)],
            cwd=Path(__file__).resolve().parents[2],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        (map_ / "pid").write_text(str(proces.pid), encoding="ascii")

    def stand(self, kenmerk: str) -> dict[str, Any]:
        """How far a task is: stap, gedaan, totaal; and in the end `kwitantie`, or `fout` with `bevindingen`.

        A proposal has the best one so far as `voorstel` all the while, and in the end `klaar`.
        """
        map_ = self.invoer(kenmerk).parent
        stand = lees(map_ / "stand.json")
        if not stand:
            return {"stap": "wacht", "gedaan": 0, "totaal": 0}
        if not _klaar(stand) and not self._leeft(kenmerk):
            stand = lees(map_ / "stand.json")
            if not _klaar(stand):
                fout = "Het inlezen is afgebroken; er is niets veranderd."
                return {"klaar": "gestopt", **stand} if "voorstel" in stand else {"fout": fout, "bevindingen": []}
        if _klaar(stand) and (proces := self._eigen.pop(kenmerk, None)):
            proces.wait(timeout=10)  # it has written its last word
        return stand

    def stop(self, kenmerk: str) -> None:
        """Break off a task; what it was writing is undone."""
        pid = _pid(self.invoer(kenmerk).parent / "pid")
        if pid:
            try:
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                return

    def _leeft(self, kenmerk: str) -> bool:
        """Whether the process of a task still runs, started here or by another worker."""
        if proces := self._eigen.get(kenmerk):
            if proces.poll() is None:
                return True
            del self._eigen[kenmerk]
            return False
        pid = _pid(self.map / kenmerk / "pid")
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, PermissionError):
            return False
        return pid > 0

    def _ruim_op(self) -> None:
        for map_ in self.map.glob("*") if self.map.is_dir() else ():
            if _KENMERK.fullmatch(map_.name) and time.time() - map_.stat().st_mtime > BEWAARD:
                shutil.rmtree(map_, ignore_errors=True)


def schrijf(pad: Path, inhoud: dict[str, Any]) -> None:
    """Write JSON so that a reader sees the old or the new, never half of it."""
    tijdelijk = pad.with_suffix(".nieuw")
    tijdelijk.write_text(json.dumps(inhoud, ensure_ascii=False, default=str), encoding="utf-8")
    tijdelijk.replace(pad)


def lees(pad: Path) -> dict[str, Any]:
    try:
        inhoud: dict[str, Any] = json.loads(pad.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return inhoud


def _pid(pad: Path) -> int:
    try:
        return int(pad.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def _klaar(stand: dict[str, Any]) -> bool:
    return not stand.keys().isdisjoint(("kwitantie", "klaar", "fout"))
