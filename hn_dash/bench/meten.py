"""How a benchmark is taken: in turns, with its peer or limit beside it, as medians with their spread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

Waarneming = Callable[[], float]


class Overgeslagen(Exception):
    """Something that this machine lacks; its text says what was not measured and why."""


@dataclass(frozen=True, slots=True)
class Reeks:
    """The same thing observed a few times, in one unit."""

    waarden: tuple[float, ...]

    @property
    def mediaan(self) -> float:
        """The middle observation."""
        return median(self.waarden)

    @property
    def kwartielen(self) -> tuple[float, float]:
        """The quartiles: half of the observations lie between them."""
        if len(self.waarden) == 1:
            return self.waarden[0], self.waarden[0]
        laag, _, hoog = quantiles(self.waarden, n=4, method="inclusive")
        return laag, hoog

    def maal(self, factor: float) -> Reeks:
        """The same observations in another unit."""
        return Reeks(tuple(waarde * factor for waarde in self.waarden))


@dataclass(frozen=True, slots=True)
class Meting:
    """One benchmark.

    Parameters
    ----------
    wij, ander : ours, and the peer or limit that `tegenover` names; both in `eenheid`
    doel : the ratio that we aim at; None when the figure is there to inform
    minstens : whether the ratio must be at least the aim, instead of at most
    """

    naam: str
    eenheid: str
    wij: Reeks
    tegenover: str
    ander: Reeks
    doel: float | None = None
    minstens: bool = False

    @property
    def verhouding(self) -> float:
        """Our median as a share of the other's."""
        return self.wij.mediaan / self.ander.mediaan

    @property
    def gehaald(self) -> bool | None:
        """Whether the aim is reached; None without an aim."""
        if self.doel is None:
            return None
        return self.verhouding >= self.doel if self.minstens else self.verhouding <= self.doel


def grens(waarde: float) -> Reeks:
    """A limit in the place of a peer."""
    return Reeks((waarde,))


def seconden(actie: Callable[[], object]) -> Waarneming:
    """Observe how long an action takes."""

    def waarneming() -> float:
        begin = perf_counter()
        actie()
        return perf_counter() - begin

    return waarneming


def wissel(acties: Sequence[Waarneming], rondes: int, vooraf: int = 1) -> list[Reeks]:
    """Observe in turns, so that a machine that drifts does so for all alike; the first `vooraf` rounds do not count.

    Every other round goes in reverse order, so that none is always the one after a heavy neighbour.
    """
    gemeten: list[list[float]] = [[] for _ in acties]
    for ronde in range(vooraf + rondes):
        for nummer in range(len(acties))[:: -1 if ronde % 2 else 1]:
            waarde = acties[nummer]()
            if ronde >= vooraf:
                gemeten[nummer].append(waarde)
    return [Reeks(tuple(waarden)) for waarden in gemeten]
