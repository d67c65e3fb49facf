import pytest

from hn_dash.domain.kerncijfers import compute_kerncijfers
from hn_dash.errors import SelectieFout
from tests.support.wereld import PRAKTIJKEN, maak_opleiders, maak_praktijken, maak_wereld


def test_the_country(wereld):
    cijfers = compute_kerncijfers(wereld)
    assert (cijfers.opleiders, cijfers.praktijken, cijfers.norm) == (18, 87, "25")
    assert cijfers.dichtheid_pct == 100 * 18 / 87
    assert cijfers.zonder_opleider == (("GM0002", "Beek", 2),)
    assert (cijfers.onder_norm, cijfers.gemeenten) == (3, 6)  # Aadorp, Beek and Fort
    assert (cijfers.tekort_som, cijfers.tekort_gebied) == (6, 4)
    assert (cijfers.open, cijfers.niet_besproken, cijfers.gezamenlijk, cijfers.te_beslissen) == (1, 1, 1, 1)
    assert cijfers.kruisend == 7
    assert (cijfers.ronde, cijfers.niet_vervuld, cijfers.verloot) == ("2023", 3, 30)
    assert cijfers.bevindingen == {"fout": 0, "waarschuwing": 1, "info": 1}


def test_the_lead_area_of_an_institute(wereld):
    cijfers = compute_kerncijfers(wereld, "lumc")
    assert (cijfers.gemeenten, cijfers.opleiders, cijfers.praktijken) == (2, 12, 62)  # Beek jointly, and Fort
    assert (cijfers.tekort_som, cijfers.tekort_gebied) == (4, 4)  # 1 + 3; ceil(62 / 4) - 12
    assert (cijfers.kruisend, cijfers.gezamenlijk, cijfers.open) == (5, 1, 0)
    assert (cijfers.niet_vervuld, cijfers.verloot) == (0, 14)  # oost


def test_the_most_praktijken_come_first_and_then_the_code():
    praktijken = maak_praktijken(PRAKTIJKEN | {"GM0004": 9, "GM0005": 2})
    opleiders = maak_opleiders([("GM0001-0", "GM0001", "emc", "aios")])
    cijfers = compute_kerncijfers(maak_wereld(praktijken=praktijken, opleiders=opleiders))
    assert [(code, aantal) for code, _, aantal in cijfers.zonder_opleider] == [
        *(("GM0006", 60), ("GM0004", 9), ("GM0003", 4), ("GM0002", 2), ("GM0005", 2)),
    ]


def test_an_institute_that_has_closed_names_its_successor(wereld):
    with pytest.raises(SelectieFout, match="opvolger: aumc"):
        compute_kerncijfers(wereld, "amc")
