"""Plaatsing: the places of each opleidingslocatie, from population to aios that started, per round or year.

Source: jaarverslag 2020 §3.1 (places from population), §3.2 (locations) and §3.4 (lottery rounds).
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from hn_dash.domain.kolommen import SLOT, build_frame, herkomst_van
from hn_dash.domain.selectie import Selection
from hn_dash.geo.herindelingen import naar_codes
from hn_dash.ingest.dataset import Dataset
from hn_dash.tables import ColumnSpec, ResultTable, TableSpec

RANDSTAD, PERIFERIE = "Randstad", "periferie"
FUSIEJAAR = 2024
_PLEKKEN = ("berekend", "aangeboden", "loting", "geplaatst", "gestart")


def _aantal(naam: str, kop: str, uitleg: str, scherm: bool = True) -> ColumnSpec:
    return ColumnSpec(naam, kop, eenheid="plekken", leeg=True, scherm=scherm, uitleg=uitleg)


KOLOMMEN = (
    ColumnSpec("jaar", "Jaar", scherm=False),
    ColumnSpec("ronde", "Ronde", "tekst", uitleg="Startmaand, of het jaar voor alle rondes samen."),
    ColumnSpec("locatie", "Locatie", "tekst", scherm=False),
    ColumnSpec("locatienaam", "Locatie", "tekst", uitleg="Opleidingslocatie."),
    ColumnSpec("instituut", "Instituut", "tekst", "instituut", uitleg="Instituut van de locatie in dat jaar."),
    ColumnSpec(
        "inwoners",
        "Inwoners",
        eenheid="personen",
        uitleg="Inwoners van het verzorgingsgebied; gedeelde gemeenten naar aandeel.",
    ),
    ColumnSpec(
        "quotum", "Quotum", "getal", "plekken", 2, uitleg="Aandeel in de inwoners × alle berekende plekken, onafgerond."
    ),
    _aantal("berekend", "Berekend", "Plekken volgens de verdeling naar inwoners."),
    _aantal("aangeboden", "Aangeboden", "Wat het instituut op deze locatie aanbiedt."),
    _aantal("loting", "Loting", "Plekken die in de loting zaten."),
    _aantal("geplaatst", "Geplaatst", "In de loting geplaatste kandidaten."),
    _aantal("gestart", "Gestart", "Aios die begonnen, naplaatsing inbegrepen."),
    _aantal("niet_vervuld", "Niet vervuld", "Loting min geplaatst."),
    ColumnSpec(
        "plekken_per_100000",
        "Per 100.000 inwoners",
        "getal",
        "",
        2,
        "aangeboden",
        "inwoners",
        leeg=True,
        uitleg="Aangeboden plekken per 100.000 inwoners van het verzorgingsgebied.",
    ),
    _aantal("afwijking", "Afwijking", "Aangeboden min berekend."),
    ColumnSpec(
        "afwijking_pct",
        "Afwijking (%)",
        "getal",
        "%",
        1,
        "afwijking",
        "berekend",
        leeg=True,
        uitleg="Afwijking als deel van berekend.",
    ),
    ColumnSpec("gebied", "Gebied", "tekst", uitleg="Randstad of periferie."),
    _aantal("advies", "Advies", "Advies Capaciteitsorgaan; niet per locatie gepubliceerd.", scherm=False),
    _aantal("vws_totaal", "VWS landelijk", "Door VWS bekostigde plekken in het hele land dat jaar.", scherm=False),
    *SLOT,
)


def compute_plaatsing(selectie: Selection, dataset: Dataset) -> ResultTable:
    """The chain of numbers per opleidingslocatie, with its deviation and its share by population.

    Formula: quotum = H x V_l / V, with H all calculated places of the round and V_l the inhabitants of the location's
    catchment. `totalen` compare Randstad and periferie; an index of 100 means the same number per inhabitant.
    """
    rondes = dataset.plekken[dataset.plekken["jaar"] == selectie.jaar]
    if len(selectie.ronde) > 4:
        rondes = rondes[rondes["ronde"] == selectie.ronde]
    som = rondes.groupby("locatie")[list(_PLEKKEN)].sum(min_count=1)
    loting = rondes.dropna(subset=["loting", "geplaatst"])
    som["niet_vervuld"] = (loting["loting"] - loting["geplaatst"]).groupby(loting["locatie"]).sum()
    aandelen = _aandelen(dataset, selectie.indeling)
    inwoners = dataset.geo.indeling(selectie.indeling).gemeenten["inwoners"]
    verzorgd = (aandelen["aandeel"] * aandelen["gemeentecode"].map(inwoners)).groupby(aandelen["locatie"]).sum()
    locaties = dataset.locaties.set_index("locatie")
    frame = som.reindex([code for code in locaties.index if code in som.index])
    verzorgd = verzorgd.reindex(frame.index).fillna(0)
    frame = frame.assign(
        jaar=selectie.jaar,
        ronde=selectie.ronde,
        locatie=frame.index,
        locatienaam=locaties["naam"].reindex(frame.index),
        instituut=locaties["instituut_2020" if selectie.jaar < FUSIEJAAR else "instituut_nu"].reindex(frame.index),
        inwoners=_afgerond(verzorgd),
        quotum=float(frame["berekend"].sum()) * verzorgd / verzorgd.sum(),
        plekken_per_100000=100_000 * frame["aangeboden"].astype("float64") / verzorgd,
        afwijking=frame["aangeboden"] - frame["berekend"],
        gebied=locaties["randstad"].reindex(frame.index).map({"ja": RANDSTAD, "nee": PERIFERIE}),
    )
    frame["advies"], frame["vws_totaal"] = pd.NA, _vws(dataset, selectie.jaar)
    frame["afwijking_pct"] = 100 * frame["afwijking"].astype("float64") / frame["berekend"].astype("float64")
    herkomst = herkomst_van(dataset, selectie.indeling)
    uit = build_frame(frame, KOLOMMEN, herkomst)
    nummer = {locatie: i for i, locatie in enumerate(uit["locatie"])}
    groot = aandelen[aandelen["locatie"].isin(nummer)].sort_values("aandeel", ascending=False, kind="stable")
    return ResultTable(
        TableSpec("plaatsing", KOLOMMEN, ("jaar", "ronde", "locatie")),
        uit,
        herkomst,
        titel="Plaatsing per opleidingslocatie",
        omschrijving=selectie.describe(dataset),
        formule="Quotum = aandeel in de inwoners × alle berekende plekken; afwijking = aangeboden − berekend; "
        "niet vervuld = loting − geplaatst",
        gebieden={
            str(code): tuple(nummer[naam] for naam in deel) for code, deel in groot.groupby("gemeentecode")["locatie"]
        },
        totalen=_totalen(uit),
    )


def _aandelen(dataset: Dataset, indeling: int) -> pd.DataFrame:
    """gemeentecode, locatie, aandeel on an indeling; parts of a gemeente that split have its shares."""
    bekend = dataset.verzorgingsgebied
    codes = set(dataset.geo.indeling(indeling).codes)
    if set(bekend["gemeentecode"]) <= codes and indeling >= dataset.indeling:
        return bekend
    rijen = [
        (nieuw, locatie, aandeel)
        for oud, locatie, aandeel in bekend[["gemeentecode", "locatie", "aandeel"]].itertuples(index=False)
        for nieuw, _ in naar_codes(oud, dataset.indeling, indeling, dataset.geo)
    ]
    return pd.DataFrame(rijen, columns=["gemeentecode", "locatie", "aandeel"])


def _afgerond(waarden: pd.Series) -> pd.Series:
    """Whole persons with the same sum: largest remainders get the units that rounding down leaves."""
    onder = waarden.astype("int64")
    rest = round(waarden.sum()) - int(onder.sum())
    erbij = (waarden - onder).sort_values(ascending=False, kind="stable").index[:rest]
    return onder.where(~onder.index.isin(erbij), onder + 1)


def _vws(dataset: Dataset, jaar: int) -> Any:
    rij = dataset.plekken_landelijk.loc[dataset.plekken_landelijk["jaar"] == jaar, "vws_plekken"]
    return pd.NA if rij.empty else rij.iloc[0]


def _totalen(frame: pd.DataFrame) -> dict[str, float]:
    """National figures and those of Randstad and periferie: per 100.000 inhabitants and the share that was filled."""
    uit: dict[str, float] = {}
    delen = {
        "": frame,
        "randstad_": frame[frame["gebied"] == RANDSTAD],
        "periferie_": frame[frame["gebied"] == PERIFERIE],
    }
    for voor, deel in delen.items():
        inwoners, loting = int(deel["inwoners"].sum()), int(deel["loting"].sum())
        for kolom in (*_PLEKKEN, "niet_vervuld", "inwoners"):
            uit[voor + kolom] = int(deel[kolom].sum())
        uit[voor + "plekken_per_100000"] = (
            100_000 * int(deel["aangeboden"].sum()) / inwoners if inwoners else float("nan")
        )
        uit[voor + "gevuld_pct"] = 100 * (1 - int(deel["niet_vervuld"].sum()) / loting) if loting else float("nan")
    for voor in ("randstad_", "periferie_"):
        uit[voor + "index"] = 100 * uit[voor + "plekken_per_100000"] / uit["plekken_per_100000"]
    return uit
