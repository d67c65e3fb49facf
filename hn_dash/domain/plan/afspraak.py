"""What holds in a gemeente of a plan, and what is wrong with it.

Source: agreements of 25-11-2009 (nieuwsbrief), R1 to R5. An agreement says who recruits new opleiders and touches no
opleider (R1).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from hn_dash.begrippen import GEZAMENLIJK, LEAD, NIET_BESPROKEN, STATEN, STATUSSEN, leden_van, past_bij_staat
from hn_dash.tekst import opsomming

MAX_OPMERKING = 500
_C3 = {
    LEAD: "een lead heeft één instituut, niet {}.",
    GEZAMENLIJK: "gezamenlijk werven doen twee of meer instituten; kies er nog een, of maak er een lead van.",
}


@dataclass(frozen=True, slots=True)
class Afspraak:
    """What holds in a gemeente.

    Parameters
    ----------
    staat : lead, gezamenlijk, open or niet besproken
    instituten : codes joined by +, alphabetical; "" when nobody recruits
    status : voorstel, akkoord, geparkeerd, te beslissen, te bevestigen, or ""
    opmerking : the reason
    vanaf : the day from which it holds as ISO text; "" is the day of the plan
    """

    staat: str = NIET_BESPROKEN
    instituten: str = ""
    status: str = ""
    opmerking: str = ""
    vanaf: str = ""

    @property
    def leden(self) -> tuple[str, ...]:
        """The institutes that recruit here."""
        return leden_van(self.instituten)

    def als_dict(self) -> dict[str, str]:
        """Plain JSON values; `Afspraak(**x)` is the inverse."""
        return {veld: getattr(self, veld) for veld in VELDEN}


VELDEN = tuple(Afspraak.__dataclass_fields__)


def uit_frame(plan: pd.DataFrame) -> dict[str, Afspraak]:
    """gemeentecode -> what holds there, from a frame indexed by gemeentecode."""
    velden = [naam for naam in Afspraak.__dataclass_fields__ if naam in plan]
    rijen = plan[velden].fillna("").astype(str).to_dict("index")
    return {str(code): Afspraak(**{str(k): str(v) for k, v in rij.items()}) for code, rij in rijen.items()}


def gebreken(afspraak: Afspraak, instituten: Collection[str]) -> list[tuple[str, str]]:
    """C3: a lead has one institute, joint recruitment two or more, other states none; and each exists."""
    uit = []
    leden = afspraak.leden
    if afspraak.staat not in STATEN:
        uit.append(("staat", f"staat “{afspraak.staat}” is er niet; kies {opsomming(STATEN)}."))
    elif not past_bij_staat(afspraak.staat, len(set(leden))):
        uit.append(("C3", _C3.get(afspraak.staat, f"“{afspraak.staat}” heeft geen instituut.").format(len(leden))))
    if onbekend := sorted(set(leden) - set(instituten)):
        bestaan = "bestaat niet" if len(onbekend) == 1 else "bestaan niet"
        uit.append(("instituut", f"{opsomming(onbekend)} {bestaan} op de dag van dit plan."))
    if afspraak.instituten != "+".join(sorted(set(leden))):
        uit.append(("instituut", "schrijf de instituten elk één keer, op alfabet, met + ertussen."))
    if afspraak.status and afspraak.status not in STATUSSEN:
        uit.append(("status", f"status “{afspraak.status}” is er niet; kies {opsomming(STATUSSEN)}."))
    if len(afspraak.opmerking) > MAX_OPMERKING:
        uit.append(("opmerking", f"de reden is langer dan {MAX_OPMERKING} tekens; kort haar in."))
    if afspraak.vanaf and not _is_dag(afspraak.vanaf):
        uit.append(("vanaf", f"“{afspraak.vanaf}” is geen dag; schrijf jjjj-mm-dd."))
    return uit


def _is_dag(tekst: str) -> bool:
    try:
        return date.fromisoformat(tekst).isoformat() == tekst
    except ValueError:
        return False


def verschil(van: Mapping[str, Afspraak], naar: Mapping[str, Afspraak]) -> dict[str, tuple[Afspraak, Afspraak]]:
    """Per gemeente that is not the same in two plans: what it was and what it becomes."""
    codes = sorted({*van, *naar})
    paren = {code: (van.get(code, Afspraak()), naar.get(code, Afspraak())) for code in codes}
    return {code: paar for code, paar in paren.items() if paar[0] != paar[1]}


def pas_toe(plan: Mapping[str, Afspraak], verschillen: Mapping[str, tuple[Afspraak, Afspraak]]) -> dict[str, Afspraak]:
    """A plan with the differences applied: `pas_toe(a, verschil(a, b))` says the same as b."""
    return {**plan, **{code: naar for code, (_, naar) in verschillen.items()}}
