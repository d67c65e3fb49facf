"""What a lead plan means per institute, beside the country: each gemeente counts once, so that sums are national.

A joint gemeente is in a row of its own, not with its partners; the share that is joint and the distances are about
every gemeente where an institute recruits, alone or jointly.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

import numpy as np
import pandas as pd

from hn_dash.domain.dichtheid import tekort
from hn_dash.domain.instituten import geldig_op, opvolger_op
from hn_dash.domain.plan import OVERIG, leadgebied, leden
from hn_dash.domain.tellen import tel_per_gemeente
from hn_dash.geo.rd import naar_rd
from hn_dash.ingest.dataset import Dataset

NORM = Fraction(1, 4)
REGEL = (
    "Elke gemeente telt één keer mee, gezamenlijke in een eigen rij; de sommen zijn die van Nederland. Aandeel "
    "gezamenlijk en afstand gaan over alle gemeenten waar een instituut werft, ook samen; afstand is hemelsbreed van "
    "gemeente tot instituut, gewogen naar inwoners."
)
SOMMEN = ("gemeenten", "inwoners", "praktijken", "opleiders", "tekort", "plekken")
"""Columns whose rows add up to the country."""


def per_instituut(plan: pd.DataFrame, dataset: Dataset, indeling: int, norm: Fraction = NORM) -> pd.DataFrame:
    """Per lead area what it holds; rows: the institutes of the peildatum, then gezamenlijk, open, niet besproken.

    Columns: gemeenten, inwoners, praktijken, opleiders; tekort (persons, added up over gemeenten); plekken (berekend,
    of the newest year); dichtheid_pct (empty without praktijken); and of institutes only opleiders_elders (where it
    does not recruit; they stay, R1), gezamenlijk_pct (of the inhabitants where it recruits), km and km_p90.

    Parameters
    ----------
    plan : indexed by gemeentecode, as `plan_op` gives it
    norm : opleiders per praktijk
    """
    telling = tel_per_gemeente(dataset, indeling).frame
    gebied = gebied_van(plan, dataset)
    telling = telling.assign(tekort=tekort(telling["opleiders"], telling["praktijken"], norm))
    uit = telling.groupby(gebied)[["inwoners", "praktijken", "opleiders", "tekort"]].sum()
    uit.insert(0, "gemeenten", gebied.value_counts())
    instituten = geldig_op(dataset.instituten, dataset.peildatum)
    uit = uit.reindex([*instituten, *(staat for staat in OVERIG if staat in uit.index)], fill_value=0)
    uit["plekken"] = plekken_per_instituut(dataset).reindex(uit.index, fill_value=0)
    uit["dichtheid_pct"] = 100 * uit["opleiders"] / uit["praktijken"].where(uit["praktijken"] > 0)
    afstand = afstanden(dataset, indeling)
    eigen = pd.DataFrame([_eigen(code, plan, telling, afstand) for code in instituten], index=instituten)
    return uit.join(eigen.astype({"opleiders_elders": "Int64"}))


def gebied_van(plan: pd.DataFrame, dataset: Dataset) -> pd.Series[str]:
    """Per gemeente the row of `per_instituut` that it counts in.

    The lead of an institute that does not exist on the peildatum counts as open until it is mended (C3).
    """
    gebied = leadgebied(plan)
    return gebied.where(gebied.isin([*geldig_op(dataset.instituten, dataset.peildatum), *OVERIG]), "open")


def _eigen(code: str, plan: pd.DataFrame, telling: pd.DataFrame, afstand: pd.DataFrame) -> dict[str, float]:
    """What is about one institute, and counts in no sum."""
    waar = leden(plan, code)
    elders = telling.loc[~waar & (plan["instituten"] != ""), f"opleiders_{code}"].sum()
    inwoners = telling.loc[waar, "inwoners"]
    samen = telling.loc[waar & (plan["staat"] == "gezamenlijk"), "inwoners"].sum()
    km, som = afstand.loc[inwoners.index, code], inwoners.sum()
    return {
        "opleiders_elders": int(elders),
        "gezamenlijk_pct": 100 * samen / som if som else np.nan,
        "km": float((km * inwoners).sum() / som) if som else np.nan,
        "km_p90": gewogen_kwantiel(km, inwoners, 0.9),
    }


def gewogen_kwantiel(waarden: pd.Series, gewichten: pd.Series, deel: float) -> float:
    """The smallest value at or below which a share of the weight lies; nan without weight.

    >>> gewogen_kwantiel(pd.Series([10.0, 20.0, 30.0]), pd.Series([8, 1, 1]), 0.9)
    20.0
    """
    volgorde = waarden.argsort(kind="stable")
    oplopend, som = gewichten.iloc[volgorde].cumsum().to_numpy(), gewichten.sum()
    if not som:
        return float("nan")
    return float(waarden.iloc[volgorde].iloc[int(np.searchsorted(oplopend, deel * som))])


@lru_cache(maxsize=8)
def afstanden(dataset: Dataset, indeling: int) -> pd.DataFrame:
    """Kilometres as the crow flies from a point in each gemeente to each institute: gemeentecode x institute.

    The point of a gemeente is its representative point; that of an institute is where it is housed.
    """
    geo = dataset.geo.indeling(indeling)
    punten = geo.vormen.geometry.representative_point()
    bestaand = dataset.instituten.set_index("instituut").loc[geldig_op(dataset.instituten, dataset.peildatum)]
    x, y = naar_rd(bestaand["lon"].to_numpy(), bestaand["lat"].to_numpy())
    dx, dy = np.subtract.outer(punten.x.to_numpy(), x), np.subtract.outer(punten.y.to_numpy(), y)
    return pd.DataFrame(np.hypot(dx, dy) / 1000, index=list(geo.codes), columns=list(bestaand.index))


def plekken_per_instituut(dataset: Dataset) -> pd.Series[int]:
    """Places per institute in the newest year of the series."""
    plekken = dataset.plekken
    if plekken.empty:
        return pd.Series(dtype="int64")
    laatste = plekken[plekken["jaar"] == plekken["jaar"].max()]
    van = dataset.locaties.set_index("locatie")["instituut_nu"].map(
        lambda code: opvolger_op(dataset.instituten, code, dataset.peildatum)
    )
    return laatste["berekend"].fillna(0).astype("int64").groupby(laatste["locatie"].map(van)).sum()
