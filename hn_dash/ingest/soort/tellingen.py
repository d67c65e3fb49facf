"""Counts per gemeente under any heads: no kind of file, but read as one, by the same readers of codes and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.geo.herindelingen import Herindeling
from hn_dash.ingest.soort.gemeenten import Gemeentezoeker
from hn_dash.ingest.soort.getallen import is_breuk, is_tweeduidig, lees_getal
from hn_dash.ingest.soort.koppen import plat, vind_kop
from hn_dash.ingest.soort.kopzoeker import wijs_blad, zoek_lager
from hn_dash.ingest.soort.oordeel import beoordeel, weiger
from hn_dash.ingest.tabel.bestand import Tabelbestand, open_bestand
from hn_dash.tekst import telling

GEMEENTE = "gemeentecode"
NIET_GETELD = (
    "gemeentenaam",
    "provincie",
    "peildatum",
    "indeling",
    "bron",
    "regel",
    "niet_op_kaart",
    "vraag",
    "bijzonderheden",
    "geschat",
    "onvolledig",
)
"""Columns that our own files have beside counts; they are left out."""


@dataclass(frozen=True)
class Tellingen:
    """What a file counts.

    Parameters
    ----------
    frame : gemeentecode and a column of numbers per head; a cell that is empty is not known
    nummers : the row that each stands in
    bevindingen : what was done to get there; nothing that is wrong
    """

    frame: pd.DataFrame
    nummers: tuple[int, ...]
    bevindingen: tuple[Bevinding, ...]


def read_tellingen(pad: Path, naam: str, jaar: int, herindeling: Herindeling) -> Tellingen:
    """The counts of a file on the gemeenten of a year.

    Raises
    ------
    InvoerFout : every cell that is no gemeente of that year or no count, and every gemeente that stands there twice
    """
    bestand = open_bestand(pad, naam)
    plaats, kolommen = _kolommen(bestand)
    bestand.gebruik([plaats, *kolommen], list(kolommen))
    zoeker = Gemeentezoeker(jaar, herindeling)
    fouten = [b for b in (*bestand.naamloos, *bestand.bevindingen) if b.ernst == "fout"]
    gelezen = list(bestand.rijen())
    codes = [_code(cellen[plaats], zoeker) for _, cellen in gelezen]
    nummers = [nummer for nummer, _ in gelezen]
    kop = bestand.vorm.koppen[plaats]
    fouten += [
        replace(bevinding, rij=nummer, kolom=kop, waarde=str(cellen[plaats] or ""))
        for (nummer, cellen), (_, bevinding) in zip(gelezen, codes, strict=True)
        if bevinding
    ]
    fouten += _dubbel([code for code, _ in codes], nummers, kop)
    tabel: dict[str, Any] = {GEMEENTE: [code for code, _ in codes]}
    for nummer, naam_ in kolommen.items():
        cellen = [rij[nummer] for _, rij in gelezen]
        tabel[naam_], mis = _getallen(cellen, nummers, bestand.vorm.decimaal, naam_)
        fouten += mis
    if fouten:
        fouten = sorted((replace(b, bestand=naam) for b in fouten), key=lambda b: b.rij or 0)
        raise InvoerFout(f"{naam} is niet om te zetten: {telling(len(fouten), 'bevinding', 'bevindingen')}.", fouten)
    gezien = [b for b in (*bestand.naamloos, *bestand.bevindingen, *zoeker.meldingen()) if b.ernst != "fout"]
    return Tellingen(pd.DataFrame(tabel), tuple(nummers), tuple(replace(b, bestand=naam) for b in gezien))


def _kolommen(bestand: Tabelbestand) -> tuple[int, dict[int, str]]:
    """Where the gemeente stands, and where every count stands with its head."""
    koppen = bestand.vorm.koppen
    namen = [plat(kop) for kop in koppen]
    plaats = vind_kop(GEMEENTE, namen)
    if plaats is None:
        staat = ", ".join(kop for kop in koppen if kop) or "niets"
        zin = f"De kolom {GEMEENTE} ontbreekt; de eerste rij heeft {staat}. Geef de kolom met gemeenten die naam."
        lager = zoek_lager(bestand, lambda rij: len(rij) > 1 and vind_kop(GEMEENTE, rij) is not None)
        zelf = [Bevinding(zin, bestand.naam, 1, regel="kop"), *wijs_blad(bestand)]
        raise InvoerFout(f"{bestand.naam}: {(lager or zelf)[0].zin}", lager or zelf)
    uit = {
        nummer: kop
        for nummer, kop in enumerate(koppen)
        if kop and nummer != plaats and namen[nummer] not in (*NIET_GETELD, GEMEENTE)
    }
    dubbel = [kop for kop in uit.values() if list(uit.values()).count(kop) > 1]
    if dubbel:
        zin = f"De kop “{dubbel[0]}” staat er {len(dubbel)} keer; geef elke kolom een eigen naam."
        raise InvoerFout(f"{bestand.naam}: {zin}", [Bevinding(zin, bestand.naam, 1, dubbel[0], regel="kop")])
    return plaats, uit


def _code(cel: Any, zoeker: Gemeentezoeker) -> tuple[str, Bevinding | None]:
    if cel in (None, ""):
        return "", Bevinding("De cel is leeg; vul gemeentecode in.", regel="leeg")
    gevonden = zoeker.zoek(cel)
    if gevonden.zin:
        return "", Bevinding(gevonden.zin, regel=gevonden.regel, voorstel=gevonden.voorstel)
    if gevonden.regel == "herindeling":
        zin = f"{gevonden.melding}; in {zoeker.indeling} bestaat zij niet. Verbeter de code of kies een ander jaar."
        return "", Bevinding(zin, regel="herindeling")
    return gevonden.code, None


def _dubbel(codes: Sequence[str], nummers: Sequence[int], kop: str) -> list[Bevinding]:
    eerste: dict[str, int] = {}
    uit = []
    for code, nummer in zip(codes, nummers, strict=True):
        if code and eerste.setdefault(code, nummer) != nummer:
            zin = f"{code} staat ook in rij {eerste[code]}; tel de rijen samen, of laat één van beide staan."
            uit.append(Bevinding(zin, rij=nummer, kolom=kop, waarde=code, regel="dubbel"))
    return uit


def _getallen(
    cellen: Sequence[Any], nummers: Sequence[int], decimaal: str, kop: str
) -> tuple[list[float | None], list[Bevinding]]:
    """A column as numbers, and every cell that is none.

    What can be thousands as well as a fraction is refused, unless the column has fractions that can be nothing else.
    """
    breuken = any(map(is_breuk, cellen))
    uit, fouten = [], []
    for cel, nummer in zip(cellen, nummers, strict=True):
        waarde, bevinding = beoordeel(partial(_aantal, cel, decimaal, breuken))
        uit.append(waarde)
        if bevinding:
            fouten.append(replace(bevinding, rij=nummer, kolom=kop, waarde=str(cel)))
    return uit, fouten


def _aantal(cel: Any, decimaal: str, breuken: bool) -> Any:
    if cel == "":
        return None
    if is_tweeduidig(cel) and not breuken:
        heel = cel.replace(",", "").replace(".", "")
        weiger("decimaal", f"“{cel}” kan {heel} zijn of een breuk; schrijf {heel}, of de breuk als {cel}0.", heel)
    waarde = lees_getal(cel, decimaal)
    if waarde is not None and waarde < 0:
        weiger("negatief", f"“{cel}” is negatief; een aantal is 0 of hoger.")
    return waarde
