"""A country of six gemeenten drawn by hand, small enough to work out every number on paper.

    1 1 2 2 3 3              1 Aadorp   2 Beek   3 Cruin    provincie Noord
    1 1 2 2 3 3   ~ veer ~   4 Dal      6 Fort              provincie Zuid
    4 4 6 6 6 6       5 5    5 Eiland, joined to Cruin by a ferry only
    4 4 6 6 6 6       5 5

A digit is 500 m. In 2022 the right half of Fort was gemeente 7, Graft: an equal code does not mean an equal area.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from hn_dash.dataset import Dataset, Grondslag, Leadplan
from hn_dash.domain.plan.beeld import Planbeeld
from hn_dash.geo.herindelingen import Herindeling
from hn_dash.geo.indelingen import Geo, Indeling
from hn_dash.geo.rd import naar_wgs84

NOORD, ZUID = "Noord", "Zuid"
Gemeenten = dict[str, tuple[str, str, int, tuple[int, int, int, int]]]
GEMEENTEN: Gemeenten = {
    "GM0001": ("Aadorp", NOORD, 30_000, (0, 1, 1, 2)),
    "GM0002": ("Beek", NOORD, 5_000, (1, 1, 2, 2)),
    "GM0003": ("Cruin", NOORD, 10_000, (2, 1, 3, 2)),
    "GM0004": ("Dal", ZUID, 1_000, (0, 0, 1, 1)),
    "GM0005": ("Eiland", ZUID, 2_000, (4, 0, 5, 1)),
    "GM0006": ("Fort", ZUID, 60_000, (1, 0, 3, 1)),
}
"""code -> naam, provincie, inwoners and the rectangle in kilometres."""
VROEGER: Gemeenten = GEMEENTEN | {
    "GM0006": ("Fort", ZUID, 40_000, (1, 0, 2, 1)),
    "GM0007": ("Graft", ZUID, 20_000, (2, 0, 3, 1)),
}
BUREN = {
    2022: "1-2 2-3 1-4 2-6 3-7 4-6 6-7 1-6:punt 2-4:punt 2-7:punt 3-6:punt 3-5:veer",
    2026: "1-2 2-3 1-4 2-6 3-6 4-6 1-6:punt 2-4:punt 3-5:veer",
}
PRAKTIJKEN = {"GM0001": 20, "GM0002": 2, "GM0003": 4, "GM0004": 0, "GM0005": 1, "GM0006": 60}
OPLEIDERS = (
    *(("GM0001", 0, "emc", "aios"), ("GM0001", 0, "emc", "beide"), ("GM0001", 1, "lumc", "coassistent")),
    ("GM0003", 0, "aumc", "aios"),
    *(("GM0005", 0, "lumc", "beide"), ("GM0005", 0, "emc", "coassistent")),
    *(("GM0006", nummer, "lumc", "aios") for nummer in range(7)),
    *(("GM0006", nummer, "aumc", "beide") for nummer in range(55, 60)),
)
"""(gemeente, which of its praktijken, instituut, soort): 3 on 20, 0 on 2, 1 on 4, 0 on 0, 2 on 1 and 12 on 60."""
PLAN = (
    ("GM0001", "lead", "emc", "akkoord", ""),
    ("GM0002", "gezamenlijk", "emc+lumc", "akkoord", "De huisarts kiest."),
    ("GM0003", "lead", "emc", "voorstel", ""),
    ("GM0004", "niet besproken", "", "", ""),
    ("GM0005", "open", "", "te beslissen", ""),
    ("GM0006", "lead", "lumc", "akkoord", ""),
)
INSTITUTEN = (
    ("amc", "Amsterdam UMC, locatie AMC", "AMC", None, "2023-12-31", "aumc"),
    ("aumc", "Amsterdam UMC", "Amsterdam UMC", "2024-01-01", None, None),
    ("lumc", "LUMC", "Leiden", None, None, None),
    ("emc", "Erasmus MC", "Rotterdam", None, None, None),
)
HUIZEN = {
    "amc": ("GM0001", 0.5, 1.5),
    "aumc": ("GM0001", 0.5, 1.5),
    "lumc": ("GM0006", 2.0, 0.5),
    "emc": ("GM0003", 2.5, 1.5),
}
"""Where the institutes are, in the same kilometres: the middle of Aadorp, of Fort and of Cruin."""
LOCATIES = (
    ("noord", "Noordstad", "GM0003", "emc", "emc", "nee", None, 2.5, 1.5),
    ("oost", "Oostdorp", "GM0006", "lumc", "lumc", "ja", None, 2.0, 0.5),
    ("zuid", "Zuidhaven", "GM0006", "amc", "aumc", "ja", "2020-09-01", 1.5, 0.5),
)
"""locatie, naam, gemeente, institute of 2020 and of now, randstad, since when, and where, in the same kilometres."""
PLEKKEN = (
    # jaar, ronde, locatie, berekend, aangeboden, loting, geplaatst, gestart
    (2023, "2023-03", "noord", 10, 8, 8, 6, 7),
    (2023, "2023-03", "oost", 12, 14, 14, 14, 13),
    (2023, "2023-03", "zuid", 8, 8, 8, 7, 7),
    (2025, "2025-03", "noord", 11, 9, 9, 5, None),
    (2025, "2025-03", "oost", 15, 16, 16, 16, None),
    (2025, "2025-03", "zuid", 10, 10, 10, 9, None),
    (2025, "2025-09", "noord", 11, 10, 10, None, None),
    (2025, "2025-09", "oost", 15, 16, 16, None, None),
    (2025, "2025-09", "zuid", 10, None, None, None, None),
    (2027, "2027-03", "noord", 12, None, None, None, None),
    (2027, "2027-03", "oost", 16, None, None, None, None),
    (2027, "2027-03", "zuid", 11, None, None, None, None),
)
VERZORGING = (
    *(("GM0001", "noord", 1.0), ("GM0002", "noord", 0.5), ("GM0002", "zuid", 0.5), ("GM0003", "zuid", 1.0)),
    *(("GM0004", "noord", 1.0), ("GM0005", "zuid", 1.0), ("GM0006", "zuid", 0.25), ("GM0006", "oost", 0.75)),
)
_nummers = count()


def maak_wereld(plan: pd.DataFrame | None = None, planjaar: int = 2026, **frames: Any) -> Grondslag:
    """The hand-made data and plan, with other values for the fields that are given; each has its own fingerprint."""
    praktijken = maak_praktijken(PRAKTIJKEN)
    per_gemeente = praktijken.groupby("gemeentecode")["praktijk_id"].agg(list)
    opleiders = [(per_gemeente[code][nummer], code, wie, soort) for code, nummer, wie, soort in OPLEIDERS]
    dataset = Dataset(
        titel="Zes gemeenten",
        bron="Proefbron",
        peildatum=date(2026, 1, 1),
        indeling=2026,
        voorbeeld=True,
        vingerafdruk=f"wereld {next(_nummers)}",
        geo=maak_geo(),
        praktijken=praktijken,
        opleiders=maak_opleiders(opleiders),
        plekken=maak_plekken(PLEKKEN),
        verzorgingsgebied=_frame(VERZORGING, "gemeentecode locatie aandeel"),
        stageplekken=_frame([], "locatie soort plekken"),
        regio=_frame([(code, "west" if code < "GM0003" else "oost") for code in GEMEENTEN], "gemeentecode regio"),
        instituten=maak_instituten(INSTITUTEN, HUIZEN),
        aliassen=_frame([], "instituut alias"),
        locaties=maak_locaties(LOCATIES),
        plekken_landelijk=_landelijk(),
        loting_rondes=_rondes(),
        praktijken_en_huisartsen=_frame([], "jaar praktijken huisartsen_zelfstandig huisartsen_gevestigd bron"),
        aansluitingen=_frame(
            [("lumc", 20, 18, "bron A"), ("emc", 10, 1200, "bron A")], "instituut dec_2019 dec_2020 bron"
        ),
    )
    dataset = replace(dataset, **frames)
    leadplan = maak_leadplan(maak_plan(PLAN) if plan is None else plan, planjaar)
    return Grondslag(dataset, leadplan, leadplan)


def maak_leadplan(frame: pd.DataFrame, jaar: int = 2026) -> Leadplan:
    """A plan with the rows of `maak_plan`; each has its own fingerprint."""
    return Leadplan("1", "Proefplan", "1", jaar, "", f"proefplan {next(_nummers)}", frame, True)


def beeld_van(grondslag: Grondslag, indeling: int = 2026) -> Planbeeld:
    """The plan of what a question is answered from, on the gemeenten of a year."""
    return Planbeeld(grondslag.plan, grondslag.dataset, indeling)


def maak_praktijken(aantallen: dict[str, int], gemeenten: Gemeenten = GEMEENTEN) -> pd.DataFrame:
    """So many praktijken per gemeente, side by side from the left to the right border, with two huisartsen each."""
    rijen = []
    for code, aantal in aantallen.items():
        links, onder, rechts, boven = gemeenten[code][3]
        for nummer in range(aantal):
            x = 1000 * (links + (rechts - links) * (nummer + 0.5) / aantal)
            rijen.append((f"{code}-{nummer}", code, 100_000.0 + x, 400_000.0 + 500 * (onder + boven), 2))
    frame = _frame(rijen, "praktijk_id gemeentecode x y huisartsen")
    return frame.astype({"x": "float64", "y": "float64", "huisartsen": "Int64"})


def maak_opleiders(rijen: list[tuple[Any, ...]]) -> pd.DataFrame:
    """Rows of praktijk_id, gemeentecode, instituut and soort."""
    genummerd = [(f"O{nummer}", *rij, "50-54") for nummer, rij in enumerate(rijen)]
    return _frame(genummerd, "opleider_id praktijk_id gemeentecode instituut soort leeftijdsklasse")


def maak_locaties(rijen: Any) -> pd.DataFrame:
    """Rows as in `LOCATIES`, with degrees for kilometres."""
    frame = _frame(rijen, "locatie naam gemeentecode instituut_2020 instituut_nu randstad geldig_van x y")
    lon, lat = naar_wgs84(*(frame[["x", "y"]].to_numpy(dtype=float).T * 1000 + [[100_000], [400_000]]))
    return frame.drop(columns=["x", "y"]).assign(lon=lon, lat=lat)


def maak_plan(rijen: Any) -> pd.DataFrame:
    """Rows of gemeentecode, staat, instituten, status and opmerking."""
    return _frame(rijen, "gemeentecode staat instituten status opmerking")


def maak_plekken(rijen: Any) -> pd.DataFrame:
    """Rows of jaar, ronde, locatie and the five numbers, of which any may be missing."""
    frame = _frame(rijen, "jaar ronde locatie berekend aangeboden loting geplaatst gestart")
    return frame.astype(dict.fromkeys(frame.columns[3:], "Int64"))


@cache
def maak_geo() -> Geo:
    """The indelingen of 2022 (seven gemeenten) and 2026 (six)."""
    namen = {jaar: {code: rij[0] for code, rij in _gemeenten(jaar).items()} for jaar in BUREN}
    kolommen = "date kind old_code old_name new_code new_name share note source"
    samen = [("2023-01-01", "merge", "GM0007", "Graft", "GM0006", "Fort", 1.0, "", "proef")]
    indelingen = {jaar: maak_indeling(jaar, _gemeenten(jaar), BUREN[jaar]) for jaar in BUREN}
    return Geo(Path("proef"), {}, Herindeling(_frame(samen, kolommen), namen), indelingen)


def _gemeenten(jaar: int) -> Gemeenten:
    return VROEGER if jaar == 2022 else GEMEENTEN


def maak_indeling(jaar: int, rijen: Gemeenten, naast: str = "") -> Indeling:
    """The gemeenten of a year as rectangles, and which are beside each other."""
    import geopandas as gpd
    from shapely import box, segmentize  # a corner of one is a corner of what lies beside it

    gemeenten = _frame(
        [(code, *rij[:3]) for code, rij in rijen.items()], "gemeentecode gemeentenaam provincie inwoners"
    )
    paren = [paar.replace(":", "-").split("-") for paar in naast.split()]
    buren = [(f"GM000{a}", f"GM000{b}", (*soort, "land")[0]) for a, b, *soort in paren]
    indeling = Indeling(
        jaar,
        Path("proef"),
        {f"browser/{jaar}.json": f"{jaar}" * 16},
        gemeenten.set_index("gemeentecode"),
        _frame(buren, "code_a code_b soort"),
    )
    hoeken = np.array([rij[3] for rij in rijen.values()]) * 1000 + np.array([100_000, 400_000] * 2)
    vormen = gpd.GeoDataFrame(
        {"gemeentecode": list(rijen)}, geometry=segmentize([box(*hoek) for hoek in hoeken], 1000), crs="EPSG:28992"
    )
    vars(indeling)["vormen"] = vormen  # where cached_property would keep what it read from file
    return indeling


def maak_instituten(rijen: Any, huizen: dict[str, tuple[str, float, float]]) -> pd.DataFrame:
    """Rows as in `INSTITUTEN` with where they are as in `HUIZEN`."""
    frame = _frame(rijen, "instituut naam kort geldig_van geldig_tot opvolger")
    plekken = [huizen[code] for code in frame["instituut"]]
    x, y = np.array([plek for _, *plek in plekken]).T * 1000 + [[100_000], [400_000]]
    lon, lat = naar_wgs84(x, y)
    return frame.assign(gemeentecode=[code for code, *_ in plekken], lon=lon, lat=lat)


def _landelijk() -> pd.DataFrame:
    rijen = [(2023, 30, 29, "bron A", None), (2025, 70, None, "bron B", "gepland")]
    return _frame(rijen, "jaar vws_plekken gestart bron opmerking").astype({"gestart": "Int64"})


def _rondes() -> pd.DataFrame:
    aantallen = "sollicitaties in_loting geplaatst aangeboden niet_vervuld"
    frame = _frame(
        [("2023-03", "2023-03-01", 40, 32, 27, 30, 3, 88.5, "bron A")],
        f"ronde startdatum {aantallen} eerste_voorkeur_pct bron",
    )
    return frame.astype(dict.fromkeys(aantallen.split(), "Int64"))


def _frame(rijen: Any, kolommen: str) -> pd.DataFrame:
    return pd.DataFrame(list(rijen), columns=kolommen.split())
