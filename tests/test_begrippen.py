"""BEGRIPPEN.md and the code use the same words, each for one thing."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from hn_dash import begrippen
from hn_dash.domain import maten

WORTEL = Path(__file__).parents[1]
RIJ = re.compile(r"^\| (?P<begrip>[^|]+) \| (?P<definitie>[^|]+) \| (?P<bron>[^|]+) \|$", re.MULTILINE)
RIJEN = [
    rij for rij in RIJ.finditer((WORTEL / "BEGRIPPEN.md").read_text(encoding="utf-8")) if rij["begrip"] != "begrip"
]
BEGRIPPEN = [begrip.strip() for rij in RIJEN for begrip in rij["begrip"].split(",")]
STATEN_EN_STATUSSEN = sorted(
    {*begrippen.STATEN, *begrippen.STATUSSEN, *(s for m in maten.MATEN.values() for s in m.statussen)}
)


def test_a_word_has_one_row():
    assert [begrip for begrip, aantal in Counter(BEGRIPPEN).items() if aantal > 1] == []
    assert len(RIJEN) > 80


def test_every_line_of_the_tables_is_a_row_with_a_definition_that_ends_and_a_source():
    regels = [r for r in (WORTEL / "BEGRIPPEN.md").read_text(encoding="utf-8").splitlines() if r.startswith("|")]
    koppen = [r for r in regels if r in ("| begrip | definitie | bron |", "|---|---|---|")]
    assert len(regels) == len(koppen) + len(RIJEN)
    assert [rij["begrip"] for rij in RIJEN if not rij["definitie"].endswith(".")] == []


@pytest.mark.parametrize("woord", STATEN_EN_STATUSSEN)
def test_every_state_and_status_has_a_row(woord):
    assert woord in BEGRIPPEN


@pytest.mark.parametrize("woord", [*begrippen.SOORTEN_OPLEIDER, begrippen.ZONDER_REGIO, *begrippen.STAGESOORTEN])
def test_every_other_word_that_data_hold_is_in_a_definition(woord):
    assert any(woord in rij["definitie"] for rij in RIJEN)


def test_every_measure_is_named():
    rij = next(rij for rij in RIJEN if rij["begrip"] == "maat")
    assert re.findall(r"`(\w+)`", rij["definitie"]) == list(maten.MATEN)


def test_states_and_statuses_are_written_once():
    fout = [f"{plaats}: {woord!r}" for plaats, woord in _letterlijk()]
    assert fout == []


def _letterlijk() -> Iterator[tuple[str, str]]:
    """Where code writes a state or status itself: one of more words anywhere, another when something is compared
    with it."""
    meer = {woord for woord in STATEN_EN_STATUSSEN if " " in woord}
    for pad in sorted((WORTEL / "hn_dash").rglob("*.py")):
        if pad.name == "begrippen.py":
            continue
        boom = ast.parse(pad.read_text(encoding="utf-8"))
        vergeleken = {
            id(deel)
            for knoop in ast.walk(boom)
            if isinstance(knoop, ast.Compare)
            for kant in knoop.comparators
            for deel in ast.walk(kant)
        }
        for knoop in ast.walk(boom):
            waarde = getattr(knoop, "value", None) if isinstance(knoop, ast.Constant) else None
            if waarde in meer or (id(knoop) in vergeleken and waarde in STATEN_EN_STATUSSEN):
                yield f"{pad.relative_to(WORTEL)}:{knoop.lineno}", waarde
