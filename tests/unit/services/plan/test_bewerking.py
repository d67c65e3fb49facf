"""What the strip can do with a plan: it is done once and told in a sentence, or refused and nothing is written."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event

from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.errors import GebruikersFout
from hn_dash.pages.werving.doen import _geschil
from hn_dash.services.bericht import Upload
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.catalogus.plankeuze import Catalogus
from hn_dash.services.plan.bericht import Aanwezigheid, Beeld, Geschil, Verzoek, Voorstelvorm, Voorstelwens, Wens
from hn_dash.services.plan.bewerking import GEKOZEN, HUN, MIJN, Bewerking, Blik, Gedaan
from hn_dash.services.taken import Taken
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.databank import Databank
from tests.support.beheer import maak_beheer

UTRECHT, GRONINGEN = "GM0344", "GM0014"
VOORSTELWENS = Voorstelwens(gewicht="inwoners", tolerantie=10, doelen=[])
NIETS = Geschil.lees(soort="zet", botsingen=[], verder=[])
WEG = "Dit plan is er niet (meer); kies een ander."


def verzoek(kenmerk: str, sessie: str = "a" * 16) -> Verzoek:
    return Verzoek(kenmerk, sessie, "ik")


def wens(**anders: object) -> Wens:
    velden = {"codes": [UTRECHT], "tot": 1, "staat": "open", "instituten": [], "status": "voorstel"}
    return Wens.lees(**{**velden, "reden": "", "vanaf": "", **anders})


def voorstel(*codes: str) -> Voorstelvorm:
    rij = {"gemeentenaam": "x", "instituut": "umcu", "km": 1.0, "tweede": "umcg", "km_tweede": 2.0}
    rijen = [{"gemeentecode": code, "gezamenlijk": "", "reden": "Dichtbij.", **rij} for code in codes]
    return Voorstelvorm.lees(rijen=rijen, oordeel="Het kan bijna niet korter.", knelpunten=[], tot=1)


def vorm(gedaan: Gedaan) -> Geschil:
    """A conflict as the page keeps it and sends it back."""
    return Geschil.lees(**_geschil(gedaan))


def beeld(tot: int, **gekozen: int) -> Beeld:
    """What the map of plan p1 showed now, and of each gemeente when it was chosen."""
    return Beeld.lees(plan="p1", tot=tot, gekozen=gekozen)


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
    geschil = vorm(botst)
    hun = bewerking.beslis("p1", geschil, HUN, verzoek("e" * 16))
    assert (hun.zin, hun.gezien) == ("De wijziging van de ander blijft staan.", {UTRECHT: 2})
    assert werk.planstand(1).afspraken[UTRECHT].staat == "lead"
    assert bewerking.beslis("p1", geschil, MIJN, verzoek("f" * 16)).zin == "Uw wijziging geldt."
    assert werk.planstand(1).afspraken[UTRECHT] == Afspraak("open", "", "akkoord")


def test_seen_is_what_was_there_when_choosing_and_not_what_the_last_look_brought(bewerking, werk):
    """Utrecht was chosen when change 1 was on the map, Groningen when change 2 was; both know of 2 by now."""
    mijn, hun = "d" * 16, verzoek("b" * 16)
    bewerking.pas_toe("p1", wens(staat="lead", instituten=["lumc"], status="akkoord"), hun)
    gekozen = {"codes": [UTRECHT, GRONINGEN], "tot": 2, "beeld": beeld(2, GM0344=1, GM0014=2).model_dump()}
    botst = bewerking.pas_toe("p1", wens(**gekozen), verzoek("c" * 16, mijn))
    assert [(b.gemeente, b.hun.instituten) for b in botst.botsingen] == [(UTRECHT, "lumc")]
    assert [w.gemeente for w in botst.verder] == [GRONINGEN]
    assert werk.planstand(1).tot == 2
    opnieuw = wens(codes=[UTRECHT], tot=2, beeld=beeld(2, GM0344=2).model_dump())  # chosen once more, after looking
    assert bewerking.pas_toe("p1", opnieuw, verzoek("e" * 16, mijn)).botsingen == ()
    nog_eens = wens(status="akkoord", codes=[UTRECHT], tot=1, beeld=beeld(1, GM0344=1).model_dump())
    assert bewerking.pas_toe("p1", nog_eens, verzoek("f" * 16, mijn)).botsingen == ()  # what I wrote I know
    elders = wens(codes=[UTRECHT], beeld={"plan": "p2", "tot": 9, "gekozen": {UTRECHT: 9}})
    with pytest.raises(GebruikersFout, match="De kaart van dit plan is er nog niet"):
        bewerking.pas_toe("p1", elders, verzoek("9" * 16, mijn))


@pytest.mark.parametrize(
    ("keuze", "zin", "utrecht"),
    [
        (MIJN, "Uw wijziging geldt.", "umcg"),
        (HUN, "De wijziging van de ander blijft staan; de uwe geldt in 2 andere gemeenten.", "lumc"),
    ],
)
def test_what_was_asked_beside_a_conflict_is_done_with_the_decision(bewerking, werk, keuze, zin, utrecht):
    bewerking.pas_toe("p1", wens(staat="lead", instituten=["lumc"], status="akkoord"), verzoek("b" * 16))
    drie = wens(codes=[UTRECHT, GRONINGEN, "GM0363"], staat="lead", instituten=["umcg"])
    botst = bewerking.pas_toe("p1", drie, verzoek("c" * 16, "d" * 16))
    assert bewerking.beslis("p1", vorm(botst), keuze, verzoek("e" * 16, "d" * 16)).zin == zin
    nu = werk.planstand(1).afspraken
    assert [nu[code].instituten for code in (UTRECHT, GRONINGEN, "GM0363")] == [utrecht, "umcg", "umcg"]
    assert bewerking.terug("p1", "ongedaan", verzoek("f" * 16, "d" * 16)).zin.startswith("Ongedaan gemaakt: ")
    assert werk.planstand(1).afspraken[UTRECHT].instituten == "lumc"


def test_a_conflict_names_status_reason_and_day_when_only_these_differ(bewerking):
    lead = {"staat": "lead", "instituten": ["umcu"]}
    bewerking.pas_toe("p1", wens(**lead, status="akkoord", reden="besproken"), verzoek("b" * 16))
    botst = bewerking.pas_toe("p1", wens(**lead, vanaf="2027-01-01"), verzoek("c" * 16, "d" * 16))
    assert bewerking.in_woorden(botst.botsingen[0]) == (
        "Utrecht: nu lead Utrecht, status akkoord, reden “besproken”, vanaf de dag van het plan; u vroeg lead Utrecht, "
        "status voorstel, zonder reden, vanaf 1 januari 2027."
    )


def test_what_nobody_saw_is_not_frozen_or_named(bewerking, werk):
    bewerking.pas_toe("p1", wens(), verzoek("b" * 16))
    for doe in (bewerking.noem, bewerking.stel_vast):
        with pytest.raises(GebruikersFout, match="Iemand anders deed intussen 1 wijziging die u nog niet zag"):
            doe("p1", "een", "ik", (1, "d" * 16))
    assert not werk.kop("p1").vastgesteld
    assert bewerking.noem("p1", "een", "ik", (1, "a" * 16)).zin.startswith("Versie “een” is bewaard")
    assert bewerking.stel_vast("p1", "twee", "ik", (2, "d" * 16)).zin.startswith("Plan “Proef” is vastgesteld.")


def test_undo_that_gives_way_to_another_is_over_so_that_the_step_before_can_be_undone(bewerking, werk):
    mijn, hun = "d" * 16, "a" * 16
    begin = werk.planstand(1).afspraken
    bewerking.pas_toe("p1", wens(codes=[GRONINGEN], staat="open", status="geparkeerd"), verzoek("b" * 16, mijn))
    bewerking.pas_toe("p1", wens(codes=[UTRECHT, "GM0363"], staat="open"), verzoek("c" * 16, mijn))
    bewerking.pas_toe("p1", wens(codes=[UTRECHT], tot=9, staat="lead", instituten=["umcg"]), verzoek("e" * 16, hun))
    botst = bewerking.terug("p1", "ongedaan", verzoek("1" * 16, mijn))
    assert (botst.soort, [b.gemeente for b in botst.botsingen]) == ("ongedaan", [UTRECHT])
    hun_blijft = bewerking.beslis("p1", vorm(botst), HUN, verzoek("2" * 16, mijn))
    assert hun_blijft.zin == "De wijziging van de ander blijft staan; de uwe geldt in 1 andere gemeente."
    nu = werk.planstand(1).afspraken
    assert (nu[UTRECHT].instituten, nu["GM0363"]) == ("umcg", begin["GM0363"])
    assert (
        bewerking.terug("p1", "ongedaan", verzoek("3" * 16, mijn)).zin
        == "Ongedaan gemaakt: Groningen weer lead Groningen."
    )
    assert werk.planstand(1).afspraken == {**begin, UTRECHT: nu[UTRECHT]}
    for nummer in (4, 5):
        assert bewerking.terug("p1", "opnieuw", verzoek(str(nummer) * 16, mijn)).zin.startswith("Opnieuw gedaan: ")
    na = werk.planstand(1).afspraken
    assert [na[code].staat for code in (GRONINGEN, "GM0363", UTRECHT)] == ["open", "open", "lead"]


def test_undo_that_gives_way_everywhere_is_over_too_and_mine_goes_over_it(bewerking, werk):
    mijn, hun = "d" * 16, "a" * 16
    begin = werk.planstand(1).afspraken
    bewerking.pas_toe("p1", wens(codes=[GRONINGEN], staat="open"), verzoek("b" * 16, mijn))
    bewerking.pas_toe("p1", wens(codes=[UTRECHT], staat="open"), verzoek("c" * 16, mijn))
    bewerking.pas_toe("p1", wens(codes=[UTRECHT], tot=9, staat="lead", instituten=["umcg"]), verzoek("e" * 16, hun))
    geschil = vorm(bewerking.terug("p1", "ongedaan", verzoek("1" * 16, mijn)))
    assert (
        bewerking.beslis("p1", geschil, HUN, verzoek("2" * 16, mijn)).zin == "De wijziging van de ander blijft staan."
    )
    bewerking.terug("p1", "ongedaan", verzoek("3" * 16, mijn))
    assert werk.planstand(1).afspraken == {**begin, UTRECHT: Afspraak("lead", "umcg", "voorstel")}
    with pytest.raises(GebruikersFout, match="Er is van u niets ongedaan te maken"):
        bewerking.terug("p1", "ongedaan", verzoek("4" * 16, mijn))
    bewerking.terug("p1", "opnieuw", verzoek("5" * 16, mijn))
    with pytest.raises(GebruikersFout, match="Er is van u niets opnieuw te doen"):
        bewerking.terug("p1", "opnieuw", verzoek("6" * 16, mijn))
    bewerking.pas_toe("p1", wens(codes=[GRONINGEN], tot=99, staat="niet besproken"), verzoek("7" * 16, hun))
    geschil = vorm(bewerking.terug("p1", "ongedaan", verzoek("8" * 16, mijn)))
    assert bewerking.beslis("p1", geschil, MIJN, verzoek("9" * 16, mijn)).zin == "Uw wijziging geldt."
    assert werk.planstand(1).afspraken[GRONINGEN] == begin[GRONINGEN]
    assert maak_beheer(laad_voorbeeld(Settings()), werk.standen.plannen.databank).check_keten(1) == []


def test_undo_says_what_it_undid_and_that_a_lock_stays(bewerking):
    """Utrecht was lead Utrecht before the first step; the locks are one's own and newer than the steps."""
    for nummer, codes in enumerate(([UTRECHT], ["GM0363", "GM0599", UTRECHT])):
        bewerking.pas_toe(
            "p1", wens(codes=codes, tot=9, status=("voorstel", "akkoord")[nummer]), verzoek(f"{nummer:016d}")
        )
    bewerking.sluit("p1", GEKOZEN, [GRONINGEN], True, verzoek("2" * 16))
    slot = " Een slot blijft; haal het zelf eraf."
    for _ in range(2):  # the same request twice gives one answer
        gedaan = bewerking.terug("p1", "ongedaan", verzoek("3" * 16))
        assert gedaan.zin == f"Ongedaan gemaakt: 3 gemeenten, o.a. Utrecht weer open, status voorstel.{slot}"
    bewerking.sluit("p1", GEKOZEN, [UTRECHT], True, verzoek("4" * 16))
    with pytest.raises(GebruikersFout) as fout:
        bewerking.terug("p1", "ongedaan", verzoek("5" * 16))
    assert fout.value.zin == f"Utrecht: de gemeente zit op slot; haal het slot eraf.{slot}"
    bewerking.sluit("p1", GEKOZEN, [UTRECHT], False, verzoek("6" * 16))
    assert bewerking.terug("p1", "ongedaan", verzoek("7" * 16)).zin == "Ongedaan gemaakt: Utrecht weer lead Utrecht."
    bewerking.sluit("p1", "alles", [], True, verzoek("8" * 16))
    with pytest.raises(GebruikersFout) as fout:
        bewerking.terug("p1", "ongedaan", verzoek("9" * 16))
    assert fout.value.zin == f"Er is van u niets ongedaan te maken.{slot}"


