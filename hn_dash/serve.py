"""From settings to a listening server, and a plain sentence when that does not work."""

from __future__ import annotations

import errno
import hashlib
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from hn_dash.errors import GebruikersFout, StartFout

if TYPE_CHECKING:
    from flask import Flask

    from hn_dash.ingest.dataset import Dataset
    from hn_dash.settings import Settings
    from hn_dash.store.magazijn import Magazijn

GEWEIGERD, VERKEERD_GEBRUIK = 1, 2
"""Exit codes."""
MAX_LEZEN = 101 * 1024 * 1024
"""Bytes that waitress takes in, on disk, before the application may refuse a body: a little over the largest upload."""


@contextmanager
def nette_afloop() -> Iterator[None]:
    """Turn what the reader can mend into Dutch sentences on stderr and an exit code, instead of a traceback."""
    try:
        yield
    except GebruikersFout as fout:
        from hn_dash.settings import InstellingFout

        bijzonder = [str(bevinding) for bevinding in fout.bevindingen if bevinding.zin not in fout.zin]
        regels = [fout.zin, *(f"- {zin}" for zin in bijzonder)]
        _stop(regels, VERKEERD_GEBRUIK if isinstance(fout, InstellingFout) else GEWEIGERD)
    except ModuleNotFoundError as fout:
        if (fout.name or "hn_dash").startswith("hn_dash"):
            raise
        _stop(
            [f"Het pakket {fout.name} ontbreekt in deze Python; start met `make run`, dat alles installeert."],
            GEWEIGERD,
        )


def _stop(regels: list[str], uitgang: int) -> NoReturn:
    sys.stderr.write("\n".join(regels) + "\n")
    raise SystemExit(uitgang) from None


def laad_dataset(settings: Settings) -> Dataset:
    """The data in HN_DATA_MAP, with the regions of HN_REGIO when given.

    Raises
    ------
    InvoerFout : every file that is missing, changed or wrong
    """
    from hn_dash.geo.indelingen import read_geo
    from hn_dash.ingest.pakket import read_dataset

    dataset = read_dataset(settings.data_map, read_geo(settings.data_map / "geo", settings.data_dir / "geo"))
    if settings.regio is None:
        return dataset
    from hn_dash.geo.regio import read_regio

    regio = read_regio(settings.regio, dataset.geo.indeling(dataset.indeling))
    vingerafdruk = hashlib.sha256(f"{dataset.vingerafdruk}\n{regio.to_csv()}".encode()).hexdigest()
    return replace(dataset, regio=regio, vingerafdruk=vingerafdruk)


def laad_magazijn(settings: Settings) -> Magazijn:
    """Everything that was read in, over the example."""
    from hn_dash.store.databank import Databank
    from hn_dash.store.magazijn import Magazijn

    databank = Databank(settings.data_dir, settings.database_url.get_secret_value())
    return Magazijn(laad_dataset(settings), databank, settings.postcodes)


def serveer(server: Flask, settings: Settings) -> None:
    """Serve until Ctrl+C; `StartFout` when the address cannot be had."""
    from waitress import create_server

    try:
        luisteraar = create_server(
            server,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            max_request_body_size=MAX_LEZEN,
            ident="",
        )
    except (OSError, ValueError) as fout:
        raise StartFout(_waarom_niet(getattr(fout, "errno", None), settings)) from fout
    adres = f"[{settings.host}]" if ":" in settings.host else settings.host
    sys.stdout.write(f"HN dash draait op http://{adres}:{settings.port} (stoppen: Ctrl+C)\n")
    sys.stdout.flush()
    luisteraar.run()


def _waarom_niet(nummer: int | None, settings: Settings) -> str:
    if nummer == errno.EADDRINUSE:
        vrij = settings.port + 1 if settings.port < 65535 else 8050
        return (
            f"Poort {settings.port} op {settings.host} is al in gebruik. "
            f"Stop het andere programma of kies een andere poort, bijvoorbeeld HN_PORT={vrij}."
        )
    if nummer == errno.EACCES:
        return f"Poort {settings.port} is voorbehouden aan het systeem. Kies er een boven 1024, zoals HN_PORT=8050."
    return f"HN dash kan niet luisteren op HN_HOST={settings.host}. Kies een adres van deze computer, zoals 127.0.0.1."


def richt_logs_in(niveau: str) -> None:
    """One JSON line per event on stderr."""
    import structlog

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[niveau.upper()]),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
