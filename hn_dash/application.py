"""create_app: the only place that wires settings, data, pages, routes and protection together."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from dash import Dash
from dash.types import RendererHooks
from flask import Flask, Response, request

from hn_dash.pages import registreer
from hn_dash.pages.shell import layout, pagina_van, sneltoetsen
from hn_dash.pages.werkruimte.gesprek import is_zuiver
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.catalogus.plankeuze import Catalogus
from hn_dash.services.gegevens.snapshots import Beheer
from hn_dash.services.plan.bewerking import Bewerking
from hn_dash.services.taken import Taken
from hn_dash.settings import Settings
from hn_dash.start import richt_logs_in
from hn_dash.web.bescherming import AANROEP, bescherm, keur_aanroepen
from hn_dash.web.compressie import comprimeer
from hn_dash.web.gegevens import registreer_bestanden
from hn_dash.web.geheugen import onthoud
from hn_dash.web.kijken import registreer_kijken
from hn_dash.web.routes import bootstrap_adres, registreer_routes

ASSETS = Path(__file__).resolve().parents[1] / "assets"
INDEX = f"""<!DOCTYPE html>
<html lang="nl">
<head>
{{%metas%}}
<title>{{%title%}}</title>
{{%favicon%}}
<link rel="stylesheet" href="{bootstrap_adres("bootstrap.min.css")}">
{{%css%}}
</head>
<body>
<noscript>HN dash werkt met JavaScript; zet het aan voor deze site.</noscript>
{{%app_entry%}}
{sneltoetsen()}
<footer>{{%config%}}{{%scripts%}}{{%renderer%}}</footer>
</body>
</html>
"""


class HNDash(Dash):
    """Dash with a Dutch word while it loads."""

    def interpolate_index(self, *args: Any, **delen: Any) -> Any:
        """The page around the app."""
        wachten = '<div id="react-entry-point"><p class="_dash-loading">HN dash wordt geladen …</p></div>'
        return super().interpolate_index(*args, **{**delen, "app_entry": wachten})


HOOKS: RendererHooks = {
    "request_pre": "(vraag) => window.hn?.onderweg?.(vraag)",
    "request_post": "(vraag, antwoord) => window.hn?.binnen?.(vraag, antwoord)",
}
"""Let the map see an answer at once; see assets/46-werkruimte.js."""


def create_app(settings: Settings, magazijn: Magazijn) -> Dash:
    """The whole application on the data of a magazijn."""
    richt_logs_in(settings.log_level)
    app = HNDash(
        "hn_dash",
        assets_folder=str(ASSETS),
        use_pages=False,
        enable_mcp=False,
        title="HN dash",
        update_title=None,  # type: ignore[arg-type]  # Dash takes None as "leave the title alone"
        suppress_callback_exceptions=True,
        index_string=INDEX,
        add_log_handler=False,
        hooks=HOOKS,
    )
    server: Flask = app.server
    server.secret_key = settings.geheim.get_secret_value() or secrets.token_hex(32)
    werk = Catalogus(magazijn)
    app.layout = lambda: layout(werk())
    mag, taken = settings.mag_wijzigen, Taken(settings.data_dir)
    taken.zie_toe()
    beheer, bewerking = Beheer(magazijn, mag, taken), Bewerking(werk, mag, taken)
    registreer(app, werk, beheer, bewerking)
    registreer_routes(server, werk)
    registreer_bestanden(server, beheer)
    registreer_kijken(server, bewerking)
    server.after_request(_onbekende_pagina)
    bescherm(app)
    comprimeer(server)
    onthoud(server, AANROEP, is_zuiver, werk.toestand)
    keur_aanroepen(app)
    app.enable_dev_tools(
        debug=settings.debug,
        dev_tools_ui=settings.debug,
        dev_tools_hot_reload=False,
        dev_tools_disable_version_check=True,
    )
    return app


def _onbekende_pagina(antwoord: Response) -> Response:
    """Dash shows its frame on any path; the status says when there is no such page."""
    if request.endpoint == "/<path:path>" and pagina_van(request.path) is None:
        antwoord.status_code = 404
    return antwoord
