import pytest

from hn_dash.errors import SelectieFout
from hn_dash.views.presentatie import Presentatie

CODES = ["GM0344", "GM0363"]


def test_the_default_look_leaves_no_trace_in_the_address():
    assert Presentatie().to_query() == {}


def test_looks_come_back_from_their_own_query():
    uiterlijk = Presentatie("kwantiel", "kruisend", ("GM0344", "GM0363"))
    assert Presentatie.from_query(uiterlijk.to_query(), CODES) == uiterlijk


def test_a_gemeente_named_twice_is_chosen_once():
    assert Presentatie.from_query({"gemeente": "GM0344,,GM0344"}, CODES).gemeente == ("GM0344",)


def test_every_impossible_look_is_reported_at_once():
    query = {"klassen": "mooi", "laag": "onderste", "gemeente": "GM9999"}
    with pytest.raises(SelectieFout) as fout:
        Presentatie.from_query(query, CODES)
    assert len(fout.value.bevindingen) == 3
    for woord in ("mooi", "onderste", "GM9999"):
        assert woord in fout.value.zin
