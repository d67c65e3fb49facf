"""Geometry, css, bundles and downloads: sent compressed, compressed once, and not sent when they are known."""

import gzip
import random
import re
from concurrent.futures import ThreadPoolExecutor

import brotli
import orjson
import pytest

from hn_dash.web import compressie

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
ALLEEN_GZIP = {"Accept-Encoding": "gzip, deflate"}
PAK_UIT = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture(scope="module")
def kaart(dataset):
    indeling = dataset.geo.indeling(2026)
    return f"/geo/2026.{indeling.browserhash}.json"


@pytest.fixture
def bundels(client):
    return [bron for bron in re.findall(r'src="([^"]+)"', client.get("/").text) if "dash-component-suites" in bron]


def test_geometry_is_compressed_and_never_asked_for_again(client, kaart):
    antwoord = client.get(kaart, headers=BROWSER)
    assert antwoord.status_code == 200
    assert antwoord.headers["Content-Encoding"] == "br"
    assert antwoord.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert antwoord.headers["Vary"] == "Accept-Encoding"
    assert len(antwoord.data) <= 53_000
    assert len(orjson.loads(brotli.decompress(antwoord.data))["objects"]["gemeenten"]["geometries"]) == 342


@pytest.mark.parametrize(
    ("wil", "krijgt"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0.1, gzip", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("deflate", None),
        ("identity", None),
        ("", None),
    ],
)
def test_the_client_says_which_codings_it_reads(client, kaart, wil, krijgt):
    antwoord = client.get(kaart, headers={"Accept-Encoding": wil})
    assert antwoord.headers.get("Content-Encoding") == krijgt
    pak_uit = PAK_UIT.get(krijgt, bytes)
    assert pak_uit(antwoord.data) == client.get(kaart).data
    assert int(antwoord.headers["Content-Length"]) == len(antwoord.data)
    assert antwoord.headers["Vary"] == "Accept-Encoding"


def test_geometry_without_gzip_is_the_file_itself(client, dataset, kaart):
    antwoord = client.get(kaart)
    assert "Content-Encoding" not in antwoord.headers
    assert antwoord.data == dataset.geo.indeling(2026).browserbestand.read_bytes()


@pytest.mark.parametrize("naam", ["2026.000000000000.json", "2021.json", "2026.json", "../../app.py", "SHA256SUMS"])
def test_any_other_geometry_is_a_404_in_dutch(client, naam):
    antwoord = client.get(f"/geo/{naam}")
    assert antwoord.status_code == 404
    assert "kaartbestand bestaat niet" in antwoord.text


def test_bundles_are_compressed_and_kept_for_a_year(client, bundels):
    assert len(bundels) > 5
    for bundel in bundels:
        antwoord = client.get(bundel, headers=BROWSER)
        assert antwoord.headers["Content-Encoding"] == "br", bundel
        assert antwoord.cache_control.max_age == 31536000, bundel
        assert brotli.decompress(antwoord.data) == client.get(bundel).data


@pytest.fixture
def adressen(client, kaart, bundels):
    """One of every kind of text: our css and scripts, Dash's, Bootstrap's css and icons, geometry and downloads."""
    pagina = client.get("/").text
    eigen = [re.search(rf'"(/assets/[^"]+{naam}[^"]*)"', pagina)[1] for naam in ("basis.css", "kaart.js")]
    bootstrap = ["/statisch/bootstrap/bootstrap.min.css?v=2.6.0", "/statisch/bootstrap/bootstrap-icons.svg"]
    downloads = ["/download/dichtheid.csv", "/download/dichtheid.geojson", "/sjabloon/plan.csv"]
    return [*eigen, bundels[0], *bootstrap, kaart, *downloads]


@pytest.mark.parametrize("koppen", [BROWSER, ALLEEN_GZIP])
def test_what_is_asked_again_is_not_compressed_again(client, adressen, koppen):
    for adres in adressen:
        eerste = client.get(adres, headers=koppen)
        voor = compressie.ingepakt.cache_info()
        assert client.get(adres, headers=koppen).data == eerste.data, adres
        na = compressie.ingepakt.cache_info()
        assert na.misses == voor.misses, adres


@pytest.mark.parametrize("koppen", [BROWSER, ALLEEN_GZIP, {}])
def test_what_a_browser_has_is_not_sent_again(client, adressen, koppen):
    met_tag = [adres for adres in adressen if adres.startswith(("/assets/", "/geo/", "/statisch/"))]
    assert len(met_tag) == 5
    for adres in met_tag:
        eerste = client.get(adres, headers=koppen)
        assert ("Content-Encoding" in eerste.headers) == bool(koppen), adres
        for kent in (koppen, BROWSER, {}):  # whatever coding it is asked in this time
            tweede = client.get(adres, headers={**kent, "If-None-Match": eerste.headers["ETag"]})
            assert (tweede.status_code, tweede.data) == (304, b""), (adres, kent)
            assert tweede.headers["Cache-Control"] == eerste.headers["Cache-Control"]
        anders = client.get(adres, headers={**koppen, "If-None-Match": '"iets-anders"'})
        assert (anders.status_code, anders.data) == (200, eerste.data), adres


@pytest.mark.parametrize(("naam", "grens"), [("dichtheid.geojson", 280_000), ("dichtheid.csv", 11_000)])
@pytest.mark.parametrize("codering", ["br", "gzip"])
def test_a_download_goes_out_compressed(client, naam, grens, codering):
    antwoord = client.get(f"/download/{naam}", headers={"Accept-Encoding": codering})
    assert antwoord.headers["Content-Encoding"] == codering
    assert antwoord.headers["Content-Disposition"].startswith("attachment; filename=hn-dichtheid")
    assert PAK_UIT[codering](antwoord.data) == client.get(f"/download/{naam}").data
    assert len(antwoord.data) <= grens * (1.2 if codering == "gzip" else 1)


def test_what_is_compressed_already_is_left_alone(client):
    antwoord = client.get("/download/dichtheid.xlsx", headers=BROWSER)
    assert "Content-Encoding" not in antwoord.headers
    assert antwoord.data.startswith(b"PK")


def test_many_who_ask_at_once_let_it_be_compressed_once():
    compressie.ingepakt.cache_clear()
    inhoud = bytes(range(256)) * 4_000
    with ThreadPoolExecutor(8) as draden:
        uit = set(draden.map(lambda _: compressie.ingepakt(b"som", "br", True, inhoud), range(8)))
    assert [brotli.decompress(een) for een in uit] == [inhoud]
    info = compressie.ingepakt.cache_info()
    assert (info.hits, info.misses) == (7, 1)


def test_what_is_kept_is_bounded_in_bytes():
    compressie.ingepakt.cache_clear()
    for nummer in range(4):
        compressie.ingepakt(bytes([nummer]), "gzip", False, random.Random(nummer).randbytes(12 << 20))
    info = compressie.ingepakt.cache_info()
    assert info.currsize <= info.maxsize == 32 << 20
    compressie.ingepakt.cache_clear()


def test_bootstrap_comes_from_the_installed_package(client):
    css = client.get("/statisch/bootstrap/bootstrap.min.css?v=2.6.0", headers=BROWSER)
    assert css.status_code == 200
    assert css.mimetype == "text/css"
    assert "immutable" in css.headers["Cache-Control"]
    assert b"Bootstrap" in brotli.decompress(css.data)[:200]
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
