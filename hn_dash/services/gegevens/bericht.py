"""What somebody says of a file that is to be read in."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from hn_dash.services.bericht import Aantal, Bericht, Bestandskeuze, Dag, OfNiets, Regel

KIES = "kies"
"""What a list says when nothing was chosen yet."""


def _keuze(waarde: Any) -> Any:
    return "" if waarde == KIES else waarde


def _nummer(waarde: Any) -> Any:
    if waarde == KIES:
        return None
    return int(waarde) if isinstance(waarde, str) and re.fullmatch("[0-9]{1,9}", waarde) else ""


Keuze = Annotated[str, BeforeValidator(_keuze)]
"""One of a list, or "" when nothing was chosen."""
Nummerkeuze = Annotated[Aantal | None, BeforeValidator(_nummer)]
"""A number of a list, or None when nothing was chosen."""
Wie = Annotated[Regel, OfNiets, Field(max_length=60, title="Door", description="Schrijf hoogstens 60 tekens, of niets")]
"""Who, for the log."""


class Bestand(Bericht):
    """The file, and what kind it is."""

    upload: Bestandskeuze = Field(title="Het bestand", description="Kies het opnieuw")
    soort: Keuze = Field(description="Kies uit de lijst")


class Formulier(Bestand):
    """Everything that is filled in of a file.

    Parameters
    ----------
    indeling : the year of its gemeenten; None: that of the peildatum
    bron : where it comes from; "": the name of the file
    kolommen : per column of the kind the head in the file; "" where there is none
    bij : a snapshot in quarantine whose good rows these rows complete, on its day, in its year and from its source
    """

    peildatum: Dag = Field(description="Kies een dag, zoals 2026-01-31")
    indeling: Nummerkeuze = Field(description="Kies een jaar uit de lijst")
    bron: Annotated[Regel, OfNiets] = Field(description="Schrijf hoogstens 120 tekens, of niets")
    wie: Wie
    bij: Nummerkeuze = Field(title="Het bestand in quarantaine", description="Kies uit de lijst")
    kolommen: list[Keuze] = Field(description="Kies uit de lijst")
