"""Give each of some places to one owner: shortest weighted distance, loads within bands, every area in one piece.

Method: methods of the project, section recruitment-lead territories. Hess et al. 1965 for the assignment; contiguity by
precedence (a place can only join an owner through a neighbour that is nearer to that owner's area: linear and
sufficient, slightly too strict) or exactly, by cuts (Oehrlein & Haunert 2017; Validi, Buchanan & Lykhovyd 2022).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

GAT = 0.005
"""Relative distance to the optimum at which the quick answer is good enough."""
STRAF = 10.0
"""What one unit of load outside its band costs, in longest distances."""
MAX_RONDES = 200


@dataclass(frozen=True)
class Opgave:
    """n places, k owners.

    Parameters
    ----------
    gewicht : n; the load of a place
    km : n x k
    last : k; the load that an owner already has
    laag, hoog : k; the band of the total load; outside it costs `STRAF`
    buren : per place the places beside it
    naast : n x k; whether a place touches what the owner already has, or is where it starts
    """

    gewicht: np.ndarray
    km: np.ndarray
    last: np.ndarray
    laag: np.ndarray
    hoog: np.ndarray
    buren: Sequence[Sequence[int]]
    naast: np.ndarray


@dataclass(frozen=True)
class Toewijzing:
    """An answer.

    Parameters
    ----------
    keuze : n; the owner of each place
    waarde : weighted kilometres, with the penalty for load outside the bands
    ondergrens : no assignment whose areas are in one piece is below this
    onder, over : k; load below and above the band
    delen : n x k; the shares of the places when they may be divided
    """

    keuze: np.ndarray
    waarde: float
    ondergrens: float
    onder: np.ndarray
    over: np.ndarray
    delen: np.ndarray

    @property
    def boven_minimum(self) -> float:
        """At most this share above the theoretical minimum."""
        return max(0.0, self.waarde / self.ondergrens - 1) if self.ondergrens > 0 else 0.0


class _Model:
    """The variables x (place by owner) and the load below and above each band, for `scipy.optimize.milp`."""

    def __init__(self, opgave: Opgave) -> None:
        from scipy import sparse

        self.opgave, self.sparse = opgave, sparse
        self.n, self.k = opgave.km.shape
        aantal, k = self.n * self.k, self.k
        self.schaal = float(opgave.gewicht.sum()) or 1.0
        gewicht = opgave.gewicht / self.schaal + 1e-9  # a place without load still goes to who is near
        langste = float(opgave.km.max()) or 1.0
        self.kosten = np.concatenate([(gewicht[:, None] * opgave.km).ravel(), np.full(2 * k, STRAF * langste)])
        self.boven = np.ones(aantal + 2 * k)
        self.boven[aantal:] = np.inf
        een = sparse.kron(sparse.eye(self.n), np.ones((1, k)))
        last = sparse.kron(opgave.gewicht[None, :] / self.schaal, sparse.eye(k))
        leeg = sparse.csr_array((self.n, 2 * k))
        self.vast = sparse.vstack(
            [
                sparse.hstack([een, leeg]),
                sparse.hstack([last, sparse.eye(k), -sparse.eye(k)]),
            ]
        ).tocsr()
        rest = [(grens - opgave.last) / self.schaal for grens in (opgave.laag, opgave.hoog)]
        self.laag = np.concatenate([np.ones(self.n), rest[0]])
        self.hoog = np.concatenate([np.ones(self.n), rest[1]])

    def los_op(
        self, extra: Sequence[tuple[int, Sequence[int]]] = (), heel: bool = True, tijd: float = 60.0, gat: float = GAT
    ) -> Any:
        """Solve, with rows x[a] <= sum of x[b] added; whole or divided."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        eisen = [LinearConstraint(self.vast, self.laag, self.hoog)]
        if extra:
            rij = [r for r, (_, achter) in enumerate(extra) for _ in range(1 + len(achter))]
            kolom = [c for voor, achter in extra for c in (voor, *achter)]
            waarde = [w for _, achter in extra for w in (1.0, *[-1.0] * len(achter))]
            vorm = (len(extra), self.boven.size)
            eisen.append(LinearConstraint(self.sparse.csr_array((waarde, (rij, kolom)), vorm), -np.inf, 0))
        geheel = np.concatenate([np.full(self.n * self.k, int(heel)), np.zeros(2 * self.k)])
        opties = {"time_limit": max(tijd, 0.05), "mip_rel_gap": gat}
        return milp(self.kosten, constraints=eisen, bounds=Bounds(0, self.boven), integrality=geheel, options=opties)

    def keuze(self, x: np.ndarray) -> np.ndarray:
        return x[: self.n * self.k].reshape(self.n, self.k).argmax(axis=1)

    def waardeer(self, keuze: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """The value of a choice, and the load below and above the bands."""
        opgave = self.opgave
        last = opgave.last + np.bincount(keuze, opgave.gewicht, self.k)
        onder, over = np.maximum(opgave.laag - last, 0), np.maximum(last - opgave.hoog, 0)
        plaats = np.arange(self.n) * self.k + keuze
        straf = self.kosten[-1] * (onder + over).sum() / self.schaal
        return float(self.kosten[plaats].sum() + straf), onder, over


def waardeer(opgave: Opgave, keuze: np.ndarray) -> float:
    """The value of any assignment: weighted kilometres, with the penalty for load outside the bands."""
    return _Model(opgave).waardeer(keuze)[0]


def los_snel(opgave: Opgave, tijd: float = 60.0) -> Toewijzing:
    """The answer with contiguity by precedence."""
    model = _Model(opgave)
    delen = model.los_op(_eisen(opgave, voorrang=False), heel=False)
    uit = model.los_op(_eisen(opgave, voorrang=True), tijd=tijd)
    keuze = _begin(opgave) if uit.x is None else model.keuze(uit.x)
    return _antwoord(model, keuze, float(delen.fun), delen.x[: model.n * model.k].reshape(model.n, model.k))


def los_exact(
    opgave: Opgave,
    begin: Toewijzing,
    tijd: float = 60.0,
    voortgang: Callable[[float, Toewijzing], bool] = lambda deel, beste: True,
) -> Toewijzing:
    """Improve an answer with contiguity by cuts, until it is the best, time is up or `voortgang` says to stop.

    Parameters
    ----------
    voortgang : told the share of the time that is gone and the best answer so far; gives whether to go on
    """
    model, snedes, beste = _Model(opgave), list[tuple[int, Sequence[int]]](), begin
    start, begin_eisen = time.monotonic(), _eisen(opgave, voorrang=False)
    for _ in range(MAX_RONDES):
        gegaan = time.monotonic() - start
        if gegaan >= tijd or not voortgang(gegaan / tijd, beste):
            break
        uit = model.los_op(begin_eisen + snedes, tijd=tijd - gegaan, gat=1e-4)
        if uit.x is None:
            break
        if uit.mip_dual_bound is not None:
            beste = replace(beste, ondergrens=max(beste.ondergrens, float(uit.mip_dual_bound)))
        keuze = model.keuze(uit.x)
        nieuw = _snedes(opgave, keuze)
        if not nieuw:
            antwoord = _antwoord(model, keuze, beste.ondergrens, beste.delen)
            return antwoord if antwoord.waarde < beste.waarde else beste
        snedes += nieuw
    return beste


def _antwoord(model: _Model, keuze: np.ndarray, ondergrens: float, delen: np.ndarray) -> Toewijzing:
    waarde, onder, over = model.waardeer(keuze)
    return Toewijzing(keuze, waarde, ondergrens, onder, over, delen)


def stappen(opgave: Opgave, eigenaar: int) -> np.ndarray:
    """How many places lie between each place and what an owner has; -1 where it cannot come."""
    uit = np.full(len(opgave.gewicht), -1)
    rij = deque(np.flatnonzero(opgave.naast[:, eigenaar]).tolist())
    uit[list(rij)] = 0
    while rij:
        hier = rij.popleft()
        for daar in opgave.buren[hier]:
            if uit[daar] < 0:
                uit[daar] = uit[hier] + 1
                rij.append(daar)
    return uit


def _eisen(opgave: Opgave, voorrang: bool) -> list[tuple[int, list[int]]]:
    """x[u, k] <= sum of x[v, k] over neighbours v; nothing for a place that touches the area of k or that is free.

    With `voorrang` over those that are nearer to the area of k, which makes areas hang together; without over all of
    them, which every area that hangs together satisfies.
    """
    n, k = opgave.km.shape
    uit = []
    for eigenaar in range(k):
        afstand = stappen(opgave, eigenaar)
        volgorde = list(zip(afstand.tolist(), opgave.km[:, eigenaar].tolist(), range(n), strict=True))
        for plaats in np.flatnonzero(afstand != 0).tolist():
            kan = [v for v in opgave.buren[plaats] if afstand[v] >= 0]
            eerder = [v for v in kan if not voorrang or volgorde[v] < volgorde[plaats]]
            uit.append((plaats * k + eigenaar, [v * k + eigenaar for v in eerder if afstand[plaats] > 0]))
    return [eis for eis in uit if not _vrij(opgave, eis[0] // k)]


def _vrij(opgave: Opgave, plaats: int) -> bool:
    """Whether a place touches nobody's area, not even by way of others: it may go to anyone."""
    gezien, rij = {plaats}, [plaats]
    while rij:
        hier = rij.pop()
        if opgave.naast[hier].any():
            return False
        nieuw = [daar for daar in opgave.buren[hier] if daar not in gezien]
        gezien.update(nieuw)
        rij += nieuw
    return True


def losse_delen(opgave: Opgave, keuze: np.ndarray) -> list[tuple[int, set[int]]]:
    """(owner, places) of every part of an answer that does not touch what its owner has."""
    uit, over = [], set(range(len(keuze)))
    while over:
        eerste = min(over)
        deel, rij = {eerste}, [eerste]
        while rij:
            hier = rij.pop()
            nieuw = [v for v in opgave.buren[hier] if v not in deel and keuze[v] == keuze[eerste]]
            deel.update(nieuw)
            rij += nieuw
        over -= deel
        if not opgave.naast[sorted(deel), keuze[eerste]].any() and not _vrij(opgave, eerste):
            uit.append((int(keuze[eerste]), deel))
    return uit


def _snedes(opgave: Opgave, keuze: np.ndarray) -> list[tuple[int, Sequence[int]]]:
    """For every loose part: who is in it needs somebody on its rim."""
    k = opgave.km.shape[1]
    uit: list[tuple[int, Sequence[int]]] = []
    for eigenaar, deel in losse_delen(opgave, keuze):
        rand = sorted({v for u in deel for v in opgave.buren[u]} - deel)
        uit += [(u * k + eigenaar, [v * k + eigenaar for v in rand]) for u in sorted(deel)]
    return uit


def _begin(opgave: Opgave) -> np.ndarray:
    """Somebody for every place, from the areas outwards: when the solver found nothing in time."""
    keuze = np.full(len(opgave.gewicht), -1)
    while (keuze < 0).any():
        raak = opgave.naast.copy()
        for plaats in np.flatnonzero(keuze >= 0):
            raak[list(opgave.buren[int(plaats)]), keuze[plaats]] = True
        raak[keuze >= 0] = False
        if not raak.any():
            keuze = np.where(keuze < 0, opgave.km.argmin(axis=1), keuze)
            break
        plaats, eigenaar = np.unravel_index(np.where(raak, opgave.km, np.inf).argmin(), raak.shape)
        keuze[plaats] = eigenaar
    return keuze
