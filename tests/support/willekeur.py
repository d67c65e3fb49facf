"""Random datasets on the six gemeenten, and random questions to them, for hypothesis to search and shrink."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from hn_dash.dataset import Grondslag, Leadplan
from hn_dash.domain import maten
from hn_dash.domain.basis.keuzes import keuzes
from hn_dash.domain.basis.selectie import Selection
from hn_dash.geo.herindelingen import Herindeling
from hn_dash.geo.indelingen import Geo
from tests.support.wereld import (
    GEMEENTEN,
    HUIZEN,
    LOCATIES,
    NOORD,
    VROEGER,
    Gemeenten,
    maak_geo,
    maak_indeling,
    maak_instituten,
    maak_leadplan,
    maak_locaties,
    maak_opleiders,
    maak_plan,
    maak_plekken,
    maak_praktijken,
    maak_wereld,
)

INSTITUTEN = ("aumc", "emc", "lumc")
STATEN = (
    *(("lead", wie) for wie in INSTITUTEN),
    *(("gezamenlijk", "emc+lumc"), ("gezamenlijk", "aumc+emc+lumc"), ("open", ""), ("niet besproken", "")),
)
NORMEN = ("25", "12,5", "7", "33.333333", "100", "0.5")
EERDER: Gemeenten = {code: rij for code, rij in VROEGER.items() if code not in ("GM0001", "GM0002")} | {
    "GM0008": ("Hofstad", NOORD, 35_000, (0, 1, 2, 2))
}
"""Before Aadorp and Beek, with 3/4 and 1/4 of its inhabitants, came out of Hofstad."""
JAREN = {2020: EERDER, 2022: VROEGER, 2026: GEMEENTEN}
ACHT = (
    ("amc", "Amsterdam UMC, locatie AMC", "AMC", None, "2023-12-31", "aumc"),
    ("vumc", "Amsterdam UMC, locatie VUmc", "VUmc", None, "2023-12-31", "aumc"),
    ("aumc", "Amsterdam UMC", "Amsterdam UMC", "2024-01-01", None, None),
    ("lumc", "LUMC", "Leiden", None, None, None),
    ("emc", "Erasmus MC", "Rotterdam", None, None, None),
    *((code, code.upper(), stad, None, None, None) for code, stad in (("umcg", "Groningen"), ("umcu", "Utrecht"))),
    *((c, c, stad, None, None, None) for c, stad in (("radboud", "Nijmegen"), ("maastricht", "Maastricht"))),
)
"""Eight until 2023, seven since."""
ANDERE_HUIZEN = {
    "vumc": ("GM0002", 1.5, 1.5),
    "umcg": ("GM0005", 4.5, 0.5),
    "umcu": ("GM0004", 0.5, 0.5),
    "radboud": ("GM0006", 2.75, 0.25),
    "maastricht": ("GM0006", 1.25, 0.25),
}
WEST = ("west", "Westwijk", "GM0002", "vumc", "aumc", "ja", "2024-09-01", 1.5, 1.75)
"""A fourth location, of VUmc, that opened when there was no VUmc any more."""
_GECODEERD = ("praktijken", "opleiders", "aantallen", "inwoners", "verzorgingsgebied", "regio")
_AANTAL = st.none() | st.integers(0, 40)


@st.composite
def werelden(draw: st.DrawFn) -> Grondslag:
    """Up to eight praktijken per gemeente, up to thirty opleiders, any plan, any rounds, any shared catchments.

    Numbers of huisartsen, the soort and the praktijk of opleiders and the numbers of a round may be unknown, and there
    may be no praktijken or opleiders at all.
    """
    praktijken = maak_praktijken({code: draw(st.integers(0, 8)) for code in GEMEENTEN})
    aantal = st.integers(0, 3) | st.none()
    huisartsen = draw(st.lists(aantal, min_size=len(praktijken), max_size=len(praktijken)))
    praktijken["huisartsen"] = pd.array(huisartsen, dtype="Int64")
    plaatsen = list(praktijken[["praktijk_id", "gemeentecode"]].itertuples(index=False, name=None))
    plaatsen += [(None, code) for code in GEMEENTEN]
    soorten = st.sampled_from(("aios", "coassistent", "beide", ""))
    opleider = st.tuples(st.sampled_from(plaatsen), st.sampled_from(INSTITUTEN), soorten)
    opleiders = draw(st.lists(opleider, max_size=30))
    plan = [(code, *draw(st.sampled_from(STATEN)), "", "") for code in GEMEENTEN]
    locaties = [rij[0] for rij in LOCATIES]
    plekken = [
        (int(ronde[:4]), ronde, locatie, draw(st.integers(1, 40)), *draw(st.tuples(_AANTAL, _AANTAL, _AANTAL, _AANTAL)))
        for ronde in ("2023-03", "2025-03", "2025-09")
        for locatie in locaties
    ]
    delen = {code: (draw(st.integers(0, 4)) / 4, draw(st.permutations(locaties))) for code in GEMEENTEN}
    verzorging = [
        (code, locatie, aandeel)
        for code, (deel, (een, ander, _)) in delen.items()
        for locatie, aandeel in ((een, deel), (ander, 1 - deel))
    ]
    return maak_wereld(
        praktijken=praktijken,
        opleiders=maak_opleiders([(*plaats, wie, soort) for plaats, wie, soort in opleiders]),
        plan=maak_plan(plan),
        plekken=maak_plekken(plekken),
        verzorgingsgebied=pd.DataFrame(verzorging, columns=["gemeentecode", "locatie", "aandeel"]),
    )


@cache
def maak_ruime_geo() -> Geo:
    """The indelingen of 2020, 2022 and 2026: one gemeente was divided, and one went into another."""
    geo = maak_geo()
    delen = [
        ("2021-01-01", "split", "GM0008", "Hofstad", code, naam, deel, "", "proef")
        for code, naam, deel in (("GM0001", "Aadorp", 0.75), ("GM0002", "Beek", 0.25))
    ]
    tabel = pd.concat([pd.DataFrame(delen, columns=geo.herindelingen.columns), geo.herindelingen], ignore_index=True)
    namen = {jaar: {code: rij[0] for code, rij in rijen.items()} for jaar, rijen in JAREN.items()}
    indelingen = {2020: maak_indeling(2020, EERDER), **geo.indelingen}
    return replace(geo, herindeling=Herindeling(tabel, namen), indelingen=indelingen)


@st.composite
def ruime_werelden(draw: st.DrawFn) -> Grondslag:
    """Anything that can be read in: every kind of data on the gemeenten of a year of its own, before or after they
    were merged and divided; lists or counts; inhabitants, sometimes none; an older day with eight institutes; opleiders
    of closed institutes, in unknown praktijken or nowhere; and two plans.
    """
    jaren = {soort: draw(st.sampled_from(sorted(JAREN))) for soort in (*_GECODEERD, "plan", "met", "dataset")}
    indeling = jaren["dataset"]
    praktijken = _ruime_praktijken(draw, JAREN[jaren["praktijken"]])
    frames = {
        "praktijken": praktijken,
        "opleiders": _ruime_opleiders(draw, praktijken, list(JAREN[jaren["opleiders"]])),
        "plekken": _ruime_plekken(draw),
        "verzorgingsgebied": _ruime_verzorging(draw, JAREN[jaren["verzorgingsgebied"]]),
        "regio": pd.DataFrame(
            [(code, draw(st.sampled_from(("west", "oost")))) for code in JAREN[jaren["regio"]]],
            columns=["gemeentecode", "regio"],
        ),
    }
    if draw(st.booleans()):
        frames["aantallen"] = _ruime_aantallen(draw, JAREN[jaren["aantallen"]])
    if draw(st.booleans()):
        mensen = [(code, draw(st.sampled_from((0, 1, 7, 999, 24_000)))) for code in JAREN[jaren["inwoners"]]]
        frames["inwoners"] = pd.DataFrame(mensen, columns=["gemeentecode", "inwoners"])
    wereld = maak_wereld(
        peildatum=draw(st.sampled_from((date(2026, 1, 1), date(2023, 6, 1)))),
        indeling=indeling,
        geo=maak_ruime_geo(),
        codering={soort: jaren[soort] for soort in _GECODEERD if jaren[soort] != indeling},
        instituten=maak_instituten(ACHT, HUIZEN | ANDERE_HUIZEN),
        locaties=maak_locaties((*LOCATIES, WEST)),
        **frames,
    )
    plan, met = (_ruim_plan(draw, jaren[welk]) for welk in ("plan", "met"))
    return replace(wereld, plan=plan, met=met)


def _ruime_praktijken(draw: st.DrawFn, gemeenten: Gemeenten) -> pd.DataFrame:
    praktijken = maak_praktijken({code: draw(st.integers(0, 5)) for code in gemeenten}, gemeenten)
    aantal = st.integers(0, 3) | st.none()
    huisartsen = draw(st.lists(aantal, min_size=len(praktijken), max_size=len(praktijken)))
    weg = draw(st.lists(st.integers(0, len(praktijken) - 1), max_size=3)) if len(praktijken) else []
    praktijken.loc[weg, "x"] = np.nan  # a point that nobody knows
    return praktijken.assign(huisartsen=pd.array(huisartsen, dtype="Int64"))


def _ruime_opleiders(draw: st.DrawFn, praktijken: pd.DataFrame, codes: list[str]) -> pd.DataFrame:
    plaatsen = list(praktijken[["praktijk_id", "gemeentecode"]].itertuples(index=False, name=None))
    plaatsen += [*((None, code) for code in codes), *(("elders", code) for code in codes), ("elders", None)]
    soorten = st.sampled_from(("aios", "coassistent", "beide", ""))
    opleider = st.tuples(st.sampled_from(plaatsen), st.sampled_from([rij[0] for rij in ACHT]), soorten)
    return maak_opleiders([(*plaats, *wie) for plaats, *wie in draw(st.lists(opleider, max_size=25))])


def _ruime_aantallen(draw: st.DrawFn, gemeenten: Gemeenten) -> pd.DataFrame:
    """Counts of some of the institutes, open or closed."""
    wie = draw(st.lists(st.sampled_from([rij[0] for rij in ACHT]), unique=True, max_size=5))
    namen = ["gemeentecode", "praktijken", "huisartsen", *(f"opleiders_{code}" for code in wie)]
    getal = st.sampled_from((0, 0, 1, 2, 3, 7, 20))
    rijen = [(code, draw(getal), draw(getal | st.none()), *(draw(getal) for _ in wie)) for code in gemeenten]
    return pd.DataFrame(rijen, columns=namen).astype({"praktijken": "Int64", "huisartsen": "Int64"})


def _ruime_plekken(draw: st.DrawFn) -> pd.DataFrame:
    return maak_plekken(
        (int(ronde[:4]), ronde, locatie, *draw(st.tuples(*[_AANTAL] * 5)))
        for ronde in ("2023-03", "2025-03", "2025-09")
        for locatie in (*(rij[0] for rij in LOCATIES), WEST[0])
        if draw(st.integers(0, 5))
    )


def _ruime_verzorging(draw: st.DrawFn, gemeenten: Gemeenten) -> pd.DataFrame:
    rijen = []
    for code in gemeenten:
        deel, een, ander = draw(st.tuples(st.integers(0, 4), *[st.sampled_from(("noord", "oost", "zuid", "west"))] * 2))
        rijen += [(code, een, deel / 4), (code, ander, 1 - deel / 4)] if een != ander else [(code, een, 1.0)]
    return pd.DataFrame(rijen, columns=["gemeentecode", "locatie", "aandeel"])


def _ruim_plan(draw: st.DrawFn, jaar: int) -> Leadplan:
    staat = st.sampled_from((*STATEN, ("lead", "umcg"), ("gezamenlijk", "amc+vumc"), ("gezamenlijk", "amc+emc")))
    status = st.sampled_from(("", "akkoord", "voorstel"))
    return maak_leadplan(maak_plan([(code, *draw(staat), draw(status), "") for code in sorted(JAREN[jaar])]), jaar)


@st.composite
def vragen(draw: st.DrawFn, view: str, grondslag: Grondslag, **vast: str) -> Selection:
    """Any possible question to a view; `vast` fixes some of it."""
    keus = {
        sleutel: [waarde for waarde, _ in keuzes(sleutel, grondslag.dataset)]
        for sleutel in ("niveau", "teller", "noemer", "soort", "instituut", "provincie", "ronde", "afstand")
        if sleutel in maten.MATEN[view].sleutels
    }
    query = {sleutel: draw(st.sampled_from(waarden)) for sleutel, waarden in (keus | {"norm": NORMEN}).items()}
    return maten.from_query(view, query | vast, grondslag)
