"""A table as CSV, Excel and GeoJSON."""

import csv
import datetime as dt
import io
import json
import re
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer
from python_calamine import CalamineWorkbook

from hn_dash.domain import maten
from hn_dash.domain.basis.zinnen import noten
from hn_dash.tables import ColumnSpec
from hn_dash.tekst import getal
from hn_dash.views.uitvoer.csv import _csv_cel, to_csv
from hn_dash.views.uitvoer.export import bestandsnaam, build_export
from hn_dash.views.uitvoer.geojson import to_geojson
from hn_dash.views.uitvoer.xlsx import _getalopmaak, to_xlsx
from tests.support.tabellen import HERKOMST, Vierkanten, proeftabel
from tests.support.wereld import GEMEENTEN, maak_wereld

TEKST = ColumnSpec("naam", "Naam", "tekst")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_would_run_gets_an_apostrophe(begin):
    assert _csv_cel(f"{begin}HYPERLINK()", TEKST, "nl") == f"'{begin}HYPERLINK()"


@pytest.mark.parametrize("naam", ["'s-Gravenhage", "'t Hof", "Bergen (NH)", "Súdwest-Fryslân", "0344", ""])
def test_other_text_stays_as_it_is(naam):
    assert _csv_cel(naam, TEKST, "nl") == naam


@given(st.text(alphabet="'=+-@\t\rsG1", max_size=6))
def test_the_apostrophe_can_be_taken_off_again(tekst):
    cel = _csv_cel(tekst, TEKST, "int")
    assert cel[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert re.sub(r"^'('*[=+\-@\t\r])", r"\1", cel) == tekst


def test_a_negative_number_stays_a_number():
    assert _csv_cel(-3, ColumnSpec("n", "N"), "nl") == "-3"
    assert _csv_cel(-2.5, ColumnSpec("n", "N", "getal", decimalen=1), "nl") == "-2,5"


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [
        (6.25, 1, "6,3"),
        (0.5, 0, "1"),
        (-0.5, 0, "-1"),
        (-0.04, 1, "0,0"),
        (1234567.0, 2, "1234567,00"),
        (1e15, 1, "1000000000000000,0"),
        (100 * 87 / 2000, 1, "4,4"),  # 4,35 %, of which the float lies just below
    ],
)
def test_numbers_are_rounded_half_away_from_zero_as_on_the_screen(waarde, decimalen, tekst):
    kolom = ColumnSpec("pct", "Deel (%)", "getal", decimalen=decimalen)
    assert _csv_cel(waarde, kolom, "nl") == tekst
    assert getal(waarde, decimalen).replace(".", "") == tekst


@given(st.text(max_size=20))
def test_any_name_survives_both_styles(naam):
    tabel = proeftabel(naam)
    for stijl, codering, scheiding in (("nl", "utf-8-sig", ";"), ("int", "utf-8", ",")):
        rijen = list(csv.reader(io.StringIO(to_csv(tabel, stijl).decode(codering), newline=""), delimiter=scheiding))
        assert re.sub(r"^'('*[=+\-@\t\r])", r"\1", rijen[2][1]) == naam
        assert {len(rij) for rij in rijen} == {6}


def test_excel_holds_typed_cells():
    boek = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(proeftabel())))
    assert boek.sheet_names == ["gegevens", "toelichting"]
    kop, een, twee, drie = boek.get_sheet_by_name("gegevens").to_python()
    assert kop == ["gemeentecode", "gemeentenaam", "opleiders", "praktijken", "pct", "peildatum"]
    assert een == ["GM0001", "'s-Gravenhage", 1.0, 16.0, 6.25, dt.date(2026, 1, 1)]
    assert twee[1] == "=1+1"
    assert twee[4] == pytest.approx(200 / 3, abs=1e-12)
    assert drie[3:5] == ["", ""]


def test_excel_has_no_formula_a_frozen_header_and_the_decimals_of_the_column():
    delen = _xml(to_xlsx(proeftabel()))
    blad = delen["xl/worksheets/sheet1.xml"]
    assert "<f>" not in blad
    assert 'state="frozen"' in blad
    assert '<autoFilter ref="A1:F4"/>' in blad
    assert 'formatCode="#,##0.0"' in delen["xl/styles.xml"]


