"""Parts of the sentences that say a question in words."""

from __future__ import annotations

from hn_dash.dataset import Dataset, Leadplan
from hn_dash.domain.basis.keuzes import keuzenaam
from hn_dash.domain.basis.selectie import Selection
from hn_dash.tables import Herkomst, ResultTable
from hn_dash.tekst import datum, geen_gegevens


def wie_opgeleid(selectie: Selection, dataset: Dataset) -> str:
    """Behind a noun: which opleiders count, when not all of them do."""
    return f" ({keuzenaam('soort', selectie.soort, dataset)})" if selectie.soort else ""


def welk_deel(selectie: Selection, dataset: Dataset) -> str:
    """The part of the country: a province, the lead area of an institute, or both."""
    land = selectie.provincie or "Nederland"
    if not selectie.instituut:
        return land
    naam = keuzenaam("instituut", selectie.instituut, dataset)
    return f"{land}, alleen het leadgebied van {naam}; een gezamenlijke gemeente telt bij elk van haar instituten mee"


def welk_plan(plan: Leadplan) -> str:
    """A plan by its name and version, or that there is none."""
    return f"plan “{plan.naam}”, versie {plan.versie}" if not plan.ontbreekt else plan.naam


def noten(tabel: ResultTable) -> tuple[str, ...]:
    """What a reader must know about an answer: what it lacks, its remarks, and the other day of its inhabitants."""
    herkomst = tabel.herkomst
    gemis = geen_gegevens(tabel.ontbreekt, herkomst.peildatum)
    zinnen = (gemis, *tabel.opmerkingen) if gemis else tabel.opmerkingen
    if herkomst.inwoners in ("", herkomst.peildatum):
        return zinnen
    zin = f"Inwoners zijn van {datum(herkomst.inwoners)}, de peildatum is {datum(herkomst.peildatum)}."
    return (*zinnen, zin)


def met_jaar(kop: str, herkomst: Herkomst) -> str:
    """A head, with the year of the inhabitants when it is about them."""
    over = herkomst.inwoners and "inwoners" in kop.lower()
    return f"{kop} ({herkomst.inwoners[:4]})" if over else kop


def welke_gegevens(selectie: Selection) -> str:
    """What every sentence ends with: the day of the data and the gemeenten that they are on."""
    return f"peildatum {datum(selectie.peildatum)}, gemeenten van {selectie.indeling}."
