"""Errors that a user can do something about, told in the user's language.

Anything that is not a `GebruikersFout` is a bug: it is logged with a reference and shown neutrally.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Ernst = Literal["fout", "waarschuwing", "info"]


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One thing that is wrong with a file, and what to do about it.

    Parameters
    ----------
    zin : the whole story in one Dutch sentence, remedy included
    bestand, rij, kolom, waarde : where; `rij` counts as a spreadsheet does, the header is row 1
    ernst : fout (nothing is taken in), waarschuwing (look before accepting) or info (what was done with it)
    regel : the rule that found it, a short Dutch word that findings can be filtered on
    voorstel : the value that was probably meant; never filled in by itself
    """

    zin: str
    bestand: str = ""
    rij: int | None = None
    kolom: str = ""
    waarde: str = ""
    ernst: Ernst = "fout"
    regel: str = ""
    voorstel: str = ""

    def __str__(self) -> str:
        plaats = ", ".join(
            deel
            for deel in (
                self.bestand,
                f"rij {self.rij}" if self.rij is not None else "",
                f"kolom {self.kolom}" if self.kolom else "",
            )
            if deel
        )
        return f"{plaats}: {self.zin}" if plaats else self.zin


class GebruikersFout(Exception):
    """Something the reader of the message can mend.

    Parameters
    ----------
    zin : one clear Dutch sentence with the remedy
    bevindingen : every finding behind it, not only the first
    """

    def __init__(self, zin: str, bevindingen: Sequence[Bevinding] = ()) -> None:
        super().__init__(zin)
        self.zin = zin
        self.bevindingen = tuple(bevindingen)


class InvoerFout(GebruikersFout):
    """A file or table is missing, damaged or wrong."""


class SelectieFout(GebruikersFout):
    """A question that cannot be answered: an impossible or unknown value in the query."""


class BerichtFout(GebruikersFout):
    """What a browser sent is no value of its field: of a wrong type, too long, or of a form that does not exist."""


class StartFout(GebruikersFout):
    """The server cannot start as asked: a busy port, an unsafe or unreadable setting."""


def plaatsen(fout: BaseException) -> list[str]:
    """Where in the code an error arose, the innermost last: what a log may hold, because it is no value of anyone."""
    delen = traceback.extract_tb(fout.__traceback__)
    return [f"{deel.filename}:{deel.lineno} {deel.name}" for deel in delen][-12:]
