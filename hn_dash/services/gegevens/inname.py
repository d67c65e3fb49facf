"""Take a file in: read, check, show what was found, and only then let it count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hn_dash.errors import Bevinding, InvoerFout, SelectieFout
from hn_dash.geo.herindelingen import JAREN
from hn_dash.ingest.soort.gemeenten import Gemeentezoeker
from hn_dash.ingest.soort.inlezen import Inlezer
from hn_dash.ingest.soort.kruis import Kruiscontrole
from hn_dash.ingest.soort.paren import Praktijkenlijst
from hn_dash.ingest.soort.postcodes import lees_postcodes
from hn_dash.ingest.soort.soorten import SOORTEN, Soort
from hn_dash.ingest.soort.velden import Omgeving
from hn_dash.ingest.tabel.bestand import open_bestand
from hn_dash.services.catalogus.namen import namen_op
from hn_dash.services.gegevens.aanvulling import Aanvulling, read_aanvulling
from hn_dash.services.gegevens.samenhang import Samenhang
from hn_dash.store.snapshots import AANVAARD, CONCEPT, QUARANTAINE

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
    peildatum : the day that the rows describe; None: that of the file that they complete
    indeling : the year of the gemeenten in the file; None: that of the peildatum
    bron : where it comes from, printed with every result; empty: the name of the file
    koppeling : column of the kind -> head in the file, where somebody chose so
    bij : a snapshot in quarantine whose good rows these rows complete, on its day, in its year and from its source
    """

    soort: str
    pad: Path
    naam: str
    peildatum: date | None
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
    eerder : of the good rows, those of the file that this one completes
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
    eerder: int
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
    vult_aan = None if opdracht.bij is None else read_aanvulling(opdracht.bij, soort.sleutel, magazijn.snapshots)
    peildatum, indeling = _check_vraag(opdracht, vult_aan)
    try:
        with ThreadPoolExecutor(1) as lezer:  # a spreadsheet is read in a child, and that takes as long as this
            gelezen = lezer.submit(open_bestand, opdracht.pad, opdracht.naam, partial(voortgang, "lezen"))
            samenhang = Samenhang(soort.sleutel, peildatum, indeling, magazijn)
            praktijken = samenhang.praktijken() if soort.sleutel == "opleiders" else None
            vorige, verwijzingen = samenhang.vorige(), samenhang.verwijzingen(praktijken)
            bestand = gelezen.result()
        eigen = _omgeving(soort, peildatum, indeling, bestand.vorm.decimaal, magazijn, praktijken)
        inlezer = Inlezer(
            soort, bestand, eigen, opdracht.koppeling, lambda gedaan, totaal: voortgang("controleren", gedaan, totaal)
        )
        if vult_aan:
            vult_aan.eis_zelfde_instituten(inlezer.koppeling.per_instituut)
        if "postcode" in inlezer.koppeling.plaats:
            eigen.postcodes = lees_postcodes(magazijn.postcodes)
    except InvoerFout as fout:
        if not proef:
            magazijn.snapshots.noteer(opdracht.wie, "geweigerd", f"{soort.sleutel} uit {opdracht.naam}: {fout.zin}")
        raise
    blokken = inlezer.blokken()
    kop: dict[str, Any] = {
        "soort": soort.sleutel,
        "peildatum": peildatum,
        "indeling": indeling,
        "bron": opdracht.bron or (vult_aan.kenmerken.bron if vult_aan else opdracht.naam),
        "bestandsnaam": opdracht.naam,
        "controlegetal": bestand.vorm.sha256,
        "wie": opdracht.wie,
    }
    with nullcontext() if proef else magazijn.snapshots.nieuw(kop) as nieuw:
        eerdere = vult_aan.rijen if vult_aan else []
        if vult_aan:
            inlezer.neem_over(eerdere, vult_aan.oud)
            for bevinding in vult_aan.anders(opdracht.peildatum, opdracht.indeling):
                inlezer.bevindingen.meld(bevinding)
        if nieuw:
            nieuw.voeg_toe(eerdere)
        blok = next(blokken, None)  # the indeling of the file is known once it is read
        codes = eigen.gemeenten.codes
        jaar = eigen.gemeenten.indeling
        weg = eigen.gemeenten.herindeling.sinds_nieuwjaar(peildatum.isoformat()) if jaar == peildatum.year else {}
        kruis = Kruiscontrole(soort, peildatum, codes, _vormen(jaar, magazijn), verwijzingen, weg)
        list(kruis.bekijk(eerdere))
        kruis.totalen.eerder = len(eerdere)
        while blok is not None:
            for rij, bevinding in kruis.bekijk(blok):
                inlezer.keur_af(rij["rij"], _als_tekst(rij), bevinding)
            if nieuw:
                nieuw.voeg_toe(blok)
            blok = next(blokken, None)
        lijst = inlezer.bevindingen
        afgekeurd = {cel for cellen in inlezer.afgekeurd.values() for cel in cellen.values()}
        for bevinding in kruis.besluit(vorige, eigen.gemeenten.genoemd, afgekeurd):
            lijst.meld(bevinding)
        for bevinding in samenhang.besluit(eigen.onbekend, praktijken):
            lijst.meld(bevinding)
        status = QUARANTAINE if lijst.aantal["fout"] else AANVAARD if aanvaard else CONCEPT
        if nieuw:
            einde = {"status": status, "indeling": inlezer.indeling, "rijen_in": inlezer.rijen_in}
            nieuw.sluit_af(einde, kruis.totalen, lijst.bewaard, inlezer.afgekeurd)
    magazijn.peiling.ververs()
    return Kwitantie(
        soort=soort.sleutel,
        bestand=opdracht.naam,
        peildatum=peildatum.isoformat(),
        indeling=inlezer.indeling,
        bron=kop["bron"],
        controlegetal=bestand.vorm.sha256,
        vorm=_vorm(bestand.vorm),
        rijen_in=inlezer.rijen_in,
        rijen_uit=kruis.totalen.rijen,
        eerder=len(eerdere),
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


def _check_vraag(opdracht: Opdracht, vult_aan: Aanvulling | None) -> tuple[date, int]:
    """The day and the indeling that are asked for, when the question makes sense; a correction follows its file."""
    if vult_aan:
        return vult_aan.kenmerken.peildatum, vult_aan.kenmerken.indeling
    dag = opdracht.peildatum
    laatste = date(JAREN[-1] + 1, 12, 31)
    if dag is None or not VROEGSTE <= dag <= laatste:
        zin = f"Peildatum {dag or '(leeg)'} kan niet; kies een dag van {VROEGSTE} tot en met {laatste}."
        raise InvoerFout(zin, [Bevinding(zin, regel="peildatum")])
    indeling = opdracht.indeling or min(max(dag.year, JAREN[0]), JAREN[-1])
    if indeling not in JAREN:
        raise SelectieFout(f"Indeling {indeling} is er niet; kies een jaar van {JAREN[0]} tot en met {JAREN[-1]}.")
    return dag, indeling


def _omgeving(
    soort: Soort, peildatum: date, indeling: int, decimaal: str, magazijn: Magazijn, praktijken: Praktijkenlijst | None
) -> Omgeving:
    """What the cells of a file are held against."""
    basis = magazijn.basis
    namen = namen_op(basis, peildatum)
    return Omgeving(
        decimaal=decimaal,
        peildatum=peildatum,
        gemeenten=Gemeentezoeker(indeling, basis.geo.herindeling, soort.sleutel in DEELBAAR),
        **namen._asdict(),
        praktijken=praktijken.plaats if praktijken else frozenset(),
    )


def _vormen(jaar: int, magazijn: Magazijn) -> Indeling | None:
    geo = magazijn.basis.geo
    return geo.indeling(jaar) if jaar in geo.jaren else None


def _als_tekst(rij: Mapping[str, Any]) -> dict[str, str]:
    return {kolom: "" if waarde is None else str(waarde) for kolom, waarde in rij.items() if kolom != "rij"}


def _vorm(vorm: Any) -> str:
    if vorm.formaat != "csv":
        return f"{vorm.formaat.upper()}, blad “{vorm.blad}”"
    scheiding = {";": "puntkomma", ",": "komma", "\t": "tab"}[vorm.scheiding]
    return f"CSV, {vorm.codering}, {scheiding}, decimale {'komma' if vorm.decimaal == ',' else 'punt'}"
