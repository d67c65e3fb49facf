"""Vestiging: which opleiders of which instituut are where, and which gemeenten have none.

Source: jaarverslag 2020 §3.3 (vestigingskaart).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from hn_dash.begrippen import GEEN_GEGEVENS, GEEN_OPLEIDER, GEEN_PRAKTIJK, HEEFT_OPLEIDER
from hn_dash.dataset import Dataset
from hn_dash.domain.basis.keuzes import keuzenaam
from hn_dash.domain.basis.kolommen import (
    GEMEENTE,
    HERKOMST,
    INWONERS,
    OPLEIDERS,
    OPLEIDINGSPRAKTIJKEN,
    PRAKTIJKEN,
    build_frame,
    gemeentevelden,
    herkomst_van,
    opleiders_per_instituut,
)
from hn_dash.domain.basis.selectie import Maat, Selection
from hn_dash.domain.basis.tellen import TELLING, Telling, count_per_gemeente, som
from hn_dash.domain.basis.zinnen import welke_gegevens, wie_opgeleid
from hn_dash.tables import ColumnSpec, ResultTable, TableSpec


def compute_vestiging(selectie: Selection, dataset: Dataset) -> ResultTable:
    """Opleiders per gemeente and instituut; a gemeente with praktijken but no opleider is a white spot.

    A choice of instituut or soort says who are counted; status and `grootste_instituut` are about all opleiders.
    """
    telling = count_per_gemeente(dataset, selectie.indeling, selectie.soort, selectie.instituut)
    oordeel = _oordeel(count_per_gemeente(dataset, selectie.indeling))
    frame = gemeentevelden(dataset, selectie.indeling).join(telling.frame).join(oordeel)
    if selectie.provincie:
        frame = frame[frame["provincie"] == selectie.provincie]
    per_instituut = opleiders_per_instituut(frame, dataset)
    herkomst = herkomst_van(dataset, selectie.indeling, *TELLING)
    kolommen = (
        *GEMEENTE,
        OPLEIDERS,
        *per_instituut,
        PRAKTIJKEN,
        OPLEIDINGSPRAKTIJKEN,
        INWONERS,
        ColumnSpec(
            "status", "Status", "tekst", uitleg="Of er in deze gemeente een opleider werkt, van welk instituut ook."
        ),
        ColumnSpec(
            "grootste_instituut",
            "Grootste",
            "tekst",
            "instituut",
            scherm=False,
            uitleg="Instituut met de meeste opleiders, wie er ook gekozen is.",
        ),
        *HERKOMST,
    )
    uit = build_frame(frame, kolommen, herkomst)
    return ResultTable(
        TableSpec("vestiging", kolommen, ("gemeentecode",)),
        uit,
        herkomst,
        titel=MAAT.titel,
        omschrijving=selectie.describe(dataset),
        formule="Aantal opleiders per gemeente, geteld waar hun praktijk staat",
        gebieden={code: (i,) for i, code in enumerate(uit["gemeentecode"])},
        niet_op_kaart=telling.buiten,
        totalen={kolom: som(uit[kolom]) for kolom in ("opleiders", "praktijken")},
        opmerkingen=telling.opmerkingen(frame["gemeentenaam"]),
        ontbreekt=telling.ontbreekt,
    )


def _oordeel(telling: Telling) -> pd.DataFrame:
    """status, and the institute with the most opleiders: of equal ones the first of the list."""
    opleiders, praktijken = telling.frame["opleiders"], telling.frame["praktijken"]
    onbekend = opleiders.isna() | (praktijken.isna() & (telling.kolom("opleiders") == 0))
    wel, leeg = telling.kolom("opleiders") > 0, telling.kolom("praktijken") == 0
    status = np.select([onbekend, wel, leeg], [GEEN_GEGEVENS, HEEFT_OPLEIDER, GEEN_PRAKTIJK], GEEN_OPLEIDER)
    per = telling.per_instituut
    grootste = np.where(per.any(axis=1), np.array([*telling.instituten, ""])[per.argmax(axis=1)], "")
    return pd.DataFrame({"status": status, "grootste_instituut": grootste}, index=telling.frame.index)


def _zin(selectie: Selection, dataset: Dataset) -> str:
    wie = f" van {keuzenaam('instituut', selectie.instituut, dataset)}" if selectie.instituut else ""
    wat = f"Aantal opleiders{wie}{wie_opgeleid(selectie, dataset)} per gemeente"
    return f"{wat}: {selectie.provincie or 'Nederland'}; {welke_gegevens(selectie)}"


MAAT = Maat(
    view="vestiging",
    versie=1,
    titel="Vestiging van opleiders",
    beantwoordt="Waar werken opleiders, van welk instituut, en waar is er geen enkele?",
    formule="Telling van opleiders in de gemeente waar hun praktijk staat. Een keuze van instituut of soort zegt wie "
    "er geteld worden; de status gaat over alle opleiders.",
    eenheid="personen",
    bron="Jaarverslag 2020 §3.3 (vestigingskaart).",
    waarde="opleiders",
    sleutels=("peildatum", "indeling", "instituut", "provincie", "soort"),
    statussen=(HEEFT_OPLEIDER, GEEN_OPLEIDER, GEEN_PRAKTIJK, GEEN_GEGEVENS),
    zin=_zin,
    compute=compute_vestiging,
)
