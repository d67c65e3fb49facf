"""A ResultTable as a workbook: typed cells, and a sheet that explains the columns."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pandas as pd

from hn_dash.domain.basis.zinnen import met_jaar
from hn_dash.tables import ColumnSpec, ResultTable
from hn_dash.views.uitvoer.csv import csv_tekst
from hn_dash.views.uitvoer.toelichting import INTERN, toelichting, waarden


def to_xlsx(tabel: ResultTable) -> bytes:
    """A workbook: sheet "gegevens" with typed cells, sheet "toelichting" with what the columns mean."""
    from xlsxwriter import Workbook

    uit = BytesIO()
    with Workbook(uit, {"in_memory": True}) as boek:
        gemaakt = pd.Timestamp(tabel.herkomst.peildatum).to_pydatetime()
        boek.set_properties({"title": tabel.titel, "comments": INTERN, "created": gemaakt})
        vet = boek.add_format({"bold": True})
        _vul_gegevens(boek, boek.add_worksheet("gegevens"), tabel, vet)
        _vul_toelichting(boek, boek.add_worksheet("toelichting"), tabel, vet)
    return uit.getvalue()


def _vul_gegevens(boek: Any, blad: Any, tabel: ResultTable, vet: Any) -> None:
    for nummer, kolom in enumerate(tabel.spec.kolommen):
        blad.write_string(0, nummer, kolom.naam, vet)
        opmaak = boek.add_format({"num_format": _getalopmaak(kolom)})
        for rij, waarde in enumerate(waarden(tabel, kolom), start=1):
            if waarde is None:
                continue
            if kolom.soort == "tekst":
                tekst = str(waarde)  # reading takes one apostrophe off what looks protected
                blad.write_string(rij, nummer, csv_tekst(tekst) if tekst[:1] == "'" else tekst)
            elif kolom.soort == "datum":
                blad.write_datetime(rij, nummer, date.fromisoformat(waarde), opmaak)
            else:
                blad.write_number(rij, nummer, waarde, opmaak)
    blad.freeze_panes(1, 0)
    blad.autofilter(0, 0, len(tabel.frame), len(tabel.spec.kolommen) - 1)
    blad.autofit(300)


def _getalopmaak(kolom: ColumnSpec) -> str:
    if kolom.soort == "datum":
        return "yyyy-mm-dd"
    if kolom.soort == "getal":
        return "#,##0" + ("." + "0" * kolom.decimalen if kolom.decimalen else "")
    return "0" if kolom.naam in ("jaar", "indeling") else "#,##0"


def _vul_toelichting(boek: Any, blad: Any, tabel: ResultTable, vet: Any) -> None:
    terugloop = boek.add_format({"text_wrap": True, "valign": "top"})
    regels = [(woord, tekst, "", "") for woord, tekst in toelichting(tabel)]
    kop = ("kolom", "op het scherm", "eenheid", "uitleg")
    kolommen = [(k.naam, met_jaar(k.kop, tabel.herkomst), k.eenheid, k.uitleg) for k in tabel.spec.kolommen]
    for rij, cellen in enumerate([*regels, ("", "", "", ""), kop, *kolommen]):
        for nummer, cel in enumerate(cellen):
            blad.write_string(rij, nummer, cel, vet if nummer == 0 or cellen is kop else terugloop)
    blad.set_column(0, 0, 28)
    blad.set_column(1, 1, 60)
    blad.set_column(2, 2, 14)
    blad.set_column(3, 3, 80)
