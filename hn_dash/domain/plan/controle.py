"""Whether a lead plan holds together: checks C1 to C10.

Source: agreements of 25-11-2009 (nieuwsbrief), rules R1 to R5; methods of the project, section recruitment-lead
territories.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from hn_dash.begrippen import STATEN
from hn_dash.dataset import Dataset, onthoud_zonder_plan
from hn_dash.domain.basis.instituten import geldig_op, opvolger_op
from hn_dash.domain.basis.norm import NORM
from hn_dash.domain.basis.overgang import overgang
from hn_dash.domain.basis.tellen import tel_per_gemeente
from hn_dash.domain.plan.beeld import omzetting_van, plan_op, van_anderen_op
from hn_dash.domain.plan.effecten import afstanden
from hn_dash.domain.plan.omzetting import TE_BESLISSEN, TE_BEVESTIGEN
from hn_dash.geo.buren import delen_van
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


Namen = Mapping[str, str]


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
    namen = dataset.geo.herindeling.lijsten[indeling]
    plan = plan_op(dataset, indeling)
    bevindingen = [
        *_volledig(dataset),
        *_staten(plan, dataset, namen),
        *_aaneengesloten(plan, dataset, indeling, namen),
        *_kruisend(dataset, indeling),
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
    codes, gevraagd = set(dataset.geo.herindeling.lijsten[jaar]), Counter(dataset.plan["gemeentecode"].tolist())
    uit = []
    if ontbreekt := sorted(codes - gevraagd.keys()):
        uit.append(
            PlanBevinding(
                "C1", "fout", f"{len(ontbreekt)} gemeenten staan niet in het plan. Geef ze een staat.", tuple(ontbreekt)
            )
        )
    if onbekend := sorted(gevraagd.keys() - codes):
        zin = f"Onbekende code in het plan: {', '.join(onbekend[:5])}. Zet het plan om naar {jaar}."
        uit.append(PlanBevinding("C2", "fout", zin, tuple(onbekend)))
    if dubbel := sorted(code for code, keer in gevraagd.items() if keer > 1):
        uit.append(
            PlanBevinding(
                "C4",
                "fout",
                f"{len(dubbel)} gemeenten staan dubbel in het plan. Houd één regel per gemeente.",
                tuple(dubbel),
            )
        )
    return uit


def _staten(plan: pd.DataFrame, dataset: Dataset, namen: Namen) -> list[PlanBevinding]:
    """C3 the number of institutes fits the state, and each exists on the peildatum."""
    bestaand, uit = set(geldig_op(dataset.instituten, dataset.peildatum)), []
    for code, staat, wie in _afspraken(plan):
        delen = wie.split("+") if wie else []
        past = {"lead": len(delen) == 1, "gezamenlijk": len(set(delen)) >= 2}.get(staat, not delen)
        if staat not in STATEN or not past or not set(delen) <= bestaand:
            zin = f"{namen[code]}: staat “{staat}” past niet bij instituten “{wie or 'geen'}”. Herstel het plan."
            uit.append(PlanBevinding("C3", "fout", zin, (code,)))
    return uit


def _aaneengesloten(plan: pd.DataFrame, dataset: Dataset, indeling: int, namen: Namen) -> list[PlanBevinding]:
    """C5 an institute's area hangs together over land and the links over water; joint counts for each partner."""
    geo = dataset.geo.indeling(indeling)
    kort = dict(zip(dataset.instituten["instituut"], dataset.instituten["kort"], strict=True))
    inwoners: pd.Series[int] = geo.gemeenten["inwoners"]
    gebieden: dict[str, set[str]] = defaultdict(set)
    for code, _, wie in _afspraken(plan):
        for instituut in filter(None, wie.split("+")):
            gebieden[instituut].add(code)
    uit = []
    for instituut in sorted(gebieden):
        for los in delen_van(gebieden[instituut], geo.naast)[1:]:
            aantal = sum(int(inwoners[code]) for code in los)
            wie = ", ".join(namen[code] for code in sorted(los)[:6])
            los_deel = f"{wie} ligt los van de rest ({getal(aantal)} inwoners)"
            zin = f"Het gebied van {kort.get(instituut, instituut)} is niet aaneengesloten: {los_deel}."
            uit.append(PlanBevinding("C5", "waarschuwing", zin, tuple(sorted(los))))
    return uit


def _kruisend(dataset: Dataset, indeling: int) -> list[PlanBevinding]:
    """C6 opleiders of another institute than the lead: counted, protected by R1."""
    anderen = van_anderen_op(dataset, indeling)
    raak = anderen[anderen > 0]
    if raak.empty:
        return []
    zin = (
        f"{int(raak.sum())} opleiders in {len(raak)} gemeenten horen bij een ander instituut dan dat met de lead. "
        "Hun relatie blijft (afspraak 2009)."
    )
    return [PlanBevinding("C6", "info", zin, tuple(raak.index))]


def _eigen_regio(plan: pd.DataFrame, dataset: Dataset, indeling: int, namen: Namen) -> list[PlanBevinding]:
    """C7 a gemeente below the norm in an institute's own region whose lead is elsewhere (R2)."""
    dun = _dunne_regio(dataset, indeling)
    raak = [code for code, _, wie in _afspraken(plan) if wie and code in dun and dun[code] not in wie.split("+")]
    if not raak:
        return []
    wie = opsomming([namen[code] for code in raak[:6]]) + (" en meer" if len(raak) > 6 else "")
    zin = (
        f"{telling(len(raak), 'gemeente onder de norm ligt', 'gemeenten onder de norm liggen')} in de eigen regio van "
        f"een ander instituut dan dat met de lead: {wie}. Dat blijft er verantwoordelijk (R2)."
    )
    return [PlanBevinding("C7", "waarschuwing", zin, tuple(raak))]


