"""CSV in every spelling, and every line that does not fit with its row number."""

import subprocess
import sys
from pathlib import Path

import pytest

from hn_dash.errors import InvoerFout
from hn_dash.ingest.tabel.bestand import Tabelbestand, open_bestand
from tests.support.server import WORTEL


@pytest.fixture
def lees(tmp_path: Path):
    def lees(inhoud: str | bytes) -> Tabelbestand:
        pad = tmp_path / "t.csv"
        pad.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
        return open_bestand(pad, "t.csv")

    return lees


def bevindingen(bestand: Tabelbestand) -> list[tuple[int | None, str, str]]:
    return [(b.rij, b.regel, b.zin) for b in bestand.bevindingen]


@pytest.mark.parametrize(
    ("inhoud", "codering", "scheiding", "rijen"),
    [
        ("a;b\n1;é\n".encode(), "UTF-8", ";", [(2, ["1", "é"])]),
        ("a;b\r\n1;é\r\n".encode("utf-8-sig"), "UTF-8 met BOM", ";", [(2, ["1", "é"])]),
        ("a,b\r1,é €\r".encode("cp1252"), "Windows-1252", ",", [(2, ["1", "é €"])]),
        (b"a\tb\n 1 \t x y \n", "UTF-8", "\t", [(2, ["1", "x y"])]),
        (b"sep=,\r\na,b\r\n1,2\r\n", "UTF-8", ",", [(2, ["1", "2"])]),
        (b'"a;x",b\n1,2\n', "UTF-8", ",", [(2, ["1", "2"])]),
        (b'a;b\n"een\ntwee";"zei ""ja"""\n3;4\n', "UTF-8", ";", [(2, ["een\ntwee", 'zei "ja"']), (3, ["3", "4"])]),
        (b"\na;b\n\n;\n1;2\n;;;;\n3;4", "UTF-8", ";", [(5, ["1", "2"]), (7, ["3", "4"])]),
        (b"a;b\n1;2;;\n3;4;;\n", "UTF-8", ";", [(2, ["1", "2"]), (3, ["3", "4"])]),
        (b"a;b;;\n1;2;;\n", "UTF-8", ";", [(2, ["1", "2"])]),
        (b"a;b;\n1;2\n3;4\n", "UTF-8", ";", [(2, ["1", "2"]), (3, ["3", "4"])]),
        (b"code\n0344\n", "UTF-8", ";", [(2, ["0344"])]),
    ],
)
def test_odd_but_right(lees, inhoud: bytes, codering: str, scheiding: str, rijen: list) -> None:
    bestand = lees(inhoud)
    assert (bestand.vorm.codering, bestand.vorm.scheiding) == (codering, scheiding)
    assert list(bestand.rijen()) == list(bestand.rijen()) == rijen
    assert (bestand.vorm.rijen, bestand.bevindingen) == (len(rijen), ())


def test_every_line_with_another_number_of_fields_is_found_and_left_out(lees) -> None:
    bestand = lees("a;b;c\n1;2;3\n1;2\n1;2;3;4\n1,2,3\n4;5;6\n7;8;9;\n")
    remedie = "zet een cel met een puntkomma tussen aanhalingstekens, of vul ontbrekende velden aan."
    assert bevindingen(bestand) == [
        (3, "velden", f"Deze rij heeft 2 velden en de kop 3; {remedie}"),
        (4, "velden", f"Deze rij heeft 4 velden en de kop 3; {remedie}"),
        (5, "velden", "Deze rij is gescheiden door een komma en de kop door een puntkomma; maak ze gelijk."),
        (7, "velden", f"Deze rij heeft 4 velden en de kop 3; {remedie}"),
    ]
    assert [nummer for nummer, _ in bestand.rijen()] == [2, 6]
    assert bestand.vorm.rijen == 6


def test_a_separator_at_the_end_of_some_lines_is_found(lees) -> None:
    bestand = lees("a;b\n1;2\n3;4;\n")
    assert [b.rij for b in bestand.bevindingen] == [3]
    assert list(bestand.rijen()) == [(2, ["1", "2"])]


def test_of_many_findings_the_first_thousand_are_kept_and_all_are_counted(lees) -> None:
    bestand = lees("a;b\n" + "1\n" * 1_500 + "1;2\n")
    assert len(bestand.bevindingen) == 1_001
    assert bestand.bevindingen[-1].zin == "Er zijn 1.500 bevindingen; de eerste 1.000 staan hier."
    assert list(bestand.rijen()) == [(1_502, ["1", "2"])]


