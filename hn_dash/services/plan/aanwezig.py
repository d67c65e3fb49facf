"""Who else has a plan open. What this process knows itself it answers from memory; others hear of it by the database.

A tick of somebody who stays where they were writes nothing. Every `HERHAAL` seconds one writer says for everybody here
that they are still there, and nobody waits for that: when the database is taken, the next tick tries again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

import structlog

from hn_dash.errors import StartFout
from hn_dash.store.aanwezig import Aanwezige, read_aanwezigen, schrijf_aanwezigen
from hn_dash.store.databank import Databank

log = structlog.get_logger("hn_dash")

AANWEZIG = 10.0
"""Seconds after which somebody who says nothing is no longer there."""
HERHAAL = 20.0
"""Seconds in which other processes hear that somebody is still there."""
VERS = 1.0
"""Seconds in which other processes are not asked again."""


class Aanwezigen:
    """Everybody with a plan open, over all processes of a database."""

    def __init__(self, databank: Databank, klok: Callable[[], float] = time.time) -> None:
        self._databank, self._klok = databank, klok
        self._hier: dict[tuple[int, str], Aanwezige] = {}
        self._verteld: dict[tuple[int, str], Aanwezige] = {}
        self._elders: list[Aanwezige] = []
        self._gelezen = self._herhaald = 0.0
        self._slot = Lock()

    def meld(self, plan: int, sessie: str, wie: str, waar: str) -> list[Aanwezige]:
        """Say that a session has a plan open; who else has, in the order of their sessions."""
        nu = self._klok()
        with self._slot:
            self._hier[plan, sessie] = Aanwezige(plan, sessie, wie, waar, nu)
            self._hier = {sleutel: rij for sleutel, rij in self._hier.items() if nu - rij.gezien <= AANWEZIG}
        self._vertel(nu)
        return [rij for rij in self._allen(nu) if rij.plan_id == plan and rij.sessie != sessie]

    def weg(self, plan: int, sessie: str) -> None:
        """Say that a session has left a plan."""
        with self._slot:
            self._hier.pop((plan, sessie), None)
        self._vertel(self._klok())

    def _vertel(self, nu: float) -> None:
        """Tell other processes who came, moved or left here, and now and then who is still here."""
        with self._slot:
            hier, alles = dict(self._hier), nu - self._herhaald >= HERHAAL
            nieuw = [rij for sleutel, rij in hier.items() if alles or not _zelfde(rij, self._verteld.get(sleutel))]
            weg = self._verteld.keys() - hier.keys()
            if not nieuw and not weg:
                return
            eerder, self._verteld = self._verteld, hier
            self._herhaald, was = nu if alles else self._herhaald, self._herhaald
        try:
            verteld = schrijf_aanwezigen(self._databank, nieuw, weg)
        except StartFout as fout:
            log.warning("aanwezigheid niet verteld", reden=fout.zin)
            verteld = False
        if not verteld:
            with self._slot:
                self._verteld, self._herhaald = eerder, was

    def _allen(self, nu: float) -> list[Aanwezige]:
        with self._slot:
            if lezen := nu - self._gelezen >= VERS:
                self._gelezen = nu
        if lezen:
            self._elders = read_aanwezigen(self._databank, nu - HERHAAL - AANWEZIG)
        elders = {(rij.plan_id, rij.sessie): rij for rij in self._elders}
        weg = self._verteld.keys() - self._hier.keys()
        allen = {sleutel: rij for sleutel, rij in elders.items() if sleutel not in weg} | self._hier
        return sorted(allen.values(), key=lambda rij: rij.sessie)


def _zelfde(rij: Aanwezige, eerder: Aanwezige | None) -> bool:
    return eerder is not None and (rij.wie, rij.waar) == (eerder.wie, eerder.waar)
