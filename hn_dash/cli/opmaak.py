"""How the shell speaks: Dutch help, tables or JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

JSON = click.option("--json", "als_json", is_flag=True, help="Schrijf JSON in plaats van tekst.")


class Formaat(click.ParamType):
    """A kind of file; the register is imported when one is asked for, so that other verbs start fast."""

    name = "formaat"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return f"[{'|'.join(_formaten())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return click.Choice(_formaten()).convert(value, param, ctx)


def _formaten() -> tuple[str, ...]:
    from hn_dash.views.uitvoer.export import FORMATEN

    return tuple(FORMATEN)


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


class Opdracht(_Nederlands, click.Command):
    pass


class Groep(_Nederlands, click.Group):
    command_class = Opdracht
    group_class = type


click.Context.formatter_class = _Opmaak


def schrijf(uit: Path, inhoud: bytes) -> None:
    """Write a file that somebody asked for."""
    try:
        uit.write_bytes(inhoud)
    except OSError as fout:
        raise click.ClickException(f"{uit} is niet te schrijven; controleer de map en de rechten.") from fout


def toon(rijen: list[dict[str, Any]], als_json: bool) -> None:
    """Print rows as JSON, where a number that is not known is null, or as columns; nothing is a line that says so."""
    if als_json:
        bekend = [{naam: None if waarde != waarde else waarde for naam, waarde in rij.items()} for rij in rijen]
        click.echo(json.dumps(bekend, ensure_ascii=False, indent=2, allow_nan=False))
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
