"""The shell: verbs, exit codes and what stands on stdout."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import click
import pytest

from hn_dash.cli import hn_dash
from hn_dash.domain import maten
from tests.support.schil import roep
from tests.support.server import WORTEL


def opdrachten(groep: click.Group, voor: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for naam, opdracht in groep.commands.items():
        yield (*voor, naam)
        if isinstance(opdracht, click.Group):
            yield from opdrachten(opdracht, (*voor, naam))


@pytest.mark.parametrize("verb", [(), *opdrachten(hn_dash)], ids=" ".join)
def test_help_is_dutch(capsys, verb):
    assert roep(*verb, "--help") == 0
    uit = capsys.readouterr().out
    assert uit.startswith("Gebruik: python -m hn_dash")
    assert "Toon deze uitleg." in uit
    assert not {"Usage", "Options", "Show this"} & set(uit.replace(":", "").split())


def test_the_shell_names_every_view_and_knows_no_other(capsys):
    assert roep("export", "--help") == 0
    uit = " ".join(capsys.readouterr().out.split())
    assert [view for view in maten.MATEN if view not in uit] == []
    assert roep("export", "kosten") == 2
    assert "'vestiging', 'dichtheid', 'werving'" in capsys.readouterr().err


def test_export_writes_the_dutch_csv_unless_told_otherwise(capfdbinary):
    assert roep("export", "dichtheid") == 0
    assert capfdbinary.readouterr().out.startswith(b"\xef\xbb\xbfgemeentecode;gemeentenaam;provincie;")


def test_export_of_a_year_has_its_gemeenten_and_the_sums_of_the_dataset(capfdbinary):
    assert (
        roep(
            "export", "dichtheid", "--query", "noemer=praktijken&norm=25&niveau=gemeente&indeling=2023", "--csv", "int"
        )
        == 0
    )
    rijen = list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode(), newline="")))
    assert len(rijen) == 342
    assert sum(int(rij["praktijken"]) for rij in rijen) == 4874
    assert sum(int(rij["opleiders"]) for rij in rijen) == 2100


@pytest.mark.parametrize(("formaat", "begin"), [("xlsx", b"PK"), ("geojson", b'{"type":"FeatureCollection"')])
def test_export_to_a_file(tmp_path, capfdbinary, formaat, begin):
    bestand = tmp_path / f"uit.{formaat}"
    assert roep("export", "vestiging", "--format", formaat, "--out", str(bestand)) == 0
    assert bestand.read_bytes().startswith(begin)
    assert capfdbinary.readouterr().out == b""


def test_a_file_that_cannot_be_written_is_refused(tmp_path, capsys):
    assert roep("export", "vestiging", "--out", str(tmp_path / "weg" / "uit.csv")) == 1
    assert "is niet te schrijven" in capsys.readouterr().err


def test_an_impossible_question_is_refused_with_its_findings(capsys):
    assert roep("export", "dichtheid", "--query", "indeling=1850&noemer=onzin") == 1
    uit = capsys.readouterr()
    assert uit.out == ""
    assert "1850" in uit.err
    assert "Traceback" not in uit.err


@pytest.mark.parametrize(
    "argumenten",
    [("export", "onzin"), ("bestaat-niet",), ("export", "dichtheid", "--format", "pdf"), ("serve", "--port", "a")],
)
def test_wrong_use_is_exit_2(capsys, argumenten):
    assert roep(*argumenten) == 2


def test_a_wrong_setting_is_exit_2(capsys):
    assert roep("serve", "--port", "99999") == 2
    assert "HN_PORT=99999 kan niet" in capsys.readouterr().err


def test_geo_list_as_json(capsys):
    assert roep("geo", "list", "--json") == 0
    rijen = json.loads(capsys.readouterr().out)
    assert [(rij["indeling"], rij["gemeenten"]) for rij in rijen] == [
        (2022, 345),
        (2023, 342),
        (2024, 342),
        (2025, 342),
        (2026, 342),
    ]


def test_geo_check_of_tampered_boundaries_is_refused(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("HN_DATA_MAP", str(tmp_path))
    assert roep("geo", "check") == 1
    assert "SHA256SUMS ontbreekt" in capsys.readouterr().err


def test_datasets_show_names_what_is_computed_with(capsys):
    assert roep("datasets", "show", "--json") == 0
    (dataset,) = json.loads(capsys.readouterr().out)
    assert (dataset["peildatum"], dataset["indeling"], dataset["voorbeeld"]) == ("2026-01-01", 2026, True)
    rijen = {tabel["tabel"]: tabel["rijen"] for tabel in dataset["tabellen"]}
    assert (rijen["praktijken"], rijen["opleiders"], rijen["plan"]) == (4874, 2100, 342)


def test_datasets_list_names_what_is_still_invented(capsys, data_dir):
    assert roep("datasets", "list") == 0
    kop, *regels = capsys.readouterr().out.splitlines()
    assert kop.split()[:3] == ["nummer", "soort", "peildatum"]
    assert [regel.split()[0] for regel in regels] == [
        "opleiders",
        "plan",
        "plekken",
        "praktijken",
        "stageplekken",
        "verzorgingsgebied",
    ]
    assert all("voorbeeld" in regel for regel in regels)


def test_import_of_a_good_file_counts_and_can_be_taken_back(capsys, data_dir):
    bestand = str(WORTEL / "data/voorbeeld/inwoners.csv")
    assert roep("import", "inwoners", bestand, "--peildatum", "2026-01-01", "--bron", "CBS") == 0
    uit = capsys.readouterr().out
    assert "342 in het bestand, 342 goed, 0 afgekeurd" in uit
    assert "17.590.672" in uit
    assert "Aanvaard als snapshot 1." in uit
    assert roep("datasets", "list", "--json") == 0
    eerste = json.loads(capsys.readouterr().out)[0]
    assert (eerste["nummer"], eerste["soort"], eerste["status"], eerste["bron"]) == (1, "inwoners", "geldt", "CBS")
    assert roep("datasets", "rollback", "inwoners") == 0
    assert "Snapshot 1 is teruggedraaid; er geldt er geen meer." in capsys.readouterr().out
    assert roep("datasets", "rollback", "inwoners") == 1
    assert "niets aanvaard" in capsys.readouterr().err


def test_import_of_a_bad_file_is_refused_and_its_rows_come_back(capsys, data_dir, tmp_path):
    (tmp_path / "o.csv").write_text("opleider_id,gemeentecode,instituut\nO1,GM0344,umgc\n", encoding="utf-8")
    assert roep("import", "opleiders", str(tmp_path / "o.csv"), "--peildatum", "2026-01-01") == 1
    uit = capsys.readouterr().out
    assert "fout: o.csv, rij 2, kolom instituut: Instituut “umgc” is niet bekend. Bedoelt u umcg?" in uit
    assert "Geweigerd: 1 fout; er is niets veranderd." in uit
    assert roep("datasets", "show", "1", "--afgekeurd", str(tmp_path / "terug.csv"), "--json") == 0
    (snapshot,) = json.loads(capsys.readouterr().out)
    assert (snapshot["status"], len(snapshot["bevindingen"])) == ("quarantaine", 1)
    regels = (tmp_path / "terug.csv").read_text(encoding="utf-8-sig").splitlines()
    assert regels[0] == "opleider_id;gemeentecode;instituut;rij_in_bestand;bevinding"
    assert regels[1].startswith("O1;GM0344;umgc;2;instituut: Instituut “umgc”")


def test_a_trial_import_keeps_nothing(capsys, data_dir):
    bestand = str(WORTEL / "data/voorbeeld/plan.csv")
    assert roep("import", "plan", bestand, "--peildatum", "2026-01-01", "--dry-run") == 0
    assert "Proef: niets bewaard." in capsys.readouterr().out
    assert not data_dir.exists()


@pytest.mark.parametrize(
    ("opdracht", "uitgang", "zin"),
    [
        (["import", "plan", "weg.csv", "--peildatum", "2026-01-01"], 1, "Het bestand weg.csv is er niet"),
        (["import", "plan", "weg.csv", "--peildatum", "1 jan"], 2, "“1 jan” is geen datum"),
        (["import", "plan", "weg.csv"], 2, "--peildatum"),
        (["datasets", "show", "7"], 1, "Snapshot 7 bestaat niet"),
        (["datasets", "accept", "7"], 1, "Snapshot 7 bestaat niet"),
    ],
)
def test_an_import_that_makes_no_sense(capsys, data_dir, opdracht, uitgang, zin):
    assert roep(*opdracht) == uitgang
    assert zin in capsys.readouterr().err


def test_plan_show_has_a_state_for_every_gemeente(capsys):
    assert roep("plan", "show", "--json") == 0
    rijen = json.loads(capsys.readouterr().out)
    assert len(rijen) == 342
    assert {rij["staat"] for rij in rijen} == {"lead", "gezamenlijk", "open", "niet besproken"}


def test_plan_check_of_the_example_finds_no_error(capsys):
    assert roep("plan", "check", "--json") == 0
    assert {rij["ernst"] for rij in json.loads(capsys.readouterr().out)} <= {"waarschuwing", "info"}
