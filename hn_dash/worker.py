"""One task in a process of its own: `python -m hn_dash.worker MAP`."""

from __future__ import annotations

import faulthandler
import secrets
import signal
import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import structlog

from hn_dash.errors import GebruikersFout, plaatsen
from hn_dash.services.taken import EXACT, TUSSENPOOS, read_json, write_json

log = structlog.get_logger("hn_dash")


def voer_uit(map_: Path) -> None:
    """Do what a task asks, and write what came of it."""
    gevraagd = read_json(map_ / "opdracht.json")
    try:
        {"inlezen": _lees_in, "voorstel": _stel_voor}[gevraagd.pop("werk")](map_, gevraagd)
    except GebruikersFout as fout:
        bevindingen = [_als_dict(bevinding) for bevinding in fout.bevindingen]
        write_json(map_ / "stand.json", {"fout": fout.zin, "bevindingen": bevindingen})


def _stel_voor(map_: Path, gevraagd: dict[str, Any]) -> None:
    from hn_dash.domain.plan.beeld import planbeeld
    from hn_dash.domain.plan.voorstel import Voorstel, Voorstelvraag, maak_voorstel
    from hn_dash.services.catalogus.plankeuze import Catalogus
    from hn_dash.settings import read_settings
    from hn_dash.start import laad_magazijn

    def voortgang(deel: float, beste: Voorstel) -> bool:
        stand = {"stap": "zoekt", "gedaan": round(deel * EXACT), "totaal": EXACT, "voorstel": getoond(beste)}
        write_json(map_ / "stand.json", stand)
        return True

    def getoond(voorstel: Voorstel) -> dict[str, Any]:
        return {**voorstel.als_dict(), "tot": int(grondslag.plan.versie)}

    indeling = int(gevraagd["indeling"])
    grondslag = Catalogus(laad_magazijn(read_settings()))({"plan": gevraagd["plan"]})
    vraag = Voorstelvraag(**gevraagd["vraag"])
    beeld = planbeeld(grondslag.plan, grondslag.dataset, indeling)
    uit = maak_voorstel(beeld, vraag, True, EXACT, voortgang)
    write_json(map_ / "stand.json", {"klaar": "gevonden", "voorstel": getoond(uit)})


def _lees_in(map_: Path, gevraagd: dict[str, Any]) -> None:
    from hn_dash.services.gegevens.inname import Opdracht, neem_in
    from hn_dash.settings import read_settings
    from hn_dash.start import laad_magazijn

    vorige = 0.0

    def voortgang(stap: str, gedaan: int, totaal: int) -> None:
        nonlocal vorige
        if time.monotonic() - vorige >= TUSSENPOOS:
            vorige = time.monotonic()
            write_json(map_ / "stand.json", {"stap": stap, "gedaan": gedaan, "totaal": totaal})

    dag = gevraagd["peildatum"]
    opdracht = Opdracht(pad=map_ / "invoer", **{**gevraagd, "peildatum": date.fromisoformat(dag) if dag else None})
    kwitantie = neem_in(opdracht, laad_magazijn(read_settings()), voortgang=voortgang)
    write_json(map_ / "stand.json", {"kwitantie": kwitantie.als_dict()})


def _als_dict(bevinding: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(bevinding)


def main(map_: Path) -> int:
    """Do a task, unless it was stopped before it began; a crash leaves its places in the log. The exit code."""
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C at the server ends this process too, without a word
    if (map_ / "gestopt").exists():
        return 0
    werk = read_json(map_ / "opdracht.json").get("werk")
    try:
        voer_uit(map_)
    except Exception as fout:
        from hn_dash.start import richt_logs_in

        kenmerk = secrets.token_hex(4)
        richt_logs_in("error")
        log.error("programmafout", kenmerk=kenmerk, taak=werk, soort=type(fout).__name__, plaatsen=plaatsen(fout))
        zin = (
            f"Er ging iets mis in HN dash (kenmerk {kenmerk}); er is niets veranderd. "
            "Geef dit kenmerk door aan de beheerder."
        )
        with suppress(OSError):  # a full disk; the server says then that it ended
            write_json(map_ / "stand.json", {"fout": zin, "bevindingen": []})
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
