"""A lead plan on the gemeenten of another year: what follows by itself, and what people must decide.

Source: methods of the project, section herindeling; agreements of 25-11-2009. Two leads are never made into one: the
gemeente is open until somebody decides, and the parts stay readable in the remark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

import pandas as pd

from hn_dash.begrippen import GEZAMENLIJK, LEAD, OPEN, TE_BESLISSEN, TE_BEVESTIGEN, ZONDER_INSTITUUT
from hn_dash.domain.basis.instituten import geldig_op, opvolger_op
from hn_dash.domain.plan.afspraak import MAX_OPMERKING
from hn_dash.geo.omzetting import aandelen
from hn_dash.tekst import getal, opsomming

if TYPE_CHECKING:
    from datetime import date

    from hn_dash.geo.indelingen import Geo

AUTOMATISCH = "automatisch"
GRENSCORRECTIE = 0.05
"""A part of a gemeente smaller than this share that moved does not decide who leads where it went."""
_VELDEN = ("staat", "instituten", "status", "opmerking", "vanaf")
_GEEN_BESLUIT = pd.DataFrame(columns=["gemeentecode", "gemeentenaam", "uitkomst", "regel", "delen", "voorstel"])


@dataclass(frozen=True, slots=True)
class Deel:
    """A gemeente of the plan that (a part of) a new one was made of, with its state there."""

    code: str
    naam: str
    aandeel: float
    staat: str
    instituten: str
    status: str
    opmerking: str
    vanaf: str

    @property
    def wens(self) -> str:
        """State and institutes in words."""
        return f"{self.staat} {self.instituten}".strip()

    def __str__(self) -> str:
        deel = f", {getal(100 * self.aandeel, 0)} % van de inwoners" if self.aandeel < 1 else ""
        return f"{self.naam} ({self.wens}{deel})"


@dataclass(frozen=True)
class Planomzetting:
    """A plan on another year.

    Parameters
    ----------
    plan : indexed by gemeentecode: staat, instituten, status, opmerking, vanaf
    besluiten : the gemeenten that changed: gemeentecode, gemeentenaam, uitkomst (automatisch, te bevestigen, te
        beslissen), regel, delen, voorstel
    """

    plan: pd.DataFrame
    besluiten: pd.DataFrame

    @property
    def te_doen(self) -> pd.DataFrame:
        """What people must decide or confirm: the rows of `besluiten` that do not follow by themselves."""
        return self.besluiten[self.besluiten["uitkomst"] != AUTOMATISCH]


def zet_plan_om(plan: pd.DataFrame, van: int, naar: int, geo: Geo) -> Planomzetting:
    """Every gemeente of `naar` with the state that follows from its parts.

    Equal parts pass their state on; a lead beside a part without one is kept, to be confirmed; different leads leave
    the gemeente open, to be decided, with joint recruitment as suggestion. A part that a border correction moved does
    not count. What split gives every child its state. A gemeente that stands in the plan twice with different states,
    or not at all, is open too; codes that did not exist in `van` are left out.
    """
    namen, zelfde = geo.herindeling.lijsten[naar], geo.herindeling.lijsten[van]
    delen = _delen(plan, van, naar, geo)
    rijen: dict[str, tuple[str, ...]] = {}
    besluiten: list[tuple[str, ...]] = []
    for code in sorted(namen):
        stukken = delen.get(code, [])
        uitkomst, regel, voorstel, rij = _kies(stukken)
        rijen[code] = rij
        veranderd = [stuk.code for stuk in stukken] != [code] or zelfde.get(code) != namen[code]
        if van != naar and stukken and veranderd:
            besluiten.append((code, namen[code], uitkomst, regel, opsomming([str(stuk) for stuk in stukken]), voorstel))
    nieuw = pd.DataFrame.from_dict(rijen, orient="index", columns=list(_VELDEN))
    return Planomzetting(nieuw, pd.DataFrame(besluiten, columns=_GEEN_BESLUIT.columns))


def _delen(plan: pd.DataFrame, van: int, naar: int, geo: Geo) -> Mapping[str, list[Deel]]:
    per_code: dict[str, list[tuple[str, ...]]] = {}
    for code, *velden in plan.reindex(columns=["gemeentecode", *_VELDEN], fill_value="").itertuples(index=False):
        per_code.setdefault(code, []).append(tuple(velden))
    uit: dict[str, list[Deel]] = {}
    vooruit = van <= naar
    weg = aandelen(*sorted((van, naar)), geo)[["van_code", "van_naam", "naar_code", "naar_naam", "aandeel"]]
    for oud, oudnaam, nieuw, nieuwnaam, aandeel in weg.itertuples(index=False):
        bron, bronnaam, doel = (oud, oudnaam, nieuw) if vooruit else (nieuw, nieuwnaam, oud)
        for rij in per_code.get(bron, []):
            uit.setdefault(doel, []).append(Deel(bron, bronnaam, aandeel if vooruit else 1.0, *rij))
    return uit


def _kies(stukken: Sequence[Deel]) -> tuple[str, str, str, tuple[str, ...]]:
    """Outcome, rule, suggestion and the row of a gemeente."""
    if not stukken:
        return TE_BESLISSEN, "staat niet in het plan", "", (OPEN, "", TE_BESLISSEN, "Niet in het plan.", "")
    tellen = [stuk for stuk in stukken if stuk.aandeel >= GRENSCORRECTIE] or list(stukken)
    correctie = ", een grenscorrectie telt niet mee" if len(tellen) < len(stukken) else ""
    wensen = sorted({stuk.wens for stuk in tellen})
    eerste = tellen[0]
    if len(wensen) == 1:
        regel = f"alle delen gelijk{correctie}" if len(stukken) > 1 else "volgt zijn gemeente"
        vanaf = max(stuk.vanaf for stuk in tellen)  # the day on which it holds for all of them
        return AUTOMATISCH, regel, "", (eerste.staat, eerste.instituten, eerste.status, eerste.opmerking, vanaf)
    met = {stuk.wens: stuk for stuk in tellen if stuk.staat not in ZONDER_INSTITUUT}
    verdeeld = opsomming([str(stuk) for stuk in stukken])
    if len(met) <= 1:
        staat, instituten = next(((s.staat, s.instituten) for s in met.values()), (OPEN, ""))
        regel = f"de andere delen hadden geen lead{correctie}" if met else f"geen van de delen had een lead{correctie}"
        return TE_BEVESTIGEN, regel, "", (staat, instituten, TE_BEVESTIGEN, _reden(f"Uit {verdeeld}."), "")
    samen = "+".join(sorted({code for stuk in met.values() for code in stuk.instituten.split("+")}))
    zin = f"Te kiezen uit {' en '.join(wensen)}: {verdeeld}. Voorstel: gezamenlijk {samen}."
    return (
        TE_BESLISSEN,
        f"verschillende leads{correctie}",
        f"gezamenlijk {samen}",
        (OPEN, "", TE_BESLISSEN, _reden(zin), ""),
    )


def _reden(zin: str) -> str:
    return shorten(zin, MAX_OPMERKING, placeholder=" …")


def volg_op(plan: pd.DataFrame, instituten: pd.DataFrame, dag: date) -> pd.DataFrame:
    """A plan with closed institutes as the ones they went into; partners that became one institute have the lead.

    An institute without a successor on the day stays, so that the checks name it.
    """
    codes = {deel for wie in set(plan["instituten"].tolist()) for deel in wie.split("+") if deel}
    weg = codes.difference(geldig_op(instituten, dag))
    nu = {code: opvolger_op(instituten, code, dag) or code for code in weg}
    if all(code == nieuw for code, nieuw in nu.items()):
        return plan
    wie = plan["instituten"].map(lambda w: "+".join(sorted({nu.get(deel, deel) for deel in w.split("+") if deel})))
    een = (plan["staat"] == GEZAMENLIJK) & (wie != "") & ~wie.str.contains("+", regex=False)
    een &= plan["instituten"].str.contains("+", regex=False)
    return plan.assign(instituten=wie, staat=plan["staat"].mask(een, LEAD))
