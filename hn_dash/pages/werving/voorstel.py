"""A proposal on Werving: asked for, looked at, searched for thoroughly, and taken over by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from hn_dash.domain.plan.voorstel import GEWICHTEN
from hn_dash.errors import GebruikersFout
from hn_dash.pages.ids import id_van
from hn_dash.pages.rooster import ROOSTER, build_rooster
from hn_dash.pages.werving.bericht import Getoond, Roosterkeuze, Voorstelvraag, Zoektocht
from hn_dash.pages.werving.velden import VIEW, keuze, knop, strook_id
from hn_dash.services.plan.bericht import Voorstelrij
from hn_dash.services.plan.bewerking import Bewerking
from hn_dash.tekst import instituten, wachtrij

KOLOMMEN = (
    ("gemeentenaam", "Gemeente", 180, None),
    ("instituut", "Instituut", 165, None),
    ("km", "Hemelsbreed (km)", 165, 0),
    ("gezamenlijk", "Of gezamenlijk", 235, None),
    ("reden", "Waarom", 0, None),
)
BEZIG = "Zoekt een grondig voorstel …"
UITVOER = (("voorstel", "data"), ("taak", "data"), ("voorstelzin", "children"))
"""What asking and searching fill: the proposal, the mark of the search, and what is said of them."""
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
            _vraag(),
            _doelen(codes),
            html.P(id=strook_id("voorstelzin"), className="leeg"),
            _overnemen(),
        ]
    )


def _vraag() -> html.Div:
    return html.Div(
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
    )


def _doelen(codes: Sequence[tuple[str, str]]) -> html.Div:
    velden = [
        html.Span([html.Label(naam, htmlFor=strook_id(f"doel-{code}")), _procent(f"doel-{code}")], className="paar")
        for code, naam in codes
    ]
    zin = html.Span("Doel in % (leeg: aandeel in de opleidingsplekken)", className="leeg")
    return html.Div([zin, *velden], className="bewerkrij")


def _overnemen() -> html.Div:
    knoppen = [
        knop("overnemen", "Neem over", "knop hoofdknop"),
        html.Span("de gekozen gemeenten, of alle als u er geen koos", className="leeg"),
    ]
    rooster = build_rooster(strook_id("rooster"), KOLOMMEN, "Elke gemeente is beslist.", ROOSTER["rowSelection"])
    inhoud = [rooster, html.Div(knoppen, className="bewerkrij")]
    return html.Div(inhoud, id=strook_id("overneemvak"), hidden=True)


def registreer_voorstel(app: Dash, bewerking: Bewerking) -> None:
    """Its callbacks."""
    _registreer_vraag(app, bewerking)
    _registreer_zoektocht(app, bewerking)
    _registreer_rooster(app, bewerking)


def _registreer_vraag(app: Dash, bewerking: Bewerking) -> None:
    @app.callback(
        output=[Output(strook_id(deel), eigenschap) for deel, eigenschap in UITVOER],
        inputs={
            "kliks": {deel: Input(strook_id(deel), "n_clicks") for deel in ("vraagvoorstel", "zoekbeste")},
            "plan": Input(id_van(VIEW, "plan"), "value"),
        },
        state={
            "wens": {
                "gewicht": State(strook_id("gewicht"), "value"),
                "tolerantie": State(strook_id("tolerantie"), "value"),
                "afstand": State(id_van(VIEW, "afstand"), "value"),
                "doelen": [State(strook_id(f"doel-{code}"), "value") for code, _ in bewerking.instituten()],
            },
            "taak": State(strook_id("taak"), "data"),
        },
        prevent_initial_call=True,
    )
    def vraag_voorstel(kliks: dict[str, int | None], plan: Any, wens: dict[str, Any], taak: Any) -> Any:
        door = str(ctx.triggered_id).removeprefix(strook_id(""))
        if not kliks.get(door, 1):
            raise PreventUpdate
        try:
            vraag = Voorstelvraag.lees(plan=plan, wens=wens, taak=taak)
            if vraag.taak:
                bewerking.stop(vraag.taak)  # its answer would be about something else
            if door == "zoekbeste":
                return no_update, bewerking.zoek_beste(vraag.plan, vraag.wens), BEZIG
            if door == "vraagvoorstel":
                voorstel = bewerking.voorstel(vraag.plan, vraag.wens)
                return voorstel, None, _zin(voorstel)
        except GebruikersFout as fout:
            return no_update, None, fout.zin
        return None, None, ""


def _registreer_zoektocht(app: Dash, bewerking: Bewerking) -> None:
    @app.callback(
        *(Output(strook_id(deel), eigenschap, allow_duplicate=True) for deel, eigenschap in UITVOER),
        Input(strook_id("taakklok"), "n_intervals"),
        Input(strook_id("stop"), "n_clicks"),
        State(strook_id("taak"), "data"),
        prevent_initial_call=True,
    )
    def volg_taak(klok: Any, stop: Any, taak: Any) -> Any:
        try:
            kenmerk = Zoektocht.lees(taak=taak).taak
            if kenmerk is None:
                return no_update
            if ctx.triggered_id == strook_id("stop"):
                bewerking.stop(kenmerk)
            return _van_taak(bewerking.taakstand(kenmerk))
        except GebruikersFout as fout:
            return no_update, None, fout.zin

    @app.callback(
        Output(strook_id("stop"), "hidden"), Output(strook_id("taakklok"), "disabled"), Input(strook_id("taak"), "data")
    )
    def toon_stop(taak: Any) -> Any:
        stil = Zoektocht.lees(taak=taak).taak is None
        return stil, stil


def _registreer_rooster(app: Dash, bewerking: Bewerking) -> None:
    @app.callback(
        Output(strook_id("rooster"), "rowData"),
        Output(strook_id("overneemvak"), "hidden"),
        Input(strook_id("voorstel"), "data"),
        Input(id_van(VIEW, "ververs"), "data"),
        State(id_van(VIEW, "plan"), "value"),
    )
    def toon_voorstel(voorstel: Any, ververs: Any, plan: Any) -> Any:
        getoond, kort = Getoond.lees(plan=plan, voorstel=voorstel, ververs=ververs), dict(bewerking.instituten())
        rijen = bewerking.nog_open(getoond.plan, getoond.voorstel)
        return [_regel(rij, kort) for rij in rijen], getoond.voorstel is None

    @app.callback(
        Output(id_van(VIEW, "gekozen"), "data", allow_duplicate=True),
        Input(strook_id("rooster"), "selectedRows"),
        prevent_initial_call=True,
    )
    def kies_uit_voorstel(rijen: Any) -> Any:
        gekozen = Roosterkeuze.lees(rijen=rijen).rijen
        return [rij.gemeentecode for rij in gekozen or ()] or no_update


def _regel(rij: Voorstelrij, kort: Mapping[str, str]) -> dict[str, Any]:
    """A gemeente of a proposal as a row of the grid."""
    namen = {veld: instituten(getattr(rij, veld), kort) for veld in ("instituut", "gezamenlijk")}
    return {
        **{veld: getattr(rij, veld) for veld, *_ in KOLOMMEN},
        **namen,
        "gemeentecode": rij.gemeentecode,
        "id": rij.gemeentecode,
    }


def _van_taak(stand: Mapping[str, Any]) -> tuple[Any, Any, Any]:
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
        return [voorstel["oordeel"]]
    zin = f"{voorstel['oordeel']} Er is niets gewijzigd."
    knelpunten = [html.Li(zin) for zin in voorstel["knelpunten"]]
    return [zin, html.Ul(knelpunten) if knelpunten else None]


def _procent(deel: str, waarde: int | None = None) -> dbc.Input:
    return dbc.Input(id=strook_id(deel), type="number", min=0, max=100, step="any", value=waarde, className="kortveld")
