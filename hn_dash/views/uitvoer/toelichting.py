"""What a reader of a file must know besides its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from hn_dash.domain.basis.kolommen import build_kolommen
from hn_dash.domain.basis.zinnen import noten
from hn_dash.tables import ColumnSpec, ResultTable

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
    if meer := noten(tabel):
        yield "opmerkingen", " ".join(meer)


VRAAG = (
    ColumnSpec("vraag", "Vraag", "tekst", uitleg="De vraag waarop dit het antwoord is."),
    ColumnSpec(
        "niet_op_kaart", "Niet op kaart", uitleg="Opleiders die in geen gemeente van de indeling te plaatsen zijn."
    ),
    ColumnSpec("bijzonderheden", "Bijzonderheden", "tekst", uitleg="Wat u van deze getallen moet weten."),
)
"""Columns of a file that say the same in every row, for who has the rows alone."""


def met_vraag(tabel: ResultTable) -> ResultTable:
    """The same table with its question in every row, before where it comes from."""
    namen = [kolom.naam for kolom in tabel.spec.kolommen]
    plaats = min(namen.index(kolom) for kolom in ("peildatum", "indeling", "bron"))
    kolommen = (*tabel.spec.kolommen[:plaats], *VRAAG, *tabel.spec.kolommen[plaats:])
    eigen = {
        "vraag": tabel.omschrijving,
        "niet_op_kaart": tabel.niet_op_kaart,
        "bijzonderheden": " ".join(noten(tabel)),
    }
    alles = build_kolommen({**tabel.kolommen, **eigen}, kolommen, tabel.herkomst) | {"bron": tabel.kolommen["bron"]}
    return replace(tabel, spec=replace(tabel.spec, kolommen=kolommen), waarden=alles)


def waarden(tabel: ResultTable, kolom: ColumnSpec) -> Iterable[Any]:
    """A column's Python values, None where empty."""
    return tabel.frame[kolom.naam].astype(object).where(tabel.frame[kolom.naam].notna(), None).tolist()
