"""/werving: who recruits where, with the plan's findings and what it means per instituut."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dash import Dash, Input, Output, dcc, html

from hn_dash.dataset import Gegevens, Grondslag
from hn_dash.domain import maten
from hn_dash.domain.plan.controle import PlanBevinding, check_plan
from hn_dash.pages.delen import attributen, build_downloads, build_lijst
from hn_dash.pages.ids import id_van
from hn_dash.pages.werkruimte.gesprek import getoonde_vraag, registreer_werkruimte
from hn_dash.pages.werkruimte.layout import build_werkruimte
from hn_dash.pages.werving.strook import build_bewerken
from hn_dash.tekst import getal, instituten
from hn_dash.views.vraag import Vraag

VIEW = "werving"
LABELS = {"instituut": "Leadgebied van"}


def layout(query: Mapping[str, Any], grondslag: Grondslag) -> html.Div:
    """The workspace, with the summary per instituut and the findings under the map."""
    vraag = Vraag.from_query(VIEW, query, grondslag)
    onder = [html.Div(build_onder(vraag), id=id_van(VIEW, "onder"), className="stapel")]
    boven = [dcc.Store(id=id_van(VIEW, "ververs")), build_bewerken(query, grondslag.dataset)]
    return build_werkruimte(vraag, query, LABELS, onder, boven)


def registreer(app: Dash, gegevens: Gegevens) -> None:
    """The workspace's callbacks, and what follows the indeling."""
    registreer_werkruimte(app, VIEW, gegevens, ververs=True)

    @app.callback(
        Output(id_van(VIEW, "onder"), "children"), Input(id_van(VIEW, "vraag"), "data"), prevent_initial_call=True
    )
    def vul_onder(query: Any) -> Any:
        return build_onder(getoonde_vraag(VIEW, query, gegevens))


def build_onder(vraag: Vraag) -> list[html.Section]:
    """Per lead area its size; and everything about the plan that asks for attention."""
    basis = vraag.selectie.to_query(vraag.grondslag)
    selectie = maten.from_query("leadgebieden", basis, vraag.grondslag)
    tabel = maten.compute(selectie, vraag.grondslag)
    samenvatting = [build_lijst(tabel, "Nederland"), html.P(tabel.formule, className="voet")]
    return [
        _vak("Per instituut", build_downloads("leadgebieden", selectie.to_query(vraag.grondslag)), *samenvatting),
        _vak("Kruisende relaties", None, _kruisend(vraag, basis)),
        _vak("Controle van het plan", None, _bevindingen(vraag, basis)),
    ]


@lru_cache(maxsize=8)
def _vakkop(kop: str) -> html.Div:
    return html.Div([html.H2(kop, className="vakkop")], className="tabelkop")


def _vak(kop: str, naast: Any, *inhoud: Any) -> html.Section:
    return html.Section(
        [_vakkop(kop) if naast is None else html.Div([*_vakkop(kop).children, naast], className="tabelkop"), *inhoud],
        className="vak",
        tabIndex=0,
        **attributen({"aria-label": kop}),
    )


def _onbekend(vraag: Vraag) -> html.P:
    """Why nothing can be said."""
    return html.P(vraag.beeld().gemis, className="leeg")


def _kruisend(vraag: Vraag, basis: str) -> Any:
    """Whose opleiders work where another recruits, the largest group first, each with its gemeenten on the map."""
    namen, rijen = vraag.dataset.kortnamen, vraag.beeld().kruisingen
    if vraag.grondslag.plan.ontbreekt or not vraag.dataset.kent("opleiders"):
        return _onbekend(vraag)
    if not rijen:
        return html.P("Elke opleider is van een instituut dat in zijn gemeente werft.", className="leeg")
    groepen: dict[tuple[str, str], dict[str, int]] = {}
    for code, werft, instituut, aantal in rijen:
        groepen.setdefault((instituut, werft), {})[code] = aantal
    volgorde = sorted((-sum(deel.values()), wie, tuple(deel)) for wie, deel in groepen.items())
    cellen = [
        _kruisrij(namen[van], instituten(werft, namen), -aantal, codes, basis)
        for aantal, (van, werft), codes in volgorde
    ]
    tabel = html.Table([_kruiskop(), html.Tbody(cellen)], className="lijst")
    zin = f"Samen {getal(sum(aantal for *_, aantal in rijen))} opleiders; hun relatie blijft (afspraak 2009)."
    return html.Div([html.Div(tabel, className="rolvak"), html.P(zin, className="voet")])


@lru_cache(maxsize=1)
def _kruiskop() -> html.Thead:
    koppen = (("Opleiders van", ""), ("waar werft", ""), ("Opleiders", "cijfer"), ("Gemeenten", "cijfer"), ("", ""))
    return html.Thead(html.Tr([html.Th(kop, scope="col", className=klasse) for kop, klasse in koppen]))


@lru_cache(maxsize=512)
def _kruisrij(van: str, werft: str, aantal: int, codes: tuple[str, ...], basis: str) -> html.Tr:
    """A row; most stay the same from one change of a plan to the next."""
    return html.Tr(
        [
            html.Th(van, scope="row"),
            html.Td(werft),
            html.Td(getal(aantal), className="cijfer"),
            html.Td(getal(len(codes)), className="cijfer"),
            html.Td(_op_kaart(basis, ",".join(codes), "&laag=kruisend")),
        ]
    )


def _op_kaart(basis: str, codes: str, staart: str = "") -> dcc.Link:
    href = f"/werving?{basis}{'&' if basis else ''}gemeente={codes}{staart}"
    return dcc.Link("Toon op de kaart", href=href, refresh=False)


def _bevindingen(vraag: Vraag, basis: str) -> Any:
    bevindingen = check_plan(vraag.beeld(), vraag.selectie.afstand)
    if vraag.grondslag.plan.ontbreekt:
        return _onbekend(vraag)
    if not bevindingen:
        return html.P("Geen bevindingen: het plan is volledig en sluit aan.", className="leeg")
    return html.Ul([_bevinding(bevinding, basis) for bevinding in bevindingen], className="bevindingen")


@lru_cache(maxsize=512)
def _bevinding(b: PlanBevinding, basis: str) -> html.Li:
    """A finding; most stay the same from one change of a plan to the next."""
    staart = "&laag=kruisend" if b.code == "C6" else ""
    kaart = _op_kaart(basis, ",".join(b.gemeenten), staart) if b.gemeenten else ""
    return html.Li([html.Span(f"{b.code} {b.ernst}", className=f"ernst ernst-{b.ernst}"), html.Span(b.zin), " ", kaart])
