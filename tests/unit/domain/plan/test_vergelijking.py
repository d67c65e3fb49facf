"""Comparing plans: only what differs, what it does per institute, and a summary that agrees."""

from __future__ import annotations

import pytest

from hn_dash.domain.plan.beeld import plan_op
from hn_dash.domain.plan.vergelijking import vergelijk_plannen
from tests.support.wereld import maak_wereld


@pytest.fixture
def wereld():
    return maak_wereld()


def test_a_plan_does_not_differ_from_itself(wereld):
    plan = plan_op(wereld, 2026)
    uit = vergelijk_plannen(plan, plan, wereld, 2026)
    assert (len(uit.gemeenten), uit.effecten.abs().to_numpy().sum(), uit.samenvatting) == (
        0,
        0,
        "De plannen zijn gelijk.",
    )


def test_what_differs_by_hand(wereld):
    een = plan_op(wereld, 2026)
    ander = een.copy()
    ander.loc["GM0001", ["staat", "instituten"]] = ["lead", "lumc"]  # Aadorp, 30,000, 2 of emc and 1 of lumc
    ander.loc["GM0004", ["staat", "instituten"]] = ["open", ""]
    ander.loc["GM0003", "status"] = "akkoord"
    uit = vergelijk_plannen(een, ander, wereld, 2026)
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
