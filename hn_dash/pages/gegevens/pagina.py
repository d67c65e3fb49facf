"""/gegevens: what is loaded, reading in with a receipt, templates, herindelingen and the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash, dcc, html

from hn_dash.dataset import Gegevens, Grondslag
from hn_dash.ingest.soort.soorten import SOORTEN, Soort
from hn_dash.pages.gegevens.herindelingen import build_herindelingen
from hn_dash.pages.gegevens.inlezen import build_inlezen
from hn_dash.pages.gegevens.kwitantie import build_kwitantievak
from hn_dash.pages.gegevens.velden import deel_id, vak
from hn_dash.pages.rooster import build_rooster

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
SJABLOONKOPPEN = ("Soort", "Wat erin staat", "Verplichte kolommen", "Sjabloon", "Wat nu geldt")


def layout(query: Mapping[str, Any], grondslag: Grondslag) -> html.Div:
    """The page; what is loaded is filled in when it opens."""
    return html.Div(
        [
            *[dcc.Store(id=deel_id(deel)) for deel in ("upload", "taak", "getoond")],
            dcc.Store(id=deel_id("veranderd"), data=0),
            dcc.Interval(id=deel_id("klok"), interval=400, disabled=True),
            _kop(),
            build_inlezen(grondslag.dataset),
            build_kwitantievak(),
            _geladen(),
            _sjablonen(),
            build_herindelingen(grondslag.dataset),
            _logboek(),
        ],
        className="pagina",
        id=deel_id("pagina"),
    )


def registreer(app: Dash, gegevens: Gegevens) -> None:
    """Its callbacks need more than data: see `gesprek.registreer_beheer`."""


def _kop() -> html.Header:
    zin = (
        "Wat er geladen is en hoe het binnenkwam. Een verkeerd bestand verandert niets; u ziet wat er mis is, in welke "
        "rij en hoe het moet."
    )
    return html.Header([html.Div([html.H1("Gegevens"), html.P(zin, className="onderschrift")])], className="paginakop")


def _geladen() -> html.Section:
    zin = (
        "Per soort geldt het nieuwste aanvaarde bestand; elke eerdere peildatum is in elke weergave te kiezen. Kies "
        "een regel voor de kwitantie, de bevindingen en wat ermee kan."
    )
    rooster = build_rooster(
        deel_id("lijst"),
        LIJST,
        "Nog niets ingelezen: alles is voorbeeld.",
        {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
    )
    return vak("Geladen", [html.P(zin, className="leeg"), rooster])


def _sjablonen() -> html.Section:
    koppen = [html.Th(kop, scope="col") for kop in SJABLOONKOPPEN]
    rijen = [_sjabloon(soort) for soort in SOORTEN.values()]
    tabel = html.Table([html.Thead(html.Tr(koppen)), html.Tbody(rijen)], className="lijst")
    return vak("Sjablonen en bestanden", [tabel])


def _sjabloon(soort: Soort) -> html.Tr:
    return html.Tr(
        [
            html.Th(soort.naam, scope="row"),
            html.Td(soort.uitleg),
            html.Td(", ".join(soort.verplicht)),
            html.Td(_links(f"/sjabloon/{soort.sleutel}")),
            html.Td(_links(f"/download/gegevens/{soort.sleutel}")),
        ]
    )


def _links(adres: str) -> list[Any]:
    return [html.A("CSV", href=f"{adres}.csv", download=""), " · ", html.A("Excel", href=f"{adres}.xlsx", download="")]


def _logboek() -> html.Details:
    inhoud = [html.Summary("Logboek"), html.Div(id=deel_id("logboek"))]
    return html.Details(inhoud, className="vak", id=deel_id("logboekvak"))
