"""Whether a lead plan holds together: checks C1 to C10.

Source: agreements of 25-11-2009 (nieuwsbrief), rules R1 to R5; methods of the project, section recruitment-lead
territories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from hn_dash.begrippen import GEZAMENLIJK, STATEN, TE_BESLISSEN, TE_BEVESTIGEN, leden_van, past_bij_staat
from hn_dash.dataset import Dataset
from hn_dash.domain.basis.instituten import opvolger_op
from hn_dash.domain.basis.keuzes import LOCATIE, UMC
from hn_dash.domain.basis.norm import NORM, NORM_IN_PCT
from hn_dash.domain.basis.overgang import overgang
from hn_dash.domain.basis.tellen import count_per_gemeente, inwoners_op
from hn_dash.domain.plan.beeld import Planbeeld
from hn_dash.domain.plan.effecten import afstanden
from hn_dash.geo.buren import delen_van
from hn_dash.geo.omzetting import zet_aantallen_om
from hn_dash.tekst import getal, opsomming, telling

VERDER = 25.0
"""Kilometres that a lead may be farther away than the nearest institute before it is mentioned."""
HELFT = 0.5
KIEST = "huisarts kiest"
"""What the remark of a joint gemeente says (R3)."""
_WAT_LIGT = {LOCATIE: "de dichtstbijzijnde opleidingslocatie", UMC: "het umc"}
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


def check_plan(beeld: Planbeeld, afstand: str = LOCATIE) -> tuple[PlanBevinding, ...]:
    """All findings about a plan, the gravest first; of no plan none.

    Parameters
    ----------
    afstand : from what of an institute its distance is taken, see `afstanden`
    """
    return _check_plan(beeld, afstand)  # the same answer for who does not name the distance


@lru_cache(maxsize=8)
def _check_plan(beeld: Planbeeld, afstand: str) -> tuple[PlanBevinding, ...]:
    if beeld.plan.ontbreekt:
        return ()
    namen = beeld.dataset.geo.herindeling.lijsten[beeld.indeling]
    bevindingen = [
        *_volledig(beeld),
        *_staten(beeld, namen),
        *_aaneengesloten(beeld, namen),
        *_kruisend(beeld),
        *_eigen_regio(beeld, namen),
        *_gezamenlijk(beeld),
        *_verouderd(beeld, namen),
        *_ver_weg(beeld, namen, afstand),
    ]
    volgorde = {"fout": 0, "waarschuwing": 1, "info": 2}
    return tuple(sorted(bevindingen, key=lambda b: (volgorde[b.ernst], int(b.code[1:]))))


def _volledig(beeld: Planbeeld) -> list[PlanBevinding]:
    """C1 every gemeente has exactly one state; C2 no code that does not exist; C4 no gemeente twice."""
    jaar, gevraagd = beeld.plan.jaar, beeld.plan.kolommen["gemeentecode"]
    codes, uit = beeld.dataset.geo.herindeling.lijsten[jaar], list[PlanBevinding]()
    if sorted(gevraagd) == sorted(codes):
        return uit
    keren = Counter(gevraagd)
    if ontbreekt := sorted(codes.keys() - keren.keys()):
        zin = f"{len(ontbreekt)} gemeenten staan niet in het plan. Geef ze een staat."
        uit.append(PlanBevinding("C1", "fout", zin, tuple(ontbreekt)))
    if onbekend := sorted(keren.keys() - codes.keys()):
        zin = f"Onbekende code in het plan: {', '.join(onbekend[:5])}. Zet het plan om naar {jaar}."
        uit.append(PlanBevinding("C2", "fout", zin, tuple(onbekend)))
    if dubbel := sorted(code for code, keer in keren.items() if keer > 1):
        zin = f"{len(dubbel)} gemeenten staan dubbel in het plan. Houd één regel per gemeente."
        uit.append(PlanBevinding("C4", "fout", zin, tuple(dubbel)))
    return uit


def _staten(beeld: Planbeeld, namen: Namen) -> list[PlanBevinding]:
    """C3 the number of institutes fits the state, and each exists on the peildatum."""
    bestaand = set(beeld.bestaand)
    mis = {
        (staat, wie)
        for staat, wie in beeld.paren
        for leden in (set(leden_van(wie)),)
        if staat not in STATEN or not past_bij_staat(staat, len(leden)) or not leden <= bestaand
    }
    uit = []
    for i in beeld.met(mis):
        code, staat, wie = beeld.codes[i], beeld.staten[i], beeld.instituten[i]
        zin = f"{namen[code]}: staat “{staat}” past niet bij instituten “{wie or 'geen'}”. Herstel het plan."
        uit.append(PlanBevinding("C3", "fout", zin, (code,)))
    return uit


def _aaneengesloten(beeld: Planbeeld, namen: Namen) -> list[PlanBevinding]:
    """C5 an institute's area hangs together over land and the links over water; joint counts for each partner."""
    kort, jaar = beeld.dataset.kortnamen, beeld.dataset.inwonersdag(beeld.indeling).year
    wie, codes, uit = sorted({lid for _, wie in beeld.paren for lid in leden_van(wie)}), np.array(beeld.codes), []
    for instituut, hier in zip(wie, beeld.deelname(wie).T, strict=True):
        for los, aantal in _losse_delen(beeld.dataset, beeld.indeling, frozenset(codes[hier].tolist())):
            mensen = f"{getal(aantal)} inwoners in {jaar}"
            los_deel = f"{_eerste(los, namen)} {'ligt' if len(los) == 1 else 'liggen'} los van de rest ({mensen})"
            zin = f"Het gebied van {kort.get(instituut, instituut)} is niet aaneengesloten: {los_deel}."
            uit.append(PlanBevinding("C5", "waarschuwing", zin, los))
    return uit


