"""Every page and every download on data with gaps: nothing breaks, and what nobody knows stands nowhere as 0."""

import csv
import io
import json

import pytest
from dash import html
from python_calamine import CalamineWorkbook

from hn_dash.application import create_app
from hn_dash.domain import maten
from hn_dash.pages.methode import layout as methode
from hn_dash.pages.overzicht import build_inhoud
from hn_dash.pages.plaatsing import build_randstad
from hn_dash.pages.register import PAGINAS
from hn_dash.pages.werving.pagina import build_onder
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.settings import Settings
from hn_dash.store.databank import Databank
from hn_dash.views.grafiek import build_staven
from hn_dash.views.kaart.kaartje import build_kaartjes
from hn_dash.views.uitvoer.export import FORMATEN
from hn_dash.views.vraag import Vraag, kaartantwoord, tabelantwoord
from tests.support.gaten import maak_gaten, met_aantallen, zonder
from tests.support.scherm import alle, woorden
from tests.support.wereld import maak_opleiders, maak_wereld

WERELDEN = {
    "gaten": maak_gaten,
    "aantallen": met_aantallen,
    **{f"zonder {soort}": (lambda soort=soort: zonder(soort)) for soort in ("praktijken", "opleiders", "plekken")},
    "zonder verzorgingsgebied": lambda: zonder("verzorgingsgebied"),
    "zonder plan": lambda: zonder("plan"),
    "zonder regio": lambda: zonder("regio"),
    "zonder iets": lambda: zonder("praktijken", "opleiders", "plekken", "verzorgingsgebied", "plan", "regio"),
}
VRAGEN = [
    *(("vestiging", query) for query in ("", "instituut=aumc", "soort=aios", "provincie=Zuid", "indeling=2022")),
    *(
        ("dichtheid", f"noemer={noemer}&niveau={niveau}{rest}")
        for noemer in ("praktijken", "huisartsen", "inwoners")
        for niveau in ("gemeente", "regio", "provincie", "leadgebied", "land")
        for rest in ("", "&instituut=aumc", "&indeling=2022&klassen=kwantiel")
    ),
    ("dichtheid", "teller=opleidingspraktijken&klassen=gelijk"),
    *(("werving", query) for query in ("", "laag=kruisend", "laag=tekort", "instituut=aumc", "indeling=2022")),
    *((view, "") for view in ("leadgebieden", "vergelijking", "plaatsing", "landelijk")),
    ("plaatsing", "klassen=kwantiel"),
]


@pytest.fixture(params=WERELDEN)
def wereld(request):
    return WERELDEN[request.param]()


def test_every_question_has_an_answer_on_map_and_grid_without_nan(wereld):
    for view, query in VRAGEN:
        vraag = Vraag.from_query(view, query, wereld)
        if vraag.fout:  # counts know no opleidingspraktijken and no soort
            assert "kan niet" in vraag.fout
            continue
        if view in ("leadgebieden", "landelijk"):
            continue
        antwoord = kaartantwoord(vraag)
        json.dumps([antwoord, tabelantwoord(vraag)], allow_nan=False)
        assert not any("–" in regel["tekst"] for regel in antwoord["legenda"]), (view, query)
        build_kaartjes(vraag.tabel(), list(wereld.dataset.geo.indeling(vraag.selectie.indeling).codes), {})


def test_every_page_stands(wereld):
    for pagina in PAGINAS:
        assert woorden(pagina.layout({}, wereld))


def test_every_file_can_be_read_and_holds_no_infinite_number(wereld, tmp_path):
    client = create_app(Settings(), Magazijn(wereld, Databank(tmp_path / "data"))).server.test_client()
    for view, query in VRAGEN:
        if Vraag.from_query(view, query, wereld).fout:
            continue
        per_gemeente = view not in ("plaatsing", "leadgebieden") and "niveau" not in query
        for formaat in FORMATEN if per_gemeente else ("csv", "xlsx"):  # areas of this country cannot be joined
            antwoord = client.get(f"/download/{view}.{formaat}?{query}")
            assert antwoord.status_code == 200, (view, query, antwoord.text)
            if formaat == "csv":
                assert "inf" not in antwoord.text.replace("Proefbron", "") and "nan" not in antwoord.text.lower()


