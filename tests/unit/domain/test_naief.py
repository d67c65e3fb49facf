"""Every measure, in every file, against the one that is worked out by hand: on random data and random questions."""

from dataclasses import replace
from datetime import date
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hn_dash.domain import maten
from hn_dash.domain.basis.keuzes import keuzes
from hn_dash.domain.plaatsen.landelijk import compute_loting_rondes
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.views.uitvoer.export import build_export
from tests.support.naief import ANTWOORD, lotingen
from tests.support.naief.bestanden import SOORTEN, klopt, lees, zelfde
from tests.support.naief.tellen import buiten
from tests.support.wereld import maak_leadplan
from tests.support.willekeur import ruime_werelden, vragen, werelden

SLEUTEL = {"plaatsing": "locatie"}
"""The column that tells rows apart, where it is not the first."""
VOORBEELD = {
    "vestiging": ("", "instituut=emc&provincie=Zuid-Holland", "soort=coassistent&indeling=2022"),
    "dichtheid": (
        "",
        "niveau=provincie&noemer=inwoners&norm=1,25",
        "niveau=leadgebied&teller=opleidingspraktijken&noemer=huisartsen&soort=aios&norm=12,5",
        "niveau=regio&indeling=2022",
        "niveau=land&teller=opleidingspraktijken",
        "instituut=lumc&noemer=inwoners",
    ),
    "werving": ("", "instituut=umcu&provincie=Utrecht", "indeling=2022"),
    "leadgebieden": ("", "afstand=umc&indeling=2022"),
    "vergelijking": ("", "indeling=2022"),
    "plaatsing": ("", "ronde=2024-03", "jaar=2023&indeling=2022"),
    "landelijk": ("",),
}
"""View -> questions to the example."""


def toets(vraag, wereld, bestanden=()):
    """Hold the table and some files of an answer against the answer by hand."""
    tabel, verwacht = maten.compute(vraag, wereld), ANTWOORD[vraag.view](vraag, wereld)
    kolommen = {kolom.naam: kolom for kolom in tabel.spec.kolommen}
    sleutel = SLEUTEL.get(vraag.view, next(iter(kolommen)))
    per_rij = {str(rij): waarden for rij, waarden in verwacht.items()}
    lezingen = [(rijen := tabel.frame.astype(object).to_dict("records"), None)]
    lezingen += [(lees(build_export(vraag, *soort, wereld).inhoud, *soort), soort) for soort in bestanden]
    for rijen, soort in lezingen:
        assert sorted(_naam(rij[sleutel]) for rij in rijen) == sorted(per_rij)
        for rij in rijen:
            naam = _naam(rij[sleutel])
            for kolom in kolommen.keys() & per_rij[naam].keys():
                cel, waarde = rij[kolom], per_rij[naam][kolom]
                goed = klopt(cel, waarde, kolommen[kolom], *soort) if soort else zelfde(cel, waarde)
                assert goed, f"{vraag} {soort} {naam} {kolom}: {cel!r}, by hand {waarde!r}"
    return tabel


def _naam(cel):
    return str(int(cel)) if isinstance(cel, float) else str(cel)


@pytest.mark.parametrize("view", ["vestiging", "dichtheid", "werving", "plaatsing"])
@settings(max_examples=8)
@given(data=st.data())
def test_a_view_gives_what_loops_and_fractions_give(view, data):
    wereld = data.draw(werelden())
    toets(data.draw(vragen(view, wereld)), wereld)


@pytest.mark.parametrize("view", [view for view in maten.MATEN if view != "landelijk"])
@settings(max_examples=8)
@given(data=st.data())
def test_whatever_is_read_in_and_asked_every_file_has_it_right(view, data):
    wereld = data.draw(ruime_werelden())
    jaar = data.draw(st.sampled_from([waarde for waarde, _ in keuzes("indeling", wereld.dataset)]))
    vraag = data.draw(vragen(view, wereld, indeling=jaar))
    tabel = toets(vraag, wereld, [data.draw(st.sampled_from(SOORTEN))])
    if view == "vestiging":
        assert tabel.niet_op_kaart == buiten(wereld.dataset, int(jaar), vraag.soort, vraag.instituut)


@pytest.mark.parametrize("dag", [date(2026, 1, 1), date(2023, 6, 1)])
def test_the_example_is_what_loops_and_fractions_make_of_it(dag):
    """Some questions to every view, each in one kind of file; and to an older day, with eight institutes."""
    voorbeeld = laad_voorbeeld(Settings())
    dataset = replace(voorbeeld.dataset, peildatum=dag, vingerafdruk=f"{voorbeeld.dataset.vingerafdruk} {dag}")
    anders = voorbeeld.plan.frame.copy()
    anders.loc[::40, ["staat", "instituten", "status"]] = ("gezamenlijk", "lumc+umcu", "voorstel")
    wereld = replace(voorbeeld, dataset=dataset, met=maak_leadplan(anders))
    soorten = cycle(SOORTEN)
    for view, queries in VOORBEELD.items():
        for query in queries if dag.year == 2026 else queries[:1]:
            toets(maten.from_query(view, query, wereld), wereld, [next(soorten)])


def test_published_lotteries_are_shown_as_they_were_published():
    wereld = laad_voorbeeld(Settings())
    frame = compute_loting_rondes(maten.from_query("landelijk", "", wereld), wereld.dataset).frame
    verwacht = lotingen(wereld)
    assert frame["ronde"].tolist() == sorted(verwacht)
    for rij in frame.to_dict("records"):
        for kolom in verwacht[rij["ronde"]].keys() & rij.keys():
            assert zelfde(rij[kolom], verwacht[rij["ronde"]][kolom]), (rij["ronde"], kolom)
