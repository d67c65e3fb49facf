"""The lead areas as a view: sums are national, every gemeente lies in one, and their shapes make up the country."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import geopandas as gpd
import orjson
import pytest
import shapely

from hn_dash.domain import maten
from hn_dash.domain.plan.effecten import SOMMEN
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.views.uitvoer.export import build_export
from tests.support.wereld import PLAN, maak_plan, maak_wereld


@pytest.fixture(scope="module")
def voorbeeld():
    return laad_voorbeeld(Settings())


def tabel_van(dataset, query=""):
    return maten.compute(maten.from_query("leadgebieden", query, dataset), dataset)


def test_a_row_per_lead_area_by_hand(wereld):
    tabel = tabel_van(wereld)
    frame = tabel.frame
    assert frame["gebied"].tolist() == ["aumc", "lumc", "emc", "gezamenlijk", "open", "niet besproken"]
    assert frame["gebiedsnaam"].tolist()[:3] == ["Amsterdam UMC", "Leiden", "Rotterdam"]
    assert frame["gemeenten"].tolist() == [0, 1, 2, 1, 1, 1]
    assert frame["inwoners"].tolist() == [0, 60_000, 40_000, 5_000, 2_000, 1_000]
    assert frame["opleiders"].tolist() == [0, 12, 4, 0, 2, 0]
    assert frame["tekort"].tolist() == [0, 3, 2, 1, 0, 0]
    # of aumc in Cruin and Fort, of lumc in Aadorp, Eiland and Fort, of emc in Aadorp and Eiland: those of the country
    assert frame["eigen_opleiders"].fillna(-1).tolist() == [6, 9, 3, -1, -1, -1]
    assert tabel.totalen["eigen_opleiders"] == tabel.totalen["opleiders"] == 18
    assert frame["opleiders_elders"].fillna(-1).tolist() == [6, 1, 0, -1, -1, -1]
    # lumc is 0 km from the 60.000 of Fort and the root of 1,25 from the 5.000 of Beek; emc is 2, 1 and 0 km from the
    # 30.000 of Aadorp, the 5.000 of Beek and the 10.000 of Cruin
    assert frame["km"].tolist()[1:3] == [pytest.approx(1.25**0.5 / 13, abs=1e-4), pytest.approx(65 / 45, abs=1e-4)]
    assert frame["km"].isna().tolist() == [True, False, False, True, True, True]
    assert set(frame["plan"]) == {"Proefplan"} and set(frame["versie"]) == {"1"}
    assert tabel.gebieden == {
        "GM0001": (2,),
        "GM0002": (3,),
        "GM0003": (2,),
        "GM0004": (5,),
        "GM0005": (4,),
        "GM0006": (1,),
    }
    assert tabel.totalen["dichtheid_pct"] == pytest.approx(100 * 18 / 87)


@pytest.mark.parametrize("wie", ["vumc", "amc"])
def test_the_lead_of_an_institute_that_does_not_exist_then_counts_as_open(wie):
    rijen = [rij if rij[0] != "GM0006" else ("GM0006", "lead", wie, "", "") for rij in PLAN]
    instituten = maak_wereld().dataset.instituten
    zonder = instituten.assign(opvolger=instituten["opvolger"].where(instituten["instituut"] != "amc"))
    wereld = maak_wereld(plan=maak_plan(rijen), instituten=zonder)
    tabel = tabel_van(wereld)
    assert tabel.frame.set_index("gebied").loc["open", "gemeenten"] == 2
    assert tabel.totalen["gemeenten"] == 6 and len(tabel.gebieden) == 6
    toen = replace(wereld, dataset=replace(wereld.dataset, peildatum=date(2020, 1, 1), vingerafdruk=f"toen {wie}"))
    assert tabel_van(toen).totalen["gemeenten"] == 6


@pytest.mark.parametrize("indeling", [2022, 2026])
def test_the_rows_add_up_to_the_dataset(voorbeeld, indeling):
    tabel = tabel_van(voorbeeld, f"indeling={indeling}")
    som = tabel.frame[list(SOMMEN)].sum().to_dict()
    assert som == {naam: tabel.totalen[naam] for naam in SOMMEN}
    assert som["praktijken"] == len(voorbeeld.dataset.praktijken)
    assert som["opleiders"] == len(voorbeeld.dataset.opleiders)
    assert som["inwoners"] == 17_590_672
    plekken = voorbeeld.dataset.plekken
    assert som["plekken"] == plekken.loc[plekken["jaar"] == plekken["jaar"].max(), "berekend"].sum()
    werving = maten.compute(maten.from_query("werving", f"indeling={indeling}", voorbeeld), voorbeeld).frame
    assert som["gemeenten"] == len(werving) == len(tabel.gebieden)
    dichtheid = maten.compute(maten.from_query("dichtheid", f"indeling={indeling}", voorbeeld), voorbeeld)
    assert som["tekort"] == dichtheid.totalen["tekort_som_gemeenten"]


@pytest.mark.parametrize("indeling", [2022, 2026])
def test_the_dissolved_areas_make_up_the_country_and_do_not_overlap(voorbeeld, indeling):
    selectie = maten.from_query("leadgebieden", f"indeling={indeling}", voorbeeld)
    bestand = orjson.loads(build_export(selectie, "geojson", "nl", voorbeeld).inhoud)
    vormen = gpd.GeoDataFrame.from_features(bestand["features"], crs=4326).to_crs(28992)
    geo = voorbeeld.dataset.geo.indeling(indeling).vormen
    land = shapely.coverage_union_all(geo.geometry.to_numpy())
    samen = shapely.union_all(vormen.geometry.to_numpy())
    assert vormen.geometry.is_valid.all()
    assert samen.symmetric_difference(land).area < 0.05 * land.length  # coordinates are rounded to six decimals
    assert vormen.geometry.area.sum() == pytest.approx(samen.area, abs=1)
    assert max(een.intersection(ander).area for een, ander in combinations(vormen.geometry, 2)) < 1
    per_code = geo.set_index("gemeentecode").geometry.area
    gebieden = tabel_van(voorbeeld, f"indeling={indeling}").gebieden
    for rij, vorm in enumerate(vormen.geometry):
        eigen = per_code[[code for code, rijen in gebieden.items() if rijen == (rij,)]].sum()
        assert vorm.area == pytest.approx(eigen, rel=1e-5)
