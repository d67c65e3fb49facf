"""What a map page and its visitor say to each other: controls, address, choice, answer, table and card.

One circular callback keeps controls, address bar and selection equal; the browser side is assets/46-werkruimte.js.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, html, no_update

from hn_dash.dataset import Gegevens, Grondslag
from hn_dash.domain.basis.keuzes import alle_keuzes
from hn_dash.pages.ids import id_van
from hn_dash.pages.werkruimte.bericht import Gekaart, Gesteld, Stand
from hn_dash.pages.werkruimte.layout import ALLES, LABELS, VAN_DATASET, bediening, opties_van, waarden_van
from hn_dash.views.kaart.kaartje import Kaartje, build_kaartjes
from hn_dash.views.tabel import Tabelantwoord
from hn_dash.views.vraag import Vraag, kaartantwoord, tabelantwoord


def verander(view: str, stand: Stand, door: str | None, gegevens: Gegevens) -> tuple[Vraag, bool]:
    """The question that now holds, and whether the address bar has to follow.

    `door` is the id of what changed. The address wins when that is it (Back, Forward, a link); otherwise the controls
    do, and another noemer brings its own norm. An impossible value in a control gives the view of the address with the
    sentence that says why; what another control says and the data no longer know is left out, and told.
    """
    adres, waarden = gestelde_vraag(view, stand.zoek, gegevens), stand.waarden
    if door == id_van(view, "adres"):
        return adres, False
    if door == id_van(view, "noemer"):
        waarden = {**waarden, "norm": ""}
    grondslag = gegevens(waarden)
    waarden, weg = _nog_mogelijk(view, waarden, door, grondslag)
    nieuw = Vraag.from_query(view, {**waarden, "gemeente": ",".join(stand.gekozen)}, grondslag)
    if nieuw.fout:
        return replace(adres, fout=nieuw.fout), False
    if replace(nieuw, melding="") == replace(adres, fout="", melding=""):
        return adres, False
    gekozen = dict(parse_qsl(stand.zoek.lstrip("?")))
    zinnen = [f"{LABELS[s]} “{w}” is er niet bij deze gegevens; die keuze vervalt." for s, w in weg if s in gekozen]
    return replace(nieuw, melding=" ".join(filter(None, (*zinnen, nieuw.melding)))), True


def _nog_mogelijk(
    view: str, waarden: Mapping[str, str], door: str | None, grondslag: Grondslag
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """What the controls say as far as the data know it, and what is left out; never what was just chosen."""
    vast = {"peildatum", *VAN_DATASET}
    weg = [
        (s, w)
        for s, w in waarden.items()
        if s in vast and w and door != id_van(view, s) and w not in dict(alle_keuzes(s, grondslag))
    ]
    return {s: w for s, w in waarden.items() if (s, w) not in weg}, weg


def registreer_werkruimte(app: Dash, view: str, gegevens: Gegevens, ververs: bool = False) -> None:
    """The callbacks of one map page.

    Parameters
    ----------
    ververs : whether the page has a store `ververs`, which asks for the same answer again when the data changed
    """
    _registreer_vraag(app, view, gegevens, ververs)
    _registreer_tabel(app, view, gegevens)
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


def _registreer_vraag(app: Dash, view: str, gegevens: Gegevens, ververs: bool) -> None:
    sleutels, opties = bediening(view), ("peildatum", *VAN_DATASET)

    @app.callback(
        output={
            "zoek": Output(id_van(view, "adres"), "search"),
            "antwoord": Output(id_van(view, "antwoord"), "data"),
            "gekozen": Output(id_van(view, "gekozen"), "data"),
            "waarden": {s: Output(id_van(view, s), "value") for s in sleutels},
            "opties": {s: Output(id_van(view, s), "options") for s in sleutels if s in opties},
        },
        inputs={
            "zoek": Input(id_van(view, "adres"), "search"),
            "gekozen": Input(id_van(view, "gekozen"), "data"),
            "waarden": {s: Input(id_van(view, s), "value") for s in sleutels},
        }
        | ({"ververs": Input(id_van(view, "ververs"), "data")} if ververs else {}),
    )
    def stel_vraag(zoek: Any, gekozen: Any, waarden: dict[str, Any], ververs: Any = None) -> dict[str, Any]:
        stand, door = Stand.lees(zoek=zoek, gekozen=gekozen, waarden=waarden, ververs=ververs), ctx.triggered_id
        vraag, duw = verander(view, stand, door, gegevens)
        uit = _volg(vraag, duw, stand)
        ander = stand.waarden.get("peildatum") != vraag.selectie.peildatum or door == id_van(view, "peildatum")
        alleen_gekozen = door == id_van(view, "gekozen") and not (ander or vraag.fout or vraag.melding)
        dagen = not alleen_gekozen and len(vraag.dataset.peildata) > 1  # others may have read in more since
        uit["opties"] = {
            s: opties_van(view, s, vraag.grondslag) if ander or (dagen and s == "peildatum") else no_update
            for s in sleutels
            if s in opties
        }
        return uit | {"antwoord": no_update if alleen_gekozen else kaartantwoord(vraag.zonder_keuze())}


def _registreer_tabel(app: Dash, view: str, gegevens: Gegevens) -> None:
    @app.callback(Output(id_van(view, "tabel"), "data"), Input(id_van(view, "vraag"), "data"))
    def vul_tabel(query: Any) -> Tabelantwoord:
        return tabelantwoord(getoonde_vraag(view, query, gegevens))

    @app.callback(
        Output(id_van(view, "kaartje"), "children"),
        Input(id_van(view, "gekozen"), "data"),
        Input(id_van(view, "vraag"), "data"),
    )
    def vul_kaartje(gekozen: Any, query: Any) -> Any:
        codes, vraag = Gekaart.lees(gekozen=gekozen).gekozen, getoonde_vraag(view, query, gegevens)
        return toon_kaartjes(build_kaartjes(vraag.tabel(), codes, vraag.dataset.kortnamen), bool(codes))


def is_zuiver(uitvoer: str) -> bool:
    """Whether a callback with this output is one of a workspace: their answers depend on their inputs alone."""
    return any(f"-{deel}" in uitvoer for deel in ("antwoord.data", "tabel.data", "kaartje.children"))


def _volg(vraag: Vraag, duw: bool, stand: Stand) -> dict[str, Any]:
    """Address, choice and controls that must change to agree with a question; the others are left alone."""
    gewenst, codes, zoek = waarden_van(vraag), list(vraag.presentatie.gemeente), vraag.to_query()
    return {
        "zoek": (f"?{zoek}" if zoek else "") if duw else no_update,
        "gekozen": codes if codes != stand.gekozen else no_update,
        "waarden": {s: (gewenst[s] or ALLES) if gewenst[s] != w else no_update for s, w in stand.waarden.items()},
    }


def gestelde_vraag(view: str, query: str, gegevens: Gegevens) -> Vraag:
    """A query of the browser, read once with what it is answered from."""
    return Vraag.from_query(view, query, gegevens(query))


def getoonde_vraag(view: str, query: Any, gegevens: Gegevens) -> Vraag:
    """The question that the browser says it shows, with no gemeente picked out."""
    return gestelde_vraag(view, Gesteld.lees(vraag=query).vraag, gegevens).zonder_keuze()


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
