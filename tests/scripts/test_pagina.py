"""Theme, menu and keys of every page."""

import pytest


@pytest.mark.parametrize(
    ("pad", "huidig", "titel"),
    [
        ("/", "/", "Overzicht · HN dash"),
        ("/werving", "/werving", "Werving · HN dash"),
        ("/werving/", "/werving", "Werving · HN dash"),
        ("/elders", None, "HN dash"),
    ],
)
def test_the_menu_marks_where_one_is(blad, pad, huidig, titel):
    script = """(pad) => {
      document.body.innerHTML = '<a class="menulink" href="/" aria-current="page">Overzicht</a>'
        + '<a class="menulink" href="/werving">Werving</a>';
      dash_clientside.hn.pagina(pad);
      return [document.querySelector("[aria-current]")?.getAttribute("href") ?? null, document.title];
    }"""
    assert blad.doe(script, pad) == [huidig, titel]


def test_a_theme_is_marked_and_kept(blad):
    script = """() => {
      document.body.innerHTML = ["licht", "donker", "projector"]
        .map((thema) => `<button data-thema-keuze="${thema}">${thema}</button>`).join("");
      const stand = () => [document.documentElement.dataset.thema, document.documentElement.dataset.bsTheme,
        localStorage.getItem("hn-thema"), document.querySelector("[aria-pressed=true]")?.textContent];
      document.querySelectorAll("button")[1].click();
      const donker = stand();
      hn.wisselProjector();
      const projector = stand();
      hn.wisselProjector();
      return [donker, projector, stand()];
    }"""
    assert blad.doe(script) == [
        ["donker", "dark", "donker", "donker"],
        ["projector", "light", "projector", "projector"],
        ["licht", "light", "licht", "licht"],
    ]


def test_keys_of_every_page_leave_fields_alone(blad):
    blad.doe(
        """() => {
          document.body.innerHTML = '<input id="proef-zoek"><input id="ander"><button id="proef-wis"></button>'
            + '<button id="proef-scherm"></button>';
          window.geklikt = [];
          document.querySelectorAll("button").forEach((knop) => { knop.onclick = () => geklikt.push(knop.id); });
        }"""
    )
    toetsen = blad.page.keyboard
    for toets in ("f", "Escape", "/"):
        toetsen.press(toets)
    assert blad.doe("() => [geklikt, document.activeElement.id]") == [["proef-scherm", "proef-wis"], "proef-zoek"]
    toetsen.type("f/p")
    assert blad.page.input_value("#proef-zoek") == "f/p"
    toetsen.press("Escape")
    assert blad.doe("() => [geklikt.length, document.activeElement.tagName]") == [2, "BODY"]
    toetsen.press("Control+f")
    assert blad.doe("() => geklikt.length") == 2
