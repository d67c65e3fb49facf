"""Any other division of the country: a file that says for each gemeente in which regio it lies."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pandas as pd

from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.geo.codes import normaliseer_code
from hn_dash.geo.indelingen import Indeling

KOLOMMEN = ("gemeentecode", "regio")
_DEELS_UTF8 = re.compile("[\xc2\xc3][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd")
"""What letters with an accent in UTF-8 look like as Windows-1252, and bytes that mean nothing there."""
_ONZICHTBAAR = re.compile(
    "[\xad\u034f\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
"""Signs that nobody sees; two regions with one name would otherwise be two."""


def read_regio(path: Path, indeling: Indeling) -> pd.DataFrame:
    """gemeentecode and regio for every gemeente of the indeling, sorted by code.

    The file has a header with both names in any order, separated by ; , or tab, in UTF-8 or cp1252.

    Raises
    ------
    InvoerFout : with every finding: unreadable, unknown, repeated and missing gemeenten, rows without a regio
    """
    koppen, *rijen = _regels(path)
    ontbreekt = [kolom for kolom in KOLOMMEN if kolom not in koppen]
    if ontbreekt:
        zin = f"De kolom {' en '.join(ontbreekt)} ontbreekt; de eerste rij moet gemeentecode;regio zijn."
        raise InvoerFout(f"{path.name}: {zin}", [Bevinding(zin, path.name, 1)])
    regio: dict[str, str] = {}
    bevindingen: list[Bevinding] = []
    for nummer, velden in enumerate(rijen, start=2):
        fout = _lees_rij(koppen, velden, regio, indeling) if any(velden) else None
        if fout:
            bevindingen.append(replace(fout, bestand=path.name, rij=nummer))
    zonder = [code for code in indeling.codes if code not in regio]
    if zonder:
        voorbeelden = ", ".join(zonder[:5]) + (" …" if len(zonder) > 5 else "")
        aantal = "1 gemeente heeft" if len(zonder) == 1 else f"{len(zonder)} gemeenten hebben"
        zin = f"{aantal} in indeling {indeling.jaar} geen regio ({voorbeelden}); vul aan."
        bevindingen.append(Bevinding(zin, path.name))
    if bevindingen:
        raise InvoerFout(f"{path.name} is niet te gebruiken: {len(bevindingen)} bevindingen.", bevindingen)
    return pd.DataFrame(sorted(regio.items()), columns=list(KOLOMMEN))


def _regels(path: Path) -> list[list[str]]:
    """The file's rows, header first and in lower case, every field without surrounding spaces."""
    try:
        inhoud = path.read_bytes()
    except OSError as fout:
        zin = f"Het bestand {path} is niet te lezen; controleer de naam en de rechten."
        raise InvoerFout(zin, [Bevinding(zin, path.name)]) from fout
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = inhoud.decode("cp1252", errors="replace")
        if _DEELS_UTF8.search(tekst):
            zin = "Een deel van het bestand is UTF-8 en een deel niet; verbeter het en bewaar het als CSV UTF-8."
            raise InvoerFout(f"{path.name}: {zin}", [Bevinding(zin, path.name)]) from None
    regels = tekst.splitlines() or [""]
    scheiding = max(";,\t", key=regels[0].count)
    rijen = [
        [normalize("NFC", _ONZICHTBAAR.sub("", veld)).strip() for veld in rij]
        for rij in csv.reader(regels, delimiter=scheiding)
    ] or [[]]
    return [[kop.lower() for kop in rijen[0]], *rijen[1:]]


def _lees_rij(koppen: list[str], velden: list[str], regio: dict[str, str], indeling: Indeling) -> Bevinding | None:
    """Add one row to `regio`, or say what is wrong with it."""
    if len(velden) != len(koppen):
        return Bevinding(
            f"Deze rij heeft {len(velden)} velden en de kop {len(koppen)}; controleer de scheidingstekens."
        )
    rij = dict(zip(koppen, velden, strict=True))
    waarde, naam = rij["gemeentecode"], rij["regio"]
    try:
        code = normaliseer_code(waarde)
    except InvoerFout as fout:
        return Bevinding(fout.zin, kolom="gemeentecode", waarde=waarde)
    if code in regio:
        zin = f"{code} staat er al; laat één rij per gemeente staan."
        return Bevinding(zin, kolom="gemeentecode", waarde=waarde)
    if code not in indeling.gemeenten.index:
        zin = f"{code} is geen gemeente van indeling {indeling.jaar}; zet de lijst om naar dat jaar."
        return Bevinding(zin, kolom="gemeentecode", waarde=waarde)
    regio[code] = naam
    return None if naam else Bevinding(f"De regio van {code} is leeg; vul een naam in.", kolom="regio")
