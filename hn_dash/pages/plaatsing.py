"""/plaatsing: where training places are and get filled, per opleidingslocatie and round, and the national series."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, dcc, html

from hn_dash.dataset import Gegevens, Grondslag
from hn_dash.domain import maten
from hn_dash.pages.delen import attributen, build_lijst, build_tegel, zonder_uitslag
from hn_dash.pages.ids import id_van
from hn_dash.pages.werkruimte.gesprek import getoonde_vraag, registreer_werkruimte
from hn_dash.pages.werkruimte.layout import build_werkruimte
from hn_dash.tables import ResultTable
from hn_dash.tekst import getal
from hn_dash.views.grafiek import GRAFIEK, build_reeks, build_staven
from hn_dash.views.vraag import Vraag

VIEW = "plaatsing"


def layout(query: Mapping[str, Any], grondslag: Grondslag) -> html.Div:
    """The workspace, with bars and the national series under the map."""
    vraag = Vraag.from_query(VIEW, query, grondslag)
    tabel = vraag.tabel()
    landelijk = maten.compute(maten.from_query("landelijk", {}, grondslag), grondslag)
    onder = [
        html.Div(build_randstad(tabel), id=id_van(VIEW, "randstad"), className="tegels"),
        html.Div([_stavenvak(tabel), _reeksvak(landelijk)], className="tweekolom"),
    ]
    return build_werkruimte(vraag, query, onder=onder)


def _stavenvak(tabel: ResultTable) -> html.Section:
    return html.Section(
        _grafiek("staven", build_staven(tabel)),
        className="vak",
        **attributen({"aria-label": "Staven per opleidingslocatie; dezelfde getallen staan in de tabel"}),
    )


def _reeksvak(landelijk: ResultTable) -> html.Section:
    downloads: list[Any] = [
        "Download de reeks: ",
        html.A("CSV", href="/download/landelijk.csv", download=""),
        " · ",
        html.A("Excel", href="/download/landelijk.xlsx", download=""),
    ]
    return html.Section(
        [
            _grafiek("reeks", build_reeks(landelijk)),
            html.Details([html.Summary("Tabel en bronnen van de landelijke reeks"), build_lijst(landelijk)]),
            html.P(downloads, className="voet"),
        ],
        className="vak",
        **attributen({"aria-label": "Landelijke reeks"}),
    )


def registreer(app: Dash, gegevens: Gegevens) -> None:
    """The workspace's callbacks, and the bars that follow the question."""
    registreer_werkruimte(app, VIEW, gegevens)

    @app.callback(
        Output(id_van(VIEW, "staven"), "figure"),
        Output(id_van(VIEW, "randstad"), "children"),
        Input(id_van(VIEW, "vraag"), "data"),
        prevent_initial_call=True,
    )
    def vul_staven(query: Any) -> Any:
        tabel = getoonde_vraag(VIEW, query, gegevens).tabel()
        return build_staven(tabel), build_randstad(tabel)


def _grafiek(deel: str, figuur: Any) -> dcc.Graph:
    return dcc.Graph(id=id_van(VIEW, deel), figure=figuur, config=GRAFIEK, style={"height": "24rem"})


def build_randstad(tabel: ResultTable) -> list[html.Div]:
    """Randstad beside periferie, in places per inhabitant and in places filled."""
    totalen = tabel.totalen
    return [
        build_tegel(
            naam,
            f"{getal(totalen[voor + 'plekken_per_100000'], 2)}",
            "aangeboden plekken per 100.000 inwoners",
            f"{index}gevuld {getal(totalen[voor + 'gevuld_pct'], 1)} %; niet vervuld "
            f"{getal(totalen[voor + 'niet_vervuld'])} van {getal(totalen[voor + 'verloot'])}"
            + zonder_uitslag(totalen[voor + "zonder_uitslag"]),
        )
        for voor, naam, index in (
            ("randstad_", "Randstad", f"index {getal(totalen['randstad_index'])}; "),
            ("periferie_", "Periferie", f"index {getal(totalen['periferie_index'])}; "),
            ("", "Nederland", ""),
        )
    ]
