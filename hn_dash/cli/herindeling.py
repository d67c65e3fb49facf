"""`herindeling`: counts on another year's gemeenten, and what happened to every gemeente."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hn_dash.cli.bronnen import eis_bestand, lees_geo
from hn_dash.cli.opmaak import JSON, Groep, toon

if TYPE_CHECKING:
    import pandas as pd

NIET_GETELD = (
    "gemeentenaam",
    "provincie",
    "peildatum",
    "indeling",
    "bron",
    "regel",
    "niet_op_kaart",
    "vraag",
    "bijzonderheden",
)
"""Columns that our own files have beside counts; they are left out."""
BESTAND = click.Path(dir_okay=False, path_type=Path)


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

    BESTAND heeft een kolom gemeentecode en verder kolommen met aantallen. Totalen blijven gelijk. Verhoudingen zet u
    niet om: zet teller en noemer om en deel daarna.
    """
    from hn_dash.geo.omzetting import zet_aantallen_om
    from hn_dash.views.uitvoer.csv import rows_to_csv

    geo, frame = lees_geo(), _lees(bestand)
    om = zet_aantallen_om(frame, van, naar, geo)
    uit = om.gehelen() if geheel else om.frame
    geschat = set(om.grootboek.loc[om.grootboek["geschat"], "naar_code"])
    uit = uit.assign(geschat=[code in geschat for code in uit["gemeentecode"]])
    uit.insert(1, "gemeentenaam", [geo.herindeling.lijsten[naar][code] for code in uit["gemeentecode"]])
    inhoud = rows_to_csv(_cellen(uit, stijl), stijl)
    if out is None:
        sys.stdout.buffer.write(inhoud)
    else:
        out.write_bytes(inhoud)
    if grootboek:
        grootboek.write_bytes(rows_to_csv(_cellen(om.grootboek, stijl), stijl))
    for kolom in frame.columns.drop("gemeentecode"):
        click.echo(f"{kolom}: {frame[kolom].sum():.15g} in {van}, {om.frame[kolom].sum():.15g} in {naar}", err=True)
    if geschat:
        click.echo(f"{len(geschat)} gemeenten zijn een schatting (kolom geschat).", err=True)


def _lees(pad: Path) -> pd.DataFrame:
    """gemeentecode and the counts of a file; `InvoerFout` with every cell that is no count."""
    import pandas as pd

    from hn_dash.errors import Bevinding, InvoerFout
    from hn_dash.geo.codes import normaliseer_code
    from hn_dash.ingest.tabel.bestand import open_bestand

    bestand = open_bestand(eis_bestand(pad), pad.name)
    vorm, bevindingen = bestand.vorm, [b for b in bestand.bevindingen if b.ernst == "fout"]
    if "gemeentecode" not in vorm.koppen:
        raise InvoerFout(f"{pad.name}: de kolom gemeentecode ontbreekt; geef haar die naam.")
    nodig = [kop for kop in vorm.koppen if kop not in NIET_GETELD]
    rijen: list[dict[str, Any]] = []
    for nummer, cellen in bestand.rijen():
        rij: dict[str, Any] = {}
        for kop, cel in zip(vorm.koppen, cellen, strict=True):
            if kop in nodig:
                try:
                    rij[kop] = normaliseer_code(cel) if kop == "gemeentecode" else _getal(cel, vorm.decimaal)
                except (InvoerFout, ValueError):
                    eis = "gemeentecode" if kop == "gemeentecode" else "aantal"
                    zin = f"“{cel}” is geen {eis}; verbeter de cel of haal de kolom weg."
                    bevindingen.append(Bevinding(zin, pad.name, nummer, kop, str(cel)))
        rijen.append(rij)
    if bevindingen:
        raise InvoerFout(f"{pad.name} is niet om te zetten: {len(bevindingen)} bevindingen.", bevindingen)
    return pd.DataFrame(rijen, columns=nodig)


def _getal(cel: Any, decimaal: str) -> float | None:
    if cel in (None, ""):
        return None
    if isinstance(cel, str):
        return float(cel.replace(",", ".") if decimaal == "," else cel)
    if isinstance(cel, bool) or not isinstance(cel, int | float):
        raise ValueError(cel)
    return cel


def _cellen(frame: pd.DataFrame, stijl: str) -> list[list[str]]:
    def tekst(waarde: Any) -> str:
        if isinstance(waarde, bool):
            return "ja" if waarde else "nee"
        if not isinstance(waarde, float):
            return str(waarde)
        kort = repr(round(waarde, 9)).removesuffix(".0")
        return kort.replace(".", ",") if stijl == "nl" else kort

    return [list(frame.columns), *([tekst(cel) for cel in rij] for rij in frame.astype(object).itertuples(index=False))]
