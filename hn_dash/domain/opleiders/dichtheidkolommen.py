"""The columns of the density of opleiders."""

from __future__ import annotations

from collections.abc import Iterator

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
STATUS = ColumnSpec("status", "Status", "tekst", uitleg="Ten opzichte van de norm; gelijk aan de norm is op de norm.")
PCT, PER_10000 = "pct", "per_10000"
KEER = {PCT: 100, PER_10000: 10_000}
"""The units of a ratio, as the names of columns end, and what it is multiplied by in each."""
_KOP = {PCT: "%", PER_10000: "per 10.000"}
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
        *_normen(selectie),
        STATUS,
        ColumnSpec(
            "tekort",
            "Tekort" if per_gemeente else "Tekort (gebied)",
            eenheid=eenheid,
            uitleg="Hoeveel er nodig zijn om de norm te halen.",
        ),
        *((LEAD,) if per_gemeente else (_tekort_som(eenheid), GEMEENTEN)),
        _per_inwoners(selectie),
        *_banden(selectie),
        KLEIN,
        *HERKOMST,
    )


def _decimalen(selectie: Selection) -> dict[str, int]:
    """The units of norm and band, each with its decimals: also per 10.000 inhabitants when people speak of those.

    A share of the inhabitants is a hundredth of what it is per 10.000, so it has two decimals more.
    """
    return {PCT: 4, PER_10000: 2} if selectie.noemer == "inwoners" else {PCT: 1}


def _normen(selectie: Selection) -> Iterator[ColumnSpec]:
    """As precise as the norm was given."""
    eenheden, gegeven = _decimalen(selectie), len(selectie.norm.partition(".")[2])
    for eenheid, decimalen in eenheden.items():
        gevraagd = gegeven + decimalen - min(eenheden.values())
        yield ColumnSpec(
            f"norm_{eenheid}",
            f"Norm ({_KOP[eenheid]})",
            "getal",
            "%" if eenheid == PCT else "",
            max(decimalen, gevraagd),
            scherm=False,
            uitleg="De norm waartegen wordt vergeleken.",
        )


def _banden(selectie: Selection) -> Iterator[ColumnSpec]:
    grenzen = (("laag", "Ondergrens van 95 %: hoe vast dit cijfer is."), ("hoog", "Bovengrens van 95 %."))
    for eenheid, decimalen in _decimalen(selectie).items():
        for grens, uitleg in grenzen:
            yield ColumnSpec(
                f"band_{grens}_{eenheid}",
                f"Stabiliteitsband {grens} ({_KOP[eenheid]})",
                "getal",
                "%" if eenheid == PCT else "",
                decimalen,
                leeg=True,
                scherm=False,
                uitleg=uitleg,
            )


def _verhouding(selectie: Selection) -> ColumnSpec:
    return ColumnSpec(
        "dichtheid_pct",
        "Dichtheid (%)",
        "getal",
        "%",
        _decimalen(selectie)[PCT],
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