def test_locks_go_on_and_off_together_and_are_told(bewerking):
    def sluit(doel: str, nummer: int, codes: tuple[str, ...] = (), dicht: bool = True) -> str:
        return bewerking.sluit("p1", doel, codes, dicht, verzoek(f"{nummer:016d}")).zin

    assert sluit(GEKOZEN, 1, (UTRECHT, GRONINGEN)) == "Groningen en Utrecht: op slot."
    assert bewerking.nog_te_doen("p1").endswith("zonder instituut; op slot: Groningen en Utrecht")
    drie = (UTRECHT, "GM0363", "GM0599")
    assert sluit(GEKOZEN, 2, drie) == "2 op slot, 1 was het al; nieuw: Amsterdam en Rotterdam."
    assert sluit(GEKOZEN, 2, drie) == "2 op slot, 1 was het al; nieuw: Amsterdam en Rotterdam."  # sent twice
    assert sluit(GEKOZEN, 3, drie) == "Utrecht, Amsterdam en Rotterdam: al op slot; er verandert niets."
    assert sluit(GEKOZEN, 4, (UTRECHT, GRONINGEN), False) == "Groningen en Utrecht: van het slot."
    assert sluit(GEKOZEN, 5, drie, False) == "2 van het slot, 1 was het al; nieuw: Amsterdam en Rotterdam."
    assert sluit("umcu", 6) == "Het gebied van Utrecht: op slot."
    assert sluit("umcu", 7) == "Het gebied van Utrecht: al op slot; er verandert niets."
    assert sluit("alles", 8) == "Het hele plan: op slot."
    for doel, codes, zin in (
        (GEKOZEN, (), "Kies eerst een of meer gemeenten, of kies hiernaast het hele plan of een instituut."),
        ("maan", (), "“maan” kan niet op slot; kies een gemeentecode, een instituut of “alles”."),
    ):
        with pytest.raises(GebruikersFout) as fout:
            bewerking.sluit("p1", doel, codes, True, verzoek("9" * 16))
        assert fout.value.zin == zin


