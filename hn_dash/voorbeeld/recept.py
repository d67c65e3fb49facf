"""Every file of data/voorbeeld from one seed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

from hn_dash.geo.bestanden import SOMMEN, sha256
from hn_dash.voorbeeld.land import INDELING, PEILDATUM, read_land
from hn_dash.voorbeeld.plaatsing import build_plekken, build_stageplekken, build_verzorgingsgebied
from hn_dash.voorbeeld.plan import build_gebieden, build_plan
from hn_dash.voorbeeld.praktijken import build_aantallen, build_opleiders, build_praktijken
from hn_dash.voorbeeld.regio import build_regio

ZAAD = 2026
KOP = {
    "titel": "Voorbeeldgegevens (verzonnen)",
    "peildatum": PEILDATUM,
    "indeling": INDELING,
    "bron": (
        "Verzonnen voorbeeldgegevens, gemaakt met echte inwoners (CBS, 1 januari 2022) en geijkt op gepubliceerde "
        "landelijke totalen"
    ),
    "voorbeeld": True,
    "plan": "Wie gaat waar werven? (voorbeeld)",
    "versie": "1",
    "zaad": ZAAD,
}


def bouw(data_map: Path) -> dict[str, bytes]:
    """The content of every file, by name relative to data/voorbeeld."""
    land = read_land(data_map)
    van_plan, van_praktijken, van_opleiders, van_plekken, van_stages = np.random.default_rng(ZAAD).spawn(5)
    regio, gebied = build_regio(land), build_gebieden(land)
    praktijken = build_praktijken(land, van_praktijken)
    opleiders = build_opleiders(land, praktijken, regio, gebied, van_opleiders)
    verzorgingsgebied = build_verzorgingsgebied(land)
    plekken = build_plekken(land, verzorgingsgebied, van_plekken)
    tabellen = {
        "praktijken": praktijken,
        "opleiders": opleiders,
        "aantallen": build_aantallen(land, praktijken, opleiders),
        "inwoners": land.gemeenten["inwoners"].reset_index(),
        "plan": build_plan(land, gebied, van_plan),
        "plekken": plekken,
        "verzorgingsgebied": verzorgingsgebied,
        "stageplekken": build_stageplekken(plekken, van_stages),
        "regio": regio.reset_index(),
    }
    uit = {f"{naam}.csv": _csv(tabel) for naam, tabel in tabellen.items()}
    uit["dataset.json"] = (json.dumps(KOP, ensure_ascii=False, indent=2) + "\n").encode()
    uit[SOMMEN] = "".join(f"{sha256(inhoud)}  {naam}\n" for naam, inhoud in sorted(uit.items())).encode()
    return uit


def _csv(tabel: pd.DataFrame) -> bytes:
    return tabel.to_csv(index=False, float_format="%.6f", lineterminator="\n").encode()
