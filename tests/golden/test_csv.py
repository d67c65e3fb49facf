"""CSV to the byte: what Excel, R and a colleague's script rely on."""

import csv
import io

from hn_dash.domain import maten
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.views.uitvoer.csv import to_csv
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
