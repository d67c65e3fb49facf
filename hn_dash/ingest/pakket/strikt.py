"""Our own CSV files, read strictly: a cell is what its column asks for, or a finding says where it is not."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from typing import Any

import pandas as pd

from hn_dash.errors import Bevinding

_HEEL = re.compile(r"[0-9]{1,9}")
_GETAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,15})?")


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column of a file.

    Parameters
    ----------
    goed : whether a cell's text can stay
    eis : what a cell must be, in Dutch; completes "… moet … zijn"
    soort : what a cell becomes: str, int or float
    leeg : whether an empty cell is a missing value
    """

    naam: str
    goed: Callable[[str], object]
    eis: str
    soort: type = str
    leeg: bool = False

    def to_reeks(self, cellen: Sequence[str]) -> pd.Series:
        """The cells, every one of them good, as values."""
        dtype = {str: "str", int: "Int64" if self.leeg else "int64", float: "float64"}[self.soort]
        return pd.Series([None if self.leeg and not cel else self.soort(cel) for cel in cellen], dtype=dtype)


def tekst(naam: str) -> Kolom:
    """Some text."""
    return Kolom(naam, bool, "ingevuld")


def vrij(naam: str) -> Kolom:
    """Any text, or none: an empty cell stays the empty text."""
    return Kolom(naam, lambda cel: True, "")


def datum(naam: str) -> Kolom:
    """A day, as text that sorts."""
    return Kolom(naam, is_datum, "een datum als 2024-01-01")


def is_datum(waarde: object) -> bool:
    """Whether it is the text of a day as 2024-01-01."""
    try:
        return date.fromisoformat(str(waarde)).isoformat() == waarde
    except ValueError:
        return False


def patroon(naam: str, vorm: str, eis: str) -> Kolom:
    """Text of one form, as a regular expression."""
    return Kolom(naam, re.compile(vorm).fullmatch, eis)


def keuze(naam: str, waarden: Collection[str], eis: str) -> Kolom:
    """One of some known values; when none are known, their own file has the finding and anything goes here."""
    return Kolom(naam, lambda cel: cel in waarden or not waarden, eis)


def heel(naam: str) -> Kolom:
    """A count: a whole number from 0."""
    return Kolom(naam, _HEEL.fullmatch, "een heel getal van 0 of hoger", int)


def getal(naam: str, laagste: float, hoogste: float) -> Kolom:
    """A number with a decimal point within bounds."""
    eis = f"een getal van {laagste:g} tot en met {hoogste:g} met een decimale punt".replace(".", ",")
    return Kolom(naam, lambda cel: _GETAL.fullmatch(cel) and laagste <= float(cel) <= hoogste, eis, float)


def mag_leeg(kolom: Kolom) -> Kolom:
    """The same column, in which a value may be missing."""
    return replace(kolom, leeg=True)


def lees_tabel(
    bestand: str, inhoud: bytes, sleutel: Sequence[str], kolommen: Sequence[Kolom]
) -> tuple[pd.DataFrame, list[Bevinding]]:
    """The table in a file (UTF-8, commas, a header with exactly these columns), and all that is wrong with it.

    Parameters
    ----------
    sleutel : the columns that together identify a row

    Returns
    -------
    the frame, in the order of `kolommen`; empty when there is any finding
    """
    rijen, bevindingen = _rijen(inhoud)
    if not bevindingen:
        bevindingen = _check_kop(rijen[0], kolommen) or _check_velden(rijen)
    if not bevindingen:
        cellen = dict(zip(rijen[0], zip(*rijen[1:], strict=True), strict=False))
        cellen = {kolom.naam: cellen.get(kolom.naam, ()) for kolom in kolommen}
        bevindingen = _check_cellen(cellen, kolommen) + _check_sleutel(cellen, sleutel)
    if bevindingen:
        cellen = {kolom.naam: () for kolom in kolommen}
    frame = pd.DataFrame({kolom.naam: kolom.to_reeks(cellen[kolom.naam]) for kolom in kolommen})
    return frame, [replace(bevinding, bestand=bestand) for bevinding in bevindingen]


def _rijen(inhoud: bytes) -> tuple[list[list[str]], list[Bevinding]]:
    try:
        rijen = list(csv.reader(StringIO(inhoud.decode(), newline=""), strict=True))
    except UnicodeDecodeError:
        return [], [Bevinding("Het bestand is geen UTF-8; sla het op als CSV UTF-8.")]
    except csv.Error as fout:
        return [], [Bevinding(f"Het bestand is geen CSV met komma's ({fout}); controleer de aanhalingstekens.")]
    return (rijen, []) if rijen else ([], [Bevinding("Het bestand is leeg; het moet met een kop beginnen.")])


def _check_kop(kop: Sequence[str], kolommen: Sequence[Kolom]) -> list[Bevinding]:
    namen = [kolom.naam for kolom in kolommen]
    ontbreekt = [
        Bevinding(f"De kolom {naam} ontbreekt; voeg haar toe.", "", 1, naam) for naam in namen if naam not in kop
    ]
    teveel = [
        Bevinding(f"De kolom {naam} staat er te veel; haal haar weg.", "", 1, naam)
        for plaats, naam in enumerate(kop)
        if naam not in namen or naam in kop[:plaats]
    ]
    return ontbreekt + teveel


def _check_velden(rijen: Sequence[Sequence[str]]) -> list[Bevinding]:
    verwacht = len(rijen[0])
    return [
        Bevinding(f"Deze rij heeft {len(rij)} velden en de kop {verwacht}; controleer de komma's.", "", nummer)
        for nummer, rij in enumerate(rijen, start=1)
        if len(rij) != verwacht
    ]


def _check_cellen(cellen: Mapping[str, Sequence[str]], kolommen: Sequence[Kolom]) -> list[Bevinding]:
    return [
        Bevinding(f"“{cel}” moet {kolom.eis} zijn.", "", nummer, kolom.naam, cel)
        for kolom in kolommen
        for nummer, cel in enumerate(cellen[kolom.naam], start=2)
        if not (kolom.goed(cel) or (kolom.leeg and not cel))
    ]


def _check_sleutel(cellen: Mapping[str, Sequence[str]], sleutel: Sequence[str]) -> list[Bevinding]:
    eerste: dict[Any, int] = {}
    dubbel = []
    for nummer, waarden in enumerate(zip(*(cellen[naam] for naam in sleutel), strict=True), start=2):
        if eerste.setdefault(waarden, nummer) != nummer:
            waarde = ", ".join(waarden)
            zin = f"“{waarde}” staat ook in rij {eerste[waarden]}; laat één van beide rijen staan."
            dubbel.append(Bevinding(zin, "", nummer, ", ".join(sleutel), waarde))
    return dubbel
