"""`datasets`: what is calculated with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hn_dash.cli.bronnen import lees_dataset
from hn_dash.cli.opmaak import JSON, Groep, toon

if TYPE_CHECKING:
    from hn_dash.ingest.dataset import Dataset


@click.group(cls=Groep)
def datasets() -> None:
    """De gegevens waarmee gerekend wordt."""


@datasets.command("list")
@JSON
def datasets_list(als_json: bool) -> None:
    """Toon de gegevensverzamelingen."""
    dataset = lees_dataset()
    toon([_kenmerken(dataset)], als_json)


@datasets.command("show")
@JSON
def datasets_show(als_json: bool) -> None:
    """Toon de tabellen van de gegevensverzameling met hun aantal rijen."""
    dataset = lees_dataset()
    tabellen = [{"tabel": naam, "rijen": len(tabel)} for naam, tabel in _tabellen(dataset).items()]
    if als_json:
        toon([_kenmerken(dataset) | {"tabellen": tabellen}], als_json)
    else:
        toon([_kenmerken(dataset)], als_json)
        toon(tabellen, als_json)


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
