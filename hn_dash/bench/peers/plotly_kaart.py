"""The usual way: px.choropleth with the GeoJSON in the figure, and a callback that returns the whole figure."""

from __future__ import annotations

import json

import dash_bootstrap_components as dbc
import plotly.express as px
from dash import Dash, Input, Output, dcc, html
from plotly.graph_objects import Figure

from hn_dash.bench.peers import KEUZE, NOEMERS
from hn_dash.bench.peers.gegevens import dichtheid, vormen
from hn_dash.dataset import Grondslag

DECIMALEN = 5
"""Of a degree: about a metre. As many as GeoPandas gives would only make the peer heavier."""
_LEEG = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
_WERELD = {
    "type": "Topology",
    "arcs": [],
    "objects": {naam: {"type": "GeometryCollection", "geometries": []} for naam in _LEEG},
}
_INDEX = f"""<!DOCTYPE html>
<html>
<head>{{%metas%}}<title>{{%title%}}</title>{{%css%}}</head>
<body>
<script>window.PlotlyGeoAssets = {{"topojson": {{"world_110m": {json.dumps(_WERELD)}}}}};</script>
{{%app_entry%}}<footer>{{%config%}}{{%scripts%}}{{%renderer%}}</footer>
</body>
</html>
"""
"""Without a world of its own to draw, plotly would fetch one from elsewhere."""


def maak_app(grondslag: Grondslag) -> Dash:
    """One page: a select and a map."""
    gemeenten = (
        vormen(grondslag.dataset.geo.indeling(grondslag.dataset.indeling))
        .to_crs(4326)
        .orient_polygons(exterior_cw=True)
    )
    geojson = json.loads(gemeenten.to_json(), parse_float=lambda getal: round(float(getal), DECIMALEN))
    frame = dichtheid(grondslag)
    app = Dash("peer", index_string=_INDEX, enable_mcp=False, add_log_handler=False)
    app.layout = html.Div(
        [
            dbc.Select(id=KEUZE, value=NOEMERS[0], options=[{"value": noemer, "label": noemer} for noemer in NOEMERS]),
            dcc.Graph(id="kaart", style={"height": "600px"}),
        ]
    )

    @app.callback(Output("kaart", "figure"), Input(KEUZE, "value"))
    def teken(noemer: str) -> Figure:
        figuur = px.choropleth(
            frame, geojson=geojson, locations="gemeentecode", color=noemer, hover_name="gemeentenaam"
        )
        figuur.update_geos(fitbounds="locations", visible=False)
        return figuur

    return app
