"""Who has a plan open, as far as processes tell each other; nothing here ever waits for a writer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import delete, insert, select

from hn_dash.store.databank import Databank
from hn_dash.store.tabellen.plannen import PlanAanwezig


@dataclass(frozen=True, slots=True)
class Aanwezige:
    """Somebody with a plan open.

    Parameters
    ----------
    waar : a gemeentecode, or ""
    gezien : when they last said so (seconds since 1970)
    """

    plan_id: int
    sessie: str
    wie: str
    waar: str
    gezien: float


_KOLOMMEN = [getattr(PlanAanwezig, veld) for veld in Aanwezige.__dataclass_fields__]


def read_aanwezigen(databank: Databank, sinds: float) -> list[Aanwezige]:
    """Everybody who was there since a moment."""
    vraag = select(*_KOLOMMEN).where(PlanAanwezig.gezien >= sinds).order_by(PlanAanwezig.sessie)
    with databank.lees() as verbinding:
        return [] if verbinding is None else [Aanwezige(*rij) for rij in verbinding.execute(vraag)]


def schrijf_aanwezigen(databank: Databank, erbij: Iterable[Aanwezige], weg: Iterable[tuple[int, str]]) -> bool:
    """Write who is there and who left (plan, sessie), unless somebody else is writing; whether it was written."""
    rijen = [asdict(wie) for wie in erbij]
    with databank.schrijf_als_het_kan() as verbinding:
        if verbinding is None:
            return False
        for plan, sessie in [*((rij["plan_id"], rij["sessie"]) for rij in rijen), *weg]:
            verbinding.execute(delete(PlanAanwezig).where(PlanAanwezig.plan_id == plan, PlanAanwezig.sessie == sessie))
        if rijen:
            verbinding.execute(insert(PlanAanwezig), rijen)
    return True
