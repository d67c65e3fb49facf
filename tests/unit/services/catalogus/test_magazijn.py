"""What a day is answered from: per kind the newest file, and the example as long as nothing contradicts it."""

from __future__ import annotations

from datetime import date

import pytest

from hn_dash.domain import maten
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.gegevens.inname import Opdracht, neem_in
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.databank import Databank


@pytest.fixture
def magazijn(tmp_path):
    return Magazijn(laad_voorbeeld(Settings()), Databank(tmp_path / "data"))


@pytest.fixture
def lees_in(magazijn, tmp_path):
    def lees_in(soort: str, inhoud: str, dag: date) -> None:
        pad = tmp_path / f"{soort}.csv"
        pad.write_text(inhoud, encoding="utf-8")
        assert neem_in(Opdracht(soort, pad, pad.name, dag), magazijn, aanvaard=True).goed
        magazijn.peiling.ververs()

    return lees_in


@pytest.mark.parametrize(
    ("query", "praktijken"),
    [
        ("", ["P2", "P3"]),
        ("peildatum=2026-06-01", ["P2", "P3"]),
        ("?noemer=praktijken&peildatum=2026-03-01", ["P1"]),
        ({"peildatum": "2026-03-01"}, ["P1"]),
        ("peildatum=2026-04-01", ["P2", "P3"]),  # a day on which nothing was read in
        ("peildatum=onzin", ["P2", "P3"]),
    ],
)
def test_a_query_is_answered_from_its_day(magazijn, lees_in, query, praktijken):
    lees_in("praktijken", "praktijk_id,gemeentecode\nP1,GM0344\n", date(2026, 3, 1))
    lees_in("praktijken", "praktijk_id,gemeentecode\nP2,GM0344\nP3,GM0014\n", date(2026, 6, 1))
    assert magazijn(query).dataset.praktijken["praktijk_id"].tolist() == praktijken
    assert [dag.isoformat() for dag in magazijn().dataset.peildata] == ["2026-06-01", "2026-03-01"]


def test_invented_opleiders_do_not_work_in_real_praktijken(magazijn, lees_in):
    assert (len(magazijn().dataset.praktijken), len(magazijn().dataset.opleiders)) == (4874, 2100)
    lees_in("praktijken", "praktijk_id,gemeentecode\nP1,GM0344\n", date(2026, 1, 1))
    nu = magazijn()
    assert (len(nu.dataset.praktijken), len(nu.dataset.opleiders)) == (1, 0)
    assert not {"praktijken", "opleiders"} & nu.verzonnen
    assert {"plan", "plekken"} <= nu.verzonnen
    assert nu.dataset.voorbeeld


def test_before_its_own_day_the_example_holds_for_nothing(magazijn, lees_in):
    lees_in("opleiders", "opleider_id,gemeentecode,instituut\nO1,GM0344,umcu\n", date(2025, 6, 1))
    toen = magazijn("peildatum=2025-06-01")
    assert (len(toen.dataset.opleiders), len(toen.dataset.praktijken), len(toen.plan.frame)) == (1, 0, 0)
    assert toen.verzonnen == frozenset()
    assert toen.plan.titel == "geen plan op deze dag"
    werving = maten.compute(maten.from_query("werving", "peildatum=2025-06-01", toen), toen)
    assert werving.omschrijving.startswith("Wie nieuwe opleiders werft, geen plan op deze dag:")
    assert set(werving.frame["plan"]) == {"geen plan op deze dag"}
