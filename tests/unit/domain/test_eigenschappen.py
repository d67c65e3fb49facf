"""What must hold for density whatever the data: methods that a head can check with a pencil."""

import math
from collections import defaultdict
from fractions import Fraction

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from hn_dash.domain import maten
from hn_dash.domain.basis.norm import tekort
from hn_dash.domain.plan.effecten import per_instituut
from tests.support.wereld import beeld_van, maak_plan, maak_wereld
from tests.support.willekeur import STATEN, vragen, werelden

SOMMEN = ["opleiders", "opleidingspraktijken", "praktijken", "huisartsen", "inwoners", "teller", "noemer"]
zoek = settings(max_examples=15)


def dichtheid(wereld, vraag, **anders):
    query = {sleutel: str(getattr(vraag, sleutel)) for sleutel in maten.MATEN["dichtheid"].sleutels} | anders
    return maten.compute(maten.from_query("dichtheid", query, wereld), wereld)


NORMEN = st.builds(Fraction, st.integers(1, 10**9), st.just(10**8)) | st.builds(
    Fraction, st.integers(1, 10**9), st.just(10**10)
)
"""Every norm that a Selection can hold: six decimals of a percent, or of opleiders per 10.000 inwoners."""


@given(t=st.integers(0, 10_000), n=st.integers(0, 20_000_000), norm=NORMEN)
def test_the_shortage_meets_the_norm_and_one_less_does_not(t, n, norm):
    (nodig,) = tekort(pd.Series([t]), pd.Series([n]), norm)
    assert nodig >= 0
    assert t + nodig >= norm * n
    assert nodig == 0 or t + nodig - 1 < norm * n


@zoek
@given(data=st.data())
def test_status_and_shortage_tell_the_same_story(data):
    wereld = data.draw(werelden())
    frame = maten.compute(data.draw(vragen("dichtheid", wereld)), wereld).frame
    onder = frame["status"].isin(["onder norm", "geen opleider", "geen opleidingspraktijk"])
    assert (onder == (frame["tekort"] > 0)).all()
    assert (frame["dichtheid_pct"].isna() == (frame["noemer"] == 0)).all()
    assert ((frame["status"] == "geen opleider") <= (frame["teller"] == 0)).all()


@zoek
@given(data=st.data())
def test_every_niveau_has_the_sums_of_its_gemeenten(data):
    wereld = data.draw(werelden())
    vraag = data.draw(vragen("dichtheid", wereld))
    los = dichtheid(wereld, vraag, niveau="gemeente")
    for niveau in ("regio", "provincie", "leadgebied", "land"):
        samen = dichtheid(wereld, vraag, niveau=niveau)
        assert samen.frame[SOMMEN].sum().tolist() == los.frame[SOMMEN].sum().tolist()
        assert samen.frame["tekort_som_gemeenten"].sum() == los.frame["tekort"].sum()
        assert (samen.frame["tekort"] <= samen.frame["tekort_som_gemeenten"]).all()
        assert samen.totalen.items() >= {k: v for k, v in los.totalen.items() if v == v}.items()
        assert list(samen.gebieden) == list(los.gebieden)


@zoek
@given(data=st.data())
def test_an_area_lies_between_its_lowest_and_highest_gemeente(data):
    wereld = data.draw(werelden())
    vraag = data.draw(vragen("dichtheid", wereld))
    los, samen = (dichtheid(wereld, vraag, niveau=niveau) for niveau in ("gemeente", "provincie"))
    delen = defaultdict(list)
    for code, (rij,) in samen.gebieden.items():
        delen[rij].append(_breuk(los.frame.loc[los.gebieden[code][0]]))
    for rij, verhoudingen in delen.items():
        geheel = _breuk(samen.frame.loc[rij])
        bekend = [verhouding for verhouding in verhoudingen if verhouding is not None]
        assert geheel is None if not bekend else min(bekend) <= geheel <= max(bekend)


def _breuk(rij):
    """Exactly teller / noemer; without noemer infinite, or nothing when there is no teller either or it is unknown."""
    if pd.isna(rij["teller"]):
        return None
    t, n = int(rij["teller"]), int(rij["noemer"])
    return Fraction(t, n) if n else math.inf if t else None


@zoek
@given(wereld=werelden(), seed=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(wereld, seed):
    frames = {}
    for naam in ("praktijken", "opleiders", "plan", "plekken", "verzorgingsgebied"):
        frame = wereld.frame(naam)
        volgorde = list(range(len(frame)))
        seed.shuffle(volgorde)
        frames[naam] = frame.iloc[volgorde]
    geschud = maak_wereld(**frames)
    for view in maten.MATEN:
        vraag = maten.from_query(view, "", wereld)
        pd.testing.assert_frame_equal(maten.compute(vraag, wereld).frame, maten.compute(vraag, geschud).frame)


@zoek
@given(wereld=werelden())
def test_merging_gemeenten_leaves_the_country_as_it_is(wereld):
    toen, nu = (
        maten.compute(maten.from_query("dichtheid", f"niveau=land&indeling={jaar}", wereld), wereld)
        for jaar in (2022, 2026)
    )
    kolommen = [*SOMMEN, "dichtheid_pct", "tekort"]
    pd.testing.assert_frame_equal(toen.frame[kolommen], nu.frame[kolommen])
    assert toen.niet_op_kaart == nu.niet_op_kaart == 0


@zoek
@given(wereld=werelden())
def test_lead_areas_and_crossings_add_up(wereld):
    beeld = beeld_van(wereld)
    tabel, telling = per_instituut(beeld), beeld.telling.frame
    for kolom in ("inwoners", "praktijken", "opleiders"):
        assert tabel[kolom].sum() == telling[kolom].sum()
    assert tabel["gemeenten"].sum() == 6
    assert tabel["opleiders_elders"].sum() == beeld.van_anderen.sum() == sum(n for *_, n in beeld.kruisingen)


@zoek
@given(wereld=werelden(), staten=st.lists(st.sampled_from(STATEN), min_size=6, max_size=6))
def test_no_plan_moves_an_opleider(wereld, staten):
    ander = maak_wereld(
        praktijken=wereld.dataset.praktijken,
        opleiders=wereld.dataset.opleiders,
        plan=maak_plan([(f"GM000{i}", *staat, "", "") for i, staat in enumerate(staten, start=1)]),
    )
    vraag = maten.from_query("vestiging", "", wereld)
    pd.testing.assert_frame_equal(maten.compute(vraag, wereld).frame, maten.compute(vraag, ander).frame)
