"""The question: a measure and a frozen set of choices that fits in a URL and decides every number of a view."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from reprlib import repr as kort_beeld
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from hn_dash.dataset import Dataset, Grondslag, Leadplan
from hn_dash.domain.basis.instituten import opvolger
from hn_dash.domain.basis.keuzes import LOCATIE, NOEMERS, PLANNEN, Keuzes, keuzes
from hn_dash.errors import Bevinding, SelectieFout
from hn_dash.tables import ResultTable
from hn_dash.tekst import datum

ALLE_RONDES = "alle"
MAX_LENGTE = 60
_NORM = {"praktijken": "25", "huisartsen": "25", "inwoners": "1"}
_GETAL = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,6})?")


@dataclass(frozen=True, eq=False)
class Maat:
    """One measure: what it answers and how, and which choices change the answer; its texts are in Dutch.

    Parameters
    ----------
    view : its name in address, download and verb
    versie : raised when the same question gets another answer
    beantwoordt : the question that it answers, in general
    formule : how its numbers come about, in general
    waarde : the column that the map shows
    sleutels : the query keys that change its answer; others are ignored
    zin : one question of it as a sentence
    compute : the answer to a question, from what it takes
    neemt : gegevens (a Dataset), plan (a Planbeeld), or twee plannen (the Planbeeld that is looked at, and the other)
    statussen : what its column status can say
    """

    view: str
    versie: int
    titel: str
    beantwoordt: str
    formule: str
    eenheid: str
    bron: str
    waarde: str
    sleutels: tuple[str, ...]
    zin: Callable[..., str]
    compute: Callable[..., ResultTable]
    neemt: Literal["gegevens", "plan", "twee plannen"] = "gegevens"
    statussen: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Maat({self.view})"


@dataclass(frozen=True, slots=True)
class Selection:
    """One question. Keys that do not matter to the measure hold their default, so equal questions are equal.

    Parameters
    ----------
    norm : percent of the noemer, or opleiders per 10.000 inwoners when that is the noemer; a canonical decimal
    instituut : vestiging counts only its opleiders; dichtheid and werving keep only its lead area; "" is all
    met : the plan to compare with
    afstand : from what of an institute its distance is taken
    ronde : a round such as "2026-03", or a year for all its rounds together; the query also takes jaar, alone or
        with ronde=alle
    """

    maat: Maat
    peildatum: str
    indeling: int
    niveau: str = "gemeente"
    teller: str = "opleiders"
    noemer: str = "praktijken"
    norm: str = "25"
    instituut: str = ""
    provincie: str = ""
    soort: str = ""
    plan: str = ""
    met: str = ""
    afstand: str = LOCATIE
    ronde: str = ""

    @classmethod
    def from_query(cls, maat: Maat, query: str | Mapping[str, Any], grondslag: Grondslag) -> Selection:
        """Read a question; its inverse is `to_query`.

        Raises
        ------
        SelectieFout : every impossible value, each with what is possible; unknown keys are ignored, an empty value or
            None is the default, and of a repeated key the last one counts
        """
        delen = dict(parse_qsl(query.lstrip("?"))) if isinstance(query, str) else dict(query)
        gevraagd = tuple(
            (sleutel, _tekst(delen[sleutel])) for sleutel in maat.sleutels if delen.get(sleutel) not in (None, "")
        )
        return _selectie_van(maat, gevraagd, grondslag.dataset, grondslag.plankeuzes)

    def to_query(self, grondslag: Grondslag) -> str:
        """The query string of this question: defaults omitted, keys sorted."""
        dataset = grondslag.dataset
        eigen_norm = (("noemer", self.noemer),) if self.noemer in _NORM else ()
        kaal = _selectie_van(self.maat, eigen_norm, dataset, grondslag.plankeuzes)
        eigen = {s: str(getattr(self, s)) for s in self.maat.sleutels if s != "jaar"}
        weg = {s for s, waarde in eigen.items() if waarde == str(getattr(kaal, s)) and s not in ("noemer", "peildatum")}
        weg |= {"peildatum"} if self.peildatum == keuzes("peildatum", dataset)[0][0] else set()
        weg |= {"noemer"} if self.noemer == NOEMERS[0][0] else set()
        return urlencode(sorted((s, waarde) for s, waarde in eigen.items() if s not in weg))

    @property
    def view(self) -> str:
        """The name of its measure."""
        return self.maat.view

    @property
    def jaar(self) -> int:
        """The year of the round."""
        return int(self.ronde[:4])

    @property
    def normdeel(self) -> Fraction:
        """The norm as an exact share of the noemer column: opleiders per praktijk, huisarts or inwoner."""
        return Fraction(self.norm) / (10_000 if self.noemer == "inwoners" else 100)

    def describe(self, dataset: Dataset, *plannen: Leadplan) -> str:
        """The question as one Dutch sentence: caption, file header and alternative text.

        Parameters
        ----------
        plannen : those that the measure takes
        """
        return self.maat.zin(self, dataset, *plannen)


def _tekst(waarde: Any) -> str:
    return waarde if isinstance(waarde, str) else kort_beeld(waarde)


def _kort(waarde: str) -> str:
    schoon = "".join(teken if teken.isprintable() else "?" for teken in waarde)
    return schoon if len(schoon) <= MAX_LENGTE else schoon[:MAX_LENGTE] + "…"


@lru_cache(maxsize=1024)
def _selectie_van(maat: Maat, gevraagd: tuple[tuple[str, str], ...], dataset: Dataset, plannen: Keuzes) -> Selection:
    delen = dict(gevraagd)
    fouten: list[Bevinding] = []

    def kies(sleutel: str) -> str:
        opties = plannen if sleutel in PLANNEN else keuzes(sleutel, dataset)
        waarde = delen.get(sleutel, opties[0][0])
        if waarde not in dict(opties):
            fouten.append(Bevinding(_onmogelijk(sleutel, waarde, opties, dataset), kolom=sleutel, waarde=_kort(waarde)))
            return opties[0][0]
        return waarde

    velden = {s: kies(s) for s in maat.sleutels if s not in ("norm", "jaar", "ronde", "indeling")}
    indeling = int(kies("indeling"))
    norm = _norm_van(delen.get("norm", _NORM[velden.get("noemer", NOEMERS[0][0])]), fouten)
    velden["ronde"] = _ronde_van(delen, kies, fouten) if "ronde" in maat.sleutels else ""
    if fouten:
        raise SelectieFout(" ".join(fout.zin for fout in fouten), fouten)
    velden["peildatum"] = dataset.peildatum.isoformat()
    return Selection(maat=maat, indeling=indeling, norm=norm, **velden)


def _norm_van(tekst: str, fouten: list[Bevinding]) -> str:
    if _GETAL.fullmatch(tekst) and 0 < Fraction(tekst.replace(",", ".")) <= 1000:
        waarde = tekst.replace(",", ".").lstrip("0")
        waarde = waarde.rstrip("0").rstrip(".") if "." in waarde else waarde
        return f"0{waarde}" if waarde.startswith(".") else waarde
    fouten.append(
        Bevinding(
            f"Norm “{_kort(tekst)}” kan niet. Geef een getal boven 0 en hoogstens 1000, zoals 25 of 12,5.",
            kolom="norm",
            waarde=_kort(tekst),
        )
    )
    return _NORM[NOEMERS[0][0]]


def _ronde_van(delen: Mapping[str, str], kies: Callable[[str], str], fouten: list[Bevinding]) -> str:
    """A round, or a year for the whole of it; `jaar` alone, or with "alle" for ronde, means that year."""
    if "jaar" not in delen and delen.get("ronde") != ALLE_RONDES:
        return kies("ronde")
    jaar = kies("jaar")
    if delen.get("ronde", ALLE_RONDES) == ALLE_RONDES:
        return jaar
    ronde = kies("ronde")
    if (jaar, ronde) == (delen["jaar"], delen["ronde"]) and not ronde.startswith(jaar):
        zin = f"Ronde “{ronde}” valt niet in jaar {jaar}. Laat een van beide weg."
        fouten.append(Bevinding(zin, kolom="ronde", waarde=ronde))
    return ronde


def _onmogelijk(sleutel: str, waarde: str, opties: Keuzes, dataset: Dataset) -> str:
    nieuw = opvolger(dataset.instituten, waarde) if sleutel == "instituut" else ""
    if nieuw:
        return (
            f"Instituut “{waarde}” bestond niet op {datum(dataset.peildatum.isoformat())}. Kies de opvolger: {nieuw}."
        )
    mogelijk = [optie for optie, _ in opties if optie]
    lijst = ", ".join(mogelijk[:12]) + (" …" if len(mogelijk) > 12 else "")
    return f"{sleutel.capitalize()} “{_kort(waarde)}” kan niet. Kies {lijst}."
