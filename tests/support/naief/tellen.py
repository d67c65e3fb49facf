"""What is where, and how many: loops over rows, and exact shares where a gemeente was merged or divided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import pandas as pd

from hn_dash.dataset import Dataset

Rij = dict[str, Any]
Delen = dict[str, Fraction]
GROEPEN = {"": ("aios", "coassistent", "beide", ""), "aios": ("aios", "beide"), "coassistent": ("coassistent", "beide")}


class Ongeveer(float):
    """A number that is known to about a metre, or to as many digits as a table of chances has."""


def rijen(frame: pd.DataFrame) -> list[Rij]:
    """The rows, with None where a cell is empty."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


@lru_cache(maxsize=64)
def instituten(dataset: Dataset, dag: str = "") -> list[str]:
    """Who exists on a day: that of the data unless another is given."""
    dag = dag or dataset.peildatum.isoformat()
    return [
        rij["instituut"]
        for rij in rijen(dataset.instituten)
        if (rij["geldig_van"] or "") <= dag <= (rij["geldig_tot"] or "9999")
    ]


@lru_cache(maxsize=1024)
def nu(wie: str, dataset: Dataset) -> str:
    """Who an institute is on the day of the data: itself, who came after it, or nobody."""
    opvolgers = {rij["instituut"]: rij["opvolger"] for rij in rijen(dataset.instituten)}
    while wie and wie not in instituten(dataset):
        wie = opvolgers.get(wie) or ""
    return wie


def locatie_van(dataset: Dataset, dag: str) -> dict[str, str]:
    """locatie -> whose it is on a day: of who had it in 2020 as long as that existed, then of who has it now."""
    bestaan = instituten(dataset, dag)
    return {
        rij["locatie"]: rij["instituut_2020"] if rij["instituut_2020"] in bestaan else rij["instituut_nu"]
        for rij in rijen(dataset.locaties)
    }


@lru_cache(maxsize=64)
def weg(geo: Any, van: int, naar: int) -> dict[str, Delen]:
    """gemeente of a year -> the gemeenten of another where its inhabitants live, with exact shares."""
    if van <= naar:
        stappen: dict[str, dict[str, Delen]] = defaultdict(dict)
        for rij in rijen(geo.herindelingen):
            if f"{van}-01-01" < rij["date"] <= f"{naar}-01-01":
                stappen[rij["date"]].setdefault(rij["old_code"], {})[rij["new_code"]] = Fraction(str(rij["share"]))
        uit: dict[str, Delen] = {}
        for code in geo.herindeling.lijsten[van]:
            delen: Delen = {code: Fraction(1)}
            for dag in sorted(stappen):
                nieuw: Delen = {}
                for oud, deel in delen.items():
                    for doel, stuk in stappen[dag].get(oud, {oud: Fraction(1)}).items():
                        nieuw[doel] = nieuw.get(doel, Fraction()) + deel * stuk
                delen = nieuw
            uit[code] = dict(sorted(delen.items()))
        return uit
    mensen, terug = geo.indeling(naar).gemeenten["inwoners"], defaultdict(dict)
    for oud, delen in weg(geo, naar, van).items():
        for code, deel in delen.items():
            terug[code][oud] = deel * int(mensen[oud])
    return {code: {oud: deel / sum(delen.values()) for oud, deel in delen.items()} for code, delen in terug.items()}


def hele_delen(totaal: int, delen: Delen) -> dict[str, int]:
    """A whole number over gemeenten: rounded down, and what is left to those with the largest part cut off."""
    uit = {code: int(totaal * deel) for code, deel in delen.items()}
    for code in sorted(uit, key=lambda code: uit[code] - totaal * delen[code])[: totaal - sum(uit.values())]:
        uit[code] += 1
    return uit


def omgezet(frame: pd.DataFrame, van: int, naar: int, dataset: Dataset) -> dict[str, Rij]:
    """gemeente -> the counts of a frame on the gemeenten of another year; with an unknown part the sum is unknown."""
    uit: dict[str, Rij] = {}
    for rij in rijen(frame):
        delen = {rij["gemeentecode"]: Fraction(1)} if van == naar else weg(dataset.geo, van, naar)[rij["gemeentecode"]]
        for kolom in frame.columns.drop("gemeentecode"):
            heel = dict.fromkeys(delen) if rij[kolom] is None else hele_delen(int(rij[kolom]), delen)
            for code, aantal in heel.items():
                som = uit.setdefault(code, {}).setdefault(kolom, 0)
                uit[code][kolom] = None if aantal is None or som is None else som + aantal
    return uit


