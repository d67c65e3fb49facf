"""Numbers that grow with every change, so that a process sees in one question whether another one changed something."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select

from hn_dash.store.databank import Databank
from hn_dash.store.logboek import UITVOER
from hn_dash.store.tabellen.logboek import Gebeurtenis
from hn_dash.store.tabellen.plannen import Plan, PlanBundel, PlanVersie


class Tellers(NamedTuple):
    """How far data, plans, their changes and their named versions are; equal numbers, equal contents."""

    gegevens: int = 0
    plannen: int = 0
    bundels: int = 0
    versies: int = 0


_HOOGSTE = (
    select(func.max(Gebeurtenis.id)).where(Gebeurtenis.wat != UITVOER),
    *(select(func.max(tabel.id)) for tabel in (Plan, PlanBundel, PlanVersie)),
)
_VRAAG = select(*(vraag.scalar_subquery() for vraag in _HOOGSTE))


def read_tellers(databank: Databank) -> Tellers:
    """The numbers now; all 0 when there is no database yet."""
    with databank.lees() as verbinding:
        return Tellers() if verbinding is None else Tellers(*(n or 0 for n in verbinding.execute(_VRAAG).one()))
