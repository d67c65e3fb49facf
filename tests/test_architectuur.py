"""The promises of the repository about itself: directions, addresses, settings and verbs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from hn_dash.cli import hn_dash
from hn_dash.settings import Settings

WORTEL = Path(__file__).parents[1]
GROND = {"errors", "tekst", "tables", "begrippen"}
DOMAIN = {"domain", "domain.basis", "domain.opleiders", "domain.plaatsen", "domain.plan"}
VIEWS = {"views", "views.kaart", "views.uitvoer"}
SERVICES = {"services", "services.catalogus", "services.gegevens", "services.plan"}
KENNIS = GROND | {"geo", "dataset"}
BESTANDSSOORTEN = {"ingest.soort.soorten"}
SCHERM = KENNIS | DOMAIN | VIEWS | SERVICES | BESTANDSSOORTEN
ALLES = {""}
MAG: dict[str, set[str]] = {
    "errors": set(),
    "tekst": set(),
    "tables": set(),
    "begrippen": {"errors", "tekst", "tables"},
    "geo": GROND,
    "geo.build": GROND | {"geo"},
    "geo.fetch": GROND | {"geo", "geo.build"},
    "dataset": GROND | {"geo"},
    "ingest": set(),
    "ingest.tabel": GROND,
    "ingest.soort": GROND | {"geo", "ingest.tabel"},
    "ingest.pakket": KENNIS,
    "domain.basis": KENNIS,
    "domain.plan": KENNIS | {"domain.basis"},
    "domain.plaatsen": KENNIS | {"domain.basis"},
    "domain.opleiders": KENNIS | {"domain.basis", "domain.plan"},
    "domain": KENNIS | DOMAIN,
    "store.tabellen": set(),
    "store.migraties": {"store.tabellen"},
    "store": GROND | {"store.tabellen", "ingest.soort.totalen"},
    "views": KENNIS | DOMAIN | {"views.kaart"},
    "views.kaart": KENNIS | DOMAIN,
    "views.uitvoer": KENNIS | DOMAIN | BESTANDSSOORTEN,
    "services": GROND | {"settings"},
    "services.catalogus": KENNIS | DOMAIN | {"ingest.soort", "store"},
    "services.gegevens": KENNIS | DOMAIN | {"ingest.tabel", "ingest.soort", "store", "services", "services.catalogus"},
    "services.plan": KENNIS | DOMAIN | {"ingest.tabel", "ingest.soort", "store", "services", "services.catalogus"},
    "settings": GROND,
    "start": KENNIS | {"settings", "ingest.pakket", "store.databank", "services.catalogus"},
    "web": SCHERM | {"settings", "__version__"},
    "pages": SCHERM | {"pages.werkruimte", "pages.werving", "pages.gegevens"},
    "pages.werkruimte": SCHERM | {"pages"},
    "pages.werving": SCHERM | {"pages", "pages.werkruimte"},
    "pages.gegevens": SCHERM | {"pages"},
    "application": SCHERM | {"settings", "start", "web", "pages", "pages.werkruimte"},
    "worker": ALLES,
    "cli": ALLES,
    "__main__": ALLES,
    "voorbeeld": ALLES,
    "bench": ALLES,
    "bench.peers": ALLES,
}
"""Each part of hn_dash, and what it may import beside itself: parts, or single modules of a part."""
BIBLIOTHEKEN = {"dash", "plotly", "sqlalchemy", "flask", "werkzeug", "dash_bootstrap_components", "dash_ag_grid"}
ZONDER_SCHERM = {*DOMAIN, "geo", "geo.build", "geo.fetch", "dataset", *GROND, "ingest.tabel", "ingest.soort"}
ZONDER_BESTAND = {*DOMAIN, *VIEWS, *GROND, "dataset", "pages", "pages.werkruimte", "pages.werving", "pages.gegevens"}
OPENT = {"open", "read_bytes", "read_text", "write_bytes", "write_text", "read_csv", "read_json", "read_file", "getenv"}
KLOK = {"today", "now", "utcnow", "time", "perf_counter"}
"""What tells the time; the stopwatch that ends a search does not."""
WAARDEN = {"mag"}
"""What a service holds that is no service or store."""


def test_every_part_is_named_and_no_other():
    assert {deel for _, deel in _delen()} == set(MAG)


def test_imports_go_one_way():
    fout = [
        f"{plaats}: {deel} imports {naam}"
        for pad, deel in _delen()
        for plaats, naam in _imports(pad)
        if naam.startswith("hn_dash.") and not _mag(naam.removeprefix("hn_dash."), MAG[deel] | {deel})
    ]
    assert fout == []


def test_no_module_leads_back_to_itself():
    modules = {_module(pad): pad for pad, _ in _delen()}
    pijlen = {naam: {_module_van(doel, modules) for _, doel in _imports(pad)} for naam, pad in modules.items()}
    wachten = {naam: doelen - {"", naam} for naam, doelen in pijlen.items()}
    while klaar := [naam for naam, doelen in wachten.items() if not doelen]:
        wachten = {naam: doelen - set(klaar) for naam, doelen in wachten.items() if naam not in klaar}
    assert wachten == {}


def test_what_counts_knows_no_screen_and_no_database():
    fout = [
        f"{plaats}: {deel} imports {naam}"
        for pad, deel in _delen()
        for plaats, naam in _imports(pad)
        if (deel in ZONDER_SCHERM and naam.partition(".")[0] in BIBLIOTHEKEN)
        or (deel in SERVICES and naam.partition(".")[0] in BIBLIOTHEKEN - {"sqlalchemy", "werkzeug"})
    ]
    assert fout == []


def test_what_counts_and_what_shows_opens_no_file_and_knows_no_clock():
    fout = [
        f"{pad.relative_to(WORTEL)}:{knoop.lineno}: {deel} uses {naam}"
        for pad, deel in _delen()
        for knoop in ast.walk(_boom(pad))
        if isinstance(knoop, ast.Call)
        for naam in [getattr(knoop.func, "id", getattr(knoop.func, "attr", ""))]
        if (deel in ZONDER_BESTAND and naam in OPENT) or (deel in DOMAIN and naam in KLOK)
    ]
    assert fout == []


def test_a_page_asks_a_service_and_reaches_no_further():
    houdt = {naam for pad, deel in _delen() if deel in SERVICES for naam in _houdt(_boom(pad))} - WAARDEN
    assert {"standen", "magazijn"} < houdt
    fout = [
        f"{pad.relative_to(WORTEL)}:{knoop.lineno}: {ast.unparse(knoop)}"
        for pad, deel in _delen()
        if deel.partition(".")[0] in {"pages", "web"}
        for knoop in ast.walk(_boom(pad))
        if isinstance(knoop, ast.Attribute) and (_reikt_door(knoop, houdt) or _is_prive(knoop))
    ]
    assert fout == []


def test_no_address_of_a_third_party_in_the_code():
    bestanden = [*WORTEL.glob("app.py"), *_onder("hn_dash", "py"), *_onder("assets", "js"), *_onder("assets", "css")]
    namespaces = ("http://www.w3.org/",)
    diensten = {
        "hn_dash/geo/fetch/pdok.py": {"https://api.pdok.nl", "https://service.pdok.nl"},
        "hn_dash/geo/fetch/statline.py": {"https://datasets.cbs.nl"},
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
    """Every module with the part of hn_dash it belongs to: a folder of a folder, a folder, or a module."""
    for pad in _onder("hn_dash", "py"):
        *mappen, naam = pad.relative_to(WORTEL / "hn_dash").parts
        if mappen or naam != "__init__.py":
            yield pad, ".".join(mappen[:2]) or naam.removesuffix(".py")


def _module(pad: Path) -> str:
    return ".".join(pad.relative_to(WORTEL).with_suffix("").parts).removesuffix(".__init__")


def _module_van(naam: str, modules: Mapping[str, Path]) -> str:
    """The module that an imported name is, or stands in; "" for what is not ours."""
    while naam and naam not in modules:
        naam = naam.rpartition(".")[0]
    return naam


def _houdt(boom: ast.Module) -> Iterator[str]:
    """What objects of a module hold in the open: what their `__init__` is given or makes."""
    for functie in ast.walk(boom):
        if isinstance(functie, ast.FunctionDef) and functie.name == "__init__":
            for knoop in ast.walk(functie):
                if isinstance(knoop, ast.Attribute) and isinstance(knoop.ctx, ast.Store) and knoop.attr[0] != "_":
                    yield knoop.attr


def _reikt_door(knoop: ast.Attribute, houdt: set[str]) -> bool:
    return isinstance(knoop.value, ast.Attribute) and knoop.value.attr in houdt


def _is_prive(knoop: ast.Attribute) -> bool:
    eigen = isinstance(knoop.value, ast.Name) and knoop.value.id in {"self", "cls"}
    return knoop.attr.startswith("_") and not knoop.attr.startswith("__") and not eigen


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
    """Whether a module, or a name in it, stands in one of these parts; the parts of a part count apart."""
    if toegestaan >= ALLES:
        return True
    for deel in toegestaan:
        rest = naam.removeprefix(deel).lstrip(".") if naam == deel or naam.startswith(f"{deel}.") else None
        if rest is not None and f"{deel}.{rest.partition('.')[0]}" not in MAG:
            return True
    return False
