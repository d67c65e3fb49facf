"""The editing strip of Werving: choose gemeenten, say who recruits there, and see it on the map at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from hn_dash.begrippen import STATEN, STATUSSEN
from hn_dash.dataset import Dataset
from hn_dash.domain.basis.instituten import geldig_op
from hn_dash.domain.basis.keuzes import keuzes
from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.domain.plan.stand import ALLES
from hn_dash.errors import GebruikersFout
from hn_dash.pages.delen import attributen, build_kiezer, registreer_kiezer
from hn_dash.pages.ids import id_van
from hn_dash.pages.werkruimte.gesprek import als_dataset
from hn_dash.pages.werving.velden import VIEW, invoer, keuze, knop, strook_id, veld
from hn_dash.pages.werving.voorstel import build_voorstel, registreer_voorstel
from hn_dash.services.plan.bewerking import GEKOZEN, HUN, MIJN, Bewerking, Gedaan
from hn_dash.tekst import instituten, opsomming, telling
from hn_dash.views.vraag import instituutnamen

PEILEN = 2_000
"""Milliseconds between two looks at what others did."""
DADEN: dict[str, Callable[[Bewerking, Any, dict[str, Any], dict[str, Any]], Gedaan]] = {
    "toepassen": lambda b, plan, v, ik: b.pas_toe(plan, v["codes"], v["tot"], **v["wens"], **ik),
    "ongedaan": lambda b, plan, v, ik: b.terug(plan, "ongedaan", **ik),
    "opnieuw": lambda b, plan, v, ik: b.terug(plan, "opnieuw", **ik),
    "slot": lambda b, plan, v, ik: b.sluit(plan, v["slotdoel"], v["codes"], **ik),
    "overnemen": lambda b, plan, v, ik: b.neem_over(plan, v["voorstel"], v["codes"], **ik),
    "upload": lambda b, plan, v, ik: b.neem_bestand_over(plan, v["upload"], **ik),
    "bewaren": lambda b, plan, v, ik: b.noem(plan, v["versie"], ik["wie"]),
    "zeker": lambda b, plan, v, ik: b.stel_vast(plan, v["versie"], ik["wie"]),
    MIJN: lambda b, plan, v, ik: b.beslis(plan, v["botsingen"], MIJN, **ik),
    HUN: lambda b, plan, v, ik: b.beslis(plan, v["botsingen"], HUN, **ik),
}
"""What each part of the strip does."""
NIET_KLIK = {"upload": "data", "zeker": "submit_n_clicks"}
GETOOND = 8
"""Findings that are shown of a file; the shell gives all."""
WENS = ("staat", "instituten", "status", "reden", "vanaf")
ZEKER = "Het plan wordt vastgesteld en verandert daarna niet meer; een correctie is een nieuw plan. Doorgaan?"


def build_bewerken(query: Mapping[str, Any], dataset: Dataset) -> html.Section:
    """The strip; what is in it depends on the plan that is shown."""
    namen = instituutnamen(dataset)
    codes = [(code, namen[code]) for code in geldig_op(dataset.instituten, dataset.peildatum)]
    gebieden = [(code, f"gebied van {naam}") for code, naam in codes]
    sloten = [(GEKOZEN, "gekozen gemeenten"), (ALLES, "hele plan"), *gebieden]
    return html.Section(
        [
            dcc.Store(id=strook_id("sessie"), storage_type="session"),
            dcc.Store(id=strook_id("lading")),
            dcc.Store(id=strook_id("botsingen")),
            dcc.Interval(id=strook_id("klok"), interval=PEILEN),
            html.Div(
                [
                    html.H2("Werkplan", className="vakkop"),
                    *veld("Naam van het nieuwe plan", invoer("naam", "Naam van het nieuwe plan", 120)),
                    knop("maak", "Begin een plan"),
                    html.Span("Begint met wat u nu ziet; het geladen plan blijft zoals het is.", className="leeg"),
                ],
                id=strook_id("begin"),
                className="bewerkrij",
            ),
            html.Div(
                [
                    html.Div(
                        [
                            html.Strong("Kies gemeenten", id=strook_id("keuze"), className="bewerkkeuze"),
                            dbc.RadioItems(
                                id=strook_id("staat"),
                                options=[{"value": staat, "label": staat} for staat in STATEN],
                                value=STATEN[0],
                                inline=True,
                            ),
                            *veld("Status", keuze("status", [(status, status) for status in STATUSSEN], STATUSSEN[1])),
                            *veld("Reden", invoer("reden", "Reden", 500)),
                        ],
                        className="bewerkrij",
                    ),
                    html.Div(
                        [
                            dbc.Checklist(
                                id=strook_id("instituten"),
                                options=[
                                    {"value": code, "label": f"{nummer} {naam}"}
                                    for nummer, (code, naam) in enumerate(codes, start=1)
                                ],
                                value=[],
                                inline=True,
                            ),
                            html.Label("geldig vanaf", htmlFor=strook_id("vanaf"), title="Leeg: de dag van het plan"),
                            dbc.Input(id=strook_id("vanaf"), type="date", value="", className="datumveld"),
                            knop("toepassen", "Pas toe ⏎", "knop hoofdknop"),
                        ],
                        className="bewerkrij",
                    ),
                    html.Div(
                        [
                            knop("ongedaan", "Ongedaan"),
                            knop("opnieuw", "Opnieuw"),
                            knop("volgende", "Volgende zonder instituut"),
                            html.Span(id=strook_id("teller"), className="leeg"),
                            html.Span(id=strook_id("aanwezig"), className="leeg"),
                    html.Details(
                        [
                            html.Summary("Sloten, versies en bestand"),
                            html.Div(
                                [
                                    *veld("Wat op slot gaat", keuze("slotdoel", sloten, GEKOZEN)),
                                    knop("slot", "Op slot of eraf"),
                                    *veld("Naam van deze versie", invoer("versie", "Naam van deze versie", 120)),
                                    knop("bewaren", "Bewaar versie"),
                                    knop("vaststellen", "Stel vast"),
                                    dcc.Store(id=strook_id("upload")),
                                    build_kiezer(strook_id("kiezer"), strook_id("upload"), strook_id("verzonden")),
                                    html.Span(id=strook_id("verzonden"), className="leeg"),
                                    dcc.ConfirmDialog(id=strook_id("zeker"), message=ZEKER),
                                ],
                                className="bewerkrij",
                            ),
                        ]
                    ),
                    build_voorstel(codes),
                        ],
                        className="bewerkrij",
                    ),
                ],
                id=strook_id("paneel"),
                hidden=True,
            ),
            html.Div(
                [
                    html.Div(id=strook_id("botsing")),
                    knop(MIJN, "Mijn wijziging", "knop hoofdknop"),
                    knop(HUN, "Die van de ander"),
                ],
                id=strook_id("botsingvak"),
                className="alert alert-warning",
                role="alert",
                hidden=True,
            ),
            html.Div(id=strook_id("melding"), className="leeg", **attributen({"aria-live": "polite"})),
            html.Div(
                [
                    *veld("Uw naam of afdeling, voor het logboek", dbc.Input(
                        id=strook_id("wie"), type="text", maxlength=60, value="", placeholder="Uw naam of afdeling",
                        persistence=True, persistence_type="local")),
                    dcc.Link("Vergelijk plannen", id=strook_id("vergelijk"), href="/vergelijking"),
                ],
                className="bewerkzij",
            ),
        ],
        className="vak bewerkvak",
        **attributen({"aria-label": "Plan bewerken"}),
    )  # fmt: skip


def registreer_bewerken(app: Dash, bewerking: Bewerking) -> None:
    """Its callbacks."""
    app.clientside_callback(
        ClientsideFunction("hn", "bewerken"),
        Output(strook_id("sessie"), "data"),
        Output(strook_id("lading"), "data"),
        Input(strook_id("paneel"), "id"),
        State(strook_id("sessie"), "data"),
    )
    registreer_kiezer(app, strook_id("kiezer"))
    app.clientside_callback(
        ClientsideFunction("hn", "zeker"),
        Output(strook_id("zeker"), "displayed"),
        Input(strook_id("vaststellen"), "n_clicks"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(strook_id("begin"), "hidden"),
        Output(strook_id("paneel"), "hidden"),
        Output(strook_id("vergelijk"), "href"),
        Input(id_van(VIEW, "plan"), "value"),
        Input(id_van(VIEW, "ververs"), "data"),
    )
    def toon_paneel(plan: Any, ververs: Any) -> Any:
        rij = bewerking.plan_van(plan)
        open_ = bool(rij and not rij["vastgesteld"] and bewerking.mag)
        vergelijk = f"/vergelijking?{urlencode({'plan': plan})}" if isinstance(plan, str) else "/vergelijking"
        return open_ or not bewerking.mag, not open_, vergelijk

    @app.callback(
        Output(id_van(VIEW, "ververs"), "data", allow_duplicate=True),
        Input(id_van(VIEW, "plan"), "value"),
        prevent_initial_call="initial_duplicate",
    )
    def begin_bij(plan: Any) -> int:
        return bewerking.stand(plan).tot

    @app.callback(Output(strook_id("keuze"), "children"), Input(id_van(VIEW, "gekozen"), "data"))
    def toon_keuze(codes: Any) -> str:
        aantal = len(codes) if isinstance(codes, list) else 0
        return f"{telling(aantal, 'gemeente', 'gemeenten')} gekozen" if aantal else "Kies gemeenten"

    @app.callback(
        Output(id_van(VIEW, "plan"), "options", allow_duplicate=True),
        Output(id_van(VIEW, "plan"), "value", allow_duplicate=True),
        Output(strook_id("melding"), "children", allow_duplicate=True),
        Input(strook_id("maak"), "n_clicks"),
        State(strook_id("naam"), "value"),
        State(strook_id("wie"), "value"),
        State(id_van(VIEW, "vraag"), "data"),
        prevent_initial_call=True,
    )
    def maak(klik: Any, naam: Any, wie: Any, query: Any) -> Any:
        try:
            sleutel, zin = bewerking.maak(naam, query, wie)
        except GebruikersFout as fout:
            return no_update, no_update, fout.zin
        return _plannen(bewerking, query), sleutel, zin

    _registreer_doen(app, bewerking)
    _registreer_kijken(app, bewerking)
    registreer_voorstel(app, bewerking)


def _registreer_doen(app: Dash, bewerking: Bewerking) -> None:
    @app.callback(
        output={
            "melding": Output(strook_id("melding"), "children"),
            "ververs": Output(id_van(VIEW, "ververs"), "data"),
            "botsingen": Output(strook_id("botsingen"), "data"),
            "botsing": Output(strook_id("botsing"), "children"),
            "weg": Output(strook_id("botsingvak"), "hidden"),
            "plannen": Output(id_van(VIEW, "plan"), "options", allow_duplicate=True),
        },
        inputs={naam: Input(strook_id(naam), NIET_KLIK.get(naam, "n_clicks")) for naam in DADEN},
        state={
            "plan": State(id_van(VIEW, "plan"), "value"),
            "velden": {
                "codes": State(id_van(VIEW, "gekozen"), "data"),
                "tot": State(id_van(VIEW, "ververs"), "data"),
                "wens": {naam: State(strook_id(naam), "value") for naam in WENS},
                "slotdoel": State(strook_id("slotdoel"), "value"),
                "versie": State(strook_id("versie"), "value"),
                "botsingen": State(strook_id("botsingen"), "data"),
                "voorstel": State(strook_id("voorstel"), "data"),
            },
            "sessie": State(strook_id("sessie"), "data"),
            "lading": State(strook_id("lading"), "data"),
            "wie": State(strook_id("wie"), "value"),
            "query": State(id_van(VIEW, "vraag"), "data"),
        },
        prevent_initial_call=True,
    )
    def doe(
        plan: Any, velden: dict[str, Any], upload: Any, sessie: Any, lading: Any, wie: Any, query: Any, **kliks: Any
    ) -> dict[str, Any]:
        door = str(ctx.triggered_id).removeprefix(strook_id(""))
        if door == "upload" and not (isinstance(upload, dict) and "bezig" not in upload):
            raise PreventUpdate
        keer = upload if door == "upload" else kliks.get(door)  # the same one sent twice is one event
        verzoek = hashlib.sha256(f"{lading} {door} {keer}".encode()).hexdigest()
        ik = {"sessie": sessie, "wie": wie, "verzoek": verzoek}
        try:
            uit = _uit(DADEN[door](bewerking, plan, velden | {"upload": upload}, ik), bewerking)
        except GebruikersFout as fout:
            return _uit(Gedaan(fout.zin, -1), bewerking) | {"melding": _fouten(fout), "plannen": no_update}
        return uit | {"plannen": _plannen(bewerking, query) if door in ("bewaren", "zeker") else no_update}

    @app.callback(
        Output(id_van(VIEW, "gekozen"), "data", allow_duplicate=True),
        Input(strook_id("volgende"), "n_clicks"),
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
            "aanwezig": Output(strook_id("aanwezig"), "children"),
            "teller": Output(strook_id("teller"), "children"),
        },
        inputs={"klok": Input(strook_id("klok"), "n_intervals"), "ververs": Input(id_van(VIEW, "ververs"), "data")},
        state={
            "plan": State(id_van(VIEW, "plan"), "value"),
            "codes": State(id_van(VIEW, "gekozen"), "data"),
            "sessie": State(strook_id("sessie"), "data"),
            "wie": State(strook_id("wie"), "value"),
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


def _fouten(fout: GebruikersFout) -> list[Any]:
    """A refusal with its first findings."""
    meer = [bevinding for bevinding in fout.bevindingen if bevinding.zin not in fout.zin]
    rest = [html.Li(f"En {len(meer) - GETOOND} andere.")] if len(meer) > GETOOND else []
    return [fout.zin, html.Ul([html.Li(str(bevinding)) for bevinding in meer[:GETOOND]] + rest) if meer else None]


def _uit(uit: Gedaan, bewerking: Bewerking) -> dict[str, Any]:
    """An outcome as what the page shows."""
    namen = bewerking.werk.magazijn.basis.geo.herindeling.lijsten
    naam = {code: plaats for lijst in namen.values() for code, plaats in lijst.items()}
    kort = dict(bewerking.instituten())

    def woorden(afspraak: Afspraak) -> str:
        return f"{afspraak.staat} {instituten(afspraak.instituten, kort)}".strip()

    regels = [
        html.Li(f"{naam.get(b.gemeente, b.gemeente)}: nu {woorden(b.hun)}; u vroeg {woorden(b.mijn)}.")
        for b in uit.botsingen
    ]
    return {
        "melding": uit.zin,
        "ververs": uit.tot if uit.tot >= 0 else no_update,
        "botsingen": [asdict(b) for b in uit.botsingen],
        "botsing": html.Ul(regels) if regels else "",
        "weg": not regels,
    }


def _plannen(bewerking: Bewerking, query: Any) -> list[dict[str, str]]:
    """The choices of the control Plan."""
    dataset = als_dataset(query, bewerking.werk)
    return [{"value": sleutel, "label": label} for sleutel, label in keuzes("plan", dataset)]
