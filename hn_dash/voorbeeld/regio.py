"""An invented division of the country, and where in it opleiders are scarce."""

from __future__ import annotations

import pandas as pd

from hn_dash.voorbeeld.land import Land, afstanden

KERNEN = {
    "Groningen-West": "GM0014",
    "Groningen-Oost": "GM1895",
    "Fryslân-Noord": "GM0080",
    "Fryslân-Zuid": "GM0074",
    "Drenthe-Noord": "GM0106",
    "Drenthe-Zuid": "GM0118",
    "Overijssel-West": "GM0193",
    "Twente": "GM0164",
    "Flevoland-Noord": "GM0171",
    "Flevoland-Zuid": "GM0034",
    "Gelderland-Noord": "GM0200",
    "Gelderland-Midden": "GM0202",
    "Gelderland-Zuid": "GM0268",
    "Achterhoek": "GM1586",
    "Rivierenland": "GM0281",
    "Utrecht-West": "GM0344",
    "Utrecht-Oost": "GM0307",
    "Kop van Noord-Holland": "GM1911",
    "Noord-Holland-Midden": "GM0361",
    "Noord-Holland-Zuid": "GM0363",
    "Gooi": "GM0402",
    "Zuid-Holland-Noord": "GM0546",
    "Zuid-Holland-West": "GM0518",
    "Zuid-Holland-Midden": "GM0599",
    "Zuid-Holland-Oost": "GM0512",
    "Zeeland-Noord": "GM0664",
    "Zeeland-Zuid": "GM0715",
    "Brabant-West": "GM0758",
    "Brabant-Midden": "GM0855",
    "Brabant-Noord": "GM0796",
    "Brabant-Zuidoost": "GM0772",
    "Limburg-Noord": "GM0983",
    "Limburg-Midden": "GM0957",
    "Limburg-Zuid": "GM0917",
}
"""Name -> the gemeente around which the regio lies."""
SCHAARS = {
    "Zeeland-Noord": 0.5,
    "Zeeland-Zuid": 0.3,
    "Drenthe-Noord": 0.6,
    "Drenthe-Zuid": 0.4,
    "Flevoland-Noord": 0.4,
    "Flevoland-Zuid": 0.5,
    "Achterhoek": 0.45,
    "Kop van Noord-Holland": 0.45,
}
"""Opleiders per praktijk, as a part of what is usual elsewhere."""


def build_regio(land: Land) -> pd.Series:
    """regio per gemeentecode: that of the nearest kern in the same provincie."""
    provincie, kernen = land.gemeenten["provincie"], list(KERNEN.values())
    ver = afstanden(land.midden, land.midden.loc[kernen].set_axis(list(KERNEN)))
    elders = provincie.to_numpy()[:, None] != provincie.loc[kernen].to_numpy()
    return ver.mask(elders).idxmin(axis=1).rename("regio")
