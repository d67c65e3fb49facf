"""Snapshots: added whole or not at all, accepted, rolled back one step, and never overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from itertools import chain, repeat
from typing import Any

import pandas as pd
from sqlalchemy import Column, Connection, Delete, Dialect, Float, Table, delete, insert, select, update

from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.ingest.soort.totalen import Totalen
from hn_dash.store.databank import Databank
from hn_dash.store.logboek import meld, nu
from hn_dash.store.tabellen.logboek import Gebeurtenis
from hn_dash.store.tabellen.snapshots import RIJEN, AfgekeurdeRij, BevindingRij, Snapshot

AANVAARD, CONCEPT, QUARANTAINE, TERUG, VERVALLEN = "aanvaard", "concept", "quarantaine", "teruggedraaid", "vervallen"
_VAN_SNAPSHOT = ("snapshot_id", "volg")
PER_OPDRACHT = 50
"""Rows that go into the database at a time; databases limit the values in one statement, at 32,766 and above."""


@dataclass(frozen=True, slots=True)
class Kenmerken:
    """What is known of a snapshot besides its rows; see `modellen.Snapshot`."""

    id: int
    soort: str
    peildatum: date
    indeling: int
    bron: str
    bestandsnaam: str
    controlegetal: str
    wie: str
    wanneer: str
    rijen_in: int
    rijen_uit: int
    status: str

    @property
    def rang(self) -> tuple[date, int]:
        """What is newer: the later peildatum, and of one peildatum the one read in last."""
        return self.peildatum, self.id


@dataclass
class NieuwSnapshot:
    """A snapshot in the making, inside one transaction."""

    verbinding: Connection
    id: int
    soort: str
    volg: int = 0

    def voeg_toe(self, rijen: list[dict[str, Any]]) -> None:
        """Add a block of rows; they get their place in the snapshot."""
        if rijen:
            self._voeg_bulk_toe(RIJEN[self.soort], rijen)
            self.volg += len(rijen)

    def _voeg_bulk_toe(self, tabel: Table, rijen: list[dict[str, Any]]) -> None:
        """Many rows in one statement, handed to the driver as they are: compiling each row costs more than storing it.

        Keys that are no column are ignored. A statement for `PER_OPDRACHT` rows takes half the time of one for each.
        """
        dialect = self.verbinding.dialect
        velden = [kolom for kolom in tabel.columns if kolom.name not in _VAN_SNAPSHOT]
        statement = insert(tabel).compile(dialect=dialect)
        assert statement.positiontup == [*_VAN_SNAPSHOT, *(kolom.name for kolom in velden)]  # noqa: S101
        kolommen = [_waarden(kolom, rijen, dialect) for kolom in velden]
        plaatsen = range(self.volg, self.volg + len(rijen))
        waarden = tuple(chain.from_iterable(zip(repeat(self.id), plaatsen, *kolommen, strict=False)))
        opdracht, _, rij = str(statement).rpartition(" VALUES ")
        breedte, heel = len(statement.positiontup), len(rijen) - len(rijen) % PER_OPDRACHT
        for per, deel in ((PER_OPDRACHT, waarden[: heel * breedte]), (1, waarden[heel * breedte :])):
            if deel:
                stap = per * breedte
                reeksen = [deel[n : n + stap] for n in range(0, len(deel), stap)]
                self.verbinding.exec_driver_sql(f"{opdracht} VALUES {', '.join([rij] * per)}", reeksen)

    def sluit_af(
        self,
        kop: Mapping[str, Any],
        totalen: Totalen,
        bevindingen: Sequence[Bevinding],
        afgekeurd: Mapping[int, Mapping[str, str]],
    ) -> None:
        """Write what became known while reading."""
        waarden = {**kop, "totalen": totalen.als_dict(), "rijen_uit": self.volg}
        self.verbinding.execute(update(Snapshot).where(Snapshot.id == self.id).values(waarden))
        if bevindingen:
            regels = [
                {"snapshot_id": self.id, "volg": n, **{v: getattr(b, v) for v in _BEVINDING}}
                for n, b in enumerate(bevindingen)
            ]
            self.verbinding.execute(insert(BevindingRij), regels)
        if afgekeurd:
            rijen = [{"snapshot_id": self.id, "rij": rij, "cellen": cellen} for rij, cellen in afgekeurd.items()]
            self.verbinding.execute(insert(AfgekeurdeRij), rijen)


def _waarden(kolom: Column[Any], rijen: list[dict[str, Any]], dialect: Dialect) -> list[Any]:
    """One column of some rows, as the driver takes it."""
    waarden = [rij[kolom.name] for rij in rijen]
    zet = None if isinstance(kolom.type, Float) else kolom.type.dialect_impl(dialect).bind_processor(dialect)
    return [None if waarde is None else zet(waarde) for waarde in waarden] if zet else waarden


_BEVINDING = ("ernst", "regel", "rij", "kolom", "waarde", "zin", "voorstel")


class Snapshots:
    """All snapshots of a database."""

    def __init__(self, databank: Databank) -> None:
        self.databank = databank

    def lijst(self) -> list[Kenmerken]:
        """Every snapshot, the last read in first."""
        with self.databank.lees() as verbinding:
            if verbinding is None:
                return []
            kolommen = [getattr(Snapshot, veld.name) for veld in fields(Kenmerken)]
            return [Kenmerken(*rij) for rij in verbinding.execute(select(*kolommen).order_by(Snapshot.id.desc()))]

    def totalen(self, nummer: int) -> Totalen:
        """What a snapshot adds up to."""
        with self.databank.lees() as verbinding:
            kop = (
                None if verbinding is None else verbinding.scalar(select(Snapshot.totalen).where(Snapshot.id == nummer))
            )
        return Totalen.uit_dict(kop) if kop else Totalen()

    def zoek(self, nummer: int) -> Kenmerken:
        """One snapshot; `InvoerFout` when there is none with that number."""
        gevonden = next((kenmerken for kenmerken in self.lijst() if kenmerken.id == nummer), None)
        if gevonden is None:
            raise InvoerFout(f"Snapshot {nummer} bestaat niet; zie `datasets list`.")
        return gevonden

    def geldend(self, peildatum: date | None = None) -> dict[str, Kenmerken]:
        """Per kind the newest accepted snapshot, up to and including a peildatum."""
        uit: dict[str, Kenmerken] = {}
        for kenmerken in self.lijst():
            if kenmerken.status != AANVAARD or (peildatum and kenmerken.peildatum > peildatum):
                continue
            vorige = uit.get(kenmerken.soort)
            if vorige is None or kenmerken.rang > vorige.rang:
                uit[kenmerken.soort] = kenmerken
        return uit

    def rijen(self, nummer: int, soort: str) -> pd.DataFrame:
        """The rows of a snapshot, with `rij` first."""
        tabel = RIJEN[soort]
        kolommen = [kolom for kolom in tabel.columns if kolom.name not in _VAN_SNAPSHOT]
        vraag = select(*kolommen).where(tabel.c.snapshot_id == nummer).order_by(tabel.c.volg)
        with self.databank.lees() as verbinding:
            rijen = [] if verbinding is None else [tuple(rij) for rij in verbinding.execute(vraag)]
        return pd.DataFrame(rijen, columns=[kolom.name for kolom in kolommen])

    def waarden(self, nummer: int, soort: str, *kolommen: str) -> Sequence[tuple[Any, ...]]:
        """Some columns of text of the rows of a snapshot, in no order, as the driver gives them."""
        tabel = RIJEN[soort]
        velden = [tabel.c[kolom] for kolom in kolommen]
        with self.databank.lees() as verbinding:
            if verbinding is None:
                return []
            return verbinding.execute(select(*velden).where(tabel.c.snapshot_id == nummer)).cursor.fetchall()

    def plaatsen(self, praktijken: int, opleiders: int) -> dict[str, str]:
        """praktijk_id -> gemeentecode of the praktijken of one snapshot that the opleiders of another refer to."""
        p, o = RIJEN["praktijken"], RIJEN["opleiders"]
        genoemd = select(o.c.praktijk_id).where(o.c.snapshot_id == opleiders)
        vraag = select(p.c.praktijk_id, p.c.gemeentecode).where(p.c.snapshot_id == praktijken)
        with self.databank.lees() as verbinding:
            if verbinding is None:
                return {}
            return dict(verbinding.execute(vraag.where(p.c.praktijk_id.in_(genoemd))).cursor.fetchall())

    def bevindingen(self, nummer: int) -> list[Bevinding]:
        """What was found about a snapshot."""
        vraag = select(*(getattr(BevindingRij, veld) for veld in _BEVINDING)).where(BevindingRij.snapshot_id == nummer)
        with self.databank.lees() as verbinding:
            rijen = [] if verbinding is None else verbinding.execute(vraag.order_by(BevindingRij.volg)).mappings().all()
        return [Bevinding(**rij) for rij in rijen]

    def afgekeurd(self, nummer: int) -> dict[int, dict[str, str]]:
        """The rejected rows of a snapshot: row number -> cells."""
        vraag = select(AfgekeurdeRij.rij, AfgekeurdeRij.cellen).where(AfgekeurdeRij.snapshot_id == nummer)
        with self.databank.lees() as verbinding:
            return {} if verbinding is None else dict(verbinding.execute(vraag.order_by(AfgekeurdeRij.rij)).all())

    def log(self, aantal: int = 200) -> list[dict[str, Any]]:
        """What was done, newest first."""
        kolommen = (Gebeurtenis.wanneer, Gebeurtenis.wie, Gebeurtenis.wat, Gebeurtenis.snapshot_id, Gebeurtenis.zin)
        with self.databank.lees() as verbinding:
            if verbinding is None:
                return []
            vraag = select(*kolommen).order_by(Gebeurtenis.id.desc()).limit(aantal)
            return [dict(rij) for rij in verbinding.execute(vraag).mappings()]

    @contextmanager
    def nieuw(self, kop: Mapping[str, Any]) -> Iterator[NieuwSnapshot]:
        """Make a snapshot; when anything goes wrong inside, there is none."""
        with self.databank.schrijf() as verbinding:
            leeg = {"rijen_in": 0, "rijen_uit": 0, "status": CONCEPT, "totalen": {}, "wanneer": nu()}
            nummer = verbinding.execute(insert(Snapshot).values({**leeg, **kop}).returning(Snapshot.id)).scalar_one()
            yield NieuwSnapshot(verbinding, nummer, kop["soort"])
            meld(verbinding, kop["wie"], "ingelezen", nummer, f"{kop['soort']} uit {kop['bestandsnaam']}")

    def aanvaard(self, nummer: int, wie: str) -> Kenmerken:
        """Let a checked snapshot count."""
        return self._wordt(nummer, wie, AANVAARD, {CONCEPT}, "Alleen een gecontroleerd bestand is te aanvaarden")

    def verwerp(self, nummer: int, wie: str) -> Kenmerken:
        """Drop a snapshot that was never accepted, rows and all."""
        tabel = RIJEN[self.zoek(nummer).soort]
        return self._wordt(
            nummer,
            wie,
            VERVALLEN,
            {CONCEPT, QUARANTAINE},
            "Wat aanvaard is, is alleen terug te draaien",
            [
                delete(tabel).where(tabel.c.snapshot_id == nummer),
                delete(AfgekeurdeRij).where(AfgekeurdeRij.snapshot_id == nummer),
            ],
        )

    def draai_terug(self, soort: str, wie: str) -> Kenmerken:
        """Take back the newest accepted snapshot of a kind: the one before it counts again."""
        geldend = self.geldend().get(soort)
        if geldend is None:
            raise InvoerFout(f"Van {soort} is niets aanvaard, dus valt er niets terug te draaien.")
        return self._wordt(geldend.id, wie, TERUG, {AANVAARD}, "Dit is al teruggedraaid")

    def noteer(self, wie: str, wat: str, zin: str) -> None:
        """Add a line to the log."""
        with self.databank.schrijf() as verbinding:
            meld(verbinding, wie, wat, None, zin)

    def _wordt(
        self, nummer: int, wie: str, status: str, van: set[str], waarom: str, ook: Sequence[Delete] = ()
    ) -> Kenmerken:
        kenmerken = self.zoek(nummer)
        with self.databank.schrijf() as verbinding:
            geraakt = verbinding.execute(
                update(Snapshot).where(Snapshot.id == nummer, Snapshot.status.in_(van)).values(status=status)
            )
            if geraakt.rowcount != 1:
                raise InvoerFout(f"Snapshot {nummer} heeft de status “{kenmerken.status}”. {waarom}.")
            for opdracht in ook:
                verbinding.execute(opdracht)
            meld(verbinding, wie, status, nummer, f"{kenmerken.soort} van {kenmerken.peildatum.isoformat()}")
        return self.zoek(nummer)
