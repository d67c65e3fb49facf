"""What the map and the grid get, to the last value: what the scripts and every picture of a map rely on."""

import pytest

from tests.support.golden import MAP, VRAGEN, maak_antwoord, read_antwoord


@pytest.mark.parametrize("naam", VRAGEN)
def test_the_answer_is_what_it_was(naam, wereld):
    assert maak_antwoord(naam, wereld) == read_antwoord(naam)


def test_every_file_is_the_answer_to_a_question():
    assert {pad.stem for pad in MAP.iterdir()} == set(VRAGEN)
