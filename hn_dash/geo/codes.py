"""Gemeentecodes, in whatever spelling a spreadsheet left them."""

from __future__ import annotations

import re
from typing import NewType

from hn_dash.errors import InvoerFout

GemeenteCode = NewType("GemeenteCode", str)
_SPELLING = re.compile(r"(?:GM)?([0-9]{1,4})(?:\.0)?", re.IGNORECASE)


def normaliseer_code(waarde: object) -> GemeenteCode:
    """The one spelling of a gemeentecode: GM and four digits.

    Raises
    ------
    InvoerFout : when it cannot be a gemeentecode; whether the code exists is for the indeling to say

    Example
    -------
    >>> normaliseer_code("344"), normaliseer_code("0344"), normaliseer_code(" gm0344 "), normaliseer_code(344)
    ('GM0344', 'GM0344', 'GM0344', 'GM0344')
    """
    gevonden = _SPELLING.fullmatch(str(waarde).strip())
    if gevonden is None or int(gevonden[1]) == 0:
        raise InvoerFout(f"“{waarde}” is geen gemeentecode; schrijf GM en vier cijfers.")
    return GemeenteCode(f"GM{int(gevonden[1]):04d}")
