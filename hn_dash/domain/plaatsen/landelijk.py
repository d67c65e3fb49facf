"""The national series as published: places that VWS funds, aios that started, and the lottery rounds."""

from __future__ import annotations

import pandas as pd

from hn_dash.dataset import Dataset
from hn_dash.domain.basis.kolommen import HERKOMST, build_frame, herkomst_van
from hn_dash.domain.basis.selectie import Maat, Selection
from hn_dash.tables import ColumnSpec, Herkomst, ResultTable, TableSpec

KOLOMMEN = (
    ColumnSpec("jaar", "Jaar", uitleg="Kalenderjaar."),
    ColumnSpec(
        "vws_plekken", "Plekken VWS", eenheid="plekken", leeg=True, uitleg="Door VWS bekostigde opleidingsplekken."
    ),
    ColumnSpec("gestart", "Gestart", eenheid="personen", leeg=True, uitleg="Aios die dat jaar begonnen."),
    ColumnSpec("opmerking", "Opmerking", "tekst", uitleg="Wat u van dit getal moet weten."),
    *(kolom for kolom in HERKOMST if kolom.naam != "bron"),
    ColumnSpec("bron", "Bron", "tekst", uitleg="Document waarin het getal staat."),
)
_RONDE = (
    ColumnSpec("ronde", "Ronde", "tekst", uitleg="Maand waarin de geplaatsten beginnen."),
    ColumnSpec("sollicitaties", "Sollicitaties", eenheid="personen", leeg=True, uitleg="Wie solliciteerden."),
    ColumnSpec("in_loting", "In loting", eenheid="personen", leeg=True, uitleg="Geschikte kandidaten in de loting."),
    ColumnSpec("aangeboden", "Aangeboden", eenheid="plekken", leeg=True, uitleg="Plekken in de loting."),
    ColumnSpec("geplaatst", "Geplaatst", eenheid="personen", leeg=True, uitleg="In de loting geplaatste kandidaten."),
    ColumnSpec("niet_vervuld", "Niet vervuld", eenheid="plekken", leeg=True, uitleg="Plekken die open bleven."),
    ColumnSpec(
        "eerste_voorkeur_pct",
        "Eerste voorkeur (%)",
        "getal",
        "%",
        1,
        leeg=True,
        uitleg="Deel van de geplaatsten dat zijn eerste voorkeur kreeg.",
    ),
    *KOLOMMEN[4:],
)


def compute_landelijk(selectie: Selection, dataset: Dataset) -> ResultTable:
    """Per year the places that VWS funds and the aios that started; every row names its source."""
    return _gepubliceerd(MAAT.view, MAAT.titel, KOLOMMEN, dataset.plekken_landelijk, selectie, dataset)


def compute_loting_rondes(selectie: Selection, dataset: Dataset) -> ResultTable:
    """Per published lottery round how many took part and were placed. Placed is not started: see the start round."""
    return _gepubliceerd("loting_rondes", "Lotingen", _RONDE, dataset.loting_rondes, selectie, dataset)


def compute_aansluitingen(dataset: Dataset) -> ResultTable:
    """Connections of the aios-dashboard with systems of opleiders, per instituut of 2020 (jaarverslag 2020 §4.1)."""
    herkomst = herkomst_van(dataset, dataset.indeling)
    frame = dataset.aansluitingen.assign(naam=dataset.aansluitingen["instituut"].map(dataset.kortnamen))
    som = {
        "instituut": "",
        "naam": "Samen",
        **{k: int(frame[k].sum()) for k in ("dec_2019", "dec_2020")},
        "bron": frame["bron"].iloc[0],
    }
    kolommen = (
        ColumnSpec("naam", "Instituut", "tekst"),
        ColumnSpec("dec_2019", "December 2019", eenheid="aansluitingen"),
        ColumnSpec("dec_2020", "December 2020", eenheid="aansluitingen"),
        ColumnSpec("bron", "Bron", "tekst", scherm=False),
    )
    alles = pd.concat([frame, pd.DataFrame([som])], ignore_index=True)
    uit = alles[[k.naam for k in kolommen]].astype(
        {"naam": "str", "dec_2019": "Int64", "dec_2020": "Int64", "bron": "str"}
    )
    return ResultTable(
        TableSpec("aansluitingen", kolommen, ("naam",)),
        uit,
        herkomst,
        titel="Aansluitingen van het aios-dashboard",
        omschrijving="Aansluitingen op het huisartsinformatiesysteem van opleiders, per instituut van 2020, zoals "
        "gepubliceerd in het jaarverslag 2020 (§4.1).",
    )


def _gepubliceerd(
    naam: str, titel: str, kolommen: tuple[ColumnSpec, ...], reeks: pd.DataFrame, selectie: Selection, dataset: Dataset
) -> ResultTable:
    herkomst = herkomst_van(dataset, selectie.indeling)
    eigen = Herkomst(herkomst.peildatum, herkomst.indeling, "openbare bronnen, per rij genoemd", herkomst.vingerafdruk)
    aangevuld = reeks.assign(opmerking=reeks["opmerking"].fillna("")) if "opmerking" in reeks else reeks
    frame = build_frame(aangevuld, kolommen, eigen).assign(bron=reeks["bron"].astype("str").to_numpy())
    sleutel = kolommen[0].naam
    return ResultTable(
        TableSpec(naam, kolommen, (sleutel,)),
        frame.sort_values(sleutel).reset_index(drop=True),
        eigen,
        titel=titel,
        omschrijving=selectie.describe(dataset),
        formule="Gepubliceerde aantallen, niet bewerkt",
    )


def _zin(selectie: Selection, dataset: Dataset) -> str:
    return "Opleidingsplekken die VWS bekostigt en aios die startten, per jaar, uit openbare bronnen."


MAAT = Maat(
    view="landelijk",
    versie=1,
    titel="Landelijke reeks",
    beantwoordt="Hoeveel opleidingsplekken bekostigt VWS en hoeveel aios startten er?",
    formule="Gepubliceerde aantallen, niet bewerkt.",
    eenheid="plekken en personen",
    bron="Per rij genoemd.",
    waarde="vws_plekken",
    sleutels=("peildatum",),
    zin=_zin,
    compute=compute_landelijk,
)
