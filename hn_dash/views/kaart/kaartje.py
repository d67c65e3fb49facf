"""The card beside the map: what the table says about the chosen gemeenten, and nothing it does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from hn_dash.domain.basis.zinnen import met_jaar
from hn_dash.tables import ColumnSpec, ResultTable
from hn_dash.tekst import getal, instituten, opsomming, telling

_KOP = {"gemeentecode", "gemeentenaam", "gebied", "gebiedsnaam", "locatie", "locatienaam", "jaar", "ronde"}


@dataclass(frozen=True, slots=True)
class Kaartje:
    """A title, a line under it and label-value pairs."""

    titel: str
    kop: str
    regels: tuple[tuple[str, str], ...]


def build_kaartjes(
    tabel: ResultTable, codes: Sequence[str], namen: Mapping[str, str], meest: int = 3
) -> tuple[Kaartje, ...]:
    """A card per row that covers the chosen gemeenten; their sums when there are more than `meest`."""
    rijen = sorted({rij for code in codes for rij in tabel.gebieden.get(code, ())})
    if len(rijen) > meest:
        return (_samen(tabel, rijen),)
    return tuple(_een(tabel, rij, namen) for rij in rijen)


def _een(tabel: ResultTable, rij: int, namen: Mapping[str, str]) -> Kaartje:
    waarden = tabel.frame.iloc[rij]
    naam = next(n for n in ("gemeentenaam", "gebiedsnaam", "locatienaam") if n in tabel.frame)
    kop = [str(waarden[n]) for n in ("provincie", "ronde") if n in tabel.frame]
    return Kaartje(
        str(waarden[naam]),
        " · ".join(kop),
        tuple(
            (met_jaar(k.kop, tabel.herkomst), waarde_tekst(waarden[k.naam], k, namen))
            for k in _getoond(tabel)
            if k.naam != "provincie"
        ),
    )


def _samen(tabel: ResultTable, rijen: Sequence[int]) -> Kaartje:
    frame = tabel.frame.iloc[list(rijen)]
    regels = [
        (met_jaar(k.kop, tabel.herkomst), _som(frame[k.naam], k))
        for k in _getoond(tabel)
        if k.soort == "aantal" and k.naam not in _KOP
    ]
    provincies = sorted(frame["provincie"].unique()) if "provincie" in frame else []
    soort = ("gemeente", "gemeenten") if "gemeentecode" in frame else ("gebied", "gebieden")
    return Kaartje(telling(len(frame), *soort), opsomming(provincies), tuple(regels))


def _som(reeks: pd.Series, kolom: ColumnSpec) -> str:
    """What the chosen rows add up to, and of how many of them it is unknown."""
    onbekend = int(reeks.isna().sum())
    if onbekend == len(reeks):
        return waarde_tekst(None, kolom, {})
    tekst = waarde_tekst(reeks.sum(), kolom, {})
    return f"{tekst} (van {onbekend} onbekend)" if onbekend else tekst


def _getoond(tabel: ResultTable) -> list[ColumnSpec]:
    return [k for k in tabel.spec.kolommen if k.scherm and k.naam not in _KOP]


def waarde_tekst(waarde: object, kolom: ColumnSpec, namen: Mapping[str, str]) -> str:
    """A cell as it stands on screen, with its unit when that is a sign such as %."""
    if kolom.naam == "jaar":
        return str(waarde)
    if kolom.soort in ("aantal", "getal"):
        tekst = getal(waarde, kolom.decimalen)  # type: ignore[arg-type]
        return f"{tekst} %" if kolom.eenheid == "%" and tekst != "–" else tekst
    if kolom.eenheid == "instituut":
        return instituten(str(waarde), namen) or "–"
    return str(waarde) or "–"
