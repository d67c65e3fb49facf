import csv

import pytest

from hn_dash.errors import InvoerFout, SelectieFout
from hn_dash.geo.herindelingen import vroegere_namen
from hn_dash.geo.indelingen import Geo
from hn_dash.geo.omzetting import naar_codes


def test_haren_went_to_groningen_as_a_whole(geo: Geo) -> None:
    assert naar_codes("GM0017", 2018, 2026, geo) == (("GM0014", 1.0),)


def test_haaren_was_divided_over_four_by_its_inhabitants(geo: Geo) -> None:
    assert naar_codes("GM0788", 2020, 2021, geo) == (
        ("GM0757", 0.149),
        ("GM0824", 0.412),
        ("GM0855", 0.1),
        ("GM0865", 0.339),
    )


def test_a_change_during_2022_counts_from_2023(geo: Geo) -> None:
    assert naar_codes("GM0457", 2021, 2022, geo) == (("GM0457", 1.0),)
    assert naar_codes("GM0457", 2022, 2023, geo) == (("GM0363", 1.0),)


def test_chains_of_changes_keep_all_inhabitants(geo: Geo) -> None:
    for code in geo.herindeling.lijsten[2009]:
        doelen = naar_codes(code, 2009, 2026, geo)
        assert sum(aandeel for _, aandeel in doelen) == pytest.approx(1)
        assert {doel for doel, _ in doelen} <= set(geo.herindeling.lijsten[2026])


@pytest.mark.parametrize(("van", "naar"), [(2009, 2020), (2009, 2023), (2009, 2026), (2014, 2023), (2020, 2023)])
def test_chains_agree_with_the_independently_chained_tables(geo: Geo, van: int, naar: int) -> None:
    verwacht: dict[str, dict[str, float]] = {}
    with (geo.map / f"herindeling/map_{van}_{naar}.csv").open(encoding="utf-8") as bestand:
        for rij in csv.DictReader(bestand):
            verwacht.setdefault(rij["old_code"], {})[rij["new_code"]] = float(rij["share"])
    assert verwacht.keys() == geo.herindeling.lijsten[van].keys()
    for code, doelen in verwacht.items():
        assert dict(naar_codes(code, van, naar, geo)) == pytest.approx(doelen, abs=0.0011), code


def test_oudenhoorn_came_from_bernisse_so_spijkenisse_stayed_whole(geo: Geo) -> None:
    assert naar_codes("GM0612", 2014, 2026, geo) == (("GM1930", 1.0),)
    assert naar_codes("GM0568", 2014, 2026, geo) == (("GM1930", 0.91), ("GM1992", 0.09))


def test_without_a_year_a_code_is_of_the_asked_year_or_else_of_its_last(geo: Geo) -> None:
    assert naar_codes("GM0363", None, 2026, geo) == (("GM0363", 1.0),)
    assert naar_codes("GM0457", None, 2026, geo) == (("GM0363", 1.0),)


def test_back_to_an_earlier_indeling_the_shares_are_the_inhabitants_of_the_parts(geo: Geo) -> None:
    brielle, hellevoetsluis, westvoorne = 17_704, 40_574, 14_960
    som = brielle + hellevoetsluis + westvoorne
    terug = dict(naar_codes("GM1992", 2026, 2022, geo))
    assert terug == pytest.approx({"GM0501": brielle / som, "GM0530": hellevoetsluis / som, "GM0614": westvoorne / som})


def test_an_unknown_code_is_refused(geo: Geo) -> None:
    with pytest.raises(InvoerFout, match=r"GM9999 bestaat niet tussen 2009 en 2026; controleer de code"):
        naar_codes("GM9999", None, 2026, geo)
    with pytest.raises(InvoerFout, match="GM0017 bestaat niet in 2022"):
        naar_codes("GM0017", 2022, 2026, geo)


@pytest.mark.parametrize(("van", "naar"), [(2026, 2031), (2026, 2015)])
def test_a_year_that_cannot_be_reached_is_refused(geo: Geo, van: int, naar: int) -> None:
    with pytest.raises(SelectieFout, match=f"Indeling {naar} is er niet; kies een jaar van"):
        naar_codes("GM0363", van, naar, geo)


def test_former_names_lead_to_the_codes_of_today(geo: Geo) -> None:
    vroeger = vroegere_namen(2026, geo.herindeling)
    assert ("GM0017", "Haren", ("GM0014",)) in vroeger
    assert ("GM0788", "Haaren", ("GM0757", "GM0824", "GM0855", "GM0865")) in vroeger
    assert ("GM0612", "Spijkenisse", ("GM1930",)) in vroeger
    assert ("GM0164", "Hengelo", ("GM0164",)) in vroeger  # CBS writes Hengelo (O.) since 2025
    assert not {(code, naam) for code, naam, _ in vroeger} & set(geo.herindeling.lijsten[2026].items())
    assert "Weesp" not in {naam for _, naam, _ in vroegere_namen(2022, geo.herindeling)}
