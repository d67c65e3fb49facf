from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from hn_dash.domain.plan.controle import _aaneengesloten, _ver_weg, check_plan, eigen_regio
from hn_dash.domain.plan.effecten import per_instituut
from tests.support.wereld import GEMEENTEN, PLAN, beeld_van, maak_plan, maak_wereld


def met(*rijen, zonder=()):
    """The hand-made plan with other rows for some gemeenten."""
    nieuw = {rij[0] for rij in rijen} | set(zonder)
    return maak_wereld(plan=maak_plan([*(rij for rij in PLAN if rij[0] not in nieuw), *rijen]))


def _gebied(wereld):
    beeld = beeld_van(wereld)
    return dict(zip(beeld.codes, beeld.gebied, strict=True))


UITEEN = met(("GM0003", "lead", "aumc", "", ""), ("GM0004", "lead", "aumc", "", ""))


def bevindingen(wereld, code, indeling=2026):
    return [bevinding for bevinding in check_plan(beeld_van(wereld, indeling)) if bevinding.code == code]


def test_a_sound_plan_has_only_its_crossing_relations_and_what_is_to_be_decided(wereld):
    open_, gevonden = check_plan(beeld_van(wereld, 2026))
    assert (open_.code, open_.ernst, open_.gemeenten) == ("C9", "waarschuwing", ("GM0005",))
    assert (gevonden.code, gevonden.ernst) == ("C6", "info")
    assert gevonden.gemeenten == ("GM0001", "GM0003", "GM0006")
    assert gevonden.zin.startswith("7 opleiders in 3 gemeenten") and "Hun relatie blijft" in gevonden.zin


def test_no_opleiders_of_others_no_finding():
    wereld = met(*((f"GM000{nummer}", "open", "", "", "") for nummer in range(1, 7)))
    assert check_plan(beeld_van(wereld, 2026)) == ()


def test_c1_a_gemeente_that_is_missing():
    wereld = met(zonder=["GM0002", "GM0004"])
    (gevonden,) = bevindingen(wereld, "C1")
    assert (gevonden.ernst, gevonden.gemeenten) == ("fout", ("GM0002", "GM0004"))
    assert tuple(beeld_van(wereld, 2026).frame.loc["GM0002"]) == ("open", "", "te beslissen", "Niet in het plan.", "")


def test_c2_a_code_that_does_not_exist():
    wereld = met(("GM0099", "lead", "emc", "", ""))
    (gevonden,) = bevindingen(wereld, "C2")
    assert (gevonden.ernst, gevonden.gemeenten) == ("fout", ("GM0099",))
    assert "GM0099" in gevonden.zin and "2026" in gevonden.zin
    assert "GM0099" not in beeld_van(wereld, 2026).frame.index


@pytest.mark.parametrize(
    ("staat", "instituten", "goed"),
    [
        ("lead", "emc", True),
        ("lead", "", False),
        ("lead", "emc+lumc", False),
        ("gezamenlijk", "emc+lumc", True),
        ("gezamenlijk", "emc", False),
        ("gezamenlijk", "emc+emc", False),
        ("open", "", True),
        ("open", "emc", False),
        ("niet besproken", "", True),
        ("niet besproken", "emc+lumc", False),
        ("toegewezen", "emc", False),
        ("lead", "amc", True),  # closed before the peildatum: its successor leads
        ("lead", "vumc", False),  # never known here
        ("lead", "onzin", False),
    ],
)
def test_c3_the_institutes_fit_the_state(staat, instituten, goed):
    gevonden = bevindingen(met(("GM0005", staat, instituten, "", "")), "C3")
    assert [(bevinding.ernst, bevinding.gemeenten) for bevinding in gevonden] == [("fout", ("GM0005",))] * (not goed)


def test_c4_a_gemeente_that_stands_twice():
    wereld = maak_wereld(plan=maak_plan([*PLAN, ("GM0001", "lead", "lumc", "", "")]))
    (gevonden,) = bevindingen(wereld, "C4")
    assert (gevonden.ernst, gevonden.gemeenten) == ("fout", ("GM0001",))
    assert tuple(beeld_van(wereld, 2026).frame.loc["GM0001"])[:3] == ("open", "", "te beslissen")
    assert len(beeld_van(wereld, 2026).frame) == 6


def test_c5_an_area_in_two_parts_names_the_exclave_and_its_population():
    # Cruin and Dal are at opposite ends; as large as each other, so the lower code is the area and Dal its exclave
    (gevonden,) = bevindingen(UITEEN, "C5")
    assert (gevonden.ernst, gevonden.gemeenten) == ("waarschuwing", ("GM0004",))
    assert "Amsterdam UMC" in gevonden.zin and "Dal ligt los van de rest (1.000 inwoners in 2022)" in gevonden.zin


