"""The card of what is chosen."""

from hn_dash.views.kaart.kaartje import build_kaartjes
from tests.support.antwoorden import aantal, dichtheidstabel, getal, maak_tabel, tekst


def test_a_card_says_what_the_row_says_in_dutch():
    kolommen = [
        tekst("gemeentecode"),
        tekst("gemeentenaam"),
        tekst("provincie"),
        aantal("inwoners"),
        getal("pct", eenheid="%"),
    ]
    tabel = maak_tabel(
        "proef", kolommen, [("A", "Utrecht", "Utrecht", 361699, 6.25), ("B", "Urk", "Flevoland", 21227, None)]
    )
    (kaartje,) = build_kaartjes(tabel, ["A"], {})
    assert (kaartje.titel, kaartje.kop) == ("Utrecht", "Utrecht")
    assert kaartje.regels == (("Inwoners", "361.699"), ("Pct", "6,3 %"))
    assert build_kaartjes(tabel, ["B"], {})[0].regels[1] == ("Pct", "–")


def test_many_gemeenten_are_added_up_and_percentages_are_not():
    kolommen = [
        tekst("gemeentecode"),
        tekst("gemeentenaam"),
        tekst("provincie"),
        aantal("opleiders"),
        getal("pct", eenheid="%"),
    ]
    rijen = [(code, code, "Drenthe", 2, 50.0) for code in "ABCD"]
    (kaartje,) = build_kaartjes(maak_tabel("proef", kolommen, rijen), list("ABCD"), {})
    assert kaartje.titel == "4 gemeenten"
    assert kaartje.regels == (("Opleiders", "8"),)


def test_a_gemeente_outside_the_selection_has_no_card():
    assert build_kaartjes(dichtheidstabel([("A", 1, 4)]), ["Z"], {}) == ()


def test_of_areas_those_are_chosen_that_are_chosen_as_a_whole_and_many_are_named():
    """Area 0 is A and B, 1 is B and C, 2 to 4 are D; a gemeente in no whole area is about all of its areas."""
    kolommen = [tekst("locatienaam"), aantal("aangeboden")]
    rijen = [("Zwolle", 1), ("Utrecht", 2), ("Ede", 4), ("Goes", 8), ("Breda", 16)]
    gebieden = {"A": (0,), "B": (0, 1), "C": (1,), "D": (2, 3, 4)}
    tabel = maak_tabel("proef", kolommen, rijen, "locatienaam", gebieden=gebieden)
    for codes, titels in (("AB", ["Zwolle"]), ("B", ["Zwolle", "Utrecht"]), ("ABC", ["Zwolle", "Utrecht"])):
        assert [kaartje.titel for kaartje in build_kaartjes(tabel, list(codes), {})] == titels
    (samen,) = build_kaartjes(tabel, list("ABD"), {})
    assert (samen.titel, samen.kop) == ("4 gebieden", "Zwolle, Ede, Goes en Breda")
    assert samen.regels == (("Aangeboden", "29"),)
