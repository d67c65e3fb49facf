"""How often a window asks who else is there: less when nothing happens, at once when something does."""

import pytest

TIKKEN = """async ([van, tot, blik, kies]) => {
  const { kijk } = window.dash_clientside.hn;
  for (let klok = van; klok < tot; klok += 1) {
    kijk(klok, 0, "p1", "abc", "ik", kies);
    await new Promise((klaar) => setTimeout(klaar));
  }
}"""
RUSTIG = {"tot": 0, "aanwezig": "Ook hier: Jan", "teller": "3 gemeenten zonder instituut"}


@pytest.fixture
def gekeken(blad):
    """Looks, and the list of what each sent."""
    blad.doe(
        """(blik) => {
          window.blik = blik; window.verstuurd = []; window.eigen = window.eigen || window.fetch;
          window.fetch = async (adres, { body }) => {
            window.verstuurd.push(JSON.parse(body).waar);
            return { ok: true, json: async () => window.blik };
          };
        }""",
        RUSTIG,
    )
    yield lambda van, tot, kies=(): len(_tik(blad, van, tot, list(kies)))
    blad.doe("() => { window.fetch = window.eigen; }")


def _tik(blad, van, tot, kies):
    voor = blad.doe("() => window.verstuurd.length")
    blad.doe(TIKKEN, [van, tot, None, kies])
    return blad.doe("(voor) => window.verstuurd.slice(voor)", voor)


def test_after_half_a_minute_without_news_it_asks_half_as_often(gekeken):
    assert gekeken(0, 16) == 16  # the first brings something, fifteen do not
    assert gekeken(16, 36) == 10


def test_news_or_a_choice_of_ones_own_makes_it_ask_every_time_again(gekeken, blad):
    gekeken(0, 30)
    assert gekeken(30, 40, ["GM0344"]) == 10
    gekeken(40, 60, ["GM0344"])
    blad.doe("() => { window.blik = { ...window.blik, tot: 7 }; }")
    assert gekeken(60, 70, ["GM0344"]) == 10
