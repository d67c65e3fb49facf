"""`geo fetch`: a year's gemeenten from CBS/PDOK, repaired, checked and stored as the embedded ones are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from hn_dash.errors import Bevinding, InvoerFout, SelectieFout
from hn_dash.geo.bestanden import SOMMEN, read_tabel, sha256
from hn_dash.geo.build.bouw import (
    PERCENTAGES,
    Rij,
    build_buren,
    build_gemeente,
    build_tekening,
    to_csv,
    to_geojson,
    to_json,
)
from hn_dash.geo.build.controle import MAX_VERSCHIL_LAND, MAX_VERSCHIL_TEKENING
from hn_dash.geo.build.topologie import to_raster, to_vormen
from hn_dash.geo.fetch.pdok import Opgehaald, Voortgang, haal_gemeenten
from hn_dash.geo.fetch.web import Web, is_cijfer
from hn_dash.geo.herindelingen import JAREN
from hn_dash.geo.indelingen import GEOMETRIEJAREN, VERBINDINGEN, Geo, eigen_bronregel
from hn_dash.geo.omzetting import naar_codes
from hn_dash.geo.rd import naar_rd

GRADEN, METERS = (3.0, 50.0, 8.0, 54.0), (-10_000.0, 290_000.0, 300_000.0, 640_000.0)
"""Where the Netherlands lie: WGS84 (lon, lat) and RD New."""
SNAP = 1.0
"""Metres within which borders of neighbours are the same."""
HECTARE = 10_000.0
"""Square metres; no gemeente is smaller, so one that is was swallowed by another."""
HERKOMST = "herkomst.json"
VEERHAVENS = {"GM1970": "GM0058", "GM1966": "GM1663"}
"""Where the ferries of Noardeast-Fryslân and Het Hogeland left before 2019: Dongeradeel and De Marne."""
PROVINCIES = {"GM0545": ("PV28", "Zuid-Holland"), "GM0707": ("PV28", "Zuid-Holland")}
"""The gemeenten that lay in another province than what they went to: Leerdam and Zederik, until they joined Vianen."""


def haal_op(
    jaar: int, geo: Geo, data_dir: Path, basis: str, web: Web, voortgang: Voortgang = lambda gedaan, totaal: None
) -> dict[str, Any]:
    """Fetch, build, check and store a year; says what was stored. What was there stays until all of it is right.

    Raises
    ------
    InvoerFout : the service fails, or what it gave does not pass the checks; with every figure
    """
    if jaar not in JAREN:
        raise SelectieFout(f"Indeling {jaar} is er niet; kies een jaar van {JAREN[0]} tot en met {JAREN[-1]}.")
    opgehaald = haal_gemeenten(jaar, basis, web, voortgang)
    bestanden = bouw_jaar(jaar, opgehaald, geo)
    doel = data_dir / "geo" / str(jaar)
    nieuw = doel.with_name(f"{jaar}.nieuw")
    shutil.rmtree(nieuw, ignore_errors=True)
    for naam, inhoud in bestanden.items():
        (nieuw / naam).parent.mkdir(parents=True, exist_ok=True)
        (nieuw / naam).write_bytes(inhoud)
    oud = doel.with_name(f"{jaar}.oud")
    shutil.rmtree(oud, ignore_errors=True)
    if doel.exists():
        doel.replace(oud)
    nieuw.replace(doel)
    shutil.rmtree(oud, ignore_errors=True)
    shutil.rmtree(web.werk, ignore_errors=True)
    herkomst: dict[str, Any] = json.loads(bestanden[HERKOMST])
    return herkomst


def bouw_jaar(jaar: int, opgehaald: Opgehaald, geo: Geo) -> dict[str, bytes]:
    """The files of a year, as data/geo has them, plus where they come from."""
    codes = [rij["gemeentecode"] for rij in opgehaald.rijen]
    _eis_codes(codes, jaar, geo)
    ruw = naar_meters(opgehaald.vormen)
    vormen = maak_heel(ruw)
    rijen = [_gemeente(rij, jaar, geo) for rij in opgehaald.rijen]
    tekening = build_tekening(jaar, rijen, vormen, geo.herindeling, eigen_bronregel(jaar))
    _eis_goed(codes, ruw, vormen, tekening)
    uit = {
        f"gemeenten_{jaar}.csv": to_csv(rijen),
        f"gemeenten_{jaar}.geojson": to_geojson(f"gemeenten_{jaar}", codes, vormen),
        f"buren_{jaar}.csv": to_csv(build_buren(codes, vormen, _over_water(jaar, geo))),
        f"browser/{jaar}.json": to_json(tekening),
    }
    herkomst = {
        "jaar": jaar,
        "bron": opgehaald.bron,
        "controlegetal": opgehaald.controlegetal,
        "opgehaald": datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S"),
        "gemeenten": len(codes),
        "inwoners": sum(rij["inwoners"] or 0 for rij in rijen),
        "licentie": "CC BY 4.0, CBS en Kadaster",
    }
    uit[HERKOMST] = to_json(herkomst)
    uit[SOMMEN] = "".join(f"{sha256(inhoud)}  {naam}\n" for naam, inhoud in sorted(uit.items())).encode()
    return uit


def _eis_codes(codes: Sequence[str], jaar: int, geo: Geo) -> None:
    verwacht = geo.herindeling.lijsten[jaar]
    weg, teveel = sorted(verwacht.keys() - set(codes)), sorted(set(codes) - verwacht.keys())
    if not weg and not teveel:
        return
    delen = [f"{wat}: {', '.join(lijst[:8])}" for wat, lijst in (("ontbreekt", weg), ("te veel", teveel)) if lijst]
    zin = f"Het antwoord heeft niet de gemeenten van {jaar} ({'; '.join(delen)}); er is niets bewaard."
    raise InvoerFout(zin, [Bevinding(zin, waarde=code) for code in (*weg, *teveel)])


def naar_meters(vormen: np.ndarray) -> np.ndarray:
    """Shapes in RD New, from degrees (lon, lat) or metres, whichever they are in; `InvoerFout` for anything else."""
    links, onder, rechts, boven = shapely.total_bounds(vormen)

    def binnen(doos: tuple[float, float, float, float]) -> bool:
        return bool(doos[0] <= links and doos[1] <= onder and rechts <= doos[2] and boven <= doos[3])

    if binnen(METERS):
        return vormen
    if binnen(GRADEN):
        omgezet: np.ndarray = shapely.transform(vormen, lambda p: np.column_stack(naar_rd(p[:, 0], p[:, 1])))
        return omgezet
    doos = ", ".join(f"{getal:.6g}" for getal in (links, onder, rechts, boven))
    zin = f"De grenzen staan in een ander coördinatenstelsel dan RD of graden (lengte, breedte): {doos}."
    raise InvoerFout(f"{zin} Er is niets bewaard.")


def maak_heel(vormen: np.ndarray) -> np.ndarray:
    """A coverage on whole metres: rings repaired, borders of neighbours made the same, no gaps or overlaps."""
    geldig = shapely.make_valid(vormen, method="structure", keep_collapsed=False)
    schoon = shapely.coverage_clean(geldig, snapping_distance=SNAP)
    if (shapely.area(schoon) < HECTARE).any():
        raise InvoerFout("De opgehaalde grenzen zijn niet goed: een gemeente ligt op een andere. Er is niets bewaard.")
    return np.array(shapely.normalize(to_raster(schoon, 1)))


def _eis_goed(codes: Sequence[str], ruw: np.ndarray, vormen: np.ndarray, tekening: Mapping[str, Any]) -> None:
    """Refuse a year whose shapes or drawing are not right, with the figures."""
    per_code = to_vormen(tekening)
    getekend = np.array([per_code[code] for code in codes])
    oppervlak, som = shapely.area(vormen), float(shapely.area(vormen).sum())
    voor = float(shapely.area(shapely.make_valid(ruw, method="structure")).sum())
    afwijking = np.abs(shapely.area(getekend) / oppervlak - 1)
    fouten = {
        f"{int((~shapely.is_valid(vormen)).sum())} ongeldige vlakken": not shapely.is_valid(vormen).all(),
        "grenzen sluiten niet aan": not shapely.coverage_is_valid(vormen),
        f"{abs(som / voor - 1):.3%} van het land veranderde door herstel": abs(som / voor - 1) > MAX_VERSCHIL_LAND,
        f"{codes[int(afwijking.argmax())]} wordt {afwijking.max():.1%} anders getekend": (
            afwijking.max() > MAX_VERSCHIL_TEKENING
        ),
    }
    gevonden = [zin for zin, fout in fouten.items() if fout]
    if gevonden:
        raise InvoerFout(f"De opgehaalde grenzen zijn niet goed: {'; '.join(gevonden)}. Er is niets bewaard.")


def _gemeente(rij: Mapping[str, Any], jaar: int, geo: Geo) -> Rij:
    """The row of a gemeente under our names; the name and the province are those of our own lists."""
    code = rij["gemeentecode"]
    provincies = geo.indeling(2023).gemeenten
    nu = naar_codes(code, jaar, max(jaar, 2023), geo)
    thuis = provincies.loc[max(nu, key=lambda deel: deel[1])[0]]
    provinciecode, provincie = PROVINCIES.get(code, (thuis["provinciecode"], thuis["provincie"]))
    percentages = {naam: _cijfer(rij, naam.lower()) for naam in PERCENTAGES}
    hectare, inwoners = _cijfer(rij, "oppervlaktetotaalinha"), _cijfer(rij, "aantalinwoners")
    bron = {
        "gemeentecode": code,
        "gemeentenaam": geo.herindeling.lijsten[jaar][code],
        "provinciecode": provinciecode,
        "provincienaam": provincie,
        "aantalInwoners": None if inwoners is None else int(inwoners),
        "oppervlakteKm2": None if hectare is None else round(hectare / 100, 2),
        "stedelijkheid": _cijfer(rij, "stedelijkheidadressenperkm2"),
        **percentages,
    }
    if bron["aantalInwoners"] is None:
        raise InvoerFout(f"Van {code} ontbreekt het aantal inwoners; er is niets bewaard. Kies een ander jaar.")
    return build_gemeente(bron)


def _cijfer(rij: Mapping[str, Any], naam: str) -> int | float | None:
    """A figure of CBS; None where it has none, and `InvoerFout` for what is no number of 0 or more."""
    waarde = rij.get(naam)
    if waarde is None or is_cijfer(waarde):
        return waarde
    zin = f"Van {rij['gemeentecode']} is {naam} geen getal van 0 of hoger; er is niets bewaard."
    raise InvoerFout(zin, [Bevinding(zin, kolom=naam, waarde=str(waarde)[:200])])


def _over_water(jaar: int, geo: Geo) -> pd.DataFrame:
    """The links over water between the gemeenten of a year."""
    links = read_tabel(geo.map, VERBINDINGEN)

    def toen(code: str) -> str:
        if jaar < GEOMETRIEJAREN[0]:
            return VEERHAVENS[code]
        return max(naar_codes(code, None, jaar, geo), key=lambda deel: deel[1])[0]

    lijst = geo.herindeling.lijsten[jaar]
    for kolom in ("van_code", "naar_code"):
        links[kolom] = [code if code in lijst else toen(code) for code in links[kolom]]
    return links
