"""The lead plan: who recruits new opleiders in which gemeente.

Source: agreements of 25-11-2009 (nieuwsbrief), rules R1 to R5. A lead never says anything about the instituut of an
opleider that is already there (R1).
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from hn_dash.domain.planomzetting import Planomzetting, volg_op, zet_plan_om
from hn_dash.ingest.dataset import Dataset

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


def leden(plan: pd.DataFrame, instituut: str) -> pd.Series:
    """Per gemeente whether an institute has the lead there or recruits there jointly."""
    return plan["instituten"].map(lambda codes: instituut in codes.split("+"))


def leadgebied(plan: pd.DataFrame) -> pd.Series:
    """Per gemeente the one area it belongs to: its lead's code, or gezamenlijk, open or niet besproken.

    A lead that names no institute, or more than one, counts as open until it is mended (C3).
    """
    een = (plan["staat"] == "lead") & (plan["instituten"] != "") & ~plan["instituten"].str.contains("+", regex=False)
    return plan["instituten"].where(een, plan["staat"].replace("lead", "open"))


def kruisingen(plan: pd.DataFrame, telling: pd.DataFrame) -> pd.DataFrame:
    """Opleiders of institutes that do not recruit where they are: gemeentecode, instituten (who does), instituut (whose
    they are), opleiders; the most first. Their sums are those of `opleiders_van_anderen`."""
    delen = []
    for kolom in (naam for naam in telling.columns if naam.startswith("opleiders_")):
        instituut = kolom.removeprefix("opleiders_")
        raak = (plan["instituten"] != "") & ~leden(plan, instituut) & (telling[kolom] > 0)
        deel = plan.loc[raak, ["instituten"]].assign(instituut=instituut, opleiders=telling.loc[raak, kolom])
        delen.append(deel.rename_axis("gemeentecode").reset_index())
    return pd.concat(delen, ignore_index=True).sort_values("opleiders", ascending=False, kind="stable")


def opleiders_van_anderen(plan: pd.DataFrame, telling: pd.DataFrame) -> pd.Series:
    """Per gemeente the opleiders of institutes that neither lead nor recruit jointly there; 0 where nobody does."""
    eigen = pd.Series(0, index=plan.index)
    for kolom in (naam for naam in telling.columns if naam.startswith("opleiders_")):
        eigen += telling[kolom].where(leden(plan, kolom.removeprefix("opleiders_")), 0)
    return (telling["opleiders"] - eigen).where(plan["instituten"] != "", 0)
