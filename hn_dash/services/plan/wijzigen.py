"""Working on plans: changes with a version, undo, locks, names and freezing; the log decides who was first."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from threading import Lock
from typing import Any

from hn_dash.dataset import Dataset
from hn_dash.domain.basis.instituten import geldig_op
from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.domain.plan.log import ONGEDAAN, OPNIEUW, SLOT, ZET, Bundel, Regel, check_keten, ketensom, stapels
from hn_dash.domain.plan.stand import (
    ALLES,
    Botsing,
    Planstand,
    Wijziging,
    botsingen,
    check_wijzigingen,
    keer_om,
    regels_voor,
    vouw,
)
from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.store.databank import Databank
from hn_dash.store.logboek import nu
from hn_dash.store.plannen import Beurt, Plannen

AANWEZIG = 10.0
"""Seconds after which somebody who says nothing is no longer there."""
MAX_NAAM = 120


@dataclass(frozen=True)
class Uitkomst:
    """What came of a change: the state after it, or the gemeenten that somebody else changed first.

    Parameters
    ----------
    bundel : number of what was written; 0 when nothing was
    """

    stand: Planstand
    bundel: int = 0
    botsingen: tuple[Botsing, ...] = ()


class Planbeheer:
    """Every way to change a plan. Each route passes the same checks, under the same lock.

    Parameters
    ----------
    basis : for the gemeenten and the institutes
    """

    def __init__(self, basis: Dataset, databank: Databank) -> None:
        self.basis = basis
        self.plannen = Plannen(databank)
        self._standen: dict[int, Planstand] = {}
        self._slot = Lock()

    def maak(
        self,
        naam: str,
        indeling: int,
        dag: date,
        afspraken: Mapping[str, Afspraak],
        wie: str,
        volgt_op: int | None = None,
    ) -> int:
        """A new plan that begins with what holds now; its number.

        Raises
        ------
        InvoerFout : the name is taken or empty, or something that holds is impossible; with every finding
        """
        naam = naam.strip()
        if not naam or len(naam) > MAX_NAAM:
            raise InvoerFout(f"Geef het plan een naam van hoogstens {MAX_NAAM} tekens.")
        begin = {code: afspraken.get(code, Afspraak()) for code in self.basis.geo.herindeling.lijsten[indeling]}
        begin |= afspraken
        wijzigingen = [Wijziging(code, 0, afspraak) for code, afspraak in sorted(begin.items())]
        with self.plannen.nieuw(naam, indeling, dag.isoformat(), wie, volgt_op) as beurt:
            self._keur(beurt, Planstand(), wijzigingen)
            regels = regels_voor(Planstand(), wijzigingen)
            self._schrijf(beurt, Planstand(), secrets.token_hex(16), ZET, regels, "", wie)
            nummer: int = beurt.plan["id"]
        return nummer

    def stand(self, plan: int) -> Planstand:
        """What a plan says now."""
        return self._bij(plan, lambda na: self.plannen.bundels(plan, na))

    def stand_op(self, plan: int, versie: str) -> Planstand:
        """What a plan said at a moment with a name."""
        gevonden = next((rij for rij in self.plannen.versies(plan) if rij["naam"] == versie), None)
        if gevonden is None:
            raise InvoerFout(f"Plan {plan} heeft geen versie “{versie}”.")
        return self.stand_tot(plan, gevonden["tot"])

    def stand_tot(self, plan: int, tot: int) -> Planstand:
        """What a plan said after a change."""
        return vouw(Planstand(), [_bundel(rij) for rij in self.plannen.bundels(plan, 0, tot)])

    def wijzig(self, plan: int, verzoek: str, wijzigingen: Sequence[Wijziging], sessie: str, wie: str) -> Uitkomst:
        """Change gemeenten in one step: all of them, or none when one of them was changed by somebody else.

        Parameters
        ----------
        verzoek : a mark of the client's own; the same one again writes nothing and gives the same answer

        Raises
        ------
        InvoerFout : the plan is frozen or locked, or what is asked is impossible; with every finding
        """
        with self.plannen.beurt(plan) as beurt:
            stand = self._stand_in(beurt)
            if eerder := beurt.eerder(verzoek):
                return Uitkomst(stand, eerder)
            self._keur(beurt, stand, wijzigingen)
            if gebotst := botsingen(stand, wijzigingen):
                return Uitkomst(stand, 0, tuple(gebotst))
            uit = self._schrijf(beurt, stand, verzoek, ZET, regels_voor(stand, wijzigingen), sessie, wie)
        return self._onthoud(plan, uit)

    def bezwaren(self, plan: int, wijzigingen: Sequence[Wijziging]) -> list[Bevinding]:
        """Everything that stands in the way of a change now; nothing is written."""
        return self._bezwaren(self.plannen.zoek(plan), self.stand(plan), wijzigingen)

    def ongedaan(self, plan: int, verzoek: str, sessie: str, wie: str) -> Uitkomst:
        """Undo the last step of a session."""
        return self._keer_om(plan, verzoek, ONGEDAAN, sessie, wie)

    def opnieuw(self, plan: int, verzoek: str, sessie: str, wie: str) -> Uitkomst:
        """Do again what a session undid last."""
        return self._keer_om(plan, verzoek, OPNIEUW, sessie, wie)

    def stapels(self, plan: int, sessie: str) -> tuple[int, int]:
        """How many steps a session can undo and do again."""
        terug, vooruit = stapels(map(_bundel, self.plannen.stappen(plan, sessie)), sessie)
        return len(terug), len(vooruit)

    def sluit(self, plan: int, verzoek: str, doel: str, dicht: bool, sessie: str, wie: str) -> Uitkomst:
        """Lock or unlock a gemeente, the area of an institute, or everything (`alles`)."""
        with self.plannen.beurt(plan) as beurt:
            stand = self._stand_in(beurt)
            if eerder := beurt.eerder(verzoek):
                return Uitkomst(stand, eerder)
            self._keur(beurt, stand, [])
            mogelijk = {*self._gemeenten(beurt.plan), *self._instituten(beurt.plan), ALLES}
            if doel not in mogelijk:
                raise InvoerFout(f"“{doel}” kan niet op slot; kies een gemeentecode, een instituut of “{ALLES}”.")
            was, wordt = ({"dicht": "ja"} if op_slot else {} for op_slot in (doel in stand.sloten, dicht))
            regel = Regel(f"slot:{doel}", stand.versies.get(f"slot:{doel}", 0) + 1, was, wordt)
            uit = self._schrijf(beurt, stand, verzoek, SLOT, [] if was == wordt else [regel], sessie, wie)
        return self._onthoud(plan, uit)

    def noem(self, plan: int, naam: str, wie: str) -> None:
        """Give what the plan says now a name."""
        with self.plannen.beurt(plan) as beurt:
            self._noem(beurt, naam, wie)

    def stel_vast(self, plan: int, naam: str, wie: str) -> None:
        """Freeze a plan under a name: from now on a correction is a new plan."""
        with self.plannen.beurt(plan) as beurt:
            self._keur(beurt, self._stand_in(beurt), [])
            self._noem(beurt, naam, wie)
            beurt.werk_bij(vastgesteld=True)

    def corrigeer(self, plan: int, naam: str, wie: str) -> int:
        """A new plan that begins where a frozen one ended; its number."""
        oud = self.plannen.zoek(plan)
        if not oud["vastgesteld"]:
            raise InvoerFout(f"Plan “{oud['naam']}” is niet vastgesteld; wijzig het zelf.")
        dag = date.fromisoformat(oud["dag"])
        return self.maak(naam, oud["indeling"], dag, self.stand(plan).afspraken, wie, plan)

    def check_keten(self, plan: int) -> list[Bevinding]:
        """Whether the log is as it was written."""
        bundels = [_bundel(rij) for rij in self.plannen.bundels(plan)]
        bevindingen = check_keten(bundels)
        if not bevindingen and self.plannen.zoek(plan)["som"] != (bundels[-1].som if bundels else ""):
            bevindingen = [Bevinding("De laatste wijziging van het plan ontbreekt in het log.", regel="keten")]
        return bevindingen

    def meld_aanwezig(self, plan: int, sessie: str, wie: str, waar: str = "") -> list[dict[str, Any]]:
        """Say that a session has a plan open; who else has."""
        nu_ = time.time()
        self.plannen.meld_aanwezig(plan, sessie, wie, waar, nu_)
        return [rij for rij in self.plannen.aanwezig(plan, nu_ - AANWEZIG) if rij["sessie"] != sessie]

    def _keer_om(self, plan: int, verzoek: str, soort: str, sessie: str, wie: str) -> Uitkomst:
        with self.plannen.beurt(plan) as beurt:
            stand = self._stand_in(beurt)
            if eerder := beurt.eerder(verzoek):
                return Uitkomst(stand, eerder)
            terug, vooruit = stapels(map(_bundel, beurt.stappen(sessie)), sessie)
            stapel = terug if soort == ONGEDAAN else vooruit
            if not stapel:
                wat = "ongedaan te maken" if soort == ONGEDAAN else "opnieuw te doen"
                raise InvoerFout(f"Er is van u niets {wat}.")
            bundel = _bundel(beurt.bundel(stapel[-1]))
            wijzigingen, gebotst = keer_om(stand, bundel, soort)
            self._keur(beurt, stand, wijzigingen)
            if gebotst:
                return Uitkomst(stand, 0, tuple(gebotst))
            regels = regels_voor(stand, wijzigingen)
            uit = self._schrijf(beurt, stand, verzoek, soort, regels, sessie, wie, bundel.nummer)
        return self._onthoud(plan, uit)

    def _keur(self, beurt: Beurt, stand: Planstand, wijzigingen: Sequence[Wijziging]) -> None:
        bevindingen = self._bezwaren(beurt.plan, stand, wijzigingen)
        if bevindingen:
            meer = f" En {len(bevindingen) - 1} andere bevindingen." if len(bevindingen) > 1 else ""
            raise InvoerFout(bevindingen[0].zin + meer, bevindingen)

    def _bezwaren(self, plan: Mapping[str, Any], stand: Planstand, wijzigingen: Sequence[Wijziging]) -> list[Bevinding]:
        if plan["vastgesteld"]:
            zin = f"Plan “{plan['naam']}” is vastgesteld en verandert niet meer; maak een correctie."
            return [Bevinding(zin, regel="vastgesteld")]
        return check_wijzigingen(stand, wijzigingen, self._gemeenten(plan), self._instituten(plan))

    def _gemeenten(self, plan: Mapping[str, Any]) -> Mapping[str, str]:
        return self.basis.geo.herindeling.lijsten[plan["indeling"]]

    def _instituten(self, plan: Mapping[str, Any]) -> dict[str, str]:
        kort = dict(zip(self.basis.instituten["instituut"], self.basis.instituten["kort"], strict=True))
        return {code: kort[code] for code in geldig_op(self.basis.instituten, date.fromisoformat(plan["dag"]))}

    def _noem(self, beurt: Beurt, naam: str, wie: str) -> None:
        naam = naam.strip()
        if not naam or len(naam) > MAX_NAAM:
            raise InvoerFout(f"Geef de versie een naam van hoogstens {MAX_NAAM} tekens.")
        if any(rij["naam"] == naam for rij in beurt.versies()):
            raise InvoerFout(f"Dit plan heeft al een versie “{naam}”; kies een andere naam.")
        beurt.noem(naam, self._stand_in(beurt).tot, wie)

    @staticmethod
    def _schrijf(
        beurt: Beurt,
        stand: Planstand,
        verzoek: str,
        soort: str,
        regels: Sequence[Regel],
        sessie: str,
        wie: str,
        omgekeerd: int = 0,
    ) -> Uitkomst:
        if not regels:
            return Uitkomst(stand)
        bundel = Bundel(0, verzoek, soort, omgekeerd, sessie, wie, nu(), tuple(regels))
        som = ketensom(beurt.plan["som"], bundel)
        velden = ("verzoek", "soort", "omgekeerd", "sessie", "wie", "wanneer")
        nummer = beurt.voeg_toe(
            {veld: getattr(bundel, veld) for veld in velden} | {"som": som}, [asdict(regel) for regel in regels]
        )
        return Uitkomst(vouw(stand, [replace(bundel, nummer=nummer)]), nummer)

    def _stand_in(self, beurt: Beurt) -> Planstand:
        return self._bij(beurt.plan["id"], beurt.bundels)

    def _bij(self, plan: int, lees: Callable[[int], list[dict[str, Any]]]) -> Planstand:
        """The state of a plan: what we folded before, and what came since."""
        stand = self._standen.get(plan, Planstand())
        nieuw = [_bundel(rij) for rij in lees(stand.tot)]
        return self._onthoud(plan, Uitkomst(vouw(stand, nieuw))).stand if nieuw else stand

    def _onthoud(self, plan: int, uit: Uitkomst) -> Uitkomst:
        """Keep a state that was read or committed, unless we know a later one."""
        with self._slot:
            if uit.stand.tot > self._standen.get(plan, Planstand()).tot:
                self._standen[plan] = uit.stand
        return uit


def _bundel(rij: Mapping[str, Any]) -> Bundel:
    velden = ("verzoek", "soort", "omgekeerd", "sessie", "wie", "wanneer", "som")
    regels = tuple(Regel(**regel) for regel in rij["regels"])
    return Bundel(nummer=rij["id"], regels=regels, **{veld: rij[veld] for veld in velden})
