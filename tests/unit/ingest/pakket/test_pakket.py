import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hn_dash.dataset import Dataset, Grondslag
from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.geo.bestanden import sha256
from hn_dash.geo.indelingen import Geo, read_geo
from hn_dash.ingest.pakket.pakket import read_grondslag
from tests.support.server import WORTEL

DATA = WORTEL / "data"
NIET_EEN = "uit in plaats van 1; vul haar aan of verbeter haar rijen."
EIS_INSTITUUT = "een instituut dat op de peildatum bestaat"
EIS_STATUS = "leeg, akkoord, voorstel, geparkeerd, te beslissen of te bevestigen"


@pytest.fixture(scope="module")
def geo() -> Geo:
    return read_geo(DATA / "geo")


@pytest.fixture(scope="module")
def voorbeeld(geo: Geo) -> Grondslag:
    return read_grondslag(DATA, geo)


@pytest.fixture(scope="module")
def dataset(voorbeeld: Grondslag) -> Dataset:
    return voorbeeld.dataset


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for naam in ("hn", "voorbeeld"):
        shutil.copytree(DATA / naam, tmp_path / naam, copy_function=shutil.copyfile)
    return tmp_path


def wijzig(data: Path, naam: str, wijziging: Callable[[list[str]], list[str]]) -> None:
    """Change the lines of a file (line 0 is the header), and let the checksums follow."""
    pad = data / naam
    regels = pad.read_text(encoding="utf-8").splitlines()
    pad.write_text("\n".join(wijziging(regels)) + "\n", encoding="utf-8")
    map_ = data / "voorbeeld"
    namen = sorted(pad.name for pad in map_.iterdir() if pad.suffix in (".csv", ".json"))
    sommen = "".join(f"{sha256((map_ / naam).read_bytes())}  {naam}\n" for naam in namen)
    (map_ / "SHA256SUMS").write_text(sommen, encoding="utf-8")


def vervang(data: Path, naam: str, rij: int, oud: str, nieuw: str) -> None:
    """Change one cell of a row, counted as a spreadsheet does."""

    def wijziging(regels: list[str]) -> list[str]:
        assert oud in regels[rij - 1]
        return [*regels[: rij - 1], regels[rij - 1].replace(oud, nieuw, 1), *regels[rij:]]

    wijzig(data, naam, wijziging)


def bevindingen(data: Path, geo: Geo) -> list[Bevinding]:
    with pytest.raises(InvoerFout) as fout:
        read_grondslag(data, geo)
    return list(fout.value.bevindingen)


def test_the_whole_package(voorbeeld: Grondslag, dataset: Dataset) -> None:
    assert (dataset.titel, dataset.voorbeeld) == ("Voorbeeldgegevens (verzonnen)", True)
    assert (dataset.peildatum, dataset.indeling) == (date(2026, 1, 1), 2026)
    assert voorbeeld.plan.titel == "Wie gaat waar werven? (voorbeeld), versie 1"
    assert len(voorbeeld.plan.frame) == 342
    frames = {naam: len(frame) for naam, frame in vars(dataset).items() if hasattr(frame, "columns")}
    assert frames == {
        "aantallen": 0,  # these two come only from files that are read in
        "inwoners": 0,
        "praktijken": 4874,
        "opleiders": 2100,
        "plekken": 8 * 14,
        "verzorgingsgebied": 342 + 12,
        "stageplekken": 3 * 14,
        "regio": 342,
        "instituten": 9,
        "aliassen": 33,
        "locaties": 14,
        "plekken_landelijk": 13,
        "loting_rondes": 3,
        "praktijken_en_huisartsen": 17,
        "aansluitingen": 8,
    }


def test_columns_and_types(dataset: Dataset) -> None:
    def dtypes(naam: str) -> dict[str, str]:
        return {str(kolom): str(dtype) for kolom, dtype in getattr(dataset, naam).dtypes.items()}

    assert dtypes("praktijken") == {
        "praktijk_id": "str", "gemeentecode": "str", "x": "float64", "y": "float64", "huisartsen": "Int64",
    }  # fmt: skip
    assert set(dtypes("opleiders").values()) == {"str"}
    assert list(dataset.opleiders) == [
        "opleider_id", "praktijk_id", "gemeentecode", "instituut", "soort", "leeftijdsklasse",
    ]  # fmt: skip
    assert dtypes("plekken") == {"jaar": "int64", "ronde": "str", "locatie": "str"} | dict.fromkeys(
        ("berekend", "aangeboden", "loting", "geplaatst", "gestart"), "Int64"
    )
    assert dtypes("verzorgingsgebied")["aandeel"] == "float64"
    assert dtypes("plekken_landelijk")["gestart"] == "Int64"


