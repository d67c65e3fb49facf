"""/vestiging: who is where. Opleiders per gemeente and instituut, and the gemeenten without any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash

from hn_dash.dataset import Gegevens, Grondslag
from hn_dash.pages.werkruimte.gesprek import registreer_werkruimte
from hn_dash.pages.werkruimte.layout import build_werkruimte
from hn_dash.views.vraag import lees_vraag

LABELS = {"instituut": "Opleiders van"}


def layout(query: Mapping[str, Any], grondslag: Grondslag) -> Any:
    """The page for a query."""
    return build_werkruimte(lees_vraag("vestiging", query, grondslag), query, LABELS)


def registreer(app: Dash, gegevens: Gegevens) -> None:
    """The page's callbacks."""
    registreer_werkruimte(app, "vestiging", gegevens)
