"""The limit of a server: the same answer, made already, through a bare jsonify."""

from __future__ import annotations

import json

from flask import Flask, Response, jsonify

from hn_dash.bench.sessie import AANROEP
from hn_dash.bench.vragen import KEUZES, Bezoek
from hn_dash.dataset import Grondslag


def maak_server(grondslag: Grondslag) -> Flask:
    """One address that always gives the same recolour."""
    bezoek = Bezoek(grondslag)
    antwoord = json.loads(bezoek.vraag(bezoek.herkleur(KEUZES[0])))
    server = Flask("kaal")
    server.add_url_rule("/", view_func=lambda: "ok")

    @server.post(AANROEP)
    def herkleur() -> Response:
        return jsonify(antwoord)

    return server
