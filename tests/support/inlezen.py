"""Files taken in, for tests that have a magazijn at hand."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.gegevens.inname import Kwitantie, Opdracht, neem_in
from tests.support.server import WORTEL

DAG = date(2026, 1, 1)


def lees_in(magazijn: Magazijn, map_: Path, soort: str, inhoud: str | bytes, **vraag: object) -> Kwitantie:
    """Read a file in and let it count when it can."""
    pad = map_ / f"{soort}.csv"
    pad.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    return neem_in(Opdracht(soort, pad, pad.name, **{"peildatum": DAG, **vraag}), magazijn, aanvaard=True)


def gemeenten(jaar: int, zonder: Collection[str] = ()) -> list[str]:
    """The codes of a year, as the list of CBS has them."""
    regels = (WORTEL / f"data/geo/herindeling/gemeenten_{jaar}.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [code for regel in regels if (code := regel.partition(",")[0]) not in zonder]


def zinnen(kwitantie: Kwitantie, ernst: str = "") -> list[str]:
    """What was found, of one severity or of all."""
    return [bevinding.zin for bevinding in kwitantie.bevindingen if ernst in ("", bevinding.ernst)]
