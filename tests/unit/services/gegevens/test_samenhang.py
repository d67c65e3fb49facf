"""Kinds of files that refer to each other are held against each other, whichever is read."""

from __future__ import annotations

from datetime import date

import pytest

from hn_dash.cli import gegevens as cli
from hn_dash.services.gegevens.samenhang import check_geldend
from tests.support.inlezen import gemeenten, lees_in, zinnen

LATER = date(2026, 6, 1)
PRAKTIJKEN = "praktijk_id;gemeentecode\nP1;GM0344\nP2;GM0363\nP3;GM0518\n"
OPLEIDERS = (
    "opleider_id;praktijk_id;gemeentecode;instituut\n"
    "O1;P1;;umcu\nO2;P2;;aumc\nO3;P2;GM0363;aumc\nO4;P3;;lumc\nO5;;GM0363;aumc\n"
)


def praktijken(*rijen: str) -> str:
    return "\n".join(["praktijk_id;gemeentecode", *rijen, ""])


def opleiders(*rijen: str) -> str:
    return "\n".join(["opleider_id;praktijk_id;gemeentecode;instituut", *rijen, ""])


@pytest.fixture
def lees(magazijn, tmp_path):
    """Reads a file in; gives the warnings of references."""

    def lees(soort: str, inhoud: str, **vraag: object) -> list[str]:
        kwitantie = lees_in(magazijn, tmp_path, soort, inhoud, **vraag)
        return [b.zin for b in kwitantie.bevindingen if b.regel == "verwijzing" and b.ernst == "waarschuwing"]

    return lees


def test_lists_that_agree_say_nothing(lees):
    assert lees("praktijken", PRAKTIJKEN) == []
    assert lees("opleiders", OPLEIDERS) == []
    assert lees("praktijken", PRAKTIJKEN) == []


WEG = "In het bestand opleiders van 2026-01-01 verwijzen 2 opleiders naar 1 praktijk die niet in dit bestand staat (P2)"
GEVOLG = ": 1 telt nergens mee en 1 alleen in de eigen gemeente. "
REMEDIE = " Lees de opleiders opnieuw in, of vul de praktijken aan."


@pytest.mark.parametrize(
    ("rijen", "oorzaak"),
    [
        (
            ("P1;GM0344", "P4;GM0363", "P3;GM0518"),
            "Waarschijnlijk hernummerd: in die gemeenten zijn er niet minder praktijken dan in de lijst ervoor.",
        ),
        (
            ("P1;GM0344", "P9;GM0014", "P3;GM0518", "P5;GM0363", "P6;GM0363"),
            "Waarschijnlijk hernummerd: in die gemeenten zijn er niet minder praktijken dan in de lijst ervoor.",
        ),
        (
            ("P1;GM0344", "P002;GM0363", "P3;GM0518"),
            "Waarschijnlijk zijn voorloopnullen of hoofdletters veranderd (P2 is hier P002); geef de kolom de opmaak "
            "Tekst.",
        ),
        (
            ("P1;GM0344", "p2;GM0363", "P3;GM0518"),
            "Waarschijnlijk zijn voorloopnullen of hoofdletters veranderd (P2 is hier p2); geef de kolom de opmaak "
            "Tekst.",
        ),
    ],
)
def test_praktijken_that_are_gone_are_told_with_number_and_cause(lees, rijen, oorzaak):
    lees("praktijken", PRAKTIJKEN)
    lees("opleiders", OPLEIDERS)
    assert lees("praktijken", praktijken(*rijen))[0] == WEG + GEVOLG + oorzaak + REMEDIE


def test_a_praktijk_that_closed_is_told_as_that(lees):
    """Two opleiders count in Amsterdam still, where no praktijk is left."""
    lees("praktijken", PRAKTIJKEN)
    lees("opleiders", OPLEIDERS)
    assert lees("praktijken", praktijken("P1;GM0344", "P3;GM0518")) == [
        WEG + GEVOLG + "Waarschijnlijk gesloten of samengevoegd: in die gemeenten zijn er minder praktijken dan ervoor."
        f"{REMEDIE}",
        "In 1 gemeente zijn er opleiders en geen praktijk (Amsterdam: 2); het bestand opleiders van 2026-01-01 en dit "
        "bestand passen waarschijnlijk niet bij elkaar; lees ze van één dag in.",
    ]


