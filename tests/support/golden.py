"""The answers and the CSV of the views on the world of tests/support/wereld.py, as they were looked over once.

The tests of Python make them again and those of the scripts draw the answers. After a change that is meant, write them
anew with `python -m tests.support.golden` and look at what differs.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from hn_dash.dataset import Grondslag
from hn_dash.domain import maten
from hn_dash.geo.build.topologie import build_topologie, to_raster
from hn_dash.views.uitvoer.csv import STIJLEN, Stijl, to_csv
from hn_dash.views.vraag import Vraag, kaartantwoord, tabelantwoord
from tests.support.wereld import GEMEENTEN, PLAN, maak_geo, maak_leadplan, maak_plan, maak_wereld

_GOLDEN = Path(__file__).parents[1] / "golden"
MAP, CSV = _GOLDEN / "antwoorden", _GOLDEN / "csv"
VRAGEN = {
    "vestiging": ("vestiging", ""),
    "dichtheid": ("dichtheid", ""),
    "dichtheid-provincie": ("dichtheid", "niveau=provincie"),
    "werving": ("werving", ""),
    "werving-kruisend": ("werving", "laag=kruisend"),
    "werving-tekort": ("werving", "laag=tekort"),
    "vergelijking": ("vergelijking", "plan=p2"),
    "plaatsing": ("plaatsing", "ronde=2025"),
}
"""Name of the file -> view and query."""
TABELLEN = {
    "vestiging": ("vestiging", ""),
    "vestiging-2022": ("vestiging", "indeling=2022"),
    "dichtheid": ("dichtheid", ""),
    "dichtheid-provincie": ("dichtheid", "niveau=provincie"),
    "werving": ("werving", ""),
    "leadgebieden": ("leadgebieden", ""),
    "vergelijking": ("vergelijking", "plan=p2"),
    "plaatsing": ("plaatsing", "ronde=2025"),
    "landelijk": ("landelijk", ""),
}
"""The same for the tables as CSV: each view has one."""
ANDERS = {
    "GM0001": ("GM0001", "lead", "lumc", "akkoord", ""),
    "GM0003": ("GM0003", "lead", "emc", "akkoord", ""),
    "GM0004": ("GM0004", "open", "", "", ""),
}
"""What plan p2 says other than the plan of the world: another lead, another status only, and now open."""
_RASTER = 500


def maak_antwoord(naam: str, wereld: Grondslag) -> dict[str, Any]:
    """What the map and the grid get, as they go over the line."""
    vraag = Vraag.from_query(*VRAGEN[naam], met_tweede_plan(wereld) if naam == "vergelijking" else wereld)
    return json.loads(json.dumps({"kaart": kaartantwoord(vraag), "tabel": tabelantwoord(vraag)}))


def maak_csv(naam: str, stijl: Stijl, wereld: Grondslag) -> bytes:
    """A table as it is handed over."""
    grondslag = met_tweede_plan(wereld) if naam == "vergelijking" else wereld
    return to_csv(maten.compute(maten.from_query(*TABELLEN[naam], grondslag), grondslag), stijl)


def met_tweede_plan(wereld: Grondslag) -> Grondslag:
    """Plan p2 beside the plan of the world."""
    frame = maak_plan([ANDERS.get(rij[0], rij) for rij in PLAN])
    plan = replace(maak_leadplan(frame), sleutel="p2", naam="Tweede plan", versie="7")
    return replace(wereld, plan=plan, plannen=(("1", "Proefplan"), ("p2", "Tweede plan")))


def read_antwoord(naam: str) -> dict[str, Any]:
    """The same as it was."""
    return json.loads((MAP / f"{naam}.json").read_text(encoding="utf-8"))


@cache
def topologie() -> dict[str, Any]:
    """The six gemeenten as the browser gets them."""
    vormen = np.array(maak_geo().indeling(2026).vormen.geometry)
    eigenschappen = [
        {"naam": naam, "provincie": provincie, "x": links + rechts, "y": onder + boven}
        for naam, provincie, _, (links, onder, rechts, boven) in GEMEENTEN.values()
    ]
    return build_topologie(list(GEMEENTEN), to_raster(vormen, _RASTER), _RASTER, eigenschappen) | {"vroeger": []}


def _tekst(waarde: Any, diepte: int = 0) -> str:
    """JSON with a line for each key and each class, so that a difference is seen."""
    ruim = "\n" + " " * (diepte + 1)
    if isinstance(waarde, dict) and waarde and diepte < 3:
        delen = (f"{json.dumps(sleutel)}: {_tekst(deel, diepte + 1)}" for sleutel, deel in waarde.items())
        return "{" + ruim + f",{ruim}".join(delen) + "\n" + " " * diepte + "}"
    if isinstance(waarde, list) and waarde and isinstance(waarde[0], dict):
        return "[" + ruim + f",{ruim}".join(_tekst(deel, 3) for deel in waarde) + "\n" + " " * diepte + "]"
    return json.dumps(waarde, ensure_ascii=False)


if __name__ == "__main__":
    MAP.mkdir(exist_ok=True)
    CSV.mkdir(exist_ok=True)
    wereld = maak_wereld()
    for naam in VRAGEN:
        (MAP / f"{naam}.json").write_text(_tekst(maak_antwoord(naam, wereld)) + "\n", encoding="utf-8")
    for naam in TABELLEN:
        for stijl in STIJLEN:
            (CSV / f"{naam}-{stijl}.csv").write_bytes(maak_csv(naam, stijl, wereld))
