"""Invented places per opleidingslocatie: from catchment to starters, and the external places of year 2."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd

from hn_dash.domain.plaatsen.verdeling import apportion
from hn_dash.voorbeeld.land import PEILDATUM, Land

GELIJK = 1.03
"""A second locatie that is at most so many times as far has half of the gemeente."""
AANGEBODEN = {
    "2023-03": 435,
    "2023-09": 435,
    "2024-03": 442,
    "2024-09": 512,
    "2025-03": 492,
    "2025-09": 492,
    "2026-03": 517,
    "2026-09": 518,
}
"""Places per round; per year the places of VWS (data/hn/plekken_landelijk.csv), in 2024-03 the published 442."""
GEPLAATST = {
    "2023-03": 372,
    "2023-09": 380,
    "2024-03": 332,
    "2024-09": 418,
    "2025-03": 425,
    "2025-09": 431,
    "2026-03": 447,
    "2026-09": 452,
}
"""Candidates placed; in 2024-03 the published 332 (data/hn/loting_rondes.csv), otherwise invented."""
ALLES_IN_LOTING = ("2024-03",)
"""The rounds whose offer goes into the lottery whole: of the published 442, 110 were not filled."""
AANBOD = {"ja": 106, "nee": 95}
"""Places offered in per cent of what the catchment asks for, in the Randstad and outside it."""
LEEG = {"zeeland": 30, "twente": 30, "groningen": 25, "zwolle": 25, "maastricht": 25, "nijmegen": 8}
LEEG |= {"ehv-radboud": 10, "ehv-maastricht": 12, "rotterdam": 3, "denhaag": 1}
"""How easily a place stays empty, against one another; at the other locaties none does."""
STAGE = {"ziekenhuis": 2, "ggz": 1, "ouderenzorg": 1}
"""Quarters of a year's intake that need such a place at one time."""


def build_verzorgingsgebied(land: Land) -> pd.DataFrame:
    """gemeentecode, locatie, aandeel: the nearest locatie, or halves for two that are as near or both there."""
    ver = land.afstand
    eerste, tweede = ver.columns.to_numpy()[np.argsort(ver.to_numpy(), axis=1)[:, :2]].T
    thuis = land.locaties["gemeentecode"]
    rijen = []
    for code, een, twee in zip(ver.index, eerste, tweede, strict=True):
        samen_thuis = thuis[een] == thuis[twee] == code
        even_ver = ver.loc[code, twee] <= GELIJK * ver.loc[code, een] and thuis[een] != thuis[twee]
        if samen_thuis or even_ver:
            rijen += [(code, locatie, "0.5") for locatie in sorted((een, twee))]
        else:
            rijen.append((code, een, "1"))
    return pd.DataFrame(rijen, columns=["gemeentecode", "locatie", "aandeel"])


def build_plekken(land: Land, verzorgingsgebied: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """jaar, ronde, locatie and the six numbers from berekend to gestart; gestart is empty for rounds to come."""
    inwoners = _inwoners(land, verzorgingsgebied)
    berekend = _berekend(inwoners)
    procent = land.locaties["randstad"].map(AANBOD).to_dict()
    rijen = []
    for ronde, totaal in AANGEBODEN.items():
        aanbod = {
            locatie: aantal * procent[locatie] * int(rng.integers(97, 104)) for locatie, aantal in inwoners.items()
        }
        aangeboden = apportion(aanbod, totaal)
        buiten = 0 if ronde in ALLES_IN_LOTING else 1  # in 25, given outside the lottery
        loting = {locatie: aantal - buiten * (aantal // 25) for locatie, aantal in aangeboden.items()}
        leeg = apportion(
            {locatie: aantal * LEEG.get(locatie, 0) for locatie, aantal in loting.items()},
            sum(loting.values()) - GEPLAATST[ronde],
        )
        for locatie in inwoners:
            geplaatst = loting[locatie] - leeg[locatie]
            gestart = geplaatst - geplaatst // 40 + leeg[locatie] // 4  # some withdraw, some come in afterwards
            rijen.append(
                (
                    *(int(ronde[:4]), ronde, locatie, berekend[ronde][locatie], aangeboden[locatie]),
                    *(loting[locatie], geplaatst, gestart if f"{ronde}-01" <= PEILDATUM else None),
                )
            )
    kolommen = ["jaar", "ronde", "locatie", "berekend", "aangeboden", "loting", "geplaatst", "gestart"]
    return pd.DataFrame(rijen, columns=kolommen).astype({"gestart": "Int64"})


def build_stageplekken(plekken: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """locatie, soort, plekken: what a year's intake needs, at most 15 % short and at most 25 % over."""
    instroom = plekken[plekken["jaar"] == plekken["jaar"].max()].groupby("locatie", sort=False)["aangeboden"].sum()
    rijen = [
        (locatie, soort, round(aantal * kwart * int(rng.integers(85, 126)) / 400))
        for locatie, aantal in instroom.items()
        for soort, kwart in STAGE.items()
    ]
    return pd.DataFrame(rijen, columns=["locatie", "soort", "plekken"])


def _inwoners(land: Land, verzorgingsgebied: pd.DataFrame) -> dict[str, Fraction]:
    """Inhabitants of each locatie's catchment, exactly."""
    som = {str(locatie): Fraction(0) for locatie in land.locaties.index}
    for code, locatie, aandeel in verzorgingsgebied.itertuples(index=False):
        som[locatie] += Fraction(aandeel) * land.inwoners[code]
    return som


def _berekend(inwoners: dict[str, Fraction]) -> dict[str, dict[str, int]]:
    """Places per ronde and locatie in proportion to inhabitants: a year's total over locaties, then over its rounds."""
    uit: dict[str, dict[str, int]] = {ronde: {} for ronde in AANGEBODEN}
    for jaar in sorted({ronde[:4] for ronde in AANGEBODEN}):
        rondes = [ronde for ronde in AANGEBODEN if ronde.startswith(jaar)]
        for locatie, aantal in apportion(inwoners, sum(AANGEBODEN[ronde] for ronde in rondes)).items():
            for ronde, deel in apportion(dict.fromkeys(rondes, 1), aantal).items():
                uit[ronde][locatie] = deel
    return uit
