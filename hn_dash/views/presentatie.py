"""What a view looks like: the part of the query that changes no number, and the classes the map is drawn in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hn_dash.domain.basis.overgang import verhuis_keuze
from hn_dash.errors import Bevinding, SelectieFout
from hn_dash.geo.indelingen import Geo
from hn_dash.tekst import opsomming
from hn_dash.views.kaart.aanzien import AANZIEN
from hn_dash.views.kaart.klassen import METHODEN, NORM

LAGEN = tuple(naam for aanzien in AANZIEN.values() for naam in aanzien.lagen)
"""What can be laid over a map, of any measure."""


@dataclass(frozen=True, slots=True)
class Presentatie:
    """The looks of a view: how values are grouped in classes, and which gemeenten are picked out."""

    klassen: str = NORM
    laag: str = ""
    gemeente: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: Mapping[str, str], codes: Sequence[str]) -> Presentatie:
        """Read the looks from a query; `SelectieFout` names every value that does not exist."""
        fouten = []
        klassen = str(query.get("klassen") or NORM)
        if klassen not in dict(METHODEN):
            fouten.append(f"Klassenindeling “{klassen[:40]}” bestaat niet. Kies {', '.join(dict(METHODEN))}.")
        laag = str(query.get("laag") or "")
        if laag and laag not in LAGEN:
            fouten.append(f"Kaartlaag “{laag[:40]}” bestaat niet. Kies {opsomming(LAGEN)}, of laat laag weg.")
        gekozen = tuple(dict.fromkeys(deel for deel in str(query.get("gemeente") or "").split(",") if deel))
        onbekend = sorted(set(gekozen) - set(codes))
        if onbekend:
            namen = ", ".join(code[:12] for code in onbekend[:5])
            fouten.append(f"Gemeente {namen} komt niet voor in deze indeling. Zoek de gemeente op naam.")
        if fouten:
            raise SelectieFout(" ".join(fouten), [Bevinding(fout) for fout in fouten])
        return cls(klassen, laag, gekozen)

    @classmethod
    def op_indeling(cls, query: Mapping[str, str], jaar: int, geo: Geo) -> tuple[Presentatie, str]:
        """The looks on the gemeenten of a year, and a sentence when a chosen gemeente is another one then."""
        gekozen = [deel for deel in str(query.get("gemeente") or "").split(",") if deel]
        codes, zin = verhuis_keuze(gekozen, jaar, geo)
        return cls.from_query({**query, "gemeente": ",".join(codes)}, geo.indeling(jaar).codes), zin

    def to_query(self) -> dict[str, str]:
        """The parts that differ from the default."""
        delen = {"gemeente": ",".join(self.gemeente), "klassen": self.klassen, "laag": self.laag}
        return {sleutel: waarde for sleutel, waarde in delen.items() if waarde not in ("", NORM)}
