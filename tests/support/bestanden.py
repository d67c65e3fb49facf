"""Files as people and attackers make them, built in code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_ODS_NS = " ".join(
    f'xmlns:{kort}="urn:oasis:names:tc:opendocument:xmlns:{kort}:1.0"' for kort in ("office", "table", "text", "style")
)
GOED = (("gemeentecode", "praktijken"), ("0344", 12), ("0363", 7))
"""The table that most of these files hold."""


def xlsx(*bladen: tuple[str, Any], verborgen: str = "") -> bytes:
    """A workbook as a spreadsheet program saves it; a sheet is its name and rows."""
    uit = io.BytesIO()
    with xlsxwriter.Workbook(uit, {"in_memory": True, "default_date_format": "dd-mm-yyyy"}) as boek:
        for naam, rijen in bladen or (("Blad1", GOED),):
            blad = boek.add_worksheet(naam)
            for nummer, rij in enumerate(rijen):
                for plaats, cel in ((plaats, cel) for plaats, cel in enumerate(rij) if cel != ""):
                    (blad.write_string if isinstance(cel, str) and cel[:1] != "=" else blad.write)(nummer, plaats, cel)
            if naam == verborgen:
                blad.hide()
    return uit.getvalue()


def zip_met(delen: Mapping[str, str | bytes], basis: bytes = b"") -> bytes:
    """A zip with some parts, those of `basis` included unless they are named."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as bundel:
        if basis:
            with zipfile.ZipFile(io.BytesIO(basis)) as oud:
                for naam in oud.namelist():
                    if naam not in delen:
                        bundel.writestr(naam, oud.read(naam))
        for naam, inhoud in delen.items():
            bundel.writestr(naam, inhoud)
    return uit.getvalue()


def xlsx_met_blad(rijen: str, voor: str = "") -> bytes:
    """A workbook whose first sheet has these rows of XML."""
    blad = f'<?xml version="1.0"?>{voor}<worksheet {_NS}><sheetData>{rijen}</sheetData></worksheet>'
    return zip_met({"xl/worksheets/sheet1.xml": blad}, xlsx())


def xlsx_met_far_cel(cel: str) -> bytes:
    """Two small rows, and an empty cell with a style far away."""
    rij = cel.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    klein = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    return xlsx_met_blad(f'{klein}<row r="{rij}"><c r="{cel}" s="1"/></row>')


def zipbom(megabytes: int) -> bytes:
    """A workbook with a part of zeros that packs to almost nothing."""
    uit = io.BytesIO(xlsx())
    with (
        zipfile.ZipFile(uit, "a", zipfile.ZIP_DEFLATED) as bundel,
        bundel.open("xl/media/image1.png", "w", force_zip64=True) as deel,
    ):
        for _ in range(megabytes):
            deel.write(bytes(1 << 20))
    return uit.getvalue()


def ods(*bladen: tuple[str, str], stijlen: str = "", manifest: str = "<manifest/>", voor: str = "") -> bytes:
    """A LibreOffice sheet; a sheet is its name and its rows of XML."""
    tabellen = "".join(
        f'<table:table table:name="{naam}" table:style-name="{naam}">{rijen}</table:table>' for naam, rijen in bladen
    )
    inhoud = (
        f'<?xml version="1.0" encoding="UTF-8"?>{voor}<office:document-content {_ODS_NS}>'
        f"<office:automatic-styles>{stijlen}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tabellen}</office:spreadsheet></office:body></office:document-content>"
    )
    soort = "application/vnd.oasis.opendocument.spreadsheet"
    return zip_met({"mimetype": soort, "META-INF/manifest.xml": manifest, "content.xml": inhoud})


def ods_rij(*cellen: str | float | None, herhaald: int = 1) -> str:
    """One row of XML."""
    return f'<table:table-row table:number-rows-repeated="{herhaald}">{"".join(map(ods_cel, cellen))}</table:table-row>'


def ods_cel(waarde: str | float | None, attributen: str = "") -> str:
    """One cell of XML."""
    if waarde is None:
        return f"<table:table-cell {attributen}/>"
    soort = "string" if isinstance(waarde, str) else f'float" office:value="{waarde}'
    return f'<table:table-cell office:value-type="{soort}" {attributen}><text:p>{waarde}</text:p></table:table-cell>'


def gat(pad: Path, begin: bytes, grootte: int) -> Path:
    """A sparse file that starts with some bytes and seems to be large."""
    with pad.open("wb") as uit:
        uit.write(begin)
        uit.truncate(grootte)
    return pad
