"""A correction completes a file: on its day, in its year and from its source."""

from __future__ import annotations

from datetime import date

import pytest

from hn_dash.errors import InvoerFout
from tests.support.inlezen import gemeenten, lees_in, zinnen


def van_2021(utrecht: str) -> str:
    rijen = [f"{code};10;{utrecht if code == 'GM0344' else '2'}" for code in gemeenten(2021)]
    return "\n".join(["gemeentecode;praktijken;opleiders_umcu", *rijen, ""])


HERSTEL = "gemeentecode;praktijken;opleiders_umcu\nGM0344;10;2\n"


@pytest.mark.parametrize(
    ("vraag", "afwijking"),
    [
        ({"peildatum": date(2026, 1, 1)}, ""),
        ({"peildatum": None}, ""),
        ({"peildatum": date(2026, 3, 1)}, "peildatum 2026-03-01"),
        ({"peildatum": date(2025, 1, 1), "indeling": 2026}, "peildatum 2025-01-01 en indeling 2026"),
    ],
)
def test_a_correction_follows_the_file_that_it_completes(magazijn, tmp_path, vraag, afwijking):
    fout = lees_in(magazijn, tmp_path, "aantallen", van_2021("twee"), bron="Telling 2021")
    assert (fout.status, fout.indeling) == ("quarantaine", 2021)
    heel = lees_in(magazijn, tmp_path, "aantallen", HERSTEL, bij=fout.snapshot, **vraag)
    assert (heel.status, heel.peildatum, heel.indeling, heel.bron) == ("aanvaard", "2026-01-01", 2021, "Telling 2021")
    kenmerken = magazijn.snapshots.geldend()["aantallen"]
    assert (kenmerken.peildatum, kenmerken.indeling, kenmerken.bron) == (date(2026, 1, 1), 2021, "Telling 2021")
    assert heel.totalen["praktijken"] == 3520
    assert zinnen(heel) == (
        [
            "Dit vult snapshot 1 (aantallen.csv) aan: peildatum 2026-01-01 en indeling 2021 blijven die van dat "
            f"bestand, niet {afwijking}."
        ]
        if afwijking
        else []
    )


def test_a_former_code_in_a_correction_does_not_change_the_year_of_the_file(magazijn, tmp_path):
    """Haren alone fits the years up to 2018; the file that it completes is one of 2026."""
    inhoud = "\n".join(["gemeentecode;inwoners", *(f"{code};10" for code in gemeenten(2026)), "GM0017;veel", ""])
    fout = lees_in(magazijn, tmp_path, "inwoners", inhoud)
    assert (fout.status, fout.indeling) == ("quarantaine", 2026)
    heel = lees_in(magazijn, tmp_path, "inwoners", "gemeentecode;inwoners\nGM0017;4\n", bij=fout.snapshot)
    assert (heel.status, heel.indeling, heel.totalen["inwoners"]) == ("aanvaard", 2026, 3424)


def test_a_source_of_its_own_is_kept(magazijn, tmp_path):
    fout = lees_in(magazijn, tmp_path, "aantallen", van_2021("twee"), bron="Telling 2021")
    heel = lees_in(magazijn, tmp_path, "aantallen", HERSTEL, bij=fout.snapshot, bron="Nagebeld")
    assert heel.bron == "Nagebeld"


@pytest.mark.parametrize(
    ("kop", "rij", "zin"),
    [
        (
            "praktijken;opleiders_umcg",
            "10;1",
            "Hier ontbreekt opleiders_umcu, die snapshot 1 (aantallen.csv) wel heeft; voeg toe wat ontbreekt. "
            "Hier staat opleiders_umcg, die snapshot 1 (aantallen.csv) niet heeft; haal weg wat erbij kwam, of lees "
            "het hele bestand opnieuw in.",
        ),
        (
            "praktijken;opleiders_umcu;opleiders_umcg",
            "10;2;1",
            "Hier staat opleiders_umcg, die snapshot 1 (aantallen.csv) niet heeft; haal weg wat erbij kwam, of lees "
            "het hele bestand opnieuw in.",
        ),
    ],
)
def test_a_correction_that_counts_other_institutes_is_refused(magazijn, tmp_path, kop, rij, zin):
    """Nobody counted them in the other file; that is not the same as none."""
    fout = lees_in(magazijn, tmp_path, "aantallen", van_2021("twee"))
    with pytest.raises(InvoerFout) as geweigerd:
        lees_in(magazijn, tmp_path, "aantallen", f"gemeentecode;{kop}\nGM0344;{rij}\n", bij=fout.snapshot)
    assert geweigerd.value.zin == zin
    assert "aantallen" not in magazijn.snapshots.geldend()
    assert lees_in(magazijn, tmp_path, "aantallen", HERSTEL, bij=fout.snapshot).status == "aanvaard"
