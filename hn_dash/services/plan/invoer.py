"""A file of the kind `plan` taken over into a plan that people work on: one step of its log, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from hn_dash.domain.basis.overgang import overgang
from hn_dash.domain.plan.afspraak import Afspraak, uit_frame
from hn_dash.domain.plan.omzetting import zet_plan_om
from hn_dash.domain.plan.stand import Planstand, Wijziging
from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.geo.indelingen import Geo
from hn_dash.ingest.soort.gemeenten import Gemeentezoeker
from hn_dash.ingest.soort.inlezen import Inlezer
from hn_dash.ingest.soort.soorten import SOORTEN
from hn_dash.ingest.soort.velden import Omgeving
from hn_dash.ingest.tabel.bestand import open_bestand
from hn_dash.services.catalogus.namen import namen_op
from hn_dash.services.plan.bericht import Verzoek
from hn_dash.services.plan.wijzigen import Planbeheer
from hn_dash.tekst import telling


@dataclass(frozen=True)
class Planinvoer:
    """What came of a file.

    Parameters
    ----------
    bundel : the step in the log; 0 when the plan already said all of it
    indeling : the year of the gemeenten in the file
    gewijzigd : the gemeenten that got a line in the log
    besluiten : what a conversion left to people: gemeentecode, gemeentenaam, uitkomst, regel, delen, voorstel
    bevindingen : what was noticed; nothing that is wrong
    """

    bundel: int
    indeling: int
    rijen: int
    gewijzigd: tuple[str, ...]
    besluiten: tuple[Mapping[str, str], ...]
    bevindingen: tuple[Bevinding, ...]

    def als_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return asdict(self)


def neem_plan_over(
    pad: Path, naam: str, plan: int, beheer: Planbeheer, verzoek: Verzoek, indeling: int | None = None
) -> Planinvoer:
    """Let a plan say what a file says.

    Gemeenten that the file does not have stay as they are, and so do `status`, `opmerking` and `vanaf` when it has no
    such column. An empty cell empties. A file of another year is converted as a whole: a part of a gemeente that it
    does not have counts with what the plan says.

    Parameters
    ----------
    naam : what the file is called, for the findings
    indeling : the year of the gemeenten in the file; None: that of the plan

    Raises
    ------
    InvoerFout : anything is wrong with the file, or in the way of a change, such as a lock; with every finding
    """
    kop, geo = beheer.plannen.zoek(plan), beheer.basis.geo
    jaar = geo.herindeling.eis(indeling or kop.indeling)
    inlezer, rijen = _lees(pad, naam, jaar, kop.dag, beheer)
    stand = beheer.stand(plan)
    van = inlezer.indeling
    nu = stand.afspraken if van == kop.indeling else _op(stand.afspraken, kop.indeling, van, geo)[0]
    kolommen = [kolom for kolom in ("status", "opmerking", "vanaf") if kolom in inlezer.koppeling.plaats]
    gelezen = {code: _afspraak(cellen, nu.get(code, Afspraak()), kolommen) for code, cellen in rijen.items()}
    besluiten: tuple[Mapping[str, str], ...] = ()
    if van != kop.indeling:
        heel, keuzes = _op({**nu, **gelezen}, van, kop.indeling, geo)
        geraakt = sorted({naar for eigen, naar in overgang(van, kop.indeling, geo) if eigen in gelezen})
        gelezen = {code: heel[code] for code in geraakt}
        besluiten = tuple(keuze for keuze in keuzes if keuze["gemeentecode"] in gelezen)
    wijzigingen = [Wijziging(code, stand.versies.get(code, 0), wens) for code, wens in sorted(gelezen.items())]
    op_rij = {code: cellen["rij"] for code, cellen in rijen.items()} if van == kop.indeling else {}
    bevindingen = inlezer.bevindingen.bewaard
    fouten = [bevinding for bevinding in bevindingen if bevinding.ernst == "fout"]
    fouten += [replace(b, bestand=naam, rij=op_rij.get(b.waarde)) for b in beheer.bezwaren(plan, wijzigingen)]
    if fouten:
        raise InvoerFout(f"Plan “{kop.naam}” verandert niet: {telling(len(fouten), 'fout', 'fouten')}.", fouten)
    uit = beheer.wijzig(plan, verzoek, wijzigingen)
    if uit.botsingen:
        zin = f"Plan “{kop.naam}” is intussen door iemand anders gewijzigd; er is niets geschreven. Probeer het weer."
        raise InvoerFout(zin)
    anders = tuple(w.gemeente for w in wijzigingen if stand.afspraken.get(w.gemeente) != w.afspraak)
    return Planinvoer(uit.bundel, van, inlezer.rijen_in, anders, besluiten, tuple(bevindingen))


def _lees(pad: Path, naam: str, jaar: int, dag: date, beheer: Planbeheer) -> tuple[Inlezer, dict[str, dict[str, Any]]]:
    """The good rows of a file by gemeentecode, and what was found."""
    bestand = open_bestand(pad, naam)
    gemeenten = Gemeentezoeker(jaar, beheer.basis.geo.herindeling)
    eigen = Omgeving(bestand.vorm.decimaal, dag, gemeenten, **namen_op(beheer.basis, dag)._asdict())
    inlezer = Inlezer(SOORTEN["plan"], bestand, eigen)
    return inlezer, {rij["gemeentecode"]: rij for blok in inlezer.blokken() for rij in blok}


def _afspraak(cellen: Mapping[str, Any], nu: Afspraak, kolommen: list[str]) -> Afspraak:
    eigen = {kolom: str(cellen[kolom] or "") for kolom in kolommen}
    return replace(nu, staat=cellen["staat"], instituten=cellen["instituten"], **eigen)


def _op(
    afspraken: Mapping[str, Afspraak], van: int, naar: int, geo: Geo
) -> tuple[dict[str, Afspraak], list[dict[str, str]]]:
    """A plan on the gemeenten of another year, and what that leaves to people."""
    om = zet_plan_om(pd.DataFrame(Planstand(afspraken).kolommen()), van, naar, geo)
    return uit_frame(om.plan), om.te_doen.to_dict("records")  # type: ignore[return-value]  # heads are str
