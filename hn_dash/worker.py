"""One task in a process of its own: `python -m hn_dash.worker MAP`."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from hn_dash.errors import GebruikersFout
from hn_dash.services.taken import EXACT, TUSSENPOOS, lees, schrijf


def voer_uit(map_: Path) -> None:
    """Do what a task asks, and write what came of it."""
    gevraagd = lees(map_ / "opdracht.json")
    try:
        {"inlezen": _lees_in, "voorstel": _stel_voor}[gevraagd.pop("werk")](map_, gevraagd)
    except GebruikersFout as fout:
        bevindingen = [_als_dict(bevinding) for bevinding in fout.bevindingen]
        schrijf(map_ / "stand.json", {"fout": fout.zin, "bevindingen": bevindingen})


def _stel_voor(map_: Path, gevraagd: dict[str, Any]) -> None:
    from hn_dash.domain.plan.beeld import planbeeld
    from hn_dash.domain.plan.voorstel import Voorstel, Vraag, maak_voorstel
    from hn_dash.services.catalogus.plankeuze import Catalogus
    from hn_dash.settings import read_settings
    from hn_dash.start import laad_magazijn

    def voortgang(deel: float, beste: Voorstel) -> bool:
        stand = {"stap": "zoekt", "gedaan": round(deel * EXACT), "totaal": EXACT, "voorstel": beste.als_dict()}
        schrijf(map_ / "stand.json", stand)
        return True

    indeling = int(gevraagd["indeling"])
    grondslag = Catalogus(laad_magazijn(read_settings()))({"plan": gevraagd["plan"]})
    vraag = Vraag(**gevraagd["vraag"])
    beeld = planbeeld(grondslag.plan, grondslag.dataset, indeling)
    uit = maak_voorstel(beeld, vraag, True, EXACT, voortgang)
    schrijf(map_ / "stand.json", {"klaar": "gevonden", "voorstel": uit.als_dict()})


def _lees_in(map_: Path, gevraagd: dict[str, Any]) -> None:
    from hn_dash.services.gegevens.inname import Opdracht, neem_in
    from hn_dash.settings import read_settings
    from hn_dash.start import laad_magazijn

    vorige = 0.0

    def voortgang(stap: str, gedaan: int, totaal: int) -> None:
        nonlocal vorige
        if time.monotonic() - vorige >= TUSSENPOOS:
            vorige = time.monotonic()
            schrijf(map_ / "stand.json", {"stap": stap, "gedaan": gedaan, "totaal": totaal})

    opdracht = Opdracht(pad=map_ / "invoer", **{**gevraagd, "peildatum": date.fromisoformat(gevraagd["peildatum"])})
    kwitantie = neem_in(opdracht, laad_magazijn(read_settings()), voortgang=voortgang)
    schrijf(map_ / "stand.json", {"kwitantie": kwitantie.als_dict()})


def _als_dict(bevinding: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(bevinding)


if __name__ == "__main__":
    werk = Path(sys.argv[1])
    try:
        voer_uit(werk)
    except Exception:
        schrijf(
            werk / "stand.json",
            {
                "fout": "Er ging iets mis in HN dash; er is niets veranderd. Meld dit aan de beheerder.",
                "bevindingen": [],
            },
        )
        raise
