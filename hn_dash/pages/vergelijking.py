"""/vergelijking: two plans side by side, where they differ, and what that does per instituut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from hn_dash.dataset import Gegevens, Grondslag
from hn_dash.domain.basis.norm import NORM_IN_PCT
from hn_dash.domain.basis.zinnen import met_jaar
from hn_dash.domain.plan.beeld import planbeeld
from hn_dash.domain.plan.vergelijking import Planverschil, vergelijk_plannen
from hn_dash.pages.delen import attributen
from hn_dash.pages.ids import id_van
from hn_dash.pages.werkruimte.gesprek import getoonde_vraag, registreer_werkruimte
from hn_dash.pages.werkruimte.layout import build_werkruimte
from hn_dash.tekst import getal
from hn_dash.views.vraag import Vraag, kaartantwoord

VIEW = "vergelijking"
KANTEN = ("met", "plan")
"""The map on the left is what one compares with, the one on the right what one looks at."""
NAAST = ("geometrie", "adres", "klassen", "legenda", "samen", "eenheid", "opschriften", "omschrijving")
"""What a map beside the differences takes of an answer."""
_KOPPEN = (
    ("gemeenten", "Gemeenten"),
    ("inwoners", "Inwoners"),
    ("praktijken", "Praktijken"),
    ("opleiders", "Opleiders"),
    ("tekort", f"Tekort ({NORM_IN_PCT})"),
)


def layout(query: Mapping[str, Any], grondslag: Grondslag) -> html.Div:
    """The workspace of the differences, under the two plans and above what they do."""
    vraag = Vraag.from_query(VIEW, query, grondslag)
    beelden = build_beelden(vraag)
    stores = [dcc.Store(id=id_van(VIEW, f"{kant}beeld"), data=beelden[kant]) for kant in KANTEN]
    boven = [
        *stores,
        dcc.Store(id=id_van(VIEW, "beeldgetoond")),
        html.Div(build_boven(vraag), id=id_van(VIEW, "boven"), className="vak samenvatting"),
        html.Div([_kaart(kant) for kant in KANTEN], className="tweekaarten"),
    ]
    onder = [html.Div(build_onder(vraag), id=id_van(VIEW, "onder"), className="stapel")]
    return build_werkruimte(vraag, query, onder=onder, boven=boven)


def registreer(app: Dash, gegevens: Gegevens) -> None:
    """The workspace's callbacks, and what else follows the question."""
    registreer_werkruimte(app, VIEW, gegevens)

    @app.callback(
        output={
            "boven": Output(id_van(VIEW, "boven"), "children"),
            "onder": Output(id_van(VIEW, "onder"), "children"),
            "beelden": {kant: Output(id_van(VIEW, f"{kant}beeld"), "data") for kant in KANTEN},
        },
        inputs={"query": Input(id_van(VIEW, "vraag"), "data")},
        prevent_initial_call=True,
    )
    def vul_vergelijking(query: Any) -> dict[str, Any]:
        vraag = getoonde_vraag(VIEW, query, gegevens)
        delen = {"boven": build_boven(vraag), "onder": build_onder(vraag)}
        return delen | {"beelden": build_beelden(vraag)}

    app.clientside_callback(
        ClientsideFunction("hn", "naast"),
        Output(id_van(VIEW, "beeldgetoond"), "data"),
        *(Input(id_van(VIEW, f"{kant}beeld"), "data") for kant in KANTEN),
        State(id_van(VIEW, "kaart"), "id"),
    )


def build_beelden(vraag: Vraag) -> dict[str, Any]:
    """The two plans as maps: the answers of /werving to the same question."""
    uit = {}
    for kant in KANTEN:
        query = {"indeling": str(vraag.selectie.indeling), "plan": getattr(vraag.selectie, kant)}
        plan = getattr(vraag.grondslag, kant)
        antwoord = kaartantwoord(Vraag.from_query("werving", query, replace(vraag.grondslag, plan=plan)))
        uit[kant] = {**{sleutel: waarde for sleutel, waarde in antwoord.items() if sleutel in NAAST}, "kop": plan.titel}
    return uit


def build_boven(vraag: Vraag) -> list[Any]:
    """The summary in words, with the way to look at it from the other side."""
    uit = _verschil(vraag)
    if vraag.selectie.plan == vraag.selectie.met:
        wissel: Any = html.Span("Kies onder Vraag twee plannen, versies of ingelezen jaren.", className="leeg")
    else:
        delen = {"plan": vraag.selectie.met, "met": vraag.selectie.plan, "peildatum": vraag.selectie.peildatum}
        wissel = dcc.Link("Wissel van kant", href=f"/{VIEW}?{urlencode(delen)}", refresh=False)
    return [html.P(uit.samenvatting), wissel]


def build_onder(vraag: Vraag) -> list[html.Section]:
    """What the second plan has more or less than the first, per lead area; the sums are 0."""
    namen = vraag.beeld().gebiedsnamen
    effecten = _verschil(vraag).effecten
    herkomst = vraag.tabel().herkomst
    koppen = [html.Th(met_jaar(kop, herkomst), className="cijfer", scope="col") for _, kop in _KOPPEN]
    rijen = [
        html.Tr(
            [
                html.Th(namen[str(sleutel)], scope="row"),
                *[html.Td(_met_teken(rij[kolom]), className="cijfer") for kolom, _ in _KOPPEN],
            ]
        )
        for sleutel, rij in effecten.iterrows()
    ]
    tabel = html.Table(
        [html.Thead(html.Tr([html.Th("Leadgebied", scope="col"), *koppen])), html.Tbody(rijen)], className="lijst"
    )
    kop = "Verschil per instituut"
    return [
        html.Section(
            [html.H2(kop, className="vakkop"), tabel], className="vak", tabIndex=0, **attributen({"aria-label": kop})
        )
    ]


def _verschil(vraag: Vraag) -> Planverschil:
    met = planbeeld(vraag.grondslag.met, vraag.dataset, vraag.selectie.indeling)
    return vergelijk_plannen(met, vraag.beeld())


def _met_teken(waarde: Any) -> str:
    if pd.isna(waarde):
        return getal(None)
    return f"{'+' if waarde > 0 else '−' if waarde < 0 else ''}{getal(abs(waarde))}"


def _kaart(kant: str) -> html.Section:
    return html.Section(
        [
            html.H2(id=id_van(VIEW, f"{kant}kop"), className="vakkop"),
            html.Div(html.Div(id=id_van(VIEW, f"{kant}kaart"), className="kaart"), className="kaartveld"),
        ],
        className="vak",
    )
