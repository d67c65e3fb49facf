"""What is different between two times: rows that came, went, moved or changed, cell by cell."""

import pandas as pd

from hn_dash.domain.basis.verschil import compare_frames

KOLOMMEN = ["rij", "praktijk_id", "gemeentecode", "huisartsen"]


def frame(*rijen):
    return pd.DataFrame(rijen, columns=KOLOMMEN)


def test_rows_that_came_went_moved_and_changed():
    oud = frame((2, "P1", "GM0001", 2), (3, "P2", "GM0002", 1), (4, "P3", "GM0003", None), (5, "P4", "GM0004", 3))
    nieuw = frame((2, "P4", "GM0004", 3.0), (3, "P1", "GM0002", 4), (4, "P3", "GM0003", 5), (5, "P5", "GM0001", 1))
    uit = compare_frames(oud, nieuw, ["praktijk_id"])
    assert sorted(map(tuple, uit.rijen.to_numpy().tolist())) == [
        ("P1", "gewijzigd", "huisartsen", "2", "4"),
        ("P1", "verhuisd", "gemeentecode", "GM0001", "GM0002"),
        ("P2", "vervallen", "", "", ""),
        ("P3", "gewijzigd", "huisartsen", "", "5"),
        ("P5", "toegevoegd", "", "", ""),
    ]
    # P1 moved and changed: it is one row that moved
    assert uit.aantal == {"toegevoegd": 1, "vervallen": 1, "verhuisd": 1, "gewijzigd": 1}
    assert uit.gelijk == 1


def test_counts_per_institute_are_compared_one_by_one():
    oud, nieuw = (
        pd.DataFrame(
            {
                "gemeentecode": ["GM0001", "GM0002"],
                "praktijken": [20, 2],
                "per_instituut": [{"emc": aantal}, {"emc": 0}],
            }
        )
        for aantal in (1, 3)
    )
    uit = compare_frames(oud, nieuw, ["gemeentecode"])
    assert uit.rijen.to_numpy().tolist() == [["GM0001", "gewijzigd", "opleiders_emc", "1", "3"]]
    assert uit.gelijk == 1


def test_nothing_against_something():
    uit = compare_frames(frame(), frame((2, "P1", "GM0001", 2)), ["praktijk_id"])
    assert (uit.aantal["toegevoegd"], uit.gelijk) == (1, 0)
