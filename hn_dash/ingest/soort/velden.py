"""What a cell may hold: field types that say in Dutch what is wrong with a value, and what was probably meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any, NoReturn

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from hn_dash.ingest.soort.gemeenten import Gemeentezoeker
from hn_dash.ingest.soort.lijkt import kaal, lijkt_op

POSTCODE = re.compile(r"[1-9][0-9]{3}(?:[A-Z]{2})?")

MAX_AANTAL = 999_999_999
_HEEL = re.compile(r"[0-9]{1,9}")
_GETAL = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,15})?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAG_EERST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_BEVEILIGD = re.compile(r"'+[=+\-@\t\r]")
"""Text that our own CSV gave an apostrophe so that a spreadsheet does not run it."""


@dataclass
class Omgeving:
    """What a cell is held against.

    Parameters
    ----------
    decimaal : the decimal sign of the whole file
    peildatum : the day that the rows describe
    gemeenten : finds a gemeente of the file's indeling, whatever the spelling
    instituten : code, alias or name in lower case -> code, for institutes that exist on the peildatum
    gesloten : the same for closed institutes -> code of the successor
    vroeger : the same for closed institutes -> their own code
    locaties : code or name in lower case -> code
    praktijken : the known praktijk_id's, for opleiders
    onbekend : those that opleiders refer to and that are not known, so many of each
    postcodes : postcode -> gemeentecodes in any spelling, for praktijken; None when there is no table
    datumvorm : how this file writes a day; the first date decides
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


def weiger(regel: str, zin: str, voorstel: str = "", kolom: str = "") -> NoReturn:
    """Refuse a value, or a row because of a column, under a rule; with what was probably meant."""
    raise PydanticCustomError(regel, "{zin}", {"zin": zin, "voorstel": voorstel, "kolom": kolom})


def omgeving(info: ValidationInfo) -> Omgeving:
    """The surroundings of the cell that is being validated."""
    context: Omgeving = info.context  # type: ignore[assignment]
    return context


def _heel(waarde: Any) -> Any:
    if waarde is None or (type(waarde) is int and 0 <= waarde <= MAX_AANTAL):
        return waarde
    if isinstance(waarde, str):
        if _HEEL.fullmatch(waarde):
            return int(waarde)
        if waarde.startswith("-"):
            weiger("negatief", f"“{waarde}” is negatief; een aantal is 0 of hoger.")
        cijfers = re.sub(r"[.,\s](?=[0-9]{3}(?:\D|$))", "", waarde)
        if cijfers != waarde and _HEEL.fullmatch(cijfers):
            weiger("getal", f"“{waarde}” heeft scheidingstekens; schrijf {cijfers}.", cijfers)
    elif type(waarde) is int and waarde < 0:
        weiger("negatief", f"“{waarde}” is negatief; een aantal is 0 of hoger.")
    weiger("getal", f"“{_toon(waarde)}” moet een heel getal van 0 of hoger zijn.")


def _getal(waarde: Any, info: ValidationInfo) -> Any:
    if waarde is None or (isinstance(waarde, int | float) and not isinstance(waarde, bool)):
        return waarde
    if isinstance(waarde, str) and _GETAL.fullmatch(waarde):
        anders = {",": ".", ".": ","}[omgeving(info).decimaal]
        if anders not in waarde:
            return float(waarde.replace(",", "."))
        weiger(
            "decimaal",
            f"“{waarde}” heeft een {_TEKEN[anders]}, de rest van het bestand een {_TEKEN[omgeving(info).decimaal]}.",
        )
    weiger("getal", f"“{_toon(waarde)}” moet een getal zijn.")


_TEKEN = {",": "decimale komma", ".": "decimale punt"}


def _tekst(waarde: Any) -> Any:
    """Text as it was meant; a whole number from a spreadsheet is the text of its digits."""
    if isinstance(waarde, str):
        return _onbeveiligd(waarde) if waarde[0] == "'" else waarde
    if waarde is None:
        return None
    if isinstance(waarde, int) and not isinstance(waarde, bool):
        return str(waarde)
    weiger("tekst", f"“{_toon(waarde)}” moet tekst zijn; geef de cel de opmaak Tekst en vul haar opnieuw in.")


