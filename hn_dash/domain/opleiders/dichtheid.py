"""Opleiderdichtheid: how many opleiders there are for every praktijk, huisarts or inwoner, against a norm.

Source: jaarverslag 2020 §3.3 (opleiders per huisartsenpraktijk and gemeente); the norm of 25 % is from the
nieuwsbrief of 25-11-2009, which names no denominator. Intervals: Garwood 1936 and Wilson 1927.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from pandas.arrays import IntegerArray

from hn_dash.begrippen import (
    GEEN_GEGEVENS,
    GEEN_OPLEIDER,
    GEEN_OPLEIDINGSPRAKTIJK,
    GEEN_PRAKTIJK,
    ONDER_NORM,
    OP_NORM,
    TE_KLEIN,
    ZONDER_LEAD,
    ZONDER_PRAKTIJK,
    ZONDER_REGIO,
)
from hn_dash.dataset import Dataset
from hn_dash.domain.basis.instituten import geldig_op
from hn_dash.domain.basis.kolommen import (
    build_frame,
    gemeentevelden,
    herkomst_van,
)
from hn_dash.domain.basis.norm import tekort
from hn_dash.domain.basis.overgang import overgang
from hn_dash.domain.basis.selectie import Maat, Selection
from hn_dash.domain.basis.tellen import BEKEND, TELLING, count_per_gemeente, heel
from hn_dash.domain.basis.zinnen import welk_deel, welke_gegevens, wie_opgeleid
from hn_dash.domain.opleiders.dichtheidkolommen import KEER, kolommen_van
from hn_dash.domain.opleiders.oordeel import ALLE, WOORDEN, oordeel
from hn_dash.domain.plan.beeld import Planbeeld
from hn_dash.tables import Herkomst, ResultTable, TableSpec
from hn_dash.tekst import telling

KLEINE_NOEMER = 5
ONZEKER = 0.05
_TELLERS = ("opleiders", "opleidingspraktijken")
_GETELD = (*_TELLERS, "praktijken", "huisartsen", "inwoners", "huisartsen_onbekend")
_ALLE = tuple(f"{ALLE}{naam}" for naam in _TELLERS)


@dataclass(frozen=True)
class _Zonder:
    """An answer before a norm is held to it: all that every norm has in common.

    Parameters
    ----------
    frame : the columns of the answer; in those that the norm decides stand values that mean nothing
    teller, noemer : per gemeente
    rij : per gemeente the number of the row that it counts in
    oordeel : per row the place in WOORDEN of what holds whatever the norm is, and that of OP_NORM elsewhere
    bekend : whether teller and noemer are known anywhere
    """

    frame: pd.DataFrame
    herkomst: Herkomst
    teller: np.ndarray
    noemer: np.ndarray
    rij: np.ndarray
    oordeel: np.ndarray
    bekend: bool
    gebieden: dict[str, tuple[int, ...]]
    buiten: int
    opmerkingen: tuple[str, ...]
    ontbreekt: tuple[str, ...]


def compute_dichtheid(selectie: Selection, beeld: Planbeeld) -> ResultTable:
    """Opleiders (or opleidingspraktijken) per noemer and gebied, with the norm and the shortage in persons.

    Formula: dichtheid = teller / noemer; for areas the ratio of sums. Below the norm when teller < norm x noemer,
    decided on integers. Shortage = max(0, ceil(norm x noemer) - teller).

    Returns
    -------
    ResultTable of one row per gebied; without praktijken there is no density, and never a shortage. Teller and noemer
    are of the same gemeenten and praktijken: those of which both are known.
    """
    uit, norm = _zonder_norm(replace(selectie, norm=""), beeld), selectie.normdeel
    kolommen = kolommen_van(selectie)
    tekorten = tekort(uit.teller, uit.noemer, norm)
    return ResultTable(
        TableSpec(MAAT.view, kolommen, (kolommen[0].naam,)),
        uit.frame.assign(**_tegen_norm(uit, norm, tekorten)),
        uit.herkomst,
        titel=MAAT.titel,
        omschrijving=selectie.describe(beeld.dataset),
        formule=formule(selectie),
        gebieden=uit.gebieden,
        niet_op_kaart=uit.buiten,
        totalen=_totalen(uit, int(tekorten.sum()), norm),
        opmerkingen=uit.opmerkingen,
        ontbreekt=uit.ontbreekt,
    )


def _tegen_norm(uit: _Zonder, norm: Fraction, tekorten: np.ndarray) -> dict[str, Any]:
    """The columns that the norm decides."""
    t, n = (heel(uit.frame[naam]) for naam in ("teller", "noemer"))
    onder = (uit.oordeel == WOORDEN.index(OP_NORM)) & (t * norm.denominator < n * norm.numerator)
    status = np.where(onder, WOORDEN.index(ONDER_NORM), uit.oordeel)
    onbekend = uit.oordeel == WOORDEN.index(GEEN_GEGEVENS)
    kolommen: dict[str, Any] = {
        **{f"norm_{wat}": float(keer * norm) for wat, keer in KEER.items() if f"norm_{wat}" in uit.frame},
        "status": pd.array(WOORDEN, dtype="str").take(status),
        "tekort": IntegerArray(tekort(t, n, norm), onbekend),
    }
    if "tekort_som_gemeenten" in uit.frame:
        som = np.bincount(uit.rij, tekorten, len(t)).astype("int64")
        kolommen["tekort_som_gemeenten"] = IntegerArray(som, onbekend)
    return kolommen


@lru_cache(maxsize=64)
def _zonder_norm(selectie: Selection, beeld: Planbeeld) -> _Zonder:
    """The part of an answer that no norm changes; the norm of the selection is not looked at."""
    dataset = beeld.dataset
    geteld = count_per_gemeente(dataset, selectie.indeling, selectie.soort)
    gemeenten = _gemeenten(beeld, selectie.soort)
    ontbreekt = beeld.ontbreekt if _vraagt_plan(selectie) else geteld.ontbreekt
    if selectie.provincie or _vraagt_plan(selectie):
        gemeenten = gemeenten[_binnen(selectie, gemeenten, beeld)]
    gemeenten = gemeenten.assign(**_verhouding(gemeenten, selectie))
    herkomst = herkomst_van(dataset, selectie.indeling, *TELLING)
    if selectie.niveau == "gemeente":
        rijen, gebied = gemeenten, gemeenten["gemeentecode"]
    else:
        gebied = _gebied(selectie, gemeenten, beeld)
        rijen = _per_gebied(gemeenten, gebied, beeld.dataset)
    kolommen = kolommen_van(selectie)
    frame = build_frame(_met_verhouding(rijen, selectie), kolommen, herkomst)
    rij = pd.Index(frame[kolommen[0].naam]).get_indexer(gebied)
    return _Zonder(
        frame,
        herkomst,
        heel(gemeenten["teller"]),
        heel(gemeenten["noemer"]),
        rij,
        oordeel(rijen, selectie.teller),
        gemeenten.empty or bool(gemeenten["noemer"].notna().any()),
        {code: (nummer,) for code, nummer in zip(gemeenten.index.tolist(), rij.tolist(), strict=True)},
        geteld.buiten,
        (*_opmerkingen(gemeenten, selectie), *geteld.opmerkingen(gemeenten["gemeentenaam"])),
        ontbreekt,
    )


@lru_cache(maxsize=16)
def _gemeenten(beeld: Planbeeld, soort: str) -> pd.DataFrame:
    """Every gemeente with its counts, and who has the lead there or else the state of it."""
    dataset, indeling = beeld.dataset, beeld.indeling
    bekend = [f"{BEKEND}{naam}" for naam in (*_TELLERS, "huisartsen")]
    geteld = count_per_gemeente(dataset, indeling, soort).frame[[*_GETELD, *bekend]]
    alle = count_per_gemeente(dataset, indeling).frame[list(_TELLERS)].add_prefix(ALLE)
    frame = gemeentevelden(dataset, indeling).join(geteld).join(alle)
    return frame.assign(
        leadinstituten=""
        if beeld.plan.ontbreekt
        else [wie or staat for wie, staat in zip(beeld.instituten, beeld.staten, strict=True)],
    )


def _verhouding(gemeenten: pd.DataFrame, selectie: Selection) -> dict[str, pd.Series]:
    """teller and noemer of the same praktijken, both missing where one of them is unknown."""
    voor = BEKEND if selectie.noemer == "huisartsen" else ""
    t, n = gemeenten[voor + selectie.teller], gemeenten[voor + selectie.noemer]
    weg = t.isna() | n.isna()
    return {"teller": t.mask(weg), "noemer": n.mask(weg)} if weg.any() else {"teller": t, "noemer": n}


def formule(selectie: Selection) -> str:
    """How the main number comes about, in words."""
    keer = "× 10.000" if selectie.noemer == "inwoners" else "× 100 %"
    grens = selectie.norm.replace(".", ",") + (" per 10.000 inwoners" if selectie.noemer == "inwoners" else " %")
    return (
        f"Dichtheid = {selectie.teller} ÷ {selectie.noemer} {keer}; norm {grens}; "
        f"tekort = naar boven afgerond (norm × {selectie.noemer}) − {selectie.teller}, minstens 0"
    )


def _vraagt_plan(selectie: Selection) -> bool:
    """Whether the plan says which gemeenten an answer is about."""
    return bool(selectie.instituut) or selectie.niveau == "leadgebied"


def _binnen(selectie: Selection, gemeenten: pd.DataFrame, beeld: Planbeeld) -> pd.Series:
    binnen = pd.Series(not (beeld.plan.ontbreekt and _vraagt_plan(selectie)), index=gemeenten.index)
    if selectie.provincie:
        binnen &= gemeenten["provincie"] == selectie.provincie
    if selectie.instituut:
        binnen &= beeld.leden(selectie.instituut)
    return binnen


def _gebied(selectie: Selection, gemeenten: pd.DataFrame, beeld: Planbeeld) -> pd.Series:
    """Per gemeente the key of its gebied at the niveau of the selection."""
    if selectie.niveau == "land":
        return pd.Series("nederland", index=gemeenten.index)
    if selectie.niveau == "provincie":
        return gemeenten["provincie"]
    if selectie.niveau == "leadgebied":
        return pd.Series(beeld.gebied, index=beeld.codes).loc[gemeenten.index]
    return pd.Series(_regio(beeld.dataset, selectie.indeling)).reindex(gemeenten.index)


def _regio(dataset: Dataset, indeling: int) -> dict[str, str]:
    """The regio of every gemeente of an indeling; what merged out of two has none."""
    bekend = dict(zip(dataset.regio["gemeentecode"], dataset.regio["regio"], strict=True))
    regios: dict[str, set[str]] = {}
    for eigen, code in overgang(dataset.jaar_van("regio"), indeling, dataset.geo):
        regios.setdefault(code, set()).add(bekend.get(eigen, ZONDER_REGIO))
    return {code: namen.pop() if len(namen) == 1 else ZONDER_REGIO for code, namen in regios.items()}


def _per_gebied(gemeenten: pd.DataFrame, gebied: pd.Series, dataset: Dataset) -> pd.DataFrame:
    """Sums per gebied, in the order of the institutes and then of the alphabet."""
    som = gemeenten.groupby(gebied)[[*_GETELD, *_ALLE, "teller", "noemer"]].sum(min_count=1)
    som.insert(0, "gemeenten", gebied.value_counts())
    volgorde = [*geldig_op(dataset.instituten, dataset.peildatum), *ZONDER_LEAD]
    som = som.loc[sorted(som.index, key=lambda s: (volgorde.index(s) if s in volgorde else -1, s))]
    namen = {"nederland": "Nederland", **dataset.kortnamen}
    return som.assign(gebied=som.index, gebiedsnaam=[namen.get(sleutel, sleutel) for sleutel in som.index])


def _met_verhouding(rijen: pd.DataFrame, selectie: Selection) -> pd.DataFrame:
    t, n, inwoners = (heel(rijen[naam]) for naam in ("teller", "noemer", "inwoners"))
    geteld = rijen[selectie.teller].to_numpy(dtype=float, na_value=np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        pct = np.where(n > 0, 100 * t / n, np.nan)
        per_10000 = np.where(inwoners > 0, 10_000 * geteld / inwoners, np.nan)
    return rijen.assign(
        dichtheid_pct=pct,
        **{f"norm_{eenheid}": np.nan for eenheid in KEER},
        status="",
        tekort=0,
        tekort_som_gemeenten=0,
        per_10000=per_10000,
        **_banden(t, n, selectie),
        kleine_noemer=np.select(
            [rijen["praktijken"].isna(), heel(rijen["praktijken"]) < KLEINE_NOEMER], ["", "ja"], "nee"
        ),
    )


def _banden(t: np.ndarray, n: np.ndarray, selectie: Selection) -> dict[str, np.ndarray]:
    """95 % stability band in every unit: Wilson for a share of the praktijken, Garwood for any other ratio."""
    aandeel = (selectie.teller, selectie.noemer) == ("opleidingspraktijken", "praktijken")
    with np.errstate(invalid="ignore", divide="ignore"):
        laag, hoog = (wilson if aandeel else garwood)(t, n)
    grenzen = {"laag": np.where(n == 0, np.nan, laag), "hoog": np.where(n == 0, np.nan, hoog)}
    return {f"band_{naam}_{wat}": keer * grens for wat, keer in KEER.items() for naam, grens in grenzen.items()}


def garwood(t: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Exact Poisson interval of t events over n units."""
    from scipy.special import chdtri

    laag = np.where(t > 0, chdtri(2 * np.maximum(t, 1), 1 - ONZEKER / 2) / 2, 0.0)
    return laag / n, chdtri(2 * t + 2, ONZEKER / 2) / 2 / n


