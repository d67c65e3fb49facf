"""A file into a working plan: all of it in one step, or nothing; what it does not say stays."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from hn_dash.domain import maten
from hn_dash.domain.plan.afspraak import Afspraak, uit_frame
from hn_dash.domain.plan.stand import ALLES, Wijziging
from hn_dash.errors import GebruikersFout, InvoerFout, SelectieFout
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.catalogus.plankeuze import Catalogus
from hn_dash.services.plan.bericht import Verzoek
from hn_dash.services.plan.invoer import IntussenGewijzigd, Planinvoer, neem_plan_over
from hn_dash.services.plan.wijzigen import Planbeheer
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.databank import Databank
from hn_dash.views.uitvoer.export import build_export
from tests.support.beheer import beheer_van
from tests.support.schil import roep

DAG = date(2026, 1, 1)
KOP = "gemeentecode;staat;instituten;status;opmerking\n"
LASTIG = (
    *("'s avonds", "=1+1", "'=1+1", "''-5", "+31", "@wie", "007", "1,5", "1.000", "WAAR", "2026-01-01", "NA", "nan"),
    *("een; twee, drie", 'met “en” "aanhaling"', "é ü ĳ €", "-", "een\ntwee", "x" * 500),
)
"""Remarks that a spreadsheet, or a reader that guesses, would change."""


@pytest.fixture(scope="module")
def basis():
    return laad_voorbeeld(Settings())


@pytest.fixture
def werk(basis, tmp_path):
    return Catalogus(Magazijn(basis, Databank(tmp_path / "data")))


@pytest.fixture
def beheer(werk):
    return beheer_van(werk)


@pytest.fixture
def plan(beheer, basis):
    """The example's plan, with a remark and a day in its first gemeenten."""
    nummer = beheer.maak("Werving 2026", 2026, DAG, uit_frame(basis.plan.frame.set_index("gemeentecode")), "ik")
    codes = sorted(beheer.stand(nummer).afspraken)
    zet(
        beheer,
        nummer,
        {
            code: Afspraak("open", opmerking=reden, vanaf="2027-03-01")
            for code, reden in zip(codes, LASTIG, strict=False)
        },
    )
    return nummer


def zet(beheer: Planbeheer, plan: int, afspraken: dict[str, Afspraak]) -> None:
    versies = beheer.stand(plan).versies
    wijzigingen = [Wijziging(code, versies[code], afspraak) for code, afspraak in afspraken.items()]
    assert beheer.wijzig(plan, Verzoek(os.urandom(8).hex(), "page", "ander"), wijzigingen).bundel


def neem_over(
    beheer: Planbeheer, plan: int, map_: Path, inhoud: str | bytes, sessie: str = "", **vraag: object
) -> Planinvoer:
    pad = map_ / "uit"
    pad.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    return neem_plan_over(pad, "plan.csv", plan, beheer, Verzoek(os.urandom(8).hex(), sessie, "ik"), **vraag)


def fouten(beheer: Planbeheer, plan: int, map_: Path, inhoud: str, **vraag: object) -> list[str]:
    """What is said of a file that is refused; the plan and its log are as they were."""
    voor, lang = beheer.stand(plan), len(beheer.plannen.bundels(plan))
    with pytest.raises(GebruikersFout) as fout:
        neem_over(beheer, plan, map_, inhoud, **vraag)
    assert beheer.stand(plan) == voor
    assert len(beheer.plannen.bundels(plan)) == lang
    return [str(bevinding) for bevinding in fout.value.bevindingen]


@pytest.mark.parametrize(("formaat", "stijl"), [("csv", "nl"), ("csv", "int"), ("xlsx", "nl")])
def test_an_export_brings_a_plan_that_was_changed_since_back_to_what_it_was(
    werk, beheer, plan, tmp_path, formaat, stijl
):
    toen = dict(beheer.stand(plan).afspraken)
    werk.ververs()
    dataset = werk(f"plan=p{plan}")
    selectie = maten.from_query("werving", f"plan=p{plan}", dataset)
    inhoud = build_export(selectie, formaat, stijl, dataset).inhoud
    codes = sorted(toen)
    anders = Afspraak("lead", "umcg", "akkoord", "anders")
    samen = Afspraak("gezamenlijk", "emc+lumc")
    zet(beheer, plan, dict.fromkeys(codes[10:40], anders) | {codes[200]: samen})
    with pytest.raises(IntussenGewijzigd) as fout:
        neem_over(beheer, plan, tmp_path, inhoud, sessie="hun", tot=beheer.stand(plan).tot)  # who gives it saw it all
    gebotst = fout.value.uitkomst.botsingen
    assert {b.gemeente: b.hun for b in gebotst} == dict.fromkeys(codes[10:40], anders) | {codes[200]: samen}
    assert (len(fout.value.bevindingen), len(fout.value.uitkomst.verder)) == (31, 342 - 31)
    assert beheer.stand(plan).afspraken[codes[10]] == anders
    uit = neem_over(beheer, plan, tmp_path, inhoud, sessie="page")  # of one's own changes one knows
    assert beheer.stand(plan).afspraken == toen
    assert set(uit.gewijzigd) == {*codes[10:40], codes[200]}
    *_, laatste = beheer.plannen.bundels(plan)
    assert (laatste["id"], len(laatste["regels"])) == (uit.bundel, len(uit.gewijzigd))
    assert neem_over(beheer, plan, tmp_path, inhoud).bundel == 0  # it says so already
    assert beheer.ongedaan(plan, Verzoek("terug", "page", "ik")).bundel
    assert beheer.stand(plan).afspraken[codes[10]] == anders
    assert beheer.check_keten(plan) == []


