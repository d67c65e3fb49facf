"""What the editing strip does: each button, file and answer to a conflict is one step in the log of a plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, html, no_update
from dash.exceptions import PreventUpdate

from hn_dash.errors import GebruikersFout
from hn_dash.pages.delen import registreer_kiezer
from hn_dash.pages.ids import id_van
from hn_dash.pages.werving.bericht import Begin, Strook
from hn_dash.pages.werving.velden import VIEW, strook_id
from hn_dash.services.bericht import Onderweg, eis_upload
from hn_dash.services.plan.bericht import Verzoek
from hn_dash.services.plan.bewerking import HUN, MIJN, Bewerking, Gedaan

DADEN: dict[str, Callable[[Bewerking, Strook, Verzoek], Gedaan]] = {
    "toepassen": lambda b, s, v: b.pas_toe(s.plan, s.wens, v),
    "ongedaan": lambda b, s, v: b.terug(s.plan, "ongedaan", v),
    "opnieuw": lambda b, s, v: b.terug(s.plan, "opnieuw", v),
    "slot": lambda b, s, v: b.sluit(s.plan, s.slotdoel, s.wens.codes, True, v),
    "slotaf": lambda b, s, v: b.sluit(s.plan, s.slotdoel, s.wens.codes, False, v),
    "overnemen": lambda b, s, v: b.neem_over(s.plan, s.voorstel, s.wens.codes, v),
    "upload": lambda b, s, v: b.neem_bestand_over(s.plan, eis_upload(s.upload), v, s.wens.gezien),
    "bewaren": lambda b, s, v: b.noem(s.plan, s.versie, v.wie, s.gezien),
    "zeker": lambda b, s, v: b.stel_vast(s.plan, s.versie, v.wie, s.gezien),
    MIJN: lambda b, s, v: b.beslis(s.plan, s.eis_geschil, MIJN, v),
    HUN: lambda b, s, v: b.beslis(s.plan, s.eis_geschil, HUN, v),
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
    def maak(klik: int | None, naam: Any, wie: Any, query: Any) -> Any:
        if not klik:
            raise PreventUpdate
        try:
            begin = Begin.lees(naam=naam, wie=wie, adres=query)
            sleutel, zin = bewerking.maak(begin.naam, begin.adres, begin.wie)
        except GebruikersFout as fout:
            return no_update, no_update, fout.zin
        return _plannen(bewerking, begin.adres), sleutel, zin


def _registreer_daden(app: Dash, bewerking: Bewerking) -> None:
    @app.callback(
        output={
            "melding": Output(strook_id("melding"), "children"),
            "ververs": Output(id_van(VIEW, "ververs"), "data"),
            "geschil": Output(strook_id("geschil"), "data"),
            "beeld": Output(strook_id("beeld"), "data"),
            "botsing": Output(strook_id("botsing"), "children"),
            "weg": Output(strook_id("botsingvak"), "hidden"),
            "plannen": Output(id_van(VIEW, "plan"), "options", allow_duplicate=True),
        },
        inputs={naam: Input(strook_id(naam), NIET_KLIK.get(naam, "n_clicks")) for naam in DADEN},
        state={
            "velden": {
                "plan": State(id_van(VIEW, "plan"), "value"),
                "wens": {
                    "codes": State(id_van(VIEW, "gekozen"), "data"),
                    "tot": State(id_van(VIEW, "ververs"), "data"),
                    "beeld": State(strook_id("beeld"), "data"),
                    **{naam: State(strook_id(naam), "value") for naam in WENS},
                },
                **{naam: State(strook_id(naam), "value") for naam in ("slotdoel", "versie", "wie")},
                **{naam: State(strook_id(naam), "data") for naam in ("geschil", "voorstel", "sessie", "lading")},
                "adres": State(id_van(VIEW, "vraag"), "data"),
            },
        },
        prevent_initial_call=True,
    )
    def doe(velden: dict[str, Any], upload: Any, **kliks: Any) -> dict[str, Any]:
        door = str(ctx.triggered_id).removeprefix(strook_id(""))
        if not (upload if door == "upload" else kliks.get(door)):
            raise PreventUpdate
        try:
            strook = Strook.lees(**velden, upload=upload)
            if door == "upload" and isinstance(strook.upload, Onderweg | None):
                raise PreventUpdate
            bewerking.eis_eigen_jaar(strook.plan, strook.adres)
            gedaan = DADEN[door](bewerking, strook, strook.verzoek(door, kliks.get(door)))
            uit = _uit(gedaan, bewerking) | {"beeld": _beeld(strook, gedaan)}
        except GebruikersFout as fout:
            return _uit(Gedaan(fout.zin, -1), bewerking) | {"melding": _fouten(fout), "plannen": no_update}
        return uit | {"plannen": _plannen(bewerking, strook.adres) if door in ("bewaren", "zeker") else no_update}


def _fouten(fout: GebruikersFout) -> list[Any]:
    """A refusal with its first findings."""
    meer = [bevinding for bevinding in fout.bevindingen if bevinding.zin not in fout.zin]
    rest = [html.Li(f"En {len(meer) - GETOOND} andere.")] if len(meer) > GETOOND else []
    return [fout.zin, html.Ul([html.Li(str(bevinding)) for bevinding in meer[:GETOOND]] + rest) if meer else None]


def _uit(uit: Gedaan, bewerking: Bewerking) -> dict[str, Any]:
    """An outcome as what the page shows."""
    regels = [html.Li(bewerking.in_woorden(botsing)) for botsing in uit.botsingen]
    return {
        "melding": uit.zin,
        "ververs": uit.tot if uit.tot >= 0 else no_update,
        "geschil": _geschil(uit) if regels else None,
        "beeld": no_update,
        "botsing": html.Ul(regels) if regels else "",
        "weg": not regels,
    }


def _geschil(uit: Gedaan) -> dict[str, Any]:
    """What the page keeps of a conflict until somebody decides."""
    verder = [{"gemeente": w.gemeente, "versie": w.verwacht, "mijn": asdict(w.afspraak)} for w in uit.verder]
    return {"soort": uit.soort, "botsingen": [asdict(botsing) for botsing in uit.botsingen], "verder": verder}


def _beeld(strook: Strook, gedaan: Gedaan) -> Any:
    """What the person saw of the plan, with what they just left as another made it."""
    beeld = strook.wens.beeld
    if beeld is None or not gedaan.gezien:
        return no_update
    return {**beeld.model_dump(), "gekozen": {**beeld.gekozen, **gedaan.gezien}}


def _plannen(bewerking: Bewerking, query: str) -> list[dict[str, str]]:
    """The choices of the control Plan."""
    return [{"value": sleutel, "label": label} for sleutel, label in bewerking.plannen(query)]
