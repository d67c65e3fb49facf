"""What the page Gegevens sends."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hn_dash.errors import Bevinding, Ernst
from hn_dash.services.bericht import Aantal, Bericht, Kenmerk
from hn_dash.services.gegevens.bericht import Nummerkeuze, Wie

Jaar = Annotated[Nummerkeuze, Field(description="Kies een jaar uit de lijst")]


class Tik(Bericht):
    """How often something was changed since the page was opened."""

    veranderd: Aantal | None = Field(title="De stand van de gegevens")


class Voortgang(Tik):
    """The task that is under way, if any."""

    taak: Kenmerk | None


class Bevindingvorm(Bericht):
    """A finding as the page keeps it."""

    zin: str
    bestand: str
    rij: Aantal | None
    kolom: str
    waarde: str
    ernst: Ernst
    regel: str
    voorstel: str

    @property
    def bevinding(self) -> Bevinding:
        """The finding."""
        return Bevinding(**self.model_dump())


class Uitkomst(Bericht):
    """What is shown of a file: the snapshot, or why nothing could be kept."""

    nummer: Aantal | None = None
    fout: str = ""
    bevindingen: list[Bevindingvorm] = Field(default=[], max_length=2_000)


class Getoond(Tik):
    """What the receipt is about."""

    getoond: Uitkomst | None = Field(title="Wat er getoond wordt")


class Handeling(Getoond):
    """Who does something with what the receipt is about."""

    wie: Wie


class Lijstregel(Bericht, extra="ignore"):
    """A row of the list that was chosen; an invented kind has no number."""

    nummer: Aantal | None


class Lijstkeuze(Bericht):
    """The rows of the list that were chosen: one, or none."""

    rijen: list[Lijstregel] | None = Field(max_length=10, title="De gekozen rij")


class Jaren(Bericht):
    """Two years."""

    van: Jaar
    naar: Jaar
