"""Choosing a file and sending it."""

import pytest

KIEZER = """() => {
  document.body.innerHTML = '<div id="proef-kiezer" data-store="proef-upload" data-regel="proef-regel"></div>'
    + '<p id="proef-regel"></p>';
  return dash_clientside.hn.bestandskiezer("proef-kiezer");
}"""


@pytest.fixture
def kiezer(blad):
    assert blad.doe(KIEZER) == "Kies een bestand of sleep het hierheen"
    return blad


def kies(blad, naam):
    blad.page.set_input_files("#proef-bestand", {"name": naam, "mimeType": "text/csv", "buffer": b"a;b\n"})
    blad.page.wait_for_function("() => gezet.length === 2")
    return blad.doe("() => gezet")


def test_a_file_is_sent_as_it_is_and_the_answer_kept(kiezer):
    kiezer.bestanden["/gegevens/upload?naam=praktijken%202026.csv"] = {"rijen": 3}
    assert kies(kiezer, "praktijken 2026.csv") == [
        ["proef-upload", {"data": {"bezig": "praktijken 2026.csv"}}],
        ["proef-upload", {"data": {"rijen": 3}}],
    ]
    assert kiezer.page.locator("#proef-regel").text_content() == ""
    assert kiezer.page.input_value("#proef-bestand") == ""


def test_an_answer_that_is_no_json_is_a_refusal(kiezer):
    assert kies(kiezer, "weg.csv")[1] == ["proef-upload", {"data": {"fout": "Het bestand is geweigerd."}}]


def test_the_chooser_is_put_in_its_place_once(kiezer):
    nog_eens = "() => dash_clientside.hn.bestandskiezer('proef-kiezer') === dash_clientside.no_update"
    assert kiezer.doe(nog_eens)
    assert kiezer.page.locator("#proef-kiezer input").count() == 1
