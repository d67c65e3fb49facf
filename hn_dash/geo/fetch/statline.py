"""Inhabitants per gemeente from CBS StatLine (OData v4): table 70072ned, Regionale kerncijfers Nederland."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.geo.fetch.web import Web, WebFout, is_cijfer, lijst_van, zelfde_server
from hn_dash.geo.herindelingen import Herindeling
from hn_dash.tekst import telling

STATLINE = "https://datasets.cbs.nl"
TABEL = "odata/v1/CBS/70072ned"
MAAT = "totale bevolking"
"""The title of the measure; its code is looked up, because codes are CBS's own business."""
MAX_PAGINAS = 50


def haal_inwoners(
    jaar: int,
    herindeling: Herindeling,
    basis: str,
    web: Web,
    voortgang: Callable[[int, int], None] = lambda gedaan, totaal: None,
) -> pd.DataFrame:
    """gemeentecode and inwoners on 1 January of a year, for every gemeente of that year.

    Raises
    ------
    InvoerFout : the service fails, the measure is not there, or gemeenten have no figure
    """
    wortel = f"{basis.rstrip('/') or STATLINE}/{TABEL}"
    maten = [rij for rij in _rijen(f"{wortel}/MeasureCodes", web, {}) if str(rij.get("Title", "")).lower() == MAAT]
    if len(maten) != 1:
        raise InvoerFout(
            f"StatLine heeft in {TABEL} niet één maat “{MAAT}” maar {len(maten)}; meld dit aan de beheerder."
        )
    maat = maten[0].get("Identifier")
    vraag = {
        "$filter": f"Measure eq '{maat}' and Perioden eq '{jaar}JJ00' and startswith(RegioS,'GM')",
        "$select": "RegioS,Value",
    }
    codes, uit = herindeling.lijsten[jaar], {}
    for rij in _rijen(f"{wortel}/Observations", web, vraag):
        code, waarde = str(rij.get("RegioS", "")).strip(), rij.get("Value")
        if code in codes and is_cijfer(waarde):
            uit[code] = int(waarde)
            voortgang(len(uit), len(codes))
    zonder = [code for code in sorted(codes) if code not in uit]
    if zonder:
        wie = telling(len(zonder), "gemeente", "gemeenten")
        zin = f"StatLine heeft voor {wie} van {jaar} geen inwoners ({', '.join(zonder[:5])})."
        raise InvoerFout(zin, [Bevinding(f"{code} {codes[code]} ontbreekt.", waarde=code) for code in zonder])
    return pd.DataFrame(sorted(uit.items()), columns=["gemeentecode", "inwoners"])


def _rijen(adres: str, web: Web, vraag: dict[str, str]) -> list[dict[str, Any]]:
    """All rows of a question, page after page."""
    antwoord = web.haal(adres, vraag or None)
    rijen = lijst_van(antwoord, "value")
    for _ in range(MAX_PAGINAS):
        volgende = antwoord.get("@odata.nextLink")
        if not volgende:
            return rijen
        antwoord = web.haal(zelfde_server(volgende, adres))
        rijen = rijen + lijst_van(antwoord, "value")
    raise WebFout(f"{urlsplit(adres).netloc} gaf meer dan {MAX_PAGINAS} bladzijden; dat klopt niet.")
