"""Leadgebieden: what the area that each institute recruits in holds, beside the country.

Source: nieuwsbrief 25-11-2009, map "Wie gaat waar werven?".
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from hn_dash.dataset import Dataset, Leadplan
from hn_dash.domain.basis.keuzes import LOCATIE, UMC, keuzenaam
from hn_dash.domain.basis.kolommen import (
    DICHTHEID,
    GEBIED,
    GEMEENTEN,
    HERKOMST,
    INWONERS,
    OPLEIDERS,
    PLAN,
    PRAKTIJKEN,
    build_kolommen,
    herkomst_van,
)
from hn_dash.domain.basis.norm import NORM_IN_PCT
from hn_dash.domain.basis.selectie import Maat, Selection
from hn_dash.domain.basis.tellen import TELLING, som
from hn_dash.domain.basis.zinnen import welk_plan, welke_gegevens
from hn_dash.domain.plan.beeld import Planbeeld
from hn_dash.domain.plan.effecten import REGEL, SOMMEN, per_gebied
from hn_dash.tables import ColumnSpec, ResultTable, TableSpec

_TOT = {LOCATIE: "de dichtstbijzijnde opleidingslocatie van het instituut", UMC: "het umc van het instituut"}
KOLOMMEN = (
    *GEBIED,
    GEMEENTEN,
    INWONERS,
    PRAKTIJKEN,
    OPLEIDERS,
    DICHTHEID,
    ColumnSpec(
        "tekort",
        f"Tekort ({NORM_IN_PCT})",
        eenheid="personen",
        leeg=True,
        uitleg=f"Som van de tekorten per gemeente bij de norm van {NORM_IN_PCT} van de praktijken.",
    ),
    ColumnSpec(
        "plekken",
        "Plekken",
        eenheid="plekken",
        leeg=True,
        uitleg="Berekende plekken van het instituut in het nieuwste jaar.",
    ),
    ColumnSpec(
        "eigen_opleiders",
        "Eigen opleiders",
        eenheid="personen",
        leeg=True,
        uitleg="Opleiders van het instituut, waar zij ook werken.",
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
        "Hemelsbreed (km)",
        "getal",
        "km",
        leeg=True,
        uitleg=f"Gemiddelde afstand hemelsbreed, gewogen naar inwoners, tot {_TOT[LOCATIE]}; of tot {_TOT[UMC]} als "
        "dat gekozen is.",
    ),
    ColumnSpec(
        "km_p90", "Hemelsbreed p90 (km)", "getal", "km", leeg=True, uitleg="De afstand waarbinnen 90 % van hen woont."
    ),
    *PLAN,
    *HERKOMST,
)


def compute_leadgebieden(selectie: Selection, beeld: Planbeeld) -> ResultTable:
    """The rows of `per_gebied`, each with the gemeenten that it covers; every gemeente is in exactly one.

    Without a plan there are no rows.
    """
    dataset, plan, namen = beeld.dataset, beeld.plan, beeld.gebiedsnamen
    gebieden = per_gebied(beeld, afstand=selectie.afstand)
    if plan.ontbreekt:
        gebieden = {naam: rij[:0] for naam, rij in gebieden.items()}
    herkomst = herkomst_van(dataset, selectie.indeling, "plan", *TELLING, "plekken", plan=plan)
    waarden = gebieden | {
        "gebiedsnaam": [namen[sleutel] for sleutel in gebieden["gebied"]],
        "plan": plan.naam,
        "versie": plan.versie,
    }
    nummer = {sleutel: (i,) for i, sleutel in enumerate(gebieden["gebied"])}
    sommen = {naam: np.nan if plan.ontbreekt else _som(gebieden[naam]) for naam in SOMMEN}
    sommen["eigen_opleiders"] = som(gebieden["eigen_opleiders"]) if len(nummer) else np.nan
    dichtheid = 100 * sommen["opleiders"] / sommen["praktijken"] if sommen["praktijken"] else float("nan")
    return ResultTable(
        TableSpec("leadgebieden", KOLOMMEN, ("gebied",)),
        build_kolommen(waarden, KOLOMMEN, herkomst),
        herkomst,
        titel=MAAT.titel,
        omschrijving=selectie.describe(dataset, plan),
        formule=f"{REGEL}, tot {_TOT[selectie.afstand]}",
        gebieden={code: nummer[naam] for code, naam in zip(beeld.codes, beeld.gebied, strict=True) if naam in nummer},
        niet_op_kaart=beeld.telling.buiten,
        totalen={**sommen, "dichtheid_pct": dichtheid},
        opmerkingen=beeld.telling.opmerkingen(dataset.geo.herindeling.lijsten[selectie.indeling]),
        ontbreekt=beeld.ontbreekt,
    )


def _som(waarden: Any) -> float:
    """What a column adds up to; nan when part of it is unknown."""
    return float("nan") if pd.isna(waarden).any() else int(waarden.sum())


def _zin(selectie: Selection, dataset: Dataset, plan: Leadplan) -> str:
    ver = f"afstand tot {keuzenaam('afstand', selectie.afstand, dataset)}"
    return f"Wat het gebied van elk instituut omvat, {welk_plan(plan)}; {ver}; {welke_gegevens(selectie)}"


MAAT = Maat(
    view="leadgebieden",
    versie=1,
    titel="Leadgebieden",
    beantwoordt="Wat omvat het gebied waar elk instituut werft, en wat is daar te doen?",
    formule=f"{REGEL}, tot {_TOT[LOCATIE]} of tot {_TOT[UMC]}. Tekort opgeteld over gemeenten; plekken: berekend, in "
    "het nieuwste jaar.",
    eenheid="gemeenten, personen, praktijken, plekken, % en km",
    bron="Nieuwsbrief 25-11-2009 (lead, gezamenlijk, open; norm); jaarverslag 2020 §3.1 en §3.3.",
    waarde="inwoners",
    sleutels=("peildatum", "indeling", "plan", "afstand"),
    zin=_zin,
    compute=compute_leadgebieden,
    neemt="plan",
)
