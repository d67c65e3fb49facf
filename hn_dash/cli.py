"""The shell: the same functions as the screen, one verb each."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from hn_dash.ingest.dataset import Dataset

VIEWS = ("vestiging", "dichtheid", "werving", "plaatsing", "landelijk")
JSON = click.option("--json", "als_json", is_flag=True, help="Schrijf JSON in plaats van tekst.")


class _Opmaak(click.HelpFormatter):
    """Click's own words in Dutch."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Gebruik: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading({"Options": "Opties", "Commands": "Opdrachten"}.get(heading, heading))


class _Nederlands:
    """Makes the --help of a command Dutch."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[OPTIES]", **kwargs})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        optie: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if optie:
            optie.help = "Toon deze uitleg."
        return optie


class _Opdracht(_Nederlands, click.Command):
    pass


class _Groep(_Nederlands, click.Group):
    command_class = _Opdracht
    group_class = type


click.Context.formatter_class = _Opmaak


@click.group(cls=_Groep, subcommand_metavar="OPDRACHT …")
def hn_dash() -> None:
    """HN dash vanaf de opdrachtregel: dezelfde cijfers als op het scherm.

    Uitgang 0: gedaan; 1: geweigerd, met de bevindingen; 2: verkeerd gebruik.
    """


@hn_dash.command()
@click.option("--host", help="Adres om op te luisteren; anders HN_HOST.")
@click.option("--port", type=int, help="Poort; anders HN_PORT.")
@click.option("--threads", type=int, help="Aantal threads; anders HN_THREADS.")
def serve(**keuzes: str | int | None) -> None:
    """Start het dashboard."""
    from hn_dash.application import create_app
    from hn_dash.serve import laad_dataset, serveer
    from hn_dash.settings import read_settings

    settings = read_settings(**{naam: waarde for naam, waarde in keuzes.items() if waarde is not None})
    serveer(create_app(settings, laad_dataset(settings)).server, settings)


@hn_dash.command()
@click.argument("view", type=click.Choice(VIEWS), metavar="VIEW")
@click.option("--query", default="", help='De vraag zoals in de adresbalk, bijvoorbeeld "noemer=praktijken&norm=25".')
@click.option(
    "--format",
    "formaat",
    type=click.Choice(["csv", "xlsx", "geojson"]),
    default="csv",
    help="Soort bestand; anders csv.",
)
@click.option("--csv", "stijl", type=click.Choice(["nl", "int"]), default="nl", help="nl (puntkomma) of int (komma).")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Bestand; anders standaarduitvoer.")
def export(view: str, query: str, formaat: str, stijl: Any, out: Path | None) -> None:
    """Schrijf de gegevens van een VIEW, precies zoals het scherm en de downloadknop.

    VIEW is vestiging, dichtheid, werving, plaatsing of landelijk.
    """
    from hn_dash.domain.selectie import Selection
    from hn_dash.views.export import maak_export

    dataset = _dataset()
    inhoud = maak_export(Selection.from_query(view, query, dataset), formaat, stijl, dataset).inhoud
    if out is None:
        sys.stdout.buffer.write(inhoud)
        return
    try:
        out.write_bytes(inhoud)
    except OSError as fout:
        raise click.ClickException(f"{out} is niet te schrijven; controleer de map en de rechten.") from fout


@hn_dash.group(cls=_Groep)
def geo() -> None:
    """De ingebouwde gemeentegrenzen."""


@geo.command("list")
@JSON
def geo_list(als_json: bool) -> None:
    """Toon de indelingen."""
    indelingen = _geo().indelingen.values()
    rijen = [
        {"indeling": i.jaar, "gemeenten": len(i.codes), "kaartbestand": i.browserhash, "bron": i.bronregel}
        for i in indelingen
    ]
    _toon(rijen, als_json)


@geo.command("check")
@JSON
def geo_check(als_json: bool) -> None:
    """Controleer alles wat data/geo belooft."""
    from hn_dash.geo.controle import check_geo

    controles = check_geo(_geo())
    _toon([{"controle": c.naam, "in_orde": c.in_orde, "uitkomst": c.uitkomst} for c in controles], als_json)
    if not all(controle.in_orde for controle in controles):
        sys.exit(1)


@hn_dash.group(cls=_Groep)
def datasets() -> None:
    """De gegevens waarmee gerekend wordt."""


@datasets.command("list")
@JSON
def datasets_list(als_json: bool) -> None:
    """Toon de gegevensverzamelingen."""
    dataset = _dataset()
    _toon([_kenmerken(dataset)], als_json)


@datasets.command("show")
@JSON
def datasets_show(als_json: bool) -> None:
    """Toon de tabellen van de gegevensverzameling met hun aantal rijen."""
    dataset = _dataset()
    tabellen = [{"tabel": naam, "rijen": len(tabel)} for naam, tabel in _tabellen(dataset).items()]
    if als_json:
        _toon([_kenmerken(dataset) | {"tabellen": tabellen}], als_json)
    else:
        _toon([_kenmerken(dataset)], als_json)
        _toon(tabellen, als_json)


@hn_dash.group(cls=_Groep)
def plan() -> None:
    """Het plan: wie waar nieuwe opleiders werft."""


@plan.command("show")
@JSON
def plan_show(als_json: bool) -> None:
    """Toon de staat van elke gemeente."""
    from hn_dash.domain.plan import plan_op

    dataset = _dataset()
    namen = dataset.geo.indeling(dataset.indeling).gemeenten["gemeentenaam"]
    kolommen = ["gemeentecode", "gemeentenaam", "staat", "instituten", "status"]
    rijen = plan_op(dataset, dataset.indeling).assign(gemeentenaam=namen).rename_axis("gemeentecode").reset_index()
    _toon([dict(zip(kolommen, rij, strict=True)) for rij in rijen[kolommen].to_numpy().tolist()], als_json)


@plan.command("check")
@JSON
def plan_check(als_json: bool) -> None:
    """Controleer het plan; uitgang 1 als er een fout in staat."""
    from hn_dash.domain.plan import check_plan

    dataset = _dataset()
    bevindingen = check_plan(dataset, dataset.indeling)
    rijen = [
        {"code": b.code, "ernst": b.ernst, "bevinding": b.zin, "gemeenten": " ".join(b.gemeenten)} for b in bevindingen
    ]
    _toon(rijen, als_json)
    if any(bevinding.ernst == "fout" for bevinding in bevindingen):
        sys.exit(1)


@hn_dash.command()
@JSON
def bench(als_json: bool) -> None:
    """Meet de snelheid, als verhouding tot een ander programma of een grens."""
    from hn_dash import bench as metingen

    sys.exit(metingen.main(als_json))


def _geo() -> Any:
    from hn_dash.geo.indelingen import read_geo
    from hn_dash.settings import read_settings

    return read_geo(read_settings().data_map / "geo")


def _dataset() -> Dataset:
    from hn_dash.serve import laad_dataset
    from hn_dash.settings import read_settings

    return laad_dataset(read_settings())


def _kenmerken(dataset: Dataset) -> dict[str, Any]:
    return {
        "naam": dataset.titel,
        "peildatum": dataset.peildatum.isoformat(),
        "indeling": dataset.indeling,
        "voorbeeld": dataset.voorbeeld,
        "rijen": sum(len(tabel) for tabel in _tabellen(dataset).values()),
        "vingerafdruk": dataset.vingerafdruk[:12],
        "bron": dataset.bron,
    }


def _tabellen(dataset: Dataset) -> dict[str, Any]:
    """The dataset's frames by name."""
    return {naam: waarde for naam, waarde in vars(dataset).items() if hasattr(waarde, "columns")}


def _toon(rijen: list[dict[str, Any]], als_json: bool) -> None:
    """Print rows as JSON, or as columns under their names; nothing is a line that says so."""
    if als_json:
        click.echo(json.dumps(rijen, ensure_ascii=False, indent=2))
        return
    if not rijen:
        click.echo("Geen rijen.")
        return
    cellen = [[_woord(waarde) for waarde in rij.values()] for rij in rijen]
    koppen = list(rijen[0])
    breedtes = [max(map(len, kolom)) for kolom in zip(koppen, *cellen, strict=True)]
    for regel in (koppen, *cellen):
        click.echo("  ".join(cel.ljust(breedte) for cel, breedte in zip(regel, breedtes, strict=True)).rstrip())


def _woord(waarde: Any) -> str:
    return {True: "ja", False: "nee"}[waarde] if isinstance(waarde, bool) else str(waarde)
