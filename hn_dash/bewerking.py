"""What the editing strip of Werving can do: every value comes from a browser, so everything is checked here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from hn_dash.domain.instituten import geldig_op
from hn_dash.domain.plan import plan_op
from hn_dash.domain.plancontrole import check_plan
from hn_dash.domain.planlog import ALLES, Afspraak, Botsing, Planstand, Wijziging, uit_frame
from hn_dash.domain.voorstel import Voorstel, maak_voorstel
from hn_dash.errors import InvoerFout
from hn_dash.planbeheer import Uitkomst
from hn_dash.tekst import opsomming, telling
from hn_dash.werkdata import VOOR, Werkdata

_SLEUTEL = re.compile(r"[0-9a-f-]{8,64}")
MIJN, HUN = "mijn", "hun"
ZONDER = ("open", "niet besproken")


@dataclass(frozen=True, slots=True)
class Gedaan:
    """What came of an action: a sentence, the last change that is in the answer, and conflicts to decide."""

    zin: str
    tot: int
    botsingen: tuple[Botsing, ...] = ()


class Bewerking:
    """The doors to plans that a page may use, shut when that is not allowed."""

    def __init__(self, werk: Werkdata, mag: bool) -> None:
        self.werk, self.mag = werk, mag

    def plan_van(self, sleutel: Any) -> dict[str, Any] | None:
        """The plan that a key of the control means; None for the loaded one, or for what is no plan."""
        if not isinstance(sleutel, str) or not re.fullmatch(rf"{VOOR}[0-9]{{1,9}}", sleutel):
            return None
        nummer = int(sleutel.removeprefix(VOOR))
        return next((rij for rij in self.werk.plannen.plannen.lijst() if rij["id"] == nummer), None)

    def stand(self, sleutel: Any) -> Planstand:
        """What a plan says now; empty for none."""
        plan = self.plan_van(sleutel)
        return self.werk.plannen.stand(plan["id"]) if plan else Planstand()

    def maak(self, naam: Any, query: Any, wie: Any) -> tuple[str, str]:
        """A plan of one's own that begins with the plan that is shown; its key and a sentence."""
        self._eis()
        dataset = self.werk(query if isinstance(query, str) else "")
        plan = plan_op(dataset, dataset.indeling)
        oud = self.plan_van(_plan_in(query))
        naam = _tekst(naam)
        if oud and oud["vastgesteld"]:
            nummer = self.werk.plannen.corrigeer(oud["id"], naam, _wie(wie))
        else:
            afspraken = uit_frame(plan)
            nummer = self.werk.plannen.maak(naam, dataset.indeling, dataset.peildatum, afspraken, _wie(wie))
        self.werk.ververs()
        return f"{VOOR}{nummer}", f"Plan “{naam.strip()}” is gemaakt. Kies gemeenten en zeg wie er werft."

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
    ) -> Gedaan:
        """Let something hold in the chosen gemeenten, in one step; `tot` is the last change that the person saw."""
        plan = self._plan(sleutel)
        gekozen = _codes(codes)
        if not gekozen:
            raise InvoerFout("Kies eerst een of meer gemeenten, op de kaart of in de tabel.")
        leden = sorted({str(code) for code in instituten} if isinstance(instituten, list) else set())
        afspraak = Afspraak(_tekst(staat), "+".join(leden), _tekst(status), _tekst(reden).strip())
        stand = self.werk.plannen.stand(plan["id"])
        gezien = tot if isinstance(tot, int) else 0
        wijzigingen = [Wijziging(code, _gezien(stand, code, gezien), afspraak) for code in gekozen]
        uit = self.werk.plannen.wijzig(plan["id"], _sleutel(verzoek), wijzigingen, _sleutel(sessie), _wie(wie))
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
        uit = self.werk.plannen.wijzig(plan["id"], _sleutel(verzoek), wijzigingen, _sleutel(sessie), _wie(wie))
        return self._gedaan(uit, "Uw wijziging geldt.", "Er verandert niets.")

    def terug(self, sleutel: Any, soort: str, sessie: Any, wie: Any, verzoek: Any) -> Gedaan:
        """Undo one's last step (`ongedaan`), or do it again (`opnieuw`)."""
        plan, plannen = self._plan(sleutel), self.werk.plannen
        doe = plannen.ongedaan if soort == "ongedaan" else plannen.opnieuw
        uit = doe(plan["id"], _sleutel(verzoek), _sleutel(sessie), _wie(wie))
        return self._gedaan(uit, "Ongedaan gemaakt." if soort == "ongedaan" else "Opnieuw gedaan.", "")

    def sluit(self, sleutel: Any, codes: Any, sessie: Any, wie: Any, verzoek: Any) -> Gedaan:
        """Lock the chosen gemeenten, or all when none is chosen; unlock when the first of them is locked."""
        plan, plannen = self._plan(sleutel), self.werk.plannen
        doelen = _codes(codes) or [ALLES]
        dicht = doelen[0] not in plannen.stand(plan["id"]).sloten
        for nummer, doel in enumerate(doelen):
            mark = f"{_sleutel(verzoek)[:50]}-{nummer}"
            uit = plannen.sluit(plan["id"], mark, doel, dicht, _sleutel(sessie), _wie(wie))
        namen = self._namen(plan)
        wat = "Het hele plan" if doelen == [ALLES] else opsomming([namen.get(doel, doel) for doel in doelen[:5]])
        return self._gedaan(uit, f"{wat}: {'op slot' if dicht else 'van het slot'}.", "Er verandert niets.")

    def stel_vast(self, sleutel: Any, naam: Any, wie: Any) -> Gedaan:
        """Freeze a plan under a name."""
        plan = self._plan(sleutel)
        self.werk.plannen.stel_vast(plan["id"], _tekst(naam) or "vastgesteld", _wie(wie))
        self.werk.ververs()
        return Gedaan(
            f"Plan “{plan['naam']}” is vastgesteld. Een correctie is een nieuw plan.", self.stand(sleutel).tot
        )

    def voorstel(self, sleutel: Any) -> Voorstel:
        """A proposal for the gemeenten of a plan that nobody recruits in; nothing is written."""
        plan = self._plan(sleutel)
        dataset = self.werk({"plan": sleutel})
        return maak_voorstel(plan_op(dataset, plan["indeling"]), dataset, plan["indeling"])

    def neem_over(self, sleutel: Any, codes: Any, sessie: Any, wie: Any, verzoek: Any) -> Gedaan:
        """Take the proposal over for the chosen gemeenten, or for all of it when none is chosen, in one step."""
        plan = self._plan(sleutel)
        frame, gekozen = self.voorstel(sleutel).frame, _codes(codes)
        frame = frame[frame["gemeentecode"].isin(gekozen)] if gekozen else frame
        if frame.empty:
            raise InvoerFout("Voor deze gemeenten is er geen voorstel; zij hebben al een instituut.")
        versies = self.werk.plannen.stand(plan["id"]).versies
        wijzigingen = [
            Wijziging(code, versies[code], Afspraak("lead", instituut, "voorstel", reden))
            for code, instituut, reden in frame[["gemeentecode", "instituut", "reden"]].to_numpy().tolist()
        ]
        uit = self.werk.plannen.wijzig(plan["id"], _sleutel(verzoek), wijzigingen, _sleutel(sessie), _wie(wie))
        zin = f"Voorstel overgenomen in {telling(len(frame), 'gemeente', 'gemeenten')}; Ongedaan neemt het terug."
        return self._gedaan(uit, zin, "Er verandert niets.")

    def volgende(self, sleutel: Any, codes: Any) -> list[str]:
        """The next gemeente without anybody who recruits, after the one that is chosen."""
        zonder = sorted(code for code, a in self.stand(sleutel).afspraken.items() if a.staat in ZONDER)
        laatste = max(_codes(codes), default="")
        return [next((code for code in zonder if code > laatste), zonder[0])] if zonder else []

    def nog_te_doen(self, sleutel: Any) -> str:
        """How much of a plan nobody recruits in, in words."""
        stand = self.stand(sleutel)
        zonder = sum(a.staat in ZONDER for a in stand.afspraken.values())
        slot = ", het hele plan op slot" if ALLES in stand.sloten else ""
        los = len(stand.sloten - {ALLES})
        slot += f", {telling(los, 'slot', 'sloten')}" if los else ""
        return f"{telling(zonder, 'gemeente', 'gemeenten')} zonder instituut{slot}"

    def aanwezig(self, sleutel: Any, sessie: Any, wie: Any, codes: Any) -> list[str]:
        """Say that somebody has a plan open; the others, with where they are."""
        plan = self.plan_van(sleutel)
        if plan is None or not self.mag:
            return []
        waar = next(iter(_codes(codes)), "")
        namen = self._namen(plan)
        rijen = self.werk.plannen.meld_aanwezig(plan["id"], _sleutel(sessie), _wie(wie), waar)
        return [f"{rij['wie']}{' bij ' + namen[rij['waar']] if rij['waar'] in namen else ''}" for rij in rijen]

    def instituten(self) -> list[tuple[str, str]]:
        """(code, short name) of the institutes that can recruit, in the order of their keys 1 to 7."""
        basis = self.werk.magazijn.basis
        kort = dict(zip(basis.instituten["instituut"], basis.instituten["kort"], strict=True))
        return [(code, kort[code]) for code in geldig_op(basis.instituten, basis.peildatum)]

    def _gedaan(self, uit: Uitkomst, zin: str, niets: str) -> Gedaan:
        self.werk.ververs()
        if uit.botsingen:
            wie = telling(len(uit.botsingen), "gemeente is", "gemeenten zijn")
            return Gedaan(
                f"{wie} intussen door iemand anders gewijzigd; er is niets geschreven.", uit.stand.tot, uit.botsingen
            )
        return Gedaan(zin if uit.bundel else niets, uit.stand.tot)

    def _los(self, sleutel: Any, plan: dict[str, Any], codes: Sequence[str]) -> str:
        """A warning when one of these gemeenten lies apart from the area that it belongs to now."""
        bevindingen = check_plan(self.werk({"plan": sleutel}), plan["indeling"])
        los = [
            bevinding for bevinding in bevindingen if bevinding.code == "C5" and set(bevinding.gemeenten) & set(codes)
        ]
        return f" Let op: {los[0].zin}" if los else ""

    def _kort(self, code: str) -> str:
        return dict(self.instituten()).get(code, code)

    def _namen(self, plan: dict[str, Any]) -> dict[str, str]:
        return dict(self.werk.magazijn.basis.geo.herindeling.lijsten[plan["indeling"]])

    def _plan(self, sleutel: Any) -> dict[str, Any]:
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


def _plan_in(query: Any) -> str:
    return dict(parse_qsl(query.lstrip("?"))).get("plan", "") if isinstance(query, str) else ""


def _gezien(stand: Planstand, code: str, tot: int) -> int:
    """The version of a gemeente that somebody saw who saw everything up to a change."""
    versie = stand.versies.get(code, 0)
    return versie if stand.laatst.get(code, 0) <= tot else versie - 1


def _codes(codes: Any) -> list[str]:
    return sorted({code for code in codes if isinstance(code, str)}) if isinstance(codes, list) else []


def _tekst(waarde: Any) -> str:
    return waarde if isinstance(waarde, str) else ""


def _dict(waarde: Any) -> dict[str, Any]:
    return waarde if isinstance(waarde, dict) else {}


def _wie(waarde: Any) -> str:
    return _tekst(waarde).strip()[:60] or "onbekend"


def _sleutel(waarde: Any) -> str:
    if isinstance(waarde, str) and _SLEUTEL.fullmatch(waarde):
        return waarde
    raise InvoerFout("Laad de pagina opnieuw; uw venster heeft geen geldig kenmerk.")
