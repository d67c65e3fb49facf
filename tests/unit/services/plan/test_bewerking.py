"""Whatever a browser sends, it is refused with a sentence or changes what it says; never anything else."""

from __future__ import annotations

from contextlib import suppress

import pytest

from hn_dash.errors import GebruikersFout
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.catalogus.plankeuze import Catalogus
from hn_dash.services.plan.bewerking import HUN, MIJN, Bewerking
from hn_dash.services.taken import Taken
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.databank import Databank

ONZIN = (
    None,
    0,
    -1,
    3.5,
    True,
    "",
    "x" * 2000,
    "p1",
    "../../etc",
    [],
    [None],
    [["p1"]],
    {},
    {"a": 1},
    [{"gemeente": 1}],
)
IK = {"sessie": "a" * 16, "wie": "ik", "verzoek": "b" * 16}
GOED = {
    "codes": ["GM0344"],
    "tot": 1,
    "staat": "open",
    "instituten": [],
    "status": "voorstel",
    "reden": "",
    "vanaf": "",
}


@pytest.fixture(scope="module")
def basis():
    return laad_voorbeeld(Settings())


@pytest.fixture
def bewerking(basis, tmp_path):
    bewerking = Bewerking(Catalogus(Magazijn(basis, Databank(tmp_path))), True, Taken(tmp_path))
    bewerking.maak("Proef", "", "ik")
    return bewerking


@pytest.mark.parametrize("onzin", ONZIN, ids=repr)
def test_nonsense_is_refused_and_touches_nothing_else(bewerking, onzin):
    plan = "p2" if onzin == "p1" else onzin
    zeker = (
        lambda: bewerking.pas_toe(plan, **GOED, **IK),
        lambda: bewerking.pas_toe("p1", **GOED | {"codes": onzin}, **IK),
        lambda: bewerking.pas_toe("p1", **GOED | {"staat": onzin}, **IK),
        lambda: bewerking.pas_toe("p1", **GOED, **IK | {"sessie": onzin}),
        lambda: bewerking.pas_toe("p1", **GOED, **IK | {"verzoek": onzin}),
        lambda: bewerking.voorstel(plan, {"tolerantie": 10}),
        lambda: bewerking.voorstel("p1", {"gewicht": onzin, "tolerantie": -1, "doelen": onzin}),
        lambda: bewerking.stel_vast(plan, "naam", "ik"),
        lambda: bewerking.sluit("p1", onzin, onzin, **IK),
        lambda: bewerking.neem_over("p1", onzin, [], **IK),
        lambda: bewerking.neem_over("p1", {"rijen": onzin}, [], **IK),
        lambda: bewerking.neem_over("p1", {"rijen": [{"gemeentecode": onzin}]}, [], **IK),
        lambda: bewerking.neem_bestand_over("p1", onzin, **IK),
        lambda: bewerking.neem_bestand_over("p1", {"kenmerk": onzin, "naam": onzin}, **IK),
    )
    for doe in zeker:
        with pytest.raises(GebruikersFout):
            doe()
    assert bewerking.stand("p1").tot == 1
    assert bewerking.nog_open(plan, onzin) == []
    for veld in ("instituten", "status", "reden", "vanaf", "tot"):  # what is no text or list is read as none
        with suppress(GebruikersFout):
            bewerking.pas_toe("p1", **GOED | {veld: onzin}, **IK)
    for keuze in (MIJN, HUN):
        with suppress(GebruikersFout):
            bewerking.beslis("p1", onzin, keuze, **IK)
    laatst = bewerking.stand("p1").laatst
    assert {code for code, bundel in laatst.items() if bundel > 1} <= {"GM0344"}
    assert bewerking.beheer.check_keten(1) == []


def test_a_request_that_comes_twice_is_one_event(bewerking):
    for _ in range(2):
        assert bewerking.pas_toe("p1", **GOED, **IK).zin.startswith("Utrecht: open.")
    assert len(bewerking.beheer.plannen.bundels(1)) == 2


def test_nothing_can_be_changed_where_editing_is_off(bewerking):
    dicht = Bewerking(bewerking.werk, False, bewerking.taken)
    for doe in (
        lambda: dicht.maak("Ander", "", "ik"),
        lambda: dicht.pas_toe("p1", **GOED, **IK),
        lambda: dicht.beslis("p1", [], MIJN, **IK),
        lambda: dicht.terug("p1", "ongedaan", **IK),
        lambda: dicht.sluit("p1", "alles", [], **IK),
        lambda: dicht.noem("p1", "naam", "ik"),
        lambda: dicht.stel_vast("p1", "naam", "ik"),
        lambda: dicht.voorstel("p1", {"tolerantie": 10}),
        lambda: dicht.zoek_beste("p1", {"tolerantie": 10}),
        lambda: dicht.neem_over("p1", {"rijen": []}, [], **IK),
        lambda: dicht.neem_bestand_over("p1", {}, **IK),
    ):
        with pytest.raises(GebruikersFout, match="HN_BEWERKEN=1"):
            doe()
    assert bewerking.stand("p1").tot == 1
    assert len(bewerking.beheer.plannen.lijst()) == 1
