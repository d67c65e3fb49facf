"""A ResultTable as map: one letter per gemeente, a legend that adds up, and marks on top.

The browser has the geometry; an answer holds classes only, so that a recolour stays below 3 kB.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from string import ascii_letters, digits

import numpy as np

from hn_dash.tables import ResultTable
from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.antwoord import Cirkel, Cirkels, Kleuring, Legendaregel, Omtrek
from hn_dash.views.kaart.klassen import Klasse, klassen_van
from hn_dash.views.presentatie import Presentatie

_LETTERS = ascii_letters + digits + "".join(map(chr, range(0x100, 0x200)))
"""More than there are ways to recruit with eight institutes: 255, and two without any."""
_BUITEN = "."


def build_kaart(
    tabel: ResultTable,
    presentatie: Presentatie,
    codes: Sequence[str],
    namen: Mapping[str, str],
) -> Kleuring:
    """What the browser needs to colour the map and write its legend.

    Parameters
    ----------
    tabel : the view's answer; `gebieden` says which rows cover a gemeente
    codes : all gemeenten of the indeling, in the order of the geometry
    namen : institute code -> short name
    """
    klassen, nummers = klassen_van(tabel, presentatie, namen)
    klassen = list(klassen)
    gemengd: dict[tuple[int, ...], int] = {}
    per_code: list[int] = []
    for code in codes:
        rijen = tabel.gebieden.get(code, ())
        soorten = tuple(sorted({int(nummers[rij]) for rij in rijen}))
        if len(soorten) > 1:
            if soorten not in gemengd:
                gemengd[soorten] = len(klassen)
                klassen.append(_gedeeld([klassen[i] for i in soorten]))
            per_code.append(gemengd[soorten])
        else:
            per_code.append(soorten[0] if soorten else -1)
    letter = {**{i: _LETTERS[i] for i in range(len(klassen))}, -1: _BUITEN}
    aantallen = Counter(per_code)
    buiten = "gelijk" if tabel.spec.naam == "vergelijking" else "buiten de selectie"
    kleuring: Kleuring = {
        "klassen": "".join(letter[i] for i in per_code),
        "legenda": [_legendaregel(letter[i], klasse, aantallen[i]) for i, klasse in enumerate(klassen)]
        + ([_legendaregel(_BUITEN, Klasse(buiten, (kleuren.BUITEN,)), aantallen[-1])] if aantallen[-1] else []),
        "gemeenten": len(codes),
    }
    return kleuring if "gemeentecode" in tabel.spec.sleutel else {**kleuring, **_omtrek(tabel, codes)}


def _gedeeld(delen: Sequence[Klasse]) -> Klasse:
    return Klasse("gedeeld: " + " en ".join(deel.label for deel in delen), tuple(deel.kleuren[0] for deel in delen))


def _legendaregel(letter: str, klasse: Klasse, aantal: int) -> Legendaregel:
    regel: Legendaregel = {
        "letter": letter,
        "tekst": klasse.label,
        "aantal": aantal,
        "kleuren": list(klasse.kleuren),
    }
    return {**regel, "patroon": klasse.patroon} if klasse.patroon else regel


def _omtrek(tabel: ResultTable, codes: Sequence[str]) -> Omtrek:
    per_code = [tabel.gebieden.get(code, ()) for code in codes]
    gedeeld = {i: list(rijen) for i, rijen in enumerate(per_code) if len(rijen) > 1}
    return {"rijen": "".join(_teken(rijen) for rijen in per_code), "gedeeld": gedeeld}


def _teken(rijen: tuple[int, ...]) -> str:
    return chr(0x100 + rijen[0]) if rijen else _BUITEN


def build_taarten(
    tabel: ResultTable, instituten: Sequence[str], codes: Sequence[str], namen: Mapping[str, str]
) -> Cirkels:
    """Circles of which the area is the number of opleiders, sliced by instituut where it is mixed."""
    aanwezig = [code for code in instituten if f"opleiders_{code}" in tabel.frame]
    aantallen = tabel.frame[[f"opleiders_{code}" for code in aanwezig]].to_numpy(dtype=int)
    nummer = {code: i for i, code in enumerate(codes)}
    cirkels: list[Cirkel] = [
        (nummer[gemeente], [(int(i), int(rij[i])) for i in np.flatnonzero(rij)])
        for gemeente, rij in zip(tabel.frame["gemeentecode"], aantallen, strict=True)
        if rij.any()
    ]
    cirkels.sort(key=lambda deel: -sum(n for _, n in deel[1]))
    totalen = aantallen.sum(axis=0)
    return {
        "cirkels": cirkels,
        "cirkelkleuren": [kleuren.instituut_kleur(code) for code in aanwezig],
        "cirkellegenda": [
            {"tekst": namen[code], "aantal": int(n), "kleuren": [kleuren.instituut_kleur(code)]}
            for code, n in zip(aanwezig, totalen, strict=True)
            if n
        ],
        "cirkeleenheid": "opleiders",
    }


LAAG = {
    "kruisend": ("opleiders_andere_instituten", "opleiders van een ander instituut"),
    "tekort": ("tekort", "opleiders te weinig voor de norm"),
}
"""The column that a layer shows as circles, and what it counts."""


def build_laag(tabel: ResultTable, laag: str, codes: Sequence[str]) -> Cirkels:
    """Circles on gemeenten, of which the area is the number in the column of a layer."""
    kolom, wat = LAAG[laag]
    nummer = {code: i for i, code in enumerate(codes)}
    paren = zip(tabel.frame["gemeentecode"], tabel.frame[kolom].tolist(), strict=True)
    cirkels: list[Cirkel] = [(nummer[code], [(0, int(n))]) for code, n in paren if n]
    totaal = sum(deel[0][1] for _, deel in cirkels)
    return {
        "cirkels": cirkels,
        "cirkelkleuren": ["#1d252c"],
        "cirkellegenda": [{"tekst": wat, "aantal": totaal, "kleuren": ["#1d252c"]}],
        "cirkeleenheid": "opleiders",
    }
