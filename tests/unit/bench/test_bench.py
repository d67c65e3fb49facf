"""The benchmarks' arithmetic and their table; how fast anything is, is not tested."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from hn_dash.bench import tabel, to_json
from hn_dash.bench.browser import meet_herkleur
from hn_dash.bench.meten import Meting, Overgeslagen, Reeks, grens, wissel
from hn_dash.bench.peers import NOEMERS
from hn_dash.bench.peers.gebieden import dichtstbij, machtsdiagram
from hn_dash.bench.peers.gegevens import kleuren
from hn_dash.bench.plannen import _databank, _plan, _vul, meet_bewerking, meet_log
from hn_dash.bench.rekenen import meet_punten, vermenigvuldig
from hn_dash.bench.sessie import Sessie
from hn_dash.dataset import Grondslag
from hn_dash.domain.plan.toewijzing import Opgave
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from tests.support.beheer import maak_beheer

PEER = Reeks((40.0, 10.0, 20.0, 30.0, 50.0))


@pytest.fixture(scope="module")
def grondslag() -> Grondslag:
    return laad_voorbeeld(Settings(host="127.0.0.1"))


def test_a_series_is_its_median_and_quartiles():
    assert PEER.mediaan == 30
    assert PEER.kwartielen == (20, 40)
    assert grens(15).kwartielen == (15, 15)
    assert PEER.maal(0.001).mediaan == pytest.approx(0.03)


@pytest.mark.parametrize(
    ("wij", "doel", "minstens", "gehaald"),
    [
        (12, 0.4, False, True),  # 12 / 30 = 0.4
        (12.1, 0.4, False, False),
        (15, 0.5, True, True),  # 15 / 30 = 0.5
        (14.9, 0.5, True, False),
        (300, None, False, None),
    ],
)
def test_an_aim_is_about_the_ratio_of_the_medians(wij, doel, minstens, gehaald):
    meting = Meting("iets", "ms", Reeks((wij, 1000 * wij, 0)), "peer", PEER, doel, minstens)
    assert meting.verhouding == pytest.approx(wij / 30)
    assert meting.gehaald is gehaald


def test_observations_go_in_turns_and_the_first_rounds_do_not_count():
    volgorde: list[str] = []

    def waarneming(naam: str) -> float:
        volgorde.append(naam)
        return float(len(volgorde))

    a, b = wissel([lambda: waarneming("a"), lambda: waarneming("b")], rondes=2, vooraf=1)
    assert volgorde == ["a", "b", "b", "a", "a", "b"]
    assert (a.waarden, b.waarden) == ((4, 5), (3, 6))


def test_the_table_has_a_row_per_benchmark_in_dutch_numbers():
    metingen = [
        Meting("herkleuren", "ms", Reeks((61.5,)), "inline SVG", grens(15), 4),
        Meting("doorvoer", "per s", Reeks((1900, 2100, 2000)), "jsonify", grens(4000), 0.5, minstens=True),
        Meting("vraag", "ms", Reeks((9,)), "figuur", grens(250)),
    ]
    kop, *rijen = [[cel.strip() for cel in regel.split("  ") if cel] for regel in tabel(metingen)]
    assert kop == ["meting", "HN dash", "tegenover", "verhouding", "doel", "gehaald"]
    assert rijen == [
        ["herkleuren", "61,5 ms", "inline SVG", "15,0 ms", "4,10", "≤ 4,00", "nee"],
        ["doorvoer", "2.000 per s (1.950–2.050)", "jsonify", "4.000 per s", "0,50", "≥ 0,50", "ja"],
        ["vraag", "9,00 ms", "figuur", "250 ms", "0,0360", "ter informatie"],
    ]


def test_a_real_benchmark_from_data_to_json(grondslag):
    (meting,) = meet_punten(grondslag, aantal=3000, rondes=2)
    uit = json.loads(json.dumps(to_json(meting)))
    assert (uit["meting"], uit["tegenover"], uit["doel"]) == ("3.000 punten naar gemeenten", "geopandas.sjoin", 0.7)
    assert uit["hn_dash"]["waarnemingen"] == uit["ander"]["waarnemingen"] == 2
    assert uit["verhouding"] == pytest.approx(uit["hn_dash"]["mediaan"] / uit["ander"]["mediaan"])


def test_growth_adds_opleiders_and_nothing_else(grondslag):
    drie, dataset = vermenigvuldig(grondslag, 3).dataset, grondslag.dataset
    assert len(drie.opleiders) == 3 * len(dataset.opleiders)
    assert drie.opleiders["opleider_id"].is_unique
    assert drie.praktijken is dataset.praktijken


def test_without_chromium_the_browser_is_skipped_with_the_reason(grondslag, monkeypatch):
    pytest.importorskip("playwright")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Overgeslagen, match="geen chromium op het PATH"):
        meet_herkleur(grondslag)


def test_a_session_sends_what_a_page_sends():
    from dash import Dash, Input, Output, State, dcc, html

    app = Dash(__name__, enable_mcp=False, add_log_handler=False)
    app.layout = html.Div([dcc.Input(id="a", value=2), dcc.Store(id="b", data=5), html.P(id="c"), html.P(id="d")])

    @app.callback(Output("c", "children"), Output("d", "children"), Input("a", "value"), State("b", "data"))
    def reken(a: int, b: int) -> tuple[int, int]:
        return a * b, a + b

    sessie = Sessie(app)
    antwoord = json.loads(sessie.vraag(sessie.body("d.children", {"a.value": 3})))
    assert antwoord["response"] == {"c": {"children": 15}, "d": {"children": 8}}


def test_a_change_is_divided_in_what_it_costs(grondslag):
    heel, *delen, fsync = meet_bewerking(grondslag, rondes=3)
    assert [meting.naam for meting in delen] == [
        "waarvan vastleggen en keuren",
        "waarvan de kaart",
        "waarvan het paneel",
    ]
    for nummer, waarde in enumerate(heel.wij.waarden):
        assert sum(meting.wij.waarden[nummer] for meting in delen) == pytest.approx(waarde)
    assert fsync.ander == heel.ander


def test_a_long_log_folds_into_its_last_changes(grondslag):
    with _databank() as databank:
        plan = _plan(databank, grondslag)
        _vul(databank, plan, grondslag, 400)
        stand = maak_beheer(grondslag, databank).stand(plan)
        codes = list(grondslag.dataset.geo.herindeling.lijsten[2026])
        assert [stand.versies[code] for code in (codes[0], codes[57], codes[58])] == [3, 3, 2]
        assert [stand.afspraken[code].instituten for code in (codes[57], codes[58])] == ["umcu", "umcg"]
        (meting,) = meet_log(grondslag, wijzigingen=50, rondes=1)
    assert meting.naam == "50 wijzigingen vouwen en 342 gemeenten keuren"


def test_a_power_diagram_moves_borders_until_the_loads_fit():
    km = np.array([[nummer, abs(nummer - 9)] for nummer in range(10)], dtype=float)
    half = Opgave(
        np.ones(10), km, np.zeros(2), np.array([2.5, 6.5]), np.array([3.5, 7.5]), [[]] * 10, np.zeros((10, 2), bool)
    )
    assert dichtstbij(half).tolist() == [0] * 5 + [1] * 5
    assert machtsdiagram(half).tolist() == [0] * 3 + [1] * 7


def test_the_inline_svg_has_the_colours_of_our_own_map():
    van = kleuren(laad_voorbeeld(Settings()))
    assert {noemer: len(deze) for noemer, deze in van.items()} == dict.fromkeys(NOEMERS, 342)
    assert all(re.fullmatch("#[0-9a-f]{6}", kleur) for deze in van.values() for kleur in deze)
