"""Python and the scripts name the keys of an answer alike."""

import re
from pathlib import Path
from typing import NotRequired, get_origin, get_type_hints

import pytest

from hn_dash.views.kaart import antwoord
from hn_dash.views.tabel import Kolom, Tabelantwoord, Teksten

SCRIPT = Path(__file__).parents[4] / "assets" / "20-antwoord.js"
TYPES = (
    antwoord.Kaartantwoord,
    antwoord.Legendaregel,
    antwoord.Cirkelregel,
    antwoord.Opschrift,
    Tabelantwoord,
    Kolom,
    Teksten,
)


@pytest.mark.parametrize("soort", TYPES, ids=lambda soort: soort.__name__)
def test_the_scripts_know_the_same_keys(soort):
    blok = re.search(rf"@typedef {{object}} {soort.__name__}\n(.*?)\*/", SCRIPT.read_text(encoding="utf-8"), re.DOTALL)
    in_script = set(re.findall(r"@property \{[^}]*\} (\[?\w+\]?)", blok.group(1)))
    assert in_script == {f"[{naam}]" if mag_weg else naam for naam, mag_weg in _sleutels(soort)}


def test_no_other_type_of_answer_is_named():
    tekst = SCRIPT.read_text(encoding="utf-8")
    assert set(re.findall(r"@typedef {object} (\w+)", tekst)) == {soort.__name__ for soort in TYPES}


def _sleutels(soort):
    """Every key, and whether it may be absent."""
    los = {naam for deel in (antwoord.Omtrek, antwoord.Cirkels, antwoord.Opschriften) for naam in deel.__annotations__}
    for naam, waarde in get_type_hints(soort, include_extras=True).items():
        yield naam, get_origin(waarde) is NotRequired or (soort is antwoord.Kaartantwoord and naam in los)
