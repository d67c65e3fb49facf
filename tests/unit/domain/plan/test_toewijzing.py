"""Assignment in one piece and within bands: as good as trying everything, and never below its bound."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest

from hn_dash.domain.plan import toewijzing
from hn_dash.domain.plan.toewijzing import Opgave, _Model, los_exact, los_snel, losse_delen, stappen, waardeer


def rooster(breed: int, hoog: int, huizen: list[tuple[int, int]], zaad: int, marge: float) -> Opgave:
    """A grid of places with random loads; each owner starts in one of them, and owns nothing yet."""
    lot = np.random.default_rng(zaad)
    plekken = [(x, y) for y in range(hoog) for x in range(breed)]
    gewicht = lot.integers(1, 10, len(plekken)).astype(float)
    km = np.array([[np.hypot(x - a, y - b) for a, b in huizen] for x, y in plekken]) + lot.random((len(plekken), 1))
    buren = [
        [
            plekken.index((x + dx, y + dy))
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
            if (x + dx, y + dy) in plekken
        ]
        for x, y in plekken
    ]
    doel = np.full(len(huizen), gewicht.sum() / len(huizen))
    naast = np.array([[plek == huis for huis in huizen] for plek in plekken])
    return Opgave(gewicht, km, np.zeros(len(huizen)), doel * (1 - marge), doel * (1 + marge), buren, naast)


def alles_proberen(opgave: Opgave) -> float:
    """The best value by trying every assignment whose areas hang together with where they start."""
    n, k = opgave.km.shape
    gewicht, beste = opgave.gewicht / opgave.gewicht.sum(), np.inf
    for keuze in product(range(k), repeat=n):
        rij = np.array(keuze)
        last = np.bincount(rij, opgave.gewicht, k)
        buiten = (np.maximum(opgave.laag - last, 0) + np.maximum(last - opgave.hoog, 0)).sum() / opgave.gewicht.sum()
        waarde = (gewicht * opgave.km[np.arange(n), rij]).sum() + 10 * opgave.km.max() * buiten
        if waarde < beste and not losse_delen(opgave, rij):
            beste = waarde
    return float(beste)


@pytest.mark.parametrize("zaad", range(4))
@pytest.mark.parametrize(
    ("breed", "hoog", "huizen", "marge"),
    [(4, 3, [(0, 0), (3, 2)], 0.1), (4, 3, [(0, 0), (1, 0)], 0.05), (3, 3, [(0, 0), (2, 0), (1, 2)], 0.2)],
)
def test_the_exact_answer_is_the_best_of_all(breed, hoog, huizen, marge, zaad):
    opgave = rooster(breed, hoog, huizen, zaad, marge)
    snel = los_snel(opgave)
    exact = los_exact(opgave, snel)
    beste = alles_proberen(opgave)
    assert exact.waarde == pytest.approx(beste, rel=1e-3)
    assert snel.ondergrens <= beste * (1 + 1e-6)
    assert beste * (1 - 1e-6) <= exact.waarde <= snel.waarde * (1 + 1e-9)
    assert losse_delen(opgave, snel.keuze) == losse_delen(opgave, exact.keuze) == []


def test_a_line_by_hand():
    """Four places of load 1 on a line, owners at both ends: two each, though the third is nearer to the first owner."""
    km = np.array([[0.0, 9], [1, 8], [2, 7], [9, 0]])
    naast = np.array([[True, False], [False, False], [False, False], [False, True]])
    opgave = Opgave(np.ones(4), km, np.zeros(2), np.full(2, 2.0), np.full(2, 2.0), [[1], [0, 2], [1, 3], [2]], naast)
    uit = los_snel(opgave)
    assert uit.keuze.tolist() == [0, 0, 1, 1]
    assert uit.waarde == pytest.approx((0 + 1 + 7 + 0) / 4, abs=1e-6)
    assert (uit.onder.sum(), uit.over.sum()) == (0, 0)
    assert stappen(opgave, 0).tolist() == [0, 1, 2, 3]


def test_a_band_that_cannot_be_kept_is_broken_by_the_least_and_told():
    opgave = Opgave(
        np.array([4.0, 1.0]),
        np.array([[1.0, 2.0], [1.0, 2.0]]),
        np.array([10.0, 0.0]),
        np.array([0.0, 8.0]),
        np.array([9.0, 8.0]),
        [[1], [0]],
        np.ones((2, 2), dtype=bool),
    )
    uit = los_snel(opgave)
    assert uit.keuze.tolist() == [1, 1]
    assert (uit.over.tolist(), uit.onder.tolist()) == ([1, 0], [0, 3])


def test_a_place_that_touches_nobody_goes_to_who_is_near_and_one_that_is_closed_in_to_who_is_around():
    naast = np.array([[False, False], [True, False]])
    km = np.array([[5.0, 1.0], [5.0, 1.0]])
    opgave = Opgave(np.ones(2), km, np.zeros(2), np.zeros(2), np.full(2, 9.0), [[], []], naast)
    assert los_snel(opgave).keuze.tolist() == [1, 0]


def test_stopping_keeps_the_best_so_far_and_the_same_question_has_the_same_answer():
    opgave = rooster(6, 5, [(0, 0), (5, 4), (5, 0)], 7, 0.05)
    snel = los_snel(opgave)
    gezien = []

    def stop(deel: float, beste: object) -> bool:
        gezien.append((deel, beste))
        return False

    assert los_exact(opgave, snel, voortgang=stop) is snel
    assert gezien[0][1] is snel
    assert los_snel(opgave).keuze.tolist() == snel.keuze.tolist()
    assert los_exact(opgave, snel).waarde <= snel.waarde


LIJN = Opgave(
    np.ones(4),
    np.array([[0.0, 9], [1, 8], [2, 7], [9, 0]]),
    np.zeros(2),
    np.full(2, 2.0),
    np.full(2, 2.0),
    [[1], [0, 2], [1, 3], [2]],
    np.array([[True, False], [False, False], [False, False], [False, True]]),
)
"""The line of `test_a_line_by_hand`."""


def test_the_value_of_an_assignment_by_hand():
    assert waardeer(LIJN, np.array([0, 0, 1, 1])) == pytest.approx(8 / 4, abs=1e-6)
    # three and one: 3 km in all, and of the load of 4 one is above its band and one below: 2 / 4 x 10 x 9
    assert waardeer(LIJN, np.array([0, 0, 0, 1])) == pytest.approx(3 / 4 + 45, abs=1e-6)


def test_a_solver_that_finds_nothing_in_time_leaves_an_answer_in_one_piece(monkeypatch):
    echt = _Model.los_op

    def te_laat(self, extra=(), heel=True, tijd=60.0, gat=0.005):
        return echt(self, extra, heel, tijd, gat) if not heel else SimpleNamespace(x=None)

    monkeypatch.setattr(_Model, "los_op", te_laat)
    uit = los_snel(LIJN)
    # outwards from both ends, the nearest first: the third is 2 from the first owner and 7 from the second
    assert uit.keuze.tolist() == [0, 0, 0, 1]
    assert losse_delen(LIJN, uit.keuze) == []
    assert los_exact(LIJN, uit) is uit


def test_without_time_a_place_that_nothing_touches_goes_to_who_is_near():
    los = replace(LIJN, buren=[[1], [0], [], []])
    assert toewijzing._begin(los).tolist() == [0, 0, 0, 1]


def test_time_that_is_up_keeps_the_best_so_far():
    snel = los_snel(LIJN)
    assert los_exact(LIJN, snel, tijd=0) is snel


def test_rounds_that_run_out_keep_the_best_so_far(monkeypatch):
    monkeypatch.setattr(toewijzing, "MAX_RONDES", 0)
    snel = los_snel(LIJN)
    assert los_exact(LIJN, snel) is snel
