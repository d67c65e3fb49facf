"""Praktijken and opleiders counted per gemeente of any indeling."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from hn_dash.domain.instituten import geldig_op
from hn_dash.geo.punten import join_punten
from hn_dash.ingest.dataset import Dataset

OPLEIDT = {"aios": ("aios", "beide"), "coassistent": ("coassistent", "beide"), "beide": ("beide",)}
"""What a choice of soort lets through: who trains aios may also train coassistenten."""


@dataclass(frozen=True)
class Telling:
    """Counts per gemeente.

    Parameters
    ----------
    frame : indexed by every gemeentecode of the indeling: praktijken, huisartsen, opleidingspraktijken, opleiders,
        opleiders_<instituut> for each institute on the peildatum, inwoners; all whole numbers
    buiten : praktijken and opleiders that lie in none of them
    """

    frame: pd.DataFrame
    buiten: int


@lru_cache(maxsize=64)
def tel_per_gemeente(dataset: Dataset, indeling: int, soort: str = "", instituut: str = "") -> Telling:
    """Count praktijken and the opleiders of a soort and institute per gemeente.

    On another indeling than the dataset's, praktijken are placed again by their point, so that nothing is estimated.
    An opleider whose praktijk is not known counts in its own gemeente, but only on gemeenten that are the dataset's.
    """
    gemeenten = dataset.geo.indeling(indeling).gemeenten
    praktijken, buiten = _praktijken_op(dataset, indeling)
    opleiders = dataset.opleiders.assign(plaats=_plaats(dataset, indeling, praktijken))
    if soort:
        opleiders = opleiders[opleiders["soort"].isin(OPLEIDT[soort])]
    if instituut:
        opleiders = opleiders[opleiders["instituut"] == instituut]
    frame = pd.DataFrame(index=gemeenten.index)
    frame["praktijken"] = praktijken.groupby("gemeentecode").size()
    frame["huisartsen"] = praktijken.groupby("gemeentecode")["huisartsen"].sum()
    frame["opleidingspraktijken"] = opleiders.groupby("plaats")["praktijk_id"].nunique()
    frame["opleiders"] = opleiders.groupby("plaats").size()
    per_instituut = opleiders.groupby(["plaats", "instituut"]).size().unstack(fill_value=0)
    for code in geldig_op(dataset.instituten, dataset.peildatum):
        frame[f"opleiders_{code}"] = per_instituut.get(code, 0)
    frame = frame.fillna(0).astype("int64")
    frame["inwoners"] = gemeenten["inwoners"].astype("int64")
    return Telling(frame, buiten + int(opleiders["plaats"].isna().sum()))


def _zelfde_gemeenten(dataset: Dataset, indeling: int) -> bool:
    return dataset.geo.indeling(indeling).codes == dataset.geo.indeling(dataset.indeling).codes


def _praktijken_op(dataset: Dataset, indeling: int) -> tuple[pd.DataFrame, int]:
    """Praktijken with the gemeentecode of an indeling, and how many of them lie outside it."""
    if _zelfde_gemeenten(dataset, indeling):
        return dataset.praktijken, 0
    gevonden, buiten = join_punten(dataset.praktijken, dataset.geo.indeling(indeling))
    return gevonden, len(buiten)


def _plaats(dataset: Dataset, indeling: int, praktijken: pd.DataFrame) -> pd.Series:
    """Per opleider the gemeentecode of its praktijk; missing where that lies in none."""
    plaats = dataset.opleiders["praktijk_id"].map(praktijken.set_index("praktijk_id")["gemeentecode"])
    return plaats.fillna(dataset.opleiders["gemeentecode"]) if _zelfde_gemeenten(dataset, indeling) else plaats
