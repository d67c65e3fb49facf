"""Random datasets on the six gemeenten, and random questions to them, for hypothesis to search and shrink."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st

from hn_dash.dataset import Grondslag
from hn_dash.domain import maten
from hn_dash.domain.basis.selectie import Selection
from tests.support.wereld import (
    GEMEENTEN,
    LOCATIES,
    NOORD,
    ZUID,
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


@st.composite
def vragen(draw: st.DrawFn, view: str, grondslag: Grondslag, **vast: str) -> Selection:
    """Any possible question to a view; `vast` fixes some of it."""
    keus = {
        "niveau": ("gemeente", "regio", "provincie", "leadgebied", "land"),
        "teller": ("opleiders", "opleidingspraktijken"),
        "noemer": ("praktijken", "huisartsen", "inwoners"),
        "norm": NORMEN,
        "soort": ("", "aios", "coassistent", "beide"),
        "instituut": ("", *INSTITUTEN),
        "provincie": ("", NOORD, ZUID),
        "ronde": ("2023", "2025", "2025-03", "2025-09"),
    }
    query = {sleutel: draw(st.sampled_from(waarden)) for sleutel, waarden in keus.items()}
    return maten.from_query(view, query | vast, grondslag)
