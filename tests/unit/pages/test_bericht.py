"""What each page sends is taken as it is, or refused in a sentence that names the field and the remedy."""

from __future__ import annotations

import pytest

from hn_dash.errors import Bevinding
from hn_dash.pages.gegevens.bericht import Getoond, Handeling, Jaren, Lijstkeuze, Tik, Uitkomst, Voortgang
from hn_dash.pages.overzicht import Overzichtvraag
from hn_dash.pages.werkruimte.bericht import Gekaart, Gesteld, Stand
from hn_dash.pages.werving.bericht import (
    Begin,
    Keuze,
    Plankeuze,
    Roosterkeuze,
    Strook,
    Voorstelvraag,
    Zoektocht,
)
from hn_dash.pages.werving.bericht import Getoond as Getoond_voorstel
from hn_dash.services.bericht import Bericht, Onderweg
from tests.support.berichten import weigert

MERK, PLAATS = "0123456789abcdef", "GM0344"
UPLOAD = {"kenmerk": MERK * 2, "naam": "plan.csv", "koppen": ["gemeentecode"], "rijen": 2, "grootte": 30}
WENS = {
    "codes": [PLAATS],
    "tot": 3,
    "staat": "lead",
    "instituten": ["umcu"],
    "status": "akkoord",
    "reden": None,
    "vanaf": "",
}
BEVINDING = {
    "zin": "Rij 3 is leeg.",
    "bestand": "x.csv",
    "rij": 3,
    "kolom": "",
    "waarde": "",
    "ernst": "fout",
    "regel": "leeg",
    "voorstel": "",
}
GOED: dict[type[Bericht], dict[str, object]] = {
    Plankeuze: {"plan": "p1", "ververs": None},
    Keuze: {"plan": "p1", "codes": []},
    Begin: {"naam": "Werving 2027", "wie": "", "adres": "plan=p1"},
    Strook: {
        "plan": "p1",
        "wens": WENS,
        "slotdoel": "gekozen",
        "versie": "",
        "geschil": None,
        "voorstel": None,
        "upload": None,
        "sessie": MERK,
        "lading": MERK,
        "wie": "Ada",
        "adres": "plan=p1",
    },
    Zoektocht: {"taak": None},
    Voorstelvraag: {
        "plan": "p1",
        "wens": {"gewicht": "inwoners", "tolerantie": 10, "doelen": [None] * 7},
        "taak": MERK * 2,
    },
    Getoond_voorstel: {"plan": "p1", "ververs": 3, "voorstel": None},
    Roosterkeuze: {"rijen": [{"gemeentecode": PLAATS, "km": 1.5, "id": PLAATS}]},
    Tik: {"veranderd": 0},
    Voortgang: {"veranderd": 1, "taak": MERK * 2},
    Getoond: {"veranderd": 1, "getoond": {"fout": "x.csv: Dit is een pdf.", "bevindingen": [BEVINDING]}},
    Handeling: {"veranderd": 1, "getoond": {"nummer": 7}, "wie": "Ada"},
    Lijstkeuze: {"rijen": [{"id": "7", "nummer": 7, "soort": "Inwoners"}]},
    Jaren: {"van": "2009", "naar": "2026"},
    Gesteld: {"vraag": "norm=30"},
    Gekaart: {"gekozen": [PLAATS]},
    Stand: {
        "zoek": "?norm=30",
        "gekozen": [],
        "waarden": {"norm": "30", "instituut": "alle"},
        "ververs": None,
    },
    Overzichtvraag: {"instituut": "umcu", "zoek": "?instituut=umcu"},
}
HERLAAD = "Laad de pagina opnieuw."
GEMEENTEN = "De gekozen gemeenten: dit kan niet. Kies gemeenten op de kaart of in de tabel."
GEWEIGERD: list[tuple[type[Bericht], str, object, str]] = [
    (Plankeuze, "plan", ["p1"], "Plan: dit kan niet. Kies een plan uit de lijst."),
    (Plankeuze, "ververs", -1, f"De stand van het plan: dit kan niet. {HERLAAD}"),
    (Keuze, "codes", None, GEMEENTEN),
    (Begin, "naam", "x" * 121, "Naam van het nieuwe plan: dit kan niet. Schrijf een naam van hoogstens 120 tekens."),
    (Begin, "wie", 3, "Uw naam of afdeling: dit kan niet. Schrijf hoogstens 60 tekens, of niets."),
    (Begin, "adres", {"plan": "p1"}, f"Adres: dit kan niet. {HERLAAD}"),
    (Begin, "adres", "x" * 8_001, f"Adres: dit kan niet. {HERLAAD}"),
    (Strook, "plan", 1, "Plan: dit kan niet. Kies een plan uit de lijst."),
    (Strook, "wens", {**WENS, "codes": ["Utrecht"]}, GEMEENTEN),
    (Strook, "wens", {**WENS, "reden": []}, "Reden: dit kan niet. Schrijf hoogstens 500 tekens, of niets."),
    (Strook, "wens", {**WENS, "tot": None}, f"De stand van het plan: dit kan niet. {HERLAAD}"),
    (Strook, "slotdoel", None, "Wat op slot gaat: dit kan niet. Kies uit de lijst."),
    (Strook, "versie", "a\tb", "Naam van deze versie: dit kan niet. Schrijf een naam van hoogstens 120 tekens."),
    (Strook, "geschil", {}, f"Wat een ander wijzigde: dit kan niet. {HERLAAD}"),
    (Strook, "geschil", [{"gemeente": PLAATS}], f"Wat een ander wijzigde: dit kan niet. {HERLAAD}"),
    (Strook, "voorstel", {"rijen": []}, f"Het voorstel: dit kan niet. {HERLAAD}"),
    (Strook, "upload", {"kenmerk": MERK * 2}, "Het bestand: dit kan niet. Kies het opnieuw."),
    (Strook, "sessie", None, f"Het kenmerk van uw venster: dit kan niet. {HERLAAD}"),
    (Strook, "lading", "", f"Het kenmerk van deze pagina: dit kan niet. {HERLAAD}"),
    (Zoektocht, "taak", MERK, f"De zoektocht: dit kan niet. {HERLAAD}"),
    (Voorstelvraag, "wens", {"gewicht": "inwoners", "tolerantie": None, "doelen": []},
     "Tolerantie: dit kan niet. Schrijf een getal van 0 tot en met 100."),
    (Getoond_voorstel, "voorstel", [], f"Het voorstel: dit kan niet. {HERLAAD}"),
    (Roosterkeuze, "rijen", [PLAATS], f"De gekozen rijen: dit kan niet. {HERLAAD}"),
    (Roosterkeuze, "rijen", [{"km": 1.5}], f"De gekozen rijen: dit kan niet. {HERLAAD}"),
    (Tik, "veranderd", True, f"De stand van de gegevens: dit kan niet. {HERLAAD}"),
    (Voortgang, "taak", "../../etc", f"Taak: dit kan niet. {HERLAAD}"),
    (Getoond, "getoond", {"nummer": "7"}, f"Wat er getoond wordt: dit kan niet. {HERLAAD}"),
    (Getoond, "getoond", {"bevindingen": [{**BEVINDING, "ernst": "ramp"}]},
     f"Wat er getoond wordt: dit kan niet. {HERLAAD}"),
    (Handeling, "wie", "x" * 61, "Door: dit kan niet. Schrijf hoogstens 60 tekens, of niets."),
    (Lijstkeuze, "rijen", [{"id": "7"}], f"De gekozen rij: dit kan niet. {HERLAAD}"),
    (Lijstkeuze, "rijen", "7", f"De gekozen rij: dit kan niet. {HERLAAD}"),
    (Jaren, "van", 2009, "Van: dit kan niet. Kies een jaar uit de lijst."),
    (Jaren, "naar", "20x6", "Naar: dit kan niet. Kies een jaar uit de lijst."),
    (Gesteld, "vraag", 3, f"Vraag: dit kan niet. {HERLAAD}"),
    (Gekaart, "gekozen", {"GM0344": 1}, GEMEENTEN),
    (Stand, "gekozen", [PLAATS, None], GEMEENTEN),
    (Stand, "waarden", {"norm": 30}, "Norm: dit kan niet. Kies een waarde uit de lijst."),
    (Stand, "waarden", {"peildatum": [], "norm": {}},
     "Peildatum: dit kan niet. Kies een waarde uit de lijst. Norm: dit kan niet. Kies een waarde uit de lijst."),
    (Stand, "ververs", 1.5, f"Ververs: dit kan niet. {HERLAAD}"),
    (Overzichtvraag, "instituut", ["umcu"], "Instituut: dit kan niet. Kies uit de lijst."),
]  # fmt: skip


