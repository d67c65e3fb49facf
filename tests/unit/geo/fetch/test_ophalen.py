"""`geo fetch` against a server that answers as CBS and PDOK do, and that fails in every way we could think of."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import numpy as np
import pandas as pd
import pytest
import shapely

from hn_dash.errors import InvoerFout, SelectieFout
from hn_dash.geo.build.controle import check_geo
from hn_dash.geo.fetch import web as webmodule
from hn_dash.geo.fetch.ophalen import _over_water, haal_op
from hn_dash.geo.fetch.pdok import Opgehaald, haal_gemeenten
from hn_dash.geo.fetch.statline import haal_inwoners
from hn_dash.geo.fetch.web import POGINGEN, Web, WebFout
from hn_dash.geo.indelingen import BANDEN, read_geo
from hn_dash.geo.rd import naar_rd
from tests.support.pdokserver import ECHT, Dienst, kopie, pdok, van_2018
from tests.support.schil import roep

INWONERS = 17_811_291 if ECHT.is_file() else 17_590_672
"""Published for 1 January 2023; the made answer has those of 2022."""


@pytest.fixture
def haal(geo, tmp_path):
    """Fetch 2023 into an empty folder."""

    def haal(dienst: Dienst, jaar: int = 2023) -> dict:
        return haal_op(jaar, geo, tmp_path, dienst.adres, Web(tmp_path / "geo/werk", lambda tijd: None))

    return haal


@pytest.fixture
def vraag(tmp_path):
    """Only ask for 2023, without making anything of it; `vraag.gewacht` are the pauses between tries."""
    gewacht: list[float] = []

    def vraag(dienst: Dienst) -> Opgehaald:
        return haal_gemeenten(2023, dienst.adres, Web(tmp_path / "werk", gewacht.append))

    vraag.gewacht = gewacht
    return vraag


def opgeslagen(geo, tmp_path):
    return read_geo(geo.map, tmp_path / "geo")


def test_a_year_comes_in_whole_and_checked(geo, haal, tmp_path):
    with pdok() as dienst:
        assert dienst.van("GM0998")["properties"]["water"] == "NEE"  # Buitenland, which is no gemeente
        herkomst = haal(dienst)
    assert (herkomst["gemeenten"], herkomst["inwoners"]) == (342, INWONERS)
    assert herkomst["bron"].endswith("/cbs/wijken-en-buurten-2023/ogc/v1/collections/gemeenten/items")
    nieuw = opgeslagen(geo, tmp_path)
    indeling = nieuw.indeling(2023)
    assert "GM0998" not in indeling.codes
    assert (indeling.opgehaald, indeling.bronregel) == (True, "© CBS / Kadaster, grenzen 2023")
    assert int(indeling.gemeenten["inwoners"].sum()) == INWONERS
    assert (indeling.gemeenten[list(BANDEN)].sum(axis=1) == indeling.gemeenten["inwoners"]).all()
    assert indeling.gemeenten["provincie"].equals(geo.indeling(2023).gemeenten["provincie"])
    assert [controle.naam for controle in check_geo(nieuw) if not controle.in_orde] == []
    assert not (tmp_path / "geo/werk").exists()
    assert nieuw.kenmerk != geo.kenmerk


def test_water_is_left_out_and_a_missing_figure_is_empty(geo, haal, tmp_path):
    with pdok() as dienst:
        eigen = copy_van(dienst, "GM0344")
        dienst.features.append(eigen | {"properties": eigen["properties"] | {"water": "JA"}})
        dienst.van("GM0344")["properties"]["oppervlakteTotaalInHa"] = -99997
        haal(dienst)
    assert pd.isna(pd.to_numeric(opgeslagen(geo, tmp_path).indeling(2023).gemeenten["oppervlakte_km2"])["GM0344"])


def copy_van(dienst: Dienst, code: str) -> dict:
    return kopie(dienst.van(code))


def test_the_other_spelling_of_cbs_is_the_same(geo, haal, tmp_path):
    with pdok() as dienst:
        for feature in dienst.features:
            eigen = feature["properties"]
            if "aantalInwoners" in eigen:
                eigen["aantal_inwoners"] = eigen.pop("aantalInwoners")
        assert haal(dienst)["inwoners"] == INWONERS


def test_metres_are_as_good_as_degrees(geo, haal, tmp_path):
    with pdok() as dienst:
        for feature in dienst.features:
            vorm = shapely.from_geojson(json.dumps(feature["geometry"]))
            meters = shapely.transform(vorm, lambda p: np.column_stack(naar_rd(p[:, 0], p[:, 1])))
            feature["geometry"] = json.loads(shapely.to_geojson(meters))
        assert haal(dienst)["gemeenten"] == 342


@pytest.mark.parametrize("fout", [500, 503, 429, "afgebroken", "html"])
def test_what_is_over_in_a_moment_is_tried_again(vraag, fout):
    with pdok(storingen=[fout, fout]) as dienst:
        assert len(vraag(dienst).rijen) == 342
    assert len(vraag.gewacht) == 2
    assert 1 <= vraag.gewacht[0] < 2 <= vraag.gewacht[1] < 3


@pytest.mark.parametrize(
    ("status", "wacht", "pauze"), [(429, "7", 7), (503, "2", 2), (413, "3", 3), (503, "86400", 120)]
)
def test_a_server_that_says_how_long_to_wait_is_believed_within_reason(vraag, status, wacht, pauze):
    with pdok(storingen=[status], wacht=wacht) as dienst:
        assert len(vraag(dienst).rijen) == 342
    assert vraag.gewacht == [pauze]


def test_a_server_may_name_the_moment(vraag):
    straks = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    with pdok(storingen=[503], wacht=straks) as dienst:
        assert len(vraag(dienst).rijen) == 342
    assert 30 < vraag.gewacht[0] <= 40


@pytest.mark.parametrize("wacht", ["morgen", "-5", "Fri, 31 Feb 99999 99:99:99 GMT", "0"])
def test_a_wait_that_cannot_be_read_is_no_reason_to_give_up(vraag, wacht):
    with pdok(storingen=[503], wacht=wacht) as dienst:
        assert len(vraag(dienst).rijen) == 342
    assert vraag.gewacht == [1]


def test_a_server_that_says_nothing_is_left_after_a_while(vraag, monkeypatch):
    monkeypatch.setattr(webmodule, "TIJD", 0.2)
    with pdok(storingen=["zwijgt"]) as dienst:
        assert len(vraag(dienst).rijen) == 342
    assert len(vraag.gewacht) == 1


@pytest.mark.parametrize("fout", [500, 404, "html", "afgebroken"])
def test_when_the_first_way_fails_the_other_is_taken(vraag, fout):
    with pdok(kapot={"/ogc/": fout}) as dienst:
        opgehaald = vraag(dienst)
    assert opgehaald.bron.endswith("/cbs/wijkenbuurten/2023/wfs/v1_0")
    assert len(opgehaald.rijen) == 342


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        (500, f"gaf status 500, ook na {POGINGEN} pogingen"),
        (404, "gaf status 404: dit jaar of deze tabel is er niet"),
        ("html", f"gaf geen volledige JSON, ook na {POGINGEN} pogingen"),
        ("afgebroken", f"brak de verbinding af, ook na {POGINGEN} pogingen"),
    ],
)
def test_when_both_fail_it_says_so(vraag, fout, zin):
    with pdok(kapot={"/cbs/": fout}) as dienst, pytest.raises(InvoerFout) as gevonden:
        vraag(dienst)
    assert zin in gevonden.value.zin
    assert "De andere weg (WFS)" in gevonden.value.zin


def test_a_fetch_that_fails_keeps_what_there_was(geo, haal, tmp_path):
    with pdok() as dienst:
        haal(dienst)
        voor = opgeslagen(geo, tmp_path).kenmerk
        dienst.kapot = {"/cbs/": 500}
        with pytest.raises(InvoerFout):
            haal(dienst)
    assert opgeslagen(geo, tmp_path).kenmerk == voor


def test_no_server_at_all(vraag):
    with pytest.raises(InvoerFout, match="brak de verbinding af"):
        vraag(Dienst(adres="http://127.0.0.1:9", features=[]))


def test_a_broken_off_fetch_goes_on_where_it_was(vraag):
    with pdok(kapot={"/wfs/": 404}) as dienst:
        dienst.storingen = []
        echte = dienst.geef

        def halverwege(pad: str, vraag: dict) -> dict:
            if int(vraag.get("offset", 0)) >= 200:
                dienst.storingen = [500] * 99
            return echte(pad, vraag)

        dienst.geef = halverwege
        with pytest.raises(InvoerFout):
            vraag(dienst)
        eerst = [pad for pad in dienst.gevraagd if "offset" not in pad and "/ogc/" in pad]
        assert len(eerst) == 1
        dienst.geef, dienst.storingen, dienst.gevraagd = echte, [], []
        assert len(vraag(dienst).rijen) == 342
        assert all("offset=200" in pad or "offset=300" in pad for pad in dienst.gevraagd), dienst.gevraagd


def test_a_kept_answer_that_was_damaged_is_asked_again(tmp_path):
    with pdok() as dienst:
        web = Web(tmp_path)
        adres = f"{dienst.adres}/cbs/ogc/x"
        eerste = web.haal(adres)
        assert web.haal(adres) == eerste
        assert len(dienst.gevraagd) == 1
        for pad in tmp_path.glob("*.json"):
            pad.write_bytes(pad.read_bytes()[:-40])
        assert web.haal(adres) == eerste
        assert len(dienst.gevraagd) == 2


def verplaats(dienst: Dienst, code: str, afstand: tuple[float, float]) -> None:
    eigen = dienst.van(code)
    vorm = shapely.from_geojson(json.dumps(eigen["geometry"]))
    eigen["geometry"] = json.loads(shapely.to_geojson(shapely.transform(vorm, lambda p: p + np.array(afstand))))


def weg(dienst: Dienst) -> None:
    dienst.features.remove(dienst.van("GM0344"))


def dubbel(dienst: Dienst) -> None:
    anders = copy_van(dienst, "GM0344")
    anders["properties"]["aantalInwoners"] = 1
    dienst.features.append(anders)


def teveel(dienst: Dienst) -> None:
    anders = copy_van(dienst, "GM0344")
    anders["properties"]["gemeentecode"] = "GM0017"
    dienst.features.append(anders)


def mercator(dienst: Dienst) -> None:
    for feature in dienst.features:
        vorm = shapely.from_geojson(json.dumps(feature["geometry"]))
        feature["geometry"] = json.loads(shapely.to_geojson(shapely.transform(vorm, lambda p: p * 111_319.5)))


def assen_om(dienst: Dienst) -> None:
    for feature in dienst.features:
        vorm = shapely.from_geojson(json.dumps(feature["geometry"]))
        feature["geometry"] = json.loads(shapely.to_geojson(shapely.transform(vorm, lambda p: p[:, ::-1])))


def zonder_vorm(dienst: Dienst) -> None:
    dienst.van("GM0344")["geometry"] = {"type": "Polygon", "coordinates": [[1, 2]]}


def zonder_inwoners(dienst: Dienst) -> None:
    dienst.van("GM0344")["properties"]["aantalInwoners"] = None


def op_een_ander(dienst: Dienst) -> None:
    dienst.van("GM0344")["geometry"] = copy_van(dienst, "GM0363")["geometry"]


@pytest.mark.parametrize(
    ("bederf", "zin"),
    [
        (weg, "niet de gemeenten van 2023 (ontbreekt: GM0344)"),
        (teveel, "niet de gemeenten van 2023 (te veel: GM0017)"),
        (dubbel, "Gemeente GM0344 staat er twee keer in met verschillende gegevens"),
        (mercator, "ander coördinatenstelsel dan RD of graden"),
        (assen_om, "ander coördinatenstelsel dan RD of graden"),
        (zonder_vorm, "De grens van GM0344 is niet te lezen"),
        (zonder_inwoners, "Van GM0344 ontbreekt het aantal inwoners"),
        (op_een_ander, "De opgehaalde grenzen zijn niet goed"),
    ],
)
def test_an_answer_that_is_not_right_is_refused_and_nothing_is_kept(haal, tmp_path, bederf, zin):
    with pdok() as dienst:
        bederf(dienst)
        with pytest.raises(InvoerFout) as fout:
            haal(dienst)
    assert zin in fout.value.zin
    assert not (tmp_path / "geo/2023").exists()


def test_invalid_rings_are_repaired(geo, haal, tmp_path):
    """A bow tie of a few metres in the border of Utrecht, as CBS has in five gemeenten of 2023."""
    with pdok() as dienst:
        eigen = dienst.van("GM0344")["geometry"]
        ring = eigen["coordinates"][0] if eigen["type"] == "Polygon" else eigen["coordinates"][0][0]
        x, y = ring[0]
        ring[:1] = [[x, y], [x + 2e-5, y + 1e-5], [x, y + 1e-5], [x + 2e-5, y], [x, y]]
        vorm = shapely.from_geojson(json.dumps(eigen))
        assert not shapely.is_valid(vorm)
        haal(dienst)
    assert shapely.is_valid(opgeslagen(geo, tmp_path).indeling(2023).vormen.geometry.to_numpy()).all()


def test_a_next_page_on_another_server_is_not_followed(vraag):
    with pdok(volgende="https://elders.example/items", kapot={"/wfs/": 404}) as dienst:
        with pytest.raises(InvoerFout, match="verwijst door naar een andere server"):
            vraag(dienst)
        assert len([pad for pad in dienst.gevraagd if "/ogc/" in pad]) == 1


def test_an_endless_answer_is_broken_off(tmp_path, monkeypatch):
    monkeypatch.setattr(webmodule, "MAX_ANTWOORD", 100_000)
    with pdok() as dienst, pytest.raises(WebFout, match="MB in één antwoord"):
        Web(tmp_path, lambda tijd: None).haal(f"{dienst.adres}/cbs/ogc/x")


def test_a_year_that_does_not_exist(haal):
    with pytest.raises(SelectieFout, match="kies een jaar van 2009"):
        haal(Dienst(adres="http://127.0.0.1:9", features=[]), 1999)


def test_a_damaged_folder_leaves_the_embedded_year(geo, haal, tmp_path):
    with pdok() as dienst:
        haal(dienst)
    (tmp_path / "geo/2023/browser/2023.json").write_text("{}")
    nieuw = opgeslagen(geo, tmp_path)
    assert not nieuw.indeling(2023).opgehaald
    (bevinding,) = nieuw.bevindingen
    assert bevinding.zin.startswith("De opgehaalde grenzen van 2023 zijn beschadigd")


def test_population_of_statline(geo, tmp_path):
    inwoners = {code: 1000 + n for n, code in enumerate(sorted(geo.herindeling.lijsten[2023]))}
    anders = {"GM0017": None, "GM0998": 5, "NL01": 17_000_000}
    with pdok(inwoners=inwoners | anders, storingen=[503]) as dienst:
        frame = haal_inwoners(2023, geo.herindeling, dienst.adres, Web(tmp_path, lambda tijd: None))
        assert frame["gemeentecode"].tolist() == sorted(inwoners)
        assert frame["inwoners"].sum() == sum(inwoners.values())
        dienst.inwoners = {code: waarde for code, waarde in inwoners.items() if code != "GM0344"}
        with pytest.raises(InvoerFout, match=r"voor 1 gemeente van 2023 geen inwoners \(GM0344\)"):
            haal_inwoners(2023, geo.herindeling, dienst.adres, Web(tmp_path / "anders"))


def test_a_year_before_the_embedded_ones_comes_in_too(geo, haal, tmp_path):
    """2018: the ferries left from Dongeradeel and De Marne, and Leerdam and Zederik lay in Zuid-Holland."""
    with pdok() as dienst:
        dienst.features = json.loads(van_2018())
        assert haal(dienst, 2018)["gemeenten"] == 380
    indeling = opgeslagen(geo, tmp_path).indeling(2018)
    provincie = indeling.gemeenten["provincie"]
    assert provincie[["GM0545", "GM0707", "GM0620"]].tolist() == ["Zuid-Holland", "Zuid-Holland", "Utrecht"]
    assert indeling.gemeenten["provinciecode"][["GM0545", "GM0707"]].tolist() == ["PV28", "PV28"]
    veren = indeling.buren[indeling.buren["soort"] == "veer"]
    paren = set(zip(veren["code_a"], veren["code_b"], strict=True))
    assert {("GM0058", "GM0060"), ("GM0088", "GM1663")} <= paren
    assert len(paren) == 6


@pytest.mark.parametrize("jaar", [2009, 2012, 2018, 2019, 2021])
def test_every_link_over_water_has_two_gemeenten_of_its_year(geo, jaar):
    links = _over_water(jaar, geo)
    assert set(links["van_code"]) | set(links["naar_code"]) <= geo.herindeling.lijsten[jaar].keys()


DIEP = b'{"features": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
KOP = b'{"type": "FeatureCollection", "features": [], '


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (DIEP, "dieper genest dan een lijst van gebieden kan zijn"),
        (b'{"features": {}}', "onder “features” geen lijst van objecten"),
        (b'{"features": [1]}', "onder “features” geen lijst van objecten"),
        (b'{"x": 1}', "geen lijst van gebieden (FeatureCollection)"),
        (KOP + b'"links": "x"}', "onder “links” geen lijst van objecten"),
        (KOP + b'"links": [7]}', "onder “links” geen lijst van objecten"),
        (KOP + b'"links": [{"rel": "next", "href": 7}]}', "verwijst door naar een andere server"),
        (KOP + b'"links": [{"rel": "next"}]}', "verwijst door naar een andere server"),
        (KOP + b'"links": [{"rel": "next", "href": "http://[/"}]}', "verwijst door naar een andere server"),
        (KOP + b'"x": NaN}', "gaf geen volledige JSON"),
    ],
)
def test_a_hostile_or_odd_answer_is_refused_in_a_sentence(vraag, inhoud, zin):
    with pdok(kapot={"/ogc/": inhoud, "/wfs/": 404}) as dienst, pytest.raises(InvoerFout) as fout:
        vraag(dienst)
    assert zin in fout.value.zin


@pytest.mark.parametrize("totaal", [b'"veel"', b"null", b"[]", b"1.5"])
def test_a_number_of_matches_that_is_none_does_not_matter(vraag, totaal):
    with pdok(kapot={"/ogc/": KOP + b'"numberMatched": ' + totaal + b"}"}) as dienst:
        assert vraag(dienst).rijen == []


@pytest.mark.parametrize(
    ("wat", "waarde", "zin"),
    [
        ("aantalInwoners", "veel", "Van GM0344 is aantalinwoners geen getal van 0 of hoger"),
        ("aantalInwoners", True, "Van GM0344 is aantalinwoners geen getal van 0 of hoger"),
        ("aantalInwoners", -5, "Van GM0344 is aantalinwoners geen getal van 0 of hoger"),
        ("oppervlakteTotaalInHa", [1], "Van GM0344 is oppervlaktetotaalinha geen getal van 0 of hoger"),
        ("percentagePersonen0Tot15Jaar", "x", "Van GM0344 is percentagepersonen0tot15jaar geen getal van 0 of hoger"),
        ("gemeentecode", {"a": 1}, "gaf een gebied zonder gemeentecode"),
    ],
)
def test_a_figure_of_a_wrong_type_is_refused_in_a_sentence(haal, wat, waarde, zin):
    with pdok() as dienst, pytest.raises(InvoerFout) as fout:
        dienst.van("GM0344")["properties"][wat] = waarde
        haal(dienst)
    assert zin in fout.value.zin


def test_properties_that_are_none_are_a_place_without_a_code(vraag):
    with pdok() as dienst, pytest.raises(InvoerFout, match="gaf een gebied zonder gemeentecode"):
        dienst.van("GM0344")["properties"] = ["x"]
        vraag(dienst)


def test_an_answer_that_drips_has_an_end(vraag, monkeypatch):
    monkeypatch.setattr(webmodule, "MAX_DUUR", 0.5)
    with pdok(kapot={"/cbs/": "drupt"}) as dienst, pytest.raises(InvoerFout, match="nog geen heel antwoord gegeven"):
        vraag(dienst)
    assert vraag.gewacht == []


@pytest.mark.parametrize("waarde", ["veel", True, -1, [1]])
def test_a_population_that_is_no_number_is_missing(geo, tmp_path, waarde):
    inwoners = dict.fromkeys(geo.herindeling.lijsten[2023], 1000)
    with (
        pdok(inwoners=inwoners | {"GM0344": waarde}) as dienst,
        pytest.raises(InvoerFout, match=r"geen inwoners \(GM0344\)"),
    ):
        haal_inwoners(2023, geo.herindeling, dienst.adres, Web(tmp_path, lambda tijd: None))


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b'{"value": 7}', "onder “value” geen lijst van objecten"),
        (b'{"value": [7]}', "onder “value” geen lijst van objecten"),
        (b'{"value": [], "@odata.nextLink": 7}', "verwijst door naar een andere server"),
        (b'{"value": [{"Title": 7}]}', "niet één maat"),
    ],
)
def test_an_odd_answer_of_statline_is_refused_in_a_sentence(geo, tmp_path, inhoud, zin):
    with pdok(kapot={"/odata/": inhoud}) as dienst, pytest.raises(InvoerFout) as fout:
        haal_inwoners(2023, geo.herindeling, dienst.adres, Web(tmp_path, lambda tijd: None))
    assert zin in fout.value.zin


def test_from_the_shell_to_a_view(capfd, data_dir, tmp_path, monkeypatch):
    with pdok() as dienst:
        dienst.inwoners = dict.fromkeys((f["properties"]["gemeentecode"] for f in dienst.features), 1000)
        monkeypatch.setenv("HN_PDOK_URL", dienst.adres)
        monkeypatch.setenv("HN_CBS_URL", dienst.adres)
        assert roep("geo", "fetch", "2023", "--inwoners-csv", str(tmp_path / "inwoners.csv"), "--json") == 0
    assert json.loads(capfd.readouterr().out)[0]["inwoners"] == INWONERS
    assert roep("geo", "list", "--json") == 0
    assert [rij["herkomst"] for rij in json.loads(capfd.readouterr().out)][:3] == [
        "ingebouwd",
        "opgehaald",
        "ingebouwd",
    ]
    assert roep("geo", "check") == 0
    capfd.readouterr()
    uit, inwoners = tmp_path / "dichtheid.csv", str(tmp_path / "inwoners.csv")
    vraag = ["export", "dichtheid", "--query", "noemer=inwoners&indeling=2023", "--csv", "int", "--out", str(uit)]
    assert roep(*vraag) == 0
    assert pd.read_csv(uit)["inwoners"].sum() == INWONERS
    assert roep("import", "inwoners", inwoners, "--peildatum", "2026-01-01", "--indeling", "2023") == 0
    assert roep(*vraag) == 0
    assert pd.read_csv(uit)["inwoners"].sum() == 342_000
