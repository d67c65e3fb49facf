"""`geo`: the boundaries."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hn_dash.cli.bronnen import lees_geo
from hn_dash.cli.opmaak import JSON, Groep, toon


@click.group(cls=Groep)
def geo() -> None:
    """De gemeentegrenzen: ingebouwd, en opgehaald bij CBS en PDOK."""


@geo.command("list")
@JSON
def geo_list(als_json: bool) -> None:
    """Toon de indelingen."""
    lijst = lees_geo()
    rijen = [
        {
            "indeling": i.jaar,
            "gemeenten": len(i.codes),
            "inwoners": int(i.gemeenten["inwoners"].sum()),
            "kaartbestand": i.browserhash,
            "herkomst": "opgehaald" if i.opgehaald else "ingebouwd",
            "bron": i.bronregel,
        }
        for i in lijst.indelingen.values()
    ]
    toon(rijen, als_json)
    for bevinding in lijst.bevindingen:
        click.echo(bevinding.zin, err=True)


@geo.command("check")
@JSON
def geo_check(als_json: bool) -> None:
    """Controleer alles wat data/geo belooft, en wat opgehaald is."""
    from hn_dash.geo.build.controle import check_geo

    controles = check_geo(lees_geo())
    toon([{"controle": c.naam, "in_orde": c.in_orde, "uitkomst": c.uitkomst} for c in controles], als_json)
    if not all(controle.in_orde for controle in controles):
        sys.exit(1)


@geo.command("fetch")
@click.argument("jaar", type=int, metavar="JAAR")
@click.option(
    "--inwoners-csv",
    "inwoners",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Haal ook de inwoners van dat jaar bij StatLine, als CSV voor `import inwoners`.",
)
@JSON
def geo_fetch(jaar: int, inwoners: Path | None, als_json: bool) -> None:
    """Haal de gemeenten van JAAR op bij CBS en PDOK; een afgebroken poging gaat verder waar ze was."""
    from hn_dash.geo.fetch.ophalen import haal_op
    from hn_dash.geo.fetch.web import Web
    from hn_dash.geo.indelingen import read_geo
    from hn_dash.settings import read_settings

    settings = read_settings()
    basis = read_geo(settings.data_map / "geo")
    web = Web(settings.data_dir / "geo" / "werk" / str(jaar))
    if inwoners:
        from hn_dash.geo.fetch.statline import haal_inwoners

        statline = Web(settings.data_dir / "geo" / "werk" / f"inwoners-{jaar}")
        haal_inwoners(jaar, basis.herindeling, settings.cbs_url, statline, _voortgang).to_csv(inwoners, index=False)
    herkomst = haal_op(jaar, basis, settings.data_dir, settings.pdok_url, web, _voortgang)
    toon([herkomst], als_json)
    if not als_json:
        click.echo("Een dashboard dat al draait, ziet deze grenzen na een herstart.")


def _voortgang(gedaan: int, totaal: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{gedaan}{f' van {totaal}' if totaal else ''} gemeenten")
        sys.stderr.flush()
