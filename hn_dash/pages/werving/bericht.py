"""What the editing strip sends, as one value."""

from __future__ import annotations

import hashlib

from pydantic import Field

from hn_dash.errors import InvoerFout
from hn_dash.services.bericht import Aantal, Adres, Bericht, Bestandskeuze, Gemeentecode, Kenmerk, Regel, Vensterkenmerk
from hn_dash.services.plan.bericht import (
    Gekozen,
    Geschil,
    Naam,
    Plansleutel,
    Verzoek,
    Voorstelvorm,
    Voorstelwens,
    Wens,
    Wie,
    naam_van,
)


class Plankeuze(Bericht):
    """The plan that is shown, and the last change that is."""

    plan: Plansleutel
    ververs: Aantal | None = Field(default=None, title="De stand van het plan")


class Getoondplan(Plankeuze):
    """The plan that is chosen, beside the question that is shown."""

    adres: Adres


class Keuze(Bericht):
    """The gemeenten that are chosen in a plan."""

    codes: Gekozen
    plan: Plansleutel = ""


class Begin(Bericht):
    """That somebody begins a plan of their own with what is shown."""

    naam: Naam = Field(title="Naam van het nieuwe plan", description="Schrijf een naam van hoogstens 120 tekens")
    wie: Wie
    adres: Adres


class Strook(Bericht):
    """All that the strip holds when one of its buttons is used.

    Parameters
    ----------
    lading : the mark of this time that the page was loaded
    """

    plan: Plansleutel
    wens: Wens
    slotdoel: Regel = Field(title="Wat op slot gaat", description="Kies uit de lijst")
    versie: Naam = Field(title="Naam van deze versie", description="Schrijf een naam van hoogstens 120 tekens")
    geschil: Geschil | None = Field(title="Wat een ander wijzigde")
    voorstel: Voorstelvorm | None = Field(title="Het voorstel")
    upload: Bestandskeuze = Field(title="Het bestand", description="Kies het opnieuw")
    sessie: Vensterkenmerk = Field(title="Het kenmerk van uw venster")
    lading: Vensterkenmerk = Field(title="Het kenmerk van deze pagina")
    wie: Wie
    adres: Adres

    def verzoek(self, door: str, keer: int | None) -> Verzoek:
        """Who asks, with a mark; the same click or file sent twice is one event."""
        wat = self.upload.model_dump_json() if self.upload and door == "upload" else keer
        kenmerk = hashlib.sha256(f"{self.lading} {door} {wat}".encode()).hexdigest()
        return Verzoek(kenmerk, self.sessie, naam_van(self.wie))

    @property
    def gezien(self) -> tuple[int, str]:
        """The last change that the person saw, and their session."""
        return self.wens.gezien, self.sessie

    @property
    def eis_geschil(self) -> Geschil:
        """The conflict that is decided."""
        if self.geschil is None:
            raise InvoerFout("Er is niets te kiezen: geen wijziging van een ander staat die van u in de weg.")
        return self.geschil


class Zoektocht(Bericht):
    """The search that is under way, if any."""

    taak: Kenmerk | None = Field(title="De zoektocht")


class Voorstelvraag(Zoektocht):
    """What is asked of a proposal."""

    plan: Plansleutel
    wens: Voorstelwens


class Getoond(Plankeuze):
    """A proposal beside the plan that it is about."""

    voorstel: Voorstelvorm | None = Field(title="Het voorstel")


class Voorstelregel(Bericht, extra="ignore"):
    """A row of the proposal that was chosen."""

    gemeentecode: Gemeentecode


class Roosterkeuze(Bericht):
    """The rows of the proposal that were chosen."""

    rijen: list[Voorstelregel] | None = Field(max_length=1_000, title="De gekozen rijen")
