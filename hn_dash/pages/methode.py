"""/methode: how every number is computed, from which source, and what it does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import Dash, html

from hn_dash.dataset import Dataset, Gegevens, Grondslag
from hn_dash.domain import maten
from hn_dash.domain.basis.selectie import Maat
from hn_dash.domain.maten import MATEN
from hn_dash.tekst import datum, getal

GRENZEN = (
    "Dichtheid is geen behoefte: een gemeente boven de norm kan toch opleiders tekortkomen, en omgekeerd.",
    "De norm van 25 % uit 2009 noemt geen noemer. Teller, noemer, norm en niveau staan daarom bij elk getal en zijn "
    "instelbaar.",
    "Opleiders per praktijk kan boven 100 % komen: in één praktijk kunnen meer opleiders werken. Er wordt nooit "
    "afgekapt.",
    "Kleine aantallen schommelen sterk. Bij minder dan vijf praktijken staat “kleine noemer”; de stabiliteitsband in "
    "de download zegt hoe vast het cijfer is.",
    "Gebieden: eerst teller en noemer optellen, dan delen. Het gemiddelde van gemeentelijke percentages is iets anders "
    "en wordt niet gebruikt.",
    "Een lead gaat over het werven van nieuwe opleiders. Een bestaande relatie tussen opleider en instituut verandert "
    "er nooit door.",
    "Reeksbreuk: het aantal huisartsen is vanaf 2020 anders geteld dan daarvoor; vergelijk over die grens niet.",
)


def layout(query: Mapping[str, Any], grondslag: Grondslag) -> html.Div:
    """The page; it reads the registry, so a measure cannot be without its explanation."""
    zin = "Hoe elk getal ontstaat, waar het vandaan komt en wat het niet zegt."
    return html.Div(
        [
            html.Header([html.H1("Methode en bronnen"), html.P(zin, className="onderschrift")]),
            _vak("De maten", "vak", *[_maat(maat) for maat in MATEN.values()]),
            _vak("Wat u moet weten", "vak tekst", html.Ul([html.Li(zin) for zin in GRENZEN])),
            _vak("Gegevens nu", "vak", _gegevens(grondslag)),
            _vak("Grenzen en indelingen", "vak tekst", *_grenzen(grondslag.dataset)),
        ],
        className="pagina smal",
    )


def registreer(app: Dash, gegevens: Gegevens) -> None:
    """Nothing to wire."""


def _vak(kop: str, klasse: str, *inhoud: Any) -> html.Section:
    return html.Section([html.H2(kop, className="vakkop"), *inhoud], className=klasse)


def _maat(maat: Maat) -> html.Article:
    regels = (
        ("Vraag", maat.beantwoordt),
        ("Formule", maat.formule),
        ("Eenheid", maat.eenheid),
        ("Bron", maat.bron),
        ("Instelbaar", ", ".join(maat.sleutels)),
        ("Versie", str(maat.versie)),
    )
    return html.Article([html.H3(maat.titel), _lijst(regels)], className="maat")


def _lijst(regels: Sequence[tuple[str, str]], klasse: str | None = None) -> html.Dl:
    delen = [deel for kop, tekst in regels for deel in (html.Dt(kop), html.Dd(tekst))]
    return html.Dl(delen, className=klasse) if klasse else html.Dl(delen)


def _gegevens(grondslag: Grondslag) -> html.Dl:
    dataset = grondslag.dataset
    geteld = maten.compute(maten.from_query("vestiging", {}, grondslag), grondslag).totalen
    regels = (
        ("Gegevens", dataset.titel),
        ("Bron", dataset.bron),
        ("Peildatum", datum(dataset.peildatum.isoformat())),
        ("Indeling", str(dataset.indeling)),
        ("Praktijken", getal(geteld["praktijken"])),
        ("Opleiders", getal(geteld["opleiders"])),
        ("Plan", grondslag.plan.titel),
        ("Controlegetal", dataset.vingerafdruk[:16]),
    )
    return _lijst(regels, "maat")


def _grenzen(dataset: Dataset) -> list[html.P]:
    jaren = dataset.geo.jaren
    zinnen = (
        f"Ingebouwd zijn de gemeenten van {jaren[0]} tot en met {jaren[-1]}. De grenzen zijn die van CBS en Kadaster "
        "van 1 januari 2022 (CC BY 4.0); die van 2023 en later volgen daaruit door de herindelingen samen te voegen. "
        "Kleine grenscorrecties zitten er niet in.",
        "Inwoners en leeftijdsgroepen zijn van 1 januari 2022. Een vroegere gemeente vindt u met het zoekveld op de "
        "kaart; de herindelingstabel loopt van 2009 tot en met 2026.",
        "De kaart tekent een vereenvoudiging met gedeelde grenzen; rekenen gebeurt met de volledige grenzen.",
    )
    return [html.P(zin) for zin in zinnen]
