"""The lead plan: who recruits new opleiders in which gemeente.

Source: agreements of 25-11-2009 (nieuwsbrief), rules R1 to R5. A lead never says anything about the instituut of an
opleider that is already there (R1).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from hn_dash.dataset import Dataset
from hn_dash.domain.basis.tellen import PER_INSTITUUT, tel_per_gemeente
from hn_dash.domain.plan.omzetting import Planomzetting, volg_op, zet_plan_om

OVERIG = {"gezamenlijk": "gezamenlijk", "open": "open", "niet besproken": "niet besproken"}


@lru_cache(maxsize=8)
def plan_op(dataset: Dataset, indeling: int) -> pd.DataFrame:
    """The plan on an indeling, indexed by gemeentecode: staat, instituten, status, opmerking, vanaf.

    What a herindeling leaves undecided is open with status "te beslissen", never silently one of the parts; institutes
    that closed are the ones they went into.
    """
    return omzetting_van(dataset, indeling).plan


@lru_cache(maxsize=16)
def omzetting_van(dataset: Dataset, indeling: int) -> Planomzetting:
    """The plan of a dataset on an indeling, with what changed on the way."""
    plan = volg_op(dataset.plan, dataset.instituten, dataset.peildatum)
    return zet_plan_om(plan, dataset.jaar_van("plan"), indeling, dataset.geo)


@lru_cache(maxsize=8)
def van_anderen_op(dataset: Dataset, indeling: int) -> pd.Series:
    """`opleiders_van_anderen` of the plan of a dataset."""
    return opleiders_van_anderen(plan_op(dataset, indeling), tel_per_gemeente(dataset, indeling).frame)


def deelname(plan: pd.DataFrame, instituten: Sequence[str]) -> np.ndarray:
    """gemeente x institute: whether it has the lead there or recruits there jointly."""
    wie = plan["instituten"].tolist()
    per_wie = {codes: [instituut in codes.split("+") for instituut in instituten] for codes in set(wie)}
    return np.array([per_wie[codes] for codes in wie], dtype=bool).reshape(len(wie), len(instituten))


def leden(plan: pd.DataFrame, instituut: str) -> pd.Series:
    """Per gemeente whether an institute has the lead there or recruits there jointly."""
    return pd.Series(deelname(plan, [instituut])[:, 0], index=plan.index)


def leadgebied(plan: pd.DataFrame) -> pd.Series:
    """Per gemeente the one area it belongs to: its lead's code, or gezamenlijk, open or niet besproken.

    A lead that names no institute, or more than one, counts as open until it is mended (C3).
    """
    paren = zip(plan["staat"].tolist(), plan["instituten"].tolist(), strict=True)
    gebied = [staat if staat != "lead" else wie if wie and "+" not in wie else "open" for staat, wie in paren]
    return pd.Series(gebied, index=plan.index, dtype="str")


def kruisingen(plan: pd.DataFrame, telling: pd.DataFrame) -> pd.DataFrame:
    """Opleiders of institutes that do not recruit where they are: gemeentecode, instituten (who does), instituut (whose
    they are), opleiders; the most first. Their sums are those of `opleiders_van_anderen`."""
    codes, aantallen, hier, wie = _per_instituut(plan, telling)
    kolom, rij = np.nonzero(((aantallen > 0) & ~hier & (wie != "")[:, None]).T)
    uit = {
        "gemeentecode": plan.index[rij],
        "instituten": wie[rij],
        "instituut": np.array(codes, dtype=object)[kolom],
        "opleiders": aantallen[rij, kolom],
    }
    return pd.DataFrame(uit).sort_values("opleiders", ascending=False, kind="stable")


def opleiders_van_anderen(plan: pd.DataFrame, telling: pd.DataFrame) -> pd.Series:
    """Per gemeente the opleiders of institutes that neither lead nor recruit jointly there; 0 where nobody does."""
    _, aantallen, hier, wie = _per_instituut(plan, telling)
    anderen = telling["opleiders"].to_numpy() - (aantallen * hier).sum(axis=1)
    return pd.Series(np.where(wie != "", anderen, 0), index=plan.index)


def _per_instituut(plan: pd.DataFrame, telling: pd.DataFrame) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """The institutes; gemeente x institute: its opleiders, and whether it recruits there; and per gemeente who does."""
    kolommen = [naam for naam in telling.columns if naam.startswith(PER_INSTITUUT)]
    codes = [naam.removeprefix(PER_INSTITUUT) for naam in kolommen]
    return codes, telling[kolommen].to_numpy(), deelname(plan, codes), plan["instituten"].to_numpy()