def test_a_file_from_before_goes_over_nobody_and_what_it_leaves_alone_is_no_conflict(beheer, plan, tmp_path):
    """Of a file with its plan and version; of one from another plan the version says nothing."""
    toen, kop = beheer.stand(plan).tot, "gemeentecode;staat;instituten;status;opmerking;plan;versie\n"
    zet(beheer, plan, {"GM0344": Afspraak("lead", "lumc", "akkoord"), "GM0363": Afspraak("open", status="geparkeerd")})

    def bestand(naam: str, *rijen: str) -> str:
        return kop + "".join(f"{rij};{naam};{toen}\n" for rij in rijen)

    zelfde, anders = "GM0344;lead;lumc;akkoord;", "GM0363;open;;voorstel;"
    for naam in ("Werving 2026", "Werving 2026, “besproken”"):
        with pytest.raises(IntussenGewijzigd) as fout:
            neem_over(beheer, plan, tmp_path, bestand(naam, zelfde, anders), sessie="mijn")
        (bevinding,) = fout.value.bevindingen
        assert str(bevinding) == (
            "plan.csv, rij 3, kolom gemeentecode: Amsterdam: nu open, status geparkeerd; u vroeg open, status "
            "voorstel. Haal deze rij weg, of de kolom versie als het bestand moet gelden."
        )
    assert neem_over(beheer, plan, tmp_path, bestand("Werving 2026", zelfde), sessie="mijn").bundel == 0
    assert neem_over(beheer, plan, tmp_path, bestand("Een ander plan", anders), sessie="mijn").gewijzigd == ("GM0363",)


@pytest.mark.parametrize(
    ("versie", "waarom"),
    [
        ("9" * 5000, f"“{'9' * 60}…” is geen versie van het plan."),
        ("3,0", "“3,0” is geen versie van het plan."),
        ("1.234", "“1.234” is geen versie van het plan."),
        ("²", "“²” is geen versie van het plan."),
        ("٣", "“٣” is geen versie van het plan."),
        ("-1", "“-1” is geen versie van het plan."),
        ("", "De versie van het plan is leeg."),
        ("999999", "Versie 999999 komt na de laatste wijziging van het plan ({tot})."),
    ],
    ids=range(8),
)
def test_a_version_that_the_plan_does_not_know_refuses_the_file(beheer, plan, tmp_path, versie, waarom):
    """The last change would be taken for it, and what another wrote since would be gone."""
    tot, kop = beheer.stand(plan).tot, "gemeentecode;staat;instituten;plan;versie\n"
    goed, anders = f"GM0344;lead;lumc;Werving 2026;{tot}\n", f"GM0363;open;;{{}};{versie}\n"
    assert fouten(beheer, plan, tmp_path, kop + goed + anders.format("Werving 2026")) == [
        f"plan.csv, rij 3, kolom versie: {waarom.format(tot=tot)} Download het plan opnieuw."
    ]
    assert neem_over(beheer, plan, tmp_path, kop + goed + anders.format("Een ander plan")).bundel


@pytest.mark.parametrize("schrijf", ["{}", "{}.0", " {}\u200b"])
def test_a_version_that_a_program_wrote_with_a_fraction_of_nothing_is_that_version(beheer, plan, tmp_path, schrijf):
    toen = schrijf.format(beheer.stand(plan).tot)
    zet(beheer, plan, {"GM0363": Afspraak("open", status="geparkeerd")})
    kop = "gemeentecode;staat;instituten;status;plan;versie\n"
    with pytest.raises(IntussenGewijzigd):
        neem_over(beheer, plan, tmp_path, f"{kop}GM0363;open;;voorstel;Werving 2026;{toen}\n", sessie="mijn")


