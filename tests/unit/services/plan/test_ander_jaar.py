"""A plan of 2022 on the gemeenten of 2026, by the shell and by the page: what conflicts is for people to decide."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from hn_dash.domain.plan.afspraak import MAX_OPMERKING, Afspraak
from hn_dash.domain.plan.controle import check_plan
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.catalogus.plankeuze import Catalogus
from hn_dash.services.plan.bericht import Verzoek
from hn_dash.services.plan.bewerking import Bewerking
from hn_dash.services.plan.wijzigen import Planbeheer
from hn_dash.services.taken import Taken
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.databank import Databank
from tests.support.beheer import beheer_van
from tests.support.schil import roep
from tests.support.wereld import beeld_van

DAG = date(2026, 1, 1)
OUD = {
    # Voorne aan Zee since 2023
    "GM0501": Afspraak("lead", "emc", "akkoord"),
    "GM0530": Afspraak("lead", "lumc", "akkoord"),
    "GM0614": Afspraak("open"),
    # Amsterdam, which Weesp joined in March 2022
    "GM0363": Afspraak("lead", "aumc", "akkoord"),
    "GM0457": Afspraak("open"),
    "GM0344": Afspraak("lead", "umcu", "akkoord", "onze stad"),
}
SAMEN = "Brielle (lead emc), Hellevoetsluis (lead lumc) en Westvoorne (open)"


@pytest.fixture(scope="module")
def basis():
    return laad_voorbeeld(Settings())


@pytest.fixture
def werk(basis, data_dir):
    """With plan 1, of 2022."""
    werk = Catalogus(Magazijn(basis, Databank(data_dir)))
    assert beheer_van(werk).maak("Oud", 2022, DAG, OUD, "ik") == 1
    return werk


@pytest.fixture
def bewerking(werk, data_dir):
    return Bewerking(werk, True, Taken(data_dir))


def op_2026(beheer: Planbeheer, nummer: int) -> None:
    """The gemeenten of 2026, with a decision and a confirmation that name their parts."""
    afspraken = beheer.stand(nummer).afspraken
    assert len(afspraken) == 342 and beheer.plannen.zoek(nummer).indeling == 2026
    voorne, amsterdam = afspraken["GM1992"], afspraken["GM0363"]
    assert (voorne.staat, voorne.instituten, voorne.status) == ("open", "", "te beslissen")
    assert SAMEN in voorne.opmerking and "Voorstel: gezamenlijk emc+lumc." in voorne.opmerking
    assert (amsterdam.staat, amsterdam.instituten, amsterdam.status) == ("lead", "aumc", "te bevestigen")
    assert amsterdam.opmerking == "Uit Amsterdam (lead aumc) en Weesp (open)."
    assert afspraken["GM0344"] == OUD["GM0344"]


def test_the_verb_makes_a_plan_that_the_checks_read(werk, capsys):
    assert roep("plan", "convert", "1", "--naar", "2026", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)) == 342
    assert [rij.id for rij in werk.standen.plannen.lijst()] == [1]  # shown, not made
    assert roep("plan", "convert", "1", "--naar", "2026", "--nieuw", "Op 2026") == 0
    uit = capsys.readouterr()
    assert uit.out == "Plan 2 “Op 2026” is gemaakt, met 342 gemeenten van 2026.\n"
    assert f"Voorne aan Zee: te beslissen ({SAMEN}). Voorstel: gezamenlijk emc+lumc." in uit.err
    assert "2 gemeenten te beslissen of te bevestigen." in uit.err
    op_2026(beheer_van(werk), 2)
    assert beheer_van(werk).stand(1).afspraken["GM0530"] == OUD["GM0530"]
    assert roep("plan", "check", "2", "--json") == 0
    rijen = {rij["gemeenten"]: rij for rij in json.loads(capsys.readouterr().out) if rij["code"] == "C9"}
    assert set(rijen) == {"GM1992", "GM0363"}
    assert rijen["GM1992"]["bevinding"].startswith("1 gemeente is te beslissen: Voorne aan Zee.")
    assert rijen["GM0363"]["bevinding"].startswith("1 gemeente is te bevestigen: Amsterdam.")
    assert roep("plan", "convert", "1", "--naar", "2024", "--nieuw", "Op 2024", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {"nummer": 3, "naam": "Op 2024", "indeling": 2024, "te_beslissen": 2}
    ]
    assert roep("plan", "convert", "1", "--naar", "2026", "--nieuw", "Op 2026") == 1
    assert "Er is al een plan “Op 2026”" in capsys.readouterr().err


def test_an_export_is_on_the_gemeenten_of_the_plan_and_comes_back(werk, tmp_path, capsys):
    bestand = str(tmp_path / "oud.csv")
    assert roep("plan", "export", "1", "--out", bestand) == 0
    toen = dict(beheer_van(werk).stand(1).afspraken)
    assert roep("plan", "import", "1", bestand) == 0
    assert "Plan 1 verandert niet" in capsys.readouterr().out
    beheer_van(werk).ongedaan(1, Verzoek("alles-weg", "", "ik"))
    assert beheer_van(werk).stand(1).afspraken["GM0530"] == Afspraak()
    assert roep("plan", "import", "1", bestand) == 1
    fout = capsys.readouterr().err
    assert "Plan “Oud” is intussen door iemand anders gewijzigd; er is niets geschreven." in fout
    assert (
        "Hellevoetsluis: nu niet besproken; u vroeg lead Leiden. Haal deze rij weg, of de kolom versie als het bestand "
        "moet gelden." in fout
    )
    rijen = list(csv.reader(io.StringIO(Path(bestand).read_text("utf-8-sig")), delimiter=";"))
    weg = rijen[0].index("versie")
    with Path(bestand).open("w", encoding="utf-8-sig", newline="") as nieuw:  # what was said to help, helps
        csv.writer(nieuw, delimiter=";").writerows(rij[:weg] + rij[weg + 1 :] for rij in rijen)
    assert roep("plan", "import", "1", bestand) == 0
    assert beheer_van(werk).stand(1).afspraken == toen


def test_on_the_page_a_plan_begins_on_the_indeling_that_is_shown(werk, bewerking):
    werk.ververs()
    sleutel, zin = bewerking.maak("Nieuw", "plan=p1", "ik")
    assert zin == (
        "Plan “Nieuw” is gemaakt. Kies gemeenten en zeg wie er werft. 2 gemeenten zijn door de herindeling te "
        "beslissen of te bevestigen; zie Controle van het plan."
    )
    op_2026(beheer_van(werk), int(sleutel[1:]))
    gevonden = [b for b in check_plan(beeld_van(werk({"plan": sleutel}))) if b.code == "C9"]
    assert {code for b in gevonden for code in b.gemeenten} == {"GM1992", "GM0363"}
    zelfde, zin = bewerking.maak("Zelfde", "?plan=p1&indeling=2022", "ik")
    assert zin == "Plan “Zelfde” is gemaakt. Kies gemeenten en zeg wie er werft."
    assert werk.standen.plannen.zoek(int(zelfde[1:])).indeling == 2022
    assert beheer_van(werk).stand(int(zelfde[1:])).afspraken == beheer_van(werk).stand(1).afspraken
    geladen, _ = bewerking.maak("Geladen", "indeling=2023", "ik")
    assert werk.standen.plannen.zoek(int(geladen[1:])).indeling == 2023


def test_what_follows_on_a_frozen_plan_is_on_the_indeling_that_is_shown_too(werk, bewerking):
    beheer_van(werk).stel_vast(1, "een", "ik")
    werk.ververs()
    correctie, _ = bewerking.maak("Correctie", "plan=p1&indeling=2022", "ik")
    nieuw, _ = bewerking.maak("Nieuw", "plan=p1", "ik")
    op_2026(beheer_van(werk), int(nieuw[1:]))
    rijen = [werk.standen.plannen.zoek(int(sleutel[1:])) for sleutel in (correctie, nieuw)]
    assert [(rij.indeling, rij.volgt_op) for rij in rijen] == [(2022, 1), (2026, 1)]


def test_a_reason_with_many_parts_still_fits(werk):
    geo = werk.magazijn.basis.geo
    wie = ("aumc", "emc", "lumc", "maastricht", "radboud", "umcg", "umcu")
    codes = sorted(geo.herindeling.lijsten[2009])
    allen = [Afspraak("gezamenlijk", "+".join(code for code in wie if code != een)) for een in wie]
    veel = {code: allen[nummer % len(wie)] for nummer, code in enumerate(codes)}
    nummer = beheer_van(werk).maak("Van 2009", 2009, DAG, veel, "ik")
    assert roep("plan", "convert", str(nummer), "--naar", "2026", "--nieuw", "Veel") == 0
    redenen = [a.opmerking for a in beheer_van(werk).stand(nummer + 1).afspraken.values()]
    assert max(map(len, redenen)) <= MAX_OPMERKING
    assert any(reden.endswith(" …") for reden in redenen)
