"""Every download of every view: what is shown is what is handed over."""

import csv
import io

import orjson
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from hn_dash.application import create_app
from hn_dash.domain import maten
from hn_dash.domain.basis.zinnen import noten
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.settings import Settings
from hn_dash.store.databank import Databank
from hn_dash.store.tellers import read_tellers

VIEWS = tuple(maten.MATEN)
MEDIATYPE = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
}


def tabel_van(view, grondslag):
    return maten.compute(maten.from_query(view, "", grondslag), grondslag)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("formaat", MEDIATYPE)
def test_a_download_is_an_attachment_with_a_telling_name(client, dataset, view, formaat):
    antwoord = client.get(f"/download/{view}.{formaat}")
    assert antwoord.status_code == 200, antwoord.text
    naam = f"hn-{view}-{dataset.indeling}-{dataset.peildatum}.{formaat}"
    assert antwoord.headers["Content-Disposition"] == f"attachment; filename={naam}"
    assert antwoord.content_type == MEDIATYPE[formaat]
    assert antwoord.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("view", VIEWS)
def test_the_csv_holds_the_rows_of_the_table(client, grondslag, view):
    tabel = tabel_van(view, grondslag)
    kop, *rijen = csv.reader(io.StringIO(client.get(f"/download/{view}.csv?csv=int").text, newline=""))
    vraag = ["vraag", "niet_op_kaart", "bijzonderheden"]
    assert [naam for naam in kop if naam not in vraag] == list(tabel.frame.columns)
    assert len(rijen) == len(tabel.frame)
    vast = [tabel.omschrijving, str(tabel.niet_op_kaart), " ".join(noten(tabel))]
    assert all([rij[kop.index(naam)] for naam in vraag] == vast for rij in rijen)
    for kolom in tabel.spec.kolommen:
        nummer = kop.index(kolom.naam)
        lees = float if kolom.soort in ("aantal", "getal") else str
        cellen = [lees(rij[nummer]) if rij[nummer] else None for rij in rijen]
        waarden = [None if pd.isna(waarde) or waarde == "" else lees(waarde) for waarde in tabel.frame[kolom.naam]]
        assert cellen == waarden, kolom.naam


@pytest.mark.parametrize("view", VIEWS)
def test_dutch_csv_excel_and_geojson_have_as_many_rows(client, grondslag, view):
    rijen = len(tabel_van(view, grondslag).frame)
    nl = client.get(f"/download/{view}.csv").data
    assert nl.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.reader(io.StringIO(nl.decode("utf-8-sig"), newline=""), delimiter=";"))) == rijen + 1
    boek = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"/download/{view}.xlsx").data))
    assert len(boek.get_sheet_by_name("gegevens").to_python()) == rijen + 1
    assert len(orjson.loads(client.get(f"/download/{view}.geojson").data)["features"]) == rijen


def test_the_query_of_the_address_bar_is_the_query_of_the_download(client):
    assert client.get("/download/dichtheid.csv?csv=int&indeling=2022").text.count("\r\n") == 346
    assert (
        client.get("/download/dichtheid.csv?csv=int&indeling=2023&klassen=kwantiel&onbekend=1").text.count("\r\n")
        == 343
    )


@pytest.mark.parametrize(
    "query",
    [
        "indeling=1850",
        "indeling=abc",
        "noemer=onzin",
        "csv=frans",
        "klassen=onzin",
        "gemeente=GM9999",
        "indeling=%00",
        "indeling=2023%27",
    ],
)
def test_an_impossible_value_is_a_400_with_a_dutch_sentence(client, query):
    antwoord = client.get(f"/download/dichtheid.csv?{query}")
    assert antwoord.status_code == 400
    assert antwoord.content_type == "text/plain; charset=utf-8"
    assert antwoord.text.strip().endswith(".")
    assert "Traceback" not in antwoord.text


@pytest.mark.parametrize("naam", ["onzin.csv", "dichtheid.pdf", "dichtheid", "dichtheid.csv.exe", "../app.py", ".csv"])
def test_an_unknown_download_is_a_404_that_says_what_there_is(client, naam):
    antwoord = client.get(f"/download/{naam}")
    assert antwoord.status_code == 404
    assert "Kies vestiging, dichtheid" in antwoord.text


def test_a_repeated_download_is_the_same_file(client):
    assert client.get("/download/dichtheid.xlsx").data == client.get("/download/dichtheid.xlsx").data


def test_what_is_handed_over_stands_in_the_log_and_changes_no_data(client, magazijn):
    stand = read_tellers(magazijn.snapshots.databank).gegevens
    assert client.get("/download/dichtheid.csv?norm=20").status_code == 200
    regel = magazijn.snapshots.log()[0]
    assert (regel["wie"], regel["wat"]) == ("scherm", "uitvoer")
    assert regel["zin"] == "hn-dichtheid-2026-2026-01-01-norm-20.csv norm=20"
    assert read_tellers(magazijn.snapshots.databank).gegevens == stand


def test_a_log_that_cannot_be_written_stops_no_download(tmp_path, grondslag):
    (tmp_path / "data").write_text("no folder")
    magazijn = Magazijn(grondslag, Databank(tmp_path / "data"))
    client = create_app(Settings(), magazijn).server.test_client()
    assert client.get("/download/werving.csv").status_code == 200
