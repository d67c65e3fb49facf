"""CSV to the byte: what Excel, R and a colleague's script rely on."""

import csv
import io
import re

import pytest

from hn_dash.domain import maten
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.views.uitvoer.csv import to_csv
from tests.support.golden import CSV, TABELLEN, maak_csv
from tests.support.tabellen import proeftabel

KOP = (
    "gemeentecode,gemeentenaam,provincie,opleiders,opleidingspraktijken,praktijken,huisartsen,inwoners,"
    "teller,noemer,dichtheid_pct,norm_pct,status,tekort,peildatum,indeling,bron"
)


def test_dutch_csv_has_semicolons_decimal_commas_and_a_bom():
    assert to_csv(proeftabel(), "nl") == (
        b"\xef\xbb\xbfgemeentecode;gemeentenaam;opleiders;praktijken;pct;peildatum\r\n"
        b"GM0001;'s-Gravenhage;1;16;6,3;2026-01-01\r\n"
        b"GM0002;'=1+1;2000;3000;66,7;2026-01-01\r\n" + 'GM0003;"Kop; van “Noord”";0;;;2026-01-01\r\n'.encode()
    )


def test_international_csv_has_commas_points_and_full_precision():
    assert to_csv(proeftabel(), "int") == (
        b"gemeentecode,gemeentenaam,opleiders,praktijken,pct,peildatum\r\n"
        b"GM0001,'s-Gravenhage,1,16,6.25,2026-01-01\r\n"
        b"GM0002,'=1+1,2000,3000,66.66666666666667,2026-01-01\r\n"
        + "GM0003,Kop; van “Noord”,0,,,2026-01-01\r\n".encode()
    )


def test_dichtheid_has_the_agreed_header_and_the_sums_of_the_dataset():
    voorbeeld = laad_voorbeeld(Settings())
    dataset = voorbeeld.dataset
    selectie = maten.from_query("dichtheid", "noemer=praktijken&norm=25&niveau=gemeente&indeling=2023", voorbeeld)
    tekst = to_csv(maten.compute(selectie, voorbeeld), "int").decode()
    # the agreed columns, in this order; a view may have more between them
    assert [kolom for kolom in tekst.split("\r\n")[0].split(",") if kolom in KOP.split(",")] == KOP.split(",")
    rijen = list(csv.DictReader(io.StringIO(tekst, newline="")))
    assert len(rijen) == 342
    assert sum(int(rij["praktijken"]) for rij in rijen) == len(dataset.praktijken)
    assert sum(int(rij["opleiders"]) for rij in rijen) == len(dataset.opleiders)
    assert sum(int(rij["opleidingspraktijken"]) for rij in rijen) == dataset.opleiders["praktijk_id"].nunique()
    assert sum(int(rij["huisartsen"]) for rij in rijen) == dataset.praktijken["huisartsen"].sum()
    assert sum(int(rij["inwoners"]) for rij in rijen) == 17_590_672
    assert {(rij["peildatum"], rij["indeling"]) for rij in rijen} == {("2026-01-01", "2023")}


@pytest.mark.parametrize("stijl", ["nl", "int"])
@pytest.mark.parametrize("naam", TABELLEN)
def test_the_table_of_a_view_is_what_it_was(naam, stijl, wereld):
    assert rond(maak_csv(naam, stijl, wereld)) == rond((CSV / f"{naam}-{stijl}.csv").read_bytes())


def rond(inhoud: bytes) -> bytes:
    """The bytes with six decimals where there are more than ten: the last ones are the processor's."""
    return re.sub(rb"-?\d+\.\d{11,}(e-\d+)?", lambda getal: f"{float(getal[0]):.6f}".encode(), inhoud)


def test_every_view_is_there_in_both_styles():
    assert {view for view, _ in TABELLEN.values()} == set(maten.MATEN)
    assert {pad.stem for pad in CSV.iterdir()} == {f"{naam}-{stijl}" for naam in TABELLEN for stijl in ("nl", "int")}