def cellen(client, adres, sleutel="gemeentecode"):
    lezer = csv.DictReader(io.StringIO(client.get(adres).data.decode("utf-8-sig"), newline=""), delimiter=";")
    return {rij[sleutel]: rij for rij in lezer}


def test_a_gemeente_without_inhabitants_is_an_empty_cell_in_csv_and_excel(tmp_path):
    client = create_app(Settings(), Magazijn(maak_gaten(), Databank(tmp_path / "data"))).server.test_client()
    rij = cellen(client, "/download/dichtheid.csv?noemer=inwoners")["GM0004"]
    assert (rij["opleiders"], rij["inwoners"], rij["dichtheid_pct"], rij["per_10000"]) == ("1", "0", "", "")
    boek = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/download/dichtheid.xlsx?noemer=inwoners").data))
    kop, *rijen = boek.get_sheet_by_name("gegevens").to_python()
    assert rijen[3][kop.index("per_10000")] == ""
    uitleg = dict(rij[:2] for rij in boek.get_sheet_by_name("toelichting").to_python())
    assert "Opleiders zonder praktijk in Dal" in uitleg["opmerkingen"]


def test_what_nobody_knows_is_an_empty_cell(tmp_path):
    client = create_app(Settings(), Magazijn(zonder("opleiders"), Databank(tmp_path / "data"))).server.test_client()
    rij = cellen(client, "/download/vestiging.csv")["GM0001"]
    assert (rij["opleiders"], rij["opleiders_emc"], rij["praktijken"], rij["status"]) == ("", "", "20", "geen gegevens")
    rij = cellen(client, "/download/werving.csv")["GM0001"]
    assert (rij["staat"], rij["opleiders"], rij["opleiders_andere_instituten"], rij["tekort"]) == ("lead", "", "", "")


def tegels(inhoud):
    """Head of a tile -> what else it says."""
    return {woorden(tegel)[0]: woorden(tegel)[1:] for tegel in alle(inhoud, html.Div, className="tegel vak")}


def test_the_first_page_of_a_day_with_praktijken_alone():
    inhoud = build_inhoud("", zonder("opleiders", "plekken", "verzorgingsgebied", "plan"))
    assert woorden(inhoud[0]) == [
        "Op 1 januari 2026 zijn er geen gegevens over opleiders, het plan, opleidingsplekken en verzorgingsgebieden. "
        "Lees ze in, of kies een andere peildatum."
    ]
    getoond = tegels(inhoud)
    assert getoond["Opleiders per praktijk"][:2] == ["– %", "– opleiders op 87 praktijken"]
    for kop in ("Onder de norm", "Zonder opleider", "Te bespreken", "Kruisende relaties", "Niet vervuld"):
        assert getoond[kop][0] == "–", kop
    tekst = " ".join(woorden(inhoud))
    assert "Elke gemeente met een praktijk heeft een opleider" not in tekst and "Controle van het plan" not in tekst
    assert "Onbekend: er zijn geen gegevens over praktijken of opleiders." in tekst


def test_the_first_page_says_which_lotteries_have_no_result():
    assert tegels(build_inhoud("", maak_gaten()))["Niet vervuld"] == [
        "5",
        "van 35 plekken in de loting",
        "alle locaties, 2025; nog 10 zonder uitslag",
    ]
    assert tegels(build_inhoud("emc", maak_gaten()))["Niet vervuld"] == [
        "4",
        "van 9 plekken in de loting",
        "uw locaties, 2025; nog 10 zonder uitslag",
    ]


def test_an_institute_that_recruits_nowhere_is_told_so():
    assert "Dit instituut werft in geen enkele gemeente." in woorden(build_inhoud("aumc", maak_gaten()))


def test_one_tile_has_one_noemer():
    tabel = maten.compute(maten.from_query("plaatsing", "ronde=2025", wereld := maak_gaten()), wereld)
    *_, nederland = [woorden(tegel) for tegel in build_randstad(tabel)]
    assert nederland[3] == "gevuld 85,7 %; niet vervuld 5 van 35; nog 10 zonder uitslag"


