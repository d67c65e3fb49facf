"""What the editing strip of Werving can do, for a person whose words were checked when they came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl

from hn_dash.begrippen import LEAD, VOORSTEL, ZONDER_INSTITUUT
from hn_dash.dataset import Grondslag
from hn_dash.domain.basis.instituten import bestaand_op
from hn_dash.domain.maten import from_query
from hn_dash.domain.plan.afspraak import Afspraak, uit_frame
from hn_dash.domain.plan.beeld import Planbeeld, planbeeld
from hn_dash.domain.plan.controle import check_plan
from hn_dash.domain.plan.log import ONGEDAAN, ZET
from hn_dash.domain.plan.stand import ALLES, Botsing, Planstand, Wijziging
from hn_dash.domain.plan.voorstel import Voorstelvraag, maak_voorstel
from hn_dash.errors import InvoerFout, SelectieFout
from hn_dash.services.bericht import Upload
from hn_dash.services.catalogus.plankeuze import VOOR, Catalogus
from hn_dash.services.plan.aanwezig import Aanwezigen
from hn_dash.services.plan.bericht import (
    Aanwezigheid,
    Geschil,
    Verzoek,
    Voorstelrij,
    Voorstelvorm,
    Voorstelwens,
    Wens,
    naam_van,
)
from hn_dash.services.plan.invoer import IntussenGewijzigd, neem_plan_over
from hn_dash.services.plan.wijzigen import Gezien, Planbeheer, Uitkomst
from hn_dash.services.plan.zinnen import noem, wie_werft, zin_van_botsing, zin_van_slot, zin_van_terug
from hn_dash.services.taken import Taken
from hn_dash.store.plannen import Plankop
from hn_dash.tekst import opsomming, telling

MIJN, HUN = "mijn", "hun"
GENOEMD = 12
"""Others with a plan open who are named; of more only how many there are."""
GEKOZEN = "gekozen"
"""A lock on the chosen gemeenten; otherwise on an institute, or on all."""


@dataclass(frozen=True, slots=True)
class Gedaan:
    """What came of an action: a sentence, the last change that is in the answer, and conflicts to decide.

    Parameters
    ----------
    soort : what was tried: zet, ongedaan or opnieuw
    verder : what was asked beside the conflicts, and waits for the decision
    gezien : per gemeente of which somebody left what another made of it, the last change that they saw then
    """

    zin: str
    tot: int
    soort: str = ZET
    botsingen: tuple[Botsing, ...] = ()
    verder: tuple[Wijziging, ...] = ()
    gezien: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Blik:
    """What there is to see of a plan: the last change in it, who else is there, and what is left to do, in words."""

    tot: int
    aanwezig: str
    teller: str


class Bewerking:
    """The doors to plans that a page may use, shut when that is not allowed.

    A plan is called by its key in the control Plan; the loaded plan has one too, and is none that can be changed.
    """

    def __init__(self, werk: Catalogus, mag: bool, taken: Taken) -> None:
        self.mag = mag
        self._werk, self._taken = werk, taken
        self._beheer = Planbeheer(werk.magazijn.basis, werk.standen)
        self._aanwezigen = Aanwezigen(werk.magazijn.snapshots.databank)

    def is_open(self, sleutel: str) -> bool:
        """Whether a plan can be changed here."""
        plan = self._werk.kop(sleutel)
        return self.mag and plan is not None and not plan.vastgesteld

    def tot(self, sleutel: str) -> int:
        """The last change of a plan; 0 for the loaded one."""
        return self._stand(sleutel).tot

    def plannen(self, query: str) -> list[tuple[str, str]]:
        """(key, label) of every plan that can be chosen beside the one of a query."""
        return list(self._werk(query).plankeuzes)

    def instituten(self) -> list[tuple[str, str]]:
        """(code, short name) of the institutes that can recruit, in the order of their keys 1 to 7."""
        basis = self._werk.magazijn.basis
        return [(code, basis.kortnamen[code]) for code in bestaand_op(basis, basis.peildatum)]

    def in_woorden(self, botsing: Botsing) -> str:
        """A conflict in a sentence."""
        code, lijsten = botsing.gemeente, self._werk.magazijn.basis.geo.herindeling.lijsten
        naam = next((lijst[code] for lijst in reversed(lijsten.values()) if code in lijst), code)
        return zin_van_botsing(botsing, naam, dict(self.instituten()))

    def ander_jaar(self, sleutel: str, adres: str) -> str:
        """Why a plan cannot be changed on the gemeenten that an address shows; "" when it can."""
        plan, getoond = self._werk.kop(sleutel), _indeling_in(adres, self._werk(adres))
        if plan is None or plan.indeling == getoond:
            return ""
        zin = f"Plan “{plan.naam}” gaat over de gemeenten van {plan.indeling} en u ziet die van {getoond}. "
        if plan.indeling in self._werk.magazijn.basis.geo.jaren:
            return f"{zin}Kies bij Indeling “gemeenten {plan.indeling}” om het te wijzigen."
        return f"{zin}Van {plan.indeling} zijn er geen grenzen; begin een plan op de gemeenten van {getoond}."

    def eis_eigen_jaar(self, sleutel: str, adres: str) -> None:
        """Refuse to change a plan that is shown on other gemeenten than its own."""
        self._plan(sleutel)
        if zin := self.ander_jaar(sleutel, adres):
            raise InvoerFout(zin)

    def maak(self, naam: str, query: str, wie: str) -> tuple[str, str]:
        """A plan of one's own that begins with the plan that is shown, on the indeling that is shown.

        Returns its key and a sentence, which says how much a conversion leaves to be decided. A correction of a frozen
        plan keeps the dag of that plan; on another indeling it is a plan of today that follows on it.
        """
        self._eis()
        self._werk.ververs()  # what another process just made is not to be missed
        grondslag = self._werk(query)
        indeling = _indeling_in(query, grondslag)
        om = planbeeld(grondslag.plan, grondslag.dataset, indeling).omzetting
        oud = self._werk.kop(dict(parse_qsl(query.lstrip("?"))).get("plan", ""))
        vast = oud.id if oud and oud.vastgesteld else None
        if oud and vast and oud.indeling == indeling:
            nummer = self._beheer.corrigeer(vast, naam, naam_van(wie))
        else:
            dag, afspraken = grondslag.dataset.peildatum, uit_frame(om.plan)
            nummer = self._beheer.maak(naam, indeling, dag, afspraken, naam_van(wie), vast)
        self._werk.ververs()
        zin = f"Plan “{naam.strip()}” is gemaakt. Kies gemeenten en zeg wie er werft."
        if aantal := len(om.te_doen):
            open_ = telling(aantal, "gemeente is", "gemeenten zijn")
            zin += f" {open_} door de herindeling te beslissen of te bevestigen; zie Controle van het plan."
        return f"{VOOR}{nummer}", zin

    def pas_toe(self, sleutel: str, wens: Wens, verzoek: Verzoek) -> Gedaan:
        """Let something hold in the chosen gemeenten, in one step."""
        plan, codes = self._plan(sleutel), sorted(set(wens.codes))
        if not codes:
            raise InvoerFout("Kies eerst een of meer gemeenten, op de kaart of in de tabel.")
        if wens.beeld and wens.beeld.plan != sleutel:
            raise InvoerFout("De kaart van dit plan is er nog niet; wacht even en probeer het weer.")
        stand, afspraak, ik = self._werk.planstand(plan.id), wens.afspraak, verzoek.sessie
        wijzigingen = [Wijziging(code, stand.gezien(code, wens.gezien_van(code), ik), afspraak) for code in codes]
        uit = self._beheer.wijzig(plan.id, verzoek, wijzigingen)
        wat = self._namen(plan)[codes[0]] if len(codes) == 1 else f"{len(codes)} gemeenten"
        zin = f"{wat}: {wie_werft(afspraak, dict(self.instituten()))}.{self._los(sleutel, plan, codes)}"
        return self._gedaan(uit, zin)

    def beslis(self, sleutel: str, geschil: Geschil, keuze: str, verzoek: Verzoek) -> Gedaan:
        """After a conflict: mine for all of them, or leave what they made of it; what was asked beside it is done."""
        plan, mijn = self._plan(sleutel), keuze == MIJN
        if geschil.soort == ZET:
            vormen = [*(geschil.botsingen if mijn else ()), *geschil.verder]
            uit = self._beheer.wijzig(plan.id, verzoek, [vorm.wijziging for vorm in vormen])
        else:
            versies = {vorm.gemeente: vorm.versie for vorm in geschil.botsingen}
            uit = self._beheer.terug(plan.id, verzoek, geschil.soort, versies, mijn)
        if mijn:
            return self._gedaan(uit, "Uw wijziging geldt.", geschil.soort)
        elders = telling(len(geschil.verder), "andere gemeente", "andere gemeenten")
        zin = f"De wijziging van de ander blijft staan{f'; de uwe geldt in {elders}' if geschil.verder else ''}."
        gedaan = self._gedaan(uit, zin, geschil.soort, zin)
        return replace(gedaan, gezien={} if gedaan.botsingen else {b.gemeente: gedaan.tot for b in geschil.botsingen})

    def terug(self, sleutel: str, soort: str, verzoek: Verzoek) -> Gedaan:
        """Undo one's last step (`ongedaan`), or do it again (`opnieuw`)."""
        plan = self._plan(sleutel)
        try:
            uit = self._beheer.terug(plan.id, verzoek, soort)
        except InvoerFout as fout:
            raise InvoerFout(fout.zin + self._slot_blijft(plan, soort, verzoek), fout.bevindingen) from fout
        if not uit.regels:
            return self._gedaan(uit, "", soort)
        zin = zin_van_terug(soort, uit.regels, self._namen(plan), dict(self.instituten()))
        return self._gedaan(uit, zin + self._slot_blijft(plan, soort, verzoek, uit.bundel), soort)

    def sluit(self, sleutel: str, doel: str, codes: Sequence[str], dicht: bool, verzoek: Verzoek) -> Gedaan:
        """Lock or unlock the chosen gemeenten, the area of an institute, or all, in one step."""
        plan = self._plan(sleutel)
        doelen = sorted(set(codes)) if doel == GEKOZEN else [doel]
        if not doelen:
            raise InvoerFout("Kies eerst een of meer gemeenten, of kies hiernaast het hele plan of een instituut.")
        uit = self._beheer.sluit(plan.id, verzoek, doelen, dicht)
        nieuw, al = (self._slotnamen(plan, [d for d in doelen if (d in uit.doelen) == is_]) for is_ in (True, False))
        return Gedaan(zin_van_slot(nieuw, al, dicht), uit.stand.tot)

    def noem(self, sleutel: str, naam: str, wie: str, gezien: Gezien | None = None) -> Gedaan:
        """Keep what a plan says now under a name."""
        plan = self._plan(sleutel)
        self._beheer.noem(plan.id, naam, naam_van(wie), gezien)
        self._werk.ververs()
        zin = f"Versie “{naam.strip()}” is bewaard; u vindt haar in de keuzelijst Plan."
        return Gedaan(zin, self.tot(sleutel))

    def stel_vast(self, sleutel: str, naam: str, wie: str, gezien: Gezien | None = None) -> Gedaan:
        """Freeze a plan under a name."""
        plan = self._plan(sleutel)
        self._beheer.stel_vast(plan.id, naam.strip() or "vastgesteld", naam_van(wie), gezien)
        self._werk.ververs()
        return Gedaan(f"Plan “{plan.naam}” is vastgesteld. Een correctie is een nieuw plan.", self.tot(sleutel))

    def voorstel(self, sleutel: str, wens: Voorstelwens) -> dict[str, Any]:
        """A proposal for the gemeenten of a plan that nobody recruits in, as plain values; nothing is written."""
        plan, vraag = self._plan(sleutel), self._vraag(wens)
        beeld = self._beeld(sleutel, plan)
        return {**maak_voorstel(beeld, Voorstelvraag(**vraag)).als_dict(), "tot": int(beeld.plan.versie)}

    def zoek_beste(self, sleutel: str, wens: Voorstelwens) -> str:
        """Begin to look for a better proposal, beside the server; the mark of the task."""
        plan, vraag = self._plan(sleutel), self._vraag(wens)
        kenmerk = self._taken.nieuw(())
        self._taken.start(kenmerk, {"plan": sleutel, "indeling": plan.indeling, "vraag": vraag}, "voorstel")
        return kenmerk

    def taakstand(self, kenmerk: str) -> dict[str, Any]:
        """How far a search is."""
        return self._taken.stand(kenmerk)

    def stop(self, kenmerk: str) -> None:
        """Break off a search."""
        self._taken.stop(kenmerk)

    def nog_open(self, sleutel: str, voorstel: Voorstelvorm | None) -> list[Voorstelrij]:
        """The rows of a proposal whose gemeenten nobody decided since."""
        afspraken, geen = self._stand(sleutel).afspraken, Afspraak(LEAD)
        rijen = voorstel.rijen if voorstel else []
        return [rij for rij in rijen if afspraken.get(rij.gemeentecode, geen).staat in ZONDER_INSTITUUT]

    def neem_over(self, sleutel: str, voorstel: Voorstelvorm | None, codes: Sequence[str], verzoek: Verzoek) -> Gedaan:
        """Take a proposal over for the chosen gemeenten, or for all of it when none is chosen, in one step."""
        plan = self._plan(sleutel)
        rijen = [rij for rij in self.nog_open(sleutel, voorstel) if not codes or rij.gemeentecode in codes]
        if not rijen:
            raise InvoerFout("Voor deze gemeenten is er geen voorstel; zij hebben al een instituut.")
        stand, tot = self._werk.planstand(plan.id), voorstel.tot if voorstel else 0
        wijzigingen = [
            Wijziging(code, stand.gezien(code, tot, verzoek.sessie), Afspraak(LEAD, rij.instituut, VOORSTEL, rij.reden))
            for rij in rijen
            for code in (rij.gemeentecode,)
        ]
        uit = self._beheer.wijzig(plan.id, verzoek, wijzigingen)
        zin = f"Voorstel overgenomen in {telling(len(rijen), 'gemeente', 'gemeenten')}; Ongedaan neemt het terug."
        if over := len(set(codes)) - len(rijen) if codes else len(voorstel.rijen if voorstel else ()) - len(rijen):
            zin += f" In {telling(over, 'andere gemeente', 'andere gemeenten')} werft al iemand; daar verandert niets."
        return self._gedaan(uit, zin)

    def neem_bestand_over(self, sleutel: str, bestand: Upload, verzoek: Verzoek, tot: int | None = None) -> Gedaan:
        """Let a plan say what an uploaded file says, in one step; of a faulty file nothing.

        Parameters
        ----------
        tot : the last change that the person saw; of a file that was downloaded from this plan its own version counts
        """
        plan, naam, pad = self._plan(sleutel), bestand.naam, self._taken.invoer(bestand.kenmerk)
        try:
            uit = neem_plan_over(pad, naam, plan.id, self._beheer, verzoek, tot=tot)
        except IntussenGewijzigd as fout:
            return self._gedaan(fout.uitkomst, "")
        finally:
            self._werk.ververs()
        if not uit.bundel:
            return Gedaan("Het plan zei dit al; er verandert niets.", self.tot(sleutel))
        zin = f"{naam}: {telling(len(uit.gewijzigd), 'gemeente', 'gemeenten')} gewijzigd; Ongedaan neemt het terug."
        return Gedaan(zin, self.tot(sleutel))

    def volgende(self, sleutel: str, codes: Sequence[str]) -> list[str]:
        """The next gemeente without anybody who recruits, after the one that is chosen."""
        zonder = sorted(code for code, a in self._stand(sleutel).afspraken.items() if a.staat in ZONDER_INSTITUUT)
        laatste = max(codes, default="")
        return [next((code for code in zonder if code > laatste), zonder[0])] if zonder else []

    def nog_te_doen(self, sleutel: str) -> str:
        """How much of a plan nobody recruits in, and what is locked, in words."""
        plan, stand = self._werk.kop(sleutel), self._stand(sleutel)
        zonder = sum(a.staat in ZONDER_INSTITUUT for a in stand.afspraken.values())
        slot = f"; op slot: {noem(self._slotnamen(plan, sorted(stand.sloten)))}" if plan and stand.sloten else ""
        return f"{telling(zonder, 'gemeente', 'gemeenten')} zonder instituut{slot}"

    def kijk(self, wie: Aanwezigheid) -> Blik:
        """Say that a window has a plan open, and where in it; what there is to see of others."""
        plan = self._werk.kop(wie.plan)
        if plan is None or not self.mag:
            return Blik(0, "", "")
        namen = self._namen(plan)
        anderen = self._aanwezigen.meld(plan.id, wie.sessie, naam_van(wie.wie), wie.waar)
        hier = [f"{rij.wie}{' bij ' + namen[rij.waar] if rij.waar in namen else ''}" for rij in anderen[:GENOEMD]]
        hier += [f"{len(anderen) - GENOEMD} anderen"] if len(anderen) > GENOEMD else []
        ook = f"Ook hier: {opsomming(hier)}" if hier else ""
        return Blik(self.tot(wie.plan), ook, self.nog_te_doen(wie.plan))

    def ga_weg(self, wie: Aanwezigheid) -> None:
        """Say that a window has left a plan."""
        if (plan := self._werk.kop(wie.plan)) and self.mag:
            self._aanwezigen.weg(plan.id, wie.sessie)

    def _beeld(self, sleutel: str, plan: Plankop) -> Planbeeld:
        """A plan on its own indeling."""
        grondslag = self._werk({"plan": sleutel})
        return planbeeld(grondslag.plan, grondslag.dataset, plan.indeling)

    def _gedaan(self, uit: Uitkomst, zin: str, soort: str = ZET, niets: str = "Er verandert niets.") -> Gedaan:
        if uit.botsingen:
            wie = telling(len(uit.botsingen), "gemeente is", "gemeenten zijn")
            botst = f"{wie} intussen door iemand anders gewijzigd; er is niets geschreven."
            return Gedaan(botst, uit.stand.tot, soort, uit.botsingen, uit.verder)
        return Gedaan(zin if uit.bundel else niets, uit.stand.tot, soort)

    def _slot_blijft(self, plan: Plankop, soort: str, verzoek: Verzoek, ervoor: int = 0) -> str:
        """That undo went past a lock, when that was the newest step."""
        blijft = soort == ONGEDAAN and self._beheer.laat_slot(plan.id, verzoek.sessie, ervoor)
        return " Een slot blijft; haal het zelf eraf." if blijft else ""

    def _los(self, sleutel: str, plan: Plankop, codes: Sequence[str]) -> str:
        """A warning when one of these gemeenten lies apart from the area that it belongs to now."""
        bevindingen = check_plan(self._beeld(sleutel, plan))
        los = [b for b in bevindingen if b.code == "C5" and set(b.gemeenten) & set(codes)]
        return f" Let op: {los[0].zin}" if los else ""

    def _slotnamen(self, plan: Plankop, doelen: Sequence[str]) -> list[str]:
        """What each lock is on, in words."""
        gebieden = {code: f"het gebied van {kort}" for code, kort in self.instituten()}
        namen = self._namen(plan) | gebieden | {ALLES: "het hele plan"}
        return [namen.get(doel, doel) for doel in doelen]

    def _vraag(self, wens: Voorstelwens) -> dict[str, Any]:
        """What is asked of a proposal, as `Voorstelvraag` takes it."""
        codes = [code for code, _ in self.instituten()]
        doelen = [doel for doel in wens.doelen if doel is not None]
        if doelen and len(doelen) != len(codes):
            raise InvoerFout("Vul voor elk instituut een doel in, of voor geen: dan telt dat in de opleidingsplekken.")
        per_instituut = dict(zip(codes, doelen, strict=True)) if doelen else None
        vraag = {"gewicht": wens.gewicht, "tolerantie": wens.tolerantie / 100, "doelen": per_instituut}
        return vraag | {"afstand": wens.afstand}

    def _namen(self, plan: Plankop) -> dict[str, str]:
        return dict(self._werk.magazijn.basis.geo.herindeling.lijsten[plan.indeling])

    def _stand(self, sleutel: str) -> Planstand:
        """What a plan says now; empty for none."""
        plan = self._werk.kop(sleutel)
        return self._werk.planstand(plan.id) if plan else Planstand()

    def _plan(self, sleutel: str) -> Plankop:
        self._eis()
        plan = self._werk.kop(sleutel)
        if plan is None:
            self._werk.ververs()
            plan = self._werk.kop(sleutel)
        if plan is None:
            raise InvoerFout("Dit plan is er niet (meer); kies een ander.")
        return plan

    def _eis(self) -> None:
        if not self.mag:
            raise InvoerFout(
                "Plannen wijzigen via het scherm staat uit, omdat andere computers bij deze server kunnen. Zet "
                "HN_BEWERKEN=1 om het toe te staan."
            )


def _indeling_in(query: str, grondslag: Grondslag) -> int:
    """The indeling that a query of Werving shows."""
    try:
        return from_query("werving", query, grondslag).indeling
    except SelectieFout:
        return grondslag.dataset.indeling
