"""Circles in slices, patterns and swatches."""

import pytest

STREEP = {"kleuren": ["#2f68de", "#e7840a"]}
KRUIS = {"kleuren": ["#fff7f2", "#a03010"], "patroon": "kruis"}
STIP = {"kleuren": ["#e3e6e8", "#8a949b"], "patroon": "stip"}
LIJN = {"kleuren": ["#e3e6e8", "#8a949b"], "patroon": "streep"}
VLAK = {"kleuren": ["#2f68de"]}


def paden(blad, delen, r=10):
    stukken = blad.roep("taartstukken", delen, r)
    return [(stuk["kleur"], stuk["d"].replace("-0.00", "0.00")) for stuk in stukken]


@pytest.mark.parametrize(("totaal", "maat", "straal"), [(1, 3, 4), (4, 3, 7), (9, 2, 7)])
def test_the_area_of_a_circle_is_the_number(blad, totaal, maat, straal):
    assert blad.roep("straal", totaal, maat) == straal


def test_slices_go_clockwise_from_twelve(blad):
    """A quarter from twelve to three, and the other three quarters back to twelve, the long way round."""
    assert paden(blad, [[2, 1], [0, 3]]) == [
        (2, "M0 0L0.00 -10.00A10 10 0 0 1 10.00 0.00Z"),
        (0, "M0 0L10.00 0.00A10 10 0 1 1 0.00 -10.00Z"),
    ]


def test_three_slices_follow_each_other(blad):
    assert paden(blad, [[0, 5], [1, 5], [4, 10]], 2) == [
        (0, "M0 0L0.00 -2.00A2 2 0 0 1 2.00 0.00Z"),
        (1, "M0 0L2.00 0.00A2 2 0 0 1 0.00 2.00Z"),
        (4, "M0 0L0.00 2.00A2 2 0 0 1 0.00 -2.00Z"),
    ]


def cirkel(blad, delen):
    return blad.doe(
        "(delen) => [...hn.taart(delen, ['#aa0000', '#00bb00', '#0000cc'], 2).children]"
        ".map(e => [e.tagName, e.getAttribute('r'), e.getAttribute('fill')])",
        delen,
    )


def test_a_circle_of_one_part_is_whole(blad):
    assert cirkel(blad, [[1, 9]]) == [["circle", "7", "#00bb00"]]


def test_a_circle_of_more_parts_has_their_colours_and_one_rim(blad):
    assert cirkel(blad, [[2, 1], [0, 3]]) == [
        ["path", None, "#0000cc"],
        ["path", None, "#aa0000"],
        ["circle", "5", "none"],
    ]


@pytest.mark.parametrize(
    ("klasse", "heeft", "naam"),
    [
        (VLAK, False, "p-streep-2f68de"),
        (STREEP, True, "p-streep-2f68de-e7840a"),
        (KRUIS, True, "p-kruis-fff7f2-a03010"),
        (STIP, True, "p-stip-e3e6e8-8a949b"),
    ],
)
def test_a_pattern_is_named_after_its_colours(blad, klasse, heeft, naam):
    assert blad.roep("heeftPatroon", klasse) is heeft
    assert blad.roep("patroonId", klasse) == naam


def patroon(blad, klasse):
    """width, turn, and per part its kind, place and colour."""
    return blad.doe(
        """(klasse) => {
          const p = hn.maakPatroon(klasse, "proef", 3), delen = [...p.children];
          const waar = (e) => e.getAttribute("x") ?? e.getAttribute("d") ?? e.getAttribute("r");
          return [p.getAttribute("width"), p.getAttribute("patternTransform"),
            delen.map((e) => [e.tagName, waar(e), e.style.stroke || e.style.fill])];
        }""",
        klasse,
    )


def test_a_joint_area_has_a_stripe_for_each_colour(blad):
    breedte, draai, strepen = patroon(blad, STREEP)
    assert (breedte, draai) == ("14", "rotate(45) scale(3)")
    assert strepen == [["rect", "0", "rgb(47, 104, 222)"], ["rect", "7", "rgb(231, 132, 10)"]]


@pytest.mark.parametrize(
    ("klasse", "draai", "merk"),
    [
        (KRUIS, 0, ["path", "M2 2L7 7M7 2L2 7", "rgb(160, 48, 16)"]),
        (STIP, 0, ["circle", "1.3", "rgb(138, 148, 155)"]),
        (LIJN, 45, ["path", "M4.5 0V9", "rgb(138, 148, 155)"]),
    ],
)
def test_a_quiet_pattern_is_a_mark_on_a_ground(blad, klasse, draai, merk):
    breedte, gedraaid, (grond, teken) = patroon(blad, klasse)
    assert (breedte, gedraaid) == ("9", f"rotate({draai}) scale(3)")
    assert grond[:2] == ["rect", "0"]
    assert teken == merk


@pytest.mark.parametrize(
    ("klasse", "rond", "vorm", "vulling"),
    [
        (VLAK, False, "rect", "rgb(47, 104, 222)"),
        (VLAK, True, "circle", "rgb(47, 104, 222)"),
        (KRUIS, False, "rect", 'url("#staal-p-kruis-fff7f2-a03010")'),
    ],
)
def test_a_swatch_is_filled_as_the_map_is(blad, klasse, rond, vorm, vulling):
    script = """([klasse, rond]) => {
      const svg = hn.staal(klasse, rond), vlak = svg.lastChild;
      return [vlak.tagName, vlak.style.fill, svg.querySelectorAll("pattern").length];
    }"""
    assert blad.doe(script, [klasse, rond]) == [vorm, vulling, int("url" in vulling)]


def test_names_of_places_stand_under_each_other_beside_their_dot(blad):
    script = """(opschrift) => {
      const [eerste, tweede] = hn.naamTeken(opschrift).children, tekst = tweede || eerste;
      return [eerste.tagName, tekst.textContent, tekst.getAttribute("x"), tekst.getAttribute("y")];
    }"""
    assert blad.doe(script, {"tekst": "Leiden"}) == ["text", "Leiden", None, None]
    locatie = {"tekst": "Zuid", "soort": "locatie", "verschuiving": 14}
    assert blad.doe(script, locatie) == ["circle", "Zuid", "9", "18"]
