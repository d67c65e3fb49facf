"""A ResultTable as map: one letter per gemeente, a legend that adds up, and marks on top.

The browser has the geometry; an answer holds classes only, so that a recolour stays below 3 kB.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from string import ascii_letters, digits

from hn_dash.begrippen import GEEN_GEGEVENS
from hn_dash.tables import ResultTable
from hn_dash.views.kaart import kleuren
from hn_dash.views.kaart.aanzien import AANZIEN
from hn_dash.views.kaart.antwoord import Kleuring, Legendaregel, Omtrek
from hn_dash.views.kaart.klassen import Klasse

_LETTERS = ascii_letters + digits + "".join(map(chr, range(0x100, 0x200)))
"""More than there are ways to recruit with eight institutes: 255, and two without any."""
_BUITEN, _GEEN = ".", -1


def build_kaart(
    tabel: ResultTable,
    methode: str,
    codes: Sequence[str],
    namen: Mapping[str, str],
) -> Kleuring:
    """What the browser needs to colour the map and write its legend.

    Parameters
    ----------
    tabel : the view's answer; `gebieden` says which rows cover a gemeente
    methode : how numbers are put in classes
    codes : all gemeenten of the indeling, in the order of the geometry
    namen : institute code -> short name
    """
    aanzien = AANZIEN[tabel.spec.naam]
    eigen, nummers = aanzien.klassen(tabel, methode, namen)
    klassen, per_code = _per_gemeente(eigen, nummers.tolist(), [tabel.gebieden.get(code, ()) for code in codes])
    letter = {**{i: _LETTERS[i] for i in range(len(klassen))}, _GEEN: _BUITEN}
    per_gemeente, op_kaart = "gemeentecode" in tabel.spec.sleutel, Counter(per_code)
    geteld, met_rijen = (op_kaart, klassen) if per_gemeente else (Counter(nummers.tolist()), eigen)
    aantallen = {i: geteld[i] for i in range(len(met_rijen))}  # none for a class that rows share on the map
    legenda = [_legendaregel(letter[i], klasse, aantallen.get(i)) for i, klasse in enumerate(klassen)]
    if op_kaart[_GEEN]:
        niets = bool(tabel.ontbreekt) and not tabel.rijen  # nothing was left out: there is nothing
        buiten = Klasse(GEEN_GEGEVENS if niets else aanzien.buiten, (kleuren.BUITEN,))
        legenda.append(_legendaregel(_BUITEN, buiten, op_kaart[_GEEN] if per_gemeente else None))
    kleuring: Kleuring = {
        "klassen": "".join(letter[i] for i in per_code),
        "legenda": legenda,
        "samen": len(codes) if per_gemeente else len(tabel.frame),
        "eenheid": "gemeenten" if per_gemeente else aanzien.rijen,
    }
    return kleuring if per_gemeente else {**kleuring, **_omtrek(tabel, codes)}


def _per_gemeente(
    klassen: Sequence[Klasse], nummers: Sequence[int], per_code: Sequence[tuple[int, ...]]
) -> tuple[list[Klasse], list[int]]:
    """The class of each gemeente, and the classes with those that gemeenten in rows of different classes share."""
    uit: list[int] = []
    alle, gemengd = list(klassen), dict[tuple[int, ...], int]()
    for rijen in per_code:
        if len(rijen) == 1:
            uit.append(nummers[rijen[0]])
            continue
        soort = tuple(sorted({nummers[rij] for rij in rijen}))
        if len(soort) > 1 and soort not in gemengd:
            gemengd[soort] = len(alle)
            alle.append(_gedeeld([klassen[i] for i in soort]))
        uit.append(gemengd[soort] if len(soort) > 1 else soort[0] if soort else _GEEN)
    return alle, uit


def _gedeeld(delen: Sequence[Klasse]) -> Klasse:
    return Klasse("gedeeld: " + " en ".join(deel.label for deel in delen), tuple(deel.kleuren[0] for deel in delen))


def _legendaregel(letter: str, klasse: Klasse, aantal: int | None) -> Legendaregel:
    regel: Legendaregel = {
        "letter": letter,
        "tekst": klasse.label,
        "aantal": aantal or 0,
        "kleuren": list(klasse.kleuren),
    }
    if aantal is None:
        del regel["aantal"]
    if klasse.patroon:
        regel["patroon"] = klasse.patroon
    return regel


def _omtrek(tabel: ResultTable, codes: Sequence[str]) -> Omtrek:
    per_code = [tabel.gebieden.get(code, ()) for code in codes]
    gedeeld = {i: list(rijen) for i, rijen in enumerate(per_code) if len(rijen) > 1}
    return {"rijen": "".join(_teken(rijen) for rijen in per_code), "gedeeld": gedeeld}


def _teken(rijen: tuple[int, ...]) -> str:
    return chr(0x100 + rijen[0]) if rijen else _BUITEN
