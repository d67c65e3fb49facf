"""What a file says of another kind, and that of the file: praktijken, opleiders, locations and institutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol

from hn_dash.errors import Bevinding, Ernst
from hn_dash.geo.herindelingen import Herindeling
from hn_dash.ingest.soort.paren import Opleiderslijst, Praktijkenlijst, check_paar
from hn_dash.ingest.soort.totalen import Totalen
from hn_dash.tekst import getal

Typed = dict[str, Any]
DIT = "dit bestand"
MAX_GELIJKEND = 200_000
"""Identifiers that are kept to look for a misspelt one among."""


class Verwijzing(Protocol):
    """Sees every good row of a file, and says at the end what does not agree with another kind."""

    def bekijk(self, blok: Sequence[Typed]) -> None:
        """Take in a block."""

    def besluit(self, totalen: Totalen, afgekeurd: Collection[str]) -> list[Bevinding]:
        """What does not agree, when the file adds up to this and these cells stand in its rejected rows."""


class VanOpleiders:
    """Opleiders that are read, beside the praktijken of their day and of later days."""

    def __init__(self, jaar: int, praktijken: Sequence[Praktijkenlijst], herindeling: Herindeling) -> None:
        self.jaar, self.praktijken, self.herindeling = jaar, praktijken, herindeling
        self._tel: Counter[tuple[str | None, str | None]] = Counter()

    def bekijk(self, blok: Sequence[Typed]) -> None:
        """Take in a block."""
        self._tel.update([(rij["praktijk_id"], rij["gemeentecode"]) for rij in blok])

    def besluit(self, totalen: Totalen, afgekeurd: Collection[str]) -> list[Bevinding]:
        """What does not agree with each of the lists."""
        opleiders = Opleiderslijst(DIT, self.jaar, self._tel)
        return [b for praktijken in self.praktijken for b in check_paar(praktijken, opleiders, self.herindeling)]


class VanPraktijken:
    """Praktijken that are read, beside the opleiders of their day and of later days.

    Parameters
    ----------
    paren : lists of opleiders, each with the praktijken that counted until now, when there are any
    """

    def __init__(
        self,
        jaar: int,
        paren: Sequence[tuple[Opleiderslijst, Praktijkenlijst | None]],
        herindeling: Herindeling,
    ) -> None:
        self.jaar, self.paren, self.herindeling = jaar, paren, herindeling
        self._gevraagd = {praktijk for opleiders, _ in paren for praktijk in opleiders.praktijken}
        self._plaats: dict[str, str] = {}
        self._andere: list[str] = []

    def bekijk(self, blok: Sequence[Typed]) -> None:
        """Take in a block."""
        gevraagd, ruimte = self._gevraagd, MAX_GELIJKEND - len(self._andere)
        self._plaats.update({rij["praktijk_id"]: rij["gemeentecode"] for rij in blok if rij["praktijk_id"] in gevraagd})
        self._andere += islice((rij["praktijk_id"] for rij in blok if rij["praktijk_id"] not in gevraagd), ruimte)

    def besluit(self, totalen: Totalen, afgekeurd: Collection[str]) -> list[Bevinding]:
        """What does not agree with each of the lists."""
        deze = Praktijkenlijst(DIT, self.jaar, self._plaats, totalen.per_gemeente)
        return [
            bevinding
            for opleiders, vorige in self.paren
            for bevinding in check_paar(deze, opleiders.zonder(afgekeurd), self.herindeling, vorige, self._andere)
        ]


class VanWoorden:
    """Codes that a file names, beside those that another kind names: locations, institutes.

    Parameters
    ----------
    lees : the codes that some rows name
    andere : code -> how often the other kind names it
    zonder : what there is to say of codes that only the file has, and only the other; "{wat}" is which, "" says nothing
    naar : a code of the file as the other kind would name it
    """

    def __init__(
        self,
        lees: Callable[[Sequence[Typed]], Iterable[str]],
        andere: Mapping[str, int],
        zonder: tuple[str, str],
        ernst: tuple[Ernst, Ernst],
        kolom: str,
        naar: Callable[[str], str] = str,
    ) -> None:
        self._naar = naar
        self._lees, self._andere, self._zonder, self._ernst, self._kolom = lees, andere, zonder, ernst, kolom
        self._tel: Counter[str] = Counter()

    def bekijk(self, blok: Sequence[Typed]) -> None:
        """Take in a block."""
        self._tel.update(self._lees(blok))

    def besluit(self, totalen: Totalen, afgekeurd: Collection[str]) -> list[Bevinding]:
        """What only one of the two names."""
        if not self._tel or not self._andere:
            return []
        eigen: Counter[str] = Counter()
        for code, n in self._tel.items():
            eigen[self._naar(code)] += n
        kanten: tuple[tuple[Mapping[str, int], Mapping[str, int]], ...]
        kanten = ((eigen, self._andere), (self._andere, eigen))
        return [
            Bevinding(zin.format(wat=_noem_tellingen(meer)), kolom=self._kolom, ernst=ernst, regel="verwijzing")
            for (deze, die), zin, ernst in zip(kanten, self._zonder, self._ernst, strict=True)
            if zin and (meer := {code: n for code, n in sorted(deze.items()) if code not in die})
        ]


def _noem_tellingen(tel: Mapping[str, int]) -> str:
    return ", ".join(f"{code} ({getal(n)})" for code, n in tel.items())
