import pandas as pd
import pytest

from hn_dash.domain import maten
from tests.support.wereld import PLAN, beeld_van, maak_plan, maak_wereld


def tabel_van(wereld, query=""):
    return maten.compute(maten.from_query("werving", query, wereld), wereld)


def test_the_plan_beside_what_is_there(wereld):
    frame = tabel_van(wereld).frame
    assert frame[["gemeentecode", "staat", "instituten", "status", "opmerking"]].to_numpy().tolist() == [
        list(rij) for rij in PLAN
    ]
    assert frame["opleiders"].tolist() == [3, 0, 1, 0, 2, 12]
    # Aadorp: 1 of lumc where emc leads; Cruin: 1 of aumc; Fort: 5 of aumc where lumc leads; Eiland is open
    assert frame["opleiders_andere_instituten"].tolist() == [1, 0, 1, 0, 0, 5]
    assert frame["dichtheid_pct"].fillna(-1).tolist() == [15.0, 0.0, 25.0, -1.0, 200.0, 20.0]
    assert set(frame["plan"]) == {"Proefplan"} and set(frame["versie"]) == {"1"}


def test_the_shortage_is_to_a_quarter_of_the_praktijken(wereld):
    # 20 praktijken need 5 and have 3, 2 need 1, 4 have 1, none needs none, 1 has 2, and 60 need 15 and have 12
    assert tabel_van(wereld).frame["tekort"].tolist() == [2, 1, 0, 0, 0, 3]


def test_who_crosses_whom(wereld):
    assert beeld_van(wereld).kruisingen == [
        ("GM0006", "lumc", "aumc", 5),
        ("GM0003", "emc", "aumc", 1),
        ("GM0001", "emc", "lumc", 1),
    ]


def test_the_columns_begin_with_the_agreed_ones_and_end_with_the_source(wereld):
    kolommen = tabel_van(wereld).frame.columns.tolist()
    assert kolommen[:8] == [
        *("gemeentecode", "gemeentenaam", "provincie", "staat", "instituten", "status", "opleiders"),
        "opleiders_andere_instituten",
    ]
    assert kolommen[-5:] == ["plan", "versie", "peildatum", "indeling", "bron"]


def test_every_state_is_counted(wereld):
    assert tabel_van(wereld).totalen == {"lead": 3, "gezamenlijk": 1, "open": 1, "niet besproken": 1}


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("instituut=emc", ["GM0001", "GM0002", "GM0003"]),  # leads 1 and 3, recruits jointly in 2
        ("instituut=lumc", ["GM0002", "GM0006"]),
        ("instituut=aumc", []),
        ("provincie=Zuid", ["GM0004", "GM0005", "GM0006"]),
        ("provincie=Zuid&instituut=lumc", ["GM0006"]),
    ],
)
def test_filters(wereld, query, codes):
    assert tabel_van(wereld, query).frame["gemeentecode"].tolist() == codes


def test_what_splits_looking_back_inherits_for_every_part(wereld):
    frame = tabel_van(wereld, "indeling=2022").frame.set_index("gemeentecode")
    assert frame.loc[["GM0006", "GM0007"], "instituten"].tolist() == ["lumc", "lumc"]
    assert frame.loc[["GM0006", "GM0007"], "opleiders_andere_instituten"].tolist() == [0, 5]


@pytest.mark.parametrize(
    ("fort", "graft", "verwacht"),
    [
        (("lead", "lumc"), ("lead", "lumc"), ("lead", "lumc", "akkoord", "")),
        (("open", ""), ("open", ""), ("open", "", "akkoord", "")),
        (
            ("lead", "lumc"),
            ("lead", "emc"),
            (
                "open",
                "",
                "te beslissen",
                "Te kiezen uit lead emc en lead lumc: Fort (lead lumc) en Graft (lead emc). "
                "Voorstel: gezamenlijk emc+lumc.",
            ),
        ),
        (
            ("lead", "lumc"),
            ("gezamenlijk", "emc+lumc"),
            (
                "open",
                "",
                "te beslissen",
                "Te kiezen uit gezamenlijk emc+lumc en lead lumc: Fort (lead lumc) en Graft (gezamenlijk emc+lumc). "
                "Voorstel: gezamenlijk emc+lumc.",
            ),
        ),
        (
            ("lead", "lumc"),
            ("open", ""),
            ("lead", "lumc", "te bevestigen", "Uit Fort (lead lumc) en Graft (open)."),
        ),
    ],
)
def test_what_merges_keeps_an_equal_state_and_is_otherwise_to_be_decided(fort, graft, verwacht):
    rijen = [*PLAN[:-1], ("GM0006", *fort, "akkoord", ""), ("GM0007", *graft, "akkoord", "")]
    wereld = maak_wereld(indeling=2022, plan=maak_plan(rijen), planjaar=2022)
    rij = tabel_van(wereld, "indeling=2026").frame.set_index("gemeentecode").loc["GM0006"]
    assert tuple(rij[["staat", "instituten", "status", "opmerking"]]) == verwacht
    assert len(tabel_van(wereld, "indeling=2026").frame) == 6


def test_a_gemeente_without_praktijken_has_no_density(wereld):
    assert pd.isna(tabel_van(wereld).frame.set_index("gemeentecode").loc["GM0004", "dichtheid_pct"])
