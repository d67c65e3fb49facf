"""Every cell of a workbook looked at with patterns: how far it reaches, and which ones are formulas or errors.

Runs in the child process alone. Only patterns over bytes look here, a block at a time: no entity is expanded, nothing
is built. No pattern looks past the next "<", nor far: a file made to slow them down gains nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from hn_dash.ingest.tabel.letters import kolomletter, kolomplaats
from hn_dash.ingest.tabel.rekenblad_bundel import BLOK, TOELICHTING, Blad, Bundel, Grenzen, Weigering

MAX_TAG = 8 * BLOK
MAX_FORMULES = 100_000

_ATTRIBUUT = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BLAD = re.compile(rb"<(?:\w+:)?sheet\s([^<>]{0,2000})>")
_RELATIE = re.compile(rb"<(?:\w+:)?Relationship\s([^<>]{0,2000})>")
_GEWONE_CEL = re.compile(rb'<c r="(?:[A-Z]|[A-F][A-Z])[0-9]{1,5}"')
"""A cell of the first 182 columns and 99,999 rows: a sheet with no other cells can never be too large."""
_PLAATS = re.compile(rb"<(?:\w+:)?c\b[^<>]{0,400}?\sr\s*=\s*[\"']([A-Za-z]{1,9})([0-9]{1,18})[\"']")
_MAAT = re.compile(
    rb"<(?:\w+:)?dimension\b[^<>]{0,400}?\sref\s*=\s*[\"'](?:[A-Za-z]+[0-9]+:)?([A-Za-z]{1,9})([0-9]{1,18})[\"']"
)
_RIJ = re.compile(rb"<(?:\w+:)?row\b[^<>]{0,400}?\sr\s*=\s*[\"']([0-9]{6,18})[\"']")
_FORMULE = re.compile(rb"<(?:\w+:)?c\b([^<>]{0,400}[^<>/])>\s*<(?:\w+:)?f[\s/>]")
_FOUT = re.compile(
    rb"<(?:\w+:)?c\b([^<>]{0,400}?\st\s*=\s*[\"']e[\"'][^<>]{0,400})>"
    rb"(?:\s*<(?:\w+:)?f\b[^<>]{0,400}>(?:[^<]*</(?:\w+:)?f>)?)?\s*<(?:\w+:)?v>([^<]*)"
)
_WAARDE = re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>]")
_ODS_TAG = re.compile(
    rb"<(/?)(table:table|table:table-row|table:table-cell|table:covered-table-cell|style:style|style:table-properties)"
    rb"((?:\s[^<>\"']*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>"
)


class Gebied:
    """The rectangle that the cells of a sheet span."""

    def __init__(self, grenzen: Grenzen) -> None:
        self.grenzen = grenzen
        self.kolommen = self.rijen = 0

    def neem(self, kolommen: int, rijen: int) -> None:
        """Stretch to a cell; its column and row count from 1."""
        self.kolommen, self.rijen = max(self.kolommen, kolommen), max(self.rijen, rijen)
        if not self.grenzen.past(self.kolommen, self.rijen):
            raise Weigering("ver", f"{kolomletter(min(kolommen, 1 << 20) - 1)}{rijen}")


def lees_xlsx(bundel: Bundel, grenzen: Grenzen) -> list[Blad]:
    """The visible sheets of an Excel workbook, in order."""
    delen = {"/" + deel: deel for deel in bundel.delen}
    doelen = {}
    for tag in _RELATIE.findall(bundel.lees("xl/_rels/workbook.xml.rels")):
        relatie = _attributen(tag)
        doel = relatie.get("Target", "")
        doelen[relatie.get("Id", "")] = delen.get(doel if doel.startswith("/") else f"/xl/{doel}", "")
    bladen = []
    for tag in _BLAD.findall(bundel.lees("xl/workbook.xml")):
        blad = _attributen(tag)
        if blad.get("state", "visible") != "visible" or blad.get("name", "").strip().lower() == TOELICHTING:
            continue
        deel = next((doelen.get(waarde, "") for sleutel, waarde in blad.items() if sleutel.endswith(":id")), "")
        if deel:
            bladen.append(_lees_blad(bundel, deel, Blad(blad.get("name", "")), grenzen))
    return bladen


def _lees_blad(bundel: Bundel, deel: str, blad: Blad, grenzen: Grenzen) -> Blad:
    """How far the cells of a sheet reach, and which are formulas or errors."""
    gebied = Gebied(grenzen)
    for blok in _per_tag(bundel, deel, b"<c ", b":c ", b"<row", b":row"):
        for letters, rij in _MAAT.findall(blok) if b"dimension" in blok else ():
            gebied.neem(kolomplaats(letters.decode()) + 1, int(rij))
        if blok.count(b"<c") - blok.count(b"<co") != len(_GEWONE_CEL.findall(blok)) or b":c " in blok:
            for letters, rij in _PLAATS.findall(blok):
                gebied.neem(kolomplaats(letters.decode()) + 1, int(rij))
            for rij in _RIJ.findall(blok):
                gebied.neem(1, int(rij))
        blad.gevuld = blad.gevuld or bool(_WAARDE.search(blok))
        if b"<f" in blok or b":f" in blok:
            blad.formules += [cel for tag in _FORMULE.findall(blok) if (cel := _cel(tag))]
        if b'"e"' in blok or b"'e'" in blok:
            blad.fouten += [
                (*cel, fout.decode("utf-8", "replace")) for tag, fout in _FOUT.findall(blok) if (cel := _cel(tag))
            ]
        _keur_formules(blad)
    return blad


def _per_tag(bundel: Bundel, deel: str, *tags: bytes) -> Iterator[bytes]:
    """Blocks that never end within a tag or between a cell and its formula: cut before the last of some tags."""
    rest = b""
    for blok in bundel.blokken(bundel.delen[deel]):
        blok = rest + blok
        grens = max(blok.rfind(tag) for tag in tags)
        if grens <= 0 and len(blok) > MAX_TAG:
            raise Weigering("ongewoon")
        yield blok[: max(grens, 0)]
        rest = blok[max(grens, 0) :]
    yield rest


def _attributen(tag: bytes) -> dict[str, str]:
    return {
        naam.decode("utf-8", "replace"): html.unescape((dubbel or enkel).decode("utf-8", "replace"))
        for naam, dubbel, enkel in _ATTRIBUUT.findall(tag)
    }


def _keur_formules(blad: Blad) -> None:
    if len(blad.formules) + len(blad.fouten) > MAX_FORMULES:
        raise Weigering("formules", blad.naam)


def _cel(tag: bytes) -> tuple[str, int] | None:
    """Column letters and row number of a cell."""
    plaats = re.fullmatch(r"([A-Za-z]{1,3})([0-9]{1,7})", _attributen(tag).get("r", ""))
    return (plaats[1].upper(), int(plaats[2])) if plaats else None


def lees_ods(bundel: Bundel, grenzen: Grenzen) -> list[Blad]:
    """The visible sheets of a LibreOffice workbook, in order."""
    if b"encryption-data" in bundel.lees("META-INF/manifest.xml"):
        raise Weigering("wachtwoord")
    if "content.xml" not in bundel.delen:
        raise Weigering("stuk")
    lezer = _OdsLezer(grenzen)
    for blok in _per_tag(bundel, "content.xml", b"<table:", b"<style:"):
        for sluit, tag, attributen, leeg in _ODS_TAG.findall(blok):
            lezer.neem(bool(sluit), tag.decode(), _attributen(attributen), bool(leeg))
    return [blad for blad in lezer.bladen if blad.naam.strip().lower() != TOELICHTING]


class _OdsLezer:
    """Follows rows and cells with their repeats, tag by tag."""

    def __init__(self, grenzen: Grenzen) -> None:
        self.grenzen = grenzen
        self.bladen: list[Blad] = []
        self.blad: Blad | None = None
        self.gebied = Gebied(grenzen)
        self.verborgen: set[str] = set()
        self.stijl = ""
        self.rij = self.kolom = self.herhaald = 0

    def neem(self, sluit: bool, tag: str, attributen: dict[str, str], leeg: bool) -> None:
        """Take one tag."""
        if tag == "style:style" and not sluit:
            self.stijl = attributen.get("style:name", "")
        elif tag == "style:table-properties" and attributen.get("table:display") == "false":
            self.verborgen.add(self.stijl)
        elif tag == "table:table" and not sluit:
            self.blad = Blad(attributen.get("table:name", ""))
            self.gebied, self.rij, self.herhaald = Gebied(self.grenzen), 0, 0
            if attributen.get("table:style-name", "") not in self.verborgen:
                self.bladen.append(self.blad)
        elif tag == "table:table-row" and not sluit:
            self.rij += self.herhaald
            self.kolom, self.herhaald = 0, _aantal(attributen, "table:number-rows-repeated")
        elif tag.endswith("table-cell") and not sluit and self.blad:
            self._neem_cel(self.blad, attributen)

    def _neem_cel(self, blad: Blad, attributen: dict[str, str]) -> None:
        begin, herhaald = self.kolom, _aantal(attributen, "table:number-columns-repeated")
        self.kolom += herhaald
        formule = "table:formula" in attributen
        if not formule and "office:value-type" not in attributen:
            return
        blad.gevuld = True
        self.gebied.neem(self.kolom, self.rij + self.herhaald)
        if attributen.get("calcext:value-type") == "error":
            blad.fouten.append((kolomletter(begin), self.rij + 1, ""))
        elif formule:
            blad.formules.append((kolomletter(begin), self.rij + 1))
            _keur_formules(blad)


def _aantal(attributen: dict[str, str], sleutel: str) -> int:
    waarde = attributen.get(sleutel, "1")
    return int(waarde) if waarde.isdigit() and len(waarde) < 19 else 1
