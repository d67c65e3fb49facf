"""`herindeling` from the shell: counts keep their total, and the ledger says where they went."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from tests.support.schil import roep
from tests.support.server import WORTEL


def gemeenten(jaar: int) -> list[str]:
    return pd.read_csv(WORTEL / f"data/geo/herindeling/gemeenten_{jaar}.csv")["code"].tolist()


@pytest.fixture
def bestand(tmp_path):
    """The 441 gemeenten of 2009 with a count, as Dutch Excel saves it."""
    pad = tmp_path / "2009.csv"
    regels = [f"{code};{1000 + nummer};{nummer},5" for nummer, code in enumerate(gemeenten(2009))]
    pad.write_text("gemeentecode;inwoners;uren\n" + "\n".join(regels), encoding="utf-8-sig")
    return pad


def test_a_table_of_2009_keeps_its_totals_in_2026(capsys, bestand, tmp_path):
    uit, boek = tmp_path / "2026.csv", tmp_path / "boek.csv"
    opdracht = ["convert", str(bestand), "--van", "2009", "--naar", "2026", "--csv", "int"]
    assert roep("herindeling", *opdracht, "--out", str(uit), "--grootboek", str(boek)) == 0
    na = pd.read_csv(uit)
    assert list(na) == ["gemeentecode", "gemeentenaam", "inwoners", "uren", "geschat", "onvolledig"]
    assert (len(na), na["inwoners"].sum()) == (342, pytest.approx(538_020, rel=1e-9))
    assert na["uren"].sum() == pytest.approx(sum(n + 0.5 for n in range(441)), rel=1e-9)
    assert na.set_index("gemeentenaam").loc["Tilburg", "geschat"] == "ja"
    opnieuw = pd.read_csv(boek).groupby("naar_code")["inwoners"].sum()
    assert (opnieuw - na.set_index("gemeentecode")["inwoners"]).abs().max() < 1e-6
    fout = capsys.readouterr().err
    assert "inwoners: 538.020 in 2009, 538.020 in 2026" in fout
    assert "uren: 97.240,500 in 2009, 97.240,500 in 2026" in fout
    assert "gemeenten zijn een schatting" in fout
    assert "onvolledig" not in fout
    assert set(na["onvolledig"]) == {"nee"}


def test_whole_numbers_keep_their_totals_too(capfdbinary, bestand):
    assert roep("herindeling", "convert", str(bestand), "--van", "2009", "--naar", "2020", "--geheel") == 0
    regels = capfdbinary.readouterr().out.decode("utf-8-sig").splitlines()
    assert sum(int(regel.split(";")[2]) for regel in regels[1:]) == 538_020


@pytest.mark.parametrize("optie", ["--out", "--grootboek"])
def test_a_file_that_cannot_be_written_is_said(capsys, bestand, tmp_path, optie):
    weg = str(tmp_path / "weg" / "uit.csv")
    assert roep("herindeling", "convert", str(bestand), "--van", "2009", "--naar", "2026", optie, weg) == 1
    assert f"{weg} is niet te schrijven; controleer de map en de rechten." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        ("gemeentecode;n\nGM9999;1\n", "Gemeente GM9999 komt niet voor in de indelingen van 2009"),
        ("gemeentecode;n\nGM1966;1\n", "bestaat pas sinds 2019"),
        ("gemeentecode;n\nGM0344;veel\n", "rij 2, kolom n: “veel” moet een getal zijn"),
        ("gemeentecode;n\nabc;1\n", "rij 2, kolom gemeentecode: “abc” is geen gemeente"),
        ("gemeentecode;n\n;1\n", "rij 2, kolom gemeentecode: De cel is leeg; vul gemeentecode in."),
        ("plaats;n\nGM0344;1\n", "De kolom gemeentecode ontbreekt"),
        ("Bron: CBS;\ngemeentecode;n\nGM0344;1\n", "De koppen lijken in rij 2 te staan (gemeentecode en n)"),
        ("gemeentecode;n;n\nGM0344;1;2\n", "De kop “n” staat er 2 keer"),
        ("gemeentecode;n\nGM0344;1\n344;2\n", "rij 3, kolom gemeentecode: GM0344 staat ook in rij 2"),
        ("gemeentecode;n\nGM0344;1\nUtrecht;2\n", "rij 3, kolom gemeentecode: GM0344 staat ook in rij 2"),
        ("gemeentecode;n\nGM0344;9.864\n", "“9.864” kan 9864 zijn of een breuk; schrijf 9864, of de breuk als 9.8640."),
        ('gemeentecode,n\nGM0344,"9,864"\n', "“9,864” kan 9864 zijn of een breuk"),
        ("gemeentecode;n\nGM0344;1.250.000\n", "“1.250.000” heeft tekens tussen de duizendtallen; schrijf 1250000."),
        ("gemeentecode;n\nGM0344;-5\n", "“-5” is negatief; een aantal is 0 of hoger."),
        ("gemeentecode;n\nGM0344;nan\n", "“nan” moet een getal zijn"),
        ("gemeentecode;n\nGM0344;inf\n", "“inf” moet een getal zijn"),
        ("gemeentecode;n\nGM0344;1e3\n", "“1e3” moet een getal zijn"),
        ("gemeentecode;n\nGM0344;1_000\n", "“1_000” moet een getal zijn"),
    ],
)
def test_what_cannot_be_converted(capsys, tmp_path, inhoud, zin):
    (tmp_path / "x.csv").write_text(inhoud, encoding="utf-8")
    assert roep("herindeling", "convert", str(tmp_path / "x.csv"), "--van", "2009", "--naar", "2026") == 1
    assert zin in capsys.readouterr().err


def zet_om(capfdbinary, tmp_path, inhoud: str, *opties: str) -> tuple[dict[str, list[str]], str]:
    """What comes out of a file of 2021 on 2023: gemeentecode -> cells beside the name; and what is said of it."""
    (tmp_path / "x.csv").write_text(inhoud, encoding="utf-8")
    assert roep("herindeling", "convert", str(tmp_path / "x.csv"), "--van", "2021", "--naar", "2023", *opties) == 0
    gevangen = capfdbinary.readouterr()
    rijen = [regel.split(";") for regel in gevangen.out.decode("utf-8-sig").splitlines()[1:]]
    return {code: cellen for code, _, *cellen in rijen}, gevangen.err.decode()


def test_halves_keep_their_total_as_whole_numbers(capfdbinary, tmp_path):
    """Heerhugowaard and Langedijk become Dijk en Waard: 2.5 + 2.5; Beemster goes to Purmerend: 0.5 + 0.5."""
    inhoud = "gemeentecode;fte\nGM0398;2,5\nGM0416;2,5\nGM0370;0,5\nGM0439;0,5\n"
    rijen, gezegd = zet_om(capfdbinary, tmp_path, inhoud, "--geheel")
    assert rijen == {"GM1980": ["5", "nee", "nee"], "GM0439": ["1", "nee", "nee"]}
    assert "fte: 6 in 2021, 6 in 2023\n" in gezegd


def test_a_total_that_is_no_whole_number_is_rounded_and_said(capfdbinary, tmp_path):
    rijen, gezegd = zet_om(capfdbinary, tmp_path, "gemeentecode;fte\nGM0344;2,25\nGM0363;1,25\n", "--geheel")
    assert {code: cellen[0] for code, cellen in rijen.items()} == {"GM0344": "3", "GM0363": "1"}
    assert "fte: 3,500 in 2021, 4 in 2023 (afgerond)" in gezegd


def test_nothing_is_invented_of_gemeenten_that_are_not_in_the_file(capfdbinary, tmp_path):
    """Beemster alone is not Purmerend, which it went to: its own inhabitants are missing."""
    rijen, gezegd = zet_om(capfdbinary, tmp_path, "gemeentecode;inwoners\nGM0370;9864\n")
    assert rijen == {"GM0439": ["9864", "nee", "ja"]}
    assert "1 gemeente is onvolledig" in gezegd
    assert "van GM0439 Purmerend GM0439 Purmerend" in gezegd


def test_an_empty_cell_is_not_zero(capfdbinary, tmp_path):
    inhoud = "gemeentecode;inwoners;fte\nGM0370;9864;1,5\nGM0439;81515;\nGM0344;;2\n"
    boek = tmp_path / "boek.csv"
    rijen, _ = zet_om(capfdbinary, tmp_path, inhoud, "--grootboek", str(boek))
    assert rijen == {"GM0344": ["", "2", "nee", "ja"], "GM0439": ["91379", "1,5", "nee", "ja"]}
    assert [regel.split(";")[-2:] for regel in boek.read_text(encoding="utf-8-sig").splitlines()[1:]] == [
        ["9864", "1,5"],
        ["81515", ""],
        ["", "2"],
    ]


def test_three_decimals_are_a_fraction_where_the_column_has_others(capfdbinary, tmp_path):
    rijen, _ = zet_om(capfdbinary, tmp_path, "gemeentecode;fte\nGM0344;1,125\nGM0363;2,5\n")
    assert {code: cellen[0] for code, cellen in rijen.items()} == {"GM0344": "1,125", "GM0363": "2,5"}


def test_what_comes_out_goes_in(capfdbinary, bestand, tmp_path):
    uit = tmp_path / "uit.csv"
    assert roep("herindeling", "convert", str(bestand), "--van", "2009", "--naar", "2023", "--out", str(uit)) == 0
    assert roep("herindeling", "convert", str(uit), "--van", "2023", "--naar", "2023") == 0
    assert capfdbinary.readouterr().out == uit.read_bytes().replace(b";ja;nee", b";nee;nee")


def test_the_ledger_names_the_rows_of_the_file(capfdbinary, tmp_path):
    zet_om(capfdbinary, tmp_path, "gemeentecode;n\n\nGM0344;1\n", "--grootboek", str(tmp_path / "boek.csv"))
    assert (tmp_path / "boek.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith("3;GM0344;")


def test_a_year_that_does_not_exist(capsys, bestand):
    assert roep("herindeling", "convert", str(bestand), "--van", "2009", "--naar", "2031") == 1
    assert "kies een jaar van 2009 tot en met 2026" in capsys.readouterr().err


def test_the_list_names_share_and_source(capsys):
    assert roep("herindeling", "list", "--van", "2020", "--naar", "2021", "--json") == 0
    haaren = [rij for rij in json.loads(capsys.readouterr().out) if rij["van_naam"] == "Haaren"]
    assert [(rij["naar_naam"], rij["aandeel"], rij["geschat"]) for rij in haaren] == [
        ("Boxtel", 0.149, True),
        ("Oisterwijk", 0.412, True),
        ("Tilburg", 0.1, True),
        ("Vught", 0.339, True),
    ]
    assert all("inwoners per wijk" in rij["bron"] for rij in haaren)
