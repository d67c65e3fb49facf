"""`import` and `datasets`: what is calculated with, and how it came in."""

from __future__ import annotations

import getpass
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hn_dash.cli.bronnen import eis_bestand, lees_grondslag, lees_magazijn
from hn_dash.cli.opmaak import JSON, Groep, Opdracht, toon

if TYPE_CHECKING:
    from hn_dash.dataset import Grondslag
    from hn_dash.errors import Bevinding
    from hn_dash.services.gegevens.inname import Kwitantie

GETOOND = 50
"""Findings that are printed as text; --json and the page give all that are kept."""


class _Dag(click.ParamType):
    name = "datum"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is geen datum; schrijf jjjj-mm-dd, zoals 2026-01-31.", param, ctx)


@click.command("import", cls=Opdracht)
@click.argument("soort", metavar="SOORT")
@click.argument("bestand", metavar="BESTAND", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--peildatum", type=_Dag(), help="De dag waarop de gegevens gelden, als jjjj-mm-dd; bij --bij niet nodig."
)
@click.option("--indeling", type=int, help="Het jaar van de gemeenten in het bestand; anders dat van de peildatum.")
@click.option("--bron", default="", help="Waar het bestand vandaan komt; anders de naam van het bestand.")
@click.option(
    "--bij",
    type=int,
    help="Nummer van een bestand in quarantaine dat deze rijen aanvullen; dag, jaar en bron zijn die daarvan.",
)
@click.option("--dry-run", "proef", is_flag=True, help="Alleen controleren; bewaart niets.")
@JSON
def import_(
    soort: str,
    bestand: Path,
    peildatum: date | None,
    indeling: int | None,
    bron: str,
    bij: int | None,
    proef: bool,
    als_json: bool,
) -> None:
    """Lees een bestand in en laat het gelden als er niets mis mee is.

    SOORT is praktijken, opleiders, aantallen, inwoners, plan, plekken, verzorgingsgebied of stageplekken. Een bestand
    met fouten verandert niets: het gaat naar de quarantaine, waar de afgekeurde rijen te halen zijn.
    """
    from hn_dash.services.gegevens.inname import Opdracht as Inleesopdracht
    from hn_dash.services.gegevens.inname import neem_in

    if peildatum is None and bij is None:
        raise click.UsageError("Geef met --peildatum de dag waarop de gegevens gelden.")
    opdracht = Inleesopdracht(
        soort, eis_bestand(bestand), bestand.name, peildatum, indeling, bron, getpass.getuser(), bij=bij
    )
    kwitantie = neem_in(
        opdracht, lees_magazijn(), proef, aanvaard=True, voortgang=_voortgang if sys.stderr.isatty() else _stil
    )
    if als_json:
        toon([kwitantie.als_dict()], als_json)
    else:
        _toon_kwitantie(kwitantie, proef)
    if not kwitantie.goed:
        sys.exit(1)


def _stil(stap: str, gedaan: int, totaal: int) -> None:
    pass


def _voortgang(stap: str, gedaan: int, totaal: int) -> None:
    sys.stderr.write(f"\r{stap} {100 * gedaan // totaal if totaal else 100:3d} %")
    sys.stderr.flush()


def _toon_kwitantie(kwitantie: Kwitantie, proef: bool) -> None:
    from hn_dash.services.gegevens.aanvulling import remedie, rijen_in_woorden
    from hn_dash.tekst import getal, telling

    regels = [
        ("bestand", f"{kwitantie.bestand} ({kwitantie.vorm})"),
        ("soort", kwitantie.soort),
        ("peildatum", kwitantie.peildatum),
        ("indeling", str(kwitantie.indeling)),
        (
            "rijen",
            f"{rijen_in_woorden(kwitantie.rijen_in, kwitantie.rijen_uit, kwitantie.eerder)}, "
            f"{getal(kwitantie.afgekeurd)} afgekeurd",
        ),
        *[(wat, getal(som)) for wat, som in kwitantie.totalen.items() if wat != "rijen"],
        ("sha256", kwitantie.controlegetal),
    ]
    breedte = max(len(woord) for woord, _ in regels) + 2
    for woord, tekst in regels:
        click.echo(f"{woord:<{breedte}}{tekst}")
    toon_bevindingen(kwitantie.bevindingen)
    fouten = kwitantie.aantal.get("fout", 0)
    if proef:
        click.echo(
            "Proef: niets bewaard." + (f" Het bestand heeft {telling(fouten, 'fout', 'fouten')}." if fouten else "")
        )
    elif kwitantie.goed:
        click.echo(f"Aanvaard als snapshot {kwitantie.snapshot}.")
    else:
        click.echo(
            f"Geweigerd: {telling(fouten, 'fout', 'fouten')}; er is niets veranderd. Het bestand staat in quarantaine "
            f"als snapshot {kwitantie.snapshot}; `datasets show {kwitantie.snapshot} --afgekeurd F` geeft de rijen. "
            f"{remedie(kwitantie.bevindingen)}"
        )


def toon_bevindingen(bevindingen: tuple[Bevinding, ...] | list[Bevinding]) -> None:
    """Findings as lines, the gravest first."""
    volgorde = {"fout": 0, "waarschuwing": 1, "info": 2}
    op_ernst = sorted(bevindingen, key=lambda bevinding: volgorde[bevinding.ernst])
    for bevinding in op_ernst[:GETOOND]:
        click.echo(f"{bevinding.ernst}: {bevinding}")
    if len(op_ernst) > GETOOND:
        click.echo(f"… en nog {len(op_ernst) - GETOOND}; --json geeft ze allemaal.")


@click.group(cls=Groep)
def datasets() -> None:
    """De gegevens waarmee gerekend wordt."""


