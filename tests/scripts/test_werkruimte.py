"""A workspace in the page: what it shows, and what it asks and tells Dash."""

import pytest

from tests.scripts import ruimte as werkruimte
from tests.scripts.land import DRIE, A, B, C
from tests.scripts.ruimte import NA_HET_VERVEN

LEGENDA = [
    {"letter": "a", "tekst": "open", "aantal": 2, "kleuren": ["#ffffff"]},
    {"letter": "b", "tekst": "Leiden", "aantal": 1, "kleuren": ["#cc2e0a"]},
]
ANTWOORD = {
    "geometrie": "/geo/drie.json",
    "adres": "plan=p1",
    "vraag": "plan=p1&stand=3",
    "titel": "Werving",
    "omschrijving": "Zin.",
    "voet": "Bron.",
    "fout": "",
    "legendakop": "Wie werft er?",
    "klassen": "aba",
    "legenda": LEGENDA,
    "samen": 3,
    "eenheid": "gemeenten",
}
TABEL = {
    "geometrie": "/geo/drie.json",
    "spec": [{"naam": "opleiders", "kop": "Opleiders", "soort": "aantal", "decimalen": 0}],
    "verborgen": [],
    "kolommen": {"opleiders": [7, 8]},
    "tip": ["{opleiders} opleiders"],
    "rijen": 2,
    "gemeentestappen": [0, 2],
}


@pytest.fixture
def ruimte(open_ruimte):
    open_ruimte.bestanden |= {"/geo/drie.json": DRIE, "/geo/ander.json": {**DRIE, "vroeger": []}}
    return open_ruimte


def toon(blad, **anders):
    werkruimte.toon(blad, {**ANTWOORD, **anders})


def vul(blad, **anders):
    werkruimte.vul(blad, {**TABEL, **anders})


def gezet(blad, deel):
    """What Dash was told of a part, in order."""
    return [waarde for id_, waarde in blad.doe("() => gezet") if id_ == f"proef-{deel}"]


def gekozen(blad):
    return blad.doe("() => hn.ruimte('proef').gekozen")


def rijen(blad):
    return blad.doe("() => rooster.nodes.filter(node => node.aan).map(node => node.id)")


def tekst(blad, deel):
    return blad.doe("(deel) => document.getElementById('proef-' + deel).textContent", deel)


def test_the_words_of_an_answer_stand_around_the_map(ruimte):
    toon(ruimte)
    assert [tekst(ruimte, deel) for deel in ("titel", "onderschrift", "voet")] == ["Werving", "Zin.", "Bron."]
    assert tekst(ruimte, "legenda") == "Wie werft er?open2Leiden1gemeenten samen3"
    assert ruimte.page.locator("#proef-csv").get_attribute("href") == "/download/proef.csv?plan=p1"
    assert ruimte.page.locator("#proef-pdf").get_attribute("href") == "/download/proef.pdf?plan=p1"
    assert not ruimte.page.locator("#proef-fout").is_visible()
    toon(ruimte, adres="", vraag="stand=3", fout="Dat kan niet.", titel="Anders")
    assert (tekst(ruimte, "titel"), tekst(ruimte, "fout")) == ("Anders", "Dat kan niet.")
    assert ruimte.page.locator("#proef-csv").get_attribute("href") == "/download/proef.csv"
    assert ruimte.page.locator("#proef-fout").is_visible()


def test_table_and_card_are_asked_once_a_new_question_is_painted(ruimte):
    toon(ruimte)
    assert gezet(ruimte, "vraag") == []  # the first came with the page
    toon(ruimte, vraag="plan=p1&stand=4")
    assert gezet(ruimte, "vraag") == [{"data": "plan=p1&stand=4"}]


