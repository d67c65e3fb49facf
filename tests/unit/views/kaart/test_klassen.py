"""The classes of each map on the six gemeenten of tests/support/wereld.py, and the legend that counts them."""

import pytest

from hn_dash.views.vraag import Vraag, kaartantwoord


def kaart(wereld, view, query=""):
    """What each gemeente shows, and the legend without what nobody has."""
    antwoord = kaartantwoord(Vraag.from_query(view, query, wereld))
    teksten = {regel["letter"]: regel["tekst"] for regel in antwoord["legenda"]}
    legenda = {regel["tekst"]: regel["aantal"] for regel in antwoord["legenda"] if regel.get("aantal")}
    return [teksten[letter] for letter in antwoord["klassen"]], legenda


def test_density_around_the_norm(wereld):
    # 3 / 20, 0 / 2, 1 / 4 (just on the norm), 0 / 0, 2 / 1 and 12 / 60
    assert kaart(wereld, "dichtheid") == (
        [
            "12,5 tot 25 %, onder norm",
            "geen opleider, onder norm",
            "25 tot 37,5 %",
            "geen praktijk",
            "50 % of meer",
            "12,5 tot 25 %, onder norm",
        ],
        {
            "12,5 tot 25 %, onder norm": 2,
            "geen opleider, onder norm": 1,
            "25 tot 37,5 %": 1,
            "geen praktijk": 1,
            "50 % of meer": 1,
        },
    )


def test_density_per_inhabitant_has_two_decimals(wereld):
    # per 10.000: 1, 0, 1, 0, 10 and 2 against a norm of 1,5; both without opleiders live somewhere
    assert kaart(wereld, "dichtheid", "noemer=inwoners&norm=1,5")[0] == [
        "0,75 tot 1,50, onder norm",
        "geen opleider, onder norm",
        "0,75 tot 1,50, onder norm",
        "geen opleider, onder norm",
        "3 of meer",
        "1,50 tot 2,25",
    ]


def test_equal_steps_and_equal_groups_leave_the_norm_alone(wereld):
    # of 15, 20, 25 and 200 %: steps of 37; below 15 + 37 lie three
    stappen, legenda = kaart(wereld, "dichtheid", "klassen=gelijk")
    assert [stappen[i] for i in (0, 2, 4, 5)] == ["15 tot 52 %", "15 tot 52 %", "163 % of meer", "15 tot 52 %"]
    assert legenda["15 tot 52 %"] == 3
    groepen, _ = kaart(wereld, "dichtheid", "klassen=kwantiel")
    assert len({groepen[i] for i in (0, 2, 4, 5)}) == 4
    assert "norm" not in "".join(groepen[i] for i in (0, 2, 4, 5))


def test_who_has_an_opleider(wereld):
    assert kaart(wereld, "vestiging") == (
        [
            "met opleider",
            "geen opleider (witte vlek)",
            "met opleider",
            "geen praktijk",
            "met opleider",
            "met opleider",
        ],
        {"met opleider": 4, "geen opleider (witte vlek)": 1, "geen praktijk": 1},
    )


def test_who_recruits(wereld):
    assert kaart(wereld, "werving") == (
        ["Rotterdam", "Leiden + Rotterdam", "Rotterdam", "niet besproken", "open", "Leiden"],
        {"Leiden": 1, "Rotterdam": 2, "Leiden + Rotterdam": 1, "open": 1, "niet besproken": 1},
    )
    assert kaart(wereld, "werving", "instituut=emc")[0] == [
        "Rotterdam",
        "Leiden + Rotterdam",
        "Rotterdam",
        *["buiten de selectie"] * 3,
    ]


