"""`geo`: the boundaries."""

from __future__ import annotations

import sys

import click

from hn_dash.cli.bronnen import lees_geo
from hn_dash.cli.opmaak import JSON, Groep, toon


@click.group(cls=Groep)
def geo() -> None:
    """De ingebouwde gemeentegrenzen."""


@geo.command("list")
@JSON
def geo_list(als_json: bool) -> None:
    """Toon de indelingen."""
    indelingen = lees_geo().indelingen.values()
    rijen = [
        {"indeling": i.jaar, "gemeenten": len(i.codes), "kaartbestand": i.browserhash, "bron": i.bronregel}
        for i in indelingen
    ]
    toon(rijen, als_json)


@geo.command("check")
@JSON
def geo_check(als_json: bool) -> None:
    """Controleer alles wat data/geo belooft."""
    from hn_dash.geo.controle import check_geo

    controles = check_geo(lees_geo())
    toon([{"controle": c.naam, "in_orde": c.in_orde, "uitkomst": c.uitkomst} for c in controles], als_json)
    if not all(controle.in_orde for controle in controles):
        sys.exit(1)
