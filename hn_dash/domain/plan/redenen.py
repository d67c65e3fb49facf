"""Why each place of an answer goes to whom it goes to, checked on that answer, and what it costs in distance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hn_dash.domain.plan.toewijzing import Opgave, losse_delen
from hn_dash.tekst import getal, opsomming

LOS, VOL, LEEG, BRUG = "los", "vol", "leeg", "brug"
"""Why a place does not go to the nearest owner: see `waarom`."""
_REDENEN = {
    LOS: "het gebied van {dichtst} sluit hier niet op aan",
    VOL: "{dichtst} komt met deze gemeente boven zijn bovengrens",
    LEEG: "{eigen} komt zonder deze gemeente onder zijn ondergrens",
    BRUG: "zonder deze gemeente valt het gebied van {eigen} uiteen",
}


def waarom(opgave: Opgave, keuze: np.ndarray) -> list[tuple[str, ...]]:
    """Per place what would go wrong if it alone went to the nearest owner instead; nothing where it does, or could.

    los: it would not touch what that owner has; vol: that owner would come above its band; leeg: its own would
    come below; brug: what its own has would fall apart.
    """
    last = opgave.last + np.bincount(keuze, opgave.gewicht, len(opgave.last))
    los = len(losse_delen(opgave, keuze))
    uit: list[tuple[str, ...]] = []
    for plaats, (eigen, dichtst) in enumerate(zip(keuze.tolist(), opgave.km.argmin(axis=1).tolist(), strict=True)):
        if opgave.km[plaats, eigen] == opgave.km[plaats, dichtst]:
            uit.append(())
            continue
        anders, gewicht = keuze.copy(), opgave.gewicht[plaats]
        anders[plaats] = dichtst
        raakt = opgave.naast[plaats, dichtst] or any(keuze[buur] == dichtst for buur in opgave.buren[plaats])
        mis = {
            LOS: not raakt,
            VOL: gewicht > 0 and last[dichtst] + gewicht > opgave.hoog[dichtst],
            LEEG: gewicht > 0 and last[eigen] - gewicht < opgave.laag[eigen],
            BRUG: raakt and len(losse_delen(opgave, anders)) > los,
        }
        uit.append(tuple(reden for reden, is_zo in mis.items() if is_zo))
    return uit


def boven_dichtstbij(opgave: Opgave, keuze: np.ndarray) -> float:
    """Which share the weighted distance is above that of giving every place to whoever is nearest."""
    dichtstbij = float(opgave.gewicht @ opgave.km.min(axis=1))
    eigen = float(opgave.gewicht @ opgave.km[np.arange(len(keuze)), keuze])
    return eigen / dichtstbij - 1 if dichtstbij else 0.0


def in_woorden(km: np.ndarray, eigen: int, redenen: Sequence[str], kort: Sequence[str]) -> str:
    """Why one goes to its owner, in words."""
    dichtst = int(km.argmin())
    ver = f"{kort[eigen]} ligt hemelsbreed op {getal(km[eigen])} km"
    if km[eigen] == km[dichtst]:
        return f"{ver}, het dichtst bij."
    waarom_ = opsomming([_REDENEN[reden].format(dichtst=kort[dichtst], eigen=kort[eigen]) for reden in redenen])
    slot = f"maar {waarom_}" if redenen else "en had ook gekund; een grondig voorstel kan hier anders uitvallen"
    return f"{ver}; {kort[dichtst]} is dichterbij ({getal(km[dichtst])} km) {slot}."
