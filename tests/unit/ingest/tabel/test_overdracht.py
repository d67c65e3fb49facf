"""What goes to the child and back: the same on both sides, and nonsense is an error and never something else."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hn_dash.ingest.tabel.overdracht import from_blok, from_records, to_blok, to_records

TEKST = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
GETAL = st.floats(allow_nan=False, allow_infinity=False)
CEL = st.one_of(
    TEKST, GETAL, st.booleans(), st.dates(), st.datetimes(timezones=st.none()), st.integers(-(2**53) + 1, 2**53 - 1)
)


def bedoeld(cel: object) -> object:
    """A cell as the rest of the program gets it: whole numbers whole, and midnight a day."""
    if type(cel) is float and cel.is_integer() and abs(cel) < 2**53:
        return int(cel)
    if type(cel) is datetime and (cel.hour, cel.minute, cel.second, cel.microsecond) == (0, 0, 0, 0):
        return cel.date()
    return cel


def heen_en_weer(nummers: list[int], kolommen: list[list[object]]) -> list[tuple[int, list[object]]]:
    return list(from_blok(to_blok(nummers, kolommen)[8:]))


@settings(deadline=None)
@given(st.integers(1, 5).flatmap(lambda breed: st.lists(st.lists(CEL, min_size=breed, max_size=breed), min_size=1)))
def test_rows_come_over_as_they_were(rijen: list[list[object]]) -> None:
    uit = heen_en_weer(list(range(2, len(rijen) + 2)), [list(kolom) for kolom in zip(*rijen, strict=True)])
    verwacht = [(nummer, [bedoeld(cel) for cel in rij]) for nummer, rij in enumerate(rijen, start=2)]
    assert uit == verwacht
    assert [[type(cel) for cel in rij] for _, rij in uit] == [[type(cel) for cel in rij] for _, rij in verwacht]


def test_what_is_no_number_or_day_is_text() -> None:
    vreemd = [float("inf"), float("nan"), 10**20, time(12, 30), timedelta(hours=26)]
    assert heen_en_weer([2], [[cel] for cel in vreemd]) == [
        (2, ["inf", "nan", "100000000000000000000", "12:30:00", "1 day, 2:00:00"])
    ]


def test_the_separator_in_a_cell_moves_no_other_cell() -> None:
    assert heen_en_weer([2, 3], [["a\0b", "\0"], ["c", date(2026, 1, 31)]]) == [
        (2, ["ab", "c"]),
        (3, ["", date(2026, 1, 31)]),
    ]


@settings(deadline=None)
@given(st.lists(st.lists(TEKST, min_size=1)))
def test_records_come_over_as_they_were(records: list[list[str]]) -> None:
    assert list(from_records(to_records(records))) == records


@pytest.mark.parametrize("inhoud", [b"a", b"-1\0a", b"3\0a", b"1\0a\0", b"\xff", b"1\0\xff"])
def test_no_records(inhoud: bytes) -> None:
    with pytest.raises(ValueError):
        list(from_records(inhoud))


GOED = to_blok([2, 3], [["a", "b"], [1.5, 2.0], ["", 3.0]])[8:]


@pytest.mark.parametrize("plaats", range(0, len(GOED), 3))
def test_a_block_cut_short_is_an_error(plaats: int) -> None:
    with pytest.raises((ValueError, IndexError, TypeError)):
        list(from_blok(GOED[:plaats]))


@settings(deadline=None)
@given(st.integers(0, len(GOED) - 1), st.integers(0, 255))
def test_a_damaged_block_is_an_error_or_other_cells_of_the_same_kinds(plaats: int, waarde: int) -> None:
    kapot = GOED[:plaats] + bytes([waarde]) + GOED[plaats + 1 :]
    try:
        rijen = list(from_blok(kapot))
    except (ValueError, IndexError, TypeError, KeyError, OverflowError, MemoryError):
        return
    assert {type(cel) for _, rij in rijen for cel in rij} <= {str, int, float, bool, date, datetime}
