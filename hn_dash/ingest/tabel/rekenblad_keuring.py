"""What a spreadsheet may be, judged from the list of its parts: nothing is unpacked here to learn what is in it."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from hn_dash.ingest.tabel.vorm import MAX_KOLOMMEN, weiger
from hn_dash.tekst import getal

MAX_DELEN, MAX_UITGEPAKT, MAX_VERHOUDING = 2_000, 300 << 20, 200
VANAF_VERHOUDING = 10 << 20
"""Below this many bytes unpacked a high ratio is only a file with much of the same."""
MAX_RIJEN, MAX_CELLEN = 1 << 20, 20_000_000
MAX_INHOUDSOPGAVE = 1 << 20
BESCHADIGD = "Het rekenblad is beschadigd; bewaar het opnieuw."
STUK = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError)


def grenzen() -> tuple[int, int, int]:
    """How far the cells of a sheet may reach: columns, rows, and one times the other."""
    return MAX_KOLOMMEN, MAX_RIJEN, MAX_CELLEN


def keur_zip(pad: Path, naam: str) -> list[zipfile.ZipInfo]:
    """The parts of a spreadsheet, after every check on their number, names and sizes.

    Raises
    ------
    InvoerFout : when the zip is damaged, locked, has macros or would become too large
    """
    try:
        with zipfile.ZipFile(pad) as bundel:
            delen = bundel.infolist()
    except STUK as fout:
        raise weiger(naam, "bestandssoort", BESCHADIGD) from fout
    namen = {deel.filename for deel in delen}
    uitgepakt, ingepakt = sum(deel.file_size for deel in delen), sum(deel.compress_size for deel in delen)
    if any(deel.flag_bits & 1 for deel in delen):
        raise weiger(naam, "beveiliging", "Het rekenblad heeft een wachtwoord; bewaar het zonder wachtwoord.")
    if any(deel.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for deel in namen):
        raise weiger(naam, "beveiliging", "Het rekenblad bevat macro's; bewaar het als gewone XLSX, zonder macro's.")
    if len(delen) > MAX_DELEN or len(namen) < len(delen):
        zin = f"Het rekenblad bestaat uit {getal(len(delen))} delen, te veel of dubbel; bewaar de tabel als CSV."
        raise weiger(naam, "beveiliging", zin)
    verdacht = uitgepakt > VANAF_VERHOUDING and uitgepakt > MAX_VERHOUDING * ingepakt
    if uitgepakt > MAX_UITGEPAKT or verdacht:
        zin = f"Het rekenblad wordt uitgepakt {getal(uitgepakt >> 20)} MB, te groot; bewaar de tabel als CSV."
        raise weiger(naam, "beveiliging", zin)
    return delen


def lees_inhoudsopgave(pad: Path, naam: str) -> tuple[set[str], bytes]:
    """The names of the parts and the beginning of the part `mimetype`; no more than that is unpacked."""
    with pad.open("rb") as bron:
        bron.seek(max(0, pad.stat().st_size - (1 << 16) - 22))
        staart = bron.read()
    einde = staart.rfind(b"PK\x05\x06")
    inhoudsopgave = int.from_bytes(staart[einde + 12 : einde + 16], "little")
    if einde >= 0 and (b"PK\x06\x07" in staart[max(0, einde - 20) : einde] or inhoudsopgave > MAX_INHOUDSOPGAVE):
        raise weiger(naam, "beveiliging", "Het rekenblad bestaat uit te veel delen; bewaar de tabel als CSV.")
    try:
        with zipfile.ZipFile(pad) as bundel:
            delen = set(bundel.namelist())
            if "mimetype" not in delen:
                return delen, b""
            with bundel.open("mimetype") as deel:
                return delen, deel.read(100)
    except STUK as fout:
        raise weiger(naam, "bestandssoort", BESCHADIGD) from fout
