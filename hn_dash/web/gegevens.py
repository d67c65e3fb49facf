"""Files in and out beside the views: uploads, templates, what is loaded, and what was found."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, Response, abort, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from hn_dash.domain.basis.instituten import geldig_op
from hn_dash.errors import GebruikersFout
from hn_dash.ingest.soort.soorten import SOORTEN, Soort
from hn_dash.services.bericht import Aanlevering
from hn_dash.services.gegevens.snapshots import Beheer
from hn_dash.services.taken import MAX_UPLOAD, TE_GROOT
from hn_dash.views.uitvoer.csv import to_csv
from hn_dash.views.uitvoer.export import FORMATEN, bestandsnaam
from hn_dash.views.uitvoer.sjablonen import (
    build_afgekeurd_csv,
    build_bestand,
    build_bevindingen_csv,
    build_sjabloon_csv,
    build_sjabloon_xlsx,
)
from hn_dash.views.uitvoer.xlsx import to_xlsx
from hn_dash.web.downloads import stijl_van

UPLOAD = "/gegevens/upload"
DEEL = 64 * 1024


def registreer_bestanden(server: Flask, beheer: Beheer) -> None:
    """Add the addresses of the page Gegevens."""

    @server.before_request
    def grens() -> None:
        if request.path == UPLOAD:
            request.max_content_length = MAX_UPLOAD + DEEL

    @server.post(UPLOAD)
    def upload() -> tuple[Response, int]:
        try:
            naam = Aanlevering.lees(naam=request.args.get("naam", "")[:120]).naam or "bestand"
            return jsonify(beheer.upload(naam, _stroom())), 200
        except RequestEntityTooLarge:
            return jsonify(fout=TE_GROOT), 413
        except GebruikersFout as fout:
            zinnen = [fout.zin, *(str(b) for b in fout.bevindingen[:5] if b.zin not in fout.zin)]
            return jsonify(fout=" ".join(zinnen)), 400

    @server.get("/sjabloon/<naam>.<formaat>")
    def sjabloon(naam: str, formaat: str) -> Response:
        soort = _soort(naam, formaat)
        dataset = beheer.grondslag().dataset
        instituten = geldig_op(dataset.instituten, dataset.peildatum)
        inhoud = (build_sjabloon_csv if formaat == "csv" else build_sjabloon_xlsx)(soort, instituten)
        return _bestand(inhoud, f"hn-sjabloon-{naam}.{formaat}", formaat)

    @server.get("/download/gegevens/<naam>.<formaat>")
    def gegevens(naam: str, formaat: str) -> Response:
        soort = _soort(naam, formaat)
        stijl, tabel = stijl_van(request.args), build_bestand(soort, beheer.grondslag(request.args.to_dict()))
        inhoud = to_csv(tabel, stijl) if formaat == "csv" else to_xlsx(tabel)
        bestand = bestandsnaam(naam, tabel.herkomst, formaat)
        beheer.noteer_uitvoer(bestand)
        return _bestand(inhoud, bestand, formaat)

    @server.get("/gegevens/<int:nummer>/<wat>.csv")
    def bevindingen(nummer: int, wat: str) -> Response:
        over = beheer.zoek(nummer)
        if over is None or wat not in ("bevindingen", "afgekeurd"):
            abort(404, "Dit bestand bestaat niet.")
        gevonden = beheer.bevindingen(nummer)
        naam = f"hn-{wat}-{over.soort}-{over.indeling}-{over.peildatum.isoformat()}-{nummer}.csv"
        if wat == "afgekeurd":
            return _bestand(build_afgekeurd_csv(beheer.afgekeurd(nummer), gevonden), naam, "csv")
        kop = {"soort": over.soort, "bestand": over.bestandsnaam, "peildatum": over.peildatum.isoformat()}
        kop |= {"indeling": str(over.indeling), "bron": over.bron}
        return _bestand(build_bevindingen_csv(gevonden, kop), naam, "csv")


def _stroom() -> Iterator[bytes]:
    while deel := request.stream.read(DEEL):
        yield deel


def _soort(naam: str, formaat: str) -> Soort:
    if naam not in SOORTEN or formaat not in ("csv", "xlsx"):
        abort(404, f"Dit bestand bestaat niet. Kies {', '.join(SOORTEN)}, gevolgd door .csv of .xlsx.")
    return SOORTEN[naam]


def _bestand(inhoud: bytes, naam: str, formaat: str) -> Response:
    antwoord = Response(inhoud, content_type=FORMATEN[formaat].mimetype)
    antwoord.headers.set("Content-Disposition", "attachment", filename=naam)
    return antwoord
