"""What a child says of a spreadsheet, and the sentence in which we pass it on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from hn_dash.ingest.tabel.overdracht import from_records
from hn_dash.ingest.tabel.rekenblad_hek import TIJD
from hn_dash.ingest.tabel.rekenblad_keuring import BESCHADIGD, grenzen
from hn_dash.tekst import getal

MAX_FORMULES = 100_000
FOUTEN = {
    "wachtwoord": ("beveiliging", "Het rekenblad heeft een wachtwoord; bewaar het zonder wachtwoord."),
    "beschadigd": ("bestandssoort", "Het rekenblad is beschadigd; bewaar het opnieuw, of bewaar de tabel als CSV."),
    "geheugen": ("grootte", "Het rekenblad vraagt te veel geheugen; bewaar de tabel als CSV."),
    "tijd": ("grootte", f"Het rekenblad lezen duurt langer dan {TIJD} seconden; bewaar de tabel als CSV."),
    "gestopt": ("bestandssoort", "Het rekenblad kan niet worden gelezen; bewaar de tabel als CSV."),
    "stuk": ("bestandssoort", BESCHADIGD),
    "codering": ("codering", "Het rekenblad is niet in UTF-8; bewaar het opnieuw als XLSX."),
    "definities": (
        "beveiliging",
        "Het rekenblad bevat XML-definities (DOCTYPE of ENTITY); bewaar de tabel als CSV.",
    ),
    "ongewoon": ("beveiliging", "Het rekenblad is geen gewone tabel; bewaar de tabel als CSV."),
    "leeg": ("leeg", "Er is geen zichtbaar blad met gegevens; het blad Toelichting telt niet mee."),
}
"""Why the child gives nothing -> the rule and the sentence, when those are always the same."""


@dataclass
class Gezegd:
    """What a child says of a spreadsheet that it read.

    Parameters
    ----------
    vanaf : the place of the first column of the table, which the columns of `naamloos` count from
    begin : number and cells of the first rows, as text
    naamloos : column, row and value of the first cell in every column without a head
    fouten : cell -> its error value
    """

    blad: str = ""
    andere: list[str] = field(default_factory=list)
    kopregel: int = 0
    vanaf: int = 0
    rijen: int = 0
    koppen: list[str] = field(default_factory=list)
    begin: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    naamloos: list[tuple[int, int, str]] = field(default_factory=list)
    formules: set[tuple[str, int]] = field(default_factory=set)
    fouten: dict[tuple[str, int], str] = field(default_factory=dict)


class Weigering(Exception):
    """What a child refuses a spreadsheet for, and what goes into the sentence."""


def from_antwoord(antwoord: bytes) -> Gezegd:
    """The answer of a child, which is believed in nothing but its form."""
    uit = Gezegd()
    try:
        eerste, *andere = from_records(antwoord)
        if eerste[0] != "blad":
            raise Weigering(*eerste)
        _, uit.blad = eerste
        for soort, *waarden in andere:
            match soort, waarden:
                case "ander", [blad]:
                    uit.andere.append(blad)
                case "kop", [kopregel, vanaf, rijen, *koppen]:
                    uit.kopregel, uit.vanaf, uit.rijen, uit.koppen = int(kopregel), int(vanaf), int(rijen), koppen
                case "begin", [nummer, *cellen]:
                    uit.begin.append((int(nummer), tuple(cellen)))
                case "naamloos", [plaats, nummer, waarde]:
                    uit.naamloos.append((int(plaats), int(nummer), waarde))
                case "formule", [letters, nummer]:
                    uit.formules.add((letters, int(nummer)))
                case "fout", [letters, nummer, waarde]:
                    uit.fouten[letters, int(nummer)] = waarde
    except (ValueError, IndexError):
        raise Weigering("gestopt") from None
    return uit


def waarom(reden: Weigering, delen: Collection[str]) -> tuple[str, str]:
    """The rule and the sentence for what a child refuses a spreadsheet for."""
    match reden.args:
        case "nest", deel if deel in delen:
            zin = f"In het rekenblad zit een bestand ({deel}); verwijder dat of bewaar de tabel als CSV."
            return "beveiliging", zin
        case "formules", blad:
            zin = f"Blad “{blad}” heeft meer dan {getal(MAX_FORMULES)} formules; plak de tabel als waarden."
            return "formule", zin
        case "ver", cel:
            kolommen, rijen, cellen = grenzen()
            return "grootte", (
                f"Cel {cel} ligt ver buiten de tabel; verwijder die, of kopieer alleen de tabel naar een nieuw blad "
                f"(hooguit {kolommen} kolommen, {getal(rijen)} rijen en {getal(cellen)} cellen)."
            )
    return FOUTEN.get(reden.args[0], FOUTEN["gestopt"])
