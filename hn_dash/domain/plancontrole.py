"""Whether a lead plan holds together: checks C1 to C10.

Source: agreements of 25-11-2009 (nieuwsbrief), rules R1 to R5; methods of the project, section recruitment-lead
territories.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from hn_dash.domain.effecten import NORM, afstanden
from hn_dash.domain.instituten import geldig_op, opvolger_op
from hn_dash.domain.overgang import overgang
from hn_dash.domain.plan import leden, omzetting_van, opleiders_van_anderen, plan_op
from hn_dash.domain.planomzetting import TE_BESLISSEN, TE_BEVESTIGEN
from hn_dash.domain.tellen import tel_per_gemeente
from hn_dash.geo.buren import componenten
from hn_dash.ingest.dataset import STATEN, Dataset
from hn_dash.tekst import getal, opsomming, telling

VERDER = 25.0
"""Kilometres that a lead may be farther away than the nearest institute before it is mentioned."""
HELFT = 0.5
KIEST = "huisarts kiest"
"""What the remark of a joint gemeente says (R3)."""
_REMEDIES = {
    TE_BESLISSEN: "Kies wie er werft en geef een andere status.",
    TE_BEVESTIGEN: "Klopt de staat, geef dan status akkoord.",
}
"""Status that waits for a person -> what that person does."""


@dataclass(frozen=True, slots=True)
class PlanBevinding:
    """One finding about a plan.

    Parameters
    ----------
    code : C1 to C10
    ernst : fout, waarschuwing or info
    zin : the Dutch sentence
    gemeenten : the gemeentecodes it is about
    """

    code: str
    ernst: str
    zin: str
    gemeenten: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def check_plan(dataset: Dataset, indeling: int) -> tuple[PlanBevinding, ...]:
    """All findings about a plan, the gravest first."""
    namen = dataset.geo.indeling(indeling).gemeenten["gemeentenaam"]
    plan = plan_op(dataset, indeling)
    bevindingen = [
        *_volledig(dataset),
        *_staten(plan, dataset, namen),
        *_aaneengesloten(plan, dataset, indeling, namen),
        *_kruisend(plan, dataset, indeling),
        *_eigen_regio(plan, dataset, indeling, namen),
        *_gezamenlijk(plan),
        *_verouderd(plan, dataset, indeling, namen),
        *_ver_weg(plan, dataset, indeling, namen),
    ]
    volgorde = {"fout": 0, "waarschuwing": 1, "info": 2}
    return tuple(sorted(bevindingen, key=lambda b: (volgorde[b.ernst], int(b.code[1:]))))


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


def _eigen_regio(plan: pd.DataFrame, dataset: Dataset, indeling: int, namen: pd.Series[str]) -> list[PlanBevinding]:
    """C7 a gemeente below the norm in an institute's own region whose lead is elsewhere (R2)."""
    regio = eigen_regio(dataset, indeling)
    tel = tel_per_gemeente(dataset, indeling).frame
    te_weinig = tel["opleiders"] < float(NORM) * tel["praktijken"]
    elders = [
        bool(wie) and regio.get(str(code), "") not in ("", *wie.split("+")) for code, wie in plan["instituten"].items()
    ]
    raak = plan.index[te_weinig.loc[plan.index].to_numpy() & elders]
    if raak.empty:
        return []
    wie = opsomming([namen[code] for code in raak[:6]]) + (" en meer" if len(raak) > 6 else "")
    zin = (
        f"{telling(len(raak), 'gemeente onder de norm ligt', 'gemeenten onder de norm liggen')} in de eigen regio van "
        f"een ander instituut dan dat met de lead: {wie}. Dat blijft er verantwoordelijk (R2)."
    )
    return [PlanBevinding("C7", "waarschuwing", zin, tuple(raak))]


