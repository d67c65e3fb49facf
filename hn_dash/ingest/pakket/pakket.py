"""The data that come along: published facts in data/hn and one dataset in data/voorbeeld, in our own fixed format."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from hn_dash.begrippen import LEEFTIJDSKLASSEN, SOORTEN_OPLEIDER, STAGESOORTEN, STATEN, STATUSSEN
from hn_dash.dataset import Dataset, Grondslag, Leadplan
from hn_dash.geo.rd import naar_rd
from hn_dash.ingest.pakket.lezer import Lezer
from hn_dash.ingest.pakket.strikt import Kolom, datum, getal, heel, keuze, mag_leeg, patroon, tekst, vrij

if TYPE_CHECKING:
    from hn_dash.geo.indelingen import Geo


def read_grondslag(data_map: Path, geo: Geo) -> Grondslag:
    """The packaged dataset with its plan, every cell of them checked.

    Parameters
    ----------
    data_map : the folder with hn/ and voorbeeld/

    Raises
    ------
    InvoerFout : with every finding: missing or changed files (voorbeeld/SHA256SUMS), missing columns, wrong, unknown
        and repeated values. Only a wrong dataset.json ends it at once: it says what the other files must agree with
    """
    lezer = Lezer(data_map)
    kop = lezer.kop(geo.jaren)
    codes = geo.indeling(kop["indeling"]).codes
    gemeente = keuze("gemeentecode", frozenset(codes), f"een gemeentecode van indeling {kop['indeling']}")
    feiten = _read_feiten(lezer, gemeente, kop["peildatum"])
    voorbeeld = _read_voorbeeld(lezer, gemeente, _instituten_op(feiten["instituten"], kop["peildatum"]), feiten)
    gebied, regio = voorbeeld["verzorgingsgebied"], voorbeeld["regio"]
    lezer.eis_een("voorbeeld/verzorgingsgebied.csv", "aandeel", gebied.groupby("gemeentecode")["aandeel"].sum(), codes)
    lezer.eis_een("voorbeeld/regio.csv", "regio", regio["gemeentecode"].value_counts(), codes)
    lezer.klaar()
    frames: dict[str, Any] = feiten | voorbeeld
    som, naam, versie, frame = lezer.vingerafdruk(geo.kenmerk), kop.pop("plan"), kop.pop("versie"), frames.pop("plan")
    plan = Leadplan(versie, naam, versie, kop["indeling"], "", f"{som} plan", frame, kop["voorbeeld"])
    return Grondslag(Dataset(geo=geo, vingerafdruk=som, **kop, **frames), plan, plan)


def _read_feiten(lezer: Lezer, gemeente: Kolom, peildatum: date) -> dict[str, pd.DataFrame]:
    """The tables of data/hn."""
    bron, lon, lat = tekst("bron"), getal("lon", 3, 8), getal("lat", 50, 54)
    namen = [tekst(naam) for naam in ("instituut", "naam", "kort", "umc", "stad")]
    geldig = [mag_leeg(datum("geldig_van")), mag_leeg(datum("geldig_tot")), mag_leeg(tekst("opvolger"))]
    instituten = lezer.tabel("hn/instituten.csv", "instituut", *namen, gemeente, lon, lat, *geldig, bron)
    instituut = _uit("instituut", instituten["instituut"], "een instituut van instituten.csv")
    nu = _uit("instituut_nu", _instituten_op(instituten, peildatum), "een instituut dat op de peildatum bestaat")
    return {
        "instituten": instituten,
        "aliassen": lezer.tabel("hn/instituut_aliassen.csv", "alias", instituut, tekst("alias")),
        "locaties": lezer.tabel(
            "hn/opleidingslocaties.csv",
            "locatie",
            *(tekst("locatie"), tekst("naam"), replace(instituut, naam="instituut_2020"), nu, gemeente, lon, lat),
            *(_een_van("randstad", "ja", "nee"), mag_leeg(datum("geldig_van")), bron),
        ),
        "plekken_landelijk": lezer.tabel(
            "hn/plekken_landelijk.csv",
            "jaar",
            *(heel("jaar"), heel("vws_plekken"), mag_leeg(heel("gestart")), bron, mag_leeg(tekst("opmerking"))),
        ),
        "loting_rondes": lezer.tabel(
            "hn/loting_rondes.csv",
            "ronde",
            *(_ronde(), datum("startdatum")),
            *_aantallen("sollicitaties", "in_loting", "geplaatst", "aangeboden", "niet_vervuld"),
            *(mag_leeg(getal(f"{welke}_voorkeur_pct", 0, 100)) for welke in ("eerste", "tweede", "derde")),
            bron,
        ),
        "praktijken_en_huisartsen": lezer.tabel(
            "hn/praktijken_en_huisartsen.csv",
            "jaar",
            *(heel("jaar"), *_aantallen("praktijken", "huisartsen_zelfstandig", "huisartsen_gevestigd"), bron),
        ),
        "aansluitingen": lezer.tabel(
            "hn/aios_dashboard_aansluitingen.csv", "instituut", instituut, heel("dec_2019"), heel("dec_2020"), bron
        ),
    }


def _read_voorbeeld(
    lezer: Lezer, gemeente: Kolom, instituten: Collection[str], feiten: dict[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """The tables of data/voorbeeld; practices on RD metres, opleiders with the gemeente of their practice."""
    praktijken = lezer.tabel(
        "voorbeeld/praktijken.csv",
        "praktijk_id",
        *(tekst("praktijk_id"), gemeente, getal("lon", 3, 8), getal("lat", 50, 54), *_aantallen("huisartsen")),
    )
    x, y = naar_rd(praktijken.pop("lon"), praktijken.pop("lat"))
    praktijken.insert(2, "x", x)
    praktijken.insert(3, "y", y)
    opleiders = lezer.tabel(
        "voorbeeld/opleiders.csv",
        "opleider_id",
        tekst("opleider_id"),
        _uit("praktijk_id", praktijken["praktijk_id"], "een praktijk_id van praktijken.csv"),
        _uit("instituut", instituten, "een instituut dat op de peildatum bestaat"),
        _een_van("soort", *SOORTEN_OPLEIDER),
        _een_van("leeftijdsklasse", *LEEFTIJDSKLASSEN),
    )
    van_praktijk = praktijken.set_index("praktijk_id")["gemeentecode"]
    opleiders.insert(2, "gemeentecode", opleiders["praktijk_id"].map(van_praktijk))
    locatie = _uit("locatie", feiten["locaties"]["locatie"], "een locatie van opleidingslocaties.csv")
    staat = _een_van("staat", *STATEN)
    status = _een_van("status", "", *STATUSSEN)
    return {
        "praktijken": praktijken,
        "opleiders": opleiders,
        "plan": lezer.tabel(
            "voorbeeld/plan.csv", "gemeentecode", gemeente, staat, _samen(instituten), status, vrij("opmerking")
        ),
        "plekken": lezer.tabel(
            "voorbeeld/plekken.csv",
            "jaar ronde locatie",
            *(heel("jaar"), _ronde(), locatie),
            *_aantallen("berekend", "aangeboden", "loting", "geplaatst", "gestart"),
        ),
        "verzorgingsgebied": lezer.tabel(
            "voorbeeld/verzorgingsgebied.csv", "gemeentecode locatie", gemeente, locatie, getal("aandeel", 0, 1)
        ),
        "stageplekken": lezer.tabel(
            "voorbeeld/stageplekken.csv",
            "locatie soort",
            *(locatie, _een_van("soort", *STAGESOORTEN), heel("plekken")),
        ),
        "regio": lezer.tabel("voorbeeld/regio.csv", "gemeentecode", gemeente, tekst("regio")),
    }


def _ronde() -> Kolom:
    return patroon("ronde", r"20[0-9]{2}-(0[1-9]|1[0-2])", "jaar en maand als 2025-03")


def _aantallen(*namen: str) -> list[Kolom]:
    return [mag_leeg(heel(naam)) for naam in namen]


def _uit(naam: str, waarden: Iterable[str], eis: str) -> Kolom:
    return keuze(naam, frozenset(waarden), eis)


def _een_van(naam: str, *waarden: str) -> Kolom:
    *eerste, laatste = (waarde or "leeg" for waarde in waarden)
    return _uit(naam, waarden, f"{', '.join(eerste)} of {laatste}")


def _instituten_op(instituten: pd.DataFrame, dag: date) -> frozenset[str]:
    """The institutes that have not closed before `dag`."""
    open_ = instituten["geldig_tot"].isna() | (instituten["geldig_tot"] >= dag.isoformat())
    return frozenset(instituten.loc[open_, "instituut"])


def _samen(instituten: Collection[str]) -> Kolom:
    """None, one or more institutes in alphabetical order."""

    def goed(cel: str) -> bool:
        delen = cel.split("+")
        return not cel or (delen == sorted(set(delen)) and (not instituten or set(delen) <= set(instituten)))

    return Kolom("instituten", goed, "leeg, of bestaande instituten op alfabet met + ertussen")
