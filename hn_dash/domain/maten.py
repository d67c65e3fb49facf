"""The register of measures: what every page, dropdown, download, explanation and test iterates over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from hn_dash.dataset import Dataset, Grondslag, Leadplan
from hn_dash.domain.basis.selectie import SLEUTELS, Selection
from hn_dash.domain.opleiders.dichtheid import compute_dichtheid
from hn_dash.domain.opleiders.vestiging import compute_vestiging
from hn_dash.domain.plaatsen.landelijk import compute_landelijk
from hn_dash.domain.plaatsen.plaatsing import compute_plaatsing
from hn_dash.domain.plan.beeld import planbeeld
from hn_dash.domain.plan.effecten import REGEL
from hn_dash.domain.plan.leadgebieden import compute_leadgebieden
from hn_dash.domain.plan.vergelijking import compute_vergelijking
from hn_dash.domain.plan.werving import compute_werving
from hn_dash.tables import ResultTable


@dataclass(frozen=True, slots=True)
class Maat:
    """One measure and its explanation, in Dutch.

    Parameters
    ----------
    view : its name in address, download and verb
    versie : raised when the same question gets another answer
    waarde : the column that the map shows
    compute : the answer to a Selection, from what it takes
    neemt : gegevens (a Dataset), plan (a Planbeeld), or twee plannen (the Planbeeld that is looked at, and the other)
    """

    view: str
    versie: int
    titel: str
    vraag: str
    formule: str
    eenheid: str
    bron: str
    waarde: str
    compute: Callable[..., ResultTable]
    neemt: Literal["gegevens", "plan", "twee plannen"] = "gegevens"

    @property
    def sleutels(self) -> tuple[str, ...]:
        """The query keys that change its answer."""
        return SLEUTELS[self.view]


MATEN = {
    maat.view: maat
    for maat in (
        Maat(
            "vestiging",
            1,
            "Vestiging van opleiders",
            "Waar werken opleiders, van welk instituut, en waar is er geen enkele?",
            "Telling van opleiders in de gemeente waar hun praktijk staat.",
            "personen",
            "Jaarverslag 2020 §3.3 (vestigingskaart).",
            "opleiders",
            compute_vestiging,
        ),
        Maat(
            "dichtheid",
            1,
            "Opleiderdichtheid",
            "Hoeveel opleiders zijn er per praktijk, huisarts of inwoner, en hoeveel ontbreken er tot de norm?",
            "Dichtheid = teller ÷ noemer, voor een gebied de som gedeeld door de som. Onder de norm: teller < "
            "norm × noemer, exact gerekend. Tekort = naar boven afgerond (norm × noemer) − teller, minstens 0. "
            "Band van 95 %: Wilson voor opleidingspraktijken op praktijken, anders Garwood.",
            "% (opleiders per 100 praktijken of huisartsen) of opleiders per 10.000 inwoners",
            "Jaarverslag 2020 §3.3; norm van 25 % uit de nieuwsbrief van 25-11-2009, die geen noemer noemt.",
            "dichtheid_pct",
            compute_dichtheid,
            "plan",
        ),
        Maat(
            "werving",
            1,
            "Wie gaat waar werven?",
            "Welk instituut werft waar nieuwe opleiders, en welke bestaande relaties lopen daar doorheen?",
            "Per gemeente één staat: lead (één instituut), gezamenlijk (twee of meer), open of niet besproken. "
            "Van andere instituten = opleiders van een instituut dat er niet werft.",
            "staat",
            "Nieuwsbrief 25-11-2009, kaart met gedragsregels R1 tot en met R5.",
            "staat",
            compute_werving,
            "plan",
        ),
        Maat(
            "leadgebieden",
            1,
            "Leadgebieden",
            "Wat omvat het gebied waar elk instituut werft, en wat is daar te doen?",
            f"{REGEL} Tekort bij de norm van 25 %, opgeteld over gemeenten; plekken: berekend, in het nieuwste jaar.",
            "gemeenten, personen, praktijken, plekken, % en km",
            "Nieuwsbrief 25-11-2009 (lead, gezamenlijk, open; norm); jaarverslag 2020 §3.1 en §3.3.",
            "inwoners",
            compute_leadgebieden,
            "plan",
        ),
        Maat(
            "vergelijking",
            1,
            "Vergelijking van plannen",
            "In welke gemeenten verschillen twee plannen, en wat doet dat per instituut?",
            "De gemeenten waarvan staat, instituten of status niet gelijk zijn; het effect is de som per leadgebied in "
            "het ene plan min die in het andere.",
            "gemeenten",
            "De plannen zelf; zie Werving.",
            "wordt",
            compute_vergelijking,
            "twee plannen",
        ),
        Maat(
            "plaatsing",
            1,
            "Plaatsing per opleidingslocatie",
            "Hoeveel plekken zijn er per locatie berekend, aangeboden, verloot, geplaatst en gestart?",
            "Quotum = berekende plekken × inwoners van het verzorgingsgebied ÷ alle inwoners. Afwijking = "
            "aangeboden − berekend. Niet vervuld = loting − geplaatst. Index = plekken per inwoner "
            "ten opzichte van heel Nederland (100).",
            "plekken, en plekken per 100.000 inwoners",
            "Jaarverslag 2020 §3.1, §3.2 en §3.4.",
            "plekken_per_100000",
            compute_plaatsing,
        ),
        Maat(
            "landelijk",
            1,
            "Landelijke reeks",
            "Hoeveel opleidingsplekken bekostigt VWS en hoeveel aios startten er?",
            "Gepubliceerde aantallen, niet bewerkt.",
            "plekken en personen",
            "Per rij genoemd.",
            "vws_plekken",
            compute_landelijk,
        ),
    )
}


def compute(selectie: Selection, grondslag: Grondslag) -> ResultTable:
    """The answer to a question; computed once per question and what it is answered from."""
    plannen = {"gegevens": (), "plan": (grondslag.plan,), "twee plannen": (grondslag.plan, grondslag.met)}
    return _compute(selectie, grondslag.dataset, *plannen[MATEN[selectie.view].neemt])


@lru_cache(maxsize=512)
def _compute(selectie: Selection, dataset: Dataset, *plannen: Leadplan) -> ResultTable:
    beelden = [planbeeld(plan, dataset, selectie.indeling) for plan in plannen]
    return MATEN[selectie.view].compute(selectie, *(beelden or [dataset]))
