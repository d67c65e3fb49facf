"""What a day is answered from: per kind the newest accepted snapshot, and the example for what nobody read in yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Condition
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import structlog
from cachetools import LRUCache, cached

from hn_dash.dataset import Grondslag
from hn_dash.errors import StartFout
from hn_dash.ingest.soort.soorten import SOORTEN
from hn_dash.services.catalogus.peiling import Peiling
from hn_dash.services.catalogus.samenstellen import frame_van, peildata_van, stel_samen
from hn_dash.store.databank import Databank
from hn_dash.store.logboek import UITVOER
from hn_dash.store.snapshots import Kenmerken, Snapshots

log = structlog.get_logger("hn_dash")

BEWAARD = 8
"""Days that are kept in memory."""


class Magazijn:
    """Gives what a query's day is answered from; knows when another process changed something.

    Parameters
    ----------
    voorbeeld : the example, with the published facts
    postcodes : a table of postcodes, which places praktijken that have nothing else
    """

    def __init__(self, voorbeeld: Grondslag, databank: Databank, postcodes: Path | None = None) -> None:
        self.postcodes = postcodes
        self.voorbeeld = _verzonnen(voorbeeld)
        self.basis = self.voorbeeld.dataset
        self.peiling = Peiling(databank)
        self.snapshots = Snapshots(databank)
        bewaar = cached(LRUCache(BEWAARD), condition=Condition())  # built once, and nobody else waits for it
        self._op = bewaar(lambda stand, dag: self._stel_samen(dag))

    def __call__(self, query: str | Mapping[str, Any] = "") -> Grondslag:
        """That of the peildatum in a query; of the newest when it has none, or none that we know."""
        delen = dict(parse_qsl(query.lstrip("?"))) if isinstance(query, str) else query
        gevraagd = delen.get("peildatum")
        nieuwste = self.op(None)
        dag = next((dag for dag in nieuwste.dataset.peildata[1:] if dag.isoformat() == gevraagd), None)
        return nieuwste if dag is None else self.op(dag)

    def op(self, dag: date | None) -> Grondslag:
        """That of a day; of the newest one when that is None."""
        return self._op(self.peiling().gegevens, dag)

    def noteer_uitvoer(self, wie: str, wat: str) -> None:
        """Write in the log that something was handed over; a log that cannot be written stops nobody."""
        try:
            self.snapshots.noteer(wie, UITVOER, wat)
        except StartFout as fout:
            log.warning("uitvoer niet genoteerd", reden=fout.zin)

    def frame(self, kenmerken: Kenmerken) -> pd.DataFrame:
        """The rows of a snapshot as the calculations take them."""
        return frame_van(kenmerken.soort, self.snapshots.rijen(kenmerken.id, kenmerken.soort))

    def _stel_samen(self, dag: date | None) -> Grondslag:
        aanvaard = [kenmerken for kenmerken in self.snapshots.lijst() if kenmerken.status == "aanvaard"]
        if not aanvaard:
            return self.voorbeeld
        peildata = peildata_van(aanvaard, self.basis.peildatum)
        dag = dag or peildata[0]
        geldend = self.snapshots.geldend(dag)
        frames = {soort: self.frame(kenmerken) for soort, kenmerken in geldend.items()}
        return stel_samen(self.voorbeeld, geldend, frames, dag, peildata)


def _verzonnen(voorbeeld: Grondslag) -> Grondslag:
    """The example with the kinds that are invented in it; inhabitants are real."""
    is_zo = voorbeeld.dataset.voorbeeld
    gevuld = {soort for soort in SOORTEN if soort != "plan" and len(getattr(voorbeeld.dataset, soort))}
    soorten = frozenset(gevuld if is_zo else ())
    plan = replace(voorbeeld.plan, verzonnen=is_zo)
    return Grondslag(replace(voorbeeld.dataset, verzonnen=soorten), plan, plan)
