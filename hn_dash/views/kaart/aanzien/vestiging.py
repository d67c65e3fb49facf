"""Vestiging on the map: white spots, and circles of opleiders per instituut."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from hn_dash.begrippen import GEEN_GEGEVENS, GEEN_OPLEIDER, GEEN_PRAKTIJK, HEEFT_OPLEIDER
from hn_dash.tables import ResultTable
from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.aanzien.vorm import Aanzien
from hn_dash.views.kaart.klassen import Klasse, Klassering, met_bijzonder
from hn_dash.views.kaart.merken import build_taarten

_PER_STATUS = (
    (HEEFT_OPLEIDER, Klasse("met opleider", (kleuren.NEUTRAAL,))),
    (GEEN_OPLEIDER, Klasse("geen opleider (witte vlek)", kleuren.ZONDER, "kruis")),
    (GEEN_PRAKTIJK, Klasse(GEEN_PRAKTIJK, kleuren.LEEG, "streep")),
    (GEEN_GEGEVENS, Klasse(GEEN_GEGEVENS, kleuren.ONBEKEND, "stip")),
)


def _klassen(tabel: ResultTable, methode: str, namen: Mapping[str, str]) -> Klassering:
    status = tabel.frame["status"].to_numpy(dtype=object)
    geen: Klassering = [], np.zeros(len(status), dtype=int)
    return met_bijzonder(geen, [(status == woord, klasse) for woord, klasse in _PER_STATUS])


AANZIEN = Aanzien(
    klassen=_klassen,
    legendakop=lambda _: "Is er een opleider, van welk instituut of welke soort ook?",
    tip=lambda _: ("{opleiders} opleiders op {praktijken} praktijken", "{status}"),
    taarten=build_taarten,
)
