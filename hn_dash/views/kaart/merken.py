"""Marks on a map: circles of which the area is a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from hn_dash.begrippen import PER_INSTITUUT
from hn_dash.tables import ResultTable
from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.antwoord import Cirkel, Cirkels

Cirkelbouw = Callable[[ResultTable, Sequence[str], Mapping[str, str]], Cirkels]
"""Table, the gemeenten in the order of the geometry, and the short names of institutes -> circles."""


def build_taarten(tabel: ResultTable, codes: Sequence[str], namen: Mapping[str, str]) -> Cirkels:
    """Circles of which the area is the number of opleiders, sliced by instituut where it is mixed."""
    instituten = [code for code in namen if PER_INSTITUUT + code in tabel.frame]
    aantallen = tabel.frame[[PER_INSTITUUT + code for code in instituten]].fillna(0).to_numpy(dtype=int)
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
        "cirkelkleuren": [kleuren.instituut_kleur(code) for code in instituten],
        "cirkellegenda": [
            {"tekst": namen[code], "aantal": int(n), "kleuren": [kleuren.instituut_kleur(code)]}
            for code, n in zip(instituten, totalen, strict=True)
            if n
        ],
        "cirkeleenheid": "opleiders",
    }


def cirkels_van(kolom: str, wat: str) -> Cirkelbouw:
    """Circles of which the area is the number of opleiders in a column; `wat` says in the legend which those are."""

    def build(tabel: ResultTable, codes: Sequence[str], namen: Mapping[str, str]) -> Cirkels:
        nummer = {code: i for i, code in enumerate(codes)}
        paren = zip(tabel.frame["gemeentecode"], tabel.frame[kolom].fillna(0).tolist(), strict=True)
        cirkels: list[Cirkel] = [(nummer[code], [(0, int(n))]) for code, n in paren if n]
        totaal = sum(deel[0][1] for _, deel in cirkels)
        return {
            "cirkels": cirkels,
            "cirkelkleuren": [kleuren.CIRKEL],
            "cirkellegenda": [{"tekst": wat, "aantal": totaal, "kleuren": [kleuren.CIRKEL]}],
            "cirkeleenheid": "opleiders",
        }

    return build