def test_excel_explains_itself():
    blad = (
        CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(proeftabel()))).get_sheet_by_name("toelichting").to_python()
    )
    einde = next(nummer for nummer, rij in enumerate(blad) if rij[0] == "kolom")
    uitleg = {rij[0]: rij[1:] for rij in blad[:einde]}
    assert uitleg["titel"][0] == "Proef"
    assert uitleg["formule"][0] == "opleiders / praktijken"
    assert uitleg["bron"][0] == "Proefbron"
    assert uitleg["peildatum"][0] == "2026-01-01"
    assert uitleg["indeling"][0] == "2026"
    assert uitleg["gebruik"][0].startswith("Intern gebruik")
    assert "verzonnen" in uitleg["let op"][0]
    assert {rij[0]: rij[1:] for rij in blad[einde:]}["gemeentenaam"] == ["Gemeente", "", "Naam volgens CBS."]


def test_the_same_table_gives_the_same_workbook():
    assert to_xlsx(proeftabel()) == to_xlsx(proeftabel())


def test_geojson_has_one_feature_per_row_with_its_values():
    kaart = json.loads(to_geojson(proeftabel(), Vierkanten()))
    assert "crs" not in kaart
    assert kaart["toelichting"]["grenzen"] == "© proef"
    een, twee, drie = kaart["features"]
    assert een["properties"] == {
        "gemeentecode": "GM0001", "gemeentenaam": "'s-Gravenhage", "opleiders": 1, "praktijken": 16, "pct": 6.25,
        "peildatum": "2026-01-01",
    }  # fmt: skip
    assert twee["properties"]["gemeentenaam"] == "=1+1"
    assert drie["geometry"] is None
    assert drie["properties"]["praktijken"] is None


def test_geojson_rows_are_the_union_of_their_gemeenten_in_degrees():
    een, twee, _ = json.loads(to_geojson(proeftabel(), Vierkanten()))["features"]
    naar_graden = Transformer.from_crs(28992, 4326, always_xy=True).transform
    hoeken = [naar_graden(x, y) for x, y in ((155000, 463000), (157000, 464000))]
    ring = een["geometry"]["coordinates"][0]
    assert een["geometry"]["type"] == "Polygon"
    assert (min(x for x, _ in ring), max(y for _, y in ring)) == pytest.approx((hoeken[0][0], hoeken[1][1]), abs=1e-4)
    assert len(twee["geometry"]["coordinates"][0]) == 5
    assert all(round(graad, 6) == graad for punt in ring for graad in punt)
    # right-hand rule: the outer ring turns to the left, so its shoelace sum is positive
    assert sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) > 0


def test_the_file_is_named_for_view_indeling_and_peildatum():
    assert bestandsnaam("werving", HERKOMST, "xlsx") == "hn-werving-2026-2026-01-01.xlsx"


def _xml(boek: bytes) -> dict[str, str]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(boek)) as zip:
        return {naam: zip.read(naam).decode() for naam in zip.namelist() if naam.endswith(".xml")}


