"""Which files count together on a day, and what they say of each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from hn_dash.begrippen import leden_van
from hn_dash.domain.basis.instituten import opvolger_op
from hn_dash.errors import Bevinding, Ernst
from hn_dash.ingest.soort.paren import Opleiderslijst, Praktijkenlijst, check_paar, oorzaak
from hn_dash.ingest.soort.totalen import Totalen
from hn_dash.ingest.soort.verwijzingen import Gelijkend, VanOpleiders, VanPraktijken, VanWoorden, Verwijzing
from hn_dash.store.snapshots import AANVAARD, Kenmerken
from hn_dash.tekst import telling

if TYPE_CHECKING:
    from hn_dash.services.catalogus.magazijn import Magazijn

LOCATIES = {
    ("plekken", "verzorgingsgebied"): (
        "Deze locaties hebben plekken en geen verzorgingsgebied: {wat}. Hun quotum is niet te berekenen; vul het "
        "verzorgingsgebied aan, of verbeter de naam.",
        "Deze locaties hebben een verzorgingsgebied en geen plekken: {wat}. Vul de plekken aan, of verbeter de naam.",
    ),
    ("stageplekken", "plekken"): (
        "Deze locaties hebben stageplekken en geen opleidingsplekken: {wat}. Verbeter de naam, of vul de plekken aan.",
        "",
    ),
}
"""Kinds that name locations -> what there is to say of those that only the first has, and only the second."""
INSTITUTEN = (
    "Deze instituten werven volgens het plan en hebben geen opleiders: {wat}. Verbeter het instituut, of vul aan.",
    "Deze instituten hebben opleiders en werven volgens het plan nergens: {wat}. Al die relaties kruisen dan.",
)

MET_OPLEIDERS = ("opleiders", "aantallen")
SOM = "opleiders van "
LEES: Mapping[str, Callable[[Sequence[Mapping[str, Any]]], Iterable[str]]] = {
    "plan": lambda blok: [code for rij in blok for code in leden_van(rij["instituten"])],
    "opleiders": lambda blok: [rij["instituut"] for rij in blok],
    "aantallen": lambda blok: [code for rij in blok for code, n in rij["per_instituut"].items() if n],
    **dict.fromkeys(
        ("plekken", "verzorgingsgebied", "stageplekken"),
        lambda blok: [rij["locatie"] for rij in blok if rij["locatie"]],
    ),
}
"""Kind -> the institutes or locations that some of its rows name."""


class Samenhang:
    """What a file of a kind and a day stands beside: what counts on that day, and what counts with it later.

    Parameters
    ----------
    jaar : the year of the gemeenten in the file
    """

    def __init__(self, soort: str, dag: date, jaar: int, magazijn: Magazijn) -> None:
        self._soort, self._dag, self._jaar, self._magazijn = soort, dag, jaar, magazijn
        self._herindeling = magazijn.basis.geo.herindeling
        self._aanvaard = [k for k in magazijn.snapshots.lijst() if k.status == AANVAARD]

    def vorige(self) -> Totalen | None:
        """What the file adds up to that counted until now, when there is one."""
        k = self._op(self._soort)
        return self._magazijn.snapshots.totalen(k.id) if k else None

    def praktijken(self) -> Praktijkenlijst:
        """The praktijken that opleiders of the day can refer to: those that were read in, or the example's."""
        eigen = self._op("praktijken")
        if eigen:
            return self._praktijken(eigen)
        basis = self._magazijn.basis
        paren = zip(basis.praktijken["praktijk_id"], basis.praktijken["gemeentecode"], strict=True)
        return Praktijkenlijst("het voorbeeld", basis.indeling, dict(paren))

    def verwijzingen(self, praktijken: Praktijkenlijst | None = None) -> list[Verwijzing]:
        """What the rows of the file are held against.

        Parameters
        ----------
        praktijken : those of the day, for opleiders
        """
        if self._soort == "opleiders" and praktijken:
            later = [self._praktijken(k) for k in self._samen("praktijken") if k.peildatum > self._dag]
            paar = VanOpleiders(self._jaar, [praktijken, *later], self._herindeling)
            return [Gelijkend("opleider_id"), paar, *self._instituten()]
        if self._soort == "praktijken":
            paren = [(self.opleiders(k), self._vorige(k)) for k in self._samen("opleiders")]
            return [Gelijkend("praktijk_id"), *([VanPraktijken(self._jaar, paren, self._herindeling)] if paren else [])]
        return [*self._instituten(), *self._locaties()]

    def besluit(self, onbekend: Mapping[str, int], praktijken: Praktijkenlijst | None) -> list[Bevinding]:
        """What there is to say once all rows are read.

        Parameters
        ----------
        onbekend : praktijken that opleiders refer to and that are not known, so many of each
        """
        zinnen = [*self._vervangt(), *(self._afgewezen(onbekend, praktijken) if onbekend and praktijken else [])]
        return [Bevinding(zin, ernst="waarschuwing", regel="verwijzing") for zin in zinnen]

    def _afgewezen(self, onbekend: Mapping[str, int], praktijken: Praktijkenlijst) -> Iterator[str]:
        """How many opleiders refer to praktijken that are not known, and why that probably is."""
        eerste = min((k.peildatum for k in self._aanvaard if k.soort == "praktijken"), default=None)
        if self._op("praktijken") is not None:
            waarom = oorzaak(onbekend, praktijken.plaats, len(onbekend) == 1)
            waarom = waarom or "Waarschijnlijk zijn zij gesloten, nieuw of hernummerd: lees eerst de praktijken in."
        elif eerste is not None:
            waarom = f"De praktijken zijn er pas vanaf {eerste}: lees die van {self._dag} of eerder in."
        else:
            waarom = "Er zijn nog geen praktijken ingelezen, alleen die van het voorbeeld: lees eerst de praktijken in."
        aantal = sum(onbekend.values())
        wie = f"{telling(aantal, 'opleider', 'opleiders')} {'verwijst' if aantal == 1 else 'verwijzen'}"
        yield f"{wie} naar een praktijk die niet in {praktijken.naam} staat. {waarom}"

    def _vervangt(self) -> Iterator[str]:
        """That counts per gemeente no longer count, while one of the two lists that replace them is not there yet."""
        ander = {"praktijken": "opleiders", "opleiders": "praktijken"}.get(self._soort)
        tellingen = self._op("aantallen")
        if ander and tellingen and not self._op(ander):
            yield (
                f"Door dit bestand tellen de aantallen van {tellingen.peildatum} niet meer mee, en een bestand {ander} "
                "is er nog niet; lees dat ook in."
            )

    def _op(self, soort: str, dag: date | None = None) -> Kenmerken | None:
        """The snapshot of a kind that counts on a day: that of the file, or another."""
        passend = [k for k in self._aanvaard if k.soort == soort and k.peildatum <= (dag or self._dag)]
        return max(passend, key=lambda k: k.rang, default=None)

    def _samen(self, ander: str) -> list[Kenmerken]:
        """The snapshots of another kind that count on a day on which this file does."""
        tot = min(
            (k.peildatum for k in self._aanvaard if k.soort == self._soort and k.peildatum > self._dag), default=None
        )
        later = {k.peildatum for k in self._aanvaard if k.soort == ander and k.peildatum > self._dag}
        dagen = [self._dag, *sorted(dag for dag in later if tot is None or dag < tot)]
        return [k for dag in dagen if (k := self._op(ander, dag))]

    def _praktijken(self, k: Kenmerken) -> Praktijkenlijst:
        rijen = self._magazijn.snapshots.waarden(k.id, "praktijken", "praktijk_id", "gemeentecode")
        plaats: dict[str, str] = dict(rijen)
        return Praktijkenlijst(_bestand(k), k.indeling, plaats, None)

    def opleiders(self, k: Kenmerken) -> Opleiderslijst:
        """A snapshot of opleiders."""
        rijen = self._magazijn.snapshots.waarden(k.id, "opleiders", "praktijk_id", "gemeentecode")
        tel: Counter[tuple[str | None, str | None]] = Counter(rijen)
        return Opleiderslijst(_bestand(k), k.indeling, tel)

    def _vorige(self, opleiders: Kenmerken) -> Praktijkenlijst | None:
        """The praktijken that counted until now, as far as opleiders refer to them."""
        k = self._op("praktijken")
        return self._genoemd(k, opleiders) if k else None

    def _genoemd(self, k: Kenmerken, opleiders: Kenmerken) -> Praktijkenlijst:
        plaats = self._magazijn.snapshots.plaatsen(k.id, opleiders.id)
        return Praktijkenlijst(_bestand(k), k.indeling, plaats, self._magazijn.snapshots.totalen(k.id).per_gemeente)

    def opgevolgd(self, opleiders: Kenmerken) -> tuple[Praktijkenlijst, Praktijkenlijst | None]:
        """The praktijken of the day, and those that counted before them."""
        k = self._op("praktijken")
        if k is None:
            return self.praktijken(), None
        eerder = [ander for ander in self._aanvaard if ander.soort == "praktijken" and ander.rang < k.rang]
        return self._praktijken(k), self._genoemd(
            max(eerder, key=lambda ander: ander.rang), opleiders
        ) if eerder else None

    def _locaties(self) -> Iterator[Verwijzing]:
        for (een, twee), zinnen in LOCATIES.items():
            if self._soort not in (een, twee):
                continue
            ander = twee if self._soort == een else een
            kanten = zinnen if self._soort == een else zinnen[::-1]
            for k in self._samen(ander):
                tel = Counter(code for (code,) in self._magazijn.snapshots.waarden(k.id, ander, "locatie") if code)
                yield VanWoorden(LEES[self._soort], tel, kanten, ("waarschuwing", "waarschuwing"), "locatie")

    def _instituten(self) -> Iterator[Verwijzing]:
        if self._soort not in ("plan", *MET_OPLEIDERS):
            return
        plan = self._soort == "plan"
        for ander in MET_OPLEIDERS if plan else ("plan",):
            for k in self._samen(ander):
                nu = partial(self._nu, dag=max(self._dag, k.peildatum))
                andere: Counter[str] = Counter()
                for code, n in self._tel_instituten(k).items():
                    andere[nu(code)] += n
                ernst: tuple[Ernst, Ernst] = ("waarschuwing", "info")
                kanten = (INSTITUTEN, ernst) if plan else (INSTITUTEN[::-1], ernst[::-1])
                yield VanWoorden(LEES[self._soort], andere, *kanten, "instituten" if plan else "instituut", nu)

    def _tel_instituten(self, k: Kenmerken) -> Counter[str]:
        """How often a snapshot names each institute."""
        if k.soort == "aantallen":
            som = self._magazijn.snapshots.totalen(k.id).som
            return Counter({wat.removeprefix(SOM): n for wat, n in som.items() if wat.startswith(SOM) and n})
        kolom = "instituten" if k.soort == "plan" else "instituut"
        uit: Counter[str] = Counter()
        for (codes,) in self._magazijn.snapshots.waarden(k.id, k.soort, kolom):
            uit.update(leden_van(codes))
        return uit

    def _nu(self, code: str, dag: date) -> str:
        return opvolger_op(self._magazijn.basis.instituten, code, dag) or code


def _bestand(k: Kenmerken) -> str:
    return f"het bestand {k.soort} van {k.peildatum}"


def check_geldend(soort: str, magazijn: Magazijn) -> list[Bevinding]:
    """What the newest files that count now say of each other, after one of a kind was accepted or taken back."""
    if soort not in ("praktijken", "opleiders"):
        return []
    geldend = magazijn.snapshots.geldend()
    opleiders = geldend.get("opleiders")
    if opleiders is None:
        return []
    samen = Samenhang("opleiders", max(k.peildatum for k in geldend.values()), opleiders.indeling, magazijn)
    praktijken, vorige = samen.opgevolgd(opleiders) if soort == "praktijken" else (samen.praktijken(), None)
    return check_paar(praktijken, samen.opleiders(opleiders), magazijn.basis.geo.herindeling, vorige)