def test_c5_and_c10_speak_of_one_and_of_more(monkeypatch):
    dal, namen = ("GM0004",), {code: naam for code, (naam, *_) in GEMEENTEN.items()}
    for los, zin in ((dal, "Dal ligt los"), (("GM0002", *dal), "Beek en Dal liggen los")):
        monkeypatch.setattr("hn_dash.domain.plan.controle._losse_delen", lambda *_, los=los: [(los, 7)])
        assert f": {zin} van de rest (7 inwoners in 2022)." in _aaneengesloten(beeld_van(UITEEN), namen)[0].zin
    ver = np.zeros((6, 2))
    ver[2, 0] = 31  # Cruin, from aumc
    monkeypatch.setattr("hn_dash.domain.plan.controle._verder", lambda *_: ({"aumc": 0}, ver))
    (gevonden,) = _ver_weg(beeld_van(met(("GM0003", "lead", "aumc", "", ""))), namen, "locatie")
    assert gevonden.zin.startswith("In 1 gemeente ligt") and gevonden.zin.endswith("; dat is Cruin (31 km).")


def test_c5_counts_the_inhabitants_that_were_read_in():
    inwoners = pd.DataFrame({"gemeentecode": list(GEMEENTEN), "inwoners": [10, 20, 30, 77, 50, 60]})
    wereld = replace(UITEEN, dataset=replace(UITEEN.dataset, inwoners=inwoners, vingerafdruk="eigen inwoners"))
    (gevonden,) = bevindingen(wereld, "C5")
    assert "Dal ligt los van de rest (77 inwoners in 2026)" in gevonden.zin


def test_c5_touching_in_a_point_is_enough():
    wereld = met(("GM0001", "lead", "lumc", "", ""), ("GM0002", "lead", "emc", "", ""))  # Aadorp and Fort
    assert bevindingen(wereld, "C5") == []


def test_c5_a_joint_gemeente_joins_the_areas_of_each_partner():
    # Aadorp and Cruin, both of emc, meet in Beek; without it they lie apart
    assert bevindingen(maak_wereld(), "C5") == []
    assert bevindingen(met(("GM0002", "gezamenlijk", "aumc+emc", "", "")), "C5") == []  # as the second partner too
    assert len(bevindingen(met(("GM0002", "lead", "lumc", "", "")), "C5")) == 1


def test_c5_a_link_over_water_joins():
    wereld = met(("GM0005", "lead", "emc", "", ""))
    assert bevindingen(wereld, "C5") == []
    gemeenten = wereld.dataset.geo.indelingen[2026]
    zonder_veer = replace(gemeenten, buren=gemeenten.buren[gemeenten.buren["soort"] != "veer"])
    vars(zonder_veer)["vormen"] = gemeenten.vormen
    geo = replace(wereld.dataset.geo, indelingen={2026: zonder_veer})
    zonder = replace(wereld, dataset=replace(wereld.dataset, geo=geo, vingerafdruk="zonder veer"))
    (gevonden,) = bevindingen(zonder, "C5")
    assert gevonden.gemeenten == ("GM0005",) and "2.000 inwoners" in gevonden.zin


def test_c7_a_gemeente_below_the_norm_in_the_region_of_somebody_else():
    # Aadorp (3 on 20) is served by noord, of emc; with the lead at lumc it is mentioned, with emc as partner it is not
    (gevonden,) = bevindingen(met(("GM0001", "lead", "lumc", "", "")), "C7")
    assert (gevonden.ernst, gevonden.gemeenten) == ("waarschuwing", ("GM0001",))
    assert gevonden.zin.startswith("1 gemeente onder de norm van 25 % ligt in de eigen regio van een ander instituut")
    assert bevindingen(met(("GM0001", "gezamenlijk", "emc+lumc", "", "huisarts kiest")), "C7") == []
    assert bevindingen(met(("GM0005", "lead", "lumc", "", "")), "C7") == []  # Eiland has 2 on 1
    assert bevindingen(met(("GM0002", "lead", "lumc", "", "")), "C7") == []  # Beek is served by two, half each


def test_c7_knows_the_own_region_of_a_gemeente_that_the_file_does_not_have():
    """Graft went into Fort; oost, of lumc, serves three quarters of Fort, and so of what Graft was."""
    assert eigen_regio(maak_wereld().dataset, 2022)["GM0007"] == "lumc"


def test_c7_weighs_the_parts_of_a_gemeente_by_their_inhabitants():
    """Of the 40.000 of Fort in 2022 60 % went to noord, of emc; all 20.000 of Graft to oost: 24.000 and 36.000."""
    rijen = [("GM0006", "noord", 0.6), ("GM0006", "oost", 0.4), ("GM0007", "oost", 1.0)]
    gebied = pd.DataFrame(rijen, columns=["gemeentecode", "locatie", "aandeel"])
    wereld = maak_wereld(verzorgingsgebied=gebied, codering={"verzorgingsgebied": 2022})
    assert eigen_regio(wereld.dataset, 2022) == {"GM0006": "emc", "GM0007": "lumc"}
    assert eigen_regio(wereld.dataset, 2026) == {"GM0006": "lumc"}


