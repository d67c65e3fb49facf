"""The fields and buttons of the editing strip of Werving."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from hn_dash.pages.ids import id_van

VIEW = "werving"


def strook_id(deel: str) -> str:
    """The id of a part of the strip."""
    return id_van(VIEW, f"bewerk-{deel}")


def knop(deel: str, tekst: str, klasse: str = "knop") -> html.Button:
    """A button."""
    return html.Button(tekst, id=strook_id(deel), type="button", className=klasse, n_clicks=0)


def keuze(deel: str, opties: Sequence[tuple[str, str]], waarde: str) -> dbc.Select:
    """A list of (value, label)."""
    return dbc.Select(id=strook_id(deel), options=[{"value": w, "label": label} for w, label in opties], value=waarde)


def invoer(deel: str, wenk: str, lengte: int) -> dbc.Input:
    """A line of text."""
    return dbc.Input(id=strook_id(deel), type="text", maxlength=lengte, value="", placeholder=wenk)


def veld(label: str, eigenlijk: Any) -> tuple[html.Label, Any]:
    """A field whose label only a screen reader needs."""
    return html.Label(label, htmlFor=eigenlijk.id, className="visually-hidden"), eigenlijk
