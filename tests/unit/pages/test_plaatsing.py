"""Randstad beside periferie, worked out on the three locaties of tests/support/wereld.py.

Catchments: noord 30.000 + 2.500 + 1.000 = 33.500, zuid 2.500 + 10.000 + 2.000 + 15.000 = 29.500, oost 45.000; noord is
periferie. Offered in 2023: 8, 8 and 14; not filled 2, 1 and 0.
"""

from dash import html

from hn_dash.domain import maten
from hn_dash.pages.plaatsing import build_randstad, layout
from tests.support.scherm import adressen, alle, rijen, woorden


def tegels(wereld, query):
    tabel = maten.compute(maten.from_query("plaatsing", query, wereld), wereld)
    return [woorden(tegel) for tegel in build_randstad(tabel)]


def test_randstad_and_periferie_beside_the_country(wereld):
    eenheid = "aangeboden plekken per 100.000 inwoners"
    assert tegels(wereld, "ronde=2023") == [
        # 22 / 74.500, 8 / 33.500 and 30 / 108.000; 29,53 / 27,78 = 1,063 and 23,88 / 27,78 = 0,860
        ["Randstad", "29,53", eenheid, "index 106; gevuld 95,5 %; niet vervuld 1 van 22"],
        ["Periferie", "23,88", eenheid, "index 86; gevuld 75,0 %; niet vervuld 2 van 8"],
        ["Nederland", "27,78", eenheid, "gevuld 90,0 %; niet vervuld 3 van 30"],
    ]


def test_what_nobody_knows_yet_is_a_dash(wereld):
    (randstad, periferie, nederland) = tegels(wereld, "ronde=2027")
    assert (randstad[1], periferie[1], nederland[1]) == ("–", "–", "–")
    assert nederland[3] == "gevuld – %; niet vervuld – van –"


def test_the_national_series_stands_under_the_map_with_its_sources(wereld):
    pagina = layout({}, wereld)
    koppen, *regels = rijen(alle(pagina, html.Details)[-1])
    assert koppen[:3] == ["Jaar", "Plekken VWS", "Gestart"]
    assert [rij[:3] for rij in regels] == [["2023", "30", "29"], ["2025", "70", "–"]]
    assert [rij[-1] for rij in regels] == ["bron A", "bron B"]
    assert ("CSV", "/download/landelijk.csv") in adressen(pagina)
