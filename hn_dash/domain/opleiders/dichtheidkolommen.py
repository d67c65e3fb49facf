"""The columns of the density of opleiders."""

from __future__ import annotations

from hn_dash.domain.basis.kolommen import (
    GEBIED,
    GEMEENTE,
    GEMEENTEN,
    HERKOMST,
    HUISARTSEN,
    INWONERS,
    OPLEIDERS,
    OPLEIDINGSPRAKTIJKEN,
    PRAKTIJKEN,
)
from hn_dash.domain.basis.selectie import Selection
from hn_dash.tables import ColumnSpec

LEAD = ColumnSpec(
    "leadinstituten", "Lead", "tekst", "instituut", uitleg="Instituut met de lead, of de staat zonder lead."
)
NORM = ColumnSpec("norm_pct", "Norm (%)", "getal", "%", 1, scherm=False, uitleg="De norm waartegen wordt vergeleken.")
STATUS = ColumnSpec("status", "Status", "tekst", uitleg="Ten opzichte van de norm; gelijk aan de norm is op de norm.")
BAND = (
    ColumnSpec(
        "band_laag_pct",
        "Stabiliteitsband laag (%)",
        "getal",
        "%",
        1,
        leeg=True,
        scherm=False,
        uitleg="Ondergrens van 95 %: hoe vast dit cijfer is.",
    ),
    ColumnSpec(
        "band_hoog_pct",
        "Stabiliteitsband hoog (%)",
        "getal",
        "%",
        1,
        leeg=True,
        scherm=False,
        uitleg="Bovengrens van 95 %.",
    ),
)
KLEIN = ColumnSpec(
    "kleine_noemer", "Kleine noemer", "tekst", uitleg="Minder dan vijf praktijken: één opleider maakt veel verschil."
)


def kolommen_van(selectie: Selection) -> tuple[ColumnSpec, ...]:
    """In order; what is counted and per what, and for areas both shortages, differs from one question to the next."""
    per_gemeente = selectie.niveau == "gemeente"
    eenheid = "personen" if selectie.teller == "opleiders" else "praktijken"
    return (
        *(GEMEENTE if per_gemeente else GEBIED),
        OPLEIDERS,
        OPLEIDINGSPRAKTIJKEN,
        PRAKTIJKEN,
        HUISARTSEN,
        INWONERS,
        ColumnSpec("teller", "Teller", eenheid=selectie.teller, scherm=False, uitleg="Wat boven de streep staat."),
        ColumnSpec("noemer", "Noemer", eenheid=selectie.noemer, scherm=False, uitleg="Wat onder de streep staat."),
        _verhouding(selectie),
        NORM,
        STATUS,
        ColumnSpec(
            "tekort",
            "Tekort" if per_gemeente else "Tekort (gebied)",
            eenheid=eenheid,
            uitleg="Hoeveel er nodig zijn om de norm te halen.",
        ),
        *((LEAD,) if per_gemeente else (_tekort_som(eenheid), GEMEENTEN)),
        _per_inwoners(selectie),
        *BAND,
        KLEIN,
        *HERKOMST,
    )


def _verhouding(selectie: Selection) -> ColumnSpec:
    return ColumnSpec(
        "dichtheid_pct",
        "Dichtheid (%)",
        "getal",
        "%",
        1,
        "teller",
        "noemer",
        leeg=True,
        scherm=selectie.noemer != "inwoners",
        uitleg="100 × teller ÷ noemer; leeg zonder praktijken.",
    )


def _tekort_som(eenheid: str) -> ColumnSpec:
    return ColumnSpec(
        "tekort_som_gemeenten",
        "Tekort (som gemeenten)",
        eenheid=eenheid,
        uitleg="Som van de tekorten per gemeente; een overschot elders telt niet mee.",
    )


def _per_inwoners(selectie: Selection) -> ColumnSpec:
    return ColumnSpec(
        "per_10000",
        "Per 10.000 inwoners",
        "getal",
        "",
        2,
        selectie.teller,
        "inwoners",
        leeg=True,
        uitleg=f"{selectie.teller.capitalize()} per 10.000 inwoners.",
    )
