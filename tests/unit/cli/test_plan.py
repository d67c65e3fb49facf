"""The verbs of plans: from a new plan to an export that comes back in."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.domain.plan.stand import Wijziging
from hn_dash.services.plan.bericht import Verzoek
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.databank import Databank
from tests.support.beheer import maak_beheer
from tests.support.schil import roep


def uitvoer(capsys: pytest.CaptureFixture[str], *argumenten: str):
    assert roep("plan", *argumenten, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_from_a_new_plan_to_an_export_that_comes_back_in(data_dir: Path, tmp_path: Path, capsys):
    assert roep("plan", "new", "Proef") == 0
    assert roep("plan", "new", "Kopie", "--van", "1") == 0
    assert "Plan 2 “Kopie” is gemaakt, met 342 gemeenten." in capsys.readouterr().out
    beheer = maak_beheer(laad_voorbeeld(Settings()), Databank(data_dir))
    wijziging = Wijziging("GM0047", 1, Afspraak("lead", "umcg", "voorstel", "dichtbij"))
    beheer.wijzig(1, Verzoek("verzoek-1", "sessie", "ik"), [wijziging])
    beheer.noem(1, "besproken", "ik")
    assert [(rij["plan"], rij["indeling"]) for rij in uitvoer(capsys, "list")] == [
        ("geladen", 2026), ("2", 2026), ("1", 2026), ("1v1", 2026)
    ]  # fmt: skip
    assert uitvoer(capsys, "compare", "1v1", "1") == []
    (verschil,) = uitvoer(capsys, "compare", "2", "1")
    assert (verschil["gemeentenaam"], verschil["was"], verschil["wordt"]) == (
        "Veendam",
        "niet besproken",
        "lead Groningen",
    )
    assert uitvoer(capsys, "compare", "geladen", "2") == []
    bestand = tmp_path / "plan.csv"
    assert roep("plan", "export", "1", "--out", str(bestand)) == 0
    assert roep("import", "plan", str(bestand), "--peildatum", "2026-01-01") == 0
    capsys.readouterr()
    assert uitvoer(capsys, "show", "geladen") == uitvoer(capsys, "show", "1")
    assert uitvoer(capsys, "compare", "geladen", "1") == []


@pytest.mark.parametrize("formaat", ["csv", "xlsx", "geojson"])
def test_the_lead_areas_of_a_plan_are_a_file_like_any_view(data_dir: Path, tmp_path: Path, capfdbinary, formaat):
    assert roep("plan", "new", "Proef") == 0
    bestand = tmp_path / "gebieden"
    assert roep("plan", "export", "1", "--gebieden", "--format", formaat, "--out", str(bestand)) == 0
    capfdbinary.readouterr()
    assert roep("export", "leadgebieden", "--query", "plan=p1", "--format", formaat) == 0
    inhoud = capfdbinary.readouterr().out
    assert inhoud == bestand.read_bytes()
    if formaat == "csv":
        rijen = list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert sum(int(rij["gemeenten"]) for rij in rijen) == 342
        assert {rij["plan"] for rij in rijen} == {"Proef"}


def test_a_proposal_writes_nothing(data_dir: Path, capsys):
    assert roep("plan", "new", "Proef") == 0
    capsys.readouterr()
    voor = uitvoer(capsys, "show", "1")
    assert {rij["instituut"] for rij in uitvoer(capsys, "propose", "1")} <= {
        "aumc",
        "umcu",
        "radboud",
        "lumc",
        "emc",
        "maastricht",
        "umcg",
    }
    assert uitvoer(capsys, "show", "1") == voor


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        (("show", "9"), "Plan “9” is er niet"),
        (("check", "x"), "Plan “x” is er niet"),
        (("convert", "--naar", "1999"), "Indeling 1999 is er niet"),
        (("propose", "--tolerantie", "0"), "De tolerantie moet boven 0"),
        (("propose", "--tolerantie", "0,0"), "De tolerantie moet boven 0"),
        (("propose", "--tolerantie", "nan"), "--tolerantie: “nan” moet een getal zijn."),
        (("export", "--out", "/is/er/niet/uit.csv"), "is niet te schrijven; controleer de map en de rechten."),
        (("propose", "--doel", "umcg=20"), "Geef een doel voor elk instituut: aumc"),
        (("propose", "--doel", "umcg"), "Schrijf een doel als umcg=14"),
        (("propose", "--doel", "umcg=nan"), "niet als umcg=nan"),
        (("propose", "--doel", "umcg=inf"), "niet als umcg=inf"),
        (("propose", "--doel", "umcg=1e3"), "niet als umcg=1e3"),
        (("propose", "--doel", "umcg=14", "--doel", "umcg=20"), "umcg staat er twee keer"),
        (("new", " "), "Geef het plan een naam"),
    ],
)
def test_what_cannot_be_is_said(data_dir: Path, capsys, argumenten, zin):
    assert roep("plan", *argumenten) == 1
    assert zin in capsys.readouterr().err


def test_what_people_must_decide_is_told(data_dir: Path, capsys):
    assert roep("plan", "convert", "--naar", "2022", "--json") == 0
    antwoord = capsys.readouterr()
    assert len(json.loads(antwoord.out)) == 345
    assert "te beslissen of te bevestigen" in antwoord.err
