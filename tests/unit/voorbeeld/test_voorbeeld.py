"""The example data as committed: what its README and the calibration promise."""

import csv
import shutil
from collections import Counter
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pandas as pd
import pytest
import shapely

from hn_dash.dataset import Dataset, Grondslag
from hn_dash.geo.buren import componenten
from hn_dash.geo.indelingen import Geo, read_geo
from hn_dash.geo.punten import wijs_toe
from hn_dash.ingest.pakket.pakket import read_grondslag
from hn_dash.voorbeeld.__main__ import main
from tests.support.server import WORTEL

DATA = WORTEL / "data"


@pytest.fixture(scope="module")
def geo() -> Geo:
    return read_geo(DATA / "geo")


@pytest.fixture(scope="module")
def voorbeeld(geo: Geo) -> Grondslag:
    return read_grondslag(DATA, geo)


@pytest.fixture(scope="module")
def dataset(voorbeeld: Grondslag) -> Dataset:
    return voorbeeld.dataset


@pytest.fixture(scope="module")
def gemeenten(geo: Geo) -> pd.DataFrame:
    return geo.indeling(2026).gemeenten


@pytest.fixture(scope="module")
def geteld(dataset: Dataset, gemeenten: pd.DataFrame) -> pd.DataFrame:
    """praktijken and opleiders per gemeente."""
    tellingen = {naam: getattr(dataset, naam)["gemeentecode"].value_counts() for naam in ("praktijken", "opleiders")}
    return pd.DataFrame(tellingen, index=gemeenten.index).fillna(0).astype(int)


def rijen(naam: str) -> list[dict[str, str]]:
    with (DATA / "voorbeeld" / naam).open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def test_the_recipe_makes_these_bytes_and_check_names_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for naam in ("geo", "hn"):
        (tmp_path / naam).symlink_to(DATA / naam)
    shutil.copytree(DATA / "voorbeeld", tmp_path / "voorbeeld", copy_function=shutil.copyfile)
    plan = tmp_path / "voorbeeld" / "plan.csv"
    plan.write_text("gemeentecode\n")
    assert main(["--check"], tmp_path) == 1
    assert capsys.readouterr().out == "plan.csv\n"
    assert plan.read_text() == "gemeentecode\n"
    assert main([], tmp_path) == 0
    assert plan.read_bytes() == (DATA / "voorbeeld" / "plan.csv").read_bytes()


def test_without_its_inputs_it_says_what_to_restore(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], tmp_path) == 1
    assert "ontbreekt of is onleesbaar; herstel het met" in capsys.readouterr().err


def test_totals_are_the_published_ones(dataset: Dataset) -> None:
    publiek = dataset.praktijken_en_huisartsen.set_index("jaar").loc[2022]
    assert len(dataset.praktijken) == publiek["praktijken"] == 4874
    assert dataset.praktijken["huisartsen"].sum() == publiek["huisartsen_gevestigd"] == 11754
    assert len(dataset.opleiders) == 2100


def test_every_practice_lies_inside_its_gemeente(dataset: Dataset, geo: Geo) -> None:
    """By the polygon of its own code, a metre from the border, after the rounding to six decimals."""
    vormen = geo.indeling(2026).vormen.set_index("gemeentecode")["geometry"]
    eigen = shapely.buffer(vormen.to_numpy(), -1)[
        vormen.index.get_indexer(pd.Index(dataset.praktijken["gemeentecode"]))
    ]
    assert shapely.contains_xy(eigen, dataset.praktijken["x"], dataset.praktijken["y"]).all()


def test_also_on_the_boundaries_of_2022(dataset: Dataset, geo: Geo) -> None:
    waar = wijs_toe(dataset.praktijken["x"], dataset.praktijken["y"], geo.indeling(2022))
    nu = {code: list(geo.herindeling.vooruit(code, 2022, 2026)) for code in geo.indeling(2022).codes}
    assert [nu[code] for code in waar] == [[code] for code in dataset.praktijken["gemeentecode"]]


