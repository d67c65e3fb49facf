"""A ResultTable as grid: columns instead of rows, so that an answer with its table stays small on the wire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import numpy as np
import pandas as pd

from hn_dash.domain.basis.zinnen import met_jaar
from hn_dash.tables import ColumnSpec, Herkomst, ResultTable
from hn_dash.tekst import instituten
from hn_dash.views.kaart.aanzien import AANZIEN

_UIT_GEOMETRIE = ("gemeentecode", "gemeentenaam", "provincie")
_CIJFERS = 6


class Kolom(TypedDict):
    """How a column is shown.

    naam : its key in `kolommen`
    kop, uitleg : its head, and what it means when that needs more words
    soort, decimalen : what it holds: tekst, datum, aantal or getal, and of how many decimals
    eenheid : what it counts in, when that is said
    """

    naam: str
    kop: str
    soort: str
    decimalen: int
    uitleg: NotRequired[str]
    eenheid: NotRequired[str]


class Teksten(TypedDict):
    """A column of texts that recur: each text once, and per row the position of its own."""

    teksten: list[str]
    posities: list[int]


Getallen = list[int | None] | list[float | None]


class Tabelantwoord(TypedDict):
    """The grid's rows as columns.

    geometrie : address of the geometry of its indeling
    spec : the shown columns, from left to right
    verborgen : columns that only the hover text names
    kolommen : column name -> its values
    tip : lines of hover text with {column} where a value goes
    rijen : how many rows there are
    gemeentestappen : per row how far its gemeente stands, in the geometry, from that of the row before; mostly 1, so
        that they pack small. Absent when rows are not gemeenten
    """

    geometrie: str
    spec: list[Kolom]
    verborgen: list[Kolom]
    kolommen: dict[str, Getallen | Teksten]
    tip: list[str]
    rijen: int
    gemeentestappen: NotRequired[list[int]]


def build_tabel(tabel: ResultTable, codes: Sequence[str], namen: Mapping[str, str], geometrie: str) -> Tabelantwoord:
    """The grid's rows as columns.

    Columns that the browser already has from the geometry (code, name, province) are left out; texts that recur are
    sent once with their positions.

    Parameters
    ----------
    codes : all gemeenten of the indeling, in the order of the geometry
    namen : institute code -> short name
    geometrie : address of the geometry
    """
    spec = tabel.spec
    per_gemeente = spec.sleutel == ("gemeentecode",)
    kolommen = [k for k in spec.kolommen if k.scherm]
    tip = AANZIEN[spec.naam].tip(tabel) if spec.naam in AANZIEN else ()
    genoemd = {k.naam: k for k in spec.kolommen if any("{" + k.naam + "}" in regel for regel in tip)}
    nodig = {k.naam: k for k in kolommen} | genoemd
    uit: Tabelantwoord = {
        "geometrie": geometrie,
        "spec": [_beschrijving(k, tabel.herkomst) for k in kolommen],
        "verborgen": [_beschrijving(k, tabel.herkomst) for k in genoemd.values() if not k.scherm],
        "kolommen": {
            naam: _waarden(tabel.frame[naam], k, namen)
            for naam, k in nodig.items()
            if not (per_gemeente and naam in _UIT_GEOMETRIE)
        },
        "tip": list(tip),
        "rijen": len(tabel.frame),
    }
    if not per_gemeente:
        return uit
    plaats = {code: i for i, code in enumerate(codes)}
    plaatsen = [plaats[code] for code in tabel.frame["gemeentecode"]]
    return {**uit, "gemeentestappen": np.diff(plaatsen, prepend=0).tolist()}


def _beschrijving(kolom: ColumnSpec, herkomst: Herkomst) -> Kolom:
    kop = met_jaar(kolom.kop, herkomst)
    uit: Kolom = {"naam": kolom.naam, "kop": kop, "soort": kolom.soort, "decimalen": kolom.decimalen}
    if kolom.uitleg:
        uit["uitleg"] = kolom.uitleg
    if kolom.eenheid:
        uit["eenheid"] = kolom.eenheid
    return uit


def _waarden(reeks: pd.Series, kolom: ColumnSpec, namen: Mapping[str, str]) -> Getallen | Teksten:
    if kolom.soort in ("tekst", "datum"):
        posities, teksten = pd.factorize(reeks.fillna(""))
        vertaald = [instituten(str(t), namen) if kolom.eenheid == "instituut" else str(t) for t in teksten]
        return {"teksten": vertaald, "posities": posities.tolist()}
    if kolom.soort == "aantal":
        return [None if pd.isna(waarde) else int(waarde) for waarde in reeks]
    getallen = _verkort(reeks.to_numpy(dtype=float), kolom.decimalen)
    return [None if np.isnan(waarde) else waarde for waarde in getallen.tolist()]


def _verkort(waarden: np.ndarray, decimalen: int) -> np.ndarray:
    """Few digits, except where those that are left out decide how it is rounded on screen."""
    kort = waarden.round(_CIJFERS)
    halven = kort * 2 * 10**decimalen
    return np.where(np.isclose(halven, halven.round(), rtol=0, atol=1e-6), waarden, kort)
