"""Charts beside the maps, with Plotly; they take the same ResultTable."""

from __future__ import annotations

from typing import Any

import pandas as pd

from hn_dash.begrippen import GEEN_GEGEVENS
from hn_dash.tables import ResultTable

GRAFIEK: Any = {
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displayModeBar": False,
    "responsive": True,
    "locale": "nl",
    "locales": {"nl": {"dictionary": {}, "format": {"decimal": ",", "thousands": "."}}},
}

_STAVEN = (
    ("berekend", "Berekend", "#b9c4cb"),
    ("aangeboden", "Aangeboden", "#7cafd0"),
    ("geplaatst", "Geplaatst", "#1f5c8c"),
)


_LEEG: dict[str, Any] = {
    "xaxis": {"visible": False},
    "yaxis": {"visible": False},
    "annotations": [{"text": GEEN_GEGEVENS, "showarrow": False, "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5}],
}
"""Instead of axes, which would have numbers that nobody gave."""


def _stijl(titel: str) -> dict[str, Any]:
    return {
        "title": {"text": titel, "font": {"size": 16}, "x": 0, "xref": "paper"},
        "font": {"family": "system-ui, Segoe UI, Roboto, DejaVu Sans, sans-serif", "size": 13, "color": "#1d252c"},
        "margin": {"l": 56, "r": 12, "t": 64, "b": 40},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "separators": ",.",
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "hovermode": "x unified",
        "yaxis": {"gridcolor": "#e3e7ea", "zerolinecolor": "#8a949b", "rangemode": "tozero"},
    }


def build_staven(tabel: ResultTable) -> Any:
    """Places per opleidingslocatie: calculated, offered and placed, summed over the rounds in the table."""
    import plotly.graph_objects as go

    per_locatie = tabel.frame.groupby("locatienaam", sort=False)[[kolom for kolom, _, _ in _STAVEN]].sum(min_count=1)
    if not per_locatie.notna().any(axis=None):
        return go.Figure().update_layout(**_stijl("Plekken per opleidingslocatie") | _LEEG)
    figuur = go.Figure(
        [
            go.Bar(x=list(per_locatie.index), y=_lijst(per_locatie[kolom]), name=naam, marker_color=kleur)
            for kolom, naam, kleur in _STAVEN
        ]
    )
    return figuur.update_layout(**_stijl("Plekken per opleidingslocatie"), barmode="group", bargap=0.25)


def build_reeks(tabel: ResultTable) -> Any:
    """The national series: places that VWS funds and aios that started."""
    import plotly.graph_objects as go

    frame = tabel.frame
    figuur = go.Figure(
        [
            go.Scatter(
                x=_lijst(frame["jaar"]),
                y=_lijst(frame["vws_plekken"]),
                name="Plekken VWS",
                mode="lines+markers",
                line_color="#1f5c8c",
            ),
            go.Scatter(
                x=_lijst(frame["jaar"]),
                y=_lijst(frame["gestart"]),
                name="Gestart",
                mode="markers",
                marker={"size": 11, "symbol": "diamond", "color": "#b9501d"},
            ),
        ]
    )
    return figuur.update_layout(**_stijl("Landelijke reeks"))


def _lijst(reeks: pd.Series) -> list[Any]:
    return [None if pd.isna(waarde) else int(waarde) for waarde in reeks]
