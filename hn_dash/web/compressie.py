"""Text goes over the line as gzip; what many ask for is compressed once."""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

SOORTEN = frozenset({"text/html", "text/css", "text/javascript", "application/json", "image/svg+xml"})
MINIMUM = 1024
"""Bytes: a smaller answer gains nothing."""


def comprimeer(server: Flask) -> None:
    """Compress the answers of a server for clients that accept gzip."""
    server.after_request(_comprimeer)


def _comprimeer(antwoord: Response) -> Response:
    if antwoord.mimetype not in SOORTEN or antwoord.status_code != 200 or "Content-Encoding" in antwoord.headers:
        return antwoord
    antwoord.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or (antwoord.content_length or MINIMUM) < MINIMUM:
        return antwoord
    antwoord.direct_passthrough = False
    antwoord.set_data(_gzip(antwoord.get_data()))
    antwoord.headers["Content-Encoding"] = "gzip"
    etag, _ = antwoord.get_etag()
    if etag:
        # Weak: the same file, in other bytes. The value stays, so that a later If-None-Match still gives 304.
        antwoord.set_etag(etag, weak=True)
    return antwoord


@lru_cache(maxsize=64)
def _gzip(inhoud: bytes) -> bytes:
    return gzip.compress(inhoud, 6, mtime=0)
