"""What a file itself says that it adds up to: a column or a row with a total is checked, and never counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hn_dash.errors import Bevinding
from hn_dash.ingest.soort.getallen import lees_heel
from hn_dash.ingest.soort.oordeel import beoordeel
from hn_dash.tekst import getal

TOTAALWOORDEN = ("totaal", "total")


def lees_aantal(cel: Any) -> tuple[int, Bevinding | None]:
    """A count of a column that no kind names; what is wrong with it when it is none. An empty cell is 0."""
    waarde, fout = beoordeel(lambda: lees_heel(None if cel == "" else cel))
    return waarde or 0, fout


def check_totaal(cel: Any, som: int) -> Bevinding | None:
    """What is wrong with the total over the institutes of a row; an empty total is no total."""
    if cel is None or cel == "":
        return None
    totaal, fout = lees_aantal(cel)
    if fout:
        return Bevinding(fout.zin, kolom="opleiders", waarde=str(cel), regel=fout.regel)
    if totaal == som:
        return None
    zin = f"De instituten tellen op tot {som} opleiders, maar er staat {totaal}."
    return Bevinding(zin, kolom="opleiders", waarde=str(totaal), regel="som")


class Totaalrijen:
    """The rows of a file of counts that stand for no gemeente but for all of them together.

    Parameters
    ----------
    telbaar : the columns that a total is held against
    """

    def __init__(self, telbaar: Sequence[str]) -> None:
        self.telbaar = telbaar
        self._som: Counter[str] = Counter()
        self._rijen: list[tuple[int, Mapping[str, Any], list[Any]]] = []

    def tel(self, rijen: Sequence[Mapping[str, Any]]) -> None:
        """Count good rows."""
        for kolom in self.telbaar:
            self._som[kolom] += sum(rij[kolom] or 0 for rij in rijen)

    def neem(self, nummer: int, ruw: Mapping[str, Any], cellen: list[Any]) -> bool:
        """Whether a row is one of these; it waits for the others then."""
        gemeente = ruw.get("gemeentecode")
        anders = gemeente is not None and str(gemeente).strip().lower() not in TOTAALWOORDEN
        if not self.telbaar or anders:
            return False
        self._rijen.append((nummer, ruw, cellen))
        return True

    def besluit(self, afgekeurd: int) -> Iterator[tuple[int, list[Any], Bevinding]]:
        """What was found of each, beside the sum of the good rows.

        Parameters
        ----------
        afgekeurd : how many other rows were rejected; when there are any a total cannot be held against the rest
        """
        for nummer, ruw, cellen in self._rijen:
            staat = {kolom: lees_aantal(ruw.get(kolom)) for kolom in self.telbaar if ruw.get(kolom) is not None}
            gelijk = bool(staat) and all(not fout and n == self._som[kolom] for kolom, (n, fout) in staat.items())
            yield nummer, cellen, _oordeel(nummer, ruw.get("gemeentecode"), gelijk, bool(afgekeurd), staat, self._som)


def _oordeel(
    nummer: int,
    gemeente: Any,
    gelijk: bool,
    onvolledig: bool,
    staat: Mapping[str, tuple[int, Bevinding | None]],
    som: Mapping[str, int],
) -> Bevinding:
    if gelijk or (gemeente is not None and onvolledig):
        zin = "Deze rij is het totaal van de andere; zij is overgeslagen."
        return Bevinding(zin, rij=nummer, kolom="gemeentecode", ernst="info", regel="totaal")
    if gemeente is None:
        zin = "De cel is leeg; vul gemeentecode in, of haal de rij weg als zij een totaal is."
        return Bevinding(zin, rij=nummer, kolom="gemeentecode", regel="leeg")
    anders = ", ".join(f"{kolom} {getal(n)} naast {getal(som[kolom])}" for kolom, (n, _) in staat.items())
    zin = f"Het totaal is niet de som van de andere rijen ({anders}); verbeter het, of haal de rij weg."
    return Bevinding(zin, rij=nummer, kolom="gemeentecode", waarde=str(gemeente), regel="som")
