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
    staten, instituten = (tabel.kolommen[f"{naam}_wordt"].tolist() for naam in ("staat", "instituten"))
    zelfde = (tabel.frame["was"] == tabel.frame["wordt"]).to_numpy()
    klassering = build_leadklassen(staten, instituten, namen, zelfde.nonzero()[0].tolist())
    return met_bijzonder(klassering, [(zelfde, _GELIJK)])


AANZIEN = Aanzien(
    klassen=_klassen,
    legendakop=lambda _: "Wat het wordt waar het verschilt",
    tip=lambda _: ("was: {was}", "wordt: {wordt}", "{opleiders} opleiders op {praktijken} praktijken"),
    buiten="gelijk",
)
