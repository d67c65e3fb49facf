import gzip
import json

import numpy as np
import pytest
import shapely
from shapely.geometry import box

from hn_dash.geo.build.topologie import build_topologie, to_raster, to_vormen
from hn_dash.geo.indelingen import Geo, Indeling

CODES = ["GM0001", "GM0002", "GM0003"]


def test_a_shared_border_is_one_arc_that_the_neighbour_walks_backwards(vierkanten: Indeling) -> None:
    topologie = build_topologie(CODES, vierkanten.vormen.geometry.to_numpy(), 100, [{}, {}, {}])
    a, b, c = (geometrie["arcs"] for geometrie in topologie["objects"]["gemeenten"]["geometries"])
    # A|B, A|C, the coast of A, of B and of C, and the lake
    assert len(topologie["arcs"]) == 6
    assert len({~nummer for nummer in b[0]} & set(a[0])) == 1
    assert len({~nummer for nummer in c[0]} & set(a[0])) == 1
    assert not {~nummer for nummer in b[0]} & set(c[0])
    assert len(a) == 2 and len(a[1]) == 1


def test_arcs_are_a_first_vertex_and_steps_in_grid_units(vierkanten: Indeling) -> None:
    topologie = build_topologie(CODES, vierkanten.vormen.geometry.to_numpy(), 100, [{}, {}, {}])
    assert topologie["bbox"] == [0, 0, 2000, 2000]
    assert topologie["transform"] == {"scale": [100, 100], "translate": [0, 0]}
    meer = topologie["arcs"][topologie["objects"]["gemeenten"]["geometries"][0]["arcs"][1][0]]
    assert meer[0] == [3, 3] and sorted(meer[1:]) == [[-1, 0], [0, -1], [0, 1], [1, 0]]


def test_decoding_gives_the_shapes_back(vierkanten: Indeling) -> None:
    vormen = vierkanten.vormen.geometry.to_numpy()
    eiland = shapely.union_all([vormen[1], box(5000, 5000, 5100, 5100)])
    vormen = np.array([vormen[0], eiland, vormen[2]])
    terug = to_vormen(build_topologie(CODES, vormen, 100, [{}, {}, {}]))
    assert list(terug) == CODES
    assert shapely.equals(list(terug.values()), vormen).all()


def test_an_enclave_is_the_hole_of_its_surroundings() -> None:
    gat = box(100, 100, 200, 200)
    vormen = np.array([box(0, 0, 300, 300).difference(gat), gat])
    topologie = build_topologie(["GM0001", "GM0002"], vormen, 10, [{}, {}])
    assert len(topologie["arcs"]) == 2
    assert shapely.equals(list(to_vormen(topologie).values()), vormen).all()


def test_on_a_coarser_grid_borders_still_match(vierkanten: Indeling) -> None:
    scheef = shapely.transform(vierkanten.vormen.geometry.to_numpy(), lambda xy: xy + xy[:, ::-1] * 0.013)
    op_raster = to_raster(scheef, 50)
    assert (shapely.get_coordinates(op_raster) % 50 == 0).all()
    assert shapely.coverage_is_valid(op_raster)
    assert shapely.area(op_raster) == pytest.approx(shapely.area(scheef), rel=0.1)


@pytest.mark.parametrize("jaar", [2022, 2023, 2024, 2025, 2026])
def test_the_browser_file_draws_every_gemeente_once(geo: Geo, jaar: int) -> None:
    indeling = geo.indeling(jaar)
    topologie = json.loads(indeling.browserbestand.read_bytes())
    getekend = to_vormen(topologie)
    vlakken = np.array(list(getekend.values()))
    assert tuple(getekend) == indeling.codes
    assert shapely.is_valid(vlakken).all()
    assert shapely.coverage_is_valid(vlakken)
    assert shapely.area(vlakken).sum() == pytest.approx(35_088_333_418, rel=0.001)
    assert shapely.area(vlakken) == pytest.approx(indeling.vormen.area, rel=0.02)
    assert (topologie["indeling"], topologie["crs"], topologie["bron"]) == (jaar, "EPSG:28992", indeling.bronregel)
    assert ["GM0017", "Haren", ["GM0014"]] in topologie["vroeger"]


def test_label_points_lie_inside_the_largest_part(geo: Geo) -> None:
    topologie = json.loads(geo.indeling(2026).browserbestand.read_bytes())
    schaal, nul = (np.array(topologie["transform"][deel]) for deel in ("scale", "translate"))
    vormen = to_vormen(topologie)
    for gemeente in topologie["objects"]["gemeenten"]["geometries"]:
        grootste = max(shapely.get_parts(vormen[gemeente["id"]]), key=shapely.area)
        punt = np.array([gemeente["properties"]["x"], gemeente["properties"]["y"]]) * schaal + nul
        assert grootste.contains(shapely.Point(punt)), gemeente["properties"]["naam"]


def test_the_browser_file_arrives_at_once(geo: Geo) -> None:
    for jaar in geo.jaren:
        assert len(gzip.compress(geo.indeling(jaar).browserbestand.read_bytes(), 9)) <= 60_000
