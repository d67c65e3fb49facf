"""Breaking the lines one after the other, on copies of the tree, and looking which test notices."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from tests.mutanten.mutant import Mutant
from tests.support.boom import kopie

KERNEN = 2
GEDULD = 240
"""Seconds that one run of tests may take; what takes longer was not caught."""
_GEVALLEN = re.compile(r"^(?:FAILED|ERROR) ([^\s\[]+::[^\s\[]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What became of a break.

    Parameters
    ----------
    door : the test that noticed it; empty when none did
    waarom : what stood in the way of a verdict
    """

    mutant: Mutant
    door: str
    seconden: float
    waarom: str = ""


def loop(mutanten: Sequence[Mutant], meld: Callable[[Uitslag], None]) -> list[Uitslag]:
    """Try every break, a few at a time; in the order of the list."""
    with bomen(KERNEN) as vrij, ThreadPoolExecutor(KERNEN) as werkers:

        def beproef(mutant: Mutant) -> Uitslag:
            boom = vrij.get()
            try:
                uitslag = _beproef(mutant, boom)
            finally:
                vrij.put(boom)
            meld(uitslag)
            return uitslag

        uitslagen = list(werkers.map(beproef, mutanten))
        return [*uitslagen, *_valse(uitslagen, vrij.get())]


@contextmanager
def bomen(aantal: int) -> Iterator[SimpleQueue[Path]]:
    """Copies of the tree, to break and mend."""
    with TemporaryDirectory(prefix="hn-dash-mutanten-") as map_:
        vrij: SimpleQueue[Path] = SimpleQueue()
        for nummer in range(aantal):
            vrij.put(kopie(Path(map_) / str(nummer)))
        yield vrij


def _beproef(mutant: Mutant, boom: Path) -> Uitslag:
    begin = time.monotonic()
    with mutant.gemaakt(boom):
        for proeven in mutant.proeven(boom):
            door, waarom = _draai(boom, proeven)
            if door or waarom:
                return Uitslag(mutant, door, time.monotonic() - begin, waarom)
    return Uitslag(mutant, "", time.monotonic() - begin, "no test notices")


def _draai(boom: Path, proeven: Sequence[str]) -> tuple[str, str]:
    """The first test that fails, and what stands in the way of knowing."""
    keuze = [] if proeven == ("tests/scripts",) else ["-m", "not browser and not postgresql"]
    opdracht = [sys.executable, "-m", "pytest", "-x", "--tb=no", "-p", "no:cacheprovider", *keuze, *proeven]
    try:
        proces = subprocess.run(opdracht, cwd=boom, capture_output=True, text=True, timeout=GEDULD, check=False)
    except subprocess.TimeoutExpired:
        return "", f"no verdict within {GEDULD} s"
    gevallen = _GEVALLEN.search(proces.stdout)
    if proces.returncode == 1 and gevallen:
        return gevallen[1], ""
    if proces.returncode in (0, 5):  # all passed, or none was chosen
        return "", ""
    return "", f"pytest stopped with {proces.returncode}: {(proces.stdout + proces.stderr).strip()[-300:]}"


def _valse(uitslagen: Sequence[Uitslag], boom: Path) -> list[Uitslag]:
    """The breaks whose test does not pass on the tree as it is either, and so noticed nothing."""
    vals: list[Uitslag] = []
    te_doen = sorted({uitslag.door for uitslag in uitslagen if uitslag.door})
    while te_doen:
        door, waarom = _draai(boom, te_doen)
        if waarom:
            raise RuntimeError(waarom)
        if not door:
            break
        te_doen.remove(door)
        vals += [Uitslag(u.mutant, "", 0, f"{door} fails without it too") for u in uitslagen if u.door == door]
    return vals
