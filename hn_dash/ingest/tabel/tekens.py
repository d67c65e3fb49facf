"""Signs that nobody sees or meant: taken out of a cell and told, or the reason why a cell cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from hn_dash.ingest.tabel.vorm import Cel, Meldingen
from hn_dash.tekst import opsomming, telling

_ONLEESBAAR = re.compile("[\0\udc80-\udcff]")
_ONZICHTBAAR = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u034f\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e01ef]"
)
_SPATIES = str.maketrans("\xa0\u2007\u202f", "   ")
_TEKSTFORMULE = re.compile(r'=\s*"((?:[^"]|"")*)"')
"""What people write so that a spreadsheet keeps the zeros of 0012: a formula that is only a text."""
_DUBBEL = re.compile("[ÂÃÄÅâï][^\x00-\x7f]")
"""What becomes of a letter with an accent when UTF-8 is read as Windows-1252 and written once more."""
_KWIJT = "\ufffd"
_DUBBEL_KWIJT = "ï¿½"
_GEWOON = bytes(byte for byte in range(128) if byte >= 32 and byte != 127) + b"\t\r\n"
_VERDACHT = {
    True: re.compile(
        rb"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\xa0\xad]|\xe2\x80[\x87\x8b-\x8f\xaa-\xaf]|\xe2\x81[\xa0-\xaf]"
        rb"|\xef\xbb\xbf|\xef\xbf\xbd|\xc3[\x82-\x85\xa2\xaf][\xc2-\xef]|[\xcc\xcd]|\xe1\xa0[\x8b-\x8e]|\xe3\x85\xa4"
        rb"|\xef\xb8[\x80-\x8f]|\xf3\xa0"
    ),
    False: re.compile(rb"[\0-\x08\x0b\x0c\x0e-\x1f\x7f\xa0\xad\xc2\xc3\xe2]|[\xc4\xc5\xef][\x80-\xbf]"),
}


def is_verdacht(blok: bytes, utf8: bool) -> bool:
    """Whether bytes may hold anything that this module looks for; most have not, and their cells are not looked at."""
    return b'="' in blok or (bool(blok.translate(None, _GEWOON)) and _VERDACHT[utf8].search(blok) is not None)


def is_onleesbaar(cel: Cel) -> bool:
    """Whether a cell holds NUL, or a byte that means nothing in the encoding of the file."""
    return isinstance(cel, str) and _ONLEESBAAR.search(cel) is not None


def leesbaar(cel: str) -> str:
    """A text in which what cannot be read is a question mark in a diamond."""
    return _ONLEESBAAR.sub(_KWIJT, cel)


def schoon(cel: Cel) -> Cel:
    """A cell without what nobody sees, its accents as one sign with their letter (NFC).

    >>> schoon('="0012"'), schoon("P\u200b1 "), schoon(7)
    ('0012', 'P1', 7)
    """
    if not isinstance(cel, str):
        return cel
    tekst = normalize("NFC", _ONZICHTBAAR.sub("", cel)).translate(_SPATIES).strip()
    formule = _TEKSTFORMULE.fullmatch(tekst)
    return formule[1].replace('""', '"').strip() if formule else tekst


@dataclass
class Tekenkeuring:
    """Looks at the cells of some columns, one row after the other.

    Parameters
    ----------
    naam : what a column is called, by its place
    """

    meldingen: Meldingen
    naam: Callable[[int], str]
    _weg: dict[tuple[int, str], list[int]] = field(default_factory=dict)

    def bekijk(self, rij: int, cellen: Sequence[Cel], kolommen: Sequence[int]) -> None:
        """Report what is wrong with a row, and count what is taken out of it."""
        for plaats in kolommen:
            cel = cellen[plaats]
            if not isinstance(cel, str):
                continue
            if teken := _ONLEESBAAR.search(cel):
                self._meld_onleesbaar(rij, plaats, cel, teken[0])
            elif _KWIJT in cel or _DUBBEL_KWIJT in cel:
                zin = "In de cel is een letter verloren gegaan (�); vul haar opnieuw in."
                self.meldingen.meld("codering", zin, rij, self.naam(plaats), cel, ernst="waarschuwing")
            elif _DUBBEL.search(cel):
                self._meld_dubbel(rij, plaats, cel)
            if schoon(cel) != normalize("NFC", cel.strip()):
                wat = "formule" if cel.strip().startswith("=") else "onzichtbaar"
                self._weg.setdefault((plaats, wat), []).append(rij)

    def sluit_af(self) -> None:
        """Report what was taken out, per column."""
        for (plaats, wat), rijen in self._weg.items():
            aantal = telling(len(rijen), "cel", "cellen")
            waar = f"rij {opsomming([str(rij) for rij in rijen[:5]])}{' …' if len(rijen) > 5 else ''}"
            zin = {
                "formule": f'Van {aantal} als ="…" is de tekst gelezen ({waar}).',
                "onzichtbaar": f"Uit {aantal} zijn onzichtbare tekens weggehaald ({waar}).",
            }[wat]
            self.meldingen.meld("codering", zin, kolom=self.naam(plaats), ernst="info")

    def _meld_onleesbaar(self, rij: int, plaats: int, cel: str, teken: str) -> None:
        soort = "een NUL-teken" if teken == "\0" else f"een onleesbaar teken (byte {ord(teken) - 0xDC00:02X})"
        goed = _uit_1252(cel)
        bedoeld = f" Bedoelt u “{goed}”?" if goed else ""
        zin = f"De cel bevat {soort}.{bedoeld} Vul haar opnieuw in en bewaar het bestand als CSV UTF-8."
        self.meldingen.meld("codering", zin, rij, self.naam(plaats), leesbaar(cel), goed)

    def _meld_dubbel(self, rij: int, plaats: int, cel: str) -> None:
        try:
            goed = cel.encode("cp1252").decode()
        except UnicodeError:
            return
        zin = (
            f"“{cel[:60]}” is verminkt geraakt bij het bewaren; bedoeld is vermoedelijk “{goed[:60]}”. Verbeter de cel."
        )
        self.meldingen.meld("codering", zin, rij, self.naam(plaats), cel, goed, "waarschuwing")


def _uit_1252(cel: str) -> str:
    """A cell with its unreadable bytes read as Windows-1252; "" when that says nothing either."""
    try:
        return "".join(
            bytes([ord(teken) - 0xDC00]).decode("cp1252") if _ONLEESBAAR.match(teken) else teken for teken in cel
        )
    except (UnicodeDecodeError, ValueError):
        return ""
