"""What a lead plan means per institute, beside the country: each gemeente counts once, so that sums are national.

A joint gemeente is in a row of its own, not with its partners; the share that is joint and the distances are about
every gemeente where an institute recruits, alone or jointly.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from pandas.arrays import IntegerArray

from hn_dash.begrippen import GEZAMENLIJK, ZONDER_LEAD
from hn_dash.dataset import Dataset
from hn_dash.domain.basis.instituten import geldig_op, opvolger_op
from hn_dash.domain.basis.norm import NORM, NORM_IN_PCT, tekort
from hn_dash.domain.basis.tellen import count_per_gemeente, heel
from hn_dash.domain.plan.beeld import Planbeeld
from hn_dash.geo.rd import naar_rd

REGEL = (
    "Elke gemeente telt één keer mee, gezamenlijke in een eigen rij; de sommen zijn die van Nederland. Opleiders zijn "
    "alle opleiders in het gebied, eigen opleiders die van het instituut, waar zij ook werken. Tekort is bij de norm "
    f"van {NORM_IN_PCT} van de praktijken. Aandeel gezamenlijk en afstand gaan over alle gemeenten waar een instituut "
    "werft, ook samen; afstand is hemelsbreed van gemeente tot instituut, gewogen naar inwoners."
)
_GETELD = ("inwoners", "praktijken", "opleiders", "tekort")
SOMMEN = ("gemeenten", "inwoners", "praktijken", "opleiders", "tekort", "plekken")
"""Columns whose rows add up to the country."""
_EIGEN: dict[str, Any] = {
    "eigen_opleiders": "Int64",
    "opleiders_elders": "Int64",
    "gezamenlijk_pct": "float64",
    "km": "float64",
    "km_p90": "float64",
}


def per_instituut(beeld: Planbeeld, norm: Fraction = NORM) -> pd.DataFrame:
    """Per lead area what it holds; rows: the institutes of the peildatum, then gezamenlijk, open, niet besproken.

    Of what is not known everywhere in an area, its sum is missing.

    Columns: gemeenten, inwoners, praktijken, opleiders; tekort (persons, added up over gemeenten); plekken (berekend,
    of the newest year); dichtheid_pct (empty without praktijken); and of institutes only eigen_opleiders and, of
    those, opleiders_elders (where it does not recruit; they stay, R1), gezamenlijk_pct (of the inhabitants where it
    recruits), km and km_p90.

    Parameters
    ----------
    norm : opleiders per praktijk
    """
    rijen = [*beeld.bestaand, *(staat for staat in ZONDER_LEAD if staat in beeld.gebied)]
    nummer = {rij: i for i, rij in enumerate(rijen)}
    in_rij = np.zeros((len(rijen), len(beeld.codes)), dtype="int64")
    in_rij[[nummer[gebied] for gebied in beeld.gebied], range(len(beeld.codes))] = 1
    geteld, onbekend = _geteld(beeld.dataset, beeld.indeling, norm)
    som, leeg = in_rij @ geteld, in_rij @ onbekend > 0
    uit: dict[str, Any] = {"gemeenten": in_rij.sum(axis=1)}
    uit |= {naam: IntegerArray(som[:, i].copy(), leeg[:, i].copy()) for i, naam in enumerate(_GETELD)}
    plekken = plekken_per_instituut(beeld.dataset)
    uit["plekken"] = pd.array([plekken.get(rij, 0) if len(plekken) else pd.NA for rij in rijen], dtype="Int64")
    opleiders, praktijken = (uit[naam].to_numpy(dtype=float, na_value=np.nan) for naam in ("opleiders", "praktijken"))
    uit["dichtheid_pct"] = 100 * opleiders / np.where(praktijken > 0, praktijken, np.nan)
    zonder = [None] * (len(rijen) - len(beeld.bestaand))
    uit |= {naam: pd.array([*waarden, *zonder], dtype=_EIGEN[naam]) for naam, waarden in _eigen(beeld).items()}
    return pd.DataFrame(uit, index=rijen)


@lru_cache(maxsize=8)
def _geteld(dataset: Dataset, indeling: int, norm: Fraction) -> tuple[np.ndarray, np.ndarray]:
    """gemeente x `_GETELD`, and where it is unknown."""
    frame = count_per_gemeente(dataset, indeling).frame
    zo = frame.assign(tekort=tekort(frame["opleiders"], frame["praktijken"], norm))[list(_GETELD)]
    return heel(zo), zo.isna().to_numpy(dtype="int64")


def _eigen(beeld: Planbeeld) -> dict[str, list[float | None]]:
    """Per institute what counts in no sum."""
    telling, afstand = beeld.telling, afstanden(beeld.dataset, beeld.indeling).to_numpy()
    inwoners, samen = telling.kolom("inwoners"), np.array([staat == GEZAMENLIJK for staat in beeld.staten])
    per = {code: telling.per_instituut[:, i] for i, code in enumerate(telling.instituten)}
    uit: dict[str, list[float | None]] = {naam: [] for naam in _EIGEN}
    gekend = beeld.dataset.kent("opleiders")
    for code, waar, ver in zip(beeld.bestaand, beeld.deelname(beeld.bestaand).T, afstand.T, strict=True):
        km, gewicht = ver[waar], inwoners[waar]
        som = gewicht.sum() or np.nan
        uit["eigen_opleiders"].append(int(per[code].sum()) if gekend else None)
        uit["opleiders_elders"].append(int(per[code][beeld.geworven & ~waar].sum()) if gekend else None)
        uit["gezamenlijk_pct"].append(100 * inwoners[waar & samen].sum() / som)
        uit["km"].append((km * gewicht).sum() / som)
        uit["km_p90"].append(gewogen_kwantiel(km, gewicht, 0.9))
    return uit


def gewogen_kwantiel(waarden: np.ndarray, gewichten: np.ndarray, deel: float) -> float:
    """The smallest value at or below which a share of the weight lies; nan without weight.

    >>> gewogen_kwantiel(np.array([10.0, 20.0, 30.0]), np.array([8, 1, 1]), 0.9)
    20.0
    """
    volgorde = waarden.argsort(kind="stable")
    oplopend, som = gewichten[volgorde].cumsum(), gewichten.sum()
    if not som:
        return float("nan")
    return float(waarden[volgorde][int(np.searchsorted(oplopend, deel * som))])


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


@lru_cache(maxsize=8)
def plekken_per_instituut(dataset: Dataset) -> pd.Series[int]:
    """Places per institute in the newest year of the series; missing when one of its locations has none calculated."""
    plekken = dataset.plekken
    if plekken.empty:
        return pd.Series(dtype="Int64")
    laatste = plekken[plekken["jaar"] == plekken["jaar"].max()]
    van = dataset.locaties.set_index("locatie")["instituut_nu"].map(
        lambda code: opvolger_op(dataset.instituten, code, dataset.peildatum)
    )
    groepen = laatste["berekend"].groupby(laatste["locatie"].map(van))
    return groepen.sum().where(groepen.size() == groepen.count())
