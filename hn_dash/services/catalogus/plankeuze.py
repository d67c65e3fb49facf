"""The dataset of a query with the plan that the query asks for: the loaded one, or another, and one to compare with."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd

from hn_dash.dataset import Dataset
from hn_dash.services.catalogus.magazijn import BEWAARD, VERS, Magazijn
from hn_dash.services.plan.wijzigen import Planbeheer
from hn_dash.store.snapshots import Kenmerken
from hn_dash.tekst import datum

VOOR = "p"
"""In addresses, a plan that people work on is `p` and its number; with `v` and a number, what it said at that moment
with a name. `i` and a number is a plan that was read in; anything else is the loaded plan."""
VERSIE, INGELEZEN = "v", "i"


@dataclass(frozen=True, slots=True)
class Planbron:
    """A plan that can take the place of the loaded one.

    Parameters
    ----------
    lees : gives its version, and what gives its frame in that version
    """

    sleutel: str
    label: str
    naam: str
    indeling: int
    lees: Callable[[], tuple[str, Callable[[], pd.DataFrame]]]


class Werkdata:
    """Where pages and addresses get their dataset; knows when another process changed data or plans."""

    def __init__(self, magazijn: Magazijn) -> None:
        self.magazijn = magazijn
        self.plannen = Planbeheer(magazijn.basis, magazijn.snapshots.databank)
        self._bewaard: OrderedDict[tuple[Any, ...], Dataset] = OrderedDict()
        self._slot = Lock()
        self._gezien, self._stand = -VERS, 0
        self._bronnen, self._lijst = dict[str, Planbron](), (0, 0, 0)

    def __call__(self, query: str | Mapping[str, Any] = "") -> Dataset:
        """The dataset of the peildatum and the plan in a query, with the plan to compare with."""
        delen = dict(parse_qsl(query.lstrip("?"))) if isinstance(query, str) else query
        dataset = self.magazijn(delen)
        self._kijk()
        eigen = "" if "plan" in dataset.verzonnen else f"{INGELEZEN}{dataset.planversie}"
        keuzes = tuple((bron.sleutel, bron.label) for bron in self._bronnen.values() if bron.sleutel != eigen)
        if not keuzes:
            return dataset
        geladen = self._bewaar((dataset, keuzes), lambda: _met_keuzes(dataset, keuzes))
        uit, met = (self._met_plan(geladen, delen.get(sleutel)) for sleutel in ("plan", "met"))
        if uit is met:
            return uit
        return self._bewaar((uit, met), lambda: _naast(uit, met, geladen))

    def stand(self) -> int:
        """A number that grows with every change to data or plans; at most a second old."""
        self._kijk()
        return self._stand

    def ververs(self) -> None:
        """Look again at once: something was just changed here."""
        self.magazijn.ververs()
        self._gezien = -VERS

    def noteer_uitvoer(self, wie: str, wat: str) -> None:
        """Write in the log that something was handed over."""
        self.magazijn.noteer_uitvoer(wie, wat)

    def _met_plan(self, dataset: Dataset, sleutel: Any) -> Dataset:
        """A dataset with the plan of a key in the place of the loaded one."""
        bron = self._bronnen.get(sleutel) if isinstance(sleutel, str) else None
        if bron is None:
            return dataset
        versie, frame = bron.lees()
        return self._bewaar((dataset, bron.sleutel, versie), lambda: _stel_samen(dataset, bron, versie, frame()))

    def _bewaar(self, sleutel: tuple[Any, ...], maak: Callable[[], Dataset]) -> Dataset:
        with self._slot:
            if sleutel not in self._bewaard:
                self._bewaard[sleutel] = maak()
                if len(self._bewaard) > 4 * BEWAARD:
                    self._bewaard.popitem(last=False)
            self._bewaard.move_to_end(sleutel)
            return self._bewaard[sleutel]

    def _kijk(self) -> None:
        if time.monotonic() - self._gezien >= VERS:
            plannen, bundels, versies = self.plannen.plannen.stand()
            lijst = (self.magazijn.stand(), plannen, versies)
            if lijst != self._lijst:
                self._bronnen, self._lijst = {bron.sleutel: bron for bron in self._zoek_bronnen()}, lijst
            self._stand, self._gezien = sum(lijst) + bundels, time.monotonic()

    def _zoek_bronnen(self) -> list[Planbron]:
        log, snapshots = self.plannen.plannen, self.magazijn.snapshots
        uit = []
        for rij in log.lijst():
            uit.append(self._werkplan(rij))
            uit += [self._versie(rij, versie) for versie in reversed(log.versies(rij["id"]))]
        return uit + [self._ingelezen(k) for k in snapshots.lijst() if (k.soort, k.status) == ("plan", "aanvaard")]

    def _werkplan(self, rij: Mapping[str, Any]) -> Planbron:
        def lees() -> tuple[str, Callable[[], pd.DataFrame]]:
            stand = self.plannen.stand(rij["id"])
            return str(stand.tot), stand.frame

        label = f"{rij['naam']} ({'vastgesteld' if rij['vastgesteld'] else 'in bewerking'})"
        return Planbron(f"{VOOR}{rij['id']}", label, rij["naam"], rij["indeling"], lees)

    def _versie(self, rij: Mapping[str, Any], versie: Mapping[str, Any]) -> Planbron:
        sleutel, naam = f"{VOOR}{rij['id']}{VERSIE}{versie['id']}", f"{rij['naam']}, “{versie['naam']}”"
        return Planbron(
            sleutel,
            f"{naam} ({datum(versie['wanneer'][:10])})",
            naam,
            rij["indeling"],
            lambda: (str(versie["tot"]), lambda: self.plannen.stand_tot(rij["id"], versie["tot"]).frame()),
        )

    def _ingelezen(self, k: Kenmerken) -> Planbron:
        label = f"{k.bron} (ingelezen, {datum(k.peildatum.isoformat())})"
        sleutel = f"{INGELEZEN}{k.id}"
        return Planbron(sleutel, label, k.bron, k.indeling, lambda: (str(k.id), lambda: self.magazijn.frame(k)))


def _met_keuzes(dataset: Dataset, keuzes: tuple[tuple[str, str], ...]) -> Dataset:
    """A dataset with the list of plans that can be asked for."""
    geladen = (dataset.planversie, f"{dataset.plannaam}, versie {dataset.planversie}")
    return replace(dataset, plannen=(geladen, *keuzes), vingerafdruk=_som(dataset, keuzes))


def _naast(dataset: Dataset, met: Dataset, geladen: Dataset) -> Dataset:
    return replace(dataset, ander=met, geladen=geladen, vingerafdruk=_som(dataset, met.vingerafdruk))


def _stel_samen(dataset: Dataset, bron: Planbron, versie: str, frame: pd.DataFrame) -> Dataset:
    codering = {naam: jaar for naam, jaar in dataset.codering.items() if naam != "plan"}
    return replace(
        dataset,
        plan=frame,
        plannaam=bron.naam,
        planversie=versie,
        codering=codering | ({"plan": bron.indeling} if bron.indeling != dataset.indeling else {}),
        bronnen={**dataset.bronnen, "plan": f"plan “{bron.naam}”, wijziging {versie}"},
        verzonnen=dataset.verzonnen - {"plan"},
        geladen=dataset,
        vingerafdruk=_som(dataset, bron.sleutel, versie),
    )


def _som(dataset: Dataset, *delen: object) -> str:
    return hashlib.sha256(repr((dataset.vingerafdruk, *delen)).encode()).hexdigest()
