"""/gegevens: what is loaded, reading in with a receipt, templates, herindelingen and the log. How it looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import Dash, dcc, html

from hn_dash.dataset import Dataset, Gegevens
from hn_dash.ingest.soort.soorten import SOORTEN
from hn_dash.pages.delen import attributen, build_kiezer
from hn_dash.pages.ids import id_van
from hn_dash.pages.rooster import build_rooster
from hn_dash.tekst import getal

VIEW = "gegevens"
SLEUVEN = max(len(soort.kolommen) for soort in SOORTEN.values())
"""Columns that can be matched by hand: as many as the widest kind has."""
KIES = "kies"
"""What a list says when nothing was chosen yet."""
BREED = 0
"""A column that takes what the others leave, and wraps."""
LIJST = (
    ("soort", "Soort", 180, None),
    ("status", "Status", 130, None),
    ("peildatum", "Peildatum", 115, None),
    ("indeling", "Indeling", 95, None),
    ("rijen", "Rijen", 90, 0),
    ("bron", "Bron", 225, None),
    ("wie", "Door", 95, None),
    ("wanneer", "Ingelezen (UTC)", 160, None),
    ("controlegetal", "Controlegetal", 130, None),
)
BEVINDINGEN = (
    ("ernst", "Ernst", 125, None),
    ("rij", "Rij", 75, 0),
    ("kolom", "Kolom", 120, None),
    ("waarde", "Waarde", 105, None),
    ("zin", "Bevinding", BREED, None),
    ("voorstel", "Voorstel", 100, None),
    ("regel", "Regel", 95, None),
)
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


def layout(query: Mapping[str, Any], dataset: Dataset) -> html.Div:
    """The page; what is loaded is filled in when it opens."""
    return html.Div(
        [
            dcc.Store(id=id_van(VIEW, "upload")),
            dcc.Store(id=id_van(VIEW, "taak")),
            dcc.Store(id=id_van(VIEW, "getoond")),
            dcc.Store(id=id_van(VIEW, "veranderd"), data=0),
            dcc.Interval(id=id_van(VIEW, "klok"), interval=400, disabled=True),
            html.Header(
                [
                    html.Div(
                        [
                            html.H1("Gegevens"),
                            html.P(
                                "Wat er geladen is en hoe het binnenkwam. Een verkeerd bestand verandert niets; u ziet "
                                "wat er mis is, in welke rij en hoe het moet.",
                                className="onderschrift",
                            ),
                        ]
                    )
                ],
                className="paginakop",
            ),
            _inlezen(dataset),
            _kwitantie(),
            _geladen(),
            _sjablonen(),
            _herindelingen(dataset),
            _logboek(),
        ],
        className="pagina",
        id=id_van(VIEW, "pagina"),
    )


def registreer(app: Dash, gegevens: Gegevens) -> None:
    """Its callbacks need more than data: see `gegevens_gesprek.registreer_beheer`."""


def _inlezen(dataset: Dataset) -> html.Section:
    jaren = sorted(dataset.geo.herindeling.lijsten, reverse=True)
    indelingen = [{"value": KIES, "label": "die van de peildatum"}]
    indelingen += [{"value": str(jaar), "label": f"gemeenten {jaar}"} for jaar in jaren]
    soorten = [{"value": KIES, "label": "Kies een soort"}]
    soorten += [{"value": soort.sleutel, "label": soort.naam} for soort in SOORTEN.values()]
    return _vak(
        "Inlezen",
        [
            html.Ol(
                [
                    html.Li(
                        [
                            html.Span("Bestand (CSV, Excel of ODS)", className="form-label"),
                            build_kiezer(id_van(VIEW, "kiezer"), id_van(VIEW, "upload"), id_van(VIEW, "gekozen")),
                            html.P(id=id_van(VIEW, "gekozen"), className="leeg", **attributen({"aria-live": "polite"})),
                        ]
                    ),
                    html.Li(
                        [
                            html.Div(
                                [
                                    _veld(
                                        "Soort",
                                        "soort",
                                        dbc.Select(id=id_van(VIEW, "soort"), options=soorten, value=KIES),
                                    ),
                                    _veld(
                                        "Peildatum",
                                        "peildatum",
                                        dbc.Input(id=id_van(VIEW, "peildatum"), type="date", value="", debounce=True),
                                    ),
                                ],
                                className="velden",
                            ),
                            html.P(id=id_van(VIEW, "uitleg"), className="leeg"),
                            html.Details(
                                [
                                    html.Summary("Meer: indeling, bron, kolommen, correctie"),
                                    _veld(
                                        "Indeling van de gemeenten in het bestand",
                                        "indeling",
                                        dbc.Select(id=id_van(VIEW, "indeling"), options=indelingen, value=KIES),
                                    ),
                                    _veld(
                                        "Bron (komt bij elk getal te staan)",
                                        "bron",
                                        dbc.Input(id=id_van(VIEW, "bron"), type="text", maxlength=120, value=""),
                                    ),
                                    _veld(
                                        "Door (afdeling of initialen, voor het logboek)",
                                        "wie",
                                        dbc.Input(id=id_van(VIEW, "wie"), type="text", maxlength=60, value=""),
                                    ),
                                    _veld(
                                        "Vult een bestand in quarantaine aan",
                                        "bij",
                                        dbc.Select(
                                            id=id_van(VIEW, "bij"),
                                            options=[{"value": KIES, "label": "nee"}],
                                            value=KIES,
                                        ),
                                    ),
                                    html.Fieldset(
                                        [html.Legend("Kolommen"), *[_sleuf(nummer) for nummer in range(SLEUVEN)]],
                                        id=id_van(VIEW, "kolommen"),
                                        className="kolommen",
                                        hidden=True,
                                    ),
                                ],
                                id=id_van(VIEW, "meer"),
                            ),
                        ]
                    ),
                    html.Li(
                        [
                            _knop("controleer", "Controleer", "knop hoofdknop", disabled=True),
                            _knop("stop", "Stop", "knop", hidden=True),
                            html.Div(
                                html.Div(className="voortgang-balk", id=id_van(VIEW, "balk")),
                                className="voortgang",
                                id=id_van(VIEW, "voortgang"),
                                hidden=True,
                                role="progressbar",
                                **attributen({"aria-label": "Voortgang van het inlezen"}),
                            ),
                            html.P(id=id_van(VIEW, "melding"), className="leeg", **attributen({"aria-live": "polite"})),
                        ]
                    ),
                ],
                className="stappen",
            )
        ],
    )


def _kwitantie() -> html.Section:
    return _vak(
        "Kwitantie",
        [
            html.Div(
                [
                    html.Div(
                        [
                            html.Div(id=id_van(VIEW, "kwitantie"), **attributen({"aria-live": "polite"})),
                            html.Div(
                                [
                                    _knop("aanvaard", "Aanvaard: laat dit gelden", "knop hoofdknop", hidden=True),
                                    _knop("verwerp", "Gooi weg", "knop", hidden=True),
                                    _knop("terug", "Draai terug", "knop", hidden=True),
                                    _download("bevindingencsv", "Bevindingen (CSV)"),
                                    _download("afgekeurdcsv", "Afgekeurde rijen (CSV)"),
                                ],
                                className="knoppen",
                            ),
                        ]
                    ),
                    html.Div(
                        [
                            html.H3("Bevindingen", id=id_van(VIEW, "bevindingenkop"), className="vakkop", hidden=True),
                            html.Div(
                                build_rooster(id_van(VIEW, "bevindingen"), BEVINDINGEN, "Geen bevindingen."),
                                id=id_van(VIEW, "bevindingenvak"),
                                hidden=True,
                            ),
                            html.Div(id=id_van(VIEW, "vergelijking")),
                        ]
                    ),
                ],
                className="kwitantievak",
            ),
            dcc.ConfirmDialog(
                id=id_van(VIEW, "zeker"),
                message="Dit bestand terugdraaien? Het vorige bestand van deze soort geldt dan weer.",
            ),
        ],
    )


def _geladen() -> html.Section:
    return _vak(
        "Geladen",
        [
            html.P(
                "Per soort geldt het nieuwste aanvaarde bestand; elke eerdere peildatum is in elke weergave te kiezen. "
                "Kies een regel voor de kwitantie, de bevindingen en wat ermee kan.",
                className="leeg",
            ),
            build_rooster(
                id_van(VIEW, "lijst"),
                LIJST,
                "Nog niets ingelezen: alles is voorbeeld.",
                {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
            ),
        ],
    )


def _sjablonen() -> html.Section:
    rijen = [
        html.Tr(
            [
                html.Th(soort.naam, scope="row"),
                html.Td(soort.uitleg),
                html.Td(", ".join(soort.verplicht)),
                html.Td(_links(f"/sjabloon/{soort.sleutel}")),
                html.Td(_links(f"/download/gegevens/{soort.sleutel}")),
            ]
        )
        for soort in SOORTEN.values()
    ]
    koppen = ("Soort", "Wat erin staat", "Verplichte kolommen", "Sjabloon", "Wat nu geldt")
    return _vak(
        "Sjablonen en bestanden",
        [
            html.Table(
                [html.Thead(html.Tr([html.Th(kop, scope="col") for kop in koppen])), html.Tbody(rijen)],
                className="lijst",
            )
        ],
    )


def _links(adres: str) -> list[Any]:
    return [html.A("CSV", href=f"{adres}.csv", download=""), " · ", html.A("Excel", href=f"{adres}.xlsx", download="")]


def _herindelingen(dataset: Dataset) -> html.Section:
    jaren = [{"value": str(jaar), "label": str(jaar)} for jaar in sorted(dataset.geo.herindeling.lijsten)]
    return _vak(
        "Indelingen en herindelingen",
        [
            html.Table(
                [
                    html.Thead(
                        html.Tr([html.Th(kop, scope="col") for kop in ("Indeling", "Gemeenten", "Inwoners", "Grenzen")])
                    ),
                    html.Tbody([_indeling(dataset, jaar) for jaar in dataset.geo.jaren]),
                ],
                className="lijst smal",
            ),
            html.Div(
                [
                    _veld("Van", "van", dbc.Select(id=id_van(VIEW, "van"), options=jaren, value="2009")),
                    _veld("Naar", "naar", dbc.Select(id=id_van(VIEW, "naar"), options=jaren, value="2026")),
                ],
                className="rijtje",
            ),
            html.P(id=id_van(VIEW, "herindelingkop"), className="leeg", **attributen({"aria-live": "polite"})),
            build_rooster(id_van(VIEW, "herindelingen"), WIJZIGINGEN, "Tussen deze jaren veranderde er niets."),
            html.H3("Wat het geladen wervingsplan wordt", className="vakkop"),
            html.Div(id=id_van(VIEW, "besluiten")),
        ],
    )


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


def _logboek() -> html.Details:
    return html.Details(
        [html.Summary("Logboek"), html.Div(id=id_van(VIEW, "logboek"))], className="vak", id=id_van(VIEW, "logboekvak")
    )


def _sleuf(nummer: int) -> html.Div:
    kenmerk = id_van(VIEW, f"kolom{nummer}")
    return html.Div(
        [
            html.Label("", htmlFor=kenmerk, id=id_van(VIEW, f"kolomnaam{nummer}"), className="form-label"),
            dbc.Select(id=kenmerk, options=[], value=KIES),
        ],
        className="veld",
        id=id_van(VIEW, f"kolomvak{nummer}"),
        hidden=True,
    )


def _vak(kop: str, inhoud: Sequence[Any]) -> html.Section:
    return html.Section([html.H2(kop, className="vakkop"), *inhoud], className="vak", **attributen({"aria-label": kop}))


def _veld(label: str, deel: str, veld: Any) -> html.Div:
    return html.Div([html.Label(label, htmlFor=id_van(VIEW, deel), className="form-label"), veld], className="veld")


def _download(deel: str, tekst: str) -> html.A:
    return html.A(tekst, id=id_van(VIEW, deel), href="#", className="knop", hidden=True)


def _knop(deel: str, tekst: str, klasse: str, **meer: Any) -> html.Button:
    return html.Button(tekst, id=id_van(VIEW, deel), type="button", className=klasse, n_clicks=0, **meer)
