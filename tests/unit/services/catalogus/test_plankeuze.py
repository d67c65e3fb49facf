"""The plan that a query asks for: loaded, worked on, at a moment with a name, read in; and one to compare with."""

from __future__ import annotations

from datetime import date
from threading import Event, Thread

import pandas as pd
import pytest

from hn_dash.domain import maten
from hn_dash.domain.basis.tellen import count_per_gemeente
from hn_dash.domain.plan.afspraak import Afspraak, uit_frame
from hn_dash.domain.plan.stand import Wijziging
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.catalogus.plankeuze import Catalogus
from hn_dash.services.gegevens.inname import Opdracht, neem_in
from hn_dash.services.plan.bericht import Verzoek
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.tellers import Tellers
from tests.support.beheer import beheer_van
from tests.support.wereld import beeld_van


@pytest.fixture(scope="module")
def basis():
    return laad_voorbeeld(Settings())


@pytest.fixture
def magazijn(basis, databank):
    return Magazijn(basis, databank)


@pytest.fixture
def werk(magazijn):
    """A plan with a version named before anything changed, and then one gemeente of another institute."""
    werk = Catalogus(magazijn)
    grondslag = werk()
    beheer = beheer_van(werk)
    plan = beheer.maak("Werving", 2026, date(2026, 1, 1), uit_frame(beeld_van(grondslag).frame), "ik")
    beheer.noem(plan, "begin", "ik")
    wijziging = Wijziging("GM0344", 1, Afspraak("lead", "umcg", "akkoord"))
    beheer.wijzig(plan, Verzoek("verzoek-1", "sessie-1", "ik"), [wijziging])
    werk.ververs()
    return werk


def tabel(werk, **query):
    dataset = werk(query)
    return maten.compute(maten.from_query("vergelijking", query, dataset), dataset)


def test_a_plan_differs_from_the_loaded_one_and_its_version_does_not(werk):
    assert [sleutel for sleutel, _ in werk().plankeuzes] == ["1", "p1", "p1v1"]
    anders = tabel(werk, plan="p1")
    assert anders.frame[["gemeentecode", "was", "wordt", "staat_wordt", "instituten_wordt"]].to_numpy().tolist() == [
        ["GM0344", "lead Utrecht", "lead Groningen", "lead", "umcg"]
    ]
    assert anders.opmerkingen[0].startswith("1 gemeente verschilt: 1 van lead Utrecht naar lead Groningen.")
    assert tabel(werk, plan="p1v1").frame.empty
    assert tabel(werk, plan="p1", met="p1").frame.empty
    terug = tabel(werk, plan="p1v1", met="p1").frame
    assert terug[["was", "wordt"]].to_numpy().tolist() == [["lead Groningen", "lead Utrecht"]]


def test_two_that_say_the_same_keep_their_own_name(werk):
    beheer_van(werk).noem(1, "einde", "ik")  # nothing changed since
    werk.ververs()
    nu, einde = werk({"plan": "p1"}).plan, werk({"plan": "p1v2"}).plan
    assert (nu.sleutel, nu.naam) == ("p1", "Werving")
    assert (einde.sleutel, einde.naam) == ("p1v2", "Werving, “einde”")
    pd.testing.assert_frame_equal(nu.frame, einde.frame)


def test_the_version_stays_what_it_was_in_every_view(werk):
    query = {"plan": "p1v1"}
    dataset = werk(query)
    frame = maten.compute(maten.from_query("werving", query, dataset), dataset).frame
    assert frame.set_index("gemeentecode").loc["GM0344", "instituten"] == "umcu"
    assert set(frame["plan"]) == {"Werving, “begin”"}


