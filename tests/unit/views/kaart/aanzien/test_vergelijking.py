from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.aanzien.vergelijking import AANZIEN
from hn_dash.views.kaart.klassen import Klasse
from tests.support.antwoorden import maak_tabel, tekst

NAMEN = {"umcu": "Utrecht", "emc": "Rotterdam"}
KOLOMMEN = [tekst(naam) for naam in ("gemeentecode", "was", "wordt", "staat_wordt", "instituten_wordt")]


def tabel(*rijen):
    return maak_tabel("vergelijking", KOLOMMEN, rijen)


def test_a_gemeente_has_the_colour_of_what_it_becomes_unless_only_its_status_differs():
    rijen = [
        ("A", "open", "lead Utrecht", "lead", "umcu"),
        ("B", "lead Rotterdam", "lead Rotterdam", "lead", "emc"),
        ("C", "lead Utrecht", "open", "open", ""),
    ]
    klassen, nummers = AANZIEN.klassen(tabel(*rijen), "norm", NAMEN)
    assert klassen == [
        Klasse("Utrecht", ("#e7840a",)),
        Klasse("open", kleuren.OPEN, "kruis"),
        Klasse("alleen andere status", ("#f4f4f2", "#9aa1a6"), "stip"),
    ]
    assert nummers.tolist() == [0, 2, 1]


def test_what_only_another_status_has_makes_no_class_of_its_lead():
    klassen, nummers = AANZIEN.klassen(tabel(("B", "lead Rotterdam", "lead Rotterdam", "lead", "emc")), "norm", NAMEN)
    assert [klasse.label for klasse in klassen] == ["alleen andere status"] and nummers.tolist() == [0]


def test_its_words():
    assert AANZIEN.legendakop(tabel()) == "Wat het wordt waar het verschilt"
    assert AANZIEN.tip(None) == ("was: {was}", "wordt: {wordt}", "{opleiders} opleiders op {praktijken} praktijken")
    assert AANZIEN.buiten == "gelijk"
    assert AANZIEN.keuzes == {}
