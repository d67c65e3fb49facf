"""The frame around every page: top bar, banner, address and the router."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import parse_qsl

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html

from hn_dash.dataset import Gegevens, Grondslag
from hn_dash.ingest.soort.soorten import SOORTEN
from hn_dash.pages.delen import attributen
from hn_dash.pages.ids import ADRES, INHOUD, id_van
from hn_dash.pages.register import PAGINAS, Pagina
from hn_dash.pages.werkruimte.bericht import Gesteld
from hn_dash.tekst import datum, opsomming

THEMAS = (("licht", "Licht"), ("donker", "Donker"), ("projector", "Projector"))
TOETSEN = (
    ("/", "naar het zoekveld"),
    ("Enter", "kies de gemeente in het zoekveld of de rij in de tabel"),
    ("pijltjes", "door de tabel, of de kaart schuiven als die de focus heeft"),
    ("+  −  0", "inzoomen, uitzoomen, heel Nederland (focus op de kaart)"),
    ("Shift + klik", "kies meer gemeenten"),
    ("Shift + slepen", "omlijn een groep gemeenten"),
    ("Esc", "wis de selectie"),
    ("f", "kaart op volledig scherm"),
    ("p", "projectorweergave aan of uit"),
    ("1 … 7", "werkplan: het instituut; bij gezamenlijk meer dan een"),
    ("g  o  n", "werkplan: gezamenlijk, open, niet besproken"),
    ("Enter", "werkplan: pas toe op de gekozen gemeenten"),
    ("v", "werkplan: volgende gemeente zonder instituut"),
    ("Ctrl+Z  Ctrl+Y", "werkplan: ongedaan maken, opnieuw doen"),
    ("?", "deze lijst"),
)


def layout(grondslag: Grondslag) -> html.Div:
    """The frame; the router fills in the page."""
    return html.Div(
        [
            dcc.Location(id=ADRES, refresh=False),
            dcc.Store(id=id_van("schil", "getoond")),
            html.A("Naar de inhoud", href=f"#{INHOUD}", className="overslaan"),
            _balk(grondslag),
            html.Div(build_banier(grondslag), id=id_van("schil", "banier")),
            html.Main(id=INHOUD, tabIndex=-1),
        ]
    )


def _balk(grondslag: Grondslag) -> html.Header:
    links = [
        dcc.Link(pagina.naam, href=pagina.pad, className="menulink", id=f"menu-{pagina.sleutel}")
        for pagina in PAGINAS
        if pagina.in_menu
    ]
    themas = [
        html.Button(naam, type="button", className="themaknop", **attributen({"data-thema-keuze": sleutel}))
        for sleutel, naam in THEMAS
    ]
    return html.Header(
        [
            dcc.Link([html.Strong("HN"), " dash"], href="/", className="merk"),
            html.Nav(links, className="menu", **attributen({"aria-label": "Pagina's"})),
            html.Div(
                [
                    html.Span(build_stand(grondslag), className="stand", id=id_van("schil", "stand")),
                    html.Span("intern gebruik", className="merkje"),
                    html.Div(themas, className="themas", role="group", **attributen({"aria-label": "Weergave"})),
                    html.Button(
                        "?",
                        type="button",
                        className="themaknop",
                        title="Sneltoetsen (?)",
                        **attributen({"data-sneltoetsen": "", "aria-label": "Sneltoetsen"}),
                    ),
                ],
                className="balk-rechts",
            ),
        ],
        className="balk",
    )


def build_banier(grondslag: Grondslag) -> html.Div | None:
    """What on screen is invented; nothing when all of it was read in."""
    if not grondslag.dataset.voorbeeld:
        return None
    nog = opsomming([SOORTEN[soort].naam.lower() for soort in SOORTEN if soort in grondslag.verzonnen])
    zin = (
        f"Nog verzonnen: {nog}. Trek geen conclusies uit beelden waar die in zitten. "
        if grondslag.dataset.bronnen
        else "Alle aantallen zijn verzonnen; alleen grenzen en inwoners zijn echt. Trek er geen conclusies uit. "
    )
    return html.Div(
        [html.Strong("Voorbeeldgegevens. "), zin, dcc.Link("Eigen gegevens inlezen", href="/gegevens")],
        className="banier",
        role="note",
    )


def build_stand(grondslag: Grondslag) -> str:
    """The day that the screen shows."""
    return f"Peildatum {datum(grondslag.dataset.peildatum.isoformat())}"


def sneltoetsen() -> str:
    """The list of keys as plain HTML beside the app: each Dash component makes every answer a little slower."""
    regels = "".join(f"<dt><kbd>{escape(toets)}</kbd></dt><dd>{escape(doet)}</dd>" for toets, doet in TOETSEN)
    return (
        '<dialog id="sneltoetsen" aria-label="Sneltoetsen"><h2>Sneltoetsen</h2>'
        f'<dl>{regels}</dl><button type="button" class="knop" data-sluit>Sluiten</button></dialog>'
    )


def pagina_van(pad: str) -> Pagina | None:
    """The page at a path; None when there is none."""
    zoek = pad.rstrip("/") or "/"
    return next((pagina for pagina in PAGINAS if pagina.pad == zoek), None)


def registreer_router(app: Dash, gegevens: Gegevens) -> None:
    """Fill in the page when the path changes; a changed query is the page's own business.

    A page that goes to another day tells the frame so, with its query: a page's own address does not reach it.
    """

    @app.callback(Output(INHOUD, "children"), Input(ADRES, "pathname"), State(ADRES, "search"))
    def toon_pagina(pad: str | None, zoek: str | None) -> Any:
        pagina = None if pad is None else pagina_van(pad)
        query = dict(parse_qsl((zoek or "").lstrip("?")))
        return pagina.layout(query, gegevens(query)) if pagina else niet_gevonden()

    @app.callback(
        Output(id_van("schil", "banier"), "children"),
        Output(id_van("schil", "stand"), "children"),
        Input(ADRES, "pathname"),
        Input(ADRES, "search"),
        Input(id_van("schil", "getoond"), "data"),
        prevent_initial_call=True,
    )
    def ververs_stand(pad: str | None, zoek: Any, getoond: Any) -> Any:
        adres, pagina = (Gesteld.lees(vraag=vraag).vraag for vraag in (zoek, getoond))
        grondslag = gegevens(pagina if ctx.triggered_id == id_van("schil", "getoond") else adres)
        return build_banier(grondslag), build_stand(grondslag)

    app.clientside_callback(ClientsideFunction("hn", "pagina"), Input(ADRES, "pathname"), State(ADRES, "id"))


def niet_gevonden() -> html.Div:
    """A path that leads nowhere, with the way back."""
    return html.Div(
        [
            html.H1("Deze pagina bestaat niet"),
            html.P(["Controleer het adres, of ga naar ", dcc.Link("het overzicht", href="/"), "."]),
            dbc.Alert("Kies een pagina in de balk bovenaan.", color="light"),
        ],
        className="pagina smal",
    )
