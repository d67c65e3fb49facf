"""The tables. A snapshot is never changed after it was accepted: another one takes its place."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from hn_dash.store.tabellen.basis import Basis

STATUSSEN = ("concept", "aanvaard", "quarantaine", "teruggedraaid", "vervallen")


class Snapshot(Basis):
    """One file as it was read in.

    Parameters
    ----------
    indeling : the year whose gemeenten its rows are coded on
    controlegetal : sha256 of the file
    rijen_in, rijen_uit : rows in the file, and rows that were kept
    status : concept (checked, not yet accepted), aanvaard, quarantaine (has rejected rows), teruggedraaid, vervallen
    totalen : what it adds up to, for comparison with the next one
    """

    __tablename__ = "snapshot"
    __table_args__ = (
        CheckConstraint(f"status IN ({', '.join(repr(status) for status in STATUSSEN)})", name="status"),
        Index("ix_snapshot_soort_peildatum", "soort", "peildatum"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    soort: Mapped[str] = mapped_column(String(20))
    peildatum: Mapped[date] = mapped_column(Date)
    indeling: Mapped[int]
    bron: Mapped[str] = mapped_column(Text)
    bestandsnaam: Mapped[str] = mapped_column(Text)
    controlegetal: Mapped[str] = mapped_column(String(64))
    wie: Mapped[str] = mapped_column(Text)
    wanneer: Mapped[str] = mapped_column(String(26))
    rijen_in: Mapped[int]
    rijen_uit: Mapped[int]
    status: Mapped[str] = mapped_column(String(20))
    totalen: Mapped[dict[str, Any]] = mapped_column(JSON)


class BevindingRij(Basis):
    """A finding about a snapshot, in the order they were found."""

    __tablename__ = "bevinding"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), primary_key=True)
    volg: Mapped[int] = mapped_column(primary_key=True)
    ernst: Mapped[str] = mapped_column(String(12))
    regel: Mapped[str] = mapped_column(String(40))
    rij: Mapped[int | None]
    kolom: Mapped[str] = mapped_column(Text)
    waarde: Mapped[str] = mapped_column(Text)
    zin: Mapped[str] = mapped_column(Text)
    voorstel: Mapped[str] = mapped_column(Text)


class AfgekeurdeRij(Basis):
    """A row that was rejected, as it stood in the file: only the columns of its kind."""

    __tablename__ = "afgekeurde_rij"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), primary_key=True)
    rij: Mapped[int] = mapped_column(primary_key=True)
    cellen: Mapped[dict[str, Any]] = mapped_column(JSON)


def _rijen(soort: str, *kolommen: Column[Any]) -> Table:
    """The rows of a kind; `volg` numbers them within a snapshot, `rij` is where they stood in the file."""
    return Table(
        f"rij_{soort}",
        Basis.metadata,
        Column("snapshot_id", ForeignKey("snapshot.id"), primary_key=True),
        Column("volg", Integer, primary_key=True),
        Column("rij", Integer, nullable=False),
        *kolommen,
        sqlite_with_rowid=False,
    )


def _tekst(naam: str, leeg: bool = True) -> Column[Any]:
    return Column(naam, Text, nullable=leeg)


def _aantal(naam: str, leeg: bool = True) -> Column[Any]:
    return Column(naam, Integer, nullable=leeg)


RIJEN: dict[str, Table] = {
    "praktijken": _rijen(
        "praktijken",
        _tekst("praktijk_id", leeg=False),
        _tekst("gemeentecode", leeg=False),
        Column("lon", Float),
        Column("lat", Float),
        _aantal("huisartsen"),
    ),
    "opleiders": _rijen(
        "opleiders",
        _tekst("opleider_id", leeg=False),
        _tekst("praktijk_id"),
        _tekst("gemeentecode"),
        _tekst("instituut", leeg=False),
        _tekst("soort"),
        _tekst("leeftijdsklasse"),
        Column("erkend_tot", Date),
    ),
    "aantallen": _rijen(
        "aantallen",
        _tekst("gemeentecode", leeg=False),
        _aantal("praktijken", leeg=False),
        _aantal("huisartsen"),
        Column("per_instituut", JSON, nullable=False),
    ),
    "inwoners": _rijen("inwoners", _tekst("gemeentecode", leeg=False), _aantal("inwoners", leeg=False)),
    "plan": _rijen(
        "plan",
        _tekst("gemeentecode", leeg=False),
        _tekst("staat", leeg=False),
        _tekst("instituten", leeg=False),
        _tekst("status"),
        _tekst("opmerking"),
        Column("vanaf", Date),
    ),
    "plekken": _rijen(
        "plekken",
        _aantal("jaar", leeg=False),
        _tekst("ronde", leeg=False),
        _tekst("locatie", leeg=False),
        *(_aantal(naam) for naam in ("berekend", "aangeboden", "loting", "geplaatst", "gestart")),
    ),
    "verzorgingsgebied": _rijen(
        "verzorgingsgebied",
        _tekst("gemeentecode", leeg=False),
        _tekst("locatie", leeg=False),
        Column("aandeel", Float, nullable=False),
    ),
    "stageplekken": _rijen(
        "stageplekken",
        _tekst("locatie"),
        _tekst("gemeentecode"),
        _tekst("soort", leeg=False),
        _aantal("plekken", leeg=False),
    ),
}
"""Kind -> the table with its rows."""
