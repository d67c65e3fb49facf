import numpy as np
import pytest

from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.aanzien.dichtheid import AANZIEN
from hn_dash.views.kaart.klassen import Klasse
from tests.support.antwoorden import KOP, aantal, dichtheidstabel, getal, maak_tabel, tekst

KOLOMMEN = (*KOP, aantal("noemer", eenheid="praktijken"), getal("dichtheid_pct"), getal("norm_pct"), tekst("status"))


def per_inwoner(*rijen):
    """(gemeentecode, opleiders, inwoners) against a norm of 1 per 10.000."""
    uit = [
        (code, f"G{code}", "P", t, n, 10_000 * t / n, 1.0, "onder norm" if 10_000 * t < n else "op of boven norm")
        for code, t, n in rijen
    ]
    kolommen = [
        *KOP,
        aantal("teller", eenheid="opleiders"),
        aantal("noemer", eenheid="inwoners"),
        getal("per_10000", teller="teller", noemer="noemer"),
        getal("norm_per_10000"),
        tekst("status"),
    ]
    return maak_tabel("dichtheid", kolommen, uit)


def labels(tabel, methode="norm"):
    klassen, nummers = AANZIEN.klassen(tabel, methode, {})
    return [klassen[nummer].label for nummer in nummers]


def test_two_classes_lie_below_the_norm_and_three_from_it():
    klassen, _ = AANZIEN.klassen(dichtheidstabel([("A", 1, 4)]), "norm", {})
    assert [klasse.label for klasse in klassen] == [
        "0 tot 12,5 %, onder norm",
        "12,5 tot 25 %, onder norm",
        "25 tot 37,5 %",
        "37,5 tot 50 %",
        "50 % of meer",
    ]
    assert [klasse.kleuren for klasse in klassen] == [(kleur,) for kleur in (*kleuren.ONDER, *kleuren.BOVEN)]


@pytest.mark.parametrize(
    ("teller", "noemer", "label"),
    [
        (1, 9, "0 tot 12,5 %, onder norm"),  # 11,1 %
        (1, 8, "12,5 tot 25 %, onder norm"),  # 12,5 %: half of the norm is in the upper class
        (24, 97, "12,5 tot 25 %, onder norm"),  # 24,7 %
        (24, 96, "25 tot 37,5 %"),  # exactly the norm
        (3, 8, "37,5 tot 50 %"),  # one and a half times the norm
        (1, 2, "50 % of meer"),  # twice
        (5, 2, "50 % of meer"),  # 250 %: not clipped
        (0, 4, "geen opleider, onder norm"),
        (0, 0, "geen praktijk"),
    ],
)
def test_a_row_is_in_the_class_of_its_value_or_of_its_status(teller, noemer, label):
    assert labels(dichtheidstabel([("A", teller, noemer)])) == [label]


def test_the_status_decides_on_which_side_of_the_norm_a_row_is():
    rijen = [("A", "A", "P", 5, 20.0, 20.0, "op of boven norm"), ("B", "B", "P", 5, 20.0, 20.0, "onder norm")]
    assert labels(maak_tabel("dichtheid", KOLOMMEN, rijen)) == ["20 tot 30 %", "10 tot 20 %, onder norm"]


@pytest.mark.parametrize(
    ("status", "klasse"),
    [
        ("geen opleider", Klasse("geen opleider, onder norm", kleuren.ZONDER, "kruis")),
        ("geen praktijk", Klasse("geen praktijk", kleuren.LEEG, "streep")),
        ("geen gegevens", Klasse("geen gegevens", kleuren.ONBEKEND, "stip")),
        ("te klein", Klasse("te klein om te tonen", kleuren.ONBEKEND, "streep")),
    ],
)
@pytest.mark.parametrize("methode", ["norm", "kwantiel", "gelijk"])
def test_every_reason_for_no_figure_has_a_class_of_its_own(status, klasse, methode):
    tabel = maak_tabel("dichtheid", KOLOMMEN, [("A", "A", "P", 0, None, 25.0, status)])
    klassen, nummers = AANZIEN.klassen(tabel, methode, {})
    assert klassen[nummers[0]] == klasse