def test_the_counts_per_gemeente_equal_the_practice_level(gemeenten: pd.DataFrame) -> None:
    waar = {rij["praktijk_id"]: rij["gemeentecode"] for rij in rijen("praktijken.csv")}
    praktijken = Counter(waar.values())
    huisartsen: Counter[str] = Counter()
    for rij in rijen("praktijken.csv"):
        huisartsen[rij["gemeentecode"]] += int(rij["huisartsen"])
    opleiders = Counter((waar[rij["praktijk_id"]], rij["instituut"]) for rij in rijen("opleiders.csv"))
    aantallen = rijen("aantallen.csv")
    assert [rij["gemeentecode"] for rij in aantallen] == list(gemeenten.index)
    for rij in aantallen:
        code = rij["gemeentecode"]
        assert (int(rij["praktijken"]), int(rij["huisartsen"])) == (praktijken[code], huisartsen[code])
        for kolom, aantal in rij.items():
            if kolom.startswith("opleiders_"):
                assert int(aantal) == opleiders[code, kolom.removeprefix("opleiders_")]
    assert sum(int(aantal) for rij in aantallen for kolom, aantal in rij.items() if "opleiders" in kolom) == 2100


def test_inhabitants_are_those_of_cbs(gemeenten: pd.DataFrame) -> None:
    inwoners = {rij["gemeentecode"]: int(rij["inwoners"]) for rij in rijen("inwoners.csv")}
    assert inwoners == gemeenten["inwoners"].to_dict()
    assert sum(inwoners.values()) == 17_590_672


def test_practices_follow_inhabitants(geteld: pd.DataFrame, gemeenten: pd.DataFrame) -> None:
    """One per 17590672 / 4874 = 3609 inhabitants: never more than one practice off."""
    assert (geteld["praktijken"] - gemeenten["inwoners"] * 4874 / 17_590_672).abs().max() < 1


def test_no_practice_has_more_opleiders_than_huisartsen(dataset: Dataset) -> None:
    per_praktijk = dataset.opleiders["praktijk_id"].value_counts()
    huisartsen = dataset.praktijken.set_index("praktijk_id")["huisartsen"]
    assert (per_praktijk <= huisartsen[per_praktijk.index]).all()
    assert set(per_praktijk) == {1, 2, 3}


def test_every_status_of_density_occurs(geteld: pd.DataFrame) -> None:
    praktijken, opleiders = geteld["praktijken"], geteld["opleiders"]
    assert (praktijken == 0).sum() == 3
    assert not opleiders[praktijken == 0].any()
    assert ((opleiders == 0) & (praktijken >= 8)).sum() == 6
    assert ((opleiders > 0) & (4 * opleiders < praktijken)).sum() > 20
    assert (4 * opleiders == praktijken).any()
    assert geteld.index[opleiders > praktijken].tolist() == ["GM0252", "GM0312"]


def test_the_known_contrasts(dataset: Dataset, geteld: pd.DataFrame, gemeenten: pd.DataFrame) -> None:
    per_provincie = geteld.groupby(gemeenten["provincie"]).sum()
    per_regio = geteld.groupby(dataset.regio.set_index("gemeentecode")["regio"]).sum()
    dichtheid = pd.concat([per["opleiders"] / per["praktijken"] for per in (per_provincie, per_regio)])
    assert (dichtheid[["Zeeland", "Drenthe", "Flevoland", "Achterhoek", "Kop van Noord-Holland"]] < 0.25).all()
    assert (dichtheid[["Utrecht", "Zuid-Holland", "Gelderland-Zuid", "Groningen-West"]] > 0.45).all()


def test_seven_institutes_and_every_soort_and_age(dataset: Dataset) -> None:
    assert set(dataset.opleiders["instituut"]) == {"aumc", "umcu", "radboud", "lumc", "emc", "maastricht", "umcg"}
    assert set(dataset.opleiders["soort"]) == {"aios", "coassistent", "beide"}
    assert len(set(dataset.opleiders["leeftijdsklasse"])) == 7
    eindhoven = dataset.opleiders.loc[dataset.opleiders["gemeentecode"] == "GM0772", "instituut"].value_counts()
    assert eindhoven.drop(["radboud", "maastricht"]).empty
    assert eindhoven.min() >= 3


