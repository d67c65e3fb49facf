"""What passes between us and the child behind the fence: records of text, and blocks of rows by column.

Both sides use this module, and the child starts anew for every file, so it imports next to nothing. Whoever reads
believes nothing: bytes become text, numbers and days here and nothing else, and what does not fit is an error.
"""

from __future__ import annotations

from struct import pack

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from typing import Any

SCHEIDING = "\0"
"""Between texts; no cell of a spreadsheet can mean it, so it is taken out of those that have it."""
TEKST, GETAL, WAARHEID, DAG = b"tgwd"
EXACT, ONEINDIG = 2.0**53, float("inf")


def to_records(records: Iterable[Sequence[object]]) -> bytes:
    """Records of text as bytes: before each the number of its texts."""
    delen = [str(deel).replace(SCHEIDING, "") for record in records for deel in (len(record), *record)]
    return SCHEIDING.join(delen).encode("utf-8", "replace")


def from_records(inhoud: bytes) -> Iterator[list[str]]:
    """The inverse of `to_records`."""
    delen = inhoud.decode().split(SCHEIDING) if inhoud else []
    plaats = 0
    while plaats < len(delen):
        einde = plaats + 1 + int(delen[plaats])
        if not plaats < einde <= len(delen):
            raise ValueError(einde)
        yield delen[plaats + 1 : einde]
        plaats = einde


def to_blok(nummers: Sequence[int], kolommen: Sequence[Sequence[object]]) -> bytes:
    """Some rows: their numbers, and their cells by column; before it how long it is."""
    delen = [_gehelen(nummers), *(deel for kolom in kolommen for deel in _to_kolom(kolom))]
    inhoud = b"".join([_gehelen([len(delen), *map(len, delen)]), *delen])
    return _gehelen([len(inhoud)]) + inhoud


def from_blok(inhoud: bytes) -> Iterator[tuple[int, list[Any]]]:
    """Row number and cells of the rows of a block, without its length before it."""
    delen = _delen(inhoud)
    nummers = _van_gehelen(delen[0])
    per_kolom = zip(delen[1::3], delen[2::3], delen[3::3], strict=True)
    kolommen = [_from_kolom(*deel, len(nummers)) for deel in per_kolom]
    return zip(nummers, map(list, zip(*kolommen, strict=True)), strict=True)


def teksten_van_blok(inhoud: bytes) -> bytes:
    """All texts of a block, a line each."""
    return b"\n".join(_delen(inhoud)[2::3]).replace(SCHEIDING.encode(), b"\n")


def _delen(inhoud: bytes) -> list[bytes]:
    (aantal,) = _van_gehelen(inhoud[:8])
    plaats = 8 + 8 * aantal
    delen = []
    for lengte in _van_gehelen(inhoud[8:plaats]):
        delen.append(inhoud[plaats : plaats + lengte])
        plaats += lengte
    return delen


def _to_kolom(kolom: Sequence[Any]) -> tuple[bytes, bytes, bytes]:
    """Of what kinds its cells are, the texts in it, and the numbers in it; one letter when all are of one kind."""
    soorten = set(map(type, kolom))
    if soorten == {str}:
        return bytes([TEKST]), _to_teksten(kolom), b""
    if soorten == {float}:
        return bytes([GETAL]), b"", pack(f"{len(kolom)}d", *kolom)
    letters, teksten, getallen = bytearray(), list[str](), list[float]()
    for cel in kolom:
        letter, waarde = _to_cel(cel)
        letters.append(letter)
        (teksten if letter in (TEKST, DAG) else getallen).append(waarde)
    return bytes(letters), _to_teksten(teksten), pack(f"{len(getallen)}d", *getallen)


def _to_cel(cel: Any) -> tuple[int, Any]:
    """The kind of a cell, and the text or number that stands for it; a time or a duration is text."""
    soort = type(cel)
    if soort is bool:
        return WAARHEID, cel
    if soort is float or (soort is int and -EXACT < cel < EXACT):
        return GETAL, cel
    if soort.__name__ in ("date", "datetime"):
        return DAG, cel.isoformat().removesuffix("T00:00:00")
    return TEKST, str(cel)


def _to_teksten(teksten: Sequence[str]) -> bytes:
    samen = SCHEIDING.join(teksten)
    if samen.count(SCHEIDING) >= max(len(teksten), 1):
        samen = SCHEIDING.join([tekst.replace(SCHEIDING, "") for tekst in teksten])
    return samen.encode()


def _from_kolom(letters: bytes, teksten: bytes, getallen: bytes, aantal: int) -> list[Any]:
    if letters == bytes([TEKST]):
        return teksten.decode().split(SCHEIDING)
    if letters == bytes([GETAL]):
        return _getallen(getallen)
    met_tekst = letters.count(TEKST) + letters.count(DAG)
    uit_tekst, uit_getal = teksten.decode().split(SCHEIDING) if met_tekst else [], _getallen(getallen)
    if (len(letters), len(uit_tekst), len(uit_getal)) != (aantal, met_tekst, aantal - met_tekst):
        raise ValueError(letters)
    tekst, getal = iter(uit_tekst), iter(uit_getal)
    van = {TEKST: tekst, GETAL: getal, WAARHEID: map(bool, getal), DAG: map(_dag, tekst)}
    return [next(van[letter]) for letter in letters]


def _getallen(inhoud: bytes) -> list[int | float | str]:
    """Numbers as this project means them: whole ones whole, and what is none as text."""
    waarden: Sequence[float] = memoryview(inhoud).cast("d").tolist()
    if not any(map(float.is_integer, waarden)) and abs(sum(waarden)) < ONEINDIG:
        return list(waarden)  # most columns with a fraction have nothing else
    return [
        int(waarde)
        if waarde.is_integer() and -EXACT < waarde < EXACT
        else waarde
        if -ONEINDIG < waarde < ONEINDIG
        else str(waarde)
        for waarde in waarden
    ]


def _dag(tekst: str) -> date:
    from datetime import date, datetime

    return date.fromisoformat(tekst) if len(tekst) == 10 else datetime.fromisoformat(tekst)


def _gehelen(getallen: Sequence[int]) -> bytes:
    return pack(f"{len(getallen)}q", *getallen)


def _van_gehelen(inhoud: bytes) -> list[int]:
    gehelen: list[int] = memoryview(inhoud).cast("q").tolist()
    return gehelen
