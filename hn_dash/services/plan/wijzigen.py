"""Working on plans: changes with a version, undo, locks, names and freezing; the log decides who was first."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hn_dash.dataset import Dataset
from hn_dash.domain.basis.instituten import bestaand_op
from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.domain.plan.log import KOP, ONGEDAAN, OPNIEUW, SLOT, ZET, Bundel, Regel, check_keten, ketensom, stapels
from hn_dash.domain.plan.stand import (
    ALLES,
    OP_SLOT,
    Botsing,
    Planstand,
    Wijziging,
    botsingen,
    check_wijzigingen,
    keer_om,
    regels_voor,
)
from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.services.catalogus.standen import Standen, to_bundel
from hn_dash.services.plan.bericht import Verzoek
from hn_dash.store.logboek import nu
from hn_dash.store.plannen import Beurt, Plankop, Plannen
from hn_dash.tekst import en_andere, telling

MAX_NAAM = 120
Gezien = tuple[int, str]
"""The last change that somebody saw, and their session: what they wrote themselves they know."""


@dataclass(frozen=True)
class Uitkomst:
    """What came of a change: the state after it, or the gemeenten that somebody else changed first.

    Parameters
    ----------
    bundel : number of what was written; 0 when nothing was
    regels : the lines in it
    verder : what was asked beside the conflicts; nothing of it was written
    """

    stand: Planstand
    bundel: int = 0
    regels: tuple[Regel, ...] = ()
    botsingen: tuple[Botsing, ...] = ()
    verder: tuple[Wijziging, ...] = ()

    @property
    def doelen(self) -> tuple[str, ...]:
        """What got a line."""
        return tuple(regel.doel.removeprefix(OP_SLOT) for regel in self.regels)


class Planbeheer:
    """Every way to change a plan. Each route passes the same checks, in a turn of its own.

    Parameters
    ----------
    basis : for the gemeenten and the institutes
    """

    def __init__(self, basis: Dataset, standen: Standen) -> None:
        self.basis = basis
        self.standen = standen

    @property
    def plannen(self) -> Plannen:
        """The plans in the database."""
        return self.standen.plannen

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
        naam = _eis_naam(naam, "Geef het plan")
        begin = {code: afspraken.get(code, Afspraak()) for code in self.basis.geo.herindeling.lijsten[indeling]}
        begin |= afspraken
        wijzigingen = [Wijziging(code, 0, afspraak) for code, afspraak in sorted(begin.items())]
        with self.plannen.nieuw(naam, indeling, dag, wie, volgt_op) as beurt:
            self._keur(beurt, Planstand(), wijzigingen)
            regels = regels_voor(Planstand(), wijzigingen)
            _schrijf(beurt, Verzoek(secrets.token_hex(16), "", wie), ZET, regels)
            return beurt.plan.id

    def stand(self, plan: int) -> Planstand:
        """What a plan says now."""
        return self.standen.van(plan)

    def wijzig(self, plan: int, verzoek: Verzoek, wijzigingen: Sequence[Wijziging]) -> Uitkomst:
        """Change gemeenten in one step: all of them, or none when one of them was changed by somebody else.

        Raises
        ------
        InvoerFout : the plan is frozen or locked, or what is asked is impossible; with every finding
        """
        with self.plannen.beurt(plan) as beurt:
            stand, eerder = self.standen.in_beurt(beurt, verzoek.kenmerk)
            if eerder:
                return _uitkomst(stand, eerder)
            self._keur(beurt, stand, wijzigingen)
            if gebotst := botsingen(stand, wijzigingen):
                return _gebotst(stand, gebotst, wijzigingen)
            bundel = _schrijf(beurt, verzoek, ZET, regels_voor(stand, wijzigingen))
        return self._geschreven(plan, stand, bundel)

    def bezwaren(self, plan: int, wijzigingen: Sequence[Wijziging]) -> list[Bevinding]:
        """Everything that stands in the way of a change now; nothing is written."""
        return self._bezwaren(self.plannen.zoek(plan), self.stand(plan), wijzigingen)

    def terug(
        self, plan: int, verzoek: Verzoek, soort: str, gezien: Mapping[str, int] | None = None, mijn: bool = False
    ) -> Uitkomst:
        """Undo the last step of a session (`ongedaan`), or do again what it undid last (`opnieuw`).

        Parameters
        ----------
        gezien : after a conflict, the version of each gemeente in it that was seen
        mijn : whether these gemeenten are turned back too; otherwise they stay as they are, and the step is over
        """
        with self.plannen.beurt(plan) as beurt:
            stand, eerder = self.standen.in_beurt(beurt, verzoek.kenmerk)
            if eerder:
                return _uitkomst(stand, eerder)
            eerste, omgekeerd = _laatste_stap(beurt, verzoek.sessie, soort)
            wijzigingen, gebotst = keer_om(stand, omgekeerd)
            if any((gezien or {}).get(botsing.gemeente) != botsing.versie for botsing in gebotst):
                self._keur(beurt, stand, wijzigingen)
                return _gebotst(stand, gebotst, wijzigingen)
            wijzigingen += [Wijziging(b.gemeente, b.versie, b.mijn) for b in gebotst if mijn]
            self._keur(beurt, stand, wijzigingen)
            bundel = _schrijf(beurt, verzoek, soort, regels_voor(stand, wijzigingen), eerste)
        return self._geschreven(plan, stand, bundel)

    def ongedaan(self, plan: int, verzoek: Verzoek) -> Uitkomst:
        """Undo the last step of a session."""
        return self.terug(plan, verzoek, ONGEDAAN)

    def opnieuw(self, plan: int, verzoek: Verzoek) -> Uitkomst:
        """Do again what a session undid last."""
        return self.terug(plan, verzoek, OPNIEUW)

    def stapels(self, plan: int, sessie: str) -> tuple[int, int]:
        """How many steps a session can undo and do again."""
        terug, vooruit = stapels(map(to_bundel, self.plannen.stappen(plan, sessie)), sessie)
        return len(terug), len(vooruit)

    def laat_slot(self, plan: int, sessie: str, ervoor: int = 0) -> bool:
        """Whether the newest step of a session is a lock that is there still: undo goes past it.

        Parameters
        ----------
        ervoor : only steps before this bundle; 0 for all
        """
        eigen = [rij for rij in self.plannen.stappen(plan, sessie) if not ervoor or rij["id"] < ervoor]
        if not eigen or eigen[-1]["soort"] != SLOT:
            return False
        nummer, sloten = eigen[-1]["id"], self.stand(plan).sloten
        (bundel,) = map(to_bundel, self.plannen.bundels(plan, nummer - 1, nummer))
        return any(regel.na and regel.doel.removeprefix(OP_SLOT) in sloten for regel in bundel.regels)

    def sluit(self, plan: int, verzoek: Verzoek, doelen: Sequence[str], dicht: bool) -> Uitkomst:
        """Lock or unlock gemeenten, areas of institutes, or everything (`alles`), in one step."""
        with self.plannen.beurt(plan) as beurt:
            stand, eerder = self.standen.in_beurt(beurt, verzoek.kenmerk)
            if eerder:
                return _uitkomst(stand, eerder)
            self._keur(beurt, stand, [])
            mogelijk = {*self._gemeenten(beurt.plan), *self._instituten(beurt.plan), ALLES}
            for doel in doelen:
                if doel not in mogelijk:
                    raise InvoerFout(f"“{doel}” kan niet op slot; kies een gemeentecode, een instituut of “{ALLES}”.")
            anders = [doel for doel in dict.fromkeys(doelen) if (doel in stand.sloten) != dicht]
            bundel = _schrijf(beurt, verzoek, SLOT, [_slotregel(stand, doel, dicht) for doel in anders])
        return self._geschreven(plan, stand, bundel)

    def noem(self, plan: int, naam: str, wie: str, gezien: Gezien | None = None) -> None:
        """Give what the plan says now a name."""
        with self.plannen.beurt(plan) as beurt:
            self._noem(beurt, naam, wie, gezien)

    def stel_vast(self, plan: int, naam: str, wie: str, gezien: Gezien | None = None) -> None:
        """Freeze a plan under a name: from now on a correction is a new plan."""
        with self.plannen.beurt(plan) as beurt:
            self._keur(beurt, self.standen.in_beurt(beurt)[0], [])
            self._noem(beurt, naam, wie, gezien)
            beurt.stel_vast()

    def corrigeer(self, plan: int, naam: str, wie: str) -> int:
        """A new plan that begins where a frozen one ended; its number."""
        oud = self.plannen.zoek(plan)
        if not oud.vastgesteld:
            raise InvoerFout(f"Plan “{oud.naam}” is niet vastgesteld; wijzig het zelf.")
        return self.maak(naam, oud.indeling, oud.dag, self.stand(plan).afspraken, wie, plan)

    def check_keten(self, plan: int) -> list[Bevinding]:
        """Whether the log is as it was written."""
        bundels = [to_bundel(rij) for rij in self.plannen.bundels(plan)]
        bevindingen = check_keten(bundels)
        if not bevindingen and self.plannen.zoek(plan).som != (bundels[-1].som if bundels else ""):
            bevindingen = [Bevinding("De laatste wijziging van het plan ontbreekt in het log.", regel="keten")]
        return bevindingen

    def _keur(self, beurt: Beurt, stand: Planstand, wijzigingen: Sequence[Wijziging]) -> None:
        bevindingen = self._bezwaren(beurt.plan, stand, wijzigingen)
        if bevindingen:
            raise InvoerFout(bevindingen[0].zin + en_andere(len(bevindingen) - 1), bevindingen)

    def _bezwaren(self, plan: Plankop, stand: Planstand, wijzigingen: Sequence[Wijziging]) -> list[Bevinding]:
        if plan.vastgesteld:
            zin = f"Plan “{plan.naam}” is vastgesteld en verandert niet meer; maak een correctie."
            return [Bevinding(zin, regel="vastgesteld")]
        return check_wijzigingen(stand, wijzigingen, self._gemeenten(plan), self._instituten(plan))

    def _gemeenten(self, plan: Plankop) -> Mapping[str, str]:
        return self.basis.geo.herindeling.lijsten[plan.indeling]

    def _instituten(self, plan: Plankop) -> dict[str, str]:
        return {code: self.basis.kortnamen[code] for code in bestaand_op(self.basis, plan.dag)}

    def _noem(self, beurt: Beurt, naam: str, wie: str, gezien: Gezien | None) -> None:
        naam = _eis_naam(naam, "Geef de versie")
        if any(versie.naam == naam for versie in beurt.versies()):
            raise InvoerFout(f"Dit plan heeft al een versie “{naam}”; kies een andere naam.")
        stand, _ = self.standen.in_beurt(beurt)
        if gezien and (nieuw := stand.ongezien(*gezien)):
            wat = telling(len(nieuw), "wijziging", "wijzigingen")
            raise InvoerFout(f"Iemand anders deed intussen {wat} die u nog niet zag; bekijk die en probeer het weer.")
        beurt.noem(naam, stand.tot, wie)

    def _geschreven(self, plan: int, stand: Planstand, bundel: Bundel | None) -> Uitkomst:
        """The outcome of a turn that is over."""
        if bundel is None:
            return Uitkomst(stand)
        return _uitkomst(self.standen.vouw_bij(plan, stand, [bundel]), bundel)


def _uitkomst(stand: Planstand, bundel: Bundel) -> Uitkomst:
    """The outcome of what was written, now or when the same was asked before."""
    return Uitkomst(stand, bundel.nummer, bundel.regels)


def _gebotst(stand: Planstand, gebotst: Sequence[Botsing], wijzigingen: Sequence[Wijziging]) -> Uitkomst:
    """The outcome of what somebody else was before, in one gemeente or more."""
    botst = {botsing.gemeente for botsing in gebotst}
    return Uitkomst(stand, botsingen=tuple(gebotst), verder=tuple(w for w in wijzigingen if w.gemeente not in botst))


def _laatste_stap(beurt: Beurt, sessie: str, soort: str) -> tuple[int, Bundel]:
    """The step of a session that is turned back next: the number of its first bundle, and the bundle to turn back.

    A step that gave way to somebody else everywhere has nothing to turn back any more.
    """
    terug, vooruit = stapels(map(to_bundel, beurt.stappen(sessie)), sessie)
    for stap in reversed(terug if soort == ONGEDAAN else vooruit):
        if (bundel := to_bundel(beurt.bundel(stap.laatste))).regels:
            return stap.eerste, bundel
    raise InvoerFout(f"Er is van u niets {'ongedaan te maken' if soort == ONGEDAAN else 'opnieuw te doen'}.")


def _schrijf(beurt: Beurt, verzoek: Verzoek, soort: str, regels: Sequence[Regel], omgekeerd: int = 0) -> Bundel | None:
    """Add lines to the log as one bundle; None when there is nothing to add.

    A step that is turned back is told in any case: with no line when it gave way to somebody else everywhere.
    """
    if not regels and not omgekeerd:
        return None
    kaal = Bundel(0, verzoek.kenmerk, soort, omgekeerd, verzoek.sessie, verzoek.wie, nu(), tuple(regels))
    bundel = replace(kaal, som=ketensom(beurt.plan.som, kaal))
    rij = {veld: getattr(bundel, veld) for veld in KOP}
    return replace(bundel, nummer=beurt.voeg_toe(rij, [regel.als_dict() for regel in regels]))


def _slotregel(stand: Planstand, doel: str, dicht: bool) -> Regel:
    was, wordt = ({"dicht": "ja"} if op_slot else {} for op_slot in (not dicht, dicht))
    return Regel(f"{OP_SLOT}{doel}", stand.versies.get(f"{OP_SLOT}{doel}", 0) + 1, was, wordt)


def _eis_naam(naam: str, wat: str) -> str:
    naam = naam.strip()
    if not naam or len(naam) > MAX_NAAM:
        raise InvoerFout(f"{wat} een naam van hoogstens {MAX_NAAM} tekens.")
    return naam
