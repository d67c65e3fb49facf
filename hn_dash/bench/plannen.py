"""Plans: what one change costs until the page has its answers, a long log, and how good a proposal is."""

from __future__ import annotations

import gc
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
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
from hn_dash.dataset import Grondslag, Leadplan
from hn_dash.domain.basis.keuzes import UMC
from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.domain.plan.beeld import Planbeeld, planbeeld
from hn_dash.domain.plan.controle import check_plan
from hn_dash.domain.plan.log import ZET
from hn_dash.domain.plan.toewijzing import Opgave, los_snel, losse_delen, waardeer
from hn_dash.domain.plan.voorstel import Voorstelvraag, maak_opgave
from hn_dash.pages.werving.pagina import build_onder
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.catalogus.plankeuze import VOOR, Catalogus
from hn_dash.services.catalogus.standen import Standen
from hn_dash.services.plan.bericht import Verzoek, Wens
from hn_dash.services.plan.bewerking import Bewerking
from hn_dash.services.plan.wijzigen import Planbeheer
from hn_dash.services.taken import Taken
from hn_dash.store.databank import Databank
from hn_dash.store.plannen import Plannen
from hn_dash.store.tabellen.plannen import PlanBundel, PlanRegel
from hn_dash.tekst import getal
from hn_dash.views.vraag import Vraag, kaartantwoord
from hn_dash.web.serve import houd_geladen

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


def meet_bewerking(grondslag: Grondslag, rondes: int = RONDES) -> list[Meting]:
    """Server time of one change to one gemeente, with the map and the panel that the page asks after it.

    The peer inserts a bundle and a line in one transaction, in a database with our settings, without SQLAlchemy.
    """
    delen: dict[str, list[float]] = {"vastleggen en keuren": [], "de kaart": [], "het paneel": []}
    with _databank() as ons, _databank() as kaal, closing(_bank(kaal, grondslag)) as bank, TemporaryFile() as blok:
        acties = [_wijzig(ons, grondslag, delen), _kale_insert(bank), _fsync(blok)]
        onze, insert_, fsync = (reeks.maal(MS) for reeks in wissel(acties, rondes, vooraf=VOORAF))
    naam, tegenover = "één wijziging tot nieuwe kaart en paneel", "één kale insert, zelfde database"
    return [
        Meting(naam, "ms", onze, tegenover, insert_, 12),
        *(
            Meting(f"waarvan {deel}", "ms", Reeks(tuple(waarden[VOORAF:])).maal(MS), tegenover, insert_)
            for deel, waarden in delen.items()
        ),
        Meting(f"één fsync van {getal(BLOK)} bytes", "ms", fsync, tegenover, insert_),
    ]


def meet_log(grondslag: Grondslag, wijzigingen: int = WIJZIGINGEN, rondes: int = RONDES_LOG) -> list[Meting]:
    """A process that knows nothing yet folds a long log and checks the plan, against reading the rows alone."""
    with _databank() as databank:
        plan = _plan(databank, grondslag)
        _vul(databank, plan, grondslag, wijzigingen)
        nummers = count()

        def vouw_en_keur() -> None:
            rijen = Standen(Plannen(databank)).van(plan).kolommen()
            zo = replace(grondslag.plan, rijen=rijen, vingerafdruk=f"log {next(nummers)}")
            check_plan(planbeeld(zo, grondslag.dataset, grondslag.dataset.indeling))

        gc.freeze()
        onze, kaal = wissel([seconden(vouw_en_keur), seconden(lambda: _lees_alles(databank))], rondes)
        gc.unfreeze()
    naam = f"{getal(wijzigingen)} wijzigingen vouwen en {len(_codes(grondslag))} gemeenten keuren"
    return [Meting(naam, "ms", onze.maal(MS), "de rijen alleen lezen", kaal.maal(MS))]


