"""Counts on another year's gemeenten: totals hold, the ledger explains, and independent tables agree."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hn_dash.errors import InvoerFout, SelectieFout
from hn_dash.geo.delen import grootste_rest
from hn_dash.geo.herindelingen import JAREN
from hn_dash.geo.omzetting import aandelen, verhuis, zet_aantallen_om

PAREN = [(2009, 2020), (2009, 2023), (2009, 2026), (2014, 2023), (2020, 2023)]


def tabel(**aantallen: int) -> pd.DataFrame:
    return pd.DataFrame({"gemeentecode": list(aantallen), "praktijken": list(aantallen.values())})


@pytest.mark.parametrize(("van", "naar"), PAREN)
def test_shares_equal_the_chained_conversions_that_were_made_apart_from_us(geo, van, naar):
    ander = pd.read_csv(geo.map / f"herindeling/map_{van}_{naar}.csv").set_index(["old_code", "new_code"])["share"]
    onze = aandelen(van, naar, geo).set_index(["van_code", "naar_code"])["aandeel"]
    assert set(onze.index) == set(ander.index)
    assert (onze - ander.rename_axis(onze.index.names)).abs().max() < 1e-9


@pytest.mark.parametrize("jaar", JAREN)
def test_every_year_goes_to_the_gemeenten_of_2026_and_to_no_other(geo, jaar):
    weg = aandelen(jaar, 2026, geo)
    assert set(weg["van_code"]) == geo.herindeling.lijsten[jaar].keys()
    assert set(weg["naar_code"]) == geo.herindeling.lijsten[2026].keys()
    assert weg.groupby("van_code")["aandeel"].sum().sub(1).abs().max() < 1e-9
    assert (weg["aandeel"] > 0).all()


@pytest.mark.parametrize("jaar", [2009, 2026])
def test_a_year_to_itself_is_the_same(geo, jaar):
    weg = aandelen(jaar, jaar, geo)
    assert (weg["van_code"] == weg["naar_code"]).all()
    assert set(weg["soort"]) == {"ongewijzigd"}


def test_two_steps_are_as_one_where_no_part_came_from_elsewhere(geo):
    heen = aandelen(2009, 2014, geo).merge(
        aandelen(2014, 2023, geo), left_on="naar_code", right_on="van_code", suffixes=("", "_2")
    )
    twee = (heen["aandeel"] * heen["aandeel_2"]).groupby([heen["van_code"], heen["naar_code_2"]]).sum()
    een = aandelen(2009, 2023, geo).set_index(["van_code", "naar_code"])["aandeel"]
    assert (twee - een).abs().max() < 1e-9


def test_the_example_of_groningen_on_paper(geo):
    """2018 to 2019: Groningen, Haren and Ten Boer merge; Winsum to Het Hogeland (0.88) and Westerkwartier (0.12)."""
    voor = tabel(GM0014=52, GM0017=5, GM0009=2, GM0053=4, GM0005=3, GM0056=5)
    om = zet_aantallen_om(voor, 2018, 2019, geo)
    na = om.frame.set_index("gemeentecode")["praktijken"]
    assert na["GM0014"] == 52 + 5 + 2
    assert na["GM1966"] == pytest.approx(0.88 * 4 + 3)
    assert na["GM1969"] == pytest.approx(0.12 * 4 + 5)
    assert na.sum() == pytest.approx(71)
    assert om.gehelen().set_index("gemeentecode")["praktijken"].to_dict() == {"GM0014": 59, "GM1966": 7, "GM1969": 5}


def test_the_ledger_says_what_went_where_and_why(geo):
    om = zet_aantallen_om(tabel(GM0017=10, GM0788=100), 2018, 2026, geo)
    haren = om.grootboek[om.grootboek["van_code"] == "GM0017"].iloc[0]
    assert (haren["rij"], haren["naar_naam"], haren["soort"], haren["geschat"]) == (
        2,
        "Groningen",
        "samenvoeging",
        False,
    )
    haaren = om.grootboek[om.grootboek["van_code"] == "GM0788"].set_index("naar_naam")
    assert haaren["praktijken"].round(1).to_dict() == {
        "Boxtel": 14.9,
        "Oisterwijk": 41.2,
        "Tilburg": 10.0,
        "Vught": 33.9,
    }
    assert haaren["geschat"].all()
    opnieuw = om.grootboek.groupby("naar_code")["praktijken"].sum()
    na = om.frame.set_index("gemeentecode")["praktijken"]
    assert (opnieuw - na[opnieuw.index]).abs().max() == 0


def test_the_source_of_a_share_is_told(geo):
    haaren = aandelen(2020, 2021, geo).set_index(["van_code", "naar_naam"]).loc[("GM0788", "Tilburg")]
    assert haaren["toelichting"] == "Biezenmortel (1.430 inw.)"
    assert "inwoners per wijk 1-1-2022" in haaren["bron"]
    assert haaren["datum"] == "2021-01-01"


def test_looking_back_divides_by_inhabitants(geo):
    terug = aandelen(2026, 2022, geo).set_index(["van_code", "naar_naam"])["aandeel"]
    inwoners = geo.indeling(2022).gemeenten.set_index("gemeentenaam")["inwoners"]
    delen = inwoners[["Brielle", "Hellevoetsluis", "Westvoorne"]]
    for naam, deel in (delen / delen.sum()).items():
        assert terug[("GM1992", naam)] == pytest.approx(deel)


def test_a_code_of_another_year_is_named_with_its_years(geo):
    with pytest.raises(InvoerFout) as fout:
        zet_aantallen_om(tabel(GM0017=1, GM9999=1, GM0344=1), 2020, 2026, geo)
    assert [bevinding.zin for bevinding in fout.value.bevindingen] == [
        "Gemeente GM0017 bestaat niet in 2020, wel van 2009 tot en met 2018; verbeter de code of kies een ander jaar.",
        "Gemeente GM9999 bestaat niet in 2020, in geen enkel jaar sinds 2009; verbeter de code of kies een ander jaar.",
    ]


def test_a_year_that_nobody_knows(geo):
    with pytest.raises(SelectieFout, match="kies een jaar van 2009"):
        zet_aantallen_om(tabel(GM0344=1), 2020, 2030, geo)


def test_the_fingerprint_is_of_what_went_in(geo):
    een, ander = (zet_aantallen_om(tabel(GM0344=n), 2020, 2026, geo).vingerafdruk for n in (1, 2))
    assert een != ander
    assert een == zet_aantallen_om(tabel(GM0344=1), 2020, 2026, geo).vingerafdruk


def test_no_rows_is_no_counts(geo):
    om = zet_aantallen_om(tabel(), 2009, 2026, geo)
    assert om.frame["praktijken"].sum() == 0
    assert len(om.frame) == 342


@given(
    st.dictionaries(st.integers(0, 440), st.integers(0, 1_000_000), min_size=1, max_size=30),
    st.sampled_from([2012, 2018, 2019, 2023, 2026]),
)
def test_no_total_ever_changes(geo, aantallen, naar):
    codes = sorted(geo.herindeling.lijsten[2009])
    voor = tabel(**{codes[plek]: aantal for plek, aantal in aantallen.items()})
    om = zet_aantallen_om(voor, 2009, naar, geo)
    totaal = voor["praktijken"].sum()
    assert om.frame["praktijken"].sum() == pytest.approx(totaal, rel=1e-9)
    assert om.gehelen()["praktijken"].sum() == totaal
    assert set(om.frame["gemeentecode"]) == geo.herindeling.lijsten[naar].keys()


def test_whole_things_are_dealt_by_largest_remainder(geo):
    assert grootste_rest(10, [149, 412, 100, 339]) == [2, 4, 1, 3]
    rijen = pd.Series(["GM0788"] * 10 + ["GM0017"])
    assert verhuis(rijen, 2018, 2026, geo).value_counts().to_dict() == {
        "GM0757": 2,
        "GM0824": 4,
        "GM0855": 1,
        "GM0865": 3,
        "GM0014": 1,
    }
