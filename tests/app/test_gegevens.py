"""The page Gegevens over HTTP: uploads, tasks beside the server, templates, and who may."""

from __future__ import annotations

import csv
import io
from datetime import date
from io import BytesIO

import pytest
from python_calamine import load_workbook

from hn_dash.application import create_app
from hn_dash.errors import InvoerFout
from hn_dash.ingest.soort.soorten import SOORTEN
from hn_dash.ingest.tabel.bestand import open_bestand
from hn_dash.services.gegevens.bericht import KIES, Formulier
from hn_dash.services.gegevens.inname import Opdracht, neem_in
from hn_dash.services.gegevens.snapshots import Beheer
from hn_dash.services.taken import Taken
from hn_dash.settings import read_settings
from hn_dash.start import laad_magazijn
from tests.support.server import WORTEL
from tests.support.wachten import tot

PLAN = (WORTEL / "data/voorbeeld/plan.csv").read_bytes()
GEHEIM = "k7Qw2LmX9vTz4RbN8sHc5JdF1gPy3AeU"


@pytest.fixture
def magazijn(data_dir):
    return laad_magazijn(read_settings())


@pytest.fixture
def beheer(data_dir, magazijn):
    return Beheer(magazijn, True, Taken(data_dir))


@pytest.fixture
def client(data_dir):
    settings = read_settings()
    return create_app(settings, laad_magazijn(settings)).server.test_client()


def wacht(beheer: Beheer, kenmerk: str) -> dict:
    """How a task ended."""

    def einde() -> dict:
        stand = beheer.stand(kenmerk)
        return stand if "kwitantie" in stand or "fout" in stand else {}

    return tot(einde, "the task ended")


def start(beheer: Beheer, inhoud: bytes, soort: str = "plan", **vraag: object) -> str:
    upload = beheer.upload("plan.csv", [inhoud])
    velden = {"soort": soort, "peildatum": "2026-01-01", "indeling": KIES, "bij": KIES, "kolommen": []}
    return beheer.start(Formulier.lees(upload=upload, bron="Bron", wie="ik", **{**velden, **vraag}))


def test_an_upload_says_what_it_holds(client):
    antwoord = client.post("/gegevens/upload?naam=plan.csv", data=PLAN)
    assert antwoord.status_code == 200
    assert antwoord.json["koppen"] == ["gemeentecode", "staat", "instituten", "status", "opmerking"]
    assert (antwoord.json["naam"], antwoord.json["rijen"]) == ("plan.csv", 342)


def test_an_upload_that_is_no_table_is_refused_in_a_sentence(client):
    antwoord = client.post("/gegevens/upload?naam=x.csv", data=b"%PDF-1.7")
    assert (antwoord.status_code, antwoord.json["fout"]) == (
        400,
        "x.csv: Dit is een pdf en geen tabel. Bewaar de tabel als CSV of XLSX en kies dat bestand.",
    )


def test_an_upload_that_is_refused_is_not_kept(client, data_dir):
    client.post("/gegevens/upload?naam=kapot.xlsx", data=b"PK geen zip")
    assert [pad.name for pad in (data_dir / "werk").glob("*") if len(pad.name) == 32] == []


def test_an_upload_that_says_it_is_too_large_is_refused_with_its_own_limit(client):
    antwoord = client.post(
        "/gegevens/upload?naam=x.csv", data=b"a;b", environ_overrides={"CONTENT_LENGTH": str(2 * 10**8)}
    )
    zin = "Het bestand is groter dan 100 MB; splits het, of bewaar het als CSV."
    assert (antwoord.status_code, antwoord.json) == (413, {"fout": zin})


def test_another_site_cannot_upload(client):
    assert client.post("/gegevens/upload", data=PLAN, headers={"Origin": "https://elders.example"}).status_code == 403


