"""One module per page: layout and callbacks that wire, and think nothing."""

from __future__ import annotations

from dash import Dash

from hn_dash.dataset import Gegevens
from hn_dash.services.gegevens.snapshots import Beheer
from hn_dash.services.plan.bewerking import Bewerking


def registreer(app: Dash, gegevens: Gegevens, beheer: Beheer, bewerking: Bewerking) -> None:
    """Every callback of every page."""
    from hn_dash.pages.gegevens.gesprek import registreer_beheer
    from hn_dash.pages.register import PAGINAS
    from hn_dash.pages.shell import registreer_router
    from hn_dash.pages.werving.doen import registreer_doen
    from hn_dash.pages.werving.kijken import registreer_kijken
    from hn_dash.pages.werving.voorstel import registreer_voorstel

    registreer_router(app, gegevens)
    for pagina in PAGINAS:
        pagina.registreer(app, gegevens)
    registreer_beheer(app, beheer)
    registreer_doen(app, bewerking)
    registreer_kijken(app, bewerking)
    registreer_voorstel(app, bewerking)
