"""Rows of a table and the gemeenten they cover."""

import pytest

from tests.scripts.land import A, B, C

KOLOM = {"naam": "opleiders", "kop": "Opleiders", "soort": "aantal", "decimalen": 0, "eenheid": "personen"}
STATUS = {"naam": "status", "kop": "Status", "soort": "tekst", "decimalen": 0, "uitleg": "Ten opzichte van de norm."}
WIE = {"naam": "wie", "kop": "Wie", "soort": "tekst", "decimalen": 0, "eenheid": "instituut"}
PCT = {"naam": "pct", "kop": "Dichtheid (%)", "soort": "getal", "decimalen": 1, "eenheid": "%"}
PER_GEMEENTE = {
    "spec": [KOLOM, STATUS, WIE],
    "verborgen": [PCT],
    "kolommen": {
        "opleiders": [5, None, 1200],
        "status": {"teksten": ["onder norm", "geen praktijk"], "posities": [0, 1, 0]},
        "pct": [6.25, None, 100],
        "wie": {"teksten": ["Leiden"], "posities": [0, 0, 0]},
    },
    "tip": ["{opleiders}: {pct}", "{status}", "{onbekend}", "van {wie}"],
    "rijen": 3,
    "gemeentestappen": [1, -1, 2],  # 's-Gravenhage, Aadorp, Súdwest-Fryslân
}
DRIE_RIJEN = {"spec": [], "verborgen": [], "kolommen": {"aantal": [1, 2, 3]}, "tip": [], "rijen": 3}
LIGGING = "const l = new hn.Ligging(geo, arg.antwoord, arg.tabel);"
CODES = [A, B, C]


def ligging(blad, tabel, antwoord=None):
    """Per gemeente its rows, and per row its gemeenten."""
    script = f"(arg) => {{ {LIGGING} return [arg.codes.map(c => l.rijenVan(c)), [0, 1, 2].map(r => l.codesVan(r))]; }}"
    return blad.doe(script, {"tabel": tabel, "antwoord": antwoord or {}, "codes": CODES})


def test_rows_are_gemeenten_in_the_order_of_the_table(blad):
    assert ligging(blad, PER_GEMEENTE) == [[[1], [0], [2]], [[B], [A], [C]]]


def test_a_gemeente_without_a_row_has_none(blad):
    tabel = {**PER_GEMEENTE, "rijen": 2, "gemeentestappen": [0, 2]}
    assert ligging(blad, tabel) == [[[0], [], [1]], [[A], [C], []]]


def test_a_larger_row_covers_the_gemeenten_with_its_letter(blad):
    antwoord = {"rijen": "ĂĀĂ", "gedeeld": {}}
    assert ligging(blad, DRIE_RIJEN, antwoord) == [[[2], [0], [2]], [[B], [], [A, C]]]


def test_a_shared_gemeente_is_in_all_its_rows_and_one_outside_in_none(blad):
    antwoord = {"rijen": "Ā.ā", "gedeeld": {"2": [1, 2]}}
    assert ligging(blad, DRIE_RIJEN, antwoord) == [[[0], [], [1, 2]], [[A], [C], [C]]]


def test_a_code_of_elsewhere_has_no_row(blad):
    script = f"(arg) => {{ {LIGGING} return l.rijenVan('GM9999'); }}"
    assert blad.doe(script, {"tabel": PER_GEMEENTE, "antwoord": {}}) == []


@pytest.mark.parametrize(
    ("rijen", "codes", "gekozen", "heel"),
    [
        ("AĀā", [B], [A, B, C], [A, B]),  # A is in both rows
        ("ĀĀā", [A], [], [A, B]),
        ("ĀĀā", [A], [A, B], []),
        ("ĀĀā", [A, B, C], [A, B], [A, B, C]),
        ("ĀĀā", [B, C], [A, B, C], [C]),
        ("ĀĀĀ", [A], [A, B, C], []),
        ("ĀĀ.", [C], [], []),
        ("AĀā", [A], [], [A, B, C]),  # it is in both rows
        ("AĀā", [B], [], [A, B]),
        ("AĀā", [A, B, C], [A, B], [A, B, C]),  # C comes to the first row
        ("AĀā", [A, B], [A, B, C], [A, B]),  # and goes
    ],
)
def test_a_choice_where_rows_are_larger_is_of_whole_rows(blad, rijen, codes, gekozen, heel):
    script = f"(arg) => {{ {LIGGING} return l.heleRijen(arg.codes, arg.gekozen); }}"
    gedeeld = {"0": [0, 1]} if rijen[0] == "A" else {}
    arg = {"tabel": DRIE_RIJEN, "antwoord": {"rijen": rijen, "gedeeld": gedeeld}, "codes": codes, "gekozen": gekozen}
    assert blad.doe(script, arg) == heel


@pytest.mark.parametrize(
    ("codes", "rijen"), [([A, B], [0]), ([A, B, C], [0, 1]), ([A], [0, 1]), ([A, C], [1]), ([B], [0]), ([], [])]
)
def test_a_row_that_shares_a_gemeente_with_a_chosen_one_is_not_chosen(blad, codes, rijen):
    """A is in both rows, B in the first and C in the second."""
    script = f"(arg) => {{ {LIGGING} return l.gekozenRijen(arg.codes).sort(); }}"
    antwoord = {"rijen": "AĀā", "gedeeld": {"0": [0, 1]}}
    assert blad.doe(script, {"tabel": DRIE_RIJEN, "antwoord": antwoord, "codes": codes}) == rijen


def test_a_choice_of_gemeenten_stays_what_it_is(blad):
    script = f"(arg) => {{ {LIGGING} return l.heleRijen(['{B}'], ['{A}', '{B}']); }}"
    assert blad.doe(script, {"tabel": PER_GEMEENTE, "antwoord": {}}) == [B]


