"""One row: what its cells say together."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from hn_dash.ingest.soort.soorten import SOORTEN, met_instituten


def lees(kind: str, omgeving, **cellen: Any) -> Any:
    return SOORTEN[kind].rij.model_validate(cellen, context=omgeving)


def test_an_age_in_years_or_a_year_of_birth_becomes_a_class(omgeving):
    rij = {"opleider_id": "O1", "gemeentecode": "GM0001", "instituut": "emc"}
    assert lees("opleiders", omgeving, **rij, leeftijdsklasse=52).leeftijdsklasse == "50-54"
    assert lees("opleiders", omgeving, **rij, leeftijdsklasse="50-54").leeftijdsklasse == "50-54"
    assert lees("opleiders", omgeving, **rij, geboortejaar=1960).leeftijdsklasse == "65+"
    assert lees("opleiders", omgeving, **rij, geboortejaar=1960, leeftijdsklasse=52).leeftijdsklasse == "50-54"


def test_partners_that_became_one_institute_are_one_lead(omgeving):
    gelezen = lees("plan", omgeving, gemeentecode="GM0001", staat="gezamenlijk", instituten="amc+aumc")
    assert (gelezen.staat, gelezen.instituten) == ("lead", "aumc")
    gelezen = lees("plan", omgeving, gemeentecode="GM0001", staat="gezamenlijk", instituten="lumc+emc")
    assert (gelezen.staat, gelezen.instituten) == ("gezamenlijk", "emc+lumc")


@pytest.mark.parametrize(
    ("soort", "cellen", "zin"),
    [
        (
            "opleiders",
            {"opleider_id": "O1", "gemeentecode": "GM0001", "instituut": "emc", "leeftijdsklasse": 7},
            "“7” is geen leeftijdsklasse",
        ),
        (
            "opleiders",
            {"opleider_id": "O1", "gemeentecode": "GM0001", "instituut": "emc", "geboortejaar": 2020},
            "Geboortejaar 2020 geeft een leeftijd van 6 jaar; controleer het jaar.",
        ),
        (
            "opleiders",
            {"opleider_id": "O1", "praktijk_id": "12", "instituut": "emc"},
            "Praktijk “12” komt niet voor in het bestand praktijken. Bedoelt u 0012? Zijn de voorloopnullen",
        ),
        (
            "opleiders",
            {"opleider_id": "O1", "praktijk_id": "P9", "instituut": "emc"},
            "Praktijk “P9” komt niet voor in het bestand praktijken.",
        ),
        ("praktijken", {"praktijk_id": "P1"}, "Deze praktijk heeft geen plaats; vul gemeentecode in, of lon en lat"),
        (
            "praktijken",
            {"praktijk_id": "P1", "postcode": "1234AB"},
            "Postcodes zijn hier niet te plaatsen: vul gemeentecode in",
        ),
        (
            "plan",
            {"gemeentecode": "GM0001", "staat": "gezamenlijk", "instituten": "emc"},
            "Bij “gezamenlijk” hoort twee of meer instituten, maar er staat “emc”.",
        ),
        (
            "plan",
            {"gemeentecode": "GM0001", "staat": "open", "instituten": "emc"},
            "Bij “open” hoort geen instituut, maar er staat “emc”.",
        ),
        (
            "plekken",
            {"jaar": 2026, "ronde": "2026-13", "locatie": "noord"},
            "“2026-13” is geen ronde; schrijf jaar-maand, zoals 2026-03.",
        ),
        (
            "plekken",
            {"jaar": 2025, "ronde": "2026-03", "locatie": "noord"},
            "Ronde 2026-03 valt niet in jaar 2025; verbeter een van beide.",
        ),
        (
            "plekken",
            {"jaar": 2026, "ronde": "2026-03", "locatie": "noord", "loting": 4, "geplaatst": 5},
            "Er zijn er 5 geplaatst op 4 plekken in de loting.",
        ),
        (
            "stageplekken",
            {"soort": "ggz", "plekken": 2},
            "Deze plekken hebben geen plaats; vul locatie of gemeentecode in.",
        ),
    ],
)
def test_cells_that_do_not_go_together(soort, cellen, zin, omgeving):
    with pytest.raises(ValidationError) as fout:
        lees(soort, omgeving, **cellen)
    assert [deel["msg"] for deel in fout.value.errors() if zin in deel["msg"]]


def test_without_praktijken_an_opleider_in_one_cannot_be_read(omgeving):
    omgeving.praktijken = frozenset()
    with pytest.raises(ValidationError, match="lees eerst het bestand praktijken in"):
        lees("opleiders", omgeving, opleider_id="O1", praktijk_id="P1", instituut="emc")


def test_only_the_counts_get_a_column_for_each_institute():
    kolommen = ("opleiders_emc", "opleiders_lumc")
    rij = met_instituten(SOORTEN["aantallen"], kolommen)
    assert list(rij.model_fields) == ["gemeentecode", "praktijken", "huisartsen", *kolommen]
    assert met_instituten(SOORTEN["inwoners"], kolommen) is SOORTEN["inwoners"].rij
