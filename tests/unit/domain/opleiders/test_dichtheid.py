from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from hn_dash.domain import maten
from hn_dash.domain.basis.norm import tekort
from hn_dash.domain.opleiders.dichtheid import garwood, wilson
from tests.support.wereld import maak_opleiders, maak_praktijken, maak_wereld


def tabel_van(wereld, query=""):
    return maten.compute(maten.from_query("dichtheid", query, wereld), wereld)


def kolom(wereld, naam, query=""):
    tabel = tabel_van(wereld, query)
    return dict(zip(tabel.frame.iloc[:, 0], tabel.frame[naam].astype(object), strict=True))


def test_density_status_and_shortage_per_gemeente(wereld):
    frame = tabel_van(wereld).frame
    assert frame["teller"].tolist() == [3, 0, 1, 0, 2, 12]
    assert frame["noemer"].tolist() == [20, 2, 4, 0, 1, 60]
    # 3/20, 0/2, 1/4, 0/0 (no density at all), 2/1 (two opleiders in one praktijk), 12/60
    assert frame["dichtheid_pct"].fillna(-1).tolist() == [15.0, 0.0, 25.0, -1.0, 200.0, 20.0]
    assert frame["status"].tolist() == [
        "onder norm",
        "geen opleider",
        "op of boven norm",  # 25 % meets a norm of 25 %
        "geen praktijk",
        "op of boven norm",
        "onder norm",
    ]
    assert frame["tekort"].tolist() == [2, 1, 0, 0, 0, 3]  # 5 - 3, 1 - 0 (half an opleider is one), ..., 15 - 12
    assert frame["kleine_noemer"].tolist() == ["nee", "ja", "ja", "ja", "ja", "nee"]
    assert frame["per_10000"].tolist() == [1.0, 0.0, 1.0, 0.0, 10.0, 2.0]
    assert frame["leadinstituten"].tolist() == ["emc", "emc+lumc", "emc", "niet besproken", "open", "lumc"]


def test_another_norm_changes_what_a_norm_decides_and_leaves_earlier_answers_alone():
    wereld = maak_wereld()
    streng, eerst = tabel_van(wereld, "norm=50"), tabel_van(wereld, "norm=15")
    # opleiders 3, 0, 1, 0, 2 and 12; a norm of 50 % asks for 10, 1, 2, 0, 1 and 30, one of 15 % for 3, 1, 1, 0, 1 and 9
    assert streng.frame["tekort"].tolist() == [7, 1, 1, 0, 0, 18]
    assert eerst.frame["tekort"].tolist() == [0, 1, 0, 0, 0, 0]
    assert streng.frame["status"].tolist() == [
        *("onder norm", "geen opleider", "onder norm", "geen praktijk", "op of boven norm", "onder norm"),
    ]
    assert eerst.frame["status"].tolist() == [
        *("op of boven norm", "geen opleider", "op of boven norm", "geen praktijk", "op of boven norm"),
        "op of boven norm",
    ]
    assert (streng.frame["norm_pct"].unique().tolist(), eerst.frame["norm_pct"].unique().tolist()) == ([50.0], [15.0])
    assert (streng.totalen["tekort_som_gemeenten"], streng.totalen["tekort_gebied"]) == (27, 26)  # ceil(43.5) - 18
    assert (eerst.totalen["tekort_som_gemeenten"], eerst.totalen["tekort_gebied"]) == (1, 0)
    per_provincie = [tabel_van(wereld, f"niveau=provincie&norm={norm}").frame for norm in (50, 15)]
    assert [frame["tekort_som_gemeenten"].tolist() for frame in per_provincie] == [[9, 18], [1, 0]]
    assert [frame["tekort"].tolist() for frame in per_provincie] == [[9, 17], [0, 0]]  # 13 - 4 and ceil(30.5) - 14


def test_totals_are_ratios_of_sums_with_both_shortages(wereld):
    totalen = tabel_van(wereld).totalen
    assert (totalen["teller"], totalen["noemer"]) == (18, 87)
    assert totalen["dichtheid_pct"] == 100 * 18 / 87
    assert totalen["tekort_som_gemeenten"] == 6  # 2 + 1 + 3
    assert totalen["tekort_gebied"] == 4  # ceil(87 / 4) - 18: Eiland's surplus counts here


