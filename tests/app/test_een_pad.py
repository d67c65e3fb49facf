"""Map, legend, grid and CSV are faces of one table: they hold the same values."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from dash import html

from hn_dash.domain.plan.leadgebieden import KOLOMMEN
from hn_dash.pages.werving.pagina import build_onder
from hn_dash.views.uitvoer.csv import to_csv
from hn_dash.views.vraag import Vraag, kaartantwoord, tabelantwoord

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
INSTITUTEN = ("aumc", "umcu", "radboud", "lumc", "emc", "maastricht", "umcg")
KORT = dict(
    zip(
        INSTITUTEN,
        ("Amsterdam UMC", "Utrecht", "Nijmegen", "Leiden", "Rotterdam", "Maastricht", "Groningen"),
        strict=True,
    )
)


@pytest.mark.parametrize(("view", "query"), VRAGEN)
def test_grid_and_csv_hold_the_same_values(grondslag, dataset, view, query):
    vraag = Vraag.from_query(view, query, grondslag)
    assert not vraag.fout
    tabel = vraag.tabel()
    rijen = list(csv.DictReader(io.StringIO(to_csv(tabel, "int").decode())))
    rooster = tabelantwoord(vraag)
    assert rooster["rijen"] == len(rijen)
    for kolom in tabel.spec.kolommen:
        if kolom.naam not in rooster["kolommen"] or kolom.soort not in ("aantal", "getal"):
            continue
        csvwaarden = [float(rij[kolom.naam]) if rij[kolom.naam] else None for rij in rijen]
        assert rooster["kolommen"][kolom.naam] == [
            None if waarde is None else pytest.approx(waarde, abs=5e-7) for waarde in csvwaarden
        ], kolom.naam


def klasse(view: str, rij: dict[str, str], norm: float) -> str:
    """The class of a row as the legend names it, worked out from what the CSV says of it."""
    if view == "vestiging":
        return {"heeft opleider": "met opleider", "geen opleider": "geen opleider (witte vlek)"}.get(
            rij["status"], rij["status"]
        )
    if view == "werving":
        namen = [KORT[code] for code in INSTITUTEN if code in rij["instituten"].split("+")]
        return " + ".join(namen) or rij["staat"]
    if rij["status"] not in ("onder norm", "op of boven norm"):
        return {"geen opleider": "geen opleider, onder norm"}.get(rij["status"], rij["status"])
    waarde = float(rij["per_10000"] if norm < 10 else rij["dichtheid_pct"])
    grenzen = [0, norm / 2, norm, 1.5 * norm, 2 * norm]
    laag, hoog = max(g for g in grenzen if g <= waarde), min([g for g in grenzen if g > waarde], default=None)
    eenheid, decimalen = ("", 2) if norm < 10 else (" %", 1)
    van, tot = (f"{g or 0:.{decimalen}f}".removesuffix("." + "0" * decimalen).replace(".", ",") for g in (laag, hoog))
    onder = ", onder norm" if waarde < norm else ""
    return f"{van}{eenheid} of meer" if hoog is None else f"{van} tot {tot}{eenheid}{onder}"


@pytest.mark.parametrize(
    ("view", "query", "norm"),
    [
        ("dichtheid", "", 25),
        ("dichtheid", "noemer=inwoners&norm=1,2&provincie=Drenthe", 1.2),
        ("dichtheid", "niveau=provincie&noemer=huisartsen", 25),
        ("dichtheid", "instituut=umcg&teller=opleidingspraktijken", 25),
        ("vestiging", "instituut=emc&soort=aios", 0),
        ("werving", "indeling=2023", 0),
    ],
)
def test_every_gemeente_has_the_class_of_its_row_and_the_legend_counts_them(grondslag, dataset, view, query, norm):
    vraag = Vraag.from_query(view, query, grondslag)
    tabel, beeld = vraag.tabel(), kaartantwoord(vraag)
    rijen = list(csv.DictReader(io.StringIO(to_csv(tabel, "int").decode())))
    codes = dataset.geo.indeling(vraag.selectie.indeling).codes
    verwacht = [
        klasse(view, rijen[tabel.gebieden[code][0]], norm) if code in tabel.gebieden else "buiten de selectie"
        for code in codes
    ]
    teksten = {regel["letter"]: regel["tekst"] for regel in beeld["legenda"]}
    assert [teksten[letter] for letter in beeld["klassen"]] == verwacht
    per_gemeente = "gemeentecode" in rijen[0]
    geteld = verwacht if per_gemeente else [klasse(view, rij, norm) for rij in rijen]
    assert {r["tekst"]: r["aantal"] for r in beeld["legenda"] if r.get("aantal")} == dict(Counter(geteld))
    assert beeld["samen"] == len(geteld)


@pytest.mark.parametrize("query", ["", "indeling=2022&provincie=Drenthe&instituut=umcg"])
def test_the_panel_per_instituut_and_its_downloads_are_one_table(grondslag, dataset, client, query):
    delen = list(build_onder(Vraag.from_query("werving", query, grondslag))[0]._traverse())
    adressen = [deel.href for deel in delen if isinstance(deel, html.A)]
    vraag = "?indeling=2022" if query else ""
    assert adressen == [f"/download/leadgebieden.{soort}{vraag}" for soort in ("csv", "xlsx", "geojson")]
    kop, *rijen = csv.reader(io.StringIO(client.get(adressen[0]).data.decode("utf-8-sig"), newline=""), delimiter=";")
    getoond = [kop.index(kolom.naam) for kolom in KOLOMMEN if kolom.scherm]
    _, *lijst = [[cel.children for cel in deel.children] for deel in delen if isinstance(deel, html.Tr)]
    kaal = [[cel.replace(".", "").removesuffix(" %").replace("–", "") for cel in rij] for rij in lijst]
    assert [rij[1:] for rij in kaal[:-1]] == [[rij[i] for i in getoond[1:]] for rij in rijen]
    assert kaal[-1][:2] == ["Nederland", str(len(dataset.geo.indeling(2022 if query else 2026).codes))]


@pytest.mark.parametrize("status", ["geen opleider", "geen praktijk"])
def test_the_class_of_a_status_is_the_status_in_the_csv(grondslag, dataset, status):
    vraag = Vraag.from_query("dichtheid", "", grondslag)
    tabel = vraag.tabel()
    beeld = kaartantwoord(vraag)
    letter = next(regel["letter"] for regel in beeld["legenda"] if regel["tekst"].startswith(status))
    op_kaart = {
        code for code, teken in zip(dataset.geo.indeling(2026).codes, beeld["klassen"], strict=True) if teken == letter
    }
    rijen = csv.DictReader(io.StringIO(to_csv(tabel, "int").decode()))
    assert op_kaart == {rij["gemeentecode"] for rij in rijen if rij["status"] == status}


def test_a_recolour_is_small_and_holds_no_geometry(grondslag, dataset):
    import orjson

    for noemer in ("praktijken", "huisartsen"):
        antwoord = orjson.dumps(kaartantwoord(Vraag.from_query("dichtheid", {"noemer": noemer}, grondslag)))
        assert len(antwoord) < 2000
