"""A PostgreSQL server of our own on loopback, from the system's packages; none where they are not installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.server import vrije_poort

PROGRAMMAS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
ONTBREEKT = "PostgreSQL is not installed here (Debian: apt-get install postgresql): its tests were not run"


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database; the server stops afterwards."""
    bin_ = PROGRAMMAS[-1].parent
    with TemporaryDirectory(prefix="hn-dash-pg-") as map_:
        data, poort = Path(map_) / "data", vrije_poort()
        wie = _eigenaar(Path(map_))
        _draai(wie, bin_ / "initdb", "-D", data, "-A", "trust", "-U", "hn", "-E", "UTF8", "--no-sync")
        opties = f"-p {poort} -k {map_} -c listen_addresses=127.0.0.1 -c fsync=off"
        _draai(wie, bin_ / "pg_ctl", "-D", data, "-o", opties, "-l", Path(map_) / "log", "-w", "start")
        try:
            yield f"postgresql://hn@127.0.0.1:{poort}/postgres"
        finally:
            _draai(wie, bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _eigenaar(map_: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then the folder and the processes are of the user that its package made."""
    if os.getuid() != 0:
        return []
    gebruiker = pwd.getpwnam("postgres")
    os.chown(map_, gebruiker.pw_uid, gebruiker.pw_gid)
    return [shutil.which("runuser") or "runuser", "-u", "postgres", "--"]


def _draai(wie: list[str], *deel: object) -> None:
    subprocess.run([*wie, *map(str, deel)], check=True, stdout=subprocess.DEVNULL, cwd="/")