def test_the_columns_begin_with_the_agreed_ones_and_end_with_the_source(wereld):
    agreed = [
        *("gemeentecode", "gemeentenaam", "provincie", "opleiders", "opleidingspraktijken", "praktijken"),
        *("huisartsen", "inwoners", "teller", "noemer", "dichtheid_pct", "norm_pct", "status", "tekort"),
    ]
    kolommen = tabel_van(wereld).frame.columns.tolist()
    assert kolommen[: len(agreed)] == agreed
    assert kolommen[-3:] == ["peildatum", "indeling", "bron"]
    elders = tabel_van(wereld, "niveau=provincie").frame.columns.tolist()
    assert elders[: len(agreed) - 1] == ["gebied", "gebiedsnaam", *agreed[3:]]
    assert set(tabel_van(wereld).frame["bron"]) == {"Proefbron"}


@pytest.mark.parametrize(
    ("query", "noemers", "tekorten"),
    [
        ("noemer=huisartsen", [40, 4, 8, 0, 2, 120], [7, 1, 1, 0, 0, 18]),
        # 1 per 10.000: 3 of 3, 0 of 0.5, 1 of 1, 0 of 0.1, 2 of 0.2, 12 of 6
        ("noemer=inwoners", [30_000, 5_000, 10_000, 1_000, 2_000, 60_000], [0, 1, 0, 1, 0, 0]),
    ],
)
def test_other_denominators(wereld, query, noemers, tekorten):
    frame = tabel_van(wereld, query).frame
    assert frame["noemer"].tolist() == noemers
    assert frame["tekort"].tolist() == tekorten


def test_inhabitants_are_a_denominator_also_where_no_praktijk_is(wereld):
    assert kolom(wereld, "status", "noemer=inwoners") == {
        "GM0001": "op of boven norm",
        "GM0002": "geen opleider",
        "GM0003": "op of boven norm",
        "GM0004": "geen opleider",
        "GM0005": "op of boven norm",
        "GM0006": "op of boven norm",
    }
    assert tabel_van(wereld, "noemer=inwoners").frame["norm_pct"].unique().tolist() == [0.01]


def test_opleidingspraktijken_as_numerator_also_per_inhabitant(wereld):
    frame = tabel_van(wereld, "teller=opleidingspraktijken&noemer=inwoners").frame
    assert frame["teller"].tolist() == [2, 0, 1, 0, 1, 12]
    assert frame["per_10000"].round(9).tolist() == [round(2 / 3, 9), 0.0, 1.0, 0.0, 5.0, 2.0]
    assert frame["status"].tolist()[0] == "onder norm"  # 2 on 30.000


@pytest.mark.parametrize(
    ("niveau", "rijen"),
    [
        # gebied: gemeenten, teller, noemer, tekort on the sums, sum of the gemeenten's
        ("land", {"nederland": (6, 18, 87, 4, 6)}),
        ("provincie", {"Noord": (3, 4, 26, 3, 3), "Zuid": (3, 14, 61, 2, 3)}),
        ("regio", {"oost": (4, 15, 65, 2, 3), "west": (2, 3, 22, 3, 3)}),
        (
            "leadgebied",
            {
                "lumc": (1, 12, 60, 3, 3),
                "emc": (2, 4, 24, 2, 2),
                "gezamenlijk": (1, 0, 2, 1, 1),
                "open": (1, 2, 1, 0, 0),
                "niet besproken": (1, 0, 0, 0, 0),
            },
        ),
    ],
)
def test_areas_are_sums_of_gemeenten(wereld, niveau, rijen):
    tabel = tabel_van(wereld, f"niveau={niveau}")
    kolommen = ["gemeenten", "teller", "noemer", "tekort", "tekort_som_gemeenten"]
    som = {
        gebied: tuple(rij) for gebied, rij in zip(tabel.frame["gebied"], tabel.frame[kolommen].to_numpy(), strict=True)
    }
    assert som == rijen
    assert list(som) == list(rijen)  # institutes in the order of their list, then the rest
    assert sorted(tabel.gebieden) == list(wereld.dataset.geo.indeling(2026).codes)


