"""What the calculations are fed: one consistent set of checked frames with its geography, and the plans beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

if TYPE_CHECKING:
    from hn_dash.geo.indelingen import Geo


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything known on one peildatum.

    Two datasets are the same when their fingerprints are: that is what results are memoised on.

    Parameters
    ----------
    titel, bron : Dutch name and source, printed with every result
    peildatum : the day the frames describe
    indeling : the year of the gemeenten that the frames are coded on
    voorbeeld : whether the data are invented; the banner says so
    vingerafdruk : sha256 over all files behind the frames
    geo : the embedded indelingen, adjacency and herindelingen
    praktijken : praktijk_id, gemeentecode, x, y (RD New, metres), huisartsen (Int64)
    opleiders : opleider_id, praktijk_id, gemeentecode, instituut, soort (aios, coassistent, beide),
        leeftijdsklasse
    aantallen : gemeentecode, praktijken, huisartsen, opleiders_<instituut>; when it has rows they are
        counted instead of praktijken and opleiders
    inwoners : gemeentecode, inwoners; without rows those of CBS that come with the geography
    plekken : jaar, ronde, locatie, berekend, aangeboden, loting, geplaatst, gestart (Int64)
    verzorgingsgebied : gemeentecode, locatie, aandeel (sums to 1 per gemeente)
    stageplekken : locatie, soort (ziekenhuis, ggz, ouderenzorg), plekken
    regio : gemeentecode, regio; empty when no division was given
    instituten : instituut, naam, kort, umc, stad, gemeentecode, lon, lat, geldig_van, geldig_tot, opvolger, bron
    aliassen : instituut, alias
    locaties : locatie, naam, instituut_2020, instituut_nu, gemeentecode, lon, lat, randstad, geldig_van, bron
    plekken_landelijk, loting_rondes, praktijken_en_huisartsen, aansluitingen : published series as in data/hn
    codering : frame name -> the year of its gemeenten, where that is not `indeling`
    bronnen : frame name -> its source and peildatum, where that is not `bron`
    dagen : frame name -> its peildatum, where that can be another than `peildatum`
    verzonnen : the frames that are invented
    peildata : every day one can ask for, newest first; empty when this is the only one
    """

    titel: str
    bron: str
    peildatum: date
    indeling: int
    voorbeeld: bool
    vingerafdruk: str
    geo: Geo
    praktijken: pd.DataFrame
    opleiders: pd.DataFrame
    plekken: pd.DataFrame
    verzorgingsgebied: pd.DataFrame
    stageplekken: pd.DataFrame
    regio: pd.DataFrame
    instituten: pd.DataFrame
    aliassen: pd.DataFrame
    locaties: pd.DataFrame
    plekken_landelijk: pd.DataFrame
    loting_rondes: pd.DataFrame
    praktijken_en_huisartsen: pd.DataFrame
    aansluitingen: pd.DataFrame
    aantallen: pd.DataFrame = field(default_factory=pd.DataFrame)
    inwoners: pd.DataFrame = field(default_factory=pd.DataFrame)
    codering: Mapping[str, int] = field(default_factory=dict)
    bronnen: Mapping[str, str] = field(default_factory=dict)
    dagen: Mapping[str, date] = field(default_factory=dict)
    verzonnen: frozenset[str] = frozenset()
    peildata: tuple[date, ...] = ()

    def jaar_van(self, frame: str) -> int:
        """The year whose gemeenten a frame is coded on."""
        return self.codering.get(frame, self.indeling)

    def kent(self, soort: str) -> bool:
        """Whether anything of a kind is known on this day; counts per gemeente stand for both lists."""
        geteld = soort in ("praktijken", "opleiders") and len(self.aantallen)
        return bool(geteld or len(getattr(self, soort)))

    def inwonersdag(self, indeling: int) -> date:
        """The day of the inhabitants that count on an indeling: as read in, or of those that come with it."""
        if len(self.inwoners):
            return self.dagen.get("inwoners", self.peildatum)
        return self.geo.indeling(indeling).inwonersdag

    @cached_property
    def kortnamen(self) -> dict[str, str]:
        """Institute code -> the short name that is used on screen, in the order of the institutes."""
        return dict(zip(self.instituten["instituut"], self.instituten["kort"], strict=True))

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, Dataset) and self.vingerafdruk == ander.vingerafdruk

    def __hash__(self) -> int:
        return hash(self.vingerafdruk)


