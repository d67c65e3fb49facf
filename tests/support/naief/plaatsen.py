"""Plaatsing and the published series, worked out per location and per round."""

from __future__ import annotations

from fractions import Fraction

from hn_dash.dataset import Dataset, Grondslag
from hn_dash.domain.basis.selectie import Selection
from tests.support.naief.tellen import Rij, inwoners, locatie_van, rijen, weg

PLEKKEN = ("berekend", "aangeboden", "loting", "geplaatst", "gestart")


def plaatsing(vraag: Selection, grondslag: Grondslag) -> dict[str, Rij]:
    """locatie -> its numbers added up over the rounds; differences over rounds that have both numbers.

    A location that serves inhabitants has a row in every round that anything is known of.
    """
    dataset, jaar = grondslag.dataset, int(vraag.ronde[:4])
    rondes = [rij for rij in rijen(dataset.plekken) if vraag.ronde in (str(rij["jaar"]), rij["ronde"])]
    verzorgd, van = _verzorgd(dataset), locatie_van(dataset, f"{jaar}-01-01")
    vws = {rij["jaar"]: rij["vws_plekken"] for rij in rijen(dataset.plekken_landelijk)}
    uit: dict[str, Rij] = {}
    for locatie in rijen(dataset.locaties):
        naam = locatie["locatie"]
        zijn = [rij for rij in rondes if rij["locatie"] == naam]
        if not zijn and not (rondes and verzorgd.get(naam)):
            continue
        uit[naam] = {kolom: _som(rij[kolom] for rij in zijn) for kolom in PLEKKEN} | {
            "niet_vervuld": _som(_min(rij["loting"], rij["geplaatst"]) for rij in zijn),
            "verloot": _som(rij["loting"] for rij in zijn if None not in (rij["loting"], rij["geplaatst"])),
            "afwijking": _som(_min(rij["aangeboden"], rij["berekend"]) for rij in zijn),
            "vergeleken": _som(rij["berekend"] for rij in zijn if None not in (rij["aangeboden"], rij["berekend"])),
            "aanbod": None if None in (alle := [rij["aangeboden"] for rij in zijn]) or not alle else sum(alle),
            "jaar": jaar,
            "ronde": vraag.ronde,
            "locatienaam": locatie["naam"],
            "instituut": van[naam],
            "gebied": {"ja": "Randstad", "nee": "periferie"}[locatie["randstad"]],
            "vws_totaal": vws.get(jaar),
            "advies": None,
        }
    heel = _afgerond({naam: verzorgd.get(naam, Fraction()) for naam in uit})
    totaal, mensen = _som(rij["berekend"] for rij in uit.values()), sum(heel.values())
    for naam, rij in uit.items():
        rij["inwoners"] = heel[naam]
        rij["quotum"] = None if totaal is None else _deling(totaal * heel[naam], mensen)
        rij["plekken_per_100000"] = _deling(100_000, heel[naam], rij["aanbod"])
        rij["afwijking_pct"] = _deling(100, rij["vergeleken"], rij["afwijking"])
    return uit


def landelijk(vraag: Selection, grondslag: Grondslag) -> dict[str, Rij]:
    """The published series, by year."""
    return {
        rij["jaar"]: rij | {"opmerking": rij["opmerking"] or ""} for rij in rijen(grondslag.dataset.plekken_landelijk)
    }


def lotingen(grondslag: Grondslag) -> dict[str, Rij]:
    """The published lotteries, by round."""
    return {rij["ronde"]: rij for rij in rijen(grondslag.dataset.loting_rondes)}


def _verzorgd(dataset: Dataset) -> dict[str, Fraction]:
    """locatie -> exact inhabitants: where they live now, by the shares of the gemeenten of then."""
    jaar, per = dataset.jaar_van("verzorgingsgebied"), dict[str, Fraction]()
    for code, mensen in inwoners(dataset, dataset.indeling).items():
        delen = {code: Fraction(1)} if jaar == dataset.indeling else weg(dataset.geo, dataset.indeling, jaar)[code]
        for oud, deel in delen.items():
            per[oud] = per.get(oud, Fraction()) + deel * mensen
    uit: dict[str, Fraction] = {}
    for rij in rijen(dataset.verzorgingsgebied):
        deel = Fraction(str(rij["aandeel"])) * per[rij["gemeentecode"]]
        uit[rij["locatie"]] = uit.get(rij["locatie"], Fraction()) + deel
    return uit


def _afgerond(precies: dict[str, Fraction]) -> dict[str, int]:
    """Rounded down, and what is left to those with the largest part cut off."""
    heel = {naam: int(aantal) for naam, aantal in precies.items()}
    over = round(sum(precies.values())) - sum(heel.values())
    for naam in sorted(heel, key=lambda naam: heel[naam] - precies[naam])[:over]:
        heel[naam] += 1
    return heel


def _som(aantallen) -> int | None:
    bekend = [aantal for aantal in aantallen if aantal is not None]
    return sum(bekend) if bekend else None


def _min(een: int | None, ander: int | None) -> int | None:
    return None if een is None or ander is None else een - ander


def _deling(teller: int, noemer: int | None, keer: int | None = 1) -> Fraction | None:
    return Fraction(teller * keer, noemer) if noemer and keer is not None else None
