"""Twice is twice, in whatever spelling; only a herindeling adds up, and says so."""

from __future__ import annotations

from datetime import date

import pytest

from hn_dash.errors import InvoerFout
from hn_dash.services.gegevens.aanvulling import remedie, rijen_in_woorden
from tests.support.inlezen import gemeenten, lees_in, zinnen

OP_2021 = {"peildatum": date(2021, 3, 1)}
DELEN = ("GM0003", "GM0010", "GM0024")
"""Appingedam, Delfzijl and Loppersum: Eemsdelta (GM1979) since 1 January 2021."""


def inwoners(jaar: int, *erbij: str, zonder: tuple[str, ...] = ()) -> str:
    """Ten inhabitants in every gemeente of a year, and some rows more."""
    return "\n".join(["gemeentecode;inwoners", *(f"{code};10" for code in gemeenten(jaar, zonder)), *erbij, ""])


@pytest.mark.parametrize("spelling", ["Utrecht", "utrecht", "344", "0344", "gm0344"])
@pytest.mark.parametrize("soort", ["inwoners", "aantallen"])
def test_a_gemeente_twice_is_refused_whatever_it_is_called(magazijn, tmp_path, soort, spelling):
    kop = {"inwoners": "gemeentecode;inwoners", "aantallen": "gemeentecode;praktijken;opleiders_umcu"}[soort]
    getallen = ";10" * kop.count(";")
    regels = [kop, *(f"{code}{getallen}" for code in gemeenten(2026)), f"{spelling}{getallen}", ""]
    kwitantie = lees_in(magazijn, tmp_path, soort, "\n".join(regels))
    (zin,) = zinnen(kwitantie, "fout")
    assert zin.startswith("“GM0344”") and zin.endswith("staat ook in rij 98; laat één van beide rijen staan.")
    assert ("(hier “" in zin) == (spelling.lower() == "utrecht")
    assert kwitantie.status == "quarantaine"


def test_a_gemeente_beside_the_code_it_had_before_is_twice(magazijn, tmp_path):
    """De Fryske Marren was GM1921 until 2015 and is GM1940 since."""
    kwitantie = lees_in(magazijn, tmp_path, "inwoners", inwoners(2026, "GM1921;7"))
    (zin,) = zinnen(kwitantie, "fout")
    assert "“GM1940” (hier “GM1921”) staat ook in rij" in zin


@pytest.mark.parametrize("erbij", [("GM0017;4", "Haren;4"), ("Haren;4", "17;4"), ("GM0788;4", "Haaren;4")])
def test_a_former_gemeente_twice_is_refused_too(magazijn, tmp_path, erbij):
    kwitantie = lees_in(magazijn, tmp_path, "inwoners", inwoners(2026, *erbij))
    (zin,) = zinnen(kwitantie, "fout")
    assert "staat ook in rij 344; laat één van beide rijen staan." in zin
    assert kwitantie.totalen["inwoners"] == 3424


def test_the_parts_of_a_new_gemeente_add_up_and_that_is_told(magazijn, tmp_path):
    rijen = ("GM0003;4", "Delfzijl;5", "24;6")
    kwitantie = lees_in(magazijn, tmp_path, "inwoners", inwoners(2026, *rijen, zonder=("GM1979",)))
    assert (kwitantie.status, kwitantie.totalen["inwoners"]) == ("aanvaard", 3410 + 15)
    assert zinnen(kwitantie)[-1] == (
        "GM1979 Eemsdelta is opgeteld uit GM0003 Appingedam (in rij 343), GM0010 Delfzijl (in rij 344), "
        "GM0024 Loppersum (in rij 345)."
    )
    assert magazijn().dataset.inwoners.set_index("gemeentecode")["inwoners"]["GM1979"] == 15


