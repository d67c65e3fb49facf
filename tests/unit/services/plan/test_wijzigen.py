"""Plans in the database, on SQLite and PostgreSQL: merging, conflicts, undo, locks, freezing, and nothing lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date

import pytest
from sqlalchemy import text

from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.domain.plan.stand import ALLES, Wijziging
from hn_dash.errors import InvoerFout
from hn_dash.services.catalogus.standen import Standen
from hn_dash.services.plan.bericht import Verzoek
from hn_dash.services.plan.wijzigen import Planbeheer
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from tests.support.beheer import maak_beheer
from tests.support.server import WORTEL

DAG = date(2026, 1, 1)
LEAD = Afspraak("lead", "umcg", "akkoord")
SAMEN = Afspraak("gezamenlijk", "umcg+umcu")
OPEN = Afspraak("open")


@pytest.fixture(scope="module")
def basis():
    return laad_voorbeeld(Settings())


@pytest.fixture
def beheer(basis, databank):
    return maak_beheer(basis, databank)


@pytest.fixture
def plan(beheer):
    return beheer.maak("Werving 2026", 2026, DAG, {"GM0014": LEAD}, "ik")


def zet(beheer, plan, versie, afspraak, gemeente="GM0014", wie="ik", verzoek=None):
    verzoek = verzoek or os.urandom(8).hex()
    return beheer.wijzig(plan, Verzoek(verzoek, wie, wie), [Wijziging(gemeente, versie, afspraak)])


def test_a_plan_begins_with_what_holds_and_has_every_gemeente(beheer, plan):
    stand = beheer.stand(plan)
    assert len(stand.afspraken) == 342
    assert (stand.afspraken["GM0014"], stand.afspraken["GM0344"]) == (LEAD, Afspraak())
    assert set(stand.versies.values()) == {1}
    assert beheer.check_keten(plan) == []
    assert [rij.naam for rij in beheer.plannen.lijst()] == ["Werving 2026"]
    with pytest.raises(InvoerFout, match="Er is al een plan “Werving 2026”"):
        beheer.maak(" Werving 2026 ", 2026, DAG, {}, "ik")
    with pytest.raises(InvoerFout, match=r"amc bestaat niet op de dag van dit plan\. En 1 andere"):
        beheer.maak("Ander", 2026, DAG, {"GM9999": LEAD, "GM0014": Afspraak("lead", "amc")}, "ik")
    assert len(beheer.plannen.lijst()) == 1


def test_two_people_on_different_gemeenten_merge(basis, databank, beheer, plan):
    ander = maak_beheer(basis, databank)
    ander.stand(plan)
    zet(beheer, plan, 1, SAMEN)
    assert zet(ander, plan, 1, OPEN, "GM0344", "jij").botsingen == ()
    assert [beheer.stand(plan).afspraken[code] for code in ("GM0014", "GM0344")] == [SAMEN, OPEN]
    assert beheer.stand(plan) == ander.stand(plan)


def test_on_the_same_gemeente_the_second_has_the_choice(beheer, plan):
    zet(beheer, plan, 1, SAMEN)
    mijn = [Wijziging("GM0014", 1, OPEN), Wijziging("GM0344", 1, OPEN)]
    uit = beheer.wijzig(plan, Verzoek("v", "jij", "jij"), mijn)
    assert [(b.gemeente, b.versie, b.hun, b.mijn) for b in uit.botsingen] == [("GM0014", 2, SAMEN, OPEN)]
    assert beheer.stand(plan).afspraken["GM0344"] == Afspraak()  # all of it, or nothing
    assert beheer.wijzig(plan, Verzoek("v", "jij", "jij"), [Wijziging("GM0014", 2, OPEN), mijn[1]]).bundel
    assert beheer.stand(plan).afspraken["GM0014"] == OPEN


def test_a_request_that_is_sent_twice_is_one_event(beheer, plan):
    een = zet(beheer, plan, 1, SAMEN, verzoek="zelfde")
    twee = zet(beheer, plan, 1, SAMEN, verzoek="zelfde")
    assert een.bundel == twee.bundel > 0
    assert beheer.stand(plan).versies["GM0014"] == 2


def test_undo_and_redo_are_ones_own(beheer, plan):
    zet(beheer, plan, 1, SAMEN)
    zet(beheer, plan, 2, OPEN)
    zet(beheer, plan, 1, OPEN, "GM0344", "jij")
    assert beheer.stapels(plan, "ik") == (2, 0)
    assert beheer.ongedaan(plan, Verzoek("a", "ik", "ik")).stand.afspraken["GM0014"] == SAMEN
    assert beheer.ongedaan(plan, Verzoek("b", "ik", "ik")).stand.afspraken["GM0014"] == LEAD
    assert beheer.opnieuw(plan, Verzoek("c", "ik", "ik")).stand.afspraken["GM0014"] == SAMEN
    assert beheer.stapels(plan, "ik") == (1, 1)
    assert beheer.stand(plan).afspraken["GM0344"] == OPEN
    zet(beheer, plan, 6, OPEN, wie="jij")
    assert [b.hun for b in beheer.ongedaan(plan, Verzoek("d", "ik", "ik")).botsingen] == [OPEN]
    with pytest.raises(InvoerFout, match="niets ongedaan te maken"):
        beheer.ongedaan(plan, Verzoek("e", "niemand", "niemand"))
    assert beheer.check_keten(plan) == []
    assert Planbeheer(beheer.basis, Standen(beheer.plannen)).stand(plan) == beheer.stand(plan)


def test_a_lock_holds_for_every_route(beheer, plan):
    zet(beheer, plan, 1, SAMEN)
    beheer.sluit(plan, Verzoek("s1", "jij", "jij"), ["GM0014"], True)
    for poging in (
        lambda: zet(beheer, plan, 2, OPEN),
        lambda: beheer.ongedaan(plan, Verzoek("o", "ik", "ik")),
    ):
        with pytest.raises(InvoerFout, match="Groningen: de gemeente zit op slot"):
            poging()
    beheer.sluit(plan, Verzoek("s2", "jij", "jij"), ["GM0014"], False)
    assert zet(beheer, plan, 2, OPEN).bundel
    beheer.sluit(plan, Verzoek("s3", "jij", "jij"), [ALLES], True)
    with pytest.raises(InvoerFout, match="het plan zit op slot"):
        zet(beheer, plan, 1, OPEN, "GM0344")
    with pytest.raises(InvoerFout, match="kan niet op slot"):
        beheer.sluit(plan, Verzoek("s4", "ik", "ik"), ["amc"], True)


def test_what_is_frozen_stays_and_a_correction_is_a_new_plan(beheer, plan):
    zet(beheer, plan, 1, SAMEN)
    beheer.noem(plan, "voor de bijeenkomst", "ik")
    zet(beheer, plan, 2, OPEN)
    with pytest.raises(InvoerFout, match="niet vastgesteld; wijzig het zelf"):
        beheer.corrigeer(plan, "Correctie", "ik")
    beheer.stel_vast(plan, "vastgesteld", "ik")
    assert [rij.naam for rij in beheer.plannen.versies(plan)] == ["voor de bijeenkomst", "vastgesteld"]
    voor, vast = (beheer.standen.op(plan, versie.tot) for versie in beheer.plannen.versies(plan))
    assert voor.afspraken["GM0014"] == SAMEN
    assert vast == beheer.stand(plan)
    for poging in (
        lambda: zet(beheer, plan, 3, LEAD),
        lambda: beheer.ongedaan(plan, Verzoek("o", "ik", "ik")),
        lambda: beheer.sluit(plan, Verzoek("s", "ik", "ik"), [ALLES], True),
        lambda: beheer.stel_vast(plan, "nog eens", "ik"),
    ):
        with pytest.raises(InvoerFout, match="is vastgesteld en verandert niet meer"):
            poging()
    nieuw = beheer.corrigeer(plan, "Correctie", "ik")
    assert beheer.plannen.zoek(nieuw).volgt_op == plan
    assert beheer.stand(nieuw).afspraken == beheer.stand(plan).afspraken
    assert zet(beheer, nieuw, 1, LEAD).bundel


def test_names_are_used_once(beheer, plan):
    beheer.noem(plan, "een", "ik")
    with pytest.raises(InvoerFout, match="heeft al een versie “een”"):
        beheer.noem(plan, "een", "ik")
    with pytest.raises(InvoerFout, match="Plan 99 bestaat niet"):
        zet(beheer, 99, 1, OPEN)


def test_a_log_that_somebody_changed_is_found(beheer, plan, databank):
    zet(beheer, plan, 1, SAMEN)
    with databank.schrijf() as verbinding:
        verbinding.execute(text("UPDATE plan_bundel SET wie = 'een ander' WHERE verzoek <> '' AND id = 1"))
    assert "veranderd" in beheer.check_keten(plan)[0].zin


def schrijvers(databank, plan, namen, keer):
    url = "" if databank.sqlite else databank.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    opdracht = [sys.executable, "-m", "tests.support.planschrijver", str(databank.bestand.parent), url, str(plan)]
    return subprocess.Popen(
        [*opdracht, str(keer), *namen], cwd=WORTEL, stdout=subprocess.PIPE, text=True, start_new_session=True
    )


def test_eight_processes_lose_no_change(beheer, plan, databank):
    proces = schrijvers(databank, plan, [f"wie{nummer}" for nummer in range(8)], 100)
    bevestigd = proces.communicate(timeout=240)[0].split()
    assert proces.returncode == 0
    assert sorted(bevestigd) == sorted(f"wie{nummer}-{keer}" for nummer in range(8) for keer in range(100))
    bundels = beheer.plannen.bundels(plan)[1:]
    assert sorted(bundel["verzoek"] for bundel in bundels) == sorted(bevestigd)
    assert beheer.check_keten(plan) == []
    stand = beheer.stand(plan)
    assert sum(stand.versies[code] - 1 for code in stand.versies) == 800


def test_a_killed_writer_loses_nothing_that_was_confirmed(beheer, plan, databank):
    proces = schrijvers(databank, plan, ["wie"], 10_000)
    assert proces.stdout
    bevestigd = [proces.stdout.readline().strip() for _ in range(20)]
    os.killpg(proces.pid, signal.SIGKILL)
    bevestigd += proces.communicate()[0].split("\n")[:-1]
    geschreven = [bundel["verzoek"] for bundel in beheer.plannen.bundels(plan)[1:]]
    assert geschreven[: len(bevestigd)] == bevestigd
    assert len(geschreven) <= len(bevestigd) + 1
    assert beheer.check_keten(plan) == []
    assert zet(beheer, plan, beheer.stand(plan).versies["GM0014"], LEAD).botsingen == ()
