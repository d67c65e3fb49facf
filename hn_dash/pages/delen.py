"""Small parts that pages share."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from hn_dash.tables import ResultTable
from hn_dash.views.kaartje import waarde_tekst


def attributen(waarden: dict[str, str]) -> Any:
    """aria-* and data-* attributes, which have no keyword of their own."""
    return waarden


def build_tegel(kop: str, waarde: str, eenheid: str, toelichting: str = "", href: str = "") -> html.Div:
    """A figure with what it counts; with an address the whole tile leads to the view that explains it."""
    inhoud = [
        html.Span(kop, className="tegel-kop"),
        html.Span(waarde, className="tegel-waarde"),
        html.Span(eenheid, className="tegel-eenheid"),
        html.Span(toelichting, className="tegel-toelichting"),
    ]
    return html.Div(dcc.Link(inhoud, href=href, className="tegel-link") if href else inhoud, className="tegel vak")


def build_lijst(tabel: ResultTable) -> html.Table:
    """A short table in full, every shown column with Dutch numbers."""
    kolommen = [k for k in tabel.spec.kolommen if k.scherm]
    rijen = [
        html.Tr(
            [
                html.Td(waarde_tekst(rij[k.naam], k, {}), className="cijfer" if k.soort in ("aantal", "getal") else "")
                for k in kolommen
            ]
        )
        for _, rij in tabel.frame.iterrows()
    ]
    koppen = [
        html.Th(k.kop, className="cijfer" if k.soort in ("aantal", "getal") else "", scope="col") for k in kolommen
    ]
    return html.Table([html.Thead(html.Tr(koppen)), html.Tbody(rijen)], className="lijst")
