"""Plans: what one change costs until the page has its answers, a long log, and how good a proposal is."""

from __future__ import annotations

import gc
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from itertools import count, cycle, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from time import perf_counter
from typing import IO

import numpy as np
import pandas as pd
from sqlalchemy import PoolProxiedConnection, insert

from hn_dash.bench.meten import Meting, Reeks, Waarneming, grens, seconden, wissel
from hn_dash.bench.peers.gebieden import dichtstbij, lasten, machtsdiagram
from hn_dash.dataset import Dataset
from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.domain.plan.beeld import plan_op
from hn_dash.domain.plan.controle import check_plan
from hn_dash.domain.plan.log import ZET
from hn_dash.domain.plan.toewijzing import Opgave, los_snel, losse_delen, waardeer
from hn_dash.domain.plan.voorstel import Vraag, maak_opgave
from hn_dash.pages.werving.pagina import build_onder
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.catalogus.plankeuze import VOOR, Werkdata
from hn_dash.services.plan.bericht import Verzoek, Wens
from hn_dash.services.plan.bewerking import Bewerking
from hn_dash.services.plan.wijzigen import Planbeheer
from hn_dash.services.taken import Taken
from hn_dash.store.databank import Databank
from hn_dash.store.tabellen.plannen import PlanBundel, PlanRegel
from hn_dash.tekst import getal
from hn_dash.views.vraag import kaartantwoord, lees_vraag

RONDES, VOORAF, RONDES_LOG, RONDES_VOORSTEL = 60, 3, 9, 3
WIJZIGINGEN = 10_000
MS = 1000
BLOK = 8192
SESSIE, WIE, DAG = "be0c1111", "bench", "2026-01-01"
BUNDEL = """INSERT INTO plan_bundel (plan_id, verzoek, soort, omgekeerd, sessie, wie, wanneer, som)
  VALUES (1, ?, ?, 0, ?, ?, ?, ?)"""
REGEL = "INSERT INTO plan_regel (bundel_id, volg, plan_id, doel, versie, voor, na) VALUES (?, 0, 1, ?, ?, '{}', '{}')"
ALLE_BUNDELS = "SELECT * FROM plan_bundel ORDER BY id"
ALLE_REGELS = "SELECT * FROM plan_regel ORDER BY bundel_id, volg"
ACHT = date(2022, 1, 1)
"""A day with eight institutes: AMC and VUmc are one since 2024."""
AMSTERDAM = "GM0363"


def meet_bewerking(dataset: Dataset, rondes: int = RONDES) -> list[Meting]:
    """Server time of one change to one gemeente, with the map and the panel that the page asks after it.

    The peer inserts a bundle and a line in one transaction, in a database with our settings, without SQLAlchemy.
    """
    delen: dict[str, list[float]] = {"vastleggen en keuren": [], "de kaart": [], "het paneel": []}
    with _databank() as ons, _databank() as kaal, closing(_bank(kaal, dataset)) as bank, TemporaryFile() as blok:
        acties = [_wijzig(ons, dataset, delen), _kale_insert(bank), _fsync(blok)]
        onze, insert_, fsync = (reeks.maal(MS) for reeks in wissel(acties, rondes, vooraf=VOORAF))
    naam, tegenover = "één wijziging tot nieuwe kaart en paneel", "één kale insert, zelfde database"
    return [
        Meting(naam, "ms", onze, tegenover, insert_, 10),
        *(
            Meting(f"waarvan {deel}", "ms", Reeks(tuple(waarden[VOORAF:])).maal(MS), tegenover, insert_)
            for deel, waarden in delen.items()
        ),
        Meting(f"één fsync van {getal(BLOK)} bytes", "ms", fsync, tegenover, insert_),
    ]


