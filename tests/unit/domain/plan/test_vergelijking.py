"""Comparing plans: only what differs, what it does per institute, and a summary that agrees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hn_dash.domain.plan.vergelijking import vergelijk_plannen
from tests.support.wereld import PLAN, beeld_van, maak_leadplan, maak_plan, maak_wereld


@pytest.fixture
def wereld():
    return maak_wereld()


def test_a_plan_does_not_differ_from_itself(wereld):
    beeld = beeld_van(wereld)
    uit = vergelijk_plannen(beeld, beeld)
    assert (len(uit.gemeenten), uit.effecten.abs().to_numpy().sum(), uit.samenvatting) == (
        0,
        0,
        "De plannen zijn gelijk.",
    )


def test_what_differs_by_hand(wereld):
    anders = {
        "GM0001": ("GM0001", "lead", "lumc", "akkoord", ""),  # Aadorp, 30,000, 2 of emc and 1 of lumc
        "GM0004": ("GM0004", "open", "", "", ""),
        "GM0003": ("GM0003", "lead", "emc", "akkoord", ""),
    }
    ander = replace(wereld, plan=maak_leadplan(maak_plan([anders.get(rij[0], rij) for rij in PLAN])))
    uit = vergelijk_plannen(beeld_van(wereld), beeld_van(ander))
    assert uit.gemeenten[["was", "wordt"]].reset_index().to_numpy().tolist() == [
        ["GM0001", "lead Rotterdam", "lead Leiden"],
        ["GM0003", "lead Rotterdam", "lead Rotterdam"],
        ["GM0004", "niet besproken", "open"],
    ]
    assert uit.gemeenten.loc["GM0001", ["van_anderen_was", "van_anderen_wordt"]].tolist() == [1, 2]
    assert uit.effecten["inwoners"].to_dict() == {
        "aumc": 0, "lumc": 30_000, "emc": -30_000, "gezamenlijk": 0, "open": 1_000, "niet besproken": -1_000
    }  # fmt: skip
    assert uit.effecten[["gemeenten", "inwoners", "opleiders"]].sum().tolist() == [0, 0, 0]
    assert uit.samenvatting == (
        "3 gemeenten verschillen: 1 van lead Rotterdam naar lead Leiden, 1 van niet besproken naar open en 1 alleen "
        "van status. Inwoners: Leiden +30.000, open +1.000, niet besproken −1.000 en Rotterdam −30.000."
    )
