"""A file as one kind: the rows that are kept, the ones that are not, and what is told of them."""

from __future__ import annotations

import pytest

from hn_dash.ingest.soort import inlezen
from hn_dash.ingest.soort.inlezen import Inlezer
from hn_dash.ingest.soort.soorten import SOORTEN
from hn_dash.ingest.tabel.bestand import open_bestand
from tests.support.bestanden import xlsx


@pytest.fixture
def lees(tmp_path, omgeving):
    """Reads a file of lines as a kind; gives the rows and who read them."""

    def lees(soort: str, *regels: str) -> tuple[list[dict], Inlezer]:
        (tmp_path / "t.csv").write_text("\n".join((*regels, "")), encoding="utf-8")
        bestand = open_bestand(tmp_path / "t.csv", "t.csv")
        inlezer = Inlezer(SOORTEN[soort], bestand, omgeving)
        return [rij for blok in inlezer.blokken() for rij in blok], inlezer

    return lees


def zinnen(inlezer: Inlezer) -> list[tuple[int | None, str, str]]:
    return [(bevinding.rij, bevinding.kolom, bevinding.zin) for bevinding in inlezer.bevindingen.bewaard]


KOP = "gemeentecode;praktijken;opleiders;opleiders_emc;opleiders_amc;opleiders_aumc"


def test_counts_of_a_closed_institute_are_added_to_its_successor(lees):
    rijen, inlezer = lees("aantallen", KOP, "GM0001;20;6;1;2;3", "GM0002;2;0;;;", "GM0003;4;1;1;0;0")
    assert [(rij["gemeentecode"], rij["praktijken"], rij["per_instituut"]) for rij in rijen] == [
        ("GM0001", 20, {"emc": 1, "aumc": 5}),
        ("GM0002", 2, {"emc": 0, "aumc": 0}),
        ("GM0003", 4, {"emc": 1, "aumc": 0}),
    ]
    assert (inlezer.rijen_in, inlezer.rijen_uit, inlezer.afgekeurd) == (3, 3, {})


def test_a_count_that_is_none_and_a_sum_that_is_wrong_reject_the_row(lees):
    rijen, inlezer = lees("aantallen", KOP, "GM0001;20;6;een;2;-3", "GM0002;2;1;1;0;0", "GM0003;4;5;1;0;0")
    assert [rij["gemeentecode"] for rij in rijen] == ["GM0002"]
    opgeteld, *fouten = zinnen(inlezer)
    assert opgeteld[2].startswith("Opgeteld bij aumc: “opleiders_amc” en “opleiders_aumc”.")
    assert fouten == [
        (2, "opleiders_emc", "“een” moet een heel getal van 0 of hoger zijn."),
        (2, "opleiders_aumc", "“-3” is negatief; een aantal is 0 of hoger."),
        (4, "opleiders", "De instituten tellen op tot 1 opleiders, maar er staat 5."),
    ]
    assert {nummer: cellen["opleiders_emc"] for nummer, cellen in inlezer.afgekeurd.items()} == {2: "een", 4: "1"}


def test_an_empty_total_is_no_total_and_one_that_is_no_number_is_told(lees):
    kop = "gemeentecode;praktijken;opleiders;opleiders_emc;opleiders_lumc"
    rijen, inlezer = lees("aantallen", kop, "GM0001;20;3;1;2", "GM0002;2;;1;1", "GM0003;4;drie;1;2")
    assert [(rij["gemeentecode"], rij["per_instituut"]) for rij in rijen] == [
        ("GM0001", {"emc": 1, "lumc": 2}),
        ("GM0002", {"emc": 1, "lumc": 1}),
    ]
    assert zinnen(inlezer) == [(4, "opleiders", "“drie” moet een heel getal van 0 of hoger zijn.")]


def test_counts_of_a_spreadsheet_are_numbers_already(tmp_path, omgeving):
    rijen = [["gemeentecode", "praktijken", "opleiders_emc"], ["GM0001", 20, 3], ["GM0002", 2, -1], ["GM0003", 4, 1.5]]
    (tmp_path / "t.xlsx").write_bytes(xlsx(("Blad1", rijen)))
    inlezer = Inlezer(SOORTEN["aantallen"], open_bestand(tmp_path / "t.xlsx", "t.xlsx"), omgeving)
    assert [rij["per_instituut"] for blok in inlezer.blokken() for rij in blok] == [{"emc": 3}]
    assert [(rij, kolom) for rij, kolom, _ in zinnen(inlezer)] == [(3, "opleiders_emc"), (4, "opleiders_emc")]


def test_a_closed_institute_is_told_once_with_how_often(lees):
    regels = ["opleider_id;gemeentecode;instituut", "O1;GM0001;amc", "O2;GM0001;emc"]
    assert zinnen(lees("opleiders", *regels)[1]) == [
        (None, "", "Instituut amc → aumc: opgegaan in zijn opvolger (1 keer).")
    ]


def test_more_rejected_rows_than_are_kept_is_told(lees, monkeypatch):
    monkeypatch.setattr(inlezen, "MAX_AFGEKEURD", 2)
    _, inlezer = lees("plan", "gemeentecode;staat", *(f"GM000{nummer};dicht" for nummer in range(1, 5)))
    assert (inlezer.aantal_afgekeurd, sorted(inlezer.afgekeurd)) == (4, [2, 3])
    zin = "Van de 4 afgekeurde rijen zijn er 2 bewaard; verbeter het hele bestand en lees het opnieuw in."
    assert zinnen(inlezer)[-1] == (None, "", zin)


def test_the_same_gemeente_twice(lees):
    rijen, inlezer = lees("plan", "gemeentecode;staat", "GM0001;open", "gm0001;open")
    assert [rij["rij"] for rij in rijen] == [2]
    assert zinnen(inlezer) == [(3, "gemeentecode", "“GM0001” staat ook in rij 2; laat één van beide rijen staan.")]