@datasets.command("list")
@JSON
def datasets_list(als_json: bool) -> None:
    """Toon alles wat ingelezen is, en waar nog voorbeeldgegevens gelden."""
    magazijn = lees_magazijn()
    grondslag, snapshots = magazijn(), magazijn.snapshots
    dataset = grondslag.dataset
    geldend = {kenmerken.id for kenmerken in snapshots.geldend().values()}
    rijen = [
        {
            "nummer": k.id,
            "soort": k.soort,
            "peildatum": k.peildatum.isoformat(),
            "indeling": k.indeling,
            "rijen": k.rijen_uit,
            "status": "geldt" if k.id in geldend else k.status,
            "bron": k.bron,
            "controlegetal": k.controlegetal[:12],
            "wie": k.wie,
            "wanneer": k.wanneer,
        }
        for k in snapshots.lijst()
    ]
    voorbeeld = [
        {
            "nummer": "",
            "soort": soort,
            "peildatum": dataset.peildatum.isoformat(),
            "indeling": grondslag.jaar_van(soort),
            "rijen": len(grondslag.frame(soort)),
            "status": "voorbeeld",
            "bron": "verzonnen voorbeeldgegevens",
            "controlegetal": dataset.vingerafdruk[:12],
            "wie": "",
            "wanneer": "",
        }
        for soort in sorted(grondslag.verzonnen)
    ]
    toon(rijen + voorbeeld, als_json)


@datasets.command("show")
@click.argument("nummer", type=int, required=False, metavar="[NUMMER]")
@click.option(
    "--afgekeurd", type=click.Path(dir_okay=False, path_type=Path), help="Schrijf de afgekeurde rijen als CSV."
)
@JSON
def datasets_show(nummer: int | None, afgekeurd: Path | None, als_json: bool) -> None:
    """Toon de tabellen waarmee gerekend wordt, of met NUMMER één ingelezen bestand met zijn bevindingen."""
    if nummer is not None:
        _toon_snapshot(nummer, afgekeurd, als_json)
        return
    grondslag = lees_grondslag()
    tabellen = [{"tabel": naam, "rijen": len(tabel)} for naam, tabel in _tabellen(grondslag).items()]
    if als_json:
        toon([_kenmerken(grondslag) | {"tabellen": tabellen}], als_json)
    else:
        toon([_kenmerken(grondslag)], als_json)
        toon(tabellen, als_json)


@datasets.command("accept")
@click.argument("nummer", type=int, metavar="NUMMER")
def datasets_accept(nummer: int) -> None:
    """Laat een gecontroleerd bestand gelden."""
    from hn_dash.services.gegevens.samenhang import check_geldend

    magazijn = lees_magazijn()
    kenmerken = magazijn.snapshots.aanvaard(nummer, getpass.getuser())
    click.echo(f"Snapshot {nummer} geldt: {kenmerken.soort} van {kenmerken.peildatum.isoformat()}.")
    toon_bevindingen(check_geldend(kenmerken.soort, magazijn))


@datasets.command("rollback")
@click.argument("soort", metavar="SOORT")
def datasets_rollback(soort: str) -> None:
    """Draai het laatst aanvaarde bestand van een SOORT terug; het vorige geldt weer."""
    from hn_dash.services.gegevens.samenhang import check_geldend

    magazijn = lees_magazijn()
    terug = magazijn.snapshots.draai_terug(soort, getpass.getuser())
    nu = magazijn.snapshots.geldend().get(soort)
    click.echo(
        f"Snapshot {terug.id} is teruggedraaid; {f'snapshot {nu.id} geldt weer' if nu else 'er geldt er geen meer'}."
    )
    toon_bevindingen(check_geldend(soort, magazijn))


def _toon_snapshot(nummer: int, afgekeurd: Path | None, als_json: bool) -> None:
    snapshots = lees_magazijn().snapshots
    kenmerken, bevindingen = snapshots.zoek(nummer), snapshots.bevindingen(nummer)
    kop = {
        "nummer": kenmerken.id,
        "soort": kenmerken.soort,
        "peildatum": kenmerken.peildatum.isoformat(),
        "indeling": kenmerken.indeling,
        "status": kenmerken.status,
        "rijen_in": kenmerken.rijen_in,
        "rijen_uit": kenmerken.rijen_uit,
        "bron": kenmerken.bron,
        "bestand": kenmerken.bestandsnaam,
        "controlegetal": kenmerken.controlegetal,
        "wie": kenmerken.wie,
        "wanneer": kenmerken.wanneer,
    }
    if als_json:
        from dataclasses import asdict

        toon([kop | {"bevindingen": [asdict(bevinding) for bevinding in bevindingen]}], als_json)
    else:
        toon([kop], als_json)
        toon_bevindingen(bevindingen)
    if afgekeurd:
        from hn_dash.views.uitvoer.sjablonen import build_afgekeurd_csv

        afgekeurd.write_bytes(build_afgekeurd_csv(snapshots.afgekeurd(nummer), bevindingen))


def _kenmerken(grondslag: Grondslag) -> dict[str, Any]:
    dataset = grondslag.dataset
    return {
        "naam": dataset.titel,
        "peildatum": dataset.peildatum.isoformat(),
        "indeling": dataset.indeling,
        "voorbeeld": dataset.voorbeeld,
        "rijen": sum(len(tabel) for tabel in _tabellen(grondslag).values()),
        "vingerafdruk": dataset.vingerafdruk[:12],
        "bron": dataset.bron,
    }


def _tabellen(grondslag: Grondslag) -> dict[str, Any]:
    """The frames of the dataset and its plan by name."""
    frames = {naam: waarde for naam, waarde in vars(grondslag.dataset).items() if hasattr(waarde, "columns")}
    return frames | {"plan": grondslag.plan.frame}
