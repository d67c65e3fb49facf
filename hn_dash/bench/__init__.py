"""The benchmarks: every figure a ratio of medians from one run, with its peer or limit beside it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from hn_dash.bench.meten import Meting, Overgeslagen, Reeks
from hn_dash.tekst import getal

if TYPE_CHECKING:
    from hn_dash.dataset import Grondslag

KOPPEN = ("meting", "HN dash", "tegenover", "", "verhouding", "doel", "gehaald")
GEHAALD = {True: "ja", False: "nee", None: "ter informatie"}


def main(als_json: bool = False) -> int:
    """Run all benchmarks and print them; 0 when they ran, whatever they showed."""
    from hn_dash.settings import read_settings
    from hn_dash.start import laad_voorbeeld

    metingen, overgeslagen = meet(laad_voorbeeld(read_settings()))
    if als_json:
        uitkomst = {"metingen": [to_json(meting) for meting in metingen], "overgeslagen": overgeslagen}
        print(json.dumps(uitkomst, ensure_ascii=False, indent=2))
    else:
        print("\n".join([*tabel(metingen), "", *(f"Overgeslagen: {zin}" for zin in overgeslagen)]).rstrip())
    return 0


def meet(grondslag: Grondslag) -> tuple[list[Meting], list[str]]:
    """Every benchmark, and what was skipped and why."""
    from hn_dash.bench import browser, inlezen, plannen, rekenen, server

    groepen: tuple[Callable[[Grondslag], list[Meting]], ...] = (
        browser.meet_herkleur, browser.meet_laden, server.meet_bytes, server.meet_servertijd, server.meet_doorvoer,
        server.meet_start, rekenen.meet_punten, rekenen.meet_groei, rekenen.meet_omzetting,
        inlezen.meet_inlezen, plannen.meet_bewerking, plannen.meet_log, plannen.meet_voorstel,
    )  # fmt: skip
    metingen, overgeslagen = [], []
    for groep in groepen:
        print(f"{groep.__name__} ...", file=sys.stderr, flush=True)
        try:
            metingen += groep(grondslag)
        except Overgeslagen as reden:
            overgeslagen.append(f"{groep.__name__}: {reden}.")
    return metingen, overgeslagen


def tabel(metingen: Sequence[Meting]) -> list[str]:
    """The benchmarks in columns: medians, with their quartiles between brackets."""
    rijen = [KOPPEN, *(_rij(meting) for meting in metingen)]
    breedtes = [max(map(len, kolom)) for kolom in zip(*rijen, strict=True)]
    return ["  ".join(cel.ljust(breedte) for cel, breedte in zip(rij, breedtes, strict=True)).rstrip() for rij in rijen]


def to_json(meting: Meting) -> dict[str, Any]:
    """One benchmark with all that the table shows of it, unrounded."""
    return {
        "meting": meting.naam,
        "eenheid": meting.eenheid,
        "hn_dash": _samenvatting(meting.wij),
        "tegenover": meting.tegenover,
        "ander": _samenvatting(meting.ander),
        "verhouding": meting.verhouding,
        "doel": meting.doel,
        "richting": "minstens" if meting.minstens else "hoogstens",
        "gehaald": meting.gehaald,
    }


def _samenvatting(reeks: Reeks) -> dict[str, Any]:
    return {"mediaan": reeks.mediaan, "kwartielen": reeks.kwartielen, "waarnemingen": len(reeks.waarden)}


def _rij(meting: Meting) -> tuple[str, ...]:
    doel = "" if meting.doel is None else f"{'≥' if meting.minstens else '≤'} {_kort(meting.doel)}"
    wij, ander = (_met_spreiding(reeks, meting.eenheid) for reeks in (meting.wij, meting.ander))
    return meting.naam, wij, meting.tegenover, ander, _kort(meting.verhouding), doel, GEHAALD[meting.gehaald]


def _met_spreiding(reeks: Reeks, eenheid: str) -> str:
    laag, hoog = (_kort(kwartiel) for kwartiel in reeks.kwartielen)
    spreiding = f" ({laag}–{hoog})" if len(reeks.waarden) > 1 else ""
    return f"{_kort(reeks.mediaan)} {eenheid}{spreiding}"


def _kort(waarde: float) -> str:
    """About three digits, so that a small figure keeps its meaning."""
    decimalen = next((aantal for aantal, vanaf in ((0, 100), (1, 10), (2, 0.1)) if abs(waarde) >= vanaf), 4)
    return getal(waarde, decimalen)
