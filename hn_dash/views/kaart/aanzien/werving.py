"""A lead plan on the map: a colour for each way to recruit, and where the institutes are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

import numpy as np

from hn_dash.begrippen import OPEN, STATEN, leden_van
from hn_dash.dataset import Dataset
from hn_dash.domain.basis.norm import NORM_IN_PCT
from hn_dash.tables import ResultTable
from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.aanzien.vorm import Aanzien, Laag
from hn_dash.views.kaart.antwoord import Opschrift
from hn_dash.views.kaart.klassen import Klasse, Klassering
from hn_dash.views.kaart.merken import cirkels_van


def _klassen(tabel: ResultTable, methode: str, namen: Mapping[str, str]) -> Klassering:
    staten, instituten = (tabel.kolommen[naam].tolist() for naam in ("staat", "instituten"))
    return build_leadklassen(staten, instituten, namen)


def build_leadklassen(
    staten: Sequence[str], instituten: Sequence[str], namen: Mapping[str, str], niet: Collection[int] = ()
) -> Klassering:
    """A class per way to recruit that occurs in the rows that take part.

    Parameters
    ----------
    niet : the rows that do not; they are class 0
    """
    plaats = {code: i for i, code in enumerate(namen)}
    paren = list(zip(staten, instituten, strict=True))
    gezet = {paar: tuple(sorted(leden_van(paar[1]), key=plaats.__getitem__)) for paar in set(paren)}
    doen_mee = {paar for rij, paar in enumerate(paren) if rij not in niet} if niet else set(paren)
    uniek = sorted(doen_mee, key=lambda paar: (STATEN.index(paar[0]), [plaats[code] for code in gezet[paar]]))
    nummer = {paar: i for i, paar in enumerate(uniek)}
    klassen = [_leadklasse(paar[0], gezet[paar], namen) for paar in uniek]
    return klassen, np.array([nummer.get(paar, 0) for paar in paren], dtype=int)


def _leadklasse(staat: str, codes: Sequence[str], namen: Mapping[str, str]) -> Klasse:
    if codes:
        return Klasse(" + ".join(namen[code] for code in codes), tuple(map(kleuren.instituut_kleur, codes)))
    return Klasse(staat, kleuren.OPEN, "kruis") if staat == OPEN else Klasse(staat, kleuren.LEEG, "stip")


@lru_cache(maxsize=8)
def _huizen(dataset: Dataset) -> list[Opschrift]:
    """The institutes that still exist, each where it is housed."""
    nu = dataset.instituten[dataset.instituten["geldig_tot"].isna()]
    paren = zip(nu["instituut"], nu["gemeentecode"], strict=True)
    return [{"gemeente": code, "tekst": dataset.kortnamen[wie]} for wie, code in paren]


AANZIEN = Aanzien(
    klassen=_klassen,
    legendakop=lambda _: "Wie werft er nieuwe opleiders?",
    tip=lambda _: (
        "{staat} {instituten}",
        "{opleiders} opleiders op {praktijken} praktijken: {dichtheid_pct}",
        "van andere instituten: {opleiders_andere_instituten}",
    ),
    lagen={
        "kruisend": Laag(
            "kruisende relaties", cirkels_van("opleiders_andere_instituten", "opleiders van een ander instituut")
        ),
        "tekort": Laag(
            f"tekort tot de norm van {NORM_IN_PCT}",
            cirkels_van("tekort", f"opleiders te weinig voor de norm van {NORM_IN_PCT} van de praktijken"),
        ),
    },
    opschriften=_huizen,
)
