"""What a map page sends."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from hn_dash.pages.werkruimte.layout import ALLES
from hn_dash.services.bericht import Aantal, Adres, Bericht, Gemeentecodes


def _keuze(waarde: Any) -> Any:
    return "" if waarde in (None, ALLES) else waarde


Keuze = Annotated[str, BeforeValidator(_keuze), Field(max_length=200)]
"""What a control says; "" for no restriction."""
Gekozen = Annotated[
    Gemeentecodes, Field(title="De gekozen gemeenten", description="Kies gemeenten op de kaart of in de tabel")
]


class Gesteld(Bericht):
    """The question that the page shows, as a query."""

    vraag: Adres


class Gekaart(Bericht):
    """The gemeenten of which there are cards."""

    gekozen: Gekozen


class Stand(Bericht):
    """Address, choice and controls of a map page.

    Parameters
    ----------
    ververs : the last change of a plan that the page knows
    """

    zoek: Adres
    gekozen: Gekozen
    waarden: dict[str, Keuze] = Field(description="Kies een waarde uit de lijst")
    ververs: Aantal | None
