"""What keeps a browser, another site and a forged request in their place."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import orjson
import structlog
from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, abort, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException

from hn_dash.errors import BerichtFout, GebruikersFout, SelectieFout, plaatsen

MAX_BODY = 256 * 1024
"""Bytes in one callback; the largest of ours is a few kilobytes."""
AANROEP = "/_dash-update-component"
CSP = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
TELLERS = ("n_clicks", "n_intervals", "submit_n_clicks")
ADRESSEN = ("pathname", "search")
KOPPEN = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ZINNEN = {
    400: "Dit verzoek is niet te lezen. Laad de pagina opnieuw.",
    404: "Dit adres bestaat niet. Controleer het, of begin op het overzicht.",
    405: "Dit adres kent deze bewerking niet.",
    413: f"Dit verzoek is te groot; het maximum is {MAX_BODY // 1024} kB.",
}

log = structlog.get_logger("hn_dash")


class StrengeJson(DefaultJSONProvider):
    """JSON as the standard has it: no NaN, no half characters, no bottomless nesting."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Read JSON; `ValueError` (HTTP 400) for anything else."""
        return orjson.loads(s)


def bescherm(app: Dash) -> None:
    """Guard an app; call it after every callback is registered, because the CSP names their scripts."""
    server: Flask = app.server
    server.json = StrengeJson(server)
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    koppen = {**KOPPEN, "Content-Security-Policy": CSP.format(hashes=" ".join(app.csp_hashes()))}

    @server.before_request
    def keur() -> None:
        if request.method == "POST" and not is_eigen(request.host, request.headers):
            abort(403, "Dit verzoek komt van een andere site en is geweigerd. Open HN dash zelf in de browser.")

    @server.after_request
    def zet_koppen(antwoord: Response) -> Response:
        antwoord.headers.update(koppen)
        antwoord.headers.setdefault("Cache-Control", "no-store")
        return antwoord

    server.register_error_handler(HTTPException, _http_fout)
    server.register_error_handler(GebruikersFout, _gebruikersfout)
    server.register_error_handler(DependencyException, lambda fout: _tekst(ZINNEN[404], 404))
    server.register_error_handler(Exception, _programmafout)


def keur_aanroepen(app: Dash) -> None:
    """Refuse a callback that is not one of ours before Dash reads it."""

    @app.server.before_request
    def keur() -> None:
        if request.path != AANROEP or request.method != "POST":
            return
        if not is_aanroep(request.get_json(silent=True), app.callback_map):
            abort(400, "Deze aanroep hoort niet bij HN dash. Laad de pagina opnieuw.")


def is_eigen(host: str, koppen: Headers) -> bool:
    """Whether a request that may change something comes from our own pages, or from no browser at all."""
    origin = koppen.get("Origin")
    if origin is not None:
        return _netloc(origin) == host.lower()
    return koppen.get("Sec-Fetch-Site", "none") in ("same-origin", "none")


def _netloc(adres: str) -> str:
    try:
        return urlsplit(adres).netloc.lower()
    except ValueError:
        return ""


def is_aanroep(body: Any, callbacks: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a body is a call of one of our callbacks: its outputs, inputs and state, all of them and no others.

    What counts clicks is a number, an address is text; what people fill in may still be anything, and is up to the
    callback.
    """
    uitvoer = body.get("output") if isinstance(body, dict) else None
    callback = callbacks.get(uitvoer) if isinstance(uitvoer, str) else None
    if callback is None or "callback" not in callback:
        return False
    inputs = _plaatsen(callback["inputs"])
    veranderd = body.get("changedPropIds", [])
    return (
        _plaatsen(body.get("inputs")) == inputs
        and _plaatsen(body.get("state", [])) == _plaatsen(callback["state"])
        and _uitvoer(body.get("outputs")) == uitvoer
        and isinstance(veranderd, list)
        and all(isinstance(naam, str) and naam in inputs for naam in veranderd)
        and all(_is_waarde(deel) for deel in (*body["inputs"], *body.get("state", [])))
    )


def _is_waarde(deel: Mapping[str, Any]) -> bool:
    waarde, eigenschap = deel.get("value"), deel["property"]
    if waarde is None:
        return True
    if eigenschap in TELLERS:
        return type(waarde) is int and 0 <= waarde < 2**53
    return isinstance(waarde, str) if eigenschap in ADRESSEN else True


def _uitvoer(outputs: Any) -> str:
    """The name that Dash gives a callback with these outputs."""
    return f"..{'...'.join(_plaatsen(outputs))}.." if isinstance(outputs, list) else _plaats(outputs)


def _plaatsen(delen: Any) -> list[str]:
    return [_plaats(deel) for deel in delen] if isinstance(delen, list) else [""]


def _plaats(deel: Any) -> str:
    """id.property; "", which is nobody's, when the part has no such shape."""
    kenmerk, eigenschap = (deel.get("id"), deel.get("property")) if isinstance(deel, dict) else (None, None)
    return f"{kenmerk}.{eigenschap}" if isinstance(kenmerk, str) and isinstance(eigenschap, str) else ""


def _tekst(zin: str, status: int) -> Response:
    return Response(zin + "\n", status, content_type="text/plain; charset=utf-8")


def _http_fout(fout: HTTPException) -> Response:
    eigen = fout.description != type(fout).description
    zin = fout.description if eigen and fout.description else ZINNEN.get(fout.code or 0, "Dit verzoek kan niet.")
    return _tekst(zin, fout.code or 500)


def _gebruikersfout(fout: GebruikersFout) -> Response:
    zinnen = [fout.zin, *(str(bevinding) for bevinding in fout.bevindingen if bevinding.zin not in fout.zin)]
    return _tekst("\n".join(zinnen), 400 if isinstance(fout, SelectieFout | BerichtFout) else 503)


def _programmafout(fout: Exception) -> Response:
    """Our bug: a reference for the user, the place in the code for us, and no value of anyone in the log."""
    kenmerk = secrets.token_hex(4)
    route = request.url_rule.rule if request.url_rule else "onbekend"
    log.error("programmafout", kenmerk=kenmerk, route=route, soort=type(fout).__name__, plaatsen=plaatsen(fout))
    return _tekst(
        f"Er ging iets mis in HN dash (kenmerk {kenmerk}). Probeer het opnieuw; "
        "blijft het misgaan, geef dit kenmerk dan door aan de beheerder.",
        500,
    )