def test_a_file_goes_from_upload_to_what_every_page_shows(beheer):
    stand = wacht(beheer, start(beheer, PLAN))
    assert (stand["kwitantie"]["status"], stand["kwitantie"]["rijen_uit"]) == ("concept", 342)
    nummer = stand["kwitantie"]["snapshot"]
    assert beheer.mogelijk(nummer) == {"aanvaard", "verwerp"}
    assert beheer.grondslag().plan.naam == "Wie gaat waar werven? (voorbeeld)"
    assert beheer.aanvaard(nummer, "ik") == "Aanvaard: wervingsplan van 2026-01-01 geldt nu."
    assert beheer.grondslag().plan.naam == "Bron"
    assert beheer.mogelijk(nummer) == {"draai_terug"}
    assert beheer.draai_terug(nummer, "ik") == "Teruggedraaid: plan.csv; er is geen eerder bestand."
    assert beheer.grondslag().plan.naam == "Wie gaat waar werven? (voorbeeld)"
    assert [regel["wat"] for regel in beheer.log()] == ["teruggedraaid", "aanvaard", "ingelezen"]


def test_a_file_of_the_wrong_kind_ends_with_its_findings(beheer):
    stand = wacht(beheer, start(beheer, PLAN, "opleiders"))
    assert stand["fout"] == "De kolommen van dit bestand kloppen niet."
    assert stand["bevindingen"][-1]["zin"] == "De kolommen passen bij de soort plan; kies die."
    assert beheer.lijst() == []


def test_columns_can_be_matched_by_hand(beheer):
    anders = PLAN.replace(b"gemeentecode,staat", b"plaats,wat", 1)
    kolommen = ["plaats", "wat", "instituten", KIES, KIES]
    stand = wacht(beheer, start(beheer, anders, kolommen=kolommen))
    assert stand["kwitantie"]["rijen_uit"] == 342


def test_a_column_that_the_file_does_not_have_is_refused_and_not_left_out(beheer):
    kolommen = ["gemeentecode", "staat", "instituten", "status", "reden"]
    stand = wacht(beheer, start(beheer, PLAN, kolommen=kolommen))
    assert [bevinding["zin"] for bevinding in stand["bevindingen"]] == [
        "Kolom “reden” staat niet in het bestand; kies een andere voor opmerking."
    ]
    assert beheer.lijst() == []


def test_a_task_that_is_stopped_changes_nothing(beheer):
    kop = b"praktijk_id,gemeentecode\n"
    rijen = b"".join(b"P%d,GM0344\n" % nummer for nummer in range(400_000))
    kenmerk = start(beheer, kop + rijen, "praktijken")
    tot(lambda: beheer.stand(kenmerk).get("stap") == "controleren", "the rows are being checked")
    beheer.stop(kenmerk)
    assert wacht(beheer, kenmerk)["fout"] == "Het inlezen is afgebroken; er is niets veranderd."
    assert beheer.lijst() == []


def test_what_was_found_and_what_was_rejected_can_be_downloaded(beheer, client):
    kapot = PLAN.replace(b"GM0014,lead,umcg", b"GM0014,lead,umgc", 1)
    nummer = wacht(beheer, start(beheer, kapot))["kwitantie"]["snapshot"]
    bevindingen = client.get(f"/gegevens/{nummer}/bevindingen.csv")
    naam = f"hn-bevindingen-plan-2026-2026-01-01-{nummer}.csv"
    assert bevindingen.headers["Content-Disposition"] == f"attachment; filename={naam}"
    rij, *_ = csv.DictReader(io.StringIO(bevindingen.data.decode("utf-8-sig")), delimiter=";")
    assert (rij["soort"], rij["peildatum"], rij["indeling"]) == ("plan", "2026-01-01", "2026")
    assert rij["bestand"] and rij["bron"]
    assert "Instituut “umgc” is niet bekend" in bevindingen.data.decode("utf-8-sig")
    assert (
        client.get(f"/gegevens/{nummer}/afgekeurd.csv").data.decode("utf-8-sig").splitlines()[1].startswith("GM0014;")
    )
    assert client.get("/gegevens/99/bevindingen.csv").status_code == 404
    assert client.get(f"/gegevens/{nummer}/iets.csv").status_code == 404


