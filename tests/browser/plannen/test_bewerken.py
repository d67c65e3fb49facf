"""Two people work on one plan: merging, a conflict, undo, a lock, and freezing; the log tells it all."""

from __future__ import annotations

from hn_dash.domain.plan.afspraak import Afspraak
from tests.browser.plannen.hulp import VAK, begin, kies, melding, voorgesteld, wens


def test_a_plan_is_made_changed_by_keys_and_undone(bezoek, beheer):
    begin(bezoek)
    page = kies(bezoek, "GM0047", "GM0090")
    page.keyboard.press("g")
    wens(page, "gezamenlijk")
    page.keyboard.press("7")
    page.keyboard.press("1")
    wens(page, "gezamenlijk", "aumc", "umcg")
    page.keyboard.press("Enter")
    melding(page, "2 gemeenten: gezamenlijk Amsterdam UMC + Groningen.")
    afspraken = beheer.stand(1).afspraken
    assert {afspraken[code].instituten for code in ("GM0047", "GM0090")} == {"aumc+umcg"}
    page.wait_for_function("() => document.getElementById('werving-onderschrift').textContent.includes('versie 2')")
    page.keyboard.press("Control+z")
    melding(page, "Ongedaan gemaakt: ")
    assert beheer.stand(1).afspraken["GM0047"].staat == "niet besproken"
    page.keyboard.press("Control+y")
    melding(page, "Opnieuw gedaan: ")
    assert [bundel["soort"] for bundel in beheer.plannen.bundels(1)] == ["zet", "zet", "ongedaan", "opnieuw"]
    assert beheer.check_keten(1) == []


def test_two_people_merge_and_on_one_gemeente_the_second_chooses(bezoek, ander, beheer):
    begin(bezoek)
    een, twee = kies(bezoek, "GM0014"), kies(ander, "GM0014")
    twee.fill(f"{VAK}wie", "Bea")
    een.wait_for_function(
        "() => document.getElementById('werving-bewerk-aanwezig').textContent.includes('bij Groningen')"
    )
    twee.evaluate("() => window.dash_clientside.set_props('werving-bewerk-klok', {disabled: true})")  # she looks away
    een.keyboard.press("2")
    wens(een, "lead", "umcu")
    een.keyboard.press("Enter")
    melding(een, "Groningen: lead Utrecht.")
    twee.click("#werving-titel")
    twee.keyboard.press("o")
    wens(twee, "open")
    twee.keyboard.press("Enter")
    melding(twee, "1 gemeente is intussen door iemand anders gewijzigd; er is niets geschreven.")
    assert "Groningen: nu lead Utrecht; u vroeg open." in twee.inner_text(f"{VAK}botsing")
    assert beheer.stand(1).afspraken["GM0014"].instituten == "umcu"
    twee.click(f"{VAK}mijn")
    melding(twee, "Uw wijziging geldt.")
    assert beheer.stand(1).afspraken["GM0014"] == Afspraak("open", status="voorstel")
    een.wait_for_function(  # seen by the first within a few seconds
        "() => document.getElementById('werving-kaartje').textContent.includes('open')", timeout=6_000
    )


def test_what_comes_in_while_a_gemeente_is_chosen_is_not_overwritten(bezoek, ander, beheer):
    begin(bezoek)
    een, twee = kies(bezoek, "GM0014"), kies(ander, "GM0014")
    een.keyboard.press("2")
    wens(een, "lead", "umcu")
    een.keyboard.press("Enter")
    melding(een, "Groningen: lead Utrecht.")
    twee.wait_for_function("() => document.getElementById('werving-onderschrift').textContent.includes('versie 2')")
    twee.wait_for_function("() => document.getElementById('werving-kaartje').textContent.includes('Utrecht')")
    for _ in range(2):  # it was chosen before, whatever the map says now
        twee.keyboard.press("o")
        wens(twee, "open")
        twee.keyboard.press("Enter")
        melding(twee, "1 gemeente is intussen door iemand anders gewijzigd; er is niets geschreven.")
    assert beheer.stand(1).afspraken["GM0014"].instituten == "umcu"
    twee.click(f"{VAK}hun")
    melding(twee, "De wijziging van de ander blijft staan.")
    twee.click("#werving-titel")
    twee.keyboard.press("Enter")
    melding(twee, "Groningen: open.")
    een.click("#werving-titel")
    een.keyboard.press("Control+z")  # what she did is no longer there
    melding(een, "1 gemeente is intussen door iemand anders gewijzigd; er is niets geschreven.")
    een.click(f"{VAK}hun")
    melding(een, "De wijziging van de ander blijft staan.")
    een.click("#werving-titel")
    een.keyboard.press("Control+z")
    melding(een, "Er is van u niets ongedaan te maken.")


