"""Every measure once more, written as a person would work it out: loops, lists and exact fractions.

Nothing of hn_dash.domain is used here but the question, so that the two can be wrong only in different ways.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pandas as pd

from hn_dash.dataset import Dataset, Grondslag
from hn_dash.domain.basis.selectie import Selection

Rij = dict[str, Any]
NU = ("aumc", "lumc", "emc")
GROEPEN = {"": ("aios", "coassistent", "beide"), "aios": ("aios", "beide"), "coassistent": ("coassistent", "beide")}


def tel(dataset: Dataset, soort: str = "", instituut: str = "") -> dict[str, Rij]:
    """gemeentecode -> its counts, on the gemeenten of the dataset; None where nobody knows."""
    uit: dict[str, Rij] = {}
    wel_praktijken, wel_opleiders = len(dataset.praktijken) > 0, len(dataset.opleiders) > 0
    alle_nummers = set(dataset.praktijken["praktijk_id"])
    for code, gemeente in dataset.geo.indeling(dataset.indeling).gemeenten.iterrows():
        praktijken = [p for p in dataset.praktijken.to_dict("records") if p["gemeentecode"] == code]
        allen = [o for o in dataset.opleiders.to_dict("records") if o["gemeentecode"] == code]
        opleiders = [
            o
            for o in allen
            if (not soort or o["soort"] in GROEPEN.get(soort, (soort,))) and instituut in ("", o["instituut"])
        ]
        per_instituut = Counter(o["instituut"] for o in opleiders)
        zwijgen = {p["praktijk_id"] for p in praktijken if pd.isna(p["huisartsen"])}
        los = any(o["praktijk_id"] not in alle_nummers for o in opleiders)  # of those that are counted
        huisartsen = sum(p["huisartsen"] for p in praktijken if p["praktijk_id"] not in zwijgen)
        niets = not wel_praktijken or (zwijgen and len(zwijgen) == len(praktijken))
        sprekend = [o for o in opleiders if o["praktijk_id"] not in zwijgen]
        uit[str(code)] = {
            "naam": gemeente["gemeentenaam"],
            "provincie": gemeente["provincie"],
            "inwoners": gemeente["inwoners"],
            "praktijken": len(praktijken) if wel_praktijken else None,
            "huisartsen": None if niets else huisartsen,
            "huisartsen_onbekend": len(zwijgen) if wel_praktijken else None,
            "sprekend": {
                "opleiders": len(sprekend),
                "opleidingspraktijken": _verschillend(sprekend),
                "huisartsen": None if niets or (zwijgen and los) else huisartsen,
            },
            **{
                kolom: aantal if wel_opleiders else None
                for kolom, aantal in {
                    "alle": len(allen),
                    "alle_opleidingspraktijken": _verschillend(allen),
                    "opleiders": len(opleiders),
                    "opleidingspraktijken": _verschillend(opleiders),
                    **{f"opleiders_{wie}": per_instituut[wie] if instituut in ("", wie) else None for wie in NU},
                }.items()
            },
        }
    return uit


def _verschillend(opleiders: list[Rij]) -> int:
    return len({o["praktijk_id"] for o in opleiders if not pd.isna(o["praktijk_id"])})


def vestiging(vraag: Selection, grondslag: Grondslag) -> dict[str, Rij]:
    """gemeentecode -> counts; and of all opleiders, whoever were asked about, status and the largest institute."""
    uit, allen = {}, tel(grondslag.dataset)
    for code, rij in tel(grondslag.dataset, vraag.soort, vraag.instituut).items():
        if vraag.provincie and rij["provincie"] != vraag.provincie:
            continue
        grootste, heel = "", allen[code]
        for wie in NU:
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
        for k in ("praktijken", "alle", "alle_opleidingspraktijken")
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
    return {
        "teller": t if delen else None,
        "noemer": n if delen else None,
        "dichtheid_pct": Fraction(100 * t, n) if n else None,
        "status": status,
        "tekort": None if leeg else _tekort(t, n, norm),
        "tekort_som_gemeenten": None if leeg else sum(_tekort(*deel, norm) for deel in delen),
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
        anders = sum(gemeente[f"opleiders_{ander}"] or 0 for ander in NU if ander not in wie) if wie else 0
        uit[rij["gemeentecode"]] = {
            **{veld: rij[veld] for veld in ("staat", "instituten", "status", "opmerking")},
            "opleiders": gemeente["opleiders"],
            "opleiders_andere_instituten": None if gemeente["opleiders"] is None else anders,
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
