"""The six gemeenten with gaps: numbers that nobody knows, opleiders in no praktijk, a gemeente without inhabitants, an
institute without anybody, and rounds without a result. Every number can be counted here.

gemeente   praktijken  of which known  opleiders
Aadorp     20          8 (16 people)   2 in known, 3 in other praktijken
Beek       2           0               1
Cruin      4           4 (8)           1, of coassistenten
Dal        0                           1 in no praktijk; nobody lives here
Eiland     1           1 (2)           none
Fort       60          60 (120)        1 in no praktijk
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from hn_dash.dataset import Dataset, Grondslag
from tests.support.wereld import GEMEENTEN, PRAKTIJKEN, maak_opleiders, maak_plekken, maak_praktijken, maak_wereld

OPLEIDERS = [
    ("GM0001-0", "GM0001", "emc", "aios"),
    ("GM0001-1", "GM0001", "lumc", "beide"),
    ("GM0001-10", "GM0001", "emc", "aios"),
    ("GM0001-11", "GM0001", "emc", ""),
    ("GM0001-12", "GM0001", "lumc", "coassistent"),
    ("GM0002-0", "GM0002", "emc", "aios"),
    ("GM0003-0", "GM0003", "lumc", "coassistent"),
    (None, "GM0004", "emc", ""),
    (None, "GM0006", "lumc", "aios"),
]
"""praktijk_id, gemeentecode, instituut and soort; "" is unknown."""
PLEKKEN = [
    (2025, "2025-03", "noord", 11, 9, 9, 5, None),
    (2025, "2025-03", "oost", 15, 16, 16, 16, None),
    (2025, "2025-03", "zuid", 10, 10, 10, 9, None),
    (2025, "2025-09", "noord", 11, 10, 10, None, None),
    (2025, "2025-09", "zuid", 10, None, None, None, None),
]
"""In September oost has no row, the offer of zuid is unknown and there was no lottery yet."""
AANTALLEN = pd.DataFrame(
    {
        "gemeentecode": list(GEMEENTEN),
        "praktijken": list(PRAKTIJKEN.values()),
        "huisartsen": pd.array([40, None, 8, 0, 2, 120], dtype="Int64"),
        "opleiders_emc": [4, 1, 0, 0, 0, 3],
        "opleiders_lumc": [2, 0, 1, 0, 0, 6],
    }
)
"""Counts instead of lists: of aumc there are none, and of Beek not the huisartsen."""


def maak_gaten(**frames: Any) -> Grondslag:
    """The world with gaps."""
    praktijken = maak_praktijken(PRAKTIJKEN)
    nummer = praktijken["praktijk_id"].str.partition("-")[2].astype(int)
    code = praktijken["gemeentecode"]
    onbekend = ((code == "GM0001") & (nummer >= 8)) | (code == "GM0002")
    inwoners = {naam: rij[2] for naam, rij in GEMEENTEN.items()} | {"GM0004": 0}
    eigen = {
        "praktijken": praktijken.assign(huisartsen=praktijken["huisartsen"].mask(onbekend)),
        "opleiders": maak_opleiders(OPLEIDERS),
        "plekken": maak_plekken(PLEKKEN),
        "inwoners": pd.DataFrame({"gemeentecode": list(inwoners), "inwoners": list(inwoners.values())}),
    }
    return maak_wereld(**eigen | frames)


def zonder(*soorten: str) -> Grondslag:
    """The whole world on a day that has nothing of some kinds."""
    vol = maak_wereld()
    leeg = {soort: vol.frame(soort).iloc[:0] for soort in soorten}
    wereld = maak_wereld(**{soort: frame for soort, frame in leeg.items() if soort != "plan"})
    if "plan" not in soorten:
        return wereld
    plan = replace(wereld.plan, naam="geen plan", versie="", rijen=leeg["plan"], verzonnen=False)
    return Grondslag(wereld.dataset, plan, plan)


def met_aantallen() -> Grondslag:
    """The world counted per gemeente, without lists."""
    vol: Dataset = maak_wereld().dataset
    leeg = {"praktijken": vol.praktijken.iloc[:0], "opleiders": vol.opleiders.iloc[:0]}
    return maak_wereld(aantallen=AANTALLEN, **leeg)
