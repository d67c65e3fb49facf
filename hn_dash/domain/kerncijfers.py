"""The key figures of the start page, each from the view that explains it."""

from __future__ import annotations

from dataclasses import dataclass

from hn_dash.begrippen import GEEN_OPLEIDER, GEZAMENLIJK, NIET_BESPROKEN, ONDER_NORM, OPEN, TE_BESLISSEN
from hn_dash.dataset import Grondslag
from hn_dash.domain import maten
from hn_dash.domain.plan.beeld import planbeeld
from hn_dash.domain.plan.controle import check_plan


@dataclass(frozen=True, slots=True)
class Kerncijfers:
    """What a head needs to know first, for the country or for the lead area of an institute.

    Parameters
    ----------
    opleiders : in those gemeenten, whoever they belong to
    eigen_opleiders : those of the institute, wherever they are; all of them when none was chosen
    zonder_opleider : (gemeentecode, gemeentenaam, praktijken) of gemeenten with praktijken and no opleider, most first
    onder_norm : gemeenten below the norm, those of `zonder_opleider` included
    tekort_som, tekort_gebied : shortage added up per gemeente, and with surplus elsewhere set against it
    kruisend : opleiders of institutes that do not recruit where they are
    niet_vervuld, in_loting : places of the newest round year
    bevindingen : number of findings about the plan by severity
    opmerkingen : what a reader must know about these figures
    """

    opleiders: int
    eigen_opleiders: int
    praktijken: int
    dichtheid_pct: float
    norm: str
    zonder_opleider: tuple[tuple[str, str, int], ...]
    onder_norm: int
    gemeenten: int
    tekort_som: int
    tekort_gebied: int
    open: int
    niet_besproken: int
    gezamenlijk: int
    te_beslissen: int
    kruisend: int
    ronde: str
    niet_vervuld: int
    in_loting: int
    bevindingen: dict[str, int]
    opmerkingen: tuple[str, ...]


def compute_kerncijfers(grondslag: Grondslag, instituut: str = "") -> Kerncijfers:
    """The figures for everyone, or for the gemeenten where an institute leads or recruits jointly.

    Raises
    ------
    SelectieFout : an institute that does not exist on the peildatum
    """
    waar = {"instituut": instituut} if instituut else {}
    vraag = maten.from_query("dichtheid", waar, grondslag)
    dichtheid = maten.compute(vraag, grondslag)
    werving = maten.compute(maten.from_query("werving", waar, grondslag), grondslag).frame
    plaatsing = maten.compute(maten.from_query("plaatsing", {}, grondslag), grondslag)
    plekken = plaatsing.frame
    if instituut:
        plekken = plekken[plekken["instituut"] == instituut]
    frame = dichtheid.frame
    leeg = frame[frame["status"] == GEEN_OPLEIDER].sort_values(["praktijken", "gemeentecode"], ascending=[False, True])
    ernst = [bevinding.ernst for bevinding in check_plan(planbeeld(grondslag.plan, grondslag.dataset, vraag.indeling))]
    return Kerncijfers(
        opleiders=int(frame["opleiders"].sum()),
        eigen_opleiders=int(
            maten.compute(maten.from_query("vestiging", waar, grondslag), grondslag).totalen["opleiders"]
        ),
        praktijken=int(frame["praktijken"].sum()),
        dichtheid_pct=dichtheid.totalen["dichtheid_pct"],
        norm=vraag.norm,
        zonder_opleider=tuple(
            (str(code), str(naam), int(n))
            for code, naam, n in zip(leeg["gemeentecode"], leeg["gemeentenaam"], leeg["praktijken"], strict=True)
        ),
        onder_norm=int(frame["status"].isin([ONDER_NORM, GEEN_OPLEIDER]).sum()),
        gemeenten=len(frame),
        tekort_som=int(dichtheid.totalen["tekort_som_gemeenten"]),
        tekort_gebied=int(dichtheid.totalen["tekort_gebied"]),
        open=int((werving["staat"] == OPEN).sum()),
        niet_besproken=int((werving["staat"] == NIET_BESPROKEN).sum()),
        gezamenlijk=int((werving["staat"] == GEZAMENLIJK).sum()),
        te_beslissen=int((werving["status"] == TE_BESLISSEN).sum()),
        kruisend=int(werving["opleiders_andere_instituten"].sum()),
        ronde=str(plekken["ronde"].iloc[0]) if len(plekken) else "",
        niet_vervuld=int(plekken["niet_vervuld"].sum()),
        in_loting=int(plekken["loting"].sum()),
        bevindingen={soort: ernst.count(soort) for soort in ("fout", "waarschuwing", "info")},
        opmerkingen=tuple(dict.fromkeys((*dichtheid.opmerkingen, *plaatsing.opmerkingen))),
    )
