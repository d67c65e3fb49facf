"""Which gemeente a cell means: a code in any spelling, a former code, or a name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.geo.codes import normaliseer_code
from hn_dash.geo.herindelingen import JAREN, Herindeling

GEEN_GEMEENTE = {"GM0998": "Buitenland", "GM0999": "onbekend"}
"""Codes that CBS uses for persons without a gemeente."""
BIJNAMEN = {"den haag": "'s-gravenhage", "den bosch": "'s-hertogenbosch", "skasterlân": "skarsterlân"}
"""Names in daily use or in a register -> the official name."""
ANDERE_GEBIEDEN = {
    "pv": "een provincie",
    "provincie": "een provincie",
    "ld": "een landsdeel",
    "cr": "een COROP-gebied",
    "wk": "een wijk",
    "bu": "een buurt",
    "nl": "heel Nederland",
    "nederland": "heel Nederland",
}
"""What CBS puts before the codes and behind the names of other areas, in the same tables as gemeenten."""
_ANDER_GEBIED = re.compile(
    r"(PV|LD|CR|WK|BU|NL)[0-9]{2,8}|.+ \((PV|LD|CR)\)|(provincie) .+|(nederland)(?: \(NL\))?", re.IGNORECASE
)
_OMSCHREVEN = re.compile(r"gem(?:eente|\.)\s+(.+)|(.+?)\s*(?:\(gem(?:eente|\.)\)|,\s*gem(?:eente|\.))", re.IGNORECASE)
_MET_CODE = re.compile(r"\bGM ?([0-9]{4})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gevonden:
    """What a cell turned out to be: a code, or the sentence that says why it is none.

    Parameters
    ----------
    melding : what was done to get there, when that was more than respelling; reported once per value
    delen : shares of the inhabitants per code, when the gemeente was split
    van : the former gemeente that this is a part or the whole of; "" for the gemeente itself, under any name or code
    """

    code: str = ""
    melding: str = ""
    zin: str = ""
    regel: str = "gemeente"
    voorstel: str = ""
    delen: Mapping[str, float] = field(default_factory=dict)
    van: str = ""

    @property
    def doelen(self) -> tuple[str, ...]:
        """The gemeenten of the indeling that it counts in."""
        return tuple(sorted(self.delen)) or (self.code,)


class Gemeentezoeker:
    """Finds gemeenten of one indeling; remembers what was asked, and how often when there is something to tell of it.

    Parameters
    ----------
    verdelen : whether a gemeente that was split may be divided over its successors by inhabitants; counts can, a
        praktijk or an agreement cannot
    """

    def __init__(self, indeling: int, herindeling: Herindeling, verdelen: bool = False) -> None:
        self.indeling = indeling
        self.herindeling = herindeling
        self.verdelen = verdelen
        self.codes = herindeling.lijsten[indeling]
        self.gezien: Counter[str] = Counter()
        self.gevonden: dict[Any, Gevonden] = {}
        self._herkomst: dict[int, dict[str, frozenset[str]]] = {}

    def zoek(self, waarde: Any) -> Gevonden:
        """The gemeente that the value of a row means; what there is to tell of it counts once more."""
        gevonden = self.gevonden.get(waarde) or self.kijk(waarde)
        if gevonden.melding:
            self.gezien[waarde] += 1
        return gevonden

    def kijk(self, waarde: Any) -> Gevonden:
        """The gemeente that a value means, when that is not yet one more row."""
        gevonden = self.gevonden.get(waarde)
        if gevonden is None:
            gevonden = self.gevonden[waarde] = self._zoek(waarde)
        return gevonden

    def laatste(self, code: str) -> int:
        """The last year up to this indeling that had a gemeente."""
        return max(jaar for jaar in JAREN if jaar <= self.indeling and code in self.herindeling.lijsten[jaar])

    def voorgangers(self, doel: str, jaar: int) -> frozenset[str]:
        """The gemeenten of an earlier year that a gemeente is made of."""
        if jaar not in self._herkomst:
            uit: dict[str, set[str]] = defaultdict(set)
            for code in self.herindeling.lijsten[jaar]:
                for nieuw in self.herindeling.vooruit(code, jaar, self.indeling):
                    uit[nieuw].add(code)
            self._herkomst[jaar] = {nieuw: frozenset(codes) for nieuw, codes in uit.items()}
        return self._herkomst[jaar].get(doel, frozenset())

    def noem(self, code: str) -> str:
        """A gemeente with its code and the last name it had."""
        return f"{code} {self.herindeling.lijsten[self.laatste(code)][code]}"

    def meldingen(self) -> list[Bevinding]:
        """What was done to values that were not simply a code of the indeling, with the number of rows."""
        return [
            Bevinding(
                f"{gevonden.melding} ({_rijen(self.gezien[waarde])})",
                kolom="gemeentecode",
                waarde=str(waarde),
                ernst="info",
                regel="herindeling" if gevonden.regel == "herindeling" else "naam",
            )
            for waarde, gevonden in self.gevonden.items()
            if gevonden.melding
        ]

    @property
    def genoemd(self) -> set[str]:
        """The codes of all gemeenten that were found."""
        return {code for gevonden in self.gevonden.values() for code in (gevonden.code, *gevonden.delen) if code}

    def past_bij(self) -> int | None:
        """The newest indeling that has every code asked for, when that is not this one."""
        codes = {self._code(waarde) for waarde in self.gevonden} - {"", *GEEN_GEMEENTE}
        if not codes or codes <= self.codes.keys():
            return None
        return next((jaar for jaar in reversed(JAREN) if codes <= self.herindeling.lijsten[jaar].keys()), None)

    @staticmethod
    def _code(waarde: Any) -> str:
        try:
            return normaliseer_code(waarde)
        except InvoerFout:
            return ""

    def _zoek(self, waarde: Any) -> Gevonden:
        code = self._code(waarde)
        if not code:
            return self._op_naam(str(waarde).strip())
        if code in self.codes:
            return Gevonden(code)
        if code in GEEN_GEMEENTE:
            zin = f"{code} is geen gemeente maar “{GEEN_GEMEENTE[code]}”; haal de rij weg."
            return Gevonden(zin=zin, regel="geen gemeente")
        return self._oud_of_nieuw(code)

    def _oud_of_nieuw(self, code: str) -> Gevonden:
        jaren = [jaar for jaar in JAREN if code in self.herindeling.lijsten[jaar]]
        if not jaren:
            voorstel = self._dichtbij(code)
            bedoeld = f" Bedoelt u {voorstel} ({self.codes[voorstel]})?" if voorstel else " Controleer de code."
            zin = f"Gemeente {code} komt niet voor in de indelingen van {JAREN[0]} tot en met {JAREN[-1]}.{bedoeld}"
            return Gevonden(zin=zin, voorstel=voorstel)
        if jaren[0] > self.indeling:
            naam = self.herindeling.lijsten[jaren[0]][code]
            zin = (
                f"Gemeente {code} ({naam}) bestaat pas sinds {jaren[0]} en komt niet voor in de indeling van "
                f"{self.indeling}. Kies indeling {jaren[0]} of later."
            )
            return Gevonden(zin=zin, regel="toekomstige code")
        laatste = self.laatste(code)
        naam = self.herindeling.lijsten[laatste][code]
        delen = self.herindeling.vooruit(code, laatste, self.indeling)
        nieuw = " en ".join(f"{self.codes[deel]} ({deel})" for deel in delen)
        if len(delen) == 1:
            (doel,) = delen
            van = "" if self.voorgangers(doel, laatste) == {code} else code
            return Gevonden(doel, f"{code} {naam} is sinds {laatste + 1} {nieuw}", regel="herindeling", van=van)
        zin = f"{code} {naam} is sinds {laatste + 1} verdeeld over {nieuw}"
        if self.verdelen:
            melding = f"{zin}; verdeeld naar inwoners (schatting)"
            return Gevonden(next(iter(delen)), melding, "", "herindeling", "", delen, code)
        zin = f"{zin}. Geef de gemeente van nu, of kies indeling {laatste} als het hele bestand van dat jaar is."
        return Gevonden(zin=zin, regel="splitsing", voorstel=max(delen, key=delen.__getitem__))

    def _op_naam(self, naam: str) -> Gevonden:
        if wat := geen_gemeente(naam):
            return Gevonden(zin=f"“{naam}” is {wat} en geen gemeente; geef een gemeente, of haal de rij weg.")
        if met_code := _MET_CODE.search(naam):
            return self._code_en_naam(naam, f"GM{met_code[1]}", naam[: met_code.start()] + naam[met_code.end() :])
        kern = zonder_omschrijving(naam)
        sleutel = _vlak(BIJNAMEN.get(kern.lower(), kern))
        nu = self._namen.get(sleutel, [])
        if len(nu) == 1:
            return Gevonden(nu[0], f"“{naam}” is gelezen als {nu[0]} {self.codes[nu[0]]}")
        anders = sorted(self._andere_jaren.get(sleutel, set()))
        if len(anders) == 1 and not nu:
            return self._oud_of_nieuw(anders[0])
        if nu or anders:
            zin = f"“{naam}” kan {_opties(nu or anders, self._ooit)} zijn; geef de gemeentecode."
            return Gevonden(zin=zin, regel="dubbelzinnige naam")
        from hn_dash.ingest.soort.lijkt import lijkt_op

        bijna = lijkt_op(kern, list(self.codes.values()))
        code = self._namen[_vlak(bijna)][0] if bijna else ""
        bedoeld = f"Bedoelt u {bijna} ({code})?" if bijna else "Geef de naam zoals CBS haar schrijft, of de code."
        return Gevonden(zin=f"“{naam}” is geen gemeente van de indeling van {self.indeling}. {bedoeld}", voorstel=code)

    def _code_en_naam(self, waarde: str, code: str, rest: str) -> Gevonden:
        """A code with a name beside it; both must mean the same gemeente."""
        naam = zonder_omschrijving(rest.strip(" -–:;,()[]"))
        op_code = self._zoek(code)
        if not naam or op_code.zin or self._op_naam(naam).code == op_code.code:
            return op_code
        zin = f"“{waarde}” noemt een code en de naam van een ander; geef alleen de gemeentecode."
        return Gevonden(zin=zin, regel="dubbelzinnige naam", voorstel=code)

    @cached_property
    def _namen(self) -> dict[str, list[str]]:
        """Name in plain letters, with and without what stands in brackets, -> codes of the indeling."""
        uit: dict[str, list[str]] = defaultdict(list)
        for code, naam in self.codes.items():
            for vorm in {_vlak(naam), _vlak(naam.partition(" (")[0])}:
                uit[vorm].append(code)
        return uit

    @cached_property
    def _andere_jaren(self) -> dict[str, set[str]]:
        """Name in plain letters -> codes that are in no list of this indeling but in one of another year."""
        uit: dict[str, set[str]] = defaultdict(set)
        for lijst in self.herindeling.lijsten.values():
            for code, naam in lijst.items():
                if code not in self.codes:
                    uit[_vlak(naam)].add(code)
        return uit

    @cached_property
    def _ooit(self) -> dict[str, str]:
        """Every code of any year with its last name; those of this indeling with their name there."""
        return {code: naam for lijst in self.herindeling.lijsten.values() for code, naam in lijst.items()} | self.codes

    def _dichtbij(self, code: str) -> str:
        """A code of the indeling with two neighbouring digits swapped, when there is just one."""
        wissels = {code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(2, 5)} & self.codes.keys()
        return wissels.pop() if len(wissels) == 1 else ""


def _vlak(naam: str) -> str:
    """A name without capitals, accents and punctuation: how people type it."""
    letters = unicodedata.normalize("NFKD", naam.lower())
    return " ".join("".join(t if t.isalnum() else " " for t in letters if not unicodedata.combining(t)).split())


def _rijen(aantal: int) -> str:
    return "1 rij" if aantal == 1 else f"{aantal} rijen"


def _opties(codes: list[str], namen: Mapping[str, str]) -> str:
    return " of ".join(f"{code} ({namen[code]})" for code in codes)


def zonder_omschrijving(naam: str) -> str:
    """The name of a gemeente without the word that says that it is one.

    >>> [zonder_omschrijving(naam) for naam in ("Utrecht (gemeente)", "Gemeente Den Haag", "Gemert")]
    ['Utrecht', 'Den Haag', 'Gemert']
    """
    deel = _OMSCHREVEN.fullmatch(naam.strip())
    return (deel[1] or deel[2]).strip() if deel else naam


def geen_gemeente(waarde: str) -> str:
    """What a code or label of CBS stands for that is another area than a gemeente; "" for all else.

    >>> geen_gemeente("PV26"), geen_gemeente("Utrecht (PV)"), geen_gemeente("Utrecht")
    ('een provincie', 'een provincie', '')
    """
    deel = _ANDER_GEBIED.fullmatch(waarde.strip())
    return ANDERE_GEBIEDEN[next(filter(None, deel.groups())).lower()] if deel else ""
