"""The gemeenten and figures of the map of dichtheid, for the peers to draw."""

from __future__ import annotations

import json

import geopandas as gpd
import pandas as pd

from hn_dash.bench.peers import NOEMERS
from hn_dash.dataset import Grondslag
from hn_dash.domain import maten
from hn_dash.geo.build.topologie import to_vormen
from hn_dash.geo.indelingen import Indeling
from hn_dash.views.vraag import Vraag, kaartantwoord


def vormen(indeling: Indeling) -> gpd.GeoDataFrame:
    """The gemeenten exactly as our map draws them: gemeentecode as index, RD New."""
    per_code = to_vormen(json.loads(indeling.browserbestand.read_bytes()))
    return gpd.GeoDataFrame(index=list(per_code), geometry=list(per_code.values()), crs="EPSG:28992")


def dichtheid(grondslag: Grondslag) -> pd.DataFrame:
    """gemeentecode, gemeentenaam and the density per noemer."""
    tabellen = {
        noemer: maten.compute(maten.from_query("dichtheid", {"noemer": noemer}, grondslag), grondslag).frame
        for noemer in NOEMERS
    }
    frame = tabellen[NOEMERS[0]][["gemeentecode", "gemeentenaam"]]
    return frame.assign(**{noemer: tabel["dichtheid_pct"] for noemer, tabel in tabellen.items()})


def kleuren(grondslag: Grondslag) -> dict[str, list[str]]:
    """Per noemer the colours of our own map, in the order of the gemeenten."""

    def van(noemer: str) -> list[str]:
        antwoord = kaartantwoord(Vraag.from_query("dichtheid", {"noemer": noemer}, grondslag))
        per_letter = {klasse["letter"]: klasse["kleuren"][0] for klasse in antwoord["legenda"]}
        return [per_letter[letter] for letter in antwoord["klassen"]]

    return {noemer: van(noemer) for noemer in NOEMERS}
