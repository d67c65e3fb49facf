"""`herindeling`: counts on another year's gemeenten, and what happened to every gemeente."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hn_dash.cli.bronnen import eis_bestand, lees_geo
from hn_dash.cli.opmaak import JSON, Groep, schrijf, toon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

BESTAND = click.Path(dir_okay=False, path_type=Path)
GEHEEL = 1e-6
"""A sum that is this close to a whole number is one."""


@click.group(cls=Groep)
def herindeling() -> None:
    """Gemeenten die samengaan, splitsen of van naam veranderen."""


@herindeling.command("list")
@click.option("--van", type=int, default=2009, help="Jaar om te beginnen; anders 2009.")
@click.option("--naar", type=int, default=2026, help="Jaar om te eindigen; anders 2026.")
@JSON
def herindeling_list(van: int, naar: int, als_json: bool) -> None:
    """Toon wat er met gemeenten gebeurde, met aandelen en hun bron."""
    from hn_dash.geo.omzetting import ONGEWIJZIGD, aandelen

    weg = aandelen(van, naar, lees_geo())
    weg = weg[weg["soort"] != ONGEWIJZIGD].round({"aandeel": 4}).astype(object)
    toon([dict(zip(weg.columns, rij, strict=True)) for rij in weg.itertuples(index=False)], als_json)


@herindeling.command("convert")
@click.argument("bestand", metavar="BESTAND", type=BESTAND)
@click.option("--van", type=int, required=True, help="Jaar van de gemeenten in het bestand.")
@click.option("--naar", type=int, required=True, help="Jaar van de gemeenten waar het naartoe moet.")
@click.option("--out", type=BESTAND, help="Bestand; anders standaarduitvoer.")
@click.option("--grootboek", type=BESTAND, help="Schrijf ook wat waarheen ging.")
@click.option("--geheel", is_flag=True, help="Hele getallen: grootste resten, zodat elk totaal klopt.")
@click.option("--csv", "stijl", type=click.Choice(["nl", "int"]), default="nl", help="nl (puntkomma) of int (komma).")
def herindeling_convert(
    bestand: Path, van: int, naar: int, out: Path | None, grootboek: Path | None, geheel: bool, stijl: Any
) -> None:
    """Zet aantallen per gemeente om naar de gemeenten van een ander jaar.

    BESTAND heeft een kolom gemeentecode en verder kolommen met aantallen. Totalen blijven gelijk. Een gemeente waarvan
    niets in het bestand staat, komt niet in de uitvoer; waarvan een deel ontbreekt, heeft daar onvolledig: ja.
    Verhoudingen zet u niet om: zet teller en noemer om en deel daarna.
    """
    from hn_dash.geo.omzetting import alleen_bekend, zet_aantallen_om
    from hn_dash.ingest.soort.tellingen import read_tellingen
    from hn_dash.tekst import telling
    from hn_dash.views.uitvoer.csv import rows_to_csv

    geo = lees_geo()
    for jaar in (van, naar):
        geo.herindeling.eis(jaar)
    gelezen = read_tellingen(eis_bestand(bestand), bestand.name, van, geo.herindeling)
    frame, namen = gelezen.frame, geo.herindeling.lijsten
    om = zet_aantallen_om(frame, van, naar, geo)
    uit, mist = alleen_bekend(om.gehelen() if geheel else om.frame, frame, van, naar, geo)
    geschat = set(om.grootboek.loc[om.grootboek["geschat"], "naar_code"])
    uit = uit.assign(
        geschat=[code in geschat for code in uit["gemeentecode"]],
        onvolledig=[code in mist for code in uit["gemeentecode"]],
    )
    uit.insert(1, "gemeentenaam", [namen[naar][code] for code in uit["gemeentecode"]])
    inhoud = rows_to_csv(_cellen(uit, stijl), stijl)
    if out is None:
        sys.stdout.buffer.write(inhoud)
    else:
        schrijf(out, inhoud)
    if grootboek:
        plaats = om.grootboek["rij"] - 2
        boek = om.grootboek.assign(rij=[gelezen.nummers[n] for n in plaats])
        for kolom in frame.columns.drop("gemeentecode"):
            boek[kolom] = boek[kolom].where(frame[kolom].notna().to_numpy()[plaats])
        schrijf(grootboek, rows_to_csv(_cellen(boek, stijl), stijl))
    for kolom in frame.columns.drop("gemeentecode"):
        voor, na = _som(frame[kolom].sum()), _som(uit[kolom].sum())
        click.echo(f"{kolom}: {voor} in {van}, {na} in {naar}{'' if voor == na else ' (afgerond)'}", err=True)
    if geschat:
        wie = telling(len(geschat), "gemeente is", "gemeenten zijn")
        click.echo(f"{wie} een schatting (kolom geschat).", err=True)
    if mist:
        delen = [f"van {code} {namen[naar][code]} {_welke(oud, namen[van])}" for code, oud in list(mist.items())[:8]]
        wie = telling(len(mist), "gemeente is", "gemeenten zijn")
        meer = " …" if len(mist) > len(delen) else ""
        click.echo(f"{wie} onvolledig (kolom onvolledig); zonder getal: {'; '.join(delen)}{meer}.", err=True)
    for bevinding in gelezen.bevindingen:
        click.echo(f"{bevinding.ernst}: {bevinding}", err=True)


def _welke(codes: Sequence[str], namen: Mapping[str, str]) -> str:
    from hn_dash.tekst import opsomming

    return opsomming([f"{code} {namen[code]}" for code in codes])


def _som(waarde: float) -> str:
    from hn_dash.tekst import getal

    return getal(waarde, 0 if abs(waarde - round(waarde)) < GEHEEL else 3)


def _cellen(frame: pd.DataFrame, stijl: str) -> list[list[str]]:
    from pandas import isna

    def tekst(waarde: Any) -> str:
        if isinstance(waarde, bool):
            return "ja" if waarde else "nee"
        if isna(waarde):
            return ""
        if not isinstance(waarde, float):
            return str(waarde)
        kort = repr(round(waarde, 9)).removesuffix(".0")
        return kort.replace(".", ",") if stijl == "nl" else kort

    return [list(frame.columns), *([tekst(cel) for cel in rij] for rij in frame.astype(object).itertuples(index=False))]
