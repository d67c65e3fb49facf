"""What a page with a plan open asks every few seconds: who else is there, and did anything change."""

from __future__ import annotations

from dataclasses import asdict

from flask import Flask, Response, abort, jsonify, request

from hn_dash.services.plan.bericht import Kijker
from hn_dash.services.plan.bewerking import Bewerking

KIJK = "/werving/kijk"


def registreer_kijken(server: Flask, bewerking: Bewerking) -> None:
    """Add the address. It is no callback of Dash: sixty open pages ask it, and nearly always nothing has changed."""

    @server.post(KIJK)
    def kijk() -> Response:
        body = request.get_json(force=True, silent=True)
        if not isinstance(body, dict):
            abort(400)
        kijker = Kijker.lees(**body)
        if kijker.weg:
            bewerking.ga_weg(kijker)
            return Response(status=204)
        return jsonify(asdict(bewerking.kijk(kijker)))
