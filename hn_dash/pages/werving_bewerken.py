"""The editing strip of Werving: choose gemeenten, say who recruits there, and see it on the map at once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html, no_update

from hn_dash.bewerking import HUN, MIJN, Bewerking, Gedaan
from hn_dash.domain.instituten import geldig_op
from hn_dash.domain.planlog import Afspraak
from hn_dash.domain.voorstel import Voorstel
from hn_dash.errors import GebruikersFout
from hn_dash.ingest.dataset import STATEN, STATUSSEN, Dataset
from hn_dash.pages.delen import attributen
from hn_dash.pages.ids import id_van
from hn_dash.tekst import getal, opsomming, telling
from hn_dash.views.vraag import instituutnamen

VIEW = "werving"
PEILEN = 2_000
"""Milliseconds between two looks at what others did."""
KNOPPEN = ("toepassen", "ongedaan", "opnieuw", "slot", "vaststellen", "overnemen", MIJN, HUN)


def _id(deel: str) -> str:
    return id_van(VIEW, f"bewerk-{deel}")


def build_bewerken(query: Mapping[str, Any], dataset: Dataset) -> html.Section:
    """The strip; what is in it depends on the plan that is shown."""
    namen = instituutnamen(dataset)
    instituten = [(code, namen[code]) for code in geldig_op(dataset.instituten, dataset.peildatum)]
    return html.Section(
        [
            dcc.Store(id=_id("sessie"), storage_type="session"),
            dcc.Store(id=_id("botsingen")),
            dcc.Interval(id=_id("klok"), interval=PEILEN),
            html.Div(
                [
                    html.H2("Werkplan", className="vakkop"),
                    *_veld("Naam van het nieuwe plan", "naam", dbc.Input(
                        id=_id("naam"), type="text", maxlength=120, value="", placeholder="Naam van het nieuwe plan")),
                    html.Button("Begin een plan", id=_id("maak"), type="button", className="knop", n_clicks=0),
                    html.Span(
                        "Begint met wat u nu ziet; het geladen plan blijft zoals het is.", className="leeg"
                    ),
                ],
                id=_id("begin"),
                className="bewerkrij",
            ),
            html.Div(
                [
                    html.Div(
                        [
                            html.Strong("Kies gemeenten", id=_id("keuze"), className="bewerkkeuze"),
                            dbc.RadioItems(
                                id=_id("staat"),
                                options=[{"value": staat, "label": staat} for staat in STATEN],
                                value=STATEN[0],
                                inline=True,
                            ),
                            *_veld("Status", "status", dbc.Select(
                                id=_id("status"),
                                options=[{"value": status, "label": status} for status in STATUSSEN],
                                value=STATUSSEN[1])),
                            *_veld("Reden", "reden", dbc.Input(
                                id=_id("reden"), type="text", maxlength=500, value="", placeholder="Reden")),
                        ],
                        className="bewerkrij",
                    ),
                    html.Div(
                        [
                            dbc.Checklist(
                                id=_id("instituten"),
                                options=[
                                    {"value": code, "label": f"{nummer} {naam}"}
                                    for nummer, (code, naam) in enumerate(instituten, start=1)
                                ],
                                value=[],
                                inline=True,
                            ),
                            _knop("toepassen", "Pas toe ⏎", "knop hoofdknop"),
                        ],
                        className="bewerkrij",
                    ),
                    html.Div(
                        [
                            _knop("ongedaan", "Ongedaan"),
                            _knop("opnieuw", "Opnieuw"),
                            _knop("volgende", "Volgende zonder instituut"),
                            _knop("slot", "Slot"),
                            _knop("vaststellen", "Stel vast"),
                            _knop("voorstel", "Toon een voorstel"),
                            html.Span(id=_id("teller"), className="leeg"),
                            html.Span(id=_id("aanwezig"), className="leeg"),
                        ],
                        className="bewerkrij",
                    ),
                ],
                id=_id("paneel"),
                hidden=True,
            ),
            html.Details(
                [
                    html.Summary("Voorstel voor de gemeenten zonder instituut"),
                    html.Div(id=_id("voorsteltabel"), className="rolvak"),
                    _knop("overnemen", "Neem over: de gekozen gemeenten, of alle", "knop hoofdknop"),
                ],
                id=_id("voorstelvak"),
                open=True,
                hidden=True,
            ),
            html.Div(
                [
                    html.Div(id=_id("botsing")),
                    _knop(MIJN, "Mijn wijziging", "knop hoofdknop"),
                    _knop(HUN, "Die van de ander"),
                ],
                id=_id("botsingvak"),
                className="alert alert-warning",
                role="alert",
                hidden=True,
            ),
            *_veld("Uw naam of afdeling, voor het logboek", "wie", dbc.Input(
                id=_id("wie"), type="text", maxlength=60, value="", placeholder="Uw naam of afdeling",
                persistence=True, persistence_type="local")),
            html.P(id=_id("melding"), className="leeg", **attributen({"aria-live": "polite"})),
        ],
        className="vak bewerkvak",
        **attributen({"aria-label": "Plan bewerken"}),
    )  # fmt: skip


def registreer_bewerken(app: Dash, bewerking: Bewerking) -> None:
    """Its callbacks."""
    app.clientside_callback(
        ClientsideFunction("hn", "bewerken"),
        Output(_id("sessie"), "data"),
        Input(_id("paneel"), "id"),
        State(_id("sessie"), "data"),
    )

    @app.callback(
        Output(_id("begin"), "hidden"),
        Output(_id("paneel"), "hidden"),
        Input(id_van(VIEW, "plan"), "value"),
        Input(id_van(VIEW, "ververs"), "data"),
    )
    def toon_paneel(plan: Any, ververs: Any) -> Any:
        rij = bewerking.plan_van(plan)
        open_ = bool(rij and not rij["vastgesteld"] and bewerking.mag)
        return open_ or not bewerking.mag, not open_

    @app.callback(
        Output(id_van(VIEW, "ververs"), "data", allow_duplicate=True),
        Input(id_van(VIEW, "plan"), "value"),
        prevent_initial_call="initial_duplicate",
    )
    def begin_bij(plan: Any) -> int:
        return bewerking.stand(plan).tot

    @app.callback(Output(_id("keuze"), "children"), Input(id_van(VIEW, "gekozen"), "data"))
    def toon_keuze(codes: Any) -> str:
        aantal = len(codes) if isinstance(codes, list) else 0
        return f"{telling(aantal, 'gemeente', 'gemeenten')} gekozen" if aantal else "Kies gemeenten"

    @app.callback(
        Output(id_van(VIEW, "plan"), "options", allow_duplicate=True),
        Output(id_van(VIEW, "plan"), "value", allow_duplicate=True),
        Output(_id("melding"), "children", allow_duplicate=True),
        Input(_id("maak"), "n_clicks"),
        State(_id("naam"), "value"),
        State(_id("wie"), "value"),
        State(id_van(VIEW, "vraag"), "data"),
        prevent_initial_call=True,
    )
    def maak(klik: Any, naam: Any, wie: Any, query: Any) -> Any:
        try:
            sleutel, zin = bewerking.maak(naam, query, wie)
        except GebruikersFout as fout:
            return no_update, no_update, fout.zin
        opties = [{"value": k, "label": label} for k, label in bewerking.werk(query or "").plannen]
        return opties, sleutel, zin

    _registreer_doen(app, bewerking)
    _registreer_kijken(app, bewerking)


def _registreer_doen(app: Dash, bewerking: Bewerking) -> None:
    @app.callback(
        output={
            "melding": Output(_id("melding"), "children"),
            "ververs": Output(id_van(VIEW, "ververs"), "data"),
            "botsingen": Output(_id("botsingen"), "data"),
            "botsing": Output(_id("botsing"), "children"),
            "weg": Output(_id("botsingvak"), "hidden"),
        },
        inputs={knop: Input(_id(knop), "n_clicks") for knop in KNOPPEN},
        state={
            "plan": State(id_van(VIEW, "plan"), "value"),
            "codes": State(id_van(VIEW, "gekozen"), "data"),
            "tot": State(id_van(VIEW, "ververs"), "data"),
            "wens": {naam: State(_id(naam), "value") for naam in ("staat", "instituten", "status", "reden")},
            "botsingen": State(_id("botsingen"), "data"),
            "sessie": State(_id("sessie"), "data"),
            "wie": State(_id("wie"), "value"),
        },
        prevent_initial_call=True,
    )
    def doe(
        plan: Any, codes: Any, tot: Any, wens: dict[str, Any], botsingen: Any, sessie: Any, wie: Any, **kliks: Any
    ) -> dict[str, Any]:
        knop = str(ctx.triggered_id).removeprefix(_id(""))
        verzoek = secrets.token_hex(16)
        ik = {"sessie": sessie, "wie": wie, "verzoek": verzoek}
        try:
            if knop == "toepassen":
                uit = bewerking.pas_toe(plan, codes, tot, **wens, **ik)
            elif knop in ("ongedaan", "opnieuw"):
                uit = bewerking.terug(plan, knop, **ik)
            elif knop == "slot":
                uit = bewerking.sluit(plan, codes, **ik)
            elif knop == "overnemen":
                uit = bewerking.neem_over(plan, codes, **ik)
            elif knop == "vaststellen":
                uit = bewerking.stel_vast(plan, "vastgesteld", wie)
            else:
                uit = bewerking.beslis(plan, botsingen, knop, **ik)
        except GebruikersFout as fout:
            return _uit(Gedaan(fout.zin, -1), bewerking)
        return _uit(uit, bewerking)

    @app.callback(
        Output(_id("voorsteltabel"), "children"),
        Output(_id("voorstelvak"), "hidden"),
        Input(_id("voorstel"), "n_clicks"),
        Input(id_van(VIEW, "ververs"), "data"),
        Input(id_van(VIEW, "plan"), "value"),
        prevent_initial_call=True,
    )
    def toon_voorstel(klik: Any, ververs: Any, plan: Any) -> Any:
        if ctx.triggered_id != _id("voorstel"):
            return None, True  # it was about a plan that has changed
        try:
            return _voorstel(bewerking.voorstel(plan), bewerking), False
        except GebruikersFout as fout:
            return html.P(fout.zin), False

    @app.callback(
        Output(id_van(VIEW, "gekozen"), "data", allow_duplicate=True),
        Input(_id("volgende"), "n_clicks"),
        State(id_van(VIEW, "plan"), "value"),
        State(id_van(VIEW, "gekozen"), "data"),
        prevent_initial_call=True,
    )
    def volgende(klik: Any, plan: Any, codes: Any) -> Any:
        return bewerking.volgende(plan, codes) or no_update


def _registreer_kijken(app: Dash, bewerking: Bewerking) -> None:
    @app.callback(
        output={
            "ververs": Output(id_van(VIEW, "ververs"), "data", allow_duplicate=True),
            "aanwezig": Output(_id("aanwezig"), "children"),
            "teller": Output(_id("teller"), "children"),
        },
        inputs={"klok": Input(_id("klok"), "n_intervals"), "ververs": Input(id_van(VIEW, "ververs"), "data")},
        state={
            "plan": State(id_van(VIEW, "plan"), "value"),
            "codes": State(id_van(VIEW, "gekozen"), "data"),
            "sessie": State(_id("sessie"), "data"),
            "wie": State(_id("wie"), "value"),
        },
        prevent_initial_call=True,
    )
    def kijk(klok: Any, ververs: Any, plan: Any, codes: Any, sessie: Any, wie: Any) -> dict[str, Any]:
        if bewerking.plan_van(plan) is None or not isinstance(sessie, str):
            return dict.fromkeys(("ververs", "aanwezig", "teller"), no_update)
        try:
            anderen = bewerking.aanwezig(plan, sessie, wie, codes)
        except GebruikersFout:
            anderen = []
        nu = bewerking.stand(plan).tot
        return {
            "ververs": nu if nu != ververs else no_update,
            "aanwezig": f"Ook hier: {opsomming(anderen)}" if anderen else "",
            "teller": bewerking.nog_te_doen(plan),
        }


def _voorstel(voorstel: Voorstel, bewerking: Bewerking) -> list[Any]:
    """A proposal as a table, with how good it is and which bands it cannot keep."""
    if voorstel.frame.empty:
        return [html.P("Elke gemeente heeft al een instituut.", className="leeg")]
    kort = dict(bewerking.instituten())
    koppen = ("Gemeente", "Instituut", "Afstand (km)", "Of gezamenlijk", "Waarom")
    rijen = [
        html.Tr(
            [
                html.Th(rij["gemeentenaam"], scope="row"),
                html.Td(kort[rij["instituut"]]),
                html.Td(getal(rij["km"]), className="cijfer"),
                html.Td(" + ".join(kort[code] for code in rij["gezamenlijk"].split("+") if code)),
                html.Td(rij["reden"]),
            ]
        )
        for rij in voorstel.frame.to_dict("records")
    ]
    zin = (
        f"Hoogstens {getal(100 * voorstel.boven_minimum, 1)} % boven het theoretisch minimum aan afstand, met "
        "aaneengesloten gebieden en lasten naar het aandeel in de opleidingsplekken. Er is niets gewijzigd."
    )
    knelpunten = [html.Li(zin) for zin in voorstel.knelpunten]
    return [
        html.P(zin, className="leeg"),
        html.Ul(knelpunten) if knelpunten else None,
        html.Table(
            [html.Thead(html.Tr([html.Th(kop, scope="col") for kop in koppen])), html.Tbody(rijen)], className="lijst"
        ),
    ]


def _uit(uit: Gedaan, bewerking: Bewerking) -> dict[str, Any]:
    """An outcome as what the page shows."""
    namen = bewerking.werk.magazijn.basis.geo.herindeling.lijsten
    naam = {code: plaats for lijst in namen.values() for code, plaats in lijst.items()}
    regels = [
        html.Li(f"{naam.get(b.gemeente, b.gemeente)}: nu {_woorden(b.hun)}; u vroeg {_woorden(b.mijn)}.")
        for b in uit.botsingen
    ]
    return {
        "melding": uit.zin,
        "ververs": uit.tot if uit.tot >= 0 else no_update,
        "botsingen": [asdict(b) for b in uit.botsingen],
        "botsing": html.Ul(regels) if regels else "",
        "weg": not regels,
    }


def _woorden(afspraak: Afspraak) -> str:
    return f"{afspraak.staat} {afspraak.instituten}".strip()


def _veld(label: str, deel: str, veld: Any) -> tuple[html.Label, Any]:
    """A field whose label only a screen reader needs."""
    return html.Label(label, htmlFor=_id(deel), className="visually-hidden"), veld


def _knop(deel: str, tekst: str, klasse: str = "knop") -> html.Button:
    return html.Button(tekst, id=_id(deel), type="button", className=klasse, n_clicks=0)
