"""A ResultTable as a file: CSV, Excel and GeoJSON hold the same rows and values as the screen."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from hn_dash.domain import maten
from hn_dash.domain.selectie import Selection
from hn_dash.ingest.dataset import Dataset
from hn_dash.tables import ColumnSpec, Herkomst, ResultTable

if TYPE_CHECKING:
    from hn_dash.geo.indelingen import Indeling

Stijl = Literal["nl", "int"]
STIJLEN: tuple[Stijl, ...] = ("nl", "int")
FORMATEN = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
}
INTERN = "Intern gebruik: een momentopname, niet voor verspreiding."
VERZONNEN = "Voorbeeldgegevens: alle aantallen zijn verzonnen."
_FORMULE = re.compile(r"'*[=+\-@\t\r]")
"""Text that a spreadsheet would run, or that would read as such once its apostrophes are taken off."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand over: its name, media type and bytes."""

    naam: str
    mimetype: str
    inhoud: bytes


@lru_cache(maxsize=32)
def maak_export(selectie: Selection, formaat: str, stijl: Stijl, dataset: Dataset) -> Export:
    """The data twin of a view; the download and the `export` verb are this one function."""
    tabel = maten.compute(selectie, dataset)
    if formaat == "csv":
        inhoud = to_csv(tabel, stijl)
    elif formaat == "xlsx":
        inhoud = to_xlsx(tabel)
    else:
        inhoud = to_geojson(tabel, dataset.geo.indeling(tabel.herkomst.indeling))
    return Export(bestandsnaam(selectie.view, tabel.herkomst, formaat), FORMATEN[formaat], inhoud)


def bestandsnaam(view: str, herkomst: Herkomst, ext: str) -> str:
    """What the file is called.

    >>> bestandsnaam("dichtheid", Herkomst("2026-01-01", 2026, "", ""), "csv")
    'hn-dichtheid-2026-2026-01-01.csv'
    """
    return f"hn-{view}-{herkomst.indeling}-{herkomst.peildatum}.{ext}"


def to_csv(tabel: ResultTable, stijl: Stijl = "nl") -> bytes:
    """One header row and the table's rows, lines ending in CRLF.

    nl: `;`, decimal comma, the decimals of each column, UTF-8 with BOM, as Dutch Excel opens it.
    int: `,`, decimal point, full precision, UTF-8 (RFC 4180).
    An empty value is an empty cell; text that would run as a formula starts with an extra apostrophe.
    """
    kop = [kolom.naam for kolom in tabel.spec.kolommen]
    kolommen = [[_csv_cel(waarde, kolom, stijl) for waarde in _waarden(tabel, kolom)] for kolom in tabel.spec.kolommen]
    return schrijf_csv([kop, *zip(*kolommen, strict=True)], stijl)


def schrijf_csv(rijen: Iterable[Sequence[str]], stijl: Stijl = "nl") -> bytes:
    """Rows of cells as bytes, in the style that every CSV of ours has."""
    scheiding, codering = (";", "utf-8-sig") if stijl == "nl" else (",", "utf-8")
    uit = StringIO(newline="")
    csv.writer(uit, delimiter=scheiding, lineterminator="\r\n").writerows(rijen)
    return uit.getvalue().encode(codering)


def csv_tekst(tekst: str) -> str:
    """Text that no spreadsheet runs: what looks like a formula starts with an extra apostrophe."""
    return f"'{tekst}" if _FORMULE.match(tekst) else tekst


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


def to_geojson(tabel: ResultTable, indeling: Indeling) -> bytes:
    """RFC 7946: per row its values and the union of its gemeenten (WGS84, 6 decimals); no shape where it has none."""
    import orjson
    from shapely.geometry import mapping

    vormen = _vormen(tabel, indeling)
    kolommen = [[_kaal(waarde) for waarde in _waarden(tabel, kolom)] for kolom in tabel.spec.kolommen]
    namen = [kolom.naam for kolom in tabel.spec.kolommen]
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(namen, rij, strict=True)),
            "geometry": mapping(vormen[nummer]) if nummer in vormen else None,
        }
        for nummer, rij in enumerate(zip(*kolommen, strict=True))
    ]
    uitleg = {**dict(toelichting(tabel)), "grenzen": indeling.bronregel}
    return orjson.dumps({"type": "FeatureCollection", "toelichting": uitleg, "features": features})


