"""Plans in the database: a log that only grows, read from any point, and one writer at a time per plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, or_, select, update

from hn_dash.errors import InvoerFout
from hn_dash.store.databank import Databank
from hn_dash.store.logboek import nu
from hn_dash.store.tabellen.plannen import Plan, PlanBundel, PlanRegel, PlanVersie

Rij = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plankop:
    """What is known of a plan besides its log.

    Parameters
    ----------
    indeling : the year of its gemeenten
    dag : the day whose institutes can recruit in it
    volgt_op : the plan that this one corrects
    vastgesteld : frozen; a correction is a new plan
    som : of the last bundle; the next one builds on it
    """

    id: int
    naam: str
    indeling: int
    dag: date
    volgt_op: int | None
    vastgesteld: bool
    som: str
    wie: str
    wanneer: str


@dataclass(frozen=True, slots=True)
class Planversie:
    """A moment in the log of a plan with a name; `tot` is the last bundle that is in it."""

    id: int
    plan_id: int
    naam: str
    tot: int
    som: str
    wie: str
    wanneer: str


class Beurt:
    """A writer's turn at a plan: nobody else writes in it until the turn is over."""

    def __init__(self, verbinding: Connection, plan: Plankop) -> None:
        self.plan = plan
        self._verbinding = verbinding

    def bundels(self, na: int, verzoek: str = "") -> list[Rij]:
        """The bundles after number `na`, and the one that a request made before."""
        return _bundels(self._verbinding, self.plan.id, na, verzoek=verzoek)

    def stappen(self, sessie: str) -> list[Rij]:
        """The bundles of a session, without their lines."""
        return _stappen(self._verbinding, self.plan.id, sessie)

    def bundel(self, nummer: int) -> Rij:
        """One bundle."""
        return _bundels(self._verbinding, self.plan.id, nummer - 1, nummer)[0]

    def voeg_toe(self, bundel: Mapping[str, Any], regels: Sequence[Mapping[str, Any]]) -> int:
        """Add a bundle with its lines; its number."""
        nummer: int = self._verbinding.execute(_NIEUWE_BUNDEL, {"plan_id": self.plan.id, **bundel}).scalar_one()
        vast = {"bundel_id": nummer, "plan_id": self.plan.id}
        if regels:
            waarden = [{**vast, "volg": n, **regel} for n, regel in enumerate(regels)]
            self._verbinding.execute(_NIEUWE_REGEL, waarden)
        self._werk_bij(som=bundel["som"])
        return nummer

    def versies(self) -> list[Planversie]:
        """The moments with a name, oldest first."""
        return _versies(self._verbinding, PlanVersie.plan_id == self.plan.id)

    def noem(self, naam: str, tot: int, wie: str) -> None:
        """Give the state after a bundle a name."""
        waarden = {"plan_id": self.plan.id, "naam": naam, "tot": tot, "som": self.plan.som, "wie": wie}
        self._verbinding.execute(insert(PlanVersie).values(**waarden, wanneer=nu()))

    def stel_vast(self) -> None:
        """Freeze the plan."""
        self._werk_bij(vastgesteld=True)

    def _werk_bij(self, **waarden: Any) -> None:
        self._verbinding.execute(_ANDERS, {"dit": self.plan.id, **waarden})
        self.plan = replace(self.plan, **waarden)


class Plannen:
    """All plans of a database."""

    def __init__(self, databank: Databank) -> None:
        self.databank = databank

    def lijst(self) -> list[Plankop]:
        """Every plan, the newest first."""
        with self.databank.lees() as verbinding:
            return [] if verbinding is None else [_kop(rij) for rij in verbinding.execute(_PLANNEN)]

    def overzicht(self) -> tuple[list[tuple[Plankop, int]], list[Planversie]]:
        """Every plan, the newest first, each with the number of its last bundle; and the moments with a name."""
        with self.databank.lees() as verbinding:
            if verbinding is None:
                return [], []
            plannen = [(_kop(rij[:-1]), rij[-1] or 0) for rij in verbinding.execute(_MET_LAATSTE)]
            return plannen, _versies(verbinding)

    def zoek(self, plan: int) -> Plankop:
        """One plan; `InvoerFout` when there is none with that number."""
        with self.databank.lees() as verbinding:
            kop = None if verbinding is None else _plan(verbinding, plan, False)
        if kop is None:
            raise InvoerFout(f"Plan {plan} bestaat niet; zie `plan list`.")
        return kop

    def bundels(self, plan: int, na: int = 0, tot: int | None = None) -> list[Rij]:
        """The log after bundle `na`, up to and including `tot`: a row per bundle with its `regels`."""
        with self.databank.lees() as verbinding:
            return [] if verbinding is None else _bundels(verbinding, plan, na, tot)

    def stappen(self, plan: int, sessie: str) -> list[Rij]:
        """The bundles of a session, without their lines."""
        with self.databank.lees() as verbinding:
            return [] if verbinding is None else _stappen(verbinding, plan, sessie)

    def versies(self, plan: int) -> list[Planversie]:
        """The moments with a name, oldest first."""
        with self.databank.lees() as verbinding:
            return [] if verbinding is None else _versies(verbinding, PlanVersie.plan_id == plan)

    @contextmanager
    def nieuw(self, naam: str, indeling: int, dag: date, wie: str, volgt_op: int | None = None) -> Iterator[Beurt]:
        """Make a plan, in one transaction with its first bundle."""
        with self.databank.schrijf() as verbinding:
            if verbinding.scalar(select(Plan.id).where(Plan.naam == naam)):
                raise InvoerFout(f"Er is al een plan “{naam}”; kies een andere naam.")
            waarden = {"naam": naam, "indeling": indeling, "dag": dag.isoformat(), "wie": wie, "volgt_op": volgt_op}
            nieuw = insert(Plan).values(**waarden, vastgesteld=False, som="", wanneer=nu()).returning(*_KOLOMMEN)
            yield Beurt(verbinding, _kop(verbinding.execute(nieuw).one()))

    @contextmanager
    def beurt(self, plan: int) -> Iterator[Beurt]:
        """Have the turn to write in a plan; when anything goes wrong, nothing was written."""
        with self.databank.schrijf() as verbinding:
            kop = _plan(verbinding, plan, True)
            if kop is None:
                raise InvoerFout(f"Plan {plan} bestaat niet; zie `plan list`.")
            yield Beurt(verbinding, kop)


