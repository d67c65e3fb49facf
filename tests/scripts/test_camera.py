"""What part of the country is in view."""

import pytest

HEEL = [0, 0, 100, 50]


def test_the_whole_country_has_a_margin_of_two_per_cent(blad):
    assert blad.roep("heelLand", {"breedte": 100, "hoogte": 50}) == [-1, -1, 102, 52]


@pytest.mark.parametrize(
    ("zicht", "factor", "punt", "verwacht"),
    [
        (HEEL, 2, None, [25, 12.5, 50, 25]),
        (HEEL, 2, [0, 0], [0, 0, 50, 25]),
        (HEEL, 2, [100, 50], [50, 25, 50, 25]),
        ([25, 12.5, 50, 25], 0.5, [25, 12.5], HEEL),
        ([10, 10, 50, 25], 0.1, None, HEEL),
        (HEEL, 1000, None, [48.75, 24.375, 2.5, 1.25]),
    ],
)
def test_zooming_keeps_the_point_where_it_is(blad, zicht, factor, punt, verwacht):
    assert blad.roep("ingezoomd", zicht, HEEL, factor, punt) == verwacht


@pytest.mark.parametrize(
    ("vakken", "verwacht"),
    [
        ([(40, 20, 2, 2)], [34.75, 17.875, 12.5, 6.25]),
        ([(10, 10, 10, 5)], [0, 5, 30, 15]),
        ([(10, 10, 1, 4), (20, 10, 2, 1)], [-2, 3, 36, 18]),
        ([(0, 0, 90, 40)], [-5, -5, 100, 50]),
    ],
)
def test_what_one_looks_for_is_in_the_middle_with_land_around_it(blad, vakken, verwacht):
    """Three times as large as the boxes, at least an eighth of the country, at most all of it."""
    delen = [dict(zip(("x", "y", "width", "height"), vak, strict=True)) for vak in vakken]
    assert blad.roep("rondom", delen, HEEL) == verwacht
