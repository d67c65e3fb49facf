"""A spreadsheet behind the fence: its zip, nothing of it unpacked beyond what its list promised.

Runs in the child process alone; `rekenblad_binnen` says what it is asked.
"""

from __future__ import annotations

import zlib

from hn_dash.ingest.tabel.letters import kolomplaats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

BLOK, NAAD = 1 << 20, 16
"""Bytes that are looked at in one go, and how much of the block before is looked at again."""
TOELICHTING = "toelichting"
BLADEN = "xl/worksheets/"
GENEST = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
VREEMD = (b"</f>", b' t="e"')
"""What a plain sheet does not have: formulas and errors."""


class Weigering(Exception):
    """Why a spreadsheet is refused, in a word that there is a sentence for, and what goes into it."""


class Deel:
    """A part of the zip, from the list that the other side made of it."""

    def __init__(self, naam: str, *getallen: str) -> None:
        self.naam = naam
        self.plaats, self.ingepakt, self.uitgepakt, self.som, self.methode = map(int, getallen)
        self.xml = naam.lower().endswith((".xml", ".rels", ".vml"))


class Blad:
    """A sheet: its name, and the cells with a formula or an error in it."""

    def __init__(self, naam: str) -> None:
        self.naam = naam
        self.gevuld = False
        self.formules: list[tuple[str, int]] = []
        self.fouten: list[tuple[str, int, str]] = []


class Grenzen:
    """How far the cells of a sheet may reach."""

    def __init__(self, kolommen: int, rijen: int, cellen: int) -> None:
        self.kolommen, self.rijen, self.cellen = kolommen, rijen, cellen

    def past(self, kolommen: int, rijen: int) -> bool:
        """Whether a sheet of this size is one that we read."""
        return kolommen <= self.kolommen and rijen <= self.rijen and kolommen * rijen <= self.cellen


class Bundel:
    """The zip, with nothing of it unpacked beyond what its list promised."""

    def __init__(self, bron: BinaryIO, delen: list[Deel]) -> None:
        self.bron = bron
        self.delen = {deel.naam: deel for deel in delen}

    def keur(self, grenzen: Grenzen) -> bool:
        """Refuse what no part may hold; whether this is a workbook of one plain sheet, as far as bytes can tell."""
        bladen = [deel for deel in self.delen.values() if deel.naam.startswith(BLADEN) and deel.xml]
        bladen = [deel for deel in bladen if "/" not in deel.naam.removeprefix(BLADEN)]
        gewoon = len(bladen) == 1 and self._heeft_blad(bladen[0])
        for deel in self.delen.values():
            blokken = self._gekeurd(deel)
            if gewoon and deel is bladen[0]:
                gewoon = _is_gewoon(blokken, grenzen)
            for _ in blokken:
                pass
        return gewoon

    def _heeft_blad(self, blad: Deel) -> bool:
        """Whether the workbook has one sheet, and this part is it."""
        relaties = self.lees("xl/_rels/workbook.xml.rels")
        doel = blad.naam.removeprefix("xl/").encode()
        return relaties.count(b'/worksheet"') == 1 and (
            b'Target="%b"' % doel in relaties or b'Target="/xl/%b"' % doel in relaties
        )

    def _gekeurd(self, deel: Deel) -> Iterator[bytes]:
        """The blocks of a part, each after the end of the one before; no archive, definition or other encoding."""
        eerste, rest = True, b""
        for blok in self.blokken(deel):
            if eerste:
                eerste = False
                if blok.startswith(GENEST):
                    raise Weigering("nest", deel.naam)
                deel.xml = deel.xml or blok.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
                if blok.startswith((b"\xff\xfe", b"\xfe\xff")) or (deel.xml and b"\0" in blok[:64]):
                    raise Weigering("codering")
            if deel.xml:
                blok = rest + blok
                if b"<!DOCTYPE" in blok or b"<!ENTITY" in blok:
                    raise Weigering("definities")
                rest = blok[-NAAD:]
            yield blok

    def lees(self, naam: str) -> bytes:
        """The whole of a small part."""
        if naam not in self.delen or self.delen[naam].uitgepakt > 8 * BLOK:
            raise Weigering("stuk")
        return b"".join(self.blokken(self.delen[naam]))

    def blokken(self, deel: Deel) -> Iterator[bytes]:
        """A part as it was before it was packed; refused when it is not of the size and checksum that the zip says."""
        som = over = 0
        try:
            for blok in _even_groot(self._uitgepakt(deel)):
                som, over = zlib.crc32(blok, som), over + len(blok)
                if over > deel.uitgepakt:
                    break
                yield blok
        except zlib.error:
            raise Weigering("stuk") from None
        if (som, over) != (deel.som, deel.uitgepakt):
            raise Weigering("stuk")

    def _uitgepakt(self, deel: Deel) -> Iterator[bytes]:
        self.bron.seek(deel.plaats)
        kop = self.bron.read(30)
        if not kop.startswith(b"PK\x03\x04") or deel.methode not in (0, 8):
            raise Weigering("stuk")
        begin = deel.plaats + 30 + int.from_bytes(kop[26:28], "little") + int.from_bytes(kop[28:30], "little")
        pers = zlib.decompressobj(-zlib.MAX_WBITS) if deel.methode else None
        for plaats in range(begin, begin + deel.ingepakt, BLOK):
            self.bron.seek(plaats)
            ruw = self.bron.read(min(BLOK, begin + deel.ingepakt - plaats))
            if pers is None:
                yield ruw
                continue
            while ruw:
                yield pers.decompress(ruw, BLOK)
                ruw = pers.unconsumed_tail
        if pers:
            yield pers.flush()


def _even_groot(stukken: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in blocks of one size: who packs them cannot choose where a block begins."""
    rest = b""
    for stuk in stukken:
        rest += stuk
        while len(rest) >= BLOK:
            yield rest[:BLOK]
            rest = rest[BLOK:]
    if rest:
        yield rest


def _is_gewoon(blokken: Iterable[bytes], grenzen: Grenzen) -> bool:
    """Whether a sheet says that it is within the limits, has values as most programs write them, and nothing else."""
    maat = gevuld = vreemd = False
    for nummer, blok in enumerate(blokken):
        maat = maat or (nummer == 0 and _maat_past(blok, grenzen))
        gevuld = gevuld or b"<v>" in blok or b"<is>" in blok
        vreemd = vreemd or any(teken in blok for teken in VREEMD)
    return maat and gevuld and not vreemd


def _maat_past(blok: bytes, grenzen: Grenzen) -> bool:
    """Whether a sheet says that its last cell is within the limits."""
    hoek = blok.partition(b'<dimension ref="')[2][:40].partition(b'"')[0].rpartition(b":")[2].decode("ascii", "replace")
    letters = hoek.rstrip("0123456789")
    if not (letters.isalpha() and len(letters) <= 3 and 0 < len(hoek) - len(letters) <= 7):
        return False
    return grenzen.past(kolomplaats(letters) + 1, int(hoek[len(letters) :]))
