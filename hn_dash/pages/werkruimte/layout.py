"""The map workspace that every map page is: question, map with legend, card, and the table twin.

This is how it looks; what it does stands in gesprek.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_ag_grid as dag
import dash_bootstrap_components as dbc
from dash import dcc, html

from hn_dash.dataset import Grondslag
from hn_dash.domain import maten
from hn_dash.domain.basis.keuzes import alle_keuzes
from hn_dash.pages.delen import attributen
from hn_dash.pages.ids import id_van
from hn_dash.pages.rooster import KOLOM, ROOSTER
from hn_dash.views.kaart.aanzien import AANZIEN
from hn_dash.views.kaart.antwoord import Kaartantwoord
from hn_dash.views.uitvoer.export import FORMATEN
from hn_dash.views.vraag import Vraag, kaartantwoord

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
    "afstand": "Afstand tot",
    "klassen": "Klassen op de kaart",
    "laag": "Laag op de kaart",
}
ALLES = "alle"
"""What a list says for "no restriction"; an empty value would read as nothing chosen."""
VAN_DATASET = ("teller", "soort", "instituut", "provincie", "indeling", "plan", "met", "ronde")
"""Controls whose choices can differ from one peildatum to another."""
MEER = ("soort", "afstand", "klassen", "indeling", "peildatum")
_VOLGORDE = tuple(LABELS)


def bediening(view: str) -> tuple[str, ...]:
    """The query keys that have a control on this page, in reading order."""
    sleutels = (*maten.MATEN[view].sleutels, *AANZIEN[view].keuzes)
    return tuple(sleutel for sleutel in _VOLGORDE if sleutel in sleutels)


def build_werkruimte(
    vraag: Vraag,
    query: Mapping[str, Any],
    labels: Mapping[str, str] | None = None,
    onder: Sequence[Any] = (),
    boven: Sequence[Any] = (),
) -> html.Div:
    """The whole page for a question, answer included, so that the map is coloured as soon as it stands.

    Parameters
    ----------
    query : as the question was asked; what it names is in sight
    """
    view, antwoord = vraag.selectie.view, kaartantwoord(vraag.zonder_keuze())
    vragen = _vraagvak(query, vraag, {**LABELS, **(labels or {})})
    return html.Div(
        [
            *_stores(view, vraag, antwoord),
            _kop(view, antwoord),
            html.Div(id=id_van(view, "fout"), className="alert alert-warning", role="alert", hidden=True),
            *boven,
            html.Div([vragen, _kaartvak(view), _legendavak(view)], className="werkruimte"),
            *onder,
            _tabelvak(view),
            html.P(id=id_van(view, "voet"), className="voet"),
        ],
        className="pagina",
        id=id_van(view, "pagina"),
    )


def _stores(view: str, vraag: Vraag, antwoord: Kaartantwoord) -> list[Any]:
    return [
        dcc.Location(id=id_van(view, "adres"), refresh=False),
        dcc.Store(id=id_van(view, "vraag"), data=antwoord["vraag"]),
        dcc.Store(id=id_van(view, "antwoord"), data=dict(antwoord)),
        *[dcc.Store(id=id_van(view, deel)) for deel in ("tabel", "getoond", "gevuld")],
        dcc.Store(id=id_van(view, "gekozen"), data=list(vraag.presentatie.gemeente)),
    ]


def _vraagvak(query: Mapping[str, Any], vraag: Vraag, labels: Mapping[str, str]) -> html.Section:
    velden = {sleutel: _veld(vraag, sleutel, labels[sleutel]) for sleutel in bediening(vraag.selectie.view)}
    meer = [veld for sleutel, veld in velden.items() if sleutel in MEER]
    return html.Section(
        [
            html.H2("Vraag", className="vakkop"),
            *[veld for sleutel, veld in velden.items() if sleutel not in MEER],
            html.Details([html.Summary("Meer"), *meer], open=any(s in query for s in MEER)) if meer else None,
        ],
        className="vak vraagvak",
    )


def _legendavak(view: str) -> html.Section:
    kaartjes = html.Div(id=id_van(view, "kaartje"), className="kaartjes", **attributen({"aria-live": "polite"}))
    return html.Section(
        [html.H2("Legenda", className="vakkop"), html.Ul(id=id_van(view, "legenda"), className="legenda"), kaartjes],
        className="vak kaartjesvak",
        **attributen({"aria-label": "Legenda en gekozen gemeenten"}),
    )


def _kop(view: str, antwoord: Kaartantwoord) -> html.Header:
    titel = html.H1(antwoord["titel"], id=id_van(view, "titel"))
    onderschrift = html.P(antwoord["omschrijving"], id=id_van(view, "onderschrift"), className="onderschrift")
    return html.Header([html.Div([titel, onderschrift]), _knoppen(view, antwoord["adres"])], className="paginakop")


def _knoppen(view: str, query: str) -> html.Div:
    staart = f"?{query}" if query else ""
    downloads = [
        html.A(
            soort.naam,
            id=id_van(view, formaat),
            href=f"/download/{view}.{formaat}{staart}",
            download="",
            className="knop",
        )
        for formaat, soort in FORMATEN.items()
    ]
    kopieer = html.Button(
        html.Span("Kopieer link", **attributen({"data-kopieer": ""})),
        id=id_van(view, "kopieer"),
        type="button",
        className="knop",
    )
    return html.Div(
        [html.Span("Download", className="knoplabel"), *downloads, kopieer],
        className="knoppen",
        role="group",
        **attributen({"aria-label": "Download en link"}),
    )


def _kaartvak(view: str) -> html.Section:
    kaart = html.Div(
        id=id_van(view, "kaart"),
        className="kaart",
        tabIndex=0,
        role="group",
        **attributen({"aria-label": "Kaart; pijltjes schuiven, plus en min zoomen"}),
    )
    wenk = html.Div("Ctrl + scrollen zoomt de kaart", id=id_van(view, "wenk"), className="wenk", hidden=True)
    return html.Section(
        [_kaartbalk(view), html.Div([kaart, wenk], className="kaartveld")],
        className="vak kaartvak",
        **attributen({"aria-label": "Kaart"}),
    )


def _kaartbalk(view: str) -> html.Div:
    zoek = dcc.Input(
        id=id_van(view, "zoek"),
        type="text",
        list=id_van(view, "namen"),
        className="zoekveld",
        placeholder="Zoek gemeente, vroegere naam of code   /",
        autoComplete="off",
    )
    knoppen = [
        _kaartknop(view, "inzoomen", "+", "Inzoomen (+)"),
        _kaartknop(view, "uitzoomen", "−", "Uitzoomen (-)"),
        _kaartknop(view, "heleland", "NL", "Heel Nederland (0)"),
        _kaartknop(view, "scherm", "Volledig scherm", "Volledig scherm (f)"),
    ]
    return html.Div(
        [
            html.Label("Zoek gemeente", htmlFor=id_van(view, "zoek"), className="visually-hidden"),
            zoek,
            html.Datalist(id=id_van(view, "namen")),
            html.Div(knoppen, className="kaartknoppen"),
        ],
        className="kaartbalk",
    )


def _kaartknop(view: str, deel: str, teken: str, uitleg: str) -> html.Button:
    return html.Button(
        teken,
        id=id_van(view, deel),
        type="button",
        className="kaartknop",
        title=uitleg,
        **attributen({"aria-label": uitleg}),
    )


def _tabelvak(view: str) -> html.Section:
    kop = [
        html.H2("Tabel", className="vakkop"),
        html.Span(id=id_van(view, "rijen"), className="telling"),
        html.Button("Wis selectie", id=id_van(view, "wis"), type="button", className="knop"),
    ]
    rooster = dag.AgGrid(
        id=id_van(view, "rooster"),
        columnDefs=[],
        rowData=[],
        getRowId="params.data.id",
        defaultColDef=KOLOM,
        dashGridOptions=ROOSTER,
        className="rooster",
    )
    return html.Section(
        [html.Div(kop, className="tabelkop"), rooster],
        className="vak tabelvak",
        **attributen({"aria-label": "Tabel met dezelfde gegevens als de kaart"}),
    )


def _veld(vraag: Vraag, sleutel: str, label: str) -> html.Div:
    kenmerk, waarde = id_van(vraag.selectie.view, sleutel), waarden_van(vraag)[sleutel]
    veld: Any
    if sleutel == "norm":
        veld = dbc.Input(id=kenmerk, value=waarde, type="text", inputmode="decimal", debounce=True, maxlength=8)
    else:
        veld = dbc.Select(
            id=kenmerk, value=waarde or ALLES, options=opties_van(vraag.selectie.view, sleutel, vraag.grondslag)
        )
    return html.Div([html.Label(label, htmlFor=kenmerk, className="form-label"), veld], className="veld")


def opties_van(view: str, sleutel: str, grondslag: Grondslag) -> list[dict[str, str]]:
    """The choices of a control on a page."""
    opties = AANZIEN[view].keuzes.get(sleutel) or alle_keuzes(sleutel, grondslag)
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
