"""The database: SQLite in our own folder, or PostgreSQL; always on the newest tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, IntegrityError, OperationalError

from hn_dash.errors import StartFout

BESTAND = "hn_dash.sqlite"
MIGRATIES = Path(__file__).parent / "migraties"
WACHT = 30
"""Seconds that a writer waits for another one."""


class Databank:
    """Reads and writes in transactions; the tables are made or brought up to date by the first write.

    Parameters
    ----------
    data_dir : the folder for SQLite; made when something is written
    url : postgresql://…, or empty for SQLite
    """

    def __init__(self, data_dir: Path, url: str = "") -> None:
        self.bestand = data_dir / BESTAND
        self.sqlite = not url
        try:
            adres = make_url(url or f"sqlite:///{self.bestand}")
            if url and adres.get_backend_name() != "postgresql":
                raise ArgumentError(url)
            self.engine = _maak_engine(adres.set(drivername="postgresql+psycopg") if url else adres)
        except ArgumentError:
            zin = "HN_DATABASE_URL is geen adres van PostgreSQL; schrijf postgresql://gebruiker:wachtwoord@server/naam."
            raise StartFout(zin) from None
        self._bij = False

    @contextmanager
    def lees(self) -> Iterator[Connection | None]:
        """A transaction that only reads; None when there is no database yet."""
        if not self._is_er():
            yield None
            return
        with _duidelijk(self), self.engine.connect() as verbinding, verbinding.begin():
            yield verbinding

    @contextmanager
    def schrijf(self) -> Iterator[Connection]:
        """A transaction that writes: all of it, or nothing."""
        with _duidelijk(self):
            self.werk_bij()
            with self.engine.connect().execution_options(hn_schrijf=True) as verbinding, verbinding.begin():
                yield verbinding

    @contextmanager
    def schrijf_als_het_kan(self) -> Iterator[Connection | None]:
        """A transaction that writes; None at once when somebody else is writing, or when there are no tables yet."""
        if not self._is_er():
            yield None
            return
        with _duidelijk(self), self.engine.connect().execution_options(hn_schrijf=True) as verbinding:
            with self._zonder_wachten(verbinding):
                try:
                    transactie = verbinding.begin()
                except OperationalError:
                    transactie = None
            if transactie is None:
                yield None
                return
            with transactie:
                yield verbinding if self._aan_de_beurt(verbinding) else None

    def _aan_de_beurt(self, verbinding: Connection) -> bool:
        """Whether nobody else writes what can wait; on SQLite who begins is the only one who writes at all."""
        if self.sqlite:
            return True
        return bool(verbinding.exec_driver_sql("SELECT pg_try_advisory_xact_lock(7451)").scalar())

    @contextmanager
    def _zonder_wachten(self, verbinding: Connection) -> Iterator[None]:
        """While a connection is asked for its turn, it does not wait for it."""
        kaal = verbinding.connection.dbapi_connection if self.sqlite else None
        if kaal is not None:
            kaal.execute("PRAGMA busy_timeout=0")
        try:
            yield
        finally:
            if kaal is not None:
                kaal.execute(f"PRAGMA busy_timeout={1000 * WACHT}")

    def werk_bij(self) -> None:
        """Make the tables, or bring them to the newest version."""
        if self._bij:
            return
        if self.sqlite:
            self.bestand.parent.mkdir(parents=True, exist_ok=True)
        from alembic import command
        from alembic.config import Config

        opzet = Config()
        opzet.set_main_option("script_location", str(MIGRATIES))
        with self.engine.connect().execution_options(hn_schrijf=True) as verbinding, verbinding.begin():
            if not self.sqlite:
                verbinding.exec_driver_sql("SELECT pg_advisory_xact_lock(7450)")
            opzet.attributes["connection"] = verbinding
            command.upgrade(opzet, "head")
        self._bij = True

    def _is_er(self) -> bool:
        if self._bij:
            return True
        if self.sqlite and not self.bestand.is_file():
            return False
        with _duidelijk(self), self.engine.connect() as verbinding:
            er = inspect(verbinding).has_table("alembic_version")
        if er:
            self.werk_bij()
        return er


def _maak_engine(adres: Any) -> Engine:
    if adres.get_backend_name() == "postgresql":
        return create_engine(adres, pool_pre_ping=True, paramstyle="format")
    engine = create_engine(adres, connect_args={"timeout": WACHT})

    @event.listens_for(engine, "connect")
    def richt_in(dbapi: Any, _: Any) -> None:
        dbapi.isolation_level = None  # we begin our own transactions, so that a writer can claim its turn at once
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
            dbapi.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(verbinding: Connection) -> None:
        schrijft = verbinding.get_execution_options().get("hn_schrijf")
        verbinding.exec_driver_sql("BEGIN IMMEDIATE" if schrijft else "BEGIN")

    return engine


@contextmanager
def _duidelijk(databank: Databank) -> Iterator[None]:
    """What a user can mend about a database, in a sentence."""
    try:
        yield
    except (DataError, IntegrityError):
        raise  # ours to prevent, so a bug
    except DatabaseError as fout:
        waar = str(databank.bestand) if databank.sqlite else "HN_DATABASE_URL"
        reden = str(fout.orig).strip().splitlines()[0] if fout.orig else ""
        if databank.sqlite and "locked" in reden:
            raise StartFout("De database is bezet door een andere bewerking; probeer het zo weer.") from fout
        zin = f"De database ({waar}) is niet te gebruiken: {reden}. Controleer de map, de rechten en de schijfruimte."
        raise StartFout(zin) from fout
    except OSError as fout:
        zin = f"De map {databank.bestand.parent} is niet te schrijven; kies een andere met HN_DATA_DIR."
        raise StartFout(zin) from fout
