"""Opleiders and praktijken that count on one day: what they say of each other that cannot be true."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from hn_dash.errors import Bevinding
from hn_dash.geo.herindelingen import Herindeling
from hn_dash.ingest.soort.lijkt import kaal
from hn_dash.tekst import getal, telling

GENOEMD = 5
"""How many are named."""


@dataclass(frozen=True)
class Praktijkenlijst:
    """The praktijken that count on a day.

    Parameters
    ----------
    naam : how a finding calls it
    jaar : the year of its gemeentecodes
    plaats : praktijk_id -> gemeentecode; those that are asked for, or all
    geteld : gemeentecode -> praktijken; empty when that is not to be compared, None when `plaats` has them all
    """

    naam: str
    jaar: int
    plaats: Mapping[str, str]
    geteld: Mapping[str, int] | None = field(default_factory=dict)

    @cached_property
    def per_gemeente(self) -> Mapping[str, int]:
        """gemeentecode -> praktijken."""
        return Counter(self.plaats.values()) if self.geteld is None else self.geteld


@dataclass(frozen=True)
class Opleiderslijst:
    """The opleiders that count on a day: (praktijk_id, own gemeentecode) -> how many; either may be missing."""

    naam: str
    jaar: int
    tel: Mapping[tuple[str | None, str | None], int]

    @cached_property
    def praktijken(self) -> set[str]:
        """The praktijken that it refers to."""
        return {praktijk for praktijk, _ in self.tel if praktijk}

    def zonder(self, praktijken: Collection[str]) -> Opleiderslijst:
        """Those who refer to none of some praktijken."""
        if not praktijken:
            return self
        return replace(self, tel={sleutel: n for sleutel, n in self.tel.items() if sleutel[0] not in praktijken})


def check_paar(
    praktijken: Praktijkenlijst,
    opleiders: Opleiderslijst,
    herindeling: Herindeling,
    vorige: Praktijkenlijst | None = None,
    andere: Collection[str] = (),
) -> list[Bevinding]:
    """What praktijken and opleiders that count on one day say of each other that cannot be true.

    Parameters
    ----------
    vorige : the praktijken that counted before these
    andere : more identifiers of the praktijken, to look for a misspelt one among
    """
    paar = _Paar(praktijken, opleiders, herindeling, vorige, andere)
    return [*paar.onbekend(), *paar.elders(), *paar.verhuisd(), *paar.te_veel()]


def oorzaak(gemist: Collection[str], bekend: Iterable[str], kent_er: bool) -> str:
    """Why identifiers are probably not among those that are known; "" when nothing points to one cause.

    Parameters
    ----------
    kent_er : whether there are others that are
    """
    vormen = {kaal(kenmerk): kenmerk for kenmerk in bekend}
    gelijkend = {kenmerk: vormen[kaal(kenmerk)] for kenmerk in gemist if kaal(kenmerk) in vormen}
    if 2 * len(gelijkend) >= len(gemist) > 0:
        oud, nieuw = next(iter(sorted(gelijkend.items())))
        return (
            f"Waarschijnlijk zijn voorloopnullen of hoofdletters veranderd ({oud} is hier {nieuw}); geef de kolom de "
            "opmaak Tekst."
        )
    return "" if kent_er else "Geen enkel kenmerk komt overeen: waarschijnlijk zijn de praktijken hernummerd."


@dataclass(frozen=True)
class _Paar:
    praktijken: Praktijkenlijst
    opleiders: Opleiderslijst
    herindeling: Herindeling
    vorige: Praktijkenlijst | None
    andere: Collection[str]

    def onbekend(self) -> list[Bevinding]:
        """Opleiders whose praktijk is not in the list."""
        tel, plaats = self.opleiders.tel, self.praktijken.plaats
        weg = sorted(self.opleiders.praktijken - plaats.keys())
        if not weg:
            return []
        nergens = sum(n for (praktijk, code), n in tel.items() if praktijk and praktijk not in plaats and not code)
        alle = sum(n for (praktijk, _), n in tel.items() if praktijk and praktijk not in plaats)
        gevolg = [f"{getal(nergens)} {'telt' if nergens == 1 else 'tellen'} nergens mee"] if nergens else []
        if elders := alle - nergens:
            gevolg.append(f"{getal(elders)} alleen in de eigen gemeente")
        zin = (
            f"In {self.opleiders.naam} {'verwijst' if alle == 1 else 'verwijzen'} "
            f"{telling(alle, 'opleider', 'opleiders')} naar {telling(len(weg), 'praktijk', 'praktijken')} die niet in "
            f"{self.praktijken.naam} {'staat' if len(weg) == 1 else 'staan'} ({_noem(weg)}): {' en '.join(gevolg)}. "
            f"{self._oorzaak(weg)} Lees de opleiders opnieuw in, of vul de praktijken aan."
        )
        return [_melding(zin, "praktijk_id")]

    def _oorzaak(self, weg: Sequence[str]) -> str:
        plaats, vorige = self.praktijken.plaats, self.vorige
        kent_er = len(weg) < len(self.opleiders.praktijken) or len(weg) == 1
        if zin := oorzaak(weg, {*plaats, *self.andere}, kent_er):
            return zin
        toen = {vorige.plaats[kenmerk] for kenmerk in weg if kenmerk in vorige.plaats} if vorige else set()
        if vorige and toen and vorige.per_gemeente and vorige.jaar == self.praktijken.jaar:
            nu = self.praktijken.per_gemeente
            if all(nu.get(code, 0) >= vorige.per_gemeente.get(code, 0) for code in toen):
                return (
                    "Waarschijnlijk hernummerd: in die gemeenten zijn er niet minder praktijken dan in de lijst ervoor."
                )
            return "Waarschijnlijk gesloten of samengevoegd: in die gemeenten zijn er minder praktijken dan ervoor."
        return "Waarschijnlijk gesloten, samengevoegd of hernummerd."

    def elders(self) -> list[Bevinding]:
        """Opleiders whose own gemeente is not that of their praktijk."""
        plaats = self.praktijken.plaats
        anders = {
            (praktijk, code): n
            for (praktijk, code), n in self.opleiders.tel.items()
            if praktijk
            and praktijk in plaats
            and code
            and not self._kan(code, self.opleiders.jaar, plaats[praktijk], self.praktijken.jaar)
        }
        if not anders:
            return []
        welke = _noem([f"{praktijk}: {plaats[praktijk]} en {code}" for praktijk, code in sorted(anders)], "; ")
        wie = telling(sum(anders.values()), "opleider", "opleiders")
        zin = (
            f"In {self.opleiders.naam} {'heeft' if sum(anders.values()) == 1 else 'hebben'} {wie} een andere "
            f"gemeentecode dan de praktijk in {self.praktijken.naam} ({welke}). De praktijk telt; controleer "
            "praktijk_id en gemeentecode."
        )
        return [_melding(zin, "gemeentecode")]

    def verhuisd(self) -> list[Bevinding]:
        """Opleiders who go along to another gemeente, because their praktijk was in another one until now."""
        plaats, vorige = self.praktijken.plaats, self.vorige
        if vorige is None:
            return []
        weg = {
            praktijk
            for praktijk in self.opleiders.praktijken & plaats.keys() & vorige.plaats.keys()
            if not self._kan(vorige.plaats[praktijk], vorige.jaar, plaats[praktijk], self.praktijken.jaar)
        }
        if not weg:
            return []
        wie = sum(n for (praktijk, _), n in self.opleiders.tel.items() if praktijk in weg)
        stappen = [f"{praktijk}: van {vorige.plaats[praktijk]} naar {plaats[praktijk]}" for praktijk in sorted(weg)]
        zin = (
            f"{telling(wie, 'opleider gaat', 'opleiders gaan')} mee naar een andere gemeente, want "
            f"{telling(len(weg), 'praktijk ligt', 'praktijken liggen')} niet meer waar zij in de lijst ervoor "
            f"{'lag' if len(weg) == 1 else 'lagen'} ({_noem(stappen, '; ')}). Zijn de praktijken hernummerd, lees dan "
            "ook de opleiders opnieuw in."
        )
        return [_melding(zin, "praktijk_id")]

    def te_veel(self) -> list[Bevinding]:
        """Gemeenten with more opleidingspraktijken than praktijken, or with opleiders where there is no praktijk."""
        plaats = self.praktijken.plaats
        if all(praktijk in plaats for praktijk, _ in self.opleiders.tel) or not self.praktijken.per_gemeente:
            return []
        op = self.praktijken.per_gemeente
        opleidt: dict[str, set[str]] = defaultdict(set)
        wie: Counter[str] = Counter()
        for (praktijk, code), n in self.opleiders.tel.items():
            if waar := self._waar(praktijk, code):
                wie[waar] += n
                opleidt[waar] |= {praktijk} if praktijk else set()
        meer = {code: len(ids) for code, ids in sorted(opleidt.items()) if len(ids) > op.get(code, 0) > 0}
        leeg = {code: n for code, n in sorted(wie.items()) if not op.get(code)}
        uit = []
        if meer:
            welke = _noem([f"{self._gemeente(code)}: {n} op {op[code]}" for code, n in meer.items()], "; ")
            wat = telling(len(meer), "gemeente", "gemeenten")
            uit.append(f"In {wat} zijn er meer opleidingspraktijken dan praktijken ({welke}); {self._twee()}")
        if leeg:
            welke = _noem([f"{self._gemeente(code)}: {n}" for code, n in leeg.items()], "; ")
            wat = telling(len(leeg), "gemeente", "gemeenten")
            uit.append(f"In {wat} zijn er opleiders en geen praktijk ({welke}); {self._twee()}")
        return [_melding(zin, "gemeentecode") for zin in uit]

    def _twee(self) -> str:
        twee = f"{self.opleiders.naam} en {self.praktijken.naam}"
        return f"{twee} passen waarschijnlijk niet bij elkaar; lees ze van één dag in."

    def _waar(self, praktijk: str | None, code: str | None) -> str:
        """The gemeente in which opleiders count, on the indeling of the praktijken; "" when that cannot be said."""
        if praktijk and praktijk in self.praktijken.plaats:
            return self.praktijken.plaats[praktijk]
        lijst = self.herindeling.lijsten.get(self.praktijken.jaar, {})
        if code is None or self.opleiders.jaar >= self.praktijken.jaar:
            return code if code in lijst else ""
        delen = self.herindeling.vooruit(code, self.opleiders.jaar, self.praktijken.jaar)
        return next(iter(delen)) if len(delen) == 1 else ""

    def _kan(self, een: str, jaar: int, ander: str, anderjaar: int) -> bool:
        """Whether gemeenten of two years can be the same place."""
        if jaar > anderjaar:
            return self._kan(ander, anderjaar, een, jaar)
        return een == ander if jaar == anderjaar else ander in self.herindeling.vooruit(een, jaar, anderjaar)

    def _gemeente(self, code: str) -> str:
        return self.herindeling.lijsten[self.praktijken.jaar].get(code, code)


def _noem(delen: Sequence[str], tussen: str = ", ") -> str:
    return tussen.join(delen[:GENOEMD]) + (" …" if len(delen) > GENOEMD else "")


def _melding(zin: str, kolom: str) -> Bevinding:
    return Bevinding(zin[0].upper() + zin[1:], kolom=kolom, ernst="waarschuwing", regel="verwijzing")
