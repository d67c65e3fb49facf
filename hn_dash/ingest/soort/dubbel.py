"""What stands twice in a file, in whatever spelling; and what a herindeling adds up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from hn_dash.errors import Bevinding, Ernst
from hn_dash.ingest.soort.gemeenten import Gemeentezoeker, Gevonden
from hn_dash.ingest.soort.soorten import Soort

EERDER = -1
"""The row number of what was accepted before."""


class Dubbelzoeker:
    """Knows which rows were seen.

    A gemeente is one and the same by its code, its name and a former code; in counts only the gemeenten that a
    herindeling joined may come to the same gemeente in more rows than one.
    """

    def __init__(self, soort: Soort, gemeenten: Gemeentezoeker) -> None:
        self.soort, self.gemeenten = soort, gemeenten
        self._gezien: dict[int, int] = {}
        self._delen: dict[str, dict[str, int]] = defaultdict(dict)
        self._kenmerk = itemgetter(*soort.uniek)

    def neem_over(self, rijen: Iterable[Mapping[str, Any]], oud: Iterable[Any] = ()) -> None:
        """Count rows that were accepted before.

        Parameters
        ----------
        oud : the former gemeenten among them, as they were written
        """
        aantal: Counter[str] = Counter()
        for rij in rijen:
            self._gezien[hash(self._kenmerk(rij))] = EERDER
            aantal[rij.get("gemeentecode") or ""] += 1
        for gevonden in {vorm.van: vorm for waarde in oud if (vorm := self.gemeenten.kijk(waarde)).van}.values():
            self._onthoud(gevonden, EERDER)
        for doel, delen in self._delen.items():
            if aantal[doel] <= len(delen):  # all its rows are those of parts
                self._gezien.pop(hash(doel), None)

    def bezwaar(self, rij: Mapping[str, Any], gemeente: Any) -> Bevinding | None:
        """Why a row cannot stand beside those before it; None when it can, and it is seen from now on.

        Parameters
        ----------
        gemeente : its gemeente as the file writes it
        """
        sleutel = hash(self._kenmerk(rij))
        if not self.gemeenten.verdelen and sleutel not in self._gezien:  # most rows of most files
            self._gezien[sleutel] = rij["rij"]
            return None
        gevonden = self.gemeenten.gevonden.get(gemeente)
        deel = gevonden if gevonden and gevonden.van and self.gemeenten.verdelen else None
        sleutel = hash(deel.van) if deel else sleutel
        if (eerder := self._gezien.get(sleutel)) is not None:
            return self._dubbel(rij, eerder, gemeente if gevonden and gevonden.melding else "")
        if zin := self._omvat(deel) if deel else self._verdeeld(rij):
            return Bevinding(zin, rij=rij["rij"], kolom="gemeentecode", waarde=str(gemeente), regel="dubbel")
        self._gezien[sleutel] = rij["rij"]
        if deel:
            self._onthoud(deel, rij["rij"])
        return None

    def besluit(self) -> list[Bevinding]:
        """What was added to what, and what is missing from it."""
        uit = (self._opgeteld(doel, delen) for doel, delen in sorted(self._delen.items()))
        return [bevinding for bevinding in uit if bevinding]

    def _onthoud(self, deel: Gevonden, rij: int) -> None:
        self._gezien[hash(deel.van)] = rij
        for doel in deel.doelen:
            self._delen[doel][deel.van] = rij

    def _dubbel(self, rij: Mapping[str, Any], eerder: int, geschreven: Any) -> Bevinding:
        waarde = ", ".join(str(rij[kolom]) for kolom in self.soort.uniek if rij[kolom] is not None)
        hier = f" (hier “{geschreven}”)" if geschreven else ""
        zin = f"“{waarde}”{hier} staat ook in {_plek(eerder)}; laat één van beide rijen staan."
        return Bevinding(zin, rij=rij["rij"], kolom=", ".join(self.soort.uniek), waarde=waarde, regel="dubbel")

    def _omvat(self, deel: Gevonden) -> str:
        """Why a part cannot stand beside the gemeente that was made of it."""
        for doel in deel.doelen:
            if (zelf := self._gezien.get(hash(doel))) is not None and self._nieuw(doel, deel.van):
                return (
                    f"{self.gemeenten.noem(deel.van)} ging op in {self.gemeenten.noem(doel)}, en die staat in "
                    f"{_plek(zelf)}; laat alleen de nieuwe gemeente staan, of alleen haar delen."
                )
        return ""

    def _verdeeld(self, rij: Mapping[str, Any]) -> str:
        """Why a gemeente cannot stand beside the parts that it was made of."""
        doel = rij.get("gemeentecode") or ""
        delen = {deel: waar for deel, waar in self._delen.get(doel, {}).items() if self._nieuw(doel, deel)}
        if not delen:
            return ""
        return (
            f"{self.gemeenten.noem(doel)} staat er ook in delen: {self._noem(delen)}; laat alleen de nieuwe gemeente "
            "staan, of alleen haar delen."
        )

    def _nieuw(self, doel: str, deel: str) -> bool:
        """Whether a gemeente did not exist yet when one that went into it still did."""
        return doel not in self.gemeenten.herindeling.lijsten[self.gemeenten.laatste(deel)]

    def _opgeteld(self, doel: str, delen: Mapping[str, int]) -> Bevinding | None:
        naam, gevonden = self.gemeenten.noem(doel), self._noem(delen)
        if (zelf := self._gezien.get(hash(doel))) is not None:
            zin = (
                f"Bij {naam} (in {_plek(zelf)}) is opgeteld wat daarin opging: {gevonden}. Haal die rijen weg als de "
                "gemeente zelf ze al meetelt."
            )
            return _melding(zin, "waarschuwing", doel)
        if any(vorm.code == doel and not vorm.van for vorm in self.gemeenten.gevonden.values()):
            return None  # its own row was rejected, and that is told
        if gemist := self._gemist(doel, delen):
            wat = ", ".join(map(self.gemeenten.noem, gemist))
            zin = f"Van {naam} staan er alleen delen: {gevonden}. Vul aan wat ontbreekt: {wat}."
            return _melding(zin, "fout", doel)
        return _melding(f"{naam} is opgeteld uit {gevonden}.", "info", doel)

    def _gemist(self, doel: str, delen: Iterable[str]) -> Sequence[str]:
        """The other gemeenten that a gemeente was made of and that no row of the file names."""
        jaar = max(self.gemeenten.laatste(deel) for deel in delen)
        genoemd = {gevonden.van or gevonden.code for gevonden in self.gemeenten.gevonden.values()} | set(delen)
        vroeger = [(code, self.gemeenten.laatste(code)) for code in genoemd if code]
        er = {
            nieuw
            for code, van in vroeger
            for nieuw in (self.gemeenten.herindeling.vooruit(code, van, jaar) if van < jaar else (code,))
        }
        return sorted(self.gemeenten.voorgangers(doel, jaar) - er)

    def _noem(self, delen: Mapping[str, int]) -> str:
        return ", ".join(f"{self.gemeenten.noem(deel)} (in {_plek(rij)})" for deel, rij in delen.items())


def _plek(rij: int) -> str:
    return "het bestand dat dit aanvult" if rij == EERDER else f"rij {rij}"


def _melding(zin: str, ernst: Ernst, code: str) -> Bevinding:
    regel = {"fout": "ontbreekt", "waarschuwing": "dubbel", "info": "herindeling"}[ernst]
    return Bevinding(zin, kolom="gemeentecode", waarde=code, ernst=ernst, regel=regel)