def toelichting(tabel: ResultTable) -> Iterator[tuple[str, str]]:
    """What a reader of the file must know besides the rows: (word, Dutch text)."""
    herkomst = tabel.herkomst
    yield "titel", tabel.titel
    yield "omschrijving", tabel.omschrijving
    if tabel.formule:
        yield "formule", tabel.formule
    yield "bron", herkomst.bron
    yield "peildatum", herkomst.peildatum
    yield "indeling", str(herkomst.indeling)
    yield "niet op kaart", str(tabel.niet_op_kaart)
    yield "gebruik", INTERN
    if herkomst.voorbeeld:
        yield "let op", VERZONNEN
    if tabel.opmerkingen:
        yield "opmerkingen", " ".join(tabel.opmerkingen)


def _waarden(tabel: ResultTable, kolom: ColumnSpec) -> Iterable[Any]:
    """A column's Python values, None where empty."""
    return tabel.frame[kolom.naam].astype(object).where(tabel.frame[kolom.naam].notna(), None).tolist()


def _kaal(waarde: Any) -> str | int | float | None:
    """A plain JSON value; numpy's numbers unwrapped."""
    return waarde.item() if hasattr(waarde, "item") else waarde


def _csv_cel(waarde: Any, kolom: ColumnSpec, stijl: Stijl) -> str:
    if waarde is None:
        return ""
    if kolom.soort == "getal":
        return repr(float(waarde)) if stijl == "int" else _komma(float(waarde), kolom.decimalen)
    if kolom.soort == "aantal":
        return str(int(waarde))
    return csv_tekst(str(waarde))


def _komma(waarde: float, decimalen: int) -> str:
    """Rounded half up, as the browser's number format does; no minus before zero."""
    stap = Decimal(1).scaleb(-decimalen)
    return f"{Decimal(waarde).quantize(stap, ROUND_HALF_UP) + 0:f}".replace(".", ",")


def _vul_gegevens(boek: Any, blad: Any, tabel: ResultTable, vet: Any) -> None:
    for nummer, kolom in enumerate(tabel.spec.kolommen):
        blad.write_string(0, nummer, kolom.naam, vet)
        opmaak = boek.add_format({"num_format": _getalopmaak(kolom)})
        for rij, waarde in enumerate(_waarden(tabel, kolom), start=1):
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
    kolommen = [(kolom.naam, kolom.kop, kolom.eenheid, kolom.uitleg) for kolom in tabel.spec.kolommen]
    for rij, cellen in enumerate([*regels, ("", "", "", ""), kop, *kolommen]):
        for nummer, cel in enumerate(cellen):
            blad.write_string(rij, nummer, cel, vet if nummer == 0 or cellen is kop else terugloop)
    blad.set_column(0, 0, 28)
    blad.set_column(1, 1, 60)
    blad.set_column(2, 2, 14)
    blad.set_column(3, 3, 80)


def _vormen(tabel: ResultTable, indeling: Indeling) -> dict[int, Any]:
    """Row number -> the union of its gemeenten in degrees, outer rings counter-clockwise."""
    if not tabel.gebieden:
        return {}
    import numpy as np
    import shapely

    leden: dict[int, list[str]] = {}
    for code, rijen in tabel.gebieden.items():
        for rij in rijen:
            leden.setdefault(rij, []).append(code)
    rd = indeling.vormen.set_index("gemeentecode").geometry
    samen = {rij: shapely.coverage_union_all(rd.loc[codes].to_numpy()) for rij, codes in leden.items()}
    graden = type(rd)(list(samen.values()), crs=rd.crs).to_crs(4326).to_numpy()
    rond = shapely.transform(graden, lambda punten: np.round(punten, 6))
    return dict(zip(samen, shapely.orient_polygons(rond), strict=True))