Planrijen = pd.DataFrame | Mapping[str, list[str]]
"""The rows of a plan: a frame, or its columns; whichever is at hand."""


@dataclass(frozen=True, eq=False)
class Leadplan:
    """Who recruits new opleiders where, as it was agreed on or is being worked on.

    Two plans are the same when their fingerprints are.

    Parameters
    ----------
    sleutel : how an address asks for it
    naam, versie : how people call it
    jaar : the year whose gemeenten it is coded on
    bron : its source as results print it
    vingerafdruk : says what it holds; no two plans have the same one
    rijen : as a frame or as columns: gemeentecode, staat, instituten (codes joined by +, alphabetical; "" when none),
        status, opmerking and, where people said so, vanaf (an ISO day or "")
    verzonnen : whether it is invented
    """

    sleutel: str
    naam: str
    versie: str
    jaar: int
    bron: str
    vingerafdruk: str
    rijen: Planrijen
    verzonnen: bool = False

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Its rows as a frame."""
        return self.rijen if isinstance(self.rijen, pd.DataFrame) else pd.DataFrame(self.rijen)

    @cached_property
    def kolommen(self) -> Mapping[str, list[str]]:
        """Its rows as columns."""
        if isinstance(self.rijen, pd.DataFrame):
            return {str(naam): reeks.tolist() for naam, reeks in self.rijen.items()}
        return self.rijen

    @property
    def titel(self) -> str:
        """Name and version; on days without a plan there is no version."""
        return f"{self.naam}, versie {self.versie}" if self.versie else self.naam

    @property
    def ontbreekt(self) -> bool:
        """Whether there was none on the day; it then says nothing of any gemeente."""
        return not self.versie

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, Leadplan) and self.vingerafdruk == ander.vingerafdruk

    def __hash__(self) -> int:
        return hash(self.vingerafdruk)


@dataclass(frozen=True, eq=False)
class Grondslag:
    """What a question is answered from: the data of a day, the plan that is asked for, and one to lay beside it.

    Parameters
    ----------
    met : the plan to compare with
    plannen : (key, label) of every plan one can ask for, the loaded one first; empty when that is the only one
    """

    dataset: Dataset
    plan: Leadplan
    met: Leadplan
    plannen: tuple[tuple[str, str], ...] = ()

    @property
    def plankeuzes(self) -> tuple[tuple[str, str], ...]:
        """(key, label) of every plan one can ask for, the loaded one first."""
        return self.plannen or ((self.plan.sleutel, self.plan.titel),)

    @property
    def verzonnen(self) -> frozenset[str]:
        """The kinds of data that are invented, the plan included."""
        return self.dataset.verzonnen | ({"plan"} if self.plan.verzonnen else frozenset())

    def frame(self, soort: str) -> pd.DataFrame:
        """The rows of a kind of data."""
        rijen: pd.DataFrame = self.plan.frame if soort == "plan" else getattr(self.dataset, soort)
        return rijen

    def jaar_van(self, soort: str) -> int:
        """The year whose gemeenten a kind of data is coded on."""
        return self.plan.jaar if soort == "plan" else self.dataset.jaar_van(soort)

    @cached_property
    def vingerafdruk(self) -> str:
        """Says what all of it holds."""
        delen = (self.dataset.vingerafdruk, self.plan.vingerafdruk, self.met.vingerafdruk, self.plannen)
        return hashlib.sha256(repr(delen).encode()).hexdigest()

    def __eq__(self, ander: object) -> bool:
        return isinstance(ander, Grondslag) and self.vingerafdruk == ander.vingerafdruk

    def __hash__(self) -> int:
        return hash(self.vingerafdruk)


class Gegevens(Protocol):
    """Where pages and addresses get what they answer from: the newest, or that of a peildatum and plan in the query."""

    def __call__(self, query: str | Mapping[str, Any] = "") -> Grondslag:
        """What a query is about."""
        ...
