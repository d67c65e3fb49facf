"""From the rows of a file to checked rows of a kind: block by block, every finding kept, nothing dropped in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hn_dash.errors import Bevinding
from hn_dash.geo.delen import DEEL, grootste_rest
from hn_dash.ingest.soort.gemeenten import GEEN_GEMEENTE, Gemeentezoeker
from hn_dash.ingest.soort.getallen import lees_heel
from hn_dash.ingest.soort.koppen import Koppeling
from hn_dash.ingest.soort.kopzoeker import koppel_bestand
from hn_dash.ingest.soort.oordeel import beoordeel
from hn_dash.ingest.soort.soorten import Soort
from hn_dash.ingest.soort.velden import STIL, Omgeving
from hn_dash.tekst import getal

if TYPE_CHECKING:
    from hn_dash.ingest.tabel.bestand import Tabelbestand

BLOK = 5_000
MAX_BEVINDINGEN, MAX_AFGEKEURD = 1_000, 10_000
"""What is kept of a file that is wrong all over; the number of all of them is told."""
EERDER = -1
"""The row number of what was accepted before."""
Typed = dict[str, Any]


@dataclass
class Bevindingenlijst:
    """Findings in order, the first so many of them, and how many there were of each severity."""

    bestand: str
    bewaard: list[Bevinding] = field(default_factory=list)
    aantal: Counter[str] = field(default_factory=Counter)

    def meld(self, bevinding: Bevinding) -> None:
        """Add one."""
        self.aantal[bevinding.ernst] += 1
        if len(self.bewaard) < MAX_BEVINDINGEN or bevinding.rij is None:
            self.bewaard.append(replace(bevinding, bestand=self.bestand))


class Inlezer:
    """Reads one file as one kind.

    After `blokken` is exhausted: `bevindingen`, `afgekeurd` (row number -> the cells of its kind, as text) and
    `rijen_uit` tell what came of it. A row with a fout is rejected; whether anything is taken in is for the caller.
    """

    def __init__(
        self,
        soort: Soort,
        bestand: Tabelbestand,
        eigen: Omgeving,
        keuze: Mapping[str, str] | None = None,
        voortgang: Callable[[int, int], None] = lambda gedaan, totaal: None,
    ) -> None:
        self.soort, self.bestand, self.eigen, self.voortgang = soort, bestand, eigen, voortgang
        self.koppeling: Koppeling = koppel_bestand(soort, bestand, eigen, keuze)
        eigen.decimaal = bestand.vorm.decimaal
        self.bevindingen = Bevindingenlijst(bestand.naam)
        self.afgekeurd: dict[int, dict[str, str]] = {}
        self.rijen_in, self.aantal_afgekeurd, self.rijen_uit = bestand.vorm.rijen, 0, 0
        self._gezien: dict[int, int] = {}
        self._valideer = soort.rij.__pydantic_validator__.validate_python
        self._kolommen = tuple(self.koppeling.plaats)
        self._haal = _haler(tuple(self.koppeling.plaats.values()))
        self._kenmerk = itemgetter(*soort.uniek)
        for bevinding in (*bestand.naamloos, *bestand.bevindingen):
            self.bevindingen.meld(bevinding)
        if self.bevindingen.aantal["fout"]:
            for nummer, cellen in bestand.rijen(fout=True):
                past = len(cellen) == len(bestand.vorm.koppen)
                self._bewaar(nummer, self._als_tekst(cellen) if past else self._heel(cellen))
        if over := [bestand.kolomnaam(n) for n in range(len(bestand.vorm.koppen)) if n not in self.koppeling.gebruikt]:
            zin = f"Niet gebruikt: {', '.join(over[:12])}{' …' if len(over) > 12 else ''}."
            self.bevindingen.meld(Bevinding(zin, rij=1, ernst="info", regel="kolom"))

    @property
    def indeling(self) -> int:
        """The year whose gemeenten the rows are coded on."""
        return self.eigen.gemeenten.indeling

    def blokken(self) -> Iterator[list[Typed]]:
        """The good rows, each with its `rij`, in blocks."""
        if self.soort.per_gemeente:
            self._kies_indeling()
            self._noem_afgekeurde()
        rijen, gelezen = self.bestand.rijen(), 0
        while blok := list(islice(rijen, BLOK)):
            gelezen += len(blok)
            goed = [typed for nummer, cellen in blok for typed in self._rij(nummer, cellen)]
            self.rijen_uit += len(goed)
            self.voortgang(gelezen, self.rijen_in)
            yield goed
        self._sluit_af()

    def keur_af(self, nummer: int, cellen: Mapping[str, str], bevinding: Bevinding) -> None:
        """Reject a row."""
        self.bevindingen.meld(bevinding)
        self._bewaar(nummer, cellen)

    def _bewaar(self, nummer: int, cellen: Mapping[str, str]) -> None:
        if nummer not in self.afgekeurd:
            self.aantal_afgekeurd += 1
            if len(self.afgekeurd) < MAX_AFGEKEURD:
                self.afgekeurd[nummer] = dict(cellen)

    def neem_over(self, rij: Typed) -> None:
        """Count a row that was accepted before, so that one that repeats it is found."""
        self._gezien[self._sleutel(rij)] = EERDER

    def _kies_indeling(self) -> None:
        """Read the whole file as one of an earlier year when all its codes are of that year and not of this."""
        proef, plaats = self.eigen.gemeenten, self.koppeling.plaats["gemeentecode"]
        for _, cellen in self.bestand.rijen():
            if cellen[plaats] not in ("", None):
                proef.zoek(cellen[plaats])
        jaar = proef.past_bij()
        if jaar is not None and jaar < proef.indeling:
            zin = (
                f"De gemeenten zijn die van {jaar} en niet van {proef.indeling}; zo zijn de rijen gelezen, en zij "
                "worden omgezet."
            )
            self.bevindingen.meld(Bevinding(zin, kolom="gemeentecode", ernst="info", regel="herindeling"))
        elif jaar is not None:
            zin = f"Alle gemeenten passen bij indeling {jaar}, niet bij {proef.indeling}; kies indeling {jaar}."
            self.bevindingen.meld(Bevinding(zin, regel="toekomstige code", voorstel=str(jaar)))
            jaar = None
        self.eigen.gemeenten = Gemeentezoeker(jaar or proef.indeling, proef.herindeling, proef.verdelen)

    def _noem_afgekeurde(self) -> None:
        """Look up the gemeenten of rows that were rejected as they stand: those are not missing."""
        plaats = self.koppeling.plaats["gemeentecode"]
        for _, cellen in self.bestand.rijen(fout=True) if self.bevindingen.aantal["fout"] else ():
            if plaats < len(cellen) and cellen[plaats] not in ("", None):
                self.eigen.gemeenten.zoek(cellen[plaats])

    def _rij(self, nummer: int, cellen: list[Any]) -> list[Typed]:
        """A row as typed rows: none when it is rejected, more when its gemeente was split."""
        ruw = dict(zip(self._kolommen, self._haal(cellen), strict=True))
        if "" in cellen:
            ruw = {kolom: None if cel == "" else cel for kolom, cel in ruw.items()}
        if self.soort.volledig and self._geen_gemeente(nummer, ruw):
            return []
        try:
            model = self._valideer(ruw, context=self.eigen)
        except ValidationError as fout:
            tekst = self._als_tekst(cellen)
            for deel in fout.errors(include_url=False):
                if deel["type"] not in STIL:
                    self.keur_af(nummer, tekst, self._bevinding(nummer, ruw, deel))
            return []
        typed = vars(model)
        typed["rij"] = nummer
        if self.koppeling.per_instituut and not self._tel_instituten(typed, nummer, cellen):
            return []
        for kolom in self.soort.niet_bewaard:
            typed.pop(kolom, None)
        return self._zet_neer(typed, ruw.get("gemeentecode"), cellen)

    def _geen_gemeente(self, nummer: int, ruw: Mapping[str, Any]) -> bool:
        gevonden = self.eigen.gemeenten.zoek(ruw["gemeentecode"]) if ruw.get("gemeentecode") is not None else None
        if gevonden is None or gevonden.regel != "geen gemeente":
            return False
        code = str(ruw["gemeentecode"])
        zin = f"{code} is geen gemeente maar “{GEEN_GEMEENTE.get(code, 'buitenland')}”; de rij is overgeslagen."
        self.bevindingen.meld(
            Bevinding(zin, rij=nummer, kolom="gemeentecode", waarde=code, ernst="info", regel="geen gemeente")
        )
        return True

    def _tel_instituten(self, typed: Typed, nummer: int, cellen: list[Any]) -> bool:
        """Add the counts per institute to a row of `aantallen`; False when one of them is no count."""
        per: dict[str, int] = {}
        fout = False
        for code, plaatsen in self.koppeling.per_instituut.items():
            for plaats in plaatsen:
                waarde, bevinding = _aantal(cellen[plaats])
                per[code] = per.get(code, 0) + waarde
                if bevinding:
                    fout = True
                    kop = self.bestand.vorm.koppen[plaats]
                    cel = str(cellen[plaats])
                    self.keur_af(nummer, self._als_tekst(cellen), replace(bevinding, rij=nummer, kolom=kop, waarde=cel))
        if self.koppeling.totaal is not None and not fout:
            totaal, _ = _aantal(cellen[self.koppeling.totaal])
            if totaal != sum(per.values()):
                zin = f"De instituten tellen op tot {sum(per.values())} opleiders, maar er staat {totaal}."
                bevinding = Bevinding(zin, rij=nummer, kolom="opleiders", waarde=str(totaal), regel="som")
                self.keur_af(nummer, self._als_tekst(cellen), bevinding)
                return False
        typed["per_instituut"] = per
        return not fout

    def _zet_neer(self, typed: Typed, gemeente: Any, cellen: list[Any]) -> list[Typed]:
        """Refuse what stands there twice; divide what was split."""
        if not self.eigen.gemeenten.verdelen and (sleutel := self._sleutel(typed)) not in self._gezien:
            self._gezien[sleutel] = typed["rij"]
            return [typed]
        gevonden = self.eigen.gemeenten.gevonden.get(gemeente)
        rijen = _verdeel(typed, gevonden.delen, self.soort.telbaar) if gevonden and gevonden.delen else [typed]
        uit = []
        for rij in rijen:
            sleutel = self._sleutel(rij)
            eerder = self._gezien.get(sleutel)
            if eerder is None or self._optelbaar(gemeente):
                self._gezien[sleutel] = rij["rij"]
                uit.append(rij)
                continue
            waar = "het bestand dat dit aanvult" if eerder == EERDER else f"rij {eerder}"
            waarde = ", ".join(str(rij[kolom]) for kolom in self.soort.uniek if rij[kolom] is not None)
            zin = f"“{waarde}” staat ook in {waar}; laat één van beide rijen staan."
            bevinding = Bevinding(zin, rij=rij["rij"], kolom=", ".join(self.soort.uniek), waarde=waarde, regel="dubbel")
            self.keur_af(rij["rij"], self._als_tekst(cellen), bevinding)
        return uit

    def _optelbaar(self, gemeente: Any) -> bool:
        """Whether a second row for a gemeente is one of the parts that it was made of."""
        return self.eigen.gemeenten.verdelen and bool(self.eigen.gemeenten.gevonden[gemeente].melding)

    def _sleutel(self, rij: Typed) -> int:
        """What identifies a row; a hash, because a million keys would not fit the memory we allow."""
        return hash(self._kenmerk(rij))

    def _als_tekst(self, cellen: list[Any]) -> dict[str, str]:
        """The cells that this kind uses, under the heads of the file."""
        koppen, nodig = self.bestand.vorm.koppen, sorted(self.koppeling.gebruikt - {self.koppeling.totaal})
        return {koppen[n]: "" if cellen[n] is None else str(cellen[n]) for n in nodig}

    def _heel(self, cellen: list[Any]) -> dict[str, str]:
        """All cells of a row with too many or too few, because nobody knows what belongs under which head."""
        koppen = self.bestand.vorm.koppen
        namen = [
            self.bestand.kolomnaam(n) if koppen.count(koppen[n]) == 1 else f"veld {n + 1}" for n in range(len(koppen))
        ]
        namen += [f"veld {nummer}" for nummer in range(len(koppen) + 1, len(cellen) + 1)]
        return {naam: "" if cel is None else str(cel) for naam, cel in zip_longest(namen, cellen)}

    def _bevinding(self, nummer: int, ruw: Mapping[str, Any], deel: Mapping[str, Any]) -> Bevinding:
        meer = deel.get("ctx", {})
        kolom = str(deel["loc"][0]) if deel["loc"] else str(meer.get("kolom", ""))
        waarde = ruw.get(kolom)
        if deel["loc"] and waarde is None:
            return Bevinding(f"De cel is leeg; vul {kolom} in.", rij=nummer, kolom=kolom, regel="leeg")
        return Bevinding(
            deel["msg"],
            rij=nummer,
            kolom=kolom,
            waarde="" if waarde is None else str(waarde)[:200],
            regel=deel["type"],
            voorstel=str(meer.get("voorstel", "")),
        )

    def _sluit_af(self) -> None:
        if self.aantal_afgekeurd > MAX_AFGEKEURD:
            zin = (
                f"Van de {getal(self.aantal_afgekeurd)} afgekeurde rijen zijn er {getal(MAX_AFGEKEURD)} bewaard; "
                "verbeter het hele bestand en lees het opnieuw in."
            )
            self.bevindingen.meld(Bevinding(zin, ernst="waarschuwing", regel="grootte"))
        for melding in self.eigen.gemeenten.meldingen():
            self.bevindingen.meld(melding)
        for stap, aantal in self.eigen.opgevolgd.items():
            zin = f"Instituut {stap}: opgegaan in zijn opvolger ({'1 keer' if aantal == 1 else f'{aantal} keer'})."
            self.bevindingen.meld(Bevinding(zin, ernst="info", regel="instituut"))


def _haler(plaatsen: tuple[int, ...]) -> Callable[[list[Any]], tuple[Any, ...]]:
    """Takes the cells at some places out of a row."""
    if len(plaatsen) > 1:
        return itemgetter(*plaatsen)
    return lambda cellen: tuple(cellen[plaats] for plaats in plaatsen)


def _aantal(cel: Any) -> tuple[int, Bevinding | None]:
    waarde, bevinding = beoordeel(lambda: lees_heel(None if cel == "" else cel))
    return waarde or 0, bevinding


def _verdeel(typed: Typed, delen: Mapping[str, float], telbaar: tuple[str, ...]) -> list[Typed]:
    """One row per successor, its counts divided by share; whole numbers that add up to the original."""
    codes = sorted(delen)
    gewichten = [round(delen[code] * DEEL) for code in codes]
    per = {kolom: _naar_delen(typed[kolom], gewichten) for kolom in telbaar}
    instituten = {code: _naar_delen(n, gewichten) for code, n in typed.get("per_instituut", {}).items()}
    return [
        typed
        | {"gemeentecode": code}
        | {kolom: deel[nummer] for kolom, deel in per.items()}
        | ({"per_instituut": {i: deel[nummer] for i, deel in instituten.items()}} if instituten else {})
        for nummer, code in enumerate(codes)
    ]


def _naar_delen(totaal: int | None, gewichten: list[int]) -> list[Any]:
    return [None] * len(gewichten) if totaal is None else list(grootste_rest(totaal, gewichten))