def test_an_opleider_is_where_the_practice_is(dataset: Dataset) -> None:
    waar = dict(zip(dataset.praktijken["praktijk_id"], dataset.praktijken["gemeentecode"], strict=True))
    assert dataset.opleiders["gemeentecode"].tolist() == [waar[nummer] for nummer in dataset.opleiders["praktijk_id"]]


def test_published_facts_are_read_as_published(dataset: Dataset) -> None:
    rondes = dataset.loting_rondes.set_index("ronde")["geplaatst"]
    landelijk = dataset.plekken_landelijk.set_index("jaar")
    huisartsen = dataset.praktijken_en_huisartsen.set_index("jaar")
    assert (rondes["2020-09"], rondes["2021-03"]) == (379, 381)
    assert (landelijk.loc[2020, "vws_plekken"], landelijk.loc[2021, "vws_plekken"]) == (750, 820)
    assert landelijk.loc[2020, "gestart"] == 760
    assert landelijk["gestart"].isna().sum() == 10
    assert huisartsen.loc[2009, "huisartsen_zelfstandig"] == 7780
    assert dataset.instituten.set_index("instituut").loc[["amc", "vumc"], "opvolger"].tolist() == ["aumc", "aumc"]


@pytest.mark.parametrize("naam", ["voorbeeld/regio.csv", "hn/instituut_aliassen.csv"])
def test_other_bytes_give_another_fingerprint(data: Path, geo: Geo, dataset: Dataset, naam: str) -> None:
    assert read_grondslag(data, geo).dataset == dataset
    wijzig(data, naam, lambda regels: [regels[0], *reversed(regels[1:])])
    assert read_grondslag(data, geo).dataset != dataset


def test_faults_in_several_files_are_told_at_once_with_their_rows(data: Path, geo: Geo) -> None:
    vervang(data, "voorbeeld/praktijken.csv", 2, "GM0014", "GM0998")
    vervang(data, "voorbeeld/plan.csv", 3, "lead", "leed")
    vervang(data, "voorbeeld/plan.csv", 4, "umcg", "umcg+aumc")
    vervang(data, "voorbeeld/plekken.csv", 5, "utrecht", "utregt")
    vervang(data, "voorbeeld/stageplekken.csv", 6, "ggz", "gzz")
    vervang(data, "hn/plekken_landelijk.csv", 3, "618", "veel")
    gevonden = bevindingen(data, geo)
    assert [(b.bestand, b.rij, b.kolom, b.waarde) for b in gevonden] == [
        ("hn/plekken_landelijk.csv", 3, "vws_plekken", "veel"),
        ("voorbeeld/praktijken.csv", 2, "gemeentecode", "GM0998"),
        ("voorbeeld/plan.csv", 3, "staat", "leed"),
        ("voorbeeld/plan.csv", 4, "instituten", "umcg+aumc"),
        ("voorbeeld/plekken.csv", 5, "locatie", "utregt"),
        ("voorbeeld/stageplekken.csv", 6, "soort", "gzz"),
    ]
    assert gevonden[1].zin == "“GM0998” moet een gemeentecode van indeling 2026 zijn."
    assert gevonden[3].zin == "“umcg+aumc” moet leeg, of bestaande instituten op alfabet met + ertussen zijn."


@pytest.mark.parametrize(
    ("naam", "rij", "oud", "nieuw", "zin"),
    [
        # Amsterdam UMC has been one institute since 2024
        ("opleiders.csv", 2, "umcg", "amc", f"“amc” moet {EIS_INSTITUUT} zijn."),
        ("opleiders.csv", 2, "P0001", "P9999", "“P9999” moet een praktijk_id van praktijken.csv zijn."),
        ("opleiders.csv", 3, "O0002", "O0001", "“O0001” staat ook in rij 2; laat één van beide rijen staan."),
        ("praktijken.csv", 3, "P0002", "P0001", "“P0001” staat ook in rij 2; laat één van beide rijen staan."),
        ("praktijken.csv", 2, "6.541412", "9", "“9” moet een getal van 3 tot en met 8 met een decimale punt zijn."),
        ("plan.csv", 2, "akkoord", "ok", f"“ok” moet {EIS_STATUS} zijn."),
        ("plekken.csv", 2, "2023-03", "2023-13", "“2023-13” moet jaar en maand als 2025-03 zijn."),
        ("verzorgingsgebied.csv", 2, ",1", ",0.9", f"GM0014 komt op 0,9 {NIET_EEN}"),
    ],
)  # fmt: skip
def test_one_fault_is_one_sentence(data: Path, geo: Geo, naam: str, rij: int, oud: str, nieuw: str, zin: str) -> None:
    vervang(data, f"voorbeeld/{naam}", rij, oud, nieuw)
    (bevinding,) = bevindingen(data, geo)
    assert (bevinding.bestand, bevinding.zin) == (f"voorbeeld/{naam}", zin)