@lru_cache(maxsize=64)
def inwoners(dataset: Dataset, indeling: int) -> dict[str, int]:
    """gemeente -> inhabitants: those that were read in, or those that come with the gemeenten."""
    if len(dataset.inwoners):
        geteld = omgezet(dataset.inwoners, dataset.jaar_van("inwoners"), indeling, dataset)
        return {code: geteld.get(code, {"inwoners": 0})["inwoners"] for code in dataset.geo.indeling(indeling).codes}
    return {str(code): int(n) for code, n in dataset.geo.indeling(indeling).gemeenten["inwoners"].items()}


def _gedeeld(codes: Iterable[str], delen: dict[str, Delen]) -> list[str]:
    """A gemeente for each row: those of a divided one go to its parts in order, so many each as the shares ask."""
    codes = list(codes)
    voorraad = {
        code: [doel for doel, aantal in hele_delen(n, delen[code]).items() for _ in range(aantal)]
        for code, n in Counter(codes).items()
    }
    return [voorraad[code].pop(0) for code in codes]


@lru_cache(maxsize=16)
def praktijken(dataset: Dataset, indeling: int) -> tuple[Rij, ...]:
    """Every praktijk with its `plaats`: its gemeente, or of a divided one the part that its point lies in."""
    from shapely import Point

    van, uit = dataset.jaar_van("praktijken"), rijen(dataset.praktijken)
    if set(dataset.geo.indeling(van).codes) == set(dataset.geo.indeling(indeling).codes):
        return tuple(rij | {"plaats": rij["gemeentecode"]} for rij in uit)
    delen = weg(dataset.geo, van, indeling)
    vormen = dataset.geo.indeling(indeling).vormen.set_index("gemeentecode").geometry
    los = []
    for rij in uit:
        mogelijk = sorted(delen[rij["gemeentecode"]])
        binnen = mogelijk
        if len(mogelijk) > 1:
            binnen = [c for c in mogelijk if rij["x"] is not None and vormen[c].covers(Point(rij["x"], rij["y"]))]
        rij["plaats"] = binnen[0] if binnen else None
        los += [] if binnen else [rij]
    for rij, plaats in zip(los, _gedeeld([rij["gemeentecode"] for rij in los], delen), strict=True):
        rij["plaats"] = plaats
    return tuple(uit)


@lru_cache(maxsize=16)
def opleiders(dataset: Dataset, indeling: int) -> tuple[Rij, ...]:
    """Every opleider with its `plaats` (that of its praktijk, else its own, else None) and `wie` it belongs to now.

    An opleider is in one place, whoever is asked about.
    """
    van, per_id = dataset.jaar_van("opleiders"), {p["praktijk_id"]: p["plaats"] for p in praktijken(dataset, indeling)}
    namen = {wie: nu(wie, dataset) for wie in dataset.opleiders["instituut"].unique()}
    uit = rijen(dataset.opleiders)
    for rij in uit:
        rij["wie"], rij["plaats"] = namen[rij["instituut"]], per_id.get(rij["praktijk_id"])
    los = [rij for rij in uit if rij["praktijk_id"] not in per_id and rij["gemeentecode"]]
    codes = [rij["gemeentecode"] for rij in los]
    if set(dataset.geo.indeling(van).codes) != set(dataset.geo.indeling(indeling).codes):
        codes = _gedeeld(codes, weg(dataset.geo, van, indeling))
    for rij, plaats in zip(los, codes, strict=True):
        rij["plaats"] = plaats
    return tuple(uit)


@lru_cache(maxsize=64)
def tel(dataset: Dataset, indeling: int, soort: str = "", instituut: str = "") -> dict[str, Rij]:
    """gemeentecode -> its counts; None where nobody knows."""
    mensen, uit = inwoners(dataset, indeling), {}
    geteld = _aantallen(dataset, indeling, instituut) if len(dataset.aantallen) else None
    geteld = geteld or _lijsten(dataset, indeling, soort, instituut)
    for code, gemeente in dataset.geo.indeling(indeling).gemeenten.to_dict("index").items():
        vast = {"gemeentecode": code, "gemeentenaam": gemeente["gemeentenaam"], "provincie": gemeente["provincie"]}
        uit[str(code)] = vast | geteld[code] | {"inwoners": mensen[code]}
    return uit


