"""Answers that depend on the question alone are made once: fifty people in a meeting look at the same map."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock

from cachetools import LRUCache
from flask import Flask, Response, g, request

AANTAL = 512
MAX_VRAAG, MAX_ANTWOORD = 8 * 1024, 64 * 1024
"""Bytes; what is larger is not kept, so that the memory stays below about 36 MB."""


def onthoud(server: Flask, adres: str, is_zuiver: Callable[[str], bool], toestand: Callable[[], Hashable]) -> None:
    """Keep the answers of pure callbacks by the bytes of the question; least recently used ones go first.

    Call it after the guards, so that a question is refused before it is looked up.

    Parameters
    ----------
    adres : the path that callbacks are posted to
    is_zuiver : whether the callback with this output depends on nothing but its inputs and the data
    toestand : differs after every change to the data; an answer holds as long as it is the same
    """
    bewaard: LRUCache[tuple[Hashable, bytes], bytes] = LRUCache(AANTAL)
    slot = Lock()

    @server.before_request
    def zoek() -> Response | None:
        g.hn_vraag = None
        if request.path != adres or request.method != "POST":
            return None
        vraag = request.get_data()
        sleutel = (toestand(), vraag)
        with slot:
            antwoord = bewaard.get(sleutel)
        if antwoord is not None:
            return Response(antwoord, mimetype="application/json")
        g.hn_vraag = sleutel if len(vraag) <= MAX_VRAAG else None
        return None

    @server.after_request
    def bewaar(antwoord: Response) -> Response:
        vraag = g.get("hn_vraag")
        if not vraag or antwoord.status_code != 200 or (antwoord.content_length or 0) > MAX_ANTWOORD:
            return antwoord
        if is_zuiver(request.get_json()["output"]):
            with slot:
                bewaard[vraag] = antwoord.get_data()
        return antwoord
