"""Small parts that pages share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from hn_dash.domain.basis.zinnen import met_jaar
from hn_dash.tables import ColumnSpec, ResultTable
from hn_dash.tekst import getal
from hn_dash.views.kaart.kaartje import waarde_tekst
from hn_dash.views.uitvoer.export import FORMATEN


def attributen(waarden: dict[str, str]) -> Any:
    """aria-* and data-* attributes, which have no keyword of their own."""
    return waarden


def build_tegel(kop: str, waarde: str, eenheid: str, toelichting: str = "", href: str = "") -> html.Div:
    """A figure with what it counts; with an address the whole tile leads to the view that explains it."""
    inhoud = [
        html.Span(kop, className="tegel-kop"),
        html.Span(waarde, className="tegel-waarde"),
        html.Span(eenheid, className="tegel-eenheid"),
        html.Span(toelichting, className="tegel-toelichting"),
    ]
    return html.Div(dcc.Link(inhoud, href=href, className="tegel-link") if href else inhoud, className="tegel vak")


def zonder_uitslag(plekken: float) -> str:
    """Behind a number of places that were filled: how many are in lotteries that have no result yet."""
    return f"; nog {getal(plekken)} zonder uitslag" if plekken > 0 else ""


def build_lijst(tabel: ResultTable, som: str = "") -> html.Table:
    """A short table in full, every shown column with Dutch numbers; `som` names a last row with its totals."""
    kolommen = tuple(k for k in tabel.spec.kolommen if k.scherm)
    klassen = tuple(_klasse(k) for k in kolommen)
    rijen = zip(*(tabel.kolommen[k.naam].tolist() for k in kolommen), strict=True)
    regels = [_rij(_teksten(rij, kolommen), klassen) for rij in rijen]
    if som:
        totalen = {kolommen[0].naam: som, **tabel.totalen}
        regels.append(_rij(_teksten([totalen.get(k.naam) for k in kolommen], kolommen), klassen, "som"))
    koppen = tuple(met_jaar(k.kop, tabel.herkomst) for k in kolommen)
    return html.Table([_kop(kolommen, koppen), html.Tbody(regels)], className="lijst")


def _teksten(rij: Sequence[Any], kolommen: Sequence[ColumnSpec]) -> tuple[str, ...]:
    return tuple(waarde_tekst(waarde, kolom, {}) for waarde, kolom in zip(rij, kolommen, strict=True))


@lru_cache(maxsize=16)
def _kop(kolommen: tuple[ColumnSpec, ...], koppen: tuple[str, ...]) -> html.Thead:
    paren = zip(kolommen, koppen, strict=True)
    cellen = [html.Th(kop, className=_klasse(k), scope="col", title=k.uitleg) for k, kop in paren]
    return html.Thead(html.Tr(cellen))


@lru_cache(maxsize=256)
def _rij(teksten: tuple[str, ...], klassen: tuple[str, ...], klasse: str = "") -> html.Tr:
    """A row; most stay the same from one change of a plan to the next."""
    eerste = html.Th(teksten[0], className=klassen[0], scope="row")
    return html.Tr([eerste, *map(_cel, teksten[1:], klassen[1:])], className=klasse)


@lru_cache(maxsize=4096)
def _cel(tekst: str, klasse: str) -> html.Td:
    return html.Td(tekst, className=klasse)


def _klasse(kolom: ColumnSpec) -> str:
    return "cijfer" if kolom.soort in ("aantal", "getal") else ""


@lru_cache(maxsize=256)
def build_downloads(view: str, query: str) -> html.Span:
    """Small links to the files of a view."""
    staart = f"?{query}" if query else ""
    links = [
        html.A(soort.naam, href=f"/download/{view}.{formaat}{staart}", download="")
        for formaat, soort in FORMATEN.items()
    ]
    eerste, *rest = links
    return html.Span(["Download: ", eerste, *(deel for link in rest for deel in (" · ", link))], className="leeg")


def build_kiezer(kiezer: str, store: str, regel: str) -> html.Div:
    """Where one chooses or drops a file; see assets/50-gegevens.js.

    Parameters
    ----------
    store : the dcc.Store that gets what the server says of the file
    regel : the element that tells how far it was sent
    """
    return html.Div(id=kiezer, className="kiezer", **attributen({"data-store": store, "data-regel": regel}))


def registreer_kiezer(app: Dash, kiezer: str) -> None:
    """Let the browser put the file chooser in its place."""
    app.clientside_callback(ClientsideFunction("hn", "bestandskiezer"), Output(kiezer, "title"), Input(kiezer, "id"))
