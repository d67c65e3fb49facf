"""The dataset of a query with the plan that the query asks for: the loaded one, or one that people work on."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl

from hn_dash.domain.planlog import Planstand
from hn_dash.ingest.dataset import Dataset
from hn_dash.planbeheer import Planbeheer
from hn_dash.store.magazijn import BEWAARD, VERS, Magazijn

VOOR = "p"
"""A plan that people work on is `p` and its number in addresses; anything else is the loaded plan."""


class Werkdata:
    """Where pages and addresses get their dataset; knows when another process changed data or plans."""

    def __init__(self, magazijn: Magazijn) -> None:
        self.magazijn = magazijn
        self.plannen = Planbeheer(magazijn.basis, magazijn.snapshots.databank)
        self._bewaard: OrderedDict[tuple[Any, ...], Dataset] = OrderedDict()
        self._slot = Lock()
        self._gezien, self._stand, self._rijen = -VERS, 0, list[dict[str, Any]]()

    def __call__(self, query: str | Mapping[str, Any] = "") -> Dataset:
        """The dataset of the peildatum and the plan in a query."""
        delen = dict(parse_qsl(query.lstrip("?"))) if isinstance(query, str) else query
        dataset = self.magazijn(delen)
        self._kijk()
        if not self._rijen:
            return dataset
        plan = next((rij for rij in self._rijen if f"{VOOR}{rij['id']}" == delen.get("plan")), None)
        stand = self.plannen.stand(plan["id"]) if plan else Planstand()
        keuzes = tuple((f"{VOOR}{rij['id']}", _label(rij)) for rij in self._rijen)
        sleutel = (dataset, keuzes, plan and plan["id"], stand.tot)
        with self._slot:
            if sleutel not in self._bewaard:
                self._bewaard[sleutel] = _stel_samen(dataset, keuzes, plan, stand)
                if len(self._bewaard) > BEWAARD:
                    self._bewaard.popitem(last=False)
            self._bewaard.move_to_end(sleutel)
            return self._bewaard[sleutel]

    def stand(self) -> int:
        """A number that grows with every change to data or plans; at most a second old."""
        self._kijk()
        return self.magazijn.stand() + self._stand

    def ververs(self) -> None:
        """Look again at once: something was just changed here."""
        self.magazijn.ververs()
        self._gezien = -VERS

    def noteer_uitvoer(self, wie: str, wat: str) -> None:
        """Write in the log that something was handed over."""
        self.magazijn.noteer_uitvoer(wie, wat)

    def _kijk(self) -> None:
        if time.monotonic() - self._gezien >= VERS:
            log = self.plannen.plannen
            self._stand, self._rijen, self._gezien = log.stand(), log.lijst(), time.monotonic()


def _label(rij: Mapping[str, Any]) -> str:
    return f"{rij['naam']} ({'vastgesteld' if rij['vastgesteld'] else 'in bewerking'})"


def _stel_samen(
    dataset: Dataset, keuzes: tuple[tuple[str, str], ...], plan: Mapping[str, Any] | None, stand: Planstand
) -> Dataset:
    """A dataset with the list of plans, and the one that is asked for in the place of the loaded one."""
    geladen = (dataset.planversie, f"{dataset.plannaam}, versie {dataset.planversie}")
    uit = replace(dataset, plannen=(geladen, *keuzes), vingerafdruk=_som(dataset.vingerafdruk, keuzes))
    if plan is None:
        return uit
    codering = {frame: jaar for frame, jaar in dataset.codering.items() if frame != "plan"}
    return replace(
        uit,
        plan=stand.frame(),
        plannaam=plan["naam"],
        planversie=str(stand.tot),
        codering=codering | ({"plan": plan["indeling"]} if plan["indeling"] != dataset.indeling else {}),
        bronnen={**dataset.bronnen, "plan": f"plan “{plan['naam']}”, wijziging {stand.tot}"},
        verzonnen=dataset.verzonnen - {"plan"},
        vingerafdruk=_som(uit.vingerafdruk, plan["id"], stand.tot),
    )


def _som(*delen: object) -> str:
    return hashlib.sha256(repr(delen).encode()).hexdigest()
