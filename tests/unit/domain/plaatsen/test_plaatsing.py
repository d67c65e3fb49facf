import math

import pandas as pd
import pytest

from hn_dash.domain import maten
from hn_dash.tekst import getal
from tests.support.wereld import maak_plekken, maak_wereld


def tabel_van(wereld, query=""):
    return maten.compute(maten.from_query("plaatsing", query, wereld), wereld)


def rijen(tabel, *kolommen):
    """locatie -> the values of some columns, missing as None."""
    deel = tabel.frame[list(kolommen)].astype(object)
    return {
        locatie: tuple(None if pd.isna(waarde) else waarde for waarde in rij)
        for locatie, rij in zip(tabel.frame["locatie"], deel.to_numpy(), strict=True)
    }


def test_inhabitants_and_quota_per_location(wereld):
    # noord: 30.000 + half of 5.000 + 1.000; zuid: 2.500 + 10.000 + 2.000 + a quarter of 60.000; oost: the rest of it
    tabel = tabel_van(wereld, "ronde=2023-03")
    assert rijen(tabel, "inwoners") == {"noord": (33_500,), "oost": (45_000,), "zuid": (29_500,)}
    quota = tabel.frame["quotum"].tolist()
    assert quota == pytest.approx([30 * 33_500 / 108_000, 30 * 45_000 / 108_000, 30 * 29_500 / 108_000])
    assert sum(quota) == pytest.approx(30)


def test_the_chain_of_a_round_with_its_differences(wereld):
    assert rijen(
        tabel_van(wereld, "ronde=2023-03"),
        *("berekend", "aangeboden", "loting", "geplaatst", "gestart", "niet_vervuld", "afwijking", "afwijking_pct"),
    ) == {
        "noord": (10, 8, 8, 6, 7, 2, -2, -20.0),
        "oost": (12, 14, 14, 14, 13, 0, 2, pytest.approx(100 / 6)),
        "zuid": (8, 8, 8, 7, 7, 1, 0, 0.0),
    }


def test_places_per_100000_inhabitants(wereld):
    assert tabel_van(wereld, "ronde=2023-03").frame["plekken_per_100000"].tolist() == pytest.approx(
        [8 / 0.335, 14 / 0.45, 8 / 0.295]
    )


def test_the_institute_is_that_of_the_year(wereld):
    assert rijen(tabel_van(wereld, "ronde=2023"), "instituut")["zuid"] == ("amc",)
    assert rijen(tabel_van(wereld, "ronde=2025"), "instituut")["zuid"] == ("aumc",)


def test_what_vws_funds_is_national_and_advice_is_not_published_per_location(wereld):
    assert rijen(tabel_van(wereld, "ronde=2025"), "vws_totaal", "advies")["noord"] == (70, None)
    assert rijen(tabel_van(wereld, "ronde=2027"), "vws_totaal")["noord"] == (None,)


def test_a_year_adds_its_rounds_and_says_what_is_missing(wereld):
    tabel = tabel_van(wereld, "jaar=2025")
    assert rijen(tabel, "berekend", "aangeboden", "loting", "geplaatst", "gestart") == {
        "noord": (22, 19, 19, 5, None),
        "oost": (30, 32, 32, 16, None),
        "zuid": (20, 10, 10, 9, None),
    }
    # only the round of March has been drawn, and in September zuid has not made its offer
    assert rijen(tabel, "niet_vervuld", "afwijking") == {"noord": (4, -3), "oost": (0, 2), "zuid": (1, 0)}
    (zin,) = tabel.opmerkingen
    assert "aangeboden, loting, geplaatst." in zin and "gestart" not in zin
    assert tabel.totalen["gevuld_pct"] == pytest.approx(100 * 30 / 35)


def test_randstad_against_periferie(wereld):
    totalen = tabel_van(wereld, "ronde=2023-03").totalen
    assert totalen["plekken_per_100000"] == pytest.approx(30 / 1.08)
    assert totalen["randstad_plekken_per_100000"] == pytest.approx(22 / 0.745)
    assert totalen["periferie_plekken_per_100000"] == pytest.approx(8 / 0.335)
    assert totalen["randstad_index"] == pytest.approx(100 * (22 / 0.745) / (30 / 1.08))
    assert (totalen["gevuld_pct"], totalen["periferie_gevuld_pct"]) == (pytest.approx(90), pytest.approx(75))
    for kolom in ("berekend", "aangeboden", "loting", "geplaatst", "gestart", "niet_vervuld", "inwoners"):
        assert totalen[f"randstad_{kolom}"] + totalen[f"periferie_{kolom}"] == totalen[kolom]


def test_before_any_offer_nothing_is_zero(wereld):
    tabel = tabel_van(wereld, "jaar=2027")
    assert rijen(tabel, "aangeboden", "niet_vervuld", "plekken_per_100000", "afwijking")["oost"] == (None,) * 4
    assert tabel.totalen["berekend"] == 39
    assert math.isnan(tabel.totalen["aangeboden"]) and math.isnan(tabel.totalen["randstad_index"])
    assert tabel.opmerkingen == ()


