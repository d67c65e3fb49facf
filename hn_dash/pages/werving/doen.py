"""What the editing strip does: each button, file and answer to a conflict is one step in the log of a plan."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, html, no_update
from dash.exceptions import PreventUpdate

from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.errors import GebruikersFout
from hn_dash.pages.delen import registreer_kiezer
from hn_dash.pages.ids import id_van
from hn_dash.pages.werkruimte.gesprek import gestelde_vraag
from hn_dash.pages.werving.velden import VIEW, strook_id
from hn_dash.services.plan.bewerking import HUN, MIJN, Bewerking, Gedaan
from hn_dash.tekst import instituten

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
WENS = ("staat", "instituten", "status", "reden", "vanaf")
GETOOND = 8
"""Findings that are shown of a file; the shell gives all."""


def registreer_doen(app: Dash, bewerking: Bewerking) -> None:
    """The callbacks that write."""
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
    _registreer_maak(app, bewerking)
    _registreer_daden(app, bewerking)


def _registreer_maak(app: Dash, bewerking: Bewerking) -> None:
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


def _registreer_daden(app: Dash, bewerking: Bewerking) -> None:
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
    plannen = gestelde_vraag(VIEW, query, bewerking.werk).grondslag.plankeuzes
    return [{"value": sleutel, "label": label} for sleutel, label in plannen]
