from functools import partial

from hn_dash.views.kaart.kaartje import build_kaartjes
from hn_dash.views.tabel import build_tabel
from tests.support.antwoorden import aantal, dichtheidstabel, getal, maak_tabel, tekst, wervingstabel

NAMEN = {"umcu": "Utrecht", "radboud": "Nijmegen"}
inhoud_van = partial(build_tabel, geometrie="/geo/2026.proef.json")


def test_gemeenten_are_positions_and_their_names_stay_home():
    inhoud = inhoud_van(dichtheidstabel([("B", 1, 4), ("A", 0, 0), ("D", 1, 1)]), ["A", "B", "C", "D"], NAMEN)
    assert inhoud["gemeentestappen"] == [1, -1, 3]
    assert inhoud["geometrie"] == "/geo/2026.proef.json"
    assert "gemeentenaam" not in inhoud["kolommen"]
    assert inhoud["kolommen"]["dichtheid_pct"] == [25.0, None, 100.0]


def test_texts_that_recur_are_sent_once():
    inhoud = inhoud_van(
        wervingstabel([("A", "open", ""), ("B", "lead", "umcu"), ("C", "open", "")]), ["A", "B", "C"], {}
    )
    assert inhoud["kolommen"]["staat"] == {"teksten": ["open", "lead"], "posities": [0, 1, 0]}


def test_institutes_have_their_names_on_screen():
    inhoud = inhoud_van(wervingstabel([("A", "gezamenlijk", "umcu+radboud")]), ["A"], NAMEN)
    assert inhoud["kolommen"]["instituten"]["teksten"] == ["Utrecht + Nijmegen"]


def test_hidden_columns_travel_only_for_the_hover_text():
    kolommen = [
        tekst("gemeentecode"),
        aantal("teller", scherm=False),
        aantal("noemer", scherm=False),
        aantal("stil", scherm=False),
    ]
    inhoud = inhoud_van(maak_tabel("dichtheid", kolommen, [("A", 1, 2, 3)]), ["A"], {})
    assert set(inhoud["kolommen"]) == {"teller", "noemer"}
    assert [k["naam"] for k in inhoud["spec"]] == ["gemeentecode"]


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
