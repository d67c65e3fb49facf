"""Every page over HTTP."""

import re

import pytest

from hn_dash.application import create_app
from hn_dash.settings import Settings

PAGINAS = ("/", "/vestiging", "/dichtheid", "/werving", "/plaatsing", "/gegevens", "/methode")


@pytest.mark.parametrize("pad", PAGINAS)
def test_a_page_is_dutch_and_comes_from_here_alone(client, pad):
    antwoord = client.get(pad)
    assert antwoord.status_code == 200
    assert '<html lang="nl">' in antwoord.text
    assert "<title>HN dash</title>" in antwoord.text
    bronnen = re.findall(r'(?:src|href)="([^"]+)"', antwoord.text)
    assert len(bronnen) > 10
    assert [bron for bron in bronnen if not re.match(r"/[^/]", bron)] == []


@pytest.mark.parametrize("pad", ["/bestaat-niet", "/wp-admin/setup.php", "/download", "/geo"])
def test_a_path_without_a_page_is_a_404(client, pad):
    assert client.get(pad).status_code == 404


def test_everything_a_page_asks_for_is_there(client):
    bronnen = re.findall(r'(?:src|href)="([^"]+)"', client.get("/").text)
    assert {bron: client.get(bron).status_code for bron in bronnen} == dict.fromkeys(bronnen, 200)


def test_layout_and_dependencies_are_served(client):
    assert client.get("/_dash-layout").status_code == 200
    assert isinstance(client.get("/_dash-dependencies").json, list)


def test_no_tools_for_developers_and_no_mcp_whatever_the_environment_says(client):
    assert '"ui":false' in client.get("/").text
    assert '"disable_version_check":true' in client.get("/").text
    assert client.post("/_mcp", json={}).status_code == 405
    assert client.get("/_mcp").status_code == 404


def test_debug_shows_the_tools_and_still_asks_nobody_for_a_version(magazijn):
    tekst = create_app(Settings(debug=True), magazijn).server.test_client().get("/").text
    assert '"ui":true' in tekst
    assert '"disable_version_check":true' in tekst
