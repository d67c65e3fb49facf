from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.aanzien.vestiging import AANZIEN
from hn_dash.views.kaart.klassen import Klasse
from tests.support.antwoorden import aantal, maak_tabel, tekst

NAMEN = {"umcu": "Utrecht", "radboud": "Nijmegen", "emc": "Rotterdam"}


def tabel(*rijen):
    kolommen = [tekst("gemeentecode"), tekst("status"), aantal("opleiders_umcu"), aantal("opleiders_emc")]
    return maak_tabel("vestiging", kolommen, rijen)


def test_a_white_spot_has_praktijken_and_no_opleider():
    rijen = [
        ("A", "geen opleider", 0, 0),
        ("B", "heeft opleider", 2, 0),
        ("C", "geen praktijk", 0, 0),
        ("D", "heeft opleider", 0, 1),
    ]
    klassen, nummers = AANZIEN.klassen(tabel(*rijen), "norm", NAMEN)
    assert klassen == [
        Klasse("met opleider", ("#dfe6e3",)),
        Klasse("geen opleider (witte vlek)", ("#fff7f2", "#a03010"), "kruis"),
        Klasse("geen praktijk", ("#e3e6e8", "#8a949b"), "streep"),
    ]
    assert nummers.tolist() == [1, 0, 2, 0]


def test_what_does_not_occur_is_no_class():
    klassen, nummers = AANZIEN.klassen(tabel(("A", "geen praktijk", 0, 0)), "norm", NAMEN)
    assert [klasse.label for klasse in klassen] == ["geen praktijk"] and nummers.tolist() == [0]


def test_its_words():
    assert AANZIEN.legendakop(tabel()) == "Is er een opleider, van welk instituut of welke soort ook?"
    assert AANZIEN.tip(None) == ("{opleiders} opleiders op {praktijken} praktijken", "{status}")
    assert AANZIEN.buiten == "buiten de selectie"
    assert AANZIEN.keuzes == {}


def test_circles_hold_the_counts_per_institute_largest_first_and_their_legend_the_sums():
    rijen = [("A", "heeft opleider", 2, 0), ("B", "geen opleider", 0, 0), ("C", "heeft opleider", 1, 4)]
    beeld = AANZIEN.build_cirkels(tabel(*rijen), "", ["A", "B", "C"], NAMEN)
    assert beeld["cirkels"] == [(2, [(0, 1), (1, 4)]), (0, [(0, 2)])]
    assert beeld["cirkelkleuren"] == [kleuren.INSTITUUT["umcu"], kleuren.INSTITUUT["emc"]]
    assert beeld["cirkellegenda"] == [
        {"tekst": "Utrecht", "aantal": 3, "kleuren": ["#e7840a"]},
        {"tekst": "Rotterdam", "aantal": 4, "kleuren": ["#f0e442"]},
    ]
    assert beeld["cirkeleenheid"] == "opleiders"


def test_an_institute_without_opleiders_is_not_in_the_legend_of_the_circles():
    beeld = AANZIEN.build_cirkels(tabel(("A", "heeft opleider", 0, 5)), "", ["A"], NAMEN)
    assert beeld["cirkels"] == [(0, [(1, 5)])]
    assert [regel["tekst"] for regel in beeld["cirkellegenda"]] == ["Rotterdam"]


def test_a_layer_of_another_map_changes_nothing():
    rijen = tabel(("A", "heeft opleider", 1, 0))
    assert AANZIEN.build_cirkels(rijen, "tekort", ["A"], NAMEN) == AANZIEN.build_cirkels(rijen, "", ["A"], NAMEN)
