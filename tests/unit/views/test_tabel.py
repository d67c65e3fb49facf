from hn_dash.views.tabel import build_tabel
from tests.support.antwoorden import aantal, dichtheidstabel, maak_tabel, tekst, wervingstabel

NAMEN = {"umcu": "Utrecht", "radboud": "Nijmegen"}


def test_gemeenten_are_positions_and_their_names_stay_home():
    inhoud = build_tabel(dichtheidstabel([("B", 1, 4), ("A", 0, 0)]), ["A", "B", "C"], NAMEN)
    assert inhoud["gemeenten"] == [1, 0]
    assert "gemeentenaam" not in inhoud["kolommen"]
    assert inhoud["kolommen"]["dichtheid_pct"] == [25.0, None]


def test_texts_that_recur_are_sent_once():
    inhoud = build_tabel(
        wervingstabel([("A", "open", ""), ("B", "lead", "umcu"), ("C", "open", "")]), ["A", "B", "C"], {}
    )
    assert inhoud["kolommen"]["staat"] == {"teksten": ["open", "lead"], "posities": [0, 1, 0]}


def test_institutes_have_their_names_on_screen():
    inhoud = build_tabel(wervingstabel([("A", "gezamenlijk", "umcu+radboud")]), ["A"], NAMEN)
    assert inhoud["kolommen"]["instituten"]["teksten"] == ["Utrecht + Nijmegen"]


def test_hidden_columns_travel_only_for_the_hover_text():
    kolommen = [
        tekst("gemeentecode"),
        aantal("teller", scherm=False),
        aantal("noemer", scherm=False),
        aantal("stil", scherm=False),
    ]
    inhoud = build_tabel(maak_tabel("dichtheid", kolommen, [("A", 1, 2, 3)]), ["A"], {})
    assert set(inhoud["kolommen"]) == {"teller", "noemer"}
    assert [k["naam"] for k in inhoud["spec"]] == ["gemeentecode"]
