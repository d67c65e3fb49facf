"""The agreements of 25 November 2009 on recruiting new opleiders, as sentences that a head can check.

Source: nieuwsbrief 25-11-2009, "Wie gaat waar werven?". R4 is an intention (joint recruiting with the basiscurriculum).
"""

import pandas as pd
import pytest

from hn_dash.domain import maten
from hn_dash.domain.plan.controle import check_plan
from hn_dash.domain.plan.effecten import per_instituut
from tests.support.wereld import PLAN, beeld_van, maak_plan, maak_wereld


def tabel_van(view, query, wereld):
    return maten.compute(maten.from_query(view, query, wereld), wereld)


def met_lead(code, staat, instituten):
    """The agreed plan with another state for one gemeente."""
    rijen = [rij if rij[0] != code else (code, staat, instituten, "akkoord", "") for rij in PLAN]
    return maak_wereld(plan=maak_plan(rijen))


def per_instituut_in(code, wereld):
    frame = tabel_van("vestiging", "", wereld).frame.set_index("gemeentecode")
    return frame.loc[code, ["opleiders_aumc", "opleiders_lumc", "opleiders_emc"]].tolist()


@pytest.mark.parametrize(
    ("staat", "instituten"), [("lead", "aumc"), ("gezamenlijk", "aumc+emc"), ("open", ""), ("niet besproken", "")]
)
def test_r1_changing_the_lead_never_changes_the_instituut_of_an_opleider(wereld, staat, instituten):
    gewijzigd = met_lead("GM0006", staat, instituten)
    assert per_instituut_in("GM0006", wereld) == per_instituut_in("GM0006", gewijzigd) == [5, 7, 0]


def test_r1_an_existing_relation_in_another_institutes_area_is_counted_and_stays(wereld):
    # lumc leads Fort, where 5 of the 12 opleiders are of Amsterdam UMC
    werving = tabel_van("werving", "", wereld).frame.set_index("gemeentecode")
    assert werving.loc["GM0006", "opleiders_andere_instituten"] == 5
    (bevinding,) = [b for b in check_plan(beeld_van(wereld, 2026)) if b.code == "C6"]
    assert bevinding.ernst == "info"  # a fact, not a fault
    assert "Hun relatie blijft" in bevinding.zin


def test_r1_with_another_lead_other_relations_cross(wereld):
    werving = tabel_van("werving", "", met_lead("GM0006", "lead", "aumc")).frame.set_index("gemeentecode")
    assert werving.loc["GM0006", ["opleiders", "opleiders_andere_instituten"]].tolist() == [12, 7]


def test_r2_an_instituut_sees_where_its_own_area_is_thin(wereld):
    frame = tabel_van("dichtheid", "instituut=emc", wereld).frame
    dun = frame[frame["tekort"] > 0]
    assert dun[["gemeentenaam", "tekort"]].to_numpy().tolist() == [["Aadorp", 2], ["Beek", 1]]


def test_r3_a_joint_gemeente_belongs_to_each_of_its_institutes(wereld):
    for instituut in ("emc", "lumc"):
        assert "GM0002" in tabel_van("werving", f"instituut={instituut}", wereld).gebieden
    assert "GM0002" not in tabel_van("werving", "instituut=aumc", wereld).gebieden


def test_r3_where_institutes_recruit_jointly_none_of_their_opleiders_is_anothers(wereld):
    samen = met_lead("GM0006", "gezamenlijk", "aumc+lumc")
    werving = tabel_van("werving", "", samen).frame.set_index("gemeentecode")
    assert werving.loc["GM0006", "opleiders_andere_instituten"] == 0


def test_r3_a_joint_gemeente_counts_once_in_the_country(wereld):
    assert per_instituut(beeld_van(wereld, 2026)).loc["gezamenlijk", "gemeenten"] == 1
    assert per_instituut(beeld_van(wereld, 2026))["inwoners"].sum() == 108_000


def test_r4_who_trains_both_counts_for_aios_and_for_coassistenten(wereld):
    aantal = {
        soort: tabel_van("vestiging", f"soort={soort}", wereld).totalen["opleiders"]
        for soort in ("aios", "coassistent", "beide")
    }
    assert aantal == {"aios": 16, "coassistent": 9, "beide": 7}
    assert aantal["aios"] + aantal["coassistent"] - aantal["beide"] == 18


def test_r5_a_gemeente_has_exactly_one_of_four_states(wereld):
    werving = tabel_van("werving", "", wereld)
    assert set(werving.frame["staat"]) == {"lead", "gezamenlijk", "open", "niet besproken"}
    assert sum(werving.totalen.values()) == len(werving.frame) == 6


def test_r5_a_gemeente_that_nobody_discussed_is_no_open_one(wereld):
    frame = tabel_van("werving", "", wereld).frame.set_index("gemeentecode")
    assert (frame.loc["GM0004", "staat"], frame.loc["GM0005", "staat"]) == ("niet besproken", "open")


def test_r5_a_plan_that_leaves_a_gemeente_out_is_not_finished():
    wereld = maak_wereld(plan=maak_plan(PLAN[:-1]))
    eerste = check_plan(beeld_van(wereld, 2026))[0]
    assert (eerste.code, eerste.ernst, eerste.gemeenten) == ("C1", "fout", ("GM0006",))


@pytest.mark.parametrize("noemer", ["praktijken", "huisartsen", "inwoners"])
@pytest.mark.parametrize("teller", ["opleiders", "opleidingspraktijken"])
def test_the_norm_names_no_denominator_so_every_answer_does(wereld, teller, noemer):
    vraag = maten.from_query("dichtheid", {"teller": teller, "noemer": noemer}, wereld)
    tabel = maten.compute(vraag, wereld)
    for tekst in (tabel.omschrijving.lower(), tabel.formule.lower()):
        assert teller in tekst and noemer in tekst and "norm" in tekst
    assert tabel.frame["teller"].tolist() == tabel.frame[teller].tolist()
    assert tabel.frame["noemer"].tolist() == tabel.frame[noemer].tolist()
    assert tabel.frame["norm_pct"].nunique() == 1


def test_a_density_of_more_than_100_percent_is_shown_as_it_is(wereld):
    frame = tabel_van("dichtheid", "", wereld).frame.set_index("gemeentecode")
    assert frame.loc["GM0005", "dichtheid_pct"] == 200  # two opleiders in the only praktijk


def test_a_gemeente_without_praktijk_is_not_a_gemeente_below_the_norm(wereld):
    rij = tabel_van("dichtheid", "", wereld).frame.set_index("gemeentecode").loc["GM0004"]
    assert (rij["status"], rij["tekort"]) == ("geen praktijk", 0)
    assert pd.isna(rij["dichtheid_pct"])
