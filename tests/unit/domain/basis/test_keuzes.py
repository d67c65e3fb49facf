"""What can be chosen, and what is chosen when nobody does: the first."""

from datetime import date

import pytest

from hn_dash.domain.basis.keuzes import alle_keuzes, keuzenaam, keuzes
from tests.support.wereld import maak_plekken, maak_wereld


def test_the_year_whose_lotteries_have_all_been_held_comes_first(wereld):
    # of 2025 the second round is still to come, and of 2027 both
    assert keuzes("jaar", wereld.dataset) == (("2023", "heel 2023"), ("2027", "heel 2027"), ("2025", "heel 2025"))
    assert [waarde for waarde, _ in keuzes("ronde", wereld.dataset)] == [
        *("2023", "2023-03"),
        *("2027", "2027-03"),
        *("2025", "2025-09", "2025-03"),
    ]


def test_without_any_place_there_is_the_year_of_the_data():
    dataset = maak_wereld(plekken=maak_plekken([])).dataset
    assert keuzes("ronde", dataset) == keuzes("jaar", dataset) == (("2026", "heel 2026"),)


def test_what_the_data_has_can_be_chosen(wereld):
    dataset = wereld.dataset
    assert keuzes("peildatum", dataset) == (("2026-01-01", "1 januari 2026"),)
    assert keuzes("indeling", dataset) == (("2026", "gemeenten 2026"), ("2022", "gemeenten 2022"))
    assert [waarde for waarde, _ in keuzes("instituut", dataset)] == ["", "aumc", "lumc", "emc"]  # amc is closed
    assert [waarde for waarde, _ in keuzes("provincie", dataset)] == ["", "Noord", "Zuid"]
    assert keuzenaam("instituut", "lumc", dataset) == "Leiden"
    assert alle_keuzes("plan", wereld) == wereld.plankeuzes


def test_every_day_that_was_read_in_can_be_chosen():
    dataset = maak_wereld(peildata=(date(2026, 1, 1), date(2025, 1, 1))).dataset
    assert [waarde for waarde, _ in keuzes("peildatum", dataset)] == ["2026-01-01", "2025-01-01"]


def test_what_is_no_choice_is_a_mistake_of_ours(wereld):
    with pytest.raises(KeyError, match="kleur"):
        keuzes("kleur", wereld.dataset)
