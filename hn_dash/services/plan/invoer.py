"""A file of the kind `plan` taken over into a plan that people work on: one step of its log, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from hn_dash.domain.basis.overgang import overgang
from hn_dash.domain.plan.afspraak import Afspraak, uit_frame
from hn_dash.domain.plan.omzetting import zet_plan_om
from hn_dash.domain.plan.stand import Planstand, Wijziging
from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.geo.indelingen import Geo
from hn_dash.ingest.soort.gemeenten import Gemeentezoeker
from hn_dash.ingest.soort.getallen import lees_heel
from hn_dash.ingest.soort.inlezen import Inlezer
from hn_dash.ingest.soort.koppen import plat
from hn_dash.ingest.soort.oordeel import beoordeel, toon
from hn_dash.ingest.soort.soorten import SOORTEN
from hn_dash.ingest.soort.velden import Omgeving
from hn_dash.ingest.tabel.bestand import open_bestand
from hn_dash.ingest.tabel.tekens import schoon
from hn_dash.services.catalogus.namen import namen_op
from hn_dash.services.plan.bericht import Verzoek
from hn_dash.services.plan.wijzigen import Planbeheer, Uitkomst
from hn_dash.services.plan.zinnen import zin_van_botsing
from hn_dash.store.plannen import Plankop
from hn_dash.tekst import telling

if TYPE_CHECKING:
    from hn_dash.ingest.tabel.bestand import Tabelbestand


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


class IntussenGewijzigd(InvoerFout):
    """Others changed gemeenten since a file was made of the plan, to something else than the file says."""

    def __init__(self, zin: str, bevindingen: Sequence[Bevinding], uitkomst: Uitkomst) -> None:
        super().__init__(zin, bevindingen)
        self.uitkomst = uitkomst


def neem_plan_over(
    pad: Path,
    naam: str,
    plan: int,
    beheer: Planbeheer,
    verzoek: Verzoek,
    indeling: int | None = None,
    tot: int | None = None,
) -> Planinvoer:
    """Let a plan say what a file says.

    Gemeenten that the file does not have stay as they are, and so do `status`, `opmerking` and `vanaf` when it has no
    such column. An empty cell empties. A file of another year is converted as a whole: a part of a gemeente that it
    does not have counts with what the plan says.

    Parameters
    ----------
    naam : what the file is called, for the findings
    indeling : the year of the gemeenten in the file; None: that of the plan
    tot : the last change that whoever gives the file saw; None: the last there is. A file that was downloaded from this
        plan says itself which change it was made after

    Raises
    ------
    IntussenGewijzigd : somebody else changed a gemeente after that
    InvoerFout : anything is wrong with the file, or in the way of a change, such as a lock; with every finding
    """
    kop, geo = beheer.plannen.zoek(plan), beheer.basis.geo
    jaar = geo.herindeling.eis(indeling or kop.indeling)
    inlezer, rijen = _lees(pad, naam, jaar, kop, beheer)
    stand = beheer.stand(plan)
    versie, onleesbaar = _versie_van(inlezer.bestand, kop.naam, stand.tot)
    gezien = versie if versie is not None else stand.tot if tot is None else tot
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
    wijzigingen = [
        Wijziging(code, stand.gezien(code, gezien, verzoek.sessie), wens) for code, wens in sorted(gelezen.items())
    ]
    op_rij = {code: cellen["rij"] for code, cellen in rijen.items()} if van == kop.indeling else {}
    bevindingen = inlezer.bevindingen.bewaard
    fouten = [bevinding for bevinding in bevindingen if bevinding.ernst == "fout"] + onleesbaar
    fouten += [replace(b, bestand=naam, rij=op_rij.get(b.waarde)) for b in beheer.bezwaren(plan, wijzigingen)]
    if fouten:
        raise InvoerFout(f"Plan “{kop.naam}” verandert niet: {telling(len(fouten), 'fout', 'fouten')}.", fouten)
    uit = beheer.wijzig(plan, verzoek, wijzigingen)
    if uit.botsingen:
        remedie = (
            "Haal deze rij weg, of de kolom versie als het bestand moet gelden."
            if versie is not None
            else "Probeer het weer."
        )
        raise IntussenGewijzigd(
            f"Plan “{kop.naam}” is intussen door iemand anders gewijzigd; er is niets geschreven.",
            [replace(b, bestand=naam, rij=op_rij.get(b.waarde)) for b in _botsingen(uit, remedie, kop, beheer)],
            uit,
        )
    anders = tuple(w.gemeente for w in wijzigingen if stand.afspraken.get(w.gemeente) != w.afspraak)
    return Planinvoer(uit.bundel, van, inlezer.rijen_in, anders, besluiten, tuple(bevindingen))


def _lees(
    pad: Path, naam: str, jaar: int, kop: Plankop, beheer: Planbeheer
) -> tuple[Inlezer, dict[str, dict[str, Any]]]:
    """What was found in a file, and its good rows by gemeentecode."""
    dag = kop.dag
    bestand = open_bestand(pad, naam)
    gemeenten = Gemeentezoeker(jaar, beheer.basis.geo.herindeling)
    eigen = Omgeving(bestand.vorm.decimaal, dag, gemeenten, **namen_op(beheer.basis, dag)._asdict())
    inlezer = Inlezer(SOORTEN["plan"], bestand, eigen)
    return inlezer, {rij["gemeentecode"]: rij for blok in inlezer.blokken() for rij in blok}


def _versie_van(bestand: Tabelbestand, plan: str, laatste: int) -> tuple[int | None, list[Bevinding]]:
    """The change after which a file was made of a plan, or of a version of it with a name; None for any other file.

    What cannot be such a change is a finding: a guess would go over what others did since.
    """
    koppen = [plat(kop) for kop in bestand.vorm.koppen]
    if not {"plan", "versie"} <= set(koppen):
        return None, []
    naam, versie = koppen.index("plan"), koppen.index("versie")
    nummers, fouten = [], []
    for nummer, rij in bestand.rijen():
        if _is_plan(str(schoon(rij[naam])), plan):
            gelezen, waarom = _lees_versie(schoon(rij[versie]), laatste)
            if waarom:
                cel = "" if rij[versie] is None else str(rij[versie])[:200]
                zin = f"{waarom} Download het plan opnieuw."
                fouten.append(Bevinding(zin, bestand.naam, nummer, bestand.kolomnaam(versie), cel, regel="versie"))
            else:
                nummers.append(gelezen)
    return min(nummers, default=None), fouten


def _lees_versie(cel: Any, laatste: int) -> tuple[int, str]:
    """The change that a cell says, or why it says none that the plan knows."""
    if cel in ("", None):
        return 0, "De versie van het plan is leeg."
    kaal = cel.removesuffix(".0") if isinstance(cel, str) else int(cel) if _is_heel(cel) else cel
    nummer, fout = beoordeel(partial(lees_heel, kaal))
    if fout:
        return 0, f"“{toon(cel)}” is geen versie van het plan."
    return nummer, f"Versie {nummer} komt na de laatste wijziging van het plan ({laatste})." if nummer > laatste else ""


def _is_heel(cel: Any) -> bool:
    return isinstance(cel, float) and cel.is_integer()


def _is_plan(naam: str, plan: str) -> bool:
    eigen = naam.removeprefix("'")  # what our export writes before a name that a spreadsheet would calculate
    return naam == plan or eigen == plan or eigen.startswith(f"{plan}, “")


def _botsingen(uit: Uitkomst, remedie: str, kop: Plankop, beheer: Planbeheer) -> list[Bevinding]:
    """Each conflict as a finding about its row."""
    namen, kort = beheer.basis.geo.herindeling.lijsten[kop.indeling], beheer.basis.kortnamen
    return [
        Bevinding(
            f"{zin_van_botsing(b, namen[b.gemeente], kort)} {remedie}",
            kolom="gemeentecode",
            waarde=b.gemeente,
            regel="botsing",
        )
        for b in uit.botsingen
    ]


def _afspraak(cellen: Mapping[str, Any], nu: Afspraak, kolommen: list[str]) -> Afspraak:
    eigen = {kolom: str(cellen[kolom] or "") for kolom in kolommen}
    return replace(nu, staat=cellen["staat"], instituten=cellen["instituten"], **eigen)


def _op(
    afspraken: Mapping[str, Afspraak], van: int, naar: int, geo: Geo
) -> tuple[dict[str, Afspraak], list[dict[str, str]]]:
    """A plan on the gemeenten of another year, and what that leaves to people."""
    om = zet_plan_om(pd.DataFrame(Planstand(afspraken).kolommen()), van, naar, geo)
    return uit_frame(om.plan), om.te_doen.to_dict("records")  # type: ignore[return-value]  # heads are str
