import pandas as pd

from hn_dash.domain import maten
from hn_dash.domain.plaatsen.landelijk import compute_loting_rondes


def test_the_published_series_as_it_is_with_the_source_of_each_row(wereld):
    tabel = maten.compute(maten.from_query("landelijk", "", wereld), wereld)
    assert tabel.frame["jaar"].tolist() == [2023, 2025]
    assert tabel.frame["vws_plekken"].tolist() == [30, 70]
    assert tabel.frame["gestart"].tolist()[0] == 29 and pd.isna(tabel.frame["gestart"][1])
    assert tabel.frame["opmerking"].tolist() == ["", "gepland"]
    assert tabel.frame["bron"].tolist() == ["bron A", "bron B"]


def test_published_figures_are_not_called_an_example(wereld):
    assert wereld.dataset.voorbeeld
    assert not maten.compute(maten.from_query("landelijk", "", wereld), wereld).herkomst.voorbeeld


def test_the_lottery_rounds(wereld):
    frame = compute_loting_rondes(maten.from_query("landelijk", "", wereld), wereld.dataset).frame
    kolommen = ["ronde", "in_loting", "aangeboden", "geplaatst", "niet_vervuld", "eerste_voorkeur_pct"]
    assert frame[kolommen].to_numpy().tolist() == [["2023-03", 32, 30, 27, 3, 88.5]]
