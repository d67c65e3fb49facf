"""What every table file comes down to, whatever its format: heads, rows and findings."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hn_dash.errors import Bevinding, Ernst, InvoerFout
from hn_dash.ingest.tabel.letters import kolomletter
from hn_dash.tekst import en_andere, getal

Cel = str | int | float | bool | date | None
Voortgang = Callable[[int, int], None]
"""Bytes read, bytes in all."""
MAX_BEVINDINGEN = 1_000
MAX_KOLOMMEN = 256
BEGIN = 20
"""Rows that the heads are looked for in when they are not in the first."""
REMEDIE = "Bewaar de tabel als CSV of XLSX en kies dat bestand."


@dataclass(frozen=True)
class Vorm:
    """How a file is written.

    Parameters
    ----------
    codering : UTF-8, UTF-8 met BOM or Windows-1252; "" for spreadsheets
    scheiding : the delimiter; "" for spreadsheets
    decimaal : the decimal sign, decided once per file from the columns that are used; "." for spreadsheets
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
    kopregel : the row that the heads were read from
    vanaf : the place of the first column, for a table that does not begin in column A
    begin : the first rows below it as text, as wide as they are: the heads may stand there instead
    naamloos : columns that hold something and have no head
    andere_bladen : the sheets that were not read
    """

    naam: str
    vorm: Vorm
    kopregel: int
    vanaf: int = 0
    begin: tuple[tuple[int, tuple[str, ...]], ...]
    naamloos: tuple[Bevinding, ...]
    andere_bladen: tuple[str, ...] = ()

    @property
    @abstractmethod
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """About single rows and the columns that are used: all of them, until somebody says which."""

    @abstractmethod
    def gebruik(self, kolommen: Collection[int], breuken: Collection[int] = ()) -> None:
        """Say which columns are used, and which of them have fractions; what stands in others does not matter."""

    @abstractmethod
    def rijen(self, fout: bool = False) -> Iterator[tuple[int, list[Cel]]]:
        """Row number as a spreadsheet counts, and a cell for every head.

        Rows with a fout in `bevindingen` are left out; with `fout` only those, with as many cells as they have.
        """

    def kolomnaam(self, plaats: int) -> str:
        """What a column is called: its head, or its letters."""
        return self.vorm.koppen[plaats] or f"kolom {kolomletter(plaats + self.vanaf)}"


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
            raise InvoerFout(str(alle[0]) + en_andere(self.aantal - 1), alle)


def weiger(bestand: str, regel: str, zin: str) -> InvoerFout:
    """The error for a file that is refused as a whole for one reason."""
    bevinding = Bevinding(zin, bestand, regel=regel)
    return InvoerFout(str(bevinding), [bevinding])
