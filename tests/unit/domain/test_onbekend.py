"""What nobody knows is no 0, and what was not asked about is no status; counted on tests/support/gaten.py."""

import math
from datetime import date

import pandas as pd
import pytest

from hn_dash.domain import maten
from hn_dash.domain.kerncijfers import compute_kerncijfers
from hn_dash.domain.plan.controle import check_plan
from hn_dash.domain.plan.voorstel import Voorstelvraag, maak_voorstel
from hn_dash.errors import InvoerFout
from tests.support.gaten import maak_gaten, met_aantallen, zonder
from tests.support.wereld import beeld_van, maak_opleiders, maak_plekken, maak_wereld

GEEN = "opleider zonder praktijk"
WEL = "op of boven norm"


@pytest.fixture(scope="module")
def gaten():
    return maak_gaten()


def tabel_van(view, wereld, query=""):
    return maten.compute(maten.from_query(view, query, wereld), wereld)


def kolom(tabel, naam):
    return [None if pd.isna(waarde) else waarde for waarde in tabel.frame[naam].tolist()]


def test_huisartsen_and_opleiders_are_of_the_same_praktijken(gaten):
    tabel = tabel_van("dichtheid", gaten, "noemer=huisartsen")
    # Aadorp: 2 of the 5 opleiders work in the 8 praktijken that say it; of Beek none does
    assert kolom(tabel, "teller") == [2, None, 1, 1, 0, 1]
    assert kolom(tabel, "noemer") == [16, None, 8, 0, 2, 120]
    assert kolom(tabel, "huisartsen") == [16, None, 8, 0, 2, 120]
    assert kolom(tabel, "huisartsen_onbekend") == [12, 2, 0, 0, 0, 0]
    assert kolom(tabel, "dichtheid_pct") == [12.5, None, 12.5, None, 0.0, 100 / 120]
    assert kolom(tabel, "status") == ["onder norm", "geen gegevens", "onder norm", GEEN, "geen opleider", "onder norm"]
    assert kolom(tabel, "tekort") == [2, None, 1, 0, 1, 29]
    assert kolom(tabel, "opleiders") == [5, 1, 1, 1, 0, 1]  # what is known stands there in full
    assert (tabel.totalen["teller"], tabel.totalen["noemer"]) == (5, 146)
    assert tabel.totalen["tekort_gebied"] == 32  # a quarter of 146 is 36,5, so 37 - 5
    zin = "Van 14 praktijken is het aantal huisartsen onbekend; zij tellen met hun opleiders niet mee"
    assert f"{zin} in teller en noemer." in tabel.opmerkingen


def test_an_area_adds_up_what_is_known_of_both(gaten):
    tabel = tabel_van("dichtheid", gaten, "noemer=huisartsen&niveau=provincie")
    assert kolom(tabel, "teller") == [3, 2]  # Noord without Beek; Zuid with the opleiders of Dal and Fort
    assert kolom(tabel, "noemer") == [24, 122]
    assert kolom(tabel, "huisartsen_onbekend") == [14, 0]
    assert kolom(tabel, "tekort_som_gemeenten") == [3, 30]
    (zin,) = (z for z in tabel_van("dichtheid", gaten, "noemer=huisartsen&provincie=Noord").opmerkingen if "14" in z)
    assert zin.startswith("Van 14 praktijken")
    assert not tabel_van("dichtheid", gaten, "noemer=huisartsen&provincie=Zuid").opmerkingen[1:]


def test_an_opleider_in_no_praktijk_cannot_be_beside_huisartsen_that_only_some_praktijken_tell():
    # Beek-0 tells it and Beek-1 does not: nobody knows which of the two this opleider belongs to
    gaten = maak_gaten()
    praktijken = gaten.dataset.praktijken.copy()
    praktijken.loc[praktijken["praktijk_id"] == "GM0002-0", "huisartsen"] = 3
    opleiders = gaten.dataset.opleiders.copy()
    opleiders.loc[opleiders["gemeentecode"] == "GM0002", "praktijk_id"] = None
    tabel = tabel_van("dichtheid", maak_gaten(praktijken=praktijken, opleiders=opleiders), "noemer=huisartsen")
    assert (kolom(tabel, "noemer")[1], kolom(tabel, "status")[1]) == (None, "geen gegevens")
    tabel = tabel_van("dichtheid", maak_gaten(praktijken=praktijken), "noemer=huisartsen")
    assert (kolom(tabel, "teller")[1], kolom(tabel, "noemer")[1]) == (1, 3)


