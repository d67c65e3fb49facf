"""Vestiging and dichtheid: who is where, and what that is of a norm."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import exp, lgamma, log, sqrt

from hn_dash.dataset import Dataset, Grondslag
from hn_dash.domain.basis.selectie import Selection
from tests.support.naief.plannen import gebied, leden, plan_op
from tests.support.naief.tellen import Ongeveer, Rij, instituten, rijen, tel, weg

_OPGETELD = ("opleiders", "opleidingspraktijken", "praktijken", "huisartsen", "inwoners", "huisartsen_onbekend")


def vestiging(vraag: Selection, grondslag: Grondslag) -> dict[str, Rij]:
    """gemeentecode -> counts; and of all opleiders, whoever were asked about, status and the largest institute."""
    dataset, uit = grondslag.dataset, {}
    allen = tel(dataset, vraag.indeling)
    for code, rij in tel(dataset, vraag.indeling, vraag.soort, vraag.instituut).items():
        if vraag.provincie and rij["provincie"] != vraag.provincie:
            continue
        grootste, heel = "", allen[code]
        for wie in instituten(dataset):
            if (heel[f"opleiders_{wie}"] or 0) > (heel[f"opleiders_{grootste}"] if grootste else 0):
                grootste = wie
        if heel["opleiders"] is None or (heel["opleiders"] == 0 and heel["praktijken"] is None):
            wel = "geen gegevens"
        else:
            wel = "heeft opleider" if heel["opleiders"] else "geen opleider" if heel["praktijken"] else "geen praktijk"
        uit[code] = rij | {"status": wel, "grootste_instituut": grootste}
    return uit


def dichtheid(vraag: Selection, grondslag: Grondslag) -> dict[str, Rij]:
    """gebied -> teller, noemer, dichtheid, status and both shortages, all exact."""
    dataset = grondslag.dataset
    plan, regio = plan_op(grondslag.plan, dataset, vraag.indeling), _regio(dataset, vraag.indeling)
    kort = {rij["instituut"]: rij["kort"] for rij in rijen(dataset.instituten)} | {"nederland": "Nederland"}
    norm = Fraction(vraag.norm) / (10_000 if vraag.noemer == "inwoners" else 100)
    gebieden: dict[str, list[Rij]] = {}
    allen = tel(dataset, vraag.indeling)
    for code, rij in tel(dataset, vraag.indeling, vraag.soort).items():
        if vraag.provincie and rij["provincie"] != vraag.provincie:
            continue
        if vraag.instituut and vraag.instituut not in leden(plan[code]):
            continue
        waar = {
            "gemeente": code,
            "regio": regio.get(code),
            "provincie": rij["provincie"],
            "leadgebied": gebied(plan[code], dataset),
            "land": "nederland",
        }[vraag.niveau]
        alle = {f"alle_{wat}": allen[code][wat] for wat in ("opleiders", "opleidingspraktijken")}
        gebieden.setdefault(waar, []).append(rij | alle)
    uit = {waar: _gebied(rijen_, vraag, norm) for waar, rijen_ in gebieden.items()}
    for waar, rij in uit.items():
        if vraag.niveau == "gemeente":
            rij |= {veld: gebieden[waar][0][veld] for veld in ("gemeentenaam", "provincie")}
            rij["leadinstituten"] = plan[waar]["instituten"] or plan[waar]["staat"]
        else:
            rij["gebiedsnaam"] = kort.get(waar, waar)
    return uit


def _regio(dataset: Dataset, indeling: int) -> dict[str, str]:
    """gemeente -> its region; of what merged out of two regions, and of what is in none, "zonder regio"."""
    eigen, uit = {rij["gemeentecode"]: rij["regio"] for rij in rijen(dataset.regio)}, dict[str, set[str]]()
    van = dataset.jaar_van("regio")
    for oud, delen in weg(dataset.geo, *sorted((van, indeling))).items():
        for nieuw in delen:
            bron, doel = (oud, nieuw) if van <= indeling else (nieuw, oud)
            uit.setdefault(doel, set()).add(eigen.get(bron, "zonder regio"))
    return {code: namen.pop() if len(namen) == 1 else "zonder regio" for code, namen in uit.items()}


def _deel(rij: Rij, vraag: Selection) -> tuple[int, int] | None:
    """teller and noemer of a gemeente over the same praktijken; None when one of them is unknown."""
    waaruit = rij["sprekend"] if vraag.noemer == "huisartsen" else rij
    t, n = waaruit[vraag.teller], waaruit[vraag.noemer]
    return None if n is None or rij[vraag.teller] is None else (t, n)


def _gebied(rijen: list[Rij], vraag: Selection, norm: Fraction) -> Rij:
    delen = [deel for rij in rijen if (deel := _deel(rij, vraag)) is not None]
    t, n = (sum(deel[i] for deel in delen) for i in (0, 1))
    praktijken, alle, met_praktijk = (
        None if any(rij[k] is None for rij in rijen) else sum(rij[k] for rij in rijen)
        for k in ("praktijken", "alle_opleiders", "alle_opleidingspraktijken")
    )
    if delen and n == 0 and praktijken == 0:
        status = "opleider zonder praktijk" if alle else "geen praktijk"
    elif n == 0:
        status = "geen gegevens"
    elif alle == 0:
        status = "geen opleider"
    elif vraag.teller == "opleidingspraktijken" and met_praktijk == 0:
        status = "geen opleidingspraktijk"
    else:
        status = "onder norm" if Fraction(t, n) < norm else "op of boven norm"
    leeg = status == "geen gegevens"
    som = {wat: [rij[wat] for rij in rijen if rij[wat] is not None] for wat in _OPGETELD}
    opgeteld = {wat: sum(bekend) if bekend else None for wat, bekend in som.items()}
    geteld, inwoners = opgeteld[vraag.teller], opgeteld["inwoners"]
    uit: Rij = opgeteld | {
        "teller": t if delen else None,
        "noemer": n if delen else None,
        "dichtheid_pct": Fraction(100 * t, n) if n else None,
        "norm_pct": 100 * norm,
        "norm_per_10000": 10_000 * norm,
        "status": status,
        "tekort": None if leeg else _tekort(t, n, norm),
        "tekort_som_gemeenten": None if leeg else sum(_tekort(*deel, norm) for deel in delen),
        "gemeenten": len(rijen),
        "per_10000": Fraction(10_000 * geteld, inwoners) if inwoners and geteld is not None else None,
        "kleine_noemer": "" if (p := opgeteld["praktijken"]) is None else "ja" if p < 5 else "nee",
    }
    aandeel = (vraag.teller, vraag.noemer) == ("opleidingspraktijken", "praktijken")
    for eenheid, keer in {"pct": 100, "per_10000": 10_000}.items():
        band = (wilson(t, n) if aandeel else [grens / n for grens in garwood(t)]) if n else (None, None)
        for grens, waarde in zip(("laag", "hoog"), band, strict=True):
            uit[f"band_{grens}_{eenheid}"] = None if waarde is None else Ongeveer(keer * waarde)
    return uit


def _tekort(t: int, n: int, norm: Fraction) -> int:
    """The whole number that just reaches the norm, less what there is."""
    nodig = int(norm * n)
    return max(0, nodig + (nodig < norm * n) - t)


def wilson(k: int, n: int) -> list[float]:
    """The shares p for which k of n is just 1.96 standard errors away."""
    z2 = 1.959963984540054**2
    a, b, c = n + z2, 2 * k + z2, k * k / n
    wortel = sqrt(max(b * b - 4 * a * c, 0))
    return [max((b - wortel) / (2 * a), 0), min((b + wortel) / (2 * a), 1)]


@lru_cache(maxsize=4096)
def garwood(t: int) -> tuple[float, float]:
    """The expected numbers for which t or more, and t or fewer, have a chance of 2.5 %; found by halving."""
    return (_halveer(t, t - 1, 0.975) if t else 0.0), _halveer(t, t, 0.025)


def _halveer(t: int, tot: int, kans: float) -> float:
    """Where the chance of at most `tot` becomes less than `kans`."""
    onder, boven = 0.0, t + 10 * sqrt(t + 1) + 10
    for _ in range(60):
        mu = (onder + boven) / 2
        hoogstens = sum(exp(k * log(mu) - mu - lgamma(k + 1)) for k in range(tot + 1))
        onder, boven = (mu, boven) if hoogstens > kans else (onder, mu)
    return onder
