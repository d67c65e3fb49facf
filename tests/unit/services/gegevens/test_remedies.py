"""What a finding tells to do helps: who does it has a file that is read."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from hn_dash.errors import InvoerFout
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.gegevens.inname import Kwitantie
from hn_dash.store.databank import Databank
from tests.support.bestanden import xlsx
from tests.support.inlezen import lees_in

OPLEIDER = "opleider_id;gemeentecode;instituut;erkend_tot\n"
KLASSE = "opleider_id;gemeentecode;instituut;leeftijdsklasse\n"
DAGEN = "".join(f"O{n};GM0344;umcu;0{n}-03-2028\n" for n in range(5, 8))


def volg(inhoud: str, kwitantie: Kwitantie) -> str:
    """A file in which every value with a suggestion is replaced by it."""
    regels = list(csv.reader(io.StringIO(inhoud), delimiter=";"))
    for bevinding in kwitantie.bevindingen:
        if bevinding.ernst == "fout":
            assert bevinding.voorstel, bevinding.zin
            assert bevinding.voorstel in bevinding.zin
            rij = regels[(bevinding.rij or 0) - 1]
            rij[regels[0].index(bevinding.kolom)] = bevinding.voorstel
    return "\n".join(";".join(rij) for rij in [*regels, []])


@pytest.mark.parametrize(
    ("soort", "inhoud", "zin", "waarden"),
    [
        (
            "opleiders",
            OPLEIDER + "O1;GM0344;umcu;12/31/2028\n" + DAGEN,
            "“12/31/2028” is een datum met de maand voorop; schrijf 31-12-2028. Kijk ook de andere datums na: "
            "01/02/2028 is gelezen als 1 februari.",
            {"erkend_tot": date(2028, 12, 31)},
        ),
        (
            "opleiders",
            OPLEIDER + "O1;GM0344;umcu;47118\n" + DAGEN,
            "“47118” is een datum als getal van een rekenblad; schrijf 31-12-2028.",
            {"erkend_tot": date(2028, 12, 31)},
        ),
        (
            "opleiders",
            OPLEIDER + "O1;GM0344;umcu;31 december 2028\n" + DAGEN,
            "“31 december 2028” is een datum met letters; schrijf 31-12-2028.",
            {"erkend_tot": date(2028, 12, 31)},
        ),
        (
            "opleiders",
            OPLEIDER + DAGEN + "O1;GM0344;umcu;31-12-28\n",
            "“31-12-28” is een datum zonder eeuw; schrijf 31-12-2028.",
            {"erkend_tot": date(2028, 12, 31)},
        ),
        (
            "opleiders",
            OPLEIDER + "O1;GM0344;umcu;2028-12-31 00:00:00\n" + DAGEN,
            "“2028-12-31 00:00:00” staat er anders dan andere datums van dit bestand; schrijf 31-12-2028.",
            {"erkend_tot": date(2028, 12, 31)},
        ),
        (
            "opleiders",
            KLASSE + "O1;GM0344;umcu;< 40\n",
            "“< 40” is geen leeftijdsklasse; kies -39, 40-44, 45-49, 50-54, 55-59, 60-64, 65+. Bedoelt u -39?",
            {"leeftijdsklasse": "-39"},
        ),
        (
            "opleiders",
            KLASSE + "O1;GM0344;umcu;65 en ouder\n",
            "“65 en ouder” is geen leeftijdsklasse; kies -39, 40-44, 45-49, 50-54, 55-59, 60-64, 65+. Bedoelt u 65+?",
            {"leeftijdsklasse": "65+"},
        ),
        (
            "opleiders",
            KLASSE + "O1;GM0344;umcu;40 t/m 44\n",
            "“40 t/m 44” is geen leeftijdsklasse; kies -39, 40-44, 45-49, 50-54, 55-59, 60-64, 65+. Bedoelt u 40-44?",
            {"leeftijdsklasse": "40-44"},
        ),
        (
            "praktijken",
            "praktijk_id;gemeentecode\nP1;Gemeente Amsterdan\n",
            "“Gemeente Amsterdan” is geen gemeente van de indeling van 2026. Bedoelt u Amsterdam (GM0363)?",
            {"gemeentecode": "GM0363"},
        ),
        (
            "praktijken",
            "praktijk_id;gemeentecode\nP1;GM0344 Amersfoort\n",
            "“GM0344 Amersfoort” noemt een code en de naam van een ander; geef alleen de gemeentecode.",
            None,
        ),
        (
            "praktijken",
            "praktijk_id;gemeentecode;huisartsen\nP1;GM0344;1.234\n",
            "“1.234” heeft scheidingstekens; schrijf 1234.",
            {"huisartsen": 1234},
        ),
        (
            "praktijken",
            "praktijk_id;gemeentecode;huisartsen;lon;lat\nP1;GM0344;4.0;5,12;52,09\nP2;GM0344;3;5.12;52,09\n",
            "“4.0” moet een heel getal zijn; schrijf 4.",
            {"huisartsen": 4, "lon": 5.12},
        ),
    ],
)
def test_who_takes_the_suggestion_has_a_file_that_is_read(magazijn, tmp_path, soort, inhoud, zin, waarden):
    kwitantie = lees_in(magazijn, tmp_path, soort, inhoud)
    assert zin in [bevinding.zin for bevinding in kwitantie.bevindingen]
    if waarden is None:
        return
    beter = lees_in(magazijn, tmp_path, soort, volg(inhoud, kwitantie))
    assert beter.goed, beter.bevindingen
    rijen = magazijn.snapshots.rijen(beter.snapshot, soort)
    rijen = rijen.sort_values("opleider_id" if soort == "opleiders" else "praktijk_id")
    assert {kolom: rijen[kolom].iloc[0] for kolom in waarden} == waarden


def test_a_date_before_any_other_may_be_written_in_either_form(magazijn, tmp_path):
    """The first twenty rows decide, so the form is that of the others, wherever the wrong one stands."""
    kwitantie = lees_in(magazijn, tmp_path, "opleiders", OPLEIDER + "O1;GM0344;umcu;onbepaald\n" + DAGEN)
    assert [bevinding.zin for bevinding in kwitantie.bevindingen] == [
        "“onbepaald” is geen datum; schrijf dd-mm-jjjj, zoals 31-01-2026, of maak de cel leeg."
    ]
    for cel in ("31-01-2026", ""):
        assert lees_in(magazijn, tmp_path, "opleiders", OPLEIDER + f"O1;GM0344;umcu;{cel}\n" + DAGEN).goed
    alleen = lees_in(magazijn, tmp_path, "opleiders", OPLEIDER + "O1;GM0344;umcu;onbepaald\n")
    assert alleen.bevindingen[0].zin == (
        "“onbepaald” is geen datum; schrijf dd-mm-jjjj of jjjj-mm-dd, of maak de cel leeg."
    )


@pytest.mark.parametrize("cel", ["-39", "'-39", "38", "39", "–39", "−39"])
def test_one_rule_for_the_youngest_in_csv(magazijn, tmp_path, cel):
    kwitantie = lees_in(magazijn, tmp_path, "opleiders", KLASSE + f"O1;GM0344;umcu;{cel}\n")
    assert magazijn.snapshots.rijen(kwitantie.snapshot, "opleiders")["leeftijdsklasse"].tolist() == ["-39"]


def test_one_rule_for_the_youngest_in_a_spreadsheet(magazijn, tmp_path):
    kop = KLASSE.strip().split(";")
    cellen = [-39, "-39", 38, 39.0, "40 – 44", 44]
    rijen = [[f"O{n}", "GM0344", "umcu", cel] for n, cel in enumerate(cellen)]
    kwitantie = lees_in(magazijn, tmp_path, "opleiders", xlsx(("Blad", [kop, *rijen])))
    klassen = magazijn.snapshots.rijen(kwitantie.snapshot, "opleiders").sort_values("opleider_id")["leeftijdsklasse"]
    assert klassen.tolist() == ["-39", "-39", "-39", "-39", "40-44", "40-44"]


@pytest.mark.parametrize(
    ("naam", "code"),
    [
        ("Utrecht (gemeente)", "GM0344"),
        ("'s-Gravenhage (gemeente)", "GM0518"),
        ("Gemeente Amsterdam", "GM0363"),
        ("gemeente Den Haag", "GM0518"),
        ("Gem. Heerde", "GM0246"),
        ("Bergen (NH.)", "GM0373"),
        ("GM0344 Utrecht", "GM0344"),
        ("Utrecht (GM0344)", "GM0344"),
        ("GM 0344", "GM0344"),
    ],
)
def test_the_labels_that_people_and_cbs_write_are_understood(magazijn, tmp_path, naam, code):
    kwitantie = lees_in(magazijn, tmp_path, "praktijken", f"praktijk_id;gemeentecode\nP1;{naam}\n")
    assert magazijn.snapshots.rijen(kwitantie.snapshot, "praktijken")["gemeentecode"].tolist() == [code]


@pytest.mark.parametrize(
    ("waarde", "zin"),
    [
        ("Utrecht (PV)", "“Utrecht (PV)” is een provincie en geen gemeente; geef een gemeente, of haal de rij weg."),
        ("PV26", "“PV26” is een provincie en geen gemeente; geef een gemeente, of haal de rij weg."),
        (
            "Provincie Utrecht",
            "“Provincie Utrecht” is een provincie en geen gemeente; geef een gemeente, of haal de rij weg.",
        ),
        (
            "Noord-Nederland (LD)",
            "“Noord-Nederland (LD)” is een landsdeel en geen gemeente; geef een gemeente, of haal de rij weg.",
        ),
        ("CR01", "“CR01” is een COROP-gebied en geen gemeente; geef een gemeente, of haal de rij weg."),
        ("Nederland", "“Nederland” is heel Nederland en geen gemeente; geef een gemeente, of haal de rij weg."),
        ("WK034401", "“WK034401” is een wijk en geen gemeente; geef een gemeente, of haal de rij weg."),
        (
            "Atlantis",
            "“Atlantis” is geen gemeente van de indeling van 2026. Geef de naam zoals CBS haar schrijft, of de code.",
        ),
    ],
)
def test_what_is_no_gemeente_is_told_for_what_it_is(magazijn, tmp_path, waarde, zin):
    kwitantie = lees_in(magazijn, tmp_path, "praktijken", f"praktijk_id;gemeentecode\nP1;{waarde}\n")
    assert [bevinding.zin for bevinding in kwitantie.bevindingen] == [zin]


def test_a_name_of_a_later_year_says_since_when(magazijn, tmp_path):
    inhoud = "praktijk_id;gemeentecode\nP1;Dijk en Waard\n"
    kwitantie = lees_in(magazijn, tmp_path, "praktijken", inhoud, peildatum=date(2021, 1, 1))
    assert kwitantie.bevindingen[0].zin == (
        "Gemeente GM1980 (Dijk en Waard) bestaat pas sinds 2022 en komt niet voor in de indeling van 2021. Kies "
        "indeling 2022 of later."
    )
    assert lees_in(magazijn, tmp_path, "praktijken", inhoud, peildatum=date(2021, 1, 1), indeling=2022).goed


def test_a_list_of_july_is_told_what_happened_in_march(magazijn, tmp_path):
    """The list of 1 January 2022 has Weesp, which went to Amsterdam on 24 March."""
    codes = [code for code in magazijn.basis.geo.herindeling.lijsten[2022] if code != "GM0457"]
    inhoud = "gemeentecode;inwoners\n" + "".join(f"{code};1000\n" for code in codes)
    kwitantie = lees_in(magazijn, tmp_path, "inwoners", inhoud, peildatum=date(2022, 7, 1))
    assert [bevinding.zin for bevinding in kwitantie.bevindingen] == [
        "GM0457 Weesp ontbreekt: sinds 24 maart 2022 hoort zij bij GM0363 Amsterdam; neem haar op met 0, want daar "
        "telt zij al mee."
    ]
    assert lees_in(magazijn, tmp_path, "inwoners", inhoud + "GM0457;0\n", peildatum=date(2022, 7, 1)).goed
    eerder = lees_in(magazijn, tmp_path, "inwoners", inhoud, peildatum=date(2022, 3, 23))
    assert [bevinding.zin for bevinding in eerder.bevindingen] == [
        "1 gemeente ontbreekt: GM0457 Weesp. Vul aan; een aantal van 0 mag."
    ]


@pytest.mark.parametrize("dag", [date(1999, 12, 31), date(2028, 1, 1)])
def test_a_day_that_cannot_be_names_the_days_that_can(magazijn, tmp_path, dag):
    inhoud = "praktijk_id;gemeentecode\nP1;GM0344\n"
    with pytest.raises(InvoerFout, match="kies een dag van 2000-01-01 tot en met 2027-12-31"):
        lees_in(magazijn, tmp_path, "praktijken", inhoud, peildatum=dag)
    assert lees_in(magazijn, tmp_path, "praktijken", inhoud, peildatum=date(2027, 12, 31)).goed


CBS = "PC6;Huisnummer;Buurt2025;Wijk2025;Gemeente2025\n1222AB;8;04020101;040201;402\n1222AB;10;19420101;194201;1942\n"
CBS += "3511AB;1;03440101;034401;344\n3511AC;1;03440101;034401;344\n5076PX;1;07880101;078801;788\n"


@pytest.mark.parametrize(
    ("postcode", "gemeente", "zin"),
    [
        ("3511 AB", "GM0344", ""),
        ("3511", "GM0344", ""),
        ("1222", "", "Postcode 1222 ligt in GM0402 en GM1942; vul gemeentecode in."),
        ("1222ab", "", "Postcode 1222AB ligt in GM0402 en GM1942; vul gemeentecode in."),
        ("3511ZZ", "", "Postcode 3511ZZ staat niet in de postcodetabel; vul gemeentecode in."),
        (
            "5076PX",
            "",
            "Postcode 5076PX ligt volgens de postcodetabel in een gemeente die niet te plaatsen is (GM0788 Haaren is "
            "sinds 2021 verdeeld over Boxtel (GM0757) en Oisterwijk (GM0824) en Tilburg (GM0855) en Vught (GM0865)); "
            "vul gemeentecode in.",
        ),
        ("NL-3511AB", "", "“NL-3511AB” is geen postcode; schrijf 3511AB."),
        ("3511AB Utrecht", "", "“3511AB Utrecht” is geen postcode; schrijf 3511AB."),
        (
            "351AB",
            "",
            "“351AB” is geen postcode; schrijf vier cijfers en twee letters, of vul gemeentecode in.",
        ),
    ],
)
def test_the_postcode_table_of_cbs_is_read_as_it_is(voorbeeld, tmp_path: Path, postcode, gemeente, zin):
    (tmp_path / "pc6hnr.csv").write_text(CBS, encoding="utf-8")
    magazijn = Magazijn(voorbeeld, Databank(tmp_path / "data"), tmp_path / "pc6hnr.csv")
    kwitantie = lees_in(magazijn, tmp_path, "praktijken", f"praktijk_id;gemeentecode;postcode\nP1;;{postcode}\n")
    assert [bevinding.zin for bevinding in kwitantie.bevindingen] == ([zin] if zin else [])
    assert magazijn.snapshots.rijen(kwitantie.snapshot, "praktijken")["gemeentecode"].tolist() == (
        [gemeente] if gemeente else []
    )
    if kwitantie.bevindingen and (voorstel := kwitantie.bevindingen[0].voorstel):
        assert lees_in(magazijn, tmp_path, "praktijken", f"praktijk_id;postcode\nP1;{voorstel}\n").goed