def test_c8_joint_recruitment_says_that_the_huisarts_chooses():
    assert bevindingen(maak_wereld(), "C8") == []
    (gevonden,) = bevindingen(met(("GM0002", "gezamenlijk", "emc+lumc", "", "samen")), "C8")
    assert (gevonden.ernst, gevonden.gemeenten) == ("info", ("GM0002",))


def test_c9_agreements_from_before_a_herindeling_are_to_be_decided():
    # Fort and Graft became one gemeente in 2023; their leads differ
    oud = [*PLAN[:5], ("GM0006", "lead", "lumc", "", ""), ("GM0007", "lead", "emc", "", "")]
    wereld = maak_wereld(plan=maak_plan(oud), planjaar=2022)
    gevonden, eiland = bevindingen(wereld, "C9")
    assert (gevonden.ernst, gevonden.gemeenten) == ("fout", ("GM0006",))
    assert "Het plan is van de gemeenten van 2022; 1 gemeente van 2026" in gevonden.zin
    assert (eiland.ernst, eiland.gemeenten) == ("waarschuwing", ("GM0005",))
    assert bevindingen(wereld, "C9", 2022) == [eiland]


def test_c9_what_a_plan_itself_leaves_to_people_is_listed_per_status():
    wereld = met(("GM0001", "lead", "lumc", "te bevestigen", ""), ("GM0004", "open", "", "te beslissen", ""))
    beslis, bevestig = bevindingen(wereld, "C9")
    assert beslis.gemeenten == ("GM0004", "GM0005") and bevestig.gemeenten == ("GM0001",)
    assert beslis.zin == "2 gemeenten zijn te beslissen: Dal en Eiland. Kies wie er werft en geef een andere status."
    assert bevestig.zin == "1 gemeente is te bevestigen: Aadorp. Klopt de staat, geef dan status akkoord."
    assert bevindingen(wereld, "C9", 2022) == [beslis, bevestig]
    weg = met(zonder=["GM0004", "GM0005"])  # not in the plan at all: that is C1
    assert bevindingen(weg, "C9") == []


def test_c10_a_lead_that_is_much_farther_away_than_another(monkeypatch):
    monkeypatch.setattr("hn_dash.domain.plan.controle.VERDER", 1.0)
    # Cruin is at emc's door; aumc, in Aadorp, is two kilometres away
    (gevonden,) = bevindingen(met(("GM0003", "lead", "aumc", "", "")), "C10")
    assert gevonden.ernst == "info"
    assert "GM0003" in gevonden.gemeenten
    assert "meer dan 1 km verder" in gevonden.zin and "hemelsbreed" in gevonden.zin
    assert "opleidingslocatie" in gevonden.zin  # that of aumc, in Fort, is the root of 2 away
    # Fort has a location of aumc, but aumc itself is 1,8 km away and lumc is there: a switch decides
    fort = met(("GM0006", "lead", "aumc", "", ""))
    assert "GM0006" not in {code for b in bevindingen(fort, "C10") for code in b.gemeenten}
    (umc,) = (b for b in check_plan(beeld_van(fort), "umc") if b.code == "C10")
    assert "GM0006" in umc.gemeenten and "ligt het umc van het instituut met de lead hemelsbreed" in umc.zin


def test_the_gravest_come_first():
    wereld = maak_wereld(plan=UITEEN.plan.frame[UITEEN.plan.frame["gemeentecode"] != "GM0005"])
    assert [bevinding.ernst for bevinding in check_plan(beeld_van(wereld, 2026))] == ["fout", "waarschuwing", "info"]


def test_every_gemeente_lies_in_exactly_one_lead_area(wereld):
    assert _gebied(wereld) == {
        "GM0001": "emc",
        "GM0002": "gezamenlijk",
        "GM0003": "emc",
        "GM0004": "niet besproken",
        "GM0005": "open",
        "GM0006": "lumc",
    }


def test_a_lead_that_names_nobody_or_two_counts_as_open():
    wereld = met(("GM0001", "lead", "emc+lumc", "", ""), ("GM0003", "lead", "", "", ""))
    gebied = _gebied(wereld)
    assert (gebied["GM0001"], gebied["GM0003"]) == ("open", "open")
    assert per_instituut(beeld_van(wereld, 2026))["gemeenten"].sum() == 6


@pytest.mark.parametrize("indeling", [2022, 2026])
def test_the_summary_per_institute_adds_up_to_the_country(wereld, indeling):
    tabel = per_instituut(beeld_van(wereld, indeling))
    assert tabel.index.tolist() == ["aumc", "lumc", "emc", "gezamenlijk", "open", "niet besproken"]
    assert tabel["gemeenten"].tolist() == [0, 2 if indeling == 2022 else 1, 2, 1, 1, 1]
    assert tabel["inwoners"].tolist() == [0, 60_000, 40_000, 5_000, 2_000, 1_000]
    assert tabel[["praktijken", "opleiders"]].sum().tolist() == [87, 18]
    # of aumc 1 in Cruin and 5 in Fort; of lumc 1 in Aadorp; Eiland is open and nobody's area
    assert tabel["opleiders_elders"].dropna().tolist() == [6, 1, 0]
