"""Colours with a meaning. One place, so that a class looks the same in map, legend and chart.

The institutes' colours keep a CIEDE2000 distance of at least 15 from each other, also for readers with deuteranopia,
protanopia or tritanopia (Machado et al. 2009, severity 1); a test holds them to it.
"""

from __future__ import annotations

INSTITUUT = {
    "aumc": "#2f68de",
    "umcu": "#e7840a",
    "radboud": "#0ea67b",
    "lumc": "#cc2e0a",
    "emc": "#f0e442",
    "maastricht": "#935374",
    "umcg": "#8fd0f0",
}
VROEGER_INSTITUUT = {"amc": "#2f68de", "vumc": "#7fa3ee"}

ONDER = ("#b9501d", "#f3b27a")
BOVEN = ("#dbe9f3", "#8fbcd9", "#3d7eb0")
OPLOPEND = ("#e4eef5", "#b3d0e4", "#7cafd0", "#4687b5", "#1f5c8c", "#0d3b66", "#062440")

ZONDER = ("#fff7f2", "#a03010")
LEEG = ("#e3e6e8", "#8a949b")
ONBEKEND = ("#f4f4f2", "#9aa1a6")
OPEN = ("#ffffff", "#7b8790")
NEUTRAAL = "#dfe6e3"
BUITEN = "var(--kaart-buiten)"
CIRKEL = "#1d252c"


def instituut_kleur(code: str) -> str:
    """The fill of an institute, also of one that has merged into another."""
    return {**INSTITUUT, **VROEGER_INSTITUUT}[code]
