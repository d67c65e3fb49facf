from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.aanzien.plaatsing import AANZIEN
from hn_dash.views.kaart.klassen import Klasse
from tests.support.antwoorden import getal, maak_tabel, tekst
from tests.support.wereld import maak_wereld


def tabel(*waarden, landelijk=10.0):
    kolommen = [tekst("locatie"), getal("plekken_per_100000")]
    rijen = [(f"L{nummer}", waarde) for nummer, waarde in enumerate(waarden)]
    return maak_tabel("plaatsing", kolommen, rijen, "locatie", totalen={"plekken_per_100000": landelijk})


def test_classes_lie_around_the_national_figure():
    klassen, nummers = AANZIEN.klassen(tabel(7.9, 8.0, 9.5, 10.5, 12.0, None), "norm", {})
    assert [klasse.label for klasse in klassen] == [
        "0 tot 8",
        "8 tot 9,50",
        "9,50 tot 10,50",
        "10,50 tot 12",
        "12 of meer",
        "geen gegevens",
    ]
    assert klassen[-1] == Klasse("geen gegevens", ("#f4f4f2", "#9aa1a6"), "stip")
    assert [klasse.kleuren for klasse in klassen[:-1]] == [(k,) for k in (*kleuren.ONDER, *kleuren.BOVEN)]
    assert nummers.tolist() == [0, 1, 2, 3, 4, 5]  # a limit is in the class above it


def test_equal_steps_leave_out_what_is_unknown():
    klassen, nummers = AANZIEN.klassen(tabel(0.0, 1.0, 4.9, 5.0, None), "gelijk", {})
    assert [klasse.label for klasse in klassen] == [
        *("0 tot 1", "1 tot 2", "2 tot 3", "3 tot 4", "4 of meer"),
        "geen gegevens",
    ]
    assert nummers.tolist() == [0, 1, 4, 4, 5]


def test_locations_in_one_gemeente_stand_below_each_other():
    wereld = maak_wereld()
    samen = maak_wereld(locaties=wereld.dataset.locaties.assign(gemeentecode=["GM0001", "GM0006", "GM0001"]))
    assert AANZIEN.opschriften(samen.dataset) == [
        {"gemeente": "GM0001", "tekst": "Noordstad", "soort": "locatie", "verschuiving": 0},
        {"gemeente": "GM0001", "tekst": "Zuidhaven", "soort": "locatie", "verschuiving": 14},
        {"gemeente": "GM0006", "tekst": "Oostdorp", "soort": "locatie", "verschuiving": 0},
    ]


def test_its_words_and_its_choices():
    assert AANZIEN.legendakop(tabel()) == "Aangeboden plekken per 100.000 inwoners"
    assert AANZIEN.tip(None) == (
        "locatie {locatienaam} ({instituut})",
        "{plekken_per_100000} plekken per 100.000 inwoners",
        "aangeboden {aangeboden}, geplaatst {geplaatst}, niet vervuld {niet_vervuld}",
    )
    assert list(AANZIEN.keuzes) == ["klassen"]
    assert AANZIEN.build_cirkels(tabel(1.0), "", [], {}) == {}
