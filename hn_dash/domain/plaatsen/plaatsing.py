"""Plaatsing: the places of each opleidingslocatie, from population to aios that started, per round or year.

Source: jaarverslag 2020 §3.1 (places from population), §3.2 (locations) and §3.4 (lottery rounds).
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from hn_dash.begrippen import PERIFERIE, RANDSTAD
from hn_dash.dataset import Dataset
from hn_dash.domain.basis.instituten import geldig_op
from hn_dash.domain.basis.keuzes import keuzenaam
from hn_dash.domain.basis.kolommen import HERKOMST, build_frame, herkomst_van
from hn_dash.domain.basis.overgang import overgang
from hn_dash.domain.basis.selectie import Maat, Selection
from hn_dash.domain.basis.tellen import inwoners_op
from hn_dash.domain.basis.zinnen import welke_gegevens
from hn_dash.geo.omzetting import zet_aantallen_om
from hn_dash.tables import ColumnSpec, ResultTable, TableSpec

_PLEKKEN = ("berekend", "aangeboden", "loting", "geplaatst", "gestart")


def _aantal(naam: str, kop: str, uitleg: str, scherm: bool = True) -> ColumnSpec:
    return ColumnSpec(naam, kop, eenheid="plekken", leeg=True, scherm=scherm, uitleg=uitleg)


KOLOMMEN = (
    ColumnSpec("jaar", "Jaar", scherm=False, uitleg="Jaar waarin de aios beginnen."),
    ColumnSpec("ronde", "Ronde", "tekst", uitleg="Startmaand, of het jaar voor alle rondes samen."),
    ColumnSpec("locatie", "Locatie", "tekst", scherm=False, uitleg="Sleutel van de opleidingslocatie."),
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
    *HERKOMST,
)


def compute_plaatsing(selectie: Selection, dataset: Dataset) -> ResultTable:
    """The chain of numbers per opleidingslocatie, with its deviation and its share by population.

    Formula: quotum = H x V_l / V, with H all calculated places of the round and V_l the inhabitants of the location's
    catchment. `totalen` compare Randstad and periferie; an index of 100 means the same number per inhabitant.
    """
    som, opmerkingen = _per_locatie(dataset, selectie)
    verzorgd = _verzorgd(dataset)
    locaties = dataset.locaties.set_index("locatie")
    bestond = locaties["instituut_2020"].isin(geldig_op(dataset.instituten, date(selectie.jaar, 1, 1)))
    frame = som.reindex([code for code in locaties.index if code in som.index])
    frame["inwoners"] = _afgerond(verzorgd.reindex(frame.index, fill_value=0.0))
    frame = frame.assign(
        jaar=selectie.jaar,
        ronde=selectie.ronde,
        locatie=frame.index,
        locatienaam=locaties["naam"],
        instituut=locaties["instituut_2020"].where(bestond, locaties["instituut_nu"]),
        quotum=float(frame["berekend"].sum()) * frame["inwoners"] / frame["inwoners"].sum(),
        plekken_per_100000=_deling(100_000 * frame["aangeboden"], frame["inwoners"]),
        afwijking_pct=_deling(100 * frame["afwijking"], frame["berekend"]),
        gebied=locaties["randstad"].map({"ja": RANDSTAD, "nee": PERIFERIE}),
        advies=None,
        vws_totaal=_vws(dataset, selectie.jaar),
    )
    herkomst = herkomst_van(dataset, selectie.indeling, "plekken", "verzorgingsgebied", "inwoners")
    uit = build_frame(frame, KOLOMMEN, herkomst)
    return ResultTable(
        TableSpec("plaatsing", KOLOMMEN, ("jaar", "ronde", "locatie")),
        uit,
        herkomst,
        titel=MAAT.titel,
        omschrijving=selectie.describe(dataset),
        formule="Quotum = aandeel in de inwoners × alle berekende plekken; afwijking = aangeboden − berekend; "
        "niet vervuld = loting − geplaatst",
        gebieden=_gebieden(dataset, selectie.indeling, list(uit["locatie"])),
        totalen=_totalen(frame),
        opmerkingen=opmerkingen,
    )


def _verzorgd(dataset: Dataset) -> pd.Series[float]:
    """Inhabitants of each location's catchment: their number where they live now, by the shares that were agreed."""
    gebied, jaar = dataset.verzorgingsgebied, dataset.jaar_van("verzorgingsgebied")
    inwoners, _ = inwoners_op(dataset, dataset.indeling)
    mensen = inwoners.rename_axis("gemeentecode").reset_index(name="inwoners")
    if jaar != dataset.indeling:
        mensen = zet_aantallen_om(mensen, dataset.indeling, jaar, dataset.geo).frame
    per_gemeente = gebied["gemeentecode"].map(mensen.set_index("gemeentecode")["inwoners"])
    return (gebied["aandeel"] * per_gemeente).groupby(gebied["locatie"]).sum()


