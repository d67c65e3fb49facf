from itertools import combinations

from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.kaart import build_kaart
from hn_dash.views.kaart.klassen import KWANTIEL, NORM
from tests.support.antwoorden import dichtheidstabel, getal, maak_tabel, tekst, wervingstabel

NAMEN = {"umcu": "Utrecht", "radboud": "Nijmegen", "emc": "Rotterdam"}


def labels(beeld):
    """Gemeente position -> the text of its class in the legend."""
    per_letter = {regel["letter"]: regel["tekst"] for regel in beeld["legenda"]}
    return [per_letter[letter] for letter in beeld["klassen"]]


def test_every_gemeente_has_the_class_of_its_row_and_the_legend_adds_up():
    tabel = dichtheidstabel([("A", 0, 4), ("B", 1, 8), ("C", 1, 4), ("D", 3, 4), ("E", 0, 0)])
    beeld = build_kaart(tabel, NORM, ["A", "B", "C", "D", "E", "F"], NAMEN)
    assert labels(beeld) == [
        "geen opleider, onder norm",
        "12,5 tot 25 %, onder norm",
        "25 tot 37,5 %",
        "50 % of meer",
        "geen praktijk",
        "buiten de selectie",
    ]
    assert sum(regel["aantal"] for regel in beeld["legenda"]) == beeld["samen"] == 6 and beeld["eenheid"] == "gemeenten"


def test_the_norm_itself_is_above_and_a_hair_less_is_below():
    tabel = dichtheidstabel([("A", 25, 100), ("B", 24, 97), ("C", 24, 96)])
    assert labels(build_kaart(tabel, NORM, ["A", "B", "C"], NAMEN)) == [
        "25 tot 37,5 %",
        "12,5 tot 25 %, onder norm",
        "25 tot 37,5 %",
    ]


def test_more_than_a_hundred_per_cent_is_not_clipped():
    beeld = build_kaart(dichtheidstabel([("A", 5, 2)]), NORM, ["A"], NAMEN)
    assert labels(beeld) == ["50 % of meer"]


def test_quantiles_give_groups_of_equal_size_without_the_norm():
    tabel = dichtheidstabel([(f"G{i}", i, 100) for i in range(1, 11)])
    beeld = build_kaart(tabel, KWANTIEL, [f"G{i}" for i in range(1, 11)], NAMEN)
    assert [regel["aantal"] for regel in beeld["legenda"]] == [2, 2, 2, 2, 2]


def test_a_joint_area_has_both_colours_and_both_names():
    tabel = wervingstabel(
        [("A", "gezamenlijk", "radboud+umcu"), ("B", "lead", "umcu"), ("C", "open", ""), ("D", "niet besproken", "")]
    )
    beeld = build_kaart(tabel, NORM, ["A", "B", "C", "D"], NAMEN)
    assert labels(beeld) == ["Utrecht + Nijmegen", "Utrecht", "open", "niet besproken"]
    gezamenlijk = next(regel for regel in beeld["legenda"] if regel["tekst"] == "Utrecht + Nijmegen")
    assert gezamenlijk["kleuren"] == [kleuren.INSTITUUT["umcu"], kleuren.INSTITUUT["radboud"]]
    assert {regel["tekst"] for regel in beeld["legenda"] if regel.get("patroon")} == {"open", "niet besproken"}


def test_rows_larger_than_a_gemeente_get_an_outline_and_shared_gemeenten_are_hatched():
    kolommen = [tekst("locatie"), getal("plekken_per_100000")]
    tabel = maak_tabel(
        "plaatsing",
        kolommen,
        [("noord", 3.0), ("zuid", 9.0)],
        "locatie",
        gebieden={"A": (0,), "B": (0, 1), "C": (1,)},
        totalen={"plekken_per_100000": 6.0},
    )
    beeld = build_kaart(tabel, NORM, ["A", "B", "C", "D"], NAMEN)
    assert beeld["rijen"][0] == beeld["rijen"][1] != beeld["rijen"][2]
    assert beeld["gedeeld"] == {1: [0, 1]}
    assert labels(beeld)[1].startswith("gedeeld: ")
    assert labels(beeld)[3] == "buiten de selectie"
    # the legend counts locations: one far below the average of 6, one far above, and none for what is on the map only
    assert {r["tekst"]: r.get("aantal") for r in beeld["legenda"]} == {
        "0 tot 4,80": 1,
        "4,80 tot 5,70": 0,
        "5,70 tot 6,30": 0,
        "6,30 tot 7,20": 0,
        "7,20 of meer": 1,
        "gedeeld: 0 tot 4,80 en 7,20 of meer": None,
        "buiten de selectie": None,
    }
    assert (beeld["samen"], beeld["eenheid"]) == (2, "opleidingslocaties")


def test_every_way_to_recruit_has_a_class_of_its_own():
    alle = ("amc", "aumc", "emc", "lumc", "maastricht", "radboud", "umcg", "umcu")
    paren = [combinations(alle, aantal) for aantal in range(1, 8)]
    wie = ["+".join(leden) for reeks in paren for leden in reeks]
    rijen = [(f"G{nummer}", "gezamenlijk" if "+" in codes else "lead", codes) for nummer, codes in enumerate(wie)]
    beeld = build_kaart(wervingstabel(rijen), NORM, [code for code, *_ in rijen], dict(zip(alle, alle, strict=True)))
    assert len(set(beeld["klassen"])) == len(rijen) == 254
