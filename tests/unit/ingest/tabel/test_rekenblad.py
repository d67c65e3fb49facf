"""Spreadsheets: what is in them, and what a hostile one gets for an answer."""
# ruff: noqa: E501 (the sentences are whole, so that they can be searched for)

import io
import os
import re
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path

import pytest

from hn_dash.errors import InvoerFout
from hn_dash.ingest.tabel import rekenblad, rekenblad_hek, rekenblad_keuring
from hn_dash.ingest.tabel.bestand import Tabelbestand, open_bestand
from hn_dash.ingest.tabel.rekenblad_binnen import beantwoord
from tests.support.bestanden import (
    GOED,
    ods,
    ods_cel,
    ods_rij,
    xlsx,
    xlsx_met_blad,
    xlsx_met_far_cel,
    zip_met,
    zipbom,
)

KOP = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'
BREED = 'table:number-columns-repeated="16384"'
ODS_KOP = ods_rij("a", "b")
ENTITEIT = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
VER = "ligt ver buiten de tabel; verwijder die, of kopieer alleen de tabel naar een nieuw blad (hooguit 256 kolommen, 1.048.576 rijen en 20.000.000 cellen)."
DEFINITIES = "Het rekenblad bevat XML-definities (DOCTYPE of ENTITY); bewaar de tabel als CSV."
WACHTWOORD = "Het rekenblad heeft een wachtwoord; bewaar het zonder wachtwoord."


IN_A_CHILD = pytest.mark.parametrize("lees", ["in a child"], indirect=True)
"""What would take this process along."""


def hier(vraag: bytes, uit: int) -> int:
    """What the child does, in this process."""
    beantwoord(vraag, os.dup(uit))
    return 0