def test_a_duplicated_tab_has_its_own_undo_and_loading_again_keeps_it(bezoek, beheer):
    begin(bezoek)
    page = kies(bezoek, "GM0014")
    page.keyboard.press("o")
    wens(page, "open")
    page.keyboard.press("Enter")
    melding(page, "Groningen: open.")
    with page.expect_popup() as nieuw:
        page.evaluate(
            "() => { window.open(location.href); }"
        )  # which copies what the window keeps, as duplicating does
    dubbel = nieuw.value
    dubbel.wait_for_selector(f"{VAK}paneel:not([hidden])")
    dubbel.click(f"{VAK}ongedaan")
    melding(dubbel, "Er is van u niets ongedaan te maken.")
    assert beheer.stand(1).afspraken["GM0014"].staat == "open"
    page.reload()
    page.wait_for_selector(f"{VAK}paneel:not([hidden])")
    page.click(f"{VAK}ongedaan")
    melding(page, "Ongedaan gemaakt: ")
    assert beheer.stand(1).afspraken["GM0014"].staat == "lead"


def test_a_proposal_is_looked_at_and_taken_over_by_a_person(bezoek, beheer):
    begin(bezoek)
    page = kies(bezoek, "GM0047")
    voor = beheer.stand(1).tot
    page.get_by_text("Voorstel voor de gemeenten zonder instituut").click()
    page.click(f"{VAK}vraagvoorstel")
    assert voorgesteld(page) == 27
    assert "Met aaneengesloten gebieden zijn de afstand" in page.inner_text(f"{VAK}voorstelzin")
    assert beheer.stand(1).tot == voor
    page.click(f"{VAK}overnemen")
    melding(page, "Voorstel overgenomen in 1 gemeente; Ongedaan neemt het terug.")
    afspraak = beheer.stand(1).afspraken["GM0047"]
    assert (afspraak.staat, afspraak.instituten, afspraak.status) == ("lead", "umcg", "voorstel")
    assert "Groningen ligt hemelsbreed op 25 km" in afspraak.opmerking


def test_a_lock_and_freezing_hold(bezoek, beheer):
    begin(bezoek)
    page = kies(bezoek, "GM0344")
    page.get_by_text("Sloten, versies en bestand").click()
    page.click(f"{VAK}slot")
    melding(page, "Utrecht: op slot.")
    page.click("#werving-titel")
    page.keyboard.press("o")
    wens(page, "open")
    page.keyboard.press("Enter")
    melding(page, "Utrecht: de gemeente zit op slot; haal het slot eraf.")
    page.click(f"{VAK}slotaf")
    melding(page, "Utrecht: van het slot.")
    page.select_option(f"{VAK}slotdoel", "umcu")
    page.click(f"{VAK}slot")
    melding(page, "Het gebied van Utrecht: op slot.")
    page.click("#werving-titel")
    page.keyboard.press("Enter")
    melding(page, "Utrecht: het gebied van Utrecht zit op slot; haal het slot eraf.")
    page.click(f"{VAK}slotaf")
    melding(page, "Het gebied van Utrecht: van het slot.")
    page.fill(f"{VAK}versie", "besproken")
    page.click(f"{VAK}bewaren")
    melding(page, "Versie “besproken” is bewaard")
    page.fill(f"{VAK}versie", "definitief")
    antwoorden = ["accept", "dismiss"]
    page.on("dialog", lambda vraag: getattr(vraag, antwoorden.pop())())
    for nog in (1, 0):
        with page.expect_event("dialog"):
            page.click(f"{VAK}vaststellen")
        assert not beheer.plannen.zoek(1).vastgesteld or not nog
    melding(page, "is vastgesteld")
    page.wait_for_selector(f"{VAK}begin:not([hidden])")
    assert beheer.plannen.zoek(1).vastgesteld
    assert [versie.naam for versie in beheer.plannen.versies(1)] == ["besproken", "definitief"]
    opties = page.locator("#werving-plan option").all_inner_texts()
    assert [optie.partition(" (")[0] for optie in opties[2:]] == [
        "Werving 2026",
        "Werving 2026, “definitief”",
        "Werving 2026, “besproken”",
    ]
    assert beheer.stand(1).afspraken["GM0344"].instituten == "umcu"


