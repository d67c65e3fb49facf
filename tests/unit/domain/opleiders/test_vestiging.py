import pytest

from hn_dash.domain import maten
from tests.support.wereld import maak_opleiders, maak_wereld


def tabel_van(wereld, query=""):
    return maten.compute(maten.from_query("vestiging", query, wereld), wereld)


def test_opleiders_per_gemeente_and_institute(wereld):
    frame = tabel_van(wereld).frame
    assert frame["opleiders"].tolist() == [3, 0, 1, 0, 2, 12]
    assert frame["opleiders_lumc"].tolist() == [1, 0, 0, 0, 1, 7]
    assert frame["praktijken"].tolist() == [20, 2, 4, 0, 1, 60]


def test_a_white_spot_has_praktijken_but_no_opleider(wereld):
    assert tabel_van(wereld).frame["status"].tolist() == [
        "heeft opleider",
        "geen opleider",
        "heeft opleider",
        "geen praktijk",
        "heeft opleider",
        "heeft opleider",
    ]


def test_the_largest_institute_and_a_tie_goes_to_the_first_of_the_list(wereld):
    # Eiland has one of lumc and one of emc; lumc comes first in the list of institutes
    assert tabel_van(wereld).frame["grootste_instituut"].tolist() == ["emc", "", "aumc", "", "lumc", "lumc"]


def test_the_columns_begin_with_the_agreed_ones_and_end_with_the_source(wereld):
    assert tabel_van(wereld).frame.columns.tolist() == [
        *("gemeentecode", "gemeentenaam", "provincie", "opleiders"),
        *("opleiders_aumc", "opleiders_lumc", "opleiders_emc", "praktijken", "opleidingspraktijken", "inwoners"),
        *("status", "grootste_instituut", "peildatum", "indeling", "bron"),
    ]


@pytest.mark.parametrize(
    ("query", "opleiders", "status"),
    [
        # in Cruin nobody of emc works and nobody trains both; the opleider of aumc is there all the same
        ("instituut=emc", [2, 0, 0, 0, 1, 0], ["heeft opleider", "geen opleider", "heeft opleider", "geen praktijk"]),
        ("soort=beide", [1, 0, 0, 0, 1, 5], ["heeft opleider", "geen opleider", "heeft opleider", "geen praktijk"]),
        ("provincie=Noord", [3, 0, 1], ["heeft opleider", "geen opleider", "heeft opleider"]),
    ],
)
def test_filters(wereld, query, opleiders, status):
    frame = tabel_van(wereld, query).frame
    assert frame["opleiders"].tolist() == opleiders
    assert frame["status"].tolist()[:4] == status


def test_the_institutes_add_up_to_the_opleiders(wereld):
    for indeling in (2022, 2026):
        tabel = tabel_van(wereld, f"indeling={indeling}")
        delen = tabel.frame[["opleiders_aumc", "opleiders_lumc", "opleiders_emc"]].sum(axis=1)
        assert delen.tolist() == tabel.frame["opleiders"].tolist()
        assert tabel.totalen == {"opleiders": 18, "praktijken": 87}
        assert list(tabel.gebieden) == list(wereld.dataset.geo.indeling(indeling).codes)


def test_without_opleiders_nobody_is_largest():
    frame = tabel_van(maak_wereld(opleiders=maak_opleiders([("GM0001-0", "GM0001", "emc", "aios")]))).frame
    assert frame["grootste_instituut"].tolist() == ["emc", "", "", "", "", ""]
    assert set(frame["status"][1:]) == {"geen opleider", "geen praktijk"}