def test_the_plan_has_all_states_and_statuses(voorbeeld: Grondslag, gemeenten: pd.DataFrame) -> None:
    plan = voorbeeld.plan.frame
    assert plan["gemeentecode"].tolist() == list(gemeenten.index)
    assert plan["staat"].value_counts().to_dict() == {"lead": 290, "gezamenlijk": 25, "open": 15, "niet besproken": 12}
    aantal = plan["instituten"].map(lambda wie: len(wie.split("+")) if wie else 0)
    assert aantal.groupby(plan["staat"]).unique().map(sorted).to_dict() == {
        "lead": [1],
        "gezamenlijk": [2, 3],
        "open": [0],
        "niet besproken": [0],
    }
    assert (aantal == 3).sum() == 1
    assert set(plan["status"]) == {"akkoord", "voorstel", "geparkeerd", "te beslissen", ""}
    assert (plan["status"] == "akkoord").mean() > 0.75


def test_four_parts_of_areas_lie_apart(voorbeeld: Grondslag, dataset: Dataset, geo: Geo) -> None:
    """Twente with its own locatie, two old agreements and one corner of a joint area."""
    los = {}
    for instituut in dataset.locaties["instituut_nu"].unique():
        eigen = voorbeeld.plan.frame["instituten"].str.split("+").map(lambda wie, code=instituut: code in wie)
        delen = componenten(voorbeeld.plan.frame.loc[eigen, "gemeentecode"], geo.indeling(2026).buren)
        if delen[1:]:
            los[instituut] = [min(deel) for deel in delen[1:]]
    assert los == {"aumc": ["GM0141", "GM0114"], "maastricht": ["GM0766"], "radboud": ["GM0748"]}


def test_one_in_ten_opleiders_crosses_a_lead(voorbeeld: Grondslag, dataset: Dataset) -> None:
    wie = dataset.opleiders["gemeentecode"].map(voorbeeld.plan.frame.set_index("gemeentecode")["instituten"])
    paren = [(eigen, lead.split("+")) for eigen, lead in zip(dataset.opleiders["instituut"], wie, strict=True) if lead]
    assert 0.08 < sum(eigen not in lead for eigen, lead in paren) / len(paren) < 0.13


def test_the_chain_of_places_never_grows_on_its_way(dataset: Dataset) -> None:
    plekken = dataset.plekken
    assert (plekken["loting"] <= plekken["aangeboden"]).all()
    assert (plekken["geplaatst"] <= plekken["loting"]).all()
    assert (plekken["geplaatst"] > 0).all()
    begonnen = plekken[plekken["gestart"].notna()]
    assert (begonnen["gestart"] <= begonnen["aangeboden"]).all()
    assert set(plekken.loc[plekken["gestart"].isna(), "ronde"]) == {"2026-03", "2026-09"}


def test_places_add_up_to_the_published_totals(dataset: Dataset) -> None:
    per_jaar = dataset.plekken.groupby("jaar")[["berekend", "aangeboden"]].sum()
    vws = dataset.plekken_landelijk.set_index("jaar")["vws_plekken"]
    assert per_jaar["berekend"].to_dict() == per_jaar["aangeboden"].to_dict() == vws[per_jaar.index].to_dict()
    maart = dataset.plekken[dataset.plekken["ronde"] == "2024-03"][["aangeboden", "loting", "geplaatst"]].sum()
    ronde = dataset.loting_rondes.set_index("ronde").loc["2024-03"]
    assert maart.to_dict() == {"aangeboden": 442, "loting": 442, "geplaatst": 332}
    assert ronde[["aangeboden", "geplaatst", "niet_vervuld"]].to_dict() == {
        "aangeboden": 442,
        "geplaatst": 332,
        "niet_vervuld": 110,  # huisartsopleiding.nl 14-11-2023; the 442 - 332 of the example
    }


