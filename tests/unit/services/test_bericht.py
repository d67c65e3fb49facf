"""What a browser sends is taken as it is, or refused in a sentence that names the field and the remedy."""

from __future__ import annotations

import pytest

from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.errors import BerichtFout, InvoerFout
from hn_dash.services.bericht import Aanlevering, Bericht, Geweigerd, Onderweg, Upload, eis_upload
from hn_dash.services.gegevens.bericht import Bestand, Formulier
from hn_dash.services.plan.bericht import (
    Aanwezigheid,
    Botsingvorm,
    Voorstelrij,
    Voorstelvorm,
    Voorstelwens,
    Wens,
)
from tests.support.berichten import weigert

MERK, PLAATS = "0123456789abcdef", "GM0344"
UPLOAD = {"kenmerk": MERK * 2, "naam": "plan.csv", "koppen": ["gemeentecode"], "rijen": 2, "grootte": 30}
AFSPRAAK = {"staat": "lead", "instituten": "umcu", "status": "akkoord", "opmerking": "Om.\nDaarom.", "vanaf": ""}
RIJ = {
    "gemeentecode": PLAATS,
    "gemeentenaam": "Utrecht",
    "instituut": "umcu",
    "km": 0.0,
    "tweede": "aumc",
    "km_tweede": 38.5,
    "gezamenlijk": "",
    "reden": "Dichtbij.",
}
GOED: dict[type[Bericht], dict[str, object]] = {
    Aanlevering: {"naam": "plan 2026.csv"},
    Wens: {
        "codes": [PLAATS],
        "tot": 3,
        "staat": "lead",
        "instituten": ["umcu"],
        "status": "akkoord",
        "reden": "Om.",
        "vanaf": "2026-03-01",
    },
    Botsingvorm: {"gemeente": PLAATS, "versie": 2, "hun": AFSPRAAK, "mijn": AFSPRAAK},
    Voorstelvorm: {
        "rijen": [RIJ],
        "oordeel": "Het kan bijna niet korter.",
        "knelpunten": ["Utrecht komt boven de grens."],
    },
    Voorstelwens: {"gewicht": "inwoners", "tolerantie": 10, "doelen": [None, 20, 12.5]},
    Aanwezigheid: {"plan": "p1", "sessie": MERK, "wie": "Ada", "waar": PLAATS, "weg": False},
    Formulier: {
        "upload": UPLOAD,
        "soort": "plan",
        "peildatum": "2026-01-01",
        "indeling": "2026",
        "bron": "Eigen lijst",
        "wie": "Ada",
        "bij": "kies",
        "kolommen": ["gemeentecode", "kies"],
    },
}
HERLAAD = "Laad de pagina opnieuw."
GEMEENTEN = "De gekozen gemeenten: dit kan niet. Kies gemeenten op de kaart of in de tabel."
INSTITUTEN = "Instituten: dit kan niet. Kies instituten uit de lijst."
REDEN = "Reden: dit kan niet. Schrijf hoogstens 500 tekens, of niets."
BESTAND = "Het bestand: dit kan niet. Kies het opnieuw."
DOELEN = "Doelen: dit kan niet. Schrijf getallen van 0 tot en met 100, of niets."
GEWEIGERD: list[tuple[type[Bericht], str, object, str]] = [
    (Aanlevering, "naam", "a\nb.csv", "De naam van het bestand: dit kan niet. Hernoem het bestand."),
    (Wens, "codes", None, GEMEENTEN),
    (Wens, "codes", PLAATS, GEMEENTEN.replace(":", " “GM0344”:")),
    (Wens, "codes", [PLAATS, "Utrecht"], GEMEENTEN),
    (Wens, "codes", ["GM0344\n"], GEMEENTEN),
    (Wens, "codes", ["GM٠٣٤٤"], GEMEENTEN),
    (Wens, "codes", [PLAATS] * 1_001, GEMEENTEN),
    *((Wens, "tot", iets, f"De stand van het plan: dit kan niet. {HERLAAD}") for iets in (None, "3", 3.0, True, -1)),
    (Wens, "tot", 2**31, f"De stand van het plan: dit kan niet. {HERLAAD}"),
    (Wens, "staat", 1, "Staat: dit kan niet. Kies uit lead, gezamenlijk, open en niet besproken."),
    (Wens, "instituten", "umcu", INSTITUTEN.replace(":", " “umcu”:")),
    (Wens, "instituten", {"umcu": 1}, INSTITUTEN),
    (Wens, "instituten", ["umcu+umcg"], INSTITUTEN),
    (
        Wens,
        "status",
        None,
        "Status: dit kan niet. Kies uit akkoord, voorstel, geparkeerd, te beslissen en te bevestigen.",
    ),
    *((Wens, "reden", iets, REDEN) for iets in (0, ["Om."], "x" * 501, "a\x00b", "a\x9bb")),
    (Wens, "vanaf", "1 maart", "Geldig vanaf “1 maart”: dit kan niet. Kies een dag, zoals 2026-01-31, of geen."),
    (Wens, "vanaf", "2026-02-30", "Geldig vanaf “2026-02-30”: dit kan niet. Kies een dag, zoals 2026-01-31, of geen."),
    (Wens, "vanaf", 20260301, "Geldig vanaf: dit kan niet. Kies een dag, zoals 2026-01-31, of geen."),
    (Wens, "anders", 1, f"Er zijn velden bij die hier niet horen. {HERLAAD}"),
    (Botsingvorm, "gemeente", "", f"Gemeente: dit kan niet. {HERLAAD}"),
    (Botsingvorm, "mijn", {**AFSPRAAK, "opmerking": None}, f"Opmerking: dit kan niet. {HERLAAD}"),
    (Botsingvorm, "hun", [AFSPRAAK], f"Hun: dit kan niet. {HERLAAD}"),
    (Voorstelvorm, "rijen", [RIJ, {**RIJ, "km": None}], f"Rijen: dit kan niet. {HERLAAD}"),
    (Voorstelwens, "gewicht", "geld", "Verdeel “geld”: dit kan niet. Kies uit inwoners en opleiders."),
    *(
        (Voorstelwens, "tolerantie", iets, "Tolerantie: dit kan niet. Schrijf een getal van 0 tot en met 100.")
        for iets in (None, [10], -1, 100.5, float("inf"), float("nan"), True)
    ),
    (Voorstelwens, "doelen", [101], DOELEN),
    (Voorstelwens, "doelen", [""], DOELEN),
    (Voorstelwens, "doelen", 10, DOELEN),
    (Aanwezigheid, "plan", None, "Plan: dit kan niet. Kies een plan uit de lijst."),
    (Aanwezigheid, "plan", "x" * 121, "Plan: dit kan niet. Kies een plan uit de lijst."),
    (Aanwezigheid, "wie", "x" * 61, "Uw naam of afdeling: dit kan niet. Schrijf hoogstens 60 tekens, of niets."),
    (Aanwezigheid, "sessie", "kort", f"Het kenmerk van uw venster: dit kan niet. {HERLAAD}"),
    (Aanwezigheid, "sessie", "A" * 16, f"Het kenmerk van uw venster: dit kan niet. {HERLAAD}"),
    (Aanwezigheid, "waar", "Utrecht", f"De gekozen gemeente: dit kan niet. {HERLAAD}"),
    (Aanwezigheid, "weg", 1, f"Weg: dit kan niet. {HERLAAD}"),
    *((Formulier, "upload", iets, BESTAND) for iets in (3, {}, [UPLOAD], {**UPLOAD, "koppen": 3})),
    (Formulier, "upload", {**UPLOAD, "kenmerk": "../../etc"}, BESTAND),
    (Formulier, "upload", {**UPLOAD, "bezig": "x"}, BESTAND),
    (Formulier, "soort", None, "Soort: dit kan niet. Kies uit de lijst."),
    (Formulier, "peildatum", "2026-13-01", "Peildatum “2026-13-01”: dit kan niet. Kies een dag, zoals 2026-01-31."),
    (Formulier, "peildatum", 2026, "Peildatum: dit kan niet. Kies een dag, zoals 2026-01-31."),
    *(
        (Formulier, "indeling", iets, "Indeling: dit kan niet. Kies een jaar uit de lijst.")
        for iets in (None, "", 2026, "2026.0", "1e3", "٢٠٢٦", "1234567890", "-1")
    ),
    (Formulier, "bron", ["x"], "Bron: dit kan niet. Schrijf hoogstens 120 tekens, of niets."),
    (Formulier, "wie", 1, "Door: dit kan niet. Schrijf hoogstens 60 tekens, of niets."),
    (Formulier, "bij", "een", "Het bestand in quarantaine: dit kan niet. Kies uit de lijst."),
    (Formulier, "kolommen", ["gemeentecode", 3], "Kolommen: dit kan niet. Kies uit de lijst."),
]


