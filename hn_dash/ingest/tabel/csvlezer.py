"""CSV as people make it: encoding, delimiter and decimal sign from the content, every line's fields counted.

A file is streamed twice, once to judge it and once for its rows, and never held in memory.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hn_dash.errors import Bevinding
from hn_dash.ingest.tabel.codering import lees_codering
from hn_dash.ingest.tabel.getalvorm import Getalvorm
from hn_dash.ingest.tabel.kop import lees_koppen, meld_naamloos
from hn_dash.ingest.tabel.tekens import Tekenkeuring, is_onleesbaar, leesbaar, schoon
from hn_dash.ingest.tabel.vorm import (
    BEGIN,
    Cel,
    Meldingen,
    Tabelbestand,
    Voortgang,
    Vorm,
    weiger,
)

BLOK_RIJEN = 5_000
MAX_REGELS_PER_RIJ = 1_000
"""Lines that one row may take; a quote that is never closed would otherwise swallow the file."""
SCHEIDING = {";": "puntkomma", ",": "komma", "\t": "tab"}
_TUSSEN_AANHALING = re.compile(r'"(?:[^"]|"")*(?:"|$)')
_SEP_REGEL = re.compile(r'"?sep=([;,\t])"?\r?\n?', re.IGNORECASE)
_OPEN_AANHALING = "Een aanhalingsteken in deze rij wordt niet gesloten; sluit het of haal het weg."
_LOSSE_AANHALING = "Na een aanhalingsteken staat nog tekst; verdubbel aanhalingstekens binnen een cel of haal ze weg."


@dataclass(frozen=True)
class _Records:
    """The records of a file.

    Parameters
    ----------
    sep_regel : whether the first line only names the delimiter; spreadsheets hide it, so it has no number
    """

    pad: Path
    codec: str
    scheiding: str
    sep_regel: bool

    def lees(
        self, kapot: Callable[[int, str], None] = lambda nummer, zin: None, gelezen: Callable[[int], None] | None = None
    ) -> Iterator[tuple[int, list[str]]]:
        """Row number and fields of every record that is not wholly empty; broken quotes go to `kapot`."""
        with (
            self.pad.open("rb") as ruw,
            io.TextIOWrapper(ruw, self.codec, "surrogateescape", newline="") as bron,
        ):
            if self.sep_regel:
                bron.readline()
            sinds = [0]
            lezer = csv.reader(_bewaakt(bron, sinds), delimiter=self.scheiding, strict=True, skipinitialspace=True)
            nummer = 0
            while True:
                try:
                    for velden in lezer:
                        nummer += 1
                        sinds[0] = 0
                        if velden and (velden[0] > "!" or any(map(str.strip, velden))):
                            yield nummer, velden
                        if gelezen and not nummer % BLOK_RIJEN:
                            gelezen(ruw.tell())
                    return
                except csv.Error as fout:
                    nummer += 1
                    los = "expected after" in str(fout)
                    kapot(nummer, _LOSSE_AANHALING if los else _OPEN_AANHALING)
                    if not los:
                        return


class Csvbestand(Tabelbestand):
    """A CSV file that was judged.

    Parameters
    ----------
    verdacht : whether the signs of its cells must be looked at
    """

    def __init__(self, naam: str, vorm: Vorm, records: _Records, keuring: _Keuring, verdacht: bool) -> None:
        self.naam, self.vorm, self.kopregel, self.begin = naam, vorm, keuring.kopregel, tuple(keuring.begin)
        self.naamloos = keuring.naamloos.alle()
        self._velden = keuring.per_rij.alle()
        self._records, self._breedte, self._getallen = records, keuring.breedte, keuring.getallen
        self._verdacht = verdacht
        self._kolommen: tuple[int, ...] = tuple(range(len(vorm.koppen)))
        self._tekens: tuple[Bevinding, ...] | None = None if verdacht else ()

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """About the fields of rows, and the signs in the columns that are used."""
        if self._tekens is None:
            self._tekens = self._keur_tekens()
        return self._velden + self._tekens

    def gebruik(self, kolommen: Collection[int], breuken: Collection[int] = ()) -> None:
        """Say which columns are used, and which of them have fractions; what stands in others does not matter."""
        self.vorm = replace(self.vorm, decimaal=self._getallen.decimaal(breuken))
        self._kolommen = tuple(sorted(kolommen))
        self._tekens = None if self._verdacht else ()

    def rijen(self, fout: bool = False) -> Iterator[tuple[int, list[Cel]]]:
        """Row number and cells, without outer spaces and what nobody sees."""
        aantal = len(self.vorm.koppen)
        for nummer, velden in self._rijen():
            past = len(velden) == self._breedte
            if (past and not (self._verdacht and self._onleesbaar(velden))) != fout:
                eigen = velden[:aantal] if past else velden
                yield nummer, [schoon(leesbaar(v)) for v in eigen] if self._verdacht else [v.strip() for v in eigen]

    def _rijen(self) -> Iterator[tuple[int, list[str]]]:
        records = self._records.lees()
        next(records)
        return records

    def _onleesbaar(self, velden: list[str]) -> bool:
        return any(is_onleesbaar(velden[plaats]) for plaats in self._kolommen)

    def _keur_tekens(self) -> tuple[Bevinding, ...]:
        meldingen = Meldingen(self.naam)
        keuring = Tekenkeuring(meldingen, self.kolomnaam)
        for nummer, velden in self._rijen():
            if len(velden) == self._breedte:
                keuring.bekijk(nummer, velden, self._kolommen)
        keuring.sluit_af()
        return meldingen.alle()


class _Keuring:
    """The first pass over the records."""

    def __init__(self, naam: str, records: _Records) -> None:
        self.records = records
        self.heel, self.per_rij, self.naamloos = Meldingen(naam), Meldingen(naam), Meldingen(naam)
        self.getallen = Getalvorm("," if records.scheiding == ";" else ".")
        self.koppen: tuple[str, ...] = ()
        self.kopregel = self.breedte = self.rijen = 0
        self.begin: list[tuple[int, tuple[str, ...]]] = []
        self._afwijkend: Counter[int] = Counter()
        self._teveel = 0
        self._naamloos: set[int] = set()

    def loop(self, gelezen: Callable[[int], None]) -> None:
        """Judge every record; afterwards the findings stand in `heel` (the file), `naamloos` and `per_rij`."""
        blok: list[list[str]] = []
        for nummer, velden in self.records.lees(self._kapot, gelezen):
            if not self.breedte:
                self.breedte, self.kopregel = len(velden), nummer
                self.koppen = lees_koppen(velden, nummer, self.heel)
                continue
            self.rijen += 1
            if self.rijen <= BEGIN:
                self.begin.append((nummer, tuple(map(leesbaar, velden))))
            if len(velden) == self.breedte == len(self.koppen) or self._past(nummer, velden):
                blok.append(velden)
                if len(blok) == BLOK_RIJEN:
                    self.getallen.tel(blok, len(self.koppen))
                    blok = []
        self.getallen.tel(blok, len(self.koppen))
        self._sluit_velden()

    def _kapot(self, nummer: int, zin: str) -> None:
        self.heel.meld("velden", zin, nummer)

    def _past(self, nummer: int, velden: list[str]) -> bool:
        """Whether a record has a cell for every head; what it has beyond them must be empty or is reported."""
        aantal = len(self.koppen)
        over = [plaats for plaats in range(aantal, len(velden)) if velden[plaats].strip()]
        if len(velden) == self.breedte:
            for plaats in over:
                if plaats not in self._naamloos:
                    self._naamloos.add(plaats)
                    meld_naamloos(plaats, leesbaar(velden[plaats]), nummer, self.naamloos)
            return not over
        self._afwijkend[len(velden)] += 1
        self._teveel += bool(over)
        self.per_rij.meld("velden", self._velden_zin(velden), nummer)
        return len(velden) >= aantal and not over

    def _velden_zin(self, velden: list[str]) -> str:
        eigen, aantal = self.records.scheiding, len(velden)
        regel = eigen.join(velden)
        for ander, naam in SCHEIDING.items():
            if ander != eigen and len(regel.split(ander)) == self.breedte:
                return f"Deze rij is gescheiden door een {naam} en de kop door een {SCHEIDING[eigen]}; maak ze gelijk."
        remedie = f"zet een cel met een {SCHEIDING[eigen]} tussen aanhalingstekens, of vul ontbrekende velden aan."
        return f"Deze rij heeft {aantal} {'veld' if aantal == 1 else 'velden'} en de kop {self.breedte}; {remedie}"

    def _sluit_velden(self) -> None:
        """Accept separators at the end that all rows have and the head has not, or the other way round."""
        if len(self._afwijkend) == 1 and not self._teveel:
            ((breedte, aantal),) = self._afwijkend.items()
            if aantal == self.rijen and breedte >= len(self.koppen):
                self.breedte, self.per_rij = breedte, Meldingen(self.per_rij.bestand)


def lees_csv(pad: Path, naam: str, voortgang: Voortgang) -> Csvbestand:
    """Judge a CSV file.

    Raises
    ------
    InvoerFout : with everything that is wrong with the file as a whole
    """
    grootte = pad.stat().st_size
    tekst = lees_codering(pad, naam)
    records = _lees_kop(pad, naam, tekst.codec)
    keuring = _Keuring(naam, records)
    keuring.loop(lambda gelezen: voortgang(min(gelezen, grootte), grootte))
    voortgang(grootte, grootte)
    keuring.heel.weiger()
    if not keuring.koppen:
        raise weiger(naam, "leeg", "Het bestand is leeg; het moet met een kop beginnen en daaronder rijen hebben.")
    if not keuring.rijen:
        raise weiger(naam, "leeg", "Het bestand heeft alleen een kop; voeg rijen toe.")
    vorm = Vorm(
        "csv",
        tekst.codering,
        records.scheiding,
        keuring.getallen.decimaal(),
        "",
        keuring.koppen,
        keuring.rijen,
        tekst.sha256,
        grootte,
    )
    return Csvbestand(naam, vorm, records, keuring, tekst.verdacht)


def _lees_kop(pad: Path, naam: str, codec: str) -> _Records:
    """Delimiter, from a line `sep=` or from the head."""
    with pad.open(encoding=codec, errors="surrogateescape", newline="") as bron:
        eerste = bron.readline()
        if sep := _SEP_REGEL.fullmatch(eerste):
            return _Records(pad, codec, sep[1], True)
        while eerste and not eerste.strip():
            eerste = bron.readline()
    kop = _TUSSEN_AANHALING.sub("", eerste)
    scheiding = max(SCHEIDING, key=kop.count)
    if scheiding not in kop and "|" in kop:
        raise weiger(naam, "kop", f"De kop is gescheiden door “|”; gebruik een {' of '.join(SCHEIDING.values())}.")
    return _Records(pad, codec, scheiding, False)


def _bewaakt(bron: Iterator[str], sinds: list[int]) -> Iterator[str]:
    """The lines of a file, until one row takes too many of them."""
    for regel in bron:
        sinds[0] += 1
        if sinds[0] > MAX_REGELS_PER_RIJ:
            raise csv.Error("row too long")
        yield regel