def test_opleiders_without_praktijk_and_opleidingspraktijken_that_are_unknown_have_a_status_of_their_own(gaten):
    tabel = tabel_van("dichtheid", gaten, "teller=opleidingspraktijken")
    assert kolom(tabel, "teller") == [5, 1, 1, 0, 0, 0]
    assert kolom(tabel, "status") == [WEL, WEL, WEL, GEEN, "geen opleider", "geen opleidingspraktijk"]
    assert kolom(tabel, "tekort") == [0, 0, 0, 0, 1, 15]
    assert tabel.opmerkingen[0] == "Opleiders zonder praktijk in Dal: controleer de gegevens."
    assert kolom(tabel_van("dichtheid", gaten), "status") == [WEL, WEL, WEL, GEEN, "geen opleider", "onder norm"]


def test_nobody_lives_here_is_no_infinite_density(gaten):
    tabel = tabel_van("dichtheid", gaten, "noemer=inwoners")
    assert kolom(tabel, "per_10000") == [5 / 3, 2.0, 1.0, None, 0.0, 1 / 6]
    assert kolom(tabel, "status") == [WEL, WEL, WEL, GEEN, "geen opleider", "onder norm"]


@pytest.mark.parametrize(
    ("query", "opleiders"),
    [
        ("", [5, 1, 1, 1, 0, 1]),
        ("instituut=lumc", [2, 0, 1, 0, 0, 1]),
        ("instituut=aumc", [0, 0, 0, 0, 0, 0]),
        ("soort=aios", [3, 1, 0, 0, 0, 1]),
        ("soort=coassistent&instituut=emc", [0, 0, 0, 0, 0, 0]),
    ],
)
def test_a_filter_says_who_is_counted_and_is_no_status(gaten, query, opleiders):
    tabel = tabel_van("vestiging", gaten, query)
    assert kolom(tabel, "opleiders") == opleiders
    wel = "heeft opleider"
    assert kolom(tabel, "status") == [wel, wel, wel, wel, "geen opleider", wel]
    assert kolom(tabel, "grootste_instituut") == ["emc", "emc", "lumc", "emc", "", "lumc"]


def test_of_institutes_that_were_not_asked_for_nothing_is_said(gaten):
    tabel = tabel_van("vestiging", gaten, "instituut=lumc")
    assert kolom(tabel, "opleiders_lumc") == [2, 0, 1, 0, 0, 1]
    assert kolom(tabel, "opleiders_emc") == kolom(tabel, "opleiders_aumc") == [None] * 6


def test_the_soort_is_no_status_on_dichtheid_either(gaten):
    tabel = tabel_van("dichtheid", gaten, "soort=aios")
    assert kolom(tabel, "teller") == [3, 1, 0, 0, 0, 1]
    # in Cruin an opleider of coassistenten works; 0 of 4 is below the norm, and there is an opleider
    assert kolom(tabel, "status") == ["onder norm", WEL, "onder norm", GEEN, "geen opleider", "onder norm"]


@pytest.mark.parametrize("view", ["vestiging", "dichtheid"])
def test_opleiders_of_an_unknown_soort_are_told(gaten, view):
    zin = "Van 2 opleiders is de soort onbekend; zij tellen in deze keuze niet mee."
    assert zin in tabel_van(view, gaten, "soort=aios").opmerkingen
    assert zin not in tabel_van(view, gaten).opmerkingen


def test_opleiders_of_an_institute_that_did_not_exist_yet_are_told():
    vroeg = maak_wereld(peildatum=date(2022, 1, 1), opleiders=maak_opleiders([("GM0001-0", "GM0001", "aumc", "aios")]))
    zin = "1 opleider hoort bij een instituut dat op de peildatum niet bestond, en telt bij geen instituut mee."
    assert zin in tabel_van("vestiging", vroeg).opmerkingen


def test_lotteries_without_a_result_are_left_out_and_said(gaten):
    tabel = tabel_van("plaatsing", gaten, "ronde=2025")
    assert kolom(tabel, "niet_vervuld") == [4, 0, 1]
    assert kolom(tabel, "verloot") == [9, 16, 10]
    totalen = tabel.totalen
    assert [totalen[naam] for naam in ("niet_vervuld", "verloot", "loting", "zonder_uitslag")] == [5, 35, 45, 10]
    assert totalen["gevuld_pct"] == pytest.approx(100 * 30 / 35)
    assert (totalen["periferie_niet_vervuld"], totalen["periferie_verloot"]) == (4, 9)
    assert "Nog zonder uitslag van de loting, bij een of meer locaties: ronde 2025-09." in tabel.opmerkingen