@pytest.fixture(params=["in a child", "here"])
def lees(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    if request.param == "here":
        monkeypatch.setattr(rekenblad.HEKKEN, "vraag", hier)

    def lees(inhoud: bytes) -> Tabelbestand:
        pad = tmp_path / "t"
        pad.write_bytes(inhoud)
        return open_bestand(pad, "t.xlsx")

    return lees


def test_cells_keep_their_type(lees) -> None:
    rijen = [
        ("code", "getal", "deel", "dag", "tijd", "waar"),
        (" 0344 ", 344.0, 12.5, date(2026, 1, 31), datetime(2026, 1, 31, 12, 30), True),
        ("", "", "", "", "", ""),
        ("x", "", "", "", "", False),
    ]
    bestand = lees(xlsx(("Blad1", rijen)))
    assert list(bestand.rijen()) == list(bestand.rijen())
    (_, eerste), (_, tweede) = bestand.rijen()
    assert eerste == ["0344", 344, 12.5, date(2026, 1, 31), datetime(2026, 1, 31, 12, 30), True]
    assert [type(cel) for cel in eerste] == [str, int, float, date, datetime, bool]
    assert tweede == ["x", "", "", "", "", False]
    assert [nummer for nummer, _ in bestand.rijen()] == [2, 4]
    assert (bestand.vorm.rijen, bestand.vorm.decimaal, bestand.vorm.blad) == (2, ".", "Blad1")


def test_rows_and_letters_count_as_the_spreadsheet_does(lees) -> None:
    bestand = lees(xlsx(("Blad1", [(), (), ("", "a", "b"), ("", 1, "=1+1")])))
    assert [(b.rij, b.kolom, b.regel, b.zin) for b in bestand.bevindingen] == [
        (4, "b", "formule", "Cel C4 is een formule; kopieer de kolom en plak haar als waarden.")
    ]
    assert (bestand.vorm.koppen, list(bestand.rijen())) == (("a", "b"), [])


def test_the_first_visible_sheet_with_data_is_read_and_the_others_are_named(lees) -> None:
    bladen = [("Toelichting", [("uitleg",)]), ("Oud", GOED), ("Leeg", []), ("Jan & Co", GOED), ("Meer", GOED)]
    bestand = lees(xlsx(*bladen, verborgen="Oud"))
    assert bestand.vorm.blad == "Jan & Co"
    assert [(b.ernst, b.zin) for b in bestand.bevindingen] == [
        ("info", "Gelezen is blad “Jan & Co”; niet gelezen: “Meer”.")
    ]
    assert len(list(bestand.rijen())) == 2


def test_an_error_in_a_cell_is_found_and_not_read_as_empty(lees) -> None:
    rij = '<row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    bestand = lees(xlsx_met_blad(f'{KOP}{rij}<row r="3"><c r="A3"><v>1</v></c></row>'))
    assert [(b.rij, b.kolom, b.zin) for b in bestand.bevindingen] == [
        (2, "a", "Cel A2 heeft de foutwaarde #N/A; vul de waarde in of maak de cel leeg."),
        (2, "b", "Cel B2 heeft de foutwaarde #DIV/0!; vul de waarde in of maak de cel leeg."),
    ]
    assert list(bestand.rijen()) == [(3, [1, ""])]


def test_an_empty_cell_near_the_table_is_no_matter(lees) -> None:
    assert list(lees(xlsx_met_far_cel("D40000")).rijen()) == [(2, [1])]


def test_ods_is_read_with_its_repeats_and_hidden_sheets(lees) -> None:
    verborgen = '<style:style style:name="Weg" style:family="table"><style:table-properties table:display="false"/></style:style>'
    leeg = f'<table:table-row table:number-rows-repeated="1048000">{ods_cel(None, BREED)}</table:table-row>'
    rijen = ODS_KOP + ods_rij("0344", 12.0) + ods_rij("0363", 7.5, herhaald=2) + leeg
    bestand = lees(ods(("Weg", ODS_KOP), ("Toelichting", ODS_KOP), ("Blad", rijen), stijlen=verborgen))
    assert (bestand.vorm.formaat, bestand.vorm.blad) == ("ods", "Blad")
    assert list(bestand.rijen()) == [(2, ["0344", 12]), (3, ["0363", 7.5]), (4, ["0363", 7.5])]


def test_a_formula_in_ods_is_found(lees) -> None:
    formule = ods_cel(2.0, 'table:formula="of:=[.A1]>1"')
    bestand = lees(ods(("Blad", f"{ODS_KOP}<table:table-row>{ods_cel('x')}{formule}</table:table-row>")))
    assert [(b.rij, b.kolom, b.regel) for b in bestand.bevindingen] == [(2, "b", "formule")]


@pytest.mark.parametrize(
    ("maak", "regel", "zin"),
    [
        (lambda: xlsx_met_far_cel("XFD1048576"), "grootte", f"Cel XFD1048576 {VER}"),
        (lambda: xlsx_met_far_cel("A1048577"), "grootte", f"Cel A1048577 {VER}"),
        (lambda: xlsx_met_far_cel("Z999999"), "grootte", f"Cel Z999999 {VER}"),
        (lambda: xlsx_met_blad(f"{KOP}<row><c\ns='1' r = 'XFD2' /></row>"), "grootte", f"Cel XFD2 {VER}"),
        (
            lambda: zip_met({"xl/worksheets/sheet1.xml": '<worksheet><dimension ref="A1:XFD9"/></worksheet>'}, xlsx()),
            "grootte",
            f"Cel XFD9 {VER}",
        ),
        (lambda: ods(("B", ODS_KOP + ods_rij("x", herhaald=2_000_000))), "grootte", f"Cel A2000001 {VER}"),
        (lambda: ods(("B", f"<table:table-row>{ods_cel('x', BREED)}</table:table-row>")), "grootte", f"Cel XFD1 {VER}"),
        (lambda: xlsx_met_blad(KOP, ENTITEIT), "beveiliging", DEFINITIES),
        (lambda: zip_met({"docProps/core.xml": ENTITEIT}, xlsx()), "beveiliging", DEFINITIES),
        (
            lambda: zip_met({"x.dat": f"<?xml version='1.0'?>{' ' * ((1 << 20) - 25)}{ENTITEIT}"}, xlsx()),
            "beveiliging",
            DEFINITIES,
        ),
        (lambda: ods(("B", ODS_KOP), voor=ENTITEIT), "beveiliging", DEFINITIES),
        (
            lambda: zip_met({"xl/styles.xml": ENTITEIT.encode("utf-16")}, xlsx()),
            "codering",
            "Het rekenblad is niet in UTF-8; bewaar het opnieuw als XLSX.",
        ),
        (
            lambda: zipbom(299),
            "beveiliging",
            "Het rekenblad wordt uitgepakt 299 MB, te groot; bewaar de tabel als CSV.",
        ),
        (
            lambda: zip_met({"xl/embeddings/a.bin": zip_met({"a": "b"})}, xlsx()),
            "beveiliging",
            "In het rekenblad zit een bestand (xl/embeddings/a.bin); verwijder dat of bewaar de tabel als CSV.",
        ),
        (
            lambda: zip_met({"xl/vbaProject.bin": b"x"}, xlsx()),
            "beveiliging",
            "Het rekenblad bevat macro's; bewaar het als gewone XLSX, zonder macro's.",
        ),
        (
            lambda: zip_met({f"a{n}": "" for n in range(2_001)}, xlsx()),
            "beveiliging",
            "Het rekenblad bestaat uit 2.011 delen, te veel of dubbel; bewaar de tabel als CSV.",
        ),
        (lambda: ods(("B", ODS_KOP), manifest="<manifest:encryption-data/>"), "beveiliging", WACHTWOORD),
        (
            lambda: zip_met({"xl/workbook.xml": "<workbook/>"}),
            "bestandssoort",
            "Het rekenblad is beschadigd; bewaar het opnieuw.",
        ),
        (
            lambda: xlsx_met_blad(f"{KOP}<row r='2'><c r='A2'><v>1</c></row>"),
            "bestandssoort",
            "Het rekenblad is beschadigd; bewaar het opnieuw, of bewaar de tabel als CSV.",
        ),
        (
            lambda: xlsx(("Toelichting", GOED)),
            "leeg",
            "Er is geen zichtbaar blad met gegevens; het blad Toelichting telt niet mee.",
        ),
        (lambda: xlsx(("Blad1", GOED[:1])), "leeg", "Blad “Blad1” heeft alleen een kop; voeg rijen toe."),
    ],
)
def test_a_hostile_or_damaged_sheet_is_refused(lees, maak, regel: str, zin: str) -> None:
    with pytest.raises(InvoerFout) as fout:
        lees(maak())
    assert [(b.regel, b.zin) for b in fout.value.bevindingen] == [(regel, zin)]


@pytest.mark.parametrize(
    ("kind", "sleutel"),
    [
        ("import os; os.abort()", "geheugen"),
        ("x = bytearray(1 << 40)", "gestopt"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "gestopt"),
        ("import time; time.sleep(60)", "tijd"),
    ],
)
@IN_A_CHILD
def test_a_child_that_fails_is_a_finding(lees, tmp_path: Path, monkeypatch, kind: str, sleutel: str) -> None:
    (tmp_path / "kind.py").write_text(kind)
    monkeypatch.setattr(rekenblad_hek, "KIND", tmp_path / "kind.py")
    if sleutel == "tijd":
        monkeypatch.setattr(rekenblad_hek, "TIJD", 0.3)
    with pytest.raises(InvoerFout) as fout:
        lees(xlsx())
    assert [(b.regel, b.zin) for b in fout.value.bevindingen] == [rekenblad.FOUTEN[sleutel]]


@IN_A_CHILD
def test_a_sheet_that_asks_too_much_memory_ends_the_child_only(lees, monkeypatch) -> None:
    monkeypatch.setattr(rekenblad_keuring, "MAX_KOLOMMEN", 16_384)
    monkeypatch.setattr(rekenblad_keuring, "MAX_CELLEN", 10**12)
    with pytest.raises(InvoerFout) as fout:
        lees(xlsx_met_blad(f'{KOP}<row r="100000"><c r="KN100000"><v>1</v></c></row>'))
    assert [(b.regel, b.zin) for b in fout.value.bevindingen] == [rekenblad.FOUTEN["geheugen"]]


def met_maat(inhoud: bytes, maat: str, cel: str) -> bytes:
    """A workbook whose sheet says how far it reaches, and has one more cell."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as bundel:
        blad = bundel.read("xl/worksheets/sheet1.xml").decode()
    begin, dimensie, rest = re.split('(<dimension ref="[^"]*")', blad)
    rest = rest.replace(
        "</sheetData>", f'<row r="{cel.lstrip("QWERTYUIOPASDFGHJKLZXCVBNM")}">{CEL % cel}</row></sheetData>'
    )
    assert dimensie
    return zip_met({"xl/worksheets/sheet1.xml": f'{begin}<dimension ref="{maat}"{rest}'}, inhoud)


CEL = '<c r="%s"><v>1</v></c>'


@pytest.mark.parametrize("cel", ["XFD1048576", "IW3", "A1048577", "Z999999"])
@IN_A_CHILD
def test_a_sheet_that_lies_about_its_size_is_found_out(lees, cel: str) -> None:
    with pytest.raises(InvoerFout) as fout:
        lees(met_maat(xlsx(), "A1:B3", cel))
    assert [(b.regel, b.zin) for b in fout.value.bevindingen] == [("grootte", f"Cel {cel} {VER}")]


def test_a_sheet_with_other_names_for_its_tags_is_read_as_well(lees) -> None:
    """As some libraries write it: every tag with a prefix."""
    cel = '<x:c r="%s" t="inlineStr"><x:is><x:t>%s</x:t></x:is></x:c>'
    formule = '<x:c r="B2"><x:f>1+1</x:f><x:v>2</x:v></x:c>'
    rijen = (
        f'<x:row r="1">{cel % ("A1", "a")}{cel % ("B1", "b")}</x:row><x:row r="2">{cel % ("A2", "c")}{formule}</x:row>'
    )
    ruimte = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    blad = f'<x:worksheet {ruimte}><x:dimension ref="A1:B2"/><x:sheetData>{rijen}</x:sheetData></x:worksheet>'
    bestand = lees(zip_met({"xl/worksheets/sheet1.xml": blad}, xlsx()))
    assert bestand.vorm.koppen == ("a", "b")
    assert [(b.rij, b.kolom, b.regel) for b in bestand.bevindingen] == [(2, "b", "formule")]


def test_a_sheet_that_says_more_than_it_has_is_read(lees) -> None:
    assert list(lees(met_maat(xlsx(), "A1:Z99999", "B4")).rijen()) == [
        (2, ["0344", 12]),
        (3, ["0363", 7]),
        (4, ["", 1]),
    ]


def gestoord(wat: str) -> bytes:
    """A workbook with a part that is not of the size or the checksum that the zip says."""
    uit = io.BytesIO(xlsx())
    with zipfile.ZipFile(uit, "a", zipfile.ZIP_STORED) as bundel:
        bundel.writestr("xl/media/x.bin", b"ABCDEFGH" * 100)
    inhoud = uit.getvalue()
    if wat == "inhoud":
        return inhoud.replace(b"ABCDEFGH", b"ABCDEFGX", 1)
    som = zlib.crc32(b"ABCDEFGH" * 100).to_bytes(4, "little")
    maat = (800).to_bytes(4, "little")
    anders = {"langer": (801).to_bytes(4, "little"), "korter": (799).to_bytes(4, "little")}[wat]
    assert inhoud.count(som + maat + maat) == 2  # beside the part, and in the list
    return inhoud.replace(som + maat + maat, som + maat + anders)


@pytest.mark.parametrize("wat", ["inhoud", "langer", "korter"])
def test_a_part_that_is_not_what_the_zip_says_is_damage(lees, wat: str) -> None:
    with pytest.raises(InvoerFout) as fout:
        lees(gestoord(wat))
    zin = "Het rekenblad is beschadigd; bewaar het opnieuw."
    assert [(b.regel, b.zin) for b in fout.value.bevindingen] == [("bestandssoort", zin)]


def test_an_archive_cannot_hide_behind_the_way_it_is_packed(lees) -> None:
    """Empty blocks first, then one byte, then the rest: what is looked at is what it unpacks to."""
    leeg, inhoud = b"\x00\x00\x00\xff\xff", zip_met({"a": "b"})
    stuk = [
        b"\x00" + len(deel).to_bytes(2, "little") + (len(deel) ^ 0xFFFF).to_bytes(2, "little") + deel
        for deel in (inhoud[:1], inhoud[1:])
    ]
    pers = leeg * 300_000 + stuk[0] + stuk[1] + b"\x03\x00"
    assert zlib.decompress(pers, -15) == inhoud
    with pytest.raises(InvoerFout) as fout:
        lees(met_ruw_deel("xl/media/a.png", pers, inhoud))
    zin = "In het rekenblad zit een bestand (xl/media/a.png); verwijder dat of bewaar de tabel als CSV."
    assert [(b.regel, b.zin) for b in fout.value.bevindingen] == [("beveiliging", zin)]


def met_ruw_deel(naam: str, pers: bytes, inhoud: bytes) -> bytes:
    """A workbook with a part that was packed by hand."""
    uit = io.BytesIO(xlsx())
    with zipfile.ZipFile(uit, "a", zipfile.ZIP_STORED) as bundel:
        bundel.writestr(naam, pers)
        deel = bundel.getinfo(naam)
        kop = deel.FileHeader()
        deel.compress_type, deel.file_size, deel.CRC = zipfile.ZIP_DEFLATED, len(inhoud), zlib.crc32(inhoud)
    return uit.getvalue().replace(kop, deel.FileHeader())


@pytest.mark.parametrize(
    ("blad", "regel"), [("<sheetData><row><c t='e'><v>#N/A</v></c></row></sheetData>", "leeg"), ("", "leeg")]
)
def test_a_sheet_without_a_table(lees, blad: str, regel: str) -> None:
    with pytest.raises(InvoerFout) as fout:
        lees(xlsx_met_blad(blad))
    assert [b.regel for b in fout.value.bevindingen] == [regel]


def test_blank_rows_and_spaces_do_not_count(lees) -> None:
    rijen = [("a", "b"), ("  ", " "), (" x ", 1), ("", ""), ("y", "\t"), ("", 0)]
    assert list(lees(xlsx(("Blad1", rijen))).rijen()) == [(3, ["x", 1]), (5, ["y", ""]), (6, ["", 0])]


def test_many_rows_keep_their_numbers(lees) -> None:
    rijen = [("nummer", "tekst"), *((n, f"t{n}") if n % 1_000 else ("", "") for n in range(2, 5_003))]
    gelezen = list(lees(xlsx(("Blad1", rijen))).rijen())
    assert gelezen == [(n, [n, f"t{n}"]) for n in range(2, 5_003) if n % 1_000]


def test_a_cell_beside_the_table_is_named_where_it_first_stands(lees) -> None:
    rijen = [("a",), *((n, "", "") for n in range(3_000)), (1, "", "x"), (2, "y", "z")]
    bestand = lees(xlsx(("Blad1", rijen)))
    assert [(b.rij, b.kolom, b.waarde, b.ernst) for b in bestand.naamloos] == [
        (3002, "C", "x", "waarschuwing"),
        (3003, "B", "y", "waarschuwing"),
    ]
    assert sum(1 for _ in bestand.rijen()) == 3_002


def test_a_formula_or_a_sign_in_a_column_that_is_not_used_does_not_matter(lees) -> None:
    rijen = [("a", "b", "c"), ("P\u200b1", "=1/0", "=A1"), ("P2", 3, "x\u200b")]
    bestand = lees(xlsx(("Blad1", rijen)))
    bestand.gebruik([0])
    assert [(b.kolom, b.zin) for b in bestand.bevindingen] == [
        ("a", "Uit 1 cel zijn onzichtbare tekens weggehaald (rij 2)."),
    ]
    assert [cellen[0] for _, cellen in bestand.rijen()] == ["P1", "P2"]
    bestand.gebruik([0, 1])
    assert [(b.rij, b.kolom, b.regel) for b in bestand.bevindingen if b.ernst == "fout"] == [(2, "b", "formule")]
    assert [cellen[0] for _, cellen in bestand.rijen()] == ["P2"]


def test_the_first_rows_are_kept_as_they_are(lees) -> None:
    bestand = lees(xlsx(("Blad1", [("Titel",), (), ("a", "b"), ("x", 1.5)])))
    assert bestand.begin == ((3, ("a", "b")), (4, ("x", "1.5")))


def test_heads_that_are_no_text_are_read_as_text(lees) -> None:
    bestand = lees(xlsx(("Blad1", [(2025.0, date(2026, 1, 31), 1.5, True), (1, 2, 3, 4)])))
    assert bestand.vorm.koppen == ("2025", "2026-01-31", "1.5", "True")


def test_a_huge_part_is_not_unpacked_to_learn_what_a_zip_is(lees) -> None:
    with pytest.raises(InvoerFout) as fout:
        lees(zip_met({"mimetype": bytes(64 << 20)}))
    assert fout.value.bevindingen[0].zin.startswith("Dit is een zip-archief")


def test_tags_without_end_do_not_slow_the_patterns_down(lees) -> None:
    with pytest.raises(InvoerFout) as fout:
        lees(xlsx_met_blad("<c " * 1_000_000 + "<c" + " t='e'" * 500_000))
    assert fout.value.bevindingen[0].regel in {"leeg", "bestandssoort", "beveiliging"}
