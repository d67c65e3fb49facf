"""What a recolour costs the server and the line, how many it gives a second, and how soon it listens."""

from __future__ import annotations

import asyncio
import gzip
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import count, cycle
from time import perf_counter
from urllib.parse import urlsplit

from hn_dash.bench.meten import Meting, Reeks, Waarneming, grens, seconden, wissel
from hn_dash.bench.peers import KEUZE, NOEMERS
from hn_dash.bench.peers.plotly_kaart import maak_app
from hn_dash.bench.proces import HN_DASH, draaiend, peer
from hn_dash.bench.sessie import AANROEP, KOPPEN, Sessie
from hn_dash.bench.vragen import KEUZES, Bezoek
from hn_dash.dataset import Grondslag

PLOTLY = "px.choropleth, hele figuur"
RONDES_SERVER, RONDES_DOORVOER, RONDES_START = 40, 7, 5
KLANTEN, VRAGEN_PER_KLANT = 50, 20
MS, KB = 1000, 1 / 1000
_LENGTE = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)


def meet_bytes(grondslag: Grondslag) -> list[Meting]:
    """Bytes of the answer to a recolour, before and after compression; the peer's app compresses nothing itself."""
    wij, ander = Bezoek(grondslag), Sessie(maak_app(grondslag))
    hunne = _bodies_plotly(ander)
    figuur = _lengtes(ander.vraag(body) for body in hunne)
    ingepakt = _lengtes(gzip.compress(ander.vraag(body)) for body in hunne)
    herkleur = [wij.stuur(wij.herkleur(keuze)) for keuze in KEUZES]
    samen = [
        antwoord + b"".join(wij.stuur(body) for body in wij.tabel_en_kaartje(keuze))
        for keuze, antwoord in zip(KEUZES, herkleur, strict=True)
    ]
    kaal = _lengtes(wij.vraag(wij.herkleur(keuze)) for keuze in KEUZES)
    return [
        Meting("bytes per herkleuring", "kB", kaal, PLOTLY, figuur, 0.01),
        Meting("bytes per herkleuring, ingepakt", "kB", _lengtes(herkleur), f"{PLOTLY}, gzip", ingepakt, 0.01),
        Meting("bytes met tabel en kaartje, ingepakt", "kB", _lengtes(samen), "grens", grens(15), 1),
    ]


def meet_servertijd(grondslag: Grondslag) -> list[Meting]:
    """Time in the server for a recolour: of a question asked before, and of one that nobody asked yet."""
    wij, ander = Bezoek(grondslag), Sessie(maak_app(grondslag))
    bekend = cycle([wij.herkleur(keuze) for keuze in KEUZES])
    nieuw = (wij.herkleur({"norm": f"{nummer / 100:.2f}"}) for nummer in count(1001, 2))
    figuren = cycle(_bodies_plotly(ander))
    acties = [_stuur(wij, bekend), _stuur(wij, nieuw), _stuur(ander, figuren)]
    gezien, ongezien, figuur = (reeks.maal(MS) for reeks in wissel(acties, RONDES_SERVER, vooraf=len(KEUZES)))
    return [
        Meting("servertijd van een herkleuring", "ms", gezien, PLOTLY, figuur, 0.02),
        Meting("servertijd, nog nooit gestelde vraag", "ms", ongezien, PLOTLY, figuur),
        Meting("servertijd, nog nooit gestelde vraag", "ms", ongezien, "grens", grens(6), 1),
    ]


def meet_doorvoer(grondslag: Grondslag) -> list[Meting]:
    """Recolours per second for many users at the same time, on waitress with our settings."""
    wij = Bezoek(grondslag)
    bodies = [wij.herkleur(keuze) for keuze in KEUZES]
    with draaiend(HN_DASH, "/health") as ons, draaiend(peer("kaal")) as kaal:
        acties = [_doorvoer(ons, bodies), _doorvoer(kaal, bodies)]
        onze, kale = wissel(acties, RONDES_DOORVOER)
    naam = f"doorvoer van herkleuringen, {KLANTEN} gebruikers"
    return [Meting(naam, "per s", onze, "kale jsonify, zelfde server", kale, 0.5, minstens=True)]


def meet_start(grondslag: Grondslag) -> list[Meting]:
    """Time from `python app.py` to an answer, against the imports that any such program has."""
    onze, imports = wissel([_start, seconden(_imports)], RONDES_START)
    return [Meting("start tot luisteren", "s", onze, "import dash, pandas, geopandas", imports, 2.5)]


def _bodies_plotly(sessie: Sessie) -> list[bytes]:
    return [sessie.body("kaart.figure", {f"{KEUZE}.value": noemer}) for noemer in NOEMERS]


def _lengtes(antwoorden: Sequence[bytes] | Iterator[bytes]) -> Reeks:
    return Reeks(tuple(len(antwoord) * KB for antwoord in antwoorden))


def _stuur(sessie: Sessie, bodies: Iterator[bytes]) -> Waarneming:
    """Observe one call; making it is no part of the time."""

    def waarneming() -> float:
        body = next(bodies)
        begin = perf_counter()
        sessie.stuur(body)
        return perf_counter() - begin

    return waarneming


def _doorvoer(adres: str, bodies: Sequence[bytes]) -> Waarneming:
    """Observe the calls per second of all users together."""
    plaats = urlsplit(adres)
    koppen = "".join(f"{naam}: {waarde}\r\n" for naam, waarde in {"Host": plaats.netloc, **KOPPEN}.items())
    verzoeken = [
        f"POST {AANROEP} HTTP/1.1\r\n{koppen}Content-Length: {len(body)}\r\n\r\n".encode() + body for body in bodies
    ]

    async def allen() -> None:
        await asyncio.gather(*(_klant(plaats.hostname, plaats.port, verzoeken, klant) for klant in range(KLANTEN)))

    duur = seconden(lambda: asyncio.run(allen()))
    return lambda: KLANTEN * VRAGEN_PER_KLANT / duur()


async def _klant(host: str | None, poort: int | None, verzoeken: Sequence[bytes], begin: int) -> None:
    """One user: a question, its answer, the next question, over one connection."""
    lezer, schrijver = await asyncio.open_connection(host, poort)
    for nummer in range(begin, begin + VRAGEN_PER_KLANT):
        schrijver.write(verzoeken[nummer % len(verzoeken)])
        kop = await lezer.readuntil(b"\r\n\r\n")
        lengte = _LENGTE.search(kop)
        if not kop.startswith(b"HTTP/1.1 200") or lengte is None:
            raise RuntimeError(f"no usable answer: {kop!r}")
        await lezer.readexactly(int(lengte[1]))
    schrijver.close()
    await schrijver.wait_closed()


def _start() -> float:
    begin = perf_counter()
    with draaiend(HN_DASH, "/health"):
        return perf_counter() - begin


def _imports() -> None:
    subprocess.run([sys.executable, "-c", "import dash, pandas, geopandas"], check=True)  # our own program