def test_the_example_is_short_of_opleiders_as_its_readme_says(dataset: Dataset) -> None:
    aios = dataset.opleiders["soort"].isin(["aios", "beide"]).sum()
    jaar = dataset.plekken.loc[dataset.plekken["jaar"] == 2026, "aangeboden"].sum()
    assert (aios, jaar) == (1952, 1035)
    assert aios < 2181  # 1.035 * 2,1072


def test_calculated_places_are_the_fair_share_of_the_catchment(dataset: Dataset, gemeenten: pd.DataFrame) -> None:
    """Of no two locaties would moving one place make their inhabitants per place more equal (Webster's condition)."""
    inwoners: Counter[str] = Counter()
    for rij in rijen("verzorgingsgebied.csv"):
        inwoners[rij["locatie"]] += Fraction(rij["aandeel"]) * int(gemeenten["inwoners"][rij["gemeentecode"]])
    assert sum(inwoners.values()) == 17_590_672
    for _, groep in dataset.plekken.groupby("jaar"):
        plekken = groep.groupby("locatie")["berekend"].sum().to_dict()
        for hier, daar in permutations(plekken, 2):
            assert inwoners[hier] * (2 * plekken[daar] + 1) >= inwoners[daar] * (2 * plekken[hier] - 1)


def test_catchments_are_whole_or_halved(dataset: Dataset, gemeenten: pd.DataFrame) -> None:
    gebied = dataset.verzorgingsgebied
    assert set(gebied["aandeel"]) == {1.0, 0.5}
    assert (gebied.groupby("gemeentecode")["aandeel"].sum() == 1).all()
    half = gebied[gebied["aandeel"] == 0.5].groupby("gemeentecode")["locatie"].agg(sorted)
    assert len(half) == 12
    assert half["GM0363"] == ["ams-amc", "ams-vumc"]
    assert half["GM0772"] == ["ehv-maastricht", "ehv-radboud"]
    assert set(gebied["locatie"]) == set(dataset.locaties["locatie"])


def test_the_randstad_offers_more_than_its_share_and_the_rim_stays_empty(dataset: Dataset) -> None:
    randstad = dataset.plekken["locatie"].map(dataset.locaties.set_index("locatie")["randstad"])
    som = dataset.plekken.groupby(randstad)[["berekend", "aangeboden", "loting", "geplaatst"]].sum()
    assert som.loc["ja", "aangeboden"] > som.loc["ja", "berekend"]
    assert som.loc["nee", "aangeboden"] < som.loc["nee", "berekend"]
    assert som.loc["ja", "geplaatst"] > 0.97 * som.loc["ja", "loting"]
    leeg = (dataset.plekken["loting"] - dataset.plekken["geplaatst"]).groupby(dataset.plekken["locatie"]).sum()
    rand = leeg[["zeeland", "twente", "groningen", "zwolle", "maastricht"]]
    assert rand.sum() > 0.6 * leeg.sum()


def test_external_places_are_short_in_some_locations_and_enough_in_others(dataset: Dataset) -> None:
    instroom = dataset.plekken[dataset.plekken["jaar"] == 2026].groupby("locatie")["aangeboden"].sum()
    deel = {"ziekenhuis": 0.5, "ggz": 0.25, "ouderenzorg": 0.25}
    stages = dataset.stageplekken
    nodig = stages["locatie"].map(instroom) * stages["soort"].map(deel)
    over = stages["plekken"] - nodig
    assert len(stages) == 14 * 3
    assert (over < -1).sum() >= 5
    assert (over > 1).sum() >= 5


def test_each_regio_lies_in_one_provincie(dataset: Dataset, gemeenten: pd.DataFrame) -> None:
    provincie = dataset.regio["gemeentecode"].map(gemeenten["provincie"])
    per_regio = provincie.groupby(dataset.regio["regio"])
    assert per_regio.nunique().max() == 1
    assert len(per_regio) == 34
    assert per_regio.size().min() >= 3