@pytest.mark.parametrize(
    "rijen", [("P1;GM0344", "P3;GM0518", "P4;GM0363"), ("P1;GM0344", "P3;GM0518"), ("P1;GM0344", "P002;GM0363")]
)
def test_the_notice_after_accepting_judges_as_the_finding_did(lees, magazijn, rijen):
    """Renumbered, closed, or written otherwise; the finding says "dit bestand" of what the notice names."""
    lees("praktijken", PRAKTIJKEN)
    lees("opleiders", OPLEIDERS)
    gevonden = lees("praktijken", praktijken(*rijen))
    assert any("aarschijnlijk" in zin for zin in gevonden)
    assert [b.zin for b in check_geldend("praktijken", magazijn)] == [
        zin.replace("dit bestand", "het bestand praktijken van 2026-01-01") for zin in gevonden
    ]


def test_a_new_numbering_of_all_is_told(lees):
    lees("praktijken", PRAKTIJKEN)
    lees("opleiders", opleiders("O1;P1;;umcu", "O2;P2;;aumc"))
    (zin,) = lees("praktijken", praktijken("A;GM0344", "B;GM0363", "C;GM0518"))
    assert (
        "verwijzen 2 opleiders naar 2 praktijken die niet in dit bestand staan (P1, P2): 2 tellen nergens mee." in zin
    )
    assert "Geen enkel kenmerk komt overeen: waarschijnlijk zijn de praktijken hernummerd." in zin


def test_numbers_that_went_to_other_praktijken_are_told(lees):
    """After one praktijk was put in front, every number means the next one: nobody vanishes, all of them move."""
    lees("praktijken", PRAKTIJKEN)
    lees("opleiders", opleiders("O1;P1;;umcu", "O2;P2;;aumc", "O3;P2;GM0363;aumc"))
    elders, verhuisd = lees("praktijken", praktijken("P1;GM0014", "P2;GM0344", "P3;GM0363", "P4;GM0518"))
    assert elders == (
        "In het bestand opleiders van 2026-01-01 heeft 1 opleider een andere gemeentecode dan de praktijk in dit "
        "bestand (P2: GM0344 en GM0363). De praktijk telt; controleer praktijk_id en gemeentecode."
    )
    assert verhuisd == (
        "3 opleiders gaan mee naar een andere gemeente, want 2 praktijken liggen niet meer waar zij in de lijst ervoor "
        "lagen (P1: van GM0344 naar GM0014; P2: van GM0363 naar GM0344). Zijn de praktijken hernummerd, lees dan ook "
        "de opleiders opnieuw in."
    )


def test_an_opleider_whose_gemeente_is_not_that_of_the_praktijk_is_told(lees):
    lees("praktijken", PRAKTIJKEN)
    assert lees("opleiders", opleiders("O1;P1;GM0363;umcu", "O2;P1;GM0344;umcu", "O3;P2;;umcu")) == [
        "In dit bestand heeft 1 opleider een andere gemeentecode dan de praktijk in het bestand praktijken van "
        "2026-01-01 (P1: GM0344 en GM0363). De praktijk telt; controleer praktijk_id en gemeentecode."
    ]


def test_a_gemeente_that_merged_since_is_the_same_place(lees):
    """Weesp went to Amsterdam in 2022."""
    lees("praktijken", praktijken("P1;GM0457", "P2;GM0363"), peildatum=date(2021, 1, 1))
    assert lees("opleiders", opleiders("O1;P1;GM0363;aumc", "O2;P2;GM0363;aumc")) == []
    (zin,) = lees("opleiders", opleiders("O1;P1;GM0344;umcu"))
    assert "(P1: GM0457 en GM0344)" in zin


