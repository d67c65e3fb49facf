import numpy as np
import pytest

from hn_dash.geo.rd import naar_rd, naar_wgs84


def test_the_tower_of_amersfoort() -> None:
    """The origin of RD New stands at 52.155174 N, 5.387206 E."""
    lon, lat = naar_wgs84([155_000], [463_000])
    assert lon[0] == pytest.approx(5.387206, abs=1e-5)
    assert lat[0] == pytest.approx(52.155174, abs=1e-5)


def test_six_decimals_keep_a_point_within_a_decimetre() -> None:
    x, y = np.meshgrid(np.arange(15_000, 280_000, 20_000), np.arange(308_000, 620_000, 20_000))
    lon, lat = naar_wgs84(x.ravel(), y.ravel())
    terug_x, terug_y = naar_rd(lon.round(6), lat.round(6))
    assert np.hypot(terug_x - x.ravel(), terug_y - y.ravel()).max() < 0.1


def test_no_points() -> None:
    assert [len(as_) for as_ in naar_rd([], [])] == [0, 0]
