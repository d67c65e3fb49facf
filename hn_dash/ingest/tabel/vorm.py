"""What every table file comes down to, whatever its format: heads, rows and findings."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hn_dash.errors import Bevinding, Ernst, InvoerFout
from hn_dash.ingest.tabel.letters import kolomletter
from hn_dash.tekst import getal

Cel = str | int | float | bool | date | None
Voortgang = Callable[[int, int], None]
"""Bytes read, bytes in all."""
MAX_BEVINDINGEN = 1_000
MAX_KOLOMMEN = 256
REMEDIE = "Bewaar de tabel als CSV of XLSX en kies dat bestand."


@dataclass(frozen=True)
class Vorm:
    """How a file is written.

    Parameters
    ----------
    codering : UTF-8, UTF-8 met BOM or Windows-1252; "" for spreadsheets
    scheiding : the delimiter; "" for spreadsheets
    decimaal : the decimal sign, decided once per file from its own cells; a spreadsheet has typed numbers: "."
    blad : the sheet that is read; "" for CSV
    koppen : heads as in the file, without outer spaces
    rijen : rows below the head that are not wholly empty, those with a finding included
    sha256, grootte : of the bytes
    """

    formaat: Literal["csv", "xlsx", "ods"]
    codering: str
    scheiding: str
    decimaal: str
    blad: str
    koppen: tuple[str, ...]
    rijen: int
    sha256: str
    grootte: int


class Tabelbestand(ABC):
    """A file that passed the checks on the whole of it.

    Parameters
    ----------
    bevindingen : about single rows, found while opening
    """

    naam: str
    vorm: Vorm
    bevindingen: tuple[Bevinding, ...]

    @abstractmethod
    def rijen(self, fout: bool = False) -> Iterator[tuple[int, list[Cel]]]:
        """Row number as a spreadsheet counts, and a cell for every head.

        Rows that were found wrong while opening are left out; with `fout` only those, with as many cells as they have.
        """


class Meldingen:
    """The first findings of one file, and how many there were."""

    def __init__(self, bestand: str) -> None:
        self.bestand = bestand
        self.bewaard: list[Bevinding] = []
        self.aantal = 0

    def meld(
        self,
        regel: str,
        zin: str,
        rij: int | None = None,
        kolom: str = "",
        waarde: str = "",
        voorstel: str = "",
        ernst: Ernst = "fout",
    ) -> None:
        """Add one."""
        self.aantal += 1
        if len(self.bewaard) < MAX_BEVINDINGEN:
            self.bewaard.append(Bevinding(zin, self.bestand, rij, kolom, waarde[:200], ernst, regel, voorstel))

    def alle(self) -> tuple[Bevinding, ...]:
        """What was kept, with the number of all when that is more."""
        if self.aantal == len(self.bewaard):
            return tuple(self.bewaard)
        zin = f"Er zijn {getal(self.aantal)} bevindingen; de eerste {getal(MAX_BEVINDINGEN)} staan hier."
        return (*self.bewaard, Bevinding(zin, self.bestand, regel=self.bewaard[0].regel))

    def weiger(self) -> None:
        """Refuse the file when there is anything."""
        if self.aantal:
            alle = self.alle()
            zin = str(alle[0])
            meer = "" if len(alle) == 1 else f" En {getal(self.aantal - 1)} andere bevindingen."
            raise InvoerFout(zin + meer, alle)


def weiger(bestand: str, regel: str, zin: str) -> InvoerFout:
    """The error for a file that is refused as a whole for one reason."""
    bevinding = Bevinding(zin, bestand, regel=regel)
    return InvoerFout(str(bevinding), [bevinding])


def lees_koppen(cellen: Sequence[str], nummer: int, meldingen: Meldingen, vanaf: int = 0) -> tuple[str, ...]:
    """Heads without outer spaces and without the empty ones at the end; what is wrong with them is reported.

    `vanaf` is the place of the first column, for a table that does not begin in column A.
    """
    koppen = [cel.strip() for cel in cellen]
    while koppen and not koppen[-1]:
        koppen.pop()
    if len(koppen) > MAX_KOLOMMEN:
        zin = f"De kop heeft {getal(len(koppen))} kolommen; meer dan {MAX_KOLOMMEN} kan niet. Haal kolommen weg."
        meldingen.meld("kop", zin, nummer)
        return tuple(koppen)
    for plaats, kop in enumerate(koppen):
        if not kop:
            letters = kolomletter(plaats + vanaf)
            meldingen.meld(
                "kop", f"Kolom {letters} heeft geen kop; geef haar een naam of haal haar weg.", nummer, letters
            )
    for naam, aantal in Counter(kop.casefold() for kop in koppen if kop).items():
        if aantal > 1:
            dubbel = [kop for kop in koppen if kop.casefold() == naam]
            zin = f"De kop “{dubbel[0]}” staat er {aantal} keer; geef elke kolom een eigen naam."
            meldingen.meld("kop", zin, nummer, dubbel[0], dubbel[-1])
    return tuple(koppen)


def meld_naamloos(plaats: int, waarde: str, rij: int, meldingen: Meldingen) -> None:
    """A column beyond the last head that holds something."""
    zin = f"Kolom {kolomletter(plaats)} heeft geen kop maar wel gegevens; geef haar een naam of maak haar leeg."
    meldingen.meld("kop", zin, rij, kolomletter(plaats), waarde)
