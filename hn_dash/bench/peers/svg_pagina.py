"""The limit: a plain page with an inline SVG, recoloured by its own script."""

from __future__ import annotations

import json

import shapely
from flask import Flask

from hn_dash.bench.peers import KEUZE, NOEMERS
from hn_dash.bench.peers.gegevens import kleuren, vormen
from hn_dash.dataset import Grondslag

_PAGINA = """<!DOCTYPE html>
<html>
<head><meta charset="utf-8"><title>svg</title>
<style>svg {{ height: 600px }} path {{ stroke: #fff; stroke-width: 200 }}</style></head>
<body>
<select id="{keuze}">{opties}</select>
<svg id="kaart" viewBox="{kader}">{paden}</svg>
<script>
const kleuren = {kleuren};
const vlakken = document.querySelectorAll("#kaart path");
const keuze = document.getElementById("{keuze}");
const verf = () => vlakken.forEach((vlak, i) => {{ vlak.style.fill = kleuren[keuze.value][i]; }});
keuze.addEventListener("change", verf);
verf();
</script>
</body>
</html>
"""


def maak_server(grondslag: Grondslag) -> Flask:
    """One page: a select and a map."""
    gemeenten = vormen(grondslag.dataset.geo.indeling(grondslag.dataset.indeling)).geometry
    links, onder, rechts, boven = (int(waarde) for waarde in gemeenten.total_bounds)
    gespiegeld = shapely.transform(gemeenten.to_numpy(), lambda punten: (punten - (links, boven)) * (1, -1))
    pagina = _PAGINA.format(
        keuze=KEUZE,
        opties="".join(f"<option>{noemer}</option>" for noemer in NOEMERS),
        kader=f"0 0 {rechts - links} {boven - onder}",
        paden="".join(f'<path d="{_pad(vorm)}"/>' for vorm in gespiegeld),
        kleuren=json.dumps(kleuren(grondslag)),
    )
    server = Flask("svg")
    server.add_url_rule("/", view_func=lambda: pagina)
    return server


def _pad(vorm: shapely.Geometry) -> str:
    ringen = shapely.get_rings(shapely.get_parts(vorm))
    punten = [shapely.get_coordinates(ring)[:-1].astype(int).tolist() for ring in ringen]
    return "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in punten)
