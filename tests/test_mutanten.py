"""The breaks of `make mutants` can still be made: what each one changes is there, and once."""

from __future__ import annotations

from tests.mutanten.lijst import MUTANTEN
from tests.support.server import WORTEL


def test_every_break_can_be_made():
    assert [bezwaar for mutant in MUTANTEN if (bezwaar := mutant.bezwaar(WORTEL))] == []
    assert len(MUTANTEN) >= 40


def test_no_break_is_told_twice():
    assert len({(mutant.bestand, mutant.breekt) for mutant in MUTANTEN}) == len(MUTANTEN)