@pytest.mark.parametrize("soort", GOED)
def test_what_a_page_really_sends_is_taken(soort):
    assert soort.lees(**GOED[soort])


@pytest.mark.parametrize(("soort", "veld", "waarde", "zin"), GEWEIGERD)
def test_what_is_no_value_of_its_field_is_refused(soort, veld, waarde, zin):
    assert weigert(soort, GOED[soort] | {veld: waarde}) == zin


def test_every_wrong_field_is_told_once_and_a_missing_one_too():
    with pytest.raises(BerichtFout) as fout:
        Voorstelwens.lees(gewicht="geld", doelen=["a", "b", "c"])
    assert [(bevinding.kolom, bevinding.waarde) for bevinding in fout.value.bevindingen] == [
        ("gewicht", "geld"),
        ("tolerantie", ""),
        ("doelen", ""),
    ]
    assert fout.value.zin == (
        "Verdeel “geld”: dit kan niet. Kies uit inwoners en opleiders. Tolerantie: dit kan niet. Schrijf een getal van "
        f"0 tot en met 100. {DOELEN}"
    )


@pytest.mark.parametrize("tekst", ["x" * 41, "a\x07b", "\ud800"])
def test_a_text_that_would_spoil_the_sentence_is_not_repeated_in_it(tekst):
    with pytest.raises(BerichtFout) as fout:
        Wens.lees(**GOED[Wens] | {"vanaf": tekst})
    assert fout.value.zin == "Geldig vanaf: dit kan niet. Kies een dag, zoals 2026-01-31, of geen."


