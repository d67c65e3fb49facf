"""The addresses beside the pages: downloads, map geometry, css and icons, health and metrics."""

from __future__ import annotations

import importlib.util
import time
from functools import cache
from importlib.metadata import version
from pathlib import Path

from flask import Flask, Response, abort, g, jsonify, request, send_file
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest

from hn_dash import __version__
from hn_dash.dataset import Gegevens
from hn_dash.services.catalogus.plankeuze import Catalogus
from hn_dash.web.downloads import registreer_download

ONVERANDERLIJK = "public, max-age=31536000, immutable"
BOOTSTRAP = {"bootstrap.min.css": "bootstrap5/css", "bootstrap-icons.svg": "bootstrap5/icons"}
"""The files of the installed Bootstrap-Flask that pages use, and where they stand in it."""


def registreer_routes(server: Flask, gegevens: Catalogus) -> None:
    """Add every route that is not a page."""
    registreer_download(server, gegevens)
    _registreer_geo(server, gegevens)
    _registreer_bootstrap(server)
    _registreer_toezicht(server, gegevens)


def bootstrap_adres(naam: str) -> str:
    """Where a file of Bootstrap stands on our own server; the version makes it immutable."""
    return f"/statisch/bootstrap/{naam}?v={version('Bootstrap-Flask')}"


def _registreer_geo(server: Flask, gegevens: Gegevens) -> None:
    geografie = gegevens().dataset.geo

    @cache
    def inhoud(jaar: int) -> bytes:
        return geografie.indeling(jaar).browserbestand.read_bytes()

    @server.get("/geo/<path:naam>")
    def geo(naam: str) -> Response:
        namen = {f"{jaar}.{geografie.indeling(jaar).browserhash}.json": jaar for jaar in geografie.jaren}
        if naam not in namen:
            abort(404, "Dit kaartbestand bestaat niet (meer). Laad de pagina opnieuw voor het huidige.")
        antwoord = Response(inhoud(namen[naam]), mimetype="application/json")
        antwoord.headers["Cache-Control"] = ONVERANDERLIJK
        antwoord.set_etag(naam, weak=True)
        antwoord.make_conditional(request)
        return antwoord


def _registreer_bootstrap(server: Flask) -> None:
    spec = importlib.util.find_spec("flask_bootstrap")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("No module named 'flask_bootstrap'", name="flask_bootstrap")
    statisch = Path(spec.origin).parent / "static"

    @server.get("/statisch/bootstrap/<path:naam>")
    def bootstrap(naam: str) -> Response:
        if naam not in BOOTSTRAP:
            abort(404, "Dit bestand bestaat niet.")
        antwoord = send_file(statisch / BOOTSTRAP[naam] / naam)
        if "v" in request.args:
            antwoord.headers["Cache-Control"] = ONVERANDERLIJK
        return antwoord


def _registreer_toezicht(server: Flask, gegevens: Gegevens) -> None:
    register = CollectorRegistry()
    verzoeken = Counter("hn_verzoeken", "Requests by route and status", ["route", "status"], registry=register)
    duur = Histogram("hn_verzoek_seconden", "Seconds from request to answer by route", ["route"], registry=register)

    @server.before_request
    def begin() -> None:
        g.hn_begin = time.perf_counter()

    @server.after_request
    def tel(antwoord: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "onbekend"
        verzoeken.labels(route, str(antwoord.status_code)).inc()
        duur.labels(route).observe(time.perf_counter() - g.hn_begin)
        return antwoord

    @server.get("/health")
    def health() -> Response:
        dataset = gegevens().dataset
        return jsonify(status="ok", versie=__version__, dataset=dataset.vingerafdruk[:12], indeling=dataset.indeling)

    @server.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(register), content_type=CONTENT_TYPE_LATEST)
