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
    assert list(na) == ["gemeentecode", "gemeentenaam", "inwoners", "uren", "geschat"]
    assert (len(na), na["inwoners"].sum()) == (342, pytest.approx(538_020, rel=1e-9))
    assert na["uren"].sum() == pytest.approx(sum(n + 0.5 for n in range(441)), rel=1e-9)
    assert na.set_index("gemeentenaam").loc["Tilburg", "geschat"] == "ja"
    opnieuw = pd.read_csv(boek).groupby("naar_code")["inwoners"].sum()
    assert (opnieuw - na.set_index("gemeentecode")["inwoners"]).abs().max() < 1e-6
    fout = capsys.readouterr().err
    assert "inwoners: 538020 in 2009, 538020 in 2026" in fout
    assert "gemeenten zijn een schatting" in fout


def test_whole_numbers_keep_their_totals_too(capfdbinary, bestand):
    assert roep("herindeling", "convert", str(bestand), "--van", "2009", "--naar", "2020", "--geheel") == 0
    regels = capfdbinary.readouterr().out.decode("utf-8-sig").splitlines()
    assert sum(int(regel.split(";")[2]) for regel in regels[1:]) == 538_020


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        ("gemeentecode;n\nGM9999;1\n", "Gemeente GM9999 bestaat niet in 2009"),
        ("gemeentecode;n\nGM0344;veel\n", "rij 2, kolom n: “veel” is geen aantal"),
        ("gemeentecode;n\nabc;1\n", "rij 2, kolom gemeentecode: “abc” is geen gemeentecode"),
        ("gemeente;n\nGM0344;1\n", "de kolom gemeentecode ontbreekt"),
    ],
)
def test_what_cannot_be_converted(capsys, tmp_path, inhoud, zin):
    (tmp_path / "x.csv").write_text(inhoud, encoding="utf-8")
    assert roep("herindeling", "convert", str(tmp_path / "x.csv"), "--van", "2009", "--naar", "2026") == 1
    assert zin in capsys.readouterr().err


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
