"""Werving: who has the lead in recruiting new opleiders where, and which existing relations cross it.

Source: nieuwsbrief 25-11-2009, map "Wie gaat waar werven?" with its rules R1 to R5.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any

import numpy as np

from hn_dash.begrippen import STATEN, STATUSSEN
from hn_dash.dataset import Dataset, Leadplan
from hn_dash.domain.basis.kolommen import (
    DICHTHEID,
    GEMEENTE,
    HERKOMST,
    INWONERS,
    OPLEIDERS,
    PLAN,
    PRAKTIJKEN,
    build_kolommen,
    gemeentevelden,
    herkomst_van,
)
from hn_dash.domain.basis.norm import NORM, NORM_IN_PCT, tekort
from hn_dash.domain.basis.selectie import Maat, Selection
from hn_dash.domain.basis.tellen import TELLING, count_per_gemeente, heel
from hn_dash.domain.basis.zinnen import welk_deel, welk_plan, welke_gegevens
from hn_dash.domain.plan.afspraak import VELDEN
from hn_dash.domain.plan.beeld import Planbeeld
from hn_dash.tables import ColumnSpec, ResultTable, TableSpec

KOLOMMEN = (
    *GEMEENTE,
    ColumnSpec("staat", "Staat", "tekst", uitleg="lead, gezamenlijk, open of niet besproken."),
    ColumnSpec("instituten", "Instituten", "tekst", "instituut", uitleg="Wie er nieuwe opleiders werft."),
    ColumnSpec("status", "Status", "tekst", uitleg="voorstel, akkoord, geparkeerd of te beslissen."),
    OPLEIDERS,
    ColumnSpec(
        "opleiders_andere_instituten",
        "Van andere instituten",
        eenheid="personen",
        leeg=True,
        uitleg="Opleiders van een instituut dat hier niet werft; hun relatie blijft.",
    ),
    PRAKTIJKEN,
    DICHTHEID,
    ColumnSpec(
        "tekort",
        f"Tekort ({NORM_IN_PCT})",
        eenheid="personen",
        leeg=True,
        uitleg=f"Opleiders die er nog bij moeten voor {NORM_IN_PCT} van de praktijken, welke norm u elders ook kiest.",
    ),
    INWONERS,
    ColumnSpec("opmerking", "Opmerking", "tekst", uitleg="Toelichting bij de afspraak."),
    ColumnSpec("vanaf", "Vanaf", "tekst", uitleg="Eerste dag waarop het geldt; leeg is de dag van het plan."),
    *PLAN,
    *HERKOMST,
)


def compute_werving(selectie: Selection, beeld: Planbeeld) -> ResultTable:
    """The lead plan per gemeente, beside the opleiders that are already there and do not move (R1).

    Without a plan there are no rows: nobody said of any gemeente that it is open.
    """
    dataset, plan = beeld.dataset, beeld.plan
    waarden = _gemeenten(dataset, beeld.indeling) | {
        **{veld: np.array(beeld.kolommen[veld], dtype=object) for veld in VELDEN},
        "opleiders_andere_instituten": beeld.anderen_of_leeg,
    }
    doet_mee = np.full(len(beeld.codes), not plan.ontbreekt)
    if selectie.provincie:
        doet_mee &= np.asarray(waarden["provincie"] == selectie.provincie)
    if selectie.instituut:
        doet_mee &= beeld.deelname([selectie.instituut])[:, 0]
    if not doet_mee.all():
        waarden = {naam: rij[doet_mee] for naam, rij in waarden.items()}
    waarden |= {"plan": plan.naam, "versie": plan.versie}
    herkomst = herkomst_van(dataset, selectie.indeling, "plan", *TELLING, plan=plan)
    uit = build_kolommen(waarden, KOLOMMEN, herkomst)
    staten = Counter(uit["staat"].tolist())
    return ResultTable(
        TableSpec("werving", KOLOMMEN, ("gemeentecode",)),
        uit,
        herkomst,
        titel=MAAT.titel,
        omschrijving=selectie.describe(dataset, plan),
        formule="Per gemeente één staat; een lead gaat over nieuwe opleiders en verandert geen bestaande relatie; "
        f"tekort bij de norm van {NORM_IN_PCT} van de praktijken",
        gebieden={code: (i,) for i, code in enumerate(uit["gemeentecode"].tolist())},
        niet_op_kaart=beeld.telling.buiten,
        totalen={staat: staten[staat] for staat in STATEN},
        opmerkingen=beeld.telling.opmerkingen(dataset.geo.herindeling.lijsten[selectie.indeling]),
        ontbreekt=beeld.ontbreekt,
    )


@lru_cache(maxsize=8)
def _gemeenten(dataset: Dataset, indeling: int) -> dict[str, Any]:
    """The columns that no plan changes."""
    frame = gemeentevelden(dataset, indeling).join(count_per_gemeente(dataset, indeling).frame)
    opleiders, praktijken = frame["opleiders"], frame["praktijken"]
    frame = frame.assign(
        dichtheid_pct=100 * opleiders / praktijken.where(heel(praktijken) > 0),
        tekort=tekort(opleiders, praktijken, NORM),
    ).astype(dict.fromkeys(("opleiders", "praktijken", "tekort", "inwoners"), "Int64"))
    return {str(naam): reeks.array for naam, reeks in frame.items()}


def _zin(selectie: Selection, dataset: Dataset, plan: Leadplan) -> str:
    waar = welk_deel(selectie, dataset)
    return f"Wie nieuwe opleiders werft, {welk_plan(plan)}: {waar}; {welke_gegevens(selectie)}"


MAAT = Maat(
    view="werving",
    versie=1,
    titel="Wie gaat waar werven?",
    beantwoordt="Welk instituut werft waar nieuwe opleiders, en welke bestaande relaties lopen daar doorheen?",
    formule="Per gemeente één staat: lead (één instituut), gezamenlijk (twee of meer), open of niet besproken. "
    "Van andere instituten = opleiders van een instituut dat er niet werft. "
    f"Tekort bij de norm van {NORM_IN_PCT} van de praktijken.",
    eenheid="staat",
    bron="Nieuwsbrief 25-11-2009, kaart met gedragsregels R1 tot en met R5.",
    waarde="staat",
    sleutels=("peildatum", "indeling", "plan", "instituut", "provincie", "afstand"),
    statussen=STATUSSEN,
    zin=_zin,
    compute=compute_werving,
    neemt="plan",
)
