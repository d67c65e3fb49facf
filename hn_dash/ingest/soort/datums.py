"""Days as people write them: two forms are read, one of them per file; for others it says what was probably meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from hn_dash.ingest.soort.oordeel import toon, weiger

ISO, DAG_EERST = "jjjj-mm-dd", "dd-mm-jjjj"
_TIJD = r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.0+)?)?)?"
_VORMEN = (
    (ISO, re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){_TIJD}"), (1, 2, 3)),
    (DAG_EERST, re.compile(rf"([0-9]{{1,2}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{4}}){_TIJD}"), (3, 2, 1)),
)
_MAAND_EERST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_KORT_JAAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{2})")
_WOORD = re.compile(r"([0-9]{1,2})[ .-]+([a-z]{3})[a-z]*[ .-]+([0-9]{4})", re.IGNORECASE)
_MAANDEN = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
_ANDERS = {"maa": 3, "mar": 3, "may": 5, "oct": 10}
_SERIE = re.compile(r"[2-7][0-9]{4}")
_NUL = date(1899, 12, 30)
"""The day from which spreadsheets count."""
_EEUW = 70
"""Years of two digits from here on are those of the past century."""


def lees_dag(waarde: Any, vorm: str) -> tuple[date | None, str]:
    """A day, and the form that the file writes days in.

    Parameters
    ----------
    vorm : the form of the days before it; "" when there were none
    """
    if waarde is None:
        return None, vorm
    if isinstance(waarde, datetime):
        return waarde.date(), vorm
    if isinstance(waarde, date):
        return waarde, vorm
    tekst = str(waarde)
    dag, eigen = _lees(tekst)
    if dag and (eigen == vorm or not vorm):
        return dag, eigen
    if dag:
        goed = schrijf(dag, vorm)
        weiger("datum", f"“{tekst}” staat er anders dan andere datums van dit bestand; schrijf {goed}.", goed)
    weiger("datum", *_bedoeld(tekst, vorm))


def vorm_van(cellen: Iterable[Any]) -> str:
    """The form that most of some cells write days in; "" when none is a day."""
    vormen = Counter(vorm for cel in cellen for _, vorm in [_lees(str(cel))] if vorm)
    return vormen.most_common(1)[0][0] if vormen else ""


def schrijf(dag: date, vorm: str) -> str:
    """A day in the form of a file; in both when that is not known."""
    beide = {ISO: dag.isoformat(), DAG_EERST: f"{dag:%d-%m-%Y}"}
    return beide[vorm] if vorm else f"{beide[DAG_EERST]} of {beide[ISO]}"


def _lees(tekst: str) -> tuple[date | None, str]:
    for vorm, patroon, volgorde in _VORMEN:
        if deel := patroon.fullmatch(tekst):
            dag = _dag(*(deel[nummer] for nummer in volgorde))
            return dag, vorm if dag else ""
    return None, ""


def _dag(jaar: str | int, maand: str | int, dag: str | int) -> date | None:
    try:
        return date(int(jaar), int(maand), int(dag))
    except ValueError:
        return None


def _bedoeld(tekst: str, vorm: str) -> tuple[str, str]:
    """The sentence on a text that is no day, and the day that was probably meant."""
    wat, dag = "geen datum", None
    if deel := _MAAND_EERST.fullmatch(tekst):
        wat, dag = "een datum met de maand voorop", _dag(deel[3], deel[1], deel[2])
    elif deel := _KORT_JAAR.fullmatch(tekst):
        jaar = int(deel[3])
        wat, dag = "een datum zonder eeuw", _dag(jaar + (1900 if jaar >= _EEUW else 2000), deel[2], deel[1])
    elif deel := _WOORD.fullmatch(tekst):
        naam = deel[2].lower()
        maand = _MAANDEN.index(naam) + 1 if naam in _MAANDEN else _ANDERS.get(naam, 0)
        wat, dag = "een datum met letters", _dag(deel[3], maand, deel[1])
    elif _SERIE.fullmatch(tekst):
        wat, dag = "een datum als getal van een rekenblad", _NUL + timedelta(days=int(tekst))
    if dag is None:
        hoe = f"{vorm}, zoals {schrijf(date(2026, 1, 31), vorm)}" if vorm else f"{DAG_EERST} of {ISO}"
        return f"“{toon(tekst)}” is geen datum; schrijf {hoe}, of maak de cel leeg.", ""
    zin = f"“{tekst}” is {wat}; schrijf {schrijf(dag, vorm)}."
    if "maand" in wat:
        zin += " Kijk ook de andere datums na: 01/02/2028 is gelezen als 1 februari."
    return zin, schrijf(dag, vorm) if vorm else ""
