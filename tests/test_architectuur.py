"""The promises of the repository about itself: directions, addresses, settings and verbs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click

from hn_dash.cli import hn_dash
from hn_dash.settings import Settings

WORTEL = Path(__file__).parents[1]
BASIS = {"errors", "tables", "tekst"}
MAG = {
    "errors": set(),
    "tables": set(),
    "tekst": set(),
    "settings": {"errors"},
    "geo": BASIS,
    "ingest": BASIS | {"geo"},
    "store": BASIS | {"geo", "ingest"},
    "domain": BASIS | {"geo", "ingest.dataset"},
    "views": BASIS | {"geo", "ingest.dataset", "ingest.soorten", "domain"},
    "pages": BASIS | {"ingest.dataset", "ingest.soorten", "domain", "views", "beheer", "bewerking"},
}
"""Part of hn_dash -> the other parts it may import; parts that are not named here wire and may import all."""
VERBODEN = {"domain": {"dash", "plotly", "sqlalchemy", "flask"}, "geo": {"dash", "plotly", "sqlalchemy", "flask"}}
OPENT = {"open", "read_bytes", "read_text", "write_bytes", "write_text", "read_csv", "read_json", "read_file", "getenv"}


def test_imports_go_one_way():
    fout = [
        f"{plaats}: {deel} imports {naam}"
        for pad, deel in _delen()
        for plaats, naam in _imports(pad)
        if deel in MAG and naam.startswith("hn_dash.") and not _mag(naam.removeprefix("hn_dash."), MAG[deel] | {deel})
    ]
    assert fout == []


def test_domain_and_geo_know_no_screen_and_no_database():
    fout = [
        f"{plaats}: {deel} imports {naam}"
        for pad, deel in _delen()
        for plaats, naam in _imports(pad)
        if naam.partition(".")[0] in VERBODEN.get(deel, set())
    ]
    assert fout == []


def test_domain_views_and_pages_open_no_file():
    fout = [
        f"{pad.relative_to(WORTEL)}:{knoop.lineno}: {deel} uses {naam}"
        for pad, deel in _delen()
        if deel in {"domain", "views", "pages"}
        for knoop in ast.walk(_boom(pad))
        if isinstance(knoop, ast.Call)
        for naam in [getattr(knoop.func, "id", getattr(knoop.func, "attr", ""))]
        if naam in OPENT
    ]
    assert fout == []


def test_no_address_of_a_third_party_in_the_code():
    bestanden = [*WORTEL.glob("app.py"), *_onder("hn_dash", "py"), *_onder("assets", "js"), *_onder("assets", "css")]
    namespaces = ("http://www.w3.org/",)
    diensten = {
        "hn_dash/geo/pdok.py": {"https://api.pdok.nl", "https://service.pdok.nl"},
        "hn_dash/geo/statline.py": {"https://datasets.cbs.nl"},
    }
    fout = [
        f"{pad.relative_to(WORTEL)}:{nummer}: {adres}"
        for pad in bestanden
        for nummer, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), start=1)
        for adres in re.findall(r"(?:https?:)?//[\w-]+\.[\w.-]+[^\s\"']*", regel)
        if not adres.startswith(namespaces) and adres not in diensten.get(pad.relative_to(WORTEL).as_posix(), ())
    ]
    assert fout == []


def test_the_readme_documents_every_variable_and_no_other():
    bedoeld = {f"HN_{veld.upper()}" for veld in Settings.model_fields}
    assert set(re.findall(r"^\| `(HN_\w+)` \|", _readme(), re.MULTILINE)) == bedoeld
    assert all(veld.description for veld in Settings.model_fields.values())


def test_the_readme_documents_every_verb_and_no_other():
    tabel = _readme().partition("| verb | does |")[2].partition("\n\n")[0]
    beloofd = {
        verb
        for regel in tabel.splitlines()
        for verb in re.findall(r"`([a-z ]+)`", regel.split("|")[1] if "|" in regel else "")
    }
    assert beloofd == set(_verbs(hn_dash))


def test_the_readme_links_to_what_exists():
    paden = re.findall(r"\]\((?!http)([^)#]+)\)", _readme())
    assert [pad for pad in paden if not (WORTEL / pad).exists()] == []


def _readme() -> str:
    return (WORTEL / "README.md").read_text(encoding="utf-8")


def _verbs(groep: click.Group, voor: str = "") -> Iterator[str]:
    for naam, opdracht in groep.commands.items():
        if isinstance(opdracht, click.Group):
            yield from _verbs(opdracht, f"{voor}{naam} ")
        else:
            yield f"{voor}{naam}"


def _onder(map: str, soort: str) -> list[Path]:
    return sorted((WORTEL / map).rglob(f"*.{soort}"))


def _delen() -> Iterator[tuple[Path, str]]:
    """Every module with the part of hn_dash it belongs to."""
    for pad in _onder("hn_dash", "py"):
        yield pad, pad.relative_to(WORTEL / "hn_dash").parts[0].removesuffix(".py")


def _boom(pad: Path) -> ast.Module:
    return ast.parse(pad.read_text(encoding="utf-8"))


def _imports(pad: Path) -> Iterator[tuple[str, str]]:
    """Where and what a module imports, inside functions too."""
    for knoop in ast.walk(_boom(pad)):
        namen = [alias.name for alias in knoop.names] if isinstance(knoop, ast.Import) else []
        if isinstance(knoop, ast.ImportFrom):
            assert knoop.level == 0, f"{pad}:{knoop.lineno}: relative import"
            namen = [f"{knoop.module}.{alias.name}" for alias in knoop.names]
        yield from ((f"{pad.relative_to(WORTEL)}:{knoop.lineno}", naam) for naam in namen)


def _mag(naam: str, toegestaan: set[str]) -> bool:
    return any(naam == deel or naam.startswith(f"{deel}.") for deel in toegestaan)
