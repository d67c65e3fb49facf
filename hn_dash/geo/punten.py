"""In which gemeente a point lies.

Most points lie in a square that is wholly in one gemeente: they need no geometry. Only points in a square that a
border crosses are tested exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from hn_dash.geo.indelingen import Indeling

CEL = 250.0
"""Side of a square in metres: smaller means fewer exact tests and more squares to label."""
BUITEN, GRENS = -1, -2


@dataclass(frozen=True, eq=False)
class _Raster:
    """Per square the position of its gemeente in `vormen`, BUITEN or GRENS; squares have their left and lower side."""

    links: float
    onder: float
    cellen: np.ndarray
    vormen: np.ndarray


def wijs_toe(x: ArrayLike, y: ArrayLike, indeling: Indeling) -> np.ndarray:
    """The gemeentecode of each point, "" where it lies in no gemeente or is not finite.

    A point exactly on a border goes to the lowest code.

    Parameters
    ----------
    x, y : RD New (EPSG:28992), metres
    """
    return np.array([*indeling.codes, ""], dtype=object)[_plekken(np.asarray(x, float), np.asarray(y, float), indeling)]


def _plekken(x: np.ndarray, y: np.ndarray, indeling: Indeling) -> np.ndarray:
    """Position in `codes` per point, BUITEN (-1) for none."""
    raster = _raster(indeling)
    rijen, kolommen = raster.cellen.shape
    kolom, rij = (x - raster.links) / CEL, (y - raster.onder) / CEL
    op_kaart = (kolom >= 0) & (kolom < kolommen) & (rij >= 0) & (rij < rijen)
    uit = np.full(x.shape, BUITEN, dtype=np.int16)
    uit[op_kaart] = raster.cellen[rij[op_kaart].astype(np.intp), kolom[op_kaart].astype(np.intp)]
    twijfel = np.flatnonzero(uit == GRENS)
    uit[twijfel] = _exact(x[twijfel], y[twijfel], raster.vormen)
    return uit


def _exact(x: np.ndarray, y: np.ndarray, vormen: np.ndarray) -> np.ndarray:
    """Position of the first shape that covers each point, by geometry alone."""
    import shapely

    uit = np.full(x.shape, BUITEN, dtype=np.int16)
    vorm, punt = shapely.STRtree(shapely.points(x, y)).query(vormen, predicate="intersects")
    uit[punt[::-1]] = vorm[::-1]  # last write wins: of two shapes the first
    return uit


@lru_cache(maxsize=8)
def _raster(indeling: Indeling) -> _Raster:
    """Every square labelled: first those that a border crosses, then the runs between them by one test each."""
    import shapely

    vormen = indeling.vormen.geometry.to_numpy()
    links, onder, rechts, boven = shapely.total_bounds(vormen)
    kolommen, rijen = int((rechts - links) // CEL) + 1, int((boven - onder) // CEL) + 1
    cellen = np.full((rijen, kolommen), BUITEN, dtype=np.int16)

    grenzen = shapely.get_parts(shapely.segmentize(shapely.boundary(vormen), CEL))
    punten, lijn = shapely.get_coordinates(grenzen, return_index=True)
    cel = ((punten - (links, onder)) // CEL).astype(np.intp)
    van, naar = cel[:-1][lijn[1:] == lijn[:-1]], cel[1:][lijn[1:] == lijn[:-1]]
    for kolom in (van[:, 0], naar[:, 0]):  # a step of at most one square touches no more than these four
        for rij in (van[:, 1], naar[:, 1]):
            cellen[rij, kolom] = GRENS

    vrij = cellen != GRENS
    begin = vrij.copy()
    begin[:, 1:] &= ~vrij[:, :-1]
    rij, kolom = np.nonzero(begin)
    label = _exact(links + (kolom + 0.5) * CEL, onder + (rij + 0.5) * CEL, vormen)
    cellen[vrij] = label[np.cumsum(begin.ravel())[vrij.ravel()] - 1]
    return _Raster(links, onder, cellen, vormen)