def test_a_proposal_is_taken_over_where_nobody_decided_since(bewerking, werk):
    bewerking.pas_toe("p1", wens(codes=[UTRECHT, GRONINGEN]), verzoek("b" * 16))
    getoond = voorstel(UTRECHT, GRONINGEN, "GM0363")
    assert [rij.gemeentecode for rij in bewerking.nog_open("p1", getoond)] == [UTRECHT, GRONINGEN]
    assert bewerking.nog_open("p1", None) == bewerking.nog_open("p2", getoond) == []
    gedaan = bewerking.neem_over("p1", getoond, [UTRECHT, "GM0363"], verzoek("c" * 16))
    assert gedaan.zin == (
        "Voorstel overgenomen in 1 gemeente; Ongedaan neemt het terug. In 1 andere gemeente werft al iemand; daar "
        "verandert niets."
    )
    assert werk.planstand(1).afspraken[UTRECHT] == Afspraak("lead", "umcu", "voorstel", "Dichtbij.")
    with pytest.raises(GebruikersFout, match="Voor deze gemeenten is er geen voorstel"):
        bewerking.neem_over("p1", getoond, [UTRECHT], verzoek("d" * 16))
    assert bewerking.terug("p1", "ongedaan", verzoek("e" * 16)).zin == "Ongedaan gemaakt: Utrecht weer open."
    assert bewerking.terug("p1", "opnieuw", verzoek("f" * 16)).zin == "Opnieuw gedaan: Utrecht weer lead Utrecht."


