"""Shapes with shared borders as TopoJSON, and back.

A border between two gemeenten is one arc, stored once: the drawing cannot show slivers, and the outline of a province
or a wervingsgebied is a choice of arcs. Coordinates are whole grid units from the lower left corner, y up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

Punt = tuple[int, int]
Boog = tuple[Punt, ...]


def to_raster(vormen: np.ndarray, raster: int) -> np.ndarray:
    """The same coverage with every vertex on a grid of `raster` metres, still without gaps or overlaps.

    Rounding vertices one by one can make borders cross. Here all borders are snapped and noded together, and each face
    that they enclose goes to the shape it lies in.
    """
    lijnen = shapely.union_all(shapely.boundary(vormen), grid_size=raster)
    vlakken = shapely.get_parts(shapely.polygonize(shapely.get_parts(lijnen)))
    vlak, vorm = shapely.STRtree(vormen).query(shapely.point_on_surface(vlakken), predicate="within")
    return np.array([shapely.coverage_union_all(vlakken[vlak[vorm == nummer]]) for nummer in range(len(vormen))])


def build_topologie(
    codes: Sequence[str], vormen: np.ndarray, raster: int, eigenschappen: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """A TopoJSON Topology of a coverage whose vertices lie on a grid of `raster` metres."""
    links, onder, rechts, boven = (int(waarde) for waarde in shapely.total_bounds(vormen))
    oorsprong = np.array([links, onder])
    delen = [[_ringen(deel, oorsprong, raster) for deel in shapely.get_parts(vorm)] for vorm in vormen]
    knopen = _knopen([ring for vorm in delen for deel in vorm for ring in deel])
    bogen: dict[Boog, int] = {}
    geometrieen = []
    for code, vorm, extra in zip(codes, delen, eigenschappen, strict=True):
        arcs = [[[_nummer(boog, bogen) for boog in _knip(ring, knopen)] for ring in deel] for deel in vorm]
        soort = {"type": "Polygon", "arcs": arcs[0]} if len(arcs) == 1 else {"type": "MultiPolygon", "arcs": arcs}
        geometrieen.append({**soort, "id": code, "properties": dict(extra)})
    return {
        "type": "Topology",
        "bbox": [links, onder, rechts, boven],
        "transform": {"scale": [raster, raster], "translate": [links, onder]},
        "objects": {"gemeenten": {"type": "GeometryCollection", "geometries": geometrieen}},
        "arcs": [_verschillen(boog) for boog in bogen],
    }


def to_vormen(topologie: Mapping[str, Any]) -> dict[str, Polygon | MultiPolygon]:
    """The shapes of a Topology by code, in metres: the inverse of `build_topologie`."""
    schaal, nul = (np.array(topologie["transform"][deel]) for deel in ("scale", "translate"))
    bogen = [np.cumsum(boog, axis=0) * schaal + nul for boog in topologie["arcs"]]

    def ring(nummers: Sequence[int]) -> np.ndarray:
        stukken = [bogen[nummer] if nummer >= 0 else bogen[~nummer][::-1] for nummer in nummers]
        return np.vstack([stukken[0], *(stuk[1:] for stuk in stukken[1:])])

    vormen: dict[str, Polygon | MultiPolygon] = {}
    for geometrie in topologie["objects"]["gemeenten"]["geometries"]:
        delen = [geometrie["arcs"]] if geometrie["type"] == "Polygon" else geometrie["arcs"]
        vlakken = [Polygon(ring(deel[0]), [ring(gat) for gat in deel[1:]]) for deel in delen]
        vormen[geometrie["id"]] = vlakken[0] if len(vlakken) == 1 else MultiPolygon(vlakken)
    return vormen


def _ringen(vlak: Polygon, oorsprong: np.ndarray, raster: int) -> list[list[Punt]]:
    """The rings of a polygon in grid units, without the repeated last vertex."""
    rijen = [np.asarray(ring.coords)[:-1] for ring in (vlak.exterior, *vlak.interiors)]
    return [[(int(x), int(y)) for x, y in (rij - oorsprong) // raster] for rij in rijen]


def _knopen(ringen: Sequence[Sequence[Punt]]) -> set[Punt]:
    """The vertices where other than two borders meet: only there can the pair of neighbours change."""
    buren: dict[Punt, set[Punt]] = defaultdict(set)
    for ring in ringen:
        for van, naar in pairwise([*ring, ring[0]]):
            buren[van].add(naar)
            buren[naar].add(van)
    return {punt for punt, andere in buren.items() if len(andere) != 2}


def _knip(ring: list[Punt], knopen: set[Punt]) -> list[Boog]:
    """A ring cut at its nodes; a ring without nodes (an island, an enclave) is one arc from its lowest vertex."""
    sneden = [plek for plek, punt in enumerate(ring) if punt in knopen] or [ring.index(min(ring))]
    rond = ring[sneden[0] :] + ring[: sneden[0] + 1]
    grenzen = [*(snede - sneden[0] for snede in sneden), len(ring)]
    return [tuple(rond[van : tot + 1]) for van, tot in pairwise(grenzen)]


def _nummer(boog: Boog, bogen: dict[Boog, int]) -> int:
    """The arc's index; its complement when it is stored in the other direction."""
    if boog[::-1] in bogen:
        return ~bogen[boog[::-1]]
    return bogen.setdefault(boog, len(bogen))


def _verschillen(boog: Boog) -> list[list[int]]:
    """First vertex, then steps."""
    return [list(boog[0]), *([bx - ax, by - ay] for (ax, ay), (bx, by) in pairwise(boog))]