def test_an_area_points_to_its_row(wereld):
    tabel = tabel_van(wereld, "niveau=provincie")
    assert tabel.gebieden["GM0002"] == (0,) and tabel.gebieden["GM0006"] == (1,)
    assert tabel.frame["gebiedsnaam"].tolist() == ["Noord", "Zuid"]
    assert tabel_van(wereld, "niveau=leadgebied").frame["gebiedsnaam"].tolist()[:2] == ["Leiden", "Rotterdam"]


def test_a_province_and_a_lead_area_keep_their_own_gemeenten(wereld):
    assert list(kolom(wereld, "teller", "provincie=Zuid")) == ["GM0004", "GM0005", "GM0006"]
    assert list(kolom(wereld, "teller", "instituut=emc")) == ["GM0001", "GM0002", "GM0003"]  # with the joint one
    assert list(kolom(wereld, "teller", "instituut=emc&provincie=Zuid")) == []
    leeg = tabel_van(wereld, "instituut=emc&provincie=Zuid")
    assert np.isnan(leeg.totalen["dichtheid_pct"]) and leeg.totalen["tekort_gebied"] == 0


def test_a_soort_changes_the_numerator_only(wereld):
    frame = tabel_van(wereld, "soort=beide").frame
    assert frame["teller"].tolist() == [1, 0, 0, 0, 1, 5]
    assert frame["noemer"].tolist() == [20, 2, 4, 0, 1, 60]


def test_regions_follow_a_gemeente_to_another_indeling(wereld):
    tabel = tabel_van(wereld, "niveau=regio&indeling=2022")
    assert tabel.frame["gebied"].tolist() == ["oost", "west"]
    assert tabel.gebieden["GM0007"] == tabel.gebieden["GM0006"]
    assert tabel.frame["tekort_som_gemeenten"].tolist() == [4, 3]  # Fort 8 - 7, Graft 8 - 5


def test_what_merged_out_of_two_regions_has_none():
    regio = pd.DataFrame({"gemeentecode": ["GM0006", "GM0007"], "regio": ["oost", "west"]})
    tabel = tabel_van(maak_wereld(indeling=2022, regio=regio), "niveau=regio&indeling=2026")
    assert tabel.frame["gebied"].tolist() == ["zonder regio"]


def test_opleiders_without_a_praktijk_are_an_error_in_the_data_never_a_shortage():
    wereld = maak_wereld(opleiders=maak_opleiders([(None, "GM0004", "emc", "aios")]))
    tabel = tabel_van(wereld, "norm=1000")
    rij = tabel.frame.set_index("gemeentecode").loc["GM0004"]
    assert (rij["teller"], rij["noemer"], rij["status"], rij["tekort"]) == (1, 0, "opleider zonder praktijk", 0)
    assert pd.isna(rij["dichtheid_pct"])
    assert tabel.opmerkingen == ("Opleiders zonder praktijk in Dal: controleer de gegevens.",)


def test_five_praktijken_are_no_small_denominator():
    frame = tabel_van(maak_wereld(praktijken=maak_praktijken({"GM0001": 4, "GM0002": 5}), opleiders=maak_opleiders([])))
    assert frame.frame["kleine_noemer"].tolist()[:2] == ["ja", "nee"]


def test_unknown_numbers_of_huisartsen_are_said_and_are_no_zero():
    praktijken = maak_praktijken({"GM0001": 2, "GM0002": 1})
    praktijken.loc[praktijken["gemeentecode"] == "GM0002", "huisartsen"] = pd.NA
    opleiders = maak_opleiders([("GM0001-0", "GM0001", "emc", "aios")])
    tabel = tabel_van(maak_wereld(praktijken=praktijken, opleiders=opleiders), "noemer=huisartsen")
    assert tabel.frame["status"].tolist()[:3] == ["op of boven norm", "geen gegevens", "geen praktijk"]
    assert tabel.opmerkingen == (
        "Van 1 praktijk is het aantal huisartsen onbekend; zij tellen met hun opleiders niet mee in teller en noemer.",
    )


