"""What the repository tells about itself is complete: the map of the code, the decisions, and the version."""

from __future__ import annotations

import ast
import re
import tomllib

from hn_dash import __version__
from tests.support.server import WORTEL


def tekst(naam: str) -> str:
    return (WORTEL / naam).read_text(encoding="utf-8")


def genoemd() -> set[str]:
    """The names in the first column of README's map of the code."""
    kaart = tekst("README.md").partition("\n## The code\n")[2].partition("\n## ")[0]
    rijen = [regel.split("|")[1] for regel in kaart.splitlines() if regel.startswith("| `")]
    return {naam for rij in rijen for naam in re.findall(r"`([^`]+)`", rij)}


def test_the_map_of_the_code_names_every_room_and_every_door():
    mappen = {pad.parent.relative_to(WORTEL).as_posix() for pad in (WORTEL / "hn_dash").rglob("*.py")}
    los = {pad.relative_to(WORTEL).as_posix() for pad in (WORTEL / "hn_dash").glob("*.py")} - {"hn_dash/__init__.py"}
    binnen = {"hn_dash", "hn_dash/store/migraties/versions"}
    assert sorted((mappen - binnen | los) - genoemd()) == []
    assert sorted(naam for naam in genoemd() if not (WORTEL / naam).exists()) == []


def test_the_map_of_the_code_names_every_folder_of_tests():
    mappen = {pad.parent.relative_to(WORTEL).as_posix() for pad in (WORTEL / "tests").glob("*/*.py")}
    assert sorted(mappen - genoemd()) == []


def test_every_decision_is_listed_in_order_under_its_own_title():
    bestanden = sorted(pad.name for pad in (WORTEL / "docs/besluiten").glob("[0-9]*.md"))
    titels = [tekst(f"docs/besluiten/{naam}").splitlines()[0].removeprefix("# ") for naam in bestanden]
    lijst = re.findall(r"^- \[([^\]]+)\]\(([^)]+)\)$", tekst("docs/besluiten/README.md"), re.MULTILINE)
    assert lijst == list(zip(titels, bestanden, strict=True))
    assert [int(naam[:3]) for naam in bestanden] == list(range(1, len(bestanden) + 1))


def test_the_version_is_one_and_the_changelog_has_it():
    project = tomllib.loads(tekst("pyproject.toml"))["project"]
    koppen = re.findall(r"^## \[([^\]]+)\]", tekst("CHANGELOG.md"), re.MULTILINE)
    assert project["version"] == __version__ == next(kop for kop in koppen if kop != "Unreleased")


def test_what_the_documents_link_to_is_there():
    documenten = [WORTEL / "CONTRIBUTING.md", *(WORTEL / "docs").rglob("*.md")]
    kapot = [
        f"{document.relative_to(WORTEL)}: {doel}"
        for document in documenten
        for doel in re.findall(r"\]\((?!http)([^)#]+)", document.read_text(encoding="utf-8"))
        if not (document.parent / doel).exists()
    ]
    assert kapot == []


def test_no_test_waits_for_time_itself():
    """`tot` in tests/support/wachten.py waits until something is so; the page's own clock is only for that."""
    mag = {"tests/support/wachten.py", "tests/browser/conftest.py"}
    fout = [
        f"{naam}:{knoop.lineno}"
        for pad in (WORTEL / "tests").rglob("*.py")
        if (naam := pad.relative_to(WORTEL).as_posix()) not in mag
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8")))
        if isinstance(knoop, ast.Attribute) and knoop.attr in ("sleep", "wait_for_timeout")
    ]
    assert fout == []
