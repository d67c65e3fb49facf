"""The dataset of a day: per kind the newest accepted snapshot, and the example for what nobody read in yet."""

from __future__ import annotations

import hashlib
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

from hn_dash.errors import StartFout
from hn_dash.geo.rd import naar_rd
from hn_dash.ingest.dataset import Dataset
from hn_dash.ingest.soorten import SOORTEN
from hn_dash.store.databank import Databank
from hn_dash.store.snapshots import UITVOER, Kenmerken, Snapshots
from hn_dash.tekst import datum

log = structlog.get_logger("hn_dash")

VERS = 1.0
"""Seconds in which we do not ask the database again whether anything changed."""
BEWAARD = 8
"""Datasets that are kept in memory."""
KERN = ("praktijken", "opleiders", "aantallen")
_HEEL = ("huisartsen", "praktijken", "berekend", "aangeboden", "loting", "geplaatst", "gestart")


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
        peildata = _peildata(aanvaard, self.basis.peildatum)
        dag = dag or peildata[0]
        geldend = self.snapshots.geldend(dag)
        return stel_samen(self.basis, geldend, {soort: self.frame(k) for soort, k in geldend.items()}, dag, peildata)

    def frame(self, kenmerken: Kenmerken) -> pd.DataFrame:
        """The rows of a snapshot as the calculations take them."""
        return _frame(kenmerken.soort, self.snapshots.rijen(kenmerken.id, kenmerken.soort))


def _peildata(aanvaard: list[Kenmerken], basis: date) -> tuple[date, ...]:
    """The days one can ask for: no earlier than there is anything to count."""
    kern = [k.peildatum for k in aanvaard if k.soort in KERN]
    eerste = min(kern) if kern else basis
    dagen = {k.peildatum for k in aanvaard if k.peildatum >= eerste} | (set() if kern else {basis})
    return tuple(sorted(dagen, reverse=True))


def stel_samen(
    basis: Dataset,
    geldend: Mapping[str, Kenmerken],
    frames: Mapping[str, pd.DataFrame],
    dag: date,
    peildata: tuple[date, ...],
) -> Dataset:
    """The dataset of a day.

    What was not read in comes from the example, on days when the example holds and as long as nothing contradicts it:
    the invented opleiders work in the invented praktijken, so they go when the praktijken are real.
    """
    gebruikt = _gekozen(geldend)
    eigen = {soort: frames[soort] for soort in gebruikt}
    voorbeeld = {soort for soort in basis.verzonnen - gebruikt.keys() if dag >= basis.peildatum}
    if "aantallen" in gebruikt:
        voorbeeld -= {"praktijken", "opleiders"}
    elif "praktijken" in gebruikt:
        voorbeeld -= {"opleiders"}
    for soort in basis.verzonnen - gebruikt.keys() - voorbeeld:
        eigen[soort] = getattr(basis, soort).iloc[:0]
    kern = gebruikt.get("aantallen") or gebruikt.get("praktijken") or gebruikt.get("opleiders")
    indeling = _indeling(kern.indeling if kern else basis.indeling, basis)
    codering = {soort: gebruikt[soort].indeling if soort in gebruikt else basis.indeling for soort in SOORTEN}
    codering["regio"] = basis.indeling
    bronnen = {soort: f"{k.bron} ({datum(k.peildatum.isoformat())})" for soort, k in gebruikt.items()}
    plan = gebruikt.get("plan")
    if "opleiders" in eigen and "praktijken" not in voorbeeld | eigen.keys():
        eigen["praktijken"] = basis.praktijken.iloc[:0]
    eigen = _koppel_opleiders(eigen, basis)
    return replace(
        basis,
        **eigen,  # type: ignore[arg-type]  # kinds are the names of frames
        titel="Eigen gegevens" if gebruikt else basis.titel,
        bron="; ".join(dict.fromkeys(bronnen.values())),
        peildatum=dag,
        indeling=indeling,
        voorbeeld=bool(voorbeeld),
        vingerafdruk=_vingerafdruk(basis, gebruikt, dag),
        plannaam=plan.bron if plan else basis.plannaam,
        planversie=str(plan.id) if plan else basis.planversie,
        codering={soort: jaar for soort, jaar in codering.items() if jaar != indeling},
        bronnen=bronnen | dict.fromkeys(voorbeeld, basis.bron),
        verzonnen=frozenset(voorbeeld),
        peildata=peildata,
    )


def _gekozen(geldend: Mapping[str, Kenmerken]) -> dict[str, Kenmerken]:
    """The lists of praktijken and opleiders, or the counts: whichever is newer."""
    lijsten = [geldend[soort].rang for soort in ("praktijken", "opleiders") if soort in geldend]
    tellingen = geldend.get("aantallen")
    weg = (
        {"praktijken", "opleiders"}
        if tellingen and tellingen.rang > max(lijsten, default=(date.min, 0))
        else {"aantallen"}
    )
    return {soort: kenmerken for soort, kenmerken in geldend.items() if soort not in weg}


def _koppel_opleiders(eigen: dict[str, pd.DataFrame], basis: Dataset) -> dict[str, pd.DataFrame]:
    """Opleiders get the gemeente of their praktijk."""
    if "opleiders" in eigen and len(eigen["opleiders"]):
        opleiders = eigen["opleiders"]
        van = eigen.get("praktijken", basis.praktijken).set_index("praktijk_id")["gemeentecode"]
        gemeente = opleiders["praktijk_id"].map(van).astype(object).fillna(opleiders["gemeentecode"])
        eigen["opleiders"] = opleiders.assign(gemeentecode=gemeente)
    return eigen


def _indeling(jaar: int, basis: Dataset) -> int:
    """A year with shapes: this one, or the nearest."""
    return min(basis.geo.jaren, key=lambda ander: (abs(ander - jaar), -ander))


def _vingerafdruk(basis: Dataset, gebruikt: Mapping[str, Kenmerken], dag: date) -> str:
    delen = [basis.vingerafdruk, dag.isoformat(), *(f"{k.soort} {k.id} {k.controlegetal}" for k in gebruikt.values())]
    return hashlib.sha256("\n".join(delen).encode()).hexdigest()


def _frame(soort: str, rijen: pd.DataFrame) -> pd.DataFrame:
    """Rows of a snapshot as the frame that the calculations take."""
    frame = rijen.drop(columns="rij")
    frame = frame.astype({kolom: "Int64" for kolom in _HEEL if kolom in frame})
    if soort == "praktijken":
        x, y = naar_rd(frame.pop("lon").astype(float), frame.pop("lat").astype(float))
        frame.insert(2, "x", x)
        frame.insert(3, "y", y)
    elif soort == "aantallen":
        per = pd.DataFrame(frame.pop("per_instituut").tolist(), index=frame.index).fillna(0).astype("int64")
        frame = frame.join(per.add_prefix("opleiders_")).groupby("gemeentecode", as_index=False).sum(min_count=1)
    elif soort == "inwoners":
        frame = frame.groupby("gemeentecode", as_index=False).sum()
    elif soort == "opleiders":
        frame = frame.drop(columns="erkend_tot").fillna({"soort": "", "leeftijdsklasse": ""})
    elif soort == "plan":
        vanaf = frame["vanaf"].map(lambda dag: "" if pd.isna(dag) else dag.isoformat())
        frame = frame.fillna({"status": "", "opmerking": ""}).assign(vanaf=vanaf)
    return frame
