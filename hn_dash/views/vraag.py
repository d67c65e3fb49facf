"""A query string as question and looks together, and its answer for the browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from hn_dash.dataset import Dataset, Grondslag
from hn_dash.domain import maten
from hn_dash.domain.basis.selectie import Selection
from hn_dash.domain.basis.zinnen import met_jaar, noten
from hn_dash.domain.plan.beeld import Planbeeld, planbeeld
from hn_dash.errors import SelectieFout
from hn_dash.geo.indelingen import Indeling
from hn_dash.tables import ResultTable
from hn_dash.tekst import datum, geen_gegevens, getal
from hn_dash.views.kaart.aanzien import AANZIEN
from hn_dash.views.kaart.antwoord import Kaartantwoord, Opschrift, Opschriften
from hn_dash.views.kaart.kaart import build_kaart
from hn_dash.views.presentatie import Presentatie
from hn_dash.views.tabel import Tabelantwoord, build_tabel


@dataclass(frozen=True, slots=True)
class Vraag:
    """What a page is asked, read once: a Selection, how to show it, and what it is answered from.

    `fout` is the Dutch sentence about a query that could not be answered; the rest is then the default view.
    """

    grondslag: Grondslag
    selectie: Selection
    presentatie: Presentatie
    fout: str = ""

    @classmethod
    def from_query(cls, view: str, query: str | Mapping[str, Any], grondslag: Grondslag) -> Vraag:
        """Read a query; an impossible one gives the default view with the sentence that says why."""
        delen = dict(parse_qsl(query.lstrip("?"))) if isinstance(query, str) else dict(query)
        try:
            selectie = maten.from_query(view, delen, grondslag)
            codes = grondslag.dataset.geo.indeling(selectie.indeling).codes
            return cls(grondslag, selectie, Presentatie.from_query(delen, codes))
        except SelectieFout as fout:
            return cls(grondslag, maten.from_query(view, {}, grondslag), Presentatie(), fout.zin)

    @property
    def dataset(self) -> Dataset:
        """The data of its day."""
        return self.grondslag.dataset

    def tabel(self) -> ResultTable:
        """The answer."""
        return maten.compute(self.selectie, self.grondslag)

    def beeld(self) -> Planbeeld:
        """The plan that it is about, on the gemeenten that it is about."""
        return planbeeld(self.grondslag.plan, self.dataset, self.selectie.indeling)

    def to_query(self) -> str:
        """The address of exactly this view: defaults left out, keys sorted."""
        paren = [*parse_qsl(self.selectie.to_query(self.grondslag)), *self.presentatie.to_query().items()]
        return urlencode(sorted(paren), safe=",")

    def kenmerk(self) -> str:
        """Says which answer belongs to it: the same question about a plan that changed is another one."""
        versies = dict.fromkeys((self.grondslag.plan.versie, self.grondslag.met.versie))
        stand = urlencode({"stand": ".".join(versies)}) if self.grondslag.plannen else ""
        return "&".join(filter(None, (self.to_query(), stand)))

    def zonder_keuze(self) -> Vraag:
        """The same question with no gemeente picked out: what map and table depend on."""
        return replace(self, presentatie=replace(self.presentatie, gemeente=()))


@lru_cache(maxsize=256)
def kaartantwoord(vraag: Vraag) -> Kaartantwoord:
    """The map's answer to a question without picked-out gemeenten; shared, so never changed by who gets it."""
    tabel, dataset = vraag.tabel(), vraag.dataset
    indeling = dataset.geo.indeling(vraag.selectie.indeling)
    namen, aanzien = dataset.kortnamen, AANZIEN[tabel.spec.naam]
    return {
        **build_kaart(tabel, vraag.presentatie.klassen, indeling.codes, namen),
        **aanzien.build_cirkels(tabel, vraag.presentatie.laag, indeling.codes, namen),
        **_opschriften(aanzien.opschriften(dataset)),
        "geometrie": geometrie_adres(indeling),
        "adres": vraag.to_query(),
        "vraag": vraag.kenmerk(),
        "legendakop": met_jaar(aanzien.legendakop(tabel), tabel.herkomst),
        "titel": tabel.titel,
        "omschrijving": tabel.omschrijving,
        "voet": voettekst(tabel, indeling.bronregel),
        "fout": " ".join(filter(None, (vraag.fout, geen_gegevens(tabel.ontbreekt, tabel.herkomst.peildatum)))),
    }


def _opschriften(namen: list[Opschrift]) -> Opschriften:
    return {"opschriften": namen} if namen else {}


@lru_cache(maxsize=64)
def tabelantwoord(vraag: Vraag) -> Tabelantwoord:
    """The grid's answer to the same question."""
    indeling = vraag.dataset.geo.indeling(vraag.selectie.indeling)
    return build_tabel(vraag.tabel(), indeling.codes, vraag.dataset.kortnamen, geometrie_adres(indeling))


def geometrie_adres(indeling: Indeling) -> str:
    """Where the browser finds the geometry of an indeling."""
    return f"/geo/{indeling.jaar}.{indeling.browserhash}.json"


def voettekst(tabel: ResultTable, bronregel: str) -> str:
    """Formula, remarks, source, peildatum and indeling: what stands under every view."""
    herkomst = tabel.herkomst
    delen = [
        f"Peildatum {datum(herkomst.peildatum)}",
        f"indeling {herkomst.indeling}",
        f"bron: {herkomst.bron.rstrip('.')}",
        f"niet op kaart: {getal(tabel.niet_op_kaart)}",
        bronregel,
        "intern gebruik",
    ]
    zinnen = [f"{tabel.formule.rstrip('.')}."] if tabel.formule else []
    return " ".join([*zinnen, *noten(tabel), "; ".join(delen) + "."])
