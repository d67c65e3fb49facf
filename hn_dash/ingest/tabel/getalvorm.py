"""Which decimal sign a file uses: counted over all its cells, decided once, and every cell that differs is found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

_SEP = "\x1f"
_KOMMA = r"-?(?:0|[1-9][0-9]*),[0-9]+"
_PUNT = r"-?(?:0|[1-9][0-9]*)\.[0-9]+"
_DUIZEND = (
    r"-?[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|(?:\.[0-9]{3})+,[0-9]+"
    r"|(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|(?:,[0-9]{3})+\.[0-9]+)"
)
_HEEL = r"-?[0-9]+"
TEKEN = {",": "decimale komma", ".": "decimale punt"}


def _in_kolom(patroon: str) -> re.Pattern[str]:
    return re.compile(rf"{_SEP} *(?:{patroon}) *(?={_SEP})")


_TEL = {"komma": _in_kolom(_KOMMA), "punt": _in_kolom(_PUNT), "duizend": _in_kolom(_DUIZEND)}
_TEL_HEEL = _in_kolom(_HEEL)
_CEL = {",": re.compile(_KOMMA), ".": re.compile(_PUNT)}
_CEL_DUIZEND = re.compile(_DUIZEND)


class Getalvorm:
    """Counts numbers per column, a block of rows at a time.

    A column of dates or codes, where most cells are no number, does not count. Ask only after all rows were counted.
    """

    def __init__(self, standaard: str) -> None:
        self.standaard = standaard
        self._per_kolom: dict[int, Counter[str]] = {}

    def tel(self, rijen: Sequence[Sequence[str]], breedte: int) -> None:
        """Add rows that have at least `breedte` cells."""
        for plaats, kolom in zip(range(breedte), zip(*rijen, strict=False), strict=False):
            tekst = _SEP + _SEP.join(kolom) + _SEP
            komma, punt = "," in tekst, "." in tekst
            if not (komma or punt):
                continue
            gevonden = {
                "komma": len(_TEL["komma"].findall(tekst)) if komma else 0,
                "punt": len(_TEL["punt"].findall(tekst)) if punt else 0,
                "duizend": len(_TEL["duizend"].findall(tekst)),
            }
            if aantal := sum(gevonden.values()):
                teller = self._per_kolom.setdefault(plaats, Counter())
                teller.update(gevonden)
                gevuld = sum(map(bool, kolom))
                teller["anders"] += gevuld - aantal - (len(_TEL_HEEL.findall(tekst)) if aantal < gevuld else 0)
                teller["gevuld"] += gevuld

    @cached_property
    def kolommen(self) -> tuple[int, ...]:
        """The columns that hold numbers."""
        return tuple(plaats for plaats, teller in self._per_kolom.items() if teller["anders"] * 2 <= teller["gevuld"])

    @cached_property
    def decimaal(self) -> str:
        """The sign that most numbers have."""
        komma, punt = self._som("komma"), self._som("punt")
        return self.standaard if komma == punt else "," if komma > punt else "."

    @property
    def eensluidend(self) -> bool:
        """Whether no number differs from the others and none has thousands separators."""
        return not (self._som("duizend") or (self._som("komma") and self._som("punt")))

    def anders(self, rij: Sequence[str]) -> Iterator[tuple[int, str, str]]:
        """The cells of a row that differ: place, sentence and suggestion."""
        ander = {",": ".", ".": ","}[self.decimaal]
        for plaats in self.kolommen:
            cel = rij[plaats].strip()
            if _CEL_DUIZEND.fullmatch(cel):
                voorstel = _zonder_duizend(cel, self.decimaal)
                yield plaats, f"“{cel}” heeft tekens tussen de duizendtallen; schrijf {voorstel}.", voorstel
            elif _CEL[ander].fullmatch(cel):
                voorstel = cel.replace(ander, self.decimaal)
                zin = f"“{cel}” heeft een {TEKEN[ander]}, de rest van het bestand een {TEKEN[self.decimaal]}"
                if len(cel.partition(ander)[2]) == 3:
                    yield plaats, f"{zin}; schrijf {voorstel} of, als het duizendtallen zijn, zonder teken.", ""
                else:
                    yield plaats, f"{zin}; schrijf {voorstel}.", voorstel

    def _som(self, soort: str) -> int:
        return sum(self._per_kolom[plaats][soort] for plaats in self.kolommen)


def _zonder_duizend(cel: str, decimaal: str) -> str:
    """A number without thousands separators: the last sign is decimal when it differs from the first."""
    tekens = [teken for teken in cel if teken in ",."]
    heel, _, breuk = cel.rpartition(tekens[-1]) if tekens[0] != tekens[-1] else (cel, "", "")
    cijfers = heel.replace(".", "").replace(",", "")
    return f"{cijfers}{decimaal}{breuk}" if breuk else cijfers
