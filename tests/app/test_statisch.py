"""Geometry, css and bundles: sent compressed, once."""

import gzip
import re

import orjson
import pytest

GZIP = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.fixture(scope="module")
def kaart(dataset):
    indeling = dataset.geo.indeling(2026)
    return f"/geo/2026.{indeling.browserhash}.json"


@pytest.fixture
def bundels(client):
    return [bron for bron in re.findall(r'src="([^"]+)"', client.get("/").text) if "dash-component-suites" in bron]


def test_geometry_is_compressed_and_never_asked_for_again(client, kaart):
    antwoord = client.get(kaart, headers=GZIP)
    assert antwoord.status_code == 200
    assert antwoord.headers["Content-Encoding"] == "gzip"
    assert antwoord.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert antwoord.headers["Vary"] == "Accept-Encoding"
    assert len(antwoord.data) <= 60_000
    assert len(orjson.loads(gzip.decompress(antwoord.data))["objects"]["gemeenten"]["geometries"]) == 342


def test_geometry_without_gzip_is_the_file_itself(client, dataset, kaart):
    antwoord = client.get(kaart)
    assert "Content-Encoding" not in antwoord.headers
    assert antwoord.data == dataset.geo.indeling(2026).browserbestand.read_bytes()


def test_a_known_etag_of_geometry_is_a_304(client, kaart):
    etag = client.get(kaart, headers=GZIP).headers["ETag"]
    antwoord = client.get(kaart, headers={**GZIP, "If-None-Match": etag})
    assert (antwoord.status_code, antwoord.data) == (304, b"")
    assert antwoord.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("naam", ["2026.000000000000.json", "2021.json", "2026.json", "../../app.py", "SHA256SUMS"])
def test_any_other_geometry_is_a_404_in_dutch(client, naam):
    antwoord = client.get(f"/geo/{naam}")
    assert antwoord.status_code == 404
    assert "kaartbestand bestaat niet" in antwoord.text


def test_bundles_are_compressed_and_kept_for_a_year(client, bundels):
    assert len(bundels) > 5
    for bundel in bundels:
        antwoord = client.get(bundel, headers=GZIP)
        assert antwoord.headers["Content-Encoding"] == "gzip", bundel
        assert antwoord.cache_control.max_age == 31536000, bundel
        assert gzip.decompress(antwoord.data) == client.get(bundel).data


def test_a_bundle_is_compressed_once_in_a_process(client, bundels):
    from hn_dash.web.compressie import _gzip

    client.get(bundels[0], headers=GZIP)
    voor = _gzip.cache_info()
    client.get(bundels[0], headers=GZIP)
    assert _gzip.cache_info().hits == voor.hits + 1
    assert _gzip.cache_info().misses == voor.misses


@pytest.mark.parametrize("koppen", [GZIP, {}])
def test_a_known_etag_of_our_own_css_is_a_304(client, koppen):
    adres = re.findall(r'href="(/assets/[^"]+\.css[^"]*)"', client.get("/").text)[0]
    eerste = client.get(adres, headers=koppen)
    assert ("Content-Encoding" in eerste.headers) == bool(koppen)
    tweede = client.get(adres, headers={**koppen, "If-None-Match": eerste.headers["ETag"]})
    assert (tweede.status_code, tweede.data) == (304, b"")


def test_bootstrap_comes_from_the_installed_package(client):
    css = client.get("/statisch/bootstrap/bootstrap.min.css?v=2.6.0", headers=GZIP)
    assert css.status_code == 200
    assert css.mimetype == "text/css"
    assert "immutable" in css.headers["Cache-Control"]
    assert b"Bootstrap" in gzip.decompress(css.data)[:200]
    assert client.get("/statisch/bootstrap/bootstrap-icons.svg").mimetype == "image/svg+xml"


@pytest.mark.parametrize(
    "pad",
    [
        "/statisch/bootstrap/bootstrap.min.js",
        "/statisch/bootstrap/../__init__.py",
        "/statisch/bootstrap/%2e%2e/%2e%2e/__init__.py",
        "/_dash-component-suites/os/path.js",
        "/_dash-component-suites/dash/dash.py",
        "/assets/../app.py",
        "/assets/bestaat-niet.css",
    ],
)
def test_no_other_file_is_given_away(client, pad):
    assert client.get(pad).status_code == 404
