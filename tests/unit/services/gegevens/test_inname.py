"""Files in: broken ones change nothing and say why, odd but right ones are accepted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date

import pytest
from xlsxwriter import Workbook

from hn_dash.domain import maten
from hn_dash.errors import GebruikersFout, InvoerFout, SelectieFout
from hn_dash.services.gegevens.inname import Opdracht, neem_in
from hn_dash.store.tellers import read_tellers
from hn_dash.views.uitvoer.sjablonen import build_afgekeurd_csv
from tests.support.inlezen import gemeenten, lees_in
from tests.support.server import WORTEL
from tests.support.wachten import tot

VOORBEELD = WORTEL / "data/voorbeeld"
DAG = date(2026, 1, 1)


def tekst(naam: str) -> str:
    return (VOORBEELD / f"{naam}.csv").read_text(encoding="utf-8")


def anders(naam: str, oud: str, nieuw: str) -> str:
    """An example file with one thing changed."""
    assert oud in tekst(naam)
    return tekst(naam).replace(oud, nieuw, 1)


INWONERS, PLAN, GEBIED = tekst("inwoners"), tekst("plan"), tekst("verzorgingsgebied")
PRAKTIJKKOP, OPLEIDERKOP = "praktijk_id,gemeentecode\n", "opleider_id,gemeentecode,instituut\n"
KAPOT = {
    "extra field": (
        "inwoners",
        anders("inwoners", "GM0034,217828", "GM0034,217828,9"),
        "inwoners.csv, rij 3: Deze rij heeft 3 velden en de kop 2",
    ),
    "missing field": ("inwoners", anders("inwoners", "GM0034,217828", "GM0034"), "rij 3: Deze rij heeft 1 veld"),
    "mixed separators": (
        "inwoners",
        anders("inwoners", "GM0034,217828", "GM0034;217828"),
        "rij 3: Deze rij is gescheiden door een puntkomma en de kop door een komma",
    ),
    "missing column": (
        "inwoners",
        INWONERS.replace("inwoners", "aantal", 1),
        "kolom inwoners: De kolom inwoners ontbreekt; de eerste rij heeft gemeentecode, aantal.",
    ),
    "misspelt column": ("praktijken", tekst("praktijken").replace("praktijk_id", "praktijk"), "Is dat “praktijk”?"),
    "column twice": ("inwoners", "inwoners,inwoners\n1,2\n", "De kolom inwoners staat er meer dan één keer"),
    "wrong kind": ("opleiders", tekst("praktijken"), "De kolommen passen bij de soort praktijken; kies die."),
    "empty": ("inwoners", b"", "Het bestand is leeg"),
    "white lines": ("inwoners", "\n\n\n", "Het bestand is leeg"),
    "only a head": ("inwoners", "gemeentecode,inwoners\n", "Het bestand heeft alleen een kop; voeg rijen toe."),
    "UTF-16": ("inwoners", INWONERS.encode("utf-16"), "UTF-16 of UTF-32"),
    "NUL": ("inwoners", anders("inwoners", "217828", "217\0828"), "rij 3, kolom inwoners: De cel bevat een NUL-teken"),
    "open quote": ("inwoners", anders("inwoners", "GM0034,", '"GM0034,'), "rij 3: Een aanhalingsteken"),
    "web page": ("inwoners", "<!DOCTYPE html><html><body>Inloggen</body></html>", "Dit is een webpagina (html)"),
    "pdf": ("inwoners", b"%PDF-1.7 tekst", "Dit is een pdf"),
    "old Excel": ("inwoners", bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "oud Office-bestand"),
    "map file": ("inwoners", '{"type":"FeatureCollection","features":[]}', "Dit is een kaartbestand (geojson)"),
    "gzip": ("inwoners", b"\x1f\x8b\x08\0aaaa", "gzip-archief"),
    "unknown code": ("praktijken", PRAKTIJKKOP + "P1,GM1234\n", "Gemeente GM1234 komt niet voor in de indelingen"),
    "swapped digits": ("praktijken", PRAKTIJKKOP + "P1,GM3044\n", "Bedoelt u GM0344 (Utrecht)?"),
    "no code": ("praktijken", PRAKTIJKKOP + "P1,abc\n", "“abc” is geen gemeente van de indeling van 2026"),
    "misspelt name": ("praktijken", PRAKTIJKKOP + "P1,Utrehct\n", "Bedoelt u Utrecht (GM0344)?"),
    "name of two": ("praktijken", PRAKTIJKKOP + "P1,Bergen\n", "GM0373 (Bergen (NH.)) of GM0893 (Bergen (L.))"),
    "former code that was split": (
        "praktijken",
        PRAKTIJKKOP + "P1,GM0788\n",
        "GM0788 Haaren is sinds 2021 verdeeld over Boxtel (GM0757) en Oisterwijk (GM0824)",
    ),
    "gemeente twice": ("inwoners", INWONERS + "GM0014,5\n", "rij 344, kolom gemeentecode: “GM0014” staat ook in rij 2"),
    "praktijk twice": (
        "praktijken",
        PRAKTIJKKOP + "P1,GM0344\nP1,GM0344\n",
        "rij 3, kolom praktijk_id: “P1” staat ook",
    ),
    "gemeenten missing": (
        "inwoners",
        "\n".join(INWONERS.splitlines()[:300]),
        "43 gemeenten ontbreken: GM1783 Westland, GM1842 Midden-Delfland",
    ),
    "negative": ("inwoners", anders("inwoners", "217828", "-5"), "rij 3, kolom inwoners: “-5” is negatief"),
    "separator of thousands": ("inwoners", anders("inwoners", "217828", "217.828"), "schrijf 217828"),
    "half a person": ("inwoners", anders("inwoners", "217828", "217828.5"), "moet een heel getal van 0 of hoger zijn"),
    "words for numbers": ("inwoners", anders("inwoners", "217828", "veel"), "“veel” moet een heel getal"),
    "empty cell": ("inwoners", anders("inwoners", "GM0034,217828", "GM0034,"), "De cel is leeg; vul inwoners in."),
    "decimal mixture": (
        "verzorgingsgebied",
        anders("verzorgingsgebied", "GM0014,groningen,1", 'GM0014,groningen,0.5\nGM0014,leiden,"0,5"'),
        "rij 3, kolom aandeel: “0,5” heeft een decimale komma",
    ),
    "shares that do not add up": (
        "verzorgingsgebied",
        anders("verzorgingsgebied", "GM0014,groningen,1", "GM0014,groningen,0.9"),
        "De aandelen van GM0014 Groningen tellen op tot 0,9000 in plaats van 1.",
    ),
    "share above one": (
        "verzorgingsgebied",
        anders("verzorgingsgebied", "GM0014,groningen,1", "GM0014,groningen,90"),
        "“90” ligt niet tussen 0 en 1",
    ),
    "dates in three styles": (
        "opleiders",
        "opleider_id;gemeentecode;instituut;erkend_tot\nO1;GM0344;umcu;2027-01-31\nO2;GM0344;umcu;31-01-2027\n"
        "O3;GM0344;umcu;1 februari 2027\n",
        "rij 3, kolom erkend_tot: “31-01-2027” staat er anders dan andere datums van dit bestand; schrijf 2027-01-31.",
    ),
    "American date": (
        "opleiders",
        "opleider_id;gemeentecode;instituut;erkend_tot\nO1;GM0344;umcu;01/31/2027\n",
        "“01/31/2027” is een datum met de maand voorop",
    ),
    "unknown institute": (
        "opleiders",
        OPLEIDERKOP + "O1,GM0344,umgc\n",
        "Instituut “umgc” is niet bekend. Bedoelt u umcg?",
    ),
    "opleider without praktijk": (
        "opleiders",
        "opleider_id,praktijk_id,instituut\nO1,P9999,umcu\n",
        "rij 2, kolom praktijk_id: Praktijk “P9999” komt niet voor in het bestand praktijken.",
    ),
    "opleider nowhere": ("opleiders", OPLEIDERKOP + "O1,,umcu\n", "vul praktijk_id of gemeentecode in"),
    "born in 1872": (
        "opleiders",
        "opleider_id,gemeentecode,instituut,geboortejaar\nO1,GM0344,umcu,1872\n",
        "Geboortejaar 1872 geeft een leeftijd van 154 jaar",
    ),
    "lead without institute": (
        "plan",
        "gemeentecode,staat,instituten\nGM0344,lead,\n",
        "rij 2, kolom instituten: Bij “lead” hoort één instituut, maar er staat “”.",
    ),
    "joint of one": (
        "plan",
        "gemeentecode,staat,instituten\nGM0344,gezamenlijk,umcu\n",
        "hoort twee of meer instituten",
    ),
    "misspelt state": ("plan", "gemeentecode,staat\nGM0344,opne\n", "Bedoelt u open?"),
    "unknown location": ("plekken", "jaar,ronde,locatie\n2026,2026-03,utregt\n", "Bedoelt u utrecht?"),
    "round of another year": ("plekken", "jaar,ronde,locatie\n2026,2025-03,utrecht\n", "valt niet in jaar 2026"),
    "more placed than drawn": (
        "plekken",
        "jaar,ronde,locatie,loting,geplaatst\n2026,2026-03,utrecht,5,6\n",
        "Er zijn er 6 geplaatst op 5 plekken in de loting.",
    ),
    "counts without institutes": ("aantallen", "gemeentecode,praktijken\nGM0014,3\n", "Er is geen kolom opleiders_<"),
    "counts of an unknown institute": (
        "aantallen",
        tekst("aantallen").replace("opleiders_umcg", "opleiders_umgc"),
        "Kolom “opleiders_umgc” noemt een onbekend instituut. Bedoelt u opleiders_umcg?",
    ),
    "total that is no sum": (
        "aantallen",
        "gemeentecode,praktijken,opleiders,opleiders_umcg\nGM0014,3,5,4\n",
        "De instituten tellen op tot 4 opleiders, maar er staat 5.",
    ),
    "half a coordinate": ("praktijken", "praktijk_id,lon,lat\nP1,5.12,\n", "Van de coördinaten is er één ingevuld"),
    "point in the sea": ("praktijken", "praktijk_id,lon,lat\nP1,3.9,52.9\n", "ligt in geen gemeente"),
    "lon and lat swapped": ("praktijken", "praktijk_id,lon,lat\nP1,52.09,5.12\n", "“52.09” ligt niet tussen 3 en 8"),
}


@pytest.mark.parametrize("geval", KAPOT)
def test_a_broken_file_changes_nothing_and_says_why(magazijn, tmp_path, geval):
    soort, inhoud, zin = KAPOT[geval]
    voor = magazijn()
    try:
        kwitantie = lees_in(magazijn, tmp_path, soort, inhoud)
    except GebruikersFout as fout:
        bevindingen = [str(bevinding) for bevinding in fout.bevindingen] or [fout.zin]
    else:
        assert (kwitantie.status, kwitantie.goed) == ("quarantaine", False)
        bevindingen = [str(bevinding) for bevinding in kwitantie.bevindingen if bevinding.ernst == "fout"]
    assert any(zin in bevinding for bevinding in bevindingen), bevindingen
    assert magazijn() == voor
    assert magazijn.snapshots.geldend() == {}


GOED = {
    "BOM": ("inwoners", "\ufeff" + INWONERS),
    "semicolons, CRLF, capitals": ("inwoners", INWONERS.replace(",", ";").replace("\n", "\r\n").upper()),
    "tabs": ("inwoners", INWONERS.replace(",", "\t")),
    "the first line that Excel writes": ("inwoners", "sep=;\n" + INWONERS.replace(",", ";")),
    "codes as whole numbers": ("inwoners", INWONERS.replace("GM0", "").replace("GM", "")),
    "empty lines and spaces": ("inwoners", INWONERS.replace("GM0034,", " GM0034 , ") + ",\n\n"),
    "a former code beside its successor": (
        "inwoners",
        anders("inwoners", "GM0014,234950", "GM0014,200000\nGM0017,34950"),
    ),
    "a name for a code": ("inwoners", anders("inwoners", "GM0518", "Den Haag")),
    "the row that CBS has for abroad": ("inwoners", INWONERS + "GM0998,\n"),
    "columns in another order, and one more": (
        "inwoners",
        "\n".join(f"x,{regel.split(',')[1]},{regel.split(',')[0]}" for regel in INWONERS.splitlines()),
    ),
}


@pytest.mark.parametrize("geval", GOED)
def test_an_odd_but_right_file_is_accepted(magazijn, tmp_path, geval):
    soort, inhoud = GOED[geval]
    kwitantie = lees_in(magazijn, tmp_path, soort, inhoud)
    assert (kwitantie.status, kwitantie.totalen["inwoners"]) == ("aanvaard", 17_590_672), kwitantie.bevindingen
    vraag = maten.from_query("dichtheid", {}, magazijn())
    assert maten.compute(vraag, magazijn()).frame["inwoners"].tolist() == [
        int(regel.split(",")[1]) for regel in INWONERS.splitlines()[1:]
    ]


def test_what_was_done_to_a_value_is_told(magazijn, tmp_path):
    inhoud = PRAKTIJKKOP + "P1,Haren\nP2,GM0017\nP3,'s-Gravenhage\nP4,0344\n"
    kwitantie = lees_in(magazijn, tmp_path, "praktijken", inhoud)
    assert [bevinding.zin for bevinding in kwitantie.bevindingen] == [
        "GM0017 Haren is sinds 2019 Groningen (GM0014) (1 rij)",
        "GM0017 Haren is sinds 2019 Groningen (GM0014) (1 rij)",
        "“'s-Gravenhage” is gelezen als GM0518 's-Gravenhage (1 rij)",
    ]
    codes = magazijn.snapshots.rijen(kwitantie.snapshot, "praktijken")["gemeentecode"].tolist()
    assert codes == ["GM0014", "GM0014", "GM0518", "GM0344"]


def test_a_closed_institute_goes_on_in_its_successor_and_that_is_told(magazijn, tmp_path):
    kwitantie = lees_in(magazijn, tmp_path, "opleiders", OPLEIDERKOP + "O1,GM0363,AMC\nO2,GM0363,vumc\n")
    assert magazijn.snapshots.rijen(kwitantie.snapshot, "opleiders")["instituut"].tolist() == ["aumc", "aumc"]
    assert [bevinding.regel for bevinding in kwitantie.bevindingen] == ["instituut", "instituut"]
    toen = lees_in(magazijn, tmp_path, "opleiders", OPLEIDERKOP + "O1,GM0363,AMC\n", peildatum=date(2020, 1, 1))
    assert magazijn.snapshots.rijen(toen.snapshot, "opleiders")["instituut"].tolist() == ["amc"]


def test_all_findings_come_at_once(magazijn, tmp_path):
    inhoud = OPLEIDERKOP + "O1,GM9999,umcu\nO2,GM0344,umgc\nO2,GM0344,umcu\n,GM0344,umcu\n"
    kwitantie = lees_in(magazijn, tmp_path, "opleiders", inhoud)
    plaatsen = [(bevinding.rij, bevinding.kolom) for bevinding in kwitantie.bevindingen]
    assert plaatsen == [(2, "gemeentecode"), (3, "instituut"), (5, "opleider_id")]
    assert (kwitantie.rijen_in, kwitantie.rijen_uit, kwitantie.afgekeurd) == (4, 1, 3)


def test_names_and_birth_years_are_not_kept(magazijn, tmp_path):
    inhoud = "opleider_id,naam,gemeentecode,instituut,geboortejaar\nO1,Jansen,GM0344,umcu,1975\n"
    kwitantie = lees_in(magazijn, tmp_path, "opleiders", inhoud)
    (rij,) = magazijn.snapshots.rijen(kwitantie.snapshot, "opleiders").to_dict("records")
    assert rij["leeftijdsklasse"] == "50-54"
    assert not {"naam", "geboortejaar"} & rij.keys()
    assert "Niet gebruikt: naam." in [bevinding.zin for bevinding in kwitantie.bevindingen]
    assert b"Jansen" not in magazijn.snapshots.databank.bestand.read_bytes()


def test_rejected_rows_come_back_as_a_correction(magazijn, tmp_path):
    eerste = lees_in(magazijn, tmp_path, "opleiders", OPLEIDERKOP + "O1,GM0344,umcu\nO2,GM0344,umgc\n")
    assert eerste.status == "quarantaine"
    assert magazijn.snapshots.afgekeurd(eerste.snapshot) == {
        3: {"opleider_id": "O2", "gemeentecode": "GM0344", "instituut": "umgc"}
    }
    tweede = lees_in(magazijn, tmp_path, "opleiders", OPLEIDERKOP + "O2,GM0344,umcg\n", bij=eerste.snapshot)
    assert (tweede.status, tweede.rijen_uit) == ("aanvaard", 2)
    assert magazijn.snapshots.rijen(tweede.snapshot, "opleiders")["opleider_id"].tolist() == ["O1", "O2"]
    dubbel = lees_in(magazijn, tmp_path, "opleiders", OPLEIDERKOP + "O1,GM0344,umcg\n", bij=eerste.snapshot)
    assert [bevinding.zin for bevinding in dubbel.bevindingen] == [
        "“O1” staat ook in het bestand dat dit aanvult; laat één van beide rijen staan."
    ]
    with pytest.raises(InvoerFout, match="is geen bestand opleiders in quarantaine"):
        lees_in(magazijn, tmp_path, "opleiders", OPLEIDERKOP + "O3,GM0344,umcg\n", bij=tweede.snapshot)


def test_a_row_with_too_many_or_too_few_fields_is_kept_whole(magazijn, tmp_path):
    inhoud = "opleider_id;naam;gemeentecode;instituut\nO1;Jansen; de;GM0344;umcu\nO2;x;GM0344;umcu\nO3\n"
    kwitantie = lees_in(magazijn, tmp_path, "opleiders", inhoud)
    assert (kwitantie.rijen_in, kwitantie.rijen_uit, kwitantie.afgekeurd, kwitantie.status) == (3, 1, 2, "quarantaine")
    afgekeurd = magazijn.snapshots.afgekeurd(kwitantie.snapshot)
    kop, *rijen = build_afgekeurd_csv(afgekeurd, kwitantie.bevindingen).decode("utf-8-sig").splitlines()
    assert kop == "opleider_id;naam;gemeentecode;instituut;veld 5;rij_in_bestand;bevinding"
    assert [rij.split(";", 6)[:6] for rij in rijen] == [
        ["O1", "Jansen", "de", "GM0344", "umcu", "2"],
        ["O3", "", "", "", "", "4"],
    ]


def test_a_formula_is_kept_as_the_value_it_had(magazijn, tmp_path):
    pad = tmp_path / "inwoners.xlsx"
    with Workbook(str(pad)) as boek:
        blad = boek.add_worksheet()
        blad.write_row(0, 0, ["gemeentecode", "inwoners"])
        blad.write_string(1, 0, "GM0344")
        blad.write_formula(1, 1, "=300000+61742", None, 361742)
        blad.write_row(2, 0, ["GM0363", 931_298])
    kwitantie = neem_in(Opdracht("inwoners", pad, pad.name, date(2026, 1, 1)), magazijn)
    assert (kwitantie.rijen_in, kwitantie.rijen_uit, kwitantie.afgekeurd) == (2, 1, 1)
    assert magazijn.snapshots.afgekeurd(kwitantie.snapshot) == {2: {"gemeentecode": "GM0344", "inwoners": "361742"}}


def test_a_file_of_an_earlier_year_stays_so_and_keeps_its_total(magazijn, tmp_path):
    inhoud = "gemeentecode;inwoners\n" + "".join(f"{code};{1000 + n}\n" for n, code in enumerate(gemeenten(2009)))
    kwitantie = lees_in(magazijn, tmp_path, "inwoners", inhoud)
    assert (kwitantie.indeling, kwitantie.status) == (2009, "aanvaard")
    assert "De gemeenten zijn die van 2009 en niet van 2026" in kwitantie.bevindingen[0].zin
    tabel = maten.compute(maten.from_query("dichtheid", {}, magazijn()), magazijn())
    assert tabel.frame["inwoners"].sum() == sum(1000 + n for n in range(441))
    assert "Geschat door herindeling" in tabel.opmerkingen[-1]


def test_codes_of_a_later_year_are_refused_with_that_year(magazijn, tmp_path):
    kwitantie = lees_in(magazijn, tmp_path, "plan", "gemeentecode,staat\nGM1992,open\n", indeling=2020)
    assert kwitantie.status == "quarantaine"
    assert kwitantie.bevindingen[0].zin == "Alle gemeenten passen bij indeling 2026, niet bij 2020; kies indeling 2026."
    assert "GM1992 (Voorne aan Zee) bestaat pas sinds 2023" in kwitantie.bevindingen[1].zin


def test_a_split_gemeente_is_divided_by_inhabitants_and_said_to_be_an_estimate(magazijn, tmp_path):
    regels = [f"{code};10" for code in gemeenten(2026)] + ["GM0788;1000"]
    kwitantie = lees_in(magazijn, tmp_path, "inwoners", "gemeentecode;inwoners\n" + "\n".join(regels))
    assert "verdeeld naar inwoners (schatting)" in kwitantie.bevindingen[0].zin
    inwoners = magazijn().dataset.inwoners.set_index("gemeentecode")["inwoners"]
    assert inwoners[["GM0757", "GM0824", "GM0855", "GM0865"]].tolist() == [159, 422, 110, 349]
    assert inwoners.sum() == 3420 + 1000


def test_a_jump_since_the_last_time_is_a_warning(magazijn, tmp_path):
    assert lees_in(magazijn, tmp_path, "inwoners", INWONERS).aantal == {}
    tiende = "\n".join(["gemeentecode,inwoners", *(f"{r[:6]},{int(r[7:]) // 10}" for r in INWONERS.splitlines()[1:])])
    kwitantie = lees_in(magazijn, tmp_path, "inwoners", tiende)
    assert kwitantie.status == "aanvaard"
    zinnen = [bevinding.zin for bevinding in kwitantie.bevindingen if bevinding.ernst == "waarschuwing"]
    assert zinnen[0] == "Inwoners gaat van 17.590.672 naar 1.758.911. Klopt dat?"
    assert zinnen[1].startswith("Grote sprong in 342 gemeenten: Groningen: 234.950 → 23.495;")


def test_points_place_praktijken_and_contradictions_are_told(magazijn, tmp_path):
    inhoud = "praktijk_id,gemeentecode,lon,lat\nP1,,5.1214,52.0907\nP2,GM0014,5.1214,52.0907\n"
    kwitantie = lees_in(magazijn, tmp_path, "praktijken", inhoud)
    assert magazijn.snapshots.rijen(kwitantie.snapshot, "praktijken")["gemeentecode"].tolist() == ["GM0344", "GM0014"]
    waarschuwing = kwitantie.bevindingen[-1].zin
    assert waarschuwing.startswith("1 praktijk ligt volgens de coördinaten niet in de genoemde gemeente (P2: GM0014")


@pytest.mark.parametrize("jaar", [2022, 2023, 2026])
def test_the_gemeentecode_counts_on_every_indeling(magazijn, tmp_path, jaar):
    """P1 is in Amsterdam by its code and in Utrecht by its point; P4 in Utrecht, and in the sea."""
    punten = "P1;GM0363;5.1214;52.0907\nP2;GM0363;4.9000;52.3700\nP4;GM0344;4.10;52.30\n"
    lees_in(magazijn, tmp_path, "praktijken", f"praktijk_id;gemeentecode;lon;lat\n{punten}")
    opleiders = "opleider_id;praktijk_id;instituut\nO1;P1;umcu\nO2;P2;umcu\nO4;P4;umcu\n"
    lees_in(magazijn, tmp_path, "opleiders", opleiders)
    tabel = maten.compute(maten.from_query("dichtheid", {"indeling": str(jaar)}, magazijn()), magazijn())
    per = tabel.frame.set_index("gemeentecode")[["praktijken", "opleiders"]]
    assert per.loc[["GM0344", "GM0363"]].values.tolist() == [[1, 1], [2, 2]]
    assert (per.sum().tolist(), tabel.niet_op_kaart) == ([3, 3], 0)


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ({"peildatum": date(1900, 1, 1)}, "Peildatum 1900-01-01 kan niet"),
        ({"indeling": 1999}, "kies een jaar van 2009 tot en met 2026"),
        ({"bij": 99}, "Snapshot 99 bestaat niet"),
    ],
)
def test_a_question_that_makes_no_sense(magazijn, tmp_path, vraag, zin):
    with pytest.raises((InvoerFout, SelectieFout), match=zin):
        lees_in(magazijn, tmp_path, "inwoners", INWONERS, **vraag)


def test_an_unknown_kind(magazijn, tmp_path):
    with pytest.raises(InvoerFout, match="Soort “iets” bestaat niet; kies praktijken, opleiders"):
        lees_in(magazijn, tmp_path, "iets", INWONERS)


def test_a_trial_keeps_nothing(magazijn, tmp_path):
    (tmp_path / "inwoners.csv").write_text(INWONERS, encoding="utf-8")
    kwitantie = neem_in(Opdracht("inwoners", tmp_path / "inwoners.csv", "inwoners.csv", DAG), magazijn, proef=True)
    assert (kwitantie.snapshot, kwitantie.goed) == (None, True)
    assert not magazijn.snapshots.databank.bestand.exists()


def test_a_killed_import_leaves_what_was_there(magazijn, tmp_path):
    lees_in(magazijn, tmp_path, "praktijken", PRAKTIJKKOP + "P1,GM0344\n")
    voor, stand = magazijn(), read_tellers(magazijn.snapshots.databank).gegevens
    groot = tmp_path / "groot.csv"
    groot.write_text(PRAKTIJKKOP + "".join(f"P{n},GM0344\n" for n in range(300_000)), encoding="utf-8")
    omgeving = {**os.environ, "HN_DATA_DIR": str(tmp_path / "data")}
    opdracht = [sys.executable, "-m", "hn_dash", "import", "praktijken", str(groot), "--peildatum", "2026-01-01"]
    proces = subprocess.Popen(opdracht, cwd=WORTEL, env=omgeving, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    wal = tmp_path / "data/hn_dash.sqlite-wal"
    tot(lambda: proces.poll() is not None or (wal.exists() and wal.stat().st_size > 1_000_000), "it writes")
    assert proces.poll() is None, proces.communicate()[0].decode()
    proces.send_signal(signal.SIGKILL)
    proces.communicate()
    magazijn.peiling.ververs()
    assert read_tellers(magazijn.snapshots.databank).gegevens == stand
    assert magazijn() == voor
    assert len(magazijn.snapshots.lijst()) == 1
