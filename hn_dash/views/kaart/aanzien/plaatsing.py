"""Plaatsing on the map: places per inhabitant of each catchment, and where the locations are."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from hn_dash.begrippen import GEEN_GEGEVENS
from hn_dash.dataset import Dataset
from hn_dash.tables import ResultTable
from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.aanzien.vorm import Aanzien
from hn_dash.views.kaart.antwoord import Opschrift
from hn_dash.views.kaart.klassen import (
    METHODEN,
    NORM,
    Klasse,
    Klassering,
    build_grensklassen,
    build_groepsklassen,
    met_bijzonder,
)

_ONBEKEND = Klasse(GEEN_GEGEVENS, kleuren.ONBEKEND, "stip")
_RANDEN = (0.8, 0.95, 1.05, 1.2)
"""Class limits as shares of the national figure."""
_REGELHOOGTE = 14


def _klassen(tabel: ResultTable, methode: str, namen: Mapping[str, str]) -> Klassering:
    waarden = tabel.frame["plekken_per_100000"].to_numpy(dtype=float)
    onbekend = np.isnan(waarden)
    if methode == NORM and not onbekend.all():
        randen = [tabel.totalen["plekken_per_100000"] * deel for deel in _RANDEN]
        klassen = build_grensklassen([0.0, *randen], [*kleuren.ONDER, *kleuren.BOVEN], "", 2)
        klassering = klassen, np.searchsorted(randen, waarden, side="right")
    else:
        klassering = build_groepsklassen(waarden, ~onbekend, methode, "", 2)
    return met_bijzonder(klassering, [(onbekend, _ONBEKEND)])


def _locaties(dataset: Dataset) -> list[Opschrift]:
    """The locations; those in one gemeente stand below each other."""
    per_gemeente = dataset.locaties.groupby("gemeentecode", sort=False)["naam"].agg(list)
    return [
        {"gemeente": str(code), "tekst": naam, "soort": "locatie", "verschuiving": _REGELHOOGTE * i}
        for code, namen in per_gemeente.items()
        for i, naam in enumerate(namen)
    ]


AANZIEN = Aanzien(
    klassen=_klassen,
    legendakop=lambda _: "Aangeboden plekken per 100.000 inwoners",
    tip=lambda _: (
        "locatie {locatienaam} ({instituut})",
        "{plekken_per_100000} plekken per 100.000 inwoners",
        "aangeboden {aangeboden}, geplaatst {geplaatst}, niet vervuld {niet_vervuld}",
    ),
    rijen="opleidingslocaties",
    methoden=METHODEN,
    opschriften=_locaties,
)
