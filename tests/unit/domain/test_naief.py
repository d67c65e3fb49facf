"""Every measure against the one that is worked out by hand, on random data and random questions."""

import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hn_dash.domain import maten
from tests.support import naief
from tests.support.willekeur import vragen, werelden


@pytest.mark.parametrize("view", ["vestiging", "dichtheid", "werving", "plaatsing"])
@settings(max_examples=25)
@given(data=st.data())
def test_a_view_gives_what_loops_and_fractions_give(view, data):
    dataset = data.draw(werelden())
    vraag = data.draw(vragen(view, dataset))
    tabel = maten.compute(vraag, dataset)
    sleutel = {"plaatsing": "locatie"}.get(view, tabel.spec.kolommen[0].naam)
    verwacht = getattr(naief, view)(vraag, dataset)
    assert sorted(tabel.frame[sleutel]) == sorted(verwacht)
    for rij in tabel.frame.astype(object).to_dict("records"):
        for kolom, waarde in verwacht[rij[sleutel]].items():
            if kolom in rij:
                assert _zelfde(rij[kolom], waarde), f"{rij[sleutel]} {kolom}: {rij[kolom]}, by hand {waarde}"


def _zelfde(waarde: object, verwacht: object) -> bool:
    """Texts and whole numbers exactly, a fraction to the precision of a float, and missing as missing."""
    if verwacht is None:
        return pd.isna(waarde)
    if isinstance(verwacht, Fraction):
        return math.isclose(waarde, verwacht, rel_tol=1e-12)
    return waarde == verwacht
