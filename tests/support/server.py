"""The real thing on a free port: `python app.py` in its own process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.support.wachten import tot

WORTEL = Path(__file__).parents[2]


def vrije_poort() -> int:
    """A port nobody listens on."""
    with socket.socket() as contact:
        contact.bind(("127.0.0.1", 0))
        return int(contact.getsockname()[1])


@contextmanager
def draaiend(omgeving: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a started dashboard; stopped afterwards."""
    poort = vrije_poort()
    env = {**os.environ, "HN_PORT": str(poort), **(omgeving or {})}
    proces = subprocess.Popen(
        [sys.executable, "app.py"], cwd=WORTEL, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    adres = f"http://127.0.0.1:{poort}"
    try:
        _wacht(adres, proces)
        yield adres
    finally:
        proces.terminate()
        proces.communicate(timeout=10)


def _wacht(adres: str, proces: subprocess.Popen[bytes]) -> None:
    def luistert() -> bool:
        if proces.poll() is not None:
            raise RuntimeError(f"app.py stopped: {proces.communicate()[1].decode()}")
        try:
            with urlopen(f"{adres}/health", timeout=2):
                return True
        except (URLError, OSError):
            return False

    tot(luistert, "app.py listens", 60)
