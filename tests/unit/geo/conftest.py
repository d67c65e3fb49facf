"""The real folder, a copy to damage, and three squares drawn by hand."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from hn_dash.geo.bestanden import sha256
from hn_dash.geo.indelingen import Geo, Indeling, read_geo
from tests.support.server import WORTEL

MAP = WORTEL / "data" / "geo"


@pytest.fixture(scope="session")
def geo() -> Geo:
    return read_geo(MAP)


@pytest.fixture
def kopie(tmp_path: Path) -> Path:
    return shutil.copytree(MAP, tmp_path / "geo", copy_function=shutil.copyfile)


@pytest.fixture
def vierkanten(tmp_path: Path) -> Indeling:
    """C above A, B to the right of A, each 1 km; B and C touch in one point. A has a lake of 100 m.

    C C . .
    C C . .
    A A B B
    A A B B
    """
    ringen = {
        "GM0001": [_vierkant(0, 0, 1000), _vierkant(300, 300, 100)],
        "GM0002": [_vierkant(1000, 0, 1000)],
        "GM0003": [_vierkant(0, 1000, 1000)],
    }
    features = [
        {"properties": {"gemeentecode": code}, "geometry": {"type": "Polygon", "coordinates": ring}}
        for code, ring in ringen.items()
    ]
    naam, inhoud = "bron/gemeenten_2022.geojson", json.dumps({"features": features}).encode()
    (tmp_path / "bron").mkdir()
    (tmp_path / naam).write_bytes(inhoud)
    return Indeling(2022, tmp_path, {naam: sha256(inhoud)}, pd.DataFrame(index=list(ringen)), pd.DataFrame())


def _vierkant(x: int, y: int, zijde: int) -> list[list[int]]:
    return [[x, y], [x + zijde, y], [x + zijde, y + zijde], [x, y + zijde], [x, y]]
