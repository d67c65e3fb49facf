"""A file as a whole: what is missing, what does not add up, what lies elsewhere, and what jumped."""

from __future__ import annotations

from datetime import date

import pytest

from hn_dash.geo.rd import naar_wgs84
from hn_dash.ingest.soort.kruis import Kruiscontrole
from hn_dash.ingest.soort.soorten import SOORTEN
from tests.support.wereld import GEMEENTEN, maak_geo

DAG = date(2026, 1, 1)
CODES = {code: rij[0] for code, rij in GEMEENTEN.items()}


def kruis(soort: str, *blokken: list[dict]) -> Kruiscontrole:
    """The check of a file of these rows, with the rows that it rejects in `afgekeurd`."""
    controle = Kruiscontrole(SOORTEN[soort], DAG, CODES, maak_geo().indeling(2026))
    controle.afgekeurd = [(rij, bevinding.zin) for blok in blokken for rij, bevinding in controle.bekijk(blok)]
    return controle


def zinnen(controle: Kruiscontrole, vorige=None, genoemd=()) -> list[tuple[str, str]]:
    return [(bevinding.ernst, bevinding.zin) for bevinding in controle.besluit(vorige, genoemd)]


def praktijk(kenmerk: str, km: tuple[float, float] | None, gemeentecode: str | None = None) -> dict:
    """A praktijk so many kilometres from the lower left corner of tests/support/wereld.py."""
    lon = lat = None
    if km:
        lons, lats = naar_wgs84([100_000 + 1000 * km[0]], [400_000 + 1000 * km[1]])
        lon, lat = float(lons[0]), float(lats[0])
    return {"rij": 2, "praktijk_id": kenmerk, "gemeentecode": gemeentecode, "lon": lon, "lat": lat, "huisartsen": 1}


def test_a_point_places_a_praktijk_and_one_in_another_gemeente_is_told():
    in_aadorp, in_beek = praktijk("P1", (0.5, 1.5)), praktijk("P2", (1.5, 1.5), "GM0003")
    controle = kruis("praktijken", [in_aadorp, in_beek, praktijk("P3", (2.5, 1.5), "GM0003")])
    assert in_aadorp["gemeentecode"] == "GM0001"
    assert in_beek["gemeentecode"] == "GM0003"  # the code counts
    assert zinnen(controle) == [
        (
            "waarschuwing",
            "1 praktijk ligt volgens de coördinaten niet in de genoemde gemeente (P2: GM0003, het punt ligt in GM0002)"
            ". De gemeentecode telt.",
        )
    ]


def test_a_point_in_no_gemeente_cannot_stay():
    buiten = praktijk("P1", (3.5, 0.5))
    blok = [buiten, praktijk("P2", (0.5, 0.5))]
    ((rij, zin),) = kruis("praktijken", blok).afgekeurd
    assert rij is buiten and "ligt in geen gemeente" in zin
    assert [deze["praktijk_id"] for deze in blok] == ["P2"]


def inwoners(**aantallen: int) -> list[dict]:
    return [{"rij": 2, "gemeentecode": code, "inwoners": aantal} for code, aantal in aantallen.items()]


def test_every_gemeente_must_be_in_a_file_that_has_them_all():
    vol = dict.fromkeys(CODES, 10)
    assert zinnen(kruis("inwoners", inwoners(**vol))) == []
    del vol["GM0002"], vol["GM0005"]
    assert zinnen(kruis("inwoners", inwoners(**vol))) == [
        ("fout", "2 gemeenten ontbreken: GM0002 Beek, GM0005 Eiland. Vul aan; een aantal van 0 mag.")
    ]
    assert zinnen(kruis("inwoners", inwoners(**vol)), genoemd=["GM0002", "GM0005"]) == []  # their rows were rejected


def test_a_plan_without_a_gemeente_is_a_warning():
    rijen = [{"rij": 2, "gemeentecode": code, "staat": "open"} for code in list(CODES)[1:]]
    assert zinnen(kruis("plan", rijen)) == [
        ("waarschuwing", "1 gemeente ontbreekt: GM0001 Aadorp. Zij staan dan niet in het plan.")
    ]


@pytest.mark.parametrize(
    ("delen", "fout"), [((0.5, 0.5), ""), ((0.5, 0.4995), "0,9995"), ((0.6, 0.6), "1,2000"), ((0.5, 0.0), "0,5000")]
)
def test_shares_add_up_to_one(delen, fout):
    rijen = [
        {"rij": 2, "gemeentecode": code, "locatie": f"l{nummer}", "aandeel": deel}
        for code in CODES
        for nummer, deel in enumerate(delen if code == "GM0002" else (1.0, 0.0))
    ]
    verwacht = [("fout", f"De aandelen van GM0002 Beek tellen op tot {fout} in plaats van 1.")] if fout else []
    assert zinnen(kruis("verzorgingsgebied", rijen)) == verwacht


def test_what_jumped_since_the_file_before_is_asked():
    eerst = kruis("inwoners", inwoners(**dict.fromkeys(CODES, 1_000))).totalen
    assert zinnen(kruis("inwoners", inwoners(**dict.fromkeys(CODES, 1_100))), eerst) == []
    nu = dict.fromkeys(CODES, 1_000) | {"GM0006": 30_000}
    assert zinnen(kruis("inwoners", inwoners(**nu)), eerst) == [
        ("waarschuwing", "Inwoners gaat van 6.000 naar 35.000. Klopt dat?"),
        ("waarschuwing", "Grote sprong in 1 gemeente: Fort: 1.000 → 30.000. Klopt dat?"),
    ]


def test_a_recognition_that_ended_is_told():
    rijen = [{"rij": 2, "gemeentecode": "GM0001", "erkend_tot": dag} for dag in (date(2025, 12, 31), DAG, None)]
    ((ernst, zin),) = zinnen(kruis("opleiders", rijen))
    assert ernst == "waarschuwing"
    assert zin.startswith("De erkenning van 1 opleider was op de peildatum verlopen")
