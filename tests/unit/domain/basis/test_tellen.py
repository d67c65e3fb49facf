import pandas as pd
import pytest

from hn_dash.domain.basis.overgang import overgang
from hn_dash.domain.basis.tellen import Telling, count_per_gemeente
from tests.support.wereld import maak_opleiders, maak_praktijken, maak_wereld


def test_every_gemeente_is_counted_also_one_without_praktijken(wereld):
    frame = count_per_gemeente(wereld.dataset, 2026).frame
    assert frame.index.tolist() == ["GM0001", "GM0002", "GM0003", "GM0004", "GM0005", "GM0006"]
    assert frame["praktijken"].tolist() == [20, 2, 4, 0, 1, 60]
    assert frame["huisartsen"].tolist() == [40, 4, 8, 0, 2, 120]
    assert frame["opleiders"].tolist() == [3, 0, 1, 0, 2, 12]
    assert frame["opleidingspraktijken"].tolist() == [2, 0, 1, 0, 1, 12]  # two opleiders in one praktijk, twice
    assert frame["inwoners"].tolist() == [30_000, 5_000, 10_000, 1_000, 2_000, 60_000]


def test_opleiders_are_split_over_the_institutes_of_the_peildatum(wereld):
    frame = count_per_gemeente(wereld.dataset, 2026).frame
    per_instituut = frame[["opleiders_aumc", "opleiders_lumc", "opleiders_emc"]]
    assert per_instituut.to_numpy().tolist() == [[0, 1, 2], [0, 0, 0], [1, 0, 0], [0, 0, 0], [0, 1, 1], [5, 7, 0]]
    assert "opleiders_amc" not in frame


@pytest.mark.parametrize(
    ("soort", "opleiders"),
    [
        ("aios", [2, 0, 1, 0, 1, 12]),  # aios or both
        ("coassistent", [2, 0, 0, 0, 2, 5]),  # coassistenten or both
        ("beide", [1, 0, 0, 0, 1, 5]),
    ],
)
def test_a_soort_keeps_who_trains_them(wereld, soort, opleiders):
    assert count_per_gemeente(wereld.dataset, 2026, soort).frame["opleiders"].tolist() == opleiders


def test_an_institute_counts_its_own_opleiders_and_all_praktijken(wereld):
    frame = count_per_gemeente(wereld.dataset, 2026, "", "emc").frame
    assert frame["opleiders"].tolist() == frame["opleiders_emc"].tolist() == [2, 0, 0, 0, 1, 0]
    assert frame["opleiders_lumc"].isna().all()  # nobody asked
    assert frame["praktijken"].sum() == 87


def test_on_another_indeling_praktijken_count_where_they_lie(wereld):
    # Fort's 60 praktijken stand in a row from left to right; in 2022 its right half was Graft
    frame = count_per_gemeente(wereld.dataset, 2022).frame
    assert frame.loc[["GM0006", "GM0007"], "praktijken"].tolist() == [30, 30]
    assert frame.loc[["GM0006", "GM0007"], "opleiders"].tolist() == [7, 5]
    assert frame[["praktijken", "opleiders", "inwoners"]].sum().tolist() == [87, 18, 108_000]


def test_the_gemeentecode_says_where_a_praktijk_is_on_every_indeling():
    """One point lies in Beek, one in the sea: both praktijken are in Aadorp, with their opleiders."""
    praktijken = maak_praktijken({"GM0001": 3})
    praktijken.loc[1, "x"], praktijken.loc[2, "x"] = 101_500.0, 99_000.0
    opleiders = maak_opleiders([("GM0001-1", "GM0001", "emc", "aios"), ("GM0001-2", "GM0001", "emc", "aios")])
    wereld = maak_wereld(praktijken=praktijken, opleiders=opleiders)
    for jaar in (2022, 2026):
        telling = count_per_gemeente(wereld.dataset, jaar)
        assert telling.frame.loc["GM0001", ["praktijken", "opleiders", "opleidingspraktijken"]].tolist() == [3, 2, 2]
        assert telling.frame[["praktijken", "opleiders"]].sum().tolist() == [3, 2]
        assert (telling.buiten, telling.geschat) == (0, ())


def test_a_point_outside_the_parts_of_a_divided_gemeente_does_not_place_a_praktijk():
    """Fort of 2026 was Fort and Graft in 2022: two points say which, one lies in Aadorp and follows the inhabitants."""
    praktijken = maak_praktijken({"GM0006": 3})
    praktijken.loc[0, ["x", "y"]] = [100_500.0, 401_500.0]
    telling = count_per_gemeente(maak_wereld(praktijken=praktijken, opleiders=maak_opleiders([])).dataset, 2022)
    assert telling.frame["praktijken"].to_dict() == {
        "GM0001": 0, "GM0002": 0, "GM0003": 0, "GM0004": 0, "GM0005": 0, "GM0006": 2, "GM0007": 1,
    }  # fmt: skip
    assert (telling.buiten, telling.geschat) == (0, ("GM0006", "GM0007"))


def test_an_opleider_of_an_unknown_praktijk_without_a_gemeente_is_counted_as_outside():
    wereld = maak_wereld(opleiders=maak_opleiders([("weg", None, "emc", "aios"), ("GM0001-0", None, "emc", "aios")]))
    for jaar in (2022, 2026):
        telling = count_per_gemeente(wereld.dataset, jaar)
        assert (telling.frame["opleiders"].sum(), telling.buiten) == (1, 1)


def test_an_opleider_without_praktijk_counts_in_its_gemeente_while_that_is_known():
    wereld = maak_wereld(opleiders=maak_opleiders([(None, "GM0004", "emc", "aios")]))
    telling = count_per_gemeente(wereld.dataset, 2026)
    assert (telling.frame["opleiders"].to_dict()["GM0004"], telling.buiten) == (1, 0)
    telling = count_per_gemeente(wereld.dataset, 2022)  # Dal was the same gemeente then
    assert (telling.frame["opleiders"].to_dict()["GM0004"], telling.buiten, telling.geschat) == (1, 0, ())


