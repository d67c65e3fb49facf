"""The map workspace that every map page is: question, map with legend, card, and the table twin.

This is how it looks; what it does stands in gesprek.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_ag_grid as dag
import dash_bootstrap_components as dbc
from dash import dcc, html

from hn_dash.dataset import Dataset
from hn_dash.domain import maten
from hn_dash.domain.basis.keuzes import keuzes
from hn_dash.pages.delen import attributen
from hn_dash.pages.ids import id_van
from hn_dash.pages.rooster import KOLOM, ROOSTER
from hn_dash.views.kaart.antwoord import Kaartantwoord
from hn_dash.views.presentatie import KLASSEN, LAGEN
from hn_dash.views.vraag import Vraag, kaartantwoord, lees_vraag

LABELS = {
    "teller": "Teller",
    "noemer": "Noemer",
    "norm": "Norm",
    "niveau": "Niveau",
    "instituut": "Instituut",
    "provincie": "Provincie",
    "soort": "Soort opleider",
    "indeling": "Indeling",
    "peildatum": "Peildatum",
    "plan": "Plan",
    "met": "Vergelijk met",
    "ronde": "Jaar of ronde",
    "klassen": "Klassen op de kaart",
    "laag": "Laag op de kaart",
}
ALLES = "alle"
"""What a list says for "no restriction"; an empty value would read as nothing chosen."""
VAN_DATASET = ("teller", "soort", "instituut", "provincie", "indeling", "plan", "met", "ronde")
"""Controls whose choices can differ from one peildatum to another."""
MEER = ("soort", "klassen", "indeling", "peildatum")
_VOLGORDE = tuple(LABELS)
_UITERLIJK = {"dichtheid": ("klassen",), "plaatsing": ("klassen",), "werving": ("laag",)}


def bediening(view: str) -> tuple[str, ...]:
    """The query keys that have a control on this page, in reading order."""
    sleutels = (*maten.MATEN[view].sleutels, *_UITERLIJK.get(view, ()))
    return tuple(sleutel for sleutel in _VOLGORDE if sleutel in sleutels)


def build_werkruimte(
    view: str,
    query: Mapping[str, Any],
    dataset: Dataset,
    labels: Mapping[str, str] | None = None,
    onder: Sequence[Any] = (),
    boven: Sequence[Any] = (),
) -> html.Div:
    """The whole page for a query, answer included, so that the map is coloured as soon as it stands."""
    vraag = lees_vraag(view, query, dataset)
    kaal = vraag.zonder_keuze()
    antwoord = kaartantwoord(kaal, dataset)
    waarden = waarden_van(vraag)
    velden = {
        sleutel: _veld(view, sleutel, waarden[sleutel], dataset, {**LABELS, **(labels or {})})
        for sleutel in bediening(view)
    }
    meer = [velden[sleutel] for sleutel in bediening(view) if sleutel in MEER]
    return html.Div(
        [
            dcc.Location(id=id_van(view, "adres"), refresh=False),
            dcc.Store(id=id_van(view, "vraag"), data=antwoord["vraag"]),
            dcc.Store(id=id_van(view, "antwoord"), data=dict(antwoord)),
            dcc.Store(id=id_van(view, "tabel")),
            dcc.Store(id=id_van(view, "getoond")),
            dcc.Store(id=id_van(view, "gevuld")),
            dcc.Store(id=id_van(view, "gekozen"), data=list(vraag.presentatie.gemeente)),
            _kop(view, antwoord),
            html.Div(id=id_van(view, "fout"), className="alert alert-warning", role="alert", hidden=True),
            *boven,
            html.Div(
                [
                    html.Section(
                        [
                            html.H2("Vraag", className="vakkop"),
                            *[velden[sleutel] for sleutel in bediening(view) if sleutel not in MEER],
                            html.Details([html.Summary("Meer"), *meer], open=any(s in query for s in MEER))
                            if meer
                            else None,
                        ],
                        className="vak vraagvak",
                    ),
                    _kaartvak(view),
                    html.Section(
                        [
                            html.H2("Legenda", className="vakkop"),
                            html.Ul(id=id_van(view, "legenda"), className="legenda"),
                            html.Div(
                                id=id_van(view, "kaartje"), className="kaartjes", **attributen({"aria-live": "polite"})
                            ),
                        ],
                        className="vak kaartjesvak",
                        **attributen({"aria-label": "Legenda en gekozen gemeenten"}),
                    ),
                ],
                className="werkruimte",
            ),
            *onder,
            _tabelvak(view),
            html.P(id=id_van(view, "voet"), className="voet"),
        ],
        className="pagina",
        id=id_van(view, "pagina"),
    )


def _kop(view: str, antwoord: Kaartantwoord) -> html.Header:
    staart = f"?{antwoord['adres']}" if antwoord["adres"] else ""
    downloads = [
        html.A(naam, id=id_van(view, soort), href=f"/download/{view}.{soort}{staart}", download="", className="knop")
        for soort, naam in (("csv", "CSV"), ("xlsx", "Excel"), ("geojson", "GeoJSON"))
    ]
    return html.Header(
        [
            html.Div(
                [
                    html.H1(antwoord["titel"], id=id_van(view, "titel")),
                    html.P(antwoord["omschrijving"], id=id_van(view, "onderschrift"), className="onderschrift"),
                ]
            ),
            html.Div(
                [
                    html.Span("Download", className="knoplabel"),
                    *downloads,
                    html.Button(
                        html.Span("Kopieer link", **attributen({"data-kopieer": ""})),
                        id=id_van(view, "kopieer"),
                        type="button",
                        className="knop",
                    ),
                ],
                className="knoppen",
                role="group",
                **attributen({"aria-label": "Download en link"}),
            ),
        ],
        className="paginakop",
    )


def _kaartvak(view: str) -> html.Section:
    def knop(deel: str, teken: str, uitleg: str) -> html.Button:
        return html.Button(
            teken,
            id=id_van(view, deel),
            type="button",
            className="kaartknop",
            title=uitleg,
            **attributen({"aria-label": uitleg}),
        )

    return html.Section(
        [
            html.Div(
                [
                    html.Label("Zoek gemeente", htmlFor=id_van(view, "zoek"), className="visually-hidden"),
                    dcc.Input(
                        id=id_van(view, "zoek"),
                        type="text",
                        list=id_van(view, "namen"),
                        className="zoekveld",
                        placeholder="Zoek gemeente, vroegere naam of code   /",
                        autoComplete="off",
                    ),
                    html.Datalist(id=id_van(view, "namen")),
                    html.Div(
                        [
                            knop("inzoomen", "+", "Inzoomen (+)"),
                            knop("uitzoomen", "−", "Uitzoomen (-)"),
                            knop("heleland", "NL", "Heel Nederland (0)"),
                            knop("scherm", "Volledig scherm", "Volledig scherm (f)"),
                        ],
                        className="kaartknoppen",
                    ),
                ],
                className="kaartbalk",
            ),
            html.Div(
                [
                    html.Div(
                        id=id_van(view, "kaart"),
                        className="kaart",
                        tabIndex=0,
                        role="group",
                        **attributen({"aria-label": "Kaart; pijltjes schuiven, plus en min zoomen"}),
                    ),
                    html.Div("Ctrl + scrollen zoomt de kaart", id=id_van(view, "wenk"), className="wenk", hidden=True),
                ],
                className="kaartveld",
            ),
        ],
        className="vak kaartvak",
        **attributen({"aria-label": "Kaart"}),
    )


def _tabelvak(view: str) -> html.Section:
    return html.Section(
        [
            html.Div(
                [
                    html.H2("Tabel", className="vakkop"),
                    html.Span(id=id_van(view, "rijen"), className="telling"),
                    html.Button("Wis selectie", id=id_van(view, "wis"), type="button", className="knop"),
                ],
                className="tabelkop",
            ),
            dag.AgGrid(
                id=id_van(view, "rooster"),
                columnDefs=[],
                rowData=[],
                getRowId="params.data.id",
                defaultColDef=KOLOM,
                dashGridOptions=ROOSTER,
                className="rooster",
            ),
        ],
        className="vak tabelvak",
        **attributen({"aria-label": "Tabel met dezelfde gegevens als de kaart"}),
    )


def _veld(view: str, sleutel: str, waarde: str, dataset: Dataset, labels: Mapping[str, str]) -> html.Div:
    kenmerk = id_van(view, sleutel)
    veld: Any
    if sleutel == "norm":
        veld = dbc.Input(id=kenmerk, value=waarde, type="text", inputmode="decimal", debounce=True, maxlength=8)
    else:
        veld = dbc.Select(id=kenmerk, value=waarde or ALLES, options=opties_van(sleutel, dataset))
    return html.Div([html.Label(labels[sleutel], htmlFor=kenmerk, className="form-label"), veld], className="veld")


def opties_van(sleutel: str, dataset: Dataset) -> list[dict[str, str]]:
    """The choices of a control."""
    opties = {"klassen": KLASSEN, "laag": LAGEN}.get(sleutel) or keuzes(sleutel, dataset)
    return [{"value": waarde or ALLES, "label": label} for waarde, label in opties]


def waarden_van(vraag: Vraag) -> dict[str, str]:
    """The value of every possible control for a question."""
    selectie = vraag.selectie
    anders = {
        "klassen": vraag.presentatie.klassen,
        "laag": vraag.presentatie.laag,
        "norm": selectie.norm.replace(".", ","),
    }
    return {s: anders[s] if s in anders else str(getattr(selectie, s)) for s in _VOLGORDE}
