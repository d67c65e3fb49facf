"""What one can choose for every key of a question, on the data that there are."""

from __future__ import annotations

from functools import lru_cache

from hn_dash.dataset import Dataset, Grondslag
from hn_dash.domain.basis.instituten import geldig_op
from hn_dash.tekst import datum

Keuzes = tuple[tuple[str, str], ...]
"""(value, Dutch label) of each choice, the default first."""

NIVEAUS: Keuzes = (
    ("gemeente", "gemeente"),
    ("regio", "regio"),
    ("provincie", "provincie"),
    ("leadgebied", "leadgebied"),
    ("land", "heel Nederland"),
)
TELLERS: Keuzes = (("opleiders", "opleiders"), ("opleidingspraktijken", "opleidingspraktijken"))
NOEMERS: Keuzes = (("praktijken", "praktijken"), ("huisartsen", "huisartsen"), ("inwoners", "10.000 inwoners"))
WIE_OPGELEID: Keuzes = (
    ("", "alle soorten"),
    ("aios", "leidt aios op"),
    ("coassistent", "leidt coassistenten op"),
    ("beide", "leidt aios en coassistenten op"),
)
LOCATIE, UMC = "locatie", "umc"
AFSTANDEN: Keuzes = ((LOCATIE, "dichtstbijzijnde opleidingslocatie"), (UMC, "umc"))
"""From what of an institute its distance is taken."""
_VAST = {"niveau": NIVEAUS, "teller": TELLERS, "noemer": NOEMERS, "soort": WIE_OPGELEID, "afstand": AFSTANDEN}


PLANNEN = ("plan", "met")
"""The keys that ask for a plan; `Grondslag.plankeuzes` says which there are."""


@lru_cache(maxsize=128)
def keuzes(sleutel: str, dataset: Dataset) -> Keuzes:
    """Every possible choice for a key that asks for no plan; the default comes first."""
    if sleutel in ("teller", "soort") and len(dataset.aantallen):
        return _VAST[sleutel][:1]  # counts per gemeente say nothing of praktijken or of who is trained
    if sleutel in _VAST:
        return _VAST[sleutel]
    if sleutel == "peildatum":
        dagen = (dag.isoformat() for dag in dataset.peildata or (dataset.peildatum,))
        return tuple((dag, datum(dag)) for dag in dagen)
    if sleutel == "indeling":
        jaren = sorted(dataset.geo.jaren, key=lambda jaar: (jaar != dataset.indeling, -jaar))
        return tuple((str(jaar), f"gemeenten {jaar}") for jaar in jaren)
    if sleutel == "instituut":
        codes = geldig_op(dataset.instituten, dataset.peildatum)
        return (("", "alle instituten"), *((code, dataset.kortnamen[code]) for code in codes))
    if sleutel == "provincie":
        namen = sorted(dataset.geo.indeling(dataset.indeling).gemeenten["provincie"].unique())
        return (("", "heel Nederland"), *((naam, naam) for naam in namen))
    if sleutel == "jaar":
        return tuple((waarde, label) for waarde, label in _rondes(dataset) if len(waarde) == 4)
    if sleutel == "ronde":
        return _rondes(dataset)
    raise KeyError(sleutel)


def alle_keuzes(sleutel: str, grondslag: Grondslag) -> Keuzes:
    """Every possible choice for any key; the default comes first."""
    return grondslag.plankeuzes if sleutel in PLANNEN else keuzes(sleutel, grondslag.dataset)


def keuzenaam(sleutel: str, waarde: str, dataset: Dataset) -> str:
    """What a choice is called."""
    return dict(keuzes(sleutel, dataset))[waarde]


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
