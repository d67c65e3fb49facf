"""Behind the fence: a spreadsheet judged part by part, and one sheet of it read. Runs in a child process alone.

A workbook of one plain sheet is judged by looking for a few bytes. For any other, or when something was found,
`rekenblad_grondig` looks with patterns, which take longer to load than most sheets to read.

Asked are records: [path, xlsx or ods, how many columns, rows and cells a sheet may have, 1 when patterns must look
anyway], and per part of the zip [name, place, bytes packed, bytes unpacked, checksum, method]. The answer is one record
with why the workbook is refused and what goes into the sentence; or those that `Gezegd` is made of.
"""

from __future__ import annotations

from itertools import islice

import python_calamine as calamine

from hn_dash.ingest.tabel.overdracht import from_records, to_blok, to_records
from hn_dash.ingest.tabel.rekenblad_bundel import TOELICHTING, Blad, Bundel, Deel, Grenzen, Weigering

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, BinaryIO

PER_BLOK = 2_000
"""Rows that go over together."""
BEGIN = 20
"""Rows whose cells go over as text too."""


def beantwoord(vraag: bytes, uit: int) -> None:
    """Judge a spreadsheet and read it; its rows go to the descriptor `uit`, then the answer, then how long that is."""
    (pad, formaat, *getallen), *delen = from_records(vraag)
    *maat, grondig = map(int, getallen)
    with open(pad, "rb") as bron, open(uit, "wb") as rijen:  # noqa: PTH123  # pathlib takes longer to import
        bundel = Bundel(bron, [Deel(*deel) for deel in delen])
        try:
            antwoord = to_records(_lees(bundel, pad, formaat, Grenzen(*maat), bool(grondig), rijen))
        except Weigering as reden:
            antwoord = to_records([reden.args])
        except MemoryError:
            antwoord = to_records([["geheugen"]])
        rijen.write(antwoord + len(antwoord).to_bytes(8, "big"))


def _lees(
    bundel: Bundel, pad: str, formaat: str, grenzen: Grenzen, grondig: bool, uit: BinaryIO
) -> Iterable[Sequence[object]]:
    gewoon = bundel.keur(grenzen) and formaat == "xlsx" and not grondig
    try:
        boek = calamine.CalamineWorkbook.from_path(pad) if gewoon else None
        bladen = [Blad(boek.sheet_names[0])] if boek and _een_blad(boek) else _bladen(bundel, formaat, grenzen)
        boek = boek or calamine.CalamineWorkbook.from_path(pad)
        tabel = boek.get_sheet_by_name(bladen[0].naam)
    except calamine.PasswordError:
        raise Weigering("wachtwoord") from None
    except calamine.CalamineError:
        raise Weigering("beschadigd") from None
    rij, kolom = tabel.end or (0, 0)
    if gewoon and not grenzen.past(kolom + 1, rij + 1):
        raise Weigering("geheugen")
    blad, *andere = bladen
    return [
        ["blad", blad.naam],
        *(["ander", ander.naam] for ander in andere),
        *lees_tabel(tabel, uit),
        *(["formule", *cel] for cel in blad.formules),
        *(["fout", *cel] for cel in blad.fouten),
    ]


def _een_blad(boek: Any) -> bool:
    """Whether a workbook has one sheet, which can be seen and is to be read."""
    bladen = boek.sheets_metadata
    zichtbaar = [blad for blad in bladen if str(blad.visible) == "SheetVisibleEnum.Visible"]
    return len(bladen) == len(zichtbaar) == 1 and bladen[0].name.strip().lower() != TOELICHTING


def _bladen(bundel: Bundel, formaat: str, grenzen: Grenzen) -> list[Blad]:
    """The visible sheets with data, in order, after every cell was looked at."""
    from hn_dash.ingest.tabel.rekenblad_grondig import lees_ods, lees_xlsx

    bladen = [blad for blad in (lees_xlsx if formaat == "xlsx" else lees_ods)(bundel, grenzen) if blad.gevuld]
    if not bladen:
        raise Weigering("leeg")
    return bladen


def lees_tabel(tabel: Any, uit: BinaryIO) -> Iterator[list[object]]:
    """Write the rows below the head; give the head, and what stands beside it."""
    rijen = enumerate(tabel.iter_rows(), start=1)
    kopregel, koppen = next(((nummer, kop) for nummer, rij in rijen if any(kop := [*map(_tekst, rij)])), (0, []))
    while koppen and not koppen[-1]:
        koppen.pop()
    naamloos: dict[int, tuple[int, str]] = {}
    begin: list[list[object]] = []
    aantal = 0
    while blok := list(islice(rijen, PER_BLOK)):
        nummers, kolommen = _zonder_lege([nummer for nummer, _ in blok], [_geschoond(k) for k in _per_kolom(blok)])
        aantal += len(nummers)
        if aantal == len(nummers):
            begin = [
                ["begin", n, *map(_tekst, rij)]
                for n, rij in zip(nummers[:BEGIN], zip(*kolommen, strict=True), strict=False)
            ]
        for plaats, kolom in enumerate(kolommen[len(koppen) :], start=len(koppen)):
            for nummer, cel in zip(nummers, kolom, strict=True):
                if cel != "":
                    naamloos.setdefault(plaats, (nummer, _tekst(cel)))
                    break
        if nummers:
            uit.write(to_blok(nummers, kolommen[: len(koppen)]))
    yield ["kop", kopregel, tabel.start[1] if tabel.start else 0, aantal, *koppen]
    yield from begin
    for plaats, (nummer, waarde) in sorted(naamloos.items(), key=lambda gevonden: (gevonden[1][0], gevonden[0])):
        yield ["naamloos", plaats, nummer, waarde]


def _per_kolom(blok: Sequence[tuple[int, list[Any]]]) -> Iterator[tuple[Any, ...]]:
    return zip(*(rij for _, rij in blok), strict=True)


def _geschoond(kolom: Sequence[Any]) -> list[Any]:
    """Cells without the spaces around their text."""
    if set(map(type, kolom)) == {str}:
        return list(map(str.strip, kolom))
    return [cel.strip() if type(cel) is str else cel for cel in kolom]


def _zonder_lege(nummers: list[int], kolommen: list[list[Any]]) -> tuple[list[int], list[list[Any]]]:
    """Without the rows that are wholly empty."""
    leeg = {n for n, cel in enumerate(kolommen[0]) if cel == "" and all(kolom[n] == "" for kolom in kolommen)}
    if not leeg:
        return nummers, kolommen
    over = [n for n in range(len(nummers)) if n not in leeg]
    return [nummers[n] for n in over], [[kolom[n] for n in over] for kolom in kolommen]


def _tekst(cel: Any) -> str:
    """What a cell reads like as text."""
    if type(cel) is float and cel.is_integer():
        cel = int(cel)
    return str(cel).removesuffix(" 00:00:00").strip()