def test_an_equal_question_is_drawn_once(ruimte):
    toon(ruimte)
    toon(ruimte, klassen="bbb")
    assert ruimte.doe("() => hn.ruimte('proef').antwoord.klassen") == "aba"
    toon(ruimte, klassen="bbb", fout="Dat kan niet.")
    assert ruimte.doe("() => hn.ruimte('proef').antwoord.klassen") == "bbb"
    assert gezet(ruimte, "vraag") == []


def test_a_class_of_the_legend_is_chosen_and_let_go(ruimte):
    toon(ruimte)
    knop = ruimte.page.locator("#proef-legenda button").first
    knop.click()
    assert gekozen(ruimte) == [A, C]
    knop.click()
    assert gekozen(ruimte) == []
    assert gezet(ruimte, "gekozen") == [{"data": [A, C]}, {"data": []}]


def test_a_choice_selects_its_rows_and_rows_choose_their_gemeenten(ruimte):
    toon(ruimte)
    vul(ruimte)
    assert tekst(ruimte, "rijen") == "2 rijen"
    assert gezet(ruimte, "rooster")[0]["rowData"][1]["gemeentenaam"] == "Súdwest-Fryslân"
    ruimte.doe("(codes) => hn.ruimte('proef').stuur(codes)", [A])
    assert rijen(ruimte) == ["0"]
    ruimte.doe("(codes) => hn.ruimte('proef').stuur(codes)", [C, B])
    assert (gekozen(ruimte), rijen(ruimte)) == ([B, C], ["1"])
    assert ruimte.doe("() => rooster.gezien") == "1"
    ruimte.doe("""() => {
      rooster.nodes[0].aan = true;
      rooster.op.selectionChanged({ source: "rowClicked" });
    }""")
    assert gekozen(ruimte) == [A, C]
    ruimte.doe("""() => {
      rooster.nodes[0].aan = false;
      rooster.op.selectionChanged({ source: "api" });
    }""")
    assert (gekozen(ruimte), rijen(ruimte)) == ([A, C], ["0", "1"])


def test_enter_in_the_grid_turns_a_row_on_or_off(ruimte):
    toon(ruimte)
    vul(ruimte)
    ruimte.doe("() => rooster.op.cellKeyDown({ event: { key: 'x' }, node: rooster.nodes[0] })")
    assert gekozen(ruimte) == []
    ruimte.doe("() => rooster.op.cellKeyDown({ event: { key: 'Enter' }, node: rooster.nodes[0] })")
    assert gekozen(ruimte) == [A]


def test_a_table_waits_for_the_map_that_it_fits(ruimte):
    vul(ruimte)
    assert gezet(ruimte, "rooster") == []
    toon(ruimte)
    assert len(gezet(ruimte, "rooster")) == 1
    toon(ruimte, geometrie="/geo/ander.json", vraag="indeling=2022")
    assert ruimte.doe("() => hn.ruimte('proef').inhoud") is None
    vul(ruimte, geometrie="/geo/ander.json", kolommen={"opleiders": [1, 2]})
    assert [rij["opleiders"] for rij in gezet(ruimte, "rooster")[-1]["rowData"]] == [1, 2]
    assert "columnDefs" in gezet(ruimte, "rooster")[0]
    assert "columnDefs" not in gezet(ruimte, "rooster")[1]


def test_a_choice_on_the_map_is_of_whole_rows_where_those_are_larger(ruimte):
    toon(ruimte, rijen="ĀĀā", gedeeld={})
    vul(ruimte, gemeentestappen=None)
    ruimte.doe("(codes) => hn.ruimte('proef').kiesGebieden(codes)", [B])
    assert (gekozen(ruimte), rijen(ruimte)) == ([A, B], ["0"])


def test_the_search_box_chooses_and_brings_into_view(ruimte):
    toon(ruimte)
    ruimte.page.fill("#proef-zoek", "haag")
    ruimte.page.fill("#proef-zoek", "Den Haag")
    ruimte.page.press("#proef-zoek", "Enter")
    assert gekozen(ruimte) == [B]
    assert ruimte.doe("() => hn.ruimte('proef').kaart.zicht.slice(0, 2)") == pytest.approx([15 - 20.4, 5 - 10.4])
    ruimte.page.click("#proef-wis")
    assert gekozen(ruimte) == []


