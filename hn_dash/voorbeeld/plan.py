"""The invented lead plan "Wie gaat waar werven?": nearest institutes, with the exceptions that real plans have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from hn_dash.begrippen import (
    AKKOORD,
    GEPARKEERD,
    GEZAMENLIJK,
    LEAD,
    NIET_BESPROKEN,
    OPEN,
    TE_BESLISSEN,
    VOORSTEL,
)
from hn_dash.geo.buren import componenten
from hn_dash.voorbeeld.land import Land

LANGS_GRENS = {
    ("maastricht", "radboud"): 7,
    ("emc", "radboud"): 3,
    ("radboud", "umcg"): 3,
    ("aumc", "umcu"): 4,
    ("aumc", "radboud"): 2,
    ("emc", "lumc"): 2,
    ("radboud", "umcu"): 2,
    ("aumc", "umcg"): 1,
}
"""How many gemeenten along the border of two areas are recruited in together."""
DRIE = ("emc", "maastricht", "radboud")
OUDE_AFSPRAKEN = {"GM0114": "aumc", "GM0748": "radboud"}
"""Leads of an institute that is not next door: Emmen and Bergen op Zoom. The consistency checks find them."""
AANTAL_OPEN, AANTAL_NIET_BESPROKEN = 15, 12
STATUS = {VOORSTEL: 24, GEPARKEERD: 8, TE_BESLISSEN: 6}
OPMERKINGEN = {
    GEZAMENLIJK: "De huisarts kiest het instituut.",
    OPEN: "Nog te verdelen.",
    NIET_BESPROKEN: "Komt in een volgende bijeenkomst aan de orde.",
    VOORSTEL: "Voorstel, nog te bevestigen.",
    GEPARKEERD: "Wordt later opnieuw besproken.",
    TE_BESLISSEN: "Meer dan één instituut heeft belangstelling.",
}


def build_gebieden(land: Land) -> dict[str, str]:
    """gemeentecode -> the institute whose locatie is nearest; parts without a locatie go to a neighbour."""
    ver, naast = land.afstand_instituut.to_dict("index"), _naast(land)
    gebied = {code: str(min(ver[code], key=ver[code].__getitem__)) for code in land.indeling.codes}
    while los := sorted(_los(gebied, land)):
        for code in los:
            buren = {gebied[buur] for buur in naast[code]} - {gebied[code]}
            gebied[code] = min(buren, key=ver[code].__getitem__, default=gebied[code])
    return gebied


def build_plan(land: Land, gebied: Mapping[str, str], rng: np.random.Generator) -> pd.DataFrame:
    """gemeentecode, staat, instituten, status, opmerking: all four states, every gemeente once."""
    instituten = {code: (instituut,) for code, instituut in gebied.items()} | _samen(land, gebied)
    instituten |= {code: (instituut,) for code, instituut in OUDE_AFSPRAKEN.items()}
    rest = [code for code in rng.permutation(land.indeling.codes).tolist() if code not in OUDE_AFSPRAKEN]
    weg = _kies_misbaar(land, instituten, rest, AANTAL_OPEN + AANTAL_NIET_BESPROKEN)
    blijft = iter(code for code in rest if code not in weg)
    staat = {code: LEAD if len(wie) == 1 else GEZAMENLIJK for code, wie in instituten.items()}
    staat |= dict.fromkeys(weg[:AANTAL_OPEN], OPEN) | dict.fromkeys(weg[AANTAL_OPEN:], NIET_BESPROKEN)
    status = dict.fromkeys(land.indeling.codes, AKKOORD)
    status |= {next(blijft): naam for naam, aantal in STATUS.items() for _ in range(aantal)}
    status |= {code: (GEPARKEERD, TE_BESLISSEN)[nummer % 2] for nummer, code in enumerate(weg[:AANTAL_OPEN])}
    status |= dict.fromkeys(weg[AANTAL_OPEN:], "")
    instituten |= dict.fromkeys(weg, ())
    opmerking = {code: OPMERKINGEN.get(staat[code]) or OPMERKINGEN.get(status[code], "") for code in staat}
    opmerking |= dict.fromkeys(OUDE_AFSPRAKEN, "Lead volgens een oudere afspraak.")
    rijen = [
        (code, staat[code], "+".join(sorted(instituten[code])), status[code], opmerking[code])
        for code in land.indeling.codes
    ]
    return pd.DataFrame(rijen, columns=["gemeentecode", "staat", "instituten", "status", "opmerking"])


def _naast(land: Land) -> dict[str, set[str]]:
    """The gemeenten on the other side of a border or a link over water."""
    naast: dict[str, set[str]] = {code: set() for code in land.indeling.codes}
    for a, b in land.indeling.buren[["code_a", "code_b"]].itertuples(index=False):
        naast[a].add(b)
        naast[b].add(a)
    return naast


def _los(gebied: Mapping[str, str], land: Land) -> set[str]:
    """The gemeenten in a part of their institute's area that holds none of its locaties."""
    uit: set[str] = set()
    for instituut, thuis in land.locaties.groupby("instituut")["gemeentecode"]:
        delen = componenten([code for code, eigen in gebied.items() if eigen == instituut], land.indeling.buren)
        uit = uit.union(*(deel for deel in delen if not deel & set(thuis)))
    return uit


def _samen(land: Land, gebied: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Joint areas: along the border of two areas, the gemeenten that are most nearly as far from both."""
    ver, naast = land.afstand_instituut.to_dict("index"), _naast(land)

    def verschil(code: str, wie: Iterable[str]) -> float:
        afstanden = [ver[code][instituut] for instituut in wie]
        return max(afstanden) - min(afstanden)

    drieluik = min((code for code in gebied if gebied[code] in DRIE), key=lambda code: verschil(code, DRIE))
    samen: dict[str, tuple[str, ...]] = {drieluik: DRIE}
    for paar, aantal in LANGS_GRENS.items():
        grens = [
            code
            for code, eigen in gebied.items()
            if eigen in paar and code not in samen and {gebied[buur] for buur in naast[code]} & (set(paar) - {eigen})
        ]
        samen |= dict.fromkeys(sorted(grens, key=lambda code: verschil(code, paar))[:aantal], paar)
    return samen


def _kies_misbaar(land: Land, instituten: Mapping[str, tuple[str, ...]], rij: Iterable[str], aantal: int) -> list[str]:
    """The first gemeenten in `rij` with one lead that an area can do without and hold together."""
    gebieden = {wie: {code for code, allen in instituten.items() if wie in allen} for wie in land.afstand_instituut}
    thuis = set(land.locaties["gemeentecode"])
    gekozen: list[str] = []
    for code in rij:
        if len(gekozen) == aantal:
            break
        if len(instituten[code]) > 1 or code in thuis:
            continue
        heel = gebieden[instituten[code][0]]
        zonder = heel - {code}
        if len(componenten(zonder, land.indeling.buren)) <= len(componenten(heel, land.indeling.buren)):
            gebieden[instituten[code][0]] = zonder
            gekozen.append(code)
    return gekozen
