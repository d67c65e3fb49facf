"""A lead plan seen on the data of a day and the gemeenten of a year: what every rule about a plan is computed from.

Source: agreements of 25-11-2009 (nieuwsbrief), rules R1 to R5. A lead never says anything about the instituut of an
opleider that is already there (R1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
from pandas.arrays import IntegerArray

from hn_dash.begrippen import LEAD, OPEN, ZONDER_LEAD, leden_van
from hn_dash.dataset import Dataset, Leadplan
from hn_dash.domain.basis.instituten import geldig_op
from hn_dash.domain.basis.tellen import Telling, count_per_gemeente
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

    @property
    def frame(self) -> pd.DataFrame:
        """Indexed by gemeentecode, in order: staat, instituten, status, opmerking, vanaf.

        What a herindeling leaves undecided is open with status "te beslissen", never silently one of the parts.
        """
        return self.omzetting.plan

    @property
    def ontbreekt(self) -> tuple[str, ...]:
        """The kinds that there is nothing of, in words."""
        return *(("het plan",) if self.plan.ontbreekt else ()), *self.telling.ontbreekt

    @property
    def gemis(self) -> str:
        """The same as a sentence; "" when there is of all."""
        return geen_gegevens(self.ontbreekt, self.dataset.peildatum.isoformat())

    @cached_property
    def codes(self) -> list[str]:
        """The gemeenten, in the order of everything here."""
        codes: list[str] = self.frame.index.tolist()
        return codes

    @cached_property
    def staten(self) -> list[str]:
        """Per gemeente its state."""
        staten: list[str] = self.frame["staat"].tolist()
        return staten

    @cached_property
    def instituten(self) -> list[str]:
        """Per gemeente who recruits there: codes joined by +, "" for nobody."""
        wie: list[str] = self.frame["instituten"].tolist()
        return wie

    @cached_property
    def bestaand(self) -> list[str]:
        """The institutes of the peildatum."""
        return geldig_op(self.dataset.instituten, self.dataset.peildatum)

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
        gebied = [wie if staat == LEAD else staat for staat, wie in zip(self.staten, self.instituten, strict=True)]
        return [naam if naam in bekend else OPEN for naam in gebied]

    @property
    def gebiedsnamen(self) -> dict[str, str]:
        """What every area of `gebied` is called."""
        return self.dataset.kortnamen | {staat: staat for staat in ZONDER_LEAD}

    def deelname(self, instituten: Sequence[str]) -> np.ndarray:
        """gemeente x institute: whether it has the lead there or recruits there jointly."""
        nummer = {wie: i for i, wie in enumerate(dict.fromkeys(self.instituten))}
        rijen = [[code in leden_van(wie) for code in instituten] for wie in nummer]
        tabel = np.array(rijen, dtype=bool).reshape(len(nummer), len(instituten))
        return tabel[[nummer[wie] for wie in self.instituten]]

    def leden(self, instituut: str) -> pd.Series:
        """Per gemeente whether an institute has the lead there or recruits there jointly."""
        return pd.Series(self.deelname([instituut])[:, 0], index=self.codes)

    @cached_property
    def geworven(self) -> np.ndarray:
        """Per gemeente whether anybody recruits there."""
        return np.array([wie != "" for wie in self.instituten], dtype=bool)

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
        return IntegerArray(self.van_anderen, self.telling.frame["opleiders"].isna().to_numpy())

    @cached_property
    def kruisingen(self) -> list[tuple[str, str, str, int]]:
        """Opleiders of institutes that do not recruit where they are, the most first.

        (gemeentecode, who recruits there, whose they are, how many); their sum is that of `van_anderen`.
        """
        telling = self.telling
        kolom, rij = np.nonzero(((telling.per_instituut > 0) & ~self._hier & self.geworven[:, None]).T)
        aantal = telling.per_instituut[rij, kolom]
        volgorde = np.argsort(-aantal, kind="stable")
        plekken = zip(rij[volgorde].tolist(), kolom[volgorde].tolist(), aantal[volgorde].tolist(), strict=True)
        return [(self.codes[r], self.instituten[r], telling.instituten[k], n) for r, k, n in plekken]


@lru_cache(maxsize=16)
def planbeeld(plan: Leadplan, dataset: Dataset, indeling: int) -> Planbeeld:
    """The same image for whoever asks about a plan."""
    return Planbeeld(plan, dataset, indeling)
