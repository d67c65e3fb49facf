"""Praktijken by their postcode: only with a table, and only where the postcode lies in one gemeente."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hn_dash.errors import InvoerFout
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.gegevens.inname import Kwitantie, Opdracht, neem_in
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.databank import Databank

TABEL = "PC6;Gemeente\n3511AB;GM0344\n9751 aa;17\n9751AB;14\n6999ZZ;GM0363\n6999ZZ;0344\n1011;GM0363\n"
KOP = "praktijk_id;gemeentecode;postcode\n"


@pytest.fixture(scope="module")
def voorbeeld():
    return laad_voorbeeld(Settings())


def lees_in(voorbeeld, map_: Path, rijen: str, tabel: str | None = TABEL) -> tuple[Kwitantie, Magazijn]:
    postcodes = map_ / "postcodes.csv" if tabel is not None else None
    if postcodes:
        postcodes.write_text(tabel or "", encoding="utf-8")
    magazijn = Magazijn(voorbeeld, Databank(map_ / "data"), postcodes)
    (map_ / "praktijken.csv").write_text(KOP + rijen, encoding="utf-8")
    vraag = Opdracht("praktijken", map_ / "praktijken.csv", "praktijken.csv", date(2026, 1, 1))
    return neem_in(vraag, magazijn, aanvaard=True), magazijn


def test_a_praktijk_is_placed_by_its_postcode_when_it_has_nothing_else(voorbeeld, tmp_path):
    kwitantie, magazijn = lees_in(
        voorbeeld, tmp_path, "P1;;3511 ab\nP2;;9751AA\nP3;GM0363;3511AB\nP4;;1011XY\nP5;;1011\n"
    )
    rijen = magazijn.snapshots.rijen(kwitantie.snapshot, "praktijken")
    assert rijen["gemeentecode"].tolist() == ["GM0344", "GM0014", "GM0363", "GM0363", "GM0363"]
    assert "postcode" not in rijen
    assert [b.zin for b in kwitantie.bevindingen] == ["GM0017 Haren is sinds 2019 Groningen (GM0014) (1 rij)"]


def test_what_cannot_be_placed_is_a_finding(voorbeeld, tmp_path):
    kwitantie, _ = lees_in(voorbeeld, tmp_path, "P1;;6999ZZ\nP2;;0123AB\nP3;;9999XX\nP4;;\n")
    assert [(b.rij, b.kolom, b.zin) for b in kwitantie.bevindingen] == [
        (2, "postcode", "Postcode 6999ZZ ligt in GM0344 en GM0363; vul gemeentecode in."),
        (3, "postcode", "“0123AB” is geen postcode; schrijf vier cijfers en twee letters, of vul gemeentecode in."),
        (4, "postcode", "Postcode 9999XX staat niet in de postcodetabel; vul gemeentecode in."),
        (
            5,
            "gemeentecode",
            "Deze praktijk heeft geen plaats; vul gemeentecode in, of lon en lat, of postcode.",
        ),
    ]


def test_without_a_table_it_says_how_to_get_one(voorbeeld, tmp_path):
    kwitantie, _ = lees_in(voorbeeld, tmp_path, "P1;;3511AB\n", tabel=None)
    assert [b.zin for b in kwitantie.bevindingen] == [
        "Postcodes zijn hier niet te plaatsen: vul gemeentecode in, of geef met HN_POSTCODES een postcodetabel."
    ]


@pytest.mark.parametrize(
    ("tabel", "zin"),
    [
        (
            "postcode;plaats\n3511AB;Utrecht\n",
            "Een postcodetabel heeft de kolommen postcode en gemeentecode, en deze heeft postcode, plaats.",
        ),
        ("postcode;gemeentecode\n3511AB;GM0344;x\n", "De postcodetabel postcodes.csv klopt niet: Deze rij heeft 3"),
    ],
)
def test_a_wrong_table_stops_the_file(voorbeeld, tmp_path, tabel, zin):
    with pytest.raises(InvoerFout, match=zin):
        lees_in(voorbeeld, tmp_path, "P1;;3511AB\n", tabel)


def test_a_table_that_is_gone_is_told(voorbeeld, tmp_path):
    (tmp_path / "p.csv").write_text(KOP + "P1;;3511AB\n", encoding="utf-8")
    magazijn = Magazijn(voorbeeld, Databank(tmp_path / "data"), tmp_path / "weg.csv")
    with pytest.raises(InvoerFout, match=r"weg\.csv is er niet of niet te lezen; controleer HN_POSTCODES"):
        neem_in(Opdracht("praktijken", tmp_path / "p.csv", "p.csv", date(2026, 1, 1)), magazijn)
