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

from hn_dash.begrippen import GEZAMENLIJK, PER_INSTITUUT, ZONDER_LEAD
from hn_dash.dataset import Dataset
from hn_dash.domain.basis.instituten import geldig_op, opvolger_op
from hn_dash.domain.basis.keuzes import LOCATIE
from hn_dash.domain.basis.norm import NORM, NORM_IN_PCT, tekort
from hn_dash.domain.basis.tellen import count_per_gemeente, heel
from hn_dash.domain.plan.beeld import Planbeeld
from hn_dash.geo.rd import naar_rd

REGEL = (
    "Elke gemeente telt één keer mee, gezamenlijke in een eigen rij; de sommen zijn die van Nederland. Opleiders zijn "
    "alle opleiders in het gebied, eigen opleiders die van het instituut, waar zij ook werken. Tekort is bij de norm "
    f"van {NORM_IN_PCT} van de praktijken. Aandeel gezamenlijk en afstand gaan over alle gemeenten waar een instituut "
    "werft, ook samen; afstand is hemelsbreed en gewogen naar inwoners"
)
_GETELD = ("inwoners", "praktijken", "opleiders", "tekort")
SOMMEN = ("gemeenten", "inwoners", "praktijken", "opleiders", "tekort", "plekken")
"""Columns whose rows add up to the country."""
_P90 = 0.9


def per_instituut(beeld: Planbeeld, norm: Fraction = NORM) -> pd.DataFrame:
    """`per_gebied` as a frame, indexed by its rows."""
    kolommen = per_gebied(beeld, norm)
    rijen = kolommen.pop("gebied")
    return pd.DataFrame(kolommen, index=pd.Index(rijen, dtype="str"))


def per_gebied(beeld: Planbeeld, norm: Fraction = NORM, afstand: str = LOCATIE) -> dict[str, Any]:
    """What each lead area holds, as arrays.

    Rows: the institutes of the peildatum, then gezamenlijk, open, niet besproken. Columns: gebied; gemeenten,
    inwoners, praktijken, opleiders; tekort (persons, added up over gemeenten); plekken (berekend, of the newest year);
    dichtheid_pct (empty without praktijken); and of institutes only eigen_opleiders and, of those, opleiders_elders
    (where it does not recruit; they stay, R1), gezamenlijk_pct (of the inhabitants where it recruits), km and km_p90.
    Of what is not known everywhere in an area, its sum is missing.

    Parameters
    ----------
    norm : opleiders per praktijk
    afstand : from what of an institute; see `afstanden`
    """
    rijen = [*beeld.bestaand, *(staat for staat in ZONDER_LEAD if staat in beeld.gebied)]
    nummer = {rij: i for i, rij in enumerate(rijen)}
    in_rij = np.zeros((len(rijen), len(beeld.codes)), dtype="int64")
    in_rij[[nummer[gebied] for gebied in beeld.gebied], range(len(beeld.codes))] = 1
    geteld, onbekend = _geteld(beeld.dataset, beeld.indeling, norm)
    som, leeg = in_rij @ geteld, in_rij @ onbekend > 0
    uit: dict[str, Any] = {"gebied": rijen, "gemeenten": in_rij.sum(axis=1)}
    uit |= {naam: IntegerArray(som[:, i].copy(), leeg[:, i].copy()) for i, naam in enumerate(_GETELD)}
    plekken = _plekken(beeld.dataset)
    uit["plekken"] = pd.array([plekken.get(rij, 0) if plekken else None for rij in rijen], dtype="Int64")
    opleiders, praktijken = (uit[naam].to_numpy(dtype=float, na_value=np.nan) for naam in ("opleiders", "praktijken"))
    uit["dichtheid_pct"] = 100 * opleiders / np.where(praktijken > 0, praktijken, np.nan)
    van = [PER_INSTITUUT + code for code in beeld.bestaand]
    gekend = beeld.telling.frame[van].notna().any().to_numpy()
    return uit | {naam: _aangevuld(waarden, len(rijen), gekend) for naam, waarden in _eigen(beeld, afstand).items()}


def _aangevuld(waarden: np.ndarray, lengte: int, gekend: np.ndarray) -> Any:
    """Values of the institutes, and nothing in the rows after them; no counts of whose opleiders nobody knows."""
    rest = lengte - len(waarden)
    vol, leeg = np.pad(waarden, (0, rest)), np.pad(~gekend, (0, rest), constant_values=True)
    return (
        IntegerArray(vol, leeg) if waarden.dtype == np.int64 else np.where(np.arange(lengte) < len(gekend), vol, np.nan)
    )


@lru_cache(maxsize=8)
def _geteld(dataset: Dataset, indeling: int, norm: Fraction) -> tuple[np.ndarray, np.ndarray]:
    """gemeente x `_GETELD`, and where it is unknown."""
    frame = count_per_gemeente(dataset, indeling).frame
    zo = frame.assign(tekort=tekort(frame["opleiders"], frame["praktijken"], norm))[list(_GETELD)]
    return heel(zo), zo.isna().to_numpy(dtype="int64")


