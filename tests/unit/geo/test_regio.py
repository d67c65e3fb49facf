from pathlib import Path

import pytest

from hn_dash.errors import InvoerFout
from hn_dash.geo.indelingen import Geo, Indeling
from hn_dash.geo.regio import read_regio


@pytest.fixture
def indeling(geo: Geo) -> Indeling:
    return geo.indeling(2026)


@pytest.mark.parametrize(("scheiding", "codering"), [(";", "utf-8"), (",", "utf-8-sig"), ("\t", "cp1252")])
def test_a_complete_file_in_any_usual_form(tmp_path: Path, indeling: Indeling, scheiding: str, codering: str) -> None:
    rijen = [f"Zeeuwse eilanden één{scheiding}{code[2:]}\r\n" for code in reversed(indeling.codes)]
    bestand = tmp_path / "regio.csv"
    bestand.write_bytes(f"Regio{scheiding} Gemeentecode\r\n{''.join(rijen)}\r\n".encode(codering))
    tabel = read_regio(bestand, indeling)
    assert tabel["gemeentecode"].tolist() == list(indeling.codes)
    assert tabel["regio"].unique().tolist() == ["Zeeuwse eilanden één"]


def test_all_faults_are_told_at_once_with_row_and_value(tmp_path: Path, indeling: Indeling) -> None:
    goed = "".join(f"{code};Noord\n" for code in indeling.codes if code not in ("GM0014", "GM0344", "GM0363"))
    bestand = tmp_path / "regio.csv"
    bestand.write_text(
        f"gemeentecode;regio\n{goed}0363;West\n363;Oost\nUtrecht;Midden\nGM0457;West\n344;\n14;Noord;extra\n"
    )
    with pytest.raises(InvoerFout, match=r"regio\.csv is niet te gebruiken: 6 bevindingen") as fout:
        read_regio(bestand, indeling)
    eerste = 2 + 339  # header, then the good rows
    assert [(b.rij, b.kolom, b.waarde) for b in fout.value.bevindingen] == [
        (eerste + 1, "gemeentecode", "363"),
        (eerste + 2, "gemeentecode", "Utrecht"),
        (eerste + 3, "gemeentecode", "GM0457"),
        (eerste + 4, "regio", ""),
        (eerste + 5, "", ""),
        (None, "", ""),
    ]
    assert [b.zin for b in fout.value.bevindingen] == [
        "GM0363 staat er al; laat één rij per gemeente staan.",
        "“Utrecht” is geen gemeentecode; schrijf GM en vier cijfers.",
        "GM0457 is geen gemeente van indeling 2026; zet de lijst om naar dat jaar.",
        "De regio van GM0344 is leeg; vul een naam in.",
        "Deze rij heeft 3 velden en de kop 2; controleer de scheidingstekens.",
        "1 gemeente heeft in indeling 2026 geen regio (GM0014); vul aan.",
    ]


@pytest.mark.parametrize("inhoud", ["", "code;naam\nGM0014;Noord\n", "gemeentecode\nGM0014\n"])
def test_without_its_columns_a_file_is_refused(tmp_path: Path, indeling: Indeling, inhoud: str) -> None:
    bestand = tmp_path / "regio.csv"
    bestand.write_text(inhoud)
    with pytest.raises(InvoerFout, match="ontbreekt; de eerste rij moet gemeentecode;regio zijn"):
        read_regio(bestand, indeling)


def test_a_file_of_two_encodings_is_refused(tmp_path: Path, indeling: Indeling) -> None:
    bestand = tmp_path / "regio.csv"
    bestand.write_bytes("gemeentecode;regio\nGM0014;Súd\nGM0034;Zu".encode() + b"\xefd\n")
    with pytest.raises(InvoerFout, match="Een deel van het bestand is UTF-8 en een deel niet"):
        read_regio(bestand, indeling)


def test_invisible_signs_do_not_make_two_regions_of_one(tmp_path: Path, indeling: Indeling) -> None:
    bestand = tmp_path / "regio.csv"
    regels = [f"{code};Noord{chr(0x200B) if n % 2 else ''}" for n, code in enumerate(indeling.codes)]
    bestand.write_text("gemeentecode;regio\n" + "\n".join(regels), encoding="utf-8")
    assert set(read_regio(bestand, indeling)["regio"]) == {"Noord"}


def test_a_missing_file_is_one_sentence(tmp_path: Path, indeling: Indeling) -> None:
    with pytest.raises(InvoerFout, match=r"weg\.csv is niet te lezen; controleer de naam en de rechten"):
        read_regio(tmp_path / "weg.csv", indeling)
