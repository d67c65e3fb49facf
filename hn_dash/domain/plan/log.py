"""A plan as a log: every change is added and nothing is overwritten; the state of a plan is what its log folds into.

Source: agreements of 25-11-2009 (nieuwsbrief), R1 to R5. A change says who recruits new opleiders in a gemeente and
touches no opleider (R1).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hn_dash.errors import Bevinding

ZET, ONGEDAAN, OPNIEUW, SLOT = "zet", "ongedaan", "opnieuw", "slot"
STAPPEN = 100
"""How many changes of one's own can be undone."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of the log.

    Parameters
    ----------
    doel : a gemeentecode, or what a lock is on: a gemeentecode, an institute or `alles`, after "slot:"
    versie : 1 for the first line about `doel`, and so on without a gap
    voor, na : an `Afspraak` as a dict; of a lock {"dicht": "ja"} or {}
    """

    doel: str
    versie: int
    voor: Mapping[str, str]
    na: Mapping[str, str]

    def als_dict(self) -> dict[str, Any]:
        """Plain JSON values; `Regel(**x)` is the inverse."""
        return {"doel": self.doel, "versie": self.versie, "voor": self.voor, "na": self.na}


@dataclass(frozen=True, slots=True)
class Bundel:
    """Lines that were written together: one step for undo.

    Parameters
    ----------
    nummer : its place in the log of all plans
    verzoek : what the client called it; the same one twice is one event
    soort : zet, ongedaan, opnieuw or slot
    omgekeerd : the bundle that this one undoes or does again; 0 for none
    sessie : whose undo it is
    som : sha256 of this bundle and the one before it
    """

    nummer: int
    verzoek: str
    soort: str
    omgekeerd: int
    sessie: str
    wie: str
    wanneer: str
    regels: tuple[Regel, ...]
    som: str = ""


KOP = ("verzoek", "soort", "omgekeerd", "sessie", "wie", "wanneer", "som")
"""What a bundle says beside its lines and its number."""


@dataclass(frozen=True, slots=True)
class Stap:
    """A change that can be turned back.

    Parameters
    ----------
    eerste : the bundle in which it was made
    laatste : the bundle that did it or undid it last; its lines are what there is to turn back
    """

    eerste: int
    laatste: int


def stapels(bundels: Iterable[Bundel], sessie: str) -> tuple[list[Stap], list[Stap]]:
    """The steps that a session can undo and do again, the next one last."""
    terug: dict[int, Stap] = {}
    vooruit: dict[int, Stap] = {}
    for bundel in bundels:
        if bundel.sessie != sessie or bundel.soort == SLOT:
            continue
        if bundel.soort == ZET:
            terug[bundel.nummer] = Stap(bundel.nummer, bundel.nummer)
            vooruit.clear()
        else:
            van, naar = (terug, vooruit) if bundel.soort == ONGEDAAN else (vooruit, terug)
            del van[bundel.omgekeerd]
            naar[bundel.omgekeerd] = Stap(bundel.omgekeerd, bundel.nummer)
    return list(terug.values())[-STAPPEN:], list(vooruit.values())[-STAPPEN:]


def ketensom(vorige: str, bundel: Bundel) -> str:
    """sha256 over a bundle and the sum of the one before it: a line that is changed later is found."""
    inhoud = {veld: getattr(bundel, veld) for veld in KOP} | {"nummer": 0, "som": ""}
    inhoud["regels"] = [regel.als_dict() for regel in bundel.regels]
    tekst = json.dumps(inhoud, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{vorige}\n{tekst}".encode()).hexdigest()


def check_keten(bundels: Sequence[Bundel]) -> list[Bevinding]:
    """Where a log was changed after it was written, or has a gap."""
    vorige, versies = "", dict[str, int]()
    for bundel in bundels:
        if bundel.som != ketensom(vorige, bundel):
            zin = f"Wijziging {bundel.nummer} van {bundel.wanneer} is na het vastleggen veranderd."
            return [Bevinding(zin, regel="keten")]
        for regel in bundel.regels:
            if regel.versie != versies.get(regel.doel, 0) + 1:
                return [Bevinding(f"Van {regel.doel} ontbreekt versie {regel.versie - 1}.", regel="keten")]
            versies[regel.doel] = regel.versie
        vorige = bundel.som
    return []
