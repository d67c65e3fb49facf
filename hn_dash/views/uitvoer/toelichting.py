"""What a reader of a file must know besides its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hn_dash.tables import ColumnSpec, ResultTable
from hn_dash.tekst import geen_gegevens

INTERN = "Intern gebruik: een momentopname, niet voor verspreiding."
VERZONNEN = "Voorbeeldgegevens: alle aantallen zijn verzonnen."


def toelichting(tabel: ResultTable) -> Iterator[tuple[str, str]]:
    """What a reader of the file must know besides the rows: (word, Dutch text)."""
    herkomst = tabel.herkomst
    yield "titel", tabel.titel
    yield "omschrijving", tabel.omschrijving
    if tabel.formule:
        yield "formule", tabel.formule
    yield "bron", herkomst.bron
    yield "peildatum", herkomst.peildatum
    yield "indeling", str(herkomst.indeling)
    yield "niet op kaart", str(tabel.niet_op_kaart)
    yield "gebruik", INTERN
    if herkomst.voorbeeld:
        yield "let op", VERZONNEN
    if zinnen := [*filter(None, [geen_gegevens(tabel.ontbreekt, herkomst.peildatum)]), *tabel.opmerkingen]:
        yield "opmerkingen", " ".join(zinnen)


def waarden(tabel: ResultTable, kolom: ColumnSpec) -> Iterable[Any]:
    """A column's Python values, None where empty."""
    return tabel.frame[kolom.naam].astype(object).where(tabel.frame[kolom.naam].notna(), None).tolist()
