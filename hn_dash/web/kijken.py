"""What a page with a plan open asks every few seconds: who else is there, and did anything change."""

from __future__ import annotations

from flask import Flask, Response, abort, jsonify, request

from hn_dash.services.plan.bericht import Aanwezigheid
from hn_dash.services.plan.bewerking import Bewerking

KIJK = "/werving/kijk"


def registreer_kijken(server: Flask, bewerking: Bewerking) -> None:
    """Add the address. It is no callback of Dash: sixty open pages ask it, and nearly always nothing has changed."""

    @server.post(KIJK)
    def kijk() -> Response:
        velden = request.get_json(force=True, silent=True)  # the page says goodbye with a beacon, which has no type
        if not isinstance(velden, dict):
            abort(400, "Deze vraag hoort niet bij HN dash. Laad de pagina opnieuw.")
        wie = Aanwezigheid.lees(**velden)
        if wie.weg:
            bewerking.ga_weg(wie)
            return Response(status=204)
        blik = bewerking.kijk(wie)
        return jsonify(tot=blik.tot, aanwezig=blik.aanwezig, teller=blik.teller)
