"""Vestiging: which opleiders of which instituut are where, and which gemeenten have none.

Source: jaarverslag 2020 §3.3 (vestigingskaart).
"""

from __future__ import annotations

import numpy as np

from hn_dash.begrippen import GEEN_OPLEIDER, GEEN_PRAKTIJK, HEEFT_OPLEIDER, PER_INSTITUUT
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
from hn_dash.domain.basis.tellen import TELLING, count_per_gemeente
from hn_dash.domain.basis.zinnen import welke_gegevens, wie_opgeleid
from hn_dash.tables import ColumnSpec, ResultTable, TableSpec


def compute_vestiging(selectie: Selection, dataset: Dataset) -> ResultTable:
    """Opleiders per gemeente and instituut; a gemeente with praktijken but no opleider is a white spot.

    `grootste_instituut` has the most opleiders there; ties go to the first in the order of the institutes.
    """
    telling = count_per_gemeente(dataset, selectie.indeling, selectie.soort, selectie.instituut)
    frame = gemeentevelden(dataset, selectie.indeling).join(telling.frame)
    if selectie.provincie:
        frame = frame[frame["provincie"] == selectie.provincie]
    per_instituut = opleiders_per_instituut(frame, dataset)
    aantallen = frame[[kolom.naam for kolom in per_instituut]]
    grootste = aantallen.idxmax(axis=1).astype("str").str.removeprefix(PER_INSTITUUT) if len(frame) else ""
    frame = frame.assign(
        status=np.select(
            [frame["opleiders"] > 0, frame["praktijken"] > 0], [HEEFT_OPLEIDER, GEEN_OPLEIDER], GEEN_PRAKTIJK
        ),
        grootste_instituut=np.where(frame["opleiders"] > 0, grootste, ""),
    )
    herkomst = herkomst_van(dataset, selectie.indeling, *TELLING)
    kolommen = (
        *GEMEENTE,
        OPLEIDERS,
        *per_instituut,
        PRAKTIJKEN,
        OPLEIDINGSPRAKTIJKEN,
        INWONERS,
        ColumnSpec("status", "Status", "tekst", uitleg="Of er in deze gemeente een opleider werkt."),
        ColumnSpec(
            "grootste_instituut",
            "Grootste",
            "tekst",
            "instituut",
            scherm=False,
            uitleg="Instituut met de meeste opleiders.",
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
        totalen={"opleiders": int(uit["opleiders"].sum()), "praktijken": int(uit["praktijken"].sum())},
        opmerkingen=telling.opmerkingen(frame["gemeentenaam"]),
    )


def _zin(selectie: Selection, dataset: Dataset) -> str:
    wie = f" van {keuzenaam('instituut', selectie.instituut, dataset)}" if selectie.instituut else ""
    wat = f"Aantal opleiders{wie}{wie_opgeleid(selectie, dataset)} per gemeente"
    return f"{wat}: {selectie.provincie or 'Nederland'}; {welke_gegevens(selectie)}"


MAAT = Maat(
    view="vestiging",
    versie=1,
    titel="Vestiging van opleiders",
    beantwoordt="Waar werken opleiders, van welk instituut, en waar is er geen enkele?",
    formule="Telling van opleiders in de gemeente waar hun praktijk staat.",
    eenheid="personen",
    bron="Jaarverslag 2020 §3.3 (vestigingskaart).",
    waarde="opleiders",
    sleutels=("peildatum", "indeling", "instituut", "provincie", "soort"),
    statussen=(HEEFT_OPLEIDER, GEEN_OPLEIDER, GEEN_PRAKTIJK),
    zin=_zin,
    compute=compute_vestiging,
)
