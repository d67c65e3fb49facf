"""Files in: time beside a bare read and insert, and memory of a very large one."""

from __future__ import annotations

import gc
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hn_dash.bench.meten import Meting, grens, seconden, wissel
from hn_dash.bench.proces import WORTEL
from hn_dash.dataset import Dataset, Grondslag
from hn_dash.geo.rd import naar_wgs84
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.gegevens.inname import Opdracht, neem_in
from hn_dash.store.databank import Databank
from hn_dash.tekst import getal

PRAKTIJKEN, OPLEIDERS, RIJEN = 6_000, 2_500, 1_000_000
RONDES = 7
DAG = date(2026, 1, 1)
SOORTEN = ("praktijken", "opleiders")
MAX_GEHEUGEN = 300.0
"""MB above the process as it stands ready."""
Rijen = list[list[object]]


def meet_inlezen(grondslag: Grondslag) -> list[Meting]:
    """6,000 praktijken and 2,500 opleiders from two workbooks to two accepted snapshots; and memory for a large CSV.

    The peer reads the same sheets in its own process and inserts the same rows, with no check at all. Both go on with
    the database they have, as a server does.
    """
    praktijken, opleiders = _rijen(grondslag.dataset)
    with TemporaryDirectory() as naam, _magazijn(grondslag) as magazijn, _kale_bank(Path(naam)) as bank:
        bestanden = {soort: Path(naam) / f"{soort}.xlsx" for soort in SOORTEN}
        for soort, rijen in zip(SOORTEN, (praktijken, opleiders), strict=True):
            _schrijf_xlsx(bestanden[soort], rijen)
        gc.freeze()
        onze, kaal = wissel(
            [seconden(lambda: _neem_in(magazijn, bestanden)), seconden(lambda: _kaal(bank, bestanden))], RONDES
        )
        gc.unfreeze()
    aantal = f"{getal(PRAKTIJKEN)} praktijken en {getal(OPLEIDERS)} opleiders uit Excel"
    return [
        Meting(aantal, "ms", onze.maal(1000), "kale calamine en één bulk insert", kaal.maal(1000), 3.5),
        _geheugen(),
    ]


def _rijen(dataset: Dataset) -> tuple[Rijen, Rijen]:
    """The example's praktijken and opleiders, repeated until there are enough."""
    p, o = dataset.praktijken, dataset.opleiders
    lon, lat = naar_wgs84(p["x"].to_numpy(), p["y"].to_numpy())
    praktijken: Rijen = [["praktijk_id", "gemeentecode", "lon", "lat", "huisartsen"]]
    for n in range(PRAKTIJKEN):
        i = n % len(p)
        huisartsen = int(p["huisartsen"].iloc[i])
        praktijken.append([f"P{n}", p["gemeentecode"].iloc[i], round(lon[i], 6), round(lat[i], 6), huisartsen])
    opleiders: Rijen = [["opleider_id", "praktijk_id", "instituut", "soort", "leeftijdsklasse"]]
    velden = o[["instituut", "soort", "leeftijdsklasse"]].to_numpy().tolist()
    opleiders += [[f"O{n}", f"P{n}", *velden[n % len(o)]] for n in range(OPLEIDERS)]
    return praktijken, opleiders


def _schrijf_xlsx(pad: Path, rijen: Sequence[Sequence[object]]) -> None:
    from xlsxwriter import Workbook

    with Workbook(str(pad)) as boek:
        blad = boek.add_worksheet()
        for nummer, rij in enumerate(rijen):
            blad.write_row(nummer, 0, rij)


@contextmanager
def _magazijn(grondslag: Grondslag) -> Iterator[Magazijn]:
    with TemporaryDirectory() as naam:
        databank = Databank(Path(naam))
        databank.werk_bij()
        yield Magazijn(replace(grondslag, dataset=replace(grondslag.dataset, vingerafdruk="bench")), databank)
        databank.engine.dispose()


def _neem_in(magazijn: Magazijn, bestanden: dict[str, Path]) -> None:
    for soort, pad in bestanden.items():
        kwitantie = neem_in(Opdracht(soort, pad, pad.name, DAG), magazijn, aanvaard=True)
        if not kwitantie.goed:
            raise RuntimeError(str(kwitantie.bevindingen[0]))


@contextmanager
def _kale_bank(map_: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(map_ / "kaal.sqlite")) as bank:
        bank.execute("PRAGMA journal_mode=WAL")
        for soort in SOORTEN:
            bank.execute(f"CREATE TABLE {soort} (a, b, c, d, e)")
        yield bank


def _kaal(bank: sqlite3.Connection, bestanden: dict[str, Path]) -> None:
    from python_calamine import load_workbook

    for soort, pad in bestanden.items():
        rijen = load_workbook(str(pad)).get_sheet_by_index(0).to_python()[1:]
        with bank:
            bank.executemany(f"INSERT INTO {soort} VALUES (?, ?, ?, ?, ?)", rijen)  # noqa: S608  # our names


def _geheugen() -> Meting:
    """Peak memory of a process that reads in a CSV of a million opleiders, above what it had before."""
    with TemporaryDirectory() as naam:
        pad = Path(naam) / "opleiders.csv"
        with pad.open("w", encoding="utf-8") as bestand:
            bestand.write("opleider_id;gemeentecode;instituut;soort;leeftijdsklasse\n")
            bestand.writelines(f"O{n};GM0344;umcu;aios;50-54\n" for n in range(RIJEN))
        uit = subprocess.run(  # noqa: S603  # our own program
            [sys.executable, "-m", "hn_dash.bench.groot", str(pad)], cwd=WORTEL, check=True, capture_output=True
        )
    gemeten = json.loads(uit.stdout)
    naam_ = f"{getal(RIJEN)} rijen CSV, geheugen boven rust ({getal(gemeten['seconden'])} s)"
    return Meting(naam_, "MB", grens(gemeten["piek"] - gemeten["rust"]), "grens", grens(MAX_GEHEUGEN), 1)
