"""The data twin of every view, as a file."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, abort, request

from hn_dash.domain import maten
from hn_dash.errors import SelectieFout
from hn_dash.services.catalogus.plankeuze import Catalogus
from hn_dash.views.presentatie import Presentatie
from hn_dash.views.uitvoer.csv import STIJLEN, Stijl
from hn_dash.views.uitvoer.export import FORMATEN, build_export


def registreer_download(server: Flask, gegevens: Catalogus) -> None:
    """Add the address of every view's file."""

    @server.get("/download/<path:naam>")
    def download(naam: str) -> Response:
        view, _, formaat = naam.partition(".")
        if view not in maten.MATEN or formaat not in FORMATEN:
            abort(
                404, f"Deze download bestaat niet. Kies {', '.join(maten.MATEN)}, gevolgd door .{', .'.join(FORMATEN)}."
            )
        query = dict(request.args.items(multi=True))
        stijl = stijl_van(query)
        grondslag = gegevens(query)
        selectie = maten.from_query(view, query, grondslag)
        Presentatie.op_indeling(query, selectie.indeling, grondslag.dataset.geo)
        export = build_export(selectie, formaat, stijl, grondslag)
        gegevens.noteer_uitvoer("scherm", f"{export.naam} {selectie.to_query(grondslag)}".strip())
        antwoord = Response(export.inhoud, content_type=export.mimetype)
        antwoord.headers.set("Content-Disposition", "attachment", filename=export.naam)
        return antwoord


def stijl_van(query: Mapping[str, str]) -> Stijl:
    """How a CSV is asked for; `SelectieFout` for a way that does not exist."""
    stijl = next((stijl for stijl in STIJLEN if stijl == query.get("csv", "nl")), None)
    if stijl is None:
        raise SelectieFout(f"Deze CSV-stijl bestaat niet. Kies csv={' of csv='.join(STIJLEN)}.")
    return stijl
