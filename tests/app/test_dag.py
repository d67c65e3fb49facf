"""The start page and the frame on an older day: their figures, their links and their words are of that day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from dash import Dash

from hn_dash.application import create_app
from hn_dash.settings import Settings
from hn_dash.start import laad_magazijn
from hn_dash.web.bescherming import AANROEP
from tests.app.test_keuzes import lees_in
from tests.support.aanroepen import aanroep

VROEGER = "?peildatum=2020-01-01"


@pytest.fixture
def app(tmp_path: Path) -> Dash:
    """Utrecht with 3 praktijken on the older day and 7 on the newer, and one opleider on both."""
    magazijn = laad_magazijn(Settings(host="127.0.0.1", data_dir=tmp_path))
    for dag, praktijken in (("2020-01-01", 3), ("2026-06-01", 7)):
        lees_in(magazijn, tmp_path, dag, praktijken)
    return create_app(Settings(host="127.0.0.1", data_dir=tmp_path), magazijn)


def roep(app: Dash, wat: str, pagina: dict[str, Any], door: str) -> dict[str, Any]:
    """The answer of the callback that fills in something."""
    naam = next(naam for naam in app.callback_map if wat in naam)
    body = aanroep(naam, app.callback_map[naam], pagina) | {"changedPropIds": [door]}
    antwoord = app.server.test_client().post(AANROEP, data=orjson.dumps(body), content_type="application/json")
    assert antwoord.status_code == 200, antwoord.text
    return antwoord.json["response"]


@pytest.mark.parametrize(("zoek", "praktijken"), [(VROEGER, 3), ("", 7), ("?peildatum=2026-06-01", 7)])
def test_the_start_page_is_of_the_day_in_its_address_however_it_is_filled(app, zoek, praktijken):
    open_ = roep(app, "inhoud.children", {"adres.pathname": "/", "adres.search": zoek}, "adres.pathname")
    # the choice in the list answers again as soon as the page stands
    velden = {"overzicht-instituut.value": "alle", "overzicht-adres.search": zoek}
    opnieuw = roep(app, "overzicht-inhoud.children", velden, "overzicht-instituut.value")
    for antwoord in (open_, opnieuw):
        assert f"1 opleiders op {praktijken} praktijken" in str(antwoord)
    assert "search" not in opnieuw.get("overzicht-adres", {})  # the address stays as it is


def test_links_and_the_choice_of_an_instituut_keep_the_older_day(app):
    velden = {"overzicht-instituut.value": "umcu", "overzicht-adres.search": VROEGER}
    antwoord = roep(app, "overzicht-inhoud.children", velden, "overzicht-instituut.value")
    assert antwoord["overzicht-adres"]["search"] == "?instituut=umcu&peildatum=2020-01-01"
    for adres in ("/dichtheid?instituut=umcu&", "/vestiging?", "/werving?instituut=umcu&", "/plaatsing?"):
        assert f"'{adres}peildatum=2020-01-01'" in str(antwoord), adres


def test_a_day_that_there_is_not_is_said_on_the_start_page(app):
    pagina = {"adres.pathname": "/", "adres.search": "?peildatum=2019-01-01"}
    assert "Peildatum “2019-01-01” kan niet. Kies 2026-06-01" in str(
        roep(app, "inhoud.children", pagina, "adres.pathname")
    )


@pytest.mark.parametrize(
    ("zoek", "getoond", "door", "dag", "verzonnen"),
    [
        (VROEGER, None, "adres.search", "1 januari 2020", False),
        ("", None, "adres.pathname", "1 juni 2026", True),
        ("", "peildatum=2020-01-01", "schil-getoond.data", "1 januari 2020", False),
        ("", "peildatum=2020-01-01", "adres.pathname", "1 juni 2026", True),
    ],
)
def test_the_bar_names_the_day_that_is_shown_and_the_banner_is_about_it(app, zoek, getoond, door, dag, verzonnen):
    # the invented plan and plekken hold from 1 January 2026 on: on the older day nothing is invented
    pagina = {"adres.pathname": "/werving", "adres.search": zoek, "schil-getoond.data": getoond}
    antwoord = roep(app, "schil-stand.children", pagina, door)
    assert antwoord["schil-stand"]["children"] == f"Peildatum {dag}"
    assert ("Nog verzonnen" in str(antwoord["schil-banier"])) is verzonnen
