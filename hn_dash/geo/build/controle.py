"""`geo check`: proof of what data/geo promises, from the files themselves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from hn_dash.geo.bestanden import check_sommen, read_json
from hn_dash.geo.build.topologie import to_vormen
from hn_dash.geo.buren import componenten
from hn_dash.geo.indelingen import BANDEN, GEOMETRIEJAREN, Geo

INWONERS = 17_590_672
"""Published by CBS for 1 January 2022."""
MAX_VERSCHIL_LAND, MAX_VERSCHIL_TEKENING = 0.001, 0.02


@dataclass(frozen=True, slots=True)
class Controle:
    """One promise: what was checked, whether it holds, and the Dutch outcome with its figures."""

    naam: str
    in_orde: bool
    uitkomst: str


def check_geo(geo: Geo) -> tuple[Controle, ...]:
    """Every promise about the geography; no further than a file or code list that is wrong.

    Area and number of inhabitants are promised of the embedded years only: another year has its own.
    """
    sommen = _sommen(geo)
    if not sommen.in_orde:
        return (sommen,)
    vormen = {jaar: geo.indeling(jaar).vormen.geometry.to_numpy() for jaar in geo.jaren}
    tekeningen = {jaar: to_vormen(read_json(geo.indeling(jaar).map, f"browser/{jaar}.json")) for jaar in geo.jaren}
    codes = _codes(geo, {jaar: list(tekening) for jaar, tekening in tekeningen.items()})
    if not codes.in_orde:
        return sommen, codes
    return (
        sommen,
        codes,
        _geldig(vormen),
        _overlap(vormen),
        _oppervlakte({jaar: vorm for jaar, vorm in vormen.items() if not geo.indeling(jaar).opgehaald}),
        _tekening(vormen, {jaar: np.array(list(tekening.values())) for jaar, tekening in tekeningen.items()}),
        _samenhang(geo),
        _inwoners(geo),
        _aandelen(geo),
    )


def _sommen(geo: Geo) -> Controle:
    fout = [*check_sommen(geo.map, geo.sommen, geo.sommen), *geo.bevindingen]
    for indeling in (i for i in geo.indelingen.values() if i.opgehaald):
        fout += check_sommen(indeling.map, indeling.sommen, indeling.sommen)
    uitkomst = " ".join(bevinding.zin for bevinding in fout) or f"{len(geo.kenmerk)} bestanden ongewijzigd"
    return Controle("controlegetallen", not fout, uitkomst)


def _codes(geo: Geo, getekend: dict[int, list[str]]) -> Controle:
    """Unique, and the same in the code list of the herindelingen, the table, the shapes and the drawing."""
    fout = [
        str(jaar)
        for jaar in geo.jaren
        for codes in [list(geo.indeling(jaar).codes)]
        if not codes
        == sorted(set(geo.herindeling.lijsten[jaar]))
        == getekend[jaar]
        == geo.indeling(jaar).vormen["gemeentecode"].tolist()
    ]
    aantallen = ", ".join(f"{jaar}: {len(geo.indeling(jaar).codes)}" for jaar in geo.jaren)
    oordeel = f"wijken af in {', '.join(fout)}" if fout else "uniek en gelijk aan de codelijsten"
    return Controle("gemeentecodes", not fout, f"{aantallen}; {oordeel}")


def _geldig(vormen: dict[int, np.ndarray]) -> Controle:
    ongeldig = sum(int((~shapely.is_valid(vorm)).sum()) for vorm in vormen.values())
    return Controle("geldige vlakken", not ongeldig, f"{ongeldig} ongeldige vlakken")


def _overlap(vormen: dict[int, np.ndarray]) -> Controle:
    """Borders match vertex for vertex, and the areas add up to the area of the union."""
    teveel = max(float(abs(shapely.area(vorm).sum() - shapely.union_all(vorm).area)) for vorm in vormen.values())
    sluit = all(shapely.coverage_is_valid(vorm) for vorm in vormen.values())
    uitkomst = f"som van de vlakken min het geheel: {teveel:.0f} m²; grenzen sluiten {'' if sluit else 'niet '}aan"
    return Controle("geen overlap", sluit and teveel < 1, uitkomst)


def _oppervlakte(vormen: dict[int, np.ndarray]) -> Controle:
    bron = float(shapely.area(vormen[GEOMETRIEJAREN[0]]).sum())
    verschil = max(abs(float(shapely.area(vorm).sum()) / bron - 1) for vorm in vormen.values())
    uitkomst = f"{_getal(bron / 1e6, 1)} km² in de bron, hoogstens {_procent(verschil)} anders in een indeling"
    return Controle("oppervlakte", verschil < MAX_VERSCHIL_LAND, uitkomst)


def _tekening(vormen: dict[int, np.ndarray], getekend: dict[int, np.ndarray]) -> Controle:
    """The browser file: valid, without overlap, and no gemeente much larger or smaller than it is."""
    verschil = max(
        float(np.abs(shapely.area(getekend[jaar]) / shapely.area(vormen[jaar]) - 1).max()) for jaar in vormen
    )
    geldig = all(shapely.is_valid(vorm).all() and shapely.coverage_is_valid(vorm) for vorm in getekend.values())
    oordeel = "geldig, zonder overlap" if geldig else "ongeldig of met overlap"
    uitkomst = f"{oordeel}; geen gemeente meer dan {_procent(verschil)} groter of kleiner"
    return Controle("tekening in de browser", geldig and verschil < MAX_VERSCHIL_TEKENING, uitkomst)


def _samenhang(geo: Geo) -> Controle:
    delen = {jaar: len(componenten(geo.indeling(jaar).codes, geo.indeling(jaar).buren)) for jaar in geo.jaren}
    paren = ", ".join(f"{jaar}: {len(geo.indeling(jaar).buren)}" for jaar in GEOMETRIEJAREN)
    uitkomst = f"{max(delen.values())} samenhangend deel, verbindingen over water meegeteld; paren {paren}"
    return Controle("buren", set(delen.values()) == {1}, uitkomst)


def _inwoners(geo: Geo) -> Controle:
    tabellen = {jaar: geo.indeling(jaar).gemeenten for jaar in geo.jaren}
    eigen = {jaar: int(t["inwoners"].sum()) for jaar, t in tabellen.items() if geo.indeling(jaar).opgehaald}
    totalen = {int(tabel["inwoners"].sum()) for jaar, tabel in tabellen.items() if jaar not in eigen}
    klopt = all((tabel[list(BANDEN)].sum(axis=1) == tabel["inwoners"]).all() for tabel in tabellen.values())
    aantal = " en ".join(_getal(totaal) for totaal in sorted(totalen))
    oordeel = "leeftijden tellen op" if klopt else "leeftijden tellen niet op"
    waar = "in elke indeling" if len(totalen) == 1 else "in verschillende indelingen"
    extra = "".join(f"; {jaar}: {_getal(totaal)}" for jaar, totaal in eigen.items())
    return Controle("inwoners", totalen <= {INWONERS} and klopt, f"{aantal} {waar}{extra}; {oordeel}")


def _aandelen(geo: Geo) -> Controle:
    som = geo.herindelingen.groupby(["date", "old_code"])["share"].sum()
    fout = [f"{code} op {datum}" for datum, code in som[(som - 1).abs() > 1e-9].index]
    uitkomst = f"{len(som)} wijzigingen van gemeenten; " + (
        f"niet 1: {', '.join(fout)}" if fout else "elk telt op tot 1"
    )
    return Controle("herindelingen", not fout, uitkomst)


def _getal(waarde: float, decimalen: int = 0) -> str:
    """Written the Dutch way: 17.590.672 or 35.088,3."""
    return f"{waarde:,.{decimalen}f}".translate(str.maketrans(",.", ".,"))


def _procent(aandeel: float) -> str:
    return f"{_getal(aandeel * 100, 2)} %"
