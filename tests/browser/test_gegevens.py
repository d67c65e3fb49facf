"""The page Gegevens as a person uses it: a good file, a broken one, its correction, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.server import WORTEL, draaiend

VOORBEELD = WORTEL / "data/voorbeeld"


@pytest.fixture
def adres(tmp_path: Path) -> Iterator[str]:
    """A dashboard of this test's own, where nothing was read in yet."""
    with draaiend({"HN_DATA_DIR": str(tmp_path / "data")}) as adres:
        yield adres


def stuur(page: Page, bestand: Path) -> None:
    """Choose a file and wait until it has come over."""
    page.set_input_files("#gegevens-bestand", str(bestand))
    page.wait_for_function(
        "naam => { const t = document.getElementById('gegevens-gekozen').textContent;"
        " return t.startsWith(naam + ': ') && t.endsWith('kolommen.'); }",
        arg=bestand.name,
    )


def controleer(page: Page, bestand: Path, soort: str) -> None:
    """Choose a file and let it be checked."""
    stuur(page, bestand)
    page.select_option("#gegevens-soort", soort)
    page.fill("#gegevens-peildatum", "2026-01-01")
    page.wait_for_selector("#gegevens-controleer:not([disabled])")
    page.click("#gegevens-controleer")
    page.wait_for_function(
        "naam => document.getElementById('gegevens-kwitantie').textContent.includes(naam)", arg=f"Bestand{bestand.name}"
    )


def melding(page: Page, zin: str) -> None:
    page.wait_for_function("zin => document.getElementById('gegevens-melding').textContent.includes(zin)", arg=zin)


def test_a_good_file_counts_when_it_is_accepted_and_no_sooner(bezoek):
    page = bezoek.open("/gegevens")
    page.wait_for_selector("#gegevens-bestand", state="attached")
    controleer(page, VOORBEELD / "inwoners.csv", "inwoners")
    assert "Gecontroleerd en in orde" in page.inner_text("#gegevens-kwitantie")
    assert "17.590.672" in page.inner_text("#gegevens-kwitantie")
    page.click("#gegevens-aanvaard")
    melding(page, "Aanvaard: inwoners van 2026-01-01 geldt nu.")
    page.wait_for_selector("#gegevens-lijst .ag-cell:has-text('geldt nu')")
    page.click("#menu-dichtheid")
    bezoek.klaar("dichtheid")
    assert "inwoners.csv" in page.inner_text("#dichtheid-voet")


def test_a_broken_file_is_mended_and_read_in_again(bezoek, tmp_path):
    regels = (VOORBEELD / "plan.csv").read_text(encoding="utf-8").splitlines()
    kapot = tmp_path / "plan kapot.csv"
    kapot.write_text("\n".join([regels[0], regels[1].replace("umcg", "umgc"), *regels[2:]]), encoding="utf-8")
    page = bezoek.open("/gegevens")
    page.wait_for_selector("#gegevens-bestand", state="attached")
    controleer(page, kapot, "plan")
    assert "In quarantaine: er is niets veranderd" in page.inner_text("#gegevens-kwitantie")
    assert page.inner_text("#gegevens-bevindingenkop") == "Bevindingen: 1 fout"
    page.wait_for_selector("#gegevens-bevindingen .ag-cell:has-text('Bedoelt u umcg?')")
    with page.expect_download() as download:
        page.click("#gegevens-afgekeurdcsv")
    terug = tmp_path / "correctie.csv"
    terug.write_text(
        Path(download.value.path()).read_text(encoding="utf-8-sig").replace("umgc;", "umcg;", 1), encoding="utf-8"
    )
    page.click("#gegevens-meer > summary")
    stuur(page, terug)
    page.select_option("#gegevens-bij", "1")
    page.click("#gegevens-controleer")
    page.wait_for_function("() => document.getElementById('gegevens-kwitantie').textContent.includes('Snapshot 2')")
    assert "1 in het bestand, 1 goed; samen met het bestand dat het aanvult 342" in page.inner_text(
        "#gegevens-kwitantie"
    )
    page.click("#gegevens-aanvaard")
    melding(page, "Aanvaard")
    page.on("dialog", lambda vraag: vraag.accept())
    page.click("#gegevens-terug")
    melding(page, "Teruggedraaid: correctie.csv; er is geen eerder bestand.")


def test_what_is_no_table_is_refused_before_anything_else(bezoek, tmp_path):
    (tmp_path / "x.csv").write_bytes(b"%PDF-1.7")
    page = bezoek.open("/gegevens")
    page.wait_for_selector("#gegevens-bestand", state="attached")
    page.set_input_files("#gegevens-bestand", str(tmp_path / "x.csv"))
    page.wait_for_function("() => document.getElementById('gegevens-gekozen').textContent.includes('Dit is een pdf')")
    assert page.is_disabled("#gegevens-controleer")
    bezoek.fouten.clear()  # Chromium notes a refused request in its console


def test_herindelingen_of_any_two_years_can_be_looked_up(bezoek):
    page = bezoek.open("/gegevens")
    page.select_option("#gegevens-van", "2020")
    page.select_option("#gegevens-naar", "2021")
    page.wait_for_selector("#gegevens-herindelingen .ag-cell:has-text('Biezenmortel')")
    assert "gemeenten van 2020 veranderden" in page.inner_text("#gegevens-herindelingkop")
