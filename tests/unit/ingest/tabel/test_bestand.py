"""What a file is stands in its bytes; everything that is no table is refused with what it is and what to do."""

import gzip
import json
from pathlib import Path

import pytest

from hn_dash.errors import InvoerFout
from hn_dash.ingest.tabel.bestand import open_bestand
from tests.support.bestanden import gat, xlsx, zip_met

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
CSV = "gemeentecode;praktijken\n0344;12\n"
GEEN_TABEL = "en geen tabel. Bewaar de tabel als CSV of XLSX en kies dat bestand."


def weigering(tmp_path: Path, inhoud: bytes, naam: str = "aantallen.csv") -> tuple[str, str]:
    pad = tmp_path / "upload"
    pad.write_bytes(inhoud)
    with pytest.raises(InvoerFout) as fout:
        open_bestand(pad, naam)
    (bevinding,) = fout.value.bevindingen
    assert bevinding.bestand == naam
    return bevinding.regel, bevinding.zin


@pytest.mark.parametrize(
    ("inhoud", "regel", "zin"),
    [
        (b"", "leeg", "Het bestand is leeg; het moet met een kop beginnen en daaronder rijen hebben."),
        (b"\xef\xbb\xbf", "leeg", "Het bestand is leeg; het moet met een kop beginnen en daaronder rijen hebben."),
        (b"\r\n \r\n;;\r\n", "leeg", "Het bestand is leeg; het moet met een kop beginnen en daaronder rijen hebben."),
        (b"a;b\r\n", "leeg", "Het bestand heeft alleen een kop; voeg rijen toe."),
        (b"<!DOCTYPE html><table><tr><td>1", "bestandssoort", f"Dit is een webpagina (html) {GEEN_TABEL}"),
        (b"<html xmlns:x='urn'><table>", "bestandssoort", f"Dit is een webpagina (html) {GEEN_TABEL}"),
        (b"<?xml version='1.0'?><Workbook/>", "bestandssoort", f"Dit is een xml-bestand {GEEN_TABEL}"),
        (b"%PDF-1.7\n", "bestandssoort", f"Dit is een pdf {GEEN_TABEL}"),
        (gzip.compress(CSV.encode(), mtime=0), "bestandssoort", f"Dit is een gzip-archief {GEEN_TABEL}"),
        (json.dumps([{"a": 1}]).encode(), "bestandssoort", f"Dit is een json-bestand {GEEN_TABEL}"),
        (
            b'{"type": "FeatureCollection", "features": []}',
            "bestandssoort",
            f"Dit is een kaartbestand (geojson) {GEEN_TABEL}",
        ),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "bestandssoort", f"Dit is een plaatje (png) {GEEN_TABEL}"),
        (b"SQLite format 3\0" + bytes(90), "bestandssoort", f"Dit is een database of geopackage {GEEN_TABEL}"),
        (
            OLE,
            "bestandssoort",
            "Dit is een oud Office-bestand (xls of doc). Bewaar de tabel als CSV of XLSX en kies dat bestand.",
        ),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "beveiliging",
            "Het rekenblad heeft een wachtwoord; bewaar het zonder wachtwoord.",
        ),
        (zip_met({"word/document.xml": "<w/>"}), "bestandssoort", f"Dit is een tekstdocument {GEEN_TABEL}"),
        (zip_met({"gemeenten.shp": b"\0"}), "bestandssoort", f"Dit is een kaartbestand in een zip {GEEN_TABEL}"),
        (zip_met({"xl/workbook.bin": b"\0"}), "bestandssoort", f"Dit is een binair rekenblad (xlsb) {GEEN_TABEL}"),
        (zip_met({"a.csv": CSV}), "bestandssoort", f"Dit is een zip-archief {GEEN_TABEL}"),
        (xlsx()[:300], "bestandssoort", "Het rekenblad is beschadigd; bewaar het opnieuw."),
        (
            CSV.encode("utf-16"),
            "codering",
            "Het bestand is in UTF-16 of UTF-32 geschreven; bewaar het als “CSV UTF-8”.",
        ),
        (
            CSV.encode("utf-16-le"),
            "codering",
            "Het bestand is in UTF-16 of UTF-32 geschreven; bewaar het als “CSV UTF-8”.",
        ),
        (
            CSV.encode("utf-32"),
            "codering",
            "Het bestand is in UTF-16 of UTF-32 geschreven; bewaar het als “CSV UTF-8”.",
        ),
        (
            bytes(range(1, 32)) * 9,
            "bestandssoort",
            "Dit is geen tekst en geen rekenblad. Bewaar de tabel als CSV of XLSX en kies dat bestand.",
        ),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(tmp_path: Path, inhoud: bytes, regel: str, zin: str) -> None:
    assert weigering(tmp_path, inhoud) == (regel, zin)


def test_a_workbook_called_csv_is_a_workbook(tmp_path: Path) -> None:
    pad = tmp_path / "upload"
    pad.write_bytes(xlsx())
    bestand = open_bestand(pad, "aantallen.csv")
    assert (bestand.vorm.formaat, list(bestand.rijen())) == ("xlsx", [(2, ["0344", 12]), (3, ["0363", 7])])


@pytest.mark.parametrize(
    ("begin", "zin"),
    [
        (
            CSV.encode(),
            "Een CSV-bestand mag hooguit 100 MB zijn en dit is 200 MB; haal kolommen weg die niet nodig zijn.",
        ),
        (b"PK\x03\x04", "Een rekenblad mag hooguit 20 MB zijn en dit is 200 MB; bewaar de tabel als CSV."),
    ],
)
def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: bytes, zin: str
) -> None:
    monkeypatch.setattr("hn_dash.ingest.tabel.bestand.lees_csv", lambda *_: pytest.fail("read"))
    pad = gat(tmp_path / "groot", begin + b"0344;12\n" * 600, 200_000_000)
    with pytest.raises(InvoerFout) as fout:
        open_bestand(pad, "groot.csv")
    assert [b.zin for b in fout.value.bevindingen] == [zin]
