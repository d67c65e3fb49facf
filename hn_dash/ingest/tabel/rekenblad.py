"""Spreadsheets: judged from the zip, then parsed by a child process that may fail without taking us along."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import orjson

from hn_dash.errors import InvoerFout
from hn_dash.ingest.tabel.rekenblad_keuring import Blad, gok_blad, keur_zip
from hn_dash.ingest.tabel.vorm import (
    Cel,
    Meldingen,
    Tabelbestand,
    Voortgang,
    Vorm,
    kolomplaats,
    lees_koppen,
    meld_naamloos,
    weiger,
)
from hn_dash.tekst import opsomming

GEHEUGEN, TIJD = 512 << 20, 20
"""Bytes and seconds that the child gets."""
LEESBLOK = 1 << 20
KIND = Path(__file__).with_name("rekenblad_kind.py")
FOUTEN = {
    "wachtwoord": ("beveiliging", "Het rekenblad heeft een wachtwoord; bewaar het zonder wachtwoord."),
    "beschadigd": ("bestandssoort", "Het rekenblad is beschadigd; bewaar het opnieuw, of bewaar de tabel als CSV."),
    "geheugen": ("grootte", "Het rekenblad vraagt te veel geheugen; bewaar de tabel als CSV."),
    "tijd": ("grootte", f"Het rekenblad lezen duurt langer dan {TIJD} seconden; bewaar de tabel als CSV."),
    "gestopt": ("bestandssoort", "Het rekenblad kan niet worden gelezen; bewaar de tabel als CSV."),
}


class Rekenblad(Tabelbestand):
    """A sheet that was judged; its rows wait in a file without a name until this object is gone."""

    def __init__(self, naam: str, vorm: Vorm, meldingen: Meldingen, fout: frozenset[int], rijen: int) -> None:
        self.naam, self.vorm, self.bevindingen = naam, vorm, meldingen.alle()
        self._fout, self._rijen = fout, rijen
        weakref.finalize(self, os.close, rijen)

    def rijen(self, fout: bool = False) -> Iterator[tuple[int, list[Cel]]]:
        """Row number and typed cells."""
        for regel in _regels(self._rijen):
            datums = b"{" in regel
            for nummer, cellen in orjson.loads(regel):
                if (nummer in self._fout) == fout:
                    yield nummer, [_datum(cel) if type(cel) is dict else cel for cel in cellen] if datums else cellen


def lees_rekenblad(
    pad: Path, naam: str, formaat: Literal["xlsx", "ods"], sha256: str, voortgang: Voortgang
) -> Rekenblad:
    """Judge a spreadsheet and read its first visible sheet with data.

    Raises
    ------
    InvoerFout : with everything that is wrong with the file as a whole
    """
    grootte = pad.stat().st_size
    with tempfile.TemporaryFile() as bron:
        blad, andere, antwoord = _keur_en_lees(pad, naam, formaat, bron.fileno())
        rijen = os.dup(bron.fileno())
    try:
        vorm = _vorm(naam, formaat, blad, antwoord, sha256, grootte)
    except InvoerFout:
        os.close(rijen)
        raise
    voortgang(grootte, grootte)
    meldingen = Meldingen(naam)
    if andere:
        namen = opsomming([f"“{ander.naam}”" for ander in andere])
        zin = f"Gelezen is blad “{blad.naam}”; niet gelezen: {namen}."
        meldingen.meld("bestandssoort", zin, ernst="info")
    fout = _meld_cellen(blad, vorm.koppen, antwoord["vanaf"], meldingen)
    return Rekenblad(naam, vorm, meldingen, fout, rijen)


def _vorm(
    naam: str, formaat: Literal["xlsx", "ods"], blad: Blad, antwoord: dict[str, Any], sha256: str, grootte: int
) -> Vorm:
    heel = Meldingen(naam)
    koppen = lees_koppen(antwoord["koppen"], antwoord["kopregel"], heel, antwoord["vanaf"])
    for plaats, nummer, waarde in antwoord.get("naamloos", []):
        meld_naamloos(plaats + antwoord["vanaf"], waarde, nummer, heel)
    heel.weiger()
    if not antwoord["rijen"]:
        raise weiger(naam, "leeg", f"Blad “{blad.naam}” heeft alleen een kop; voeg rijen toe.")
    return Vorm(formaat, "", "", ".", blad.naam, koppen, antwoord["rijen"], sha256, grootte)


def _meld_cellen(blad: Blad, koppen: tuple[str, ...], vanaf: int, meldingen: Meldingen) -> frozenset[int]:
    """Report formulas and errors in the columns of the table; the rows they stand in."""
    rijen = set()
    fouten = {(letters, rij): waarde for letters, rij, waarde in blad.fouten}
    for letters, rij in sorted({*fouten, *blad.formules}, key=lambda cel: (cel[1], kolomplaats(cel[0]))):
        plaats = kolomplaats(letters) - vanaf
        if not 0 <= plaats < len(koppen):
            continue
        rijen.add(rij)
        kolom, waarde = koppen[plaats], fouten.get((letters, rij))
        if waarde is None:
            zin = f"Cel {letters}{rij} is een formule; kopieer de kolom en plak haar als waarden."
            meldingen.meld("formule", zin, rij, kolom)
        else:
            wat = f"de foutwaarde {waarde}" if waarde else "een foutwaarde"
            zin = f"Cel {letters}{rij} heeft {wat}; vul de waarde in of maak de cel leeg."
            meldingen.meld("formule", zin, rij, kolom, waarde)
    return frozenset(rijen)


def _keur_en_lees(
    pad: Path, naam: str, formaat: Literal["xlsx", "ods"], uit: int
) -> tuple[Blad, list[Blad], dict[str, Any]]:
    """The sheet that is read, the other ones with data, and what the child says of it.

    The child starts on the sheet that will probably be it while the checks go on beside it: what it makes of a file
    that is refused is thrown away, and its limits hold all the while.
    """
    gok = gok_blad(pad, formaat)
    with _start_kind(uit) as kind:
        try:
            if gok:
                _vraag(kind, pad, gok)
            blad, *andere = keur_zip(pad, naam, formaat)
            if blad.naam == gok:
                return blad, andere, _wacht_op(kind, naam)
        finally:
            kind.kill()
    os.ftruncate(uit, 0)
    os.lseek(uit, 0, os.SEEK_SET)
    with _start_kind(uit) as kind:
        try:
            _vraag(kind, pad, blad.naam)
            return blad, andere, _wacht_op(kind, naam)
        finally:
            kind.kill()


def _start_kind(uit: int) -> subprocess.Popen[bytes]:
    """Start the child, which waits to hear what to read; its rows will go to the descriptor `uit`."""
    opdracht = [sys.executable, "-I", "-S", str(KIND), _bibliotheek(), str(uit), str(GEHEUGEN), str(TIJD)]
    return subprocess.Popen(  # noqa: S603
        opdracht,
        pass_fds=(uit,),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _vraag(kind: subprocess.Popen[bytes], pad: Path, blad: str) -> None:
    assert kind.stdin  # noqa: S101
    with suppress(BrokenPipeError), kind.stdin:
        kind.stdin.write(f"{pad}\0{blad}".encode())
    kind.stdin = None  # told, so that nothing tries to close it again


def _wacht_op(kind: subprocess.Popen[bytes], naam: str) -> dict[str, Any]:
    try:
        uit, _ = kind.communicate(timeout=TIJD)
    except subprocess.TimeoutExpired as fout:
        raise weiger(naam, *FOUTEN["tijd"]) from fout
    if kind.returncode == 0:
        antwoord: dict[str, Any] = json.loads(uit)
        if "fout" not in antwoord:
            return antwoord
        raise weiger(naam, *FOUTEN[antwoord["fout"]])
    oorzaak = {-signal.SIGXCPU: "tijd", -signal.SIGKILL: "tijd", -signal.SIGABRT: "geheugen"}
    raise weiger(naam, *FOUTEN[oorzaak.get(kind.returncode, "gestopt")])


def _bibliotheek() -> str:
    """Where python_calamine is installed, so that the child need not look."""
    gevonden = importlib.util.find_spec("python_calamine")
    assert gevonden and gevonden.origin  # noqa: S101
    return str(Path(gevonden.origin).parents[1])


def _regels(bron: int) -> Iterator[bytes]:
    """The lines behind a descriptor, from the start, without moving its place."""
    plaats, rest = 0, b""
    while blok := os.pread(bron, LEESBLOK, plaats):
        plaats += len(blok)
        *regels, rest = (rest + blok).split(b"\n")
        yield from regels


def _datum(waarde: dict[str, str]) -> date:
    tekst = waarde["d"]
    return date.fromisoformat(tekst) if len(tekst) == 10 else datetime.fromisoformat(tekst)
