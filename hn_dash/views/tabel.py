"""A ResultTable as grid: columns instead of rows, so that an answer with its table stays small on the wire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from hn_dash.tables import ColumnSpec, ResultTable
from hn_dash.tekst import instituten

_UIT_GEOMETRIE = ("gemeentecode", "gemeentenaam", "provincie")
_CIJFERS = 6

TIP = {
    "vestiging": ("{opleiders} opleiders op {praktijken} praktijken", "{status}"),
    "dichtheid": ("{teller} op {noemer}: {waarde}", "{status}, tekort {tekort}", "lead: {leadinstituten}"),
    "werving": (
        "{staat} {instituten}",
        "{opleiders} opleiders op {praktijken} praktijken",
        "van andere instituten: {opleiders_andere_instituten}",
    ),
    "vergelijking": ("was: {was}", "wordt: {wordt}", "{opleiders} opleiders op {praktijken} praktijken"),
    "plaatsing": (
        "{locatienaam} ({instituut})",
        "{plekken_per_100000} plekken per 100.000 inwoners",
        "aangeboden {aangeboden}, geplaatst {geplaatst}, niet vervuld {niet_vervuld}",
    ),
}


def build_tabel(tabel: ResultTable, codes: Sequence[str], namen: Mapping[str, str]) -> dict[str, Any]:
    """The grid's rows as columns.

    Columns that the browser already has from the geometry (code, name, province) are left out; texts that recur are
    sent once with their positions.

    Returns
    -------
    spec : per shown column name, head, kind, decimals and explanation
    kolommen : column name -> values, or {"w": texts, "i": positions}
    gemeenten : row -> position of its gemeente in `codes`; absent when rows are not gemeenten
    tip : lines of hover text with {column} where a value goes
    """
    spec = tabel.spec
    per_gemeente = spec.sleutel == ("gemeentecode",)
    kolommen = [k for k in spec.kolommen if k.scherm]
    tip = TIP.get(spec.naam, ())
    genoemd = {k.naam: k for k in spec.kolommen if any("{" + k.naam + "}" in regel for regel in tip)}
    nodig = {k.naam: k for k in kolommen} | genoemd
    uit: dict[str, Any] = {
        "spec": [_beschrijving(k) for k in kolommen],
        "verborgen": [_beschrijving(k) for naam, k in genoemd.items() if not k.scherm],
        "kolommen": {
            naam: _waarden(tabel.frame[naam], k, namen)
            for naam, k in nodig.items()
            if not (per_gemeente and naam in _UIT_GEOMETRIE)
        },
        "tip": list(tip),
        "rijen": len(tabel.frame),
    }
    if per_gemeente:
        plaats = {code: i for i, code in enumerate(codes)}
        uit["gemeenten"] = [plaats[code] for code in tabel.frame["gemeentecode"]]
    return uit


def _beschrijving(kolom: ColumnSpec) -> list[Any]:
    return [kolom.naam, kolom.kop, kolom.soort, kolom.decimalen, kolom.uitleg, kolom.eenheid]


def _waarden(reeks: pd.Series, kolom: ColumnSpec, namen: Mapping[str, str]) -> Any:
    if kolom.soort in ("tekst", "datum"):
        posities, teksten = pd.factorize(reeks.fillna(""))
        vertaald = [instituten(str(t), namen) if kolom.eenheid == "instituut" else str(t) for t in teksten]
        return {"w": vertaald, "i": posities.tolist()}
    if kolom.soort == "aantal":
        return [None if pd.isna(waarde) else int(waarde) for waarde in reeks]
    getallen = reeks.to_numpy(dtype=float)
    return [None if np.isnan(waarde) else round(float(waarde), _CIJFERS) for waarde in getallen]