def test_only_what_differs_gets_a_line_and_what_is_not_in_the_file_stays(beheer, plan, tmp_path):
    zet(beheer, plan, {"GM0344": Afspraak("lead", "umcu", "akkoord", "reden", "2026-03-01")})
    voor = dict(beheer.stand(plan).afspraken)
    uit = neem_over(beheer, plan, tmp_path, KOP + "GM0344;lead;umcu;akkoord;reden\nGM0363;open;;;\n")
    assert uit.gewijzigd == ("GM0363",)
    assert beheer.stand(plan).afspraken == voor | {"GM0363": Afspraak("open")}
    assert beheer.stand(plan).versies["GM0344"] == 2


def test_what_a_file_has_no_column_for_stays_and_an_empty_cell_empties(beheer, plan, tmp_path):
    oud = Afspraak("lead", "umcu", "akkoord", "reden", "2026-03-01")
    zet(beheer, plan, {"GM0344": oud})
    neem_over(beheer, plan, tmp_path, "gemeentecode,staat,instituten\n344,lead,aumc\n")
    assert beheer.stand(plan).afspraken["GM0344"] == Afspraak("lead", "aumc", "akkoord", "reden", "2026-03-01")
    neem_over(beheer, plan, tmp_path, "gemeentecode,staat,instituten,status\n344,lead,aumc,\n")
    assert beheer.stand(plan).afspraken["GM0344"] == Afspraak("lead", "aumc", "", "reden", "2026-03-01")


def test_a_wrong_institute_in_the_last_row_changes_nothing(beheer, plan, tmp_path):
    rijen = [f"{code};lead;umcg;akkoord;\n" for code in sorted(beheer.stand(plan).afspraken)]
    (zin,) = fouten(beheer, plan, tmp_path, KOP + "".join(rijen[:-1]) + rijen[-1].replace("umcg", "umgc"))
    assert zin == "plan.csv, rij 343, kolom instituten: Instituut “umgc” is niet bekend. Bedoelt u umcg?"


def test_everything_that_is_wrong_is_said_at_once(beheer, plan, tmp_path):
    beheer.sluit(plan, Verzoek("dicht-1", "s", "ik"), ["GM0363"], True)
    beheer.sluit(plan, Verzoek("dicht-2", "s", "ik"), ["umcu"], True)
    zinnen = fouten(
        beheer,
        plan,
        tmp_path,
        KOP
        + "GM0363;open;;;\n"  # locked
        + "GM0014;lead;umcu;;\n"  # an institute that is locked
        + "GM9999;open;;;\n"
        + "GM0037;lead;onzin;;\n"
        + "GM0047;lead;;;\n"
        + "GM0050;open;;misschien;\n"
        + "GM0059;open;;;a\nGM0059;open;;;b\n"
        + f"GM0060;open;;;{'x' * 501}\n",
    )
    verwacht = (
        *("rij 4", "Gemeente GM9999 komt niet voor"),
        *("rij 5", "Instituut “onzin” is niet bekend"),
        *("rij 6", "Bij “lead” hoort één instituut"),
        *("rij 7", "“misschien” kan niet"),
        *("rij 9", "staat ook in rij 8"),
        *("rij 2", "de gemeente zit op slot"),
        *("rij 3", "het gebied van Utrecht zit op slot"),
        *("rij 10", "de reden is langer dan 500 tekens"),
    )
    tekst = "\n".join(zinnen)
    assert [deel for deel in verwacht if deel not in tekst] == []
    assert all(zin.startswith("plan.csv") for zin in zinnen)


def test_locks_hold_and_a_frozen_plan_stays(beheer, plan, tmp_path):
    rij = KOP + "GM0344;lead;aumc;;\n"
    beheer.sluit(plan, Verzoek("dicht", "s", "ik"), [ALLES], True)
    assert any("het plan zit op slot" in zin for zin in fouten(beheer, plan, tmp_path, rij))
    beheer.sluit(plan, Verzoek("open", "s", "ik"), [ALLES], False)
    beheer.stel_vast(plan, "een", "ik")
    (zin,) = fouten(beheer, plan, tmp_path, rij)
    assert "is vastgesteld en verandert niet meer" in zin


