"""The fence from our side: a process that starts a child with limits for every spreadsheet."""

from __future__ import annotations

import atexit
import importlib.util
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock

GEHEUGEN, TIJD = 512 << 20, 20
"""Bytes and seconds that a child gets."""
KIND = Path(__file__).with_name("rekenblad_kind.py")
WORTEL = Path(__file__).resolve().parents[3]


class Hek:
    """A process that starts a child with limits for every question; it ends when this object is closed, or we are."""

    def __init__(self) -> None:
        self._maat = (KIND, GEHEUGEN, TIJD)
        self._lijn, hun = socket.socketpair()
        with hun:
            self._proces = subprocess.Popen(  # noqa: S603  # our own program, and no word of a file
                [sys.executable, "-I", "-S", str(KIND), _bibliotheek(), str(WORTEL), str(GEHEUGEN), str(TIJD)],
                stdin=hun.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                process_group=0,
            )

    def past(self) -> bool:
        """Whether it is there, with the limits of now."""
        return self._proces.poll() is None and self._maat == (KIND, GEHEUGEN, TIJD)

    def vraag(self, vraag: bytes, uit: int) -> int:
        """How the child for a question ended, which has written its answer to `uit`; 0 is well."""
        self._lijn.settimeout(TIJD)
        uitgang = b""
        with suppress(ConnectionError):
            socket.send_fds(self._lijn, [len(vraag).to_bytes(8, "big")], [uit])
            self._lijn.sendall(vraag)
            uitgang = self._lijn.recv(4)
        return int.from_bytes(uitgang, "big", signed=True) if uitgang else self._proces.wait(TIJD)

    def sluit(self) -> None:
        """End it, and the child that it may have."""
        with self._lijn, self._proces:
            if self._proces.returncode is None:
                os.killpg(self._proces.pid, signal.SIGKILL)


class Hekken:
    """At most one waits, so that only the first spreadsheet of a process waits for Python to start."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._vrij: Hek | None = None

    def vraag(self, vraag: bytes, uit: int) -> int:
        """How the child for a question ended; whoever asks while another does gets a process of its own."""
        hek = self._neem()
        try:
            uitgang = hek.vraag(vraag, uit)
        except (TimeoutError, subprocess.TimeoutExpired):
            hek.sluit()
            return -signal.SIGXCPU
        except BaseException:
            hek.sluit()
            raise
        self._geef_terug(hek)
        return uitgang

    def _neem(self) -> Hek:
        with self._lock:
            hek, self._vrij = self._vrij, None
        if hek and not hek.past():
            hek.sluit()
            hek = None
        return hek or Hek()

    def _geef_terug(self, hek: Hek) -> None:
        with self._lock:
            if self._vrij is None and hek.past():
                self._vrij = hek
                return
        hek.sluit()

    def sluit(self) -> None:
        """End the one that waits."""
        with self._lock:
            if self._vrij:
                self._vrij.sluit()
                self._vrij = None


def _bibliotheek() -> str:
    """Where python_calamine is installed, so that the child need not look."""
    gevonden = importlib.util.find_spec("python_calamine")
    if gevonden is None or gevonden.origin is None:
        raise ModuleNotFoundError("python_calamine is not installed", name="python_calamine")
    return str(Path(gevonden.origin).parents[1])


HEKKEN = Hekken()
atexit.register(HEKKEN.sluit)
