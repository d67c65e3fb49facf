"""A server on loopback that answers as PDOK and StatLine do, with and without faults.

The answer is the real one of PDOK for 2023 where that file is beside the project, and otherwise one of the same form
made from the embedded shapes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson

from hn_dash.geo.build.bouw import PERCENTAGES
from hn_dash.geo.indelingen import BANDEN, read_geo
from hn_dash.geo.rd import naar_wgs84
from tests.support.server import WORTEL

ECHT = WORTEL.parent / "shared/geo/pdok/wijkenbuurten_gemeenten_2023.json"
STUK = b"<html><body>Onderhoud</body></html>"
BUITENLAND = {"gemeentecode": "GM0998", "gemeentenaam": "Buitenland", "water": "NEE", "jaar": 2023}


@cache
def antwoord() -> bytes:
    """The features of 2023 as PDOK gives them: in degrees, and with the row Buitenland."""
    return ECHT.read_bytes() if ECHT.is_file() else orjson.dumps(_gemaakt())


def kopie(waarde: Any) -> Any:
    """The same, to change as one likes."""
    return orjson.loads(orjson.dumps(waarde))


def _gemaakt() -> dict[str, Any]:
    import numpy as np
    import shapely

    indeling = read_geo(WORTEL / "data/geo").indeling(2023)
    graden = shapely.transform(
        indeling.vormen.geometry.to_numpy(), lambda p: np.column_stack(naar_wgs84(p[:, 0], p[:, 1]))
    )
    features = []
    for (code, rij), vorm in zip(indeling.gemeenten.iterrows(), graden, strict=True):
        som = max(int(rij["inwoners"]), 1)
        eigen = {"gemeentecode": code, "gemeentenaam": rij["gemeentenaam"], "water": "NEE"}
        eigen |= {"aantalInwoners": int(rij["inwoners"]), "oppervlakteTotaalInHa": int(rij["oppervlakte_km2"] * 100)}
        eigen |= {"stedelijkheidAdressenPerKm2": int(rij["stedelijkheid"])}
        eigen |= {naam: round(100 * int(rij[band]) / som) for naam, band in zip(PERCENTAGES, BANDEN, strict=True)}
        features.append({"type": "Feature", "properties": eigen, "geometry": orjson.loads(shapely.to_geojson(vorm))})
    features.append({"type": "Feature", "properties": BUITENLAND, "geometry": features[0]["geometry"]})
    return {"type": "FeatureCollection", "features": features}


@cache
def van_2018() -> bytes:
    """The gemeenten of 2018 in metres: the shapes of 2022, cut into strips where a gemeente was made of several."""
    import shapely

    geo = read_geo(WORTEL / "data/geo")
    delen: dict[str, list[Any]] = {code: [] for code in geo.herindeling.lijsten[2018]}
    wie: dict[str, list[str]] = {}
    for oud in delen:
        for nieuw in geo.herindeling.vooruit(oud, 2018, 2022):
            wie.setdefault(nieuw, []).append(oud)
    for code, vorm in zip(geo.indeling(2022).codes, geo.indeling(2022).vormen.geometry, strict=True):
        links, onder, rechts, boven = vorm.bounds
        stap = (rechts - links) / len(wie[code])
        for n, oud in enumerate(wie[code]):
            strook = shapely.box(links + n * stap, onder, links + (n + 1) * stap, boven)
            delen[oud].append(shapely.intersection(vorm, strook))
    cijfers = {"aantalInwoners": 1000, "water": "NEE", "oppervlakteTotaalInHa": 500, "stedelijkheidAdressenPerKm2": 3}
    features = [
        {
            "type": "Feature",
            "properties": {"gemeentecode": code, **cijfers},
            "geometry": orjson.loads(shapely.to_geojson(shapely.union_all(vlakken))),
        }
        for code, vlakken in delen.items()
    ]
    return orjson.dumps(features)


@dataclass
class Dienst:
    """What the server does wrong, and what it was asked.

    Parameters
    ----------
    features : what it gives
    storingen : how many questions in a row fail first, and how: a status, "afgebroken", "html", "zwijgt", "drupt", or
        the bytes of an answer
    kapot : path part -> fault that never ends
    per_pagina : at most so many features in one answer
    wacht : what it says beside a status that is a fault: how long to wait
    """

    adres: str = ""
    features: list[dict[str, Any]] = field(default_factory=lambda: orjson.loads(antwoord())["features"])
    storingen: list[int | str | bytes] = field(default_factory=list)
    kapot: dict[str, int | str | bytes] = field(default_factory=dict)
    per_pagina: int = 100
    wacht: str = ""
    volgende: str = ""
    inwoners: dict[str, int | None] = field(default_factory=dict)
    gevraagd: list[str] = field(default_factory=list)

    def van(self, code: str) -> dict[str, Any]:
        """The feature of a gemeente."""
        return next(f for f in self.features if f["properties"]["gemeentecode"] == code)

    def geef(self, pad: str, vraag: dict[str, str]) -> dict[str, Any]:
        """The answer to a question."""
        if "/odata/" in pad:
            return self._statline(pad, vraag)
        begin = int(vraag.get("startIndex", vraag.get("offset", 0)))
        aantal = min(int(vraag.get("limit", vraag.get("count", 1000))), self.per_pagina if "ogc" in pad else 1000)
        uit: dict[str, Any] = {"type": "FeatureCollection", "features": self.features[begin : begin + aantal]}
        if "ogc" in pad and begin + aantal < len(self.features):
            volgende = self.volgende or f"{self.adres}{pad}?f=json&limit={aantal}&offset={begin + aantal}"
            uit["links"] = [{"rel": "self", "href": "x"}, {"rel": "next", "href": volgende}]
        return uit

    def _statline(self, pad: str, vraag: dict[str, str]) -> dict[str, Any]:
        if pad.endswith("MeasureCodes"):
            return {
                "value": [{"Identifier": "M1", "Title": "Mannen"}, {"Identifier": "M2", "Title": "Totale bevolking"}]
            }
        assert "Measure eq 'M2' and Perioden eq '2023JJ00'" in vraag["$filter"]
        begin = int(vraag.get("$skip", 0))
        rijen = [{"RegioS": f"{code:<10}", "Value": waarde} for code, waarde in self.inwoners.items()]
        uit: dict[str, Any] = {"value": rijen[begin : begin + 200]}
        if begin + 200 < len(rijen):
            uit["@odata.nextLink"] = f"{self.adres}{pad}?$skip={begin + 200}&$filter={vraag['$filter']}".replace(
                " ", "%20"
            )
        return uit


@contextmanager
def pdok(**fouten: Any) -> Iterator[Dienst]:
    """A running server, on a free port."""
    dienst, genoeg = Dienst(**fouten), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            delen = urlsplit(self.path)
            dienst.gevraagd.append(self.path)
            vraag = {naam: waarden[-1] for naam, waarden in parse_qs(delen.query).items()}
            fout = next((f for stuk, f in dienst.kapot.items() if stuk in delen.path), None)
            if fout is None and dienst.storingen:
                fout = dienst.storingen.pop(0)
            if fout == "zwijgt":
                genoeg.wait(60)
                return
            if fout == "drupt":
                self._drup()
                return
            inhoud = STUK if fout and fout != "afgebroken" else orjson.dumps(dienst.geef(delen.path, vraag))
            if isinstance(fout, bytes):
                inhoud = fout
            self.send_response(fout if isinstance(fout, int) else 200)
            self.send_header("Content-Length", str(len(inhoud)))
            if dienst.wacht and isinstance(fout, int):
                self.send_header("Retry-After", dienst.wacht)
            self.end_headers()
            self.wfile.write(inhoud[: len(inhoud) // 2] if fout == "afgebroken" else inhoud)
            if fout == "afgebroken":
                self.close_connection = True

        def _drup(self) -> None:
            """A byte now and then, and no end."""
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            while not genoeg.wait(0.05):
                try:
                    self.wfile.write(b" ")
                    self.wfile.flush()
                except OSError:
                    return

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    dienst.adres = f"http://127.0.0.1:{server.server_port}"
    draad = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    draad.start()
    try:
        yield dienst
    finally:
        genoeg.set()
        server.shutdown()
        server.server_close()
        draad.join()