def wilson(k: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Wilson score interval of k out of n."""
    z2 = 1.959963984540054**2
    midden, helft = (k + z2 / 2) / (n + z2), np.sqrt(z2 * (k * (n - k) / n + z2 / 4)) / (n + z2)
    return np.maximum(midden - helft, 0), np.minimum(midden + helft, 1)


def _totalen(uit: _Zonder, tekorten: int, norm: Fraction) -> dict[str, float]:
    teller, noemer = int(uit.teller.sum()), int(uit.noemer.sum())
    if not uit.bekend:
        return dict.fromkeys(("teller", "noemer", "dichtheid_pct", "tekort_som_gemeenten", "tekort_gebied"), np.nan)
    return {
        "teller": teller,
        "noemer": noemer,
        "dichtheid_pct": 100 * teller / noemer if noemer else float("nan"),
        "tekort_som_gemeenten": tekorten,
        "tekort_gebied": max(0, ceil(norm * noemer) - teller),
    }


def _opmerkingen(gemeenten: pd.DataFrame, selectie: Selection) -> tuple[str, ...]:
    vreemd = (gemeenten["praktijken"].eq(0) & gemeenten[f"{ALLE}opleiders"].gt(0)).fillna(False).to_numpy(dtype=bool)
    namen = ", ".join(gemeenten["gemeentenaam"].array[vreemd])
    onbekend = int(gemeenten["huisartsen_onbekend"].sum()) if selectie.noemer == "huisartsen" else 0
    wat = "is het aantal huisartsen onbekend; zij tellen met hun opleiders niet mee in teller en noemer"
    return (
        *([f"Opleiders zonder praktijk in {namen}: controleer de gegevens."] if namen else []),
        *([f"Van {telling(onbekend, 'praktijk', 'praktijken')} {wat}."] if onbekend else []),
    )


def _zin(selectie: Selection, dataset: Dataset) -> str:
    per_inwoner, jaar = selectie.noemer == "inwoners", dataset.inwonersdag(selectie.indeling).year
    eenheid = f"per 10.000 inwoners van {jaar}" if per_inwoner else f"op {selectie.noemer}"
    norm = selectie.norm.replace(".", ",") + ("" if per_inwoner else " %")
    wat = f"{selectie.teller.capitalize()}{wie_opgeleid(selectie, dataset)} {eenheid} per {selectie.niveau}"
    return f"{wat} tegen de norm van {norm}: {welk_deel(selectie, dataset)}; {welke_gegevens(selectie)}"


MAAT = Maat(
    view="dichtheid",
    versie=1,
    titel="Opleiderdichtheid",
    beantwoordt="Hoeveel opleiders zijn er per praktijk, huisarts of inwoner, en hoeveel ontbreken er tot de norm?",
    formule="Dichtheid = teller ÷ noemer, voor een gebied de som gedeeld door de som. Onder de norm: teller < "
    "norm × noemer, exact gerekend. Tekort = naar boven afgerond (norm × noemer) − teller, minstens 0. "
    "Band van 95 %: Wilson voor opleidingspraktijken op praktijken, anders Garwood. Per huisarts tellen alleen de "
    "praktijken mee waarvan het aantal huisartsen bekend is, in teller en noemer.",
    eenheid="% (opleiders per 100 praktijken of huisartsen) of opleiders per 10.000 inwoners",
    bron="Jaarverslag 2020 §3.3; norm van 25 % uit de nieuwsbrief van 25-11-2009, die geen noemer noemt.",
    waarde="dichtheid_pct",
    sleutels=("peildatum", "indeling", "niveau", "teller", "noemer", "norm", "instituut", "provincie", "soort"),
    statussen=(
        ONDER_NORM,
        OP_NORM,
        GEEN_OPLEIDER,
        GEEN_OPLEIDINGSPRAKTIJK,
        GEEN_PRAKTIJK,
        ZONDER_PRAKTIJK,
        GEEN_GEGEVENS,
        TE_KLEIN,
    ),
    zin=_zin,
    compute=compute_dichtheid,
    neemt="plan",
)