def test_places_per_inhabitant_around_the_average(wereld):
    # Offered per 100.000: noord 8 / 33.500 = 23,88, oost 14 / 45.000 = 31,11, zuid 8 / 29.500 = 27,12; all together
    # 30 / 108.000 = 27,78, of which 80, 95, 105 and 120 % are 22,22, 26,39, 29,17 and 33,33
    noord, oost, zuid = "22,22 tot 26,39", "29,17 tot 33,33", "26,39 tot 29,17"
    assert kaart(wereld, "plaatsing", "ronde=2023")[0] == [
        noord,
        f"gedeeld: {noord} en {zuid}",
        zuid,
        noord,
        zuid,
        f"gedeeld: {zuid} en {oost}",
    ]


def test_circles_are_the_opleiders_of_each_institute(wereld):
    antwoord = kaartantwoord(Vraag.from_query("vestiging", "", wereld))
    assert {(r["tekst"], r["aantal"]) for r in antwoord["cirkellegenda"]} == {
        ("Amsterdam UMC", 6),
        ("Leiden", 9),
        ("Rotterdam", 3),
    }
    assert [plek for plek, _ in antwoord["cirkels"]] == [5, 0, 4, 2]  # 12 in Fort, 3 in Aadorp, 2 in Eiland, 1 in Cruin


@pytest.mark.parametrize(
    ("laag", "cirkels", "som"),
    [
        ("kruisend", [(0, 1), (2, 1), (5, 5)], 7),  # Aadorp, Cruin and Fort
        ("tekort", [(0, 2), (1, 1), (5, 3)], 6),  # Aadorp, Beek and Fort
    ],
)
def test_a_layer_is_the_column_that_it_is_called_after(wereld, laag, cirkels, som):
    antwoord = kaartantwoord(Vraag.from_query("werving", f"laag={laag}", wereld))
    assert [(plek, delen[0][1]) for plek, delen in antwoord["cirkels"]] == cirkels
    assert antwoord["cirkellegenda"][0]["aantal"] == som


@pytest.mark.parametrize(
    ("view", "query", "kop"),
    [
        ("dichtheid", "", "Opleiders ÷ praktijken"),
        ("dichtheid", "teller=opleidingspraktijken&noemer=huisartsen", "Opleidingspraktijken ÷ huisartsen"),
        ("dichtheid", "noemer=inwoners", "Opleiders per 10.000 inwoners (2022)"),
        ("vestiging", "", "Is er een opleider, van welk instituut of welke soort ook?"),
        ("werving", "", "Wie werft er nieuwe opleiders?"),
        ("vergelijking", "", "Wat het wordt waar het verschilt"),
        ("plaatsing", "", "Aangeboden plekken per 100.000 inwoners (2022)"),
    ],
)
def test_the_legend_has_a_head(wereld, view, query, kop):
    assert kaartantwoord(Vraag.from_query(view, query, wereld))["legendakop"] == kop


def test_names_on_the_map_stand_where_they_live(wereld):
    werving = kaartantwoord(Vraag.from_query("werving", "", wereld))["opschriften"]
    assert werving == [
        {"gemeente": "GM0001", "tekst": "Amsterdam UMC"},
        {"gemeente": "GM0006", "tekst": "Leiden"},
        {"gemeente": "GM0003", "tekst": "Rotterdam"},
    ]
    plaatsing = kaartantwoord(Vraag.from_query("plaatsing", "", wereld))["opschriften"]
    assert [(o["gemeente"], o["tekst"], o["verschuiving"]) for o in plaatsing] == [
        ("GM0003", "Noordstad", 0),
        ("GM0006", "Oostdorp", 0),
        ("GM0006", "Zuidhaven", 14),
    ]


def test_under_every_map_stand_formula_day_and_source(wereld):
    voet = kaartantwoord(Vraag.from_query("dichtheid", "", wereld))["voet"]
    assert voet == (
        "Dichtheid = opleiders ÷ praktijken × 100 %; norm 25 %; tekort = naar boven afgerond (norm × praktijken) − "
        "opleiders, minstens 0. Inwoners zijn van 1 januari 2022, de peildatum is 1 januari 2026. Peildatum 1 januari "
        "2026; indeling 2026; bron: Proefbron; niet op kaart: 0; © CBS / Kadaster, grenzen 2022, samengevoegd; intern "
        "gebruik."
    )
