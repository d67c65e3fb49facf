import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from hn_dash.errors import InvoerFout, SelectieFout
from hn_dash.geo.bestanden import read_json
from hn_dash.geo.indelingen import BANDEN, Geo, read_geo


def test_the_embedded_years_and_how_many_gemeenten_they_have(geo: Geo) -> None:
    aantallen = {jaar: len(geo.indeling(jaar).codes) for jaar in geo.jaren}
    assert aantallen == {2022: 345, 2023: 342, 2024: 342, 2025: 342, 2026: 342}


@pytest.mark.parametrize("jaar", [2022, 2023, 2024, 2025, 2026])
def test_everybody_lives_somewhere_and_has_one_age(geo: Geo, jaar: int) -> None:
    gemeenten = geo.indeling(jaar).gemeenten
    assert gemeenten["inwoners"].sum() == 17_590_672
    assert (gemeenten[list(BANDEN)].sum(axis=1) == gemeenten["inwoners"]).all()
    assert gemeenten["provincie"].nunique() == 12


def test_a_merged_gemeente_is_the_sum_of_its_parts(geo: Geo) -> None:
    delen = geo.indeling(2022).gemeenten.loc[["GM0501", "GM0530", "GM0614"]]
    voorne = geo.indeling(2023).gemeenten.loc["GM1992"]
    assert voorne["gemeentenaam"] == "Voorne aan Zee"
    assert voorne["inwoners"] == 17_704 + 40_574 + 14_960
    assert (voorne[list(BANDEN)] == delen[list(BANDEN)].sum()).all()
    # classes 4, 2 and 4: (4 * 17704 + 2 * 40574 + 4 * 14960) / 73238 = 2.9
    assert voorne["stedelijkheid"] == 3


def test_a_merged_shape_covers_its_parts_and_has_whole_metres(geo: Geo) -> None:
    oud = geo.indeling(2022).vormen.set_index("gemeentecode").geometry
    nieuw = geo.indeling(2023).vormen.set_index("gemeentecode").geometry
    for code, delen in {"GM1992": ["GM0501", "GM0530", "GM0614"], "GM0363": ["GM0363", "GM0457"]}.items():
        assert nieuw[code].area == oud[delen].area.sum()
        assert nieuw[code].symmetric_difference(oud[delen].union_all()).area == 0
    assert (nieuw.get_coordinates() % 1 == 0).all(axis=None)
    assert nieuw.crs.to_epsg() == 28992


def test_names_follow_the_year(geo: Geo) -> None:
    assert geo.indeling(2024).gemeenten.loc["GM0164", "gemeentenaam"] == "Hengelo"
    assert geo.indeling(2025).gemeenten.loc["GM0164", "gemeentenaam"] == "Hengelo (O.)"


def test_the_source_line_says_when_shapes_were_merged(geo: Geo) -> None:
    assert geo.indeling(2022).bronregel == "© CBS / Kadaster, grenzen 2022"
    assert geo.indeling(2026).bronregel == "© CBS / Kadaster, grenzen 2022, samengevoegd"


def test_the_hash_in_the_address_is_that_of_the_browser_file(geo: Geo) -> None:
    indeling = geo.indeling(2026)
    assert indeling.browserhash == hashlib.sha256(indeling.browserbestand.read_bytes()).hexdigest()[:12]


def test_a_year_that_is_not_embedded_is_refused(geo: Geo) -> None:
    with pytest.raises(SelectieFout, match="Indeling 2019 is er niet; kies een jaar van 2022 tot en met 2026"):
        geo.indeling(2019)


def test_a_missing_folder_is_one_sentence_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match=r"SHA256SUMS ontbreekt of is onleesbaar; herstel het met `git checkout"):
        read_geo(tmp_path)


@pytest.mark.parametrize("naam", ["gemeenten_2024.csv", "browser/2026.json", "herindeling/herindelingen.csv"])
def test_one_changed_byte_is_noticed_on_reading(kopie: Path, naam: str) -> None:
    _verander(kopie / naam)
    with pytest.raises(InvoerFout) as fout:
        read_geo(kopie)
    assert f"{naam} is gewijzigd (controlegetal klopt niet); herstel het met" in fout.value.zin
    assert [bevinding.bestand for bevinding in fout.value.bevindingen] == [naam]


def test_every_damaged_file_is_named_at_once(kopie: Path) -> None:
    _verander(kopie / "browser/2022.json")
    (kopie / "buren_2023.csv").unlink()
    with pytest.raises(InvoerFout, match=r"browser/2022\.json, buren_2023\.csv") as fout:
        read_geo(kopie)
    assert len(fout.value.bevindingen) == 2


def test_a_file_without_its_checksum_is_not_trusted(kopie: Path) -> None:
    (kopie / "SHA256SUMS").write_text("")
    with pytest.raises(InvoerFout, match=r"gemeenten_2022\.csv"):
        read_geo(kopie)


@pytest.mark.parametrize(("jaar", "naam"), [(2022, "bron/gemeenten_2022.geojson"), (2026, "gemeenten_2023.geojson")])
def test_changed_boundaries_are_noticed_when_first_used(kopie: Path, jaar: int, naam: str) -> None:
    _verander(kopie / naam)
    indeling = read_geo(kopie).indeling(jaar)
    with pytest.raises(InvoerFout, match=rf"{naam} is gewijzigd"):
        _ = indeling.vormen


def test_what_is_no_json_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_bytes(b'{"features": [\xff')
    with pytest.raises(InvoerFout, match=r"a\.geojson is geen leesbare JSON; herstel het met"):
        read_json(tmp_path, "a.geojson")


def test_reading_the_folder_does_not_load_the_geometry_libraries(geo: Geo) -> None:
    code = (
        "import sys; from pathlib import Path; from hn_dash.geo.indelingen import read_geo;"
        f"read_geo(Path({str(geo.map)!r})); print(sorted({{'shapely', 'geopandas'}} & sys.modules.keys()))"
    )
    wortel = geo.map.parents[1]
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=wortel).stdout == "[]\n"


def _verander(pad: Path) -> None:
    inhoud = bytearray(pad.read_bytes())
    inhoud[len(inhoud) // 2] ^= 1
    pad.write_bytes(inhoud)
