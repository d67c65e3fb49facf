"""The buttons of the editing strip, as a browser presses them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest

from hn_dash.application import create_app
from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.domain.plan.stand import Wijziging
from hn_dash.services.plan.bericht import Verzoek
from hn_dash.services.plan.wijzigen import Planbeheer
from hn_dash.settings import Settings
from hn_dash.start import laad_magazijn
from hn_dash.web.bescherming import AANROEP
from tests.support.aanroepen import aanroep
from tests.support.beheer import maak_beheer

UTRECHT, STROOK = "GM0344", "werving-bewerk-"
VOOR, NA = Afspraak("open", "", "voorstel"), Afspraak("lead", "umcg", "akkoord")
Pers = Callable[..., str]


@pytest.fixture
def wereld(tmp_path: Path) -> tuple[Pers, Planbeheer]:
    """Presses a button and gives what is said; and the plan as another process has it."""
    settings = Settings(host="127.0.0.1", data_dir=tmp_path)
    magazijn = laad_magazijn(settings)
    beheer = maak_beheer(magazijn.voorbeeld, magazijn.snapshots.databank)
    plan = beheer.maak("Proef", 2026, date(2026, 1, 1), {UTRECHT: VOOR}, "ik")
    app = create_app(settings, magazijn)
    client = app.server.test_client()
    naam = next(naam for naam in app.callback_map if f"{STROOK}botsingvak.hidden" in naam)
    ingevuld = {
        "werving-plan.value": f"p{plan}",
        "werving-gekozen.data": [UTRECHT],
        "werving-ververs.data": 2**31 - 1,
        **{f"{STROOK}{veld}.value": waarde for veld, waarde in {"staat": "lead", "status": "akkoord"}.items()},
        f"{STROOK}instituten.value": ["umcg"],
        f"{STROOK}slotdoel.value": "gekozen",
        f"{STROOK}sessie.data": "a" * 16,
    }

    def druk(knop: str, keer: int = 1, lading: str = "b" * 16, **anders: Any) -> str:
        waarden: dict[str, Any] = {**ingevuld, f"{STROOK}lading.data": lading, f"{STROOK}{knop}.n_clicks": keer}
        waarden |= {f"{'werving-' if deel == 'vraag' else STROOK}{deel}.data": w for deel, w in anders.items()}
        body = aanroep(naam, app.callback_map[naam], waarden) | {"changedPropIds": [f"{STROOK}{knop}.n_clicks"]}
        antwoord = client.post(AANROEP, data=orjson.dumps(body), content_type="application/json")
        assert antwoord.status_code == 200, antwoord.text
        gebleven.update({deel: uit["data"] for deel, uit in antwoord.json["response"].items() if "data" in uit})
        return antwoord.json["response"][f"{STROOK}melding"]["children"]

    gebleven: dict[str, Any] = {}
    druk.gebleven = gebleven  # type: ignore[attr-defined]  # what the page keeps of the last answers
    return druk, beheer


@pytest.fixture
def pers(wereld: tuple[Pers, Planbeheer]) -> tuple[Pers, Callable[[], Afspraak]]:
    """Presses a button and gives what is said; and what the plan says of Utrecht."""
    druk, beheer = wereld
    return druk, lambda: beheer.stand(1).afspraken[UTRECHT]


def test_one_undoes_and_does_again_what_one_did_also_after_loading_the_page_again(pers):
    druk, utrecht = pers
    assert druk("toepassen").startswith("Utrecht: lead Groningen.")
    assert utrecht() == NA
    assert druk("ongedaan", lading="c" * 16) == "Ongedaan gemaakt: Utrecht weer open."  # the same window, loaded again
    assert utrecht() == VOOR
    assert druk("opnieuw", lading="c" * 16) == "Opnieuw gedaan: Utrecht weer lead Groningen."
    assert utrecht() == NA
    assert druk("ongedaan", keer=2, lading="c" * 16) == "Ongedaan gemaakt: Utrecht weer open."
    assert utrecht() == VOOR


def test_the_same_click_sent_twice_is_one_step_and_the_first_after_loading_again_another(pers):
    druk, utrecht = pers
    for _ in range(2):
        druk("toepassen")
    assert druk("ongedaan") == druk("ongedaan") == "Ongedaan gemaakt: Utrecht weer open."
    assert utrecht() == VOOR
    druk("toepassen", lading="c" * 16)
    assert utrecht() == NA


def test_a_lock_is_put_on_and_taken_off(pers):
    druk, utrecht = pers
    assert druk("slot") == "Utrecht: op slot."
    assert "op slot" in str(druk("toepassen"))
    assert utrecht() == VOOR
    assert druk("slot", keer=2) == "Utrecht: al op slot; er verandert niets."
    assert druk("slotaf") == "Utrecht: van het slot."
    assert druk("slotaf", keer=2) == "Utrecht: niet op slot; er verandert niets."


def test_another_changes_what_was_chosen_and_the_look_brings_it_before_the_click(wereld):
    druk, beheer = wereld
    hun = Afspraak("open", "", "geparkeerd")
    beheer.wijzig(1, Verzoek("v", "een ander venster", "zij"), [Wijziging(UTRECHT, 1, hun)])
    assert beheer.stand(1).tot == 2
    gekozen = {"plan": "p1", "tot": 2, "gekozen": {UTRECHT: 1}}  # on the map stands 2; it was chosen on 1
    botst = "1 gemeente is intussen door iemand anders gewijzigd; er is niets geschreven."
    assert druk("toepassen", beeld=gekozen) == botst
    assert beheer.stand(1).afspraken[UTRECHT] == hun
    geschil = druk.gebleven[f"{STROOK}geschil"]
    assert druk("hun", beeld=gekozen, geschil=geschil) == "De wijziging van de ander blijft staan."
    assert druk.gebleven[f"{STROOK}beeld"] == {"plan": "p1", "tot": 2, "gekozen": {UTRECHT: 2}}
    assert druk("toepassen", keer=2, beeld=druk.gebleven[f"{STROOK}beeld"]).startswith("Utrecht: lead Groningen.")


def test_a_plan_that_is_shown_on_other_gemeenten_than_its_own_is_not_changed(wereld):
    druk, beheer = wereld
    assert druk("toepassen").startswith("Utrecht: lead Groningen.")
    zin = (
        "Plan “Proef” gaat over de gemeenten van 2026 en u ziet die van 2022. Kies bij Indeling “gemeenten 2026” om "
        "het te wijzigen."
    )
    for knop in ("toepassen", "ongedaan", "slot", "slotaf", "overnemen", "bewaren"):
        assert str(druk(knop, keer=9, vraag="plan=p1&indeling=2022")).startswith(f"['{zin}'"), knop
    assert beheer.stand(1).tot == 2
