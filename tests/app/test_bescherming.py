"""What is refused, and how: other sites, large bodies, forged callbacks, our own bugs."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from dash import Dash, Input, Output, html
from flask.testing import FlaskClient

from hn_dash.errors import InvoerFout, SelectieFout
from hn_dash.web.bescherming import AANROEP, MAX_BODY, bescherm
from tests.support.aanroepen import Body, aanroepen


def echte_aanroepen(app: Dash) -> Iterator[Body]:
    """For each callback the body that a browser would send, with empty values."""
    return aanroepen(app, {})


def met_waarde(waarde: Any) -> Callable[[Body], Body]:
    """The same call with one value everywhere."""

    def vervals(body: Body) -> Body:
        for deel in (*body["inputs"], *body["state"]):
            deel["value"] = copy.deepcopy(waarde)
        return body

    return vervals


VREEMDE_WAARDEN = {
    "leeg": None,
    "lege tekst": "",
    "waar": True,
    "negatief": -1,
    "reusachtig": 10**19,
    "oneindig klein": 1e-320,
    "nulbyte": "a\x00b",
    "opmaak": "<img src=x onerror=alert(1)>",
    "lange tekst": "x" * 20_000,
    "pad": "../../etc/passwd",
    "query": "?indeling=9999&norm=NaN&noemer=%00&gemeente=GM0000,,&klassen=[]",
    "lijst": ["GM0344", 3, None, {"a": 1}],
    "geneste lijst": [[[[[["diep"]]]]]],
    "object": {"q": {"q": ["?"]}, "fout": 1, "__proto__": {}},
    "object met query": {"q": "indeling=onzin&norm=1e309"},
}
VERVALST: dict[str, Callable[[Body], Any]] = {
    "geen object": lambda body: [body],
    "tekst": lambda body: "hallo",
    "niets": lambda body: None,
    "leeg object": lambda body: {},
    "onbekende uitvoer": lambda body: {**body, "output": "bestaat-niet.children"},
    "uitvoer is lijst": lambda body: {**body, "output": [body["output"]]},
    "uitvoer zonder punt": lambda body: {**body, "output": "children"},
    "geen invoer": lambda body: {k: v for k, v in body.items() if k != "inputs"},
    "lege invoer": lambda body: {**body, "inputs": []},
    "invoer te veel": lambda body: {**body, "inputs": [*body["inputs"], {"id": "x", "property": "y", "value": 1}]},
    "invoer is getal": lambda body: {**body, "inputs": 7},
    "invoer van getallen": lambda body: {**body, "inputs": [1, 2, 3]},
    "invoer genest": lambda body: {**body, "inputs": [body["inputs"]]},
    "invoer omgenoemd": lambda body: {**body, "inputs": [{**deel, "id": {"a": 1}} for deel in body["inputs"]]},
    "stand te veel": lambda body: {**body, "state": [*body["state"], {"id": "x", "property": "y"}]},
    "stand is tekst": lambda body: {**body, "state": "x"},
    "geen uitvoerplaatsen": lambda body: {k: v for k, v in body.items() if k != "outputs"},
    "andere uitvoerplaats": lambda body: {**body, "outputs": {"id": "x", "property": "y"}},
    "aanleiding is getal": lambda body: {**body, "changedPropIds": 5},
    "aanleiding genest": lambda body: {**body, "changedPropIds": [["a.b"]]},
    "vreemde aanleiding": lambda body: {**body, "changedPropIds": ["onzin"]},
}


def test_there_are_callbacks_to_forge(app):
    assert len(list(echte_aanroepen(app))) > 5


@pytest.mark.parametrize("soort", VERVALST)
def test_a_malformed_call_is_refused(app, client, soort):
    for body in echte_aanroepen(app):
        antwoord = client.post(AANROEP, json=VERVALST[soort](body))
        assert antwoord.status_code == 400, (body["output"], antwoord.text)
        assert antwoord.content_type == "text/plain; charset=utf-8"


@pytest.mark.parametrize("soort", VREEMDE_WAARDEN)
def test_an_odd_value_in_a_well_formed_call_is_no_programming_error(app, client, soort):
    for body in echte_aanroepen(app):
        antwoord = client.post(AANROEP, json=met_waarde(VREEMDE_WAARDEN[soort])(body))
        assert antwoord.status_code in (200, 204, 400, 413), (body["output"], antwoord.text)


@pytest.mark.parametrize(
    "ruw",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"\x00",
        b'{"output": NaN}',
        b'{"a": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 20_000,
        b"1" * 50_000,
    ],
)
def test_a_body_that_is_no_json_is_refused(client, ruw):
    assert client.post(AANROEP, data=ruw, content_type="application/json").status_code == 400


def test_a_call_that_does_not_say_it_is_json_is_refused(app, client):
    body = json.dumps(next(echte_aanroepen(app)))
    assert client.post(AANROEP, data=body, content_type="text/plain").status_code == 400


def test_a_large_body_is_refused(client):
    antwoord = client.post(AANROEP, data=b" " * (MAX_BODY + 1), content_type="application/json")
    assert antwoord.status_code == 413
    assert antwoord.text == "Dit verzoek is te groot; het maximum is 256 kB.\n"


@pytest.mark.parametrize(
    "koppen",
    [
        {"Origin": "https://elders.voorbeeld"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "http://localhost.elders.voorbeeld"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_call_from_another_site_is_refused(app, client, koppen):
    antwoord = client.post(AANROEP, json=next(echte_aanroepen(app)), headers=koppen)
    assert antwoord.status_code == 403
    assert "andere site" in antwoord.text


def test_a_kept_answer_is_still_refused_to_another_site(app, client):
    for body in echte_aanroepen(app):
        client.post("/_dash-update-component", json=body)
        antwoord = client.post("/_dash-update-component", json=body, headers={"Origin": "https://elders.voorbeeld"})
        assert antwoord.status_code == 403


@pytest.mark.parametrize(
    "koppen", [{}, {"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "HTTP://LOCALHOST"}]
)
def test_a_call_from_our_own_page_is_answered(app, client, koppen):
    assert client.post(AANROEP, json=next(echte_aanroepen(app)), headers=koppen).status_code in (200, 204)


@pytest.mark.parametrize(
    "pad", ["/", "/dichtheid", "/health", "/download/dichtheid.csv", "/download/onzin", "/_dash-layout"]
)
def test_every_answer_has_the_headers_and_is_not_kept(client, pad):
    koppen = client.get(pad).headers
    assert koppen["X-Content-Type-Options"] == "nosniff"
    assert koppen["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in koppen["Permissions-Policy"]
    assert koppen["Cross-Origin-Resource-Policy"] == "same-origin"
    assert koppen["Cache-Control"] == "no-store"
    csp = dict(deel.split(" ", 1) for deel in koppen["Content-Security-Policy"].split("; "))
    assert csp["default-src"] == csp["connect-src"] == csp["form-action"] == "'self'"
    assert csp["frame-ancestors"] == csp["object-src"] == csp["base-uri"] == "'none'"
    assert "unsafe" not in csp["script-src"]


def test_an_answer_to_a_callback_is_not_kept(app, client):
    assert client.post(AANROEP, json=next(echte_aanroepen(app))).headers["Cache-Control"] == "no-store"


def test_the_csp_allows_exactly_the_inline_scripts_of_the_page(client):
    antwoord = client.get("/")
    scripts = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>(.*?)</script>", antwoord.text, re.DOTALL)
    sommen = {f"'sha256-{base64.b64encode(hashlib.sha256(tekst.encode()).digest()).decode()}'" for tekst in scripts}
    script_src = re.search(r"script-src ([^;]+)", antwoord.headers["Content-Security-Policy"])
    assert scripts
    assert set(script_src[1].split()) == sommen | {"'self'"}


@pytest.fixture(scope="module")
def kapot() -> FlaskClient:
    """A small app with a bug in a callback, a broken route and two users' mistakes."""
    app = Dash("proef", add_log_handler=False)
    app.layout = html.Div()

    @app.callback(Output("uit", "children"), Input("in", "value"))
    def fout(waarde: Any) -> Any:
        return {"a": 1}[waarde]

    @app.server.get("/selectie")
    def selectie() -> str:
        raise SelectieFout("Deze norm kan niet.")

    @app.server.get("/invoer")
    def invoer() -> str:
        raise InvoerFout("Dit bestand ontbreekt.")

    bescherm(app)
    return app.server.test_client()


