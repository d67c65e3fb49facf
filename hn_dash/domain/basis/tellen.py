"""Praktijken, opleiders and inwoners counted per gemeente of any indeling."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from hn_dash.begrippen import PER_INSTITUUT
from hn_dash.dataset import Dataset
from hn_dash.domain.basis.instituten import geldig_op, opvolger_op
from hn_dash.geo.omzetting import aandelen, verhuis, zet_aantallen_om
from hn_dash.geo.punten import wijs_toe
from hn_dash.tekst import opsomming, telling

OPLEIDT = {"aios": ("aios", "beide"), "coassistent": ("coassistent", "beide"), "beide": ("beide",)}
"""What a choice of soort lets through: who trains aios may also train coassistenten."""
TELLING = ("praktijken", "opleiders", "aantallen", "inwoners")
"""The frames that a count stands on."""


@dataclass(frozen=True)
class Telling:
    """Counts per gemeente.

    Parameters
    ----------
    frame : indexed by every gemeentecode of the indeling: praktijken, huisartsen, opleidingspraktijken (missing when
        only counts were given), opleiders, opleiders_<instituut> for each institute on the peildatum, inwoners; all
        whole numbers
    buiten : opleiders that lie in none of them: their praktijk is not known, nor a gemeente of their own
    geschat : gemeenten with a number that was divided over the parts of a gemeente that was split
    """

    frame: pd.DataFrame
    buiten: int
    geschat: tuple[str, ...] = ()

    @cached_property
    def instituten(self) -> list[str]:
        """The institutes that opleiders are counted for."""
        return [naam.removeprefix(PER_INSTITUUT) for naam in self.frame.columns if naam.startswith(PER_INSTITUUT)]

    @cached_property
    def per_instituut(self) -> np.ndarray:
        """gemeente x `instituten`: opleiders."""
        return self.frame[[PER_INSTITUUT + code for code in self.instituten]].to_numpy(dtype="int64")

    def kolom(self, naam: str) -> np.ndarray:
        """One column, in the order of the gemeenten."""
        return self.frame[naam].to_numpy(dtype="int64")

    def opmerkingen(self, namen: pd.Series[str]) -> tuple[str, ...]:
        """What a reader must know about these counts."""
        if not self.geschat:
            return ()
        wie = opsomming([str(namen[code]) for code in self.geschat if code in namen.index][:8])
        meer = " en meer" if len(self.geschat) > 8 else ""
        aantal = telling(len(self.geschat), "gemeente", "gemeenten")
        return (f"Geschat door herindeling, naar inwoners verdeeld: {aantal} ({wie}{meer}).",)


@lru_cache(maxsize=64)
def count_per_gemeente(dataset: Dataset, indeling: int, soort: str = "", instituut: str = "") -> Telling:
    """Count praktijken and the opleiders of a soort and institute per gemeente.

    On another indeling than that of the data, praktijken and opleiders follow the herindeling of their gemeente. Where
    that was divided, praktijken lie in the part that their point is in; what has no point is an estimate.
    """
    tel = _tel_aantallen if len(dataset.aantallen) else _tel_lijsten
    geteld, buiten, schatting = tel(dataset, indeling, soort, instituut)
    inwoners, geraamd = inwoners_op(dataset, indeling)
    frame = geteld.reindex(dataset.geo.indeling(indeling).gemeenten.index)
    leeg = frame["opleidingspraktijken"].isna().all() and len(dataset.aantallen)
    frame = frame.fillna(0).astype("int64")
    if leeg:
        frame["opleidingspraktijken"] = pd.array([pd.NA] * len(frame), dtype="Int64")
    return Telling(frame.assign(inwoners=inwoners), buiten, tuple(sorted({*schatting, *geraamd})))


@lru_cache(maxsize=16)
def inwoners_op(dataset: Dataset, indeling: int) -> tuple[pd.Series[int], tuple[str, ...]]:
    """Inhabitants per gemeente of an indeling, and the gemeenten where they are an estimate."""
    if not len(dataset.inwoners):
        return dataset.geo.indeling(indeling).gemeenten["inwoners"].astype("int64"), ()
    frame, schatting = _op(dataset.inwoners, dataset.jaar_van("inwoners"), indeling, dataset)
    codes = dataset.geo.indeling(indeling).gemeenten.index
    return frame["inwoners"].reindex(codes, fill_value=0).astype("int64"), schatting


def _op(frame: pd.DataFrame, van: int, naar: int, dataset: Dataset) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Counts by gemeentecode on another indeling, in whole numbers, and the gemeenten where they are an estimate."""
    if van == naar:
        return frame.set_index("gemeentecode"), ()
    om = zet_aantallen_om(frame, van, naar, dataset.geo)
    return om.gehelen().set_index("gemeentecode"), tuple(om.grootboek.loc[om.grootboek["geschat"], "naar_code"])


