"""A query string as question and looks together, and its answer for the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from hn_dash.dataset import Dataset
from hn_dash.domain import maten
from hn_dash.domain.basis.selectie import Selection
from hn_dash.errors import SelectieFout
from hn_dash.tables import ResultTable
from hn_dash.tekst import datum, getal
from hn_dash.views.kaart.antwoord import Cirkels, Kaartantwoord, Opschriften
from hn_dash.views.kaart.kaart import build_kaart, build_laag, build_taarten
from hn_dash.views.kaart.klassen import legendakop
from hn_dash.views.presentatie import Presentatie
from hn_dash.views.tabel import Tabelantwoord, build_tabel


@dataclass(frozen=True, slots=True)
class Vraag:
    """What a page is asked: a Selection and how to show it.

    `fout` is the Dutch sentence about a query that could not be answered; the rest is then the default view.
    """

    selectie: Selection
    presentatie: Presentatie
    fout: str = ""

    def to_query(self, dataset: Dataset) -> str:
        """The address of exactly this view: defaults left out, keys sorted."""
        return _stel_samen(self.selectie.to_query(dataset), self.presentatie)

    def zonder_keuze(self) -> Vraag:
        """The same question with no gemeente picked out: what map and table depend on."""
        return replace(self, presentatie=replace(self.presentatie, gemeente=()))


def lees_vraag(view: str, query: str | Mapping[str, Any], dataset: Dataset) -> Vraag:
    """Read a query; an impossible one gives the default view with the sentence that says why."""
    delen = dict(parse_qsl(query.lstrip("?"))) if isinstance(query, str) else dict(query)
    try:
        selectie = maten.from_query(view, delen, dataset)
        return Vraag(selectie, Presentatie.from_query(delen, dataset.geo.indeling(selectie.indeling).codes))
    except SelectieFout as fout:
        return Vraag(maten.from_query(view, {}, dataset), Presentatie(), fout.zin)


def _stel_samen(selectie: str, presentatie: Presentatie) -> str:
    return urlencode(sorted([*parse_qsl(selectie), *presentatie.to_query().items()]), safe=",")


@lru_cache(maxsize=256)
def kaartantwoord(vraag: Vraag, dataset: Dataset) -> Kaartantwoord:
    """The map's answer to a question without picked-out gemeenten; shared, so never changed by who gets it."""
    tabel = maten.compute(vraag.selectie, dataset)
    indeling = dataset.geo.indeling(vraag.selectie.indeling)
    namen = instituutnamen(dataset)
    adres = vraag.to_query(dataset)
    return {
        **build_kaart(tabel, vraag.presentatie, indeling.codes, namen),
        **_cirkels(tabel, vraag.presentatie.laag, indeling.codes, namen),
        **_opschriften(tabel, dataset, namen),
        "geometrie": f"/geo/{indeling.jaar}.{indeling.browserhash}.json",
        "adres": adres,
        "vraag": _met_stand(adres, dataset),
        "legendakop": legendakop(tabel),
        "titel": tabel.titel,
        "omschrijving": tabel.omschrijving,
        "voet": voettekst(tabel, indeling.bronregel),
        "fout": vraag.fout,
    }


def _met_stand(adres: str, dataset: Dataset) -> str:
    """The same question about a plan that changed is another one."""
    stand = urlencode({"stand": dataset.planversie}) if dataset.plannen else ""
    return "&".join(filter(None, (adres, stand)))


def _cirkels(tabel: ResultTable, laag: str, codes: Sequence[str], namen: Mapping[str, str]) -> Cirkels:
    if tabel.spec.naam == "vestiging":
        return build_taarten(tabel, list(namen), codes, namen)
    return build_laag(tabel, laag, codes) if laag and tabel.spec.naam == "werving" else {}


@lru_cache(maxsize=64)
def tabelantwoord(vraag: Vraag, dataset: Dataset) -> Tabelantwoord:
    """The grid's answer to the same question."""
    tabel = maten.compute(vraag.selectie, dataset)
    return build_tabel(tabel, dataset.geo.indeling(vraag.selectie.indeling).codes, instituutnamen(dataset))


def instituutnamen(dataset: Dataset) -> dict[str, str]:
    """Institute code -> the short name that is used on screen."""
    return dict(zip(dataset.instituten["instituut"], dataset.instituten["kort"], strict=True))


def voettekst(tabel: ResultTable, bronregel: str) -> str:
    """Source, peildatum, indeling and formula: what stands under every view."""
    herkomst = tabel.herkomst
    delen = [
        f"Peildatum {datum(herkomst.peildatum)}",
        f"indeling {herkomst.indeling}",
        f"bron: {herkomst.bron.rstrip('.')}",
        f"niet op kaart: {getal(tabel.niet_op_kaart)}",
        bronregel,
        "intern gebruik",
    ]
    return (f"{tabel.formule.rstrip('.')}. " if tabel.formule else "") + "; ".join(delen) + "."


def _opschriften(tabel: ResultTable, dataset: Dataset, namen: Mapping[str, str]) -> Opschriften:
    if tabel.spec.naam == "werving":
        nu = dataset.instituten[dataset.instituten["geldig_tot"].isna()]
        huizen = zip(nu["instituut"], nu["gemeentecode"], strict=True)
        return {"opschriften": [{"gemeente": code, "tekst": namen[wie]} for wie, code in huizen]}
    if tabel.spec.naam == "plaatsing":
        per_gemeente = dataset.locaties.groupby("gemeentecode", sort=False)["naam"].agg(list)
        return {
            "opschriften": [
                {"gemeente": str(code), "tekst": naam, "soort": "locatie", "verschuiving": 14 * i}
                for code, lijst in per_gemeente.items()
                for i, naam in enumerate(lijst)
            ]
        }
    return {}
