"""The map workspace that every map page is: question, map with legend, card, and the table twin.

One circular callback keeps controls, address bar and selection equal; the browser side is assets/40-werkruimte.js.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import dash_ag_grid as dag
import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html, no_update

from hn_dash.domain import maten
from hn_dash.domain.selectie import keuzes
from hn_dash.ingest.dataset import Dataset
from hn_dash.pages.delen import attributen
from hn_dash.pages.ids import id_van
from hn_dash.views.kaartje import Kaartje, build_kaartjes
from hn_dash.views.presentatie import KLASSEN, LAGEN
from hn_dash.views.vraag import Vraag, instituutnamen, kaartantwoord, lees_vraag, tabelantwoord

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
    "ronde": "Jaar of ronde",
    "klassen": "Klassen op de kaart",
    "laag": "Laag op de kaart",
}
ALLES = "alle"
"""What a list says for "no restriction"; an empty value would read as nothing chosen."""
MEER = ("soort", "plan", "klassen", "indeling", "peildatum")
_VOLGORDE = tuple(LABELS)
_UITERLIJK = {"dichtheid": ("klassen",), "plaatsing": ("klassen",), "werving": ("laag",), "vestiging": ()}


def bediening(view: str) -> tuple[str, ...]:
    """The query keys that have a control on this page, in reading order."""
    sleutels = (*maten.MATEN[view].sleutels, *_UITERLIJK[view])
    return tuple(sleutel for sleutel in _VOLGORDE if sleutel in sleutels)


def build_werkruimte(
    view: str,
    query: Mapping[str, Any],
    dataset: Dataset,
    labels: Mapping[str, str] | None = None,
    onder: Sequence[Any] = (),
) -> html.Div:
    """The whole page for a query, answer included, so that the map is coloured as soon as it stands."""
    vraag = lees_vraag(view, query, dataset)
    kaal = vraag.zonder_keuze()
    antwoord = kaartantwoord(kaal, dataset)
    waarden = _waarden(vraag)
    velden = {
        sleutel: _veld(view, sleutel, waarden[sleutel], dataset, {**LABELS, **(labels or {})})
        for sleutel in bediening(view)
    }
    meer = [velden[sleutel] for sleutel in bediening(view) if sleutel in MEER]
    return html.Div(
        [
            dcc.Location(id=id_van(view, "adres"), refresh=False),
            dcc.Store(id=id_van(view, "vraag"), data=kaal.to_query(dataset)),
            dcc.Store(id=id_van(view, "antwoord"), data=antwoord),
            dcc.Store(id=id_van(view, "tabel")),
            dcc.Store(id=id_van(view, "getoond")),
            dcc.Store(id=id_van(view, "gevuld")),
            dcc.Store(id=id_van(view, "gekozen"), data=list(vraag.presentatie.gemeente)),
            _kop(view, antwoord),
            html.Div(id=id_van(view, "fout"), className="alert alert-warning", role="alert", hidden=True),
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


def _kop(view: str, antwoord: Mapping[str, Any]) -> html.Header:
    staart = f"?{antwoord['q']}" if antwoord["q"] else ""
    downloads = [
        html.A(naam, id=id_van(view, soort), href=f"/download/{view}.{soort}{staart}", download="", className="knop")
        for soort, naam in (("csv", "CSV"), ("xlsx", "Excel"), ("geojson", "GeoJSON"))
    ]
    return html.Header(
        [
            html.Div(
                [
                    html.H1(antwoord["titel"], id=id_van(view, "titel")),
                    html.P(antwoord["o"], id=id_van(view, "onderschrift"), className="onderschrift"),
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
                defaultColDef={
                    "sortable": True,
                    "resizable": True,
                    "filter": True,
                    "floatingFilter": True,
                    "suppressHeaderMenuButton": True,
                },
                dashGridOptions=ROOSTER,
                className="rooster",
            ),
        ],
        className="vak tabelvak",
        **attributen({"aria-label": "Tabel met dezelfde gegevens als de kaart"}),
    )


ROOSTER = {
    "rowSelection": {
        "mode": "multiRow",
        "checkboxes": True,
        "headerCheckbox": True,
        "selectAll": "filtered",
        "enableClickSelection": True,
    },
    "selectionColumnDef": {"width": 48, "pinned": "left", "sortable": False, "resizable": False},
    "animateRows": False,
    "rowHeight": 34,
    "headerHeight": 40,
    "tooltipShowDelay": 400,
    "suppressDragLeaveHidesColumns": True,
    "localeText": {
        "filterOoo": "Filter…",
        "equals": "Is gelijk aan",
        "notEqual": "Is niet gelijk aan",
        "lessThan": "Kleiner dan",
        "greaterThan": "Groter dan",
        "lessThanOrEqual": "Hoogstens",
        "greaterThanOrEqual": "Minstens",
        "inRange": "Tussen",
        "inRangeStart": "van",
        "inRangeEnd": "tot",
        "contains": "Bevat",
        "notContains": "Bevat niet",
        "startsWith": "Begint met",
        "endsWith": "Eindigt op",
        "blank": "Leeg",
        "notBlank": "Niet leeg",
        "andCondition": "en",
        "orCondition": "of",
        "ariaFilterInput": "Filter",
        "ariaRowSelectAll": "Kies alle gefilterde rijen",
        "ariaRowToggleSelection": "Kies rij",
        "ariaColumnFiltered": "Gefilterd",
        "ariaFilterFromValue": "van",
        "ariaFilterToValue": "tot",
        "noRowsToShow": "Geen rijen: niets voldoet aan deze vraag of dit filter.",
        "ariaInputEditor": "Invoer",
        "ariaFilteringOperator": "Filtermethode",
        "ariaSortableColumn": "Enter sorteert",
        "ariaColumnSelectAll": "Alles",
        "ariaFilterMenuOpen": "Open filter",
        "ariaFilterValue": "Filterwaarde",
        "searchOoo": "Zoek…",
        "selectAll": "(Alles)",
        "noMatches": "Niets gevonden",
        "filterOptions": "Filter",
        "applyFilter": "Toepassen",
        "clearFilter": "Wissen",
        "resetFilter": "Herstel",
        "loadingOoo": "Laden…",
    },
}


def _veld(view: str, sleutel: str, waarde: str, dataset: Dataset, labels: Mapping[str, str]) -> html.Div:
    kenmerk = id_van(view, sleutel)
    veld: Any
    if sleutel == "norm":
        veld = dbc.Input(id=kenmerk, value=waarde, type="text", inputmode="decimal", debounce=True, maxlength=8)
    else:
        opties = {"klassen": KLASSEN, "laag": LAGEN}.get(sleutel) or keuzes(sleutel, dataset)
        veld = dbc.Select(
            id=kenmerk, value=waarde or ALLES, options=[{"value": w or ALLES, "label": label} for w, label in opties]
        )
    return html.Div([html.Label(labels[sleutel], htmlFor=kenmerk, className="form-label"), veld], className="veld")


def _waarden(vraag: Vraag) -> dict[str, str]:
    """The value of every possible control for a question."""
    selectie = vraag.selectie
    anders = {
        "klassen": vraag.presentatie.klassen,
        "laag": vraag.presentatie.laag,
        "norm": selectie.norm.replace(".", ","),
    }
    return {s: anders[s] if s in anders else str(getattr(selectie, s)) for s in _VOLGORDE}


def verander(
    view: str, zoek: Any, gekozen: Any, waarden: Mapping[str, Any], door: Any, dataset: Dataset
) -> tuple[Vraag, bool]:
    """The question that now holds, and whether the address bar has to follow.

    `door` is the id of what changed. The address wins when that is it (Back, Forward, a link); otherwise the controls
    do, and another noemer brings its own norm. An impossible value in a control gives the view of the address with the
    sentence that says why.
    """
    adres = lees_vraag(view, zoek if isinstance(zoek, str) else "", dataset)
    if door == id_van(view, "adres"):
        return adres, False
    if door == id_van(view, "noemer"):
        waarden = {**waarden, "norm": None}
    codes = ",".join(str(code) for code in gekozen) if isinstance(gekozen, list) else ""
    nieuw = lees_vraag(view, {**waarden, "gemeente": codes}, dataset)
    if nieuw.fout:
        return replace(adres, fout=nieuw.fout), False
    if nieuw == replace(adres, fout=""):
        return adres, False
    return nieuw, True


def registreer_werkruimte(app: Dash, view: str, dataset: Dataset) -> None:
    """The callbacks of one map page."""
    sleutels = bediening(view)

    @app.callback(
        output={
            "zoek": Output(id_van(view, "adres"), "search"),
            "antwoord": Output(id_van(view, "antwoord"), "data"),
            "gekozen": Output(id_van(view, "gekozen"), "data"),
            "waarden": {s: Output(id_van(view, s), "value") for s in sleutels},
        },
        inputs={
            "zoek": Input(id_van(view, "adres"), "search"),
            "gekozen": Input(id_van(view, "gekozen"), "data"),
            "waarden": {s: Input(id_van(view, s), "value") for s in sleutels},
        },
    )
    def stel_vraag(zoek: Any, gekozen: Any, waarden: dict[str, Any]) -> dict[str, Any]:
        waarden = {s: "" if waarde == ALLES else waarde for s, waarde in waarden.items()}
        vraag, duw = verander(view, zoek, gekozen, waarden, ctx.triggered_id, dataset)
        uit = _volg(vraag, duw, gekozen, waarden, dataset)
        alleen_gekozen = ctx.triggered_id == id_van(view, "gekozen") and not vraag.fout
        return uit | {"antwoord": no_update if alleen_gekozen else kaartantwoord(vraag.zonder_keuze(), dataset)}

    @app.callback(Output(id_van(view, "tabel"), "data"), Input(id_van(view, "vraag"), "data"))
    def vul_tabel(query: Any) -> dict[str, Any]:
        return tabelantwoord(getoonde_vraag(view, query, dataset), dataset)

    @app.callback(
        Output(id_van(view, "kaartje"), "children"),
        Input(id_van(view, "gekozen"), "data"),
        Input(id_van(view, "vraag"), "data"),
    )
    def vul_kaartje(gekozen: Any, query: Any) -> Any:
        vraag = getoonde_vraag(view, query, dataset)
        codes = [code for code in gekozen if isinstance(code, str)] if isinstance(gekozen, list) else []
        return toon_kaartjes(
            build_kaartjes(maten.compute(vraag.selectie, dataset), codes, instituutnamen(dataset)), bool(codes)
        )

    app.clientside_callback(
        ClientsideFunction("hn", "toon"),
        Output(id_van(view, "getoond"), "data"),
        Input(id_van(view, "getoond"), "id"),
        State(id_van(view, "antwoord"), "data"),
        State(id_van(view, "gekozen"), "data"),
    )
    app.clientside_callback(
        ClientsideFunction("hn", "vul"),
        Output(id_van(view, "gevuld"), "data"),
        Input(id_van(view, "tabel"), "data"),
        Input(id_van(view, "gekozen"), "data"),
        State(id_van(view, "gevuld"), "id"),
    )


def is_zuiver(uitvoer: str) -> bool:
    """Whether a callback with this output is one of a workspace: their answers depend on their inputs alone."""
    return any(f"-{deel}" in uitvoer for deel in ("antwoord.data", "tabel.data", "kaartje.children"))


def _volg(vraag: Vraag, duw: bool, gekozen: Any, waarden: Mapping[str, Any], dataset: Dataset) -> dict[str, Any]:
    """Address, choice and controls that must change to agree with a question; the others are left alone."""
    gewenst, codes, zoek = _waarden(vraag), list(vraag.presentatie.gemeente), vraag.to_query(dataset)
    return {
        "zoek": (f"?{zoek}" if zoek else "") if duw else no_update,
        "gekozen": codes if codes != gekozen else no_update,
        "waarden": {s: (gewenst[s] or ALLES) if gewenst[s] != w else no_update for s, w in waarden.items()},
    }


def getoonde_vraag(view: str, query: Any, dataset: Dataset) -> Vraag:
    """The question that the browser says it shows; anything else is read as the default one."""
    return lees_vraag(view, query if isinstance(query, str) else "", dataset).zonder_keuze()


def toon_kaartjes(kaartjes: Sequence[Kaartje], iets_gekozen: bool) -> Any:
    """Cards as Dash components; a hint when nothing is chosen."""
    if not kaartjes:
        zin = (
            "De gekozen gemeente valt buiten deze vraag."
            if iets_gekozen
            else "Kies een gemeente op de kaart, in de tabel of met het zoekveld. Met Shift kiest u er meer; Shift en "
            "slepen omlijnt een groep."
        )
        return html.P(zin, className="leeg")
    return [
        html.Article(
            [
                html.H2(kaartje.titel),
                html.P(kaartje.kop, className="kaartje-kop"),
                html.Dl([deel for kop, waarde in kaartje.regels for deel in (html.Dt(kop), html.Dd(waarde))]),
            ],
            className="kaartje",
        )
        for kaartje in kaartjes
    ]
