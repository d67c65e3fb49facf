"""Invented practices where people live, and the opleiders in them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import shapely

from hn_dash.domain.plaatsen.verdeling import apportion
from hn_dash.geo.rd import naar_wgs84
from hn_dash.voorbeeld.land import Land
from hn_dash.voorbeeld.regio import SCHAARS

PRAKTIJKEN, HUISARTSEN, OPLEIDERS = 4874, 11754, 2100
"""Published for 2022 (data/hn/praktijken_en_huisartsen.csv); the opleiders are an assumption."""
UNIVERSITEITSSTEDEN = ["ams-amc", "ams-vumc", "utrecht", "nijmegen", "leiden", "rotterdam", "maastricht", "groningen"]
NABIJ, MEER = 20_000, 1.35
"""Within so many metres of a university city there are so many times as many opleiders per praktijk."""
WITTE_VLEKKEN = ("GM0118", "GM0171", "GM0184", "GM0715", "GM1586", "GM1676", "GM1911")
"""No opleider at all: Hoogeveen, Noordoostpolder, Urk, Terneuzen, Oost Gelre, Schouwen-Duiveland, Hollands Kroon."""
UITSCHIETERS = {"GM0252": 3.2, "GM0312": 3.4}
"""More opleiders than praktijken: Heumen and Bunnik."""
TWEEDE_KEUS, GRENSSTREEK = 0.4, 1.6
"""Where a second institute is at most so many times as far, it has this part of the opleiders."""
LEEFTIJDEN = {"-39": 8, "40-44": 15, "45-49": 19, "50-54": 20, "55-59": 20, "60-64": 15, "65+": 3}
OPLEIDERS_PER_SOORT = {"aios": 66, "coassistent": 8, "beide": 26}
RAND = 2
"""Metres that a point stays away from the border of its wijk: far more than six decimals of a degree can move it."""


def build_praktijken(land: Land, rng: np.random.Generator) -> pd.DataFrame:
    """praktijk_id, gemeentecode, lon, lat, huisartsen: one row per praktijk, at a random place in a wijk.

    Praktijken are divided over gemeenten, and drawn over the wijken of each, by inhabitants; every praktijk has one
    huisarts and the others are spread at random.
    """
    per_gemeente = apportion(land.inwoners, PRAKTIJKEN)
    wijken = [wijk for code, aantal in per_gemeente.items() for wijk in _kies_wijken(land, code, aantal, rng)]
    lon, lat = naar_wgs84(*_punten(land.wijken["vorm"].to_numpy()[wijken], rng))
    extra = rng.integers(PRAKTIJKEN, size=HUISARTSEN - PRAKTIJKEN)
    return pd.DataFrame(
        {
            "praktijk_id": [f"P{nummer:04d}" for nummer in range(1, PRAKTIJKEN + 1)],
            "gemeentecode": land.wijken["gemeentecode"].to_numpy()[wijken],
            "lon": lon.round(6),
            "lat": lat.round(6),
            "huisartsen": 1 + np.bincount(extra, minlength=PRAKTIJKEN),
        }
    )


def build_opleiders(
    land: Land, praktijken: pd.DataFrame, regio: pd.Series, gebied: Mapping[str, str], rng: np.random.Generator
) -> pd.DataFrame:
    """opleider_id, praktijk_id, instituut, soort, leeftijdsklasse: never more in a praktijk than it has huisartsen."""
    per_gemeente = apportion(_gewichten(land, praktijken, regio, rng), OPLEIDERS)
    stoelen = praktijken.loc[praktijken.index.repeat(praktijken["huisartsen"].clip(upper=3))]
    volgnummer = stoelen.groupby("praktijk_id").cumcount()
    stoelen = stoelen.assign(beurt=rng.random(len(stoelen)) * 3**volgnummer)  # a second one is a third as likely
    stoelen = stoelen.sort_values(["gemeentecode", "beurt"])
    bezet = stoelen[stoelen.groupby("gemeentecode").cumcount() < stoelen["gemeentecode"].map(per_gemeente)]
    bezet = bezet.sort_values("praktijk_id")
    return pd.DataFrame(
        {
            "opleider_id": [f"O{nummer:04d}" for nummer in range(1, OPLEIDERS + 1)],
            "praktijk_id": bezet["praktijk_id"].to_numpy(),
            "instituut": _instituten(land, bezet["gemeentecode"], gebied, rng),
            "soort": _trek(OPLEIDERS_PER_SOORT, OPLEIDERS, rng),
            "leeftijdsklasse": _trek(LEEFTIJDEN, OPLEIDERS, rng),
        }
    )


def build_aantallen(land: Land, praktijken: pd.DataFrame, opleiders: pd.DataFrame) -> pd.DataFrame:
    """The same data counted per gemeente: praktijken, huisartsen and opleiders_<instituut>."""
    codes = pd.Index(land.indeling.codes, name="gemeentecode")
    per_gemeente = praktijken.groupby("gemeentecode")["huisartsen"].agg(["size", "sum"])
    waar = opleiders["praktijk_id"].map(praktijken.set_index("praktijk_id")["gemeentecode"])
    per_instituut = pd.crosstab(waar, opleiders["instituut"]).add_prefix("opleiders_")
    geteld = per_gemeente.set_axis(["praktijken", "huisartsen"], axis=1).join(per_instituut)
    return geteld.reindex(codes).fillna(0).astype(int).reset_index()


def _gewichten(land: Land, praktijken: pd.DataFrame, regio: pd.Series, rng: np.random.Generator) -> dict[str, int]:
    """How attractive a gemeente is to opleiders: its praktijken, times what the place does, give or take 25 %."""
    aantal = praktijken["gemeentecode"].value_counts().reindex(regio.index, fill_value=0)
    nabij = land.afstand[UNIVERSITEITSSTEDEN].min(axis=1) < NABIJ
    factor = regio.map(SCHAARS).fillna(1.0) * nabij.map({True: MEER, False: 1.0}) * rng.uniform(0.75, 1.25, len(regio))
    factor.update(pd.Series(UITSCHIETERS | dict.fromkeys(WITTE_VLEKKEN, 0.0)))
    gewicht = (1000 * aantal * factor).round()
    return {code: int(gewicht[code]) for code in land.indeling.codes}


def _instituten(land: Land, codes: pd.Series, gebied: Mapping[str, str], rng: np.random.Generator) -> list[str]:
    """The institute of an opleider in each of `codes`: that of the area, or now and then the next nearest."""
    ver = land.afstand_instituut.to_dict("index")
    uit: list[str] = []
    for code, kans in zip(codes, rng.random(len(codes)), strict=True):
        ander = min(ver[code].keys() - {gebied[code]}, key=ver[code].__getitem__)
        dichtbij = ver[code][ander] <= GRENSSTREEK * min(ver[code].values())
        uit.append(str(ander) if dichtbij and kans < TWEEDE_KEUS else gebied[code])
    return uit


def _kies_wijken(land: Land, code: str, aantal: int, rng: np.random.Generator) -> np.ndarray:
    """Row numbers of wijken of a gemeente, drawn by inhabitants."""
    nummers = np.flatnonzero(land.wijken["gemeentecode"] == code)
    inwoners = land.wijken["inwoners"].to_numpy()[nummers]
    return rng.choice(nummers, aantal, p=inwoners / inwoners.sum())


def _punten(vormen: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """One random point, in whole metres, in each shape: draw in its box until it falls inside."""
    binnen = shapely.buffer(vormen, -RAND)
    links, onder, rechts, boven = shapely.bounds(binnen).T
    x, y = np.empty(len(vormen)), np.empty(len(vormen))
    over = np.arange(len(vormen))
    while len(over):
        x[over] = rng.integers(np.ceil(links[over]), rechts[over] + 1)
        y[over] = rng.integers(np.ceil(onder[over]), boven[over] + 1)
        over = over[~shapely.contains_xy(binnen[over], x[over], y[over])]
    return x, y


def _trek(kansen: dict[str, int], aantal: int, rng: np.random.Generator) -> np.ndarray:
    """So many draws of a key by its per cent."""
    return rng.choice(np.repeat(list(kansen), list(kansen.values())), aantal)
