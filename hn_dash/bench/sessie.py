"""What a browser knows of a Dash app: its callbacks, and the value of every property on the page.

Enough of a client to send exactly the calls that a page sends, without a browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dash import Dash

AANROEP = "/_dash-update-component"
KOPPEN = {"Content-Type": "application/json", "Accept-Encoding": "gzip, deflate, br, zstd"}
"""As Chromium sends them."""


class Sessie:
    """One visitor of a Dash app, in this process."""

    def __init__(self, app: Dash) -> None:
        self._client = app.server.test_client()
        self._callbacks = [deel for deel in self._haal("/_dash-dependencies") if not deel["clientside_function"]]
        self._stand: dict[str, Any] = {}
        self.lees(self._haal("/_dash-layout"))

    def lees(self, layout: Any) -> None:
        """Take over the properties of all components with an id."""
        for props in _componenten(layout):
            if "id" in props:
                self._stand |= {f"{props['id']}.{naam}": waarde for naam, waarde in props.items()}

    def body(self, uitvoer: str, veranderd: Mapping[str, Any]) -> bytes:
        """The call of the callback that fills `uitvoer`, when `veranderd` has just changed; both as "id.property"."""
        callback = next(deel for deel in self._callbacks if uitvoer in _uitvoer(deel["output"]))
        stand = {**self._stand, **veranderd}
        plaatsen = [_plaats(naam) for naam in _uitvoer(callback["output"])]
        inhoud = {
            "output": callback["output"],
            "outputs": plaatsen if callback["output"].startswith("..") else plaatsen[0],
            "inputs": [_met_waarde(deel, stand) for deel in callback["inputs"]],
            "state": [_met_waarde(deel, stand) for deel in callback["state"]],
            "changedPropIds": list(veranderd),
        }
        return json.dumps(inhoud).encode()

    def stuur(self, body: bytes) -> bytes:
        """The answer to a call as it goes over the line to a browser."""
        return self._post(body, KOPPEN)

    def vraag(self, body: bytes) -> bytes:
        """The answer to a call as the browser unpacks it: JSON."""
        return self._post(body, {**KOPPEN, "Accept-Encoding": "identity"})

    def _post(self, body: bytes, koppen: Mapping[str, str]) -> bytes:
        antwoord = self._client.post(AANROEP, data=body, headers=koppen)
        if antwoord.status_code != 200:
            raise RuntimeError(f"{antwoord.status}: {antwoord.get_data(as_text=True)[:200]}")
        return antwoord.get_data()

    def _haal(self, pad: str) -> Any:
        return self._client.get(pad).get_json()


def _componenten(deel: Any) -> Iterator[dict[str, Any]]:
    """The properties of every component in a layout."""
    if isinstance(deel, list):
        for lid in deel:
            yield from _componenten(lid)
    elif isinstance(deel, dict):
        if isinstance(deel.get("props"), dict):
            yield deel["props"]
        for lid in deel.values():
            yield from _componenten(lid)


def _uitvoer(naam: str) -> list[str]:
    """The "id.property" of each output, from Dash's name for a callback."""
    return naam.strip(".").split("...")


def _plaats(naam: str) -> dict[str, str]:
    kenmerk, eigenschap = naam.split(".")
    return {"id": kenmerk, "property": eigenschap}


def _met_waarde(plaats: Mapping[str, str], stand: Mapping[str, Any]) -> dict[str, Any]:
    kenmerk, eigenschap = plaats["id"], plaats["property"]
    return {"id": kenmerk, "property": eigenschap, "value": stand.get(f"{kenmerk}.{eigenschap}")}
