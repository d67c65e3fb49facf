"""A plan as a log: every change is added and nothing is overwritten; the state of a plan is what its log folds into.

Source: agreements of 25-11-2009 (nieuwsbrief), R1 to R5. A change says who recruits new opleiders in a gemeente and
touches no opleider (R1).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date

import pandas as pd

from hn_dash.errors import Bevinding
from hn_dash.ingest.dataset import STATEN, STATUSSEN
from hn_dash.tekst import opsomming

ZET, ONGEDAAN, OPNIEUW, SLOT = "zet", "ongedaan", "opnieuw", "slot"
STAPPEN = 100
"""How many changes of one's own can be undone."""
ALLES = "alles"
"""The lock on the whole plan."""
MAX_OPMERKING = 500


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

    staat: str = "niet besproken"
    instituten: str = ""
    status: str = ""
    opmerking: str = ""
    vanaf: str = ""

    @property
    def leden(self) -> tuple[str, ...]:
        """The institutes that recruit here."""
        return tuple(deel for deel in self.instituten.split("+") if deel)

    def als_dict(self) -> dict[str, str]:
        """Plain JSON values; `Afspraak(**x)` is the inverse."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Wijziging:
    """What somebody wants for a gemeente.

    Parameters
    ----------
    verwacht : the version they saw; another one in the meantime is a conflict
    """

    gemeente: str
    verwacht: int
    afspraak: Afspraak


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


@dataclass(frozen=True)
class Planstand:
    """What a log folds into.

    Parameters
    ----------
    versies, laatst : doel -> the version of its newest line, and the bundle that this is in
    sloten : gemeentecodes, institutes and `alles` that are locked
    tot : the last bundle that is in it
    """

    afspraken: Mapping[str, Afspraak] = field(default_factory=dict)
    versies: Mapping[str, int] = field(default_factory=dict)
    laatst: Mapping[str, int] = field(default_factory=dict)
    sloten: frozenset[str] = frozenset()
    tot: int = 0

    def frame(self) -> pd.DataFrame:
        """gemeentecode, staat, instituten, status, opmerking, vanaf: one row per gemeente, by code."""
        codes = sorted(self.afspraken)
        velden = {veld: [getattr(self.afspraken[c], veld) for c in codes] for veld in Afspraak.__dataclass_fields__}
        return pd.DataFrame({"gemeentecode": codes, **velden})


@dataclass(frozen=True, slots=True)
class Botsing:
    """A gemeente that somebody else changed since: what they made of it, and what was asked."""

    gemeente: str
    versie: int
    hun: Afspraak
    mijn: Afspraak


def vouw(stand: Planstand, bundels: Iterable[Bundel]) -> Planstand:
    """Go on from a state with the bundles that came after it."""
    afspraken, versies, laatst = dict(stand.afspraken), dict(stand.versies), dict(stand.laatst)
    sloten, tot = set(stand.sloten), stand.tot
    for bundel in bundels:
        for regel in bundel.regels:
            versies[regel.doel], laatst[regel.doel] = regel.versie, bundel.nummer
            if not regel.doel.startswith("slot:"):
                afspraken[regel.doel] = Afspraak(**regel.na)
            elif regel.na:
                sloten.add(regel.doel.removeprefix("slot:"))
            else:
                sloten.discard(regel.doel.removeprefix("slot:"))
        tot = bundel.nummer
    return Planstand(afspraken, versies, laatst, frozenset(sloten), tot)


def uit_frame(plan: pd.DataFrame) -> dict[str, Afspraak]:
    """gemeentecode -> what holds there, from a frame indexed by gemeentecode."""
    velden = [naam for naam in Afspraak.__dataclass_fields__ if naam in plan]
    rijen = plan[velden].fillna("").astype(str).to_dict("index")
    return {str(code): Afspraak(**{str(k): str(v) for k, v in rij.items()}) for code, rij in rijen.items()}


def regels_voor(stand: Planstand, wijzigingen: Iterable[Wijziging]) -> list[Regel]:
    """The lines of a change; what stays as it is gets none."""
    uit = []
    for wijziging in wijzigingen:
        was = stand.afspraken.get(wijziging.gemeente)
        if wijziging.afspraak != was:
            versie = stand.versies.get(wijziging.gemeente, 0) + 1
            voor = was.als_dict() if was else {}
            uit.append(Regel(wijziging.gemeente, versie, voor, wijziging.afspraak.als_dict()))
    return uit


def botsingen(stand: Planstand, wijzigingen: Iterable[Wijziging]) -> list[Botsing]:
    """The gemeenten that are no longer what the client saw."""
    return [
        Botsing(w.gemeente, stand.versies[w.gemeente], stand.afspraken[w.gemeente], w.afspraak)
        for w in wijzigingen
        if stand.versies.get(w.gemeente, 0) != w.verwacht and stand.afspraken.get(w.gemeente) != w.afspraak
    ]


def check_wijzigingen(
    stand: Planstand, wijzigingen: Sequence[Wijziging], gemeenten: Mapping[str, str], instituten: Mapping[str, str]
) -> list[Bevinding]:
    """Why a change cannot be made, for every gemeente and reason at once.

    Parameters
    ----------
    gemeenten : code -> name, of the indeling of the plan
    instituten : code -> short name, of those that exist on the day of the plan
    """
    uit = []
    for wijziging in wijzigingen:
        code, nieuw = wijziging.gemeente, wijziging.afspraak
        naam = gemeenten.get(code)
        if naam is None:
            uit.append(
                _bevinding(
                    code,
                    "gemeente",
                    f"Gemeente {code} is er niet in de indeling van dit plan; bekijk het plan op zijn eigen jaar.",
                )
            )
            continue
        uit += [_bevinding(code, regel, f"{naam}: {zin}") for regel, zin in _gebreken(nieuw, instituten)]
        oud = stand.afspraken.get(code, Afspraak())
        if nieuw != oud:
            uit += [
                _bevinding(code, "slot", f"{naam}: {zin}") for zin in _dicht(code, oud, nieuw, stand.sloten, instituten)
            ]
    dubbel = sorted(code for code, keer in Counter(w.gemeente for w in wijzigingen).items() if keer > 1)
    return uit + [_bevinding(code, "dubbel", f"Gemeente {code} staat er meer dan één keer in.") for code in dubbel]


def _bevinding(code: str, regel: str, zin: str) -> Bevinding:
    return Bevinding(zin, kolom="gemeentecode", waarde=code, regel=regel)


def _gebreken(afspraak: Afspraak, instituten: Collection[str]) -> list[tuple[str, str]]:
    """C3: a lead has one institute, joint recruitment two or more, other states none; and each exists."""
    uit = []
    leden = afspraak.leden
    if afspraak.staat not in STATEN:
        uit.append(("staat", f"staat “{afspraak.staat}” is er niet; kies {opsomming(STATEN)}."))
    elif afspraak.staat == "lead" and len(leden) != 1:
        uit.append(("C3", f"een lead heeft één instituut, niet {len(leden)}."))
    elif afspraak.staat == "gezamenlijk" and len(set(leden)) < 2:
        uit.append(("C3", "gezamenlijk werven doen twee of meer instituten; kies er nog een, of maak er een lead van."))
    elif afspraak.staat in ("open", "niet besproken") and leden:
        uit.append(("C3", f"“{afspraak.staat}” heeft geen instituut."))
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


def _dicht(
    code: str, oud: Afspraak, nieuw: Afspraak, sloten: Collection[str], instituten: Mapping[str, str]
) -> list[str]:
    """Which locks forbid a change: on the plan, on the gemeente, or on an institute that comes, goes or stays."""
    if ALLES in sloten:
        return ["het plan zit op slot; haal het slot eraf."]
    uit = ["de gemeente zit op slot; haal het slot eraf."] if code in sloten else []
    raak = sorted({*oud.leden, *nieuw.leden} & set(sloten))
    return uit + [f"het gebied van {instituten.get(wie, wie)} zit op slot; haal het slot eraf." for wie in raak]


def stapels(bundels: Iterable[Bundel], sessie: str) -> tuple[list[int], list[int]]:
    """The bundles that a session can undo and do again, the next one last."""
    terug: list[int] = []
    vooruit: list[int] = []
    for bundel in bundels:
        if bundel.sessie != sessie or bundel.soort == SLOT:
            continue
        if bundel.soort == ZET:
            terug.append(bundel.nummer)
            vooruit.clear()
        else:
            van, naar = (terug, vooruit) if bundel.soort == ONGEDAAN else (vooruit, terug)
            van.remove(bundel.omgekeerd)
            naar.append(bundel.omgekeerd)
    return terug[-STAPPEN:], vooruit[-STAPPEN:]


def keer_om(stand: Planstand, bundel: Bundel, soort: str) -> tuple[list[Wijziging], list[Botsing]]:
    """What undoes a bundle, or does it again; and the gemeenten that somebody changed in the meantime."""
    wijzigingen, gebotst = [], []
    for regel in bundel.regels:
        van, naar = (regel.na, regel.voor) if soort == ONGEDAAN else (regel.voor, regel.na)
        doel = Afspraak(**naar)
        nu = stand.afspraken.get(regel.doel, Afspraak())
        if nu == Afspraak(**van):
            wijzigingen.append(Wijziging(regel.doel, stand.versies.get(regel.doel, 0), doel))
        else:
            gebotst.append(Botsing(regel.doel, stand.versies.get(regel.doel, 0), nu, doel))
    return wijzigingen, gebotst


def ketensom(vorige: str, bundel: Bundel) -> str:
    """sha256 over a bundle and the sum of the one before it: a line that is changed later is found."""
    inhoud = asdict(replace(bundel, nummer=0, som=""))
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


def verschil(van: Mapping[str, Afspraak], naar: Mapping[str, Afspraak]) -> dict[str, tuple[Afspraak, Afspraak]]:
    """Per gemeente that is not the same in two plans: what it was and what it becomes."""
    codes = sorted({*van, *naar})
    paren = {code: (van.get(code, Afspraak()), naar.get(code, Afspraak())) for code in codes}
    return {code: paar for code, paar in paren.items() if paar[0] != paar[1]}


def pas_toe(plan: Mapping[str, Afspraak], verschillen: Mapping[str, tuple[Afspraak, Afspraak]]) -> dict[str, Afspraak]:
    """A plan with the differences applied: `pas_toe(a, verschil(a, b))` says the same as b."""
    return {**plan, **{code: naar for code, (_, naar) in verschillen.items()}}
