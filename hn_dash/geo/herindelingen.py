"""Old gemeentecodes into new ones. An equal code does not mean an equal area: shares are of the inhabitants."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from hn_dash.errors import SelectieFout
from hn_dash.geo.bestanden import read_tabel

JAREN = range(2009, 2027)
_HERKOMST = {
    ("GM0568", "2018-01-01"): {"GM1930": {"GM0530": 0.09, "GM1930": 0.91}},
    ("GM0612", "2018-01-01"): {"GM1930": {"GM1930": 1.0}},
}
"""(first code, date) -> the step for that origin. Oudenhoorn left Nissewaard in 2018 and had come from Bernisse alone;
without this, part of Spijkenisse would go along."""


@dataclass(frozen=True, eq=False)
class Herindeling:
    """Every change of gemeenten since 1 January 2009.

    Parameters
    ----------
    tabel : one row per (date, old_code, new_code) with kind, names, share, note and source; the shares of one
        old_code on one date add up to 1
    lijsten : year -> code -> name of the gemeenten on 1 January
    """

    tabel: pd.DataFrame
    lijsten: dict[int, dict[str, str]]

    @cached_property
    def stappen(self) -> list[tuple[str, dict[str, dict[str, float]]]]:
        """Per date, in order: old code -> new code -> share."""
        dagen: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
        for dag, oud, nieuw, aandeel in self.tabel[["date", "old_code", "new_code", "share"]].itertuples(index=False):
            dagen[dag][oud][nieuw] = aandeel
        return sorted(dagen.items())

    @cached_property
    def per_stap(self) -> dict[tuple[str, str, str], dict[str, Any]]:
        """(date, old code, new code) -> the row of the table."""
        rijen = [dict(zip(self.tabel.columns, rij, strict=True)) for rij in self.tabel.itertuples(index=False)]
        return {(rij["date"], rij["old_code"], rij["new_code"]): rij for rij in rijen}

    def eis(self, jaar: int) -> int:
        """A year of which the gemeenten are known; `SelectieFout` for any other."""
        if jaar not in self.lijsten:
            eerste, laatste = min(self.lijsten), max(self.lijsten)
            raise SelectieFout(f"Indeling {jaar} is er niet; kies een jaar van {eerste} tot en met {laatste}.")
        return jaar

    def sinds_nieuwjaar(self, dag: str) -> dict[str, tuple[str, dict[str, float]]]:
        """The gemeenten that ended in the year of a day, up to that day: code -> the day, and new code -> share."""
        jaar = dag[:4]
        return {
            oud: (wanneer, dict(naar))
            for wanneer, tabel in self.stappen
            if f"{jaar}-01-01" < wanneer <= dag
            for oud, naar in tabel.items()
            if oud not in naar
        }

    def vooruit(self, code: str, van: int, naar: int) -> dict[str, float]:
        """Where the inhabitants of `code` on 1 January `van` live on 1 January `naar`: new code -> share."""
        aandelen = {code: 1.0}
        for dag, tabel in self.stappen:
            if f"{van}-01-01" < dag <= f"{naar}-01-01":
                wijzigingen = tabel | _HERKOMST.get((code, dag), {})
                stap: dict[str, float] = defaultdict(float)
                for oud, aandeel in aandelen.items():
                    for nieuw, deel in wijzigingen.get(oud, {oud: 1.0}).items():
                        stap[nieuw] += aandeel * deel
                aandelen = stap
        return dict(sorted(aandelen.items()))


def lijst_namen() -> list[str]:
    """The files that `read_herindeling` reads, relative to data/geo."""
    return ["herindeling/herindelingen.csv", *(f"herindeling/gemeenten_{jaar}.csv" for jaar in JAREN)]


def read_herindeling(map: Path) -> Herindeling:
    """The table and the code lists in data/geo/herindeling."""
    tabel, *lijsten = (read_tabel(map, naam) for naam in lijst_namen())
    return Herindeling(
        tabel,
        {jaar: dict(zip(rij["code"], rij["name"], strict=True)) for jaar, rij in zip(JAREN, lijsten, strict=True)},
    )


def vroegere_namen(jaar: int, herindeling: Herindeling) -> list[tuple[str, str, tuple[str, ...]]]:
    """Every code and name since 2009 that is not one of indeling `jaar`, with the codes it went to, for searching."""
    huidig = set(herindeling.lijsten[jaar].items())
    laatst = {paar: jaar_ for jaar_ in JAREN if jaar_ <= jaar for paar in herindeling.lijsten[jaar_].items()}
    return [
        (code, naam, tuple(herindeling.vooruit(code, van, jaar)))
        for (code, naam), van in sorted(laatst.items())
        if (code, naam) not in huidig
    ]
