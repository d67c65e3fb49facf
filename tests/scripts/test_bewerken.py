"""The keys of the editing strip: what they fill in, and which button they press."""

import pytest

STROOK = """() => {
  const waarden = { staat: "lead", instituten: [] };
  document.body.innerHTML = '<div id="werving-bewerk-paneel"></div><div id="werving-bewerk-instituten">'
    + ["aumc", "lumc", "emc"].map((code) => `<input type="checkbox" value="${code}">`).join("") + "</div>"
    + '<input id="veld">'
    + ["toepassen", "volgende", "ongedaan", "opnieuw"]
      .map((deel) => `<button id="werving-bewerk-${deel}"></button>`).join("");
  window.geklikt = [];
  document.querySelectorAll("button").forEach((knop) => {
    knop.onclick = () => geklikt.push(knop.id.replace("werving-bewerk-", ""));
  });
  window.dash_component_api = { getLayout: (id) => {
    const gezegd = gezet.filter(([van]) => van === id).map(([, { value }]) => value);
    return { props: { value: gezegd.length ? gezegd.at(-1) : waarden[id.replace("werving-bewerk-", "")] } };
  } };
  document.getElementById("werving-bewerk-toepassen").click();
  geklikt.length = 0;
}"""
STAND = "() => ['staat', 'instituten'].map(d => dash_component_api.getLayout('werving-bewerk-' + d).props.value)"


@pytest.fixture
def strook(blad):
    blad.doe(STROOK)
    return blad


def druk(blad, *toetsen):
    for toets in toetsen:
        blad.page.keyboard.press(toets)


@pytest.mark.parametrize(
    ("toetsen", "stand"),
    [
        ("2", ["lead", ["lumc"]]),
        ("12", ["lead", ["lumc"]]),
        ("g13", ["gezamenlijk", ["aumc", "emc"]]),
        ("g131", ["gezamenlijk", ["emc"]]),
        ("1g2", ["gezamenlijk", ["aumc", "lumc"]]),
        ("2o", ["open", []]),
        ("g12n", ["niet besproken", []]),
        ("7", ["lead", []]),
    ],
)
def test_numbers_are_institutes_and_letters_are_states(strook, toetsen, stand):
    druk(strook, *toetsen)
    assert strook.doe(STAND) == stand


def test_after_it_was_applied_the_next_key_begins_anew(strook):
    druk(strook, "g", "1", "2", "Enter")
    assert strook.doe("() => geklikt") == ["toepassen"]
    druk(strook, "3")
    assert strook.doe(STAND) == ["lead", ["emc"]]


def test_keys_press_their_buttons(strook):
    druk(strook, "v", "Enter", "Control+z", "Control+y")
    assert strook.doe("() => geklikt") == ["volgende", "toepassen", "ongedaan", "opnieuw"]


@pytest.mark.parametrize(
    "weg", ["document.getElementById('veld').focus()", "document.getElementById('werving-bewerk-paneel').hidden = true"]
)
def test_keys_do_nothing_in_a_field_or_without_the_strip(strook, weg):
    strook.doe(f"() => {{ {weg}; }}")
    druk(strook, "1", "g", "v", "Enter", "Control+z")
    assert strook.doe("() => [gezet, geklikt]") == [[], []]


def test_a_mark_is_long_and_kept(blad):
    sessie, laden = blad.doe("() => dash_clientside.hn.bewerken('x', null)")
    assert len(sessie) == len(laden) == 32
    assert sessie != laden
    nog_eens, ander = blad.doe("(sessie) => dash_clientside.hn.bewerken('x', sessie)", sessie)
    gewist = blad.doe("() => dash_clientside.hn.bewerken('x', null)")
    assert gewist[0] == sessie
    assert nog_eens == sessie
    assert ander not in (sessie, laden)


def test_what_is_seen_is_kept_from_when_a_gemeente_was_chosen(strook):
    """Of each chosen gemeente the last change that was on the map then; another plan begins anew."""
    strook.doe("""() => {
      const laatste = (id) => gezet.filter(([van]) => van === id).at(-1)?.[1].data;
      window.dash_component_api.getLayout = (id) => ({ props: { data: laatste(id) } });
    }""")
    gezien = "() => gezet.filter(([id]) => id === 'werving-bewerk-beeld').at(-1)?.[1].data"

    def kies(vraag: str, *codes: str, view: str = "werving") -> dict[str, object]:
        strook.doe("(detail) => hn.vertel('kaartkeuze', detail)", {"view": view, "gekozen": codes, "vraag": vraag})
        return strook.doe(gezien)

    assert kies("plan=p1&stand=3", "GM0001", view="vestiging") is None
    assert kies("plan=p1&stand=3", "GM0001") == {"plan": "p1", "tot": 3, "gekozen": {"GM0001": 3}}
    assert kies("plan=p1&stand=5.2", "GM0001", "GM0002")["gekozen"] == {"GM0001": 3, "GM0002": 5}
    assert kies("plan=p1&stand=6.2", "GM0002")["gekozen"] == {"GM0002": 5}
    assert kies("plan=p1&stand=7", "GM0002", "GM0001") == {
        "plan": "p1", "tot": 7, "gekozen": {"GM0002": 5, "GM0001": 7},
    }  # fmt: skip
    assert kies("plan=p2&stand=8", "GM0002") == {"plan": "p2", "tot": 8, "gekozen": {"GM0002": 8}}
