"""What the editing strip of Werving can do: every value comes from a browser, so everything is checked here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from hn_dash.begrippen import ZONDER_INSTITUUT
from hn_dash.dataset import Grondslag
from hn_dash.domain.basis.instituten import geldig_op
from hn_dash.domain.maten import from_query
from hn_dash.domain.plan.afspraak import Afspraak, uit_frame
from hn_dash.domain.plan.beeld import Planbeeld, planbeeld
from hn_dash.domain.plan.controle import check_plan
from hn_dash.domain.plan.stand import ALLES, Botsing, Planstand, Wijziging
from hn_dash.domain.plan.voorstel import GEWICHTEN, Vraag, maak_voorstel
from hn_dash.errors import InvoerFout, SelectieFout
from hn_dash.services.catalogus.plankeuze import VOOR, Catalogus
from hn_dash.services.plan.aanwezig import Aanwezigen
from hn_dash.services.plan.invoer import neem_plan_over
from hn_dash.services.plan.wijzigen import Planbeheer, Uitkomst, Verzoek
from hn_dash.services.taken import Taken
from hn_dash.store.plannen import Plankop
from hn_dash.tekst import opsomming, telling

_SLEUTEL = re.compile(r"[0-9a-f-]{8,64}")
MIJN, HUN = "mijn", "hun"
GEKOZEN = "gekozen"
"""A lock on the chosen gemeenten; otherwise on an institute, or on all."""


@dataclass(frozen=True, slots=True)
class Gedaan:
    """What came of an action: a sentence, the last change that is in the answer, and conflicts to decide."""

    zin: str
    tot: int
    botsingen: tuple[Botsing, ...] = ()


@dataclass(frozen=True, slots=True)
class Blik:
    """What there is to see of a plan: the last change in it, who else is there, and what is left to do, in words."""

    tot: int
    aanwezig: str
    teller: str


class Bewerking:
    """The doors to plans that a page may use, shut when that is not allowed."""

    def __init__(self, werk: Catalogus, mag: bool, taken: Taken) -> None:
        self.werk, self.mag, self.taken = werk, mag, taken
        self.beheer = Planbeheer(werk.magazijn.basis, werk.standen)
        self._aanwezigen = Aanwezigen(werk.magazijn.snapshots.databank)

    def plan_van(self, sleutel: Any) -> Plankop | None:
        """The plan that a key of the control means; None for the loaded one, or for what is no plan."""
        return self.werk.kop(sleutel) if isinstance(sleutel, str) else None

    def stand(self, sleutel: Any) -> Planstand:
        """What a plan says now; empty for none."""
        plan = self.plan_van(sleutel)
        return self.werk.planstand(plan.id) if plan else Planstand()

    def maak(self, naam: Any, query: Any, wie: Any) -> tuple[str, str]:
        """A plan of one's own that begins with the plan that is shown, on the indeling that is shown.

        Returns its key and a sentence, which says how much a conversion leaves to be decided. A correction of a frozen
        plan keeps the dag of that plan; on another indeling it is a plan of today that follows on it.
        """
        self._eis()
        query, naam = _tekst(query), _tekst(naam)
        grondslag = self.werk(query)
        indeling = _indeling_in(query, grondslag)
        om = planbeeld(grondslag.plan, grondslag.dataset, indeling).omzetting
        oud = self.plan_van(_deel_van(query, "plan"))
        vast = oud.id if oud and oud.vastgesteld else None
        if oud and vast and oud.indeling == indeling:
            nummer = self.beheer.corrigeer(vast, naam, _wie(wie))
        else:
            afspraken = uit_frame(om.plan)
            nummer = self.beheer.maak(naam, indeling, grondslag.dataset.peildatum, afspraken, _wie(wie), vast)
        self.werk.ververs()
        zin = f"Plan “{naam.strip()}” is gemaakt. Kies gemeenten en zeg wie er werft."
        if aantal := len(om.te_doen):
            open_ = telling(aantal, "gemeente is", "gemeenten zijn")
            zin += f" {open_} door de herindeling te beslissen of te bevestigen; zie Controle van het plan."
        return f"{VOOR}{nummer}", zin

    def pas_toe(
        self,
        sleutel: Any,
        codes: Any,
        tot: Any,
        staat: Any,
        instituten: Any,
        status: Any,
        reden: Any,
        sessie: Any,
        wie: Any,
        verzoek: Any,
        vanaf: Any = "",
    ) -> Gedaan:
        """Let something hold in the chosen gemeenten, in one step; `tot` is the last change that the person saw."""
        plan = self._plan(sleutel)
        gekozen = _codes(codes)
        if not gekozen:
            raise InvoerFout("Kies eerst een of meer gemeenten, op de kaart of in de tabel.")
        leden = sorted({str(code) for code in instituten} if isinstance(instituten, list) else set())
        afspraak = Afspraak(_tekst(staat), "+".join(leden), _tekst(status), _tekst(reden).strip(), _tekst(vanaf))
        stand = self.werk.planstand(plan.id)
        gezien = tot if isinstance(tot, int) else 0
        wijzigingen = [Wijziging(code, _gezien(stand, code, gezien), afspraak) for code in gekozen]
        uit = self.beheer.wijzig(plan.id, _verzoek(verzoek, sessie, wie), wijzigingen)
        namen = self._namen(plan)
        wat = f"{namen[gekozen[0]]}" if len(gekozen) == 1 else f"{len(gekozen)} gemeenten"
        wens = f"{afspraak.staat} {' + '.join(self._kort(code) for code in leden)}".strip()
        return self._gedaan(uit, f"{wat}: {wens}.{self._los(sleutel, plan, gekozen)}", "Er verandert niets.")

    def beslis(self, sleutel: Any, botsingen: Any, keuze: str, sessie: Any, wie: Any, verzoek: Any) -> Gedaan:
        """After a conflict: mine for all of them, or leave what they made of it."""
        plan = self._plan(sleutel)
        rijen = [rij for rij in botsingen if isinstance(rij, dict)] if isinstance(botsingen, list) else []
        if keuze == HUN:
            return Gedaan("De wijziging van de ander blijft staan.", self.stand(sleutel).tot)
        velden = Afspraak.__dataclass_fields__
        wijzigingen = [
            Wijziging(
                str(rij.get("gemeente", "")),
                rij["versie"] if isinstance(rij.get("versie"), int) else 0,
                Afspraak(**{veld: _tekst(_dict(rij.get("mijn")).get(veld, "")) for veld in velden}),
            )
            for rij in rijen
        ]
        uit = self.beheer.wijzig(plan.id, _verzoek(verzoek, sessie, wie), wijzigingen)
        return self._gedaan(uit, "Uw wijziging geldt.", "Er verandert niets.")

    def terug(self, sleutel: Any, soort: str, sessie: Any, wie: Any, verzoek: Any) -> Gedaan:
        """Undo one's last step (`ongedaan`), or do it again (`opnieuw`)."""
        plan = self._plan(sleutel)
        doe = self.beheer.ongedaan if soort == "ongedaan" else self.beheer.opnieuw
        uit = doe(plan.id, _verzoek(verzoek, sessie, wie))
        return self._gedaan(uit, "Ongedaan gemaakt." if soort == "ongedaan" else "Opnieuw gedaan.", "")

    def sluit(self, sleutel: Any, doel: Any, codes: Any, sessie: Any, wie: Any, verzoek: Any) -> Gedaan:
        """Lock the chosen gemeenten, the area of an institute, or all; unlock when the first of them is locked."""
        plan = self._plan(sleutel)
        doelen = _codes(codes) if doel == GEKOZEN else [_tekst(doel)]
        if not doelen:
            raise InvoerFout("Kies eerst een of meer gemeenten, of kies hiernaast het hele plan of een instituut.")
        dicht = doelen[0] not in self.werk.planstand(plan.id).sloten
        uit = self.beheer.sluit(plan.id, _verzoek(verzoek, sessie, wie), doelen, dicht)
        wat = _hoofdletter(self._sloten(plan, doelen))
        return self._gedaan(uit, f"{wat}: {'op slot' if dicht else 'van het slot'}.", "Er verandert niets.")

    def noem(self, sleutel: Any, naam: Any, wie: Any) -> Gedaan:
        """Keep what a plan says now under a name."""
        plan = self._plan(sleutel)
        self.beheer.noem(plan.id, _tekst(naam), _wie(wie))
        self.werk.ververs()
        zin = f"Versie “{_tekst(naam).strip()}” is bewaard; u vindt haar in de keuzelijst Plan."
        return Gedaan(zin, self.stand(sleutel).tot)

    def stel_vast(self, sleutel: Any, naam: Any, wie: Any) -> Gedaan:
        """Freeze a plan under a name."""
        plan = self._plan(sleutel)
        self.beheer.stel_vast(plan.id, _tekst(naam).strip() or "vastgesteld", _wie(wie))
        self.werk.ververs()
        return Gedaan(f"Plan “{plan.naam}” is vastgesteld. Een correctie is een nieuw plan.", self.stand(sleutel).tot)

    def voorstel(self, sleutel: Any, wens: Any) -> dict[str, Any]:
        """A proposal for the gemeenten of a plan that nobody recruits in, as plain values; nothing is written."""
        plan, vraag = self._plan(sleutel), self._wens(wens)
        return maak_voorstel(self._beeld(sleutel, plan), Vraag(**vraag)).als_dict()

    def zoek_beste(self, sleutel: Any, wens: Any) -> str:
        """Begin to look for a better proposal, beside the server; the mark of the task."""
        plan, vraag = self._plan(sleutel), self._wens(wens)
        kenmerk = self.taken.nieuw(())
        self.taken.start(kenmerk, {"plan": sleutel, "indeling": plan.indeling, "vraag": vraag}, "voorstel")
        return kenmerk

    def nog_open(self, sleutel: Any, voorstel: Any) -> list[dict[str, Any]]:
        """The rows of a proposal whose gemeenten nobody decided since, with their names."""
        plan, stand = self.plan_van(sleutel), self.stand(sleutel)
        if plan is None:
            return []
        namen, geen = self._namen(plan), Afspraak("lead")
        rijen = [_dict(rij) for rij in _lijst(_dict(voorstel).get("rijen"))]
        return [
            {veld: _tekst(rij.get(veld)) for veld in ("gemeentecode", "instituut", "gezamenlijk", "reden")}
            | {"gemeentenaam": namen[rij["gemeentecode"]], "km": _getal(rij.get("km"))}
            for rij in rijen
            if stand.afspraken.get(_tekst(rij.get("gemeentecode")), geen).staat in ZONDER_INSTITUUT
        ]

    def neem_over(self, sleutel: Any, voorstel: Any, codes: Any, sessie: Any, wie: Any, verzoek: Any) -> Gedaan:
        """Take a proposal over for the chosen gemeenten, or for all of it when none is chosen, in one step."""
        plan, gekozen = self._plan(sleutel), _codes(codes)
        rijen = [rij for rij in self.nog_open(sleutel, voorstel) if not gekozen or rij["gemeentecode"] in gekozen]
        if not rijen:
            raise InvoerFout("Voor deze gemeenten is er geen voorstel; zij hebben al een instituut.")
        versies = self.werk.planstand(plan.id).versies
        wijzigingen = [
            Wijziging(
                rij["gemeentecode"],
                versies[rij["gemeentecode"]],
                Afspraak("lead", rij["instituut"], "voorstel", rij["reden"]),
            )
            for rij in rijen
        ]
        uit = self.beheer.wijzig(plan.id, _verzoek(verzoek, sessie, wie), wijzigingen)
        zin = f"Voorstel overgenomen in {telling(len(rijen), 'gemeente', 'gemeenten')}; Ongedaan neemt het terug."
        return self._gedaan(uit, zin, "Er verandert niets.")

    def neem_bestand_over(self, sleutel: Any, upload: Any, sessie: Any, wie: Any, verzoek: Any) -> Gedaan:
        """Let a plan say what an uploaded file says, in one step; of a faulty file nothing."""
        plan, velden = self._plan(sleutel), _dict(upload)
        if "fout" in velden:
            raise InvoerFout(_tekst(velden["fout"]))
        pad, naam = self.taken.invoer(_tekst(velden.get("kenmerk"))), _tekst(velden.get("naam"))
        uit = neem_plan_over(pad, naam, plan.id, self.beheer, _verzoek(verzoek, sessie, wie))
        self.werk.ververs()
        zin = f"{naam}: {telling(len(uit.gewijzigd), 'gemeente', 'gemeenten')} gewijzigd; Ongedaan neemt het terug."
        return Gedaan(zin, self.stand(sleutel).tot)

    def volgende(self, sleutel: Any, codes: Any) -> list[str]:
        """The next gemeente without anybody who recruits, after the one that is chosen."""
        zonder = sorted(code for code, a in self.stand(sleutel).afspraken.items() if a.staat in ZONDER_INSTITUUT)
        laatste = max(_codes(codes), default="")
        return [next((code for code in zonder if code > laatste), zonder[0])] if zonder else []

    def kijk(self, sleutel: str, sessie: str, wie: str, waar: str) -> Blik:
        """Say that a session has a plan open, and where in it; what there is to see of others."""
        plan = self.plan_van(sleutel)
        if plan is None or not self.mag:
            return Blik(0, "", "")
        namen = self._namen(plan)
        anderen = self._aanwezigen.meld(plan.id, _sleutel(sessie), _wie(wie), waar)
        hier = [f"{rij.wie}{' bij ' + namen[rij.waar] if rij.waar in namen else ''}" for rij in anderen]
        ook = f"Ook hier: {opsomming(hier)}" if hier else ""
        return Blik(self.stand(sleutel).tot, ook, self.nog_te_doen(sleutel))

    def ga_weg(self, sleutel: str, sessie: str) -> None:
        """Say that a session has left a plan."""
        if (plan := self.plan_van(sleutel)) and self.mag:
            self._aanwezigen.weg(plan.id, _sleutel(sessie))

    def nog_te_doen(self, sleutel: Any) -> str:
        """How much of a plan nobody recruits in, and what is locked, in words."""
        plan, stand = self.plan_van(sleutel), self.stand(sleutel)
        zonder = sum(a.staat in ZONDER_INSTITUUT for a in stand.afspraken.values())
        slot = f"; op slot: {self._sloten(plan, sorted(stand.sloten))}" if plan and stand.sloten else ""
        return f"{telling(zonder, 'gemeente', 'gemeenten')} zonder instituut{slot}"

    def instituten(self) -> list[tuple[str, str]]:
        """(code, short name) of the institutes that can recruit, in the order of their keys 1 to 7."""
        basis = self.werk.magazijn.basis
        return [(code, basis.kortnamen[code]) for code in geldig_op(basis.instituten, basis.peildatum)]

    def _beeld(self, sleutel: str, plan: Plankop) -> Planbeeld:
        """A plan on its own indeling."""
        grondslag = self.werk({"plan": sleutel})
        return planbeeld(grondslag.plan, grondslag.dataset, plan.indeling)

    def _gedaan(self, uit: Uitkomst, zin: str, niets: str) -> Gedaan:
        if uit.botsingen:
            wie = telling(len(uit.botsingen), "gemeente is", "gemeenten zijn")
            return Gedaan(
                f"{wie} intussen door iemand anders gewijzigd; er is niets geschreven.", uit.stand.tot, uit.botsingen
            )
        return Gedaan(zin if uit.bundel else niets, uit.stand.tot)

    def _los(self, sleutel: Any, plan: Plankop, codes: Sequence[str]) -> str:
        """A warning when one of these gemeenten lies apart from the area that it belongs to now."""
        bevindingen = check_plan(self._beeld(sleutel, plan))
        los = [
            bevinding for bevinding in bevindingen if bevinding.code == "C5" and set(bevinding.gemeenten) & set(codes)
        ]
        return f" Let op: {los[0].zin}" if los else ""

    def _sloten(self, plan: Plankop, doelen: Sequence[str]) -> str:
        """What locks are on, in words; of many the first few."""
        gebieden = {code: f"het gebied van {kort}" for code, kort in self.instituten()}
        namen = self._namen(plan) | gebieden | {ALLES: "het hele plan"}
        meer = [f"{len(doelen) - 5} andere"] if len(doelen) > 5 else []
        return opsomming([namen.get(doel, doel) for doel in doelen[:5]] + meer)

    def _wens(self, wens: Any) -> dict[str, Any]:
        """What is asked of a proposal, as `Vraag` takes it; from percentages."""
        velden = _dict(wens)
        gewicht, tolerantie = _tekst(velden.get("gewicht")), velden.get("tolerantie")
        instituten = dict(self.instituten())
        doelen = [_getal(deel) for deel in _lijst(velden.get("doelen")) if deel is not None]
        if doelen and len(doelen) != len(instituten):
            raise InvoerFout("Vul voor elk instituut een doel in, of voor geen: dan telt dat in de opleidingsplekken.")
        return {
            "gewicht": gewicht if gewicht in GEWICHTEN else next(iter(GEWICHTEN)),
            "tolerantie": _getal(tolerantie) / 100,
            "doelen": dict(zip(instituten, doelen, strict=True)) if doelen else None,
        }

    def _kort(self, code: str) -> str:
        return dict(self.instituten()).get(code, code)

    def _namen(self, plan: Plankop) -> dict[str, str]:
        return dict(self.werk.magazijn.basis.geo.herindeling.lijsten[plan.indeling])

    def _plan(self, sleutel: Any) -> Plankop:
        self._eis()
        plan = self.plan_van(sleutel)
        if plan is None:
            raise InvoerFout("Dit plan is er niet (meer); kies een ander.")
        return plan

    def _eis(self) -> None:
        if not self.mag:
            raise InvoerFout(
                "Plannen wijzigen via het scherm staat uit, omdat andere computers bij deze server kunnen. Zet "
                "HN_BEWERKEN=1 om het toe te staan."
            )


