"""The question: a frozen set of choices that fits in a URL and decides every number of a view."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from reprlib import repr as kort_beeld
from typing import Any
from urllib.parse import parse_qsl, urlencode

from hn_dash.dataset import Dataset, Grondslag, Leadplan
from hn_dash.domain.basis.instituten import geldig_op, opvolger
from hn_dash.errors import Bevinding, SelectieFout
from hn_dash.tekst import datum

SLEUTELS = {
    "vestiging": ("peildatum", "indeling", "instituut", "provincie", "soort"),
    "dichtheid": (
        "peildatum", "indeling", "niveau", "teller", "noemer", "norm", "instituut", "provincie", "soort",
    ),
    "werving": ("peildatum", "indeling", "plan", "instituut", "provincie"),
    "leadgebieden": ("peildatum", "indeling", "plan"),
    "vergelijking": ("peildatum", "indeling", "plan", "met"),
    "plaatsing": ("peildatum", "indeling", "jaar", "ronde"),
    "landelijk": ("peildatum",),
}  # fmt: skip
"""The query keys that matter to each view; others are ignored."""

NIVEAUS = (
    ("gemeente", "gemeente"),
    ("regio", "regio"),
    ("provincie", "provincie"),
    ("leadgebied", "leadgebied"),
    ("land", "heel Nederland"),
)
TELLERS = (("opleiders", "opleiders"), ("opleidingspraktijken", "opleidingspraktijken"))
NOEMERS = (("praktijken", "praktijken"), ("huisartsen", "huisartsen"), ("inwoners", "10.000 inwoners"))
SOORTEN = (
    ("", "alle soorten"),
    ("aios", "leidt aios op"),
    ("coassistent", "leidt coassistenten op"),
    ("beide", "leidt aios en coassistenten op"),
)
PLANNEN = ("plan", "met")
"""The keys that ask for a plan."""
ALLE_RONDES = "alle"
MAX_LENGTE = 60
_GETAL = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,6})?")


Keuzes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """One question. Keys that do not matter to the view hold their default, so equal questions are equal.

    Parameters
    ----------
    norm : percent of the noemer, or opleiders per 10.000 inwoners when that is the noemer; a canonical decimal
    instituut : vestiging counts only its opleiders; dichtheid and werving keep only its lead area; "" is all
    met : the plan to compare with
    ronde : a round such as "2026-03", or a year for all its rounds together; the query also takes jaar, alone or
        with ronde=alle
    """

    view: str
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
    ronde: str = ""

    @classmethod
    def from_query(cls, view: str, query: str | Mapping[str, Any], grondslag: Grondslag) -> Selection:
        """Read a question.

        Raises
        ------
        SelectieFout : every impossible value, each with what is possible; unknown keys are ignored, an empty value or
            None is the default, and of a repeated key the last one counts
        """
        delen = dict(parse_qsl(query.lstrip("?"))) if isinstance(query, str) else dict(query)
        gevraagd = tuple(
            (sleutel, _tekst(delen[sleutel])) for sleutel in SLEUTELS[view] if delen.get(sleutel) not in (None, "")
        )
        return _lees(view, gevraagd, grondslag.dataset, grondslag.plankeuzes)

    def to_query(self, grondslag: Grondslag) -> str:
        """The query string of this question: defaults omitted, keys sorted."""
        dataset = grondslag.dataset
        eigen_noemer = (("noemer", self.noemer),) if self.noemer in _NORM else ()
        kaal = _lees(self.view, eigen_noemer, dataset, grondslag.plankeuzes)
        eigen = {s: str(getattr(self, s)) for s in SLEUTELS[self.view] if s != "jaar"}
        weg = {s for s, waarde in eigen.items() if waarde == str(getattr(kaal, s)) and s not in ("noemer", "peildatum")}
        weg |= {"peildatum"} if self.peildatum == _keuzes("peildatum", dataset)[0][0] else set()
        weg |= {"noemer"} if self.noemer == NOEMERS[0][0] else set()
        return urlencode(sorted((s, waarde) for s, waarde in eigen.items() if s not in weg))

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
        plannen : the plans that it is about
        """
        return _ZINNEN[self.view](self, dataset, *plannen)