def test_a_new_gemeente_beside_its_parts_is_twice(magazijn, tmp_path):
    erna = lees_in(magazijn, tmp_path, "inwoners", inwoners(2021, "GM0003;4", "GM0010;4"), **OP_2021)
    assert zinnen(erna, "fout") == [
        f"{deel} ging op in GM1979 Eemsdelta, en die staat in rij 353; laat alleen de nieuwe gemeente staan, of alleen "
        "haar delen."
        for deel in ("GM0003 Appingedam", "GM0010 Delfzijl")
    ]
    delen = "\n".join(["gemeentecode;inwoners", *(f"{deel};4" for deel in DELEN), inwoners(2021).partition("\n")[2]])
    ervoor = lees_in(magazijn, tmp_path, "inwoners", delen, **OP_2021)
    assert zinnen(ervoor, "fout") == [
        "GM1979 Eemsdelta staat er ook in delen: GM0003 Appingedam (in rij 2), GM0010 Delfzijl (in rij 3), "
        "GM0024 Loppersum (in rij 4); laat alleen de nieuwe gemeente staan, of alleen haar delen."
    ]


def test_a_gemeente_that_took_in_another_is_asked_about(magazijn, tmp_path):
    kwitantie = lees_in(magazijn, tmp_path, "inwoners", inwoners(2026, "GM0017;4"))
    assert (kwitantie.status, kwitantie.totalen["inwoners"]) == ("aanvaard", 3424)
    assert zinnen(kwitantie, "waarschuwing") == [
        "Bij GM0014 Groningen (in rij 2) is opgeteld wat daarin opging: GM0017 Haren (in rij 344). Haal die rijen weg "
        "als de gemeente zelf ze al meetelt."
    ]


@pytest.mark.parametrize(
    ("zonder", "erbij", "zin"),
    [
        (
            ("GM1979",),
            ("GM0003;4", "GM0010;4"),
            "Van GM1979 Eemsdelta staan er alleen delen: GM0003 Appingedam (in rij 343), GM0010 Delfzijl (in rij 344). "
            "Vul aan wat ontbreekt: GM0024 Loppersum.",
        ),
        (
            ("GM0014",),
            ("GM0017;4",),
            "Van GM0014 Groningen staan er alleen delen: GM0017 Haren (in rij 343). Vul aan wat ontbreekt: "
            "GM0009 Ten Boer, GM0014 Groningen.",
        ),
    ],
)
def test_a_part_does_not_stand_for_the_whole(magazijn, tmp_path, zonder, erbij, zin):
    kwitantie = lees_in(magazijn, tmp_path, "inwoners", inwoners(2026, *erbij, zonder=zonder))
    assert zinnen(kwitantie, "fout") == [zin]


def test_a_correction_can_bring_the_part_that_was_missing_and_no_part_twice(magazijn, tmp_path):
    kapot = inwoners(2026, "GM0003;4", "GM0010;veel", zonder=("GM1979",))
    eerste = lees_in(magazijn, tmp_path, "inwoners", kapot)
    assert eerste.status == "quarantaine"
    weer = lees_in(magazijn, tmp_path, "inwoners", "gemeentecode;inwoners\nAppingedam;4\n", bij=eerste.snapshot)
    assert "“GM1979” (hier “Appingedam”) staat ook in het bestand dat dit aanvult" in zinnen(weer, "fout")[0]
    heel = lees_in(magazijn, tmp_path, "inwoners", "gemeentecode;inwoners\nGM1979;9\n", bij=eerste.snapshot)
    assert "GM1979 Eemsdelta staat er ook in delen" in zinnen(heel, "fout")[0]
    rest = lees_in(magazijn, tmp_path, "inwoners", "gemeentecode;inwoners\nGM0010;5\nGM0024;6\n", bij=eerste.snapshot)
    assert (rest.status, rest.totalen["inwoners"], rest.indeling) == ("aanvaard", 3410 + 15, 2026)


def test_the_remedy_for_a_row_that_stands_twice_is_one_that_works(magazijn, tmp_path):
    """Beside the rows that it completes the double one is refused again; without it the whole file is right."""
    eerste = lees_in(magazijn, tmp_path, "inwoners", inwoners(2026, "Utrecht;10"))
    assert (eerste.status, remedie(eerste.bevindingen)) == (
        "quarantaine",
        "Verbeter het hele bestand en lees het opnieuw in.",
    )
    heel = lees_in(magazijn, tmp_path, "inwoners", inwoners(2026))
    assert (heel.status, heel.totalen["inwoners"]) == ("aanvaard", 3420)


