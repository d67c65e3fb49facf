"""In which encoding a text file is written, and whether every byte of it has a meaning there."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from hn_dash.ingest.tabel.tekens import is_verdacht
from hn_dash.ingest.tabel.vorm import weiger

BLOK_BYTES, NAAD = 1 << 20, 4
"""Bytes that are looked at in one go, and how many of the block before are looked at again."""
_NIET_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
_ASCII = bytes(range(128))
_LETTER_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]|\xe2\x80[\x90-\xa6]|\xe2\x82\xac")
"""What Dutch text has outside ASCII; as Windows-1252 these are signs that nobody writes after each other."""


@dataclass(frozen=True)
class Tekst:
    """The bytes of a file as text.

    Parameters
    ----------
    verdacht : whether it holds bytes that mean nothing, or signs that nobody sees or meant
    """

    codering: str
    codec: str
    verdacht: bool
    sha256: str


def lees_codering(pad: Path, naam: str) -> Tekst:
    """Checksum and encoding, from one pass over the bytes."""
    som, utf8 = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    is_utf8, ongedefinieerd, bom, rest = True, False, False, b""
    verdacht = {True: False, False: False}
    with pad.open("rb") as bron:
        while blok := bron.read(BLOK_BYTES):
            if len(blok) == BLOK_BYTES and b"\n" not in blok and b"\r" not in blok:
                raise weiger(naam, "grootte", "Een regel is langer dan 1 MB; zo'n regel hoort niet in een tabel.")
            som.update(blok)
            is_utf8 = is_utf8 and _decodeert(utf8, blok)
            ongedefinieerd = ongedefinieerd or any(byte in blok for byte in _NIET_IN_CP1252)
            if bron.tell() == len(blok):
                bom = blok.startswith(codecs.BOM_UTF8)
                blok = blok.removeprefix(codecs.BOM_UTF8)
            blok = rest + blok
            verdacht = {soort: gezien or is_verdacht(blok, soort) for soort, gezien in verdacht.items()}
            rest = blok[-NAAD:]
    is_utf8 = is_utf8 and _decodeert(utf8, b"", einde=True)
    if bom:
        return Tekst("UTF-8 met BOM", "utf-8-sig", verdacht[True] or not is_utf8, som.hexdigest())
    if is_utf8 or _is_meest_utf8(pad):
        return Tekst("UTF-8", "utf-8", verdacht[True] or not is_utf8, som.hexdigest())
    return Tekst("Windows-1252", "cp1252", verdacht[False] or ongedefinieerd, som.hexdigest())


def _decodeert(decoder: codecs.IncrementalDecoder, blok: bytes, einde: bool = False) -> bool:
    try:
        decoder.decode(blok, einde)
    except UnicodeDecodeError:
        return False
    return True


def _is_meest_utf8(pad: Path) -> bool:
    """Whether letters with an accent are at least as often in UTF-8 as not: some bytes are wrong, not the encoding."""
    goed = fout = 0
    with pad.open("rb") as bron:
        for regel in bron:
            if not regel.isascii():
                over, aantal = _LETTER_UTF8.subn(b"", regel)
                goed += aantal
                fout += len(over.translate(None, _ASCII))
    return goed >= fout
