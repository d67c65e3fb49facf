"""How the map of each measure looks; a measure that is not here has no map."""

from __future__ import annotations

from hn_dash.views.kaart.aanzien import dichtheid, plaatsing, vergelijking, vestiging, werving

AANZIEN = {
    "vestiging": vestiging.AANZIEN,
    "dichtheid": dichtheid.AANZIEN,
    "werving": werving.AANZIEN,
    "vergelijking": vergelijking.AANZIEN,
    "plaatsing": plaatsing.AANZIEN,
}
"""Name of a measure -> how its map looks."""
