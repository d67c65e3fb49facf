"""Two plans on the map: what it becomes where they differ."""

from __future__ import annotations

from collections.abc import Mapping

from hn_dash.tables import ResultTable
from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.aanzien.vorm import Aanzien
from hn_dash.views.kaart.aanzien.werving import build_leadklassen
from hn_dash.views.kaart.klassen import Klasse, Klassering, met_bijzonder

_GELIJK = Klasse("alleen andere status", kleuren.ONBEKEND, "stip")


def _klassen(tabel: ResultTable, methode: str, namen: Mapping[str, str]) -> Klassering:
    """What it becomes where it differs, as in werving; and where only the status does."""
    frame = tabel.frame.rename(columns={"staat_wordt": "staat", "instituten_wordt": "instituten"})
    zelfde = (frame["was"] == frame["wordt"]).to_numpy()
    return met_bijzonder(build_leadklassen(frame, namen, ~zelfde), [(zelfde, _GELIJK)])


AANZIEN = Aanzien(
    klassen=_klassen,
    legendakop=lambda _: "Wat het wordt waar het verschilt",
    tip=lambda _: ("was: {was}", "wordt: {wordt}", "{opleiders} opleiders op {praktijken} praktijken"),
    buiten="gelijk",
)
