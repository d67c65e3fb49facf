"""Numbers and lists as a Dutch reader expects them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

import pandas as pd
from babel.dates import format_date

TAAL = "nl_NL"
_NEDERLANDS = str.maketrans(",.", ".,")


def getal(waarde: float | int | None, decimalen: int = 0) -> str:
    """A number with a decimal comma and points between thousands, rounded half up; a dash where there is none.

    >>> getal(17590672), getal(6.25, 1), getal(None)
    ('17.590.672', '6,3', '–')
    """
    if type(waarde) is int and not decimalen:
        return f"{waarde:,}".translate(_NEDERLANDS)
    if waarde is None or pd.isna(waarde):
        return "–"
    return f"{afgerond(waarde, decimalen):,f}".translate(_NEDERLANDS)


def afgerond(waarde: float | Decimal, decimalen: int) -> Decimal:
    """A number rounded half away from zero, as screen, CSV and spreadsheets all do; no minus before zero.

    What was divided once from whole numbers is read as the decimal that it stands for: 87/2000 is 4.35 %, although the
    float lies just below that.

    >>> afgerond(100 * 87 / 2000, 1), afgerond(-0.5, 0), afgerond(-0.04, 1)
    (Decimal('4.4'), Decimal('-1'), Decimal('0.0'))
    """
    return Decimal(str(waarde)).quantize(Decimal(1).scaleb(-decimalen), ROUND_HALF_UP) + 0


def telling(aantal: float, enkelvoud: str, meervoud: str) -> str:
    """A count with its noun.

    >>> telling(1, "gemeente", "gemeenten"), telling(2000, "gemeente", "gemeenten")
    ('1 gemeente', '2.000 gemeenten')
    """
    return f"{getal(aantal)} {enkelvoud if aantal == 1 else meervoud}"


def en_andere(aantal: int) -> str:
    """That there are more findings than the one that is told; "" when there are none.

    >>> en_andere(1), en_andere(2), en_andere(0)
    (' En 1 andere bevinding.', ' En 2 andere bevindingen.', '')
    """
    return f" En {telling(aantal, 'andere bevinding', 'andere bevindingen')}." if aantal else ""


def wachtrij(voor: int) -> str:
    """Where something stands that waits for its turn.

    >>> wachtrij(2), wachtrij(0)
    ('Wacht tot er plaats is: nog 2 voor u.', 'Wacht tot er plaats is: u bent de volgende.')
    """
    return f"Wacht tot er plaats is: {f'nog {getal(voor)} voor u' if voor else 'u bent de volgende'}."


def opsomming(delen: Sequence[str]) -> str:
    """A list in a sentence.

    >>> opsomming(["Utrecht", "Leiden", "Nijmegen"])
    'Utrecht, Leiden en Nijmegen'
    """
    return " en ".join([", ".join(delen[:-1]), delen[-1]]) if len(delen) > 1 else "".join(delen)


def geen_gegevens(soorten: Sequence[str], dag: str) -> str:
    """That a day has nothing of some kinds of data, and what to do about it; "" when there is of all.

    >>> geen_gegevens(["opleiders", "het plan"], "2020-01-01")
    'Op 1 januari 2020 zijn er geen gegevens over opleiders en het plan. Lees ze in, of kies een andere peildatum.'
    """
    if not soorten:
        return ""
    return f"Op {datum(dag)} zijn er geen gegevens over {opsomming(soorten)}. Lees ze in, of kies een andere peildatum."


def instituten(codes: str, namen: Mapping[str, str]) -> str:
    """Institute codes joined by + as their short names; other text as it is.

    >>> instituten("radboud+umcu", {"radboud": "Nijmegen", "umcu": "Utrecht"})
    'Nijmegen + Utrecht'
    """
    return " + ".join(namen.get(code, code) for code in codes.split("+"))


@lru_cache(maxsize=256)
def datum(iso: str) -> str:
    """An ISO date in words.

    >>> datum("2026-01-01")
    '1 januari 2026'
    """
    return format_date(date.fromisoformat(iso), "d MMMM y", locale=TAAL)
