"""What came of an action on a plan, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.domain.plan.log import ONGEDAAN, Regel
from hn_dash.domain.plan.stand import Botsing
from hn_dash.tekst import datum, instituten, opsomming, telling

GENOEMD = 5
"""Locks that are named; of more only how many there are."""


def zin_van_botsing(botsing: Botsing, naam: str, kort: Mapping[str, str]) -> str:
    """A conflict: what somebody else made of it and what was asked, and more of both when these look the same.

    >>> nu, wil = Afspraak("lead", "umcu", "akkoord", "besproken"), Afspraak("lead", "umcu", "voorstel", "besproken")
    >>> zin_van_botsing(Botsing("GM0344", 2, nu, wil), "Utrecht", {"umcu": "Utrecht"})
    'Utrecht: nu lead Utrecht, status akkoord; u vroeg lead Utrecht, status voorstel.'
    """
    hun, mijn = botsing.hun, botsing.mijn
    nu, wil = (", ".join([wie_werft(afspraak, kort), *_meer(afspraak, _anders(hun, mijn))]) for afspraak in (hun, mijn))
    return f"{naam}: nu {nu}; u vroeg {wil}."


def wie_werft(afspraak: Afspraak, kort: Mapping[str, str]) -> str:
    """A state with its institutes."""
    return f"{afspraak.staat} {instituten(afspraak.instituten, kort)}".strip()


def _anders(een: Afspraak, ander: Afspraak) -> list[str]:
    """In what two agreements differ that look the same."""
    gelijk = (een.staat, een.instituten) == (ander.staat, ander.instituten)
    return [veld for veld in ("status", "opmerking", "vanaf") if gelijk and getattr(een, veld) != getattr(ander, veld)]


def _meer(afspraak: Afspraak, velden: Sequence[str]) -> list[str]:
    """Status, reason and day of an agreement, those of them that are asked."""
    zinnen = {
        "status": f"status {afspraak.status}" if afspraak.status else "zonder status",
        "opmerking": f"reden “{afspraak.opmerking}”" if afspraak.opmerking else "zonder reden",
        "vanaf": f"vanaf {datum(afspraak.vanaf)}" if afspraak.vanaf else "vanaf de dag van het plan",
    }
    return [zinnen[veld] for veld in velden]


def zin_van_terug(soort: str, regels: Sequence[Regel], namen: Mapping[str, str], kort: Mapping[str, str]) -> str:
    """What was undone or done again: of many gemeenten how many, and what holds again in the first.

    >>> was, is_ = Afspraak("open").als_dict(), Afspraak("lead", "umcu", "akkoord").als_dict()
    >>> namen = {"GM0312": "Bunnik", "GM0344": "Utrecht"}
    >>> zin_van_terug("ongedaan", [Regel("GM0312", 3, was, is_)], namen, {"umcu": "Utrecht"})
    'Ongedaan gemaakt: Bunnik weer lead Utrecht.'
    >>> zin_van_terug("opnieuw", [Regel(code, 3, was, is_) for code in namen], namen, {"umcu": "Utrecht"})
    'Opnieuw gedaan: 2 gemeenten, o.a. Bunnik weer lead Utrecht.'
    >>> anders = {**is_, "status": "voorstel"}
    >>> zin_van_terug("ongedaan", [Regel("GM0312", 4, anders, is_)], namen, {"umcu": "Utrecht"})
    'Ongedaan gemaakt: Bunnik weer lead Utrecht, status akkoord.'
    """
    wat = "Ongedaan gemaakt" if soort == ONGEDAAN else "Opnieuw gedaan"
    eerste = regels[0]
    was, weer = (Afspraak(**velden) for velden in (eerste.voor, eerste.na))
    wie = ", ".join([wie_werft(weer, kort), *_meer(weer, _anders(was, weer))])
    aantal = f"{len(regels)} gemeenten, o.a. " if len(regels) > 1 else ""
    return f"{wat}: {aantal}{namen[eerste.doel]} weer {wie}."


def zin_van_slot(nieuw: Sequence[str], al: Sequence[str], dicht: bool) -> str:
    """What was locked or unlocked, and what already was.

    >>> zin_van_slot(["Groningen", "Utrecht"], ["Haren"], True)
    '2 op slot, 1 was het al; nieuw: Groningen en Utrecht.'
    >>> zin_van_slot([], ["Haren", "Utrecht"], False)
    'Haren en Utrecht: niet op slot; er verandert niets.'
    """
    wordt = "op slot" if dicht else "van het slot"
    if not al:
        return _hoofdletter(f"{noem(nieuw)}: {wordt}.")
    if not nieuw:
        was = "al op slot" if dicht else "niet op slot"
        return _hoofdletter(f"{noem(al)}: {was}; er verandert niets.")
    return f"{len(nieuw)} {wordt}, {telling(len(al), 'was', 'waren')} het al; nieuw: {noem(nieuw)}."


def noem(namen: Sequence[str]) -> str:
    """Names after each other; of many the first few.

    >>> noem(["a", "b", "c", "d", "e", "f", "g"])
    'a, b, c, d, e en 2 andere'
    """
    return opsomming([*namen[:GENOEMD], *([f"{len(namen) - GENOEMD} andere"] if len(namen) > GENOEMD else [])])


def _hoofdletter(zin: str) -> str:
    return f"{zin[:1].upper()}{zin[1:]}"