@pytest.mark.parametrize(
    ("t", "n", "norm", "verwacht"),
    [
        (3, 20, Fraction(1, 4), 2),
        (0, 2, Fraction(1, 4), 1),
        (12, 60, Fraction(1, 4), 3),
        (1, 4, Fraction(1, 4), 0),
        (0, 100, Fraction(7, 100), 7),  # as floats 0.07 * 100 is 7.000000000000001, and that would round up to 8
        (5, 0, Fraction(1, 4), 0),
        (0, 3, Fraction(10), 30),
    ],
)
def test_shortage_in_integers(t, n, norm, verwacht):
    assert tekort(pd.Series([t]), pd.Series([n]), norm).tolist() == [verwacht]


@pytest.mark.parametrize(("k", "n", "laag", "hoog"), [(3, 20, 5.2, 36.0), (0, 2, 0.0, 65.8), (12, 60, 11.8, 31.8)])
def test_wilson_by_hand(k, n, laag, hoog):
    onder, boven = wilson(np.array([k]), np.array([n]))
    assert (round(100 * onder[0], 1), round(100 * boven[0], 1)) == (laag, hoog)


def test_garwood_by_hand_and_by_the_chi_square_distribution():
    onder, boven = garwood(np.array([3, 0, 12]), np.array([20, 2, 60]))
    assert (round(100 * onder[0], 1), round(100 * boven[0], 1)) == (3.1, 43.8)
    assert onder[1] == 0
    assert onder[2] == pytest.approx(chi2.ppf(0.025, 24) / 2 / 60)
    assert boven[2] == pytest.approx(chi2.ppf(0.975, 26) / 2 / 60)


@pytest.mark.parametrize(
    ("query", "laag", "hoog"),
    [
        ("", 3.1, 43.8),  # Garwood of 3 on 20: opleiders are no part of the praktijken
        ("teller=opleidingspraktijken", 2.8, 30.1),  # Wilson of 2 out of 20
        ("teller=opleidingspraktijken&noemer=huisartsen", 0.6, 18.1),  # Garwood of 2 on 40: no part of the huisartsen
    ],
)
def test_the_band_fits_the_ratio(wereld, query, laag, hoog):
    frame = tabel_van(wereld, query).frame
    assert (round(frame["band_laag_pct"][0], 1), round(frame["band_hoog_pct"][0], 1)) == (laag, hoog)
    if "noemer" not in query:
        assert pd.isna(frame["band_laag_pct"][3])  # no praktijken, no band


def test_the_formula_names_numerator_denominator_and_norm(wereld):
    formule = tabel_van(wereld, "noemer=inwoners&norm=1,5&teller=opleidingspraktijken").formule
    for deel in ("opleidingspraktijken ÷ inwoners × 10.000", "norm 1,5 per 10.000 inwoners"):
        assert deel in formule
    assert "opleiders ÷ praktijken × 100 %; norm 25 %" in tabel_van(wereld).formule


@settings(max_examples=200)
@given(k=st.integers(0, 500), extra=st.integers(0, 500))
def test_intervals_hold_the_ratio_and_wilson_stays_a_share(k, extra):
    n = np.array([max(k + extra, 1)])
    laag, hoog = wilson(np.array([k]), n)
    assert 0 <= laag[0] <= k / n[0] + 1e-12 and k / n[0] - 1e-12 <= hoog[0] <= 1
    laag, hoog = garwood(np.array([k]), n)
    assert 0 <= laag[0] <= k / n[0] <= hoog[0]


def test_per_inwoner_the_screen_has_the_rate_per_ten_thousand_and_no_percentage(wereld):
    def getoond(query: str) -> set[str]:
        return {k.naam for k in tabel_van(wereld, query).spec.kolommen if k.scherm}

    assert getoond("") - getoond("noemer=inwoners") == {"dichtheid_pct"}
    assert "per_10000" in getoond("noemer=inwoners")