@pytest.mark.parametrize("soort", GOED)
def test_what_a_page_really_sends_is_taken(soort):
    assert soort.lees(**GOED[soort])


@pytest.mark.parametrize(("soort", "veld", "waarde", "zin"), GEWEIGERD)
def test_what_is_no_value_of_its_field_is_refused(soort, veld, waarde, zin):
    assert weigert(soort, GOED[soort] | {veld: waarde}) == zin


def test_a_control_without_restriction_is_empty():
    stand = Stand.lees(**GOED[Stand] | {"waarden": {"norm": None, "instituut": "alle", "provincie": ""}})
    assert stand.waarden == {"norm": "", "instituut": "", "provincie": ""}
    assert Overzichtvraag.lees(instituut="alle", zoek="").instituut == ""
    assert Getoond.lees(getoond=None, veranderd=None).getoond is None
    assert Lijstkeuze.lees(rijen=[{"id": "plan", "nummer": None}]).rijen[0].nummer is None


def test_a_finding_comes_back_as_it_went():
    (vorm,) = Uitkomst.lees(fout="x", bevindingen=[BEVINDING]).bevindingen
    assert vorm.bevinding == Bevinding("Rij 3 is leeg.", "x.csv", 3, regel="leeg")


def test_the_same_click_has_one_mark_and_anything_else_another():
    strook = Strook.lees(**GOED[Strook])
    zelfde, ander = (Strook.lees(**GOED[Strook] | {"lading": lading}) for lading in (MERK, MERK[::-1]))
    met, anders = (Strook.lees(**GOED[Strook] | {"upload": {**UPLOAD, "kenmerk": teken * 32}}) for teken in ("a", "b"))
    kenmerken = [
        strook.verzoek("toepassen", 1).kenmerk,
        strook.verzoek("toepassen", 2).kenmerk,
        strook.verzoek("ongedaan", 1).kenmerk,
        ander.verzoek("toepassen", 1).kenmerk,
        met.verzoek("upload", None).kenmerk,
        anders.verzoek("upload", None).kenmerk,
    ]
    assert len(set(kenmerken)) == 6
    assert zelfde.verzoek("toepassen", 1) == strook.verzoek("toepassen", 1)
    assert met.verzoek("toepassen", 1) == strook.verzoek("toepassen", 1)  # a file counts where it is what was sent
    assert (strook.verzoek("toepassen", 1).sessie, strook.verzoek("toepassen", 1).wie) == (MERK, "Ada")
    assert Strook.lees(**GOED[Strook] | {"wie": " "}).verzoek("toepassen", 1).wie == "onbekend"


def test_a_file_that_is_being_sent_is_no_file_yet():
    assert Strook.lees(**GOED[Strook] | {"upload": {"bezig": "plan.csv"}}).upload == Onderweg(bezig="plan.csv")
