"""The classes that a map is drawn in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from hn_dash.begrippen import STATEN
from hn_dash.tables import ResultTable
from hn_dash.tekst import getal
from hn_dash.views.kaart import kleuren
from hn_dash.views.presentatie import Presentatie


@dataclass(frozen=True, slots=True)
class Klasse:
    """One entry of the legend.

    Parameters
    ----------
    label : Dutch text
    kleuren : one colour, or several for a hatched area
    patroon : "", streep, stip or kruis, drawn in the second colour on the first
    """

    label: str
    kleuren: tuple[str, ...]
    patroon: str = ""


def legendakop(tabel: ResultTable) -> str:
    """What the classes of a map measure."""
    if tabel.spec.naam == "dichtheid":
        teller, noemer = (tabel.spec.kolom(naam).eenheid for naam in ("teller", "noemer"))
        return (
            f"{teller.capitalize()} per 10.000 inwoners"
            if noemer == "inwoners"
            else f"{teller.capitalize()} ÷ {noemer}"
        )
    return {
        "vestiging": "Is er een opleider?",
        "werving": "Wie werft er nieuwe opleiders?",
        "vergelijking": "Wat het wordt waar het verschilt",
        "plaatsing": "Aangeboden plekken per 100.000 inwoners",
    }[tabel.spec.naam]


Indeling = tuple[list[Klasse], np.ndarray]


def klassen_van(tabel: ResultTable, presentatie: Presentatie, namen: Mapping[str, str]) -> Indeling:
    """The classes of a view and, per row of the table, the number of its class.

    `namen` gives the short name of each institute code.
    """
    return _INDELERS[tabel.spec.naam](tabel, presentatie, namen)


def _dichtheid(tabel: ResultTable, presentatie: Presentatie, namen: Mapping[str, str]) -> Indeling:
    frame = tabel.frame
    per_inwoner = tabel.spec.kolom("noemer").eenheid == "inwoners"
    kolom, eenheid, decimalen = ("per_10000", "", 2) if per_inwoner else ("dichtheid_pct", " %", 1)
    waarden = frame[kolom].to_numpy(dtype=float)
    norm = float(frame["norm_pct"].iloc[0]) * (100 if per_inwoner else 1) if len(frame) else 0.0
    met_waarde = frame["status"].isin(["onder norm", "op of boven norm"]).to_numpy()
    if presentatie.klassen == "norm":
        onder = (frame["status"] == "onder norm").to_numpy()
        nummers = np.where(
            onder,
            np.where(waarden < norm / 2, 0, 1),
            2 + np.searchsorted([norm * 1.5, norm * 2], waarden, side="right"),
        )
        klassen = _grenslabels(
            [0.0, norm / 2, norm, norm * 1.5, norm * 2], [*kleuren.ONDER, *kleuren.BOVEN], eenheid, decimalen
        )
        klassen = [*(replace(klasse, label=f"{klasse.label}, onder norm") for klasse in klassen[:2]), *klassen[2:]]
    else:
        klassen, nummers = _gegroepeerd(waarden, met_waarde, presentatie.klassen, eenheid, decimalen)
    bijzonder = [
        ("geen opleider", Klasse("geen opleider", kleuren.ZONDER, "kruis")),
        ("geen praktijk", Klasse("geen praktijk", kleuren.LEEG, "streep")),
        ("geen gegevens", Klasse("geen gegevens", kleuren.ONBEKEND, "stip")),
        ("te klein", Klasse("te klein om te tonen", kleuren.ONBEKEND, "streep")),
    ]
    return _met_bijzonder(klassen, nummers, frame["status"], bijzonder)


def _vestiging(tabel: ResultTable, presentatie: Presentatie, namen: Mapping[str, str]) -> Indeling:
    bijzonder = [
        ("heeft opleider", Klasse("met opleider", (kleuren.NEUTRAAL,))),
        ("geen opleider", Klasse("geen opleider (witte vlek)", kleuren.ZONDER, "kruis")),
        ("geen praktijk", Klasse("geen praktijk", kleuren.LEEG, "streep")),
    ]
    return _met_bijzonder([], np.zeros(len(tabel.frame), dtype=int), tabel.frame["status"], bijzonder)


def _werving(tabel: ResultTable, presentatie: Presentatie, namen: Mapping[str, str]) -> Indeling:
    return _leadklassen(tabel.frame, namen, np.ones(len(tabel.frame), dtype=bool))


def _leadklassen(frame: pd.DataFrame, namen: Mapping[str, str], meedoen: np.ndarray) -> Indeling:
    """A class per way to recruit that occurs in the rows that take part; rows that do not are class 0."""
    plaats = {code: i for i, code in enumerate(namen)}
    gezet = {
        codes: tuple(sorted(filter(None, codes.split("+")), key=plaats.__getitem__))
        for codes in set(frame["instituten"].tolist())
    }
    staten, instituten = frame["staat"].tolist(), frame["instituten"].tolist()
    paren = [(staat, gezet[codes]) for staat, codes in zip(staten, instituten, strict=True)]
    uniek = sorted(
        {paar for paar, doet in zip(paren, meedoen, strict=True) if doet},
        key=lambda paar: (STATEN.index(paar[0]), [plaats[code] for code in paar[1]]),
    )
    nummer = {paar: i for i, paar in enumerate(uniek)}
    klassen = [_leadklasse(staat, codes, namen) for staat, codes in uniek]
    return klassen, np.array([nummer.get(paar, 0) for paar in paren], dtype=int)


def _vergelijking(tabel: ResultTable, presentatie: Presentatie, namen: Mapping[str, str]) -> Indeling:
    """What it becomes where it differs, as in werving; and where only the status does."""
    frame = tabel.frame.rename(columns={"staat_wordt": "staat", "instituten_wordt": "instituten"})
    status = pd.Series(np.where(frame["was"] == frame["wordt"], "status", ""), index=frame.index)
    klassen, nummers = _leadklassen(frame, namen, (status == "").to_numpy())
    return _met_bijzonder(
        klassen, nummers, status, [("status", Klasse("alleen andere status", kleuren.ONBEKEND, "stip"))]
    )


def _leadklasse(staat: str, codes: Sequence[str], namen: Mapping[str, str]) -> Klasse:
    if codes:
        return Klasse(" + ".join(namen[code] for code in codes), tuple(map(kleuren.instituut_kleur, codes)))
    return Klasse(staat, (kleuren.OPEN, "#7b8790"), "kruis") if staat == "open" else Klasse(staat, kleuren.LEEG, "stip")


def _plaatsing(tabel: ResultTable, presentatie: Presentatie, namen: Mapping[str, str]) -> Indeling:
    waarden = tabel.frame["plekken_per_100000"].to_numpy(dtype=float)
    gemeten = ~np.isnan(waarden)
    if presentatie.klassen == "norm":
        midden = tabel.totalen["plekken_per_100000"]
        randen = [midden * deel for deel in (0.8, 0.95, 1.05, 1.2)]
        klassen = _grenslabels([0.0, *randen], [*kleuren.ONDER, *kleuren.BOVEN], "", 2)
        nummers = np.searchsorted(randen, waarden, side="right")
    else:
        klassen, nummers = _gegroepeerd(waarden, gemeten, presentatie.klassen, "", 2)
    status = pd.Series(np.where(gemeten, "", "geen gegevens"))
    return _met_bijzonder(
        klassen, nummers, status, [("geen gegevens", Klasse("geen gegevens", kleuren.ONBEKEND, "stip"))]
    )


_INDELERS = {
    "dichtheid": _dichtheid,
    "vestiging": _vestiging,
    "werving": _werving,
    "vergelijking": _vergelijking,
    "plaatsing": _plaatsing,
}


def _grenslabels(randen: list[float], vulling: list[str], eenheid: str, decimalen: int) -> list[Klasse]:
    teksten = [_kort(rand, decimalen) for rand in randen]
    labels = [f"{van} tot {tot}{eenheid}" for van, tot in pairwise(teksten)] + [f"{teksten[-1]}{eenheid} of meer"]
    return [Klasse(label, (kleur,)) for label, kleur in zip(labels, vulling, strict=True)]


def _kort(rand: float, decimalen: int) -> str:
    """A class limit, without decimals when they are zero."""
    return getal(rand, decimalen).removesuffix("," + "0" * decimalen)


def _gegroepeerd(
    waarden: np.ndarray, meedoen: np.ndarray, methode: str, eenheid: str, decimalen: int, aantal: int = 5
) -> Indeling:
    """Classes by equal counts or equal steps; fewer where values coincide."""
    telt = waarden[meedoen]
    if not len(telt):
        return [], np.zeros(len(waarden), dtype=int)
    delen = np.linspace(0, 1, aantal + 1)
    grenzen = np.quantile(telt, delen) if methode == "kwantiel" else telt.min() + delen * np.ptp(telt)
    onder = np.unique(grenzen[:-1])
    return (
        _grenslabels(list(onder), list(kleuren.OPLOPEND[: len(onder)]), eenheid, decimalen),
        np.clip(np.searchsorted(onder, waarden, side="right") - 1, 0, len(onder) - 1),
    )


def _met_bijzonder(
    klassen: list[Klasse], nummers: np.ndarray, status: pd.Series, bijzonder: Sequence[tuple[str, Klasse]]
) -> Indeling:
    """Add the classes that stand for a status instead of a value, as far as they occur."""
    klassen, nummers = list(klassen), np.array(nummers, dtype=int)
    for naam, klasse in bijzonder:
        raak = (status == naam).to_numpy()
        if raak.any():
            nummers[raak] = len(klassen)
            klassen.append(klasse)
    return klassen, nummers