def _per_locatie(dataset: Dataset, selectie: Selection) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The numbers of a round, or added up over the rounds of a year, and what a sum lacks.

    A difference is taken per round, where both its numbers are known; `verloot` are the places of such lotteries.
    """
    rondes = dataset.plekken[dataset.plekken["jaar"] == selectie.jaar]
    if len(selectie.ronde) > 4:
        rondes = rondes[rondes["ronde"] == selectie.ronde]
    niet_vervuld = rondes["loting"] - rondes["geplaatst"]
    rondes = rondes.assign(
        niet_vervuld=niet_vervuld,
        verloot=rondes["loting"].where(niet_vervuld.notna()),
        afwijking=rondes["aangeboden"] - rondes["berekend"],
    )
    som = rondes.groupby("locatie")[[*_PLEKKEN, "niet_vervuld", "verloot", "afwijking"]].sum(min_count=1)
    half = [kolom for kolom in _PLEKKEN if 0 < rondes[kolom].isna().sum() < len(rondes)]
    zin = (
        f"Niet van elke ronde en locatie bekend: {', '.join(half)}. Opgeteld is wat bekend is; "
        "afwijking en niet vervuld gaan over rondes waarvan beide getallen bekend zijn."
    )
    return som, (zin,) if half else ()


def _gebieden(dataset: Dataset, indeling: int, locaties: list[str]) -> dict[str, tuple[int, ...]]:
    """Per gemeente of an indeling the rows of the locations that serve it, the largest share first."""
    gebied = dataset.verzorgingsgebied
    gebied = gebied[(gebied["aandeel"] > 0) & gebied["locatie"].isin(locaties)]
    per_gemeente = gebied.sort_values("aandeel", ascending=False, kind="stable").groupby("gemeentecode")["locatie"]
    rijen = {code: [locaties.index(locatie) for locatie in groep] for code, groep in per_gemeente}
    uit: dict[str, dict[int, None]] = {}
    for eigen, code in overgang(dataset.jaar_van("verzorgingsgebied"), indeling, dataset.geo):
        uit.setdefault(code, {}).update(dict.fromkeys(rijen.get(eigen, ())))
    return {code: tuple(groep) for code, groep in uit.items() if groep}


def _deling(teller: pd.Series, noemer: pd.Series) -> pd.Series:
    """teller / noemer, empty where the noemer is 0 or either is unknown."""
    deler = noemer.astype("float64")
    return teller.astype("float64") / deler.where(deler > 0)


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
    for voor, gebied in (("", None), ("randstad_", RANDSTAD), ("periferie_", PERIFERIE)):
        deel = frame if gebied is None else frame[frame["gebied"] == gebied]
        som = {kolom: _som(deel[kolom]) for kolom in (*_PLEKKEN, "niet_vervuld", "inwoners", "verloot")}
        verloot = som.pop("verloot")
        som["gevuld_pct"] = _quotient(100 * (verloot - som["niet_vervuld"]), verloot)
        som["plekken_per_100000"] = _quotient(100_000 * som["aangeboden"], som["inwoners"])
        uit |= {voor + naam: waarde for naam, waarde in som.items()}
    for voor in ("randstad_", "periferie_"):
        naar_inwoners = uit["aangeboden"] * uit[voor + "inwoners"]
        uit[voor + "index"] = _quotient(100 * uit[voor + "aangeboden"] * uit["inwoners"], naar_inwoners)
    return uit


def _som(reeks: pd.Series) -> float:
    som = reeks.sum(min_count=1)
    return float("nan") if pd.isna(som) else int(som)


def _quotient(teller: float, noemer: float) -> float:
    return teller / noemer if noemer else float("nan")


def _zin(selectie: Selection, dataset: Dataset) -> str:
    ronde = keuzenaam("ronde", selectie.ronde, dataset)
    return f"Opleidingsplekken per opleidingslocatie, {ronde}; {welke_gegevens(selectie)}"


MAAT = Maat(
    view="plaatsing",
    versie=1,
    titel="Plaatsing per opleidingslocatie",
    beantwoordt="Hoeveel plekken zijn er per locatie berekend, aangeboden, verloot, geplaatst en gestart?",
    formule="Quotum = berekende plekken × inwoners van het verzorgingsgebied ÷ alle inwoners. Afwijking = "
    "aangeboden − berekend. Niet vervuld = loting − geplaatst. Index = plekken per inwoner "
    "ten opzichte van heel Nederland (100).",
    eenheid="plekken, en plekken per 100.000 inwoners",
    bron="Jaarverslag 2020 §3.1, §3.2 en §3.4.",
    waarde="plekken_per_100000",
    sleutels=("peildatum", "indeling", "jaar", "ronde"),
    zin=_zin,
    compute=compute_plaatsing,
)
