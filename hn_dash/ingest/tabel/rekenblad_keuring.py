"""What a spreadsheet may do to us, judged from its zip before anything parses it.

Only zipfile and patterns over bytes look at it here, a block at a time: no entity is expanded, nothing is built.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hn_dash.errors import InvoerFout
from hn_dash.ingest.tabel.vorm import MAX_KOLOMMEN, kolomletter, kolomplaats, weiger
from hn_dash.tekst import getal

MAX_DELEN, MAX_UITGEPAKT, MAX_VERHOUDING = 2_000, 300 << 20, 200
VANAF_VERHOUDING = 10 << 20
"""Below this many bytes unpacked a high ratio is only a file with much of the same."""
MAX_RIJEN, MAX_CELLEN = 1 << 20, 20_000_000
BLOK, MAX_TAG = 1 << 20, 8 << 20
MAX_INHOUDSOPGAVE = 1 << 20
MAX_FORMULES = 100_000
TOELICHTING = "toelichting"
GENEST = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
STUK = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, KeyError)

_ATTRIBUUT = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# No pattern looks past the next "<", nor far: a file made to slow them down gains nothing.
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


@dataclass
class Blad:
    """One sheet.

    Parameters
    ----------
    deel : the part of the zip it stands in
    gevuld : whether any cell holds something
    formules, fouten : cell -> its error value, or "" for a formula; the first so many
    """

    naam: str
    deel: str
    gevuld: bool = False
    formules: list[tuple[str, int]] = field(default_factory=list)
    fouten: list[tuple[str, int, str]] = field(default_factory=list)


class Gebied:
    """The rectangle that the cells of a sheet span."""

    def __init__(self, bestand: str) -> None:
        self.bestand = bestand
        self.kolommen = self.rijen = 0

    def neem(self, kolommen: int, rijen: int) -> None:
        """Stretch to a cell; its column and row count from 1."""
        self.kolommen, self.rijen = max(self.kolommen, kolommen), max(self.rijen, rijen)
        if self.kolommen > MAX_KOLOMMEN or self.rijen > MAX_RIJEN or self.kolommen * self.rijen > MAX_CELLEN:
            cel = f"{kolomletter(min(kolommen, 1 << 20) - 1)}{rijen}"
            zin = (
                f"Cel {cel} ligt ver buiten de tabel; verwijder die, of kopieer alleen de tabel naar een nieuw blad "
                f"(hooguit {MAX_KOLOMMEN} kolommen, {getal(MAX_RIJEN)} rijen en {getal(MAX_CELLEN)} cellen)."
            )
            raise weiger(self.bestand, "grootte", zin)


def keur_zip(pad: Path, naam: str, formaat: str) -> list[Blad]:
    """The visible sheets with data, in order, after every check on the zip.

    Raises
    ------
    InvoerFout : when the zip is damaged, dangerous or holds no table
    """
    try:
        with zipfile.ZipFile(pad) as bundel:
            _keur_inhoud(bundel, naam)
            for deel in bundel.infolist():
                _keur_deel(bundel, deel, naam)
            bladen = _xlsx(bundel, naam) if formaat == "xlsx" else _ods(bundel, naam)
    except InvoerFout:
        raise
    except STUK as fout:
        raise weiger(naam, "bestandssoort", "Het rekenblad is beschadigd; bewaar het opnieuw.") from fout
    gevuld = [blad for blad in bladen if blad.gevuld]
    if not gevuld:
        raise weiger(naam, "leeg", "Er is geen zichtbaar blad met gegevens; het blad Toelichting telt niet mee.")
    return gevuld


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
        raise weiger(naam, "bestandssoort", "Het rekenblad is beschadigd; bewaar het opnieuw.") from fout


def _keur_inhoud(bundel: zipfile.ZipFile, naam: str) -> None:
    delen = bundel.infolist()
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


def _keur_deel(bundel: zipfile.ZipFile, deel: zipfile.ZipInfo, naam: str) -> None:
    """Refuse archives in the zip, and XML that defines something or hides in another encoding."""
    eerste, rest = True, b""
    xml = deel.filename.lower().endswith((".xml", ".rels", ".vml"))
    for blok in _blokken(bundel, deel.filename):
        if eerste:
            eerste = False
            if blok.startswith(GENEST):
                zin = f"In het rekenblad zit een bestand ({deel.filename}); verwijder dat of bewaar de tabel als CSV."
                raise weiger(naam, "beveiliging", zin)
            xml = xml or blok.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
            if blok.startswith((b"\xff\xfe", b"\xfe\xff")) or (xml and b"\0" in blok[:64]):
                raise weiger(naam, "codering", "Het rekenblad is niet in UTF-8; bewaar het opnieuw als XLSX.")
        if not xml:
            continue
        blok = rest + blok
        if b"<!DOCTYPE" in blok or b"<!ENTITY" in blok:
            zin = "Het rekenblad bevat XML-definities (DOCTYPE of ENTITY); bewaar de tabel als CSV."
            raise weiger(naam, "beveiliging", zin)
        rest = blok[-16:]


def _blokken(bundel: zipfile.ZipFile, deel: str) -> Iterator[bytes]:
    with bundel.open(deel) as bron:
        while blok := bron.read(BLOK):
            yield blok


def _per_tag(bundel: zipfile.ZipFile, deel: str, naam: str, *tags: bytes) -> Iterator[bytes]:
    """Blocks that never end within a tag or between a cell and its formula: cut before the last of some tags."""
    rest = b""
    for blok in _blokken(bundel, deel):
        blok = rest + blok
        grens = max(blok.rfind(tag) for tag in tags)
        if grens <= 0 and len(blok) > MAX_TAG:
            raise weiger(naam, "beveiliging", "Het rekenblad is geen gewone tabel; bewaar de tabel als CSV.")
        yield blok[: max(grens, 0)]
        rest = blok[max(grens, 0) :]
    yield rest


def _lees_klein(bundel: zipfile.ZipFile, deel: str) -> bytes:
    if bundel.getinfo(deel).file_size > MAX_TAG:
        raise zipfile.BadZipFile(deel)
    return bundel.read(deel)


def _attributen(tag: bytes) -> dict[str, str]:
    return {
        naam.decode("utf-8", "replace"): html.unescape((dubbel or enkel).decode("utf-8", "replace"))
        for naam, dubbel, enkel in _ATTRIBUUT.findall(tag)
    }


def _xlsx(bundel: zipfile.ZipFile, naam: str) -> list[Blad]:
    delen = {"/" + deel: deel for deel in bundel.namelist()}
    doelen = {}
    for tag in _RELATIE.findall(_lees_klein(bundel, "xl/_rels/workbook.xml.rels")):
        relatie = _attributen(tag)
        doel = relatie.get("Target", "")
        doelen[relatie.get("Id", "")] = delen.get(doel if doel.startswith("/") else f"/xl/{doel}", "")
    bladen = []
    for blad in _zichtbaar(bundel):
        deel = next((doelen.get(waarde, "") for sleutel, waarde in blad.items() if sleutel.endswith(":id")), "")
        if deel:
            bladen.append(_lees_blad(bundel, Blad(blad.get("name", ""), deel), naam))
    return bladen


def _zichtbaar(bundel: zipfile.ZipFile) -> Iterator[dict[str, str]]:
    for tag in _BLAD.findall(_lees_klein(bundel, "xl/workbook.xml")):
        blad = _attributen(tag)
        if blad.get("state", "visible") == "visible" and blad.get("name", "").strip().lower() != TOELICHTING:
            yield blad


def gok_blad(pad: Path, formaat: str) -> str:
    """The sheet that will probably be read: the first visible one of a workbook; "" when that takes more to say."""
    if formaat != "xlsx":
        return ""
    try:
        with zipfile.ZipFile(pad) as bundel:
            return next((blad.get("name", "") for blad in _zichtbaar(bundel)), "")
    except STUK:
        return ""


def _lees_blad(bundel: zipfile.ZipFile, blad: Blad, naam: str) -> Blad:
    """How far the cells of a sheet reach, and which are formulas or errors."""
    gebied = Gebied(naam)
    for blok in _per_tag(bundel, blad.deel, naam, b"<c ", b":c ", b"<row", b":row"):
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
        _keur_formules(blad, naam)
    return blad


def _keur_formules(blad: Blad, naam: str) -> None:
    if len(blad.formules) + len(blad.fouten) > MAX_FORMULES:
        zin = f"Blad “{blad.naam}” heeft meer dan {getal(MAX_FORMULES)} formules; plak de tabel als waarden."
        raise weiger(naam, "formule", zin)


def _cel(tag: bytes) -> tuple[str, int] | None:
    """Column letters and row number of a cell."""
    plaats = re.fullmatch(r"([A-Za-z]{1,3})([0-9]{1,7})", _attributen(tag).get("r", ""))
    return (plaats[1].upper(), int(plaats[2])) if plaats else None


def _ods(bundel: zipfile.ZipFile, naam: str) -> list[Blad]:
    if b"encryption-data" in _lees_klein(bundel, "META-INF/manifest.xml"):
        raise weiger(naam, "beveiliging", "Het rekenblad heeft een wachtwoord; bewaar het zonder wachtwoord.")
    lezer = _OdsLezer(naam)
    for blok in _per_tag(bundel, "content.xml", naam, b"<table:", b"<style:"):
        for sluit, tag, attributen, leeg in _ODS_TAG.findall(blok):
            lezer.neem(bool(sluit), tag.decode(), _attributen(attributen), bool(leeg))
    return [blad for blad in lezer.bladen if blad.naam.strip().lower() != TOELICHTING]


class _OdsLezer:
    """Follows rows and cells with their repeats, tag by tag."""

    def __init__(self, naam: str) -> None:
        self.naam = naam
        self.bladen: list[Blad] = []
        self.blad: Blad | None = None
        self.gebied = Gebied(naam)
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
            self.blad = Blad(attributen.get("table:name", ""), "content.xml")
            self.gebied, self.rij, self.herhaald = Gebied(self.naam), 0, 0
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
            _keur_formules(blad, self.naam)


def _aantal(attributen: dict[str, str], sleutel: str) -> int:
    waarde = attributen.get(sleutel, "1")
    return int(waarde) if waarde.isdigit() and len(waarde) < 19 else 1
