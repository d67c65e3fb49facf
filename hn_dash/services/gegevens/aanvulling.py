"""A correction: the file in quarantine that it completes, with the day, the year and the source of that file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from hn_dash.begrippen import PER_INSTITUUT
from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.store.snapshots import QUARANTAINE, Kenmerken
from hn_dash.tekst import getal, opsomming

if TYPE_CHECKING:
    from hn_dash.store.snapshots import Snapshots


@dataclass(frozen=True, slots=True)
class Aanvulling:
    """What a correction goes on with.

    Parameters
    ----------
    kenmerken : the file that it completes
    rijen : the good rows of that file
    oud : the former gemeenten among them, as that file writes them
    """

    kenmerken: Kenmerken
    rijen: list[dict[str, Any]]
    oud: tuple[str, ...]

    def anders(self, peildatum: date | None, indeling: int | None) -> list[Bevinding]:
        """That a day or year which was asked for is not followed."""
        dit = self.kenmerken
        gevraagd = [
            f"{wat} {vraag}"
            for wat, vraag, is_ in (("peildatum", peildatum, dit.peildatum), ("indeling", indeling, dit.indeling))
            if vraag not in (None, is_)
        ]
        if not gevraagd:
            return []
        zin = (
            f"Dit vult snapshot {dit.id} ({dit.bestandsnaam}) aan: peildatum {dit.peildatum} en indeling "
            f"{dit.indeling} blijven die van dat bestand, niet {' en '.join(gevraagd)}."
        )
        return [Bevinding(zin, ernst="waarschuwing", regel="aanvulling")]

    def eis_zelfde_instituten(self, instituten: Collection[str]) -> None:
        """Refuse a correction that counts other institutes: who is not counted in one of the two would get 0 there."""
        van_eerste = {code for rij in self.rijen for code in rij.get("per_instituut", ())}
        if not self.rijen or van_eerste == set(instituten):
            return
        mist = [PER_INSTITUUT + code for code in sorted(van_eerste - set(instituten))]
        over = [PER_INSTITUUT + code for code in sorted(set(instituten) - van_eerste)]
        dit = f"snapshot {self.kenmerken.id} ({self.kenmerken.bestandsnaam})"
        zinnen = [f"Hier ontbreekt {opsomming(mist)}, die {dit} wel heeft; voeg toe wat ontbreekt."] if mist else []
        if over:
            zinnen.append(
                f"Hier staat {opsomming(over)}, die {dit} niet heeft; haal weg wat erbij kwam, of lees het hele "
                "bestand opnieuw in."
            )
        raise InvoerFout(" ".join(zinnen), [Bevinding(zin, rij=1, regel="kop") for zin in zinnen])


def read_aanvulling(nummer: int, soort: str, snapshots: Snapshots) -> Aanvulling:
    """The file in quarantine that rows of a kind complete.

    Raises
    ------
    InvoerFout : there is no such file
    """
    dit = snapshots.zoek(nummer)
    if (dit.status, dit.soort) != (QUARANTAINE, soort):
        zin = f"Snapshot {dit.id} is geen bestand {soort} in quarantaine; kies een ander, of laat het weg."
        raise InvoerFout(zin)
    frame = snapshots.rijen(dit.id, soort)
    schoon = frame.astype(object).where(frame.notna(), None)
    rijen = [dict(zip(frame.columns, rij, strict=True)) for rij in schoon.itertuples(index=False)]
    return Aanvulling(dit, rijen, _oude_gemeenten(dit.id, snapshots))


def remedie(bevindingen: Iterable[Bevinding]) -> str:
    """How a file in quarantine is mended; a row that stands twice is refused in a correction too."""
    dubbel = {bevinding.regel == "dubbel" for bevinding in bevindingen if bevinding.ernst == "fout"}
    if dubbel == {True}:
        return "Verbeter het hele bestand en lees het opnieuw in."
    zonder = ", zonder de dubbele," if True in dubbel else ","
    return f"Verbeter de afgekeurde rijen{zonder} en lees ze in als aanvulling op dit bestand."


def rijen_in_woorden(rijen_in: int, goed: int, eerder: int) -> str:
    """How many rows a file has, how many of them are good, and how many there are with those that it completes.

    >>> rijen_in_woorden(343, 342, 0)
    '343 in het bestand, 342 goed'
    >>> rijen_in_woorden(1, 342, 341)
    '1 in het bestand, 1 goed; samen met het bestand dat het aanvult 342'
    """
    samen = f"; samen met het bestand dat het aanvult {getal(goed)}" if eerder else ""
    return f"{getal(rijen_in)} in het bestand, {getal(goed - eerder)} goed{samen}"


def _oude_gemeenten(nummer: int, snapshots: Snapshots) -> tuple[str, ...]:
    """The former gemeenten that have a good row; one whose row was rejected is still to come."""
    bevindingen = snapshots.bevindingen(nummer)
    dubbel = {bevinding.rij for bevinding in bevindingen if bevinding.regel == "dubbel"}
    afgekeurd = snapshots.afgekeurd(nummer).items()
    nog = {cel for rij, cellen in afgekeurd if rij not in dubbel for cel in cellen.values()}
    return tuple(b.waarde for b in bevindingen if b.regel == "herindeling" and b.waarde and b.waarde not in nog)
