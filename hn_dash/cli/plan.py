"""`plan`: who recruits where.

A plan is the loaded one (`geladen`), the number of one that people work on, such a number with that of a
version (`1v2`), or one that was read in (`i3`).
"""

from __future__ import annotations

import getpass
import secrets
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hn_dash.cli.bronnen import eis_bestand, lees_catalogus, lees_planbeheer
from hn_dash.cli.gegevens import toon_bevindingen
from hn_dash.cli.opmaak import JSON, Formaat, Groep, schrijf, toon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from hn_dash.dataset import Grondslag
    from hn_dash.domain.plan.beeld import Planbeeld

GELADEN = "geladen"
AFSTAND = click.option(
    "--afstand",
    type=click.Choice(["locatie", "umc"]),
    default="locatie",
    help="Hemelsbreed tot de dichtstbijzijnde opleidingslocatie van een instituut, of tot zijn umc.",
)
PLAN = click.argument("plan", default=GELADEN, metavar="[PLAN]")


@click.group(cls=Groep)
def plan() -> None:
    """Het plan: wie waar nieuwe opleiders werft. PLAN is een nummer van `plan list`; anders het geladen plan."""


def _grondslag(plan: str) -> Grondslag:
    from hn_dash.errors import InvoerFout
    from hn_dash.services.catalogus.plankeuze import INGELEZEN, VOOR

    werk = lees_catalogus()
    if plan == GELADEN:
        return werk()
    sleutel = plan if plan.startswith(INGELEZEN) else f"{VOOR}{plan}"
    if sleutel not in dict(werk().plannen):
        raise InvoerFout(f"Plan “{plan}” is er niet; kies uit `plan list`.")
    return werk({"plan": sleutel})


def _nummer(plan: str) -> int:
    from hn_dash.errors import InvoerFout

    if not plan.isdecimal():
        raise InvoerFout(
            f"Plan “{plan}” kan niet; geef het nummer van een plan waaraan gewerkt wordt, zie `plan list`."
        )
    return int(plan)


def _rijen(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(kolom): waarde for kolom, waarde in rij.items()} for rij in frame.to_dict("records")]


def _beeld(grondslag: Grondslag, indeling: int | None = None) -> Planbeeld:
    from hn_dash.domain.plan.beeld import planbeeld

    return planbeeld(grondslag.plan, grondslag.dataset, indeling or grondslag.dataset.indeling)


@plan.command("list")
@JSON
def plan_list(als_json: bool) -> None:
    """Toon het geladen plan, de plannen waaraan gewerkt wordt met hun versies, en wat eerder is ingelezen."""
    from hn_dash.services.catalogus.plankeuze import VOOR

    werk = lees_catalogus()
    grondslag = werk()
    naam = grondslag.plannen[0][1] if grondslag.plannen else grondslag.plan.naam
    rijen: list[dict[str, Any]] = [{"plan": GELADEN, "naam": naam}]
    rijen += [{"plan": sleutel.removeprefix(VOOR), "naam": label} for sleutel, label in grondslag.plannen[1:]]
    toon(
        [
            rij | {"indeling": leadplan.jaar, "wijziging": leadplan.versie}
            for rij in rijen
            for leadplan in (_grondslag(rij["plan"]).plan,)
        ],
        als_json,
    )


@plan.command("new")
@click.argument("naam")
@click.option("--van", "bron", default=GELADEN, help="Het plan waarmee het begint; anders het geladen plan.")
def plan_new(naam: str, bron: str) -> None:
    """Begin een plan om aan te werken."""
    from hn_dash.domain.plan.afspraak import uit_frame

    beeld = _beeld(_grondslag(bron))
    afspraken = uit_frame(beeld.frame)
    nummer = lees_planbeheer().maak(naam, beeld.indeling, beeld.dataset.peildatum, afspraken, getpass.getuser())
    click.echo(f"Plan {nummer} “{naam}” is gemaakt, met {len(afspraken)} gemeenten.")


@plan.command("show")
@PLAN
@JSON
def plan_show(plan: str, als_json: bool) -> None:
    """Toon de staat van elke gemeente."""
    beeld = _beeld(_grondslag(plan))
    namen = beeld.dataset.geo.indeling(beeld.indeling).gemeenten["gemeentenaam"]
    kolommen = ["gemeentecode", "gemeentenaam", "staat", "instituten", "status"]
    rijen = beeld.frame.assign(gemeentenaam=namen).rename_axis("gemeentecode").reset_index()
    toon([dict(zip(kolommen, rij, strict=True)) for rij in rijen[kolommen].to_numpy().tolist()], als_json)


