"""Every measure once more, written as a person would work it out: loops, lists and exact fractions.

Nothing of hn_dash.domain is used here but the question, so that the two can be wrong only in different ways.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from hn_dash.dataset import Dataset, Grondslag
from hn_dash.domain.basis.selectie import Selection

Rij = dict[str, Any]
NU = ("aumc", "lumc", "emc")
GROEPEN = {"": ("aios", "coassistent", "beide"), "aios": ("aios", "beide"), "coassistent": ("coassistent", "beide")}


def tel(dataset: Dataset, soort: str = "", instituut: str = "") -> dict[str, Rij]:
    """gemeentecode -> its counts, on the gemeenten of the dataset."""
    uit: dict[str, Rij] = {}
    for code, gemeente in dataset.geo.indeling(dataset.indeling).gemeenten.iterrows():
        praktijken = [p for p in dataset.praktijken.to_dict("records") if p["gemeentecode"] == code]
        opleiders = [
            o
            for o in dataset.opleiders.to_dict("records")
            if o["gemeentecode"] == code
            and o["soort"] in GROEPEN.get(soort, (soort,))
            and o["instituut"] in ((instituut,) if instituut else NU)
        ]
        per_instituut = Counter(o["instituut"] for o in opleiders)
        uit[str(code)] = {
            "naam": gemeente["gemeentenaam"],
            "provincie": gemeente["provincie"],
            "inwoners": gemeente["inwoners"],
            "praktijken": len(praktijken),
            "huisartsen": sum(p["huisartsen"] for p in praktijken),
            "opleiders": len(opleiders),
            "opleidingspraktijken": len({o["praktijk_id"] for o in opleiders}),
            **{f"opleiders_{wie}": per_instituut[wie] for wie in NU},
        }
    return uit


def vestiging(vraag: Selection, grondslag: Grondslag) -> dict[str, Rij]:
    """gemeentecode -> counts, status and the largest institute."""
    uit = {}
    for code, rij in tel(grondslag.dataset, vraag.soort, vraag.instituut).items():
        if vraag.provincie and rij["provincie"] != vraag.provincie:
            continue
        grootste = ""
        for wie in NU:
            if rij[f"opleiders_{wie}"] > (rij[f"opleiders_{grootste}"] if grootste else 0):
                grootste = wie
        wel = "heeft opleider" if rij["opleiders"] else "geen opleider" if rij["praktijken"] else "geen praktijk"
        uit[code] = rij | {"status": wel, "grootste_instituut": grootste}
    return uit


def dichtheid(vraag: Selection, grondslag: Grondslag) -> dict[str, Rij]:
    """gebied -> teller, noemer, dichtheid, status and both shortages, all exact."""
    dataset = grondslag.dataset
    plan = {rij["gemeentecode"]: rij for rij in grondslag.plan.frame.to_dict("records")}
    regio = dict(zip(dataset.regio["gemeentecode"], dataset.regio["regio"], strict=True))
    norm = Fraction(vraag.norm.replace(",", ".")) / (10_000 if vraag.noemer == "inwoners" else 100)
    gebieden: dict[str, list[Rij]] = {}
    for code, rij in tel(dataset, vraag.soort).items():
        if vraag.provincie and rij["provincie"] != vraag.provincie:
            continue
        if vraag.instituut and vraag.instituut not in plan[code]["instituten"].split("+"):
            continue
        staat = plan[code]["staat"]
        gebied = {
            "gemeente": code,
            "regio": regio[code],
            "provincie": rij["provincie"],
            "leadgebied": plan[code]["instituten"] if staat == "lead" else staat,
            "land": "nederland",
        }[vraag.niveau]
        gebieden.setdefault(gebied, []).append(rij)
    return {gebied: _gebied(rijen, vraag, norm) for gebied, rijen in gebieden.items()}


def _gebied(rijen: list[Rij], vraag: Selection, norm: Fraction) -> Rij:
    t, n, praktijken = (sum(rij[kolom] for rij in rijen) for kolom in (vraag.teller, vraag.noemer, "praktijken"))
    if n == 0:
        status = "geen gegevens" if praktijken else "geen praktijk"
    elif t == 0:
        status = "geen opleider"
    else:
        status = "onder norm" if Fraction(t, n) < norm else "op of boven norm"
    return {
        "teller": t,
        "noemer": n,
        "dichtheid_pct": Fraction(100 * t, n) if n else None,
        "status": status,
        "tekort": _tekort(t, n, norm),
        "tekort_som_gemeenten": sum(_tekort(rij[vraag.teller], rij[vraag.noemer], norm) for rij in rijen),
        "gemeenten": len(rijen),
    }


def _tekort(t: int, n: int, norm: Fraction) -> int:
    """Add opleiders one at a time until the norm is met."""
    erbij = 0
    while t + erbij < norm * n:
        erbij += 1
    return erbij


def werving(vraag: Selection, grondslag: Grondslag) -> dict[str, Rij]:
    """gemeentecode -> the agreement, and how many opleiders are of an institute that does not recruit there."""
    telling, uit = tel(grondslag.dataset), {}
    for rij in grondslag.plan.frame.to_dict("records"):
        wie, gemeente = rij["instituten"].split("+") if rij["instituten"] else [], telling[rij["gemeentecode"]]
        if (vraag.instituut and vraag.instituut not in wie) or vraag.provincie not in ("", gemeente["provincie"]):
            continue
        anders = sum(gemeente[f"opleiders_{ander}"] for ander in NU if ander not in wie) if wie else 0
        uit[rij["gemeentecode"]] = {
            **{veld: rij[veld] for veld in ("staat", "instituten", "status", "opmerking")},
            "opleiders": gemeente["opleiders"],
            "opleiders_andere_instituten": anders,
        }
    return uit


def plaatsing(vraag: Selection, grondslag: Grondslag) -> dict[str, Rij]:
    """locatie -> its numbers added up over the rounds; differences over rounds that have both numbers."""
    dataset = grondslag.dataset
    uit: dict[str, Rij] = {}
    for rij in dataset.plekken.astype(object).where(dataset.plekken.notna(), None).to_dict("records"):
        if vraag.ronde in (str(rij["jaar"]), rij["ronde"]):
            som = uit.setdefault(rij["locatie"], {})
            for kolom in ("berekend", "aangeboden", "loting", "geplaatst", "gestart"):
                som[kolom] = _plus(som.get(kolom), rij[kolom])
            som["niet_vervuld"] = _plus(som.get("niet_vervuld"), _min(rij["loting"], rij["geplaatst"]))
            som["afwijking"] = _plus(som.get("afwijking"), _min(rij["aangeboden"], rij["berekend"]))
    inwoners, totaal = _verzorgd(dataset), sum(som["berekend"] for som in uit.values())
    for locatie, som in uit.items():
        som["inwoners"] = inwoners[locatie]
        som["quotum"] = Fraction(totaal * inwoners[locatie], sum(inwoners.values()))
    return uit


def _verzorgd(dataset: Dataset) -> dict[str, int]:
    """locatie -> whole inhabitants: rounded down, and what is left to those with the largest part cut off."""
    inwoners = dataset.geo.indeling(dataset.indeling).gemeenten["inwoners"]
    precies = {locatie: Fraction() for locatie in dataset.locaties["locatie"]}
    for rij in dataset.verzorgingsgebied.to_dict("records"):
        precies[rij["locatie"]] += Fraction(rij["aandeel"]) * int(inwoners[rij["gemeentecode"]])
    heel = {locatie: int(aantal) for locatie, aantal in precies.items()}
    for locatie in sorted(heel, key=lambda locatie: heel[locatie] - precies[locatie])[
        : int(sum(precies.values())) - sum(heel.values())
    ]:
        heel[locatie] += 1
    return heel


def _plus(som: int | None, erbij: int | None) -> int | None:
    return som if erbij is None else (som or 0) + erbij


def _min(een: int | None, ander: int | None) -> int | None:
    return None if een is None or ander is None else een - ander
