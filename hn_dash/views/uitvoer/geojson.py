"""A ResultTable as GeoJSON: per row its values and the union of its gemeenten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hn_dash.tables import ResultTable
from hn_dash.views.uitvoer.toelichting import toelichting, waarden

if TYPE_CHECKING:
    from hn_dash.geo.indelingen import Indeling


def to_geojson(tabel: ResultTable, indeling: Indeling) -> bytes:
    """RFC 7946: per row its values and the union of its gemeenten (WGS84, 6 decimals); no shape where it has none."""
    import orjson
    from shapely.geometry import mapping

    vormen = _vormen(tabel, indeling)
    kolommen = [[_kaal(waarde) for waarde in waarden(tabel, kolom)] for kolom in tabel.spec.kolommen]
    namen = [kolom.naam for kolom in tabel.spec.kolommen]
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(namen, rij, strict=True)),
            "geometry": mapping(vormen[nummer]) if nummer in vormen else None,
        }
        for nummer, rij in enumerate(zip(*kolommen, strict=True))
    ]
    uitleg = {**dict(toelichting(tabel)), "grenzen": indeling.bronregel}
    return orjson.dumps({"type": "FeatureCollection", "toelichting": uitleg, "features": features})


def _kaal(waarde: Any) -> str | int | float | None:
    """A plain JSON value; numpy's numbers unwrapped."""
    return waarde.item() if hasattr(waarde, "item") else waarde


def _vormen(tabel: ResultTable, indeling: Indeling) -> dict[int, Any]:
    """Row number -> the union of its gemeenten in degrees, outer rings counter-clockwise."""
    if not tabel.gebieden:
        return {}
    import numpy as np
    import shapely

    leden: dict[int, list[str]] = {}
    for code, rijen in tabel.gebieden.items():
        for rij in rijen:
            leden.setdefault(rij, []).append(code)
    rd = indeling.vormen.set_index("gemeentecode").geometry
    samen = {rij: shapely.coverage_union_all(rd.loc[codes].to_numpy()) for rij, codes in leden.items()}
    graden = type(rd)(list(samen.values()), crs=rd.crs).to_crs(4326).to_numpy()
    rond = shapely.transform(graden, lambda punten: np.round(punten, 6))
    return dict(zip(samen, shapely.orient_polygons(rond), strict=True))
