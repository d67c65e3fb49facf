"""Files that come back in: a kind of data as it is loaded, its empty template, and rows to mend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

import pandas as pd

from hn_dash.begrippen import PER_INSTITUUT
from hn_dash.dataset import Grondslag
from hn_dash.domain.basis.kolommen import HERKOMST, build_frame, herkomst_van
from hn_dash.errors import Bevinding
from hn_dash.geo.rd import naar_wgs84
from hn_dash.ingest.soort.soorten import Soort
from hn_dash.tables import ColumnSpec, ResultTable, TableSpec
from hn_dash.views.uitvoer.csv import csv_tekst, rows_to_csv
from hn_dash.views.uitvoer.toelichting import INTERN

DECIMALEN = 6
"""Of coordinates and shares: a degree has eleven thousand times ten metres."""


def build_bestand(soort: Soort, grondslag: Grondslag) -> ResultTable:
    """A kind of data as it is loaded, in the columns that reading it in asks for."""
    dataset, frame = grondslag.dataset, grondslag.frame(soort.sleutel)
    if soort.sleutel == "praktijken":
        lon, lat = naar_wgs84(frame["x"].to_numpy(), frame["y"].to_numpy())
        frame = frame.assign(lon=lon.round(DECIMALEN), lat=lat.round(DECIMALEN)).replace(float("inf"), float("nan"))
    if soort.sleutel == "inwoners" and not len(frame):
        inwoners = dataset.geo.indeling(dataset.indeling).gemeenten["inwoners"]
        frame = pd.DataFrame({"gemeentecode": inwoners.index, "inwoners": inwoners.to_numpy()})
    namen = [naam for naam in soort.bewaard if naam in frame]
    namen += [str(naam) for naam in frame if str(naam).startswith(PER_INSTITUUT)]
    eigen = tuple(_kolom(naam, frame[naam], soort) for naam in namen)
    herkomst = herkomst_van(dataset, grondslag.jaar_van(soort.sleutel), soort.sleutel, plan=grondslag.plan)
    kolommen = (ColumnSpec("regel", "Regel", uitleg="Volgnummer."), *eigen, *HERKOMST)
    return ResultTable(
        TableSpec(soort.sleutel, kolommen, ("regel",)),
        build_frame(frame[namen].assign(regel=range(1, len(frame) + 1)), kolommen, herkomst),
        herkomst,
        titel=soort.naam,
        omschrijving=soort.uitleg,
    )


def _kolom(naam: str, reeks: pd.Series, soort: Soort) -> ColumnSpec:
    uitleg = (
        soort.kolommen[naam].description
        if naam in soort.kolommen
        else f"Opleiders van {naam.removeprefix(PER_INSTITUUT)}."
    )
    if pd.api.types.is_float_dtype(reeks):
        return ColumnSpec(naam, naam, "getal", decimalen=DECIMALEN, leeg=True, uitleg=uitleg)
    if pd.api.types.is_integer_dtype(reeks):
        return ColumnSpec(naam, naam, "aantal", leeg=True, uitleg=uitleg)
    return ColumnSpec(naam, naam, "tekst", leeg=True, uitleg=uitleg)


def build_sjabloon_csv(soort: Soort, instituten: Sequence[str]) -> bytes:
    """The columns of a kind and one example row, as Dutch Excel opens it."""
    velden = _velden(soort, instituten)
    return rows_to_csv(
        [
            [naam for naam, *_ in velden],
            [voorbeeld.replace(".", ",") if _is_getal(voorbeeld) else voorbeeld for *_, voorbeeld in velden],
        ]
    )


def build_sjabloon_xlsx(soort: Soort, instituten: Sequence[str]) -> bytes:
    """The same as a workbook, with a sheet that explains every column."""
    from xlsxwriter import Workbook

    velden = _velden(soort, instituten)
    uit = BytesIO()
    with Workbook(uit, {"in_memory": True}) as boek:
        vet, loop = boek.add_format({"bold": True}), boek.add_format({"text_wrap": True, "valign": "top"})
        tekst = boek.add_format({"num_format": "@"})
        blad, uitleg = boek.add_worksheet(soort.sleutel), boek.add_worksheet("toelichting")
        for nummer, (naam, _, _, voorbeeld) in enumerate(velden):
            blad.write_string(0, nummer, naam, vet)
            if _is_getal(voorbeeld):
                blad.write_number(1, nummer, float(voorbeeld))
            else:
                blad.set_column(nummer, nummer, 16, tekst)
                blad.write_string(1, nummer, voorbeeld, tekst)
        blad.freeze_panes(1, 0)
        rijen = [(soort.naam, soort.uitleg, "", ""), ("kolom", "verplicht", "betekenis", "voorbeeld")]
        rijen += [(naam, verplicht, betekenis, voorbeeld) for naam, verplicht, betekenis, voorbeeld in velden]
        rijen += [
            ("", "", "", ""),
            ("let op", "Rij 2 is een voorbeeld; vervang haar. Schrijf geen namen van personen.", "", ""),
        ]
        rijen += [("gebruik", INTERN, "", "")]
        for rij, cellen in enumerate(rijen):
            for nummer, cel in enumerate(cellen):
                uitleg.write_string(rij, nummer, cel, vet if nummer == 0 or rij == 1 else loop)
        for nummer, breedte in enumerate((22, 24, 70, 18)):
            uitleg.set_column(nummer, nummer, breedte)
    return uit.getvalue()


def _velden(soort: Soort, instituten: Sequence[str]) -> list[tuple[str, str, str, str]]:
    """Per column: name, whether it must be there, meaning, example."""
    velden = [
        (naam, "verplicht" if veld.is_required() else "mag leeg", veld.description, veld.examples[0])
        for naam, veld in soort.kolommen.items()
    ]
    if soort.sleutel == "aantallen":
        velden += [(PER_INSTITUUT + code, "mag leeg", f"Opleiders van {code}.", "0") for code in instituten]
    return velden


def _is_getal(tekst: str) -> bool:
    return tekst.replace(".", "", 1).isdigit()


def build_afgekeurd_csv(afgekeurd: Mapping[int, Mapping[str, str]], bevindingen: Iterable[Bevinding]) -> bytes:
    """Rejected rows as they stood in the file, with why; mend them and read the file in again."""
    waarom: dict[int, list[str]] = defaultdict(list)
    for bevinding in bevindingen:
        if bevinding.rij is not None and bevinding.ernst == "fout":
            waarom[bevinding.rij].append(f"{bevinding.kolom}: {bevinding.zin}" if bevinding.kolom else bevinding.zin)
    koppen = list(dict.fromkeys(kop for cellen in afgekeurd.values() for kop in cellen))
    rijen = [
        [*(csv_tekst(cellen.get(kop, "")) for kop in koppen), str(nummer), csv_tekst(" ".join(waarom[nummer]))]
        for nummer, cellen in afgekeurd.items()
    ]
    return rows_to_csv([[*koppen, "rij_in_bestand", "bevinding"], *rijen])


def build_bevindingen_csv(bevindingen: Iterable[Bevinding], over: Mapping[str, str]) -> bytes:
    """Findings as a table for a spreadsheet.

    Parameters
    ----------
    over : what file they are about: column -> what every row says
    """
    koppen = ("ernst", "regel", "rij", "kolom", "waarde", "zin", "voorstel")
    vast = [csv_tekst(waarde) for waarde in over.values()]
    rijen: list[list[Any]] = [
        ["" if getattr(b, kop) is None else csv_tekst(str(getattr(b, kop))) for kop in koppen] for b in bevindingen
    ]
    return rows_to_csv([[*koppen, *over], *([*rij, *vast] for rij in rijen)])