def test_opleiders_of_another_day_are_held_against_later_praktijken_too(lees):
    lees("praktijken", praktijken("P1;GM0344", "P2;GM0344", "P3;GM0344"))
    lees("praktijken", praktijken("P1;GM0344"), peildatum=LATER)
    gevonden = lees("opleiders", opleiders("O1;P1;;umcu", "O2;P2;GM0344;umcu", "O3;P3;GM0344;umcu"))
    assert gevonden[0].startswith(
        "In dit bestand verwijzen 2 opleiders naar 2 praktijken die niet in het bestand praktijken van 2026-06-01 "
        "staan (P2, P3): 2 alleen in de eigen gemeente."
    )
    assert gevonden[1] == (
        "In 1 gemeente zijn er meer opleidingspraktijken dan praktijken (Utrecht: 3 op 1); dit bestand en het bestand "
        "praktijken van 2026-06-01 passen waarschijnlijk niet bij elkaar; lees ze van één dag in."
    )


def test_praktijken_of_another_day_are_held_against_the_opleiders_that_count_then(lees):
    lees("praktijken", praktijken("P1;GM0344", "P2;GM0344", "P3;GM0344"))
    lees("opleiders", opleiders("O1;P1;GM0344;umcu", "O2;P2;GM0344;umcu", "O3;P3;GM0344;umcu"))
    gevonden = lees("praktijken", praktijken("P1;GM0344"), peildatum=LATER)
    assert "verwijzen 2 opleiders naar 2 praktijken" in gevonden[0]
    assert "In 1 gemeente zijn er meer opleidingspraktijken dan praktijken (Utrecht: 3 op 1)" in gevonden[1]


def test_unknown_praktijken_are_told_once_with_number_and_cause(magazijn, tmp_path, lees):
    lees("praktijken", praktijken("001;GM0344", "002;GM0363"))
    kwitantie = lees_in(magazijn, tmp_path, "opleiders", opleiders("O1;1;;umcu", "O2;2;;umcu", "O3;001;;umcu"))
    assert zinnen(kwitantie, "fout")[0].endswith("Bedoelt u 001? Zijn de voorloopnullen weggevallen?")
    assert zinnen(kwitantie, "waarschuwing") == [
        "2 opleiders verwijzen naar een praktijk die niet in het bestand praktijken van 2026-01-01 staat. "
        "Waarschijnlijk zijn voorloopnullen of hoofdletters veranderd (1 is hier 001); geef de kolom de opmaak Tekst."
    ]
    (zin,) = lees("opleiders", opleiders("O1;001;;umcu"), peildatum=date(2025, 1, 1))
    assert zin.endswith("De praktijken zijn er pas vanaf 2026-01-01: lees die van 2025-01-01 of eerder in.")


def test_a_row_that_was_rejected_is_not_missing(lees):
    lees("praktijken", PRAKTIJKEN)
    lees("opleiders", OPLEIDERS)
    assert lees("praktijken", praktijken("P1;GM0344", "P2;GM9999", "P5;GM0363", "P3;GM0518")) == []


def test_a_correction_is_held_against_the_opleiders_as_a_whole(magazijn, tmp_path, lees):
    lees("praktijken", PRAKTIJKEN)
    lees("opleiders", OPLEIDERS)
    kapot = lees_in(magazijn, tmp_path, "praktijken", praktijken("P1;GM0344", "P4;GM9999", "P3;GM0518"))
    (zin, _) = lees("praktijken", praktijken("P4;GM0014"), bij=kapot.snapshot)
    assert zin.startswith(WEG + GEVOLG)


def test_opleiders_that_were_good_before_a_correction_are_held_against_the_praktijken_of_now(magazijn, tmp_path, lees):
    lees("praktijken", PRAKTIJKEN)
    kapot = lees_in(magazijn, tmp_path, "opleiders", opleiders("O1;P2;;aumc", "O2;P1;;elders"))
    lees("praktijken", praktijken("P1;GM0344"))
    (zin,) = lees("opleiders", opleiders("O2;P1;;umcu"), bij=kapot.snapshot)
    assert "In dit bestand verwijst 1 opleider naar 1 praktijk die niet in het bestand praktijken" in zin


