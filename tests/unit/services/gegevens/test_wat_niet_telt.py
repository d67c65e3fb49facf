"""What does not matter is not looked at, identifiers are text, and signs that nobody sees do not part two files."""

from __future__ import annotations

import pytest

from hn_dash.errors import InvoerFout
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.gegevens.inname import Kwitantie
from tests.support.bestanden import xlsx
from tests.support.inlezen import lees_in


def kenmerken(magazijn: Magazijn, kwitantie: Kwitantie) -> list[str]:
    assert kwitantie.goed, kwitantie.bevindingen
    return magazijn.snapshots.rijen(kwitantie.snapshot, "praktijken")["praktijk_id"].tolist()


@pytest.mark.parametrize(
    ("regels", "verwacht"),
    [
        (
            ["praktijk_id;gemeentecode;lon;lat", "101.1;GM0344;5,12;52,09", "101.2;GM0344;5,13;52,09"],
            ["101.1", "101.2"],
        ),
        (["praktijk_id;gemeentecode", "1.234.567;GM0344", "1,5;GM0344"], ["1,5", "1.234.567"]),
        (["praktijk_id;gemeentecode;omzet", "P1;GM0344;1.250.000", "P2;GM0363;980.000"], ["P1", "P2"]),
        (["praktijk_id;lon;lat;fte", "P1;5,12;52,09;12.5", "P2;5,13;52,09;0.5"], ["P1", "P2"]),
        (["praktijk_id;gemeentecode;totaal;totaal", "P1;GM0344;1;2"], ["P1"]),
        (["praktijk_id;gemeentecode;;x", "P1;GM0344;los;1"], ["P1"]),
        (["praktijk_id;gemeentecode;postcode", '="0012";="0344";="3511AB"', '="0013";"=""0363""";'], ["0012", "0013"]),
    ],
)
def test_what_looks_like_a_number_is_text_and_what_is_not_used_does_not_matter(magazijn, tmp_path, regels, verwacht):
    kwitantie = lees_in(magazijn, tmp_path, "praktijken", "\n".join([*regels, ""]))
    assert sorted(kenmerken(magazijn, kwitantie)) == verwacht
    assert {bevinding.ernst for bevinding in kwitantie.bevindingen} <= {"info"}


def test_bytes_and_formulas_in_columns_that_are_not_used_do_not_matter(magazijn, tmp_path):
    inhoud = "praktijk_id;gemeentecode;naam\nP1;GM0344;Súd\nP2;GM0363;".encode() + b"caf\xe9\0\n"
    assert kenmerken(magazijn, lees_in(magazijn, tmp_path, "praktijken", inhoud)) == ["P1", "P2"]
    rijen = [["praktijk_id", "gemeentecode", "deel"], ["P1", "GM0344", "=1/0"], ["P2", "GM0363", "=A1"]]
    kwitantie = lees_in(magazijn, tmp_path, "praktijken", xlsx(("Blad", rijen)))
    assert kenmerken(magazijn, kwitantie) == ["P1", "P2"]


def test_invisible_signs_do_not_part_opleiders_from_their_praktijk(magazijn, tmp_path):
    praktijken = lees_in(
        magazijn, tmp_path, "praktijken", "praktijk_id;gemeentecode\nP1\u200b;GM0344\n\ufeffP2;GM0363\n"
    )
    assert kenmerken(magazijn, praktijken) == ["P1", "P2"]
    assert [bevinding.zin for bevinding in praktijken.bevindingen] == [
        "Uit 2 cellen zijn onzichtbare tekens weggehaald (rij 2 en 3)."
    ]
    opleiders = lees_in(magazijn, tmp_path, "opleiders", "opleider_id;praktijk_id;instituut\nO1;P1;umcu\nO2;P2;umcu\n")
    assert (opleiders.goed, opleiders.rijen_uit) == (True, 2)


def test_one_wrong_byte_is_named_with_its_row_and_the_rest_keeps_its_letters(magazijn, tmp_path):
    inhoud = "gemeentecode;staat;instituten;opmerking\nGM1900;lead;umcg;Súdwest\nGM0344;lead;umcu;ge".encode()
    kwitantie = lees_in(magazijn, tmp_path, "plan", inhoud + b"\xefnd\n")
    assert [(b.rij, b.kolom, b.voorstel) for b in kwitantie.bevindingen if b.ernst == "fout"] == [
        (3, "opmerking", "geïnd")
    ]
    assert magazijn.snapshots.rijen(kwitantie.snapshot, "plan")["opmerking"].tolist() == ["Súdwest"]
    assert magazijn.snapshots.afgekeurd(kwitantie.snapshot)[3]["opmerking"] == "ge�nd"


def test_a_head_that_is_used_and_stands_twice_is_refused_with_all_else(magazijn, tmp_path):
    with pytest.raises(InvoerFout) as fout:
        lees_in(magazijn, tmp_path, "opleiders", "opleider_id;Opleider-ID;gemeentecode\nO1;O2;GM0344\n")
    assert [bevinding.zin for bevinding in fout.value.bevindingen] == [
        "De kolom opleider_id staat er meer dan één keer: “opleider_id” en “Opleider-ID”; laat er één staan, of "
        "geef de andere een eigen naam.",
        "De kolom instituut ontbreekt; de eerste rij heeft opleider_id, Opleider-ID, gemeentecode.",
    ]


def test_a_row_that_is_rejected_for_its_form_is_not_missing_too(magazijn, tmp_path):
    codes = list(magazijn.basis.geo.herindeling.lijsten[2026])
    rijen = [["gemeentecode", "inwoners"], *([code, 5] for code in codes[:-1]), [codes[-1], "=1+1"]]
    kwitantie = lees_in(magazijn, tmp_path, "inwoners", xlsx(("Blad", rijen)))
    assert [bevinding.regel for bevinding in kwitantie.bevindingen] == ["formule"]


KOP = ["praktijk_id", "gemeentecode"]
RIJ = ["P1", "GM0344"]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (
            xlsx(("Leeswijzer", [["Overzicht"], ["Contact"]]), ("Lijst", [KOP, RIJ])),
            "Gelezen is blad “Leeswijzer”. Staat de tabel op “Lijst”? Zet dat blad vooraan",
        ),
        (xlsx(("Lijst", [["Overzicht"], ["Contact"]])), "Gelezen is blad “Lijst”."),
        (
            xlsx(("Lijst", [["Praktijk", "", "Plaats"], KOP, RIJ])),
            "De koppen lijken in rij 2 van blad “Lijst” te staan (praktijk_id en gemeentecode); verwijder rij 1 en "
            "lees het bestand opnieuw in.",
        ),
        (
            b"Praktijken;\nBron: HN;\n\npraktijk_id;gemeentecode\nP1;GM0344\n",
            "De koppen lijken in rij 4 te staan (praktijk_id en gemeentecode); verwijder de rijen boven rij 4 en lees "
            "het bestand opnieuw in.",
        ),
        (
            b"Praktijken op 1 januari, van HN\npraktijk_id;gemeentecode\nP1;GM0344\n",
            "De koppen lijken in rij 2 te staan (praktijk_id en gemeentecode); verwijder rij 1 en lees het bestand "
            "opnieuw in.",
        ),
    ],
)
def test_where_the_heads_seem_to_stand_is_told(magazijn, tmp_path, inhoud, zin):
    with pytest.raises(InvoerFout) as fout:
        lees_in(magazijn, tmp_path, "praktijken", inhoud)
    assert fout.value.bevindingen[-1].zin.startswith(zin)
