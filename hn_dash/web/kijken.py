"""What a page with a plan open asks every few seconds: who else is there, and did anything change."""

from __future__ import annotations

from typing import Annotated

from flask import Flask, Response, abort, jsonify, request
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from hn_dash.services.plan.bewerking import Bewerking

KIJK = "/werving/kijk"
Kenmerk = Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{8,64}$")]


class Kijker(BaseModel):
    """Who looks at which plan, and where in it; `weg` when they leave."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    plan: Annotated[str, StringConstraints(max_length=20)]
    sessie: Kenmerk
    wie: Annotated[str, StringConstraints(max_length=60)] = ""
    waar: Annotated[str, StringConstraints(max_length=10)] = ""
    weg: bool = False


def registreer_kijken(server: Flask, bewerking: Bewerking) -> None:
    """Add the address. It is no callback of Dash: sixty open pages ask it, and nearly always nothing has changed."""

    @server.post(KIJK)
    def kijk() -> Response:
        try:
            kijker = Kijker.model_validate_json(request.get_data())
        except ValidationError:
            abort(400, "Deze vraag hoort niet bij HN dash. Laad de pagina opnieuw.")
        if kijker.weg:
            bewerking.ga_weg(kijker.plan, kijker.sessie)
            return Response(status=204)
        blik = bewerking.kijk(kijker.plan, kijker.sessie, kijker.wie, kijker.waar)
        return jsonify(tot=blik.tot, aanwezig=blik.aanwezig, teller=blik.teller)
