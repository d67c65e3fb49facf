"""A lead plan seen on the data of a day and the gemeenten of a year: what every rule about a plan is computed from.

Source: agreements of 25-11-2009 (nieuwsbrief), rules R1 to R5. A lead never says anything about the instituut of an
opleider that is already there (R1).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
from pandas.arrays import IntegerArray

from hn_dash.begrippen import LEAD, OPEN, ZONDER_LEAD, leden_van
from hn_dash.dataset import Dataset, Leadplan
from hn_dash.domain.basis.instituten import bestaand_op
from hn_dash.domain.basis.tellen import Telling, count_per_gemeente
from hn_dash.domain.plan.afspraak import VELDEN
from hn_dash.domain.plan.omzetting import Planomzetting, volg_op, zet_plan_om
from hn_dash.tekst import geen_gegevens


@dataclass(frozen=True)
class Planbeeld:
    """One plan on one dataset and one indeling; everything else is worked out when it is first asked for.

    What is the same for every plan stays with the dataset, so that a change to a plan counts nothing again.
    """

    plan: Leadplan
    dataset: Dataset
    indeling: int

    @cached_property
    def omzetting(self) -> Planomzetting:
        """The plan on this indeling, with what changed on the way; institutes that closed are who came after them."""
        nu = volg_op(self.plan.frame, self.dataset.instituten, self.dataset.peildatum)
        return zet_plan_om(nu, self.plan.jaar, self.indeling, self.dataset.geo)

    @cached_property
    def kolommen(self) -> Mapping[str, list[str]]:
        """gemeentecode, in order, staat, instituten, status, opmerking, vanaf.

        What a herindeling leaves undecided is open with status "te beslissen", never silently one of the parts. A plan
        that needs no conversion gives its own columns.
        """
        eigen = self.plan.kolommen
        if set(VELDEN) <= eigen.keys() and eigen["gemeentecode"] == self._alle and self._geen_gesloten(eigen):
            return eigen
        om = self.omzetting.plan
        return {"gemeentecode": om.index.tolist(), **{veld: om[veld].tolist() for veld in VELDEN}}

    @property
    def ontbreekt(self) -> tuple[str, ...]:
        """The kinds that there is nothing of, in words."""
        return *(("het plan",) if self.plan.ontbreekt else ()), *self.telling.ontbreekt

    @property
    def gemis(self) -> str:
        """The same as a sentence; "" when there is of all."""
        return geen_gegevens(self.ontbreekt, self.dataset.peildatum.isoformat())

    @cached_property
    def frame(self) -> pd.DataFrame:
        """`kolommen` as a frame, indexed by gemeentecode."""
        return pd.DataFrame({veld: self.kolommen[veld] for veld in VELDEN}, index=pd.Index(self.codes, dtype=object))

    @property
    def codes(self) -> list[str]:
        """The gemeenten, in the order of everything here."""
        return self.kolommen["gemeentecode"]

    @property
    def staten(self) -> list[str]:
        """Per gemeente its state."""
        return self.kolommen["staat"]

    @property
    def instituten(self) -> list[str]:
        """Per gemeente who recruits there: codes joined by +, "" for nobody."""
        return self.kolommen["instituten"]

    @property
    def bestaand(self) -> tuple[str, ...]:
        """The institutes of the peildatum."""
        return bestaand_op(self.dataset, self.dataset.peildatum)

    @property
    def telling(self) -> Telling:
        """What is counted per gemeente."""
        return count_per_gemeente(self.dataset, self.indeling)

    @cached_property
    def gebied(self) -> list[str]:
        """Per gemeente the one area it counts in: its lead's code, or gezamenlijk, open or niet besproken.

        A lead that names no institute, more than one, or one that does not exist on the peildatum counts as open until
        it is mended (C3).
        """
        bekend = {*self.bestaand, *ZONDER_LEAD}
        namen = [wie if staat == LEAD else staat for staat, wie in self._paren[0]]
        return [namen[i] if namen[i] in bekend else OPEN for i in self._paren[1].tolist()]

    @property
    def gebiedsnamen(self) -> dict[str, str]:
        """What every area of `gebied` is called."""
        return self.dataset.kortnamen | {staat: staat for staat in ZONDER_LEAD}

    @property
    def _alle(self) -> list[str]:
        """Every gemeente of the indeling when the plan is on it, else nothing."""
        return sorted(self.dataset.geo.herindeling.lijsten[self.indeling]) if self.plan.jaar == self.indeling else []

    def _geen_gesloten(self, kolommen: Mapping[str, list[str]]) -> bool:
        return {deel for wie in set(kolommen["instituten"]) for deel in leden_van(wie)}.issubset(self.bestaand)

    def deelname(self, instituten: Sequence[str]) -> np.ndarray:
        """gemeente x institute: whether it has the lead there or recruits there jointly."""
        paren, welke = self._paren
        rijen = [[code in leden for code in instituten] for leden in (leden_van(wie) for _, wie in paren)]
        return np.array(rijen, dtype=bool).reshape(len(paren), len(instituten))[welke]

    def waar(self, staat: str) -> np.ndarray:
        """Per gemeente whether it has a state."""
        paren, welke = self._paren
        return np.array([deze == staat for deze, _ in paren], dtype=bool)[welke]

    def met(self, paren: Collection[tuple[str, str]]) -> list[int]:
        """The gemeenten, by their place, with one of some states and institutes."""
        alle, welke = self._paren
        return np.flatnonzero(np.array([paar in paren for paar in alle], dtype=bool)[welke]).tolist()

    @property
    def paren(self) -> list[tuple[str, str]]:
        """Every (staat, instituten) that occurs, once."""
        return self._paren[0]

    @cached_property
    def _paren(self) -> tuple[list[tuple[str, str]], np.ndarray]:
        """`paren`, and per gemeente which of them it has: they are few, so that rules are quick."""
        nummer: dict[tuple[str, str], int] = {}
        welke = [nummer.setdefault(paar, len(nummer)) for paar in zip(self.staten, self.instituten, strict=True)]
        return list(nummer), np.array(welke, dtype=int)

    def leden(self, instituut: str) -> pd.Series:
        """Per gemeente whether an institute has the lead there or recruits there jointly."""
        return pd.Series(self.deelname([instituut])[:, 0], index=self.codes)

    @cached_property
    def geworven(self) -> np.ndarray:
        """Per gemeente whether anybody recruits there."""
        paren, welke = self._paren
        return np.array([wie != "" for _, wie in paren], dtype=bool)[welke]

    @cached_property
    def _hier(self) -> np.ndarray:
        """gemeente x institute of `Telling.per_instituut`: whether it recruits there."""
        return self.deelname(self.telling.instituten)

    @cached_property
    def van_anderen(self) -> np.ndarray:
        """Per gemeente the opleiders of institutes that neither lead nor recruit jointly there; 0 where nobody does."""
        telling = self.telling
        anderen = telling.kolom("opleiders") - (telling.per_instituut * self._hier).sum(axis=1)
        return np.where(self.geworven, anderen, 0)

    @property
    def anderen_of_leeg(self) -> IntegerArray:
        """The same to show: missing where nobody knows the opleiders."""
        return IntegerArray(self.van_anderen, self.telling.zonder_opleiders.copy())

    @cached_property
    def kruisingen(self) -> list[tuple[str, str, str, int]]:
        """Opleiders of institutes that do not recruit where they are, the most first.

        (gemeentecode, who recruits there, whose they are, how many); their sum is that of `van_anderen`.
        """
        telling = self.telling
        kolom, rij = np.nonzero(((telling.per_instituut > 0) & ~self._hier & self.geworven[:, None]).T)
        aantal = telling.per_instituut[rij, kolom]
        volgorde = np.argsort(-aantal, kind="stable")
        codes, wie = self.codes, self.instituten
        plekken = zip(rij[volgorde].tolist(), kolom[volgorde].tolist(), aantal[volgorde].tolist(), strict=True)
        return [(codes[r], wie[r], telling.instituten[k], n) for r, k, n in plekken]


@lru_cache(maxsize=16)
def planbeeld(plan: Leadplan, dataset: Dataset, indeling: int) -> Planbeeld:
    """The same image for whoever asks about a plan."""
    return Planbeeld(plan, dataset, indeling)