def test_where_no_opleider_is_there_are_zeros():
    opleiders = maak_opleiders([("GM0001-0", "GM0001", "emc", "aios")])
    frame = count_per_gemeente(maak_wereld(opleiders=opleiders).dataset, 2026).frame[1:]
    kolommen = [kolom for kolom in frame if "opleid" in kolom]
    assert len(kolommen) == 7 and frame[kolommen].to_numpy().sum() == 0
    assert set(frame.dtypes.astype(str)) == {"int64"}


def test_without_a_list_of_opleiders_nothing_is_known_of_them():
    frame = count_per_gemeente(maak_wereld(opleiders=maak_opleiders([])).dataset, 2026).frame
    assert frame[[kolom for kolom in frame if "opleid" in kolom]].isna().all(axis=None)
    assert frame["praktijken"].tolist() == [20, 2, 4, 0, 1, 60]


def test_overgang_is_forward_and_back_the_same_pairs(wereld):
    geo = wereld.dataset.geo
    terug = overgang(2026, 2022, geo)
    assert ("GM0006", "GM0006") in terug and ("GM0006", "GM0007") in terug
    assert len(terug) == 7
    assert sorted((nieuw, oud) for oud, nieuw in overgang(2022, 2026, geo)) == sorted(terug)
    assert overgang(2026, 2026, geo) == tuple((code, code) for code in geo.indeling(2026).codes)


def test_equal_datasets_are_counted_once(wereld):
    assert count_per_gemeente(wereld.dataset, 2026) is count_per_gemeente(wereld.dataset, 2026)
    assert count_per_gemeente(maak_wereld().dataset, 2026) is not count_per_gemeente(wereld.dataset, 2026)


def test_a_praktijk_without_a_point_follows_its_gemeente_and_is_told_as_an_estimate():
    praktijken = maak_praktijken({"GM0001": 2, "GM0006": 3})
    praktijken.loc[praktijken["gemeentecode"] == "GM0006", ["x", "y"]] = None
    telling = count_per_gemeente(maak_wereld(praktijken=praktijken, opleiders=maak_opleiders([])).dataset, 2022)
    # Fort of 2026 is for two thirds of its inhabitants Fort of 2022, and for one third Graft
    assert telling.frame["praktijken"].tolist() == [2, 0, 0, 0, 0, 2, 1]
    assert (telling.buiten, telling.geschat) == (0, ("GM0006", "GM0007"))


AANTALLEN = pd.DataFrame(
    [("GM0001", 20, 40, 1, 2, 0), ("GM0006", 60, None, 3, 6, 9)],
    columns=["gemeentecode", "praktijken", "huisartsen", "opleiders_emc", "opleiders_amc", "opleiders_aumc"],
).astype({"huisartsen": "Int64"})


def bekend(frame, kolom):
    """gemeentecode -> its number, of those that have one."""
    return frame[kolom].dropna().to_dict()


def test_counts_that_were_given_are_taken_and_a_closed_institute_is_its_successor():
    frame = count_per_gemeente(maak_wereld(aantallen=AANTALLEN).dataset, 2026).frame
    assert bekend(frame, "praktijken") == {"GM0001": 20, "GM0006": 60}
    assert bekend(frame, "huisartsen") == {"GM0001": 40}
    assert bekend(frame, "opleiders") == {"GM0001": 3, "GM0006": 18}
    assert bekend(frame, "opleiders_aumc") == {"GM0001": 2, "GM0006": 15}
    assert bekend(frame, "opleiders_lumc") == {}
    assert frame["opleidingspraktijken"].isna().all()  # nobody said in how many praktijken they train


def test_of_counts_that_were_given_an_institute_has_its_own():
    frame = count_per_gemeente(maak_wereld(aantallen=AANTALLEN).dataset, 2026, "", "aumc").frame
    assert bekend(frame, "opleiders") == {"GM0001": 2, "GM0006": 15}
    assert frame[["opleiders_emc", "opleiders_lumc"]].isna().all(axis=None)
    assert frame["praktijken"].sum() == 80


def test_a_reader_is_told_what_was_estimated():
    namen = pd.Series({f"GM{nummer}": f"Plaats {nummer}" for nummer in range(10)})
    leeg = pd.DataFrame()
    assert Telling(leeg, 0).opmerkingen(namen) == ()
    assert Telling(leeg, 0, ("GM3", "GM1")).opmerkingen(namen) == (
        "Geschat door herindeling, naar inwoners verdeeld: 2 gemeenten (Plaats 3 en Plaats 1).",
    )
    (zin,) = Telling(leeg, 0, tuple(namen.index)).opmerkingen(namen)
    assert zin.endswith("10 gemeenten (" + ", ".join(f"Plaats {n}" for n in range(7)) + " en Plaats 7 en meer).")


def test_who_is_asked_about_moves_no_opleider():
    """Fort of 2026 was Fort and Graft, 40.000 and 20.000: of two opleiders without praktijk each gets one, in order."""
    opleiders = maak_opleiders([(None, "GM0006", "emc", "coassistent"), (None, "GM0006", "emc", "aios")])
    dataset = maak_wereld(opleiders=opleiders).dataset
    verwacht = {"": [1, 1], "coassistent": [1, 0], "aios": [0, 1]}  # alone, either would be in Fort
    for soort, aantallen in verwacht.items():
        frame = count_per_gemeente(dataset, 2022, soort).frame
        assert frame.loc[["GM0006", "GM0007"], "opleiders"].tolist() == aantallen
