"""The table of what was done."""

from __future__ import annotations

from sqlalchemy import (
    ForeignKey,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from hn_dash.store.tabellen.basis import Basis


class Gebeurtenis(Basis):
    """The log: what was done, by whom, when. Rows are added and never changed."""

    __tablename__ = "gebeurtenis"

    id: Mapped[int] = mapped_column(primary_key=True)
    wanneer: Mapped[str] = mapped_column(String(26))
    wie: Mapped[str] = mapped_column(Text)
    wat: Mapped[str] = mapped_column(String(20))
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshot.id"))
    zin: Mapped[str] = mapped_column(Text)
