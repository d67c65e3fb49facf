"""Calculations: points to gemeenten, and what more opleiders cost."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import geopandas as gpd
import numpy as np
import pandas as pd

from hn_dash.bench.meten import Meting, Waarneming, grens, seconden, wissel
from hn_dash.dataset import Grondslag
from hn_dash.domain import maten
from hn_dash.geo.indelingen import Indeling
from hn_dash.geo.omzetting import aandelen, zet_aantallen_om
from hn_dash.geo.punten import wijs_toe
from hn_dash.tekst import getal

PUNTEN, ZAAD = 1_000_000, 1
GROEI = (1, 10, 100)
RONDES_PUNTEN, RONDES_GROEI = 3, 7
BEHOUD = 1e-9


def meet_punten(grondslag: Grondslag, aantal: int = PUNTEN, rondes: int = RONDES_PUNTEN) -> list[Meting]:
    """Time to find the gemeente of points spread over the country's bounding box; both ways must agree on all.

    Ours labels its squares again each time, and starts from coordinates; the peer is given points that are made
    already.
    """
    indeling = grondslag.dataset.geo.indeling(grondslag.dataset.indeling)
    vormen = indeling.vormen
    links, onder, rechts, boven = vormen.total_bounds
    lot = np.random.default_rng(ZAAD)
    x, y = lot.uniform(links, rechts, aantal), lot.uniform(onder, boven, aantal)
    punten = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y), crs=vormen.crs)
    if not np.array_equal(wijs_toe(x, y, indeling), _sjoin(punten, vormen)):
        raise RuntimeError("wijs_toe and geopandas.sjoin give other labels")

    def vers() -> float:
        nieuw: Indeling = replace(indeling)  # another object, so that nothing of it is remembered
        _ = nieuw.vormen
        return seconden(lambda: wijs_toe(x, y, nieuw))()

    onze, sjoin = wissel([vers, seconden(lambda: _sjoin(punten, vormen))], rondes, vooraf=0)
    return [Meting(f"{getal(aantal)} punten naar gemeenten", "s", onze, "geopandas.sjoin", sjoin, 0.7)]


def meet_groei(grondslag: Grondslag) -> list[Meting]:
    """Time of one dichtheid that nobody asked yet, with the example's opleiders many times over.

    The limit is growth in proportion to the opleiders.
    """
    reeksen = wissel([_dichtheid(vermenigvuldig(grondslag, factor)) for factor in GROEI], RONDES_GROEI)
    een, *meer = (reeks.maal(1000) for reeks in reeksen)
    aantal = len(grondslag.dataset.opleiders)
    return [
        Meting(f"dichtheid, {getal(factor * aantal)} opleiders", "ms", reeks, f"{getal(aantal)} opleiders", een, factor)
        for factor, reeks in zip(GROEI[1:], meer, strict=True)
    ]


def meet_omzetting(grondslag: Grondslag) -> list[Meting]:
    """All gemeenten of 2009 with their counts on those of 2026, the chain of shares computed anew and remembered."""
    van, naar = 2009, 2026
    codes = list(grondslag.dataset.geo.herindeling.lijsten[van])
    aantallen = pd.DataFrame({"gemeentecode": codes, "praktijken": range(len(codes)), "opleiders": 1})

    def om(vergeet: bool) -> Waarneming:
        def waarneming() -> float:
            if vergeet:
                aandelen.cache_clear()
            begin = perf_counter()
            uit = zet_aantallen_om(aantallen, van, naar, grondslag.dataset.geo)
            duur = perf_counter() - begin
            if abs(uit.frame["praktijken"].sum() - aantallen["praktijken"].sum()) > BEHOUD:
                raise RuntimeError("zet_aantallen_om loses counts")
            return duur

        return waarneming

    reeksen = wissel([om(vergeet=True), om(vergeet=False)], RONDES_GROEI)
    naam = f"{len(codes)} gemeenten van {van} naar {naar}"
    return [
        Meting(f"{naam}, {wanneer}", "ms", reeks.maal(1000), "grens", grens(50.0), 1)
        for wanneer, reeks in zip(("voor het eerst", "daarna"), reeksen, strict=True)
    ]


def vermenigvuldig(grondslag: Grondslag, factor: int) -> Grondslag:
    """The same practices with `factor` times the opleiders."""
    dataset = grondslag.dataset
    kopieen = [
        dataset.opleiders.assign(opleider_id=dataset.opleiders["opleider_id"] + f"-{kopie}") for kopie in range(factor)
    ]
    return replace(grondslag, dataset=replace(dataset, opleiders=pd.concat(kopieen, ignore_index=True)))


def _dichtheid(grondslag: Grondslag) -> Waarneming:
    """Observe the calculation, each time on a dataset that cannot be remembered."""
    ronde = 0

    def waarneming() -> float:
        nonlocal ronde
        ronde += 1
        som = f"groei {len(grondslag.dataset.opleiders)} {ronde}"
        nieuw = replace(grondslag, dataset=replace(grondslag.dataset, vingerafdruk=som))
        selectie = maten.from_query("dichtheid", {}, nieuw)
        begin = perf_counter()
        maten.compute(selectie, nieuw)
        return perf_counter() - begin

    return waarneming


def _sjoin(punten: gpd.GeoDataFrame, vormen: gpd.GeoDataFrame) -> np.ndarray:
    """The gemeentecode per point, "" outside."""
    return gpd.sjoin(punten, vormen, how="left", predicate="intersects")["gemeentecode"].fillna("").to_numpy()
