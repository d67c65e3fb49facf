"""Servers in their own process on a free port of this machine, always stopped afterwards."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

HOST = "127.0.0.1"
WORTEL = Path(__file__).parents[2]
WACHTTIJD = 60.0
HN_DASH = ("app.py",)


def peer(naam: str) -> tuple[str, ...]:
    """How a peer is started."""
    return "-m", "hn_dash.bench.peers", naam


@contextmanager
def draaiend(opdracht: Sequence[str], pad: str = "/") -> Iterator[str]:
    """The address of a server started with `opdracht`, from the moment that it answers on `pad`."""
    poort = _vrije_poort()
    adres = f"http://{HOST}:{poort}"
    with tempfile.TemporaryFile() as uitvoer, tempfile.TemporaryDirectory() as data:
        env = {**os.environ, "HN_HOST": HOST, "HN_PORT": str(poort), "HN_DEBUG": "0"}
        env |= {"HN_DATA_DIR": data, "HN_DATABASE_URL": ""}
        proces = subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, *opdracht], cwd=WORTEL, env=env, stdout=uitvoer, stderr=uitvoer
        )
        try:
            _wacht(poort, adres + pad, proces, uitvoer)
            yield adres
        finally:
            proces.terminate()
            proces.wait(timeout=10)


def _vrije_poort() -> int:
    with socket.socket() as contact:
        contact.bind((HOST, 0))
        return int(contact.getsockname()[1])


def _wacht(poort: int, adres: str, proces: subprocess.Popen[bytes], uitvoer: IO[bytes]) -> None:
    einde = time.monotonic() + WACHTTIJD
    while time.monotonic() < einde:
        if proces.poll() is not None:
            uitvoer.seek(0)
            raise RuntimeError(f"{proces.args!r} stopped: {uitvoer.read().decode(errors='replace')}")
        try:
            socket.create_connection((HOST, poort), timeout=1).close()
            with urlopen(adres, timeout=5):  # noqa: S310  # our own server
                return
        except (URLError, OSError):
            time.sleep(0.01)
    raise RuntimeError(f"{proces.args!r} did not answer within {WACHTTIJD:.0f} s")
