"""A plan is its log: folding, undoing and comparing, and what a change may not do."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hn_dash.domain.plan.afspraak import Afspraak, pas_toe, uit_frame, verschil
from hn_dash.domain.plan.log import ONGEDAAN, OPNIEUW, SLOT, ZET, Bundel, Regel, Stap, check_keten, ketensom, stapels
from hn_dash.domain.plan.stand import (
    ALLES,
    Planstand,
    Wijziging,
    botsingen,
    check_wijzigingen,
    keer_om,
    regels_voor,
    vouw,
)

GEMEENTEN = {"GM0001": "Aa", "GM0002": "Bee", "GM0003": "Cee"}
INSTITUTEN = {"aumc": "Amsterdam UMC", "umcg": "Groningen", "umcu": "Utrecht"}
LEAD = Afspraak("lead", "umcg", "akkoord")
SAMEN = Afspraak("gezamenlijk", "umcg+umcu", "voorstel", "grens")
AFSPRAKEN = st.sampled_from(
    [Afspraak(), Afspraak("open"), LEAD, SAMEN, Afspraak("lead", "umcu"), replace(LEAD, status="")]
)
PLANNEN = st.dictionaries(st.sampled_from(sorted(GEMEENTEN)), AFSPRAKEN)


def bundel(stand: Planstand, afspraken: dict[str, Afspraak], nummer: int = 1, soort: str = ZET, **meer) -> Bundel:
    wijzigingen = [Wijziging(code, stand.versies.get(code, 0), afspraak) for code, afspraak in afspraken.items()]
    regels = tuple(regels_voor(stand, wijzigingen))
    return Bundel(nummer, f"v{nummer}", soort, meer.get("omgekeerd", 0), meer.get("sessie", "s"), "ik", "nu", regels)


def test_the_state_is_what_the_log_folds_into():
    een = bundel(Planstand(), {"GM0001": LEAD, "GM0002": Afspraak("open")})
    stand = vouw(Planstand(), [een])
    twee = bundel(stand, {"GM0001": SAMEN, "GM0002": Afspraak("open")}, 2)
    assert [(regel.doel, regel.versie) for regel in twee.regels] == [("GM0001", 2)]  # what stays gets no line
    stand = vouw(stand, [twee])
    assert stand.afspraken == {"GM0001": SAMEN, "GM0002": Afspraak("open")}
    assert (stand.versies, stand.tot) == ({"GM0001": 2, "GM0002": 1}, 2)
    assert uit_frame(pd.DataFrame(stand.kolommen()).set_index("gemeentecode")) == stand.afspraken


@given(st.lists(PLANNEN, max_size=6), st.integers(0, 6))
def test_folding_in_parts_is_folding_at_once(plannen, snede):
    stand, bundels = Planstand(), []
    for nummer, plan in enumerate(plannen, start=1):
        bundels.append(bundel(stand, plan, nummer))
        stand = vouw(stand, bundels[-1:])
    assert vouw(vouw(Planstand(), bundels[:snede]), bundels[snede:]) == stand == vouw(Planstand(), bundels)


@given(PLANNEN, PLANNEN)
def test_a_difference_is_empty_for_the_same_plan_and_leads_from_one_to_the_other(a, b):
    assert verschil(a, a) == {}
    assert verschil(pas_toe(a, verschil(a, b)), b) == {}


@given(st.lists(PLANNEN, min_size=1, max_size=5))
def test_undoing_all_and_doing_it_again_gives_the_same(plannen):
    stand, bundels = vouw(Planstand(), [bundel(Planstand(), dict.fromkeys(GEMEENTEN, Afspraak()), 1, sessie="")]), []
    begin = stand.afspraken
    for plan in plannen:
        nieuw = bundel(stand, plan, len(bundels) + 2)
        if nieuw.regels:
            bundels.append(nieuw)
            stand = vouw(stand, [nieuw])
    einde, nummer = stand.afspraken, 100
    for soort, plek in ((ONGEDAAN, 0), (OPNIEUW, 1)):
        while stapel := stapels(bundels, "s")[plek]:
            stap = stapel[-1]
            wijzigingen, gebotst = keer_om(stand, next(b for b in bundels if b.nummer == stap.laatste))
            assert gebotst == []
            nummer += 1
            regels = tuple(regels_voor(stand, wijzigingen))
            bundels.append(Bundel(nummer, f"v{nummer}", soort, stap.eerste, "s", "ik", "nu", regels))
            stand = vouw(stand, bundels[-1:])
        assert stand.afspraken == (begin if soort == ONGEDAAN else einde)


def test_undo_is_ones_own_and_stops_where_somebody_else_came_after():
    begin = vouw(Planstand(), [bundel(Planstand(), dict.fromkeys(GEMEENTEN, Afspraak()), 1, sessie="")])
    mijn = bundel(begin, {"GM0001": LEAD, "GM0002": LEAD}, 2)
    hun = bundel(vouw(begin, [mijn]), {"GM0001": SAMEN}, 3, sessie="t")
    stand = vouw(begin, [mijn, hun])
    assert stapels([mijn, hun], "s") == ([Stap(2, 2)], [])
    assert stapels([mijn, hun], "t") == ([Stap(3, 3)], [])
    wijzigingen, gebotst = keer_om(stand, mijn)
    assert [w.gemeente for w in wijzigingen] == ["GM0002"]
    assert [(b.gemeente, b.hun, b.mijn) for b in gebotst] == [("GM0001", SAMEN, Afspraak())]


def test_what_another_endorsed_after_changing_it_is_not_undone_in_silence():
    begin = vouw(Planstand(), [bundel(Planstand(), dict.fromkeys(GEMEENTEN, Afspraak()), 1, sessie="")])
    mijn = bundel(begin, {"GM0001": LEAD}, 2)
    weg = bundel(vouw(begin, [mijn]), {"GM0001": SAMEN}, 3, sessie="t")
    terug = bundel(vouw(begin, [mijn, weg]), {"GM0001": LEAD}, 4, sessie="t")
    _, gebotst = keer_om(vouw(begin, [mijn, weg, terug]), mijn)
    assert [(b.gemeente, b.hun, b.mijn) for b in gebotst] == [("GM0001", LEAD, Afspraak())]


def test_what_another_turned_back_already_is_no_conflict():
    begin = vouw(Planstand(), [bundel(Planstand(), dict.fromkeys(GEMEENTEN, Afspraak()), 1, sessie="")])
    mijn = bundel(begin, {"GM0001": LEAD, "GM0002": LEAD}, 2)
    hun = bundel(vouw(begin, [mijn]), {"GM0001": Afspraak(), "GM0002": LEAD}, 3, sessie="t")
    wijzigingen, gebotst = keer_om(vouw(begin, [mijn, hun]), mijn)
    assert ([w.gemeente for w in wijzigingen], gebotst) == (["GM0002"], [])


def test_what_a_session_saw_is_what_it_wrote_itself_and_what_was_there_before():
    een = bundel(Planstand(), {"GM0001": LEAD, "GM0002": LEAD}, 1, sessie="")
    twee = bundel(vouw(Planstand(), [een]), {"GM0001": SAMEN}, 2, sessie="t")
    stand = vouw(Planstand(), [een, twee])
    assert [stand.gezien("GM0001", tot, "s") for tot in (1, 2, 3)] == [1, 2, 2]
    assert stand.gezien("GM0001", 1, "t") == 2
    assert [stand.gezien(code, 0, "s") for code in ("GM0002", "GM0003")] == [0, 0]
    assert (stand.ongezien(1, "s"), stand.ongezien(1, "t"), stand.ongezien(2, "s")) == (["GM0001"], [], [])


def test_a_new_step_forgets_what_could_be_done_again():
    een, twee, terug = (
        Bundel(n, str(n), s, o, "s", "", "", ()) for n, s, o in ((1, ZET, 0), (2, ZET, 0), (3, ONGEDAAN, 2))
    )
    assert stapels([een, twee, terug], "s") == ([Stap(1, 1)], [Stap(2, 3)])
    opnieuw = replace(terug, nummer=4, soort=OPNIEUW)
    assert stapels([een, twee, terug, opnieuw], "s") == ([Stap(1, 1), Stap(2, 4)], [])
    assert stapels([een, twee, terug, replace(een, nummer=4)], "s") == ([Stap(1, 1), Stap(4, 4)], [])
    assert stapels([een, replace(twee, soort=SLOT)], "s") == ([Stap(1, 1)], [])
    assert len(stapels([replace(een, nummer=n) for n in range(150)], "s")[0]) == 100


@pytest.mark.parametrize(
    ("afspraak", "zin"),
    [
        (Afspraak("lead"), "Aa: een lead heeft één instituut, niet 0."),
        (Afspraak("lead", "umcg+umcu"), "Aa: een lead heeft één instituut, niet 2."),
        (Afspraak("gezamenlijk", "umcg"), "Aa: gezamenlijk werven doen twee of meer instituten; kies er nog een"),
        (Afspraak("open", "umcg"), "Aa: “open” heeft geen instituut."),
        (Afspraak("lead", "amc"), "Aa: amc bestaat niet op de dag van dit plan."),
        (Afspraak("gezamenlijk", "umcu+umcg"), "Aa: schrijf de instituten elk één keer, op alfabet"),
        (Afspraak("bezet"), "Aa: staat “bezet” is er niet"),
        (Afspraak("open", status="ok"), "Aa: status “ok” is er niet"),
        (Afspraak("open", vanaf="1-1-2026"), "Aa: “1-1-2026” is geen dag"),
        (Afspraak("open", opmerking="x" * 501), "Aa: de reden is langer dan 500 tekens"),
    ],
)
def test_what_cannot_be_is_said(afspraak, zin):
    (bevinding,) = check_wijzigingen(Planstand(), [Wijziging("GM0001", 0, afspraak)], GEMEENTEN, INSTITUTEN)
    assert bevinding.zin.startswith(zin)
    assert bevinding.waarde == "GM0001"


def test_all_findings_come_at_once_and_an_unknown_or_double_gemeente_is_one():
    wijzigingen = [
        Wijziging("GM9999", 0, LEAD),
        Wijziging("GM0002", 0, LEAD),
        Wijziging("GM0002", 0, SAMEN),
        Wijziging("GM0001", 0, Afspraak("lead")),
    ]
    gevonden = check_wijzigingen(Planstand(), wijzigingen, GEMEENTEN, INSTITUTEN)
    assert [b.regel for b in gevonden] == ["gemeente", "C3", "dubbel"]


@pytest.mark.parametrize(
    ("slot", "gemeente", "afspraak", "dicht"),
    [
        (ALLES, "GM0003", LEAD, True),
        ("GM0001", "GM0001", SAMEN, True),
        ("GM0001", "GM0002", SAMEN, False),
        ("umcg", "GM0001", Afspraak("open"), True),  # it would lose a gemeente
        ("umcg", "GM0003", SAMEN, True),  # it would get one
        ("umcg", "GM0001", replace(LEAD, opmerking="x"), True),  # not even the reason
        ("umcg", "GM0003", Afspraak("lead", "umcu"), False),
        ("umcg", "GM0001", LEAD, False),  # nothing changes
    ],
)
def test_a_lock_holds(slot, gemeente, afspraak, dicht):
    open_ = vouw(Planstand(), [bundel(Planstand(), {"GM0001": LEAD, "GM0002": LEAD, "GM0003": Afspraak("open")})])
    op_slot = Bundel(2, "v", SLOT, 0, "s", "", "", (Regel(f"slot:{slot}", 1, {}, {"dicht": "ja"}),))
    stand = vouw(open_, [op_slot])
    wijzigingen = [Wijziging(gemeente, 1, afspraak)]
    gevonden = check_wijzigingen(stand, wijzigingen, GEMEENTEN, INSTITUTEN)
    assert [b.regel for b in gevonden] == (["slot"] if dicht else [])
    los = vouw(stand, [Bundel(3, "w", SLOT, 0, "s", "", "", (Regel(f"slot:{slot}", 2, {"dicht": "ja"}, {}),))])
    assert check_wijzigingen(los, wijzigingen, GEMEENTEN, INSTITUTEN) == []


def test_a_conflict_is_another_version_with_another_content():
    stand = vouw(Planstand(), [bundel(Planstand(), {"GM0001": LEAD})])
    (botsing,) = botsingen(stand, [Wijziging("GM0001", 0, SAMEN), Wijziging("GM0002", 0, SAMEN)])
    assert (botsing.gemeente, botsing.versie, botsing.hun, botsing.mijn) == ("GM0001", 1, LEAD, SAMEN)
    assert botsingen(stand, [Wijziging("GM0001", 0, LEAD)]) == []  # both wanted the same
    assert botsingen(stand, [Wijziging("GM0001", 1, SAMEN)]) == []


def test_a_log_that_was_changed_is_found():
    een = bundel(Planstand(), {"GM0001": LEAD})
    een = replace(een, som=ketensom("", een))
    twee = bundel(vouw(Planstand(), [een]), {"GM0001": SAMEN}, 2)
    twee = replace(twee, som=ketensom(een.som, twee))
    assert check_keten([een, twee]) == []
    anders = replace(een, wie="een ander")
    assert "na het vastleggen veranderd" in check_keten([anders, twee])[0].zin
    assert "na het vastleggen veranderd" in check_keten([twee])[0].zin
    gat = replace(twee, regels=(replace(twee.regels[0], versie=3),))
    assert check_keten([een, replace(gat, som=ketensom(een.som, gat))])[0].zin == "Van GM0001 ontbreekt versie 2."