def test_a_plan_of_another_year_that_was_read_in_can_be_compared(werk, magazijn, tmp_path):
    codes = magazijn.basis.geo.herindeling.lijsten[2022]
    for jaar, instituut in ((2022, "umcg"), (2023, "umcu")):
        pad = tmp_path / f"plan{jaar}.csv"
        pad.write_text("gemeentecode;staat;instituten\n" + "".join(f"{c};lead;{instituut}\n" for c in codes))
        opdracht = Opdracht(pad=pad, naam=pad.name, soort="plan", peildatum=date(jaar, 1, 1), indeling=2022, bron="HN")
        magazijn.snapshots.aanvaard(neem_in(opdracht, magazijn).snapshot, "ik")
    werk.ververs()
    assert [sleutel for sleutel, _ in werk({"peildatum": "2026-01-01"}).plankeuzes][1:] == ["p1", "p1v1", "i1"]
    uit = tabel(werk, plan="p1", met="i1").frame
    assert set(uit["was"]) == {"lead Groningen"}
    utrecht = uit.set_index("gemeentecode").loc["GM0344"]  # of umcg in both, but the file says no status
    assert utrecht[["was", "wordt", "status_was", "status_wordt"]].tolist() == [*2 * ["lead Groningen"], "", "akkoord"]
    assert tabel(werk, plan="i1").frame["was"].unique().tolist() == ["lead Utrecht"]


def test_applying_the_difference_to_one_plan_gives_the_other(werk):
    uit = tabel(werk, plan="p1").frame.set_index("gemeentecode")
    een, ander = (beeld_van(werk({"plan": sleutel})).frame.copy() for sleutel in ("", "p1"))
    een.loc[uit.index, ["staat", "instituten"]] = uit[["staat_wordt", "instituten_wordt"]].to_numpy()
    pd.testing.assert_frame_equal(een[["staat", "instituten"]], ander[["staat", "instituten"]])


def test_a_change_of_a_plan_counts_and_lists_nothing_again(werk, monkeypatch):
    voor, met = werk({"plan": "p1"}), werk({"plan": "p1", "met": "p1v1"})
    monkeypatch.setattr(werk, "_zoek_bronnen", lambda: pytest.fail("the list of plans is the same"))
    beheer_van(werk).wijzig(1, Verzoek("verzoek-2", "sessie-1", "ik"), [Wijziging("GM0344", 2, Afspraak("open"))])
    werk.ververs()
    na = werk({"plan": "p1"})
    assert [beeld_van(deel).frame.loc["GM0344", "staat"] for deel in (voor, na)] == ["lead", "open"]
    telling = count_per_gemeente(werk().dataset, 2026)
    assert all(count_per_gemeente(dataset.dataset, 2026) is telling for dataset in (voor, met, na))


def test_a_change_that_comes_while_somebody_looks_is_seen_at_once(magazijn, monkeypatch):
    """Who looked before the change and ends after it does not hide it for a second."""
    peiling, gelezen = magazijn.peiling, [Tellers(plannen=7), Tellers(plannen=8)]

    def lees(databank):
        if len(gelezen) == 2:
            peiling.ververs()
        return gelezen.pop(0)

    monkeypatch.setattr("hn_dash.services.catalogus.peiling.read_tellers", lees)
    peiling.ververs()
    assert [peiling().plannen, peiling().plannen, peiling().plannen] == [7, 8, 8]


def test_who_has_his_data_does_not_wait_for_who_lets_others_be_put_together(magazijn, monkeypatch):
    klaar, bezig, stel_samen = Event(), Event(), magazijn._stel_samen

    def langzaam(dag):
        if dag:
            bezig.set()
            assert klaar.wait(30)
        return stel_samen(dag)

    monkeypatch.setattr(magazijn, "_stel_samen", langzaam)
    magazijn()
    ander = Thread(target=magazijn.op, args=[date(2025, 1, 1)])
    ander.start()
    try:
        assert bezig.wait(30)
        eerste = Thread(target=magazijn)
        eerste.start()
        eerste.join(10)
        assert not eerste.is_alive()
    finally:
        klaar.set()
        ander.join(30)