_NORM = {"praktijken": "25", "huisartsen": "25", "inwoners": "1"}


def keuzes(sleutel: str, grondslag: Grondslag) -> Keuzes:
    """(value, Dutch label) of every possible choice for a key; the default comes first."""
    return grondslag.plankeuzes if sleutel in PLANNEN else _keuzes(sleutel, grondslag.dataset)


@lru_cache(maxsize=128)
def _keuzes(sleutel: str, dataset: Dataset) -> Keuzes:
    """Those of a key that is about no plan."""
    vast = {"niveau": NIVEAUS, "teller": TELLERS, "noemer": NOEMERS, "soort": SOORTEN}
    if sleutel in ("teller", "soort") and len(dataset.aantallen):
        return vast[sleutel][:1]  # counts per gemeente say nothing of praktijken or of who is trained
    if sleutel in vast:
        return vast[sleutel]
    if sleutel == "peildatum":
        dagen = (dag.isoformat() for dag in dataset.peildata or (dataset.peildatum,))
        return tuple((dag, datum(dag)) for dag in dagen)
    if sleutel == "indeling":
        jaren = sorted(dataset.geo.jaren, key=lambda jaar: (jaar != dataset.indeling, -jaar))
        return tuple((str(jaar), f"gemeenten {jaar}") for jaar in jaren)
    if sleutel == "instituut":
        kort = dict(zip(dataset.instituten["instituut"], dataset.instituten["kort"], strict=True))
        codes = geldig_op(dataset.instituten, dataset.peildatum)
        return (("", "alle instituten"), *((code, kort[code]) for code in codes))
    if sleutel == "provincie":
        namen = sorted(dataset.geo.indeling(dataset.indeling).gemeenten["provincie"].unique())
        return (("", "heel Nederland"), *((naam, naam) for naam in namen))
    if sleutel == "jaar":
        return tuple((waarde, label) for waarde, label in _rondes(dataset) if len(waarde) == 4)
    if sleutel == "ronde":
        return _rondes(dataset)
    raise KeyError(sleutel)


def _rondes(dataset: Dataset) -> Keuzes:
    """Years and their rounds, newest first, but first of all the newest year of which every lottery has been held."""
    plekken = dataset.plekken
    jaren = sorted(plekken["jaar"].unique(), reverse=True)
    if not jaren:
        return ((str(dataset.peildatum.year), f"heel {dataset.peildatum.year}"),)
    bekend = plekken["geplaatst"].notna().groupby(plekken["jaar"]).mean()
    voorop = max(jaren, key=lambda jaar: (bekend[jaar] == 1, bekend[jaar] > 0, jaar))
    opties: list[tuple[str, str]] = []
    for jaar in sorted(jaren, key=lambda jaar: (jaar != voorop, -jaar)):
        opties.append((str(jaar), f"heel {jaar}"))
        rondes = sorted(plekken.loc[plekken["jaar"] == jaar, "ronde"].unique(), reverse=True)
        opties.extend((ronde, f"ronde {ronde}") for ronde in rondes)
    return tuple(opties)


def _tekst(waarde: Any) -> str:
    return waarde if isinstance(waarde, str) else kort_beeld(waarde)


def _kort(waarde: str) -> str:
    schoon = "".join(teken if teken.isprintable() else "?" for teken in waarde)
    return schoon if len(schoon) <= MAX_LENGTE else schoon[:MAX_LENGTE] + "…"


@lru_cache(maxsize=1024)
def _lees(view: str, gevraagd: tuple[tuple[str, str], ...], dataset: Dataset, plannen: Keuzes) -> Selection:
    delen = dict(gevraagd)
    fouten: list[Bevinding] = []

    def kies(sleutel: str) -> str:
        opties = plannen if sleutel in PLANNEN else _keuzes(sleutel, dataset)
        waarde = delen.get(sleutel, opties[0][0])
        if waarde not in dict(opties):
            fouten.append(Bevinding(_onmogelijk(sleutel, waarde, opties, dataset), kolom=sleutel, waarde=_kort(waarde)))
            return opties[0][0]
        return waarde

    velden = {s: kies(s) for s in SLEUTELS[view] if s not in ("norm", "jaar", "ronde", "indeling")}
    indeling = int(kies("indeling"))
    norm = _lees_norm(delen.get("norm", _NORM[velden.get("noemer", NOEMERS[0][0])]), fouten)
    velden["ronde"] = _lees_ronde(delen, kies, fouten) if "ronde" in SLEUTELS[view] else ""
    if fouten:
        raise SelectieFout(" ".join(fout.zin for fout in fouten), fouten)
    velden["peildatum"] = dataset.peildatum.isoformat()
    return Selection(view=view, indeling=indeling, norm=norm, **velden)


