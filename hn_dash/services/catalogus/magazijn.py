"""The dataset of a day: per kind the newest accepted snapshot, and the example for what nobody read in yet."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import structlog

from hn_dash.dataset import Dataset
from hn_dash.errors import StartFout
from hn_dash.ingest.soort.soorten import SOORTEN
from hn_dash.services.catalogus.samenstellen import frame_van, peildata_van, stel_samen
from hn_dash.store.databank import Databank
from hn_dash.store.snapshots import UITVOER, Kenmerken, Snapshots

log = structlog.get_logger("hn_dash")

VERS = 1.0
"""Seconds in which we do not ask the database again whether anything changed."""
BEWAARD = 8
"""Datasets that are kept in memory."""


class Magazijn:
    """Gives the dataset of a query; knows when another process changed something.

    Parameters
    ----------
    basis : the example, with the published facts
    postcodes : a table of postcodes, which places praktijken that have nothing else
    """

    def __init__(self, basis: Dataset, databank: Databank, postcodes: Path | None = None) -> None:
        self.postcodes = postcodes
        self.basis = replace(
            basis, verzonnen=frozenset(SOORTEN) - {"aantallen", "inwoners"} if basis.voorbeeld else frozenset()
        )
        self.snapshots = Snapshots(databank)
        self._bewaard: OrderedDict[tuple[int, date | None], Dataset] = OrderedDict()
        self._slot = Lock()
        self._stand, self._gezien = 0, -VERS

    def __call__(self, query: str | Mapping[str, Any] = "") -> Dataset:
        """The dataset of the peildatum in a query; of the newest when it has none, or none that we know."""
        delen = dict(parse_qsl(query.lstrip("?"))) if isinstance(query, str) else query
        gevraagd = delen.get("peildatum")
        nieuwste = self.op(None)
        dag = next((dag for dag in nieuwste.peildata[1:] if dag.isoformat() == gevraagd), None)
        return nieuwste if dag is None else self.op(dag)

    def stand(self) -> int:
        """The state of the database, at most a second old."""
        if time.monotonic() - self._gezien >= VERS:
            self._stand, self._gezien = self.snapshots.stand(), time.monotonic()
        return self._stand

    def noteer_uitvoer(self, wie: str, wat: str) -> None:
        """Write in the log that something was handed over; a log that cannot be written stops nobody."""
        try:
            self.snapshots.noteer(wie, UITVOER, wat)
        except StartFout as fout:
            log.warning("uitvoer niet genoteerd", reden=fout.zin)

    def ververs(self) -> None:
        """Look again at once: something was just changed here."""
        self._gezien = -VERS

    def op(self, dag: date | None) -> Dataset:
        """The dataset of a day; of the newest one when that is None."""
        sleutel = (self.stand(), dag)
        with self._slot:
            if sleutel not in self._bewaard:
                self._bewaard[sleutel] = self._stel_samen(dag)
                if len(self._bewaard) > BEWAARD:
                    self._bewaard.popitem(last=False)
            self._bewaard.move_to_end(sleutel)
            return self._bewaard[sleutel]

    def praktijken_op(self, dag: date) -> frozenset[str]:
        """The praktijk_id's that opleiders of a day can refer to."""
        eigen = self.snapshots.geldend(dag).get("praktijken")
        return self.snapshots.praktijken(eigen.id) if eigen else frozenset(self.basis.praktijken["praktijk_id"])

    def _stel_samen(self, dag: date | None) -> Dataset:
        aanvaard = [kenmerken for kenmerken in self.snapshots.lijst() if kenmerken.status == "aanvaard"]
        if not aanvaard:
            return self.basis
        peildata = peildata_van(aanvaard, self.basis.peildatum)
        dag = dag or peildata[0]
        geldend = self.snapshots.geldend(dag)
        return stel_samen(self.basis, geldend, {soort: self.frame(k) for soort, k in geldend.items()}, dag, peildata)

    def frame(self, kenmerken: Kenmerken) -> pd.DataFrame:
        """The rows of a snapshot as the calculations take them."""
        return frame_van(kenmerken.soort, self.snapshots.rijen(kenmerken.id, kenmerken.soort))