def meet_voorstel(grondslag: Grondslag, rondes: int = RONDES_VOORSTEL) -> list[Meting]:
    """A proposal for the whole country, with the institutes of now and with those of 2022.

    AMC and VUmc both begin in Amsterdam, so that of the two only one could ever have an area in one piece. Therefore
    they share it, and it is not asked about. Distances are to the umc, where every area begins.
    """
    dataset = grondslag.dataset
    toen = replace(dataset, peildatum=ACHT, vingerafdruk=f"{dataset.vingerafdruk} {ACHT}")
    open_: list[tuple[str, ...]] = [(code, "open", "") for code in _codes(grondslag)]
    samen = [(code, "gezamenlijk", "amc+vumc") if code == AMSTERDAM else (code, *rest) for code, *rest in open_]
    return [
        *_voorstel(
            planbeeld(_leadplan(grondslag, open_), dataset, dataset.indeling), Voorstelvraag(afstand=UMC), rondes
        ),
        *_voorstel(
            planbeeld(_leadplan(grondslag, samen), toen, dataset.indeling),
            Voorstelvraag(doelen=_plekken_toen(grondslag), afstand=UMC),
            rondes,
        ),
    ]


def _leadplan(grondslag: Grondslag, rijen: Sequence[tuple[str, ...]]) -> Leadplan:
    frame = pd.DataFrame(rijen, columns=["gemeentecode", "staat", "instituten"])
    return replace(grondslag.plan, rijen=frame, vingerafdruk=repr(rijen))


def _voorstel(beeld: Planbeeld, vraag: Voorstelvraag, rondes: int) -> list[Meting]:
    opgave, _ = maak_opgave(beeld, vraag)
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


def _plekken_toen(grondslag: Grondslag) -> dict[str, float]:
    """The places of the newest year, by the institutes of 2020."""
    dataset = grondslag.dataset
    plekken = dataset.plekken[dataset.plekken["jaar"] == dataset.plekken["jaar"].max()]
    van = dataset.locaties.set_index("locatie")["instituut_2020"]
    som = plekken["berekend"].fillna(0).astype("float64").groupby(plekken["locatie"].map(van)).sum()
    return {str(code): float(aantal) for code, aantal in som.items()}


def _codes(grondslag: Grondslag) -> list[str]:
    return list(grondslag.dataset.geo.herindeling.lijsten[grondslag.dataset.indeling])


@contextmanager
def _databank() -> Iterator[Databank]:
    with TemporaryDirectory() as naam:
        databank = Databank(Path(naam))
        databank.werk_bij()
        yield databank
        databank.engine.dispose()


def _plan(databank: Databank, grondslag: Grondslag) -> int:
    dataset = grondslag.dataset
    beheer = Planbeheer(dataset, Standen(Plannen(databank)))
    return beheer.maak("bench", dataset.indeling, dataset.peildatum, {}, WIE)


def _wijzig(databank: Databank, grondslag: Grondslag, delen: Mapping[str, list[float]]) -> Waarneming:
    """Observe one change as the page makes it and asks after it; also how the time is divided."""
    werk = Catalogus(Magazijn(grondslag, databank))
    bewerking = Bewerking(werk, True, Taken(databank.bestand.parent))
    sleutel, _ = bewerking.maak("bench", "", WIE)
    houd_geladen()
    codes, instituten = cycle(_codes(grondslag)), [code for code, _ in bewerking.instituten()]

    def waarneming() -> float:
        code, stand = next(codes), werk.planstand(int(sleutel.removeprefix(VOOR)))
        ander = next(wie for wie in instituten if wie not in stand.afspraken[code].leden)
        wens = Wens(codes=[code], tot=stand.tot, staat="lead", instituten=[ander], status="akkoord")
        verzoek, tijden = Verzoek(secrets.token_hex(16), SESSIE, WIE), [perf_counter()]
        bewerking.pas_toe(sleutel, wens, verzoek)
        tijden.append(perf_counter())
        nieuw = werk({"plan": sleutel})
        vraag = Vraag.from_query("werving", {"plan": sleutel}, nieuw).zonder_keuze()
        kaartantwoord(vraag)
        tijden.append(perf_counter())
        build_onder(vraag)
        tijden.append(perf_counter())
        for deel, (begin, einde) in zip(delen.values(), pairwise(tijden), strict=True):
            deel.append(einde - begin)
        return tijden[-1] - tijden[0]

    return waarneming


def _bank(databank: Databank, grondslag: Grondslag) -> PoolProxiedConnection:
    """A connection as our own are, to a database with a plan."""
    _plan(databank, grondslag)
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


def _vul(databank: Databank, plan: int, grondslag: Grondslag, wijzigingen: int) -> None:
    """So many changes after the bundle that the plan began with, each of one gemeente."""
    codes, leads = _codes(grondslag), [Afspraak("lead", code).als_dict() for code in ("umcg", "umcu")]
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