def test_beside_other_faults_the_double_rows_stay_out_of_the_correction(magazijn, tmp_path):
    kapot = inwoners(2026, "GM0344;veel", "GM0014;10", zonder=("GM0344",))
    eerste = lees_in(magazijn, tmp_path, "inwoners", kapot)
    assert remedie(eerste.bevindingen) == (
        "Verbeter de afgekeurde rijen, zonder de dubbele, en lees ze in als aanvulling op dit bestand."
    )
    weer = lees_in(magazijn, tmp_path, "inwoners", "gemeentecode;inwoners\nGM0344;7\n", bij=eerste.snapshot)
    assert (weer.status, weer.totalen["inwoners"]) == ("aanvaard", 3417)
    assert magazijn.snapshots.totalen(weer.snapshot).eerder == weer.eerder == 341
    assert rijen_in_woorden(weer.rijen_in, weer.rijen_uit, weer.eerder) == (
        "1 in het bestand, 1 goed; samen met het bestand dat het aanvult 342"
    )


AANTALLEN = "gemeentecode;praktijken;{}\n" + "".join(f"{code};10;2;3\n" for code in gemeenten(2026))


@pytest.mark.parametrize(
    "koppen",
    [
        "opleiders_umcu;opleiders_UMC Utrecht",
        "opleiders_Utrecht;opleiders_umcu",
        "opleiders_amc;opleiders_Amsterdam UMC (locatie AMC)",
    ],
)
def test_two_columns_of_one_institute_are_refused(magazijn, tmp_path, koppen):
    with pytest.raises(InvoerFout) as fout:
        lees_in(magazijn, tmp_path, "aantallen", AANTALLEN.format(koppen))
    een, twee = koppen.split(";")
    assert f"De kolommen “{een}” en “{twee}” zijn van één instituut" in fout.value.bevindingen[0].zin
    assert magazijn.snapshots.lijst() == []


def test_institutes_that_merged_add_up_and_that_is_told(magazijn, tmp_path):
    kwitantie = lees_in(magazijn, tmp_path, "aantallen", AANTALLEN.format("opleiders_amc;opleiders_vumc"))
    assert (kwitantie.status, kwitantie.totalen["opleiders van aumc"]) == ("aanvaard", 342 * 5)
    assert [(b.ernst, b.zin) for b in kwitantie.bevindingen] == [
        ("info", "Gelezen als opvolger aumc: “opleiders_amc” en “opleiders_vumc”.")
    ]
    samen = lees_in(magazijn, tmp_path, "aantallen", AANTALLEN.format("opleiders_aumc;opleiders_amc"))
    assert zinnen(samen, "waarschuwing") == [
        "Opgeteld bij aumc: “opleiders_aumc” en “opleiders_amc”. Haal de kolommen van gesloten instituten weg als aumc "
        "ze al meetelt."
    ]


@pytest.mark.parametrize(
    ("soort", "inhoud", "zin"),
    [
        (
            "inwoners",
            "gemeentecode;inwoners;Inwoners.\nGM0344;1;2\n",
            "De kolom inwoners staat er meer dan één keer: “inwoners” en “Inwoners.”; laat er één staan, of geef de "
            "andere een eigen naam.",
        ),
        (
            "praktijken",
            "praktijk_id;Praktijk-ID;gemeentecode\nP1;P2;GM0344\n",
            "De kolom praktijk_id staat er meer dan één keer: “praktijk_id” en “Praktijk-ID”; laat er één staan, of "
            "geef de andere een eigen naam.",
        ),
    ],
)
def test_a_column_twice_is_refused_whatever_it_is_called(magazijn, tmp_path, soort, inhoud, zin):
    with pytest.raises(InvoerFout) as fout:
        lees_in(magazijn, tmp_path, soort, inhoud)
    assert [bevinding.zin for bevinding in fout.value.bevindingen] == [zin]


