"""Columns that several views share, and the frame they are made into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from hn_dash.begrippen import PER_INSTITUUT
from hn_dash.dataset import Dataset, Leadplan
from hn_dash.tables import ColumnSpec, Herkomst
from hn_dash.tekst import datum, opsomming

GEMEENTE = (
    ColumnSpec("gemeentecode", "Code", "tekst", uitleg="CBS-code van de gemeente."),
    ColumnSpec("gemeentenaam", "Gemeente", "tekst", uitleg="Naam van de gemeente in deze indeling."),
    ColumnSpec("provincie", "Provincie", "tekst", uitleg="Provincie waarin de gemeente ligt."),
)
GEBIED = (
    ColumnSpec("gebied", "Gebied", "tekst", scherm=False, uitleg="Sleutel van het gebied."),
    ColumnSpec("gebiedsnaam", "Gebied", "tekst", uitleg="Naam van het gebied."),
)
GEMEENTEN = ColumnSpec("gemeenten", "Gemeenten", eenheid="gemeenten", uitleg="Aantal gemeenten in het gebied.")
PRAKTIJKEN = ColumnSpec(
    "praktijken", "Praktijken", eenheid="praktijken", leeg=True, uitleg="Aantal huisartsenpraktijken."
)
HUISARTSEN = ColumnSpec(
    "huisartsen",
    "Huisartsen",
    eenheid="personen",
    leeg=True,
    uitleg="Aantal huisartsen in de praktijken waarvan dat bekend is.",
)
OPLEIDERS = ColumnSpec("opleiders", "Opleiders", eenheid="personen", leeg=True, uitleg="Aantal huisartsopleiders.")
OPLEIDINGSPRAKTIJKEN = ColumnSpec(
    "opleidingspraktijken",
    "Opleidingspraktijken",
    eenheid="praktijken",
    leeg=True,
    uitleg="Praktijken met minstens één opleider; leeg als er alleen aantallen per gemeente bekend zijn.",
)
DICHTHEID = ColumnSpec(
    "dichtheid_pct",
    "Dichtheid (%)",
    "getal",
    "%",
    1,
    "opleiders",
    "praktijken",
    leeg=True,
    uitleg="Opleiders per praktijk.",
)
INWONERS = ColumnSpec(
    "inwoners",
    "Inwoners",
    eenheid="personen",
    uitleg="Inwoners: van het CBS, of zoals ingelezen; zie de bron.",
)
PLAN = (
    ColumnSpec("plan", "Plan", "tekst", scherm=False, uitleg="Naam van het plan."),
    ColumnSpec("versie", "Versie", "tekst", scherm=False, uitleg="Versie van het plan."),
)
HERKOMST = (
    ColumnSpec("peildatum", "Peildatum", "datum", scherm=False, uitleg="De dag waarop de gegevens gelden."),
    ColumnSpec("indeling", "Indeling", scherm=False, uitleg="Het jaar van de gemeentelijke indeling."),
    ColumnSpec("bron", "Bron", "tekst", scherm=False, uitleg="Waar de gegevens vandaan komen."),
)

_TEKST = pd.Series(dtype="str").dtype
_DTYPE: dict[str, Any] = {
    "aantal": pd.Int64Dtype(),
    "getal": np.dtype("float64"),
    "tekst": _TEKST,
    "datum": _TEKST,
}


def herkomst_van(dataset: Dataset, indeling: int, *frames: str, plan: Leadplan | None = None) -> Herkomst:
    """Where the numbers of these frames of a dataset, and of a plan, come from, on an indeling."""
    bronnen, soorten_verzonnen = dict(dataset.bronnen), dataset.verzonnen
    if plan:
        bronnen |= {"plan": plan.bron} if plan.bron else {}
        soorten_verzonnen |= {"plan"} if plan.verzonnen else frozenset()
    per_bron: dict[str, list[str]] = {}
    for frame in frames:
        if frame in bronnen:
            per_bron.setdefault(bronnen[frame], []).append(frame)
    dag = dataset.inwonersdag(indeling).isoformat() if "inwoners" in frames else ""
    if dag and bronnen and "inwoners" not in bronnen:
        per_bron[f"CBS, {datum(dag)}"] = ["inwoners"]
    bron = "; ".join(f"{opsomming(namen)}: {bron}" for bron, namen in per_bron.items())
    verzonnen = bool(soorten_verzonnen.intersection(frames)) if bronnen else dataset.voorbeeld
    return Herkomst(dataset.peildatum.isoformat(), indeling, bron or dataset.bron, dataset.vingerafdruk, verzonnen, dag)


def build_frame(
    waarden: pd.DataFrame | Mapping[str, Any], kolommen: Sequence[ColumnSpec], herkomst: Herkomst
) -> pd.DataFrame:
    """`build_kolommen` as a frame."""
    return pd.DataFrame(build_kolommen(waarden, kolommen, herkomst), copy=False)


def build_kolommen(
    waarden: pd.DataFrame | Mapping[str, Any], kolommen: Sequence[ColumnSpec], herkomst: Herkomst
) -> dict[str, Any]:
    """The columns of a spec in their order and dtypes as arrays, with peildatum, indeling and bron filled in.

    Parameters
    ----------
    waarden : column -> its values, as long as the first of them; or one text that stands in every row
    """
    vast = {"peildatum": herkomst.peildatum, "indeling": herkomst.indeling, "bron": herkomst.bron}
    lengte = len(waarden[kolommen[0].naam])
    uit = {}
    for kolom in kolommen:
        waarde = vast[kolom.naam] if kolom.naam in vast else waarden[kolom.naam]
        if isinstance(waarde, str | int):
            uit[kolom.naam] = _herhaald(waarde, kolom.soort, lengte)
        else:
            uit[kolom.naam] = _als(waarde, _DTYPE[kolom.soort])
    return uit


def _als(waarden: Any, soort: Any) -> Any:
    rij = getattr(waarden, "array", waarden)
    if isinstance(rij, np.ndarray) and (rij.dtype, soort) == (np.int64, _DTYPE["aantal"]):
        return pd.arrays.IntegerArray(rij, np.zeros(len(rij), dtype=bool))
    return rij if getattr(rij, "dtype", None) == soort else pd.array(rij, dtype=soort)


@lru_cache(maxsize=128)
def _herhaald(waarde: str | int, soort: str, lengte: int) -> Any:
    return pd.array([waarde], dtype=_DTYPE[soort]).take(np.zeros(lengte, dtype=int))


def gemeentevelden(dataset: Dataset, indeling: int) -> pd.DataFrame:
    """gemeentecode, gemeentenaam and provincie of every gemeente, indexed by code."""
    gemeenten = dataset.geo.indeling(indeling).gemeenten
    return gemeenten[["gemeentenaam", "provincie"]].assign(gemeentecode=gemeenten.index)


def opleiders_per_instituut(frame: pd.DataFrame, dataset: Dataset) -> tuple[ColumnSpec, ...]:
    """A column spec for each opleiders_<instituut> in a frame."""
    kort = dataset.kortnamen
    codes = [naam.removeprefix(PER_INSTITUUT) for naam in frame.columns if naam.startswith(PER_INSTITUUT)]
    return tuple(
        ColumnSpec(
            PER_INSTITUUT + code, kort[code], eenheid="personen", leeg=True, uitleg=f"Opleiders van {kort[code]}."
        )
        for code in codes
    )
