"""The recolours that are measured: a visitor of dichtheid who changes one control."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hn_dash.application import create_app
from hn_dash.bench.sessie import Sessie
from hn_dash.dataset import Grondslag
from hn_dash.pages.ids import ADRES, INHOUD, id_van
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.settings import read_settings
from hn_dash.store.databank import Databank

VIEW = "dichtheid"
KEUZES = (
    {"noemer": "huisartsen"},
    {"noemer": "inwoners"},
    {"teller": "opleidingspraktijken"},
    {"norm": "20"},
    {"norm": "30"},
    {"provincie": "Zeeland"},
)
"""Changes of one control on the page as it opens."""


class Bezoek(Sessie):
    """A visitor who has opened the map of dichtheid."""

    def __init__(self, grondslag: Grondslag) -> None:
        with TemporaryDirectory() as leeg:
            magazijn = Magazijn(grondslag, Databank(Path(leeg)))
            super().__init__(create_app(read_settings(), magazijn))
        pagina = self.vraag(self.body(f"{INHOUD}.children", {f"{ADRES}.pathname": f"/{VIEW}"}))
        self.lees(json.loads(pagina)["response"])

    def herkleur(self, keuze: Mapping[str, str]) -> bytes:
        """The call that the page sends when a control has changed."""
        return self.body(_van("antwoord.data"), {_van(f"{deel}.value"): waarde for deel, waarde in keuze.items()})

    def tabel_en_kaartje(self, keuze: Mapping[str, str]) -> tuple[bytes, bytes]:
        """The calls that follow once the answer is painted."""
        antwoord = json.loads(self.vraag(self.herkleur(keuze)))["response"][id_van(VIEW, "antwoord")]["data"]
        getoond = {_van("vraag.data"): antwoord["vraag"]}
        return self.body(_van("tabel.data"), getoond), self.body(_van("kaartje.children"), getoond)


def _van(deel: str) -> str:
    return id_van(VIEW, deel)
