"""Which pages there are, in the order of the menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dash import Dash

from hn_dash.dataset import Gegevens, Grondslag
from hn_dash.pages import dichtheid, methode, overzicht, plaatsing, vergelijking, vestiging
from hn_dash.pages.gegevens import pagina as gegevens
from hn_dash.pages.werving import pagina as werving


@dataclass(frozen=True, slots=True)
class Pagina:
    """A page: its address, its name, its layout for a query and its callbacks, and whether the menu leads to it."""

    sleutel: str
    pad: str
    naam: str
    layout: Callable[[Mapping[str, Any], Grondslag], Any]
    registreer: Callable[[Dash, Gegevens], None]
    in_menu: bool = True


PAGINAS = (
    Pagina("overzicht", "/", "Overzicht", overzicht.layout, overzicht.registreer),
    Pagina("vestiging", "/vestiging", "Vestiging", vestiging.layout, vestiging.registreer),
    Pagina("dichtheid", "/dichtheid", "Dichtheid", dichtheid.layout, dichtheid.registreer),
    Pagina("werving", "/werving", "Werving", werving.layout, werving.registreer),
    Pagina("vergelijking", "/vergelijking", "Vergelijking", vergelijking.layout, vergelijking.registreer, False),
    Pagina("plaatsing", "/plaatsing", "Plaatsing", plaatsing.layout, plaatsing.registreer),
    Pagina("gegevens", "/gegevens", "Gegevens", gegevens.layout, gegevens.registreer),
    Pagina("methode", "/methode", "Methode", methode.layout, methode.registreer),
)
