"""Nonsense of every kind in every field of every request: a sentence, never an error of ours, and nothing changes.

Each callback of the app is called as its page would call it, with one field replaced, and with all of them; so is each
route, with each part of its path and each key of its query. What a field may hold is said here and nowhere else.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from typing import Any
from urllib.parse import quote, urlencode

import orjson
import pytest
from dash import Dash
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hn_dash.application import create_app
from hn_dash.domain.maten import MATEN
from hn_dash.pages.register import PAGINAS
from hn_dash.services.gegevens.inname import Opdracht, neem_in
from hn_dash.services.plan.wijzigen import Planbeheer
from hn_dash.settings import Settings
from hn_dash.start import laad_magazijn
from hn_dash.web.bescherming import AANROEP
from hn_dash.web.kijken import KIJK
from tests.support.aanroepen import KLIKS, Body, aanroep, plaats_van, velden
from tests.support.aanroepen import aanroepen as roepen
from tests.support.beheer import maak_beheer
from tests.support.server import WORTEL

DIEP: Any = "onder"
for _ in range(60):
    DIEP = {"x": [DIEP]}
LANG = "x" * 20_000
NERGENS: dict[str, Any] = {
    "waar": True,
    "object": {"onbekend": [{}]},
    "diep": DIEP,
    "geneste lijst": [[["diep"]]],
    "lijst van alles": ["GM0344", 3, None, {"a": 1}],
}
"""What no field of any request may hold."""
TEKSTEN = {
    "pad": "../../etc/passwd",
    "opmaak": "<img src=x onerror=alert(1)>",
    "query": "?indeling=9999&norm=NaN&noemer=%00&gemeente=GM0000,,&klassen=[]&plan=p99999999999",
    "geen plan": "p999999999",
    "getal als tekst": "17",
    "te groot als tekst": "1e999",
    "geen dag": "2026-02-30",
    "andere richting": "\u202eabc",
}
"""What may stand in a free text, and is in a list or a date no choice."""
ONZIN: dict[str, Any] = {
    **NERGENS,
    **TEKSTEN,
    "niets": None,
    "nul": 0,
    "negatief": -1,
    "breuk": 3.5,
    "reusachtig": 1e308,
    "te groot geheel": 2**63,
    "lege tekst": "",
    "lange tekst": LANG,
    "nulbyte": "a\x00b",
    "stuurteken": "a\x1b[31m",
    "lege lijst": [],
    "leeg object": {},
}
IN_EEN_ADRES = {
    **{naam: quote(tekst) for naam, tekst in TEKSTEN.items()},
    "lege tekst": "",
    "nulbyte": "%00",
    "lang": LANG,
    "halve letter": "%ff%fe",
    "niet af": "%",
}
"""What a key of a query may say."""
STROOK = "werving-bewerk-"
MAG: dict[str, set[str]] = {
    f"{STROOK}wie.value": {*TEKSTEN, "lege tekst", "niets"} - {"query"},
    f"{STROOK}naam.value": {*TEKSTEN},
    f"{STROOK}versie.value": {*TEKSTEN},
    f"{STROOK}reden.value": {*TEKSTEN, "lege tekst", "niets"},
    f"{STROOK}vanaf.value": {"lege tekst", "niets"},
    f"{STROOK}status.value": {"lege tekst"},
    f"{STROOK}instituten.value": {"lege lijst"},
    f"{STROOK}beeld.data": {"niets"},
    f"{STROOK}sessie.data": {"geen dag"},
    f"{STROOK}lading.data": {"geen dag"},
    "werving-vraag.data": {*TEKSTEN, "lege tekst", "niets", "nulbyte", "stuurteken"},
}
"""Field -> the nonsense that it may hold after all, so that a plan can change: free text, what may be empty, and marks,
which are of digits and dashes as a day is."""
KNOP = {
    **dict.fromkeys(("staat.value", "instituten.value", "status.value", "reden.value", "vanaf.value"), "toepassen"),
    "slotdoel.value": "slot",
    "versie.value": "bewaren",
    "geschil.data": "mijn",
    "beeld.data": "toepassen",
    "voorstel.data": "overnemen",
    "upload.data": "upload",
}
"""Field of the strip -> what uses it; other fields are used by all."""
RAUW = {
    "oneindig": b"1e999",
    "geen getal": b"NaN",
    "halve letter": b'"\\ud800"',
    "bodemloos": b"[" * 3_000 + b"]" * 3_000,
    "eindeloos geheel": b"9" * 5_000,
    "geen utf-8": b'"\xff"',
    "niet af": b'"',
}
"""What is written in a body itself."""
MERK, PLAATS = "0123456789abcdef", "GM0344"
AFSPRAAK = {"staat": "open", "instituten": "", "status": "", "opmerking": "", "vanaf": ""}
RIJ = {
    "gemeentecode": PLAATS,
    "gemeentenaam": "Utrecht",
    "instituut": "umcu",
    "km": 1.0,
    "tweede": "umcg",
    "km_tweede": 2.0,
    "gezamenlijk": "",
    "reden": "",
}
INGEVULD: dict[str, Any] = {
    "adres.pathname": "/methode",
    "adres.search": "",
    "werving-plan.value": "p1",
    "werving-gekozen.data": [PLAATS],
    "werving-ververs.data": 2_000_000_000,
    "werving-bewerk-sessie.data": MERK,
    "werving-bewerk-lading.data": MERK,
    "werving-bewerk-naam.value": "Werving 2027",
    "werving-bewerk-staat.value": "open",
    "werving-bewerk-upload.data": {"kenmerk": MERK * 2, "naam": "x.csv", "koppen": ["a"], "rijen": 1, "grootte": 9},
    "werving-bewerk-geschil.data": {
        "soort": "zet",
        "botsingen": [{"gemeente": PLAATS, "versie": 1, "hun": AFSPRAAK, "mijn": AFSPRAAK}],
        "verder": [],
    },
    "werving-bewerk-beeld.data": {"plan": "p1", "tot": 2_000_000_000, "gekozen": {PLAATS: 2_000_000_000}},
    "werving-bewerk-voorstel.data": {"rijen": [RIJ], "oordeel": "Het kan niet korter.", "knelpunten": ["x"], "tot": 1},
    "werving-bewerk-taak.data": MERK * 2,
    "werving-bewerk-rooster.selectedRows": [{"gemeentecode": PLAATS}],
    "gegevens-upload.data": {"kenmerk": MERK * 2, "naam": "x.csv", "koppen": ["a"], "rijen": 1, "grootte": 9},
    "gegevens-soort.value": "plan",
    "gegevens-peildatum.value": "2026-01-01",
    "gegevens-taak.data": MERK * 2,
    "gegevens-getoond.data": {"nummer": 99},
    "gegevens-lijst.selectedRows": [{"nummer": 1}],
}
"""What a page has filled in when it is used, by somebody who saw everything; the rest is as its layout says. There is
no such upload, search or snapshot."""
KOPPEN = (
    "max(id) FROM plan",
    "max(id) FROM plan_bundel",
    "max(id) FROM plan_versie",
    "sum(vastgesteld) FROM plan",
    "group_concat(id || status) FROM snapshot",
)
SLEUTELS = (
    *("peildatum", "indeling", "niveau", "teller", "noemer", "norm", "instituut", "provincie", "soort", "plan", "met"),
    *("jaar", "ronde", "klassen", "laag", "gemeente"),
)
"""Every key of a query."""


@dataclass
class Wereld:
    """The app on a folder of its own, with one plan and one file that waits to be accepted."""

    app: Dash
    client: FlaskClient
    bank: sqlite3.Connection
    plannen: Planbeheer

    def koppen(self) -> tuple[Any, ...]:
        """What differs after every change to data or plans."""
        return self.bank.execute(f"SELECT {', '.join(f'(SELECT {kop})' for kop in KOPPEN)}").fetchone()

    def plan(self) -> str:
        """A plan that nobody changed yet."""
        nummer = self.plannen.maak(f"Proef {self.koppen()[0]}", 2026, date(2026, 1, 1), {}, "ik")
        return f"p{nummer}"

    def roep(self, body: Body | bytes) -> TestResponse:
        """Call a callback."""
        rauw = body if isinstance(body, bytes) else orjson.dumps(body)
        return self.client.post(AANROEP, data=rauw, content_type="application/json")


@pytest.fixture(scope="module")
def wereld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wereld]:
    data_dir = tmp_path_factory.mktemp("onzin")
    settings = Settings(host="127.0.0.1", data_dir=data_dir)
    magazijn = laad_magazijn(settings)
    inwoners = WORTEL / "data/voorbeeld/inwoners.csv"
    assert neem_in(Opdracht("inwoners", inwoners, "inwoners.csv", date(2026, 1, 1)), magazijn).snapshot == 1
    plannen = maak_beheer(magazijn.voorbeeld, magazijn.snapshots.databank)
    app = create_app(settings, magazijn)
    with closing(sqlite3.connect(magazijn.snapshots.databank.bestand)) as bank:
        wereld = Wereld(app, app.server.test_client(), bank, plannen)
        assert wereld.plan() == "p1"
        yield wereld


@pytest.fixture(scope="module")
def aanroepen(wereld: Wereld) -> list[Body]:
    """For each callback the body that its page sends, with what is filled in."""
    waarden: dict[str, Any] = {}
    for pagina in PAGINAS:
        adres = {"adres.pathname": pagina.pad, "adres.search": "?plan=p1"}
        router = aanroep("inhoud.children", wereld.app.callback_map["inhoud.children"], adres)
        for props in _eigenschappen(wereld.roep(router).json):
            waarden |= {f"{props.get('id')}.{naam}": waarde for naam, waarde in props.items() if naam not in KLIKS}
    bodies = list(roepen(wereld.app, waarden | INGEVULD))
    vernieuw(next(body for body in bodies if "voorstelzin.children.." in body["output"]), "p999")  # no search begins
    return bodies


def _eigenschappen(deel: Any) -> Iterator[dict[str, Any]]:
    """The properties of every component in an answer."""
    if isinstance(deel, dict):
        if isinstance(deel.get("props"), dict):
            yield deel["props"]
        deel = list(deel.values())
    for lid in deel if isinstance(deel, list) else ():
        yield from _eigenschappen(lid)


def keur(antwoord: TestResponse, waar: object) -> bool:
    """Whether an answer is a refusal; it may be anything but an error of ours."""
    assert antwoord.status_code in (200, 204, 400), (waar, antwoord.status, antwoord.text[:300])
    if antwoord.status_code == 400:
        assert antwoord.content_type == "text/plain; charset=utf-8", waar
        assert re.fullmatch(r"[A-Z].*\.\n", antwoord.text), (waar, antwoord.text)
        return True
    return "dit kan niet. " in antwoord.text


def vernieuw(body: Body, plan: str) -> None:
    """Let a call be about another plan."""
    for veld in velden(body):
        if plaats_van(veld) == "werving-plan.value":
            veld["value"] = plan


def ontdooi(wereld: Wereld, body: Body, voor: tuple[Any, ...]) -> tuple[Any, ...]:
    """Let a call be about a new plan when its own was just frozen; how plans and data are now."""
    if wereld.koppen()[3] != voor[3]:
        vernieuw(body, wereld.plan())
    return wereld.koppen()


def test_what_a_page_sends_is_taken_by_every_callback(wereld: Wereld, aanroepen: list[Body]) -> None:
    for body in deepcopy(aanroepen):
        for oorzaak in body["inputs"]:
            voor, waar = wereld.koppen(), (body["output"][:60], plaats_van(oorzaak))
            antwoord = wereld.roep({**body, "changedPropIds": [plaats_van(oorzaak)]})
            assert not keur(antwoord, waar), (waar, antwoord.text)
            ontdooi(wereld, body, voor)


def test_every_field_of_every_callback_with_every_nonsense(wereld: Wereld, aanroepen: list[Body]) -> None:
    voor, aantal = wereld.koppen(), 0
    for body in deepcopy(aanroepen):
        oorzaken = cycle(plaats_van(deel) for deel in body["inputs"])
        for veld in velden(body):
            goed, plaats = veld["value"], plaats_van(veld)
            for naam, onzin in ONZIN.items():
                oorzaak = _knop(body, plaats) or next(oorzaken)
                veld["value"], body["changedPropIds"] = onzin, [oorzaak]
                waar = (body["output"][:60], plaats, naam, oorzaak)
                geweigerd, aantal = keur(wereld.roep(body), waar), aantal + 1
                mag = naam in ({"niets", "nul"} if veld["property"] in KLIKS else MAG.get(plaats, ()))
                assert geweigerd or naam not in NERGENS, waar
                assert not (geweigerd and mag), waar
                if wereld.koppen() != voor:
                    assert mag and not (veld["property"] in KLIKS and oorzaak == plaats), waar
                    voor = ontdooi(wereld, body, voor)
            veld["value"] = goed
    assert aantal > 3_500


def _knop(body: Body, plaats: str) -> str:
    """What uses a field, as its call says; "" when anything may."""
    knop = KNOP.get(plaats.removeprefix(STROOK), "")
    return next((plaats_van(deel) for deel in body["inputs"] if knop and deel["id"] == f"{STROOK}{knop}"), "")


def test_every_part_of_what_a_field_holds(wereld: Wereld, aanroepen: list[Body]) -> None:
    soorten = {
        naam: ONZIN[naam] for naam in (*NERGENS, "niets", "lege tekst", "te groot geheel", "stuurteken", "breuk")
    }
    voor, aantal = wereld.koppen(), 0
    for body in deepcopy(aanroepen):
        for veld in velden(body):
            goed, plaats = veld["value"], plaats_van(veld)
            body["changedPropIds"] = [_knop(body, plaats) or plaats_van(body["inputs"][0])]
            for pad in _paden(goed) if plaats in INGEVULD else ():
                for naam, onzin in soorten.items():
                    veld["value"] = _met(goed, pad, onzin)
                    waar = (body["output"][:60], plaats, pad, naam)
                    geweigerd, aantal = keur(wereld.roep(body), waar), aantal + 1
                    assert geweigerd or naam not in NERGENS, waar
                    assert not geweigerd or wereld.koppen() == voor, waar
                    voor = wereld.koppen()
            veld["value"] = goed
    assert aantal > 600


def _paden(waarde: Any) -> Iterator[tuple[str | int, ...]]:
    """Where something stands in a value, at every depth."""
    sleutels: Any = waarde if isinstance(waarde, dict) else range(len(waarde)) if isinstance(waarde, list) else ()
    for sleutel in sleutels:
        yield (sleutel,)
        yield from ((sleutel, *rest) for rest in _paden(waarde[sleutel]))


def _met(waarde: Any, pad: tuple[str | int, ...], onzin: Any) -> Any:
    """A value with something else at a place."""
    eerste, *rest = pad
    uit: Any = dict(waarde) if isinstance(waarde, dict) else list(waarde)
    uit[eerste] = _met(waarde[eerste], tuple(rest), onzin) if rest else onzin
    return uit


def test_every_callback_with_nonsense_in_all_its_fields(wereld: Wereld, aanroepen: list[Body]) -> None:
    voor = wereld.koppen()
    for body in deepcopy(aanroepen):
        oorzaken = cycle(plaats_van(deel) for deel in body["inputs"])
        for naam, onzin in ONZIN.items():
            for veld in velden(body):
                veld["value"] = onzin if onzin != LANG else LANG[:2_000]  # a body has a limit of its own
            body["changedPropIds"] = [next(oorzaken)]
            waar = (body["output"][:60], naam, body["changedPropIds"])
            assert keur(wereld.roep(body), waar) or naam not in NERGENS, waar
    assert wereld.koppen() == voor


def test_every_callback_that_nothing_triggered_or_everything(wereld: Wereld, aanroepen: list[Body]) -> None:
    voor = wereld.koppen()
    for body in deepcopy(aanroepen):
        vernieuw(body, "p999")  # so that what would change a plan has none
        for veld in velden(body):
            if plaats_van(veld) == f"{STROOK}naam.value":
                veld["value"] = ""  # and what would make one has no name for it
        for oorzaken in ([], [plaats_van(deel) for deel in body["inputs"]], [plaats_van(body["inputs"][-1])] * 2):
            keur(wereld.roep({**body, "changedPropIds": oorzaken}), (body["output"][:60], oorzaken))
            for veld in velden(leeg := deepcopy(body)):
                veld["value"] = None
            keur(wereld.roep({**leeg, "changedPropIds": oorzaken}), (body["output"][:60], oorzaken, "leeg"))
    assert wereld.koppen() == voor


@pytest.mark.parametrize("keer", [None, 0])
def test_a_button_that_nobody_pressed_does_nothing(wereld: Wereld, aanroepen: list[Body], keer: int | None) -> None:
    voor, gezien = wereld.koppen(), 0
    for body in deepcopy(aanroepen):
        for veld in velden(body):
            if veld["property"] in KLIKS:
                veld["value"] = keer
            elif plaats_van(veld) == f"{STROOK}naam.value":
                veld["value"] = f"Nooit gemaakt {keer}"
        for knop in body["inputs"]:
            if plaats_van(knop).endswith(("maak.n_clicks", "controleer.n_clicks", "toepassen.n_clicks")):
                antwoord = wereld.roep({**body, "changedPropIds": [plaats_van(knop)]})
                assert antwoord.status_code == 204, (plaats_van(knop), antwoord.text)
                gezien += 1
    assert (wereld.koppen(), gezien) == (voor, 3)


@pytest.mark.parametrize("soort", RAUW)
def test_what_is_no_value_in_json(wereld: Wereld, aanroepen: list[Body], soort: str) -> None:
    for body in deepcopy(aanroepen):
        for veld in velden(body):
            goed, veld["value"] = veld["value"], "RAUW"
            antwoord = wereld.roep(orjson.dumps(body).replace(b'"RAUW"', RAUW[soort]))
            assert keur(antwoord, (body["output"][:60], plaats_van(veld))), plaats_van(veld)
            veld["value"] = goed


def test_every_key_of_a_query_in_the_address_of_a_page(wereld: Wereld, aanroepen: list[Body]) -> None:
    kaarten = cycle(body for body in deepcopy(aanroepen) if "-antwoord.data" in body["output"])
    for sleutel in SLEUTELS:
        for naam, onzin in IN_EEN_ADRES.items():
            body = next(kaarten)
            adres = next(veld for veld in body["inputs"] if veld["property"] == "search")
            adres["value"] = f"?{sleutel}={onzin}"
            keur(wereld.roep({**body, "changedPropIds": [plaats_van(adres)]}), (sleutel, naam, body["output"][:40]))


def test_every_key_of_a_query_of_a_download(wereld: Wereld) -> None:
    voor, views = wereld.koppen(), cycle(MATEN)
    for sleutel in (*SLEUTELS, "csv"):
        for naam, onzin in IN_EEN_ADRES.items():
            antwoord = wereld.client.get(f"/download/{next(views)}.csv?{sleutel}={onzin}")
            assert antwoord.status_code in (200, 400), (sleutel, naam, antwoord.text)
            assert antwoord.status_code == 200 or antwoord.text.endswith(".\n")
    assert wereld.koppen() == voor
    for naam in ("dichtheid", "gegevens/inwoners"):
        antwoord = wereld.client.get(f"/download/{naam}.csv?peildatum=2026-02-30")
        zin = "Peildatum “2026-02-30” kan niet. Kies 2026-01-01.\n"
        assert (antwoord.status_code, antwoord.text) == (400, zin)
    assert wereld.client.get("/download/gegevens/inwoners.csv?csv=xml").text == (
        "Deze CSV-stijl bestaat niet. Kies csv=nl of csv=int.\n"
    )


DELEN = (
    *("../../etc/passwd", "%2e%2e%2f", "a\x00b", "%ff", "99999999999999999999", "-1", "1.5", "x" * 3_000, "..", "."),
    *("plan", "dichtheid", "bestaat-niet", "%25s", "\u202e", "a b", "'", "<b>"),
)
"""What a part of a path may be called."""


@pytest.mark.parametrize(
    "route",
    [
        "/{}", "/download/{}", "/download/{}.csv", "/download/dichtheid.{}", "/geo/{}", "/geo/{}.json", "/assets/{}",
        "/statisch/bootstrap/{}", "/sjabloon/{}.csv", "/sjabloon/plan.{}", "/download/gegevens/{}.csv",
        "/download/gegevens/plan.{}", "/gegevens/{}/bevindingen.csv", "/gegevens/1/{}.csv", "/static/{}",
        "/_dash-component-suites/{}/x.js", "/_dash-component-suites/dash/{}", "/health?{}", "/metrics?{}", "/?{}",
    ],
)  # fmt: skip
def test_every_part_of_a_path(wereld: Wereld, route: str) -> None:
    for deel in DELEN:
        antwoord = wereld.client.get(route.format(deel if "%" in deel else quote(deel)))
        assert antwoord.status_code in (200, 301, 302, 304, 308, 400, 404), (route, deel[:40], antwoord.text[:200])
        antwoord.close()


def test_the_routes_that_are_walked_are_all_that_there_are(wereld: Wereld) -> None:
    assert {regel.rule for regel in wereld.app.server.url_map.iter_rules()} == {
        "/", "/<path:path>", "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
        "/_dash-dependencies", "/_dash-layout", AANROEP, "/_favicon.ico", "/_reload-hash", "/assets/<path:filename>",
        "/download/<path:naam>", "/download/gegevens/<naam>.<formaat>", "/gegevens/<int:nummer>/<wat>.csv",
        "/gegevens/upload", "/geo/<path:naam>", "/health", "/metrics", "/sjabloon/<naam>.<formaat>",
        "/static/<path:filename>", "/statisch/bootstrap/<path:naam>", KIJK,
    }  # fmt: skip


def test_every_name_and_every_content_of_an_upload(wereld: Wereld) -> None:
    voor = wereld.koppen()
    for naam, onzin in ONZIN.items():
        antwoord = wereld.client.post(f"/gegevens/upload?{urlencode({'naam': onzin})}", data=b"a;b\n1;2\n")
        assert antwoord.status_code in (200, 400), (naam, antwoord.text)
        assert "naam" in antwoord.json or antwoord.json["fout"].endswith(".")
    for ruw in (b"", b"\x00" * 50, b"PK\x03\x04", b"\xff\xfe", b"[" * 9_000, b"a;" * 9_000, b'"' * 99):
        antwoord = wereld.client.post("/gegevens/upload?naam=x.csv", data=ruw)
        assert antwoord.status_code in (200, 400), ruw[:9]
        assert antwoord.status_code == 200 or antwoord.json["fout"].endswith((".", "?")), antwoord.json
    assert wereld.client.post("/gegevens/upload?naam=a%0Ab.csv", data=b"a;b\n").json == {
        "fout": "De naam van het bestand: dit kan niet. Hernoem het bestand."
    }
    assert wereld.koppen() == voor


def test_every_field_of_a_look_at_others(wereld: Wereld) -> None:
    goed = {"plan": "p1", "sessie": MERK, "wie": "Ada", "waar": PLAATS, "weg": False}
    assert set(wereld.client.post(KIJK, json=goed).json) == {"tot", "aanwezig", "teller"}
    voor = wereld.koppen()
    mag = {"plan": {*TEKSTEN, "lege tekst"}, "wie": MAG[f"{STROOK}wie.value"], "waar": {"lege tekst"}, "weg": {"waar"}}
    mag["sessie"] = MAG[f"{STROOK}sessie.data"]
    for naam, onzin in ONZIN.items():
        for veld in goed:
            geweigerd = keur(wereld.client.post(KIJK, json=goed | {veld: onzin}), (veld, naam))
            assert geweigerd != (naam in mag.get(veld, ())), (veld, naam)
        assert keur(wereld.client.post(KIJK, json=dict.fromkeys(goed, onzin)), naam)
        assert keur(wereld.client.post(KIJK, json=onzin), naam)
        for veld in ("meer", "cls"):
            assert keur(wereld.client.post(KIJK, json=goed | {veld: onzin}), (veld, naam))
    for rauw in RAUW.values():
        assert keur(wereld.client.post(KIJK, data=rauw), rauw[:9])
    assert wereld.koppen() == voor


@pytest.mark.parametrize("kop", ["Origin", "Sec-Fetch-Site", "Host", "Accept-Encoding", "Content-Type", "Cookie",
                                 "If-None-Match", "If-Modified-Since", "Range", "Accept", "Content-Encoding",
                                 "X-Forwarded-For", "Accept-Language", "Expect"])  # fmt: skip
def test_every_header(wereld: Wereld, aanroepen: list[Body], kop: str) -> None:
    waarden = ("http://[", "http://]", "//", "", "null", "x" * 5_000, "\x7f", "é", "[::1", ";;;", "q=-1", "a=b=c", "*")
    for waarde in waarden:
        for doe in (
            lambda koppen: wereld.client.post(AANROEP, data=orjson.dumps(aanroepen[0]), headers=koppen),
            lambda koppen: wereld.client.get("/health", headers=koppen),
            lambda koppen: wereld.client.get("/download/landelijk.csv", headers=koppen),
        ):
            antwoord = doe({"Content-Type": "application/json", kop: waarde})
            assert antwoord.status_code in (200, 206, 304, 400, 403, 415, 416), (kop, waarde[:20], antwoord.text[:200])


def test_a_malformed_origin_is_another_site(wereld: Wereld, aanroepen: list[Body]) -> None:
    antwoord = wereld.client.post(AANROEP, json=aanroepen[0], headers={"Origin": "http://["})
    assert (antwoord.status_code, antwoord.text) == (
        403,
        "Dit verzoek komt van een andere site en is geweigerd. Open HN dash zelf in de browser.\n",
    )


def test_the_logs_of_all_plans_are_as_they_were_written(wereld: Wereld) -> None:
    for nummer in range(1, wereld.koppen()[0] + 1):
        assert wereld.plannen.check_keten(nummer) == []
