"""Map, legend, grid and CSV are faces of one table: they hold the same values."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest

from hn_dash.domain import maten
from hn_dash.views.export import to_csv
from hn_dash.views.presentatie import klassen_van
from hn_dash.views.vraag import instituutnamen, kaartantwoord, lees_vraag, tabelantwoord

VRAGEN = [
    ("dichtheid", ""),
    ("dichtheid", "noemer=inwoners&norm=1,2&provincie=Drenthe"),
    ("dichtheid", "niveau=provincie&noemer=huisartsen"),
    ("dichtheid", "niveau=regio&klassen=kwantiel&indeling=2022"),
    ("dichtheid", "instituut=umcg&teller=opleidingspraktijken"),
    ("vestiging", "instituut=emc&soort=aios"),
    ("werving", "indeling=2023"),
    ("plaatsing", "ronde=2025-09"),
]


@pytest.mark.parametrize(("view", "query"), VRAGEN)
def test_grid_and_csv_hold_the_same_values(dataset, view, query):
    vraag = lees_vraag(view, query, dataset)
    assert not vraag.fout
    tabel = maten.compute(vraag.selectie, dataset)
    rijen = list(csv.DictReader(io.StringIO(to_csv(tabel, "int").decode())))
    rooster = tabelantwoord(vraag, dataset)
    assert rooster["rijen"] == len(rijen)
    for kolom in tabel.spec.kolommen:
        if kolom.naam not in rooster["kolommen"] or kolom.soort not in ("aantal", "getal"):
            continue
        csvwaarden = [float(rij[kolom.naam]) if rij[kolom.naam] else None for rij in rijen]
        assert rooster["kolommen"][kolom.naam] == [
            None if waarde is None else pytest.approx(waarde, abs=5e-7) for waarde in csvwaarden
        ], kolom.naam


@pytest.mark.parametrize(("view", "query"), VRAGEN)
def test_the_legend_counts_the_gemeenten_of_the_rows_in_each_class(dataset, view, query):
    vraag = lees_vraag(view, query, dataset)
    tabel = maten.compute(vraag.selectie, dataset)
    beeld = kaartantwoord(vraag, dataset)
    codes = dataset.geo.indeling(vraag.selectie.indeling).codes
    assert len(beeld["k"]) == len(codes) == beeld["n"] == sum(regel["n"] for regel in beeld["l"])
    klassen, nummers = klassen_van(tabel, vraag.presentatie, instituutnamen(dataset))
    verwacht = Counter(
        "gedeeld" if len(soorten := {int(nummers[rij]) for rij in rijen}) > 1 else klassen[soorten.pop()].label
        for rijen in tabel.gebieden.values()
    )
    getoond = Counter()
    for regel in beeld["l"]:
        getoond["gedeeld" if regel["t"].startswith("gedeeld") else regel["t"]] += regel["n"]
    assert getoond.pop("buiten de selectie", 0) == len(codes) - len(tabel.gebieden)
    assert +getoond == verwacht


@pytest.mark.parametrize("status", ["geen opleider", "geen praktijk"])
def test_the_class_of_a_status_is_the_status_in_the_csv(dataset, status):
    vraag = lees_vraag("dichtheid", "", dataset)
    tabel = maten.compute(vraag.selectie, dataset)
    beeld = kaartantwoord(vraag, dataset)
    letter = next(regel["s"] for regel in beeld["l"] if regel["t"] == status)
    op_kaart = {
        code for code, teken in zip(dataset.geo.indeling(2026).codes, beeld["k"], strict=True) if teken == letter
    }
    rijen = csv.DictReader(io.StringIO(to_csv(tabel, "int").decode()))
    assert op_kaart == {rij["gemeentecode"] for rij in rijen if rij["status"] == status}


def test_a_recolour_is_small_and_holds_no_geometry(dataset):
    import orjson

    for noemer in ("praktijken", "huisartsen"):
        antwoord = orjson.dumps(kaartantwoord(lees_vraag("dichtheid", {"noemer": noemer}, dataset), dataset))
        assert len(antwoord) < 3000
