"""Numbers that were published, and what may not be concluded from them. The data name the source of each."""

from datetime import date
from fractions import Fraction

import pytest

from hn_dash.domain import maten
from hn_dash.domain.basis.instituten import geldig_op, opvolger
from hn_dash.domain.plaatsen.landelijk import compute_aansluitingen, compute_loting_rondes


def landelijk(dataset):
    frame = maten.compute(maten.from_query("landelijk", "", dataset), dataset).frame
    return frame.set_index("jaar")


def lotingen(dataset):
    return compute_loting_rondes(maten.from_query("landelijk", "", dataset), dataset.dataset).frame.set_index("ronde")


def test_vws_funded_750_places_then_820_then_850(voorbeeld):
    assert landelijk(voorbeeld).loc[[2020, 2021, 2022], "vws_plekken"].tolist() == [750, 820, 850]


def test_two_lotteries_equal_the_starters_of_2020_by_coincidence(voorbeeld):
    geplaatst = lotingen(voorbeeld).loc[["2020-09", "2021-03"], "geplaatst"].tolist()
    assert geplaatst == [379, 381]
    assert sum(geplaatst) == landelijk(voorbeeld).loc[2020, "gestart"] == 760
    # the second of them started in 2021, a year with other starters
    assert landelijk(voorbeeld).loc[2021, "gestart"] == 813


def test_the_lottery_of_november_2023_left_110_of_442_places_open(voorbeeld):
    ronde = lotingen(voorbeeld).loc["2024-03"]
    assert (ronde["aangeboden"], ronde["geplaatst"], ronde["niet_vervuld"]) == (442, 332, 110)
    assert ronde["aangeboden"] - ronde["geplaatst"] == ronde["niet_vervuld"]


def test_the_aios_dashboard_went_from_159_to_418_connections(voorbeeld):
    assert voorbeeld.dataset.aansluitingen[["dec_2019", "dec_2020"]].sum().tolist() == [159, 418]
    tabel = compute_aansluitingen(voorbeeld.dataset)
    assert {kolom.eenheid for kolom in tabel.spec.kolommen[1:3]} == {"aansluitingen"}  # with systems, not of aios
    assert "huisartsinformatiesysteem van opleiders" in tabel.omschrijving


def test_the_goal_of_2009_fits_huisartsen_and_not_praktijken(voorbeeld):
    # from 1700 to 2000 opleiders; the norm of 25 % names no denominator
    reeks = voorbeeld.dataset.praktijken_en_huisartsen.set_index("jaar")
    zelfstandig = int(reeks.loc[2009, "huisartsen_zelfstandig"])
    assert (round(100 * 1700 / zelfstandig, 1), round(100 * 2000 / zelfstandig, 1)) == (21.9, 25.7)
    assert round(100 * 2000 / int(reeks.loc[2020, "praktijken"])) == 41
    assert maten.from_query("dichtheid", "", voorbeeld).normdeel == Fraction(1, 4)


def test_eight_institutes_until_2023_and_seven_since(voorbeeld):
    toen, nu = (geldig_op(voorbeeld.dataset.instituten, dag) for dag in (date(2023, 12, 31), date(2024, 1, 1)))
    assert len(toen) == 8 and {"amc", "vumc"} < set(toen)
    assert nu == ["aumc", "umcu", "radboud", "lumc", "emc", "maastricht", "umcg"]
    assert {opvolger(voorbeeld.dataset.instituten, code) for code in ("amc", "vumc")} == {"aumc"}


def test_eindhoven_has_two_locations_of_two_institutes(voorbeeld):
    eindhoven = voorbeeld.dataset.locaties[voorbeeld.dataset.locaties["gemeentecode"] == "GM0772"]
    assert sorted(eindhoven["instituut_nu"]) == ["maastricht", "radboud"]


def test_the_seven_numbers_of_the_chain_stand_beside_each_other(voorbeeld):
    tabel = maten.compute(maten.from_query("plaatsing", "", voorbeeld), voorbeeld)
    keten = ["advies", "vws_totaal", "berekend", "aangeboden", "loting", "geplaatst", "gestart"]
    assert set(keten) < set(tabel.frame.columns)


@pytest.mark.parametrize("indeling", [2022, 2023, 2024, 2025, 2026])
def test_the_netherlands_have_17590672_inhabitants_in_every_indeling(voorbeeld, indeling):
    vraag = maten.from_query("dichtheid", f"niveau=land&indeling={indeling}", voorbeeld)
    rij = maten.compute(vraag, voorbeeld).frame.iloc[0]
    assert rij["inwoners"] == 17_590_672
    assert rij["gemeenten"] == (345 if indeling == 2022 else 342)
