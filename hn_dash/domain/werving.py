"""Werving: who has the lead in recruiting new opleiders where, and which existing relations cross it.

Source: nieuwsbrief 25-11-2009, map "Wie gaat waar werven?" with its rules R1 to R5.
"""

from __future__ import annotations

import pandas as pd

from hn_dash.domain.dichtheid import tekort
from hn_dash.domain.effecten import NORM
from hn_dash.domain.kolommen import (
    DICHTHEID,
    GEMEENTE,
    INWONERS,
    OPLEIDERS,
    PLAN,
    PRAKTIJKEN,
    SLOT,
    build_frame,
    gemeentevelden,
    herkomst_van,
)
from hn_dash.domain.plan import leden, opleiders_van_anderen, plan_op
from hn_dash.domain.selectie import Selection
from hn_dash.domain.tellen import TELLING, tel_per_gemeente
from hn_dash.ingest.dataset import Dataset
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
        uitleg="Opleiders van een instituut dat hier niet werft; hun relatie blijft.",
    ),
    PRAKTIJKEN,
    DICHTHEID,
    ColumnSpec(
        "tekort", "Tekort", eenheid="personen", uitleg="Opleiders die er nog bij moeten voor 25 % van de praktijken."
    ),
    INWONERS,
    ColumnSpec("opmerking", "Opmerking", "tekst", uitleg="Toelichting bij de afspraak."),
    ColumnSpec("vanaf", "Vanaf", "tekst", uitleg="Eerste dag waarop het geldt; leeg is de dag van het plan."),
    *PLAN,
    *SLOT,
)


def compute_werving(selectie: Selection, dataset: Dataset) -> ResultTable:
    """The lead plan per gemeente, beside the opleiders that are already there and do not move (R1)."""
    telling = tel_per_gemeente(dataset, selectie.indeling)
    plan = plan_op(dataset, selectie.indeling)
    frame = gemeentevelden(dataset, selectie.indeling).join(telling.frame).join(plan)
    frame["opleiders_andere_instituten"] = opleiders_van_anderen(plan, telling.frame)
    frame["dichtheid_pct"] = 100 * frame["opleiders"] / frame["praktijken"].where(frame["praktijken"] > 0)
    frame["tekort"] = tekort(frame["opleiders"], frame["praktijken"], NORM)
    frame = frame.assign(plan=dataset.plannaam, versie=dataset.planversie)
    binnen = pd.Series(True, index=frame.index)
    if selectie.provincie:
        binnen &= frame["provincie"] == selectie.provincie
    if selectie.instituut:
        binnen &= leden(plan, selectie.instituut)
    herkomst = herkomst_van(dataset, selectie.indeling, "plan", *TELLING)
    uit = build_frame(frame[binnen], KOLOMMEN, herkomst)
    return ResultTable(
        TableSpec("werving", KOLOMMEN, ("gemeentecode",)),
        uit,
        herkomst,
        titel="Wie gaat waar werven?",
        omschrijving=selectie.describe(dataset),
        formule="Per gemeente één staat; een lead gaat over nieuwe opleiders en verandert geen bestaande relatie",
        gebieden={code: (i,) for i, code in enumerate(uit["gemeentecode"])},
        niet_op_kaart=telling.buiten,
        totalen={
            staat: int((uit["staat"] == staat).sum()) for staat in ("lead", "gezamenlijk", "open", "niet besproken")
        },
        opmerkingen=telling.opmerkingen(frame["gemeentenaam"]),
    )
