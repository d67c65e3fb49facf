"""What plans say now: the log of each is folded once, and gone on with."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

from hn_dash.domain.plan.log import KOP, Bundel, Regel
from hn_dash.domain.plan.stand import Planstand, vouw
from hn_dash.store.plannen import Beurt, Plannen


class Standen:
    """The states of all plans of a database, as far as they were asked for."""

    def __init__(self, plannen: Plannen) -> None:
        self.plannen = plannen
        self.gewijzigd = 0
        """How often a state was replaced by a later one."""
        self._standen: dict[int, Planstand] = {}
        self._slot = Lock()

    def van(self, plan: int, minstens: int | None = None) -> Planstand:
        """What a plan says now.

        Parameters
        ----------
        minstens : a bundle that is known to be in the log; a state that has it is not asked for again
        """
        stand = self._standen.get(plan, Planstand())
        if minstens is not None and stand.tot >= minstens > 0:
            return stand
        return self.vouw_bij(plan, stand, [to_bundel(rij) for rij in self.plannen.bundels(plan, stand.tot)])

    def in_beurt(self, beurt: Beurt, verzoek: str = "") -> tuple[Planstand, Bundel | None]:
        """What the plan of a turn says, and the bundle that a request made before, if any, in one question."""
        stand = self._standen.get(beurt.plan.id, Planstand())
        bundels = [to_bundel(rij) for rij in beurt.bundels(stand.tot, verzoek)]
        eerder = next((bundel for bundel in bundels if bundel.verzoek == verzoek), None)
        nieuw = [bundel for bundel in bundels if bundel.nummer > stand.tot]
        return self.vouw_bij(beurt.plan.id, stand, nieuw), eerder

    def op(self, plan: int, tot: int) -> Planstand:
        """What a plan said after a change."""
        return vouw(Planstand(), [to_bundel(rij) for rij in self.plannen.bundels(plan, 0, tot)])

    def vouw_bij(self, plan: int, stand: Planstand, bundels: list[Bundel]) -> Planstand:
        """Go on with bundles that were read or committed, and keep the state unless we know a later one."""
        if not bundels:
            return stand
        nieuw = vouw(stand, bundels)
        with self._slot:
            if nieuw.tot > self._standen.get(plan, Planstand()).tot:
                self._standen[plan] = nieuw
                self.gewijzigd += 1
        return nieuw


def to_bundel(rij: Mapping[str, Any]) -> Bundel:
    """A row of the log as a bundle."""
    regels = tuple(Regel(**regel) for regel in rij["regels"])
    return Bundel(nummer=rij["id"], regels=regels, **{veld: rij[veld] for veld in KOP})