def test_a_proposal_goes_over_no_status_or_reason_that_somebody_gave_since(bewerking, werk):
    bewerking.pas_toe("p1", wens(codes=[UTRECHT, GRONINGEN]), verzoek("b" * 16))
    getoond = voorstel(UTRECHT, GRONINGEN).model_copy(update={"tot": 2})
    bewerking.pas_toe("p1", wens(tot=2, status="geparkeerd", reden="Volgend jaar."), verzoek("c" * 16, "d" * 16))
    botst = bewerking.neem_over("p1", getoond, [], verzoek("e" * 16))
    assert bewerking.in_woorden(botst.botsingen[0]) == "Utrecht: nu open; u vroeg lead Utrecht."
    assert werk.planstand(1).afspraken[GRONINGEN].staat == "open"
    bewerking.beslis("p1", vorm(botst), HUN, verzoek("f" * 16))
    nu = werk.planstand(1).afspraken
    assert (nu[UTRECHT].opmerking, nu[GRONINGEN].instituten) == ("Volgend jaar.", "umcu")


def test_a_plan_of_another_year_is_changed_on_its_own_gemeenten_or_not_at_all(bewerking, werk, basis):
    oud = maak_beheer(basis, werk.standen.plannen.databank).maak("Oud", 2022, date(2026, 1, 1), {}, "ik")
    werk.ververs()
    zin = (
        "Plan “Oud” gaat over de gemeenten van 2022 en u ziet die van 2026. Kies bij Indeling “gemeenten 2022” om het "
        "te wijzigen."
    )
    for adres in (f"plan=p{oud}", f"?plan=p{oud}&indeling=2026&stand=2"):
        assert bewerking.ander_jaar(f"p{oud}", adres) == zin
        with pytest.raises(GebruikersFout) as fout:
            bewerking.eis_eigen_jaar(f"p{oud}", adres)
        assert fout.value.zin == zin
    bewerking.eis_eigen_jaar(f"p{oud}", f"plan=p{oud}&indeling=2022")
    bewerking.eis_eigen_jaar("p1", "plan=p1")
    verweg = maak_beheer(basis, werk.standen.plannen.databank).maak("Ouder", 2012, date(2012, 1, 1), {}, "ik")
    werk.ververs()
    assert bewerking.ander_jaar(f"p{verweg}", "").endswith(
        "Van 2012 zijn er geen grenzen; begin een plan op de gemeenten van 2026."
    )


