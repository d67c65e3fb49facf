"""The log: what was read in, accepted, rolled back and handed over."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from hn_dash.store.tabellen.logboek import Gebeurtenis

UITVOER = "uitvoer"
"""What the log calls a download: it changes no data."""


def meld(verbinding: Connection, wie: str, wat: str, snapshot: int | None, zin: str) -> None:
    """Add a line to the log, in the transaction of what it tells."""
    verbinding.execute(insert(Gebeurtenis).values(wanneer=nu(), wie=wie, wat=wat, snapshot_id=snapshot, zin=zin))


def nu() -> str:
    """This moment (UTC), as text that sorts."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
