"""From an application to a listening server, and a plain sentence when that does not work."""

from __future__ import annotations

import errno
import gc
import sys
from typing import TYPE_CHECKING

from hn_dash.errors import StartFout

if TYPE_CHECKING:
    from flask import Flask

    from hn_dash.settings import Settings


MAX_LEZEN = 101 * 1024 * 1024
"""Bytes that waitress takes in, on disk, before the application may refuse a body: a little over the largest upload."""


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
    houd_geladen()
    luisteraar.run()


def houd_geladen() -> None:
    """Let the collector of garbage pass by what is loaded: it stays, and is much more than what one answer makes."""
    gc.collect()
    gc.freeze()


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
