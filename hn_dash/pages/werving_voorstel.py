"""A proposal on Werving: asked for, looked at, searched for thoroughly, and taken over by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, State, ctx, dcc, html, no_update

from hn_dash.bewerking import Bewerking
from hn_dash.domain.voorstel import GEWICHTEN
from hn_dash.errors import GebruikersFout
from hn_dash.pages.ids import id_van
from hn_dash.pages.werving_velden import VIEW, keuze, knop, strook_id
from hn_dash.tekst import getal, instituten

KOPPEN = ("Gemeente", "Instituut", "Afstand (km)", "Of gezamenlijk", "Waarom")
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
                        deel
                        for code, naam in codes
                        for deel in (html.Label(naam, htmlFor=strook_id(f"doel-{code}")), _procent(f"doel-{code}"))
                    ],
                ],
                className="bewerkrij",
            ),
            html.P(id=strook_id("voorstelzin"), className="leeg"),
            html.Div(id=strook_id("voorsteltabel"), className="rolvak"),
            html.Div(
                [
                    knop("overnemen", "Neem over", "knop hoofdknop"),
                    html.Span("de gekozen gemeenten, of alle als u er geen koos", className="leeg"),
                ],
                id=strook_id("overneemvak"),
                className="bewerkrij",
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
        *doelen,
        prevent_initial_call=True,
    )
    def vraag_voorstel(vraag: Any, zoek: Any, plan: Any, gewicht: Any, tolerantie: Any, *doelen: Any) -> Any:
        wens = {"gewicht": gewicht, "tolerantie": tolerantie, "doelen": list(doelen)}
        try:
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
        Output(strook_id("voorsteltabel"), "children"),
        Output(strook_id("overneemvak"), "hidden"),
        Input(strook_id("voorstel"), "data"),
        Input(id_van(VIEW, "ververs"), "data"),
        State(id_van(VIEW, "plan"), "value"),
    )
    def toon_voorstel(voorstel: Any, ververs: Any, plan: Any) -> Any:
        rijen = bewerking.nog_open(plan, voorstel)
        return _tabel(rijen, plan, dict(bewerking.instituten())) if rijen else None, not rijen

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
        return no_update, no_update, BEZIG
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


def _tabel(rijen: Sequence[Mapping[str, Any]], plan: str, kort: Mapping[str, str]) -> html.Table:
    koppen = [html.Th(kop, scope="col", className="cijfer" if "(km)" in kop else "") for kop in KOPPEN]
    return html.Table(
        [
            html.Thead(html.Tr(koppen)),
            html.Tbody(
                [
                    html.Tr(
                        [
                            html.Th(_op_kaart(plan, rij), scope="row"),
                            html.Td(instituten(rij["instituut"], kort)),
                            html.Td(getal(rij["km"]), className="cijfer"),
                            html.Td(instituten(rij["gezamenlijk"], kort)),
                            html.Td(rij["reden"]),
                        ]
                    )
                    for rij in rijen
                ]
            ),
        ],
        className="lijst",
    )


def _op_kaart(plan: str, rij: Mapping[str, Any]) -> dcc.Link:
    query = urlencode({"plan": plan, "gemeente": rij["gemeentecode"]})
    return dcc.Link(rij["gemeentenaam"], href=f"/werving?{query}", refresh=False)


def _procent(deel: str, waarde: int | None = None) -> dbc.Input:
    return dbc.Input(id=strook_id(deel), type="number", min=0, max=100, step="any", value=waarde, className="kortveld")
