"""Who has a plan open, as far as processes tell each other; nothing here ever waits for a writer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, select

from hn_dash.store.databank import Databank
from hn_dash.store.tabellen.plannen import PlanAanwezig

BEWAARD = 60.0
"""Seconds after which a row says nothing any more."""


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
    """Write who is there and who left (plan, sessie), unless somebody else is writing; whether it was written.

    Whoever said nothing for `BEWAARD` seconds goes too, whichever process wrote them.
    """
    rijen = sorted((asdict(wie) for wie in erbij), key=lambda rij: (rij["plan_id"], rij["sessie"]))
    invoegen = _invoegen(databank.sqlite)
    nieuw = {veld: invoegen.excluded[veld] for veld in ("wie", "waar", "gezien")}
    sleutel = [PlanAanwezig.plan_id, PlanAanwezig.sessie]
    with databank.schrijf_als_het_kan() as verbinding:
        if verbinding is None:
            return False
        for plan, sessie in sorted(weg):
            verbinding.execute(delete(PlanAanwezig).where(PlanAanwezig.plan_id == plan, PlanAanwezig.sessie == sessie))
        if rijen:
            verbinding.execute(invoegen.on_conflict_do_update(index_elements=sleutel, set_=nieuw), rijen)
            oud = max(rij["gezien"] for rij in rijen) - BEWAARD
            verbinding.execute(delete(PlanAanwezig).where(PlanAanwezig.gezien < oud))
    return True


def _invoegen(sqlite: bool) -> Any:
    """An insert that can become an update; only the dialect that is used is loaded."""
    if sqlite:
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert  # type: ignore[assignment]
    return insert(PlanAanwezig)
