"""The key figures of the start page, each from the view that explains it."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan

import pandas as pd

from hn_dash.begrippen import GEEN_GEGEVENS, GEEN_OPLEIDER, GEZAMENLIJK, NIET_BESPROKEN, ONDER_NORM, OPEN, TE_BESLISSEN
from hn_dash.dataset import Grondslag
from hn_dash.domain import maten
from hn_dash.domain.basis.keuzes import keuzes
from hn_dash.domain.basis.tellen import som
from hn_dash.domain.plan.beeld import planbeeld
from hn_dash.domain.plan.controle import check_plan
from hn_dash.tekst import geen_gegevens


@dataclass(frozen=True, slots=True)
class Kerncijfers:
    """What a head needs to know first, for the country or for the lead area of an institute; nan is unknown.

    Parameters
    ----------
    opleiders : in those gemeenten, whoever they belong to
    eigen_opleiders : those of the institute, wherever they are; all of them when none was chosen
    niet_op_kaart : those of the institute, or of all, that are in no gemeente
    zonder_opleider : (gemeentecode, gemeentenaam, praktijken) of gemeenten with praktijken and no opleider, most first
    onder_norm : gemeenten below the norm, those of `zonder_opleider` included
    tekort_som, tekort_gebied : shortage added up per gemeente, and with surplus elsewhere set against it
    kruisend : opleiders of institutes that do not recruit where they are
    niet_vervuld, verloot : places of the newest round year, in lotteries that have a result
    zonder_uitslag : places in its lotteries that have none
    bevindingen : number of findings about the plan by severity
    opmerkingen : what a reader must know about these figures
    gemis : the kinds of data that there is nothing of, as a sentence; "" when there is of all
    dag : the day that they are about; "" for the newest
    """

    opleiders: float
    eigen_opleiders: float
    niet_op_kaart: int
    praktijken: float
    dichtheid_pct: float
    norm: str
    zonder_opleider: tuple[tuple[str, str, int], ...]
    onder_norm: float
    gemeenten: int
    tekort_som: float
    tekort_gebied: float
    open: float
    niet_besproken: float
    gezamenlijk: float
    te_beslissen: float
    kruisend: float
    ronde: str
    niet_vervuld: float
    verloot: float
    zonder_uitslag: float
    bevindingen: dict[str, int]
    opmerkingen: tuple[str, ...]
    gemis: str
    dag: str


def compute_kerncijfers(grondslag: Grondslag, instituut: str = "") -> Kerncijfers:
    """The figures for everyone, or for the gemeenten where an institute leads or recruits jointly.

    Raises
    ------
    SelectieFout : an institute that does not exist on the peildatum
    """
    waar = {"instituut": instituut} if instituut else {}
    vraag = maten.from_query("dichtheid", waar, grondslag)
    dichtheid = maten.compute(vraag, grondslag)
    werving = maten.compute(maten.from_query("werving", waar, grondslag), grondslag)
    plaatsing = maten.compute(maten.from_query("plaatsing", {}, grondslag), grondslag)
    vestiging = maten.compute(maten.from_query("vestiging", waar, grondslag), grondslag)
    plekken = plaatsing.frame
    if instituut:
        plekken = plekken[plekken["instituut"] == instituut]
    frame = dichtheid.frame
    staat, status = werving.frame["staat"], werving.frame["status"]
    gekend = bool((frame["status"] != GEEN_GEGEVENS).any()) or frame.empty
    ontbreekt = tuple(dict.fromkeys((*dichtheid.ontbreekt, *werving.ontbreekt, *plaatsing.ontbreekt)))
    gepland = not grondslag.plan.ontbreekt
    niet_vervuld, verloot, loting = (_som(plekken[kolom]) for kolom in ("niet_vervuld", "verloot", "loting"))
    leeg = frame[frame["status"] == GEEN_OPLEIDER].sort_values(["praktijken", "gemeentecode"], ascending=[False, True])
    ernst = [bevinding.ernst for bevinding in check_plan(planbeeld(grondslag.plan, grondslag.dataset, vraag.indeling))]
    return Kerncijfers(
        opleiders=som(frame["opleiders"]),
        eigen_opleiders=vestiging.totalen["opleiders"],
        niet_op_kaart=vestiging.niet_op_kaart,
        praktijken=som(frame["praktijken"]),
        dichtheid_pct=dichtheid.totalen["dichtheid_pct"],
        norm=vraag.norm,
        zonder_opleider=tuple(
            (str(code), str(naam), int(n))
            for code, naam, n in zip(leeg["gemeentecode"], leeg["gemeentenaam"], leeg["praktijken"], strict=True)
        ),
        onder_norm=_aantal(frame["status"].isin([ONDER_NORM, GEEN_OPLEIDER]), gekend),
        gemeenten=len(frame),
        tekort_som=dichtheid.totalen["tekort_som_gemeenten"],
        tekort_gebied=dichtheid.totalen["tekort_gebied"],
        open=_aantal(staat == OPEN, gepland),
        niet_besproken=_aantal(staat == NIET_BESPROKEN, gepland),
        gezamenlijk=_aantal(staat == GEZAMENLIJK, gepland),
        te_beslissen=_aantal(status == TE_BESLISSEN, gepland),
        kruisend=som(werving.frame["opleiders_andere_instituten"]) if gepland else nan,
        ronde=plaatsing.frame["ronde"].iloc[0] if len(plaatsing.frame) else "",
        niet_vervuld=niet_vervuld,
        verloot=verloot,
        zonder_uitslag=loting - (0 if isnan(verloot) else verloot),
        bevindingen={soort: ernst.count(soort) for soort in ("fout", "waarschuwing", "info")},
        opmerkingen=tuple(dict.fromkeys((*dichtheid.opmerkingen, *plaatsing.opmerkingen))),
        gemis=geen_gegevens(ontbreekt, vraag.peildatum),
        dag="" if vraag.peildatum == keuzes("peildatum", grondslag.dataset)[0][0] else vraag.peildatum,
    )


def _aantal(raak: pd.Series, gekend: bool) -> float:
    return int(raak.sum()) if gekend else nan


def _som(plekken: pd.Series) -> float:
    """Places of locations; nan when none of them is known."""
    return som(plekken) if len(plekken) else nan
