"""What goes out compressed says what went in."""

from __future__ import annotations

import gzip

import brotli
import pytest
from flask import Flask, Response

from hn_dash.web.compressie import MINIMUM, comprimeer

PAK_UIT = {"br": brotli.decompress, "gzip": gzip.decompress}
LANG = {"een": b"a" * MINIMUM, "twee": b"b" * MINIMUM, "kort": b"c" * (MINIMUM - 1)}


@pytest.fixture
def client():
    server = Flask("proef")
    comprimeer(server)

    @server.get("/<naam>.<soort>")
    def bestand(naam: str, soort: str) -> Response:
        return Response(LANG[naam], content_type={"txt": "text/plain", "bin": "application/zip"}[soort])

    return server.test_client()


@pytest.mark.parametrize(
    ("gevraagd", "codering"), [("gzip", "gzip"), ("gzip, deflate, br, zstd", "br"), ("br;q=0, gzip", "gzip")]
)
def test_every_answer_has_its_own_bytes(client, gevraagd, codering):
    for naam in ("een", "twee", "een"):
        antwoord = client.get(f"/{naam}.txt", headers={"Accept-Encoding": gevraagd})
        assert antwoord.headers["Content-Encoding"] == codering
        assert PAK_UIT[codering](antwoord.data) == LANG[naam]
        assert len(antwoord.data) < 100
        assert antwoord.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(("pad", "gevraagd"), [("/kort.txt", "br"), ("/een.bin", "br"), ("/een.txt", "identity")])
def test_what_gains_nothing_stays_as_it_is(client, pad, gevraagd):
    antwoord = client.get(pad, headers={"Accept-Encoding": gevraagd})
    assert "Content-Encoding" not in antwoord.headers
    assert antwoord.data == LANG[pad[1:-4]]