def meet_log(dataset: Dataset, wijzigingen: int = WIJZIGINGEN, rondes: int = RONDES_LOG) -> list[Meting]:
    """A process that knows nothing yet folds a long log and checks the plan, against reading the rows alone."""
    with _databank() as databank:
        plan = _plan(databank, dataset)
        _vul(databank, plan, dataset, wijzigingen)
        nummers = count()

        def vouw_en_keur() -> None:
            frame = Planbeheer(dataset, databank).stand(plan).frame()
            zo = replace(dataset, plan=frame, geladen=dataset, vingerafdruk=f"log {next(nummers)}")
            check_plan(zo, dataset.indeling)

        gc.freeze()
        onze, kaal = wissel([seconden(vouw_en_keur), seconden(lambda: _lees_alles(databank))], rondes)
        gc.unfreeze()
    naam = f"{getal(wijzigingen)} wijzigingen vouwen en {len(_codes(dataset))} gemeenten keuren"
    return [Meting(naam, "ms", onze.maal(MS), "de rijen alleen lezen", kaal.maal(MS))]


def meet_voorstel(dataset: Dataset, rondes: int = RONDES_VOORSTEL) -> list[Meting]:
    """A proposal for the whole country, with the institutes of now and with those of 2022.

    AMC and VUmc both begin in Amsterdam, so that of the two only one could ever have an area in one piece. Therefore
    they share it, and it is not asked about.
    """
    plan = plan_op(dataset, dataset.indeling).assign(staat="open", instituten="")
    toen = replace(dataset, peildatum=ACHT, vingerafdruk=f"{dataset.vingerafdruk} {ACHT}")
    samen = plan.copy()
    samen.loc[AMSTERDAM, ["staat", "instituten"]] = ["gezamenlijk", "amc+vumc"]
    return [
        *_voorstel(plan, dataset, Vraag(), rondes),
        *_voorstel(samen, toen, Vraag(doelen=_plekken_toen(dataset)), rondes),
    ]


def _voorstel(plan: pd.DataFrame, dataset: Dataset, vraag: Vraag, rondes: int) -> list[Meting]:
    opgave, _ = maak_opgave(plan, dataset, dataset.indeling, vraag)
    uit = los_snel(opgave)
    duur = wissel([seconden(lambda: los_snel(opgave))], rondes, vooraf=0)[0]
    anderen = {"dichtstbijzijnde instituut": dichtstbij(opgave), "machtsdiagram": machtsdiagram(opgave)}
    naam = f"voorstel {opgave.km.shape[0]} × {opgave.km.shape[1]}"
    metingen = [
        Meting(f"{naam}, boven de ondergrens", "%", grens(100 * uit.boven_minimum), "grens", grens(0.5), 1),
        Meting(f"{naam}, tijd", "s", duur, "tijd die het krijgt", grens(60)),
    ]
    for ander, keuze in anderen.items():
        wie = f"{ander}, {len(losse_delen(opgave, keuze))} los"
        waarden = [grens(waardeer(opgave, deze)) for deze in (uit.keuze, keuze)]
        scheef = [grens(_scheef(opgave, deze)) for deze in (uit.keuze, keuze)]
        metingen += [
            Meting(f"{naam}, doelwaarde", "km", waarden[0], wie, waarden[1]),
            Meting(f"{naam}, verst van zijn doel", "%", scheef[0], wie, scheef[1]),
        ]
    return metingen


def _scheef(opgave: Opgave, keuze: np.ndarray) -> float:
    """How far the load that is farthest from its target is from it, in percent."""
    return float(100 * np.abs(lasten(opgave, keuze) / ((opgave.laag + opgave.hoog) / 2) - 1).max())


def _plekken_toen(dataset: Dataset) -> dict[str, float]:
    """The places of the newest year, by the institutes of 2020."""
    plekken = dataset.plekken[dataset.plekken["jaar"] == dataset.plekken["jaar"].max()]
    van = dataset.locaties.set_index("locatie")["instituut_2020"]
    som = plekken["berekend"].fillna(0).astype("float64").groupby(plekken["locatie"].map(van)).sum()
    return {str(code): float(aantal) for code, aantal in som.items()}


def _codes(dataset: Dataset) -> list[str]:
    return list(dataset.geo.herindeling.lijsten[dataset.indeling])


@contextmanager
def _databank() -> Iterator[Databank]:
    with TemporaryDirectory() as naam:
        databank = Databank(Path(naam))
        databank.werk_bij()
        yield databank
        databank.engine.dispose()


