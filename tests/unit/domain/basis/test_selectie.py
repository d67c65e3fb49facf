from dataclasses import fields
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hn_dash.domain import maten
from hn_dash.domain.basis.keuzes import alle_keuzes
from hn_dash.domain.basis.selectie import Selection
from hn_dash.errors import SelectieFout
from tests.support.wereld import maak_wereld
from tests.support.willekeur import vragen

WERELD = maak_wereld()


def lees(view, query):
    return maten.from_query(view, query, WERELD)


def test_without_a_query_every_key_has_the_default_of_the_dataset():
    vraag = lees("dichtheid", "")
    assert (vraag.peildatum, vraag.indeling, vraag.niveau) == ("2026-01-01", 2026, "gemeente")
    assert (vraag.teller, vraag.noemer, vraag.norm) == ("opleiders", "praktijken", "25")
    assert (vraag.instituut, vraag.provincie, vraag.soort) == ("", "", "")


def test_a_question_to_data_of_an_earlier_day_is_about_that_day_and_its_link_says_so():
    dagen = (date(2027, 1, 1), date(2025, 7, 1))
    vroeger = maak_wereld(peildatum=dagen[1], peildata=dagen)
    for query in ("", "peildatum=2025-07-01"):
        vraag = maten.from_query("vestiging", query, vroeger)
        assert (vraag.peildatum, vraag.to_query(vroeger)) == ("2025-07-01", "peildatum=2025-07-01")
    nieuwste = maak_wereld(peildatum=dagen[0], peildata=dagen)
    assert maten.from_query("vestiging", "", nieuwste).to_query(nieuwste) == ""


@pytest.mark.parametrize("view", maten.MATEN)
def test_a_question_is_about_the_day_of_its_data(view):
    toen = maak_wereld(peildatum=date(2025, 6, 1))
    vraag = maten.from_query(view, "", toen)
    assert vraag.peildatum == "2025-06-01"
    assert "peildatum 1 juni 2025" in maten.compute(vraag, toen).omschrijving or view == "landelijk"


@pytest.mark.parametrize("view", maten.MATEN)
def test_a_default_question_has_an_empty_link(view):
    assert lees(view, "").to_query(WERELD) == ""


@pytest.mark.parametrize(
    ("query", "link"),
    [
        ("?teller=opleidingspraktijken&niveau=land", "niveau=land&teller=opleidingspraktijken"),
        ("norm=25,0&noemer=praktijken&soort=", ""),
        ("norm=012,50", "norm=12.5"),
        ("noemer=inwoners", "noemer=inwoners"),
        ("noemer=inwoners&norm=1.0", "noemer=inwoners"),
        ("noemer=inwoners&norm=25", "noemer=inwoners&norm=25"),
        ("niveau=regio&niveau=provincie", "niveau=provincie"),  # of a repeated key the last one counts
        ("indeling=2022&gemeente=GM0001&onbekend=1&ronde=onzin", "indeling=2022"),  # not keys of this view
    ],
)
def test_equal_questions_have_one_link(query, link):
    assert lees("dichtheid", query).to_query(WERELD) == link


@pytest.mark.parametrize("view", maten.MATEN)
@settings(max_examples=25)
@given(data=st.data())
def test_a_link_gives_the_same_question_back(view, data):
    vraag = data.draw(vragen(view, WERELD))
    link = vraag.to_query(WERELD)
    assert lees(view, link) == vraag
    assert lees(view, link).to_query(WERELD) == link


@pytest.mark.parametrize(
    ("norm", "noemer", "deel"),
    [
        ("25", "praktijken", Fraction(1, 4)),
        ("12,5", "huisartsen", Fraction(1, 8)),
        ("0.1", "praktijken", Fraction(1, 1000)),
        ("1000", "praktijken", Fraction(10)),
        ("1", "inwoners", Fraction(1, 10_000)),
    ],
)
def test_a_norm_is_exact(norm, noemer, deel):
    assert lees("dichtheid", {"norm": norm, "noemer": noemer}).normdeel == deel


@pytest.mark.parametrize(
    "norm", ["0", "0,000", "1000,1", "-5", "1e2", "25%", "nan", "1,2,3", "٢٥", "9" * 500, "0.0000001"]
)
def test_an_impossible_norm_says_what_is_possible(norm):
    with pytest.raises(SelectieFout, match="Geef een getal boven 0 en hoogstens 1000, zoals 25 of 12,5"):
        lees("dichtheid", {"norm": norm})


@pytest.mark.parametrize(
    ("view", "query", "zin"),
    [
        ("dichtheid", "peildatum=2020-01-01", "Peildatum “2020-01-01” kan niet. Kies 2026-01-01."),
        ("dichtheid", "indeling=1999", "Indeling “1999” kan niet. Kies 2026, 2022."),
        ("dichtheid", "niveau=wijk", "Kies gemeente, regio, provincie, leadgebied, land."),
        ("dichtheid", "instituut=Leiden", "Instituut “Leiden” kan niet. Kies aumc, lumc, emc."),
        ("vestiging", "instituut=amc", "Instituut “amc” bestond niet op 1 januari 2026. Kies de opvolger: aumc."),
        ("werving", "plan=2", "Plan “2” kan niet. Kies 1."),
        ("werving", "provincie=Oost", "Provincie “Oost” kan niet. Kies Noord, Zuid."),
        ("plaatsing", "ronde=2024-03", "Ronde “2024-03” kan niet."),
        ("plaatsing", "jaar=20&ronde=2023-03", "Jaar “20” kan niet. Kies 2023, 2027, 2025."),
        ("plaatsing", "jaar=2025&ronde=2023-03", "Ronde “2023-03” valt niet in jaar 2025. Laat een van beide weg."),
    ],
)
def test_an_impossible_value_says_what_is_possible(view, query, zin):
    with pytest.raises(SelectieFout) as fout:
        lees(view, query)
    assert zin in fout.value.zin