@lru_cache(maxsize=8)
def eigen_regio(dataset: Dataset, indeling: int) -> dict[str, str]:
    """gemeentecode -> the institute whose locations serve more than half of it.

    Gemeenten that another indeling has are left out.
    """
    gebied = dataset.verzorgingsgebied
    van = dict(zip(dataset.locaties["locatie"], dataset.locaties["instituut_nu"], strict=True))
    wie = gebied["locatie"].map(lambda locatie: opvolger_op(dataset.instituten, van[locatie], dataset.peildatum))
    som = gebied["aandeel"].groupby([gebied["gemeentecode"], wie]).sum().unstack(fill_value=0)
    codes = set(dataset.geo.indeling(indeling).codes)
    grootste = som[som.max(axis=1) > HELFT].idxmax(axis=1) if len(som) else pd.Series(dtype="str")
    return {str(code): str(naam) for code, naam in grootste.items() if code in codes}


def _gezamenlijk(plan: pd.DataFrame) -> list[PlanBevinding]:
    """C8 joint recruitment that does not say that the huisarts chooses (R3)."""
    zonder = (plan["staat"] == "gezamenlijk") & ~plan["opmerking"].str.contains(KIEST, case=False, regex=False)
    raak = tuple(plan.index[zonder])
    zin = (
        f"Bij {telling(len(raak), 'gezamenlijke gemeente', 'gezamenlijke gemeenten')} staat niet dat de huisarts "
        "kiest; die regel geldt (R3)."
    )
    return [PlanBevinding("C8", "info", zin, raak)] if raak else []


def _verouderd(plan: pd.DataFrame, dataset: Dataset, indeling: int, namen: pd.Series[str]) -> list[PlanBevinding]:
    """C9 agreements from before a herindeling that do not follow by themselves, and those that wait after one."""
    jaar, staan_erin = dataset.jaar_van("plan"), set(dataset.plan["gemeentecode"])
    raak = omzetting_van(dataset, indeling).te_doen["gemeentecode"].tolist() if indeling > jaar else []
    zin = (
        f"Het plan is van de gemeenten van {jaar}; {telling(len(raak), 'gemeente', 'gemeenten')} van {indeling} "
        "moeten nog beslist of bevestigd worden (zie Gegevens)."
    )
    uit = [PlanBevinding("C9", "fout", zin, tuple(raak))] if raak else []
    wacht = {code for eigen, code in overgang(jaar, indeling, dataset.geo) if eigen in staan_erin} - set(raak)
    for status, remedie in _REMEDIES.items():
        codes = tuple(plan.index[(plan["status"] == status) & plan.index.isin(wacht)])
        wie = opsomming([namen[code] for code in codes[:6]]) + (" en meer" if len(codes) > 6 else "")
        zin = f"{telling(len(codes), 'gemeente is', 'gemeenten zijn')} {status}: {wie}. {remedie}"
        uit += [PlanBevinding("C9", "waarschuwing", zin, codes)] if codes else []
    return uit


def _ver_weg(plan: pd.DataFrame, dataset: Dataset, indeling: int, namen: pd.Series[str]) -> list[PlanBevinding]:
    """C10 a lead that is much farther away than another institute."""
    km = afstanden(dataset, indeling)
    codes = plan.index[(plan["staat"] == "lead") & plan["instituten"].isin(km.columns)]
    rijen, kolommen = km.index.get_indexer(codes), km.columns.get_indexer(plan.loc[codes, "instituten"])
    alle = km.to_numpy()
    verschil = pd.Series(alle[rijen, kolommen] - alle[rijen].min(axis=1), index=codes)
    raak = verschil[verschil > VERDER].sort_values(ascending=False, kind="stable")
    if raak.empty:
        return []
    verst = str(raak.index[0])
    zin = (
        f"In {telling(len(raak), 'gemeente', 'gemeenten')} ligt het instituut met de lead meer dan {getal(VERDER)} km "
        f"verder dan het dichtstbijzijnde; het meest in {namen[verst]} ({getal(raak[verst])} km)."
    )
    return [PlanBevinding("C10", "info", zin, tuple(str(code) for code in raak.index))]
