"""Spreadsheets: what is in them, and what a hostile one gets for an answer."""
# ruff: noqa: E501 (the sentences are whole, so that they can be searched for)

from datetime import date, datetime
from pathlib import Path

import pytest

from hn_dash.errors import InvoerFout
from hn_dash.ingest.tabel import rekenblad, rekenblad_keuring
from hn_dash.ingest.tabel.bestand import Tabelbestand, open_bestand
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


@pytest.fixture
def lees(tmp_path: Path):
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
        (
            lambda: xlsx(("Blad1", [("a", "b"), (1, 2, 3)])),
            "kop",
            "Kolom C heeft geen kop maar wel gegevens; geef haar een naam of maak haar leeg.",
        ),
        (
            lambda: xlsx(("Blad1", [("a", "a"), (1, 2)])),
            "kop",
            "De kop “a” staat er 2 keer; geef elke kolom een eigen naam.",
        ),
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
def test_a_child_that_fails_is_a_finding(lees, tmp_path: Path, monkeypatch, kind: str, sleutel: str) -> None:
    (tmp_path / "kind.py").write_text(kind)
    monkeypatch.setattr(rekenblad, "KIND", tmp_path / "kind.py")
    monkeypatch.setattr(rekenblad, "TIJD", 0.3)
    with pytest.raises(InvoerFout) as fout:
        lees(xlsx())
    assert [(b.regel, b.zin) for b in fout.value.bevindingen] == [rekenblad.FOUTEN[sleutel]]


def test_a_sheet_that_asks_too_much_memory_ends_the_child_only(lees, monkeypatch) -> None:
    monkeypatch.setattr(rekenblad_keuring, "MAX_KOLOMMEN", 16_384)
    monkeypatch.setattr(rekenblad_keuring, "MAX_CELLEN", 10**12)
    with pytest.raises(InvoerFout) as fout:
        lees(xlsx_met_blad(f'{KOP}<row r="100000"><c r="KN100000"><v>1</v></c></row>'))
    assert [(b.regel, b.zin) for b in fout.value.bevindingen] == [rekenblad.FOUTEN["geheugen"]]


def test_a_huge_part_is_not_unpacked_to_learn_what_a_zip_is(lees) -> None:
    with pytest.raises(InvoerFout) as fout:
        lees(zip_met({"mimetype": bytes(64 << 20)}))
    assert fout.value.bevindingen[0].zin.startswith("Dit is een zip-archief")


def test_tags_without_end_do_not_slow_the_patterns_down(lees) -> None:
    with pytest.raises(InvoerFout) as fout:
        lees(xlsx_met_blad("<c " * 1_000_000 + "<c" + " t='e'" * 500_000))
    assert fout.value.bevindingen[0].regel in {"leeg", "bestandssoort", "beveiliging"}