@pytest.mark.parametrize("naam", ["regio.csv", "verzorgingsgebied.csv"])
def test_no_gemeente_is_left_out_in_silence(data: Path, geo: Geo, naam: str) -> None:
    wijzig(data, f"voorbeeld/{naam}", lambda regels: [regels[0], *regels[2:]])
    assert [b.zin for b in bevindingen(data, geo)] == [f"GM0014 komt op 0 {NIET_EEN}"]


def test_a_missing_file_and_a_missing_column(data: Path, geo: Geo) -> None:
    (data / "voorbeeld/opleiders.csv").unlink()
    (data / "hn/loting_rondes.csv").unlink()
    vervang(data, "voorbeeld/plekken.csv", 1, "gestart", "begonnen")
    assert [str(b) for b in bevindingen(data, geo)] == [
        "hn/loting_rondes.csv: Het bestand ontbreekt of is onleesbaar; herstel het met `git checkout data/hn`.",
        "voorbeeld/opleiders.csv: Het bestand ontbreekt of is onleesbaar; maak het opnieuw met "
        "`python -m hn_dash.voorbeeld`.",
        "voorbeeld/plekken.csv, rij 1, kolom gestart: De kolom gestart ontbreekt; voeg haar toe.",
        "voorbeeld/plekken.csv, rij 1, kolom begonnen: De kolom begonnen staat er te veel; haal haar weg.",
    ]


def test_a_damaged_list_of_institutes_does_not_make_every_opleider_wrong(data: Path, geo: Geo) -> None:
    vervang(data, "hn/instituten.csv", 5, "GM0344", "344")
    assert [(b.bestand, b.rij) for b in bevindingen(data, geo)] == [("hn/instituten.csv", 5)]


def test_a_changed_file_is_noticed_though_every_cell_in_it_could_be_true(data: Path, geo: Geo) -> None:
    pad = data / "voorbeeld/regio.csv"
    pad.write_text(pad.read_text(encoding="utf-8").replace("Achterhoek", "Oosthoek"), encoding="utf-8")
    assert [str(b) for b in bevindingen(data, geo)] == [
        "voorbeeld/regio.csv: Het bestand is gewijzigd (controlegetal klopt niet); maak het opnieuw met "
        "`python -m hn_dash.voorbeeld`."
    ]


def test_without_checksums_that_is_the_one_finding(data: Path, geo: Geo) -> None:
    (data / "voorbeeld/SHA256SUMS").unlink()
    assert [b.bestand for b in bevindingen(data, geo)] == ["voorbeeld/SHA256SUMS"]


def test_an_empty_folder_says_how_to_fill_it(tmp_path: Path, geo: Geo) -> None:
    assert {b.zin for b in bevindingen(tmp_path, geo)} == {
        "Het bestand ontbreekt of is onleesbaar; maak het opnieuw met `python -m hn_dash.voorbeeld`."
    }


@pytest.mark.parametrize(
    ("wijziging", "zinnen"),
    [
        ({"indeling": 2009}, ["“2009” moet een jaar van 2022 tot en met 2026 zijn."]),
        ({"indeling": "2026"}, ["“2026” moet een jaar van 2022 tot en met 2026 zijn."]),
        ({"peildatum": "1-1-2026"}, ["“1-1-2026” moet een datum als 2026-01-01 zijn."]),
        ({"voorbeeld": "ja"}, ["“ja” moet true of false zijn."]),
        ({"titel": "", "bron": None}, ["“” moet een tekst zijn.", "“None” moet een tekst zijn."]),
    ],
)
def test_a_wrong_header(data: Path, geo: Geo, wijziging: dict[str, object], zinnen: list[str]) -> None:
    kop = json.loads((data / "voorbeeld/dataset.json").read_text(encoding="utf-8"))
    wijzig(data, "voorbeeld/dataset.json", lambda _: [json.dumps(kop | wijziging)])
    assert [b.zin for b in bevindingen(data, geo)] == zinnen


@pytest.mark.parametrize("inhoud", ["{", "[]", ""])
def test_a_header_that_is_no_json_object(data: Path, geo: Geo, inhoud: str) -> None:
    wijzig(data, "voorbeeld/dataset.json", lambda _: [inhoud])
    (bevinding,) = bevindingen(data, geo)
    assert bevinding.zin.startswith("Het bestand is geen leesbare JSON; maak het opnieuw")
