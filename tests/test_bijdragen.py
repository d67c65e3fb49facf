"""The examples of CONTRIBUTING.md are true: in a copy of the tree what they add is there, and nothing else breaks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.boom import kopie
from tests.support.server import WORTEL

BLOK = re.compile(r"^```(python|diff) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOKKEN = BLOK.findall((WORTEL / "CONTRIBUTING.md").read_text(encoding="utf-8"))
OOK = (
    "tests/test_architectuur.py",
    "tests/test_begrippen.py",
    "tests/test_documenten.py",
    "tests/unit/domain/test_maten.py",
    "tests/unit/pages/test_methode.py",
    "tests/unit/pages/test_shell.py",
    "tests/golden",
    "tests/unit/views/kaart/aanzien",
    "tests/unit/cli/test_cli.py::test_the_shell_names_every_view_and_knows_no_other",
)
"""What keeps the lists that an example adds to."""


def wijzig(tekst: str, wijziging: str) -> str:
    """A text after a diff without line numbers: the lines that go or stay are there once."""
    for stuk in re.split(r"^@@$\n", wijziging, flags=re.MULTILINE):
        regels = [(regel[:1], regel[1:]) for regel in stuk.splitlines(keepends=True)]
        voor, na = ("".join(inhoud for teken, inhoud in regels if teken in soort) for soort in (" -\n", " +\n"))
        voor, na = voor.removesuffix("\n"), na.removesuffix("\n")
        assert tekst.count(voor) == 1, f"this is there {tekst.count(voor)} times:\n{voor}"
        tekst = tekst.replace(voor, na)
    return tekst


def pas_toe(boom: Path, soort: str, naam: str, inhoud: str) -> None:
    """Write a new file, or change one."""
    pad = boom / naam
    if soort == "diff":
        pad.write_text(wijzig(pad.read_text(encoding="utf-8"), inhoud), encoding="utf-8")
    else:
        assert not pad.exists(), naam
        pad.write_text(inhoud, encoding="utf-8")


def draai(boom: Path, *opdracht: str) -> None:
    env = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("PYTEST", "COV"))}
    proces = subprocess.run(
        [sys.executable, "-m", *opdracht], cwd=boom, capture_output=True, text=True, check=False, env=env
    )
    assert proces.returncode == 0, proces.stdout + proces.stderr


@pytest.fixture(scope="module")
def boom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree with every example in it."""
    boom = kopie(tmp_path_factory.mktemp("bijdragen") / "boom")
    for blok in BLOKKEN:
        pas_toe(boom, *blok)
    return boom


def test_there_is_an_example_with_a_test_for_each_kind_of_change():
    koppen = re.findall(r"^### (.+)$", (WORTEL / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert koppen == ["A measure", "A kind of file", "A page", "A check of a plan", "A format"]
    assert sum(Path(naam).name.startswith("test_") for soort, naam, _ in BLOKKEN if soort == "python") == len(koppen)


def test_the_examples_keep_the_rules_of_the_code(boom):
    eigen = [naam for soort, naam, _ in BLOKKEN if soort == "python"]
    draai(boom, "ruff", "check", *eigen)
    draai(boom, "ruff", "format", "--check", *eigen)


def test_what_the_examples_add_is_there_from_end_to_end(boom):
    draai(boom, "tests.support.golden")
    nieuw = [naam for soort, naam, _ in BLOKKEN if soort == "python" and naam.startswith("tests/")]
    draai(boom, "pytest", "-q", "-p", "no:cacheprovider", *nieuw, *OOK)
