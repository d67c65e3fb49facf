from functools import partial

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


def test_few_digits_are_sent_except_where_those_left_out_decide_how_it_is_rounded():
    kolommen = [tekst("gemeentecode"), getal("dichtheid_pct")]
    onder, gewoon = 4.34999996, 4.123456789  # 4,3 on screen, and not the 4,4 of 4,35
    inhoud = inhoud_van(maak_tabel("proef", kolommen, [("A", onder), ("B", gewoon)]), ["A", "B"], {})
    assert inhoud["kolommen"]["dichtheid_pct"] == [onder, 4.123457]


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
