"""What goes out comes back in: our own exports, in either style and as a workbook, give the same views."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from hn_dash.application import create_app
from hn_dash.domain import maten
from hn_dash.ingest.soort.soorten import SOORTEN
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.gegevens.inname import Kwitantie, Opdracht, neem_in
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.databank import Databank

DAG = date(2026, 1, 1)
VIEWS = ("vestiging", "dichtheid", "werving", "plaatsing")
EIGEN = ["bron", "plan", "versie"]
"""Columns that say where something comes from, and so differ."""
FORMATEN = {"nl": ".csv", "int": ".csv?csv=int", "xlsx": ".xlsx"}


@pytest.fixture
def magazijn(tmp_path):
    return Magazijn(laad_voorbeeld(Settings()), Databank(tmp_path / "data"))


@pytest.fixture
def haal(magazijn):
    """A download of the real application."""
    client = create_app(Settings(), magazijn).server.test_client()

    def haal(adres: str) -> bytes:
        antwoord = client.get(adres)
        assert antwoord.status_code == 200, antwoord.text
        return antwoord.data

    return haal


def beelden(magazijn: Magazijn) -> dict[str, pd.DataFrame]:
    """Every view as it opens, without where it comes from."""
    dataset = magazijn()
    tabellen = {view: maten.compute(maten.from_query(view, {}, dataset), dataset).frame for view in VIEWS}
    return {view: frame.drop(columns=[k for k in EIGEN if k in frame]) for view, frame in tabellen.items()}


def lees_in(magazijn: Magazijn, map_: Path, soort: str, inhoud: bytes) -> Kwitantie:
    pad = map_ / "uit"
    pad.write_bytes(inhoud)
    return neem_in(Opdracht(soort, pad, pad.name, DAG, bron="eigen"), magazijn, aanvaard=True)


@pytest.mark.parametrize("formaat", FORMATEN)
def test_every_kind_of_the_example_comes_back_and_every_view_stays_the_same(magazijn, haal, tmp_path, formaat):
    voor = beelden(magazijn)
    bestanden = {
        soort: haal(f"/download/gegevens/{soort}{FORMATEN[formaat]}") for soort in SOORTEN if soort != "aantallen"
    }
    for soort, inhoud in bestanden.items():
        kwitantie = lees_in(magazijn, tmp_path, soort, inhoud)
        assert kwitantie.goed, kwitantie.bevindingen
    grondslag = magazijn()
    assert (grondslag.dataset.voorbeeld, grondslag.verzonnen) == (False, frozenset())
    for view, frame in beelden(magazijn).items():
        pd.testing.assert_frame_equal(frame, voor[view])


@pytest.mark.parametrize("formaat", FORMATEN)
@pytest.mark.parametrize(
    ("view", "vraag", "soort"),
    [
        ("vestiging", "", "aantallen"),
        ("dichtheid", "", "inwoners"),
        ("werving", "", "plan"),
        ("plaatsing", "ronde=2026-03", "plekken"),
    ],
)
def test_the_export_of_a_view_comes_back_as_the_kind_it_holds(magazijn, haal, tmp_path, view, vraag, soort, formaat):
    uit, _, stijl = FORMATEN[formaat].partition("?")
    adres = f"/download/{view}{uit}?{vraag}&{stijl}"
    kwitantie = lees_in(magazijn, tmp_path, soort, haal(adres))
    assert kwitantie.goed, kwitantie.bevindingen
    vraag_ = maten.from_query(view, vraag, magazijn())
    nu = maten.compute(vraag_, magazijn()).frame
    basis = magazijn.voorbeeld
    toen = maten.compute(maten.from_query(view, vraag, basis), basis).frame
    anders = [kolom for kolom in nu if kolom not in EIGEN and not nu[kolom].equals(toen[kolom])]
    assert anders == (["opleidingspraktijken"] if soort == "aantallen" else [])


def test_two_peildata_can_be_chosen_in_every_view(magazijn, haal, tmp_path):
    inhoud = haal("/download/gegevens/praktijken.csv")
    lees_in(magazijn, tmp_path, "praktijken", inhoud)
    later = b"\n".join([b"praktijk_id;gemeentecode", b"P1;GM0344"])
    (tmp_path / "later.csv").write_bytes(later)
    neem_in(Opdracht("praktijken", tmp_path / "later.csv", "later.csv", date(2026, 6, 1)), magazijn, aanvaard=True)
    for view in ("vestiging", "dichtheid", "werving"):
        nu, toen = (
            pd.read_csv(BytesIO(haal(f"/download/{view}.csv?csv=int{peildatum}")))
            for peildatum in ("", "&peildatum=2026-01-01")
        )
        assert (set(nu["peildatum"]), set(toen["peildatum"])) == ({"2026-06-01"}, {"2026-01-01"})
        assert (nu["praktijken"].sum(), toen["praktijken"].sum()) == (1, 4874)


def test_another_peildatum_brings_its_own_choices(magazijn, tmp_path):
    regels = b"opleider_id;gemeentecode;instituut\nO1;GM0363;amc\n"
    (tmp_path / "o.csv").write_bytes(regels)
    neem_in(Opdracht("opleiders", tmp_path / "o.csv", "o.csv", date(2020, 1, 1)), magazijn, aanvaard=True)
    neem_in(Opdracht("opleiders", tmp_path / "o.csv", "o.csv", date(2026, 6, 1)), magazijn, aanvaard=True)
    toen, nu = magazijn("peildatum=2020-01-01"), magazijn()
    kolommen = [maten.compute(maten.from_query("vestiging", {}, d), d).frame.columns for d in (toen, nu)]
    assert "opleiders_amc" in kolommen[0]
    assert "opleiders_amc" not in kolommen[1]
    assert "opleiders_aumc" in kolommen[1]