def test_a_location_without_a_row_keeps_its_inhabitants_in_the_country(gaten):
    tabel = tabel_van("plaatsing", gaten, "ronde=2025-09")
    assert tabel.frame["locatie"].tolist() == ["noord", "oost", "zuid"]
    assert kolom(tabel, "inwoners") == [32_500, 45_000, 29_500]
    assert kolom(tabel, "berekend") == [11, None, 10]
    assert kolom(tabel, "quotum") == pytest.approx([21 * deel / 107_000 for deel in (32_500, 45_000, 29_500)])
    assert tabel.totalen["inwoners"] == 107_000
    # the offer of zuid is unknown; oost takes no part, so that those who live there have no place
    assert tabel.totalen["plekken_per_100000"] == pytest.approx(100_000 * 10 / 77_500)
    assert tabel.totalen["randstad_aangeboden"] != tabel.totalen["randstad_aangeboden"]  # nan
    for zin in (
        "Zonder cijfers: Oostdorp. De inwoners van dat verzorgingsgebied tellen wel mee.",
        "Aanbod niet of niet van elke ronde bekend: Zuidhaven; plekken per inwoner zijn van de andere.",
    ):
        assert zin in tabel.opmerkingen


def test_places_of_an_institute_that_one_of_its_locations_does_not_tell_are_unknown(gaten):
    plekken = maak_plekken([(2025, "2025-03", "noord", 11, 9, 9, 5, None), (2025, "2025-03", "oost", *[None] * 5)])
    tabel = tabel_van("leadgebieden", maak_gaten(plekken=plekken))
    assert dict(zip(tabel.frame["gebied"], kolom(tabel, "plekken"), strict=True))["lumc"] is None
    with pytest.raises(InvoerFout, match="plekken van Leiden zijn onbekend"):
        maak_voorstel(beeld_van(maak_gaten(plekken=plekken)))


def test_key_figures_with_gaps(gaten):
    cijfers = compute_kerncijfers(gaten)
    assert (cijfers.opleiders, cijfers.praktijken) == (9, 87)
    assert [code for code, *_ in cijfers.zonder_opleider] == ["GM0005"]
    assert cijfers.onder_norm == 2  # Eiland and Fort
    assert (cijfers.niet_vervuld, cijfers.verloot, cijfers.zonder_uitslag) == (5, 35, 10)


def test_counts_say_nothing_of_an_institute_that_has_no_column():
    tabel = tabel_van("vestiging", met_aantallen())
    assert kolom(tabel, "opleiders") == [6, 1, 1, 0, 0, 9]
    assert kolom(tabel, "opleiders_aumc") == [None] * 6
    assert "Van Amsterdam UMC is geen aantal opleiders bekend; zij ontbreken in elke som." in tabel.opmerkingen
    assert kolom(tabel_van("vestiging", met_aantallen(), "instituut=aumc"), "opleiders") == [None] * 6


@pytest.mark.parametrize("niveau", ["gemeente", "provincie", "land"])
def test_counts_say_nothing_of_opleidingspraktijken(niveau):
    assert set(kolom(tabel_van("dichtheid", met_aantallen(), f"niveau={niveau}"), "opleidingspraktijken")) == {None}


def test_counts_without_huisartsen_in_a_gemeente_leave_its_opleiders_out():
    tabel = tabel_van("dichtheid", met_aantallen(), "noemer=huisartsen&niveau=land")
    assert (kolom(tabel, "teller"), kolom(tabel, "noemer")) == ([16], [170])  # 17 - 1; 40 + 8 + 0 + 2 + 120
    assert kolom(tabel, "huisartsen_onbekend") == [2]


def test_a_merger_with_a_part_that_is_unknown_is_unknown():
    rijen = [("GM0006", 30, 60, 4), ("GM0007", 30, None, 5)]
    aantallen = pd.DataFrame(rijen, columns=["gemeentecode", "praktijken", "huisartsen", "opleiders_emc"])
    wereld = maak_wereld(aantallen=aantallen.astype({"huisartsen": "Int64"}), indeling=2022)
    fort = (
        tabel_van("dichtheid", wereld, "indeling=2026&noemer=huisartsen").frame.set_index("gemeentecode").loc["GM0006"]
    )
    assert (fort["praktijken"], fort["opleiders"], fort["status"]) == (60, 9, "geen gegevens")
    assert pd.isna(fort["huisartsen"]) and pd.isna(fort["teller"])


