"""One cell: what it becomes, or the sentence that says why not."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from hn_dash.ingest.soort.velden import Dag, Gemeente, Heel, Instituut, Kenmerk, Locatie, Tekst, keuze, tussen

Kleur = keuze("rood", "groen", "blauw")
Deel = tussen(0, 1)
INGEKORT = (
    "een lang getal dat een rekenblad heeft ingekort; geef de kolom in het oorspronkelijke rekenblad de opmaak Getal "
    "zonder decimalen en bewaar haar opnieuw."
)


def lees(soort: Any, waarde: Any, omgeving) -> Any:
    return TypeAdapter(soort | None).validate_python(waarde, context=omgeving)


@pytest.mark.parametrize(
    ("soort", "waarde", "verwacht"),
    [
        (Heel, 12, 12),
        (Heel, "12", 12),
        (Deel, 0.5, 0.5),
        (Deel, 1, 1.0),
        (Deel, "0,25", 0.25),
        (Tekst, "tekst", "tekst"),
        (Tekst, 3511, "3511"),
        (Tekst, "'=1+1", "=1+1"),
        (Kenmerk, "101.1", "101.1"),
        (Kenmerk, "1.234.567", "1.234.567"),
        (Kenmerk, "5E12", "5E12"),
        (Kenmerk, "#A1", "#A1"),
        (Kenmerk, "#DIV/1", "#DIV/1"),
        (Kenmerk, 1234567, "1234567"),
        (Tekst, "'s-Gravenhage", "'s-Gravenhage"),
        (Dag, date(2026, 1, 31), date(2026, 1, 31)),
        (Dag, datetime(2026, 1, 31, 12), date(2026, 1, 31)),
        (Dag, "2026-01-31", date(2026, 1, 31)),
        (Dag, "31-1-2026", date(2026, 1, 31)),
        (Dag, "2026-01-31T00:00:00", date(2026, 1, 31)),
        (Dag, "31-1-2026 12:30", date(2026, 1, 31)),
        (Gemeente, "gm0001", "GM0001"),
        (Gemeente, "Aadorp", "GM0001"),
        (Instituut, "Amsterdam UMC", "aumc"),
        (Instituut, "AMC", "aumc"),
        (Locatie, "Noordstad", "noord"),
        (Kleur, "Groen", "groen"),
        (Kleur, "groen", "groen"),
    ],
)
def test_a_cell_is_read_as_it_was_meant(soort, waarde, verwacht, omgeving):
    gelezen = lees(soort, waarde, omgeving)
    assert (gelezen, type(gelezen)) == (verwacht, type(verwacht))


@pytest.mark.parametrize("soort", [Heel, Deel, Tekst, Dag, Gemeente, Instituut, Locatie, Kleur])
def test_an_empty_cell_stays_empty(soort, omgeving):
    assert TypeAdapter(soort | None).validate_python(None, context=omgeving) is None


@pytest.mark.parametrize(
    ("soort", "waarde", "zin"),
    [
        (Heel, -3, "“-3” is negatief; een aantal is 0 of hoger."),
        (Heel, "-3", "“-3” is negatief; een aantal is 0 of hoger."),
        (Heel, "1.234", "“1.234” heeft scheidingstekens; schrijf 1234."),
        (Heel, "1.5", "“1.5” moet een heel getal van 0 of hoger zijn."),
        (Heel, 1.5, "“1,5” moet een heel getal van 0 of hoger zijn."),
        (Heel, True, "“WAAR” moet een heel getal van 0 of hoger zijn."),
        (Heel, False, "“ONWAAR” moet een heel getal van 0 of hoger zijn."),
        (Heel, "9" * 70, "“" + "9" * 60 + "…” moet een heel getal van 0 of hoger zijn."),
        (Deel, "0.5", "“0.5” heeft een decimale punt, de rest van het bestand een decimale komma; schrijf 0,5."),
        (Deel, "50%", "“50%” is een percentage; schrijf 0,5."),
        (Deel, "1.234.567", "“1.234.567” heeft tekens tussen de duizendtallen; schrijf 1234567."),
        (Deel, "1.234,5", "“1.234,5” heeft tekens tussen de duizendtallen; schrijf 1234,5."),
        (
            Deel,
            "1.234",
            "“1.234” heeft een decimale punt, de rest van het bestand een decimale komma; schrijf 1,234 of, als het "
            "duizendtallen zijn, zonder teken.",
        ),
        (Heel, "84,0", "“84,0” moet een heel getal zijn; schrijf 84."),
        (Deel, "half", "“half” moet een getal zijn."),
        (Deel, True, "“WAAR” moet een getal zijn."),
        (Deel, "1,5", "“1,5” ligt niet tussen 0 en 1."),
        (Deel, -0.5, "“-0,5” ligt niet tussen 0 en 1."),
        (Kenmerk, "1,01E+07", f"“1,01E+07” is {INGEKORT}"),
        (Kenmerk, "1.01e+21", f"“1.01e+21” is {INGEKORT}"),
        (Kenmerk, "3-apr", "“3-apr” is vermoedelijk een kenmerk waar een rekenblad een datum van maakte"),
        (Kenmerk, "mrt-12", "“mrt-12” is vermoedelijk een kenmerk waar een rekenblad een datum van maakte"),
        (Kenmerk, "#N/B", "“#N/B” is een foutwaarde van een rekenblad; vul het kenmerk in."),
        (Kenmerk, "########", "“########” is een foutwaarde van een rekenblad; vul het kenmerk in."),
        (Tekst, 1.5, "“1,5” moet tekst zijn; geef de cel de opmaak Tekst en vul haar opnieuw in."),
        (Dag, "31-02-2026", "“31-02-2026” is geen datum; schrijf dd-mm-jjjj of jjjj-mm-dd, of maak de cel leeg."),
        (Dag, "gisteren", "“gisteren” is geen datum; schrijf dd-mm-jjjj of jjjj-mm-dd, of maak de cel leeg."),
        (Dag, "31-12-68", "“31-12-68” is een datum zonder eeuw; schrijf 31-12-2068 of 2068-12-31."),
        (Dag, "31-12-71", "“31-12-71” is een datum zonder eeuw; schrijf 31-12-1971 of 1971-12-31."),
        (Dag, "3 mei 2026", "“3 mei 2026” is een datum met letters; schrijf 03-05-2026 of 2026-05-03."),
        (Dag, "3-oct-2026", "“3-oct-2026” is een datum met letters; schrijf 03-10-2026 of 2026-10-03."),
        (Dag, "13/31/2028", "“13/31/2028” is geen datum; schrijf dd-mm-jjjj of jjjj-mm-dd, of maak de cel leeg."),
        (Instituut, "lumx", "Instituut “lumx” is niet bekend. Bedoelt u lumc?"),
        (Instituut, "elders", "Instituut “elders” is niet bekend. Kies uit aumc, emc, lumc."),
        (Locatie, "Noorstad", "Opleidingslocatie “Noorstad” is niet bekend. Bedoelt u noordstad?"),
        (Locatie, "hier", "Opleidingslocatie “hier” is niet bekend. Kies uit noord, zuid."),
        (Kleur, "rod", "“rod” kan niet; kies rood, groen of blauw. Bedoelt u rood?"),
        (Kleur, 7, "“7” kan niet; kies rood, groen of blauw."),
    ],
)
def test_a_cell_that_cannot_be_says_why(soort, waarde, zin, omgeving):
    with pytest.raises(ValidationError) as fout:
        lees(soort, waarde, omgeving)
    assert any(deel["msg"].startswith(zin) for deel in fout.value.errors())


def test_the_first_day_of_a_file_decides_how_the_others_are_written(omgeving):
    assert lees(Dag, "03-02-2026", omgeving) == date(2026, 2, 3)
    with pytest.raises(ValidationError, match="schrijf 31-01-2026"):
        lees(Dag, "2026-01-31", omgeving)


def test_a_closed_institute_is_told_with_how_often(omgeving):
    for _ in range(2):
        lees(Instituut, "amc", omgeving)
    assert omgeving.opgevolgd == {"amc → aumc": 2}
