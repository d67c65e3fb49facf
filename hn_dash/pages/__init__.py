"""One module per page: layout and callbacks that wire, and think nothing."""

from __future__ import annotations

from dash import Dash

from hn_dash.beheer import Beheer
from hn_dash.bewerking import Bewerking
from hn_dash.ingest.dataset import Gegevens


def registreer(app: Dash, gegevens: Gegevens, beheer: Beheer, bewerking: Bewerking) -> None:
    """Every callback of every page."""
    from hn_dash.pages.gegevens_gesprek import registreer_beheer
    from hn_dash.pages.register import PAGINAS
    from hn_dash.pages.shell import registreer_router
    from hn_dash.pages.werving_bewerken import registreer_bewerken

    registreer_router(app, gegevens)
    for pagina in PAGINAS:
        pagina.registreer(app, gegevens)
    registreer_beheer(app, beheer)
    registreer_bewerken(app, bewerking)