def test_without_opleiders_no_gemeente_is_without_an_opleider():
    wereld = zonder("opleiders")
    for view in ("vestiging", "dichtheid"):
        tabel = tabel_van(view, wereld)
        assert set(tabel.frame["status"]) == {"geen gegevens"}
        assert kolom(tabel, "opleiders") == [None] * 6
        assert kolom(tabel, "praktijken") == [20, 2, 4, 0, 1, 60]
        assert tabel.ontbreekt == ("opleiders",)
    assert math.isnan(tabel.totalen["tekort_gebied"]) and math.isnan(tabel.totalen["dichtheid_pct"])
    werving = tabel_van("werving", wereld)
    for naam in ("opleiders", "opleiders_andere_instituten", "dichtheid_pct", "tekort"):
        assert kolom(werving, naam) == [None] * 6
    assert kolom(werving, "staat")[0] == "lead"
    lead = tabel_van("leadgebieden", wereld)
    bewoond = lead.frame["gemeenten"] > 0  # an area of no gemeenten has 0 opleiders, that much is sure
    for naam in ("opleiders", "tekort", "dichtheid_pct"):
        assert lead.frame.loc[bewoond, naam].isna().all()
    assert math.isnan(lead.totalen["opleiders"]) and lead.totalen["praktijken"] == 87
    cijfers = compute_kerncijfers(wereld)
    assert cijfers.zonder_opleider == () and math.isnan(cijfers.onder_norm) and math.isnan(cijfers.kruisend)
    assert not [b for b in check_plan(beeld_van(wereld)) if b.code in ("C6", "C7")]


def test_without_praktijken_opleiders_are_counted_and_nothing_else():
    wereld = zonder("praktijken")
    assert kolom(tabel_van("vestiging", wereld), "opleiders") == [3, 0, 1, 0, 2, 12]
    wel = "heeft opleider"
    assert kolom(tabel_van("vestiging", wereld), "status") == [wel, "geen gegevens", wel, "geen gegevens", wel, wel]
    tabel = tabel_van("dichtheid", wereld)
    assert set(tabel.frame["status"]) == {"geen gegevens"} and set(tabel.frame["kleine_noemer"]) == {""}
    assert kolom(tabel_van("dichtheid", wereld, "noemer=inwoners"), "teller") == [3, 0, 1, 0, 2, 12]
    with pytest.raises(InvoerFout, match="kies inwoners als gewicht"):
        maak_voorstel(beeld_van(wereld), Voorstelvraag("opleiders"))


def test_without_a_plan_no_gemeente_is_open():
    wereld = zonder("plan")
    for view in ("werving", "leadgebieden", "vergelijking"):
        tabel = tabel_van(view, wereld)
        assert tabel.frame.empty and "het plan" in tabel.ontbreekt
    for query in ("niveau=leadgebied", "instituut=emc"):
        assert tabel_van("dichtheid", wereld, query).frame.empty
        assert "het plan" in tabel_van("dichtheid", wereld, query).ontbreekt
    dichtheid = tabel_van("dichtheid", wereld)
    assert kolom(dichtheid, "leadinstituten") == [""] * 6 and not dichtheid.ontbreekt
    cijfers = compute_kerncijfers(wereld)
    assert math.isnan(cijfers.open) and math.isnan(cijfers.niet_besproken) and math.isnan(cijfers.kruisend)
    assert check_plan(beeld_van(wereld)) == ()
    with pytest.raises(InvoerFout, match="geen gegevens over het plan"):
        maak_voorstel(beeld_van(wereld))


def test_without_plekken_or_catchments_plaatsing_is_empty_and_says_so():
    leeg = tabel_van("plaatsing", zonder("plekken"))
    assert leeg.frame.empty and "opleidingsplekken" in leeg.ontbreekt
    assert math.isnan(leeg.totalen["aangeboden"]) and math.isnan(leeg.totalen["inwoners"])
    cijfers = compute_kerncijfers(zonder("plekken"))
    assert math.isnan(cijfers.niet_vervuld) and math.isnan(cijfers.verloot)
    assert set(kolom(tabel_van("leadgebieden", zonder("plekken")), "plekken")) == {None}
    los = tabel_van("plaatsing", zonder("verzorgingsgebied"), "ronde=2023")
    assert kolom(los, "berekend") == [10, 12, 8]
    for naam in ("inwoners", "quotum", "plekken_per_100000"):
        assert kolom(los, naam) == [None] * 3
    assert los.gebieden == {} and "verzorgingsgebieden" in los.ontbreekt
