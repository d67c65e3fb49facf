from dataclasses import replace
from pathlib import Path

from hn_dash.geo.build.controle import check_geo
from hn_dash.geo.indelingen import BANDEN, Geo, read_geo


def test_everything_promised_holds(geo: Geo) -> None:
    uitkomsten = {controle.naam: controle for controle in check_geo(geo)}
    assert [controle for controle in uitkomsten.values() if controle.in_orde is not True] == []
    assert list(uitkomsten) == [
        "controlegetallen",
        "gemeentecodes",
        "geldige vlakken",
        "geen overlap",
        "oppervlakte",
        "tekening in de browser",
        "buren",
        "inwoners",
        "herindelingen",
    ]
    assert uitkomsten["gemeentecodes"].uitkomst.startswith("2022: 345, 2023: 342, 2024: 342, 2025: 342, 2026: 342;")
    assert uitkomsten["inwoners"].uitkomst.startswith("17.590.672 in elke indeling")


def test_with_a_changed_file_nothing_else_is_claimed(kopie: Path) -> None:
    geo = read_geo(kopie)
    (kopie / "bron/wijken_2022.geojson").write_text("{}")
    (controle,) = check_geo(geo)
    assert controle.naam == "controlegetallen"
    assert not controle.in_orde
    assert "bron/wijken_2022.geojson is gewijzigd" in controle.uitkomst


def test_missing_inhabitants_neighbours_and_shares_are_found(geo: Geo) -> None:
    goed = geo.indeling(2024)
    gemeenten = goed.gemeenten.copy()
    gemeenten.loc["GM0014", ["inwoners", *BANDEN]] = 0
    fout = replace(goed, gemeenten=gemeenten, buren=goed.buren[goed.buren["soort"] == "land"])
    tabel = geo.herindelingen[geo.herindelingen["new_name"] != "Vught"]
    ander = replace(geo, indelingen={**geo.indelingen, 2024: fout}, herindeling=replace(geo.herindeling, tabel=tabel))
    rood = {controle.naam: controle for controle in check_geo(ander) if not controle.in_orde}
    assert list(rood) == ["buren", "inwoners", "herindelingen"]
    # the 234.950 of Groningen are missing in one year
    assert rood["inwoners"].uitkomst == "17.355.722 en 17.590.672 in verschillende indelingen; leeftijden tellen op"
    assert rood["herindelingen"].uitkomst.endswith("niet 1: GM0788 op 2021-01-01")


def test_ages_that_do_not_add_up_are_found(geo: Geo) -> None:
    gemeenten = geo.indeling(2024).gemeenten.copy()
    gemeenten.loc["GM0014", BANDEN[0]] += 1
    ander = replace(geo, indelingen={**geo.indelingen, 2024: replace(geo.indeling(2024), gemeenten=gemeenten)})
    rood = [controle.uitkomst for controle in check_geo(ander) if not controle.in_orde]
    assert rood == ["17.590.672 in elke indeling; leeftijden tellen niet op"]


def test_gemeenten_of_another_year_are_found(geo: Geo) -> None:
    anders = replace(geo, indelingen={**geo.indelingen, 2024: replace(geo.indeling(2022), jaar=2024)})
    _, codes = check_geo(anders)
    assert (codes.naam, codes.in_orde) == ("gemeentecodes", False)
    assert codes.uitkomst.endswith("2024: 345, 2025: 342, 2026: 342; wijken af in 2024")