@lru_cache(maxsize=256)
def _losse_delen(dataset: Dataset, indeling: int, gebied: frozenset[str]) -> list[tuple[tuple[str, ...], int]]:
    """The parts of an area beside its largest, in order, each with its inhabitants; one change touches few areas."""
    geo = dataset.geo.indeling(indeling)
    inwoners = _inwoners(dataset, indeling)
    delen = (tuple(sorted(deel)) for deel in delen_van(gebied, geo.naast)[1:])
    return [(deel, sum(inwoners[code] for code in deel)) for deel in delen]


@lru_cache(maxsize=8)
def _inwoners(dataset: Dataset, indeling: int) -> dict[str, int]:
    return {str(code): int(aantal) for code, aantal in inwoners_op(dataset, indeling)[0].items()}


def _kruisend(beeld: Planbeeld) -> list[PlanBevinding]:
    """C6 opleiders of another institute than the lead: counted, protected by R1."""
    raak = np.flatnonzero(beeld.van_anderen > 0)
    if not len(raak):
        return []
    zin = (
        f"{int(beeld.van_anderen.sum())} opleiders in {len(raak)} gemeenten horen bij een ander instituut dan dat met "
        "de lead. Hun relatie blijft (afspraak 2009)."
    )
    return [PlanBevinding("C6", "info", zin, tuple(map(beeld.codes.__getitem__, raak.tolist())))]


def _eigen_regio(beeld: Planbeeld, namen: Namen) -> list[PlanBevinding]:
    """C7 a gemeente below the norm in an institute's own region whose lead is elsewhere (R2)."""
    dun = _dunne_regio(beeld.dataset, beeld.indeling)
    hier = zip(beeld.codes, beeld.instituten, strict=True) if dun else ()
    raak = [code for code, wie in hier if wie and code in dun and dun[code] not in leden_van(wie)]
    if not raak:
        return []
    onder = f"onder de norm van {NORM_IN_PCT}"
    zin = (
        f"{telling(len(raak), f'gemeente {onder} ligt', f'gemeenten {onder} liggen')} in de eigen regio van een ander "
        f"instituut dan dat met de lead: {_eerste(raak, namen)}. Dat blijft er verantwoordelijk (R2)."
    )
    return [PlanBevinding("C7", "waarschuwing", zin, tuple(raak))]


def _eerste(codes: Sequence[str], namen: Namen) -> str:
    """The names of some gemeenten; of many the first few."""
    return opsomming([namen[code] for code in codes[:6]]) + (" en meer" if len(codes) > 6 else "")


@lru_cache(maxsize=8)
def _dunne_regio(dataset: Dataset, indeling: int) -> dict[str, str]:
    """gemeentecode -> the institute whose own region it is in, of the gemeenten below the norm."""
    tel = count_per_gemeente(dataset, indeling).frame
    te_weinig = (tel["opleiders"] < float(NORM) * tel["praktijken"]).fillna(False)
    return {code: wie for code, wie in eigen_regio(dataset, indeling).items() if wie and te_weinig[code]}


@lru_cache(maxsize=8)
def eigen_regio(dataset: Dataset, indeling: int) -> dict[str, str]:
    """gemeentecode -> the institute whose locations serve more than half of it, in inhabitants after a herindeling."""
    gebied, jaar = dataset.verzorgingsgebied, dataset.jaar_van("verzorgingsgebied")
    van = {
        locatie: opvolger_op(dataset.instituten, wie, dataset.peildatum)
        for locatie, wie in zip(dataset.locaties["locatie"], dataset.locaties["instituut_nu"], strict=True)
    }
    wie = gebied["locatie"].map(van)
    som = gebied["aandeel"].groupby([gebied["gemeentecode"], wie]).sum().unstack(fill_value=0)
    if len(som) and jaar != indeling:
        som = _na_herindeling(som, dataset, jaar, indeling)
    grootste = som[som.max(axis=1) > HELFT].idxmax(axis=1) if len(som) else pd.Series(dtype="str")
    return {str(code): str(naam) for code, naam in grootste.items()}