def test_only_a_control_that_may_be_empty_may_be_none():
    leeg = Wens.lees(**GOED[Wens] | {"reden": None, "vanaf": None})
    assert leeg.afspraak == Afspraak("lead", "umcu", "akkoord", "", "")
    formulier = Formulier.lees(**GOED[Formulier] | {"bron": None, "wie": None, "upload": None})
    assert (formulier.bron, formulier.wie, formulier.upload) == ("", "", None)
    mag = {"reden", "vanaf"}
    for veld in set(GOED[Wens]) - mag:
        with pytest.raises(BerichtFout):
            Wens.lees(**GOED[Wens] | {veld: None})


def test_what_is_wished_becomes_an_agreement():
    velden = {"staat": "gezamenlijk", "instituten": ["umcu", "umcg", "umcu"], "reden": "  Om.\tDaarom. "}
    assert Wens.lees(**GOED[Wens] | velden).afspraak == Afspraak(
        "gezamenlijk", "umcg+umcu", "akkoord", "Om.\tDaarom.", "2026-03-01"
    )
    assert Botsingvorm.lees(**GOED[Botsingvorm]).mijn.afspraak == Afspraak("lead", "umcu", "akkoord", "Om.\nDaarom.")


def test_a_list_in_which_nothing_was_chosen_and_a_number_as_text():
    formulier = Formulier.lees(**GOED[Formulier] | {"soort": "kies", "indeling": "kies", "bij": "17"})
    assert (formulier.soort, formulier.indeling, formulier.bij) == ("", None, 17)
    assert formulier.kolommen == ["gemeentecode", ""]


@pytest.mark.parametrize(
    ("store", "zin"),
    [
        (None, "Kies eerst een bestand."),
        ({"bezig": "plan.csv"}, "Kies eerst een bestand."),
        ({"fout": "plan.csv: Dit is een pdf."}, "plan.csv: Dit is een pdf."),
    ],
)
def test_a_place_for_files_without_one(store, zin):
    keuze = Bestand.lees(upload=store, soort="kies").upload
    assert isinstance(keuze, Onderweg | Geweigerd | None)
    with pytest.raises(InvoerFout) as fout:
        eis_upload(keuze)
    assert fout.value.zin == zin


def test_a_place_for_files_with_one():
    keuze = Bestand.lees(upload=UPLOAD, soort="kies").upload
    assert eis_upload(keuze) == Upload(**UPLOAD)


def test_a_row_of_a_proposal_keeps_its_values():
    assert Voorstelvorm.lees(**GOED[Voorstelvorm]).rijen == [Voorstelrij(**RIJ)]


def test_very_many_fields_that_do_not_belong_here_are_one_sentence():
    zin = f"De gekozen gemeente: dit kan niet. {HERLAAD} Er zijn velden bij die hier niet horen. {HERLAAD}"
    with pytest.raises(BerichtFout) as fout:
        Aanwezigheid.lees(
            plan="p1", sessie=MERK, waar="Utrecht", cls=1, **{f"x{nummer}": 1 for nummer in range(15_000)}
        )
    assert (fout.value.zin, len(fout.value.bevindingen)) == (zin, 2)
