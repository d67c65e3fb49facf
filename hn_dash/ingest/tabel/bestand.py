"""One way in for a table file: what it is stands in its bytes, whatever its name says."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Literal

from hn_dash.errors import InvoerFout
from hn_dash.ingest.tabel.csvlezer import lees_csv
from hn_dash.ingest.tabel.rekenblad import lees_rekenblad
from hn_dash.ingest.tabel.rekenblad_keuring import lees_inhoudsopgave
from hn_dash.ingest.tabel.vorm import REMEDIE, Cel, Tabelbestand, Voortgang, Vorm, weiger

__all__ = ["Cel", "Tabelbestand", "Vorm", "open_bestand"]

MAX_CSV, MAX_REKENBLAD = 100_000_000, 20_000_000
PROEF = 4_096
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
UTF_BOM = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BINAIR = (
    (b"%PDF", "een pdf"),
    (b"\x1f\x8b", "een gzip-archief"),
    (b"\x89PNG", "een plaatje (png)"),
    (b"\xff\xd8\xff", "een foto (jpeg)"),
    (b"GIF8", "een plaatje (gif)"),
    (b"Rar!", "een rar-archief"),
    (b"7z\xbc\xaf\x27\x1c", "een 7z-archief"),
    (b"{\\rtf", "een tekstdocument (rtf)"),
    (b"SQLite format 3\0", "een database of geopackage"),
    (b"PAR1", "een parquet-bestand"),
    (b"\x00\x00\x27\x0a", "een kaartbestand (shape)"),
)
_TEKST = (
    (
        re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|table|head)\b", re.I | re.S),
        "een webpagina (html)",
    ),
    (re.compile(rb"<(?:\?xml|[a-z][\w:.-]*[\s>])", re.I), "een xml-bestand"),
    (re.compile(rb"[\[{].*\"(?:FeatureCollection|Topology|Feature)\"", re.S), "een kaartbestand (geojson)"),
    (re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"\d\]-]"), "een json-bestand"),
)


def open_bestand(
    pad: Path, naam: str, voortgang: Voortgang = lambda gelezen, totaal: None, max_csv: int = MAX_CSV
) -> Tabelbestand:
    """Judge a file as a whole and offer its rows.

    Parameters
    ----------
    naam : what the user calls it; used in findings, never to decide what it is
    voortgang : told the bytes read and the bytes in all
    max_csv : bytes that a CSV file may have

    Raises
    ------
    InvoerFout : with every finding about the file as a whole
    """
    grootte = pad.stat().st_size
    with pad.open("rb") as bron:
        begin = bron.read(PROEF)
    if not begin:
        raise weiger(naam, "leeg", "Het bestand is leeg; het moet met een kop beginnen en daaronder rijen hebben.")
    if begin.startswith(ZIP):
        _keur_grootte(naam, grootte, MAX_REKENBLAD, "Een rekenblad", "bewaar de tabel als CSV")
        formaat = _soort_zip(pad, naam)
        with pad.open("rb") as bron:
            som = hashlib.file_digest(bron, "sha256").hexdigest()
        return lees_rekenblad(pad, naam, formaat, som, voortgang)
    _keur_tekst(naam, begin, pad)
    _keur_grootte(naam, grootte, max_csv, "Een CSV-bestand", "haal kolommen weg die niet nodig zijn")
    return lees_csv(pad, naam, voortgang)


def _keur_grootte(naam: str, grootte: int, grens: int, wat: str, remedie: str) -> None:
    if grootte > grens:
        zin = f"{wat} mag hooguit {grens // 1_000_000} MB zijn en dit is {-(-grootte // 1_000_000)} MB; {remedie}."
        raise weiger(naam, "grootte", zin)


def _keur_tekst(naam: str, begin: bytes, pad: Path) -> None:
    """Refuse what is no text, or text that is no table."""
    if begin.startswith(OLE):
        raise _ole(naam, pad)
    for kenmerk, wat in BINAIR:
        if begin.startswith(kenmerk):
            raise weiger(naam, "bestandssoort", f"Dit is {wat} en geen tabel. {REMEDIE}")
    if begin.startswith(UTF_BOM) or _is_utf16(begin):
        zin = "Het bestand is in UTF-16 of UTF-32 geschreven; bewaar het als “CSV UTF-8”."
        raise weiger(naam, "codering", zin)
    tekst = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    for patroon, wat in _TEKST:
        if patroon.match(tekst):
            raise weiger(naam, "bestandssoort", f"Dit is {wat} en geen tabel. {REMEDIE}")
    stuur = len(begin) - len(begin.translate(None, bytes(range(1, 9)) + bytes(range(14, 32))))
    if stuur * 20 > len(begin):
        raise weiger(naam, "bestandssoort", f"Dit is geen tekst en geen rekenblad. {REMEDIE}")


def _ole(naam: str, pad: Path) -> InvoerFout:
    """An old Office file, or a new one that is locked."""
    with pad.open("rb") as bron:
        inhoud = bron.read(MAX_REKENBLAD)
    if "EncryptedPackage".encode("utf-16-le") in inhoud:
        return weiger(naam, "beveiliging", "Het rekenblad heeft een wachtwoord; bewaar het zonder wachtwoord.")
    return weiger(naam, "bestandssoort", f"Dit is een oud Office-bestand (xls of doc). {REMEDIE}")


def _is_utf16(begin: bytes) -> bool:
    """Whether every other byte, or three of four, are mostly NUL."""
    return len(begin) >= 4 and any(begin[deel::2].count(0) * 10 >= len(begin[deel::2]) * 7 for deel in (0, 1))


def _soort_zip(pad: Path, naam: str) -> Literal["xlsx", "ods"]:
    delen, soort = lees_inhoudsopgave(pad, naam)
    if "xl/workbook.xml" in delen:
        return "xlsx"
    if soort.strip() == b"application/vnd.oasis.opendocument.spreadsheet":
        return "ods"
    eindes = {deel.rsplit(".", 1)[-1].lower() for deel in delen}
    if "xl/workbook.bin" in delen:
        wat = "een binair rekenblad (xlsb)"
    elif "word/document.xml" in delen or soort.strip() == b"application/vnd.oasis.opendocument.text":
        wat = "een tekstdocument"
    elif eindes & {"shp", "kml", "gml", "gpkg"}:
        wat = "een kaartbestand in een zip"
    else:
        wat = "een zip-archief"
    raise weiger(naam, "bestandssoort", f"Dit is {wat} en geen tabel. {REMEDIE}")
