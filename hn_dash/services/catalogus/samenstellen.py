"""The dataset of a day from the snapshots that count, and from the example for what nobody read in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date

import pandas as pd

from hn_dash.begrippen import PER_INSTITUUT
from hn_dash.dataset import Dataset, Grondslag, Leadplan
from hn_dash.geo.rd import naar_rd
from hn_dash.ingest.soort.soorten import SOORTEN
from hn_dash.store.snapshots import Kenmerken
from hn_dash.tekst import datum

KERN = ("praktijken", "opleiders", "aantallen")
GEEN_PLAN = "geen plan op deze dag"
_HEEL = ("huisartsen", "praktijken", "berekend", "aangeboden", "loting", "geplaatst", "gestart")


def peildata_van(aanvaard: list[Kenmerken], basis: date) -> tuple[date, ...]:
    """The days one can ask for: no earlier than there is anything to count."""
    kern = [k.peildatum for k in aanvaard if k.soort in KERN]
    eerste = min(kern) if kern else basis
    dagen = {k.peildatum for k in aanvaard if k.peildatum >= eerste} | (set() if kern else {basis})
    return tuple(sorted(dagen, reverse=True))


def stel_samen(
    voorbeeld: Grondslag,
    geldend: Mapping[str, Kenmerken],
    frames: Mapping[str, pd.DataFrame],
    dag: date,
    peildata: tuple[date, ...],
) -> Grondslag:
    """The data of a day with the plan that was read in.

    What was not read in comes from the example, on days when the example holds and as long as nothing contradicts it:
    the invented opleiders work in the invented praktijken, so they go when the praktijken are real.
    """
    basis, gebruikt = voorbeeld.dataset, _gekozen(geldend)
    nog = _nog_verzonnen(voorbeeld, gebruikt, dag)
    weg = voorbeeld.verzonnen - gebruikt.keys() - nog
    dataset = _build_dataset(basis, gebruikt, frames, nog, weg, dag, peildata)
    plan = _build_plan(voorbeeld.plan, gebruikt.get("plan"), frames, nog, weg, dataset)
    return Grondslag(dataset, plan, plan)


def _nog_verzonnen(voorbeeld: Grondslag, gebruikt: Mapping[str, Kenmerken], dag: date) -> set[str]:
    """The kinds that come from the example."""
    nog = {soort for soort in voorbeeld.verzonnen - gebruikt.keys() if dag >= voorbeeld.dataset.peildatum}
    if "aantallen" in gebruikt:
        return nog - {"praktijken", "opleiders"}
    return nog - {"opleiders"} if "praktijken" in gebruikt else nog


def _build_dataset(
    basis: Dataset,
    gebruikt: Mapping[str, Kenmerken],
    frames: Mapping[str, pd.DataFrame],
    nog: Set[str],
    weg: Set[str],
    dag: date,
    peildata: tuple[date, ...],
) -> Dataset:
    eigen = {soort: frames[soort] for soort in gebruikt if soort != "plan"}
    eigen |= {soort: getattr(basis, soort).iloc[:0] for soort in weg - {"plan"}}
    kern = gebruikt.get("aantallen") or gebruikt.get("praktijken") or gebruikt.get("opleiders")
    indeling = _indeling(kern.indeling if kern else basis.indeling, basis)
    codering = {soort: gebruikt[soort].indeling if soort in gebruikt else basis.indeling for soort in SOORTEN}
    codering["regio"] = basis.indeling
    bronnen = {soort: f"{k.bron} ({datum(k.peildatum.isoformat())})" for soort, k in gebruikt.items()}
    if "opleiders" in eigen and "praktijken" not in nog | eigen.keys():
        eigen["praktijken"] = basis.praktijken.iloc[:0]
    eigen = _koppel_opleiders(eigen, basis)
    return replace(
        basis,
        **eigen,  # type: ignore[arg-type]  # kinds are the names of frames
        titel="Eigen gegevens" if gebruikt else basis.titel,
        bron="; ".join(dict.fromkeys(bronnen.values())),
        peildatum=dag,
        indeling=indeling,
        voorbeeld=bool(nog),
        vingerafdruk=_vingerafdruk(basis, gebruikt, dag),
        codering={soort: jaar for soort, jaar in codering.items() if jaar != indeling},
        dagen={soort: k.peildatum for soort, k in gebruikt.items()},
        bronnen=bronnen | dict.fromkeys(nog, basis.bron),
        verzonnen=frozenset(nog - {"plan"}),
        peildata=peildata,
    )


def _build_plan(
    voorbeeld: Leadplan,
    gelezen: Kenmerken | None,
    frames: Mapping[str, pd.DataFrame],
    nog: Set[str],
    weg: Set[str],
    dataset: Dataset,
) -> Leadplan:
    """The plan that was read in, or that of the example; empty on days when that does not hold."""
    som = f"{dataset.vingerafdruk} plan"
    if gelezen is None:
        bron = dataset.bronnen.get("plan", "")
        if "plan" in weg:
            return Leadplan(voorbeeld.sleutel, GEEN_PLAN, "", voorbeeld.jaar, bron, som, voorbeeld.frame.iloc[:0])
        return replace(voorbeeld, bron=bron, vingerafdruk=som, verzonnen="plan" in nog)
    bron = dataset.bronnen["plan"]
    return Leadplan(str(gelezen.id), gelezen.bron, str(gelezen.id), gelezen.indeling, bron, som, frames["plan"])


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


def frame_van(soort: str, rijen: pd.DataFrame) -> pd.DataFrame:
    """Rows of a snapshot as the frame that the calculations take."""
    frame = rijen.drop(columns="rij")
    frame = frame.astype({kolom: "Int64" for kolom in _HEEL if kolom in frame})
    if soort == "praktijken":
        x, y = naar_rd(frame.pop("lon").astype(float), frame.pop("lat").astype(float))
        frame.insert(2, "x", x)
        frame.insert(3, "y", y)
    elif soort == "aantallen":
        per = pd.DataFrame(frame.pop("per_instituut").tolist(), index=frame.index).fillna(0).astype("int64")
        half = frame.loc[frame["huisartsen"].isna(), "gemeentecode"]
        frame = frame.join(per.add_prefix(PER_INSTITUUT)).groupby("gemeentecode", as_index=False).sum(min_count=1)
        frame["huisartsen"] = frame["huisartsen"].mask(frame["gemeentecode"].isin(half))
    elif soort == "inwoners":
        frame = frame.groupby("gemeentecode", as_index=False).sum()
    elif soort == "opleiders":
        frame = frame.drop(columns="erkend_tot").fillna({"soort": "", "leeftijdsklasse": ""})
    elif soort == "plan":
        vanaf = frame["vanaf"].map(lambda dag: "" if pd.isna(dag) else dag.isoformat())
        frame = frame.fillna({"status": "", "opmerking": ""}).assign(vanaf=vanaf)
    return frame
