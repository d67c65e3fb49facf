"""The register of measures: what every page, dropdown, download, explanation and test iterates over."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from hn_dash.dataset import Dataset, Grondslag, Leadplan
from hn_dash.domain.basis.selectie import Selection
from hn_dash.domain.opleiders import dichtheid, vestiging
from hn_dash.domain.plaatsen import landelijk, plaatsing
from hn_dash.domain.plan import leadgebieden, vergelijking, werving
from hn_dash.domain.plan.beeld import planbeeld
from hn_dash.tables import ResultTable

MATEN = {
    module.MAAT.view: module.MAAT
    for module in (vestiging, dichtheid, werving, leadgebieden, vergelijking, plaatsing, landelijk)
}


def from_query(view: str, query: str | Mapping[str, Any], grondslag: Grondslag) -> Selection:
    """Read a question of the measure with this name; see `Selection.from_query`."""
    return Selection.from_query(MATEN[view], query, grondslag)


def compute(selectie: Selection, grondslag: Grondslag) -> ResultTable:
    """The answer to a question; computed once per question and what its measure takes."""
    plannen = {"gegevens": (), "plan": (grondslag.plan,), "twee plannen": (grondslag.plan, grondslag.met)}
    return _compute(selectie, grondslag.dataset, *plannen[selectie.maat.neemt])


@lru_cache(maxsize=512)
def _compute(selectie: Selection, dataset: Dataset, *plannen: Leadplan) -> ResultTable:
    if not plannen:
        return selectie.maat.compute(selectie, dataset)
    return selectie.maat.compute(selectie, *(planbeeld(plan, dataset, selectie.indeling) for plan in plannen))
