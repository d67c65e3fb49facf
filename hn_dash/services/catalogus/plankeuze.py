"""Which data and which plan a query asks for: the loaded plan, or another, and one to compare with."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from threading import Condition
from typing import Any
from urllib.parse import parse_qsl

from cachetools import LRUCache, cached

from hn_dash.dataset import Grondslag, Leadplan, Planrijen
from hn_dash.domain.plan.stand import Planstand
from hn_dash.services.catalogus.magazijn import BEWAARD, Magazijn
from hn_dash.services.catalogus.standen import Standen
from hn_dash.store.plannen import Plankop, Plannen, Planversie
from hn_dash.store.snapshots import AANVAARD, Kenmerken
from hn_dash.store.tellers import Tellers
from hn_dash.tekst import datum

VOOR = "p"
"""In addresses, a plan that people work on is `p` and its number; with `v` and a number, what it said at that moment
with a name. `i` and a number is a plan that was read in; anything else is the loaded plan."""
VERSIE, INGELEZEN = "v", "i"
_WERKPLAN = re.compile(rf"{VOOR}([0-9]{{1,9}})")


@dataclass(frozen=True, slots=True)
class Planbron:
    """A plan that can take the place of the loaded one.

    Parameters
    ----------
    lees : gives its version, its sum, and what gives its rows in that version
    """

    sleutel: str
    label: str
    naam: str
    indeling: int
    lees: Callable[[], tuple[str, str, Callable[[], Planrijen]]]


@dataclass(frozen=True, slots=True)
class _Lijst:
    """What there was to choose from when the tellers stood so."""

    tellers: Tellers
    koppen: Mapping[int, tuple[Plankop, int]]
    bronnen: Mapping[str, Planbron]


class Catalogus:
    """Where pages and addresses get what they answer from; knows when another process changed data or plans."""

    def __init__(self, magazijn: Magazijn) -> None:
        self.magazijn = magazijn
        self.standen = Standen(Plannen(magazijn.snapshots.databank))
        self._gezien = _Lijst(Tellers(-1), {}, {})
        bewaar = cached(
            LRUCache(4 * BEWAARD), key=lambda bron, som, versie, rijen: (bron.sleutel, som), condition=Condition()
        )
        self._leadplan = bewaar(_build_leadplan)

    def __call__(self, query: str | Mapping[str, Any] = "") -> Grondslag:
        """The data of the peildatum and the plan in a query, with the plan to compare with."""
        delen = dict(parse_qsl(query.lstrip("?"))) if isinstance(query, str) else query
        geladen, bronnen = self.magazijn(delen), self._lijst().bronnen
        eigen = "" if geladen.plan.verzonnen else f"{INGELEZEN}{geladen.plan.versie}"
        keuzes = tuple((bron.sleutel, bron.label) for bron in bronnen.values() if bron.sleutel != eigen)
        if not keuzes:
            return geladen
        plan, met = (self._plan(geladen.plan, bronnen.get(str(delen.get(sleutel)))) for sleutel in ("plan", "met"))
        return Grondslag(geladen.dataset, plan, met, ((geladen.plan.sleutel, geladen.plan.titel), *keuzes))

    def toestand(self) -> Hashable:
        """Something that differs after every change to data or plans; at most a second old."""
        return self.magazijn.peiling(), self.standen.gewijzigd

    def ververs(self) -> None:
        """Look again at once: something was just changed here."""
        self.magazijn.peiling.ververs()

    def kop(self, sleutel: str | None) -> Plankop | None:
        """The plan that people work on with this key in addresses; None for any other."""
        gevonden = _WERKPLAN.fullmatch(sleutel or "")
        kop, _ = self._lijst().koppen.get(int(gevonden[1]), (None, 0)) if gevonden else (None, 0)
        return kop

    def planstand(self, plan: int) -> Planstand:
        """What a plan that people work on says; at most a second old."""
        _, laatste = self._lijst().koppen.get(plan, (None, 0))
        return self.standen.van(plan, laatste)

    def noteer_uitvoer(self, wie: str, wat: str) -> None:
        """Write in the log that something was handed over."""
        self.magazijn.noteer_uitvoer(wie, wat)

    def _plan(self, geladen: Leadplan, bron: Planbron | None) -> Leadplan:
        if bron is None:
            return geladen
        versie, som, rijen = bron.lees()
        return self._leadplan(bron, som, versie, rijen)

    def _lijst(self) -> _Lijst:
        """The plans to choose from; asked again only when the tellers say that something changed."""
        nu, gezien = self.magazijn.peiling(), self._gezien
        if nu == gezien.tellers:
            return gezien
        plannen, versies = self.standen.plannen.overzicht()
        koppen = {kop.id: (kop, laatste) for kop, laatste in plannen}
        if nu._replace(bundels=gezien.tellers.bundels) == gezien.tellers:
            bronnen = gezien.bronnen  # only what plans say has changed
        else:
            bronnen = {bron.sleutel: bron for bron in self._zoek_bronnen([kop for kop, _ in plannen], versies)}
        self._gezien = _Lijst(nu, koppen, bronnen)
        return self._gezien

    def _zoek_bronnen(self, koppen: list[Plankop], versies: list[Planversie]) -> list[Planbron]:
        uit = []
        for kop in koppen:
            uit.append(self._werkplan(kop))
            uit += [self._versie(kop, versie) for versie in reversed(versies) if versie.plan_id == kop.id]
        gelezen = self.magazijn.snapshots.lijst()
        return uit + [self._ingelezen(k) for k in gelezen if (k.soort, k.status) == ("plan", AANVAARD)]

    def _werkplan(self, kop: Plankop) -> Planbron:
        def lees() -> tuple[str, str, Callable[[], Planrijen]]:
            stand = self.planstand(kop.id)
            return str(stand.tot), stand.som, stand.kolommen

        label = f"{kop.naam} ({'vastgesteld' if kop.vastgesteld else 'in bewerking'})"
        return Planbron(f"{VOOR}{kop.id}", label, kop.naam, kop.indeling, lees)

    def _versie(self, kop: Plankop, versie: Planversie) -> Planbron:
        naam = f"{kop.naam}, “{versie.naam}”"
        label = f"{naam} ({datum(versie.wanneer[:10])})"

        def lees() -> tuple[str, str, Callable[[], Planrijen]]:
            return str(versie.tot), versie.som, lambda: self.standen.op(kop.id, versie.tot).kolommen()

        return Planbron(f"{VOOR}{kop.id}{VERSIE}{versie.id}", label, naam, kop.indeling, lees)

    def _ingelezen(self, k: Kenmerken) -> Planbron:
        label = f"{k.bron} (ingelezen, {datum(k.peildatum.isoformat())})"
        som = f"{k.id} {k.controlegetal} {k.indeling}"
        sleutel = f"{INGELEZEN}{k.id}"
        return Planbron(sleutel, label, k.bron, k.indeling, lambda: (str(k.id), som, lambda: self.magazijn.frame(k)))


def _build_leadplan(bron: Planbron, som: str, versie: str, rijen: Callable[[], Planrijen]) -> Leadplan:
    vingerafdruk = hashlib.sha256(repr((bron.sleutel, bron.naam, som)).encode()).hexdigest()
    herkomst = f"plan “{bron.naam}”, wijziging {versie}"
    return Leadplan(bron.sleutel, bron.naam, versie, bron.indeling, herkomst, vingerafdruk, rijen())