_KOLOMMEN = [getattr(Plan, veld) for veld in Plankop.__dataclass_fields__]
_PLANNEN = select(*_KOLOMMEN).order_by(Plan.id.desc())
_LAATSTE = select(func.max(PlanBundel.id)).where(PlanBundel.plan_id == Plan.id).correlate(Plan).scalar_subquery()
_DIT = select(*_KOLOMMEN).where(Plan.id == bindparam("dit"))
_DIT_VAST = _DIT.with_for_update()
_ANDERS = update(Plan).where(Plan.id == bindparam("dit"))
_NIEUWE_BUNDEL, _NIEUWE_REGEL = insert(PlanBundel).returning(PlanBundel.id), insert(PlanRegel)
_NA = (
    PlanBundel.plan_id == bindparam("plan"),
    or_(PlanBundel.id > bindparam("na"), PlanBundel.verzoek == bindparam("verzoek")),
)
_BUNDELS = select(PlanBundel.__table__).where(*_NA).order_by(PlanBundel.id)
_REGELS = (
    select(PlanRegel.bundel_id, PlanRegel.doel, PlanRegel.versie, PlanRegel.voor, PlanRegel.na)
    .join(PlanBundel, PlanBundel.id == PlanRegel.bundel_id)
    .where(*_NA, PlanBundel.id <= bindparam("tot"))
    .order_by(PlanBundel.id, PlanRegel.volg)
)
_MET_LAATSTE = select(*_KOLOMMEN, _LAATSTE).order_by(Plan.id.desc())


def _kop(rij: Sequence[Any]) -> Plankop:
    nummer, naam, indeling, dag, *rest = rij
    return Plankop(nummer, naam, indeling, date.fromisoformat(dag), *rest)


def _plan(verbinding: Connection, plan: int, schrijf: bool) -> Plankop | None:
    rij = verbinding.execute(_DIT_VAST if schrijf else _DIT, {"dit": plan}).one_or_none()
    return None if rij is None else _kop(rij)


def _versies(verbinding: Connection, *waar: Any) -> list[Planversie]:
    vraag = select(*(getattr(PlanVersie, veld) for veld in Planversie.__dataclass_fields__))
    return [Planversie(*rij) for rij in verbinding.execute(vraag.where(*waar).order_by(PlanVersie.id))]


def _bundels(verbinding: Connection, plan: int, na: int, tot: int | None = None, verzoek: str = "") -> list[Rij]:
    """The bundles after `na`, up to and including `tot`, and the one of a request."""
    waar = {"plan": plan, "na": na, "verzoek": verzoek or None}
    vraag = _BUNDELS if tot is None else _BUNDELS.where(PlanBundel.id <= tot)
    bundels = [_als_dict(rij) for rij in verbinding.execute(vraag, waar)]
    if not bundels:
        return []
    op_nummer: dict[int, list[Rij]] = {bundel["id"]: bundel.setdefault("regels", []) for bundel in bundels}
    waar["tot"] = bundels[-1]["id"]  # another writer may have gone on since
    for nummer, doel, versie, voor, na_ in verbinding.execute(_REGELS, waar):
        op_nummer[nummer].append({"doel": doel, "versie": versie, "voor": voor, "na": na_})
    return bundels


def _stappen(verbinding: Connection, plan: int, sessie: str) -> list[Rij]:
    van_sessie = (PlanBundel.plan_id == plan, PlanBundel.sessie == sessie)
    vraag = select(PlanBundel.__table__).where(*van_sessie).order_by(PlanBundel.id)
    return [{**_als_dict(rij), "regels": []} for rij in verbinding.execute(vraag)]


def _als_dict(rij: Row[Any]) -> Rij:
    return dict(rij._mapping)
