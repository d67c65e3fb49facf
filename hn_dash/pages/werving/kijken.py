"""What the editing strip shows of a plan: whether it can be changed, what is chosen, and what others do meanwhile."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from dash import ClientsideFunction, Dash, Input, Output, State, no_update

from hn_dash.pages.ids import id_van
from hn_dash.pages.werving.bericht import Getoondplan, Keuze, Plankeuze
from hn_dash.pages.werving.velden import VIEW, strook_id
from hn_dash.services.plan.bewerking import Bewerking
from hn_dash.tekst import telling


def registreer_kijken(app: Dash, bewerking: Bewerking) -> None:
    """The callbacks that write nothing in a plan."""
    _registreer_paneel(app, bewerking)
    _registreer_keuze(app, bewerking)
    _registreer_klok(app)


def _registreer_paneel(app: Dash, bewerking: Bewerking) -> None:
    @app.callback(
        Output(strook_id("begin"), "hidden"),
        Output(strook_id("paneel"), "hidden"),
        Output(strook_id("vergelijk"), "href"),
        Output(strook_id("anderjaar"), "hidden"),
        Output(strook_id("anderjaar"), "children"),
        Input(id_van(VIEW, "plan"), "value"),
        Input(id_van(VIEW, "ververs"), "data"),
        Input(id_van(VIEW, "vraag"), "data"),
    )
    def toon_paneel(plan: Any, ververs: Any, adres: Any) -> Any:
        getoond = Getoondplan.lees(plan=plan, ververs=ververs, adres=adres)
        open_, anders = bewerking.is_open(getoond.plan), bewerking.ander_jaar(getoond.plan, getoond.adres)
        kan, zin = open_ and not anders, anders if open_ else ""
        vergelijk = f"/vergelijking?{urlencode({'plan': getoond.plan})}"
        return kan or not bewerking.mag, not kan, vergelijk, not zin, zin

    @app.callback(
        Output(id_van(VIEW, "ververs"), "data", allow_duplicate=True),
        Input(id_van(VIEW, "plan"), "value"),
        prevent_initial_call="initial_duplicate",
    )
    def begin_bij(plan: Any) -> int:
        return bewerking.tot(Plankeuze.lees(plan=plan).plan)


def _registreer_keuze(app: Dash, bewerking: Bewerking) -> None:
    @app.callback(Output(strook_id("keuze"), "children"), Input(id_van(VIEW, "gekozen"), "data"))
    def toon_keuze(codes: Any) -> str:
        aantal = len(Keuze.lees(codes=codes).codes)
        return f"{telling(aantal, 'gemeente', 'gemeenten')} gekozen" if aantal else "Kies gemeenten"

    @app.callback(
        Output(id_van(VIEW, "gekozen"), "data", allow_duplicate=True),
        Input(strook_id("volgende"), "n_clicks"),
        State(id_van(VIEW, "plan"), "value"),
        State(id_van(VIEW, "gekozen"), "data"),
        prevent_initial_call=True,
    )
    def volgende(klik: int | None, plan: Any, codes: Any) -> Any:
        keuze = Keuze.lees(plan=plan, codes=codes)
        return bewerking.volgende(keuze.plan, keuze.codes) or no_update


def _registreer_klok(app: Dash) -> None:
    """Look at what others do, by the clock and after every change; see assets/65-kijken.js."""
    app.clientside_callback(
        ClientsideFunction("hn", "kijk"),
        Output(strook_id("gekeken"), "data"),
        Input(strook_id("klok"), "n_intervals"),
        Input(id_van(VIEW, "ververs"), "data"),
        State(id_van(VIEW, "plan"), "value"),
        State(strook_id("sessie"), "data"),
        State(strook_id("wie"), "value"),
        State(id_van(VIEW, "gekozen"), "data"),
        prevent_initial_call=True,
    )
