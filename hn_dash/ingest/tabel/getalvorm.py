"""Which decimal sign a file uses: counted per column, decided once over the columns that matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

_SEP = "\x1f"
_KOMMA = r"-?(?:0|[1-9][0-9]*),[0-9]+"
_PUNT = r"-?(?:0|[1-9][0-9]*)\.[0-9]+"
_HEEL = r"-?[0-9]+"


def _in_kolom(patroon: str) -> re.Pattern[str]:
    return re.compile(rf"{_SEP} *(?:{patroon}) *(?={_SEP})")


_TEL = {",": _in_kolom(_KOMMA), ".": _in_kolom(_PUNT)}
_TEL_HEEL = _in_kolom(_HEEL)


class Getalvorm:
    """Counts numbers with a fraction per column, a block of rows at a time.

    Parameters
    ----------
    standaard : the sign where no number decides
    """

    def __init__(self, standaard: str) -> None:
        self.standaard = standaard
        self._per_kolom: dict[int, Counter[str]] = {}

    def tel(self, rijen: Sequence[Sequence[str]], breedte: int) -> None:
        """Add rows that have at least `breedte` cells."""
        for plaats, kolom in zip(range(breedte), zip(*rijen, strict=False), strict=False):
            tekst = _SEP + _SEP.join(kolom) + _SEP
            gevonden = {teken: len(_TEL[teken].findall(tekst)) for teken in ",." if teken in tekst}
            if aantal := sum(gevonden.values()):
                teller = self._per_kolom.setdefault(plaats, Counter())
                teller.update(gevonden)
                gevuld = sum(map(bool, kolom))
                teller["gevuld"] += gevuld
                teller["anders"] += gevuld - aantal - (len(_TEL_HEEL.findall(tekst)) if aantal < gevuld else 0)

    def decimaal(self, kolommen: Collection[int] | None = None) -> str:
        """The sign that most numbers have in some columns; None: in those where most cells are numbers."""
        if kolommen is None:
            kolommen = [
                plaats for plaats, teller in self._per_kolom.items() if 2 * teller["anders"] <= teller["gevuld"]
            ]
        komma, punt = (sum(self._per_kolom.get(plaats, Counter())[teken] for plaats in kolommen) for teken in ",.")
        return self.standaard if komma == punt else "," if komma > punt else "."
