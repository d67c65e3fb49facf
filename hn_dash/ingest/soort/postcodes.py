"""In which gemeente a postcode lies, by a table that the user gives; CBS publishes one every year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.ingest.soort.koppen import plat, vind_kop
from hn_dash.ingest.soort.velden import ALLE, CIJFERS, plat_postcode
from hn_dash.ingest.tabel.bestand import open_bestand
from hn_dash.ingest.tabel.vorm import weiger

KOLOMMEN = ("postcode", "gemeentecode")
MAX_TABEL = 1_000_000_000
"""Bytes; the table of CBS has a row for every house number, and whoever starts the server chose it."""


@lru_cache(maxsize=1)
def _lees(pad: Path, gewijzigd: int) -> Mapping[str, frozenset[str]]:
    bestand = open_bestand(pad, pad.name, max_csv=MAX_TABEL)
    namen = [_plat(kop) for kop in bestand.vorm.koppen]
    plaatsen = [vind_kop(kolom, namen) for kolom in KOLOMMEN]
    if None in plaatsen:
        staat = ", ".join(kop for kop in bestand.vorm.koppen if kop)
        zin = f"Een postcodetabel heeft de kolommen {' en '.join(KOLOMMEN)}, en deze heeft {staat}."
        raise weiger(pad.name, "kop", zin)
    bestand.gebruik([plaats for plaats in plaatsen if plaats is not None])
    if fout := [bevinding for bevinding in bestand.bevindingen if bevinding.ernst == "fout"]:
        raise InvoerFout(f"De postcodetabel {pad.name} klopt niet: {fout[0].zin}", fout)
    uit: dict[str, frozenset[str]] = {}
    for postcode, gemeente in _paren(bestand.rijen(), itemgetter(*plaatsen)):
        sleutel = plat_postcode(postcode)
        for deel in {sleutel, sleutel[:CIJFERS] + ALLE}:
            uit[deel] = uit.get(deel, frozenset()) | {gemeente}
    return uit


def _paren(
    rijen: Iterator[tuple[int, list[Any]]], haal: Callable[[list[Any]], tuple[Any, Any]]
) -> Iterator[tuple[str, str]]:
    """Postcode and gemeente of each row; of rows that follow each other and say the same, as house numbers do, once."""
    vorige: tuple[Any, Any] = ("", "")
    for _, cellen in rijen:
        if (paar := haal(cellen)) != vorige:
            vorige = paar
            postcode, gemeente = paar
            yield str(postcode or ""), str(gemeente or "")


def _plat(kop: str) -> str:
    """A head as we compare it, without the year that CBS writes behind it.

    >>> _plat("Gemeente2025"), _plat("PC6")
    ('gemeente', 'pc6')
    """
    return re.sub(r"_?(?:19|20)[0-9]{2}$", "", plat(kop))


def lees_postcodes(pad: Path | None) -> Mapping[str, frozenset[str]] | None:
    """Postcode (four digits, with or without two letters) -> the gemeentecodes it lies in; None without a table.

    Raises
    ------
    InvoerFout : the table cannot be read, or has not the columns postcode and gemeentecode (PC6 and Gemeente2025 too)
    """
    if pad is None:
        return None
    try:
        return _lees(pad, pad.stat().st_mtime_ns)
    except OSError as fout:
        zin = f"De postcodetabel {pad} is er niet of niet te lezen; controleer HN_POSTCODES."
        raise InvoerFout(zin, [Bevinding(zin, regel="postcode")]) from fout
