"""Degrees and metres: WGS84 (EPSG:4326) to RD New (EPSG:28992) and back, as arrays."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

if TYPE_CHECKING:
    from pyproj import Transformer

_RD_NAAR_WGS84 = """
proj=pipeline
step inv proj=sterea lat_0=52.1561605555556 lon_0=5.38763888888889 k=0.9999079 x_0=155000 y_0=463000 ellps=bessel
step proj=cart ellps=bessel
step proj=helmert x=565.4171 y=50.3319 z=465.5524 rx=0.398957388243134 ry=-0.343987817378283 rz=1.87740163998045
     s=4.0725 convention=coordinate_frame
step inv proj=cart ellps=WGS84
step proj=unitconvert xy_in=rad xy_out=deg
"""
"""The EPSG operation "Amersfoort to WGS 84 (4)", accurate to 1 m. Written out, because a correction grid on somebody's
machine would otherwise shift the points there, and with them the bytes of the example."""


@cache
def _omzetter() -> Transformer:
    from pyproj import Transformer

    return Transformer.from_pipeline(" ".join(_RD_NAAR_WGS84.split()))


def naar_rd(lon: ArrayLike, lat: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """x and y in metres of points in degrees."""
    lon, lat = np.asarray(lon, float), np.asarray(lat, float)  # of a list pyproj makes a list, in twice the time
    x, y, _ = _omzetter().transform(lon, lat, np.zeros_like(lon), direction="INVERSE")
    return x, y


def naar_wgs84(x: ArrayLike, y: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Longitude and latitude in degrees of points in metres."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    lon, lat, _ = _omzetter().transform(x, y, np.zeros_like(x))
    return lon, lat
