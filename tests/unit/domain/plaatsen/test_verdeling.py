from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hn_dash.domain.plaatsen.verdeling import apportion

VERZORGD = {
    "amsterdam": 3_182_473,
    "utrecht": 1_786_720,
    "leiden": 1_435_628,
    "rotterdam": 2_830_062,
    "zeeland": 584_402,
    "groningen": 1_414_985,
    "zwolle": 1_580_692,
    "twente": 767_315,
    "nijmegen": 1_462_601,
    "eindhoven": 2_091_787,
    "maastricht": 674_626,
}
gewichten = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 10**6), min_size=1)


def test_750_places_over_eleven_catchments() -> None:
    assert list(apportion(VERZORGD, 750).values()) == [134, 75, 60, 119, 25, 60, 67, 32, 62, 88, 28]


def test_at_820_rotterdam_gains_where_the_largest_remainder_would_give_it_to_nijmegen() -> None:
    # quota Rotterdam 130.29, Nijmegen 67.34: 2830062/261 = 10843 beats 1462601/135 = 10834
    assert list(apportion(VERZORGD, 820).values()) == [147, 82, 66, 131, 27, 65, 73, 35, 67, 96, 31]


@pytest.mark.parametrize(
    ("gewicht", "totaal", "delen"),
    [
        # b and a both claim with 3/1: equal, so the lower key
        ({"b": 3, "a": 3}, 1, {"b": 0, "a": 1}),
        # 1/1 against 3/3: equal claims for the second place, so the larger gewicht
        ({"a": 1, "b": 3}, 2, {"a": 0, "b": 2}),
        # 1/3 is more than 0.3333333333333333: no float would see the difference
        ({"a": Fraction(10**20, 3 * 10**20 - 1), "b": Fraction(1, 3)}, 1, {"a": 1, "b": 0}),
        ({"a": 0, "b": 5}, 3, {"a": 0, "b": 3}),
        ({"a": 0}, 0, {"a": 0}),
        ({}, 0, {}),
    ],
)
def test_ties_zero_weights_and_exactness(gewicht: dict[str, int], totaal: int, delen: dict[str, int]) -> None:
    assert apportion(gewicht, totaal) == delen


@pytest.mark.parametrize(("gewicht", "totaal"), [({"a": -1, "b": 2}, 1), ({"a": 1}, -1), ({"a": 0}, 1), ({}, 1)])
def test_what_cannot_be_divided(gewicht: dict[str, int], totaal: int) -> None:
    with pytest.raises(ValueError, match=r"negative|nobody"):
        apportion(gewicht, totaal)


@settings(max_examples=60)
@given(st.lists(st.integers(1, 60), min_size=2, max_size=4), st.integers(0, 7))
def test_no_other_division_is_closer_to_the_quota(wie: list[int], totaal: int) -> None:
    """Brute force: Webster minimises the sum of (places - quota) squared over quota."""
    quota = [Fraction(totaal * gewicht, sum(wie)) for gewicht in wie]

    def afstand(delen: tuple[int, ...]) -> Fraction:
        return sum(((x - q) ** 2 / w for x, q, w in zip(delen, quota, wie, strict=True)), Fraction(0))

    alle = (delen for delen in product(range(totaal + 1), repeat=len(wie)) if sum(delen) == totaal)
    gekozen = tuple(apportion({str(i): gewicht for i, gewicht in enumerate(wie)}, totaal).values())
    assert afstand(gekozen) == min(map(afstand, alle))


@settings(max_examples=100)
@given(gewichten, st.integers(0, 200))
def test_one_place_more_goes_to_one_and_takes_from_nobody(gewicht: dict[str, int], totaal: int) -> None:
    minder, meer = apportion(gewicht, totaal), apportion(gewicht, totaal + 1)
    assert sum(minder.values()) == totaal
    assert sorted(meer[sleutel] - minder[sleutel] for sleutel in gewicht) == [0] * (len(gewicht) - 1) + [1]


@settings(max_examples=100)
@given(gewichten, st.integers(0, 100), st.fractions(Fraction(1, 1000), 1000))
def test_only_proportions_count(gewicht: dict[str, int], totaal: int, keer: Fraction) -> None:
    geschaald = {sleutel: waarde * keer for sleutel, waarde in reversed(gewicht.items())}
    assert apportion(geschaald, totaal) == apportion(gewicht, totaal)
