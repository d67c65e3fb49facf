"""From the rows of a file to checked rows of a kind: block by block, every finding kept, nothing dropped in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hn_dash.errors import Bevinding
from hn_dash.geo.delen import DEEL, grootste_rest
from hn_dash.ingest.soort.datums import vorm_van
from hn_dash.ingest.soort.dubbel import Dubbelzoeker
from hn_dash.ingest.soort.gemeenten import GEEN_GEMEENTE, Gemeentezoeker
from hn_dash.ingest.soort.koppen import Koppeling
from hn_dash.ingest.soort.kopzoeker import koppel_bestand
from hn_dash.ingest.soort.optelling import Totaalrijen, check_totaal, lees_aantal
from hn_dash.ingest.soort.soorten import Soort
from hn_dash.ingest.soort.velden import STIL, Omgeving
from hn_dash.tekst import getal, telling

if TYPE_CHECKING:
    from hn_dash.ingest.tabel.bestand import Tabelbestand

BLOK = 5_000
MAX_BEVINDINGEN, MAX_AFGEKEURD = 1_000, 10_000
"""What is kept of a file that is wrong all over; the number of all of them is told."""
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
        if bestand.vorm.formaat == "csv":
            eigen.datumvorm = vorm_van(
                cellen[plaats]
                for kolom, plaats in self.koppeling.plaats.items()
                for _, cellen in bestand.begin
                if kolom in soort.dagen and plaats < len(cellen)
            )
        self.bevindingen = Bevindingenlijst(bestand.naam)
        self.afgekeurd: dict[int, dict[str, str]] = {}
        self.rijen_in, self.aantal_afgekeurd, self.rijen_uit = bestand.vorm.rijen, 0, 0
        self._dubbel, self._totaalrijen = Dubbelzoeker(soort, eigen.gemeenten), Totaalrijen(soort.telbaar)
        self._vult_aan = False
        self._valideer = soort.rij.__pydantic_validator__.validate_python
        self._kolommen = tuple(self.koppeling.plaats)
        self._haal = _haler(tuple(self.koppeling.plaats.values()))
        for bevinding in (*bestand.naamloos, *bestand.bevindingen, *self.koppeling.bevindingen):
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
        if self.soort.per_gemeente and not self._vult_aan:
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

    def neem_over(self, rijen: Sequence[Typed], oud: Iterable[str] = ()) -> None:
        """Count the rows that this file completes, so that one that repeats them is found; it is of their year.

        Parameters
        ----------
        oud : the former gemeenten among them, as they were written
        """
        self._vult_aan = True
        self._dubbel.neem_over(rijen, oud)
        self._totaalrijen.tel(rijen)

    def _kies_indeling(self) -> None:
        """Read the whole file as one of an earlier year when all its codes are of that year and not of this."""
        proef, plaats = self.eigen.gemeenten, self.koppeling.plaats["gemeentecode"]
        for _, cellen in self.bestand.rijen():
            if cellen[plaats] not in ("", None):
                proef.kijk(cellen[plaats])
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
        self._dubbel = Dubbelzoeker(self.soort, self.eigen.gemeenten)

    def _noem_afgekeurde(self) -> None:
        """Look up the gemeenten of rows that were rejected as they stand: those are not missing."""
        plaats = self.koppeling.plaats["gemeentecode"]
        for _, cellen in self.bestand.rijen(fout=True) if self.bevindingen.aantal["fout"] else ():
            if plaats < len(cellen) and cellen[plaats] not in ("", None):
                self.eigen.gemeenten.kijk(cellen[plaats])

    def _rij(self, nummer: int, cellen: list[Any]) -> list[Typed]:
        """A row as typed rows: none when it is rejected, more when its gemeente was split."""
        ruw = dict(zip(self._kolommen, self._haal(cellen), strict=True))
        if "" in cellen:
            ruw = {kolom: None if cel == "" else cel for kolom, cel in ruw.items()}
        if self.soort.volledig and (self._geen_gemeente(nummer, ruw) or self._totaalrijen.neem(nummer, ruw, cellen)):
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
        gevonden = self.eigen.gemeenten.kijk(ruw["gemeentecode"]) if ruw.get("gemeentecode") is not None else None
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
                waarde, bevinding = lees_aantal(cellen[plaats])
                per[code] = per.get(code, 0) + waarde
                if bevinding:
                    fout = True
                    kop = self.bestand.vorm.koppen[plaats]
                    cel = str(cellen[plaats])
                    self.keur_af(nummer, self._als_tekst(cellen), replace(bevinding, rij=nummer, kolom=kop, waarde=cel))
        if self.koppeling.totaal is not None and not fout:
            bevinding = check_totaal(cellen[self.koppeling.totaal], sum(per.values()))
            if bevinding:
                self.keur_af(nummer, self._als_tekst(cellen), replace(bevinding, rij=nummer))
                return False
        typed["per_instituut"] = per
        return not fout

    def _zet_neer(self, typed: Typed, gemeente: Any, cellen: list[Any]) -> list[Typed]:
        """Refuse what stands there twice; divide what was split."""
        bezwaar = self._dubbel.bezwaar(typed, gemeente)
        if bezwaar:
            self.keur_af(typed["rij"], self._als_tekst(cellen), bezwaar)
            return []
        if not self.eigen.gemeenten.verdelen:
            return [typed]
        gevonden = self.eigen.gemeenten.gevonden.get(gemeente)
        rijen = _verdeel(typed, gevonden.delen, self.soort.telbaar) if gevonden and gevonden.delen else [typed]
        self._totaalrijen.tel(rijen)
        return rijen

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
        for nummer, cellen, bevinding in self._totaalrijen.besluit(self.aantal_afgekeurd):
            self.bevindingen.meld(bevinding)
            if bevinding.ernst == "fout":
                self._bewaar(nummer, self._als_tekst(cellen))
        for melding in (*self.eigen.gemeenten.meldingen(), *self._dubbel.besluit()):
            self.bevindingen.meld(melding)
        if aantal := self.eigen.samengegaan:
            waar = telling(aantal, "gemeente", "gemeenten")
            zin = f"In {waar} zijn de partners één instituut geworden: gezamenlijk is daar lead."
            self.bevindingen.meld(Bevinding(zin, kolom="instituten", ernst="info", regel="instituut"))
        for stap, aantal in self.eigen.opgevolgd.items():
            zin = f"Instituut {stap}: opgegaan in zijn opvolger ({'1 keer' if aantal == 1 else f'{aantal} keer'})."
            self.bevindingen.meld(Bevinding(zin, ernst="info", regel="instituut"))


def _haler(plaatsen: tuple[int, ...]) -> Callable[[list[Any]], tuple[Any, ...]]:
    """Takes the cells at some places out of a row."""
    if len(plaatsen) > 1:
        return itemgetter(*plaatsen)
    return lambda cellen: tuple(cellen[plaats] for plaats in plaatsen)


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
