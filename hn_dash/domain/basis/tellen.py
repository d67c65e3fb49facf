"""Praktijken, opleiders and inwoners counted per gemeente of any indeling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from hn_dash.begrippen import PER_INSTITUUT, SOORTEN_OPLEIDER
from hn_dash.dataset import Dataset
from hn_dash.domain.basis.instituten import geldig_op, opvolger_op
from hn_dash.geo.omzetting import aandelen, verhuis, zet_aantallen_om
from hn_dash.geo.punten import wijs_toe
from hn_dash.tekst import opsomming, telling

OPLEIDT = {"aios": ("aios", "beide"), "coassistent": ("coassistent", "beide"), "beide": ("beide",)}
"""What a choice of soort lets through: who trains aios may also train coassistenten."""
KERN = ("praktijken", "opleiders")
"""The kinds without which there is nothing to count."""
BEKEND = "bekend_"
"""Before a count: of praktijken that say how many huisartsen they have."""
TELLING = ("praktijken", "opleiders", "aantallen", "inwoners")
"""The frames that a count stands on."""


@dataclass(frozen=True)
class Telling:
    """Counts per gemeente.

    Parameters
    ----------
    frame : indexed by every gemeentecode of the indeling: praktijken, huisartsen (of as many praktijken as say it),
        opleidingspraktijken (missing when only counts were given), opleiders, opleiders_<instituut> for each institute
        on the peildatum, inwoners, huisartsen_onbekend (praktijken that do not say how many), and of the others
        bekend_huisartsen, bekend_opleiders and bekend_opleidingspraktijken; whole numbers, missing where unknown
    buiten : opleiders that lie in none of them: their praktijk is not known, nor a gemeente of their own
    geschat : gemeenten with a number that was divided over the parts of a gemeente that was split
    ontbreekt : the kinds that there is nothing of
    onbekend : what is not known of the others, in sentences
    """

    frame: pd.DataFrame
    buiten: int
    geschat: tuple[str, ...] = ()
    ontbreekt: tuple[str, ...] = ()
    onbekend: tuple[str, ...] = ()

    @cached_property
    def instituten(self) -> list[str]:
        """The institutes that opleiders are counted for."""
        return [naam.removeprefix(PER_INSTITUUT) for naam in self.frame.columns if naam.startswith(PER_INSTITUUT)]

    @cached_property
    def per_instituut(self) -> np.ndarray:
        """gemeente x `instituten`: opleiders; what is unknown adds nothing."""
        return heel(self.frame[[PER_INSTITUUT + code for code in self.instituten]])

    def kolom(self, naam: str) -> np.ndarray:
        """One column, in the order of the gemeenten; what is unknown adds nothing. Shared, so not to be written in."""
        if naam not in self._kolommen:
            self._kolommen[naam] = heel(self.frame[naam])
            self._kolommen[naam].setflags(write=False)
        return self._kolommen[naam]

    @cached_property
    def _kolommen(self) -> dict[str, np.ndarray]:
        return {}

    @cached_property
    def zonder_opleiders(self) -> np.ndarray:
        """Per gemeente whether nobody knows its opleiders."""
        return self.frame["opleiders"].isna().to_numpy()

    def opmerkingen(self, namen: Mapping[str, str] | pd.Series[str]) -> tuple[str, ...]:
        """What a reader must know about these counts."""
        if not self.geschat:
            return self.onbekend
        wie = opsomming([str(namen[code]) for code in self.geschat if code in namen][:8])
        meer = " en meer" if len(self.geschat) > 8 else ""
        aantal = telling(len(self.geschat), "gemeente", "gemeenten")
        return *self.onbekend, f"Geschat door herindeling, naar inwoners verdeeld: {aantal} ({wie}{meer})."


def som(waarden: Any) -> float:
    """What a column adds up to; nan when none of it is known."""
    return float("nan") if len(waarden) and pd.isna(waarden).all() else int(waarden.sum())


def heel(waarden: pd.DataFrame | pd.Series) -> np.ndarray:
    """Whole numbers to add up; what is unknown adds nothing."""
    return waarden.fillna(0).to_numpy(dtype="int64")


@lru_cache(maxsize=64)
def count_per_gemeente(dataset: Dataset, indeling: int, soort: str = "", instituut: str = "") -> Telling:
    """Count praktijken and the opleiders of a soort and institute per gemeente; of other institutes nothing is said.

    On another indeling than that of the data, praktijken and opleiders follow the herindeling of their gemeente. Where
    that was divided, praktijken lie in the part that their point is in; what has no point is an estimate.
    """
    tel = _tel_aantallen if len(dataset.aantallen) else _tel_lijsten
    geteld, buiten, schatting = tel(dataset, indeling, soort, instituut)
    inwoners, geraamd = inwoners_op(dataset, indeling)
    frame = geteld.reindex(dataset.geo.indeling(indeling).gemeenten.index)
    if instituut:
        eigen = PER_INSTITUUT + instituut
        anderen: Any = [naam for naam in map(str, frame) if naam.startswith(PER_INSTITUUT) and naam != eigen]
        frame[anderen] = pd.NA
    frame = frame.astype({kolom: "Int64" if leeg else "int64" for kolom, leeg in frame.isna().any().items()})
    weg = tuple(kern for kern in KERN if not dataset.kent(kern))
    geschat, onbekend = tuple(sorted({*schatting, *geraamd})), tuple(_onbekend(dataset, soort))
    return Telling(frame.assign(inwoners=inwoners), buiten, geschat, weg, onbekend)


def _onbekend(dataset: Dataset, soort: str) -> Iterator[str]:
    """What a count of this day lacks, in sentences."""
    if len(dataset.aantallen):
        nu = _nu(pd.Series(_per_instituut(dataset.aantallen), dtype="str"), dataset).tolist()
        weg = [dataset.kortnamen[c] for c in geldig_op(dataset.instituten, dataset.peildatum) if c not in nu]
        if weg:
            yield f"Van {opsomming(weg)} is geen aantal opleiders bekend; zij ontbreken in elke som."
        return
    zonder = int((~dataset.opleiders["soort"].isin(SOORTEN_OPLEIDER)).sum()) if soort else 0
    if zonder:
        wie = "is de soort onbekend; die telt" if zonder == 1 else "is de soort onbekend; zij tellen"
        yield f"Van {telling(zonder, 'opleider', 'opleiders')} {wie} in deze keuze niet mee."
    los = int((_nu(dataset.opleiders["instituut"], dataset) == "").sum())
    if los:
        wie, tellen = telling(los, "opleider hoort", "opleiders horen"), "telt" if los == 1 else "tellen"
        yield f"{wie} bij een instituut dat op de peildatum niet bestond, en {tellen} bij geen instituut mee."


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
    uit = om.gehelen().set_index("gemeentecode")
    for kolom in uit:
        onbekend = frame.loc[frame[kolom].isna(), "gemeentecode"]
        geraakt = om.grootboek.loc[om.grootboek["van_code"].isin(onbekend), "naar_code"]
        uit[kolom] = uit[kolom].astype("Int64").mask(uit.index.isin(geraakt))  # a sum with an unknown part is unknown
    return uit, tuple(om.grootboek.loc[om.grootboek["geschat"], "naar_code"])


def _tel_lijsten(
    dataset: Dataset, indeling: int, soort: str, instituut: str
) -> tuple[pd.DataFrame, int, tuple[str, ...]]:
    """Counts of the lists of praktijken and opleiders, what lies outside, and what is estimated."""
    praktijken, schatting = _praktijken_op(dataset, indeling)
    opleiders = dataset.opleiders
    bij, meer = _plaats(opleiders, dataset, indeling, praktijken)  # before any choice: who is asked about moves nobody
    opleiders = opleiders.assign(plaats=bij, instituut=_nu(opleiders["instituut"], dataset))
    if soort:
        opleiders = opleiders[opleiders["soort"].isin(OPLEIDT[soort])]
    if instituut:
        opleiders = opleiders[opleiders["instituut"] == instituut]
    codes = dataset.geo.indeling(indeling).gemeenten.index
    frames = {
        "praktijken": _per_praktijk(praktijken, opleiders, codes),
        "opleiders": _per_opleider(opleiders, praktijken, codes, geldig_op(dataset.instituten, dataset.peildatum)),
    }
    frame = pd.concat(frames.values(), axis=1)
    for kern, deel in frames.items():
        if not dataset.kent(kern):
            frame[deel.columns] = pd.NA
    return frame, int(opleiders["plaats"].isna().sum()), (*schatting, *meer)


def _per_praktijk(praktijken: pd.DataFrame, opleiders: pd.DataFrame, codes: pd.Index[str]) -> pd.DataFrame:
    """praktijken, huisartsen and huisartsen_onbekend per gemeente, and the huisartsen to hold opleiders against.

    Where opleiders are in no praktijk of the list and some praktijken do not say how many huisartsen they have, nobody
    can tell which opleiders belong to the huisartsen that are known: there are none to hold them against then.
    """
    frame = pd.DataFrame(index=codes)
    groepen = praktijken.groupby("gemeentecode")["huisartsen"]
    frame["praktijken"] = groepen.size()
    frame["huisartsen_onbekend"] = groepen.size() - groepen.count()
    frame["huisartsen"] = groepen.sum()
    frame = frame.fillna(0)
    los = opleiders.loc[~opleiders["praktijk_id"].isin(praktijken["praktijk_id"]), "plaats"]
    half = frame["huisartsen_onbekend"] > 0
    huisartsen = frame["huisartsen"].mask(half & frame["praktijken"].eq(frame["huisartsen_onbekend"]))
    return frame.assign(huisartsen=huisartsen, **{f"{BEKEND}huisartsen": huisartsen.mask(half & frame.index.isin(los))})


def _per_opleider(
    opleiders: pd.DataFrame, praktijken: pd.DataFrame, codes: pd.Index[str], instituten: list[str]
) -> pd.DataFrame:
    """Opleiders and opleidingspraktijken per gemeente: of all, of each institute, and where huisartsen are known."""
    frame = pd.DataFrame(index=codes)
    zonder = praktijken.loc[praktijken["huisartsen"].isna(), "praktijk_id"]
    for voor, wie in (("", opleiders), (BEKEND, opleiders[~opleiders["praktijk_id"].isin(zonder)])):
        frame[f"{voor}opleidingspraktijken"] = wie.groupby("plaats")["praktijk_id"].nunique()
        frame[f"{voor}opleiders"] = wie.groupby("plaats").size()
    per_instituut = opleiders.groupby(["plaats", "instituut"]).size().unstack(fill_value=0)
    for code in instituten:
        frame[PER_INSTITUUT + code] = per_instituut.get(code, 0)
    return frame.fillna(0)


def _tel_aantallen(
    dataset: Dataset, indeling: int, soort: str, instituut: str
) -> tuple[pd.DataFrame, int, tuple[str, ...]]:
    """The same from counts that were given per gemeente: they do not say who trains whom, or in how many praktijken."""
    frame, schatting = _op(dataset.aantallen, dataset.jaar_van("aantallen"), indeling, dataset)
    uit = frame[["praktijken", "huisartsen"]].copy()
    uit["huisartsen_onbekend"] = uit["praktijken"].where(uit["huisartsen"].isna(), 0)
    uit[f"{BEKEND}huisartsen"] = uit["huisartsen"]
    uit["opleidingspraktijken"] = uit[f"{BEKEND}opleidingspraktijken"] = pd.NA
    gevonden = _per_instituut(frame)
    nu = _nu(pd.Series(gevonden, dtype="str"), dataset).tolist()
    per = {
        code: frame[[PER_INSTITUUT + wie for wie, nieuw in zip(gevonden, nu, strict=True) if nieuw == code]]
        for code in geldig_op(dataset.instituten, dataset.peildatum)
    }
    sommen = {code: deel.sum(axis=1, min_count=1).astype("Int64") for code, deel in per.items()}
    tellen = pd.DataFrame({code: reeks for code, reeks in sommen.items() if instituut in ("", code)})
    uit["opleiders"] = tellen.sum(axis=1, min_count=1)
    uit[f"{BEKEND}opleiders"] = uit["opleiders"].mask(uit["huisartsen"].isna())
    return uit.assign(**{PER_INSTITUUT + code: reeks for code, reeks in sommen.items()}), 0, schatting


def _per_instituut(aantallen: pd.DataFrame) -> list[str]:
    """The institutes that counts were given of."""
    return [str(kolom).removeprefix(PER_INSTITUUT) for kolom in aantallen if str(kolom).startswith(PER_INSTITUUT)]


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
