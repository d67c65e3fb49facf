import pandas as pd
import pytest

from hn_dash.geo.buren import componenten
from hn_dash.geo.indelingen import Geo


def test_parts_come_largest_first_and_equal_ones_by_lowest_code() -> None:
    buren = pd.DataFrame({"code_a": ["c", "a", "e"], "code_b": ["d", "x", "f"]})
    assert componenten("fedcba", buren) == [{"c", "d"}, {"e", "f"}, {"a"}, {"b"}]


def test_a_pair_through_somebody_else_does_not_connect() -> None:
    buren = pd.DataFrame({"code_a": ["a", "b"], "code_b": ["b", "c"]})
    assert componenten(["a", "b", "c"], buren) == [{"a", "b", "c"}]
    assert componenten(["a", "c"], buren) == [{"a"}, {"c"}]
    assert componenten([], buren) == []


@pytest.mark.parametrize(("jaar", "paren", "vasteland"), [(2022, 889, 337), (2026, 881, 334)])
def test_land_and_water_make_one_country(geo: Geo, jaar: int, paren: int, vasteland: int) -> None:
    indeling = geo.indeling(jaar)
    soorten = indeling.buren["soort"].value_counts().to_dict()
    assert soorten == {"land": paren - 5, "veer": 6, "punt": 5, "tunnel": 1}
    assert (indeling.buren["code_a"] < indeling.buren["code_b"]).all()
    assert not indeling.buren.duplicated(["code_a", "code_b"]).any()
    over_land = componenten(indeling.codes, indeling.buren[indeling.buren["soort"].isin(["land", "punt"])])
    assert [len(deel) for deel in over_land] == [vasteland, 3, 2, 1, 1, 1]
    assert over_land[1:] == [
        {"GM0677", "GM0715", "GM1714"},  # Hulst, Terneuzen, Sluis
        {"GM0093", "GM0096"},  # Terschelling, Vlieland
        {"GM0060"},  # Ameland
        {"GM0088"},  # Schiermonnikoog
        {"GM0448"},  # Texel
    ]
    assert len(componenten(indeling.codes, indeling.buren)) == 1