def _na_herindeling(delen: pd.DataFrame, dataset: Dataset, van: int, naar: int) -> pd.DataFrame:
    """gemeentecode x institute: shares of the gemeenten of a year, weighed by inhabitants, on those of another."""
    mensen = inwoners_op(dataset, naar)[0].rename_axis("gemeentecode").reset_index(name="inwoners")
    toen = zet_aantallen_om(mensen, naar, van, dataset.geo).frame.set_index("gemeentecode")["inwoners"]
    per_instituut = delen.mul(toen.reindex(delen.index), axis=0).rename_axis("gemeentecode").reset_index()
    nu = zet_aantallen_om(per_instituut, van, naar, dataset.geo).frame.set_index("gemeentecode")
    return nu.div(mensen.set_index("gemeentecode")["inwoners"].reindex(nu.index), axis=0)


def _gezamenlijk(beeld: Planbeeld) -> list[PlanBevinding]:
    """C8 joint recruitment that does not say that the huisarts chooses (R3)."""
    waarom, samen = beeld.kolommen["opmerking"], np.flatnonzero(beeld.waar(GEZAMENLIJK)).tolist()
    raak = tuple(beeld.codes[i] for i in samen if KIEST not in waarom[i].lower())
    zin = (
        f"Bij {telling(len(raak), 'gezamenlijke gemeente', 'gezamenlijke gemeenten')} staat niet dat de huisarts "
        "kiest; die regel geldt (R3)."
    )
    return [PlanBevinding("C8", "info", zin, raak)] if raak else []


def _verouderd(beeld: Planbeeld, namen: Namen) -> list[PlanBevinding]:
    """C9 agreements from before a herindeling that do not follow by themselves, and those that wait after one."""
    jaar, indeling = beeld.plan.jaar, beeld.indeling
    raak = beeld.omzetting.te_doen["gemeentecode"].tolist() if indeling > jaar else []
    zin = (
        f"Het plan is van de gemeenten van {jaar}; {telling(len(raak), 'gemeente', 'gemeenten')} van {indeling} "
        "moeten nog beslist of bevestigd worden (zie Gegevens)."
    )
    uit = [PlanBevinding("C9", "fout", zin, tuple(raak))] if raak else []
    wachtend = [
        (code, status)
        for code, status in zip(beeld.codes, beeld.kolommen["status"], strict=True)
        if status in _REMEDIES and code not in raak
    ]
    if wachtend:
        staan_erin = set(beeld.plan.kolommen["gemeentecode"])
        wacht = {code for eigen, code in overgang(jaar, indeling, beeld.dataset.geo) if eigen in staan_erin}
        for status, remedie in _REMEDIES.items():
            codes = tuple(code for code, deze in wachtend if deze == status and code in wacht)
            aantal = telling(len(codes), "gemeente is", "gemeenten zijn")
            zin = f"{aantal} {status}: {_eerste(codes, namen)}. {remedie}"
            uit += [PlanBevinding("C9", "waarschuwing", zin, codes)] if codes else []
    return uit


def _ver_weg(beeld: Planbeeld, namen: Namen, afstand: str) -> list[PlanBevinding]:
    """C10 a lead that is much farther away than another institute."""
    kolom, verder = _verder(beeld.dataset, beeld.indeling, afstand)
    leads = verder[range(len(beeld.codes)), [kolom.get(wie, -1) for wie in beeld.gebied]]
    ver = [(float(leads[i]), int(i)) for i in np.flatnonzero(leads > VERDER)]
    if not ver:
        return []
    ver.sort(key=lambda paar: (-paar[0], paar[1]))
    codes = tuple(beeld.codes[i] for _, i in ver)
    zin = (
        f"In {telling(len(ver), 'gemeente', 'gemeenten')} ligt {_WAT_LIGT[afstand]} van het instituut met de lead "
        f"hemelsbreed meer dan {getal(VERDER)} km verder dan van een ander instituut; "
        f"{'het meest in' if len(ver) > 1 else 'dat is'} {namen[codes[0]]} ({getal(ver[0][0])} km)."
    )
    return [PlanBevinding("C10", "info", zin, codes)]


@lru_cache(maxsize=8)
def _verder(dataset: Dataset, indeling: int, afstand: str) -> tuple[dict[str, int], np.ndarray]:
    """The column of each institute, and gemeente x institute: km farther than the nearest; the last column is 0."""
    km = afstanden(dataset, indeling, afstand)
    verschil = km.to_numpy() - km.to_numpy().min(axis=1)[:, None]
    kolommen = {str(code): k for k, code in enumerate(km.columns)}
    return kolommen, np.hstack([verschil, np.zeros((len(km), 1))])
