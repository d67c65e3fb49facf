"""What is different between two times that the same kind of data was read in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from hn_dash.begrippen import PER_INSTITUUT

TOEGEVOEGD, VERVALLEN, VERHUISD, GEWIJZIGD = "toegevoegd", "vervallen", "verhuisd", "gewijzigd"
PLAATS = ("gemeentecode", "praktijk_id")
"""What changes when a praktijk or an opleider moves."""


@dataclass(frozen=True)
class Vergelijking:
    """Differences, and how many rows stayed as they were.

    Parameters
    ----------
    rijen : sleutel, wat (toegevoegd, vervallen, verhuisd, gewijzigd), kolom, was, wordt; one row per changed cell
    aantal : wat -> number of rows of the data
    gelijk : rows without any difference
    """

    rijen: pd.DataFrame
    aantal: dict[str, int]
    gelijk: int


def compare_frames(oud: pd.DataFrame, nieuw: pd.DataFrame, sleutel: Sequence[str]) -> Vergelijking:
    """Compare two frames of one kind by the columns that identify a row."""
    voor, na = (_op_sleutel(frame, sleutel) for frame in (oud, nieuw))
    erbij, weg = na.index.difference(voor.index), voor.index.difference(na.index)
    samen = voor.index.intersection(na.index)
    uit = [(str(k), TOEGEVOEGD, "", "", "") for k in erbij] + [(str(k), VERVALLEN, "", "", "") for k in weg]
    anders: dict[str, str] = {}
    for kolom in voor.columns.intersection(na.columns):
        was, wordt = voor.loc[samen, kolom], na.loc[samen, kolom]
        for k in samen[(was != wordt).to_numpy()]:
            wat = VERHUISD if kolom in PLAATS else GEWIJZIGD
            anders[k] = VERHUISD if VERHUISD in (wat, anders.get(k)) else GEWIJZIGD
            uit.append((str(k), wat, str(kolom), was[k], wordt[k]))
    wat_anders = list(anders.values())
    aantal = {TOEGEVOEGD: len(erbij), VERVALLEN: len(weg)}
    aantal |= {wat: wat_anders.count(wat) for wat in (VERHUISD, GEWIJZIGD)}
    rijen = pd.DataFrame(uit, columns=["sleutel", "wat", "kolom", "was", "wordt"])
    return Vergelijking(rijen, aantal, len(samen) - len(anders))


def _op_sleutel(frame: pd.DataFrame, sleutel: Sequence[str]) -> pd.DataFrame:
    """Cells as text, indexed by what identifies a row; a number is the same text however it was stored."""
    tekst = frame.drop(columns=[k for k in ("rij", "per_instituut") if k in frame]).map(_tekst)
    if "per_instituut" in frame:
        per = pd.DataFrame(frame["per_instituut"].tolist(), index=frame.index).map(_tekst)
        tekst = tekst.join(per.add_prefix(PER_INSTITUUT))
    sleutels = tekst[list(sleutel)].agg(" ".join, axis=1) if len(tekst) else pd.Series(dtype="str")
    tekst.index = pd.Index(sleutels.str.strip())
    return tekst[~tekst.index.duplicated()]


def _tekst(waarde: object) -> str:
    if waarde is None or pd.isna(waarde):  # type: ignore[call-overload]
        return ""
    return f"{waarde:g}" if isinstance(waarde, float) else str(waarde)
