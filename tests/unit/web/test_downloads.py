"""A download is the answer to the question in its address, and is noted."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from hn_dash.dataset import Grondslag
from hn_dash.web.downloads import registreer_download


class Gegevens:
    """The six gemeenten, whatever is asked; what was asked and noted is kept."""

    def __init__(self, grondslag: Grondslag) -> None:
        self.grondslag, self.gevraagd, self.genoteerd = grondslag, [], []

    def __call__(self, query: Any = "") -> Grondslag:
        self.gevraagd.append(query)
        return self.grondslag

    def noteer_uitvoer(self, wie: str, wat: str) -> None:
        self.genoteerd.append((wie, wat))


@pytest.fixture
def gegevens(wereld):
    return Gegevens(wereld)


@pytest.fixture
def client(gegevens):
    server = Flask("proef")
    registreer_download(server, gegevens)
    return server.test_client()


def test_the_whole_question_goes_to_the_day_and_the_plan_that_are_asked(client, gegevens):
    antwoord = client.get("/download/dichtheid.csv?csv=int&peildatum=2026-01-01&met=1&niveau=provincie")
    assert gegevens.gevraagd == [{"csv": "int", "peildatum": "2026-01-01", "met": "1", "niveau": "provincie"}]
    kop, *rijen = antwoord.text.splitlines()
    assert kop.startswith("gebied,gebiedsnaam,opleiders")
    assert [rij.split(",")[0] for rij in rijen] == ["Noord", "Zuid"]


def test_what_was_handed_over_is_noted_with_its_question(client, gegevens):
    client.get("/download/dichtheid.xlsx?norm=20")
    assert gegevens.genoteerd == [("scherm", "hn-dichtheid-2026-2026-01-01-norm-20.xlsx norm=20")]