@pytest.mark.parametrize("instituten", ["umcu+UMC Utrecht", "umcu+umcu", "lumc+umcu+Utrecht"])
def test_one_institute_twice_in_an_agreement_is_refused(magazijn, tmp_path, instituten):
    inhoud = f"gemeentecode;staat;instituten\nGM0344;gezamenlijk;{instituten}\n"
    (zin,) = zinnen(lees_in(magazijn, tmp_path, "plan", inhoud), "fout")
    *_, een, twee = instituten.split("+")
    assert zin == f"“{een}” en “{twee}” zijn één instituut (umcu); schrijf elk instituut één keer."


def test_partners_that_merged_have_the_lead_and_that_is_told(magazijn, tmp_path):
    inhoud = "gemeentecode;staat;instituten\nGM0363;gezamenlijk;amc+vumc\n"
    kwitantie = lees_in(magazijn, tmp_path, "plan", inhoud)
    assert magazijn.snapshots.rijen(kwitantie.snapshot, "plan")[["staat", "instituten"]].values.tolist() == [
        ["lead", "aumc"]
    ]
    zin = "In 1 gemeente zijn de partners één instituut geworden: gezamenlijk is daar lead."
    assert zin in zinnen(kwitantie, "info")


@pytest.mark.parametrize("naam", ["", "Totaal"])
def test_a_row_with_the_total_is_left_out_when_it_is_right(magazijn, tmp_path, naam):
    kwitantie = lees_in(magazijn, tmp_path, "inwoners", inwoners(2026, f"{naam};3420"))
    assert (kwitantie.status, kwitantie.totalen["inwoners"], kwitantie.afgekeurd) == ("aanvaard", 3420, 0)
    assert zinnen(kwitantie) == ["Deze rij is het totaal van de andere; zij is overgeslagen."]


def test_a_row_with_another_total_is_refused(magazijn, tmp_path):
    kwitantie = lees_in(magazijn, tmp_path, "inwoners", inwoners(2026, ";3421", "totaal;1"))
    assert [(b.rij, b.zin) for b in kwitantie.bevindingen] == [
        (344, "De cel is leeg; vul gemeentecode in, of haal de rij weg als zij een totaal is."),
        (
            345,
            "Het totaal is niet de som van de andere rijen (inwoners 1 naast 3.420); verbeter het, of haal de rij weg.",
        ),
    ]
    assert sorted(magazijn.snapshots.afgekeurd(kwitantie.snapshot)) == [344, 345]


def test_a_row_counts_once_in_what_is_told_of_it(magazijn, tmp_path):
    zonder = inwoners(2026, "Utrecht;10", zonder=("GM0344",))
    assert zinnen(lees_in(magazijn, tmp_path, "inwoners", zonder)) == [
        "“Utrecht” is gelezen als GM0344 Utrecht (1 rij)"
    ]


@pytest.mark.parametrize(
    ("soort", "kop", "rest"),
    [
        ("praktijken", "praktijk_id;gemeentecode", ";GM0344"),
        ("opleiders", "opleider_id;gemeentecode;instituut", ";344;umcu"),
    ],
)
def test_identifiers_that_look_the_same_are_asked_about(magazijn, tmp_path, soort, kop, rest):
    inhoud = "\n".join([kop, *(f"{kenmerk}{rest}" for kenmerk in ("P1", "0012", "P2", "p1", "12", "120")), ""])
    kwitantie = lees_in(magazijn, tmp_path, soort, inhoud)
    assert (kwitantie.status, kwitantie.totalen["rijen"]) == ("aanvaard", 6)
    assert [b.zin for b in kwitantie.bevindingen if b.regel == "dubbel"] == [
        "2 kenmerken verschillen alleen in hoofdletters of voorloopnullen van een ander (P1 en p1; 0012 en 12); zij "
        "tellen elk. Is het dezelfde, laat dan één rij staan."
    ]
