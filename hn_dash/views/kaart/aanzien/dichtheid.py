"""Dichtheid on the map: below and above the norm, and why there is no figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np

from hn_dash.begrippen import (
    GEEN_GEGEVENS,
    GEEN_OPLEIDER,
    GEEN_OPLEIDINGSPRAKTIJK,
    GEEN_PRAKTIJK,
    ONDER_NORM,
    OP_NORM,
    TE_KLEIN,
    ZONDER_PRAKTIJK,
)
from hn_dash.tables import ResultTable
from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.aanzien.vorm import Aanzien
from hn_dash.views.kaart.klassen import (
    METHODEN,
    NORM,
    Klasse,
    Klassering,
    build_grensklassen,
    build_groepsklassen,
    met_bijzonder,
)

_RANDEN = (Decimal("0"), Decimal("0.5"), Decimal("1"), Decimal("1.5"), Decimal("2"))
"""Class limits as shares of the norm."""
_ZONDER_WAARDE = (
    (GEEN_OPLEIDER, Klasse(f"{GEEN_OPLEIDER}, onder norm", kleuren.ZONDER, "kruis")),
    (GEEN_OPLEIDINGSPRAKTIJK, Klasse(f"{GEEN_OPLEIDINGSPRAKTIJK}, onder norm", kleuren.ZONDER, "stip")),
    (GEEN_PRAKTIJK, Klasse(GEEN_PRAKTIJK, kleuren.LEEG, "streep")),
    (ZONDER_PRAKTIJK, Klasse(ZONDER_PRAKTIJK, kleuren.LEEG, "kruis")),
    (GEEN_GEGEVENS, Klasse(GEEN_GEGEVENS, kleuren.ONBEKEND, "stip")),
    (TE_KLEIN, Klasse("te klein om te tonen", kleuren.ONBEKEND, "streep")),
)


def _klassen(tabel: ResultTable, methode: str, namen: Mapping[str, str]) -> Klassering:
    frame, per_inwoner = tabel.frame, _per_inwoner(tabel)
    kolom, eenheid, decimalen = ("per_10000", "", 2) if per_inwoner else ("dichtheid_pct", " %", 1)
    waarden, status = frame[kolom].to_numpy(dtype=float), frame["status"].to_numpy(dtype=object)
    gemeten = (status == ONDER_NORM) | (status == OP_NORM)
    if methode == NORM and gemeten.any():
        norm = frame["norm_per_10000" if per_inwoner else "norm_pct"].iloc[0]
        klassering = _rond_norm(waarden, status == ONDER_NORM, norm, eenheid, decimalen)
    else:
        klassering = build_groepsklassen(waarden, gemeten, methode, eenheid, decimalen)
    return met_bijzonder(klassering, [(status == woord, klasse) for woord, klasse in _ZONDER_WAARDE])


def _rond_norm(waarden: np.ndarray, onder: np.ndarray, norm: float, eenheid: str, decimalen: int) -> Klassering:
    """Two classes below the norm and three from it; which side a row is on, its status says."""
    randen = [Decimal(str(norm)) * deel for deel in _RANDEN]
    _, half, _, *boven = map(float, randen)
    nummers = np.where(onder, np.where(waarden < half, 0, 1), 2 + np.searchsorted(boven, waarden, side="right"))
    klassen = build_grensklassen(randen, [*kleuren.ONDER, *kleuren.BOVEN], eenheid, decimalen)
    return [*(replace(k, label=f"{k.label}, onder norm") for k in klassen[:2]), *klassen[2:]], nummers


def _per_inwoner(tabel: ResultTable) -> bool:
    return tabel.spec.kolom("noemer").eenheid == "inwoners"


def _legendakop(tabel: ResultTable) -> str:
    teller, noemer = (tabel.spec.kolom(naam).eenheid for naam in ("teller", "noemer"))
    return f"{teller.capitalize()} per 10.000 inwoners" if _per_inwoner(tabel) else f"{teller.capitalize()} ÷ {noemer}"


def _tip(tabel: ResultTable) -> tuple[str, ...]:
    teller, noemer = (tabel.spec.kolom(naam).eenheid for naam in ("teller", "noemer"))
    waarde = "{per_10000} per 10.000" if _per_inwoner(tabel) else "{dichtheid_pct}"
    som = f"{{teller}} {teller} op {{noemer}} {noemer}: {waarde}"
    oordeel = "{status}, tekort {tekort}"
    if "gemeentecode" in tabel.spec.sleutel:
        return som, oordeel, "lead: {leadinstituten}"
    return "gebied {gebiedsnaam}", som, oordeel


AANZIEN = Aanzien(
    klassen=_klassen,
    legendakop=_legendakop,
    tip=_tip,
    methoden=METHODEN,
)