def test_our_own_bug_is_a_500_with_a_reference_and_without_values(kapot):
    body = {
        "output": "uit.children",
        "outputs": {"id": "uit", "property": "children"},
        "inputs": [{"id": "in", "property": "value", "value": "Jansen"}],
        "changedPropIds": ["in.value"],
    }
    with structlog.testing.capture_logs() as regels:
        antwoord = kapot.post(AANROEP + "?naam=Jansen", json=body)
    assert antwoord.status_code == 500
    kenmerk = re.search(r"kenmerk ([0-9a-f]{8})", antwoord.text)
    assert kenmerk, antwoord.text
    assert "KeyError" not in antwoord.text
    assert [regel["kenmerk"] for regel in regels] == [kenmerk[1]]
    assert regels[0]["soort"] == "KeyError"
    assert any("test_bescherming.py" in plaats for plaats in regels[0]["plaatsen"])
    assert "Jansen" not in str(regels)


def test_what_a_user_can_mend_is_told_in_dutch(kapot):
    selectie, invoer = kapot.get("/selectie"), kapot.get("/invoer")
    assert (selectie.status_code, selectie.text) == (400, "Deze norm kan niet.\n")
    assert (invoer.status_code, invoer.text) == (503, "Dit bestand ontbreekt.\n")


def test_a_wrong_method_is_told_in_dutch(client):
    antwoord = client.delete("/health")
    assert (antwoord.status_code, antwoord.text) == (405, "Dit adres kent deze bewerking niet.\n")