def test_a_thorough_proposal_is_searched_beside_the_server(bezoek, beheer):
    page = begin(bezoek)
    page.get_by_text("Voorstel voor de gemeenten zonder instituut").click()
    page.fill(f"{VAK}doel-umcg", "20")
    page.click(f"{VAK}zoekbeste")
    page.wait_for_function(
        f"() => document.querySelector('{VAK}voorstelzin').textContent.startsWith('Vul voor elk instituut een doel in')"
    )
    page.fill(f"{VAK}doel-umcg", "")
    page.fill(f"{VAK}tolerantie", "20")
    page.click(f"{VAK}zoekbeste")
    page.wait_for_function(
        f"() => document.querySelector('{VAK}voorstelzin').textContent.startsWith('Klaar met zoeken. Met')",
        timeout=60_000,
    )
    assert voorgesteld(page) == 27
    assert beheer.stand(1).tot == 1
    page.click(f"{VAK}overnemen")
    melding(page, "Voorstel overgenomen in 27 gemeenten; Ongedaan neemt het terug.")
    page.wait_for_selector(f"{VAK}rooster .ag-row", state="detached")
    page.click(f"{VAK}ongedaan")
    melding(page, "Ongedaan gemaakt: ")
    assert voorgesteld(page) == 27


def test_two_plans_beside_each_other_move_and_choose_together(bezoek, beheer):
    begin(bezoek)
    page = kies(bezoek, "GM0344")
    page.keyboard.press("o")
    wens(page, "open")
    page.keyboard.press("Enter")
    melding(page, "Utrecht: open.")
    page.get_by_role("link", name="Vergelijk plannen").click()
    bezoek.klaar("vergelijking")
    page.wait_for_selector("#vergelijking-plankaart[data-staat=klaar]")
    assert page.inner_text("#vergelijking-boven").startswith("1 gemeente verschilt: 1 van lead Utrecht naar open.")
    assert page.locator("#vergelijking-rooster .ag-row").count() >= 1
    kaarten = [f"#vergelijking-{deel}kaart svg.kaart-svg" for deel in ("", "met", "plan")]
    page.click("#vergelijking-inzoomen")
    assert len({page.get_attribute(kaart, "viewBox") for kaart in kaarten}) == 1
    page.locator("#vergelijking-metkaart .laag-vlakken path").nth(100).click(force=True)
    page.wait_for_function("() => location.search.includes('gemeente=')")
    assert [page.locator(f"{kaart} .laag-nadruk path").count() for kaart in kaarten] == [2, 2, 2]
    page.get_by_role("link", name="Wissel van kant").click()
    page.wait_for_function(
        "() => document.querySelector('#vergelijking-boven').textContent.includes('van open naar lead Utrecht')"
    )


def test_a_file_changes_the_plan_in_one_step_or_not_at_all(bezoek, beheer, tmp_path):
    page = begin(bezoek)
    page.get_by_text("Sloten, versies en bestand").click()
    kop = "gemeentecode;staat;instituten;status;vanaf"
    goed, half = tmp_path / "goed.csv", tmp_path / "half.csv"
    goed.write_text(f"{kop}\nGM0344;lead;umcg;akkoord;2027-01-01\nGM0014;open;;;\n")
    half.write_text(f"{kop}\nGM0344;open;;;\nGM0014;lead;nergens;;\n")
    page.set_input_files(f"{VAK}bestand", str(half))
    melding(page, "Plan “Werving 2026” verandert niet: 1 fout.half.csv, rij 3, kolom instituten")
    assert beheer.stand(1).tot == 1
    page.set_input_files(f"{VAK}bestand", str(goed))
    melding(page, "goed.csv: 2 gemeenten gewijzigd; Ongedaan neemt het terug.")
    assert beheer.stand(1).afspraken["GM0344"] == Afspraak("lead", "umcg", "akkoord", "", "2027-01-01")
    page.click(f"{VAK}ongedaan")
    melding(page, "Ongedaan gemaakt: ")
    assert beheer.stand(1).afspraken["GM0344"].instituten == "umcu"