def _deel_van(query: str, sleutel: str) -> str:
    return dict(parse_qsl(query.lstrip("?"))).get(sleutel, "")


def _indeling_in(query: str, grondslag: Grondslag) -> int:
    """The indeling that a query of Werving shows."""
    try:
        return from_query("werving", query, grondslag).indeling
    except SelectieFout:
        return grondslag.dataset.indeling


def _gezien(stand: Planstand, code: str, tot: int) -> int:
    """The version of a gemeente that somebody saw who saw everything up to a change."""
    versie = stand.versies.get(code, 0)
    return versie if stand.laatst.get(code, 0) <= tot else versie - 1


def _codes(codes: Any) -> list[str]:
    return sorted({code for code in codes if isinstance(code, str)}) if isinstance(codes, list) else []


def _tekst(waarde: Any) -> str:
    return waarde if isinstance(waarde, str) else ""


def _lijst(waarde: Any) -> list[Any]:
    return waarde if isinstance(waarde, list) else []


def _getal(waarde: Any) -> float:
    return float(waarde) if isinstance(waarde, int | float) else 0.0


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def _dict(waarde: Any) -> dict[str, Any]:
    return waarde if isinstance(waarde, dict) else {}


def _wie(waarde: Any) -> str:
    return _tekst(waarde).strip()[:60] or "onbekend"


def _verzoek(kenmerk: Any, sessie: Any, wie: Any) -> Verzoek:
    return Verzoek(_sleutel(kenmerk), _sleutel(sessie), _wie(wie))


def _sleutel(waarde: Any) -> str:
    if isinstance(waarde, str) and _SLEUTEL.fullmatch(waarde):
        return waarde
    raise InvoerFout("Laad de pagina opnieuw; uw venster heeft geen geldig kenmerk.")
