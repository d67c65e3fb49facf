"""Kept answers: the same bytes, behind the same guards, and never those of a callback that is not pure."""

from __future__ import annotations

import pytest
from flask import Flask, jsonify, request

from hn_dash.web.geheugen import AANTAL, MAX_VRAAG, onthoud


@pytest.fixture
def teller():
    """A server that counts how often it had to think; "zuiver" callbacks are pure."""
    server, gemaakt = Flask("proef"), []
    server.config["STAND"] = 1
    onthoud(server, "/vraag", lambda uitvoer: uitvoer.startswith("zuiver"), lambda: server.config["STAND"])

    @server.post("/vraag")
    def antwoord():
        gemaakt.append(request.get_json())
        return jsonify(gevraagd=request.get_json(), keer=len(gemaakt))

    return server.test_client(), gemaakt


def test_the_same_question_is_answered_once(teller):
    client, gemaakt = teller
    eerste, tweede = (client.post("/vraag", json={"output": "zuiver.data", "x": 1}) for _ in range(2))
    assert eerste.data == tweede.data
    assert eerste.mimetype == tweede.mimetype
    assert len(gemaakt) == 1


def test_another_question_is_another_answer(teller):
    client, _ = teller
    for x in (1, 2):
        assert client.post("/vraag", json={"output": "zuiver.data", "x": x}).json["gevraagd"]["x"] == x


def test_what_is_not_pure_is_made_anew(teller):
    client, gemaakt = teller
    for _ in range(2):
        client.post("/vraag", json={"output": "ander.data"})
    assert len(gemaakt) == 2


def test_other_data_are_another_answer(teller):
    client, gemaakt = teller
    for stand in (1, 2, 2):
        client.application.config["STAND"] = stand
        client.post("/vraag", json={"output": "zuiver.data"})
    assert len(gemaakt) == 2


def test_a_large_question_is_not_kept(teller):
    client, gemaakt = teller
    for _ in range(2):
        client.post("/vraag", json={"output": "zuiver.data", "x": "x" * MAX_VRAAG})
    assert len(gemaakt) == 2


def test_the_oldest_question_makes_room(teller):
    client, gemaakt = teller
    for x in (*range(AANTAL + 1), 0):
        client.post("/vraag", json={"output": "zuiver.data", "x": x})
    assert len(gemaakt) == AANTAL + 2
