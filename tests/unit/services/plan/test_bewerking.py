"""What the strip can do with a plan: it is done once and told in a sentence, or refused and nothing is written."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event

from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.errors import GebruikersFout
from hn_dash.services.bericht import Upload
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.catalogus.plankeuze import Catalogus
from hn_dash.services.plan.bericht import Aanwezigheid, Botsingvorm, Verzoek, Voorstelvorm, Voorstelwens, Wens
from hn_dash.services.plan.bewerking import GEKOZEN, HUN, MIJN, Bewerking, Blik
from hn_dash.services.taken import Taken
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.databank import Databank
from tests.support.beheer import maak_beheer

UTRECHT, GRONINGEN = "GM0344", "GM0014"
VOORSTELWENS = Voorstelwens(gewicht="inwoners", tolerantie=10, doelen=[])
WEG = "Dit plan is er niet (meer); kies een ander."


def verzoek(kenmerk: str, sessie: str = "a" * 16) -> Verzoek:
    return Verzoek(kenmerk, sessie, "ik")


def wens(**anders: object) -> Wens:
    velden = {"codes": [UTRECHT], "tot": 1, "staat": "open", "instituten": [], "status": "voorstel"}
    return Wens.lees(**{**velden, "reden": "", "vanaf": "", **anders})


def voorstel(*codes: str) -> Voorstelvorm:
    rij = {"gemeentenaam": "x", "instituut": "umcu", "km": 1.0, "tweede": "umcg", "km_tweede": 2.0}
    rijen = [{"gemeentecode": code, "gezamenlijk": "", "reden": "Dichtbij.", **rij} for code in codes]
    return Voorstelvorm.lees(rijen=rijen, oordeel="Het kan bijna niet korter.", knelpunten=[])


@pytest.fixture(scope="module")
def basis():
    return laad_voorbeeld(Settings())


@pytest.fixture
def werk(basis, tmp_path):
    return Catalogus(Magazijn(basis, Databank(tmp_path)))


@pytest.fixture
def bewerking(werk, tmp_path):
    bewerking = Bewerking(werk, True, Taken(tmp_path))
    assert bewerking.maak("Proef", "", "")[0] == "p1"
    return bewerking


def test_what_is_wished_holds_in_every_chosen_gemeente_and_is_told_once(bewerking, werk):
    samen = wens(codes=[UTRECHT, GRONINGEN, UTRECHT], staat="gezamenlijk", instituten=["umcu", "umcg"], reden=" Om. ")
    for _ in range(2):  # the same request twice is one event
        gedaan = bewerking.pas_toe("p1", samen, verzoek("b" * 16))
        assert gedaan.zin.startswith("2 gemeenten: gezamenlijk Groningen + Utrecht.")
    assert gedaan.tot == 2 == bewerking.tot("p1")
    nu = werk.planstand(1).afspraken
    assert nu[UTRECHT] == nu[GRONINGEN] == Afspraak("gezamenlijk", "umcg+umcu", "voorstel", "Om.")
    assert len(werk.standen.plannen.bundels(1)) == 2


def test_who_saw_less_than_there_is_decides_after_seeing_it(bewerking, werk):
    bewerking.pas_toe("p1", wens(staat="lead", instituten=["umcu"]), verzoek("b" * 16))
    botst = bewerking.pas_toe("p1", wens(status="akkoord"), verzoek("c" * 16, "d" * 16))
    assert botst.zin == "1 gemeente is intussen door iemand anders gewijzigd; er is niets geschreven."
    (botsing,) = botst.botsingen
    assert bewerking.in_woorden(botsing) == "Utrecht: nu lead Utrecht; u vroeg open."
    vorm = Botsingvorm.lees(
        gemeente=UTRECHT, versie=botsing.versie, hun=botsing.hun.als_dict(), mijn=botsing.mijn.als_dict()
    )
    assert bewerking.beslis("p1", [vorm], HUN, verzoek("e" * 16)).zin == "De wijziging van de ander blijft staan."
    assert werk.planstand(1).afspraken[UTRECHT].staat == "lead"
    assert bewerking.beslis("p1", [vorm], MIJN, verzoek("f" * 16)).zin == "Uw wijziging geldt."
    assert werk.planstand(1).afspraken[UTRECHT] == Afspraak("open", "", "akkoord")


def test_locks_go_on_and_off_together_and_are_told(bewerking):
    def sluit(doel: str, nummer: int, codes: tuple[str, ...] = ()) -> str:
        return bewerking.sluit("p1", doel, codes, verzoek(f"{nummer:016d}")).zin

    assert sluit(GEKOZEN, 1, (UTRECHT, GRONINGEN)) == "Groningen en Utrecht: op slot."
    assert bewerking.nog_te_doen("p1").endswith("zonder instituut; op slot: Groningen en Utrecht")
    assert sluit(GEKOZEN, 2, (UTRECHT, GRONINGEN)) == "Groningen en Utrecht: van het slot."
    assert sluit("umcu", 3) == "Het gebied van Utrecht: op slot."
    assert sluit("alles", 4) == "Het hele plan: op slot."
    for doel, codes, zin in (
        (GEKOZEN, (), "Kies eerst een of meer gemeenten, of kies hiernaast het hele plan of een instituut."),
        ("maan", (), "“maan” kan niet op slot; kies een gemeentecode, een instituut of “alles”."),
    ):
        with pytest.raises(GebruikersFout) as fout:
            bewerking.sluit("p1", doel, codes, verzoek("9" * 16))
        assert fout.value.zin == zin


def test_a_proposal_is_taken_over_where_nobody_decided_since(bewerking, werk):
    bewerking.pas_toe("p1", wens(codes=[UTRECHT, GRONINGEN]), verzoek("b" * 16))
    getoond = voorstel(UTRECHT, GRONINGEN, "GM0363")
    assert [rij.gemeentecode for rij in bewerking.nog_open("p1", getoond)] == [UTRECHT, GRONINGEN]
    assert bewerking.nog_open("p1", None) == bewerking.nog_open("p2", getoond) == []
    gedaan = bewerking.neem_over("p1", getoond, [UTRECHT, "GM0363"], verzoek("c" * 16))
    assert gedaan.zin == "Voorstel overgenomen in 1 gemeente; Ongedaan neemt het terug."
    assert werk.planstand(1).afspraken[UTRECHT] == Afspraak("lead", "umcu", "voorstel", "Dichtbij.")
    with pytest.raises(GebruikersFout, match="Voor deze gemeenten is er geen voorstel"):
        bewerking.neem_over("p1", getoond, [UTRECHT], verzoek("d" * 16))
    assert bewerking.terug("p1", "ongedaan", verzoek("e" * 16)).zin == "Ongedaan gemaakt."
    assert bewerking.terug("p1", "opnieuw", verzoek("f" * 16)).zin == "Opnieuw gedaan."


def test_targets_are_given_for_every_institute_or_for_none(bewerking):
    vraag = Voorstelwens.lees(gewicht="opleiders", tolerantie=20, doelen=[None, 20, None])
    with pytest.raises(GebruikersFout, match="Vul voor elk instituut een doel in, of voor geen"):
        bewerking.voorstel("p1", vraag)
    assert set(bewerking.voorstel("p1", VOORSTELWENS)) == {"rijen", "oordeel", "knelpunten"}
    assert bewerking.tot("p1") == 1


def test_the_others_are_named_with_where_they_are(bewerking):
    def kijk(plan: str, sessie: str, wie: str, waar: str = "") -> Blik:
        return bewerking.kijk(Aanwezigheid.lees(plan=plan, sessie=sessie, wie=wie, waar=waar))

    eerste = kijk("p1", "a" * 16, "Ada", GRONINGEN)
    assert (eerste.tot, eerste.aanwezig) == (1, "")
    assert eerste.teller == "27 gemeenten zonder instituut"  # 15 open and 12 niet besproken
    assert kijk("p1", "b" * 16, "").aanwezig == "Ook hier: Ada bij Groningen"
    assert kijk("p1", "a" * 16, "Ada").aanwezig == "Ook hier: onbekend"
    assert kijk("p9", "a" * 16, "Ada") == Blik(0, "", "")
    bewerking.ga_weg(Aanwezigheid.lees(plan="p1", sessie="b" * 16, weg=True))
    assert kijk("p1", "a" * 16, "Ada").aanwezig == ""


@pytest.mark.parametrize("sleutel", ["p2", "p", "p1v1", "1", "", "P1", "p1 ", "p1\n", "p99999999999999999999"])
def test_what_is_no_plan_that_can_be_changed(bewerking, werk, sleutel):
    bestand = Upload(kenmerk="0" * 32, naam="x", koppen=[], rijen=0, grootte=0)
    for doe in (
        lambda: bewerking.pas_toe(sleutel, wens(), verzoek("b" * 16)),
        lambda: bewerking.beslis(sleutel, [], HUN, verzoek("b" * 16)),
        lambda: bewerking.terug(sleutel, "ongedaan", verzoek("b" * 16)),
        lambda: bewerking.sluit(sleutel, "alles", [], verzoek("b" * 16)),
        lambda: bewerking.noem(sleutel, "naam", "ik"),
        lambda: bewerking.stel_vast(sleutel, "naam", "ik"),
        lambda: bewerking.voorstel(sleutel, VOORSTELWENS),
        lambda: bewerking.zoek_beste(sleutel, VOORSTELWENS),
        lambda: bewerking.neem_over(sleutel, voorstel(), [], verzoek("b" * 16)),
        lambda: bewerking.neem_bestand_over(sleutel, bestand, verzoek("b" * 16)),
    ):
        with pytest.raises(GebruikersFout) as fout:
            doe()
        assert fout.value.zin == WEG
    assert (bewerking.volgende(sleutel, []), bewerking.nog_te_doen(sleutel)) == ([], "0 gemeenten zonder instituut")
    assert not bewerking.is_open(sleutel)
    assert bewerking.tot("p1") == 1


def test_nothing_can_be_changed_where_editing_is_off(bewerking, werk, tmp_path):
    dicht = Bewerking(werk, False, Taken(tmp_path))
    bestand = Upload(kenmerk="0" * 32, naam="x", koppen=[], rijen=0, grootte=0)
    for doe in (
        lambda: dicht.maak("Ander", "", "ik"),
        lambda: dicht.pas_toe("p1", wens(), verzoek("b" * 16)),
        lambda: dicht.beslis("p1", [], MIJN, verzoek("b" * 16)),
        lambda: dicht.terug("p1", "ongedaan", verzoek("b" * 16)),
        lambda: dicht.sluit("p1", "alles", [], verzoek("b" * 16)),
        lambda: dicht.noem("p1", "naam", "ik"),
        lambda: dicht.stel_vast("p1", "naam", "ik"),
        lambda: dicht.voorstel("p1", VOORSTELWENS),
        lambda: dicht.zoek_beste("p1", VOORSTELWENS),
        lambda: dicht.neem_over("p1", voorstel(), [], verzoek("b" * 16)),
        lambda: dicht.neem_bestand_over("p1", bestand, verzoek("b" * 16)),
    ):
        with pytest.raises(GebruikersFout, match="HN_BEWERKEN=1"):
            doe()
    assert (dicht.is_open("p1"), bewerking.is_open("p1")) == (False, True)
    assert bewerking.tot("p1") == 1
    assert len(werk.standen.plannen.lijst()) == 1


def test_one_change_asks_the_database_little(bewerking, werk):
    """From the click to what map and panel are made of, with the look at what other processes did in that second."""
    werk({"plan": "p1"})
    engine, asked = werk.standen.plannen.databank.engine, []
    event.listen(engine, "before_cursor_execute", lambda _c, _k, vraag, *_: asked.append(vraag.split()[0]))
    werk.ververs()
    bewerking.pas_toe("p1", wens(staat="lead", instituten=["umcg"]), verzoek("b" * 16))
    assert werk({"plan": "p1"}).plan.frame.set_index("gemeentecode").loc[UTRECHT, "instituten"] == "umcg"
    assert asked == ["BEGIN", "SELECT", "BEGIN", *["SELECT"] * 2, *["INSERT"] * 2, "UPDATE"]


def test_many_locks_are_one_bundle(bewerking, werk):
    codes = sorted(werk.planstand(1).afspraken)[:40]
    bewerking.sluit("p1", GEKOZEN, codes, verzoek("b" * 16))
    assert werk.planstand(1).sloten == set(codes)
    assert [bundel["soort"] for bundel in werk.standen.plannen.bundels(1)] == ["zet", "slot"]


def test_a_plan_that_another_process_just_made_is_there(bewerking, werk, basis):
    ander = maak_beheer(basis, werk.standen.plannen.databank)
    werk({"plan": "p1"})
    tweede = ander.maak("Van een ander", 2026, date(2026, 1, 1), {UTRECHT: Afspraak("open")}, "jij")
    hier = wens(staat="lead", instituten=["umcg"], tot=2**31 - 1)
    assert bewerking.pas_toe(f"p{tweede}", hier, verzoek("b" * 16)).botsingen == ()
    derde = ander.maak("Nog een", 2026, date(2026, 1, 1), {}, "jij")
    vierde, _ = bewerking.maak("Hierop verder", f"?plan=p{derde}", "ik")
    assert {a.staat for a in werk.planstand(int(vierde[1:])).afspraken.values()} == {"niet besproken"}


def test_of_many_others_the_first_are_named_and_the_rest_counted(bewerking):
    for nummer in range(15):
        bewerking.kijk(Aanwezigheid.lees(plan="p1", sessie=f"{nummer:016d}", wie=f"mens {nummer}"))
    zin = bewerking.kijk(Aanwezigheid.lees(plan="p1", sessie="a" * 16, wie="Ada")).aanwezig
    assert zin == f"Ook hier: {', '.join(f'mens {n}' for n in range(12))} en 3 anderen"