def test_a_late_answer_to_an_older_question_is_not_painted(ruimte):
    toon(ruimte)
    script = """async (antwoord) => {
      const eerst = { output: "..proef-antwoord.data...x" }, dan = { output: "..proef-antwoord.data...x" };
      hn.onderweg(eerst);
      hn.onderweg(dan);
      hn.onderweg({ output: "proef-tabel.data" });
      hn.binnen(dan, { "proef-antwoord": { data: { ...antwoord, vraag: "dan", klassen: "bbb" } } });
      hn.binnen(eerst, { "proef-antwoord": { data: { ...antwoord, vraag: "eerst", klassen: "aaa" } } });
      hn.binnen(dan, { "proef-gekozen": { data: [] } });
    }"""
    ruimte.doe(script, ANTWOORD)
    assert ruimte.doe("() => hn.ruimte('proef').antwoord.vraag") == "dan"


def test_a_map_file_that_does_not_come_is_told_above_the_map(ruimte):
    toon(ruimte, geometrie="/geo/weg.json")
    assert tekst(ruimte, "fout").startswith("Het kaartbestand kwam niet aan.")


def test_two_plans_side_by_side_choose_together_and_say_who_recruits(ruimte):
    toon(ruimte)
    kaal = {sleutel: ANTWOORD[sleutel] for sleutel in ("geometrie", "adres", "klassen", "legenda", "samen", "eenheid")}
    script = """(beeld) => {
      for (const deel of ["metkaart", "plankaart", "metkop", "plankop"]) {
        document.body.appendChild(document.createElement("div")).id = "proef-" + deel;
      }
      hn.ruimte("proef").kies(["GM0518"]);
      dash_clientside.hn.naast({ ...beeld, kop: "Vorig plan" }, { ...beeld, kop: "Nieuw plan" }, "proef-kaart");
    }"""
    ruimte.doe(script, {**kaal, "omschrijving": "Zin."})
    ruimte.doe(NA_HET_VERVEN)
    assert (tekst(ruimte, "metkop"), tekst(ruimte, "plankop")) == ("Vorig plan", "Nieuw plan")
    kaarten = (
        "[hn.ruimte('proef').kaart, ...['met', 'plan'].map(k => document.getElementById(`proef-${k}kaart`).kaart)]"
    )
    assert ruimte.doe(f"() => {kaarten}.map(kaart => kaart.gekozen)") == [[B]] * 3
    assert ruimte.doe(f"() => {kaarten}[2].wensen.tip('GM0518')") == ["'s-Gravenhage", "Leiden"]
    ruimte.doe(f"() => {kaarten}[1].wensen.kies(['GM0001'])")
    assert ruimte.doe(f"() => {kaarten}.map(kaart => kaart.gekozen)") == [[A]] * 3


def test_a_small_map_is_to_look_at(ruimte):
    script = """(antwoord) => {
      document.body.appendChild(document.createElement("div")).id = "proef-klein";
      return dash_clientside.hn.voorbeeld(antwoord, "proef-klein") === dash_clientside.no_update;
    }"""
    assert ruimte.doe(script, ANTWOORD)
    ruimte.page.wait_for_selector("#proef-klein[data-staat=klaar]", state="attached")
    assert ruimte.doe("() => document.getElementById('proef-klein').kaart.wensen.tip('GM0518')") == []


def test_an_answer_that_comes_when_its_page_has_gone_is_dropped(ruimte):
    toon(ruimte)
    ruimte.doe("(antwoord) => { hn.ruimte('proef').toon(antwoord); }", {**ANTWOORD, "vraag": "plan=p2"})
    ruimte.doe("() => document.body.replaceChildren()")
    ruimte.doe(NA_HET_VERVEN)
    assert gezet(ruimte, "vraag") == []
