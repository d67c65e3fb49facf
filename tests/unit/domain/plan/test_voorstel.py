"""A proposal: only for who is open, in one piece, within its bands or saying which not, and nothing is written."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from hn_dash.domain.plan.effecten import afstanden
from hn_dash.domain.plan.voorstel import Voorstel, Voorstelvraag, maak_voorstel
from hn_dash.errors import InvoerFout
from hn_dash.geo.buren import componenten, delen_van
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.tekst import getal
from tests.support.wereld import beeld_van, maak_leadplan, maak_plan


@pytest.fixture(scope="module")
def voorbeeld():
    return laad_voorbeeld(Settings())


def met_alles(voorbeeld, staat, instituten):
    """The country with the same in every gemeente."""
    rijen = [(code, staat, instituten, "", "") for code in voorbeeld.dataset.geo.indeling(2026).codes]
    return beeld_van(replace(voorbeeld, plan=maak_leadplan(maak_plan(rijen))))


@pytest.fixture(scope="module")
def heel_open(voorbeeld):
    return met_alles(voorbeeld, "open", "")


@pytest.fixture(scope="module")
def voorstel(heel_open, voorbeeld) -> Voorstel:
    return maak_voorstel(heel_open, Voorstelvraag(afstand="umc"))


def test_what_cannot_be_smaller_is_said_to_be_so(voorstel):
    assert "instituut, het kleinste dat kan. De" in replace(voorstel, boven_minimum=0.00004).oordeel
    assert (
        "instituut, hoogstens 0,01 % groter dan het kleinste dat kan."
        in replace(voorstel, boven_minimum=0.00006).oordeel
    )


def test_the_whole_country_in_one_piece_each_within_the_bands(voorstel, voorbeeld):
    assert voorstel.frame["gemeentecode"].tolist() == list(voorbeeld.dataset.geo.indeling(2026).codes)
    assert voorstel.knelpunten == ()
    lasten = voorstel.lasten
    assert ((lasten["laag"] <= lasten["na"] + 1) & (lasten["na"] <= lasten["hoog"] + 1)).all()
    assert lasten["na"].sum() == pytest.approx(17_590_672)
    assert 0 <= voorstel.boven_minimum <= 0.005
    km = afstanden(voorbeeld.dataset, 2026, "umc")
    mensen = voorbeeld.dataset.geo.indeling(2026).gemeenten["inwoners"]
    zelf = (voorstel.frame["km"].to_numpy() * mensen.to_numpy()).sum() / (km.min(axis=1) * mensen).sum() - 1
    assert voorstel.boven_dichtstbij == pytest.approx(zelf)
    assert f"De afstand alleen is {getal(100 * zelf, 2)} % groter" in voorstel.oordeel
    assert "binnen de grenzen van elk instituut" in voorstel.oordeel and "hemelsbreed, tot: umc." in voorstel.oordeel
    thuis = voorbeeld.dataset.instituten.set_index("instituut")["gemeentecode"]
    for code, gebied in voorstel.frame.groupby("instituut")["gemeentecode"]:
        (deel,) = componenten(gebied, voorbeeld.dataset.geo.indeling(2026).buren)
        assert thuis[code] in deel


def test_only_open_gemeenten_are_proposed_and_the_plan_stays_as_it_is(voorbeeld):
    beeld = beeld_van(voorbeeld)
    plan, voor = beeld.frame, beeld.frame.copy()
    uit = maak_voorstel(beeld)
    pd.testing.assert_frame_equal(plan, voor)
    assert set(uit.frame["gemeentecode"]) == set(plan.index[plan["staat"].isin(["open", "niet besproken"])])
    assert len(maak_voorstel(beeld, Voorstelvraag(staten=("open",))).frame) == (plan["staat"] == "open").sum()
    for rij in uit.frame.itertuples():
        gebied = {
            *plan.index[beeld.leden(rij.instituut)],
            *uit.frame.loc[uit.frame["instituut"] == rij.instituut, "gemeentecode"],
        }
        delen = componenten(gebied, voorbeeld.dataset.geo.indeling(2026).buren)
        eigen = next(deel for deel in delen if rij.gemeentecode in deel)
        assert eigen & set(plan.index[beeld.leden(rij.instituut)])
        assert rij.km == afstanden(voorbeeld.dataset, 2026).loc[rij.gemeentecode, rij.instituut]
        assert rij.reden.endswith(".")


def test_a_band_that_cannot_be_kept_is_named(voorbeeld):
    uit = maak_voorstel(beeld_van(voorbeeld), Voorstelvraag(doelen={"umcg": 9, "umcu": 1}))
    assert any(zin.startswith("Amsterdam UMC komt op") and "boven de grens van 0" in zin for zin in uit.knelpunten)
    assert any(zin.startswith("Groningen komt op") and "onder de grens" in zin for zin in uit.knelpunten)


def test_where_the_second_is_nearly_as_near_joint_recruitment_is_suggested(voorstel):
    frame = voorstel.frame
    dicht = frame["km_tweede"] <= 1.1 * frame["km"]
    assert (frame.loc[dicht, "gezamenlijk"] != "").all()
    rij = frame[dicht].iloc[0]
    assert rij["gezamenlijk"] == "+".join(sorted((rij["instituut"], rij["tweede"])))
    assert (frame["gezamenlijk"] == "").mean() > 0.5


@pytest.mark.parametrize("vraag", [Voorstelvraag(), Voorstelvraag(afstand="umc"), Voorstelvraag(tolerantie=0.01)])
def test_every_reason_holds_on_the_map(voorbeeld, heel_open, voorstel, vraag):
    """Each sentence against geometry and loads, worked out here from the answer alone."""
    for beeld in (beeld_van(voorbeeld), heel_open):
        uit = voorstel if (beeld, vraag.afstand) == (heel_open, "umc") else maak_voorstel(beeld, vraag)
        _controleer_redenen(uit, beeld, vraag, voorbeeld)


def _controleer_redenen(uit, beeld, vraag, voorbeeld):
    geo, kort = voorbeeld.dataset.geo.indeling(2026), voorbeeld.dataset.kortnamen
    codes, km = {naam: code for code, naam in kort.items()}, afstanden(voorbeeld.dataset, 2026, vraag.afstand)
    voorgesteld = dict(zip(uit.frame["gemeentecode"], uit.frame["instituut"], strict=True))
    huis = voorbeeld.dataset.instituten.set_index("instituut")["gemeentecode"]

    def gebied(wie, zonder=""):
        vast = {code for code, leden in zip(beeld.codes, beeld.instituten, strict=True) if wie in leden.split("+")}
        return (vast | {code for code, deze in voorgesteld.items() if deze == wie}) - {zonder}

    for rij in uit.frame.itertuples():
        dichtst, last = km.loc[rij.gemeentecode].idxmin(), geo.gemeenten["inwoners"][rij.gemeentecode]
        eigen, reden = uit.lasten.loc[rij.instituut], rij.reden
        if "het dichtst bij" in reden:
            assert km.loc[rij.gemeentecode, rij.instituut] == km.loc[rij.gemeentecode].min()
            continue
        assert f"; {kort[dichtst]} is dichterbij" in reden and codes[reden.split(" ligt hemels")[0]] == rij.instituut
        raakt = bool(geo.naast[rij.gemeentecode] & gebied(dichtst)) or huis[dichtst] == rij.gemeentecode
        vol = uit.lasten.loc[dichtst, "na"] + last > uit.lasten.loc[dichtst, "hoog"]
        leeg = eigen["na"] - last < eigen["laag"]
        heel = len(delen_van(gebied(rij.instituut), geo.naast))
        stuk = len(delen_van(gebied(rij.instituut, rij.gemeentecode), geo.naast)) > heel
        assert ("sluit hier niet op aan" in reden) == (not raakt), reden
        assert ("boven zijn bovengrens" in reden) == vol, reden
        assert ("onder zijn ondergrens" in reden) == leeg, reden
        assert ("valt het gebied van" not in reden) or stuk, reden
        assert ("had ook gekund" in reden) <= (raakt and not vol and not leeg), reden


def test_a_plan_without_open_gemeenten_asks_nothing(voorbeeld, heel_open):
    uit = maak_voorstel(met_alles(voorbeeld, "lead", "umcg"))
    assert (len(uit.frame), uit.boven_minimum, uit.knelpunten) == (0, 0, ())
    assert uit.oordeel == "Elke gemeente heeft al een instituut."
    assert uit.lasten.loc["umcg", "na"] == 17_590_672


def test_the_weight_can_be_what_the_norm_asks_for(voorbeeld, heel_open):
    uit = maak_voorstel(heel_open, Voorstelvraag(gewicht="opleiders"))
    assert uit.lasten["na"].sum() == pytest.approx(len(voorbeeld.dataset.praktijken) / 4)


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        (Voorstelvraag(gewicht="hectares"), "Gewicht “hectares” is er niet"),
        (Voorstelvraag(afstand="station"), "Afstand “station” is er niet; kies locatie en umc."),
        (Voorstelvraag(tolerantie=0), "De tolerantie moet boven 0"),
        (Voorstelvraag(doelen={"amc": 1}), "Instituut amc bestaat niet op de peildatum"),
        (Voorstelvraag(doelen={"umcg": -1}), "De doelen moeten 0 of hoger zijn"),
    ],
)
def test_an_impossible_question_is_refused(voorbeeld, heel_open, vraag, zin):
    with pytest.raises(InvoerFout, match=zin):
        maak_voorstel(heel_open, vraag)
