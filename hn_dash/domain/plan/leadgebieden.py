"""Leadgebieden: what the area that each institute recruits in holds, beside the country.

Source: nieuwsbrief 25-11-2009, map "Wie gaat waar werven?".
"""

from __future__ import annotations

from hn_dash.domain.basis.kolommen import (
    DICHTHEID,
    GEBIED,
    GEMEENTEN,
    INWONERS,
    OPLEIDERS,
    PLAN,
    PRAKTIJKEN,
    SLOT,
    build_frame,
    herkomst_van,
)
from hn_dash.domain.basis.selectie import Selection
from hn_dash.domain.basis.tellen import TELLING
from hn_dash.domain.plan.beeld import OVERIG, Planbeeld
from hn_dash.domain.plan.effecten import REGEL, SOMMEN, per_instituut
from hn_dash.tables import ColumnSpec, ResultTable, TableSpec

KOLOMMEN = (
    *GEBIED,
    GEMEENTEN,
    INWONERS,
    PRAKTIJKEN,
    OPLEIDERS,
    DICHTHEID,
    ColumnSpec("tekort", "Tekort", eenheid="personen", uitleg="Som van de tekorten per gemeente bij de norm van 25 %."),
    ColumnSpec(
        "plekken", "Plekken", eenheid="plekken", uitleg="Berekende plekken van het instituut in het nieuwste jaar."
    ),
    ColumnSpec(
        "opleiders_elders",
        "Opleiders elders",
        eenheid="personen",
        leeg=True,
        uitleg="Opleiders van het instituut waar een ander werft; hun relatie blijft.",
    ),
    ColumnSpec(
        "gezamenlijk_pct",
        "Gezamenlijk (%)",
        "getal",
        "%",
        leeg=True,
        uitleg="Deel van de inwoners waar het instituut werft dat in gezamenlijke gemeenten woont.",
    ),
    ColumnSpec(
        "km",
        "Afstand (km)",
        "getal",
        "km",
        leeg=True,
        uitleg="Gemiddelde afstand tot het instituut, hemelsbreed en gewogen naar inwoners.",
    ),
    ColumnSpec(
        "km_p90", "Afstand p90 (km)", "getal", "km", leeg=True, uitleg="De afstand waarbinnen 90 % van hen woont."
    ),
    *PLAN,
    *SLOT,
)


def compute_leadgebieden(selectie: Selection, beeld: Planbeeld) -> ResultTable:
    """The rows of `per_instituut`, each with the gemeenten that it covers; every gemeente is in exactly one."""
    dataset, plan = beeld.dataset, beeld.plan
    gebieden = per_instituut(beeld)
    namen = dict(zip(dataset.instituten["instituut"], dataset.instituten["kort"], strict=True)) | OVERIG
    herkomst = herkomst_van(dataset, selectie.indeling, "plan", *TELLING, "plekken", plan=plan)
    frame = gebieden.assign(
        gebied=gebieden.index,
        gebiedsnaam=[namen[sleutel] for sleutel in gebieden.index],
        plan=plan.naam,
        versie=plan.versie,
    )
    nummer = {sleutel: (i,) for i, sleutel in enumerate(gebieden.index)}
    som = {naam: int(gebieden[naam].sum()) for naam in SOMMEN}
    dichtheid = 100 * som["opleiders"] / som["praktijken"] if som["praktijken"] else float("nan")
    telling = beeld.telling
    return ResultTable(
        TableSpec("leadgebieden", KOLOMMEN, ("gebied",)),
        build_frame(frame, KOLOMMEN, herkomst),
        herkomst,
        titel="Leadgebieden",
        omschrijving=selectie.describe(dataset, plan),
        formule=REGEL,
        gebieden={code: nummer[sleutel] for code, sleutel in zip(beeld.codes, beeld.gebied, strict=True)},
        niet_op_kaart=telling.buiten,
        totalen={**som, "dichtheid_pct": dichtheid},
        opmerkingen=telling.opmerkingen(dataset.geo.indeling(selectie.indeling).gemeenten["gemeentenaam"]),
    )