def test_a_file_repeats_its_question_and_says_what_one_must_know(wereld):
    """In every format and style; the population is of another day than the rest."""
    vraag = "noemer=inwoners&norm=1.5&niveau=provincie&provincie=Noord&soort=aios"
    zin = (
        "Opleiders (leidt aios op) per 10.000 inwoners van 2022 per provincie tegen de norm van 1,5: Noord; "
        "peildatum 1 januari 2026, gemeenten van 2026."
    )
    noot = "Inwoners zijn van 1 januari 2022, de peildatum is 1 januari 2026."
    selectie = maten.from_query("dichtheid", vraag, wereld)
    nl, int_ = (build_export(selectie, "csv", stijl, wereld) for stijl in ("nl", "int"))
    for export, scheiding, codering in ((nl, ";", "utf-8-sig"), (int_, ",", "utf-8")):
        (rij,) = csv.DictReader(io.StringIO(export.inhoud.decode(codering), newline=""), delimiter=scheiding)
        assert (rij["vraag"], rij["niet_op_kaart"], rij["bijzonderheden"]) == (zin, "0", noot)
        assert list(rij)[-3:] == ["peildatum", "indeling", "bron"]
    boek = CalamineWorkbook.from_filelike(io.BytesIO(build_export(selectie, "xlsx", "nl", wereld).inhoud))
    kop, rij = boek.get_sheet_by_name("gegevens").to_python()
    assert [rij[kop.index(naam)] for naam in ("vraag", "niet_op_kaart", "bijzonderheden")] == [zin, 0, noot]
    blad = {rij[0]: rij[1] for rij in boek.get_sheet_by_name("toelichting").to_python()}
    assert (blad["omschrijving"], blad["opmerkingen"]) == (zin, noot)
    assert (blad["inwoners"], blad["per_10000"]) == ("Inwoners (2022)", "Per 10.000 inwoners (2022)")
    (feature,) = json.loads(build_export(selectie, "geojson", "nl", wereld).inhoud)["features"]
    assert (feature["properties"]["vraag"], feature["properties"]["bijzonderheden"]) == (zin, noot)
    staart = "niveau-provincie-noemer-inwoners-norm-1.5-provincie-Noord-soort-aios"
    assert nl.naam == f"hn-dichtheid-2026-2026-01-01-{staart}.csv"
    assert int_.naam == f"hn-dichtheid-2026-2026-01-01-{staart}-csv-int.csv"


def test_inhabitants_of_the_peildatum_need_no_remark(wereld):
    inwoners = pd.DataFrame({"gemeentecode": list(GEMEENTEN), "inwoners": 1000})
    eigen = maak_wereld(inwoners=inwoners)
    tabel = tabel_van("dichtheid", eigen, "")
    assert noten(tabel) == () and tabel.herkomst.inwoners == "2026-01-01"
    later = maak_wereld(inwoners=inwoners, dagen={"inwoners": dt.date(2025, 1, 1)})
    assert noten(tabel_van("dichtheid", later, "")) == (
        "Inwoners zijn van 1 januari 2025, de peildatum is 1 januari 2026.",
    )


def tabel_van(view, wereld, query):
    return maten.compute(maten.from_query(view, query, wereld), wereld)


def test_per_inwoner_every_file_says_density_norm_and_band_with_enough_decimals(wereld):
    """Aadorp: 3 opleiders on 30.000 inwoners; Garwood of 3: 0,6187 to 8,7673."""
    tabel = tabel_van("dichtheid", wereld, "noemer=inwoners&norm=1,255")
    kop, rij, *_ = (regel.split(";") for regel in to_csv(tabel).decode("utf-8-sig").splitlines())
    per_kolom = dict(zip(kop, rij, strict=True))
    assert {naam: per_kolom[naam] for naam in kop if naam.endswith(("_pct", "per_10000"))} == {
        "dichtheid_pct": "0,0100",
        "norm_pct": "0,01255",
        "norm_per_10000": "1,255",
        "per_10000": "1,00",
        "band_laag_pct": "0,0021",
        "band_hoog_pct": "0,0292",
        "band_laag_per_10000": "0,21",
        "band_hoog_per_10000": "2,92",
    }
    opmaak = {kolom.naam: _getalopmaak(kolom) for kolom in tabel.spec.kolommen}
    assert (opmaak["dichtheid_pct"], opmaak["norm_pct"], opmaak["band_laag_per_10000"]) == (
        *("#,##0.0000", "#,##0.00000", "#,##0.00"),
    )


@pytest.mark.parametrize(("norm", "tekst"), [("25", "25,0"), ("12,345", "12,345")])
def test_the_norm_is_as_precise_as_it_was_given(wereld, norm, tekst):
    kop, rij, *_ = (
        r.split(";") for r in to_csv(tabel_van("dichtheid", wereld, f"norm={norm}")).decode("utf-8-sig").splitlines()
    )
    assert rij[kop.index("norm_pct")] == tekst
    assert "norm_per_10000" not in kop
