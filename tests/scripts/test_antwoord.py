"""Numbers and sentences that are made from an answer in the page."""

import pytest

LEGENDA = [
    {"letter": "a", "tekst": "25 tot 37,5 %", "aantal": 1, "kleuren": ["#dbe9f3"]},
    {"letter": "b", "tekst": "geen opleider", "aantal": 1200, "kleuren": ["#fff7f2", "#a03010"], "patroon": "kruis"},
    {"letter": "c", "tekst": "te klein om te tonen", "aantal": 0, "kleuren": ["#f4f4f2", "#9aa1a6"]},
]


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [
        (0, 0, "0"),
        (1234567.891, 2, "1.234.567,89"),
        (6.25, 1, "6,3"),
        (100 * 87 / 2000, 1, "4,4"),
        (-0.5, 0, "-1"),
        (25, 1, "25,0"),
        (-3, 0, "-3"),
        (None, 0, "–"),
        ("", 1, "–"),
    ],
)
def test_numbers_are_dutch(blad, waarde, decimalen, tekst):
    assert blad.roep("getal", waarde, decimalen) == tekst


@pytest.mark.parametrize(("waarde", "decimalen", "tekst"), [(2026, -1, "2026"), (None, -1, ""), (2026, 0, "2.026")])
def test_a_year_in_the_grid_has_no_thousands(blad, waarde, decimalen, tekst):
    assert blad.doe("(args) => dashAgGridFunctions.hnGetal(...args)", [waarde, decimalen]) == tekst


def test_the_alternative_text_says_what_the_map_shows(blad):
    antwoord = {
        "omschrijving": "Zin over de vraag.",
        "klassen": "b" * 1200 + "a",
        "legenda": LEGENDA,
        "samen": 1201,
        "eenheid": "gemeenten",
    }
    assert blad.roep("beschrijf", antwoord) == (
        "Zin over de vraag. Aantal gemeenten per klasse: 25 tot 37,5 % 1; geen opleider 1.200; samen 1.201."
    )


def test_the_class_of_a_gemeente_is_that_of_its_own_letter(blad):
    antwoord = {"klassen": "bca", "legenda": LEGENDA}
    assert [blad.roep("klasseVan", antwoord, plaats)["tekst"] for plaats in range(3)] == [
        "geen opleider",
        "te klein om te tonen",
        "25 tot 37,5 %",
    ]


def test_the_legend_shows_every_class_and_the_sum(blad):
    antwoord = {
        "legendakop": "Opleiders ÷ praktijken",
        "klassen": "b" * 1200 + "a",
        "legenda": LEGENDA,
        "samen": 1201,
        "eenheid": "gemeenten",
    }
    assert [(rij["soort"], rij["tekst"], rij.get("aantal")) for rij in blad.roep("legendarijen", antwoord)] == [
        ("kop", "Opleiders ÷ praktijken", None),
        ("klasse", "25 tot 37,5 %", 1),
        ("klasse", "geen opleider", 1200),
        ("klasse", "te klein om te tonen", 0),
        ("som", "gemeenten samen", 1201),
    ]


def test_circles_have_a_legend_and_a_sum_of_their_own(blad):
    antwoord = {
        "legendakop": "Is er een opleider?",
        "klassen": "a",
        "legenda": LEGENDA[:1],
        "samen": 1,
        "eenheid": "gemeenten",
        "cirkellegenda": [
            {"tekst": "Leiden", "aantal": 9, "kleuren": ["#cc2e0a"]},
            {"tekst": "Rotterdam", "aantal": 3, "kleuren": ["#f0e442"]},
        ],
        "cirkeleenheid": "opleiders",
    }
    assert [(rij["soort"], rij["tekst"], rij.get("aantal")) for rij in blad.roep("legendarijen", antwoord)[3:]] == [
        ("kop", "Aantal opleiders (oppervlak van de cirkel)", None),
        ("cirkel", "Leiden", 9),
        ("cirkel", "Rotterdam", 3),
        ("som", "opleiders samen", 12),
    ]


def test_without_anything_to_count_there_are_no_circles_in_the_legend(blad):
    antwoord = {
        "legendakop": "Kop",
        "klassen": "b" * 1200 + "a",
        "legenda": LEGENDA,
        "samen": 1201,
        "eenheid": "gemeenten",
        "cirkellegenda": [],
        "cirkeleenheid": "x",
    }
    assert len(blad.roep("legendarijen", antwoord)) == 5


@pytest.mark.parametrize(("letter", "codes"), [("a", ["GM0001", "GM1900"]), ("b", ["GM0518"]), (".", [])])
def test_the_gemeenten_of_a_class(blad, letter, codes):
    assert blad.doe("(letter) => hn.codesVanKlasse(geo, { klassen: 'aba' }, letter)", letter) == codes


def test_a_legend_on_screen_chooses_by_letter(blad):
    antwoord = {
        "legendakop": "Kop",
        "klassen": "b" * 1200 + "a",
        "legenda": LEGENDA,
        "samen": 1201,
        "eenheid": "gemeenten",
    }
    gekozen = blad.doe(
        """(antwoord) => {
          const lijst = document.body.appendChild(document.createElement("ul")), gekozen = [];
          hn.schrijfLegenda(lijst, antwoord, (letter) => gekozen.push(letter));
          lijst.querySelectorAll("button").forEach((knop) => knop.click());
          return gekozen;
        }""",
        antwoord,
    )
    assert gekozen == ["a", "b", "c"]
    assert blad.page.locator("li").all_inner_texts() == [
        "Kop",
        "25 tot 37,5 %\n1",
        "geen opleider\n1.200",
        "te klein om te tonen\n0",
        "gemeenten samen\n1.201",
    ]
    assert [knop.get_attribute("title") for knop in blad.page.locator("button").all()] == [
        "Kies de gemeente in deze klasse",
        "Kies de 1.200 gemeenten in deze klasse",
        None,
    ]
    assert blad.page.locator("li svg").count() == 3
    assert blad.page.locator(".legenda-som").count() == 1
