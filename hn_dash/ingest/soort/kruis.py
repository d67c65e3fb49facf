"""What only shows when all rows are seen: gaps, sums, points in another gemeente, and a jump since the last time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from hn_dash.errors import Bevinding, Ernst
from hn_dash.ingest.soort.inlezen import Typed
from hn_dash.ingest.soort.soorten import Soort, verouderd
from hn_dash.ingest.soort.totalen import Totalen
from hn_dash.tekst import datum, getal, opsomming, telling

if TYPE_CHECKING:
    from hn_dash.geo.indelingen import Indeling
    from hn_dash.ingest.soort.verwijzingen import Verwijzing

FACTOR, FACTOR_GEMEENTE = 1.5, 3
"""A total, or a gemeente, that grew or shrank by more than this is worth a look before accepting."""
VERSCHIL = 10
"""Smaller differences are nothing to ask about."""
AANDEEL_MARGE = 1e-5


class Kruiscontrole:
    """Sees every good row once, and says at the end what does not hold together.

    Parameters
    ----------
    codes : the gemeenten of the indeling of the rows, code -> name
    vormen : the indeling whose shapes place the points; None when its year has none
    verwijzingen : what the rows are held against in other kinds of files
    opgegaan : gemeenten that are in `codes` and had ended on the peildatum -> when, and what they went to
    """

    def __init__(
        self,
        soort: Soort,
        peildatum: date,
        codes: Mapping[str, str],
        vormen: Indeling | None,
        verwijzingen: Sequence[Verwijzing] = (),
        opgegaan: Mapping[str, tuple[str, Mapping[str, float]]] = MappingProxyType({}),
    ) -> None:
        self.soort, self.peildatum, self.codes, self.vormen = soort, peildatum, codes, vormen
        self._verwijzingen, self._opgegaan = verwijzingen, opgegaan
        self.totalen = Totalen()
        self._aandeel: Counter[str] = Counter()
        self._verlopen = 0
        self._elders: list[tuple[str, str, str]] = []
        self._aantal_elders = 0

    def bekijk(self, blok: list[Typed]) -> Iterable[tuple[Typed, Bevinding]]:
        """Take in a block; gives the rows that cannot stay, with why. Fills in the gemeente of points without one."""
        if self.soort.sleutel == "praktijken":
            yield from self._plaats(blok)
        self._tel(blok)
        for verwijzing in self._verwijzingen:
            verwijzing.bekijk(blok)

    def _tel(self, blok: list[Typed]) -> None:
        tel, telbaar = self.totalen, self.soort.telbaar
        tel.rijen += len(blok)
        for kolom in telbaar:
            if waarden := [rij[kolom] for rij in blok if rij[kolom] is not None]:
                tel.som[kolom] += sum(waarden)
        for rij in blok if self.soort.sleutel == "aantallen" else ():
            for code, aantal in rij["per_instituut"].items():
                tel.som[f"opleiders van {code}"] += aantal
        if telbaar:
            for rij in blok:
                if code := rij.get("gemeentecode"):
                    tel.per_gemeente[code] += rij[telbaar[0]] or 0
        else:
            tel.per_gemeente.update([code for rij in blok if (code := rij.get("gemeentecode"))])
        for rij in blok if self.soort.sleutel == "verzorgingsgebied" else ():
            self._aandeel[rij["gemeentecode"]] += rij["aandeel"]
        for rij in blok if self.soort.sleutel == "opleiders" else ():
            self._verlopen += verouderd(rij, self.peildatum)

    def _plaats(self, blok: list[Typed]) -> Iterable[tuple[Typed, Bevinding]]:
        punten = [rij for rij in blok if rij["lon"] is not None]
        if not punten:
            return
        if self.vormen is None:
            for rij in [rij for rij in punten if rij["gemeentecode"] is None]:
                blok.remove(rij)
                zin = (
                    "Van dit jaar zijn er geen grenzen, dus coördinaten plaatsen de praktijk niet; vul gemeentecode in."
                )
                yield rij, Bevinding(zin, rij=rij["rij"], kolom="gemeentecode", regel="plaats")
            return
        from hn_dash.geo.punten import wijs_toe
        from hn_dash.geo.rd import naar_rd

        x, y = naar_rd([rij["lon"] for rij in punten], [rij["lat"] for rij in punten])
        for rij, code in zip(punten, wijs_toe(x, y, self.vormen), strict=True):
            eigen = rij["gemeentecode"]
            if eigen is None and not code:
                blok.remove(rij)
                plek = f"{rij['lon']}, {rij['lat']}".replace(".", ",")
                zin = f"Het punt ({plek}) ligt in geen gemeente; controleer lon en lat, of vul gemeentecode in."
                yield rij, Bevinding(zin, rij=rij["rij"], kolom="lon, lat", waarde=plek, regel="plaats")
            elif eigen is None:
                rij["gemeentecode"] = code
            elif eigen != code:
                self._aantal_elders += 1
                if len(self._elders) < 5:
                    self._elders.append((rij["praktijk_id"], eigen, code or "geen gemeente"))

    def besluit(
        self, vorige: Totalen | None, genoemd: Collection[str], afgekeurd: Collection[str] = frozenset()
    ) -> list[Bevinding]:
        """What holds for the file as a whole, beside the totals of the snapshot before it.

        Parameters
        ----------
        genoemd : the gemeenten of all rows, rejected ones included: those are not missing
        afgekeurd : what stands in the cells of rejected rows: that is not missing either
        """
        return [
            *self._gaten(genoemd),
            *self._aandelen(),
            *self._punten_elders(),
            *self._erkenningen(),
            *(b for verwijzing in self._verwijzingen for b in verwijzing.besluit(self.totalen, afgekeurd)),
            *(self._sprongen(vorige) if vorige else []),
        ]

    def _gaten(self, genoemd: Collection[str]) -> list[Bevinding]:
        gevonden = {*self.totalen.per_gemeente, *genoemd}
        gemist = sorted(set(self.codes) - gevonden) if self.soort.per_gemeente and self.totalen.rijen else []
        weg = [code for code in gemist if code in self._opgegaan]
        over = [code for code in gemist if code not in self._opgegaan]
        return [*map(self._weg, weg), *([self._ontbreken(over)] if over else [])]

    def _weg(self, code: str) -> Bevinding:
        """A gemeente that is missing because it had ended on the peildatum, while the indeling still has it."""
        dag, naar = self._opgegaan[code]
        namen = opsomming([f"{nieuw} {self.codes.get(nieuw, '')}".strip() for nieuw in naar])
        wat = {"verzorgingsgebied": "dezelfde verdeling", "plan": "dezelfde afspraak"}.get(self.soort.sleutel)
        remedie = f"geef haar {wat}" if wat else "neem haar op met 0, want daar telt zij al mee"
        zin = f"{code} {self.codes[code]} ontbreekt: sinds {datum(dag)} hoort zij bij {namen}; {remedie}."
        ernst: Ernst = "fout" if self.soort.volledig else "waarschuwing"
        return Bevinding(zin, kolom="gemeentecode", waarde=code, ernst=ernst, regel="ontbreekt")

    def _ontbreken(self, gemist: list[str]) -> Bevinding:
        welke = ", ".join(f"{code} {self.codes[code]}" for code in gemist[:5]) + (" …" if len(gemist) > 5 else "")
        wat = "ontbreekt" if len(gemist) == 1 else "ontbreken"
        zin = f"{telling(len(gemist), 'gemeente', 'gemeenten')} {wat}: {welke}."
        if not self.soort.volledig:
            zin = f"{zin} Zij staan dan niet in het plan."
            return Bevinding(zin, kolom="gemeentecode", ernst="waarschuwing", regel="ontbreekt")
        remedie = "een aantal van 0 mag" if self.soort.telbaar else "samen is het aandeel van een gemeente 1"
        return Bevinding(f"{zin} Vul aan; {remedie}.", kolom="gemeentecode", regel="ontbreekt")

    def _aandelen(self) -> list[Bevinding]:
        return [
            Bevinding(
                f"De aandelen van {code} {self.codes[code]} tellen op tot {getal(som, 4)} in plaats van 1.",
                kolom="aandeel",
                waarde=code,
                regel="som",
            )
            for code, som in sorted(self._aandeel.items())
            if abs(som - 1) > AANDEEL_MARGE
        ]

    def _punten_elders(self) -> list[Bevinding]:
        if not self._aantal_elders:
            return []
        welke = "; ".join(f"{kenmerk}: {eigen}, het punt ligt in {punt}" for kenmerk, eigen, punt in self._elders)
        aantal = telling(self._aantal_elders, "praktijk ligt", "praktijken liggen")
        zin = f"{aantal} volgens de coördinaten niet in de genoemde gemeente ({welke}). De gemeentecode telt."
        return [Bevinding(zin, kolom="gemeentecode", ernst="waarschuwing", regel="plaats")]

    def _erkenningen(self) -> list[Bevinding]:
        if not self._verlopen:
            return []
        wie = telling(self._verlopen, "opleider", "opleiders")
        zin = f"De erkenning van {wie} was op de peildatum verlopen; zij tellen mee zolang ze in het bestand staan."
        return [Bevinding(zin, kolom="erkend_tot", ernst="waarschuwing", regel="erkenning")]

    def _sprongen(self, vorige: Totalen) -> list[Bevinding]:
        """Totals and gemeenten that changed by more than a factor since the previous snapshot."""
        nu = self.totalen
        paren = [("het aantal rijen", vorige.rijen, nu.rijen)]
        paren += [(kolom, vorige.som[kolom], nu.som[kolom]) for kolom in sorted(vorige.som.keys() & nu.som.keys())]
        uit = [
            Bevinding(
                f"{wat[0].upper()}{wat[1:]} gaat van {getal(oud)} naar {getal(nieuw)}. Klopt dat?",
                waarde=str(nieuw),
                ernst="waarschuwing",
                regel="sprong",
            )
            for wat, oud, nieuw in paren
            if _sprong(oud, nieuw, FACTOR)
        ]
        gemeenten = [
            (code, vorige.per_gemeente[code], nu.per_gemeente[code])
            for code in sorted(vorige.per_gemeente.keys() & set(self.codes))
            if _sprong(vorige.per_gemeente[code], nu.per_gemeente[code], FACTOR_GEMEENTE)
        ]
        if gemeenten and vorige.per_gemeente.keys() <= set(self.codes):
            welke = "; ".join(f"{self.codes[code]}: {getal(a)} → {getal(b)}" for code, a, b in gemeenten[:5])
            zin = f"Grote sprong in {telling(len(gemeenten), 'gemeente', 'gemeenten')}: {welke}. Klopt dat?"
            uit.append(Bevinding(zin, kolom="gemeentecode", ernst="waarschuwing", regel="sprong"))
        return uit


def _sprong(oud: int, nieuw: int, factor: float) -> bool:
    klein, groot = sorted((oud, nieuw))
    return groot > factor * klein and groot - klein >= VERSCHIL
