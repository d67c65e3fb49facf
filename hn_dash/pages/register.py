"""Which pages there are, in the order of the menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dash import Dash

from hn_dash.dataset import Gegevens, Grondslag
from hn_dash.pages import methode, overzicht, plaatsing, vergelijking
from hn_dash.pages.gegevens import pagina as gegevens
from hn_dash.pages.werkruimte.gesprek import registreer_werkruimte
from hn_dash.pages.werkruimte.layout import build_werkruimte
from hn_dash.pages.werving import pagina as werving
from hn_dash.views.vraag import Vraag


@dataclass(frozen=True, slots=True)
class Pagina:
    """A page: its address, its name, its layout for a query and its callbacks, and whether the menu leads to it."""

    sleutel: str
    pad: str
    naam: str
    layout: Callable[[Mapping[str, Any], Grondslag], Any]
    registreer: Callable[[Dash, Gegevens], None]
    in_menu: bool = True


def kaartpagina(view: str, naam: str, labels: Mapping[str, str]) -> Pagina:
    """The page of a measure that is its map and table and nothing more.

    Parameters
    ----------
    labels : key of a control -> what it is called here, where that is not what it is called elsewhere
    """

    def layout(query: Mapping[str, Any], grondslag: Grondslag) -> Any:
        return build_werkruimte(Vraag.from_query(view, query, grondslag), query, labels)

    def registreer(app: Dash, gegevens: Gegevens) -> None:
        registreer_werkruimte(app, view, gegevens)

    return Pagina(view, f"/{view}", naam, layout, registreer)


PAGINAS = (
    Pagina("overzicht", "/", "Overzicht", overzicht.layout, overzicht.registreer),
    kaartpagina("vestiging", "Vestiging", {"instituut": "Opleiders van"}),
    kaartpagina("dichtheid", "Dichtheid", {"instituut": "Leadgebied van", "norm": "Norm (% of per 10.000)"}),
    Pagina("werving", "/werving", "Werving", werving.layout, werving.registreer),
    Pagina("vergelijking", "/vergelijking", "Vergelijking", vergelijking.layout, vergelijking.registreer, False),
    Pagina("plaatsing", "/plaatsing", "Plaatsing", plaatsing.layout, plaatsing.registreer),
    Pagina("gegevens", "/gegevens", "Gegevens", gegevens.layout, gegevens.registreer),
    Pagina("methode", "/methode", "Methode", methode.layout, methode.registreer),
)
