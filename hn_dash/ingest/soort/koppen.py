"""Which column of a file is which column of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hn_dash.begrippen import PER_INSTITUUT
from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.ingest.soort.lijkt import lijkt_op
from hn_dash.ingest.soort.soorten import SOORTEN, Soort
from hn_dash.ingest.soort.velden import Omgeving
from hn_dash.tekst import opsomming

SYNONIEMEN = {
    "gemeentecode": ("gemeente", "gemeentenaam", "gm_code", "statcode"),
    "instituten": ("instituut",),
    "postcode": ("pc6", "pc4", "postcode6", "postcode4"),
    "inwoners": ("aantal_inwoners", "aantalinwoners", "bevolking"),
    "praktijken": ("huisartsenpraktijken", "aantal_praktijken"),
}
"""Other heads that people write above a column; used when the column itself is not there."""
TOTAAL = "opleiders"
"""In `aantallen` a total that must equal the sum of the institutes; it is checked, not kept."""


@dataclass(frozen=True, slots=True)
class Koppeling:
    """Where the columns of a kind stand in a file.

    Parameters
    ----------
    plaats : column -> position in the file
    per_instituut : institute code -> positions that are added up, in `aantallen`
    totaal : position of the total over the institutes, when the file has one
    bevindingen : what was noticed; nothing that is wrong
    """

    plaats: Mapping[str, int]
    per_instituut: Mapping[str, tuple[int, ...]]
    totaal: int | None
    bevindingen: tuple[Bevinding, ...] = ()

    @property
    def gebruikt(self) -> frozenset[int]:
        """The positions of all columns that are read."""
        instituten = (nummer for nummers in self.per_instituut.values() for nummer in nummers)
        return frozenset([*self.plaats.values(), *instituten, *([] if self.totaal is None else [self.totaal])])


def plat(kop: str) -> str:
    """A head as we compare it.

    >>> plat(" Praktijk-ID ")
    'praktijk_id'
    """
    return re.sub(r"[^a-z0-9+]+", "_", kop.strip().lower()).strip("_")


def koppel(soort: Soort, koppen: Sequence[str], eigen: Omgeving, keuze: Mapping[str, str] | None = None) -> Koppeling:
    """Match the heads of a file with the columns of a kind.

    Parameters
    ----------
    keuze : column -> head, as somebody chose; "" leaves an optional column out

    Raises
    ------
    InvoerFout : every required column that is missing, with what was probably meant
    """
    namen = [plat(kop) for kop in koppen]
    bevindingen: list[Bevinding] = []
    plaats: dict[str, int] = {}
    for kolom in soort.kolommen:
        if keuze is not None and kolom in keuze:
            if keuze[kolom] in koppen:
                plaats[kolom] = list(koppen).index(keuze[kolom])
            elif keuze[kolom]:
                zin = f"Kolom “{keuze[kolom]}” staat niet in het bestand; kies een andere voor {kolom}."
                bevindingen.append(Bevinding(zin, rij=1, kolom=kolom, regel="kop"))
        elif (gevonden := vind_kop(kolom, namen)) is not None:
            plaats[kolom] = gevonden
    per_instituut = _instituutkolommen(koppen, namen, eigen, bevindingen) if soort.sleutel == "aantallen" else {}
    totaal = namen.index(TOTAAL) if per_instituut and TOTAAL in namen else None
    gebruikt = plaats if totaal is None else {**plaats, TOTAAL: totaal}
    bevindingen += [
        _dubbele_kop(kolom, zelfde)
        for kolom, nummer in gebruikt.items()
        if len(zelfde := _zelfde(nummer, koppen, kolom in (keuze or ()))) > 1
    ]
    bevindingen += [_ontbreekt(kolom, soort, koppen, namen) for kolom in soort.verplicht if kolom not in plaats]
    if soort.sleutel == "aantallen" and not per_instituut:
        zin = f"Er is geen kolom {PER_INSTITUUT}<instituut>, zoals {PER_INSTITUUT}umcu; voeg er een per instituut toe."
        bevindingen.append(Bevinding(zin, rij=1, regel="kop"))
    if any(bevinding.ernst == "fout" for bevinding in bevindingen):
        if anders := _andere_soort(soort, namen):
            zin = f"De kolommen passen bij de soort {anders}; kies die."
            bevindingen.append(Bevinding(zin, rij=1, regel="soort", voorstel=anders))
        raise InvoerFout("De kolommen van dit bestand kloppen niet.", bevindingen)
    return Koppeling(plaats, per_instituut, totaal, tuple(bevindingen))


def vind_kop(kolom: str, namen: Sequence[str]) -> int | None:
    """Where a column stands among heads as we compare them, by its own name or one that means the same."""
    return next((namen.index(naam) for naam in (kolom, *SYNONIEMEN.get(kolom, ())) if naam in namen), None)


def _instituutkolommen(
    koppen: Sequence[str], namen: Sequence[str], eigen: Omgeving, bevindingen: list[Bevinding]
) -> dict[str, tuple[int, ...]]:
    uit: dict[str, tuple[int, ...]] = {}
    kolommen: dict[str, dict[str, list[str]]] = {}
    bekend = {
        plat(naam): (eigen.eigen_code(naam), code)
        for naam, code in (*eigen.instituten.items(), *eigen.gesloten.items())
    }
    for nummer, naam in enumerate(namen):
        if not naam.startswith(PER_INSTITUUT) or naam == "opleiders_andere_instituten":
            continue
        if gevonden := bekend.get(naam.removeprefix(PER_INSTITUUT)):
            zelf, code = gevonden
            uit[code] = (*uit.get(code, ()), nummer)
            kolommen.setdefault(code, {}).setdefault(zelf, []).append(koppen[nummer])
            continue
        voorstel = lijkt_op(naam.removeprefix(PER_INSTITUUT), bekend)
        bedoeld = (
            f" Bedoelt u {PER_INSTITUUT}{voorstel}?" if voorstel else " Kies een code uit de lijst van instituten."
        )
        zin = f"Kolom “{koppen[nummer]}” noemt een onbekend instituut.{bedoeld}"
        bevindingen.append(Bevinding(zin, rij=1, kolom=koppen[nummer], regel="instituut", voorstel=voorstel))
    bevindingen += [melding for code, per in kolommen.items() for melding in _samen(code, per, TOTAAL in namen)]
    return uit


def _samen(code: str, per: Mapping[str, Sequence[str]], met_totaal: bool) -> Iterator[Bevinding]:
    """What there is to say of the columns of an institute: twice the same one, or of others that went into it.

    Parameters
    ----------
    per : institute as it was -> its heads
    met_totaal : whether a total in every row shows that adding them up is right
    """
    for zelf, koppen in per.items():
        if len(koppen) > 1:
            welke = opsomming([f"“{kop}”" for kop in koppen])
            zin = f"De kolommen {welke} zijn van één instituut ({zelf}); laat er één staan."
            yield Bevinding(zin, rij=1, kolom=koppen[-1], regel="dubbel")
    welke = opsomming([f"“{kop}”" for koppen in per.values() for kop in koppen])
    if code in per and len(per) > 1:
        zin = f"Opgeteld bij {code}: {welke}. Haal de kolommen van gesloten instituten weg als {code} ze al meetelt."
        yield Bevinding(zin, rij=1, ernst="info" if met_totaal else "waarschuwing", regel="instituut")
    elif code not in per:
        yield Bevinding(f"Gelezen als opvolger {code}: {welke}.", rij=1, ernst="info", regel="instituut")


def _zelfde(nummer: int, koppen: Sequence[str], gekozen: bool) -> list[str]:
    """The heads that are one with that of a column: to the letter when somebody chose it, else as we compare them."""
    vorm = str if gekozen else plat
    return [kop for kop in koppen if vorm(kop) == vorm(koppen[nummer])]


def _dubbele_kop(kolom: str, koppen: Sequence[str]) -> Bevinding:
    welke = opsomming([f"“{kop}”" for kop in koppen])
    zin = f"De kolom {kolom} staat er meer dan één keer: {welke}; laat er één staan, of geef de andere een eigen naam."
    return Bevinding(zin, rij=1, kolom=kolom, regel="dubbel")


def _ontbreekt(kolom: str, soort: Soort, koppen: Sequence[str], namen: Sequence[str]) -> Bevinding:
    vrij = {naam: kop for naam, kop in zip(namen, koppen, strict=True) if naam not in soort.kolommen}
    bijna = lijkt_op(kolom, vrij)
    bedoeld = f" Is dat “{vrij[bijna]}”?" if bijna else ""
    staat = ", ".join(kop for kop in koppen if kop) or "niets"
    zin = f"De kolom {kolom} ontbreekt; de eerste rij heeft {staat}.{bedoeld}"
    return Bevinding(zin, rij=1, kolom=kolom, regel="kop", voorstel=vrij.get(bijna, ""))


def _andere_soort(soort: Soort, namen: Sequence[str]) -> str:
    """The other kind with the most required columns that has them all here."""
    passend = [ander for ander in SOORTEN.values() if ander is not soort and set(ander.verplicht) <= set(namen)]
    return max(passend, key=lambda ander: len(ander.verplicht)).sleutel if passend else ""