def buiten(dataset: Dataset, indeling: int, soort: str = "", instituut: str = "") -> int:
    """The opleiders that are in no gemeente."""
    if len(dataset.aantallen):
        return 0
    return sum(rij["plaats"] is None for rij in _wie_telt(dataset, indeling, soort, instituut))


def _wie_telt(dataset: Dataset, indeling: int, soort: str, instituut: str) -> list[Rij]:
    mag = GROEPEN.get(soort, (soort,))
    allen = opleiders(dataset, indeling)
    return [o for o in allen if (not soort or o["soort"] in mag) and instituut in ("", o["wie"])]


def _per_plaats(rijen: Iterable[Rij]) -> dict[str, list[Rij]]:
    uit: dict[str, list[Rij]] = defaultdict(list)
    for rij in rijen:
        uit[rij["plaats"]].append(rij)
    return uit


def _lijsten(dataset: Dataset, indeling: int, soort: str, instituut: str) -> dict[str, Rij]:
    uit: dict[str, Rij] = {}
    wel_praktijken, wel_opleiders = len(dataset.praktijken) > 0, len(dataset.opleiders) > 0
    alle_nummers, bestaan = set(dataset.praktijken["praktijk_id"]), instituten(dataset)
    hier, wie_hier = (
        _per_plaats(groep) for groep in (praktijken(dataset, indeling), _wie_telt(dataset, indeling, soort, instituut))
    )
    for code in dataset.geo.indeling(indeling).codes:
        zij = wie_hier[code]
        per_instituut = Counter(o["wie"] for o in zij)
        zwijgen = {p["praktijk_id"] for p in hier[code] if p["huisartsen"] is None}
        los = any(o["praktijk_id"] not in alle_nummers for o in zij)  # of those that are counted
        huisartsen = sum(p["huisartsen"] for p in hier[code] if p["praktijk_id"] not in zwijgen)
        niets = not wel_praktijken or (zwijgen and len(zwijgen) == len(hier[code]))
        sprekend = [o for o in zij if o["praktijk_id"] not in zwijgen]
        uit[code] = {
            "praktijken": len(hier[code]) if wel_praktijken else None,
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
                    "opleiders": len(zij),
                    "opleidingspraktijken": _verschillend(zij),
                    **{f"opleiders_{wie}": per_instituut[wie] if instituut in ("", wie) else None for wie in bestaan},
                }.items()
            },
        }
    return uit


def _verschillend(opleiders: list[Rij]) -> int:
    return len({o["praktijk_id"] for o in opleiders if o["praktijk_id"] is not None})


def _aantallen(dataset: Dataset, indeling: int, instituut: str) -> dict[str, Rij]:
    """The same from counts that were given: of whom nothing was given, nothing is known."""
    uit: dict[str, Rij] = {}
    for code, rij in omgezet(dataset.aantallen, dataset.jaar_van("aantallen"), indeling, dataset).items():
        per: dict[str, int | None] = dict.fromkeys(instituten(dataset))
        for kolom, aantal in rij.items():
            wie = nu(kolom.removeprefix("opleiders_"), dataset) if kolom.startswith("opleiders_") else ""
            if wie and instituut in ("", wie):
                per[wie] = (per[wie] or 0) + aantal
        bekend = [aantal for aantal in per.values() if aantal is not None]
        allen = sum(bekend) if bekend else None
        uit[code] = {
            "praktijken": rij["praktijken"],
            "huisartsen": rij["huisartsen"],
            "huisartsen_onbekend": rij["praktijken"] if rij["huisartsen"] is None else 0,
            "opleiders": allen,
            "opleidingspraktijken": None,
            "sprekend": {"opleiders": allen, "opleidingspraktijken": None, "huisartsen": rij["huisartsen"]},
            **{f"opleiders_{wie}": aantal for wie, aantal in per.items()},
        }
    return uit