def _eigen(beeld: Planbeeld, afstand: str) -> dict[str, np.ndarray]:
    """Per institute what counts in no sum."""
    telling, km = beeld.telling, afstanden(beeld.dataset, beeld.indeling, afstand).to_numpy()
    waar, samen = beeld.deelname(beeld.bestaand), beeld.waar(GEZAMENLIJK)
    gewicht = telling.kolom("inwoners")[:, None] * waar
    som = np.where(gewicht.any(axis=0), gewicht.sum(axis=0), np.nan)
    van = telling.per_instituut[:, [telling.instituten.index(code) for code in beeld.bestaand]]
    paren = zip(km.T, gewicht.T, strict=True)
    return {
        "eigen_opleiders": van.sum(axis=0),
        "opleiders_elders": (van * (beeld.geworven[:, None] & ~waar)).sum(axis=0),
        "gezamenlijk_pct": 100 * gewicht[samen].sum(axis=0) / som,
        "km": (km * gewicht).sum(axis=0) / som,
        "km_p90": np.array([gewogen_kwantiel(ver, zwaar, _P90) for ver, zwaar in paren], dtype=float),
    }


def gewogen_kwantiel(waarden: np.ndarray, gewichten: np.ndarray, deel: float) -> float:
    """The smallest value at or below which a share of the weight lies; nan without weight.

    >>> gewogen_kwantiel(np.array([10.0, 20.0, 30.0]), np.array([8, 1, 1]), 0.9)
    20.0
    """
    som = gewichten.sum()
    if not som:
        return float("nan")
    volgorde = waarden.argsort(kind="stable")
    oplopend = gewichten[volgorde].cumsum()
    return float(waarden[volgorde][int(np.searchsorted(oplopend, deel * som))])


@lru_cache(maxsize=8)
def afstanden(dataset: Dataset, indeling: int, afstand: str = LOCATIE) -> pd.DataFrame:
    """Kilometres as the crow flies from a point in each gemeente to each institute: gemeentecode x institute.

    The point of a gemeente is its representative point.

    Parameters
    ----------
    afstand : locatie, for the nearest opleidingslocatie that the institute has on the peildatum, or where it is housed
        when it has none; umc, for where it is housed
    """
    geo = dataset.geo.indeling(indeling)
    punten = geo.vormen.geometry.representative_point()
    huizen = _huizen(dataset)
    plekken = _locaties(dataset) if afstand == LOCATIE else huizen
    plekken = pd.concat([plekken, huizen[~huizen["instituut"].isin(plekken["instituut"])]])
    x, y = naar_rd(plekken["lon"].to_numpy(dtype=float), plekken["lat"].to_numpy(dtype=float))
    dx, dy = np.subtract.outer(punten.x.to_numpy(), x), np.subtract.outer(punten.y.to_numpy(), y)
    km, wie = np.hypot(dx, dy) / 1000, plekken["instituut"].to_numpy()
    return pd.DataFrame({code: km[:, wie == code].min(axis=1) for code in huizen["instituut"]}, index=list(geo.codes))


def _huizen(dataset: Dataset) -> pd.DataFrame:
    """instituut, lon and lat of the institutes of the peildatum, in their order."""
    frame = dataset.instituten[["instituut", "lon", "lat"]]
    return frame[frame["instituut"].isin(geldig_op(dataset.instituten, dataset.peildatum))]


def _locaties(dataset: Dataset) -> pd.DataFrame:
    """instituut, lon and lat of the opleidingslocaties of the peildatum."""
    locaties = dataset.locaties
    frame = locaties.assign(instituut=_instituut_van(dataset).to_numpy())
    begonnen = locaties["geldig_van"].isna() | (locaties["geldig_van"].astype("str") <= dataset.peildatum.isoformat())
    return frame.loc[begonnen & (frame["instituut"] != ""), ["instituut", "lon", "lat"]]


def _instituut_van(dataset: Dataset) -> pd.Series[str]:
    """locatie -> whose it is on the peildatum: of who had it in 2020 while that exists; "" when of nobody yet."""
    locaties, dag = dataset.locaties.set_index("locatie"), dataset.peildatum
    vroeger = locaties["instituut_2020"].isin(geldig_op(dataset.instituten, dag))
    wie = locaties["instituut_2020"].where(vroeger, locaties["instituut_nu"])
    return wie.map(lambda code: opvolger_op(dataset.instituten, str(code), dag))


@lru_cache(maxsize=8)
def _plekken(dataset: Dataset) -> dict[str, int | None]:
    reeks = plekken_per_instituut(dataset)
    return {str(code): None if pd.isna(aantal) else int(aantal) for code, aantal in reeks.items()}


@lru_cache(maxsize=8)
def plekken_per_instituut(dataset: Dataset) -> pd.Series[int]:
    """Places per institute in the newest year of the series; missing when one of its locations has none calculated."""
    plekken = dataset.plekken
    if plekken.empty:
        return pd.Series(dtype="Int64")
    laatste = plekken[plekken["jaar"] == plekken["jaar"].max()]
    groepen = laatste["berekend"].groupby(laatste["locatie"].map(_instituut_van(dataset)))
    return groepen.sum().where(groepen.size() == groepen.count())
