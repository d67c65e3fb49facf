"""From settings to a listening server, and a plain sentence when that does not work."""

from __future__ import annotations

import gc
import hashlib
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from hn_dash.errors import GebruikersFout

if TYPE_CHECKING:
    from hn_dash.dataset import Grondslag
    from hn_dash.services.catalogus.magazijn import Magazijn
    from hn_dash.settings import Settings

GEWEIGERD, VERKEERD_GEBRUIK = 1, 2
"""Exit codes."""


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


@contextmanager
def zonder_opruimen() -> Iterator[None]:
    """Make what stays without looking for what can go: that is a sixth of the time to start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _stop(regels: list[str], uitgang: int) -> NoReturn:
    sys.stderr.write("\n".join(regels) + "\n")
    raise SystemExit(uitgang) from None


def laad_voorbeeld(settings: Settings) -> Grondslag:
    """The data and the plan in HN_DATA_MAP, with the regions of HN_REGIO when given.

    Raises
    ------
    InvoerFout : every file that is missing, changed or wrong
    """
    from hn_dash.geo.indelingen import read_geo
    from hn_dash.ingest.pakket.pakket import read_grondslag

    grondslag = read_grondslag(settings.data_map, read_geo(settings.data_map / "geo", settings.data_dir / "geo"))
    if settings.regio is None:
        return grondslag
    from hn_dash.geo.regio import read_regio

    dataset = grondslag.dataset
    regio = read_regio(settings.regio, dataset.geo.indeling(dataset.indeling))
    vingerafdruk = hashlib.sha256(f"{dataset.vingerafdruk}\n{regio.to_csv()}".encode()).hexdigest()
    return replace(grondslag, dataset=replace(dataset, regio=regio, vingerafdruk=vingerafdruk))


def laad_magazijn(settings: Settings) -> Magazijn:
    """Everything that was read in, over the example."""
    from hn_dash.services.catalogus.magazijn import Magazijn
    from hn_dash.store.databank import Databank

    databank = Databank(settings.data_dir, settings.database_url.get_secret_value())
    return Magazijn(laad_voorbeeld(settings), databank, settings.postcodes)


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
