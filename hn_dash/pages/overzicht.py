"""/: the key figures, what asks for attention now, and the three maps in small."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any
from urllib.parse import parse_qsl, urlencode

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update
from pydantic import Field

from hn_dash.dataset import Dataset, Gegevens, Grondslag
from hn_dash.domain import maten
from hn_dash.domain.basis.keuzes import keuzes
from hn_dash.domain.kerncijfers import Kerncijfers, compute_kerncijfers
from hn_dash.domain.maten import MATEN
from hn_dash.domain.plaatsen.landelijk import compute_aansluitingen
from hn_dash.errors import SelectieFout
from hn_dash.pages.delen import build_lijst, build_tegel, zonder_uitslag
from hn_dash.pages.ids import id_van
from hn_dash.pages.werkruimte.bericht import Keuze
from hn_dash.pages.werkruimte.layout import ALLES
from hn_dash.services.bericht import Adres, Bericht
from hn_dash.tekst import getal, telling
from hn_dash.views.vraag import Vraag, kaartantwoord

VIEW = "overzicht"
KLEIN = ("geometrie", "adres", "klassen", "legenda", "samen", "eenheid", "rijen", "omschrijving")
"""What a small map takes of an answer: no circles, names or words."""
_REGEL = "een gezamenlijke gemeente telt bij elk van haar instituten mee"
KAARTEN = (("dichtheid", "Opleiderdichtheid"), ("werving", "Wie gaat waar werven?"), ("plaatsing", "Plaatsing"))


class Overzichtvraag(Bericht):
    """The instituut that is chosen, "" for all, and the address, which says of what day.

    Parameters
    ----------
    zoek : the query of the address
    """

    zoek: Adres
    instituut: Keuze = Field(description="Kies uit de lijst")


def layout(query: Mapping[str, Any], grondslag: Grondslag) -> html.Div:
    """The page for one instituut, or for all."""
    instituut, dataset = query.get("instituut", ""), grondslag.dataset
    inhoud = build_inhoud(instituut, grondslag, query.get("peildatum", ""))
    return html.Div(
        [
            dcc.Location(id=id_van(VIEW, "adres"), refresh=False),
            _kop(instituut, dataset),
            html.Div(inhoud, id=id_van(VIEW, "inhoud"), className="overzicht"),
            _aansluitingen(dataset),
        ],
        className="pagina",
    )


def _kop(instituut: str, dataset: Dataset) -> html.Header:
    zin = "Wat nu aandacht vraagt. Elk getal leidt naar de kaart die het uitlegt."
    opties = [{"value": waarde or ALLES, "label": label} for waarde, label in keuzes("instituut", dataset)]
    kies = id_van(VIEW, "instituut")
    keuze = [
        html.Label("Leadgebied van", htmlFor=kies, className="form-label"),
        dbc.Select(id=kies, value=_bekend(instituut, dataset) or ALLES, options=opties),
    ]
    return html.Header(
        [
            html.Div([html.H1("Overzicht"), html.P(zin, className="onderschrift")]),
            html.Div(keuze, className="veld breed"),
        ],
        className="paginakop",
    )


def registreer(app: Dash, gegevens: Gegevens) -> None:
    """The choice of an instituut, kept in the address; and the small maps."""

    @app.callback(
        Output(id_van(VIEW, "inhoud"), "children"),
        Output(id_van(VIEW, "adres"), "search"),
        Input(id_van(VIEW, "instituut"), "value"),
        State(id_van(VIEW, "adres"), "search"),
        prevent_initial_call=True,
    )
    def kies_instituut(waarde: Any, zoek: str | None) -> Any:
        keuze = Overzichtvraag.lees(instituut=waarde, zoek=zoek)
        query = dict(parse_qsl(keuze.zoek.lstrip("?")))
        grondslag, peildatum = gegevens(query), query.get("peildatum", "")
        delen = {"instituut": _bekend(keuze.instituut, grondslag.dataset), "peildatum": peildatum}
        nieuw = {sleutel: deel for sleutel, deel in delen.items() if deel}
        adres = no_update if nieuw == query else f"?{urlencode(nieuw)}" if nieuw else ""
        return build_inhoud(keuze.instituut, grondslag, peildatum), adres

    @app.callback(
        Output(id_van(VIEW, "instituut"), "value"), Input(id_van(VIEW, "adres"), "search"), prevent_initial_call=True
    )
    def volg_adres(zoek: str | None) -> str:
        gevraagd = dict(parse_qsl((zoek or "").lstrip("?"))).get("instituut", "")
        return _bekend(gevraagd, gegevens(zoek or "").dataset) or ALLES

    for view, _ in KAARTEN:
        app.clientside_callback(
            ClientsideFunction("hn", "voorbeeld"),
            Output(id_van(VIEW, f"{view}getoond"), "data"),
            Input(id_van(VIEW, f"{view}beeld"), "data"),
            State(id_van(VIEW, f"{view}kaart"), "id"),
        )


def _bekend(instituut: str, dataset: Dataset) -> str:
    """An instituut that can be chosen; "" for any other."""
    return instituut if instituut in dict(keuzes("instituut", dataset)) else ""


def build_inhoud(instituut: str, grondslag: Grondslag, peildatum: str = "") -> list[Any]:
    """Tiles, the list of what asks for attention, and the maps; those for all when there is no such instituut or day.

    Parameters
    ----------
    peildatum : the day that was asked for; "" for the newest
    """
    try:
        maten.from_query("dichtheid", {"instituut": instituut, "peildatum": peildatum}, grondslag)
        cijfers = compute_kerncijfers(grondslag, instituut)
    except SelectieFout as fout:
        return [html.P(fout.zin, className="alert alert-warning", role="alert"), *build_inhoud("", grondslag)]
    melding = html.P(cijfers.gemis, className="alert alert-warning", role="alert")
    return [
        *([melding] if cijfers.gemis else []),
        html.Div(_tegels(cijfers, instituut), className="tegels"),
        html.Div(
            [_aandacht(cijfers, instituut), *[_kaart(*kaart, cijfers, instituut, grondslag) for kaart in KAARTEN]],
            className="viertal",
        ),
        html.P(" ".join(cijfers.opmerkingen), className="voet"),
    ]


def _adres(pad: str, c: Kerncijfers, instituut: str = "", **meer: str) -> str:
    """Where a figure is explained, on the same day."""
    delen = {"instituut": instituut, "peildatum": c.dag, **meer}
    query = urlencode(sorted((sleutel, waarde) for sleutel, waarde in delen.items() if waarde), safe=",")
    return f"{pad}?{query}" if query else pad


def _tegels(c: Kerncijfers, instituut: str) -> list[html.Div]:
    return [
        *_dichtheidtegels(c, instituut),
        build_tegel(
            "Zonder opleider",
            _zonder(c),
            "gemeenten met praktijken maar zonder opleider",
            f"samen {getal(sum(n for *_, n in c.zonder_opleider) if not isnan(c.onder_norm) else None)} praktijken",
            _adres("/vestiging", c),
        ),
        _plantegel(c, instituut),
        build_tegel(
            "Kruisende relaties",
            getal(c.kruisend),
            "opleiders van een ander instituut dan de lead",
            "hun relatie blijft",
            _adres("/werving", c, instituut, laag="kruisend"),
        ),
        build_tegel(
            "Niet vervuld",
            getal(c.niet_vervuld),
            f"van {getal(c.verloot)} plekken in de loting",
            f"{'uw locaties' if instituut else 'alle locaties'}, {c.ronde or 'geen ronde'}"
            + zonder_uitslag(c.zonder_uitslag),
            _adres("/plaatsing", c),
        ),
    ]


def _dichtheidtegels(c: Kerncijfers, instituut: str) -> list[html.Div]:
    adres = _adres("/dichtheid", c, instituut)
    return [
        build_tegel(
            "Opleiders per praktijk",
            f"{getal(c.dichtheid_pct, 1)} %",
            f"{getal(c.opleiders)} opleiders op {telling(c.praktijken, 'praktijk', 'praktijken')}",
            f"norm {c.norm.replace('.', ',')} %" + (f"; {_REGEL}" if instituut else _buiten(c)),
            adres,
        ),
        *([_eigen_opleiders(c, instituut)] if instituut else []),
        build_tegel(
            "Onder de norm",
            getal(c.onder_norm),
            f"van {telling(c.gemeenten, 'gemeente', 'gemeenten')}, waarvan {_zonder(c)} zonder opleider",
            f"tekort {getal(c.tekort_som)} opleiders (som gemeenten), {getal(c.tekort_gebied)} (gebied)",
            adres,
        ),
    ]


def _zonder(c: Kerncijfers) -> str:
    return getal(None if isnan(c.onder_norm) else len(c.zonder_opleider))


def _buiten(c: Kerncijfers) -> str:
    """That opleiders are in no gemeente, so that no map counts them; "" when all are in one."""
    if not c.niet_op_kaart:
        return ""
    staan = "staat" if c.niet_op_kaart == 1 else "staan"
    return f"; {telling(c.niet_op_kaart, 'opleider', 'opleiders')} {staan} niet op de kaart"


def _eigen_opleiders(c: Kerncijfers, instituut: str) -> html.Div:
    return build_tegel(
        "Eigen opleiders",
        getal(c.eigen_opleiders),
        "opleiders van uw instituut",
        f"waar zij ook werken{_buiten(c)}",
        _adres("/vestiging", c, instituut),
    )


def _plantegel(c: Kerncijfers, instituut: str) -> html.Div:
    """For all what is to be discussed; for one instituut where it recruits with others."""
    if instituut:
        return build_tegel(
            "Gezamenlijk",
            getal(c.gezamenlijk),
            "gemeenten waar u samen werft",
            f"{getal(c.te_beslissen)} te beslissen",
            _adres("/werving", c, instituut),
        )
    return build_tegel(
        "Te bespreken",
        getal(c.open + c.niet_besproken),
        f"gemeenten: {getal(c.open)} open, {getal(c.niet_besproken)} niet besproken",
        f"{getal(c.te_beslissen)} te beslissen; {getal(c.gezamenlijk)} gezamenlijk",
        _adres("/werving", c),
    )


def _aandacht(c: Kerncijfers, instituut: str) -> html.Section:
    meest = [_aandachtregel(c, instituut, *rij) for rij in c.zonder_opleider[:8]]
    plan = c.bevindingen
    zin = (
        f"Controle van het plan: {telling(plan['fout'], 'fout', 'fouten')}, "
        f"{telling(plan['waarschuwing'], 'waarschuwing', 'waarschuwingen')}. "
    )
    leeg = html.P(_niemand(c), className="leeg")
    return html.Section(
        [
            html.H2("Eerst hier werven", className="vakkop"),
            html.P("Gemeenten zonder opleider, de meeste praktijken eerst.", className="leeg"),
            html.Ol(meest, className="aandacht") if meest else leeg,
            html.P(
                [*([] if isnan(c.open) else [zin]), dcc.Link("Bekijk het plan", href=_adres("/werving", c))],
                className="voet",
            ),
        ],
        className="vak",
    )


def _niemand(c: Kerncijfers) -> str:
    """Why there is no gemeente without opleider to name."""
    if isnan(c.onder_norm):
        return "Onbekend: er zijn geen gegevens over praktijken of opleiders."
    if not c.gemeenten:
        return "Dit instituut werft in geen enkele gemeente."
    return "Elke gemeente met een praktijk heeft een opleider."


def _aandachtregel(c: Kerncijfers, instituut: str, code: str, naam: str, praktijken: int) -> html.Li:
    link = dcc.Link(naam, href=_adres("/dichtheid", c, instituut, gemeente=code))
    return html.Li([link, html.Span(telling(praktijken, "praktijk", "praktijken"), className="rechts")])


def _aansluitingen(dataset: Dataset) -> html.Details:
    tabel = compute_aansluitingen(dataset)
    return html.Details(
        [html.Summary(tabel.titel), html.P(tabel.omschrijving, className="leeg"), build_lijst(tabel)],
        className="vak smaller",
    )


def _kaart(view: str, naam: str, c: Kerncijfers, instituut: str, grondslag: Grondslag) -> html.Section:
    query = {"instituut": instituut} if instituut else {}
    antwoord = kaartantwoord(Vraag.from_query(view, query, grondslag).zonder_keuze())
    klein = {sleutel: waarde for sleutel, waarde in antwoord.items() if sleutel in KLEIN}
    return html.Section(
        [
            html.H2(
                dcc.Link(naam, href=_adres(f"/{view}", c, instituut if "instituut" in MATEN[view].sleutels else "")),
                className="vakkop",
            ),
            dcc.Store(id=id_van(VIEW, f"{view}beeld"), data=klein),
            dcc.Store(id=id_van(VIEW, f"{view}getoond")),
            html.Div(id=id_van(VIEW, f"{view}kaart"), className="kaartje-klein"),
        ],
        className="vak",
    )
