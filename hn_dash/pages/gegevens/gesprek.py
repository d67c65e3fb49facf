"""/gegevens: what its parts say to each other, and to the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import Dash, Input, Output, State, ctx, html, no_update
from dash.exceptions import PreventUpdate

from hn_dash.dataset import Grondslag
from hn_dash.errors import GebruikersFout
from hn_dash.ingest.soort.soorten import SOORTEN
from hn_dash.pages.gegevens.bericht import Getoond, Handeling, Lijstkeuze, Tik, Uitkomst
from hn_dash.pages.gegevens.herindelingen import registreer_herindelingen
from hn_dash.pages.gegevens.inlezen import registreer_inlezen
from hn_dash.pages.gegevens.kwitantie import (
    bevindingenkop,
    bevindingregel,
    build_geweigerd,
    build_kwitantie,
    build_vergelijking,
)
from hn_dash.pages.gegevens.velden import build_tabel, deel_id
from hn_dash.pages.ids import id_van
from hn_dash.pages.shell import build_banier, build_stand
from hn_dash.services.gegevens.snapshots import Beheer

ACTIES = {"aanvaard": "aanvaard", "verwerp": "verwerp", "terug": "draai_terug"}
"""Button -> what it asks of the store."""


def registreer_beheer(app: Dash, beheer: Beheer) -> None:
    """Every callback of the page."""
    registreer_inlezen(app, beheer)
    _registreer_geladen(app, beheer)
    _registreer_kwitantie(app, beheer)
    _registreer_acties(app, beheer)
    registreer_herindelingen(app, beheer)


def _registreer_geladen(app: Dash, beheer: Beheer) -> None:
    @app.callback(
        Output(deel_id("lijst"), "rowData"), Output(deel_id("logboek"), "children"), Input(deel_id("veranderd"), "data")
    )
    def vul_lijst(veranderd: Any) -> Any:
        Tik.lees(veranderd=veranderd)
        rijen = [_rij(k, geldt) for k, geldt in beheer.lijst()]
        return rijen + _voorbeeld(beheer.grondslag()), _logboek(beheer.log())

    @app.callback(
        Output(id_van("schil", "banier"), "children", allow_duplicate=True),
        Output(id_van("schil", "stand"), "children", allow_duplicate=True),
        Input(deel_id("veranderd"), "data"),
        prevent_initial_call=True,
    )
    def ververs_stand(veranderd: Any) -> Any:
        Tik.lees(veranderd=veranderd)
        grondslag = beheer.grondslag()
        return build_banier(grondslag), build_stand(grondslag)

    @app.callback(
        Output(deel_id("getoond"), "data", allow_duplicate=True),
        Input(deel_id("lijst"), "selectedRows"),
        prevent_initial_call=True,
    )
    def kies(rijen: Any) -> Any:
        gekozen = Lijstkeuze.lees(rijen=rijen).rijen
        return {"nummer": gekozen[0].nummer} if gekozen else no_update


def _rij(k: Any, geldt: bool) -> dict[str, Any]:
    """A snapshot as a row of the grid."""
    return {
        "id": str(k.id),
        "nummer": k.id,
        "soort": SOORTEN[k.soort].naam,
        "status": "geldt nu" if geldt else k.status,
        "peildatum": k.peildatum.isoformat(),
        "indeling": k.indeling,
        "rijen": k.rijen_uit,
        "bron": k.bron,
        "wie": k.wie,
        "wanneer": k.wanneer[:16],
        "controlegetal": k.controlegetal[:12],
    }


def _voorbeeld(grondslag: Grondslag) -> list[dict[str, Any]]:
    """Rows for the kinds that are still invented."""
    return [
        {
            "id": soort,
            "nummer": None,
            "soort": SOORTEN[soort].naam,
            "status": "voorbeeld",
            "peildatum": grondslag.dataset.peildatum.isoformat(),
            "indeling": grondslag.jaar_van(soort),
            "rijen": len(grondslag.frame(soort)),
            "bron": "verzonnen voorbeeldgegevens",
        }
        for soort in SOORTEN
        if soort in grondslag.verzonnen
    ]


def _logboek(log: Sequence[Mapping[str, Any]]) -> html.P | html.Table:
    if not log:
        return html.P("Nog niets gebeurd.", className="leeg")
    rijen = [[str(cel or "") for cel in regel.values()] for regel in log]
    return build_tabel(("Wanneer (UTC)", "Wie", "Wat", "Snapshot", "Toelichting"), rijen)


def _registreer_kwitantie(app: Dash, beheer: Beheer) -> None:
    @app.callback(
        output={
            "kwitantie": Output(deel_id("kwitantie"), "children"),
            "verborgen": {knop: Output(deel_id(knop), "hidden") for knop in ACTIES},
            "rijen": Output(deel_id("bevindingen"), "rowData"),
            "bevindingenvak": Output(deel_id("bevindingenvak"), "hidden"),
            "kop": Output(deel_id("bevindingenkop"), "children"),
            "kopweg": Output(deel_id("bevindingenkop"), "hidden"),
            "csv": Output(deel_id("bevindingencsv"), "href"),
            "csvweg": Output(deel_id("bevindingencsv"), "hidden"),
            "afgekeurd": Output(deel_id("afgekeurdcsv"), "href"),
            "afgekeurdweg": Output(deel_id("afgekeurdcsv"), "hidden"),
            "vergelijking": Output(deel_id("vergelijking"), "children"),
        },
        inputs={"getoond": Input(deel_id("getoond"), "data"), "veranderd": Input(deel_id("veranderd"), "data")},
        prevent_initial_call=True,
    )
    def toon_kwitantie(getoond: Any, veranderd: Any) -> dict[str, Any]:
        vraag = Getoond.lees(getoond=getoond, veranderd=veranderd).getoond or Uitkomst()
        snapshot = beheer.zoek(vraag.nummer or 0)
        nummer = snapshot.id if snapshot else 0
        bevindingen = beheer.bevindingen(nummer) if snapshot else [vorm.bevinding for vorm in vraag.bevindingen]
        mogelijk = beheer.mogelijk(nummer)
        gelezen = build_kwitantie(snapshot, beheer.totalen(nummer), bevindingen) if snapshot else None
        return {
            "kwitantie": gelezen or build_geweigerd(vraag.fout),
            "verborgen": {knop: actie not in mogelijk for knop, actie in ACTIES.items()},
            "rijen": [bevindingregel(n, bevinding) for n, bevinding in enumerate(bevindingen)],
            "bevindingenvak": not bevindingen,
            "kop": bevindingenkop(bevindingen),
            "kopweg": not (snapshot or bevindingen),
            "csv": f"/gegevens/{nummer}/bevindingen.csv",
            "csvweg": not (snapshot and bevindingen),
            "afgekeurd": f"/gegevens/{nummer}/afgekeurd.csv",
            "afgekeurdweg": not (snapshot and snapshot.status == "quarantaine"),
            "vergelijking": build_vergelijking(*beheer.vergelijk(nummer)) if snapshot else None,
        }


def _registreer_acties(app: Dash, beheer: Beheer) -> None:
    daden = {
        deel_id("aanvaard"): beheer.aanvaard,
        deel_id("verwerp"): beheer.verwerp,
        deel_id("zeker"): beheer.draai_terug,
    }

    @app.callback(Output(deel_id("zeker"), "displayed"), Input(deel_id("terug"), "n_clicks"), prevent_initial_call=True)
    def vraag_zeker(klik: Any) -> bool:
        return bool(klik)

    @app.callback(
        Output(deel_id("melding"), "children", allow_duplicate=True),
        Output(deel_id("veranderd"), "data", allow_duplicate=True),
        Input(deel_id("aanvaard"), "n_clicks"),
        Input(deel_id("verwerp"), "n_clicks"),
        Input(deel_id("zeker"), "submit_n_clicks"),
        State(deel_id("getoond"), "data"),
        State(deel_id("wie"), "value"),
        State(deel_id("veranderd"), "data"),
        prevent_initial_call=True,
    )
    def handel(ja: Any, weg: Any, zeker: Any, getoond: Any, wie: Any, veranderd: Any) -> Any:
        vraag = Handeling.lees(getoond=getoond, wie=wie, veranderd=veranderd)
        nummer, doe = (vraag.getoond or Uitkomst()).nummer, daden.get(ctx.triggered_id)
        if doe is None or nummer is None or not (ja or weg or zeker):
            raise PreventUpdate
        try:
            zin = doe(nummer, vraag.wie)
        except GebruikersFout as fout:
            zin = fout.zin
        return zin, (vraag.veranderd or 0) + 1
