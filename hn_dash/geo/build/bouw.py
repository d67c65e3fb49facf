"""`python -m hn_dash.geo.build.bouw`: everything in data/geo that is made, from the inputs in data/geo.

The same inputs give the same bytes; `--check` writes nothing and fails when the committed files differ.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from hn_dash.errors import InvoerFout
from hn_dash.geo.bestanden import SOMMEN, read_bytes, read_tabel, read_vormen, sha256
from hn_dash.geo.build.topologie import build_topologie, to_raster
from hn_dash.geo.delen import grootste_rest
from hn_dash.geo.herindelingen import Herindeling, read_herindeling, vroegere_namen
from hn_dash.geo.indelingen import BANDEN, JAREN, VERBINDINGEN, bronregel, geometriejaar, vormenbestand

RASTER = 25
"""Metres: less than half a pixel when one province fills a full-HD screen."""
TOLERANTIE = 150
"""Metres: corners that take less than a square of this side are cut off."""
PERCENTAGES = tuple(
    f"percentagePersonen{deel}" for deel in ("0Tot15Jaar", "15Tot25Jaar", "25Tot45Jaar", "45Tot65Jaar", "65JaarEnOuder")
)
INVOER = ("bron/*.geojson", "herindeling/*.csv", VERBINDINGEN)
Rij = dict[str, Any]


def bouw(map: Path) -> dict[str, bytes]:
    """The content of every built file, by name relative to data/geo."""
    herindeling = read_herindeling(map)
    bron, vormen = read_vormen(map, vormenbestand(2022))
    gemeenten = [build_gemeente(rij) for rij in bron]
    uit: dict[str, bytes] = {
        "wijken_2022.csv": to_csv(_wijk(rij) for rij in read_vormen(map, "bron/wijken_2022.geojson")[0])
    }
    for jaar in JAREN:
        groepen = _groepen([rij["gemeentecode"] for rij in gemeenten], jaar, herindeling)
        rijen = [
            _samen(code, herindeling.lijsten[jaar][code], [gemeenten[nummer] for nummer in nummers])
            for code, nummers in groepen.items()
        ]
        uit[f"gemeenten_{jaar}.csv"] = to_csv(rijen)
        samengevoegd = np.array([_verenig(vormen[nummers]) for nummers in groepen.values()])
        if jaar == geometriejaar(jaar):
            uit[f"buren_{jaar}.csv"] = to_csv(build_buren(list(groepen), samengevoegd, read_tabel(map, VERBINDINGEN)))
            if vormenbestand(jaar) != vormenbestand(2022):
                uit[vormenbestand(jaar)] = to_geojson(f"gemeenten_{jaar}", list(groepen), samengevoegd)
        uit[f"browser/{jaar}.json"] = to_json(build_tekening(jaar, rijen, samengevoegd, herindeling, bronregel(jaar)))
    invoer = {naam: read_bytes(map, naam) for patroon in INVOER for naam in _namen(map, patroon)}
    uit[SOMMEN] = "".join(f"{sha256(inhoud)}  {naam}\n" for naam, inhoud in sorted((invoer | uit).items())).encode()
    return uit


def _banden(rij: Mapping[str, Any]) -> dict[str, int | None]:
    """Persons per age band from whole percentages; empty where the source has none for its inhabitants."""
    inwoners, gewichten = rij["aantalInwoners"], [rij[kolom] or 0 for kolom in PERCENTAGES]
    if not sum(gewichten):
        return dict.fromkeys(BANDEN, None if inwoners else 0)
    return dict(zip(BANDEN, grootste_rest(inwoners, gewichten), strict=True))


def build_gemeente(rij: Mapping[str, Any]) -> Rij:
    """The row of a gemeente from the figures of CBS."""
    return {
        "gemeentecode": rij["gemeentecode"],
        "gemeentenaam": rij["gemeentenaam"],
        "provinciecode": rij["provinciecode"],
        "provincie": rij["provincienaam"],
        "inwoners": rij["aantalInwoners"],
        **_banden(rij),
        "oppervlakte_km2": rij["oppervlakteKm2"],
        "stedelijkheid": rij["stedelijkheid"],
    }


def _wijk(rij: Mapping[str, Any]) -> Rij:
    namen = {"wijkcode": rij["wijkcode"], "wijknaam": rij["wijknaam"], "gemeentecode": rij["gemeentecode"]}
    return namen | {"inwoners": rij["aantalInwoners"], **_banden(rij)}


def _groepen(codes: Sequence[str], jaar: int, herindeling: Herindeling) -> dict[str, list[int]]:
    """Code in `jaar` -> the positions in `codes` (of 2022) that it was made of, sorted by code."""
    groepen: dict[str, list[int]] = {code: [] for code in sorted(herindeling.lijsten[jaar])}
    for nummer, code in enumerate(codes):
        doelen = herindeling.vooruit(code, 2022, jaar)
        if len(doelen) != 1:
            raise ValueError(f"{code} is split before {jaar}: its shape cannot be made by dissolving")
        groepen[next(iter(doelen))].append(nummer)
    return groepen


def _samen(code: str, naam: str, delen: Sequence[Rij]) -> Rij:
    """One gemeente from its parts: sums, and for stedelijkheid the mean over the inhabitants."""
    (provincie,) = {(deel["provinciecode"], deel["provincie"]) for deel in delen}
    som = {kolom: sum(deel[kolom] for deel in delen) for kolom in ("inwoners", *BANDEN)}
    stedelijkheid = sum(deel["stedelijkheid"] * deel["inwoners"] for deel in delen) / som["inwoners"]
    return {
        "gemeentecode": code,
        "gemeentenaam": naam,
        "provinciecode": provincie[0],
        "provincie": provincie[1],
        **som,
        "oppervlakte_km2": round(sum(deel["oppervlakte_km2"] for deel in delen), 2),
        "stedelijkheid": round(stedelijkheid),
    }


def _verenig(delen: np.ndarray) -> shapely.Geometry:
    """The parts as one shape, on the vertices they had; the normal form makes the bytes repeatable."""
    return shapely.normalize(shapely.coverage_union_all(delen))


def build_buren(codes: Sequence[str], vormen: np.ndarray, over_water: pd.DataFrame) -> list[Rij]:
    """Every pair that shares a border (land) or only a point (punt), and the links over water."""
    a, b = shapely.STRtree(vormen).query(vormen, predicate="touches")
    a, b = a[a < b], b[a < b]
    lengte = shapely.length(shapely.intersection(shapely.boundary(vormen[a]), shapely.boundary(vormen[b])))
    paren = [(codes[i], codes[j], "land" if m else "punt") for i, j, m in zip(a, b, lengte, strict=True)]
    water = [
        (min(van, naar), max(van, naar), soort)
        for van, naar, soort in zip(over_water["van_code"], over_water["naar_code"], over_water["soort"], strict=True)
    ]
    return [dict(zip(("code_a", "code_b", "soort"), paar, strict=True)) for paar in sorted(paren + water)]


def build_tekening(
    jaar: int, rijen: Sequence[Rij], vormen: np.ndarray, herindeling: Herindeling, bron: str
) -> dict[str, Any]:
    """The browser file: simplified shapes with shared borders, label points, and former names for the search box."""
    getekend = shapely.normalize(shapely.coverage_simplify(to_raster(vormen, RASTER), TOLERANTIE))
    nul = shapely.total_bounds(getekend)[:2]
    eigenschappen = []
    for rij, vorm in zip(rijen, getekend, strict=True):
        x, y = ((_labelpunt(vorm) - nul) / RASTER).round().astype(int).tolist()
        eigenschappen.append({"naam": rij["gemeentenaam"], "provincie": rij["provincie"], "x": x, "y": y})
    return {
        **build_topologie([rij["gemeentecode"] for rij in rijen], getekend, RASTER, eigenschappen),
        "indeling": jaar,
        "crs": "EPSG:28992",
        "bron": bron,
        "vroeger": vroegere_namen(jaar, herindeling),
    }


def _labelpunt(vorm: shapely.Geometry) -> np.ndarray:
    """The point of the largest part that is farthest from any border."""
    delen = shapely.get_parts(vorm)
    grootste = delen[shapely.area(delen).argmax()]
    return shapely.get_coordinates(shapely.maximum_inscribed_circle(grootste, tolerance=RASTER))[0]


def _namen(map: Path, patroon: str) -> list[str]:
    return [pad.relative_to(map).as_posix() for pad in map.glob(patroon)]


def to_csv(rijen: Iterable[Rij]) -> bytes:
    """Rows as one of our own CSV files."""
    rijen = list(rijen)
    uit = StringIO(newline="")
    schrijver = csv.DictWriter(uit, list(rijen[0]), lineterminator="\n")
    schrijver.writeheader()
    schrijver.writerows(rijen)
    return uit.getvalue().encode()


def to_json(inhoud: Any) -> bytes:
    """Compact JSON, ending in a newline."""
    return (json.dumps(inhoud, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def to_geojson(naam: str, codes: Sequence[str], vormen: np.ndarray) -> bytes:
    """As the inputs: RD New in whole metres, one gemeente per line."""
    kop = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    regels = [
        f'{{"type":"Feature","properties":{{"gemeentecode":"{code}"}},"geometry":{geometrie}}}'
        for code, geometrie in zip(codes, shapely.to_geojson(vormen), strict=True)
    ]
    tekst = ",\n".join(regels).replace(".0", "")  # whole metres, written as such
    return f'{{"type":"FeatureCollection","name":"{naam}","crs":{json.dumps(kop)},"features":[\n{tekst}\n]}}\n'.encode()


def main(argv: Sequence[str] | None = None, map: Path = Path("data/geo")) -> int:
    """Build, or with --check only compare; 1 when the committed files differ."""
    parser = argparse.ArgumentParser(prog="python -m hn_dash.geo.build.bouw", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is not as built")
    alleen_kijken = parser.parse_args(argv).check
    try:
        gebouwd = bouw(map)
    except InvoerFout as fout:
        sys.stderr.write(f"{fout.zin}\n")
        return 1
    anders = []
    for naam, inhoud in gebouwd.items():
        pad = map / naam
        if pad.is_file() and pad.read_bytes() == inhoud:
            continue
        anders.append(naam)
        if not alleen_kijken:
            pad.parent.mkdir(exist_ok=True)
            pad.write_bytes(inhoud)
    sys.stdout.write("".join(f"{naam}\n" for naam in anders) or "data/geo is up to date\n")
    return int(alleen_kijken and bool(anders))


if __name__ == "__main__":
    sys.exit(main())
