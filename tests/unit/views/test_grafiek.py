"""The charts draw the columns that their legend names."""

from hn_dash.domain import maten
from hn_dash.views.grafiek import build_reeks, build_staven


def reeksen(figuur):
    return {reeks.name: (list(reeks.x), list(reeks.y)) for reeks in figuur.data}


def test_bars_are_calculated_offered_and_placed_per_locatie(wereld):
    figuur = build_staven(maten.compute(maten.from_query("plaatsing", "ronde=2023", wereld), wereld))
    locaties = ["Noordstad", "Oostdorp", "Zuidhaven"]
    assert reeksen(figuur) == {
        "Berekend": (locaties, [10, 12, 8]),
        "Aangeboden": (locaties, [8, 14, 8]),
        "Geplaatst": (locaties, [6, 14, 7]),
    }
    assert figuur.layout.title.text == "Plekken per opleidingslocatie"
    assert len({reeks.marker.color for reeks in figuur.data}) == 3


def test_bars_of_a_year_are_the_sum_of_its_rounds_and_stay_empty_where_nothing_is_known(wereld):
    figuur = build_staven(maten.compute(maten.from_query("plaatsing", "ronde=2025", wereld), wereld))
    assert {naam: y for naam, (_, y) in reeksen(figuur).items()} == {
        "Berekend": [22, 30, 20],
        "Aangeboden": [19, 32, 10],
        "Geplaatst": [5, 16, 9],
    }
    toekomst = build_staven(maten.compute(maten.from_query("plaatsing", "ronde=2027", wereld), wereld))
    assert reeksen(toekomst)["Geplaatst"][1] == [None, None, None]


def test_the_national_series_is_a_line_of_places_and_marks_of_who_started(wereld):
    figuur = build_reeks(maten.compute(maten.from_query("landelijk", "", wereld), wereld))
    assert reeksen(figuur) == {"Plekken VWS": ([2023, 2025], [30, 70]), "Gestart": ([2023, 2025], [29, None])}
    assert [reeks.mode for reeks in figuur.data] == ["lines+markers", "markers"]