def test_targets_are_given_for_every_institute_or_for_none(bewerking):
    vraag = Voorstelwens.lees(gewicht="opleiders", tolerantie=20, doelen=[None, 20, None])
    with pytest.raises(GebruikersFout, match="Vul voor elk instituut een doel in, of voor geen"):
        bewerking.voorstel("p1", vraag)
    gemaakt = bewerking.voorstel("p1", VOORSTELWENS)
    assert (set(gemaakt), gemaakt["tot"]) == ({"rijen", "oordeel", "knelpunten", "tot"}, 1)
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
        lambda: bewerking.beslis(sleutel, NIETS, HUN, verzoek("b" * 16)),
        lambda: bewerking.terug(sleutel, "ongedaan", verzoek("b" * 16)),
        lambda: bewerking.sluit(sleutel, "alles", [], True, verzoek("b" * 16)),
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


def test_a_file_that_changes_nothing_says_so(bewerking):
    kenmerk = "0" * 32
    map_ = bewerking._taken.map / kenmerk
    map_.mkdir(parents=True)
    (map_ / "invoer").write_text("gemeentecode;staat;instituten\nGM0344;lead;umcg\n")
    bestand = Upload(kenmerk=kenmerk, naam="x.csv", koppen=[], rijen=1, grootte=1)
    eerst = bewerking.neem_bestand_over("p1", bestand, verzoek("b" * 16))
    assert eerst.zin == "x.csv: 1 gemeente gewijzigd; Ongedaan neemt het terug."
    weer = bewerking.neem_bestand_over("p1", bestand, verzoek("c" * 16))
    assert (weer.zin, weer.tot) == ("Het plan zei dit al; er verandert niets.", eerst.tot)


def test_nothing_can_be_changed_where_editing_is_off(bewerking, werk, tmp_path):
    dicht = Bewerking(werk, False, Taken(tmp_path))
    bestand = Upload(kenmerk="0" * 32, naam="x", koppen=[], rijen=0, grootte=0)
    for doe in (
        lambda: dicht.maak("Ander", "", "ik"),
        lambda: dicht.pas_toe("p1", wens(), verzoek("b" * 16)),
        lambda: dicht.beslis("p1", NIETS, MIJN, verzoek("b" * 16)),
        lambda: dicht.terug("p1", "ongedaan", verzoek("b" * 16)),
        lambda: dicht.sluit("p1", "alles", [], True, verzoek("b" * 16)),
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
    bewerking.sluit("p1", GEKOZEN, codes, True, verzoek("b" * 16))
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
