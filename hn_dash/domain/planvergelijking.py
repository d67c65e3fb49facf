"""Two plans side by side: which gemeenten are not the same, and what that does per institute."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from hn_dash.domain.effecten import SOMMEN, per_instituut
from hn_dash.domain.plan import OVERIG, opleiders_van_anderen
from hn_dash.domain.tellen import tel_per_gemeente
from hn_dash.ingest.dataset import Dataset
from hn_dash.tekst import getal, opsomming, telling

VELDEN = ("staat", "instituten", "status")


@dataclass(frozen=True)
class Planverschil:
    """What is different from the first plan to the second.

    Parameters
    ----------
    gemeenten : gemeentecode, gemeentenaam, was, wordt, status_was, status_wordt, inwoners, opleiders, and the opleiders
        of other institutes before and after (van_anderen_was, van_anderen_wordt); they stay either way (R1)
    effecten : indexed as `per_instituut`: the second minus the first
    samenvatting : in Dutch sentences
    """

    gemeenten: pd.DataFrame
    effecten: pd.DataFrame
    samenvatting: str


def vergelijk_plannen(een: pd.DataFrame, ander: pd.DataFrame, dataset: Dataset, indeling: int) -> Planverschil:
    """Compare two plans on the same indeling, each indexed by gemeentecode as `plan_op` gives it."""
    anders = een.index[(een[list(VELDEN)] != ander.loc[een.index, list(VELDEN)]).any(axis=1)]
    telling_ = tel_per_gemeente(dataset, indeling).frame
    kort = dict(zip(dataset.instituten["instituut"], dataset.instituten["kort"], strict=True))
    was, wordt = (
        [_wens(staat, wie, kort) for staat, wie in plan.loc[anders, ["staat", "instituten"]].to_numpy()]
        for plan in (een, ander)
    )
    gemeenten = pd.DataFrame(
        {
            "gemeentecode": list(anders),
            "gemeentenaam": dataset.geo.indeling(indeling).gemeenten.loc[anders, "gemeentenaam"].tolist(),
            "was": was,
            "wordt": wordt,
            "status_was": een.loc[anders, "status"].tolist(),
            "status_wordt": ander.loc[anders, "status"].tolist(),
            "inwoners": telling_.loc[anders, "inwoners"].tolist(),
            "opleiders": telling_.loc[anders, "opleiders"].tolist(),
            "van_anderen_was": opleiders_van_anderen(een, telling_)[anders].tolist(),
            "van_anderen_wordt": opleiders_van_anderen(ander, telling_)[anders].tolist(),
        }
    )
    voor, na = (per_instituut(plan, dataset, indeling)[list(SOMMEN)] for plan in (een, ander))
    effecten = na.sub(voor, fill_value=0).reindex(list(dict.fromkeys([*na.index, *voor.index]))).astype("int64")
    return Planverschil(gemeenten, effecten, _samenvatting(gemeenten, effecten, kort | OVERIG))


def _wens(staat: str, instituten: str, kort: dict[str, str]) -> str:
    wie = " + ".join(kort.get(code, code) for code in instituten.split("+") if code)
    return f"{staat} {wie}".strip()


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
