"""The parts that the sections of Gegevens are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from hn_dash.pages.delen import attributen
from hn_dash.pages.ids import id_van

VIEW = "gegevens"
BREED = 0
"""A column that takes what the others leave, and wraps."""


def deel_id(deel: str) -> str:
    """The id of a part of the page."""
    return id_van(VIEW, deel)


def vak(kop: str, inhoud: Sequence[Any]) -> html.Section:
    """A section with its head."""
    return html.Section([html.H2(kop, className="vakkop"), *inhoud], className="vak", **attributen({"aria-label": kop}))


def veld(label: str, deel: str, eigenlijk: Any) -> html.Div:
    """A field under its label."""
    return html.Div([html.Label(label, htmlFor=deel_id(deel), className="form-label"), eigenlijk], className="veld")


def knop(deel: str, tekst: str, klasse: str, **meer: Any) -> html.Button:
    """A button."""
    return html.Button(tekst, id=deel_id(deel), type="button", className=klasse, n_clicks=0, **meer)


def build_tabel(koppen: Sequence[str], rijen: Sequence[Sequence[Any]], klasse: str = "lijst") -> html.Table:
    """A plain table."""
    return html.Table(
        [
            html.Thead(html.Tr([html.Th(kop, scope="col") for kop in koppen])),
            html.Tbody([html.Tr([html.Td(cel) for cel in rij]) for rij in rijen]),
        ],
        className=klasse,
    )
