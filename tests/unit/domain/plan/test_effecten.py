"""Effects per institute: sums are national, a lead moves no opleider, distances are what one can measure by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import hypot, isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hn_dash.domain.basis.instituten import geldig_op
from hn_dash.domain.plan.effecten import SOMMEN, afstanden, gewogen_kwantiel, per_instituut, plekken_per_instituut
from hn_dash.geo.rd import naar_rd
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from tests.support.wereld import PLAN, beeld_van, maak_leadplan, maak_plan, maak_plekken, maak_wereld


@pytest.fixture(scope="module")
def voorbeeld():
    return laad_voorbeeld(Settings())


CODES = ("aumc", "umcg", "umcu")
AFSPRAAK = st.one_of(
    st.sampled_from([("lead", code) for code in CODES]),
    st.sampled_from([("gezamenlijk", "aumc+umcu"), ("gezamenlijk", "aumc+umcg+umcu")]),
    st.sampled_from([("open", ""), ("niet besproken", "")]),
)


def land(voorbeeld) -> dict[str, int]:
    """The national sums, from the files: four praktijken ask for one opleider, in every gemeente apart."""
    per_gemeente = [frame["gemeentecode"].value_counts() for frame in (voorbeeld.praktijken, voorbeeld.opleiders)]
    paren = [tuple(aantal.get(code, 0) for aantal in per_gemeente) for code in voorbeeld.geo.indeling(2026).codes]
    plekken = voorbeeld.plekken
    return {
        "gemeenten": 342,
        "inwoners": 17_590_672,
        "praktijken": len(voorbeeld.praktijken),
        "opleiders": len(voorbeeld.opleiders),
        "tekort": sum(max(0, -(-praktijken // 4) - opleiders) for praktijken, opleiders in paren),
        "plekken": plekken.loc[plekken["jaar"] == 2026, "berekend"].sum(),
    }


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(AFSPRAAK, min_size=342, max_size=342))
def test_whatever_the_plan_the_sums_are_national_and_no_opleider_moves(voorbeeld, afspraken):
    codes = voorbeeld.dataset.geo.indeling(2026).codes
    frame = pd.DataFrame(afspraken, columns=["staat", "instituten"]).assign(gemeentecode=codes, status="", opmerking="")
    uit = per_instituut(beeld_van(replace(voorbeeld, plan=maak_leadplan(frame))))
    assert uit[list(SOMMEN)].sum().to_dict() == land(voorbeeld.dataset)


def test_a_plan_of_one_institute_by_hand(voorbeeld):
    anders = {"GM0014": ("lead", "umcg"), "GM0344": ("gezamenlijk", "umcg+umcu")}
    rijen = [(code, *anders.get(code, ("open", "")), "", "") for code in voorbeeld.dataset.geo.indeling(2026).codes]
    uit = per_instituut(beeld_van(replace(voorbeeld, plan=maak_leadplan(maak_plan(rijen)))))
    groningen, utrecht = 234_950, 361_699
    assert uit.loc["umcg", ["gemeenten", "inwoners"]].tolist() == [1, groningen]
    assert uit.loc["umcg", "gezamenlijk_pct"] == pytest.approx(100 * utrecht / (groningen + utrecht))
    km = afstanden(voorbeeld.dataset, 2026)["umcg"]
    gemiddeld = (km["GM0014"] * groningen + km["GM0344"] * utrecht) / (groningen + utrecht)
    assert uit.loc["umcg", ["km", "km_p90"]].tolist() == [pytest.approx(gemiddeld), pytest.approx(km["GM0344"])]
    assert uit.loc["umcu", ["gemeenten", "gezamenlijk_pct"]].tolist() == [0, 100]
    assert uit.loc["emc", ["gezamenlijk_pct", "km"]].isna().all()


def test_what_is_joint_counts_for_those_who_take_part():
    samen = {"GM0006": ("GM0006", "gezamenlijk", "aumc+lumc", "akkoord", "")}
    uit = per_instituut(beeld_van(maak_wereld(plan=maak_plan([samen.get(rij[0], rij) for rij in PLAN]))))
    # aumc recruits in Fort alone; lumc in Fort and Beek; emc in Beek (5.000), Aadorp (30.000) and Cruin (10.000)
    assert uit["gezamenlijk_pct"].dropna().tolist() == [100, 100, pytest.approx(100 * 5 / 45)]


def test_a_distance_is_as_the_crow_flies(voorbeeld):
    km = afstanden(voorbeeld.dataset, 2026, "umc")
    assert km.shape == (342, len(geldig_op(voorbeeld.dataset.instituten, voorbeeld.dataset.peildatum)))
    punt = (
        voorbeeld.dataset.geo.indeling(2026).vormen.set_index("gemeentecode").geometry["GM0935"].representative_point()
    )
    umcg = voorbeeld.dataset.instituten.set_index("instituut").loc["umcg"]
    x, y = naar_rd([umcg["lon"]], [umcg["lat"]])
    assert km.loc["GM0935", "umcg"] == pytest.approx(hypot(punt.x - x[0], punt.y - y[0]) / 1000)
    assert 260 < km.loc["GM0935", "umcg"] < 280  # Maastricht to Groningen


def test_a_distance_is_to_the_nearest_opleidingslocatie_of_that_day(wereld):
    """Zuid, of aumc, is at (1,5; 0,5) since September 2020; aumc itself is at (0,5; 1,5), in Aadorp.

    The middle of Fort is (2; 0,5), of Eiland (4,5; 0,5).
    """
    nu = afstanden(wereld.dataset, 2026)["aumc"]
    assert (nu["GM0006"], nu["GM0005"]) == (pytest.approx(0.5, abs=1e-3), pytest.approx(3, abs=1e-3))
    umc = afstanden(wereld.dataset, 2026, "umc")["aumc"]
    assert (umc["GM0006"], umc["GM0001"]) == (pytest.approx(hypot(1.5, 1), abs=1e-3), pytest.approx(0, abs=1e-3))
    toen = replace(wereld.dataset, peildatum=date(2020, 8, 31), vingerafdruk="toen")
    zonder = afstanden(toen, 2026)  # amc had no location yet, so where it was housed counts
    assert zonder["amc"].tolist() == pytest.approx(umc.tolist()) and "aumc" not in zonder
    assert afstanden(replace(toen, peildatum=date(2021, 1, 1), vingerafdruk="later"), 2026)["amc"].tolist() == (
        pytest.approx(nu.tolist())
    )


def test_two_locations_of_one_institute_count_as_the_nearest(voorbeeld):
    """Hengelo is of aumc: Twente lies beside it and a hundred kilometres from Amsterdam."""
    assert afstanden(voorbeeld.dataset, 2026).loc["GM0164", "aumc"] < 5
    assert afstanden(voorbeeld.dataset, 2026, "umc").loc["GM0164", "aumc"] > 100


def test_a_quantile_without_weight_is_none():
    assert isnan(gewogen_kwantiel(np.array([1.0]), np.array([0]), 0.9))
    assert gewogen_kwantiel(np.array([3.0, 1.0, 2.0]), np.array([1, 1, 2]), 0.5) == 2


def test_places_of_the_newest_year_go_to_the_institute_of_now(wereld):
    assert plekken_per_instituut(wereld.dataset).to_dict() == {"emc": 12, "lumc": 16, "aumc": 11}
    assert plekken_per_instituut(maak_wereld(plekken=maak_plekken([])).dataset).to_dict() == {}


def test_places_on_an_older_day_are_of_who_had_the_location_then():
    """Zuid was of AMC until 2024, and the rows still add up to the 12 + 16 + 11 places of the country."""
    beeld = beeld_van(maak_wereld(peildatum=date(2023, 1, 1)))
    assert plekken_per_instituut(beeld.dataset).to_dict() == {"emc": 12, "lumc": 16, "amc": 11}
    assert per_instituut(beeld)["plekken"].sum() == 39


def test_of_whom_no_count_was_given_the_own_opleiders_are_unknown():
    rijen = [(code, 4, None, 1, 2) for code, *_ in PLAN]
    kolommen = ["gemeentecode", "praktijken", "huisartsen", "opleiders_emc", "opleiders_aumc"]
    aantallen = pd.DataFrame(rijen, columns=kolommen).astype({"praktijken": "Int64", "huisartsen": "Int64"})
    uit = per_instituut(beeld_van(maak_wereld(aantallen=aantallen)))
    assert uit.loc[["emc", "aumc"], "eigen_opleiders"].tolist() == [6, 12]
    # emc recruits in Aadorp, Beek and Cruin, nobody in Dal and Eiland, and aumc nowhere
    assert uit.loc[["emc", "aumc"], "opleiders_elders"].tolist() == [1, 8]
    assert uit.loc["lumc", ["eigen_opleiders", "opleiders_elders"]].isna().all()
