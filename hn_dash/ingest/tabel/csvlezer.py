"""CSV as people make it: encoding, delimiter and decimal sign from the content, every line's fields counted.

A file is streamed twice, once to judge it and once for its rows, and never held in memory.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hn_dash.ingest.tabel.getalvorm import Getalvorm
from hn_dash.ingest.tabel.vorm import Cel, Meldingen, Tabelbestand, Voortgang, Vorm, lees_koppen, meld_naamloos, weiger

BLOK_BYTES, BLOK_RIJEN = 1 << 20, 5_000
MAX_REGELS_PER_RIJ = 1_000
"""Lines that one row may take; a quote that is never closed would otherwise swallow the file."""
SCHEIDING = {";": "puntkomma", ",": "komma", "\t": "tab"}
_NIET_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
_ONLEESBAAR = re.compile("[\0\udc80-\udcff]")
_TUSSEN_AANHALING = re.compile(r'"(?:[^"]|"")*(?:"|$)')
_SEP_REGEL = re.compile(r'"?sep=([;,\t])"?\r?\n?', re.IGNORECASE)
_OPEN_AANHALING = "Een aanhalingsteken in deze rij wordt niet gesloten; sluit het of haal het weg."
_LOSSE_AANHALING = "Na een aanhalingsteken staat nog tekst; verdubbel aanhalingstekens binnen een cel of haal ze weg."


@dataclass(frozen=True)
class _Tekst:
    """The bytes of a file as text.

    Parameters
    ----------
    verdacht : whether it holds bytes that mean nothing, or NUL
    """

    codering: str
    codec: str
    verdacht: bool
    sha256: str


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
    """A CSV file that was judged."""

    def __init__(
        self, naam: str, vorm: Vorm, meldingen: Meldingen, records: _Records, breedte: int, getallen: Getalvorm
    ):
        self.naam, self.vorm, self.bevindingen = naam, vorm, meldingen.alle()
        self._records, self._breedte = records, breedte
        self._getallen = None if getallen.eensluidend else getallen

    def rijen(self, fout: bool = False) -> Iterator[tuple[int, list[Cel]]]:
        """Row number and cells, without outer spaces."""
        aantal = None if fout else len(self.vorm.koppen)
        records = self._records.lees()
        next(records)
        for nummer, velden in records:
            goed = len(velden) == self._breedte and not (self._getallen and any(self._getallen.anders(velden)))
            if goed != fout:
                yield nummer, [veld.strip() for veld in velden[:aantal]]


class _Keuring:
    """The first pass over the records."""

    def __init__(self, naam: str, records: _Records, verdacht: bool) -> None:
        self.records, self.verdacht = records, verdacht
        self.heel, self.per_rij = Meldingen(naam), Meldingen(naam)
        self.getallen = Getalvorm("," if records.scheiding == ";" else ".")
        self.koppen: tuple[str, ...] = ()
        self.breedte = self.rijen = 0
        self._afwijkend: Counter[int] = Counter()
        self._teveel = 0
        self._naamloos: set[int] = set()

    def loop(self, gelezen: Callable[[int], None]) -> None:
        """Judge every record; afterwards the findings stand in `heel` (the file) and `per_rij`."""
        blok: list[list[str]] = []
        for nummer, velden in self.records.lees(self._kapot, gelezen):
            if self.verdacht:
                self._meld_onleesbaar(nummer, velden)
            if not self.breedte:
                self.breedte = len(velden)
                self.koppen = lees_koppen(velden, nummer, self.heel)
                continue
            self.rijen += 1
            if len(velden) == self.breedte == len(self.koppen) or self._past(nummer, velden):
                blok.append(velden)
                if len(blok) == BLOK_RIJEN:
                    self.getallen.tel(blok, len(self.koppen))
                    blok = []
        self.getallen.tel(blok, len(self.koppen))
        self._sluit_velden()
        if not self.heel.aantal and not self.getallen.eensluidend:
            self._zoek_decimalen()

    def _kapot(self, nummer: int, zin: str) -> None:
        self.heel.meld("velden", zin, nummer)

    def _meld_onleesbaar(self, nummer: int, velden: list[str]) -> None:
        for plaats, veld in enumerate(velden):
            if gevonden := _ONLEESBAAR.search(veld):
                teken = gevonden[0]
                soort = "een NUL-teken" if teken == "\0" else f"een onleesbaar teken (byte {ord(teken) - 0xDC00:02X})"
                zin = f"De cel bevat {soort}; haal het weg en bewaar het bestand als CSV UTF-8."
                kolom = self.koppen[plaats] if plaats < len(self.koppen) else ""
                self.heel.meld("codering", zin, nummer, kolom, _ONLEESBAAR.sub("�", veld))

    def _past(self, nummer: int, velden: list[str]) -> bool:
        """Whether a record has a cell for every head; what it has beyond them must be empty or is reported."""
        aantal = len(self.koppen)
        over = [plaats for plaats in range(aantal, len(velden)) if velden[plaats].strip()]
        if len(velden) == self.breedte:
            for plaats in over:
                if plaats not in self._naamloos:
                    self._naamloos.add(plaats)
                    meld_naamloos(plaats, velden[plaats], nummer, self.heel)
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

    def _zoek_decimalen(self) -> None:
        records = self.records.lees()
        next(records)
        for nummer, velden in records:
            if len(velden) == self.breedte:
                for plaats, zin, voorstel in self.getallen.anders(velden):
                    self.per_rij.meld("decimaal", zin, nummer, self.koppen[plaats], velden[plaats].strip(), voorstel)


def lees_csv(pad: Path, naam: str, voortgang: Voortgang) -> Csvbestand:
    """Judge a CSV file.

    Raises
    ------
    InvoerFout : with everything that is wrong with the file as a whole
    """
    grootte = pad.stat().st_size
    tekst = _lees_bytes(pad, naam)
    records = _lees_kop(pad, naam, tekst.codec)
    keuring = _Keuring(naam, records, tekst.verdacht)
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
        keuring.getallen.decimaal,
        "",
        keuring.koppen,
        keuring.rijen,
        tekst.sha256,
        grootte,
    )
    return Csvbestand(naam, vorm, keuring.per_rij, records, keuring.breedte, keuring.getallen)


def _lees_bytes(pad: Path, naam: str) -> _Tekst:
    """Checksum and encoding, from one pass over the bytes."""
    som, utf8 = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    is_utf8, nul, ongedefinieerd, bom = True, False, False, False
    with pad.open("rb") as bron:
        while blok := bron.read(BLOK_BYTES):
            if len(blok) == BLOK_BYTES and b"\n" not in blok and b"\r" not in blok:
                raise weiger(naam, "grootte", "Een regel is langer dan 1 MB; zo'n regel hoort niet in een tabel.")
            if bron.tell() == len(blok):
                bom = blok.startswith(codecs.BOM_UTF8)
            som.update(blok)
            nul = nul or b"\0" in blok
            ongedefinieerd = ongedefinieerd or any(byte in blok for byte in _NIET_IN_CP1252)
            is_utf8 = is_utf8 and _decodeert(utf8, blok)
    is_utf8 = is_utf8 and _decodeert(utf8, b"", einde=True)
    if bom:
        return _Tekst("UTF-8 met BOM", "utf-8-sig", nul or not is_utf8, som.hexdigest())
    if is_utf8:
        return _Tekst("UTF-8", "utf-8", nul, som.hexdigest())
    return _Tekst("Windows-1252", "cp1252", nul or ongedefinieerd, som.hexdigest())


def _decodeert(decoder: codecs.IncrementalDecoder, blok: bytes, einde: bool = False) -> bool:
    try:
        decoder.decode(blok, einde)
    except UnicodeDecodeError:
        return False
    return True


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
