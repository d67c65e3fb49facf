"""`python -m hn_dash.bench.peers plotly|svg|kaal`: a peer on the server settings that HN dash has."""

from __future__ import annotations

import sys

from flask import Flask

from hn_dash.dataset import Grondslag
from hn_dash.settings import read_settings
from hn_dash.start import laad_voorbeeld
from hn_dash.web.serve import serveer


def maak_peer(naam: str, grondslag: Grondslag) -> Flask:
    """The peer's server; only the packages that it needs itself are imported."""
    if naam == "plotly":
        from hn_dash.bench.peers.plotly_kaart import maak_app

        server: Flask = maak_app(grondslag).server
        return server
    if naam == "svg":
        from hn_dash.bench.peers.svg_pagina import maak_server
    else:
        from hn_dash.bench.peers.kaal import maak_server
    return maak_server(grondslag)


if __name__ == "__main__":
    settings = read_settings()
    serveer(maak_peer(sys.argv[1], laad_voorbeeld(settings)), settings)
