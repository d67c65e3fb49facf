"""The lead plan: who recruits new opleiders in which gemeente, and whether that holds together.

Source: agreements of 25-11-2009 (nieuwsbrief), rules R1 to R5. A lead never says anything about the instituut of an
opleider that is already there (R1).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from hn_dash.domain.instituten import geldig_op
from hn_dash.domain.planomzetting import Planomzetting, volg_op, zet_plan_om
from hn_dash.domain.tellen import tel_per_gemeente
from hn_dash.geo.buren import componenten
from hn_dash.ingest.dataset import STATEN, Dataset
from hn_dash.tekst import getal

OVERIG = {"gezamenlijk": "gezamenlijk", "open": "open", "niet besproken": "niet besproken"}


@dataclass(frozen=True, slots=True)
class PlanBevinding:
    """One finding about a plan.

    Parameters
    ----------
    code : C1 to C6
    ernst : fout, waarschuwing or info
    zin : the Dutch sentence
    gemeenten : the gemeentecodes it is about
    """

    code: str
    ernst: str
    zin: str
    gemeenten: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def plan_op(dataset: Dataset, indeling: int) -> pd.DataFrame:
    """The plan on an indeling, indexed by gemeentecode: staat, instituten, status, opmerking.

    What a herindeling leaves undecided is open with status "te beslissen", never silently one of the parts; institutes
    that closed are the ones they went into.
    """
    return omzetting_van(dataset, indeling).plan


@lru_cache(maxsize=16)
def omzetting_van(dataset: Dataset, indeling: int) -> Planomzetting:
    """The plan of a dataset on an indeling, with what changed on the way."""
    plan = volg_op(dataset.plan, dataset.instituten, dataset.peildatum)
    return zet_plan_om(plan, dataset.jaar_van("plan"), indeling, dataset.geo)


def leden(plan: pd.DataFrame, instituut: str) -> pd.Series:
    """Per gemeente whether an institute has the lead there or recruits there jointly."""
    return plan["instituten"].map(lambda codes: instituut in codes.split("+"))


def leadgebied(plan: pd.DataFrame) -> pd.Series:
    """Per gemeente the one area it belongs to: its lead's code, or gezamenlijk, open or niet besproken.

    A lead that names no institute, or more than one, counts as open until it is mended (C3).
    """
    een = (plan["staat"] == "lead") & (plan["instituten"] != "") & ~plan["instituten"].str.contains("+", regex=False)
    return plan["instituten"].where(een, plan["staat"].replace("lead", "open"))


def opleiders_van_anderen(plan: pd.DataFrame, telling: pd.DataFrame) -> pd.Series:
    """Per gemeente the opleiders of institutes that neither lead nor recruit jointly there; 0 where nobody does."""
    eigen = pd.Series(0, index=plan.index)
    for kolom in (naam for naam in telling.columns if naam.startswith("opleiders_")):
        eigen += telling[kolom].where(leden(plan, kolom.removeprefix("opleiders_")), 0)
    return (telling["opleiders"] - eigen).where(plan["instituten"] != "", 0)


@lru_cache(maxsize=8)
def check_plan(dataset: Dataset, indeling: int) -> tuple[PlanBevinding, ...]:
    """Checks C1 to C6 of a plan, the gravest first."""
    namen = dataset.geo.indeling(indeling).gemeenten["gemeentenaam"]
    plan = plan_op(dataset, indeling)
    bevindingen = [
        *_volledig(dataset),
        *_staten(plan, dataset, namen),
        *_aaneengesloten(plan, dataset, indeling, namen),
        *_kruisend(plan, dataset, indeling),
    ]
    volgorde = {"fout": 0, "waarschuwing": 1, "info": 2}
    return tuple(sorted(bevindingen, key=lambda b: (volgorde[b.ernst], b.code)))


def _volledig(dataset: Dataset) -> list[PlanBevinding]:
    """C1 every gemeente has exactly one state; C2 no code that does not exist; C4 no gemeente twice."""
    jaar = dataset.jaar_van("plan")
    codes, gevraagd = set(dataset.geo.herindeling.lijsten[jaar]), dataset.plan["gemeentecode"]
    uit = []
    if ontbreekt := sorted(codes - set(gevraagd)):
        uit.append(
            PlanBevinding(
                "C1", "fout", f"{len(ontbreekt)} gemeenten staan niet in het plan. Geef ze een staat.", tuple(ontbreekt)
            )
        )
    if onbekend := sorted(set(gevraagd) - codes):
        zin = f"Onbekende code in het plan: {', '.join(onbekend[:5])}. Zet het plan om naar {jaar}."
        uit.append(PlanBevinding("C2", "fout", zin, tuple(onbekend)))
    if dubbel := sorted(set(gevraagd[gevraagd.duplicated()])):
        uit.append(
            PlanBevinding(
                "C4",
                "fout",
                f"{len(dubbel)} gemeenten staan dubbel in het plan. Houd één regel per gemeente.",
                tuple(dubbel),
            )
        )
    return uit


def _staten(plan: pd.DataFrame, dataset: Dataset, namen: pd.Series[str]) -> list[PlanBevinding]:
    """C3 the number of institutes fits the state, and each exists on the peildatum."""
    bestaand, uit = set(geldig_op(dataset.instituten, dataset.peildatum)), []
    for code, staat, wie in zip(plan.index, plan["staat"], plan["instituten"], strict=True):
        delen = wie.split("+") if wie else []
        past = {"lead": len(delen) == 1, "gezamenlijk": len(set(delen)) >= 2}.get(staat, not delen)
        if staat not in STATEN or not past or not set(delen) <= bestaand:
            zin = f"{namen[code]}: staat “{staat}” past niet bij instituten “{wie or 'geen'}”. Herstel het plan."
            uit.append(PlanBevinding("C3", "fout", zin, (code,)))
    return uit


def _aaneengesloten(plan: pd.DataFrame, dataset: Dataset, indeling: int, namen: pd.Series[str]) -> list[PlanBevinding]:
    """C5 an institute's area hangs together over land and the links over water; joint counts for each partner."""
    geo = dataset.geo.indeling(indeling)
    kort = dict(zip(dataset.instituten["instituut"], dataset.instituten["kort"], strict=True))
    uit = []
    for instituut in sorted({deel for wie in plan["instituten"] for deel in wie.split("+") if deel}):
        delen = componenten(set(plan.index[leden(plan, instituut)]), geo.buren)
        for los in delen[1:]:
            inwoners = int(geo.gemeenten.loc[sorted(los), "inwoners"].sum())
            wie = ", ".join(namen[code] for code in sorted(los)[:6])
            los_deel = f"{wie} ligt los van de rest ({getal(inwoners)} inwoners)"
            zin = f"Het gebied van {kort.get(instituut, instituut)} is niet aaneengesloten: {los_deel}."
            uit.append(PlanBevinding("C5", "waarschuwing", zin, tuple(sorted(los))))
    return uit


def _kruisend(plan: pd.DataFrame, dataset: Dataset, indeling: int) -> list[PlanBevinding]:
    """C6 opleiders of another institute than the lead: counted, protected by R1."""
    anderen = opleiders_van_anderen(plan, tel_per_gemeente(dataset, indeling).frame)
    raak = anderen[anderen > 0]
    if raak.empty:
        return []
    zin = (
        f"{int(raak.sum())} opleiders in {len(raak)} gemeenten horen bij een ander instituut dan dat met de lead. "
        "Hun relatie blijft (afspraak 2009)."
    )
    return [PlanBevinding("C6", "info", zin, tuple(raak.index))]