def _onbeveiligd(tekst: str) -> str:
    return tekst[1:] if _BEVEILIGD.match(tekst) else tekst


def _dag(waarde: Any, info: ValidationInfo) -> Any:
    if waarde is None:
        return None
    if isinstance(waarde, datetime):
        return waarde.date()
    if isinstance(waarde, date):
        return waarde
    tekst = str(waarde)
    for vorm, patroon, volgorde in (("jjjj-mm-dd", _ISO, (1, 2, 3)), ("dd-mm-jjjj", _DAG_EERST, (3, 2, 1))):
        deel = patroon.fullmatch(tekst)
        if deel is None:
            continue
        try:
            dag = date(*(int(deel[nummer]) for nummer in volgorde))
        except ValueError:
            break
        eigen = omgeving(info)
        eigen.datumvorm = eigen.datumvorm or vorm
        if eigen.datumvorm == vorm:
            return dag
        voorstel = dag.isoformat() if eigen.datumvorm == "jjjj-mm-dd" else f"{dag:%d-%m-%Y}"
        weiger("datum", f"“{tekst}” staat er anders dan de datums erboven; schrijf {voorstel}.", voorstel)
    weiger("datum", f"“{tekst}” is geen datum; schrijf jjjj-mm-dd, zoals 2026-01-31.")


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
        weiger("postcode", f"“{waarde}” is geen postcode; schrijf 3511AB.", kolom="postcode")
    if eigen.postcodes is None:
        zin = "Postcodes zijn hier niet te plaatsen: vul gemeentecode in, of geef met HN_POSTCODES een postcodetabel."
        weiger("postcode", zin, kolom="postcode")
    ruw = eigen.postcodes.get(postcode) or eigen.postcodes.get(postcode[:4]) or ()
    gevonden = {eigen.gemeenten.zoek(code).code for code in ruw} - {""}
    if len(gevonden) != 1:
        waar = f"ligt in {' en '.join(sorted(gevonden))}" if gevonden else "staat niet in de postcodetabel"
        weiger("postcode", f"Postcode {postcode} {waar}; vul gemeentecode in.", kolom="postcode")
    return gevonden.pop()


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
            "keuze", f"“{_toon(waarde)}” kan niet; kies {', '.join(waarden[:-1])} of {waarden[-1]}.{bedoeld}", voorstel
        )

    return Annotated[str, BeforeValidator(kies)]


STIL = frozenset({"float_type", "greater_than_equal", "less_than_equal"})
"""Errors of `tussen` that are tried again with a sentence of ours."""


def tussen(laag: float, hoog: float) -> Any:
    """A number within bounds; one that is right already is not asked anything in Python, which is most of the time."""

    def begrens(waarde: Any, info: ValidationInfo) -> Any:
        getal = _getal(waarde, info)
        if getal is not None and not laag <= getal <= hoog:
            zin = f"“{_toon(waarde)}” ligt niet tussen {laag:g} en {hoog:g}."
            weiger("bereik", zin)
        return getal

    recht = Annotated[float, Field(strict=True, ge=laag, le=hoog)]
    return Annotated[recht | Annotated[float, BeforeValidator(begrens)], Field(union_mode="left_to_right")]


def _toon(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "WAAR" if waarde else "ONWAAR"
    tekst = f"{waarde:g}".replace(".", ",") if isinstance(waarde, float) else str(waarde)
    return tekst if len(tekst) <= 60 else tekst[:60] + "…"


Heel = Annotated[int, BeforeValidator(_heel)]
Tekst = Annotated[str, BeforeValidator(_tekst)]
Dag = Annotated[date, BeforeValidator(_dag)]
Gemeente = Annotated[str, BeforeValidator(_gemeente)]
Instituut = Annotated[str, BeforeValidator(_instituut)]
Locatie = Annotated[str, BeforeValidator(_locatie)]
