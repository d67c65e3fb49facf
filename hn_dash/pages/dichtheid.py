"""/dichtheid: opleiders against praktijken, huisartsen or inwoners, with the norm and the shortage in persons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash

from hn_dash.dataset import Gegevens, Grondslag
from hn_dash.pages.werkruimte.gesprek import registreer_werkruimte
from hn_dash.pages.werkruimte.layout import build_werkruimte
from hn_dash.views.vraag import lees_vraag

LABELS = {"instituut": "Leadgebied van", "norm": "Norm (% of per 10.000)"}


def layout(query: Mapping[str, Any], grondslag: Grondslag) -> Any:
    """The page for a query."""
    return build_werkruimte(lees_vraag("dichtheid", query, grondslag), query, LABELS)


def registreer(app: Dash, gegevens: Gegevens) -> None:
    """The page's callbacks."""
    registreer_werkruimte(app, "dichtheid", gegevens)
