from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.aanzien.werving import AANZIEN
from hn_dash.views.kaart.klassen import Klasse
from tests.support.antwoorden import KOP, aantal, maak_tabel, wervingstabel
from tests.support.wereld import maak_wereld

NAMEN = {"umcu": "Utrecht", "radboud": "Nijmegen", "emc": "Rotterdam"}
ORANJE, GROEN, GEEL = "#e7840a", "#0ea67b", "#f0e442"


def test_every_way_to_recruit_is_a_class_in_the_order_of_states_and_institutes():
    tabel = wervingstabel(
        [
            ("A", "niet besproken", ""),
            ("B", "open", ""),
            ("C", "gezamenlijk", "emc+radboud"),
            ("D", "lead", "emc"),
            ("E", "gezamenlijk", "radboud+umcu"),
            ("F", "lead", "umcu"),
            ("G", "open", ""),
        ]
    )
    klassen, nummers = AANZIEN.klassen(tabel, "norm", NAMEN)
    assert klassen == [
        Klasse("Utrecht", (ORANJE,)),
        Klasse("Rotterdam", (GEEL,)),
        Klasse("Utrecht + Nijmegen", (ORANJE, GROEN)),
        Klasse("Nijmegen + Rotterdam", (GROEN, GEEL)),
        Klasse("open", ("#ffffff", "#7b8790"), "kruis"),
        Klasse("niet besproken", kleuren.LEEG, "stip"),
    ]
    assert nummers.tolist() == [5, 4, 3, 1, 2, 0, 4]


def test_crossing_relations_are_counted_where_they_are():
    tabel = wervingstabel([("A", "lead", "umcu"), ("B", "lead", "emc"), ("C", "open", "")])  # 0, 1 and 2 of others
    beeld = AANZIEN.build_cirkels(tabel, "kruisend", ["C", "A", "B"], NAMEN)
    assert beeld["cirkels"] == [(2, [(0, 1)]), (0, [(0, 2)])]
    assert beeld["cirkelkleuren"] == ["#1d252c"]
    assert beeld["cirkellegenda"] == [
        {"tekst": "opleiders van een ander instituut", "aantal": 3, "kleuren": ["#1d252c"]}
    ]


def test_the_layer_of_the_shortage_counts_the_shortage():
    tabel = maak_tabel("werving", [*KOP, aantal("tekort")], [("A", "A", "P", 4), ("B", "B", "P", 0)])
    beeld = AANZIEN.build_cirkels(tabel, "tekort", ["A", "B"], NAMEN)
    assert beeld["cirkels"] == [(0, [(0, 4)])]
    assert [(r["tekst"], r["aantal"]) for r in beeld["cirkellegenda"]] == [
        ("opleiders te weinig voor de norm van 25 % van de praktijken", 4)
    ]


def test_a_layer_in_which_nothing_occurs_says_nought():
    beeld = AANZIEN.build_cirkels(wervingstabel([("A", "lead", "umcu")]), "kruisend", ["A"], NAMEN)
    assert beeld["cirkels"] == [] and [regel["aantal"] for regel in beeld["cirkellegenda"]] == [0]


def test_without_a_layer_there_are_no_circles():
    assert AANZIEN.build_cirkels(wervingstabel([("A", "open", "")]), "", ["A"], NAMEN) == {}


def test_the_institutes_of_today_stand_where_they_are_housed(wereld):
    huizen = wereld.dataset.instituten.assign(gemeentecode=["GM0001", "GM0001", "GM0006", "GM0003"])  # AMC is closed
    assert AANZIEN.opschriften(maak_wereld(instituten=huizen).dataset) == [
        {"gemeente": "GM0001", "tekst": "Amsterdam UMC"},
        {"gemeente": "GM0006", "tekst": "Leiden"},
        {"gemeente": "GM0003", "tekst": "Rotterdam"},
    ]


def test_its_words_and_its_choices():
    assert AANZIEN.legendakop(wervingstabel([])) == "Wie werft er nieuwe opleiders?"
    assert AANZIEN.tip(None) == (
        "{staat} {instituten}",
        "{opleiders} opleiders op {praktijken} praktijken: {dichtheid_pct}",
        "van andere instituten: {opleiders_andere_instituten}",
    )
    assert AANZIEN.keuzes == {
        "laag": (("", "geen"), ("kruisend", "kruisende relaties"), ("tekort", "tekort tot de norm van 25 %"))
    }