def _lees_norm(tekst: str, fouten: list[Bevinding]) -> str:
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


def _lees_ronde(delen: Mapping[str, str], kies: Callable[[str], str], fouten: list[Bevinding]) -> str:
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


def _naam(sleutel: str, waarde: str, dataset: Dataset) -> str:
    return dict(_keuzes(sleutel, dataset))[waarde]


def _waar(selectie: Selection, dataset: Dataset) -> str:
    delen = [selectie.provincie or "Nederland"]
    if selectie.instituut and selectie.view != "vestiging":
        delen.append(
            f"alleen het leadgebied van {_naam('instituut', selectie.instituut, dataset)}, gezamenlijk inbegrepen"
        )
    return ", ".join(delen)


def _slot(selectie: Selection) -> str:
    return f"peildatum {datum(selectie.peildatum)}, gemeenten van {selectie.indeling}."


def _zin_dichtheid(selectie: Selection, dataset: Dataset) -> str:
    eenheid = "per 10.000 inwoners" if selectie.noemer == "inwoners" else f"op {selectie.noemer}"
    norm = selectie.norm.replace(".", ",") + ("" if selectie.noemer == "inwoners" else " %")
    soort = f" ({_naam('soort', selectie.soort, dataset)})" if selectie.soort else ""
    return (
        f"{selectie.teller.capitalize()}{soort} {eenheid} per {selectie.niveau} tegen de norm van {norm}: "
        f"{_waar(selectie, dataset)}; {_slot(selectie)}"
    )


def _zin_vestiging(selectie: Selection, dataset: Dataset) -> str:
    wie = f" van {_naam('instituut', selectie.instituut, dataset)}" if selectie.instituut else ""
    soort = f" ({_naam('soort', selectie.soort, dataset)})" if selectie.soort else ""
    return f"Aantal opleiders{wie}{soort} per gemeente: {_waar(selectie, dataset)}; {_slot(selectie)}"


def _zin_werving(selectie: Selection, dataset: Dataset, plan: Leadplan) -> str:
    return f"Wie nieuwe opleiders werft, {_plan(plan)}: {_waar(selectie, dataset)}; {_slot(selectie)}"


def _zin_leadgebieden(selectie: Selection, dataset: Dataset, plan: Leadplan) -> str:
    return f"Wat het gebied van elk instituut omvat, {_plan(plan)}; {_slot(selectie)}"


def _plan(plan: Leadplan) -> str:
    return f"plan “{plan.naam}”, versie {plan.versie}"


def _zin_vergelijking(selectie: Selection, dataset: Dataset, plan: Leadplan, met: Leadplan) -> str:
    return f"Wat er in {_plan(plan)} anders is dan in {_plan(met)}; {_slot(selectie)}"


def _zin_plaatsing(selectie: Selection, dataset: Dataset) -> str:
    return f"Opleidingsplekken per opleidingslocatie, {_naam('ronde', selectie.ronde, dataset)}; {_slot(selectie)}"


def _zin_landelijk(selectie: Selection, dataset: Dataset) -> str:
    return "Opleidingsplekken die VWS bekostigt en aios die startten, per jaar, uit openbare bronnen."


_ZINNEN: dict[str, Callable[..., str]] = {
    "dichtheid": _zin_dichtheid,
    "vestiging": _zin_vestiging,
    "werving": _zin_werving,
    "leadgebieden": _zin_leadgebieden,
    "vergelijking": _zin_vergelijking,
    "plaatsing": _zin_plaatsing,
    "landelijk": _zin_landelijk,
}