def test_a_shared_gemeente_points_to_all_its_locations_the_largest_first(wereld):
    tabel = tabel_van(wereld)
    assert tabel.frame["locatie"].tolist() == ["noord", "oost", "zuid"]
    assert tabel.gebieden == {
        "GM0001": (0,),
        "GM0002": (0, 2),
        "GM0003": (2,),
        "GM0004": (0,),
        "GM0005": (2,),
        "GM0006": (1, 2),
    }


def test_parts_of_a_gemeente_share_its_locations_and_the_inhabitants_stay(wereld):
    nu, toen = tabel_van(wereld, "ronde=2023-03"), tabel_van(wereld, "ronde=2023-03&indeling=2022")
    assert toen.gebieden == {**nu.gebieden, "GM0007": (1, 2)}
    assert toen.frame["inwoners"].tolist() == nu.frame["inwoners"].tolist()


def test_what_merges_has_the_locations_of_all_its_parts():
    rijen = [("GM0006", "noord", 1.0), ("GM0007", "oost", 0.75), ("GM0007", "noord", 0.25), ("GM0001", "zuid", 0.0)]
    gebied = pd.DataFrame(rijen, columns=["gemeentecode", "locatie", "aandeel"])
    tabel = tabel_van(maak_wereld(indeling=2022, verzorgingsgebied=gebied), "ronde=2023-03&indeling=2026")
    assert tabel.gebieden == {"GM0006": (0, 1)}
    assert tabel.frame["inwoners"].tolist() == [45_000, 15_000, 0]


def test_inhabitants_are_whole_and_keep_their_sum():
    derden = [(code, locatie, 1 / 3) for code in ("GM0002", "GM0004") for locatie in ("noord", "oost", "zuid")]
    gebied = pd.DataFrame(derden, columns=["gemeentecode", "locatie", "aandeel"])
    tabel = tabel_van(maak_wereld(verzorgingsgebied=gebied), "ronde=2023-03")
    # 6.000 / 3 each, from 1.666,7 + 333,3
    assert tabel.frame["inwoners"].tolist() == [2000, 2000, 2000]
    gebied = gebied[gebied["gemeentecode"] == "GM0002"]
    tabel = tabel_van(maak_wereld(verzorgingsgebied=gebied), "ronde=2023-03")
    assert tabel.frame["inwoners"].tolist() == [1667, 1667, 1666]  # 1.666,67 each; the last of the list stays below


def test_a_location_without_catchment_has_no_places_per_inhabitant():
    gebied = pd.DataFrame([("GM0001", "noord", 1.0)], columns=["gemeentecode", "locatie", "aandeel"])
    tabel = tabel_van(maak_wereld(verzorgingsgebied=gebied), "ronde=2023-03")
    assert rijen(tabel, "inwoners", "quotum", "plekken_per_100000")["oost"] == (0, 0.0, None)


def test_the_columns_begin_with_the_agreed_ones_and_end_with_the_source(wereld):
    kolommen = tabel_van(wereld).frame.columns.tolist()
    assert kolommen[:14] == [
        *("jaar", "ronde", "locatie", "locatienaam", "instituut", "inwoners", "quotum", "berekend", "aangeboden"),
        *("loting", "geplaatst", "gestart", "niet_vervuld", "plekken_per_100000"),
    ]
    assert kolommen[-3:] == ["peildatum", "indeling", "bron"]


def test_a_round_of_fewer_locations_has_fewer_rows():
    plekken = maak_plekken([(2020, "2020-09", "oost", 5, 5, 5, 5, 5)])
    tabel = tabel_van(maak_wereld(plekken=plekken))
    assert rijen(tabel, "jaar", "ronde", "quotum") == {"oost": (2020, "2020", 5.0)}
    assert tabel.gebieden == {"GM0006": (0,)}


def test_a_catchment_on_the_gemeenten_of_another_year_has_its_share_of_who_lives_there_now():
    rijen_ = [("GM0006", "noord", 1.0), ("GM0007", "oost", 1.0), ("GM0001", "zuid", 1.0)]
    gebied = pd.DataFrame(rijen_, columns=["gemeentecode", "locatie", "aandeel"])
    wereld = maak_wereld(verzorgingsgebied=gebied, codering={"verzorgingsgebied": 2022})
    # of the 60.000 in Fort of 2026 two thirds are in Fort of 2022 and one third in Graft
    assert tabel_van(wereld, "ronde=2023-03").frame["inwoners"].tolist() == [40_000, 20_000, 30_000]


def test_what_is_divided_is_divided_once_so_that_a_half_is_rounded_up():
    """23 of 80 is 28,75 %; 0,2875 as a float, times 100, lies below that."""
    wereld = maak_wereld(plekken=maak_plekken([(2023, "2023-03", "noord", 80, 103, None, None, None)]))
    tabel = tabel_van(wereld, "ronde=2023-03")
    assert getal(tabel.frame["afwijking_pct"][0], 1) == "28,8"
