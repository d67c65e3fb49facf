"""Counts of one year's gemeenten on those of another, with a ledger that says what went where, and why.

Each 1 January (or day in between) is one step whose shares add up to 1 per gemeente; steps are chained
(`Herindeling.vooruit`), so no total changes. Ratios are never converted: convert teller and noemer, then divide.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.geo.delen import DEEL, grootste_rest
from hn_dash.geo.herindelingen import JAREN, Herindeling

if TYPE_CHECKING:
    from hn_dash.geo.indelingen import Geo

WAT_GEBEURDE = {"rename": "naam", "merge": "samenvoeging", "boundary": "grenscorrectie", "split": "splitsing"}
"""Kind in the table -> Dutch, from the lightest to what weighs most when a gemeente went through several."""
ONGEWIJZIGD = "ongewijzigd"
AANDELEN = (
    "van_code", "van_naam", "naar_code", "naar_naam", "aandeel", "soort", "datum", "geschat", "toelichting", "bron",
)  # fmt: skip


@dataclass(frozen=True)
class Omzetting:
    """Converted counts.

    Parameters
    ----------
    frame : gemeentecode of `naar` and the counts as float64; a count that was missing counts for nothing
    grootboek : per original row and target: rij, van_code, van_naam, naar_code, naar_naam, aandeel, soort, geschat and
        per column its contribution; the contributions of a target add up to its count
    vingerafdruk : sha256 over what went in and the table of herindelingen
    """

    frame: pd.DataFrame
    grootboek: pd.DataFrame
    vingerafdruk: str

    def gehelen(self) -> pd.DataFrame:
        """The counts as whole numbers: largest remainders, so that every total holds.

        Within each original row; in a column with fractions over all gemeenten, because its rows have no whole total.
        """
        kolommen = [str(kolom) for kolom in self.frame if kolom != "gemeentecode"]
        per_rij = self.grootboek.groupby("rij", sort=False)
        heel = {kolom: _zijn_geheel(per_rij[kolom].sum()) for kolom in kolommen}
        delen = [
            {"gemeentecode": code, **{kolom: deel[i] for kolom, deel in per.items()}}
            for _, rijen in per_rij
            for gewichten in [[round(aandeel * DEEL) for aandeel in rijen["aandeel"]]]
            for per in [{k: grootste_rest(round(rijen[k].sum()), gewichten) for k in kolommen if heel[k]}]
            for i, code in enumerate(rijen["naar_code"])
        ]
        columns = ["gemeentecode", *(kolom for kolom in kolommen if heel[kolom])]
        som = pd.DataFrame(delen, columns=columns).groupby("gemeentecode", as_index=False).sum()
        for kolom in kolommen:
            if not heel[kolom]:
                som[kolom] = _afgerond(self.grootboek.groupby("naar_code")[kolom].sum())
        return som[["gemeentecode", *kolommen]].astype(dict.fromkeys(kolommen, "int64"))


def _zijn_geheel(reeks: pd.Series[float]) -> bool:
    return bool((reeks - reeks.round()).abs().max() < 1 / DEEL) if len(reeks) else True


def _afgerond(reeks: pd.Series[float]) -> list[int]:
    """Whole numbers that add up to the rounded sum of some with fractions; half rounds up."""
    return grootste_rest(int(reeks.sum() + 0.5 + 1 / DEEL), [round(waarde * DEEL) for waarde in reeks])


@lru_cache(maxsize=32)
def aandelen(van: int, naar: int, geo: Geo) -> pd.DataFrame:
    """Where every gemeente of `van` went: one row per pair, with its share of the inhabitants and what happened.

    Columns: van_code, van_naam, naar_code, naar_naam, aandeel, soort (ongewijzigd, naam, samenvoeging,
    grenscorrectie, splitsing), datum, geschat (whether the share is an estimate), toelichting, bron.
    """
    tabel = geo.herindeling
    rijen = []
    for code, naam in tabel.lijsten[van].items():
        for doel, deel in naar_codes(code, van, naar, geo):
            soort, datums, noten, bronnen = _waarom(code, doel, van, naar, tabel)
            nieuw = tabel.lijsten[naar][doel]
            if soort == ONGEWIJZIGD and naam != nieuw:
                soort = "naam"
            rijen.append((code, naam, doel, nieuw, deel, soort, datums, deel < 1, noten, bronnen))
    return pd.DataFrame(rijen, columns=list(AANDELEN))


def _waarom(code: str, doel: str, van: int, naar: int, tabel: Herindeling) -> tuple[str, str, str, str]:
    """What happened between two years on the way from a code to another: kind, days, notes and sources."""
    eerste, laatste = sorted((van, naar))
    begin, eind = (code, doel) if van <= naar else (doel, code)
    onderweg: dict[str, tuple[Any, ...]] = {begin: ()}
    for dag, stap in tabel.stappen:
        if not f"{eerste}-01-01" < dag <= f"{laatste}-01-01":
            continue
        onderweg = {
            nieuw: (*weg, (dag, oud, nieuw)) if oud in stap else weg
            for oud, weg in onderweg.items()
            for nieuw in stap.get(oud, {oud: 1.0})
        }
    gebeurd = [tabel.per_stap[stap] for stap in onderweg.get(eind, ())]
    if not gebeurd:
        return ONGEWIJZIGD, "", "", ""
    soorten = [rij["kind"] for rij in gebeurd]
    zwaarste = max(soorten, key=list(WAT_GEBEURDE).index)
    velden = ("date", "note", "source")
    dagen, noten, bronnen = (_samen([str(rij[veld]) for rij in gebeurd]) for veld in velden)
    return WAT_GEBEURDE[zwaarste], dagen, noten, bronnen


def _samen(teksten: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(tekst for tekst in teksten if tekst))


def zet_aantallen_om(frame: pd.DataFrame, van: int, naar: int, geo: Geo) -> Omzetting:
    """Counts per gemeente of `van` on the gemeenten of `naar`; every total stays what it was, to 1e-9.

    Backward in time a gemeente is divided by the inhabitants of its parts: an estimate.

    Parameters
    ----------
    frame : gemeentecode and columns of counts; a gemeente may stand in it more than once

    Raises
    ------
    InvoerFout : every code that did not exist in `van`, with the years in which it did
    SelectieFout : a year that we do not know
    """
    _eis_codes(frame["gemeentecode"], van, geo)
    kolommen = [kolom for kolom in frame if kolom != "gemeentecode"]
    genummerd = frame.assign(rij=range(2, len(frame) + 2)).rename(columns={"gemeentecode": "van_code"})
    weg = aandelen(van, naar, geo)[[k for k in AANDELEN if k not in ("datum", "toelichting", "bron")]]
    grootboek = genummerd[["rij", "van_code", *kolommen]].merge(weg, on="van_code", validate="many_to_many")
    for kolom in kolommen:
        grootboek[kolom] = grootboek[kolom].astype("float64").fillna(0.0) * grootboek["aandeel"]
    grootboek = grootboek[["rij", *weg.columns, *kolommen]]
    uit = pd.DataFrame({"gemeentecode": sorted(geo.herindeling.lijsten[naar])})
    som = grootboek.groupby("naar_code")[kolommen].sum().reindex(uit["gemeentecode"], fill_value=0.0)
    som = som.reset_index(drop=True)
    inhoud = f"{van} {naar}\n{frame.to_csv(index=False)}\n{geo.herindelingen.to_csv(index=False)}"
    return Omzetting(uit.join(som), grootboek, hashlib.sha256(inhoud.encode()).hexdigest())


def alleen_bekend(
    uit: pd.DataFrame, frame: pd.DataFrame, van: int, naar: int, geo: Geo
) -> tuple[pd.DataFrame, dict[str, tuple[str, ...]]]:
    """Converted counts of which something is known, and the gemeenten without a count that others lack.

    Parameters
    ----------
    uit : counts on the gemeenten of `naar`, as `zet_aantallen_om` makes them of `frame`

    Returns
    -------
    the gemeenten of `uit` that a row went to, with no number where no part has one; and for each of them that is not
    whole the gemeenten of `van` that are part of it and have no row, or no number in some column
    """
    weg = aandelen(van, naar, geo)[["van_code", "naar_code"]]
    kolommen = [kolom for kolom in frame if kolom != "gemeentecode"]
    geraakt = weg.loc[weg["van_code"].isin(frame["gemeentecode"]), "naar_code"]
    uit = uit[uit["gemeentecode"].isin(geraakt)].reset_index(drop=True)
    for kolom in kolommen:
        bekend = frame.loc[frame[kolom].notna(), "gemeentecode"]
        met = weg.loc[weg["van_code"].isin(bekend), "naar_code"]
        if not uit["gemeentecode"].isin(met).all():
            uit[kolom] = uit[kolom].astype("Float64").where(uit["gemeentecode"].isin(met))
    heel = frame.loc[frame[kolommen].notna().all(axis="columns"), "gemeentecode"]
    mist = weg[weg["naar_code"].isin(uit["gemeentecode"]) & ~weg["van_code"].isin(heel)]
    return uit, {str(code): tuple(codes) for code, codes in mist.groupby("naar_code")["van_code"]}


def _eis_codes(codes: pd.Series[str], van: int, geo: Geo) -> None:
    lijsten = geo.herindeling.lijsten
    onbekend = sorted(set(codes) - lijsten.get(van, {}).keys())
    if not onbekend:
        return
    bevindingen = []
    for code in onbekend:
        jaren = [jaar for jaar in JAREN if code in lijsten[jaar]]
        wanneer = f"wel van {jaren[0]} tot en met {jaren[-1]}" if jaren else "in geen enkel jaar sinds 2009"
        zin = f"Gemeente {code} bestaat niet in {van}, {wanneer}; verbeter de code of kies een ander jaar."
        bevindingen.append(Bevinding(zin, kolom="gemeentecode", waarde=code, regel="gemeente"))
    raise InvoerFout(f"{len(onbekend)} codes bestaan niet in {van}: {', '.join(onbekend[:8])}.", bevindingen)


def naar_codes(code: str, van: int | None, naar: int, geo: Geo) -> tuple[tuple[str, float], ...]:
    """The gemeenten of indeling `naar` that a gemeente went to, with the share of its inhabitants in each.

    Parameters
    ----------
    van : the indeling the code belongs to; None: `naar` itself where the code exists then, else the last that had it
    naar : backward too, within the embedded years: shares by the inhabitants of the parts

    Raises
    ------
    InvoerFout : the code does not exist in `van`, or in any year
    SelectieFout : `naar` is no year we know, or lies before `van` without being embedded
    """
    lijsten = geo.herindeling.lijsten
    geo.herindeling.eis(naar)
    if van is None:
        van = next((jaar for jaar in (naar, *reversed(JAREN)) if code in lijsten.get(jaar, ())), None)
    if van is None or code not in lijsten.get(van, ()):
        wanneer = f"in {van}" if van is not None else f"tussen {JAREN[0]} en {JAREN[-1]}"
        raise InvoerFout(f"Gemeentecode {code} bestaat niet {wanneer}; controleer de code en het jaar van de indeling.")
    if van <= naar:
        return tuple(geo.herindeling.vooruit(code, van, naar).items())
    vorige = geo.indeling(naar)
    delen = [geo.herindeling.vooruit(oud, naar, van).get(code, 0.0) for oud in vorige.codes] * vorige.gemeenten[
        "inwoners"
    ]
    return tuple((oud, float(deel / delen.sum())) for oud, deel in zip(vorige.codes, delen, strict=True) if deel)


def verhuis(codes: pd.Series[str], van: int, naar: int, geo: Geo) -> pd.Series[str]:
    """The gemeente of each row on another indeling.

    The rows of a gemeente that was split are dealt over its successors in their order, so many each as the inhabitants
    ask for: an estimate that keeps the total.
    """
    wachtrij: dict[str, Iterator[str]] = {}
    for code, aantal in codes.value_counts().items():
        doelen = naar_codes(str(code), van, naar, geo)
        delen = grootste_rest(int(aantal), [round(deel * DEEL) for _, deel in doelen])
        wachtrij[str(code)] = iter([doel for (doel, _), n in zip(doelen, delen, strict=True) for _ in range(n)])
    return codes.map(lambda code: next(wachtrij[code]))