def test_taking_back_and_accepting_say_what_no_longer_agrees(magazijn, tmp_path, lees, capsys, monkeypatch):
    lees("praktijken", praktijken("P1;GM0344"), peildatum=date(2025, 1, 1))
    lees("praktijken", PRAKTIJKEN)
    lees("opleiders", OPLEIDERS)
    assert check_geldend("opleiders", magazijn) == []
    monkeypatch.setattr(cli, "lees_magazijn", lambda: magazijn)
    cli.datasets_rollback.callback("praktijken")
    uit = capsys.readouterr().out
    assert "Snapshot 2 is teruggedraaid" in uit
    assert "verwijzen 3 opleiders naar 2 praktijken die niet in het bestand praktijken van 2025-01-01 staan" in uit


def test_a_list_that_replaces_counts_alone_is_told(lees):
    kop = "gemeentecode;praktijken;opleiders_umcu\n"
    lees("aantallen", kop + "".join(f"{code};10;2\n" for code in gemeenten(2026)))
    zin = (
        "Door dit bestand tellen de aantallen van 2026-01-01 niet meer mee, en een bestand opleiders is er nog niet; "
        "lees dat ook in."
    )
    assert lees("praktijken", PRAKTIJKEN) == [zin]
    assert lees("opleiders", OPLEIDERS) == []


PLEKKEN = "jaar;ronde;locatie;aangeboden\n2026;2026-03;utrecht;9\n2026;2026-03;leiden;9\n"


def gebied(*locaties: str) -> str:
    rijen = [f"{code};{locaties[n % len(locaties)]};1" for n, code in enumerate(gemeenten(2026))]
    return "\n".join(["gemeentecode;locatie;aandeel", *rijen, ""])


def test_locations_of_plekken_and_verzorgingsgebied_are_held_against_each_other(lees):
    zonder = "Deze locaties hebben een verzorgingsgebied en geen plekken: nijmegen (171). Vul de plekken aan"
    anders = "Deze locaties hebben plekken en geen verzorgingsgebied: leiden (1). Hun quotum"
    assert lees("plekken", PLEKKEN) == []
    een, twee = lees("verzorgingsgebied", gebied("utrecht", "nijmegen"))
    assert een.startswith(zonder) and twee.startswith(anders)
    een, twee = lees("plekken", PLEKKEN)
    assert een.startswith(anders) and twee.startswith(zonder)
    assert lees("verzorgingsgebied", gebied("utrecht", "leiden")) == []
    (zin,) = lees("stageplekken", "locatie;soort;plekken\nutrecht;ggz;3\nnijmegen;ggz;2\n")
    assert zin.startswith("Deze locaties hebben stageplekken en geen opleidingsplekken: nijmegen (1).")


def test_institutes_of_plan_and_opleiders_are_held_against_each_other(lees, magazijn, tmp_path):
    plan = "gemeentecode;staat;instituten\nGM0344;lead;umcu\nGM0363;gezamenlijk;aumc+maastricht\n"
    mist = "Deze instituten werven volgens het plan en hebben geen opleiders: maastricht (1). Verbeter"
    meer = "Deze instituten hebben opleiders en werven volgens het plan nergens: lumc (1). Al die"
    lees("praktijken", PRAKTIJKEN)
    lees("opleiders", OPLEIDERS)
    kwitantie = lees_in(magazijn, tmp_path, "plan", plan)
    assert [(b.ernst, b.zin[: len(mist)]) for b in kwitantie.bevindingen if b.regel == "verwijzing"] == [
        ("waarschuwing", mist),
        ("info", meer + kwitantie.bevindingen[-1].zin[len(meer) : len(mist)]),
    ]
    weer = lees_in(magazijn, tmp_path, "opleiders", OPLEIDERS)
    assert [b.ernst for b in weer.bevindingen if b.regel == "verwijzing"] == ["info", "waarschuwing"]


def test_a_closed_institute_of_an_older_plan_is_its_successor(lees):
    plan = "gemeentecode;staat;instituten\nGM0363;gezamenlijk;amc+vumc\n"
    lees("plan", plan, peildatum=date(2020, 1, 1), indeling=2020)
    assert lees("opleiders", opleiders("O1;;GM0363;aumc")) == []
