"""What a view looks like: the part of the query that changes no number, and the classes the map is drawn in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hn_dash.errors import Bevinding, SelectieFout
from hn_dash.tekst import opsomming

KLASSEN = (
    ("norm", "rond de norm of het gemiddelde"),
    ("kwantiel", "vijf even grote groepen"),
    ("gelijk", "vijf gelijke stappen"),
)
LAGEN = (("", "geen"), ("kruisend", "kruisende relaties"), ("tekort", "tekort tot de norm"))


@dataclass(frozen=True, slots=True)
class Presentatie:
    """The looks of a view: how values are grouped in classes, and which gemeenten are picked out."""

    klassen: str = "norm"
    laag: str = ""
    gemeente: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: Mapping[str, str], codes: Sequence[str]) -> Presentatie:
        """Read the looks from a query; `SelectieFout` names every value that does not exist."""
        fouten = []
        klassen = str(query.get("klassen") or "norm")
        if klassen not in dict(KLASSEN):
            fouten.append(f"Klassenindeling “{klassen[:40]}” bestaat niet. Kies {', '.join(dict(KLASSEN))}.")
        laag = str(query.get("laag") or "")
        if laag not in dict(LAGEN):
            mogelijk = opsomming([sleutel for sleutel, _ in LAGEN if sleutel])
            fouten.append(f"Kaartlaag “{laag[:40]}” bestaat niet. Kies {mogelijk}, of laat laag weg.")
        gekozen = tuple(dict.fromkeys(deel for deel in str(query.get("gemeente") or "").split(",") if deel))
        onbekend = sorted(set(gekozen) - set(codes))
        if onbekend:
            namen = ", ".join(code[:12] for code in onbekend[:5])
            fouten.append(f"Gemeente {namen} komt niet voor in deze indeling. Zoek de gemeente op naam.")
        if fouten:
            raise SelectieFout(" ".join(fouten), [Bevinding(fout) for fout in fouten])
        return cls(klassen, laag, gekozen)

    def to_query(self) -> dict[str, str]:
        """The parts that differ from the default."""
        delen = {"gemeente": ",".join(self.gemeente), "klassen": self.klassen, "laag": self.laag}
        return {sleutel: waarde for sleutel, waarde in delen.items() if waarde not in ("", "norm")}