def test_every_finding_is_told_at_once():
    with pytest.raises(SelectieFout) as fout:
        lees("dichtheid", "niveau=wijk&norm=0&indeling=1999&teller=aios")
    assert [bevinding.kolom for bevinding in fout.value.bevindingen] == ["niveau", "teller", "indeling", "norm"]


@pytest.mark.parametrize(
    "waarde", [["a"], {"a": 1}, 7, 3.5, True, b"x", object(), [[[[[[[[[[[]]]]]]]]]]], "\ud800", "x" * 9999, "\x00\n"]
)
@pytest.mark.parametrize("sleutel", ["niveau", "indeling", "instituut", "provincie", "peildatum", "soort"])
def test_a_forged_value_is_refused_in_one_short_printable_sentence(sleutel, waarde):
    with pytest.raises(SelectieFout) as fout:
        lees("dichtheid", {sleutel: waarde})
    assert len(fout.value.zin) < 250
    assert fout.value.zin.isprintable()


def test_a_cleared_control_is_the_default():
    assert lees("dichtheid", {"norm": None, "provincie": "", "noemer": None}) == lees("dichtheid", "")


@pytest.mark.parametrize(
    ("query", "ronde", "jaar"),
    [
        ("", "2023", 2023),  # the newest year of which every lottery has been held; 2025 and 2027 are not done
        ("ronde=alle", "2023", 2023),
        ("jaar=2025", "2025", 2025),
        ("jaar=2025&ronde=alle", "2025", 2025),
        ("ronde=2025", "2025", 2025),
        ("ronde=2025-09", "2025-09", 2025),
        ("jaar=2025&ronde=2025-03", "2025-03", 2025),
    ],
)
def test_a_round_or_a_whole_year(query, ronde, jaar):
    vraag = lees("plaatsing", query)
    assert (vraag.ronde, vraag.jaar) == (ronde, jaar)


def test_without_a_finished_year_the_newest_with_a_lottery_comes_first():
    wereld = maak_wereld(plekken=WERELD.dataset.plekken[WERELD.dataset.plekken["jaar"] > 2023])
    assert maten.from_query("plaatsing", "", wereld).ronde == "2025"


@pytest.mark.parametrize(
    ("view", "query", "delen"),
    [
        ("dichtheid", "", ["Opleiders op praktijken per gemeente", "norm van 25 %", "Nederland", "gemeenten van 2026"]),
        (
            "dichtheid",
            "noemer=inwoners&norm=1,5&soort=aios&provincie=Noord&niveau=provincie",
            ["(leidt aios op)", "per 10.000 inwoners van 2022 per provincie", "norm van 1,5: Noord"],
        ),
        (
            "dichtheid",
            "instituut=emc",
            ["het leadgebied van Rotterdam; een gezamenlijke gemeente telt bij elk van haar instituten mee"],
        ),
        ("werving", "instituut=emc", ["alleen het leadgebied van Rotterdam", "“Proefplan”, versie 1"]),
        ("vestiging", "instituut=emc", ["opleiders van Rotterdam", "per gemeente: Nederland"]),
        ("leadgebieden", "indeling=2022", ["“Proefplan”, versie 1", "gemeenten van 2022"]),
        ("plaatsing", "ronde=2025-03", ["ronde 2025-03"]),
        ("landelijk", "", ["VWS"]),
    ],
)
def test_the_sentence_says_what_was_asked(view, query, delen):
    zin = maten.compute(lees(view, query), WERELD).omschrijving
    assert [deel for deel in delen if deel not in zin] == [], zin
    assert zin.endswith(".")


def test_the_default_is_the_first_choice_of_every_control():
    for view, maat in maten.MATEN.items():
        vraag = lees(view, "")
        for sleutel in set(maat.sleutels) - {"norm"}:
            assert alle_keuzes(sleutel, WERELD)[0][0] == str(getattr(vraag, sleutel)), (view, sleutel)


def test_every_choice_of_every_control_is_possible():
    for view, maat in maten.MATEN.items():
        for sleutel in set(maat.sleutels) - {"norm"}:
            for waarde, _ in alle_keuzes(sleutel, WERELD):
                assert str(getattr(lees(view, {sleutel: waarde}), sleutel)) == waarde


def test_a_norm_has_no_list_of_choices():
    with pytest.raises(KeyError):
        alle_keuzes("norm", WERELD)


def test_every_key_of_a_view_is_part_of_the_question():
    velden = {veld.name for veld in fields(Selection)} | {"jaar"}
    assert {sleutel for maat in maten.MATEN.values() for sleutel in maat.sleutels} <= velden