def test_the_werving_page_says_nothing_of_opleiders_or_a_plan_that_nobody_knows():
    onder = build_onder(Vraag.from_query("werving", "", zonder("opleiders")))
    tekst = " ".join(woorden(onder))
    assert "Elke opleider is van een instituut dat in zijn gemeente werft." not in tekst
    assert "Op 1 januari 2026 zijn er geen gegevens over opleiders." in tekst
    tekst = " ".join(woorden(build_onder(Vraag.from_query("werving", "", zonder("plan")))))
    assert "Geen bevindingen" not in tekst and "geen gegevens over het plan" in tekst


@pytest.mark.parametrize(
    ("maak", "praktijken", "opleiders"),
    [(met_aantallen, "87", "17"), (lambda: zonder("opleiders"), "87", "–"), (maak_gaten, "87", "9")],
)
def test_methode_counts_what_is_known_however_it_was_given(maak, praktijken, opleiders):
    gegevens = woorden(alle(methode({}, maak()), html.Dl)[-1])
    assert gegevens[gegevens.index("Praktijken") + 1] == praktijken
    assert gegevens[gegevens.index("Opleiders") + 1] == opleiders


def test_the_sentences_stand_on_the_page():
    antwoord = kaartantwoord(Vraag.from_query("dichtheid", "noemer=huisartsen", maak_gaten()))
    assert "Van 14 praktijken is het aantal huisartsen onbekend" in antwoord["voet"]
    assert antwoord["fout"] == ""
    antwoord = kaartantwoord(Vraag.from_query("plaatsing", "", zonder("plekken")))
    assert antwoord["fout"].startswith("Op 1 januari 2026 zijn er geen gegevens over opleidingsplekken.")


@pytest.mark.parametrize(("view", "soort"), [("werving", "plan"), ("plaatsing", "plekken")])
def test_a_map_of_nothing_says_that_there_are_no_data(view, soort):
    antwoord = kaartantwoord(Vraag.from_query(view, "", zonder(soort)))
    assert [regel["tekst"] for regel in antwoord["legenda"]] == ["geen gegevens"]


def test_without_places_there_are_no_bars_and_no_axes():
    wereld = zonder("plekken")
    figuur = build_staven(maten.compute(maten.from_query("plaatsing", "", wereld), wereld))
    assert (len(figuur.data), figuur.layout.xaxis.visible, figuur.layout.yaxis.visible) == (0, False, False)
    assert figuur.layout.annotations[0].text == "geen gegevens"


def test_an_opleider_in_no_gemeente_is_told_on_the_first_page():
    # one of emc in Aadorp, and one of lumc of whom neither praktijk nor gemeente is known
    wereld = maak_wereld(
        opleiders=maak_opleiders([("GM0001-0", "GM0001", "emc", "aios"), (None, None, "lumc", "aios")])
    )
    zin = "1 opleider staat niet op de kaart"
    assert tegels(build_inhoud("", wereld))["Opleiders per praktijk"][-1] == f"norm 25 %; {zin}"
    assert tegels(build_inhoud("lumc", wereld))["Eigen opleiders"][-1] == f"waar zij ook werken; {zin}"
    assert tegels(build_inhoud("emc", wereld))["Eigen opleiders"][-1] == "waar zij ook werken"


def test_a_card_of_more_gemeenten_says_of_how_many_it_does_not_know():
    vraag = Vraag.from_query("dichtheid", "noemer=huisartsen", maak_gaten())
    (kaart,) = build_kaartjes(vraag.tabel(), ["GM0001", "GM0002", "GM0003", "GM0005"], {})
    assert dict(kaart.regels)["Huisartsen"] == "26 (van 1 onbekend)"
    vraag = Vraag.from_query("vestiging", "", zonder("opleiders"))
    (kaart,) = build_kaartjes(vraag.tabel(), ["GM0001", "GM0002", "GM0003", "GM0005"], {})
    assert (dict(kaart.regels)["Opleiders"], dict(kaart.regels)["Praktijken"]) == ("–", "27")
