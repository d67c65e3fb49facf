"""Plans in the database: a log that only grows, read from any point, and one writer at a time per plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from hn_dash.errors import InvoerFout
from hn_dash.store.databank import Databank
from hn_dash.store.logboek import nu
from hn_dash.store.tabellen.plannen import Plan, PlanAanwezig, PlanBundel, PlanRegel, PlanVersie

Rij = dict[str, Any]
_STAND = select(*(select(func.max(tabel.id)).scalar_subquery() for tabel in (Plan, PlanBundel, PlanVersie)))


@dataclass(frozen=True)
class Beurt:
    """A writer's turn at a plan: nobody else writes in it until the turn is over."""

    verbinding: Connection
    plan: Rij

    def bundels(self, na: int = 0) -> list[Rij]:
        """The bundles after number `na`."""
        return _bundels(self.verbinding, self.plan["id"], na)

    def stappen(self, sessie: str) -> list[Rij]:
        """The bundles of a session, without their lines."""
        return _stappen(self.verbinding, self.plan["id"], sessie)

    def bundel(self, nummer: int) -> Rij:
        """One bundle."""
        return _bundels(self.verbinding, self.plan["id"], nummer - 1, nummer)[0]

    def eerder(self, verzoek: str) -> int:
        """The number of the bundle that a request made before; 0 for none."""
        vraag = select(PlanBundel.id).where(PlanBundel.plan_id == self.plan["id"], PlanBundel.verzoek == verzoek)
        return self.verbinding.scalar(vraag) or 0

    def voeg_toe(self, bundel: Mapping[str, Any], regels: Sequence[Mapping[str, Any]]) -> int:
        """Add a bundle with its lines; its number."""
        plan = self.plan["id"]
        nummer: int = self.verbinding.execute(
            insert(PlanBundel).values(plan_id=plan, **bundel).returning(PlanBundel.id)
        ).scalar_one()
        rijen = [{"bundel_id": nummer, "volg": volg, "plan_id": plan, **regel} for volg, regel in enumerate(regels)]
        self.verbinding.execute(insert(PlanRegel), rijen)
        self.werk_bij(som=bundel["som"])
        return nummer

    def versies(self) -> list[Rij]:
        """The moments with a name, oldest first."""
        return _versies(self.verbinding, self.plan["id"])

    def noem(self, naam: str, tot: int, wie: str) -> None:
        """Give the state after a bundle a name."""
        waarden = {"plan_id": self.plan["id"], "naam": naam, "tot": tot, "som": self.plan["som"], "wie": wie}
        self.verbinding.execute(insert(PlanVersie).values(**waarden, wanneer=nu()))

    def werk_bij(self, **waarden: Any) -> None:
        """Change what is known of the plan itself."""
        self.verbinding.execute(update(Plan).where(Plan.id == self.plan["id"]).values(**waarden))
        self.plan.update(waarden)


