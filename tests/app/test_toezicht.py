"""/health and /metrics."""

from hn_dash import __version__


def test_health_says_what_is_served(client, dataset):
    antwoord = client.get("/health")
    assert antwoord.status_code == 200
    assert antwoord.json == {
        "status": "ok",
        "versie": __version__,
        "dataset": dataset.vingerafdruk[:12],
        "indeling": dataset.indeling,
    }


def test_metrics_count_by_route_and_status_and_hold_no_query(client):
    client.get("/download/dichtheid.csv?noemer=sleutelwoord")
    client.get("/health")
    tekst = client.get("/metrics").text
    assert 'hn_verzoeken_total{route="/health",status="200"}' in tekst
    assert 'hn_verzoeken_total{route="/download/<path:naam>",status="400"}' in tekst
    assert 'hn_verzoek_seconden_bucket{le="+Inf",route="/health"}' in tekst
    assert "sleutelwoord" not in tekst
