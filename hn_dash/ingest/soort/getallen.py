"""The one reader of numbers: what a cell of any file counts for, or why it is no number."""

from __future__ import annotations

import re
from typing import Any

from hn_dash.ingest.soort.oordeel import toon, weiger

MAX_AANTAL = 999_999_999
TEKEN = {",": "decimale komma", ".": "decimale punt"}
_HEEL = re.compile(r"[0-9]{1,9}")
_HEEL_MET_NUL = re.compile(r"([0-9]{1,9})[.,]0+")
_GETAL = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,15})?")
_PROCENT = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,13})?) ?%")
_DUIZEND = re.compile(
    r"-?[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|(?:\.[0-9]{3})+,[0-9]+"
    r"|(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|(?:,[0-9]{3})+\.[0-9]+)"
)
_TWEEDUIDIG = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")


def lees_heel(waarde: Any) -> Any:
    """A count: whole, 0 or higher; None stays None."""
    if waarde is None or (type(waarde) is int and 0 <= waarde <= MAX_AANTAL):
        return waarde
    if isinstance(waarde, str):
        if _HEEL.fullmatch(waarde):
            return int(waarde)
        if waarde.startswith("-"):
            weiger("negatief", f"“{waarde}” is negatief; een aantal is 0 of hoger.")
        cijfers = re.sub(r"[.,\s](?=[0-9]{3}(?:\D|$))", "", waarde)
        if cijfers != waarde and _HEEL.fullmatch(cijfers):
            weiger("getal", f"“{waarde}” heeft scheidingstekens; schrijf {cijfers}.", cijfers)
        if met_nul := _HEEL_MET_NUL.fullmatch(waarde):
            weiger("getal", f"“{waarde}” moet een heel getal zijn; schrijf {met_nul[1]}.", met_nul[1])
    elif type(waarde) is int and waarde < 0:
        weiger("negatief", f"“{waarde}” is negatief; een aantal is 0 of hoger.")
    weiger("getal", f"“{toon(waarde)}” moet een heel getal van 0 of hoger zijn.")


def lees_getal(waarde: Any, decimaal: str) -> Any:
    """A number, perhaps with a fraction, in a file with this decimal sign; None stays None."""
    if waarde is None or (isinstance(waarde, int | float) and not isinstance(waarde, bool)):
        return waarde
    if isinstance(waarde, str):
        if _GETAL.fullmatch(waarde):
            anders = {",": ".", ".": ","}[decimaal]
            return float(waarde.replace(",", ".")) if anders not in waarde else _ander_teken(waarde, anders, decimaal)
        if _DUIZEND.fullmatch(waarde):
            goed = _zonder_duizend(waarde, decimaal)
            weiger("decimaal", f"“{waarde}” heeft tekens tussen de duizendtallen; schrijf {goed}.", goed)
        if deel := _PROCENT.fullmatch(waarde):
            goed = f"{float(deel[1].replace(',', '.')) / 100:.12g}".replace(".", decimaal)
            weiger("getal", f"“{waarde}” is een percentage; schrijf {goed}.", goed)
    weiger("getal", f"“{toon(waarde)}” moet een getal zijn.")


def _ander_teken(waarde: str, anders: str, decimaal: str) -> None:
    goed = waarde.replace(anders, decimaal)
    zin = f"“{waarde}” heeft een {TEKEN[anders]}, de rest van het bestand een {TEKEN[decimaal]}; schrijf {goed}"
    if is_tweeduidig(waarde):
        weiger("decimaal", f"{zin} of, als het duizendtallen zijn, zonder teken.")
    weiger("decimaal", f"{zin}.", goed)


def is_tweeduidig(waarde: Any) -> bool:
    """Whether a cell can be thousands as well as a fraction, like 9.864."""
    return isinstance(waarde, str) and bool(_TWEEDUIDIG.fullmatch(waarde))


def is_breuk(waarde: Any) -> bool:
    """Whether a cell can only be a number with a fraction, like 0.125 or 2,5."""
    if isinstance(waarde, str):
        return not waarde.isdecimal() and bool(_GETAL.fullmatch(waarde)) and not is_tweeduidig(waarde)
    return isinstance(waarde, float) and not waarde.is_integer()


def _zonder_duizend(cel: str, decimaal: str) -> str:
    """A number without thousands separators: the last sign is decimal when it differs from the first."""
    tekens = [teken for teken in cel if teken in ",."]
    heel, _, breuk = cel.rpartition(tekens[-1]) if tekens[0] != tekens[-1] else (cel, "", "")
    cijfers = heel.replace(".", "").replace(",", "")
    return f"{cijfers}{decimaal}{breuk}" if breuk else cijfers
