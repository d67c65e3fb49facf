import pandas as pd
import pytest

from hn_dash.errors import Bevinding
from hn_dash.ingest.pakket.strikt import datum, getal, heel, keuze, lees_tabel, mag_leeg, patroon, tekst, vrij

KOLOMMEN = [
    tekst("id"),
    keuze("soort", ("x", "y"), "x of y"),
    heel("aantal"),
    mag_leeg(getal("deel", 0, 1)),
    mag_leeg(datum("tot")),
    vrij("opmerking"),
]
KOP = "id,soort,aantal,deel,tot,opmerking\n"


def lees(inhoud: str | bytes) -> tuple[pd.DataFrame, list[Bevinding]]:
    return lees_tabel("t.csv", inhoud.encode() if isinstance(inhoud, str) else inhoud, ["id"], KOLOMMEN)


def test_good_cells_become_values_in_the_order_of_the_columns() -> None:
    frame, bevindingen = lees('opmerking,tot,deel,aantal,soort,id\n"a, b",,,3,x,één\n,2024-02-29,0.25,0,y,twee\n')
    assert bevindingen == []
    assert frame.dtypes.astype(str).tolist() == ["str", "str", "int64", "float64", "str", "str"]
    assert list(frame.columns) == ["id", "soort", "aantal", "deel", "tot", "opmerking"]
    assert frame[["id", "soort", "aantal", "opmerking"]].values.tolist() == [
        ["één", "x", 3, "a, b"],
        ["twee", "y", 0, ""],
    ]
    assert frame["deel"].isna().tolist() == [True, False]
    assert (frame["deel"][1], frame["tot"][1]) == (0.25, "2024-02-29")
    assert frame["tot"].isna().tolist() == [True, False]


def test_a_count_that_may_be_missing_stays_a_whole_number() -> None:
    frame, _ = lees_tabel("t.csv", b'n\n7\n""\n', ["n"], [mag_leeg(heel("n"))])
    assert str(frame["n"].dtype) == "Int64"
    assert frame["n"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("rij", "kolom", "waarde", "eis"),
    [
        (",x,1,,,", "id", "", "ingevuld"),
        ("a,z,1,,,", "soort", "z", "x of y"),
        ("a,x,,,,", "aantal", "", "een heel getal van 0 of hoger"),
        ("a,x,1.0,,,", "aantal", "1.0", "een heel getal van 0 of hoger"),
        ("a,x,-1,,,", "aantal", "-1", "een heel getal van 0 of hoger"),
        ("a,x,1_0,,,", "aantal", "1_0", "een heel getal van 0 of hoger"),
        ("a,x,٣,,,", "aantal", "٣", "een heel getal van 0 of hoger"),
        ("a,x,99999999999999999999,,,", "aantal", "99999999999999999999", "een heel getal van 0 of hoger"),
        ("a,x,1,nan,,", "deel", "nan", "een getal van 0 tot en met 1 met een decimale punt"),
        ('a,x,1,"0,5",,', "deel", "0,5", "een getal van 0 tot en met 1 met een decimale punt"),
        ("a,x,1,1.01,,", "deel", "1.01", "een getal van 0 tot en met 1 met een decimale punt"),
        ("a,x,1,,2023-02-29,", "tot", "2023-02-29", "een datum als 2024-01-01"),
        ("a,x,1,,20240101,", "tot", "20240101", "een datum als 2024-01-01"),
    ],
)
def test_a_wrong_cell_is_named_with_what_it_must_be(rij: str, kolom: str, waarde: str, eis: str) -> None:
    frame, bevindingen = lees(f"{KOP}goed,x,1,,,\n{rij}\n")
    assert bevindingen == [Bevinding(f"“{waarde}” moet {eis} zijn.", "t.csv", 3, kolom, waarde)]
    assert frame.empty


def test_every_wrong_cell_is_found_not_the_first() -> None:
    _, bevindingen = lees(f"{KOP}a,z,1,,,\nb,x,veel,,,\na,x,1,2,,\n")
    assert [(b.rij, b.kolom) for b in bevindingen] == [(2, "soort"), (3, "aantal"), (4, "deel"), (4, "id")]
    assert bevindingen[-1].zin == "“a” staat ook in rij 2; laat één van beide rijen staan."


def test_a_row_counts_as_a_spreadsheet_does_also_after_a_line_break_in_a_cell() -> None:
    _, bevindingen = lees(f'{KOP}a,x,1,,,"twee\nregels"\nb,z,1,,,\n')
    assert [b.rij for b in bevindingen] == [3]


@pytest.mark.parametrize(
    ("inhoud", "plaatsen"),
    [
        ("", ["t.csv: Het bestand is leeg; het moet met een kop beginnen."]),
        (b"id,soort\n\xff\n", ["t.csv: Het bestand is geen UTF-8; sla het op als CSV UTF-8."]),
        (
            "id,soort,aantal,tot,opmerking,naam,id\n",
            [
                "t.csv, rij 1, kolom deel: De kolom deel ontbreekt; voeg haar toe.",
                "t.csv, rij 1, kolom naam: De kolom naam staat er te veel; haal haar weg.",
                "t.csv, rij 1, kolom id: De kolom id staat er te veel; haal haar weg.",
            ],
        ),
        (
            f"{KOP}a,x,1,,,\nb,x,1,,\nc,x,1,,,,\n",
            [
                "t.csv, rij 3: Deze rij heeft 5 velden en de kop 6; controleer de komma's.",
                "t.csv, rij 4: Deze rij heeft 7 velden en de kop 6; controleer de komma's.",
            ],
        ),
    ],
)
def test_a_file_that_is_no_such_table(inhoud: str | bytes, plaatsen: list[str]) -> None:
    frame, bevindingen = lees(inhoud)
    assert [str(b) for b in bevindingen] == plaatsen
    assert list(frame.columns) == [kolom.naam for kolom in KOLOMMEN]


def test_a_quote_that_is_never_closed() -> None:
    (bevinding,) = lees(f'{KOP}a,x,1,,,"open\n')[1]
    assert bevinding.zin.startswith("Het bestand is geen CSV met komma's (")


def test_a_header_alone_is_an_empty_table() -> None:
    frame, bevindingen = lees(KOP)
    assert (len(frame), bevindingen) == (0, [])
    assert str(frame["aantal"].dtype) == "int64"


def test_a_choice_out_of_nothing_leaves_the_finding_to_the_file_it_chooses_from() -> None:
    assert lees_tabel("t.csv", b"k\nwat dan ook\n", ["k"], [keuze("k", (), "iets")])[1] == []


def test_text_of_one_form_is_matched_whole() -> None:
    assert (
        len(lees_tabel("t.csv", b"r\n2025-03\n2025-033\n", ["r"], [patroon("r", r"\d{4}-\d{2}", "een maand")])[1]) == 1
    )
