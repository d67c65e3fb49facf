"""Take a file in: read, check, show what was found, and only then let it count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hn_dash.errors import Bevinding, InvoerFout, SelectieFout
from hn_dash.geo.herindelingen import JAREN
from hn_dash.ingest.soort.gemeenten import Gemeentezoeker
from hn_dash.ingest.soort.inlezen import Inlezer
from hn_dash.ingest.soort.kruis import Kruiscontrole
from hn_dash.ingest.soort.postcodes import lees_postcodes
from hn_dash.ingest.soort.soorten import SOORTEN, Soort
from hn_dash.ingest.soort.velden import Omgeving
from hn_dash.ingest.tabel.bestand import open_bestand
from hn_dash.services.catalogus.namen import namen_op
from hn_dash.store.snapshots import AANVAARD, CONCEPT, QUARANTAINE, Kenmerken

if TYPE_CHECKING:
    from hn_dash.geo.indelingen import Indeling
    from hn_dash.services.catalogus.magazijn import Magazijn

VROEGSTE = date(2000, 1, 1)
DEELBAAR = ("aantallen", "inwoners")
"""Kinds whose numbers may be divided over the successors of a gemeente that was split."""


@dataclass(frozen=True, slots=True)
class Opdracht:
    """What somebody asks to read in.

    Parameters
    ----------
    naam : what the file is called, for the findings and the log
    indeling : the year of the gemeenten in the file; None: that of the peildatum
    bron : where it comes from, printed with every result; empty: the name of the file
    koppeling : column of the kind -> head in the file, where somebody chose so
    bij : a snapshot in quarantine whose good rows these rows complete
    """

    soort: str
    pad: Path
    naam: str
    peildatum: date
    indeling: int | None = None
    bron: str = ""
    wie: str = "onbekend"
    koppeling: Mapping[str, str] | None = None
    bij: int | None = None


@dataclass(frozen=True, slots=True)
class Kwitantie:
    """What came of a file: the receipt.

    Parameters
    ----------
    snapshot : its number; None when nothing was kept (a dry run, or a file that is no table)
    status : concept, aanvaard, quarantaine, or "geweigerd" when nothing could be kept
    totalen : what the good rows add up to
    """

    soort: str
    bestand: str
    peildatum: str
    indeling: int
    bron: str
    controlegetal: str
    vorm: str
    rijen_in: int
    rijen_uit: int
    afgekeurd: int
    status: str
    snapshot: int | None
    totalen: Mapping[str, int]
    aantal: Mapping[str, int]
    bevindingen: tuple[Bevinding, ...]

    @property
    def goed(self) -> bool:
        """Whether the file can be accepted."""
        return not self.aantal.get("fout")

    def als_dict(self) -> dict[str, Any]:
        """Everything as plain JSON values."""
        return asdict(self)


def neem_in(
    opdracht: Opdracht,
    magazijn: Magazijn,
    proef: bool = False,
    aanvaard: bool = False,
    voortgang: Callable[[str, int, int], None] = lambda stap, gedaan, totaal: None,
) -> Kwitantie:
    """Read a file and check it; keep it as a snapshot unless it is a trial.

    A file with a fout goes to quarantine, where its good and rejected rows wait for a correction; one without becomes
    a concept, or counts at once with `aanvaard`. Whatever happens, what counted before stays as it was.

    Raises
    ------
    InvoerFout : the question itself is wrong, or the file is no table of its kind; with every finding
    """
    soort = _soort(opdracht.soort)
    indeling = _check_vraag(opdracht)
    try:
        bestand = open_bestand(opdracht.pad, opdracht.naam, lambda gedaan, totaal: voortgang("lezen", gedaan, totaal))
        eigen = _omgeving(soort, opdracht, indeling, bestand.vorm.decimaal, magazijn)
        inlezer = Inlezer(
            soort, bestand, eigen, opdracht.koppeling, lambda gedaan, totaal: voortgang("controleren", gedaan, totaal)
        )
    except InvoerFout as fout:
        if not proef:
            magazijn.snapshots.noteer(opdracht.wie, "geweigerd", f"{soort.sleutel} uit {opdracht.naam}: {fout.zin}")
        raise
    blokken = inlezer.blokken()
    kop: dict[str, Any] = {
        "soort": soort.sleutel,
        "peildatum": opdracht.peildatum,
        "indeling": indeling,
        "bron": opdracht.bron or opdracht.naam,
        "bestandsnaam": opdracht.naam,
        "controlegetal": bestand.vorm.sha256,
        "wie": opdracht.wie,
    }
    eerder = magazijn.snapshots.geldend(opdracht.peildatum).get(soort.sleutel)
    vorige = magazijn.snapshots.totalen(eerder.id) if eerder else None
    with nullcontext() if proef else magazijn.snapshots.nieuw(kop) as nieuw:
        if opdracht.bij is not None:
            eerdere = _eerdere(opdracht, magazijn, inlezer)
            if nieuw:
                nieuw.voeg_toe(eerdere)
        else:
            eerdere = []
        blok = next(blokken, None)  # the indeling of the file is known once it is read
        codes = eigen.gemeenten.codes
        kruis = Kruiscontrole(soort, opdracht.peildatum, codes, _vormen(eigen.gemeenten.indeling, magazijn))
        list(kruis.bekijk(eerdere))
        while blok is not None:
            for rij, bevinding in kruis.bekijk(blok):
                inlezer.keur_af(rij["rij"], _als_tekst(rij), bevinding)
            if nieuw:
                nieuw.voeg_toe(blok)
            blok = next(blokken, None)
        lijst = inlezer.bevindingen
        for bevinding in kruis.besluit(vorige, eigen.gemeenten.genoemd):
            lijst.meld(bevinding)
        status = QUARANTAINE if lijst.aantal["fout"] else AANVAARD if aanvaard else CONCEPT
        if nieuw:
            einde = {"status": status, "indeling": inlezer.indeling, "rijen_in": inlezer.rijen_in}
            nieuw.sluit_af(einde, kruis.totalen, lijst.bewaard, inlezer.afgekeurd)
    magazijn.peiling.ververs()
    return Kwitantie(
        soort=soort.sleutel,
        bestand=opdracht.naam,
        peildatum=opdracht.peildatum.isoformat(),
        indeling=inlezer.indeling,
        bron=kop["bron"],
        controlegetal=bestand.vorm.sha256,
        vorm=_vorm(bestand.vorm),
        rijen_in=inlezer.rijen_in,
        rijen_uit=kruis.totalen.rijen,
        afgekeurd=inlezer.aantal_afgekeurd,
        status=status,
        snapshot=nieuw.id if nieuw else None,
        totalen={"rijen": kruis.totalen.rijen, **kruis.totalen.som},
        aantal=dict(lijst.aantal),
        bevindingen=tuple(lijst.bewaard),
    )


def _soort(sleutel: str) -> Soort:
    if sleutel not in SOORTEN:
        raise InvoerFout(f"Soort “{sleutel}” bestaat niet; kies {', '.join(SOORTEN)}.")
    return SOORTEN[sleutel]


def _check_vraag(opdracht: Opdracht) -> int:
    """The indeling that is asked for, when the question makes sense."""
    if not VROEGSTE <= opdracht.peildatum <= date(JAREN[-1] + 1, 12, 31):
        zin = f"Peildatum {opdracht.peildatum.isoformat()} kan niet; kies een dag vanaf {VROEGSTE.isoformat()}."
        raise InvoerFout(zin, [Bevinding(zin, regel="peildatum")])
    indeling = opdracht.indeling or min(max(opdracht.peildatum.year, JAREN[0]), JAREN[-1])
    if indeling not in JAREN:
        raise SelectieFout(f"Indeling {indeling} is er niet; kies een jaar van {JAREN[0]} tot en met {JAREN[-1]}.")
    return indeling


def _omgeving(soort: Soort, opdracht: Opdracht, indeling: int, decimaal: str, magazijn: Magazijn) -> Omgeving:
    """What the cells of a file are held against."""
    basis = magazijn.basis
    open_, gesloten, locaties = namen_op(basis, opdracht.peildatum)
    return Omgeving(
        decimaal=decimaal,
        peildatum=opdracht.peildatum,
        gemeenten=Gemeentezoeker(indeling, basis.geo.herindeling, soort.sleutel in DEELBAAR),
        instituten=open_,
        gesloten=gesloten,
        locaties=locaties,
        praktijken=magazijn.praktijken_op(opdracht.peildatum) if soort.sleutel == "opleiders" else frozenset(),
        postcodes=lees_postcodes(magazijn.postcodes) if soort.sleutel == "praktijken" else None,
    )


def _vormen(jaar: int, magazijn: Magazijn) -> Indeling | None:
    geo = magazijn.basis.geo
    return geo.indeling(jaar) if jaar in geo.jaren else None


def _eerdere(opdracht: Opdracht, magazijn: Magazijn, inlezer: Inlezer) -> list[dict[str, Any]]:
    """The good rows of the quarantined file that this one corrects."""
    eerder: Kenmerken = magazijn.snapshots.zoek(opdracht.bij or 0)
    if (eerder.status, eerder.soort) != (QUARANTAINE, opdracht.soort):
        zin = f"Snapshot {eerder.id} is geen bestand {opdracht.soort} in quarantaine; kies een ander, of laat het weg."
        raise InvoerFout(zin)
    frame = magazijn.snapshots.rijen(eerder.id, eerder.soort)
    schoon = frame.astype(object).where(frame.notna(), None)
    rijen = [dict(zip(frame.columns, rij, strict=True)) for rij in schoon.itertuples(index=False)]
    for rij in rijen:
        inlezer.neem_over(rij)
    return rijen


def _als_tekst(rij: Mapping[str, Any]) -> dict[str, str]:
    return {kolom: "" if waarde is None else str(waarde) for kolom, waarde in rij.items() if kolom != "rij"}


def _vorm(vorm: Any) -> str:
    if vorm.formaat != "csv":
        return f"{vorm.formaat.upper()}, blad “{vorm.blad}”"
    scheiding = {";": "puntkomma", ",": "komma", "\t": "tab"}[vorm.scheiding]
    return f"CSV, {vorm.codering}, {scheiding}, decimale {'komma' if vorm.decimaal == ',' else 'punt'}"
