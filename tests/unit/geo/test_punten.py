import geopandas as gpd
import numpy as np
import pytest

from hn_dash.geo.indelingen import Geo, Indeling
from hn_dash.geo.punten import wijs_toe


@pytest.mark.parametrize(
    ("x", "y", "code"),
    [
        (10, 10, "GM0001"),
        (1500, 500, "GM0002"),
        (500, 1999, "GM0003"),
        (1500, 1500, ""),
        (-0.5, 500, ""),
        (1e9, 500, ""),
        (350, 350, ""),
        (299, 350, "GM0001"),
        (300, 350, "GM0001"),
        (0, 0, "GM0001"),
        (2000, 500, "GM0002"),
        (1000, 500, "GM0001"),
        (1000, 1000, "GM0001"),
        (1000, 1500, "GM0003"),
        (np.nan, 500, ""),
        (500, np.inf, ""),
        (-np.inf, np.nan, ""),
    ],
)
def test_a_point_belongs_to_the_square_it_lies_in_and_on_a_border_to_the_lowest_code(
    vierkanten: Indeling, x: float, y: float, code: str
) -> None:
    assert wijs_toe([x], [y], vierkanten).tolist() == [code]


def test_no_points_give_no_codes(vierkanten: Indeling) -> None:
    assert wijs_toe([], [], vierkanten).tolist() == []


def test_labels_are_those_of_a_spatial_join(geo: Geo) -> None:
    """Random points, and the hard ones: on every tenth vertex, half way along borders, and just beside them."""
    indeling = geo.indeling(2026)
    hoeken = indeling.vormen.get_coordinates().to_numpy()[::10]
    rng = np.random.default_rng(2026)
    los = rng.uniform(indeling.vormen.total_bounds[:2], indeling.vormen.total_bounds[2:], (20_000, 2))
    midden = (hoeken[1:] + hoeken[:-1]) / 2
    x, y = np.vstack([los, hoeken, midden, hoeken + 0.01, hoeken - 1e-6]).T
    punten = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y), crs=28992)
    verwacht = gpd.sjoin(punten, indeling.vormen, how="left")["gemeentecode"].fillna("").groupby(level=0).min()
    assert wijs_toe(x, y, indeling).tolist() == verwacht.tolist()