def test_rows_of_the_grid_have_their_values_and_their_gemeente(blad):
    script = f"(arg) => {{ {LIGGING} return hn.rijen(arg.tabel, l); }}"
    haags = {"gemeentecode": B, "gemeentenaam": "'s-Gravenhage", "provincie": "Noord"}
    rijen = blad.doe(script, {"tabel": PER_GEMEENTE, "antwoord": {}})
    assert rijen[0] == {"id": "0", "opleiders": 5, "status": "onder norm", "pct": 6.25, "wie": "Leiden", **haags}
    assert [(rij["id"], rij["gemeentenaam"], rij["opleiders"], rij["status"]) for rij in rijen] == [
        ("0", "'s-Gravenhage", 5, "onder norm"),
        ("1", "Aadorp", None, "geen praktijk"),
        ("2", "Súdwest-Fryslân", 1200, "onder norm"),
    ]


def test_larger_rows_have_only_their_own_values(blad):
    script = f"(arg) => {{ {LIGGING} return hn.rijen(arg.tabel, l); }}"
    assert blad.doe(script, {"tabel": DRIE_RIJEN, "antwoord": {"rijen": "ĀĀā"}}) == [
        {"id": "0", "aantal": 1},
        {"id": "1", "aantal": 2},
        {"id": "2", "aantal": 3},
    ]


@pytest.mark.parametrize(
    ("rij", "regels"),
    [
        (
            {"opleiders": 1200, "status": "onder norm", "pct": 6.25, "wie": "Leiden"},
            ["1.200: 6,3 %", "onder norm", "van Leiden"],
        ),
        ({"opleiders": None, "status": "", "pct": None, "wie": None}, ["–: –", "van"]),
    ],
)
def test_hover_text_fills_in_dutch_numbers(blad, rij, regels):
    assert blad.roep("tipregels", PER_GEMEENTE, rij) == regels


def zweef(blad, code, antwoord, tabel, rijen):
    script = f"""(arg) => {{
      {LIGGING}
      const inhoud = arg.rijen && {{ tabel: arg.tabel, rijen: arg.rijen, ligging: l }};
      return hn.zweefregels(geo, arg.antwoord, arg.code, inhoud);
    }}"""
    return blad.doe(script, {"antwoord": antwoord, "code": code, "tabel": tabel, "rijen": rijen})


def test_what_stands_beside_the_pointer(blad):
    tabel = {**DRIE_RIJEN, "spec": [{**KOLOM, "naam": "aantal"}], "tip": ["{aantal}"]}
    rijen = [{"aantal": 1}, {"aantal": 2}, {"aantal": 3}]
    legenda = [{"letter": ".", "tekst": "buiten de selectie"}, {"letter": "a", "tekst": "open"}]
    antwoord = {"rijen": "Ā.ā", "gedeeld": {"2": [1, 2]}, "klassen": "a.a", "legenda": legenda}
    assert zweef(blad, A, antwoord, tabel, rijen) == ["1", "gemeente Aadorp (Noord)"]
    assert zweef(blad, B, antwoord, tabel, rijen) == ["'s-Gravenhage (Noord)", "buiten de selectie"]
    assert zweef(blad, C, antwoord, tabel, rijen) == ["2", "3", "gemeente Súdwest-Fryslân (Zuid)"]
    assert zweef(blad, A, antwoord, tabel, None) == ["Aadorp (Noord)"]


@pytest.mark.parametrize(("pointer", "plaats"), [(100, 116), (484, 372), (50, 66)])
def test_hover_text_stays_inside_the_map(blad, pointer, plaats):
    assert blad.roep("naast", pointer, 100, 500) == plaats


def test_hover_text_wider_than_the_map_begins_at_its_edge(blad):
    assert blad.roep("naast", 50, 600, 500) == 0


def test_columns_of_numbers_stand_right_and_names_stay_in_view(blad):
    jaar = {"naam": "jaar", "kop": "Jaar", "soort": "aantal", "decimalen": 0}
    naam = {"naam": "gemeentenaam", "kop": "Gemeente", "soort": "tekst", "decimalen": 0}
    uit = blad.roep("kolomdefinities", [naam, PCT, STATUS, jaar], 2)
    assert [kolom["field"] for kolom in uit] == ["gemeentenaam", "pct", "status", "jaar"]
    assert [kolom.get("pinned") for kolom in uit] == ["left", None, None, None]
    assert [kolom.get("type") for kolom in uit] == [None, "rightAligned", None, "rightAligned"]
    assert [kolom["filter"][2:] for kolom in uit] == [f"{s}ColumnFilter" for s in ("Text", "Number", "Text", "Number")]
    assert [(kolom.get("valueFormatter") or {}).get("function") for kolom in uit] == [
        None,
        "hnGetal(params.value, 1)",
        None,
        "hnGetal(params.value, -1)",
    ]
    assert [kolom["headerTooltip"] for kolom in uit][1:3] == ["Dichtheid (%)", "Ten opzichte van de norm."]
    assert [kolom["minWidth"] for kolom in uit] == [380, 224, 300, 192]
    assert [kolom["sortingOrder"][0] for kolom in uit] == ["asc", "desc", "asc", "desc"]


@pytest.mark.parametrize(
    ("getoond", "alle", "tekst"),
    [(342, 342, "342 rijen"), (3, 12, "3 van 12 rijen"), (1, 1, "1 rij"), (0, 1200, "0 van 1.200 rijen")],
)
def test_how_many_rows_there_are(blad, getoond, alle, tekst):
    assert blad.roep("rijtelling", getoond, alle) == tekst
