"""What a log folds into, and what somebody wants to change in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from hn_dash.domain.plan.afspraak import VELDEN, Afspraak, gebreken
from hn_dash.domain.plan.log import Bundel, Regel
from hn_dash.errors import Bevinding

ALLES = "alles"
"""The lock on the whole plan."""
OP_SLOT = "slot:"
"""What stands before the gemeentecode, the institute or `alles` that a line of the log locks."""
_WAARDEN = attrgetter(*VELDEN)


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


@dataclass(frozen=True)
class Planstand:
    """What a log folds into.

    Parameters
    ----------
    versies, laatst, door : doel -> the version of its newest line, the bundle that this is in, and whose session
        wrote it
    sloten : gemeentecodes, institutes and `alles` that are locked
    tot, som : the last bundle that is in it, and its sum, which says what all of it holds
    """

    afspraken: Mapping[str, Afspraak] = field(default_factory=dict)
    versies: Mapping[str, int] = field(default_factory=dict)
    laatst: Mapping[str, int] = field(default_factory=dict)
    door: Mapping[str, str] = field(default_factory=dict)
    sloten: frozenset[str] = frozenset()
    tot: int = 0
    som: str = ""

    def gezien(self, doel: str, tot: int, sessie: str) -> int:
        """The version of a doel that a session knows that saw everything up to a change.

        What it wrote itself it knows: it was asked about what came before.
        """
        versie = self.versies.get(doel, 0)
        return versie if self.laatst.get(doel, 0) <= tot or self.door.get(doel) == sessie else versie - 1

    def ongezien(self, tot: int, sessie: str) -> list[str]:
        """Every doel that others changed since a change."""
        return [doel for doel, versie in self.versies.items() if self.gezien(doel, tot, sessie) != versie]

    def kolommen(self) -> dict[str, list[str]]:
        """gemeentecode, staat, instituten, status, opmerking, vanaf: one row per gemeente, by code."""
        codes = sorted(self.afspraken)
        rijen = map(_WAARDEN, map(self.afspraken.__getitem__, codes))
        kolommen = zip(*rijen, strict=True) if codes else [()] * len(VELDEN)
        return {"gemeentecode": codes, **{veld: list(rij) for veld, rij in zip(VELDEN, kolommen, strict=True)}}


@dataclass(frozen=True, slots=True)
class Botsing:
    """A gemeente that somebody else changed since: what they made of it, and what was asked."""

    gemeente: str
    versie: int
    hun: Afspraak
    mijn: Afspraak


def vouw(stand: Planstand, bundels: Iterable[Bundel]) -> Planstand:
    """Go on from a state with the bundles that came after it."""
    afspraken, versies = dict(stand.afspraken), dict(stand.versies)
    laatst, door = dict(stand.laatst), dict(stand.door)
    sloten, tot, som = set(stand.sloten), stand.tot, stand.som
    for bundel in bundels:
        for regel in bundel.regels:
            versies[regel.doel], laatst[regel.doel], door[regel.doel] = regel.versie, bundel.nummer, bundel.sessie
            if not regel.doel.startswith(OP_SLOT):
                afspraken[regel.doel] = Afspraak(**regel.na)
            elif regel.na:
                sloten.add(regel.doel.removeprefix(OP_SLOT))
            else:
                sloten.discard(regel.doel.removeprefix(OP_SLOT))
        tot, som = bundel.nummer, bundel.som
    return Planstand(afspraken, versies, laatst, door, frozenset(sloten), tot, som)


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
        uit += [_bevinding(code, regel, f"{naam}: {zin}") for regel, zin in gebreken(nieuw, instituten)]
        oud = stand.afspraken.get(code, Afspraak())
        if nieuw != oud:
            uit += [
                _bevinding(code, "slot", f"{naam}: {zin}") for zin in _dicht(code, oud, nieuw, stand.sloten, instituten)
            ]
    dubbel = sorted(code for code, keer in Counter(w.gemeente for w in wijzigingen).items() if keer > 1)
    return uit + [_bevinding(code, "dubbel", f"Gemeente {code} staat er meer dan één keer in.") for code in dubbel]


def _bevinding(code: str, regel: str, zin: str) -> Bevinding:
    return Bevinding(zin, kolom="gemeentecode", waarde=code, regel=regel)


def _dicht(
    code: str, oud: Afspraak, nieuw: Afspraak, sloten: Collection[str], instituten: Mapping[str, str]
) -> list[str]:
    """Which locks forbid a change: on the plan, on the gemeente, or on an institute that comes, goes or stays."""
    if ALLES in sloten:
        return ["het plan zit op slot; haal het slot eraf."]
    uit = ["de gemeente zit op slot; haal het slot eraf."] if code in sloten else []
    raak = sorted({*oud.leden, *nieuw.leden} & set(sloten))
    return uit + [f"het gebied van {instituten.get(wie, wie)} zit op slot; haal het slot eraf." for wie in raak]


def keer_om(stand: Planstand, bundel: Bundel) -> tuple[list[Wijziging], list[Botsing]]:
    """What turns a bundle back; and the gemeenten that somebody else changed in the meantime, to something else."""
    wijzigingen, gebotst = [], []
    for regel in bundel.regels:
        doel, nu = Afspraak(**regel.voor), stand.afspraken.get(regel.doel, Afspraak())
        if nu == Afspraak(**regel.na) and stand.door.get(regel.doel) == bundel.sessie:
            wijzigingen.append(Wijziging(regel.doel, stand.versies.get(regel.doel, 0), doel))
        elif nu != doel:
            gebotst.append(Botsing(regel.doel, stand.versies.get(regel.doel, 0), nu, doel))
    return wijzigingen, gebotst
