"""Leads on another year's gemeenten: what follows by itself, and what people decide."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from hn_dash.domain.plan.omzetting import volg_op, zet_plan_om
from hn_dash.geo.indelingen import read_geo
from tests.support.server import WORTEL
from tests.support.wereld import maak_plan, maak_wereld


@pytest.fixture(scope="module")
def geo():
    return read_geo(Path(WORTEL) / "data/geo")


def vol(geo, jaar: int, **leads: str) -> pd.DataFrame:
    """A plan for all gemeenten of a year: nobody anywhere, but for these; a + makes it joint."""
    rijen = []
    for code in geo.herindeling.lijsten[jaar]:
        wie = leads.get(code, "")
        staat = "niet besproken" if not wie else "open" if wie == "open" else "gezamenlijk" if "+" in wie else "lead"
        rijen.append((code, staat, wie if wie != "open" else "", "akkoord" if wie else "", ""))
    return maak_plan(rijen)


def besluit(omzetting, code: str) -> dict:
    rij = omzetting.besluiten.set_index("gemeentecode").loc[code].to_dict()
    return rij | omzetting.plan.loc[code].to_dict()


def test_equal_leads_merge_by_themselves(geo):
    om = zet_plan_om(vol(geo, 2018, GM0014="umcg", GM0017="umcg", GM0009="umcg"), 2018, 2019, geo)
    rij = besluit(om, "GM0014")
    assert (rij["staat"], rij["instituten"], rij["status"]) == ("lead", "umcg", "akkoord")
    assert (rij["uitkomst"], rij["regel"]) == ("automatisch", "alle delen gelijk")


def test_a_lead_beside_nobody_is_kept_to_be_confirmed(geo):
    om = zet_plan_om(vol(geo, 2018, GM0014="umcg", GM0017="open"), 2018, 2019, geo)
    rij = besluit(om, "GM0014")
    assert (rij["staat"], rij["instituten"], rij["status"]) == ("lead", "umcg", "te bevestigen")
    assert rij["regel"] == "de andere delen hadden geen lead"
    assert "Haren (open)" in rij["delen"]


def test_two_leads_are_never_made_into_one(geo):
    om = zet_plan_om(vol(geo, 2018, GM0014="umcg", GM0017="aumc", GM0009="umcg+umcu"), 2018, 2019, geo)
    rij = besluit(om, "GM0014")
    assert (rij["staat"], rij["instituten"], rij["status"]) == ("open", "", "te beslissen")
    assert (rij["uitkomst"], rij["regel"]) == ("te beslissen", "verschillende leads")
    assert rij["voorstel"] == "gezamenlijk aumc+umcg+umcu"
    assert "Haren (lead aumc)" in rij["opmerking"]


def test_what_splits_gives_every_part_its_state(geo):
    om = zet_plan_om(vol(geo, 2020, GM0788="umcu"), 2020, 2021, geo)
    rij = besluit(om, "GM0757")  # Boxtel, that got Esch
    assert (rij["instituten"], rij["status"]) == ("umcu", "te bevestigen")
    assert "Haaren (lead umcu, 15 % van de inwoners)" in rij["delen"]


def test_a_border_correction_does_not_decide(geo):
    om = zet_plan_om(vol(geo, 2017, GM1930="emc", GM0530="lumc"), 2017, 2018, geo)
    rij = besluit(om, "GM0530")  # Hellevoetsluis got Oudenhoorn: 1.3 % of Nissewaard
    assert (rij["staat"], rij["instituten"], rij["uitkomst"]) == ("lead", "lumc", "automatisch")
    assert rij["regel"] == "alle delen gelijk, een grenscorrectie telt niet mee"


def test_looking_back_every_part_inherits(geo):
    om = zet_plan_om(vol(geo, 2026, GM1992="emc"), 2026, 2022, geo)
    assert om.plan.loc[["GM0501", "GM0530", "GM0614"], "instituten"].tolist() == ["emc"] * 3


def test_a_year_without_shapes_is_no_hindrance(geo):
    om = zet_plan_om(vol(geo, 2009, GM0344="umcu"), 2009, 2026, geo)
    assert len(om.plan) == 342
    assert om.plan.loc["GM0344", "instituten"] == "umcu"
    assert not om.besluiten.empty


def test_the_same_year_decides_nothing(geo):
    plan = vol(geo, 2026, GM0344="umcu")
    om = zet_plan_om(plan, 2026, 2026, geo)
    assert om.besluiten.empty
    assert om.plan["instituten"].tolist() == plan["instituten"].tolist()


def test_what_is_missing_or_twice_is_open(geo):
    plan = pd.concat([vol(geo, 2026), maak_plan([("GM0344", "lead", "umcu", "", "")])])
    plan = plan[plan["gemeentecode"] != "GM0014"]
    om = zet_plan_om(plan, 2026, 2026, geo)
    assert tuple(om.plan.loc["GM0014"]) == ("open", "", "te beslissen", "Niet in het plan.", "")
    assert om.plan.loc["GM0344", "status"] == "te bevestigen"


@pytest.mark.parametrize(
    ("voor", "na"),
    [
        (("lead", "amc"), ("lead", "aumc")),
        (("gezamenlijk", "amc+lumc"), ("gezamenlijk", "aumc+lumc")),
        (("lead", "lumc"), ("lead", "lumc")),
        (("gezamenlijk", "onbekend+lumc"), ("gezamenlijk", "lumc+onbekend")),
        (("open", ""), ("open", "")),
    ],
)
def test_a_closed_institute_is_the_one_it_went_into(voor, na):
    instituten = maak_wereld().dataset.instituten
    plan = maak_plan([("GM0001", *voor, "", ""), ("GM0002", "lead", "amc", "", "")])
    rij = volg_op(plan, instituten, date(2026, 1, 1)).iloc[0]
    assert (rij["staat"], rij["instituten"]) == na
    toen = volg_op(plan, instituten, date(2020, 1, 1)).iloc[0]
    assert (toen["staat"], toen["instituten"]) == voor


def test_partners_that_became_one_institute_lead():
    instituten = maak_wereld().dataset.instituten
    vumc = instituten[instituten["instituut"] == "amc"].assign(instituut="vumc")
    plan = maak_plan([("GM0001", "gezamenlijk", "amc+vumc", "akkoord", "")])
    rij = volg_op(plan, pd.concat([instituten, vumc]), date(2026, 1, 1)).iloc[0]
    assert (rij["staat"], rij["instituten"]) == ("lead", "aumc")
