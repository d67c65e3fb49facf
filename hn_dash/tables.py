"""The table that every face of a view takes: map, grid, CSV, slide and test.

A `ResultTable` knows what its columns are called and measured in, which gemeenten each row covers, and where
the numbers come from. It refuses to exist when the frame disagrees with what it says about itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd

Kolomsoort = Literal["tekst", "aantal", "getal", "datum"]
_DTYPES: dict[str, tuple[str, ...]] = {
    "tekst": ("str", "object", "category"),
    "aantal": ("int64", "Int64"),
    "getal": ("float64",),
    "datum": ("str", "object"),
}


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """What one column means.

    Parameters
    ----------
    naam : the snake_case name in code, CSV and query
    kop : the Dutch column head on screen
    soort : tekst, aantal (whole numbers), getal (with decimals) or datum
    eenheid : what a value counts, e.g. "personen", "%"; for text empty, or "instituut" when it holds institute codes
        joined by +
    decimalen : decimals on screen and in the Dutch CSV; values themselves keep full precision
    teller, noemer : for a ratio, the columns it was divided from; both must be in the same table
    leeg : whether a value may be missing
    scherm : whether the grid shows it; a download always has it
    uitleg : one Dutch sentence for the column's tooltip and the toelichting
    """

    naam: str
    kop: str
    soort: Kolomsoort = "aantal"
    eenheid: str = ""
    decimalen: int = 0
    teller: str = ""
    noemer: str = ""
    leeg: bool = False
    scherm: bool = True
    uitleg: str = ""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """The columns of one view, in order; `sleutel` names the columns that together identify a row."""

    naam: str
    kolommen: tuple[ColumnSpec, ...]
    sleutel: tuple[str, ...]

    def kolom(self, naam: str) -> ColumnSpec:
        """The spec of a column; `KeyError` when the view has no such column."""
        for kolom in self.kolommen:
            if kolom.naam == naam:
                return kolom
        raise KeyError(naam)


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where a table's numbers come from: what every caption, footer and download row repeats.

    Parameters
    ----------
    inwoners : the ISO day of the inhabitants that count in it; "" when none do
    """

    peildatum: str
    indeling: int
    bron: str
    vingerafdruk: str
    voorbeeld: bool = False
    inwoners: str = ""


@dataclass(frozen=True)
class ResultTable:
    """The answer to one Selection.

    Parameters
    ----------
    spec : columns, in the order of the frame
    waarden : column -> its array, or a frame: one row per gebied (or per location and round)
    herkomst : peildatum, indeling, source
    titel, omschrijving : Dutch title and caption sentence of the question
    formule : how the main number is computed, in words; shown on the page
    gebieden : gemeentecode -> the row number(s) that cover it; more than one is drawn hatched, a gemeente that is
        not in it lies outside the selection; empty for tables without a map
    niet_op_kaart : how many input rows could not be placed on the map
    totalen : named national or selection totals (ratios of sums, never sums of ratios)
    opmerkingen : Dutch sentences about the data a reader must know (series breaks, inconsistencies)
    ontbreekt : the kinds of data, in Dutch, that there is nothing of, so that there is no answer
    """

    spec: TableSpec
    waarden: Mapping[str, Any] | pd.DataFrame
    herkomst: Herkomst
    titel: str
    omschrijving: str
    formule: str = ""
    gebieden: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    niet_op_kaart: int = 0
    totalen: Mapping[str, float] = field(default_factory=dict)
    opmerkingen: tuple[str, ...] = ()
    ontbreekt: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        namen, kolommen = [kolom.naam for kolom in self.spec.kolommen], self.kolommen
        if list(kolommen) != namen:
            raise ValueError(f"{self.spec.naam}: columns {list(kolommen)} are not {namen}")
        if len({len(rij) for rij in kolommen.values()}) > 1:
            raise ValueError(f"{self.spec.naam}: columns of different lengths")
        for kolom, rij in zip(self.spec.kolommen, kolommen.values(), strict=True):
            if str(rij.dtype) not in _DTYPES[kolom.soort]:
                raise ValueError(f"{self.spec.naam}.{kolom.naam}: dtype {rij.dtype} is not {kolom.soort}")
            if kolom.soort == "getal" and np.isinf(rij).any():
                raise ValueError(f"{self.spec.naam}.{kolom.naam}: divided by 0")
            if not kolom.leeg and pd.isna(rij).any():
                raise ValueError(f"{self.spec.naam}.{kolom.naam}: has empty values")
            for deel in (kolom.teller, kolom.noemer):
                if deel and deel not in kolommen:
                    raise ValueError(f"{self.spec.naam}.{kolom.naam}: ratio without its {deel}")
        if len(set(zip(*(kolommen[naam].tolist() for naam in self.spec.sleutel), strict=True))) < self.rijen:
            raise ValueError(f"{self.spec.naam}: {self.spec.sleutel} does not identify a row")
        genoemd = {rij for groep in set(self.gebieden.values()) for rij in groep}
        if genoemd and not 0 <= min(genoemd) <= max(genoemd) < self.rijen:
            raise ValueError(f"{self.spec.naam}: gebieden point outside the table")

    @cached_property
    def kolommen(self) -> dict[str, Any]:
        """Column -> its array, in the order of the spec."""
        if isinstance(self.waarden, pd.DataFrame):
            return {str(naam): reeks.array for naam, reeks in self.waarden.items()}
        return dict(self.waarden)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The columns as a frame with a fresh RangeIndex."""
        return self.waarden if isinstance(self.waarden, pd.DataFrame) else pd.DataFrame(self.waarden, copy=False)

    @property
    def rijen(self) -> int:
        """How many rows there are."""
        return len(next(iter(self.kolommen.values())))
