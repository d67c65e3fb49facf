"""Text goes over the line as brotli or gzip; what is the same for many is compressed once."""

from __future__ import annotations

import gzip
from hashlib import sha256
from threading import Condition

import brotli
from cachetools import LRUCache, cached
from cachetools.keys import hashkey
from flask import Flask, Response, request

OOK_TEKST = frozenset({"application/json", "application/geo+json", "application/javascript", "image/svg+xml"})
"""Text by another name."""
CODERINGEN = ("br", "gzip")
"""What we prefer comes first."""
MINIMUM = 1024
"""Bytes: a smaller answer gains nothing."""
BEWAARD = 32 << 20
"""Bytes of compressed answers that are kept; least recently used ones go first."""
VLOT, GRONDIG = 5, 10
"""Quality of brotli: 5 is smaller and sooner done than gzip; 10 saves a tenth more, and takes ten times as long."""
_wachten = Condition()


def comprimeer(server: Flask) -> None:
    """Compress the answers of a server for clients that accept it."""
    server.after_request(_comprimeer)


def _comprimeer(antwoord: Response) -> Response:
    soort = antwoord.mimetype or ""
    if not soort.startswith("text/") and soort not in OOK_TEKST:
        return antwoord
    antwoord.vary.add("Accept-Encoding")
    codering = request.accept_encodings.best_match(CODERINGEN)
    if codering is None or antwoord.status_code != 200 or (antwoord.content_length or MINIMUM) < MINIMUM:
        return antwoord
    antwoord.direct_passthrough = False
    inhoud = antwoord.get_data()
    antwoord.set_data(ingepakt(sha256(inhoud).digest(), codering, bool(antwoord.cache_control.immutable), inhoud))
    antwoord.headers["Content-Encoding"] = codering
    etag, _ = antwoord.get_etag()
    if etag:
        # Weak: the same file, in other bytes. The value stays, so that a later If-None-Match still gives 304.
        antwoord.set_etag(etag, weak=True)
    return antwoord


@cached(
    LRUCache(BEWAARD, getsizeof=len),
    key=lambda som, codering, blijft, inhoud: hashkey(som, codering, blijft),
    lock=_wachten,
    condition=_wachten,
    info=True,
)
def ingepakt(som: bytes, codering: str, blijft: bool, inhoud: bytes) -> bytes:
    """Some bytes in a coding of HTTP; who asks for what another is compressing waits for it.

    Parameters
    ----------
    som : the checksum of `inhoud`
    blijft : whether a browser asks for it only once, so that it may take a moment
    """
    if codering == "gzip":
        return gzip.compress(inhoud, 9 if blijft else 6, mtime=0)
    return brotli.compress(inhoud, quality=GRONDIG if blijft else VLOT)
