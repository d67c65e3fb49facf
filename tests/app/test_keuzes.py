"""What a map page makes of a link or a control that the data, or the gemeenten of a year, do not know (any more)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from dash import Dash

from hn_dash.application import create_app
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.gegevens.inname import Opdracht, neem_in
from hn_dash.settings import Settings
from hn_dash.start import laad_magazijn
from hn_dash.web.bescherming import AANROEP
from tests.support.aanroepen import aanroep

VELDEN = {
    "teller": "opleiders",
    "noemer": "praktijken",
    "norm": "25",
    "niveau": "gemeente",
    "klassen": "norm",
    "indeling": "2026",
    "peildatum": "2026-01-01",
    **dict.fromkeys(("instituut", "provincie", "soort"), "alle"),
}
"""What the controls of Dichtheid say when a page has just come, on the example."""


def stel(app: Dash, door: str, zoek: str = "", gekozen: tuple[str, ...] = (), **waarden: str) -> dict[str, Any]:
    """What the page becomes after a control, the address or the choice changed: id.property -> value."""
    naam = next(naam for naam in app.callback_map if "dichtheid-antwoord.data" in naam)
    velden = {"plan": app.hn_plan, **VELDEN, **waarden}
    pagina: dict[str, Any] = {f"dichtheid-{veld}.value": waarde for veld, waarde in velden.items()}
    pagina |= {"dichtheid-adres.search": zoek, "dichtheid-gekozen.data": list(gekozen)}
    body = aanroep(naam, app.callback_map[naam], pagina) | {"changedPropIds": [f"dichtheid-{door}"]}
    antwoord = app.server.test_client().post(AANROEP, data=orjson.dumps(body), content_type="application/json")
    assert antwoord.status_code == 200, antwoord.text
    delen = antwoord.json["response"].items()
    return {f"{wie.removeprefix('dichtheid-')}.{wat}": w for wie, deel in delen for wat, w in deel.items()}


@pytest.fixture
def magazijn(tmp_path: Path) -> Magazijn:
    return laad_magazijn(Settings(host="127.0.0.1", data_dir=tmp_path))


@pytest.fixture
def app(magazijn: Magazijn, tmp_path: Path) -> Dash:
    app = create_app(Settings(host="127.0.0.1", data_dir=tmp_path), magazijn)
    app.hn_plan = magazijn().plan.sleutel
    return app


def lees_in(magazijn: Magazijn, map_: Path, dag: str, praktijken: int) -> None:
    """Read in some praktijken in Utrecht as of a day, with one opleider."""
    rijen = "".join(f"P{nummer};GM0344\n" for nummer in range(praktijken))
    inhoud = {
        "praktijken": f"praktijk_id;gemeentecode\n{rijen}",
        "opleiders": "opleider_id;praktijk_id;instituut\nO1;P1;umcu\n",
    }
    for soort, tekst in inhoud.items():
        pad = map_ / f"{soort}-{dag}.csv"
        pad.write_text(tekst)
        assert neem_in(Opdracht(soort, pad, pad.name, date.fromisoformat(dag)), magazijn, aanvaard=True).goed
    magazijn.peiling.ververs()


@pytest.mark.parametrize(
    ("jaar", "gemeente", "nu", "zin"),
    [
        ("2026", "GM0457", ["GM0363"], "Weesp is geen gemeente van 2026; gekozen is Amsterdam."),
        (
            "2022",
            "GM1992,GM0344",
            ["GM0501", "GM0530", "GM0614", "GM0344"],
            "Voorne aan Zee is geen gemeente van 2022; gekozen zijn Brielle, Hellevoetsluis en Westvoorne.",
        ),
    ],
)
def test_a_year_in_a_link_that_lacks_a_chosen_gemeente_takes_its_successor_and_loses_nothing(
    app, jaar, gemeente, nu, zin
):
    zoek = f"?indeling={jaar}&norm=30&teller=opleidingspraktijken&gemeente={gemeente}"
    na = stel(app, "adres.search", zoek)
    assert (na["gekozen.data"], na["antwoord.data"]["fout"]) == (nu, zin)
    assert (na["norm.value"], na["teller.value"]) == ("30", "opleidingspraktijken")
    assert na.get("indeling.value", "2026") == jaar
    assert "norm 30 %" in na["antwoord.data"]["voet"]
    download = app.server.test_client().get(f"/download/dichtheid.csv{zoek}")
    assert download.status_code == 200
    weg = stel(app, "adres.search", zoek.replace(gemeente, "GM9999"))
    assert "Gemeente GM9999 komt niet voor in deze indeling." in weg["antwoord.data"]["fout"]


def test_another_year_in_the_control_moves_the_choice_too(app):
    na = stel(app, "indeling.value", "?gemeente=GM1992", ("GM1992",), indeling="2022", norm="30")
    assert na["gekozen.data"] == ["GM0501", "GM0530", "GM0614"]
    assert na["adres.search"] == "?gemeente=GM0501,GM0530,GM0614&indeling=2022&norm=30"
    assert na["antwoord.data"]["fout"].startswith("Voorne aan Zee is geen gemeente van 2022;")


def test_a_page_that_was_open_when_data_came_in_obeys_and_offers_their_days(app, magazijn, tmp_path):
    lees_in(magazijn, tmp_path, "2025-01-01", 2)
    lees_in(magazijn, tmp_path, "2026-06-01", 4)
    dagen = ["2026-06-01", "2025-01-01"]
    weg = stel(app, "norm.value", norm="30")  # the day of the example is no more, and nothing else is lost
    assert (weg["peildatum.value"], weg["adres.search"]) == ("2026-06-01", "?norm=30")
    assert [optie["value"] for optie in weg["peildatum.options"]] == dagen
    assert "norm 30 %" in weg["antwoord.data"]["voet"]
    oud = stel(app, "peildatum.value", "?norm=30", norm="30", peildatum="2025-01-01")
    assert oud["adres.search"] == "?indeling=2026&norm=30&peildatum=2025-01-01"
    assert "Peildatum 1 januari 2025" in oud["antwoord.data"]["voet"]
    assert oud["antwoord.data"]["adres"] == "indeling=2026&norm=30&peildatum=2025-01-01"
    onmogelijk = stel(app, "peildatum.value", "?norm=30", norm="30")
    assert onmogelijk["antwoord.data"]["fout"].startswith("Peildatum “2026-01-01” kan niet. Kies 2026-06-01, 2025")
    assert "norm 30 %" in onmogelijk["antwoord.data"]["voet"]


def test_a_map_keeps_its_day_when_later_data_come_in(app, magazijn, tmp_path):
    """Its downloads, its table and its cards are of the day that it shows."""
    lees_in(magazijn, tmp_path, "2025-01-01", 2)
    lees_in(magazijn, tmp_path, "2026-06-01", 4)
    toen = stel(app, "norm.value", norm="30", peildatum="2026-06-01")["antwoord.data"]
    lees_in(magazijn, tmp_path, "2026-09-01", 5)
    for adres in (toen["adres"], toen["vraag"]):
        assert "peildatum=2026-06-01" in adres
    rijen = app.server.test_client().get(f"/download/dichtheid.csv?{toen['adres']}&csv=int").text.splitlines()
    utrecht = next(rij for rij in rijen if rij.startswith("GM0344"))
    assert dict(zip(rijen[0].lstrip("\ufeff").split(","), utrecht.split(","), strict=False))["praktijken"] == "4"
    keuze = stel(app, "gekozen.data", "?norm=30", ("GM0344",), norm="30", peildatum="2026-06-01")
    assert keuze["adres.search"] == "?gemeente=GM0344&norm=30&peildatum=2026-06-01"
    assert "antwoord.data" not in keuze


def test_what_a_link_says_and_another_day_does_not_know_is_told(app, magazijn, tmp_path):
    lees_in(magazijn, tmp_path, "2023-01-01", 2)
    lees_in(magazijn, tmp_path, "2026-06-01", 4)
    na = stel(app, "peildatum.value", "?instituut=aumc", instituut="aumc", peildatum="2023-01-01")
    assert na["antwoord.data"]["fout"] == "Instituut “aumc” is er niet bij deze gegevens; die keuze vervalt."
    assert na["instituut.value"] == "alle"
