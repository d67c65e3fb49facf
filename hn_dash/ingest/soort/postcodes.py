"""In which gemeente a postcode lies, by a table that the user gives; CBS publishes one every year."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.ingest.soort.koppen import plat, vind_kop
from hn_dash.ingest.soort.velden import plat_postcode
from hn_dash.ingest.tabel.bestand import open_bestand
from hn_dash.ingest.tabel.vorm import weiger

KOLOMMEN = ("postcode", "gemeentecode")


@lru_cache(maxsize=1)
def _lees(pad: Path, gewijzigd: int) -> Mapping[str, frozenset[str]]:
    bestand = open_bestand(pad, pad.name)
    namen = [plat(kop) for kop in bestand.vorm.koppen]
    plaatsen = [vind_kop(kolom, namen) for kolom in KOLOMMEN]
    if None in plaatsen:
        raise weiger(pad.name, "kop", f"Een postcodetabel heeft de kolommen {' en '.join(KOLOMMEN)}.")
    uit: dict[str, frozenset[str]] = {}
    for _, cellen in bestand.rijen():
        postcode, gemeente = (str(cellen[plaats] or "") for plaats in plaatsen if plaats is not None)
        sleutel = plat_postcode(postcode)
        uit[sleutel] = uit.get(sleutel, frozenset()) | {gemeente}
    if fout := [bevinding for bevinding in bestand.bevindingen if bevinding.ernst == "fout"]:
        raise InvoerFout(f"De postcodetabel {pad.name} klopt niet: {fout[0].zin}", fout)
    return uit


def lees_postcodes(pad: Path | None) -> Mapping[str, frozenset[str]] | None:
    """Postcode (four digits, with or without two letters) -> the gemeentecodes it lies in; None without a table.

    Raises
    ------
    InvoerFout : the table cannot be read, or has not the columns postcode and gemeentecode
    """
    if pad is None:
        return None
    try:
        return _lees(pad, pad.stat().st_mtime_ns)
    except OSError as fout:
        zin = f"De postcodetabel {pad} is er niet of niet te lezen; controleer HN_POSTCODES."
        raise InvoerFout(zin, [Bevinding(zin, regel="postcode")]) from fout