@pytest.mark.parametrize(
    ("inhoud", "verwacht"),
    [
        (
            b'a;b\n1;"2\n3;4\n',
            [(2, "velden", "Een aanhalingsteken in deze rij wordt niet gesloten; sluit het of haal het weg.")],
        ),
        (
            b'a;b\n"x"y;2\n3;4\n"p"q;1\n',
            [
                (
                    rij,
                    "velden",
                    "Na een aanhalingsteken staat nog tekst; verdubbel aanhalingstekens binnen een cel of haal ze weg.",
                )
                for rij in (2, 4)
            ],
        ),
        (b"a|b\n1|2\n", [(None, "kop", "De kop is gescheiden door “|”; gebruik een puntkomma of komma of tab.")]),
        (
            b";".join([b"k%d" % n for n in range(300)]) + b"\n1\n",
            [(1, "kop", "De kop heeft 300 kolommen; meer dan 256 kan niet. Haal kolommen weg.")],
        ),
        (
            b"a;b\n" + b"x" * (3 << 20),
            [(None, "grootte", "Een regel is langer dan 1 MB; zo'n regel hoort niet in een tabel.")],
        ),
        (
            b"a;b\n" + b'"\n";' * 2_000,
            [(2, "velden", "Een aanhalingsteken in deze rij wordt niet gesloten; sluit het of haal het weg.")],
        ),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_with_everything(lees, inhoud: bytes, verwacht: list) -> None:
    with pytest.raises(InvoerFout) as fout:
        lees(inhoud)
    assert [(b.rij, b.regel, b.zin) for b in fout.value.bevindingen] == verwacht


@pytest.mark.parametrize(
    ("inhoud", "decimaal"),
    [
        ("a;b\nx;1\n", ","),
        ("a,b\nx,1\n", "."),
        ("a;b\nx;5.25\n", "."),
        ('a,b\nx,"-5,25"\n', ","),
        ("a;b\n01.02.2026;5,1\n31.12.2025;6,2\n", ","),
        ("code;b\nA.1;5,1\n1.2.3;6,2\nB.4;7,0\n2.1;8,0\n", ","),
    ],
)
def test_the_decimal_sign_is_that_of_the_cells(lees, inhoud: str, decimaal: str) -> None:
    bestand = lees(inhoud)
    assert (bestand.vorm.decimaal, bestand.bevindingen) == (decimaal, ())


def test_only_columns_with_fractions_decide_the_decimal_sign(lees) -> None:
    bestand = lees("naam;lon;lat;omzet\n101.1;5,1;52,1;1.5\n101.2;5,2;52,2;2.5\n101.3;5,4;;3.5\n")
    assert bestand.vorm.decimaal == "."
    bestand.gebruik([0, 1, 2], [1, 2])
    assert (bestand.vorm.decimaal, bestand.bevindingen) == (",", ())


GOED = [(2, ["1", "goed"])]


@pytest.mark.parametrize(
    ("cel", "soort", "bedoeld"),
    [
        (b"x\0y", "een NUL-teken", ""),
        (b"ge\xefnformeerd S\xc3\xbadwest", "een onleesbaar teken (byte EF)", "geïnformeerd Súdwest"),
        (b"\x81\xe9", "een onleesbaar teken (byte 81)", ""),
    ],
)
def test_a_sign_that_cannot_be_read_rejects_its_row_where_its_column_is_used(lees, cel, soort, bedoeld) -> None:
    bestand = lees(b"a;b\n1;goed\n2;" + cel + b"\n")
    vraag = f" Bedoelt u “{bedoeld}”?" if bedoeld else ""
    zin = f"De cel bevat {soort}.{vraag} Vul haar opnieuw in en bewaar het bestand als CSV UTF-8."
    assert [(b.rij, b.kolom, b.regel, b.zin, b.voorstel) for b in bestand.bevindingen] == [
        (3, "b", "codering", zin, bedoeld)
    ]
    assert list(bestand.rijen()) == GOED
    assert [nummer for nummer, _ in bestand.rijen(fout=True)] == [3]
    bestand.gebruik([0])
    assert bestand.bevindingen == ()
    assert [cellen[0] for _, cellen in bestand.rijen()] == ["1", "2"]


def test_with_a_mark_of_utf8_every_other_byte_is_wrong(lees) -> None:
    bestand = lees(b"\xef\xbb\xbfa;b\n1;\xe9\n")
    assert [(b.rij, b.voorstel) for b in bestand.bevindingen] == [(2, "é")]


@pytest.mark.parametrize(
    ("inhoud", "codering"),
    [
        ("a;b\n1;Súdwest\n2;".encode() + b"ge\xefnd\n", "UTF-8"),
        ("a;b\n1;één\n2;caf\xe9 “É”\n".encode("cp1252"), "Windows-1252"),
        (b"a;b\n1;\xe9\xe8\n2;\xef\n3;\xc3\xa9\n", "Windows-1252"),
    ],
)
def test_some_wrong_bytes_do_not_change_the_encoding_of_the_rest(lees, inhoud, codering) -> None:
    assert lees(inhoud).vorm.codering == codering


def test_what_nobody_sees_is_taken_out_and_told(lees) -> None:
    bestand = lees('a\u200b;b\nP\u200b1;="0012"\n\ufeffP2;"=""0,5"""\nP\xa03\xad;goed\n')
    assert bestand.vorm.koppen == ("a", "b")
    assert [cellen for _, cellen in bestand.rijen()] == [["P1", "0012"], ["P2", "0,5"], ["P 3", "goed"]]
    assert [(b.kolom, b.ernst, b.zin) for b in bestand.bevindingen] == [
        ("a", "info", "Uit 3 cellen zijn onzichtbare tekens weggehaald (rij 2, 3 en 4)."),
        ("b", "info", 'Van 2 cellen als ="…" is de tekst gelezen (rij 2 en 3).'),
    ]


@pytest.mark.parametrize(
    "teken", [*"\u2066\u2067\u2068\u2069\u180e\ufe0f\u3164\u034f\u202e", "\U000e0020", "\U000e007f"], ids=ascii
)
def test_no_sign_that_nobody_sees_makes_another_name(lees, teken) -> None:
    bestand = lees(f"a;b\nP{teken}1;x\n")
    assert [cellen for _, cellen in bestand.rijen()] == [["P1", "x"]]
    assert [(b.kolom, b.zin) for b in bestand.bevindingen] == [
        ("a", "Uit 1 cel zijn onzichtbare tekens weggehaald (rij 2).")
    ]


def test_a_letter_and_its_accent_apart_are_the_letter_with_the_accent(lees) -> None:
    bestand = lees("a;b\nPe\u0301;x\nP\u00e9;x\n")
    assert [cellen[0] for _, cellen in bestand.rijen()] == ["P\u00e9", "P\u00e9"]
    assert bestand.bevindingen == ()


@pytest.mark.parametrize("codering", ["utf-8", "cp1252"])
def test_more_letters_that_were_written_twice_are_told(lees, codering) -> None:
    bestand = lees("a;b\n1;â‚¬ 5\n2;gaï¿½en\n3;Ä³s\n4;één Äö\n".encode(codering))
    assert [(b.rij, b.ernst, b.voorstel) for b in bestand.bevindingen] == [
        (2, "waarschuwing", "€ 5"),
        (3, "waarschuwing", ""),
        (4, "waarschuwing", "ĳs"),
    ]


def test_letters_that_were_lost_or_written_twice_are_told(lees) -> None:
    bestand = lees("a;b\n1;ge�nd\n2;geÃ¯nd\n3;â€™s avonds\n4;ÃÂ\n")
    assert [(b.rij, b.ernst, b.voorstel) for b in bestand.bevindingen] == [
        (2, "waarschuwing", ""),
        (3, "waarschuwing", "geïnd"),
        (4, "waarschuwing", "’s avonds"),
    ]


def test_heads_that_are_missing_or_twice_are_for_who_uses_them(lees) -> None:
    bestand = lees("a;A;;b\n1;2;3;4\n")
    assert (bestand.vorm.koppen, [*map(bestand.kolomnaam, range(4))]) == (
        ("a", "A", "", "b"),
        ["a", "A", "kolom C", "b"],
    )
    bestand = lees("a;b;\n1;2;\n1;2;x\n")
    zin = "Kolom C heeft geen kop maar wel gegevens; geef haar een naam of maak haar leeg."
    assert [(b.rij, b.ernst, b.zin) for b in bestand.naamloos] == [(3, "fout", zin)]


def test_progress_counts_the_bytes(tmp_path: Path) -> None:
    pad = tmp_path / "t.csv"
    pad.write_text("a;b\n" + "1;2\n" * 20_000)
    gezien: list[tuple[int, int]] = []
    open_bestand(pad, "t.csv", lambda gelezen, totaal: gezien.append((gelezen, totaal)))
    assert len(gezien) > 2
    assert gezien == sorted(gezien)
    assert gezien[-1] == (80_004, 80_004)


def test_a_large_file_is_streamed(tmp_path: Path) -> None:
    pad = tmp_path / "t.csv"
    with pad.open("w") as uit:
        uit.write("praktijk_id;gemeentecode;lon;lat\n")
        uit.writelines(f"P{nummer:07d};0344;5,{nummer % 997};52,1\n" for nummer in range(300_000))
    proef = (
        "import resource, sys; from pathlib import Path; from hn_dash.ingest.tabel.bestand import open_bestand\n"
        "piek = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024\n"
        "voor = piek(); bestand = open_bestand(Path(sys.argv[1]), 't')\n"
        "print(bestand.vorm.rijen, sum(1 for _ in bestand.rijen()), piek() - voor)"
    )
    uit = subprocess.run(
        [sys.executable, "-c", proef, str(pad)], cwd=WORTEL, capture_output=True, text=True, check=True
    )
    rijen, gelezen, megabytes = map(int, uit.stdout.split())
    assert (rijen, gelezen) == (300_000, 300_000)
    assert megabytes < 50
