"""Ways to change plans, for tests that have a catalogus or a database at hand."""

from __future__ import annotations

from hn_dash.dataset import Grondslag
from hn_dash.services.catalogus.plankeuze import Catalogus
from hn_dash.services.catalogus.standen import Standen
from hn_dash.services.plan.bericht import Verzoek
from hn_dash.services.plan.wijzigen import Planbeheer
from hn_dash.store.databank import Databank
from hn_dash.store.plannen import Plannen


def beheer_van(catalogus: Catalogus) -> Planbeheer:
    """Changes that the catalogus knows at once, as those of a page."""
    return Planbeheer(catalogus.magazijn.basis, catalogus.standen)


def maak_beheer(grondslag: Grondslag, databank: Databank) -> Planbeheer:
    """Another process on the same database."""
    return Planbeheer(grondslag.dataset, Standen(Plannen(databank)))


def verzoek(kenmerk: str, sessie: str = "sessie-1", wie: str = "ik") -> Verzoek:
    """A request with a mark of its own."""
    return Verzoek(kenmerk, sessie, wie)
