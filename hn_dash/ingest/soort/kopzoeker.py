"""Columns of a file by their heads; when those are not where they belong, where they seem to stand instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.ingest.soort.koppen import Koppeling, koppel, plat, vind_kop
from hn_dash.ingest.soort.soorten import Soort
from hn_dash.ingest.soort.velden import Omgeving
from hn_dash.tekst import opsomming

if TYPE_CHECKING:
    from hn_dash.ingest.tabel.bestand import Tabelbestand

SCHEIDINGEN = ";,\t"


def koppel_bestand(
    soort: Soort, bestand: Tabelbestand, eigen: Omgeving, keuze: Mapping[str, str] | None = None
) -> Koppeling:
    """Match the columns of a file with those of a kind, and tell the file which are used.

    Raises
    ------
    InvoerFout : every column that is missing; where the heads seem to stand when they are not in the first row
    """
    try:
        koppeling = koppel(soort, bestand.vorm.koppen, eigen, keuze)
    except InvoerFout as fout:
        lager = zoek_lager(bestand, lambda namen: all(vind_kop(k, namen) is not None for k in soort.verplicht))
        raise InvoerFout(fout.zin, lager or [*fout.bevindingen, *wijs_blad(bestand)]) from None
    if zonder_kop := [bevinding for bevinding in bestand.naamloos if bevinding.ernst == "fout"]:
        raise InvoerFout(str(zonder_kop[0]), zonder_kop)
    breuken = [koppeling.plaats[kolom] for kolom in soort.breuken if kolom in koppeling.plaats]
    bestand.gebruik(koppeling.gebruikt, breuken)
    return koppeling


def zoek_lager(bestand: Tabelbestand, past: Callable[[Sequence[str]], bool]) -> list[Bevinding]:
    """That the heads stand lower than the first row, when one of the next has what is needed.

    Parameters
    ----------
    past : whether a row of heads, as we compare them, has what is needed
    """
    for nummer, cellen in bestand.begin:
        for rij in (cellen, *(cellen[0].split(teken) for teken in SCHEIDINGEN)):
            if past([plat(cel) for cel in rij]):
                return [_lager(bestand, nummer, rij)]
    return []


def wijs_blad(bestand: Tabelbestand) -> list[Bevinding]:
    """Which sheet was read, and where the table may be instead; nothing for CSV."""
    if not bestand.vorm.blad:
        return []
    zin = f"Gelezen is blad “{bestand.vorm.blad}”."
    if bestand.andere_bladen:
        andere = " of ".join(f"“{blad}”" for blad in bestand.andere_bladen)
        zin += f" Staat de tabel op {andere}? Zet dat blad vooraan en lees het bestand opnieuw in."
    return [Bevinding(zin, bestand=bestand.naam, regel="kop")]


def _lager(bestand: Tabelbestand, nummer: int, rij: Sequence[str]) -> Bevinding:
    weg = f"rij {bestand.kopregel}" if nummer == 2 and bestand.kopregel == 1 else f"de rijen boven rij {nummer}"
    koppen = opsomming([cel.strip() for cel in rij if cel.strip()][:6])
    blad = f" van blad “{bestand.vorm.blad}”" if bestand.vorm.blad else ""
    zin = f"De koppen lijken in rij {nummer}{blad} te staan ({koppen}); verwijder {weg} en lees het bestand opnieuw in."
    return Bevinding(zin, bestand=bestand.naam, rij=nummer, regel="kop")
