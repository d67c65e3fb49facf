"""A proposal for the gemeenten that nobody recruits in yet: who could take the lead, and why. People decide.

Method: `toewijzing`. Who recruits somewhere already keeps it; a joint gemeente connects the areas of each of its
partners and its load is shared equally among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from hn_dash.begrippen import ZONDER_INSTITUUT
from hn_dash.dataset import Dataset
from hn_dash.domain.basis.keuzes import AFSTANDEN, LOCATIE
from hn_dash.domain.basis.norm import NORM, NORM_IN_PCT
from hn_dash.domain.basis.tellen import count_per_gemeente
from hn_dash.domain.plan.beeld import Planbeeld
from hn_dash.domain.plan.effecten import afstanden, plekken_per_instituut
from hn_dash.domain.plan.redenen import boven_dichtstbij, in_woorden, waarom
from hn_dash.domain.plan.toewijzing import Opgave, Toewijzing, los_exact, los_snel
from hn_dash.errors import InvoerFout
from hn_dash.tekst import getal, opsomming

GEWICHTEN = {"inwoners": "inwoners", "opleiders": f"opleiders die de norm van {NORM_IN_PCT} vraagt"}
MARGE = 0.10
"""How much farther the second nearest may be for joint recruitment to be worth a thought."""
AFRONDING = 1e-6
"""Load outside a band by less than this share is rounding."""
HEEL = 0.999
"""A place of which less goes to one owner when it may be divided is one that is shared."""


@dataclass(frozen=True)
class Voorstel:
    """A proposal.

    Parameters
    ----------
    frame : gemeentecode, gemeentenaam, instituut, km, tweede, km_tweede, gezamenlijk (a suggestion: codes joined by +,
        or ""), reden; one row per gemeente that was open
    lasten : indexed by instituut: voor, na, doel, laag, hoog, in the unit of the weight
    boven_minimum : distance and penalty together are at most this share above the theoretical minimum
    boven_dichtstbij : the distance is this share above that of going to whoever is nearest, whatever the bands
    knelpunten : the bands that could not be kept, in words
    afstand : from what of an institute its distance was taken
    """

    frame: pd.DataFrame
    lasten: pd.DataFrame
    boven_minimum: float
    boven_dichtstbij: float
    knelpunten: tuple[str, ...]
    afstand: str

    def als_dict(self) -> dict[str, Any]:
        """Plain JSON values, without the loads."""
        rijen = self.frame.to_dict("records")
        return {"rijen": rijen, "oordeel": self.oordeel, "knelpunten": list(self.knelpunten)}

    @property
    def oordeel(self) -> str:
        """How good it is, in words."""
        if self.frame.empty:
            return "Elke gemeente heeft al een instituut."
        wat = "is de afstand, binnen de grenzen van elk instituut,"
        if self.knelpunten:
            wat = "zijn de afstand en de straf voor wat buiten de grenzen valt, samen"
        minimum, dichtstbij = (getal(100 * deel, 2) for deel in (self.boven_minimum, self.boven_dichtstbij))
        boven = "" if minimum == getal(0, 2) else f"hoogstens {minimum} % groter dan "
        return (
            f"Met aaneengesloten gebieden {wat} {boven}het kleinste dat kan. De afstand "
            f"alleen is {dichtstbij} % groter dan wanneer elke gemeente naar het dichtstbijzijnde instituut ging, "
            "zonder op grenzen of aaneengesloten gebieden te letten. Afstanden zijn hemelsbreed, tot: "
            f"{dict(AFSTANDEN)[self.afstand]}."
        )


@dataclass(frozen=True)
class Voorstelvraag:
    """What is asked of a proposal.

    Parameters
    ----------
    gewicht : inwoners, or opleiders: as many as the norm asks for
    doelen : share of the country per institute; they are made to add up to 1. None: their share of the places
    tolerantie : how far from its target a load may be, as a share of the target
    staten : which gemeenten are asked about
    afstand : from what of an institute its distance is taken, see `afstanden`
    """

    gewicht: str = "inwoners"
    doelen: Mapping[str, float] | None = None
    tolerantie: float = 0.10
    norm: Fraction = NORM
    staten: tuple[str, ...] = ZONDER_INSTITUUT
    afstand: str = LOCATIE


def maak_voorstel(
    beeld: Planbeeld,
    vraag: Voorstelvraag = Voorstelvraag(),
    exact: bool = False,
    tijd: float = 60.0,
    voortgang: Callable[[float, Voorstel], bool] = lambda deel, beste: True,
) -> Voorstel:
    """Propose a lead for every open gemeente of a plan; the plan itself stays as it is.

    Parameters
    ----------
    voortgang : of the exact search: told the share of the time that is gone and the best proposal so far; gives whether
        to go on

    Raises
    ------
    InvoerFout : the question makes no sense
    """
    if beeld.plan.ontbreekt:
        raise InvoerFout(beeld.gemis)
    km, open_ = afstanden(beeld.dataset, beeld.indeling, vraag.afstand), _open(beeld, vraag)
    opgave, grenzen = maak_opgave(beeld, vraag)
    voor = grenzen["voor"]
    if open_.empty:
        lasten = grenzen.assign(na=voor)[["voor", "na", "doel", "laag", "hoog"]]
        return Voorstel(_frame([]), lasten, 0.0, 0.0, (), vraag.afstand)

    def als_voorstel(uit: Toewijzing) -> Voorstel:
        lasten = grenzen.assign(na=voor + np.bincount(uit.keuze, opgave.gewicht, len(km.columns)))
        lasten = lasten[["voor", "na", "doel", "laag", "hoog"]]
        rijen = _frame(_rijen(uit, opgave, open_, beeld))
        knelpunten = _knelpunten(lasten, beeld.dataset, vraag.gewicht)
        return Voorstel(
            rijen, lasten, uit.boven_minimum, boven_dichtstbij(opgave, uit.keuze), knelpunten, vraag.afstand
        )

    uit = los_snel(opgave, tijd)
    if exact:
        uit = los_exact(opgave, uit, tijd, lambda gegaan, beste: voortgang(gegaan, als_voorstel(beste)))
    return als_voorstel(uit)


def maak_opgave(beeld: Planbeeld, vraag: Voorstelvraag = Voorstelvraag()) -> tuple[Opgave, pd.DataFrame]:
    """What a proposal solves, with open gemeenten and institutes in order; and per institute voor, doel, laag, hoog."""
    dataset, indeling = beeld.dataset, beeld.indeling
    km = afstanden(dataset, indeling, vraag.afstand)
    _check(vraag, list(km.columns))
    telling = count_per_gemeente(dataset, indeling).frame
    if vraag.gewicht == "opleiders" and telling["praktijken"].isna().any():
        raise InvoerFout("Het aantal praktijken is onbekend; kies inwoners als gewicht.")
    gewicht = telling["inwoners"] if vraag.gewicht == "inwoners" else telling["praktijken"] * float(vraag.norm)
    open_ = _open(beeld, vraag)
    wie = pd.DataFrame({code: beeld.leden(code) for code in km.columns}, index=beeld.codes)
    deel = wie.div(wie.sum(axis=1).where(wie.any(axis=1), 1), axis=0)
    voor = deel.mul(gewicht, axis=0).sum()
    doel = _doelen(vraag, list(km.columns), dataset) * (float(voor.sum()) + float(gewicht[open_].sum()))
    grenzen = pd.DataFrame({"voor": voor, "doel": doel})
    grenzen["laag"], grenzen["hoog"] = doel * (1 - vraag.tolerantie), doel * (1 + vraag.tolerantie)
    return _opgave(dataset, indeling, open_, wie, gewicht, km, grenzen), grenzen


def _open(beeld: Planbeeld, vraag: Voorstelvraag) -> pd.Index[str]:
    return beeld.frame.index[beeld.frame["staat"].isin(vraag.staten)]


def _check(vraag: Voorstelvraag, instituten: list[str]) -> None:
    if vraag.gewicht not in GEWICHTEN:
        raise InvoerFout(f"Gewicht “{vraag.gewicht}” is er niet; kies {opsomming(list(GEWICHTEN))}.")
    if vraag.afstand not in dict(AFSTANDEN):
        raise InvoerFout(f"Afstand “{vraag.afstand}” is er niet; kies {opsomming(list(dict(AFSTANDEN)))}.")
    if not 0 < vraag.tolerantie <= 1:
        raise InvoerFout("De tolerantie moet boven 0 en hoogstens 1 zijn; 0,1 is tien procent.")
    if vraag.doelen is not None:
        onbekend = sorted(set(vraag.doelen) - set(instituten))
        if onbekend:
            raise InvoerFout(f"Instituut {opsomming(onbekend)} bestaat niet op de peildatum.")
        if min(vraag.doelen.values(), default=0) < 0 or sum(vraag.doelen.values()) <= 0:
            raise InvoerFout("De doelen moeten 0 of hoger zijn, en samen meer dan 0.")


def _doelen(vraag: Voorstelvraag, instituten: list[str], dataset: Dataset) -> pd.Series[float]:
    doelen = vraag.doelen if vraag.doelen is not None else plekken_per_instituut(dataset).to_dict()
    if onbekend := [dataset.kortnamen[code] for code in instituten if pd.isna(doelen.get(code, 0))]:
        raise InvoerFout(
            f"De berekende plekken van {opsomming(onbekend)} zijn onbekend; geef voor elk instituut een doel."
        )
    reeks = pd.Series({code: float(doelen.get(code, 0)) for code in instituten})
    return reeks / reeks.sum() if reeks.sum() else reeks + 1 / len(reeks)


def _opgave(
    dataset: Dataset,
    indeling: int,
    open_: pd.Index[str],
    wie: pd.DataFrame,
    gewicht: pd.Series[float],
    km: pd.DataFrame,
    grenzen: pd.DataFrame,
) -> Opgave:
    """The question as arrays: places are the open gemeenten in order, owners the institutes in order."""
    buren = dataset.geo.indeling(indeling).buren
    nummer = {code: plek for plek, code in enumerate(open_)}
    naast = np.zeros((len(open_), len(km.columns)), dtype=bool)
    paren: list[list[int]] = [[] for _ in open_]
    eigen = wie.to_numpy()
    plaats = {code: rij for rij, code in enumerate(wie.index)}
    for een, ander in zip(buren["code_a"], buren["code_b"], strict=True):
        for a, b in ((een, ander), (ander, een)):
            if a in nummer and b in nummer:
                paren[nummer[a]].append(nummer[b])
            elif a in nummer:
                naast[nummer[a]] |= eigen[plaats[b]]
    thuis = dataset.instituten.set_index("instituut")["gemeentecode"]
    for kolom, code in enumerate(km.columns):
        if thuis[code] in nummer:
            naast[nummer[thuis[code]], kolom] = True
    return Opgave(
        gewicht[open_].to_numpy(dtype=float),
        km.loc[open_].to_numpy(),
        grenzen["voor"].to_numpy(dtype=float),
        grenzen["laag"].to_numpy(),
        grenzen["hoog"].to_numpy(),
        [sorted(set(rij)) for rij in paren],
        naast,
    )


def _rijen(uit: Toewijzing, opgave: Opgave, open_: pd.Index[str], beeld: Planbeeld) -> list[tuple[object, ...]]:
    namen = beeld.dataset.geo.indeling(beeld.indeling).gemeenten["gemeentenaam"]
    instituten = beeld.bestaand
    kort = [beeld.dataset.kortnamen[code] for code in instituten]
    rijen: list[tuple[object, ...]] = []
    for plek, (code, eigen, redenen) in enumerate(
        zip(open_, uit.keuze.tolist(), waarom(opgave, uit.keuze), strict=True)
    ):
        km = opgave.km[plek]
        tweede = next(i for i in km.argsort(kind="stable").tolist() if i != eigen)
        samen = km[tweede] <= (1 + MARGE) * km[eigen] or uit.delen[plek].max() < HEEL
        gezamenlijk = "+".join(sorted((instituten[eigen], instituten[tweede]))) if samen else ""
        rij = (code, namen[code], instituten[eigen], km[eigen], instituten[tweede], km[tweede], gezamenlijk)
        rijen.append((*rij, in_woorden(km, eigen, redenen, kort)))
    return rijen


def _knelpunten(lasten: pd.DataFrame, dataset: Dataset, gewicht: str) -> tuple[str, ...]:
    """The bands that were not kept."""
    kort = dataset.kortnamen
    uit = []
    for code, rij in lasten.iterrows():
        boven, onder = rij["na"] > rij["hoog"] * (1 + AFRONDING), rij["na"] < rij["laag"] * (1 - AFRONDING)
        if boven or onder:
            wat, grens = ("boven", rij["hoog"]) if boven else ("onder", rij["laag"])
            zin = f"{kort[str(code)]} komt op {getal(rij['na'])} {gewicht}, {wat} de grens van {getal(grens)}"
            al = f"; {getal(rij['voor'])} ligt al vast" if boven else ""
            uit.append(f"{zin}{al}.")
    return tuple(uit)


def _frame(rijen: list[tuple[object, ...]]) -> pd.DataFrame:
    kolommen = "gemeentecode gemeentenaam instituut km tweede km_tweede gezamenlijk reden"
    return pd.DataFrame(rijen, columns=kolommen.split())
