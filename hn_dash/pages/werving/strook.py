"""The editing strip of Werving: choose gemeenten, say who recruits there, and see it on the map at once. How it looks.

What it does stands in doen.py and kijken.py; proposals are in voorstel.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from hn_dash.begrippen import STATEN, STATUSSEN
from hn_dash.dataset import Dataset
from hn_dash.domain.basis.instituten import geldig_op
from hn_dash.domain.plan.stand import ALLES
from hn_dash.pages.delen import attributen, build_kiezer
from hn_dash.pages.werving.velden import invoer, keuze, knop, strook_id, veld
from hn_dash.pages.werving.voorstel import build_voorstel
from hn_dash.services.plan.bewerking import GEKOZEN, HUN, MIJN

PEILEN = 2_000
"""Milliseconds between two looks at what others did."""
ZEKER = "Het plan wordt vastgesteld en verandert daarna niet meer; een correctie is een nieuw plan. Doorgaan?"
Instituten = Sequence[tuple[str, str]]
"""(code, short name) of the institutes that can recruit, in the order of their keys."""


def build_bewerken(query: Mapping[str, Any], dataset: Dataset) -> html.Section:
    """The strip; what is in it depends on the plan that is shown."""
    namen = dataset.kortnamen
    instituten = [(code, namen[code]) for code in geldig_op(dataset.instituten, dataset.peildatum)]
    return html.Section(
        [
            dcc.Store(id=strook_id("sessie"), storage_type="session"),
            dcc.Store(id=strook_id("lading")),
            dcc.Store(id=strook_id("geschil")),
            dcc.Store(id=strook_id("beeld")),
            dcc.Store(id=strook_id("gekeken")),
            dcc.Interval(id=strook_id("klok"), interval=PEILEN),
            html.Div(id=strook_id("anderjaar"), className="alert alert-warning", role="alert", hidden=True),
            _begin(),
            html.Div([_wens(), _wie(instituten), _stappen(instituten)], id=strook_id("paneel"), hidden=True),
            _botsing(),
            html.Div(id=strook_id("melding"), className="leeg", **attributen({"aria-live": "polite"})),
            _zij(),
        ],
        className="vak bewerkvak",
        **attributen({"aria-label": "Plan bewerken"}),
    )


def _begin() -> html.Div:
    """What one sees of a plan that cannot be changed: the way to a plan of one's own."""
    return html.Div(
        [
            html.H2("Werkplan", className="vakkop"),
            *veld("Naam van het nieuwe plan", invoer("naam", "Naam van het nieuwe plan", 120)),
            knop("maak", "Begin een plan"),
            html.Span("Begint met wat u nu ziet; het geladen plan blijft zoals het is.", className="leeg"),
        ],
        id=strook_id("begin"),
        className="bewerkrij",
    )


def _wens() -> html.Div:
    staten = dbc.RadioItems(
        id=strook_id("staat"),
        options=[{"value": staat, "label": staat} for staat in STATEN],
        value=STATEN[0],
        inline=True,
    )
    return html.Div(
        [
            html.Strong("Kies gemeenten", id=strook_id("keuze"), className="bewerkkeuze"),
            staten,
            *veld("Status", keuze("status", [(status, status) for status in STATUSSEN], STATUSSEN[1])),
            *veld("Reden", invoer("reden", "Reden", 500)),
        ],
        className="bewerkrij",
    )


def _wie(instituten: Instituten) -> html.Div:
    genummerd = [(code, f"{nummer} {naam}") for nummer, (code, naam) in enumerate(instituten, start=1)]
    lijst = dbc.Checklist(
        id=strook_id("instituten"),
        options=[{"value": code, "label": label} for code, label in genummerd],
        value=[],
        inline=True,
    )
    return html.Div(
        [
            lijst,
            html.Label("geldig vanaf", htmlFor=strook_id("vanaf"), title="Leeg: de dag van het plan"),
            dbc.Input(id=strook_id("vanaf"), type="date", value="", className="datumveld"),
            knop("toepassen", "Pas toe ⏎", "knop hoofdknop"),
        ],
        className="bewerkrij",
    )


def _stappen(instituten: Instituten) -> html.Div:
    return html.Div(
        [
            knop("ongedaan", "Ongedaan"),
            knop("opnieuw", "Opnieuw"),
            knop("volgende", "Volgende zonder instituut"),
            html.Span(id=strook_id("teller"), className="leeg"),
            html.Span(id=strook_id("aanwezig"), className="leeg"),
            _meer(instituten),
            build_voorstel(instituten),
        ],
        className="bewerkrij",
    )


def _meer(instituten: Instituten) -> html.Details:
    gebieden = [(code, f"gebied van {naam}") for code, naam in instituten]
    sloten = [(GEKOZEN, "gekozen gemeenten"), (ALLES, "hele plan"), *gebieden]
    rij = html.Div(
        [
            *veld("Wat op slot gaat", keuze("slotdoel", sloten, GEKOZEN)),
            knop("slot", "Op slot"),
            knop("slotaf", "Van het slot"),
            *veld("Naam van deze versie", invoer("versie", "Naam van deze versie", 120)),
            knop("bewaren", "Bewaar versie"),
            knop("vaststellen", "Stel vast"),
            dcc.Store(id=strook_id("upload")),
            build_kiezer(strook_id("kiezer"), strook_id("upload"), strook_id("verzonden")),
            html.Span(id=strook_id("verzonden"), className="leeg"),
            dcc.ConfirmDialog(id=strook_id("zeker"), message=ZEKER),
        ],
        className="bewerkrij",
    )
    return html.Details([html.Summary("Sloten, versies en bestand"), rij])


def _botsing() -> html.Div:
    return html.Div(
        [
            html.Div(id=strook_id("botsing")),
            knop(MIJN, "Mijn wijziging", "knop hoofdknop"),
            knop(HUN, "Die van de ander"),
        ],
        id=strook_id("botsingvak"),
        className="alert alert-warning",
        role="alert",
        hidden=True,
    )


def _zij() -> html.Div:
    wie = dbc.Input(
        id=strook_id("wie"),
        type="text",
        maxlength=60,
        value="",
        placeholder="Uw naam of afdeling",
        persistence=True,
        persistence_type="local",
    )
    return html.Div(
        [
            *veld("Uw naam of afdeling, voor het logboek", wie),
            dcc.Link("Vergelijk plannen", id=strook_id("vergelijk"), href="/vergelijking"),
        ],
        className="bewerkzij",
    )
