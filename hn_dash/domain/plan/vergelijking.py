"""Two plans side by side: which gemeenten are not the same, and what that does per institute."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from hn_dash.dataset import Dataset, Leadplan
from hn_dash.domain.basis.kolommen import (
    GEMEENTE,
    HERKOMST,
    INWONERS,
    OPLEIDERS,
    PRAKTIJKEN,
    build_frame,
    gemeentevelden,
    herkomst_van,
)
from hn_dash.domain.basis.selectie import Maat, Selection
from hn_dash.domain.basis.tellen import TELLING
from hn_dash.domain.basis.zinnen import welk_plan, welke_gegevens
from hn_dash.domain.plan.beeld import Planbeeld
from hn_dash.domain.plan.effecten import SOMMEN, per_instituut
from hn_dash.tables import ColumnSpec, ResultTable, TableSpec
from hn_dash.tekst import getal, instituten, opsomming, telling

VELDEN = ("staat", "instituten", "status")
KOLOMMEN = (
    *GEMEENTE,
    ColumnSpec("was", "Was", "tekst", uitleg="Wat er geldt in het plan waarmee u vergelijkt."),
    ColumnSpec("wordt", "Wordt", "tekst", uitleg="Wat er geldt in het plan dat u bekijkt."),
    ColumnSpec("status_was", "Status was", "tekst", uitleg="Status in het plan waarmee u vergelijkt."),
    ColumnSpec("status_wordt", "Status wordt", "tekst", uitleg="Status in het plan dat u bekijkt."),
    INWONERS,
    PRAKTIJKEN,
    OPLEIDERS,
    ColumnSpec(
        "van_anderen_was",
        "Van anderen, was",
        eenheid="personen",
        leeg=True,
        uitleg="Opleiders van een instituut dat er niet werft, in het plan waarmee u vergelijkt; zij blijven.",
    ),
    ColumnSpec(
        "van_anderen_wordt",
        "Van anderen, wordt",
        eenheid="personen",
        leeg=True,
        uitleg="Opleiders van een instituut dat er niet werft, in het plan dat u bekijkt; zij blijven.",
    ),
    *(
        ColumnSpec(f"{veld}_{wanneer}", f"{kop} {wanneer}", "tekst", scherm=False, uitleg=f"{kop}, als code.")
        for wanneer in ("was", "wordt")
        for veld, kop in (("staat", "Staat"), ("instituten", "Instituten"))
    ),
    ColumnSpec("plan_was", "Plan was", "tekst", scherm=False, uitleg="Naam en versie van het plan om te vergelijken."),
    ColumnSpec("plan_wordt", "Plan wordt", "tekst", scherm=False, uitleg="Naam en versie van het bekeken plan."),
    *HERKOMST,
)


@dataclass(frozen=True)
class Planverschil:
    """What is different from the first plan to the second.

    Parameters
    ----------
    gemeenten : indexed by gemeentecode: was, wordt in words; staat, instituten and status of both (`_was`, `_wordt`);
        and the opleiders of other institutes in both (van_anderen); they stay either way (R1)
    effecten : indexed as `per_instituut`: the second minus the first
    samenvatting : in Dutch sentences
    """

    gemeenten: pd.DataFrame
    effecten: pd.DataFrame
    samenvatting: str


def vergelijk_plannen(een: Planbeeld, ander: Planbeeld) -> Planverschil:
    """Compare two plans on the same dataset and indeling."""
    dataset = een.dataset
    anders = een.frame.index[(een.frame[list(VELDEN)] != ander.frame[list(VELDEN)]).any(axis=1)]
    kort = dataset.kortnamen
    delen = []
    for plan, wanneer in ((een, "was"), (ander, "wordt")):
        deel = plan.frame.loc[anders, list(VELDEN)].add_suffix(f"_{wanneer}")
        deel[f"van_anderen_{wanneer}"] = pd.Series(plan.anderen_of_leeg, index=plan.codes)[anders]
        paren = plan.frame.loc[anders, ["staat", "instituten"]].to_numpy()
        deel[wanneer] = [f"{staat} {instituten(wie, kort)}".strip() for staat, wie in paren]
        delen.append(deel)
    gemeenten = delen[0].join(delen[1])
    voor, na = (per_instituut(plan)[list(SOMMEN)] for plan in (een, ander))
    if een.plan.ontbreekt or ander.plan.ontbreekt:
        return Planverschil(gemeenten[:0], voor[:0], een.gemis if een.plan.ontbreekt else ander.gemis)
    effecten = na.sub(voor, fill_value=0).reindex(list(dict.fromkeys([*na.index, *voor.index]))).astype("Int64")
    return Planverschil(gemeenten, effecten, _samenvatting(gemeenten, effecten, een.gebiedsnamen))


def compute_vergelijking(selectie: Selection, beeld: Planbeeld, met: Planbeeld) -> ResultTable:
    """The gemeenten where a plan is not the one that it is compared with."""
    dataset, indeling, telling_ = beeld.dataset, selectie.indeling, beeld.telling
    uit = vergelijk_plannen(met, beeld)
    velden = gemeentevelden(dataset, indeling).join(telling_.frame).loc[uit.gemeenten.index]
    frame = velden.join(uit.gemeenten).assign(
        plan_was=met.plan.titel,
        plan_wordt=beeld.plan.titel,
    )
    herkomst = herkomst_van(dataset, indeling, "plan", *TELLING, plan=beeld.plan)
    rijen = build_frame(frame, KOLOMMEN, herkomst)
    return ResultTable(
        TableSpec("vergelijking", KOLOMMEN, ("gemeentecode",)),
        rijen,
        herkomst,
        titel=MAAT.titel,
        omschrijving=selectie.describe(dataset, beeld.plan, met.plan),
        formule="Alleen gemeenten waarvan staat, instituten of status verschillen; een lead verandert geen bestaande "
        "relatie",
        gebieden={code: (i,) for i, code in enumerate(rijen["gemeentecode"])},
        niet_op_kaart=telling_.buiten,
        opmerkingen=(uit.samenvatting, *telling_.opmerkingen(dataset.geo.indeling(indeling).gemeenten["gemeentenaam"])),
        ontbreekt=tuple(dict.fromkeys((*beeld.ontbreekt, *met.ontbreekt))),
    )


def _samenvatting(gemeenten: pd.DataFrame, effecten: pd.DataFrame, namen: dict[str, str]) -> str:
    if gemeenten.empty:
        return "De plannen zijn gelijk."
    anders = gemeenten[gemeenten["was"] != gemeenten["wordt"]]
    alleen_status = len(gemeenten) - len(anders)
    wissels = Counter(zip(anders["was"], anders["wordt"], strict=True)).most_common(4)
    delen = [f"{aantal} van {was} naar {wordt}" for (was, wordt), aantal in wissels]
    meer = len(anders) - sum(aantal for _, aantal in wissels)
    delen += [f"{meer} andere"] if meer else []
    delen += [f"{alleen_status} alleen van status"] if alleen_status else []
    zinnen = [f"{telling(len(gemeenten), 'gemeente verschilt', 'gemeenten verschillen')}: {opsomming(delen)}."]
    schuift = effecten[effecten["inwoners"] != 0].sort_values("inwoners", ascending=False, kind="stable")
    regels = [
        f"{namen[str(code)]} {'+' if rij['inwoners'] > 0 else '−'}{getal(abs(int(rij['inwoners'])))}"
        for code, rij in schuift.iterrows()
    ]
    return " ".join([*zinnen, f"Inwoners: {opsomming(regels)}." if regels else ""]).strip()


def _zin(selectie: Selection, dataset: Dataset, plan: Leadplan, met: Leadplan) -> str:
    return f"Wat er in {welk_plan(plan)} anders is dan in {welk_plan(met)}; {welke_gegevens(selectie)}"


MAAT = Maat(
    view="vergelijking",
    versie=1,
    titel="Vergelijking van plannen",
    beantwoordt="In welke gemeenten verschillen twee plannen, en wat doet dat per instituut?",
    formule="De gemeenten waarvan staat, instituten of status niet gelijk zijn; het effect is de som per leadgebied in "
    "het ene plan min die in het andere.",
    eenheid="gemeenten",
    bron="De plannen zelf; zie Werving.",
    waarde="wordt",
    sleutels=("peildatum", "indeling", "plan", "met"),
    zin=_zin,
    compute=compute_vergelijking,
    neemt="twee plannen",
)
