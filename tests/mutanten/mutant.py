"""A break of one line: how it is made, and which tests should notice it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path

ALLES = ("tests/unit", "tests/spec", "tests/golden", "tests/app", "tests/test_architectuur.py")
"""The tests without a browser."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A line that was broken.

    Parameters
    ----------
    bestand : the file, from the root of the tree
    van, naar : the text that is replaced, which occurs once, and what replaces it
    breekt : what no longer holds, in words
    """

    bestand: str
    van: str
    naar: str
    breekt: str

    def bezwaar(self, wortel: Path) -> str:
        """Why this break cannot be made in a tree; empty when it can."""
        pad = wortel / self.bestand
        if not pad.is_file():
            return f"{self.bestand} is not there"
        inhoud = pad.read_text(encoding="utf-8")
        if (aantal := inhoud.count(self.van)) != 1:
            return f"{self.bestand} has this text {aantal} times: {self.van!r}"
        if pad.suffix == ".py":
            try:
                compile(inhoud.replace(self.van, self.naar), self.bestand, "exec", dont_inherit=True)
            except SyntaxError as fout:
                return f"{self.bestand} cannot be read any more: {fout}"
        return ""

    @contextmanager
    def gemaakt(self, wortel: Path) -> Iterator[None]:
        """Break the line in a tree, and mend it afterwards."""
        pad = wortel / self.bestand
        heel = pad.read_text(encoding="utf-8")
        try:
            _schrijf(pad, heel.replace(self.van, self.naar))
            yield
        finally:
            _schrijf(pad, heel)

    def proeven(self, wortel: Path) -> list[tuple[str, ...]]:
        """The tests beside the file, then those of its room, and then the others; a script has those of scripts."""
        if not self.bestand.startswith("hn_dash/"):
            return [("tests/scripts",)]
        kamer = Path(self.bestand).parent.relative_to("hn_dash")
        nabij = Path("tests/unit") / kamer
        while not any((wortel / nabij).rglob("test_*.py")):
            nabij = nabij.parent
        eerst = [nabij.as_posix(), *(["tests/app"] if kamer == Path("web") else [])]
        ronden = [tuple(eerst)]
        if len(nabij.parts) > 3:
            ronden.append((nabij.parent.as_posix(), f"--ignore={nabij.as_posix()}"))
            eerst.append(nabij.parent.as_posix())
        return [*ronden, (*ALLES, *(f"--ignore={map_}" for map_ in eerst))]


def _schrijf(pad: Path, inhoud: str) -> None:
    """Write a file, and see that no older compiled form of it is taken instead."""
    pad.write_text(inhoud, encoding="utf-8")
    if pad.suffix == ".py":
        Path(cache_from_source(str(pad))).unlink(missing_ok=True)