def _tel_lijsten(
    dataset: Dataset, indeling: int, soort: str, instituut: str
) -> tuple[pd.DataFrame, int, tuple[str, ...]]:
    """Counts of the lists of praktijken and opleiders, what lies outside, and what is estimated."""
    praktijken, schatting = _praktijken_op(dataset, indeling)
    opleiders = dataset.opleiders
    if soort:
        opleiders = opleiders[opleiders["soort"].isin(OPLEIDT[soort])]
    bij, meer = _plaats(opleiders, dataset, indeling, praktijken)
    opleiders = opleiders.assign(plaats=bij, instituut=_nu(opleiders["instituut"], dataset))
    if instituut:
        opleiders = opleiders[opleiders["instituut"] == instituut]
    frame = pd.DataFrame(index=dataset.geo.indeling(indeling).gemeenten.index)
    frame["praktijken"] = praktijken.groupby("gemeentecode").size()
    frame["huisartsen"] = praktijken.groupby("gemeentecode")["huisartsen"].sum()
    frame["opleidingspraktijken"] = opleiders.groupby("plaats")["praktijk_id"].nunique()
    frame["opleiders"] = opleiders.groupby("plaats").size()
    per_instituut = opleiders.groupby(["plaats", "instituut"]).size().unstack(fill_value=0)
    for code in geldig_op(dataset.instituten, dataset.peildatum):
        frame[PER_INSTITUUT + code] = per_instituut.get(code, 0)
    return frame, int(opleiders["plaats"].isna().sum()), (*schatting, *meer)


def _tel_aantallen(
    dataset: Dataset, indeling: int, soort: str, instituut: str
) -> tuple[pd.DataFrame, int, tuple[str, ...]]:
    """The same from counts that were given per gemeente: they do not say who trains whom, or in how many praktijken."""
    frame, schatting = _op(dataset.aantallen, dataset.jaar_van("aantallen"), indeling, dataset)
    uit = frame[["praktijken", "huisartsen"]].copy()
    uit["opleidingspraktijken"] = pd.NA
    gevonden = [kolom for kolom in frame if str(kolom).startswith(PER_INSTITUUT)]
    nu = _nu(pd.Series(gevonden).str.removeprefix(PER_INSTITUUT), dataset).tolist()
    per = {
        code: frame[[kolom for kolom, wie in zip(gevonden, nu, strict=True) if wie == code]].sum(axis=1)
        for code in geldig_op(dataset.instituten, dataset.peildatum)
    }
    if instituut:
        per = {code: reeks if code == instituut else 0 * reeks for code, reeks in per.items()}
    uit["opleiders"] = sum(per.values())
    return uit.assign(**{PER_INSTITUUT + code: reeks for code, reeks in per.items()}), 0, schatting


def _nu(instituten: pd.Series[str], dataset: Dataset) -> pd.Series[str]:
    """Closed institutes as the one they went into."""
    codes = {str(code): opvolger_op(dataset.instituten, str(code), dataset.peildatum) for code in instituten.unique()}
    return instituten.map(codes)


def _zelfde_gemeenten(dataset: Dataset, van: int, naar: int) -> bool:
    """Whether two years have the same gemeenten on the map; for a year without shapes that cannot be said."""
    jaren = dataset.geo.jaren
    return van == naar or (
        van in jaren and naar in jaren and dataset.geo.indeling(van).codes == dataset.geo.indeling(naar).codes
    )


def _praktijken_op(dataset: Dataset, indeling: int) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Praktijken with the gemeentecode of an indeling, and the gemeenten where that is an estimate.

    The gemeentecode says where a praktijk is, on every indeling. Only where a herindeling divided that gemeente does
    the point say in which part; a point that lies in none of the parts says nothing.
    """
    van, praktijken = dataset.jaar_van("praktijken"), dataset.praktijken
    if _zelfde_gemeenten(dataset, van, indeling):
        return praktijken, ()
    weg = aandelen(van, indeling, dataset.geo)
    heel = weg[~weg["geschat"]].set_index("van_code")["naar_code"]
    codes = praktijken["gemeentecode"].map(heel).astype(object)
    verdeeld = codes.isna()
    delen = set(zip(weg["van_code"], weg["naar_code"], strict=True))
    op_punt = wijs_toe(praktijken.loc[verdeeld, "x"], praktijken.loc[verdeeld, "y"], dataset.geo.indeling(indeling))
    paren = zip(praktijken.loc[verdeeld, "gemeentecode"], op_punt, strict=True)
    codes[verdeeld] = [nieuw if (oud, nieuw) in delen else None for oud, nieuw in paren]
    rest = praktijken.loc[codes.isna(), "gemeentecode"]
    codes[codes.isna()] = verhuis(rest, van, indeling, dataset.geo)
    return praktijken.assign(gemeentecode=codes), _geschat(rest, van, indeling, dataset)


def _plaats(
    opleiders: pd.DataFrame, dataset: Dataset, indeling: int, praktijken: pd.DataFrame
) -> tuple[pd.Series[str], tuple[str, ...]]:
    """Per opleider the gemeentecode of its praktijk, or its own; missing where that lies in none."""
    plaats = opleiders["praktijk_id"].map(praktijken.set_index("praktijk_id")["gemeentecode"]).astype(object)
    van = dataset.jaar_van("opleiders")
    if _zelfde_gemeenten(dataset, van, indeling):
        return plaats.fillna(opleiders["gemeentecode"]), ()
    zonder = opleiders["gemeentecode"].notna() & ~opleiders["praktijk_id"].isin(dataset.praktijken["praktijk_id"])
    eigen = opleiders.loc[zonder, "gemeentecode"]
    if eigen.empty:
        return plaats, ()
    plaats[zonder] = verhuis(eigen, van, indeling, dataset.geo)
    return plaats, _geschat(eigen, van, indeling, dataset)


def _geschat(codes: pd.Series[str], van: int, naar: int, dataset: Dataset) -> tuple[str, ...]:
    """The gemeenten that got a part of one of these."""
    weg = aandelen(van, naar, dataset.geo)
    return tuple(weg.loc[weg["geschat"] & weg["van_code"].isin(codes), "naar_code"])
