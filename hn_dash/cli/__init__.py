"""The shell: the same functions as the screen, one verb each."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import Any

import click

from hn_dash.cli.bronnen import lees_catalogus
from hn_dash.cli.gegevens import datasets, import_
from hn_dash.cli.geografie import geo
from hn_dash.cli.herindeling import herindeling
from hn_dash.cli.opmaak import JSON, Formaat, Groep, schrijf
from hn_dash.cli.plan import plan


class View(click.ParamType):
    """The name of a measure; the register is imported when one is asked for, so that other verbs start fast."""

    name = "view"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from hn_dash.domain.maten import MATEN

        return click.Choice(tuple(MATEN)).convert(value, param, ctx)


@click.group(cls=Groep, subcommand_metavar="OPDRACHT …")
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
    from hn_dash.settings import read_settings
    from hn_dash.start import laad_magazijn
    from hn_dash.web.serve import serveer

    settings = read_settings(**{naam: waarde for naam, waarde in keuzes.items() if waarde is not None})
    serveer(create_app(settings, laad_magazijn(settings)).server, settings)


@hn_dash.command()
@click.argument("view", type=View(), metavar="VIEW")
@click.option("--query", default="", help='De vraag zoals in de adresbalk, bijvoorbeeld "noemer=praktijken&norm=25".')
@click.option(
    "--format",
    "formaat",
    type=Formaat(),
    default="csv",
    help="Soort bestand; anders csv.",
)
@click.option("--csv", "stijl", type=click.Choice(["nl", "int"]), default="nl", help="nl (puntkomma) of int (komma).")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Bestand; anders standaarduitvoer.")
def export(view: str, query: str, formaat: str, stijl: Any, out: Path | None) -> None:
    """Schrijf de gegevens van een VIEW, precies zoals het scherm en de downloadknop.

    VIEW is vestiging, dichtheid, werving, leadgebieden, vergelijking, plaatsing of landelijk.
    """
    from hn_dash.domain import maten
    from hn_dash.views.uitvoer.export import build_export

    werk = lees_catalogus()
    grondslag = werk(query)
    bestand = build_export(maten.from_query(view, query, grondslag), formaat, stijl, grondslag)
    werk.noteer_uitvoer(getpass.getuser(), f"{bestand.naam} {query}".strip())
    if out is None:
        sys.stdout.buffer.write(bestand.inhoud)
        return
    schrijf(out, bestand.inhoud)


@hn_dash.command()
@JSON
def bench(als_json: bool) -> None:
    """Meet de snelheid, als verhouding tot een ander programma of een grens."""
    from hn_dash import bench as metingen

    sys.exit(metingen.main(als_json))


for opdracht in (import_, datasets, geo, herindeling, plan):
    hn_dash.add_command(opdracht)