@onthoud_zonder_plan(8)
def _dunne_regio(dataset: Dataset, indeling: int) -> dict[str, str]:
    """gemeentecode -> the institute whose own region it is in, of the gemeenten below the norm."""
    tel = tel_per_gemeente(dataset, indeling).frame
    te_weinig = tel["opleiders"] < float(NORM) * tel["praktijken"]
    return {code: wie for code, wie in eigen_regio(dataset, indeling).items() if wie and te_weinig[code]}


@onthoud_zonder_plan(8)
def eigen_regio(dataset: Dataset, indeling: int) -> dict[str, str]:
    """gemeentecode -> the institute whose locations serve more than half of it.

    Gemeenten that another indeling has are left out.
    """
    gebied = dataset.verzorgingsgebied
    van = {
        locatie: opvolger_op(dataset.instituten, wie, dataset.peildatum)
        for locatie, wie in zip(dataset.locaties["locatie"], dataset.locaties["instituut_nu"], strict=True)
    }
    wie = gebied["locatie"].map(van)
    som = gebied["aandeel"].groupby([gebied["gemeentecode"], wie]).sum().unstack(fill_value=0)
    codes = set(dataset.geo.indeling(indeling).codes)
    grootste = som[som.max(axis=1) > HELFT].idxmax(axis=1) if len(som) else pd.Series(dtype="str")
    return {str(code): str(naam) for code, naam in grootste.items() if code in codes}


def _gezamenlijk(plan: pd.DataFrame) -> list[PlanBevinding]:
    """C8 joint recruitment that does not say that the huisarts chooses (R3)."""
    paren = zip(_afspraken(plan), plan["opmerking"].tolist(), strict=True)
    raak = tuple(code for (code, staat, _), waarom in paren if staat == "gezamenlijk" and KIEST not in waarom.lower())
    zin = (
        f"Bij {telling(len(raak), 'gezamenlijke gemeente', 'gezamenlijke gemeenten')} staat niet dat de huisarts "
        "kiest; die regel geldt (R3)."
    )
    return [PlanBevinding("C8", "info", zin, raak)] if raak else []


def _verouderd(plan: pd.DataFrame, dataset: Dataset, indeling: int, namen: Namen) -> list[PlanBevinding]:
    """C9 agreements from before a herindeling that do not follow by themselves, and those that wait after one."""
    jaar = dataset.jaar_van("plan")
    raak = omzetting_van(dataset, indeling).te_doen["gemeentecode"].tolist() if indeling > jaar else []
    zin = (
        f"Het plan is van de gemeenten van {jaar}; {telling(len(raak), 'gemeente', 'gemeenten')} van {indeling} "
        "moeten nog beslist of bevestigd worden (zie Gegevens)."
    )
    uit = [PlanBevinding("C9", "fout", zin, tuple(raak))] if raak else []
    staan_erin = set(dataset.plan["gemeentecode"].tolist())
    wacht = {code for eigen, code in overgang(jaar, indeling, dataset.geo) if eigen in staan_erin} - set(raak)
    alle = list(zip(plan.index.tolist(), plan["status"].tolist(), strict=True))
    for status, remedie in _REMEDIES.items():
        codes = tuple(code for code, deze in alle if deze == status and code in wacht)
        wie = opsomming([namen[code] for code in codes[:6]]) + (" en meer" if len(codes) > 6 else "")
        zin = f"{telling(len(codes), 'gemeente is', 'gemeenten zijn')} {status}: {wie}. {remedie}"
        uit += [PlanBevinding("C9", "waarschuwing", zin, codes)] if codes else []
    return uit


def _ver_weg(plan: pd.DataFrame, dataset: Dataset, indeling: int, namen: Namen) -> list[PlanBevinding]:
    """C10 a lead that is much farther away than another institute."""
    km = afstanden(dataset, indeling)
    rij, kolom = ({naam: nummer for nummer, naam in enumerate(as_)} for as_ in (km.index, km.columns))
    paren = [(code, wie) for code, staat, wie in _afspraken(plan) if staat == "lead" and wie in kolom]
    rijen, kolommen = [rij[code] for code, _ in paren], [kolom[wie] for _, wie in paren]
    alle = km.to_numpy()
    verschil = alle[rijen, kolommen] - alle[rijen].min(axis=1)
    raak = [int(n) for n in np.argsort(-verschil, kind="stable") if verschil[n] > VERDER]
    if not raak:
        return []
    zin = (
        f"In {telling(len(raak), 'gemeente', 'gemeenten')} ligt het instituut met de lead meer dan {getal(VERDER)} km "
        f"verder dan het dichtstbijzijnde; het meest in {namen[paren[raak[0]][0]]} ({getal(verschil[raak[0]])} km)."
    )
    return [PlanBevinding("C10", "info", zin, tuple(paren[n][0] for n in raak))]


def _afspraken(plan: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """gemeentecode, staat, instituten of every gemeente."""
    return zip(plan.index.tolist(), plan["staat"].tolist(), plan["instituten"].tolist(), strict=True)
