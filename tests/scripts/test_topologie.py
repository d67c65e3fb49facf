"""The geometry of an indeling: shapes, borders and what lies inside a line."""

import pytest

from tests.scripts.land import DRIE, A, B, C

# in metres from the upper left corner, so y goes down from 20
COAST_A, A_B, A_C, COAST_B, B_C = "M0 10L0 0L10 0", "M10 0L10 10", "M10 10L0 10", "M10 0L20 0L20 10", "M20 10L10 10"
COAST_C, ISLET = "M20 10L20 20L0 20L0 10", "M30 20L30 10L40 10L40 20L30 20"


def test_shapes_are_rings_of_shared_arcs(blad):
    assert blad.doe("() => geo.gemeenten.map(g => [g.code, g.d])") == [
        [A, "M0 10L0 0L10 0L10 10Z"],
        [B, "M10 0L20 0L20 10L10 10Z"],
        [C, "M0 10L10 10L20 10L20 20L0 20ZM30 20L30 10L40 10L40 20Z"],
    ]


def test_gemeenten_keep_their_name_province_place_and_number(blad):
    assert blad.doe("() => geo.gemeenten.map(g => [g.naam, g.provincie, g.x, g.y])") == [
        ["Aadorp", "Noord", 5, 5],
        ["'s-Gravenhage", "Noord", 15, 5],
        ["Súdwest-Fryslân", "Zuid", 10, 15],
    ]
    assert blad.doe("() => [...geo.nummer]") == [[A, 0], [B, 1], [C, 2]]
    assert blad.doe("() => [geo.breedte, geo.hoogte, geo.vroeger[0][1]]") == [40, 20, "Oudeland"]


def test_every_arc_knows_the_gemeenten_beside_it(blad):
    assert blad.doe("() => geo.streep") == [COAST_A, A_B, A_C, COAST_B, B_C, COAST_C, ISLET]
    assert blad.doe("() => geo.zijden") == [[0], [0, 1], [0, 2], [1], [1, 2], [2], [2]]


@pytest.mark.parametrize(
    ("waarden", "verwacht"),
    [
        (["Noord", "Noord", "Zuid"], A_C + B_C),
        (["x", "y", "x"], A_B + B_C),
        (["x", "x", "x"], ""),
        (["x", "y", "z"], A_B + A_C + B_C),
    ],
)
def test_a_border_lies_where_its_two_sides_differ(blad, waarden, verwacht):
    assert blad.doe("(waarden) => hn.tussengrenzen(geo, waarden)", waarden) == verwacht


def test_letters_of_rows_are_values_too(blad):
    assert blad.doe("() => hn.tussengrenzen(geo, 'ĀĀā')") == A_C + B_C


def test_the_coast_has_one_side(blad):
    assert blad.doe("() => hn.kustlijn(geo)") == COAST_A + COAST_B + COAST_C + ISLET


@pytest.mark.parametrize(
    ("nummers", "verwacht"),
    [([0, 1], COAST_A + A_C + COAST_B + B_C), ([2], A_C + B_C + COAST_C + ISLET), ([], "")],
)
def test_an_outline_is_coast_and_border_without_what_lies_between(blad, nummers, verwacht):
    assert blad.doe("(nummers) => hn.omtrek(geo, new Set(nummers))", nummers) == verwacht


@pytest.mark.parametrize(
    ("punt", "binnen"),
    [
        ((1, 1), True),
        ((3, 1), True),
        ((1, 3), True),
        ((3, 3), False),
        ((5, 1), False),
        ((-1, 1), False),
        ((1, 5), False),
    ],
)
def test_a_point_in_an_l_shape(blad, punt, binnen):
    hoek = [[0, 0], [4, 0], [4, 2], [2, 2], [2, 4], [0, 4]]
    assert blad.roep("inVeelhoek", *punt, hoek) is binnen
    assert blad.roep("inVeelhoek", *punt, hoek[::-1]) is binnen


def test_a_geometry_is_fetched_once(blad):
    blad.bestanden["/geo/eens.json"] = DRIE
    haal = "async () => [await hn.haalGeometrie('/geo/eens.json'), await hn.haalGeometrie('/geo/eens.json')]"
    assert blad.doe(f"async () => {{ const [a, b] = await ({haal})(); return a === b && a.gemeenten.length; }}") == 3
    assert blad.gehaald == ["/geo/eens.json"]


def test_a_geometry_that_failed_is_fetched_again(blad):
    haal = "() => hn.haalGeometrie('/geo/later.json').then(geo => geo.hoogte, fout => fout.message)"
    assert blad.doe(haal) == "kaartbestand 404"
    blad.bestanden["/geo/later.json"] = DRIE
    assert blad.doe(haal) == 20