def test_per_inhabitant_the_classes_are_opleiders_per_ten_thousand():
    tabel = per_inwoner(("A", 4, 100_000), ("B", 6, 100_000), ("C", 10, 100_000), ("D", 20, 100_000))
    assert labels(tabel) == ["0 tot 0,50, onder norm", "0,50 tot 1, onder norm", "1 tot 1,50", "2 of meer"]
    assert AANZIEN.legendakop(tabel) == "Opleiders per 10.000 inwoners"


def test_equal_groups_and_equal_steps_leave_out_what_has_no_value():
    rijen = [("Z", 0, 4), *((f"G{i}", i, 100) for i in (1, 2, 3, 4, 5, 6, 7, 8, 9, 100))]
    nummers = [np.bincount(AANZIEN.klassen(dichtheidstabel(rijen), m, {})[1]).tolist() for m in ("kwantiel", "gelijk")]
    # groups: two of each; steps of 19,8 from 1 to 100: nine and the last one; the steps between are empty
    assert nummers == [[2, 2, 2, 2, 2, 1], [9, 0, 0, 0, 1, 1]]


def test_groups_are_as_equal_as_values_that_coincide_allow():
    """Of ten, five have the same value: they are one group, and no group lies on the wrong side of them."""
    rijen = [*((f"G{i}", 10, 100) for i in range(5)), *((f"H{i}", 11 + i, 100) for i in range(5))]
    klassen, nummers = AANZIEN.klassen(dichtheidstabel(rijen), "kwantiel", {})
    # a fifth and two fifths of ten begin at 10 % or, nearer, at 11 %; three and four fifths at 12 and at 14 %
    assert np.bincount(nummers).tolist() == [5, 1, 2, 2]
    assert [klasse.label for klasse in klassen] == ["10 tot 11 %", "11 tot 12 %", "12 tot 14 %", "14 % of meer"]


@pytest.mark.parametrize(
    ("norm", "labels"),
    [
        (25.03, ["0 tot 12,515 %", "12,515 tot 25,03 %", "25,03 tot 37,545 %", "37,545 tot 50,06 %"]),
        (0.05, ["0 tot 0,025 %", "0,025 tot 0,05 %", "0,05 tot 0,075 %", "0,075 tot 0,1 %"]),
        (33.3, ["0 tot 16,65 %", "16,65 tot 33,3 %", "33,3 tot 49,95 %", "49,95 tot 66,6 %"]),
    ],
)
def test_limits_around_an_odd_norm_are_exact(norm, labels):
    klassen, _ = AANZIEN.klassen(
        maak_tabel("dichtheid", KOLOMMEN, [("A", "A", "P", 5, norm, norm, "op of boven norm")]), "norm", {}
    )
    assert [klasse.label.removesuffix(", onder norm") for klasse in klassen[:4]] == labels


def test_limits_that_lie_close_together_do_not_look_the_same():
    rijen = [(f"G{i}", 25_000 + i, 100_000) for i in range(5)]
    klassen, _ = AANZIEN.klassen(dichtheidstabel(rijen), "kwantiel", {})
    assert [klasse.label for klasse in klassen][1:3] == ["25,001 tot 25,002 %", "25,002 tot 25,003 %"]


def test_equal_values_are_one_group():
    klassen, nummers = AANZIEN.klassen(dichtheidstabel([("A", 1, 2), ("B", 2, 4)]), "kwantiel", {})
    assert [klasse.label for klasse in klassen] == ["50 % of meer"] and nummers.tolist() == [0, 0]


def test_without_rows_there_is_nothing_to_count():
    for methode in ("norm", "kwantiel", "gelijk"):
        assert AANZIEN.klassen(dichtheidstabel([]), methode, {})[1].tolist() == []


def test_its_words_and_its_choices():
    kolommen = [*KOP, aantal("teller", eenheid="opleidingspraktijken"), aantal("noemer", eenheid="huisartsen")]
    tabel = maak_tabel("dichtheid", kolommen, [])
    assert AANZIEN.legendakop(tabel) == "Opleidingspraktijken ÷ huisartsen"
    assert [[waarde for waarde, _ in keuze] for keuze in AANZIEN.keuzes.values()] == [["norm", "kwantiel", "gelijk"]]
    assert AANZIEN.build_cirkels(tabel, "kruisend", [], {}) == {}