def _plan(databank: Databank, dataset: Dataset) -> int:
    return Planbeheer(dataset, databank).maak("bench", dataset.indeling, dataset.peildatum, {}, WIE)


def _wijzig(databank: Databank, dataset: Dataset, delen: Mapping[str, list[float]]) -> Waarneming:
    """Observe one change as the page makes it and asks after it; also how the time is divided."""
    werk = Werkdata(Magazijn(dataset, databank))
    bewerking = Bewerking(werk, True, Taken(databank.bestand.parent))
    sleutel, _ = bewerking.maak("bench", "", WIE)
    codes, instituten = cycle(_codes(dataset)), [code for code, _ in bewerking.instituten()]

    def waarneming() -> float:
        code, stand = next(codes), werk.plannen.stand(int(sleutel.removeprefix(VOOR)))
        ander = next(wie for wie in instituten if wie not in stand.afspraken[code].leden)
        wens = Wens(codes=[code], tot=stand.tot, staat="lead", instituten=[ander], status="akkoord")
        verzoek, tijden = Verzoek(secrets.token_hex(16), SESSIE, WIE), [perf_counter()]
        bewerking.pas_toe(sleutel, wens, verzoek)
        tijden.append(perf_counter())
        nieuw = werk({"plan": sleutel})
        vraag = lees_vraag("werving", {"plan": sleutel}, nieuw).zonder_keuze()
        kaartantwoord(vraag, nieuw)
        tijden.append(perf_counter())
        build_onder(nieuw, vraag)
        tijden.append(perf_counter())
        for deel, (begin, einde) in zip(delen.values(), pairwise(tijden), strict=True):
            deel.append(einde - begin)
        return tijden[-1] - tijden[0]

    return waarneming


def _bank(databank: Databank, dataset: Dataset) -> PoolProxiedConnection:
    """A connection as our own are, to a database with a plan."""
    _plan(databank, dataset)
    return databank.engine.raw_connection()


def _kale_insert(bank: PoolProxiedConnection) -> Waarneming:
    cursor, versies = bank.cursor(), count(2)

    def een() -> None:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute(BUNDEL, (secrets.token_hex(16), ZET, SESSIE, WIE, DAG, "0" * 64))
        cursor.execute(REGEL, (cursor.lastrowid, AMSTERDAM, next(versies)))
        cursor.execute("COMMIT")

    return seconden(een)


def _fsync(bestand: IO[bytes]) -> Waarneming:
    def waarneming() -> float:
        bestand.write(bytes(BLOK))
        bestand.flush()
        return seconden(lambda: os.fsync(bestand.fileno()))()

    return waarneming


def _vul(databank: Databank, plan: int, dataset: Dataset, wijzigingen: int) -> None:
    """So many changes after the bundle that the plan began with, each of one gemeente."""
    codes, leads = _codes(dataset), [Afspraak("lead", code).als_dict() for code in ("umcg", "umcu")]
    vast = {"plan_id": plan, "soort": ZET, "omgekeerd": 0, "sessie": SESSIE, "wie": WIE, "wanneer": DAG, "som": ""}
    bundels = [vast | {"id": 2 + n, "verzoek": str(n)} for n in range(wijzigingen)]
    regels = []
    for n in range(wijzigingen):
        keer, plek = divmod(n, len(codes))
        zo = {
            "plan_id": plan,
            "doel": codes[plek],
            "versie": 2 + keer,
            "voor": leads[(keer + 1) % 2],
            "na": leads[keer % 2],
        }
        regels.append({"bundel_id": 2 + n, "volg": 0, **zo})
    with databank.schrijf() as verbinding:
        verbinding.execute(insert(PlanBundel), bundels)
        verbinding.execute(insert(PlanRegel), regels)


def _lees_alles(databank: Databank) -> None:
    with closing(databank.engine.raw_connection()) as bank:
        cursor = bank.cursor()
        for vraag in (ALLE_BUNDELS, ALLE_REGELS):
            cursor.execute(vraag)
            cursor.fetchall()
