"""What somebody asks of a plan: who, what, and the mark that makes the same request twice one event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from hn_dash.begrippen import STATEN, STATUSSEN
from hn_dash.domain.basis.keuzes import AFSTANDEN
from hn_dash.domain.plan.afspraak import MAX_OPMERKING, Afspraak
from hn_dash.domain.plan.voorstel import GEWICHTEN
from hn_dash.services.bericht import (
    Aantal,
    Bericht,
    Dag,
    Gemeentecode,
    Gemeentecodes,
    Instituutcode,
    OfNiets,
    Regel,
    Tekst,
    Vensterkenmerk,
)
from hn_dash.tekst import opsomming

Plansleutel = Annotated[Regel, Field(title="Plan", description="Kies een plan uit de lijst")]
"""What the control Plan says; the loaded plan has a key too."""
Wie = Annotated[
    Regel,
    OfNiets,
    Field(max_length=60, title="Uw naam of afdeling", description="Schrijf hoogstens 60 tekens, of niets"),
]
Naam = Annotated[Regel, OfNiets]
Gekozen = Annotated[
    Gemeentecodes, Field(title="De gekozen gemeenten", description="Kies gemeenten op de kaart of in de tabel")
]
_REDEN = f"Schrijf hoogstens {MAX_OPMERKING} tekens, of niets"


@dataclass(frozen=True, slots=True)
class Verzoek:
    """Who asks for a change, and what they call it.

    Parameters
    ----------
    kenmerk : a mark of the client's own; the same one again writes nothing and gives the same answer
    sessie : whose undo it is
    """

    kenmerk: str
    sessie: str
    wie: str


def naam_van(wie: str) -> str:
    """How somebody is called in the log."""
    return wie.strip() or "onbekend"


class Wens(Bericht):
    """What should hold in the chosen gemeenten.

    Parameters
    ----------
    tot : the last change that the person saw
    """

    codes: Gekozen
    tot: Aantal = Field(title="De stand van het plan")
    staat: Regel = Field(description=f"Kies uit {opsomming(STATEN)}")
    instituten: list[Instituutcode] = Field(max_length=20, description="Kies instituten uit de lijst")
    status: Regel = Field(description=f"Kies uit {opsomming(STATUSSEN)}")
    reden: Annotated[Tekst, OfNiets] = Field(default="", max_length=MAX_OPMERKING, description=_REDEN)
    vanaf: Dag = Field(default="", title="Geldig vanaf", description="Kies een dag, zoals 2026-01-31, of geen")

    @property
    def afspraak(self) -> Afspraak:
        """What is wished as an agreement."""
        leden = "+".join(sorted(set(self.instituten)))
        return Afspraak(self.staat, leden, self.status, self.reden.strip(), self.vanaf)


class Afspraakvorm(Bericht):
    """An agreement as the page keeps it."""

    staat: Regel
    instituten: Regel
    status: Regel
    opmerking: Tekst = Field(max_length=MAX_OPMERKING)
    vanaf: Dag

    @property
    def afspraak(self) -> Afspraak:
        """The agreement."""
        return Afspraak(**self.model_dump())


class Botsingvorm(Bericht):
    """A conflict as the page keeps it: what another made of a gemeente, and what was asked."""

    gemeente: Gemeentecode
    versie: Aantal
    hun: Afspraakvorm
    mijn: Afspraakvorm


class Voorstelrij(Bericht):
    """A gemeente of a proposal, and who could take the lead."""

    gemeentecode: Gemeentecode
    gemeentenaam: Regel
    instituut: Instituutcode
    km: float = Field(allow_inf_nan=False)
    tweede: Instituutcode
    km_tweede: float = Field(allow_inf_nan=False)
    gezamenlijk: Regel
    reden: Tekst = Field(max_length=MAX_OPMERKING)


class Voorstelvorm(Bericht):
    """A proposal as the page keeps it."""

    rijen: list[Voorstelrij] = Field(max_length=1_000)
    oordeel: Tekst = Field(max_length=MAX_OPMERKING)
    knelpunten: list[str]


class Voorstelwens(Bericht):
    """What is asked of a proposal, in percentages; without targets the share of the places counts.

    Parameters
    ----------
    doelen : per institute, in the order of their keys
    """

    gewicht: Literal["inwoners", "opleiders"] = Field(
        title="Verdeel", description=f"Kies uit {opsomming(list(GEWICHTEN))}"
    )
    afstand: Literal["locatie", "umc"] = Field(
        default="locatie", title="Afstand tot", description=f"Kies uit {opsomming(list(dict(AFSTANDEN)))}"
    )
    tolerantie: float = Field(ge=0, le=100, description="Schrijf een getal van 0 tot en met 100")
    doelen: list[Annotated[float, Field(ge=0, le=100)] | None] = Field(
        max_length=20, description="Schrijf getallen van 0 tot en met 100, of niets"
    )


class Aanwezigheid(Bericht):
    """That a window has a plan open.

    Parameters
    ----------
    waar : the gemeente that is chosen there; "" for none
    weg : that it leaves
    """

    plan: Plansleutel
    sessie: Vensterkenmerk = Field(title="Het kenmerk van uw venster")
    wie: Wie = ""
    waar: Gemeentecode | Literal[""] = Field(default="", title="De gekozen gemeente")
    weg: bool = False