@plan.command("check")
@PLAN
@AFSTAND
@JSON
def plan_check(plan: str, afstand: str, als_json: bool) -> None:
    """Controleer een plan en zijn log; uitgang 1 als er een fout in staat."""
    from hn_dash.domain.plan.controle import check_plan

    rijen = [
        {"code": b.code, "ernst": b.ernst, "bevinding": b.zin, "gemeenten": " ".join(b.gemeenten)}
        for b in check_plan(_beeld(_grondslag(plan)), afstand)
    ]
    if plan.isdecimal():
        keten = lees_planbeheer().check_keten(int(plan))
        rijen += [{"code": "log", "ernst": "fout", "bevinding": b.zin, "gemeenten": ""} for b in keten]
    toon(rijen, als_json)
    if any(rij["ernst"] == "fout" for rij in rijen):
        sys.exit(1)


@plan.command("compare")
@click.argument("een")
@click.argument("ander")
@JSON
def plan_compare(een: str, ander: str, als_json: bool) -> None:
    """Vergelijk twee plannen: elke gemeente die verschilt, en wat dat doet per instituut."""
    from hn_dash.domain.plan.beeld import planbeeld
    from hn_dash.domain.plan.vergelijking import vergelijk_plannen

    beeld = _beeld(_grondslag(een))
    dataset = beeld.dataset
    uit = vergelijk_plannen(beeld, planbeeld(_grondslag(ander).plan, dataset, beeld.indeling))
    namen = dataset.geo.indeling(dataset.indeling).gemeenten["gemeentenaam"]
    gemeenten = uit.gemeenten[["was", "wordt", "status_was", "status_wordt", "van_anderen_was", "van_anderen_wordt"]]
    gemeenten.insert(0, "gemeentenaam", namen[gemeenten.index])
    toon(_rijen(gemeenten.rename_axis("gemeentecode").reset_index()), als_json)
    if not als_json:
        effecten = uit.effecten[(uit.effecten != 0).any(axis=1)]
        if len(effecten):
            toon(_rijen(effecten.rename_axis("leadgebied").reset_index()), als_json)
    click.echo(uit.samenvatting, err=True)


@plan.command("propose")
@PLAN
@click.option(
    "--gewicht", type=click.Choice(["inwoners", "opleiders"]), default="inwoners", help="Waarover wordt verdeeld."
)
@click.option("--tolerantie", default="0,1", help="Hoever een instituut van zijn doel mag zijn; 0,1 is 10 %.")
@click.option(
    "--doel",
    "doelen",
    multiple=True,
    metavar="INSTITUUT=PROCENT",
    help="Aandeel van een instituut, zoals umcg=14; geef ze alle, of geen: dan dat in de opleidingsplekken.",
)
@AFSTAND
@click.option("--exact", is_flag=True, help="Zoek hoogstens een minuut naar het beste voorstel.")
@JSON
def plan_propose(
    plan: str, gewicht: str, tolerantie: str, doelen: tuple[str, ...], afstand: str, exact: bool, als_json: bool
) -> None:
    """Stel een lead voor in elke gemeente zonder instituut; het plan zelf verandert niet."""
    from hn_dash.domain.plan.voorstel import Voorstelvraag, maak_voorstel

    beeld = _beeld(_grondslag(plan))
    vraag = Voorstelvraag(gewicht, _doelen(doelen, beeld.bestaand), _getal("--tolerantie", tolerantie), afstand=afstand)
    uit = maak_voorstel(beeld, vraag, exact)
    toon(_rijen(uit.frame.round({"km": 1, "km_tweede": 1})), als_json)
    if len(uit.frame):
        click.echo(uit.oordeel, err=True)
    for knelpunt in uit.knelpunten:
        click.echo(knelpunt, err=True)


def _getal(optie: str, waarde: str) -> float:
    from hn_dash.errors import InvoerFout
    from hn_dash.ingest.soort.getallen import lees_getal
    from hn_dash.ingest.soort.oordeel import beoordeel

    gelezen, fout = beoordeel(partial(lees_getal, waarde, "," if "," in waarde else "."))
    if fout:
        raise InvoerFout(f"{optie}: {fout.zin}")
    return float(gelezen)


def _doelen(doelen: tuple[str, ...], instituten: tuple[str, ...]) -> dict[str, float] | None:
    from hn_dash.errors import InvoerFout
    from hn_dash.ingest.soort.getallen import lees_getal
    from hn_dash.ingest.soort.oordeel import beoordeel

    uit: dict[str, float] = {}
    for doel in doelen:
        naam, _, deel = doel.partition("=")
        waarde, fout = beoordeel(partial(lees_getal, deel, "," if "," in deel else "."))
        if fout or naam in uit:
            wat = f"{naam} staat er twee keer" if naam in uit else f"niet als {doel}"
            raise InvoerFout(f"Schrijf een doel als umcg=14 en elk instituut één keer; {wat}.")
        uit[naam] = waarde
    if uit and set(uit) != set(instituten):
        raise InvoerFout(f"Geef een doel voor elk instituut: {', '.join(instituten)}; of voor geen.")
    return uit or None


