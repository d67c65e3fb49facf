"""Spreadsheets: the list of the zip judged here, all else by a child process that may fail without taking us along."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import weakref
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from hn_dash.errors import InvoerFout
from hn_dash.ingest.tabel.letters import kolomplaats
from hn_dash.ingest.tabel.overdracht import from_blok, to_records
from hn_dash.ingest.tabel.rekenblad_antwoord import FOUTEN, Gezegd, Weigering, from_antwoord, waarom
from hn_dash.ingest.tabel.rekenblad_hek import HEKKEN
from hn_dash.ingest.tabel.rekenblad_keuring import grenzen, keur_zip
from hn_dash.ingest.tabel.vorm import (
    Cel,
    Meldingen,
    Tabelbestand,
    Voortgang,
    Vorm,
    lees_koppen,
    meld_naamloos,
    weiger,
)
from hn_dash.tekst import opsomming

__all__ = ["FOUTEN", "Rekenblad", "lees_rekenblad"]


class Rekenblad(Tabelbestand):
    """A sheet that was judged; its rows wait in a file without a name until this object is gone."""

    def __init__(self, naam: str, vorm: Vorm, meldingen: Meldingen, fout: frozenset[int], rijen: int) -> None:
        self.naam, self.vorm, self.bevindingen = naam, vorm, meldingen.alle()
        self._fout, self._rijen = fout, rijen
        weakref.finalize(self, os.close, rijen)

    def rijen(self, fout: bool = False) -> Iterator[tuple[int, list[Cel]]]:
        """Row number and typed cells."""
        for blok in _blokken(self._rijen):
            rijen = from_blok(blok)
            yield from (rij for rij in rijen if (rij[0] in self._fout) == fout) if self._fout or fout else rijen


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
    meldingen = Meldingen(naam)
    if gezegd.andere:
        namen = opsomming([f"“{ander}”" for ander in gezegd.andere])
        zin = f"Gelezen is blad “{gezegd.blad}”; niet gelezen: {namen}."
        meldingen.meld("bestandssoort", zin, ernst="info")
    fout = _meld_cellen(gezegd, vorm.koppen, meldingen)
    return Rekenblad(naam, vorm, meldingen, fout, rijen)


def _vorm(naam: str, formaat: Literal["xlsx", "ods"], gezegd: Gezegd, sha256: str, grootte: int) -> Vorm:
    heel = Meldingen(naam)
    koppen = lees_koppen(gezegd.koppen, gezegd.kopregel, heel, gezegd.vanaf)
    for plaats, nummer, waarde in gezegd.naamloos:
        meld_naamloos(plaats + gezegd.vanaf, waarde, nummer, heel)
    heel.weiger()
    if not gezegd.rijen:
        raise weiger(naam, "leeg", f"Blad “{gezegd.blad}” heeft alleen een kop; voeg rijen toe.")
    return Vorm(formaat, "", "", ".", gezegd.blad, koppen, gezegd.rijen, sha256, grootte)


def _meld_cellen(gezegd: Gezegd, koppen: tuple[str, ...], meldingen: Meldingen) -> frozenset[int]:
    """Report formulas and errors in the columns of the table; the rows they stand in."""
    rijen = set()
    for letters, rij in sorted({*gezegd.fouten, *gezegd.formules}, key=lambda cel: (cel[1], kolomplaats(cel[0]))):
        plaats = kolomplaats(letters) - gezegd.vanaf
        if not 0 <= plaats < len(koppen):
            continue
        rijen.add(rij)
        kolom, waarde = koppen[plaats], gezegd.fouten.get((letters, rij))
        if waarde is None:
            zin = f"Cel {letters}{rij} is een formule; kopieer de kolom en plak haar als waarden."
            meldingen.meld("formule", zin, rij, kolom)
        else:
            wat = f"de foutwaarde {waarde}" if waarde else "een foutwaarde"
            zin = f"Cel {letters}{rij} heeft {wat}; vul de waarde in of maak de cel leeg."
            meldingen.meld("formule", zin, rij, kolom, waarde)
    return frozenset(rijen)


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
