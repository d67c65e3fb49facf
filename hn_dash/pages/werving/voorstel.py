"""A proposal on Werving: asked for, looked at, searched for thoroughly, and taken over by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, State, ctx, dcc, html, no_update

from hn_dash.domain.plan.voorstel import GEWICHTEN
from hn_dash.errors import GebruikersFout
from hn_dash.pages.ids import id_van
from hn_dash.pages.rooster import ROOSTER, build_rooster
from hn_dash.pages.werving.velden import VIEW, keuze, knop, strook_id
from hn_dash.services.plan.bewerking import Bewerking
from hn_dash.tekst import getal, instituten, wachtrij

KOLOMMEN = (
    ("gemeentenaam", "Gemeente", 180, None),
    ("instituut", "Instituut", 165, None),
    ("km", "Afstand (km)", 145, 0),
    ("gezamenlijk", "Of gezamenlijk", 235, None),
    ("reden", "Waarom", 0, None),
)
BEZIG = "Zoekt een grondig voorstel …"
KLAAR = {"gevonden": "Klaar met zoeken.", "gestopt": "Gestopt; dit is het beste tot nu toe."}


def build_voorstel(codes: Sequence[tuple[str, str]]) -> html.Details:
    """What one asks of a proposal, and the proposal.

    Parameters
    ----------
    codes : (code, short name) of the institutes that can recruit
    """
    return html.Details(
        [
            html.Summary("Voorstel voor de gemeenten zonder instituut"),
            dcc.Store(id=strook_id("voorstel")),
            dcc.Store(id=strook_id("taak")),
            dcc.Interval(id=strook_id("taakklok"), interval=1_000, disabled=True),
            html.Div(
                [
                    html.Label("Verdeel", htmlFor=strook_id("gewicht")),
                    keuze("gewicht", list(GEWICHTEN.items()), next(iter(GEWICHTEN))),
                    html.Label("tot op", htmlFor=strook_id("tolerantie")),
                    _procent("tolerantie", 10),
                    html.Span("% van het doel van elk instituut."),
                    knop("vraagvoorstel", "Toon een voorstel", "knop hoofdknop"),
                    knop("zoekbeste", "Zoek grondig, hoogstens 60 s"),
                    knop("stop", "Stop met zoeken"),
                ],
                className="bewerkrij",
            ),
            html.Div(
                [
                    html.Span("Doel in % (leeg: aandeel in de opleidingsplekken)", className="leeg"),
                    *[
                        html.Span(
                            [html.Label(naam, htmlFor=strook_id(f"doel-{code}")), _procent(f"doel-{code}")],
                            className="paar",
                        )
                        for code, naam in codes
                    ],
                ],
                className="bewerkrij",
            ),
            html.P(id=strook_id("voorstelzin"), className="leeg"),
            html.Div(
                [
                    build_rooster(strook_id("rooster"), KOLOMMEN, "Elke gemeente is beslist.", ROOSTER["rowSelection"]),
                    html.Div(
                        [
                            knop("overnemen", "Neem over", "knop hoofdknop"),
                            html.Span("de gekozen gemeenten, of alle als u er geen koos", className="leeg"),
                        ],
                        className="bewerkrij",
                    ),
                ],
                id=strook_id("overneemvak"),
                hidden=True,
            ),
        ]
    )


def registreer_voorstel(app: Dash, bewerking: Bewerking) -> None:
    """Its callbacks."""
    doelen = [State(strook_id(f"doel-{code}"), "value") for code, _ in bewerking.instituten()]

    uitvoer = ("voorstel", "data"), ("taak", "data"), ("voorstelzin", "children")

    @app.callback(
        *(Output(strook_id(deel), eigenschap) for deel, eigenschap in uitvoer),
        Input(strook_id("vraagvoorstel"), "n_clicks"),
        Input(strook_id("zoekbeste"), "n_clicks"),
        Input(id_van(VIEW, "plan"), "value"),
        State(strook_id("gewicht"), "value"),
        State(strook_id("tolerantie"), "value"),
        State(strook_id("taak"), "data"),
        *doelen,
        prevent_initial_call=True,
    )
    def vraag_voorstel(vraag: Any, zoek: Any, plan: Any, gewicht: Any, tolerantie: Any, taak: Any, *doelen: Any) -> Any:
        wens = {"gewicht": gewicht, "tolerantie": tolerantie, "doelen": list(doelen)}
        try:
            if isinstance(taak, str):
                bewerking.taken.stop(taak)  # its answer would be about something else
            if ctx.triggered_id == strook_id("zoekbeste"):
                return no_update, bewerking.zoek_beste(plan, wens), BEZIG
            if ctx.triggered_id == strook_id("vraagvoorstel"):
                voorstel = bewerking.voorstel(plan, wens)
                return voorstel, None, _zin(voorstel)
        except GebruikersFout as fout:
            return no_update, None, fout.zin
        return None, None, ""

    @app.callback(
        *(Output(strook_id(deel), eigenschap, allow_duplicate=True) for deel, eigenschap in uitvoer),
        Input(strook_id("taakklok"), "n_intervals"),
        Input(strook_id("stop"), "n_clicks"),
        State(strook_id("taak"), "data"),
        prevent_initial_call=True,
    )
    def volg_taak(klok: Any, stop: Any, taak: Any) -> Any:
        if not isinstance(taak, str):
            return no_update
        try:
            if ctx.triggered_id == strook_id("stop"):
                bewerking.taken.stop(taak)
            return _van_taak(taak, bewerking.taken.stand(taak))
        except GebruikersFout as fout:
            return no_update, None, fout.zin

    @app.callback(
        Output(strook_id("rooster"), "rowData"),
        Output(strook_id("overneemvak"), "hidden"),
        Input(strook_id("voorstel"), "data"),
        Input(id_van(VIEW, "ververs"), "data"),
        State(id_van(VIEW, "plan"), "value"),
    )
    def toon_voorstel(voorstel: Any, ververs: Any, plan: Any) -> Any:
        kort, rijen = dict(bewerking.instituten()), bewerking.nog_open(plan, voorstel)
        namen = [{veld: instituten(rij[veld], kort) for veld in ("instituut", "gezamenlijk")} for rij in rijen]
        regels = [{**rij, **naam, "id": rij["gemeentecode"]} for rij, naam in zip(rijen, namen, strict=True)]
        return regels, not voorstel

    @app.callback(
        Output(id_van(VIEW, "gekozen"), "data", allow_duplicate=True),
        Input(strook_id("rooster"), "selectedRows"),
        prevent_initial_call=True,
    )
    def kies_uit_voorstel(rijen: Any) -> Any:
        codes = [rij.get("gemeentecode") for rij in rijen if isinstance(rij, dict)] if isinstance(rijen, list) else []
        return codes or no_update

    @app.callback(
        Output(strook_id("stop"), "hidden"), Output(strook_id("taakklok"), "disabled"), Input(strook_id("taak"), "data")
    )
    def toon_stop(taak: Any) -> Any:
        return not taak, not taak


def _van_taak(taak: str, stand: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    """What a task says: the best so far, its mark while it goes on, and how far it is in words."""
    if "fout" in stand:
        return no_update, None, stand["fout"]
    if "voorstel" not in stand:
        return no_update, no_update, wachtrij(stand["voor"]) if "voor" in stand else BEZIG
    voorstel, zin = stand["voorstel"], _zin(stand["voorstel"])
    if "klaar" in stand:
        return voorstel, None, [KLAAR[stand["klaar"]], " ", *zin]
    return voorstel, no_update, [f"Zoekt: {stand['gedaan']} van hoogstens {stand['totaal']} s. ", *zin]


def _zin(voorstel: Mapping[str, Any]) -> list[Any]:
    """How good a proposal is, and which bands it cannot keep."""
    if not voorstel["rijen"]:
        return ["Elke gemeente heeft al een instituut."]
    zin = (
        f"Hoogstens {getal(100 * voorstel['boven_minimum'], 2)} % boven het theoretisch minimum aan afstand, met "
        "aaneengesloten gebieden. Er is niets gewijzigd."
    )
    knelpunten = [html.Li(zin) for zin in voorstel["knelpunten"]]
    return [zin, html.Ul(knelpunten) if knelpunten else None]


def _procent(deel: str, waarde: int | None = None) -> dbc.Input:
    return dbc.Input(id=strook_id(deel), type="number", min=0, max=100, step="any", value=waarde, className="kortveld")