def test_a_gemeente_that_somebody_changes_meanwhile_is_not_overwritten(beheer, plan, tmp_path, monkeypatch):
    van_hen = Afspraak("lead", "lumc", "akkoord")
    echt = beheer.bezwaren

    def intussen(nummer, wijzigingen):
        zet(beheer, plan, {"GM0344": van_hen})
        return echt(nummer, wijzigingen)

    monkeypatch.setattr(beheer, "bezwaren", intussen)
    with pytest.raises(InvoerFout, match="intussen door iemand anders gewijzigd"):
        neem_over(beheer, plan, tmp_path, KOP + "GM0344;lead;aumc;;\nGM0363;open;;;\n")
    assert beheer.stand(plan).afspraken["GM0344"] == van_hen
    assert beheer.stand(plan).afspraken["GM0363"].staat != "open"


def test_a_file_of_another_year_is_converted_and_names_what_is_to_be_decided(beheer, plan, tmp_path):
    voor = dict(beheer.stand(plan).afspraken)
    assert voor["GM1992"].instituten == "emc"  # Voorne aan Zee: Brielle, Hellevoetsluis and Westvoorne until 2023
    uit = neem_over(beheer, plan, tmp_path, KOP + "GM0501;lead;emc;akkoord;\nGM0530;lead;lumc;akkoord;\n")
    assert uit.indeling == 2022
    (besluit,) = uit.besluiten
    assert (besluit["gemeentecode"], besluit["uitkomst"]) == ("GM1992", "te beslissen")
    na = beheer.stand(plan).afspraken
    assert {code for code in na if na[code] != voor[code]} == {"GM1992"} == set(uit.gewijzigd)
    assert (na["GM1992"].staat, na["GM1992"].status) == ("open", "te beslissen")
    assert "Westvoorne (lead emc)" in na["GM1992"].opmerking  # not in the file: it counts with what the plan says
    assert "Hellevoetsluis (lead lumc)" in na["GM1992"].opmerking


def test_a_file_of_a_later_year_goes_back_to_the_parts(beheer, tmp_path):
    nummer = beheer.maak("Oud", 2022, date(2022, 1, 1), {"GM0530": Afspraak("lead", "lumc")}, "ik")
    assert any("kies indeling 2026" in zin for zin in fouten(beheer, nummer, tmp_path, KOP + "GM1992;lead;emc;;\n"))
    uit = neem_over(beheer, nummer, tmp_path, KOP + "GM1992;lead;emc;;\n", indeling=2026)
    assert (uit.gewijzigd, uit.besluiten) == (("GM0501", "GM0530", "GM0614"), ())
    assert {beheer.stand(nummer).afspraken[code].instituten for code in uit.gewijzigd} == {"emc"}
    with pytest.raises(SelectieFout, match="Indeling 1999 is er niet"):
        neem_over(beheer, nummer, tmp_path, KOP + "GM1992;lead;emc;;\n", indeling=1999)


def test_the_verb(data_dir, tmp_path, capsys):
    assert roep("plan", "new", "Proef") == 0
    assert roep("plan", "export", "1", "--format", "xlsx", "--out", str(tmp_path / "plan.xlsx")) == 0
    (tmp_path / "deel.csv").write_text(KOP + "GM0047;lead;umcg;voorstel;dichtbij\n", encoding="utf-8")
    capsys.readouterr()
    assert roep("plan", "import", "1", str(tmp_path / "deel.csv")) == 0
    assert "Plan 1: 1 gemeente gewijzigd, met 1 rij uit deel.csv." in capsys.readouterr().out
    assert roep("plan", "import", "1", str(tmp_path / "plan.xlsx"), "--json") == 0
    (uit,) = json.loads(capsys.readouterr().out)
    assert (uit["gewijzigd"], uit["rijen"], uit["indeling"], uit["besluiten"]) == (["GM0047"], 342, 2026, [])
    assert roep("plan", "import", "1", str(tmp_path / "plan.xlsx")) == 0
    assert "Plan 1 verandert niet: het zei dit al." in capsys.readouterr().out
    assert roep("plan", "compare", "geladen", "1", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    (tmp_path / "deel.csv").write_text(KOP + "GM0047;lead;umgc;voorstel;\n", encoding="utf-8")
    assert roep("plan", "import", "1", str(tmp_path / "deel.csv")) == 1
    fout = capsys.readouterr().err
    assert "Plan “Proef” verandert niet: 1 fout." in fout and "Bedoelt u umcg?" in fout
    assert roep("plan", "import", "9", str(tmp_path / "deel.csv")) == 1
    assert roep("plan", "import", "1", str(tmp_path / "weg.csv")) == 1
    assert roep("plan", "import", "geladen", str(tmp_path / "deel.csv")) == 1
    assert "Plan “geladen” kan niet; geef het nummer van een plan waaraan gewerkt wordt" in capsys.readouterr().err
