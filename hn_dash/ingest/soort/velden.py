"""What a cell may hold: field types that say in Dutch what is wrong with a value, and what was probably meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo

from hn_dash.ingest.soort.datums import lees_dag
from hn_dash.ingest.soort.gemeenten import Gemeentezoeker, Gevonden
from hn_dash.ingest.soort.getallen import lees_getal, lees_heel
from hn_dash.ingest.soort.leeftijden import lees_leeftijdsklasse
from hn_dash.ingest.soort.lijkt import kaal, lijkt_op
from hn_dash.ingest.soort.oordeel import toon, weiger

POSTCODE = re.compile(r"[1-9][0-9]{3}(?:[A-Z]{2})?")
_POSTCODE_IN_TEKST = re.compile(r"(?<![0-9])[1-9][0-9]{3} ?[A-Z]{2}(?![A-Z])")
CIJFERS, ALLE = 4, "*"
"""Length of a postcode without its letters, and what stands behind it for all whole postcodes that begin so."""

_BEVEILIGD = re.compile(r"'+[=+\-@\t\r]")
"""Text that our own CSV gave an apostrophe so that a spreadsheet does not run it."""
_VERMINKT = re.compile(
    r"(?P<getal>[0-9](?:[.,][0-9]+)?E\+[0-9]{2,3})"
    r"|(?P<dag>[0-9]{1,2}-(?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)"
    r"|(?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)-[0-9]{2})"
    r"|(?P<fout>#(?:N/[AB]|REF!|VERW!|NAAM\?|NAME\?|DEEL/0!|DIV/0!|GETAL!|NUM!|WAARDE!|VALUE!|LEEG!|NULL!|#+))",
    re.IGNORECASE,
)
_VAN_REKENBLAD = {
    "getal": "een lang getal dat een rekenblad heeft ingekort; geef de kolom in het oorspronkelijke rekenblad de "
    "opmaak Getal zonder decimalen en bewaar haar opnieuw.",
    "dag": "vermoedelijk een kenmerk waar een rekenblad een datum van maakte; lees de bron in met de opmaak Tekst.",
    "fout": "een foutwaarde van een rekenblad; vul het kenmerk in.",
}
"""What a spreadsheet makes of an identifier, so that what it was is gone."""


@dataclass
class Omgeving:
    """What a cell is held against.

    Parameters
    ----------
    decimaal : the decimal sign of the whole file; who reads the file says so
    peildatum : the day that the rows describe
    gemeenten : finds a gemeente of the file's indeling, whatever the spelling
    instituten : code, alias or name in lower case -> code, for institutes that exist on the peildatum
    gesloten : the same for closed institutes -> code of the successor
    vroeger : the same for closed institutes -> their own code
    locaties : code or name in lower case -> code
    praktijken : the known praktijk_id's, for opleiders
    onbekend : those that opleiders refer to and that are not known, so many of each
    postcodes : postcode, or four digits and `ALLE`, -> gemeentecodes in any spelling, for praktijken; None: no table
    datumvorm : how this file writes a day: as most of its first rows do, else as the first that it has
    opgevolgd : "closed institute → successor" -> how often it was read so
    samengegaan : how many joint agreements became a lead, because the partners are one institute now
    """

    decimaal: str
    peildatum: date
    gemeenten: Gemeentezoeker
    instituten: Mapping[str, str]
    gesloten: Mapping[str, str]
    locaties: Mapping[str, str]
    praktijken: Collection[str] = frozenset()
    postcodes: Mapping[str, Collection[str]] | None = None
    vroeger: Mapping[str, str] = field(default_factory=dict)
    datumvorm: str = ""
    opgevolgd: dict[str, int] = field(default_factory=dict)
    samengegaan: int = 0
    onbekend: Counter[str] = field(default_factory=Counter)

    @cached_property
    def kale_praktijken(self) -> dict[str, str]:
        """praktijk_id without zeros in front and capitals -> as it is."""
        return {kaal(kenmerk): kenmerk for kenmerk in self.praktijken}

    def eigen_code(self, instituut: str) -> str:
        """The code of an institute by any of its names, closed or not: what makes two names the same institute."""
        sleutel = instituut.strip().lower()
        return self.instituten.get(sleutel) or self.vroeger.get(sleutel, sleutel)


def omgeving(info: ValidationInfo) -> Omgeving:
    """The surroundings of the cell that is being validated."""
    context: Omgeving = info.context  # type: ignore[assignment]
    return context


def _tekst(waarde: Any) -> Any:
    """Text as it was meant; a whole number from a spreadsheet is the text of its digits."""
    if isinstance(waarde, str):
        return _onbeveiligd(waarde) if waarde[0] == "'" else waarde
    if waarde is None:
        return None
    if isinstance(waarde, int) and not isinstance(waarde, bool):
        return str(waarde)
    weiger("tekst", f"“{toon(waarde)}” moet tekst zijn; geef de cel de opmaak Tekst en vul haar opnieuw in.")


def _kenmerk(waarde: Any) -> Any:
    """An identifier: text, whatever it looks like, unless a spreadsheet made something else of it."""
    tekst = _tekst(waarde)
    if tekst is not None and (vorm := _VERMINKT.fullmatch(tekst)):
        weiger("kenmerk", f"“{tekst}” is {_VAN_REKENBLAD[vorm.lastgroup or '']}")
    return tekst


def _onbeveiligd(tekst: str) -> str:
    return tekst[1:] if _BEVEILIGD.match(tekst) else tekst


def _dag(waarde: Any, info: ValidationInfo) -> Any:
    eigen = omgeving(info)
    dag, eigen.datumvorm = lees_dag(waarde, eigen.datumvorm)
    return dag


def _gemeente(waarde: Any, info: ValidationInfo) -> Any:
    if waarde is None:
        return None
    gevonden = omgeving(info).gemeenten.zoek(waarde)
    if gevonden.zin:
        weiger(gevonden.regel, gevonden.zin, gevonden.voorstel)
    return gevonden.code


def _instituut(waarde: Any, info: ValidationInfo) -> Any:
    return None if waarde is None else vind_instituut(str(waarde), omgeving(info))


def vind_instituut(waarde: str, eigen: Omgeving, kolom: str = "") -> str:
    """The code of an institute by code, alias or name; a closed one becomes its successor, and that is reported.

    `kolom` is where it stands, when that is only a part of a cell.
    """
    sleutel = waarde.strip().lower()
    if code := eigen.instituten.get(sleutel):
        return code
    if code := eigen.gesloten.get(sleutel):
        eigen.opgevolgd[f"{waarde} → {code}"] = eigen.opgevolgd.get(f"{waarde} → {code}", 0) + 1
        return code
    voorstel = lijkt_op(waarde, eigen.instituten)
    bedoeld = (
        f" Bedoelt u {voorstel}?" if voorstel else f" Kies uit {', '.join(sorted(set(eigen.instituten.values())))}."
    )
    weiger("instituut", f"Instituut “{waarde}” is niet bekend.{bedoeld}", eigen.instituten.get(voorstel, ""), kolom)


def plat_postcode(tekst: str) -> str:
    """A postcode as we compare it: without spaces, in capitals.

    >>> plat_postcode(" 3511 ab ")
    '3511AB'
    """
    return "".join(tekst.split()).upper()


def vind_op_postcode(waarde: str, eigen: Omgeving) -> str:
    """The gemeente that a postcode lies in."""
    postcode = plat_postcode(waarde)
    if not POSTCODE.fullmatch(postcode):
        deel = _POSTCODE_IN_TEKST.search(waarde.upper())
        goed = plat_postcode(deel[0]) if deel else ""
        hoe = f"schrijf {goed}" if goed else "schrijf vier cijfers en twee letters, of vul gemeentecode in"
        weiger("postcode", f"“{toon(waarde)}” is geen postcode; {hoe}.", goed, "postcode")
    if eigen.postcodes is None:
        zin = "Postcodes zijn hier niet te plaatsen: vul gemeentecode in, of geef met HN_POSTCODES een postcodetabel."
        weiger("postcode", zin, kolom="postcode")
    gebied = postcode + ALLE if len(postcode) == CIJFERS else postcode[:CIJFERS]
    ruw = eigen.postcodes.get(postcode) or eigen.postcodes.get(gebied) or ()
    gevonden = [eigen.gemeenten.zoek(code) for code in sorted(ruw)]
    codes = {antwoord.code for antwoord in gevonden}
    if len(codes) == 1 and "" not in codes:
        return codes.pop()
    zin = f"Postcode {postcode} {_waarom_niet(gevonden)}; vul gemeentecode in."
    weiger("postcode", zin, kolom="postcode")


def _waarom_niet(gevonden: Sequence[Gevonden]) -> str:
    """Why a table of postcodes does not place a postcode."""
    if onleesbaar := [antwoord.zin for antwoord in gevonden if antwoord.zin]:
        waarom = onleesbaar[0].partition(". ")[0].rstrip(".")
        return f"ligt volgens de postcodetabel in een gemeente die niet te plaatsen is ({waarom})"
    if gevonden:
        return f"ligt in {' en '.join(sorted({antwoord.code for antwoord in gevonden}))}"
    return "staat niet in de postcodetabel"


def _locatie(waarde: Any, info: ValidationInfo) -> Any:
    if waarde is None:
        return None
    locaties = omgeving(info).locaties
    if code := locaties.get(str(waarde).strip().lower()):
        return code
    voorstel = lijkt_op(str(waarde), locaties)
    bedoeld = f" Bedoelt u {voorstel}?" if voorstel else f" Kies uit {', '.join(sorted(set(locaties.values())))}."
    weiger("locatie", f"Opleidingslocatie “{waarde}” is niet bekend.{bedoeld}", locaties.get(voorstel, ""))


def keuze(*waarden: str) -> Any:
    """One of some words, whatever the capitals."""

    def kies(waarde: Any) -> Any:
        if waarde is None or waarde in waarden:
            return waarde
        tekst = _onbeveiligd(str(waarde)).lower()
        if tekst in waarden:
            return tekst
        voorstel = lijkt_op(tekst, waarden)
        bedoeld = f" Bedoelt u {voorstel}?" if voorstel else ""
        weiger(
            "keuze", f"“{toon(waarde)}” kan niet; kies {', '.join(waarden[:-1])} of {waarden[-1]}.{bedoeld}", voorstel
        )

    return Annotated[str, BeforeValidator(kies)]


STIL = frozenset({"float_type", "greater_than_equal", "less_than_equal"})
"""Errors of `tussen` that are tried again with a sentence of ours."""


def tussen(laag: float, hoog: float) -> Any:
    """A number within bounds; one that is right already is not asked anything in Python, which is most of the time."""

    def begrens(waarde: Any, info: ValidationInfo) -> Any:
        getal = lees_getal(waarde, omgeving(info).decimaal)
        if getal is not None and not laag <= getal <= hoog:
            zin = f"“{toon(waarde)}” ligt niet tussen {laag:g} en {hoog:g}."
            weiger("bereik", zin)
        return getal

    recht = Annotated[float, Field(strict=True, ge=laag, le=hoog)]
    return Annotated[recht | Annotated[float, BeforeValidator(begrens)], Field(union_mode="left_to_right")]


Heel = Annotated[int, BeforeValidator(lees_heel)]
Tekst = Annotated[str, BeforeValidator(_tekst)]
Kenmerk = Annotated[str, BeforeValidator(_kenmerk)]
Leeftijdsklasse = Annotated[str, BeforeValidator(lees_leeftijdsklasse)]
Dag = Annotated[date, BeforeValidator(_dag)]
Gemeente = Annotated[str, BeforeValidator(_gemeente)]
Instituut = Annotated[str, BeforeValidator(_instituut)]
Locatie = Annotated[str, BeforeValidator(_locatie)]
