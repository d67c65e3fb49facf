import pytest

from hn_dash.errors import InvoerFout
from hn_dash.geo.codes import normaliseer_code


@pytest.mark.parametrize("waarde", ["GM0344", "gm0344", "0344", "344", " 344 ", 344, 344.0, "GM344"])
def test_every_spelling_is_the_same_code(waarde: object) -> None:
    assert normaliseer_code(waarde) == "GM0344"


@pytest.mark.parametrize("waarde", ["", "Utrecht", "GM", "12345", "-344", "3,44", "0", None, 344.5, "WK034401", "٣٤٤"])
def test_anything_else_is_refused_with_the_value_and_the_remedy(waarde: object) -> None:
    with pytest.raises(InvoerFout) as fout:
        normaliseer_code(waarde)
    assert fout.value.zin == f"“{waarde}” is geen gemeentecode; schrijf GM en vier cijfers."
