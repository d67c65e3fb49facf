"""What a browser sends as a value that can be trusted: of the right type, length and form, or refused in a sentence.

Whether a value means anything (a gemeente that exists, an institute of that day) is up to the domain.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from hn_dash.errors import BerichtFout, Bevinding, InvoerFout

MAX_GETAL = 2**31 - 1
"""The largest number that every database takes."""
GETOOND = 40
"""Characters of a refused text that are repeated in the refusal; a longer one is not."""
MAX_FOUTEN = 20
"""Fields that a refusal is about."""
HERLAAD = "Laad de pagina opnieuw"
"""What helps when a value was not chosen by a person."""


class Bericht(BaseModel):
    """What was sent.

    The `title` of a field is its name on screen. Its `description` tells the remedy; where a person cannot mend
    the value it has none.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    @classmethod
    def lees(cls, /, **velden: Any) -> Self:
        """Read what was sent.

        Raises
        ------
        BerichtFout : every field that is wrong, each with what is possible
        """
        try:
            return cls(**velden)
        except ValidationError as fout:
            bevindingen = _bevindingen(cls, fout)
        raise BerichtFout(" ".join(bevinding.zin for bevinding in bevindingen), bevindingen)


def _bevindingen(soort: type[BaseModel], fout: ValidationError) -> list[Bevinding]:
    """What is wrong with the fields that belong here, and once that there are others; never all of very many."""
    fouten = fout.errors(include_url=False)
    eigen = [deel for deel in fouten if deel["loc"][0] in soort.model_fields]
    uit = list(dict.fromkeys(_bevinding(soort, deel["loc"], deel["input"]) for deel in eigen[:MAX_FOUTEN]))
    vreemd = Bevinding(f"Er zijn velden bij die hier niet horen. {HERLAAD}.", regel="bericht")
    return [*uit, vreemd] if len(eigen) < len(fouten) else uit


def _bevinding(soort: type[BaseModel], plaats: tuple[int | str, ...], waarde: object) -> Bevinding:
    """What is wrong at a place: about the field of a message, or about the whole field that it is in."""
    naam, *rest = plaats
    veld = soort.model_fields.get(str(naam))
    binnen = veld.annotation if veld else None
    if rest and isinstance(binnen, type) and issubclass(binnen, BaseModel):
        return _bevinding(binnen, tuple(rest), waarde)
    titel, mogelijk = (veld.title, veld.description) if veld else (None, None)
    titel = titel or str(rest[0] if rest and isinstance(rest[0], str) and veld else naam).capitalize()
    kort = waarde if mogelijk and not rest and isinstance(waarde, str) and _is_kort(waarde) else ""
    wat = f"{titel} “{kort}”" if kort else titel
    return Bevinding(f"{wat}: dit kan niet. {mogelijk or HERLAAD}.", kolom=str(naam), waarde=kort, regel="bericht")


def _is_kort(tekst: str) -> bool:
    return tekst.isprintable() and len(tekst) <= GETOOND


def _of_niets(waarde: Any) -> Any:
    return "" if waarde is None else waarde


def _dag(tekst: str) -> str:
    if tekst and date.fromisoformat(tekst).isoformat() != tekst:
        raise ValueError(tekst)
    return tekst


OfNiets = BeforeValidator(_of_niets)
"""A control that may be left empty: None is the empty text."""
Regel = Annotated[str, Field(pattern=r"^\P{Cc}*$", max_length=120)]
"""One line of text."""
Tekst = Annotated[str, Field(pattern=r"^[\P{Cc}\t\n\r]*$")]
Dag = Annotated[str, OfNiets, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"), AfterValidator(_dag)]
"""A day as ISO text, or ""."""
Aantal = Annotated[int, Field(ge=0, le=MAX_GETAL)]
Adres = Annotated[str, OfNiets, Field(max_length=8_000)]
"""The query of an address; what stands in it is read as a question."""
Kenmerk = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
"""The mark of an upload or a task."""
Vensterkenmerk = Annotated[str, Field(pattern=r"^[0-9a-f-]{8,64}$")]
Gemeentecode = Annotated[str, Field(pattern=r"^GM[0-9]{4}$")]
Gemeentecodes = Annotated[list[Gemeentecode], Field(max_length=1_000)]
Instituutcode = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,20}$")]


class Aanlevering(Bericht):
    """What a file that is being sent is called."""

    naam: Regel = Field(title="De naam van het bestand", description="Hernoem het bestand")


class Upload(Bericht):
    """What the server said of a file that it keeps."""

    kenmerk: Kenmerk
    naam: Regel
    koppen: list[str]
    rijen: Aantal
    grootte: Aantal


class Onderweg(Bericht):
    """A file that is being sent."""

    bezig: str


class Geweigerd(Bericht):
    """A file that did not arrive, or that the server refused."""

    fout: str


Bestandskeuze = Upload | Onderweg | Geweigerd | None
"""What a place for files holds."""


def eis_upload(keuze: Bestandskeuze) -> Upload:
    """The file that was sent; `InvoerFout` when there is none."""
    if isinstance(keuze, Upload):
        return keuze
    raise InvoerFout(keuze.fout if isinstance(keuze, Geweigerd) else "Kies eerst een bestand.")
