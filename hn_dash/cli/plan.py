"""`plan`: who recruits where."""

from __future__ import annotations

import sys

import click

from hn_dash.cli.bronnen import lees_dataset
from hn_dash.cli.opmaak import JSON, Groep, toon


@click.group(cls=Groep)
def plan() -> None:
    """Het plan: wie waar nieuwe opleiders werft."""


@plan.command("show")
@JSON
def plan_show(als_json: bool) -> None:
    """Toon de staat van elke gemeente."""
    from hn_dash.domain.plan import plan_op

    dataset = lees_dataset()
    namen = dataset.geo.indeling(dataset.indeling).gemeenten["gemeentenaam"]
    kolommen = ["gemeentecode", "gemeentenaam", "staat", "instituten", "status"]
    rijen = plan_op(dataset, dataset.indeling).assign(gemeentenaam=namen).rename_axis("gemeentecode").reset_index()
    toon([dict(zip(kolommen, rij, strict=True)) for rij in rijen[kolommen].to_numpy().tolist()], als_json)


@plan.command("check")
@JSON
def plan_check(als_json: bool) -> None:
    """Controleer het plan; uitgang 1 als er een fout in staat."""
    from hn_dash.domain.plan import check_plan

    dataset = lees_dataset()
    bevindingen = check_plan(dataset, dataset.indeling)
    rijen = [
        {"code": b.code, "ernst": b.ernst, "bevinding": b.zin, "gemeenten": " ".join(b.gemeenten)} for b in bevindingen
    ]
    toon(rijen, als_json)
    if any(bevinding.ernst == "fout" for bevinding in bevindingen):
        sys.exit(1)
