"""Werving, leadgebieden and vergelijking as a person would work them out, with distances by Pythagoras."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil, hypot

from hn_dash.dataset import Dataset, Grondslag, Leadplan
from hn_dash.domain.basis.selectie import Selection
from tests.support.naief.tellen import Ongeveer, Rij, instituten, locatie_van, nu, rijen, tel, weg

SOMMEN = ("inwoners", "praktijken", "opleiders", "tekort")
_ZONDER = ("gezamenlijk", "open", "niet besproken")


@lru_cache(maxsize=64)
def plan_op(plan: Leadplan, dataset: Dataset, indeling: int) -> dict[str, Rij]:
    """gemeente -> staat, instituten and status on another year, and `zeker`: whether its parts agree on the status."""
    per: dict[str, Rij] = {}
    for rij in rijen(plan.frame):
        wie = rij["instituten"].split("+") if rij["instituten"] else []
        nieuw = sorted({nu(deel, dataset) or deel for deel in wie})
        staat = "lead" if rij["staat"] == "gezamenlijk" and len(nieuw) == 1 < len(wie) else rij["staat"]
        per[rij["gemeentecode"]] = rij | {"staat": staat, "instituten": "+".join(nieuw)}
    delen: dict[str, list[tuple[Fraction, Rij]]] = {}
    for oud, doelen in weg(dataset.geo, *sorted((plan.jaar, indeling))).items():
        for nieuw, deel in doelen.items():
            bron, doel, hoeveel = (oud, nieuw, deel) if plan.jaar <= indeling else (nieuw, oud, Fraction(1))
            delen.setdefault(doel, []).append((hoeveel, per[bron]))
    return {code: _samen(delen[code]) for code in dataset.geo.indeling(indeling).codes}


def _samen(delen: list[tuple[Fraction, Rij]]) -> Rij:
    """Equal parts pass on; a lead beside nobody is kept, to be confirmed; two leads are for people to decide."""
    tellen = [rij for deel, rij in delen if deel >= Fraction(1, 20)] or [rij for _, rij in delen]
    wensen = {(rij["staat"], rij["instituten"]) for rij in tellen}
    leads = {wens for wens in wensen if wens[1]}
    if len(wensen) == 1:
        staat, wie, status = *wensen.pop(), tellen[0]["status"]
    else:
        staat, wie = leads.pop() if len(leads) == 1 else ("open", "")
        status = "te beslissen" if leads else "te bevestigen"
    zeker = len(wensen) != 0 or len({rij["status"] for rij in tellen}) == 1
    uit = {"staat": staat, "instituten": wie, "zeker": zeker}
    return uit | ({"status": status, "opmerking": tellen[0]["opmerking"]} if len(delen) == 1 else {"status": status})


def gebied(rij: Rij, dataset: Dataset) -> str:
    """The one area that a gemeente counts in; a lead of nobody that exists is open until it is mended."""
    if rij["staat"] != "lead":
        return rij["staat"]
    return rij["instituten"] if rij["instituten"] in instituten(dataset) else "open"


def leden(rij: Rij) -> list[str]:
    """Who recruits there."""
    return rij["instituten"].split("+") if rij["instituten"] else []


def _anderen(rij: Rij, geteld: Rij, dataset: Dataset) -> int | None:
    """Opleiders of who does not recruit where somebody does, whoever they are of."""
    if geteld["opleiders"] is None:
        return None
    zelf = sum(geteld[f"opleiders_{wie}"] or 0 for wie in leden(rij) if wie in instituten(dataset))
    return geteld["opleiders"] - zelf if leden(rij) else 0


def _tekort(geteld: Rij) -> int | None:
    if geteld["opleiders"] is None or geteld["praktijken"] is None:
        return None
    return max(0, ceil(Fraction(geteld["praktijken"], 4)) - geteld["opleiders"])


def _dichtheid(rij: Rij) -> Fraction | None:
    return (
        Fraction(100 * rij["opleiders"], rij["praktijken"])
        if rij["praktijken"] and rij["opleiders"] is not None
        else None
    )


def werving(vraag: Selection, grondslag: Grondslag) -> dict[str, Rij]:
    """gemeentecode -> the agreement, and how many opleiders are of an institute that does not recruit there."""
    dataset, uit = grondslag.dataset, {}
    telling = tel(dataset, vraag.indeling)
    for code, rij in plan_op(grondslag.plan, dataset, vraag.indeling).items():
        geteld = telling[code]
        if (vraag.instituut and vraag.instituut not in leden(rij)) or vraag.provincie not in ("", geteld["provincie"]):
            continue
        uit[code] = (
            geteld
            | rij
            | {
                "opleiders_andere_instituten": _anderen(rij, geteld, dataset),
                "tekort": _tekort(geteld),
                "dichtheid_pct": _dichtheid(geteld),
            }
        )
    return uit


def vergelijking(vraag: Selection, grondslag: Grondslag) -> dict[str, Rij]:
    """gemeentecode -> was and wordt, of the gemeenten that are not the same in both plans."""
    dataset, uit = grondslag.dataset, {}
    telling, kort = tel(dataset, vraag.indeling), {r["instituut"]: r["kort"] for r in rijen(dataset.instituten)}
    paren = [plan_op(plan, dataset, vraag.indeling) for plan in (grondslag.met, grondslag.plan)]
    for code, geteld in telling.items():
        beide = {"was": paren[0][code], "wordt": paren[1][code]}
        een, ander = ([rij[veld] for veld in ("staat", "instituten", "status")] for rij in beide.values())
        if een == ander:
            continue
        uit[code] = dict(geteld)
        for wanneer, rij in beide.items():
            uit[code][wanneer] = " ".join([rij["staat"], *[" + ".join(kort[wie] for wie in leden(rij))]]).strip()
            uit[code] |= {f"{veld}_{wanneer}": rij[veld] for veld in ("staat", "instituten", "status")}
            uit[code][f"van_anderen_{wanneer}"] = _anderen(rij, geteld, dataset)
    return uit


def leadgebieden(vraag: Selection, grondslag: Grondslag) -> dict[str, Rij]:
    """gebied -> its sums; and of an institute its own opleiders, its joint share and its distances."""
    dataset = grondslag.dataset
    telling, plan = tel(dataset, vraag.indeling), plan_op(grondslag.plan, dataset, vraag.indeling)
    waar = {code: gebied(rij, dataset) for code, rij in plan.items()}
    plekken, uit = _plekken(dataset), {}
    for naam in [*instituten(dataset), *(staat for staat in _ZONDER if staat in waar.values())]:
        eigen = [telling[code] for code in plan if waar[code] == naam]
        uit[naam] = {"gemeenten": len(eigen), "plekken": plekken.get(naam, 0) if plekken else None}
        for kolom in SOMMEN:
            waarden = [_tekort(rij) if kolom == "tekort" else rij[kolom] for rij in eigen]
            uit[naam][kolom] = None if None in waarden else sum(waarden)
        uit[naam]["dichtheid_pct"] = _dichtheid(uit[naam])
    for wie in instituten(dataset):
        uit[wie] |= _van(wie, telling, plan, dataset) | _ver(wie, vraag, telling, plan, dataset)
    leeg = ("eigen_opleiders", "opleiders_elders", "gezamenlijk_pct", "km", "km_p90")
    return {naam: dict.fromkeys(leeg) | rij for naam, rij in uit.items()}


def _van(wie: str, telling: dict[str, Rij], plan: dict[str, Rij], dataset: Dataset) -> Rij:
    aantallen = {code: rij[f"opleiders_{wie}"] for code, rij in telling.items()}
    if all(aantal is None for aantal in aantallen.values()):
        return {}
    elders = [code for code, rij in plan.items() if leden(rij) and wie not in leden(rij)]
    return {
        "eigen_opleiders": sum(n or 0 for n in aantallen.values()),
        "opleiders_elders": sum(aantallen[code] or 0 for code in elders),
    }


def _ver(wie: str, vraag: Selection, telling: dict[str, Rij], plan: dict[str, Rij], dataset: Dataset) -> Rij:
    """Joint share, mean and p90 over the inhabitants of where an institute recruits, alone or jointly."""
    mensen = {code: telling[code]["inwoners"] for code, rij in plan.items() if wie in leden(rij)}
    som = sum(mensen.values())
    if not som:
        return {}
    samen = sum(n for code, n in mensen.items() if plan[code]["staat"] == "gezamenlijk")
    punten = _plaatsen(wie, vraag.afstand, dataset)
    midden = dataset.geo.indeling(vraag.indeling).vormen.set_index("gemeentecode").geometry.representative_point()
    km = {code: min(hypot(midden[code].x - x, midden[code].y - y) for x, y in punten) / 1000 for code in mensen}
    tot, p90 = 0, 0.0
    for code in sorted(mensen, key=km.__getitem__):
        if 10 * tot < 9 * som:
            p90 = km[code]
        tot += mensen[code]
    return {
        "gezamenlijk_pct": Fraction(100 * samen, som),
        "km": Ongeveer(sum(km[code] * n for code, n in mensen.items()) / som),
        "km_p90": Ongeveer(p90),
    }


def _plaatsen(wie: str, afstand: str, dataset: Dataset) -> list[tuple[float, float]]:
    """The opleidingslocaties of an institute on the day, or where it is housed."""
    dag = dataset.peildatum.isoformat()
    van, huis = locatie_van(dataset, dag), [r for r in rijen(dataset.instituten) if r["instituut"] == wie]
    open_ = [
        rij
        for rij in rijen(dataset.locaties)
        if nu(van[rij["locatie"]], dataset) == wie and (rij["geldig_van"] or "") <= dag
    ]
    return [rd(rij["lon"], rij["lat"]) for rij in (open_ if afstand == "locatie" and open_ else huis)]


def rd(lon: float, lat: float) -> tuple[float, float]:
    """Degrees as metres of RD by the series of Schreutelkamp and Strang van Hees (2001): within a metre."""
    p, q = 0.36 * (lat - 52.15517440), 0.36 * (lon - 5.38720621)
    x = 190094.945 * q - 11832.228 * p * q - 114.221 * p**2 * q - 32.391 * q**3 - 0.705 * p - 2.34 * p**3 * q
    x += -0.608 * p * q**3 - 0.008 * q**2 + 0.148 * p**2 * q**3
    y = 309056.544 * p + 3638.893 * q**2 + 73.077 * p**2 - 157.984 * p * q**2 + 59.788 * p**3 + 0.433 * q
    y += -6.439 * p**2 * q**2 - 0.032 * p * q + 0.092 * q**4 - 0.054 * p * q**4
    return 155_000 + x, 463_000 + y


def _plekken(dataset: Dataset) -> dict[str, int | None]:
    """instituut -> calculated places of the newest year, of the locations that it has on the day; missing with one."""
    van, alle = locatie_van(dataset, dataset.peildatum.isoformat()), rijen(dataset.plekken)
    uit: dict[str, int | None] = {}
    for rij in alle:
        if rij["jaar"] == max(ander["jaar"] for ander in alle):
            wie = nu(van[rij["locatie"]], dataset)
            som = uit.setdefault(wie, 0)
            uit[wie] = None if som is None or rij["berekend"] is None else som + rij["berekend"]
    return uit
