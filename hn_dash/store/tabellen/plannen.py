"""The tables of plans. The log only grows; what holds in a gemeente is what the log folds into."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hn_dash.store.tabellen.basis import Basis


class Plan(Basis):
    """A plan.

    Parameters
    ----------
    indeling : the year of its gemeenten
    dag : the day whose institutes can recruit in it, as ISO text
    volgt_op : the plan that this one corrects
    vastgesteld : frozen; a correction is a new plan
    som : of the last bundle; the next one builds on it
    """

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("naam"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    naam: Mapped[str] = mapped_column(String(120))
    indeling: Mapped[int]
    dag: Mapped[str] = mapped_column(String(10))
    volgt_op: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    vastgesteld: Mapped[bool] = mapped_column(Boolean)
    som: Mapped[str] = mapped_column(String(64))
    wie: Mapped[str] = mapped_column(Text)
    wanneer: Mapped[str] = mapped_column(String(26))


class PlanBundel(Basis):
    """Lines that were written together. `verzoek` is what the client called it: sent twice, it is one event."""

    __tablename__ = "plan_bundel"
    __table_args__ = (
        UniqueConstraint("plan_id", "verzoek", name="uq_plan_bundel_verzoek"),
        CheckConstraint("soort IN ('zet', 'ongedaan', 'opnieuw', 'slot')", name="soort"),
        Index("ix_plan_bundel_plan_id", "plan_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    verzoek: Mapped[str] = mapped_column(String(64))
    soort: Mapped[str] = mapped_column(String(10))
    omgekeerd: Mapped[int] = mapped_column(Integer)
    sessie: Mapped[str] = mapped_column(String(64))
    wie: Mapped[str] = mapped_column(Text)
    wanneer: Mapped[str] = mapped_column(String(26))
    som: Mapped[str] = mapped_column(String(64))


class PlanRegel(Basis):
    """One line of the log; `doel` is a gemeentecode, or a lock. No version of it can be written twice."""

    __tablename__ = "plan_regel"
    __table_args__ = (UniqueConstraint("plan_id", "doel", "versie", name="uq_plan_regel_versie"),)

    bundel_id: Mapped[int] = mapped_column(ForeignKey("plan_bundel.id"), primary_key=True)
    volg: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    doel: Mapped[str] = mapped_column(String(40))
    versie: Mapped[int]
    voor: Mapped[dict[str, Any]] = mapped_column(JSON)
    na: Mapped[dict[str, Any]] = mapped_column(JSON)


class PlanVersie(Basis):
    """A moment in the log with a name."""

    __tablename__ = "plan_versie"
    __table_args__ = (UniqueConstraint("plan_id", "naam", name="uq_plan_versie_naam"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    naam: Mapped[str] = mapped_column(String(120))
    tot: Mapped[int]
    som: Mapped[str] = mapped_column(String(64))
    wie: Mapped[str] = mapped_column(Text)
    wanneer: Mapped[str] = mapped_column(String(26))


class PlanAanwezig(Basis):
    """Who has a plan open, and where they are; a row of a session is overwritten."""

    __tablename__ = "plan_aanwezig"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    sessie: Mapped[str] = mapped_column(String(64), primary_key=True)
    wie: Mapped[str] = mapped_column(Text)
    waar: Mapped[str] = mapped_column(String(40))
    gezien: Mapped[float] = mapped_column(Float)
