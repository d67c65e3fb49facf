"""Spreadsheets: the list of the zip judged here, all else by a child process that may fail without taking us along."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import weakref
import zipfile
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Literal

from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.ingest.tabel.kop import lees_koppen, meld_naamloos
from hn_dash.ingest.tabel.letters import kolomplaats
from hn_dash.ingest.tabel.overdracht import from_blok, teksten_van_blok, to_records
from hn_dash.ingest.tabel.rekenblad_antwoord import FOUTEN, Gezegd, Weigering, from_antwoord, waarom
from hn_dash.ingest.tabel.rekenblad_hek import HEKKEN
from hn_dash.ingest.tabel.rekenblad_keuring import grenzen, keur_zip
from hn_dash.ingest.tabel.tekens import Tekenkeuring, is_verdacht, schoon
from hn_dash.ingest.tabel.vorm import (
    Cel,
    Meldingen,
    Tabelbestand,
    Voortgang,
    Vorm,
    weiger,
)
from hn_dash.tekst import opsomming

__all__ = ["FOUTEN", "Rekenblad", "lees_rekenblad"]


class Rekenblad(Tabelbestand):
    """A sheet that was judged; its rows wait in a file without a name until this object is gone."""

    def __init__(self, naam: str, vorm: Vorm, gezegd: Gezegd, rijen: int) -> None:
        self.naam, self.vorm, self.kopregel, self.vanaf = naam, vorm, gezegd.kopregel, gezegd.vanaf
        self.begin, self.andere_bladen = tuple(gezegd.begin), tuple(gezegd.andere)
        naamloos = Meldingen(naam)
        for plaats, nummer, waarde in gezegd.naamloos:
            meld_naamloos(plaats + gezegd.vanaf, waarde, nummer, naamloos, "waarschuwing")
        self.naamloos = naamloos.alle()
        self._gezegd, self._bron = gezegd, rijen
        weakref.finalize(self, os.close, rijen)
        self._verdacht = any(is_verdacht(teksten_van_blok(blok), utf8=True) for blok in _blokken(rijen))
        self.gebruik(range(len(vorm.koppen)))

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """About the sheets, and the cells in the columns that are used."""
        return self._bevindingen

    def gebruik(self, kolommen: Collection[int], breuken: Collection[int] = ()) -> None:
        """Say which columns are used; what stands in others does not matter."""
        meldingen = Meldingen(self.naam)
        if self.andere_bladen:
            namen = opsomming([f"“{ander}”" for ander in self.andere_bladen])
            zin = f"Gelezen is blad “{self.vorm.blad}”; niet gelezen: {namen}."
            meldingen.meld("bestandssoort", zin, ernst="info")
        self._fout = self._meld_cellen(kolommen, meldingen)
        if self._verdacht:
            keuring, gesorteerd = Tekenkeuring(meldingen, self.kolomnaam), sorted(kolommen)
            for nummer, cellen in self._rijen():
                keuring.bekijk(nummer, cellen, gesorteerd)
            keuring.sluit_af()
        self._bevindingen = meldingen.alle()

    def rijen(self, fout: bool = False) -> Iterator[tuple[int, list[Cel]]]:
        """Row number and typed cells."""
        alle = self._rijen()
        if self._verdacht:
            alle = ((nummer, list(map(schoon, cellen))) for nummer, cellen in alle)
        yield from (rij for rij in alle if (rij[0] in self._fout) == fout) if self._fout or fout else alle

    def _rijen(self) -> Iterator[tuple[int, list[Cel]]]:
        return chain.from_iterable(map(from_blok, _blokken(self._bron)))

    def _meld_cellen(self, kolommen: Collection[int], meldingen: Meldingen) -> frozenset[int]:
        """Report formulas and errors in the columns that are used; the rows they stand in."""
        rijen, cellen = set(), {*self._gezegd.fouten, *self._gezegd.formules}
        for letters, rij in sorted(cellen, key=lambda cel: (cel[1], kolomplaats(cel[0]))):
            plaats = kolomplaats(letters) - self.vanaf
            if plaats not in kolommen:
                continue
            rijen.add(rij)
            waarde = self._gezegd.fouten.get((letters, rij))
            if waarde is None:
                zin = f"Cel {letters}{rij} is een formule; kopieer de kolom en plak haar als waarden."
            else:
                wat = f"de foutwaarde {waarde}" if waarde else "een foutwaarde"
                zin = f"Cel {letters}{rij} heeft {wat}; vul de waarde in of maak de cel leeg."
            meldingen.meld("formule", zin, rij, self.kolomnaam(plaats), waarde or "")
        return frozenset(rijen)


def lees_rekenblad(
    pad: Path, naam: str, formaat: Literal["xlsx", "ods"], sha256: str, voortgang: Voortgang
) -> Rekenblad:
    """Judge a spreadsheet and read its first visible sheet with data.

    Raises
    ------
    InvoerFout : with everything that is wrong with the file as a whole
    """
    grootte = pad.stat().st_size
    delen = keur_zip(pad, naam)
    try:
        gezegd, rijen = _vraag_kind(pad, formaat, delen)
    except Weigering as reden:
        raise weiger(naam, *waarom(reden, {deel.filename for deel in delen})) from None
    try:
        vorm = _vorm(naam, formaat, gezegd, sha256, grootte)
    except InvoerFout:
        os.close(rijen)
        raise
    voortgang(grootte, grootte)
    return Rekenblad(naam, vorm, gezegd, rijen)


def _vorm(naam: str, formaat: Literal["xlsx", "ods"], gezegd: Gezegd, sha256: str, grootte: int) -> Vorm:
    heel = Meldingen(naam)
    koppen = lees_koppen(gezegd.koppen, gezegd.kopregel, heel)
    heel.weiger()
    if not gezegd.rijen:
        raise weiger(naam, "leeg", f"Blad “{gezegd.blad}” heeft alleen een kop; voeg rijen toe.")
    return Vorm(formaat, "", "", ".", gezegd.blad, koppen, gezegd.rijen, sha256, grootte)


def _vraag_kind(pad: Path, formaat: str, delen: Sequence[zipfile.ZipInfo]) -> tuple[Gezegd, int]:
    """What a child says of a spreadsheet, and a descriptor with its rows behind it.

    A workbook that seemed plain and asks too much is judged again cell by cell, to say which one is too far.
    """
    try:
        return _vraag(pad, formaat, delen, grondig=False)
    except Weigering as reden:
        if reden.args != ("geheugen",):
            raise
    return _vraag(pad, formaat, delen, grondig=True)


def _vraag(pad: Path, formaat: str, delen: Sequence[zipfile.ZipInfo], grondig: bool) -> tuple[Gezegd, int]:
    getallen = ([d.filename, d.header_offset, d.compress_size, d.file_size, d.CRC, d.compress_type] for d in delen)
    vraag = to_records([[pad, formaat, *grenzen(), int(grondig)], *getallen])
    with tempfile.TemporaryFile() as uit:
        uitgang = HEKKEN.vraag(vraag, uit.fileno())
        if uitgang:
            oorzaak = {-signal.SIGXCPU: "tijd", -signal.SIGKILL: "tijd", -signal.SIGABRT: "geheugen"}
            raise Weigering(oorzaak.get(uitgang, "gestopt"))
        einde = max(uit.seek(0, os.SEEK_END) - 8, 0)
        lengte = int.from_bytes(os.pread(uit.fileno(), 8, einde), "big")
        gezegd = from_antwoord(os.pread(uit.fileno(), min(lengte, einde), max(einde - lengte, 0)))
        uit.truncate(max(einde - lengte, 0))
        return gezegd, os.dup(uit.fileno())


def _blokken(bron: int) -> Iterator[bytes]:
    """The blocks behind a descriptor, from the start, without moving its place."""
    plaats, einde = 0, os.fstat(bron).st_size
    while plaats < einde:
        lengte = int.from_bytes(os.pread(bron, 8, plaats), sys.byteorder)
        yield os.pread(bron, min(lengte, einde), plaats + 8)
        plaats += 8 + lengte
