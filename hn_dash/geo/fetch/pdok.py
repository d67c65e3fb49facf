"""The gemeenten of a year from CBS, Wijken en Buurten, at PDOK: OGC API Features, and WFS when that fails.

Source: CBS/Kadaster, CC BY 4.0. The answers are read as JSON and shapely only: what is inside decides nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hn_dash.errors import InvoerFout
from hn_dash.geo.bestanden import sha256
from hn_dash.geo.codes import normaliseer_code
from hn_dash.geo.fetch.web import Web, WebFout, lijst_van, zelfde_server

if TYPE_CHECKING:
    import numpy as np

OGC, WFS = "https://api.pdok.nl", "https://service.pdok.nl"
PER_PAGINA = 200
MAX_PAGINAS = 20
BUITENLAND = "GM0998"
"""A row that is no gemeente, although it is marked as land."""
ONBEKEND = (None, "")
Voortgang = Callable[[int, int], None]


@dataclass(frozen=True)
class Opgehaald:
    """What a service gave for a year.

    Parameters
    ----------
    rijen : per gemeente, sorted by code: gemeentecode, gemeentenaam and the figures under the names of CBS; None where
        CBS has none
    vormen : their shapes as given: RD New in metres or WGS84 in degrees, possibly invalid
    bron, controlegetal : the address they came from, and the checksum of its answers
    """

    rijen: list[dict[str, Any]]
    vormen: np.ndarray
    bron: str
    controlegetal: str


def haal_gemeenten(jaar: int, basis: str, web: Web, voortgang: Voortgang = lambda gedaan, totaal: None) -> Opgehaald:
    """The gemeenten of a year.

    Parameters
    ----------
    basis : replaces the addresses of PDOK; "" for PDOK itself

    Raises
    ------
    InvoerFout : neither way worked, or the answer is not what it should be
    """
    ogc = f"{basis.rstrip('/') or OGC}/cbs/wijken-en-buurten-{jaar}/ogc/v1/collections/gemeenten/items"
    wfs = f"{basis.rstrip('/') or WFS}/cbs/wijkenbuurten/{jaar}/wfs/v1_0"
    try:
        features, bron = _ogc(ogc, web, voortgang), ogc
    except WebFout as eerste:
        try:
            features, bron = _wfs(wfs, web, voortgang), wfs
        except WebFout as tweede:
            zin = f"De gemeenten van {jaar} zijn niet op te halen. {eerste.zin} De andere weg (WFS): {tweede.zin}"
            raise InvoerFout(zin) from tweede
    return _lees(features, bron, sha256("".join(web.sommen).encode()))


def _ogc(adres: str, web: Web, voortgang: Voortgang) -> list[dict[str, Any]]:
    """All features, following the links to the next page on the same server."""
    antwoord = web.haal(adres, {"f": "json", "limit": PER_PAGINA})
    features = _features(antwoord)
    for _ in range(MAX_PAGINAS):
        totaal = antwoord.get("numberMatched")
        voortgang(len(features), totaal if isinstance(totaal, int) else 0)
        links = [link for link in lijst_van(antwoord, "links") if link.get("rel") == "next"]
        if not links:
            return features
        antwoord = web.haal(zelfde_server(links[0].get("href"), adres))
        features += _features(antwoord)
    raise WebFout(f"{urlsplit(adres).netloc} gaf meer dan {MAX_PAGINAS} bladzijden; dat klopt niet.")


def _wfs(adres: str, web: Web, voortgang: Voortgang) -> list[dict[str, Any]]:
    """All features, page by page."""
    vraag: dict[str, str | int] = {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": "wijkenbuurten:gemeenten",
        "outputFormat": "application/json",
        "srsName": "EPSG:28992",
        "count": PER_PAGINA,
    }
    features: list[dict[str, Any]] = []
    for _ in range(MAX_PAGINAS):
        erbij = _features(web.haal(adres, {**vraag, "startIndex": len(features)}))
        features += erbij
        voortgang(len(features), 0)
        if len(erbij) != PER_PAGINA:
            return features
    raise WebFout(f"{urlsplit(adres).netloc} gaf meer dan {MAX_PAGINAS} bladzijden; dat klopt niet.")


def _features(antwoord: Mapping[str, Any]) -> list[dict[str, Any]]:
    if "features" not in antwoord:
        raise WebFout("Het antwoord is geen lijst van gebieden (FeatureCollection).")
    return lijst_van(antwoord, "features")


def _lees(features: list[dict[str, Any]], bron: str, controlegetal: str) -> Opgehaald:
    """The land of every gemeente, once."""
    import numpy as np
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    per_code: dict[str, tuple[dict[str, Any], Any]] = {}
    for feature in features:
        eigen = feature.get("properties")
        rij = {_plat(naam): waarde for naam, waarde in eigen.items()} if isinstance(eigen, dict) else {}
        if str(rij.get("water", "NEE")).upper() == "JA":
            continue
        try:
            code = normaliseer_code(rij.get("gemeentecode", ""))
        except InvoerFout:
            raise InvoerFout(f"{bron} gaf een gebied zonder gemeentecode; er is niets bewaard.") from None
        if code == BUITENLAND:
            continue
        try:
            vorm = shape(feature.get("geometry") or {})
        except (ShapelyError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as fout:
            raise InvoerFout(f"De grens van {code} is niet te lezen; er is niets bewaard.") from fout
        schoon = {naam: _waarde(waarde) for naam, waarde in rij.items()} | {"gemeentecode": code}
        if code in per_code and (per_code[code][0] != schoon or not per_code[code][1].equals(vorm)):
            raise InvoerFout(
                f"Gemeente {code} staat er twee keer in met verschillende gegevens; haal het jaar opnieuw op."
            )
        per_code[code] = schoon, vorm
    codes = sorted(per_code)
    vormen = np.array([per_code[code][1] for code in codes], dtype=object)
    return Opgehaald([per_code[code][0] for code in codes], vormen, bron, controlegetal)


def _plat(naam: str) -> str:
    """The name of a figure in either spelling of CBS: aantalInwoners or aantal_inwoners.

    >>> _plat("percentage_personen_0_tot_15_jaar"), _plat("percentagePersonen0Tot15Jaar")
    ('percentagepersonen0tot15jaar', 'percentagepersonen0tot15jaar')
    """
    return naam.replace("_", "").lower()


def _waarde(waarde: Any) -> Any:
    """CBS writes figures that it does not have as large negative numbers."""
    return None if isinstance(waarde, int | float) and not isinstance(waarde, bool) and waarde < -99_000 else waarde
