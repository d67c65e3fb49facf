"""Indelingen on /gegevens: which there are, what changed between two years, and what the loaded plan becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, html

from hn_dash.begrippen import TE_BESLISSEN, TE_BEVESTIGEN
from hn_dash.dataset import Dataset
from hn_dash.errors import GebruikersFout
from hn_dash.pages.delen import attributen
from hn_dash.pages.gegevens.bericht import Jaren
from hn_dash.pages.gegevens.velden import build_tabel, deel_id, vak, veld
from hn_dash.pages.rooster import build_rooster
from hn_dash.services.gegevens.snapshots import Beheer
from hn_dash.tekst import getal, opsomming, telling

if TYPE_CHECKING:
    import pandas as pd

WIJZIGINGEN = (
    ("van_naam", "Was", 165, None),
    ("van_code", "Code", 110, None),
    ("naar_naam", "Werd", 165, None),
    ("naar_code", "Code", 110, None),
    ("aandeel", "Deel (%)", 115, 1),
    ("soort", "Soort", 155, None),
    ("geschat", "Geschat", 110, None),
    ("datum", "Datum", 140, None),
    ("toelichting", "Toelichting", 220, None),
    ("bron", "Bron", 260, None),
)
VOLGORDE = {TE_BESLISSEN: 0, TE_BEVESTIGEN: 1, "automatisch": 2}
"""What people must decide comes first."""


def build_herindelingen(dataset: Dataset) -> html.Section:
    """The table of indelingen, the choice of two years, and what happened between them."""
    jaren = [{"value": str(jaar), "label": str(jaar)} for jaar in sorted(dataset.geo.herindeling.lijsten)]
    keuzes = [
        veld("Van", "van", dbc.Select(id=deel_id("van"), options=jaren, value="2009")),
        veld("Naar", "naar", dbc.Select(id=deel_id("naar"), options=jaren, value="2026")),
    ]
    return vak(
        "Indelingen en herindelingen",
        [
            _indelingen(dataset),
            html.Div(keuzes, className="rijtje"),
            html.P(id=deel_id("herindelingkop"), className="leeg", **attributen({"aria-live": "polite"})),
            build_rooster(deel_id("herindelingen"), WIJZIGINGEN, "Tussen deze jaren veranderde er niets."),
            html.H3("Wat het geladen wervingsplan wordt", className="vakkop"),
            html.Div(id=deel_id("besluiten")),
        ],
    )


def _indelingen(dataset: Dataset) -> html.Table:
    koppen = [html.Th(kop, scope="col") for kop in ("Indeling", "Gemeenten", "Inwoners", "Grenzen")]
    rijen = [_indeling(dataset, jaar) for jaar in dataset.geo.jaren]
    return html.Table([html.Thead(html.Tr(koppen)), html.Tbody(rijen)], className="lijst smal")


def _indeling(dataset: Dataset, jaar: int) -> html.Tr:
    indeling = dataset.geo.indeling(jaar)
    inwoners = int(indeling.gemeenten["inwoners"].sum())
    return html.Tr(
        [
            html.Th(str(jaar), scope="row"),
            html.Td(getal(len(indeling.codes)), className="cijfer"),
            html.Td(getal(inwoners), className="cijfer"),
            html.Td(indeling.bronregel),
        ]
    )


def registreer_herindelingen(app: Dash, beheer: Beheer) -> None:
    """What follows the choice of two years."""

    @app.callback(
        Output(deel_id("herindelingen"), "rowData"),
        Output(deel_id("herindelingkop"), "children"),
        Output(deel_id("besluiten"), "children"),
        Input(deel_id("van"), "value"),
        Input(deel_id("naar"), "value"),
    )
    def toon_herindelingen(van: Any, naar: Any) -> Any:
        try:
            jaren = Jaren.lees(van=van, naar=naar)
            weg, besluiten = beheer.herindelingen(jaren.van, jaren.naar)
        except GebruikersFout as fout:
            return [], fout.zin, None
        return _rijen(weg), _kop(weg, jaren), build_besluiten(besluiten)


def _rijen(weg: pd.DataFrame) -> list[dict[Any, Any]]:
    return [
        {"id": str(n), **rij, "aandeel": 100 * rij["aandeel"], "geschat": "ja" if rij["geschat"] else "nee"}
        for n, rij in enumerate(weg.to_dict("records"))
    ]


def _kop(weg: pd.DataFrame, jaren: Jaren) -> str:
    geschat = weg.loc[weg["geschat"], "naar_code"].nunique()
    return (
        f"{telling(weg['van_code'].nunique(), 'gemeente', 'gemeenten')} van {jaren.van} veranderden; "
        f"{telling(geschat, 'gemeente', 'gemeenten')} van {jaren.naar} kregen een geschat deel. Toelichting en bron "
        "staan bij elk aandeel."
    )


def build_besluiten(besluiten: pd.DataFrame) -> Any:
    """What the plan that is loaded becomes: first what people must decide."""
    if besluiten.empty:
        return html.P("Voor het geladen plan verandert er niets.", className="leeg")
    geteld = besluiten["uitkomst"].value_counts()
    delen = [telling(int(geteld[u]), f"gemeente {u}", f"gemeenten {u}") for u in VOLGORDE if u in geteld]
    gesorteerd = besluiten.sort_values("uitkomst", key=lambda reeks: reeks.map(VOLGORDE), kind="stable")
    velden = gesorteerd[["gemeentenaam", "uitkomst", "regel", "delen", "voorstel"]]
    tabel = build_tabel(("Gemeente", "Uitkomst", "Waarom", "Delen", "Voorstel"), list(velden.itertuples(index=False)))
    return [
        html.P(f"{opsomming(delen)}.", className="leeg"),
        html.Div(tabel, className="rolvak", tabIndex=0),
    ]
