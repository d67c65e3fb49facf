"""The receipt on /gegevens: what came of a file, what was found in it, and what it changes. How it looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from hn_dash.domain.basis.verschil import Vergelijking
from hn_dash.errors import Bevinding
from hn_dash.ingest.soort.soorten import SOORTEN
from hn_dash.pages.delen import attributen
from hn_dash.pages.gegevens.velden import BREED, build_tabel, deel_id, knop, vak
from hn_dash.pages.rooster import build_rooster
from hn_dash.services.gegevens.aanvulling import remedie, rijen_in_woorden
from hn_dash.tekst import datum, getal, telling

MAX_RIJEN = 1_000
"""Rows of a comparison that are listed; the rest is counted."""
BEVINDINGEN = (
    ("ernst", "Ernst", 125, None),
    ("rij", "Rij", 75, 0),
    ("kolom", "Kolom", 120, None),
    ("waarde", "Waarde", 105, None),
    ("zin", "Bevinding", BREED, None),
    ("voorstel", "Voorstel", 100, None),
    ("regel", "Regel", 95, None),
)
ERNSTEN = {
    "fout": ("fout", "fouten"),
    "waarschuwing": ("waarschuwing", "waarschuwingen"),
    "info": ("melding", "meldingen"),
}
UITSLAGEN = {
    "concept": ("wacht", "Gecontroleerd en in orde. Het geldt pas als u het aanvaardt."),
    "aanvaard": ("goed", "Aanvaard."),
    "quarantaine": ("fout", "In quarantaine: er is niets veranderd."),
    "teruggedraaid": ("leeg", "Teruggedraaid: dit bestand telt niet meer mee."),
    "vervallen": ("leeg", "Weggegooid; alleen deze kwitantie is er nog."),
}
"""Status of a snapshot -> its look and its sentence."""


def build_kwitantievak() -> html.Section:
    """Where the receipt of a file appears, with what can be done about it."""
    zeker = dcc.ConfirmDialog(
        id=deel_id("zeker"), message="Dit bestand terugdraaien? Het vorige bestand van deze soort geldt dan weer."
    )
    return vak("Kwitantie", [html.Div([_uitkomst(), _gevonden()], className="kwitantievak"), zeker])


def _uitkomst() -> html.Div:
    knoppen = [
        knop("aanvaard", "Aanvaard: laat dit gelden", "knop hoofdknop", hidden=True),
        knop("verwerp", "Gooi weg", "knop", hidden=True),
        knop("terug", "Draai terug", "knop", hidden=True),
        _download("bevindingencsv", "Bevindingen (CSV)"),
        _download("afgekeurdcsv", "Afgekeurde rijen (CSV)"),
    ]
    return html.Div(
        [
            html.Div(id=deel_id("kwitantie"), **attributen({"aria-live": "polite"})),
            html.Div(knoppen, className="knoppen"),
        ]
    )


def _gevonden() -> html.Div:
    rooster = build_rooster(deel_id("bevindingen"), BEVINDINGEN, "Geen bevindingen.")
    return html.Div(
        [
            html.H3("Bevindingen", id=deel_id("bevindingenkop"), className="vakkop", hidden=True),
            html.Div(rooster, id=deel_id("bevindingenvak"), hidden=True),
            html.Div(id=deel_id("vergelijking")),
        ]
    )


def _download(deel: str, tekst: str) -> html.A:
    return html.A(tekst, id=deel_id(deel), href="#", className="knop", hidden=True)


def build_kwitantie(k: Any, totalen: Any, bevindingen: Sequence[Bevinding]) -> html.Div:
    """The receipt of a snapshot."""
    klasse, zin = UITSLAGEN[k.status]
    zin += f" {remedie(bevindingen)}" if k.status == "quarantaine" else ""
    regels = [deel for kop, waarde in _regels(k, totalen) for deel in (html.Dt(kop), html.Dd(waarde))]
    return html.Div(
        [
            html.P([html.Strong(f"Snapshot {k.id}. "), zin], className=f"uitslag {klasse}"),
            html.Dl(regels, className="kwitantie"),
        ]
    )


def _regels(k: Any, totalen: Any) -> list[tuple[str, Any]]:
    return [
        ("Soort", SOORTEN[k.soort].naam),
        ("Bestand", k.bestandsnaam),
        ("Bron", k.bron),
        ("Peildatum", datum(k.peildatum.isoformat())),
        ("Indeling", f"gemeenten {k.indeling}"),
        ("Rijen", rijen_in_woorden(k.rijen_in, k.rijen_uit, totalen.eerder)),
        *[(f"Som van {wat}", getal(aantal)) for wat, aantal in totalen.som.items()],
        *([("Gemeenten", getal(len(totalen.per_gemeente)))] if totalen.per_gemeente else []),
        ("Ingelezen", f"{k.wanneer} UTC door {k.wie}"),
        ("Controlegetal", html.Code(k.controlegetal[:16])),
    ]


def build_geweigerd(fout: str) -> html.Div | None:
    """What is said of a file that could not be kept at all, if there is anything to say."""
    if not fout:
        return None
    return html.Div(
        [html.P([html.Strong("Geweigerd. "), fout]), html.P("Er is niets veranderd.")],
        className="uitslag fout",
    )


def bevindingregel(nummer: int, b: Bevinding) -> dict[str, Any]:
    """A finding as a row of the grid."""
    return {"id": str(nummer)} | {veld: getattr(b, veld) for veld, *_ in BEVINDINGEN}


def bevindingenkop(bevindingen: Sequence[Bevinding]) -> str:
    """How many findings there are of each kind."""
    if not bevindingen:
        return "Geen bevindingen"
    geteld = {ernst: sum(b.ernst == ernst for b in bevindingen) for ernst in ERNSTEN}
    return "Bevindingen: " + ", ".join(telling(geteld[e], *woorden) for e, woorden in ERNSTEN.items() if geteld[e])


def build_vergelijking(tegen: str, verschil: Vergelijking | None) -> html.P | html.Details:
    """What changed since the file before it.

    Parameters
    ----------
    tegen : what was compared with, or why nothing was
    """
    if verschil is None:
        return html.P(tegen, className="leeg")
    delen = [f"{getal(aantal)} {wat}" for wat, aantal in verschil.aantal.items()]
    rijen = list(verschil.rijen.head(MAX_RIJEN).itertuples(index=False))
    tabel = build_tabel(("Rij", "Wat", "Kolom", "Was", "Wordt"), rijen)
    alle = len(verschil.rijen)
    meer = f" De eerste {MAX_RIJEN} van {getal(alle)} wijzigingen." if alle > MAX_RIJEN else ""
    return html.Details(
        [
            html.Summary(f"Sinds het vorige bestand: {', '.join(delen)}; {getal(verschil.gelijk)} gelijk gebleven"),
            html.P(tegen + meer, className="leeg"),
            html.Div(tabel, className="rolvak", tabIndex=0) if rijen else None,
        ]
    )