def test_the_second_file_is_compared_with_the_first(beheer):
    eerste = wacht(beheer, start(beheer, PLAN))["kwitantie"]["snapshot"]
    beheer.aanvaard(eerste, "ik")
    anders = PLAN.replace(b"GM0014,lead,umcg", b"GM0014,lead,umcu", 1).replace(b"GM0037", b"GM9999", 1)
    tweede = wacht(beheer, start(beheer, anders))["kwitantie"]["snapshot"]
    tegen, verschil = beheer.vergelijk(tweede)
    assert tegen == f"Vergeleken met snapshot {eerste} (plan.csv, 2026-01-01)."
    assert verschil.aantal == {"toegevoegd": 0, "vervallen": 1, "verhuisd": 0, "gewijzigd": 1}
    gewijzigd = verschil.rijen[verschil.rijen["wat"] == "gewijzigd"]
    assert gewijzigd.to_numpy().tolist() == [["GM0014", "gewijzigd", "instituten", "umcg", "umcu"]]


@pytest.mark.parametrize("soort", SOORTEN)
@pytest.mark.parametrize("formaat", ["csv", "xlsx"])
def test_a_template_has_every_column_and_an_example_that_can_be_read_in(magazijn, client, tmp_path, soort, formaat):
    inhoud = client.get(f"/sjabloon/{soort}.{formaat}").data
    pad = tmp_path / "sjabloon"
    pad.write_bytes(inhoud)
    assert set(SOORTEN[soort].kolommen) <= set(open_bestand(pad, "sjabloon").vorm.koppen)
    kwitantie = neem_in(Opdracht(soort, pad, "sjabloon", date(2026, 1, 1)), magazijn, proef=True)
    fouten = {bevinding.regel for bevinding in kwitantie.bevindingen if bevinding.ernst == "fout"}
    assert fouten <= {"ontbreekt"}  # one row is not a whole country


def test_the_template_explains_every_column(client):
    blad = load_workbook(BytesIO(client.get("/sjabloon/opleiders.xlsx").data)).get_sheet_by_name("toelichting")
    rijen = {rij[0]: rij[1:] for rij in blad.to_python()}
    assert rijen["instituut"][:2] == ["verplicht", "Instituut waar de opleider bij hoort: code of naam."]
    assert all(kolom in rijen for kolom in SOORTEN["opleiders"].kolommen)


@pytest.mark.parametrize("adres", ["/sjabloon/iets.csv", "/sjabloon/plan.pdf", "/download/gegevens/iets.csv"])
def test_a_file_that_does_not_exist(client, adres):
    antwoord = client.get(adres)
    assert antwoord.status_code == 404
    assert "Kies praktijken" in antwoord.text


def test_where_others_can_reach_the_server_the_page_only_shows(data_dir, monkeypatch):
    monkeypatch.setenv("HN_HOST", "0.0.0.0")  # noqa: S104
    monkeypatch.setenv("HN_GEHEIM", GEHEIM)
    settings = read_settings()
    magazijn = laad_magazijn(settings)
    client = create_app(settings, magazijn).server.test_client()
    antwoord = client.post("/gegevens/upload?naam=plan.csv", data=PLAN)
    assert antwoord.status_code == 400
    assert "Inlezen via het scherm staat uit" in antwoord.json["fout"]
    beheer = Beheer(magazijn, settings.mag_wijzigen, Taken(data_dir))
    for actie in (beheer.aanvaard, beheer.verwerp):
        with pytest.raises(InvoerFout, match="HN_BEWERKEN=1"):
            actie(1, "ik")
    monkeypatch.setenv("HN_BEWERKEN", "1")
    assert read_settings().mag_wijzigen


def test_an_upload_has_a_limit(tmp_path, monkeypatch):
    monkeypatch.setattr("hn_dash.services.taken.MAX_UPLOAD", 10)
    with pytest.raises(InvoerFout, match="Het bestand is groter dan"):
        Taken(tmp_path).nieuw([b"123456", b"789012"])
    assert list((tmp_path / "werk").iterdir()) == []


@pytest.mark.parametrize("kenmerk", ["", "../../etc", "0" * 32, "0" * 31 + "/"])
def test_a_mark_that_nobody_gave(tmp_path, kenmerk):
    with pytest.raises(InvoerFout, match="Dit bestand is er niet meer"):
        Taken(tmp_path).stand(kenmerk)


def test_health_tells_of_new_data(client, beheer):
    voor = client.get("/health").json["dataset"]
    nummer = wacht(beheer, start(beheer, PLAN))["kwitantie"]["snapshot"]
    beheer.aanvaard(nummer, "ik")
    tot(lambda: client.get("/health").json["dataset"] != voor, "another process sees the change", 3)
