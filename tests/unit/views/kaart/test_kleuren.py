from itertools import combinations, pairwise

import pytest

from hn_dash.views.kaart import kleuren
from tests.support.kleur import ZICHT, afstand


def test_afstand_is_that_of_the_published_pair():
    assert afstand("#000000", "#ffffff") == pytest.approx(100, abs=0.1)
    assert afstand("#123456", "#123456") == 0


@pytest.mark.parametrize("zicht", ZICHT)
def test_institutes_are_told_apart_with_every_kind_of_sight(zicht):
    paren = {(a, b): afstand(a, b, zicht) for a, b in combinations(kleuren.INSTITUUT.values(), 2)}
    dichtst = min(paren, key=paren.__getitem__)
    assert paren[dichtst] >= 15, f"{dichtst} lie {paren[dichtst]:.1f} apart with {zicht}"


def test_steps_of_a_scale_differ_visibly():
    for schaal in ((*kleuren.ONDER, *kleuren.BOVEN), kleuren.OPLOPEND[:5]):
        assert min(afstand(a, b) for a, b in pairwise(schaal)) >= 8