class Plannen:
    """All plans of a database."""

    def __init__(self, databank: Databank) -> None:
        self.databank = databank

    def stand(self) -> tuple[int, int, int]:
        """Three numbers that grow: with every new plan, with every change to one, with every moment with a name."""
        with self.databank.lees() as verbinding:
            if verbinding is None:
                return 0, 0, 0
            plannen, bundels, versies = verbinding.execute(_STAND).one()
            return plannen or 0, bundels or 0, versies or 0

    def lijst(self) -> list[Rij]:
        """Every plan, the newest first."""
        with self.databank.lees() as verbinding:
            if verbinding is None:
                return []
            rijen = verbinding.execute(select(Plan.__table__).order_by(Plan.id.desc()))
            return [_als_dict(rij) for rij in rijen]

    def zoek(self, plan: int) -> Rij:
        """One plan; `InvoerFout` when there is none with that number."""
        with self.databank.lees() as verbinding:
            rij = None if verbinding is None else _plan(verbinding, plan, False)
        if rij is None:
            raise InvoerFout(f"Plan {plan} bestaat niet; zie `plan list`.")
        return rij

    def bundels(self, plan: int, na: int = 0, tot: int | None = None) -> list[Rij]:
        """The log after bundle `na`, up to and including `tot`: a row per bundle with its `regels`."""
        with self.databank.lees() as verbinding:
            return [] if verbinding is None else _bundels(verbinding, plan, na, tot)

    def stappen(self, plan: int, sessie: str) -> list[Rij]:
        """The bundles of a session, without their lines."""
        with self.databank.lees() as verbinding:
            return [] if verbinding is None else _stappen(verbinding, plan, sessie)

    def versies(self, plan: int) -> list[Rij]:
        """The moments with a name, oldest first."""
        with self.databank.lees() as verbinding:
            return [] if verbinding is None else _versies(verbinding, plan)

    @contextmanager
    def nieuw(self, naam: str, indeling: int, dag: str, wie: str, volgt_op: int | None = None) -> Iterator[Beurt]:
        """Make a plan, in one transaction with its first bundle."""
        with self.databank.schrijf() as verbinding:
            if verbinding.scalar(select(Plan.id).where(Plan.naam == naam)):
                raise InvoerFout(f"Er is al een plan “{naam}”; kies een andere naam.")
            waarden = {"naam": naam, "indeling": indeling, "dag": dag, "wie": wie, "volgt_op": volgt_op}
            nummer = verbinding.execute(
                insert(Plan).values(**waarden, vastgesteld=False, som="", wanneer=nu()).returning(Plan.id)
            ).scalar_one()
            rij = _plan(verbinding, nummer, True)
            assert rij is not None  # noqa: S101
            yield Beurt(verbinding, rij)

    @contextmanager
    def beurt(self, plan: int) -> Iterator[Beurt]:
        """Have the turn to write in a plan; when anything goes wrong, nothing was written."""
        with self.databank.schrijf() as verbinding:
            rij = _plan(verbinding, plan, True)
            if rij is None:
                raise InvoerFout(f"Plan {plan} bestaat niet; zie `plan list`.")
            yield Beurt(verbinding, rij)

    def meld_aanwezig(self, plan: int, sessie: str, wie: str, waar: str, gezien: float) -> None:
        """Say that a session has a plan open."""
        wie_is = (PlanAanwezig.plan_id == plan, PlanAanwezig.sessie == sessie)
        with self.databank.schrijf() as verbinding:
            verbinding.execute(delete(PlanAanwezig).where(*wie_is))
            verbinding.execute(
                insert(PlanAanwezig).values(plan_id=plan, sessie=sessie, wie=wie, waar=waar, gezien=gezien)
            )

    def aanwezig(self, plan: int, sinds: float) -> list[Rij]:
        """Who was there since a moment: sessie, wie, waar, gezien."""
        vraag = select(PlanAanwezig.__table__).where(PlanAanwezig.plan_id == plan, PlanAanwezig.gezien >= sinds)
        with self.databank.lees() as verbinding:
            if verbinding is None:
                return []
            rijen = verbinding.execute(vraag.order_by(PlanAanwezig.sessie))
            return [_als_dict(rij) for rij in rijen]


def _plan(verbinding: Connection, plan: int, schrijf: bool) -> Rij | None:
    vraag = select(Plan.__table__).where(Plan.id == plan)
    rij = verbinding.execute(vraag.with_for_update() if schrijf else vraag).one_or_none()
    return None if rij is None else _als_dict(rij)


def _versies(verbinding: Connection, plan: int) -> list[Rij]:
    vraag = select(PlanVersie.__table__).where(PlanVersie.plan_id == plan).order_by(PlanVersie.id)
    return [_als_dict(rij) for rij in verbinding.execute(vraag)]


def _bundels(verbinding: Connection, plan: int, na: int, tot: int | None = None) -> list[Rij]:
    grens = [PlanBundel.plan_id == plan, PlanBundel.id > na, *([PlanBundel.id <= tot] if tot is not None else [])]
    bundels = [_als_dict(rij) for rij in verbinding.execute(select(PlanBundel.__table__).where(*grens).order_by("id"))]
    if not bundels:
        return []
    op_nummer: dict[int, list[Rij]] = {bundel["id"]: bundel.setdefault("regels", []) for bundel in bundels}
    kolommen = (PlanRegel.bundel_id, PlanRegel.doel, PlanRegel.versie, PlanRegel.voor, PlanRegel.na)
    grens.append(PlanBundel.id <= bundels[-1]["id"])  # another writer may have gone on since
    vraag = select(*kolommen).join(PlanBundel, PlanBundel.id == PlanRegel.bundel_id).where(*grens)
    for nummer, doel, versie, voor, na_ in verbinding.execute(vraag.order_by(PlanBundel.id, PlanRegel.volg)):
        op_nummer[nummer].append({"doel": doel, "versie": versie, "voor": voor, "na": na_})
    return bundels


def _stappen(verbinding: Connection, plan: int, sessie: str) -> list[Rij]:
    van_sessie = (PlanBundel.plan_id == plan, PlanBundel.sessie == sessie)
    vraag = select(PlanBundel.__table__).where(*van_sessie).order_by(PlanBundel.id)
    return [{**_als_dict(rij), "regels": []} for rij in verbinding.execute(vraag)]


def _als_dict(rij: Row[Any]) -> Rij:
    return dict(rij._mapping)