@plan.command("convert")
@PLAN
@click.option("--naar", type=int, required=True, help="Jaar van de gemeenten waar het naartoe moet.")
@click.option("--nieuw", "naam", help="Maak er een plan met deze naam van om aan te werken; het oude blijft.")
@JSON
def plan_convert(plan: str, naar: int, naam: str | None, als_json: bool) -> None:
    """Toon wat een plan wordt op de gemeenten van een ander jaar, en wat mensen dan moeten beslissen."""
    from hn_dash.domain.plan.afspraak import uit_frame

    grondslag = _grondslag(plan)
    om = _beeld(grondslag, grondslag.dataset.geo.herindeling.eis(naar)).omzetting
    if naam is None:
        toon(_rijen(om.plan.rename_axis("gemeentecode").reset_index()), als_json)
    else:
        afspraken = uit_frame(om.plan)
        nummer = lees_planbeheer().maak(naam, naar, grondslag.dataset.peildatum, afspraken, getpass.getuser())
        if als_json:
            toon([{"nummer": nummer, "naam": naam, "indeling": naar, "te_beslissen": len(om.te_doen)}], als_json)
        else:
            click.echo(f"Plan {nummer} “{naam}” is gemaakt, met {len(afspraken)} gemeenten van {naar}.")
    _toon_besluiten(_rijen(om.te_doen))


def _toon_besluiten(besluiten: Iterable[Mapping[str, Any]]) -> None:
    from hn_dash.tekst import telling

    rijen = list(besluiten)
    for rij in rijen:
        voorstel = f" Voorstel: {rij['voorstel']}." if rij["voorstel"] else ""
        click.echo(f"{rij['gemeentenaam']}: {rij['uitkomst']} ({rij['delen']}).{voorstel}", err=True)
    click.echo(f"{telling(len(rijen), 'gemeente', 'gemeenten')} te beslissen of te bevestigen.", err=True)


@plan.command("import")
@click.argument("plan", metavar="PLAN")
@click.argument("bestand", metavar="BESTAND", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--indeling", type=int, help="Het jaar van de gemeenten in het bestand; anders dat van het plan.")
@JSON
def plan_import(plan: str, bestand: Path, indeling: int | None, als_json: bool) -> None:
    """Neem een bestand van de soort plan over in een plan waaraan gewerkt wordt, in één stap.

    Gemeenten die niet in het bestand staan, blijven zoals zij zijn. Een bestand met fouten verandert niets.
    """
    from hn_dash.services.plan.bericht import Verzoek
    from hn_dash.services.plan.invoer import neem_plan_over
    from hn_dash.tekst import telling

    wie = getpass.getuser()
    verzoek = Verzoek(secrets.token_hex(16), f"shell {wie}"[:64], wie)
    uit = neem_plan_over(eis_bestand(bestand), bestand.name, _nummer(plan), lees_planbeheer(), verzoek, indeling)
    if als_json:
        toon([uit.als_dict()], als_json)
        return
    toon_bevindingen(uit.bevindingen)
    zin = f"{telling(len(uit.gewijzigd), 'gemeente', 'gemeenten')} gewijzigd, met {telling(uit.rijen, 'rij', 'rijen')}"
    click.echo(
        f"Plan {plan}: {zin} uit {bestand.name}." if uit.bundel else f"Plan {plan} verandert niet: het zei dit al."
    )
    if uit.besluiten:
        _toon_besluiten(uit.besluiten)


@plan.command("export")
@PLAN
@click.option("--gebieden", is_flag=True, help="De leadgebieden in plaats van de gemeenten; als GeoJSON hun vormen.")
@click.option("--format", "formaat", type=Formaat(), default="csv", help="Anders csv.")
@click.option("--csv", "stijl", type=click.Choice(["nl", "int"]), default="nl", help="nl (puntkomma) of int (komma).")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Bestand.")
def plan_export(plan: str, gebieden: bool, formaat: Any, stijl: Any, out: Path) -> None:
    """Schrijf een plan als bestand, op zijn eigen indeling; CSV en Excel zijn weer in te lezen met `plan import`."""
    from hn_dash.domain import maten
    from hn_dash.services.catalogus.plankeuze import VOOR
    from hn_dash.views.uitvoer.export import build_export

    grondslag = _grondslag(plan)
    vraag = {} if plan == GELADEN else {"plan": f"{VOOR}{plan}"}
    if (jaar := grondslag.plan.jaar) in grondslag.dataset.geo.jaren:
        vraag["indeling"] = str(jaar)
    selectie = maten.from_query("leadgebieden" if gebieden else "werving", vraag, grondslag)
    schrijf(out, build_export(selectie, formaat, stijl, grondslag).inhoud)
    click.echo(f"{out} geschreven.")
