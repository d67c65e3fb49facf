"""Asking a public service for JSON: patient, within limits, and never twice for what is already here."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard
from urllib.parse import urlencode, urlsplit

from urllib3.exceptions import InvalidHeader, MaxRetryError
from urllib3.util import Retry

from hn_dash.errors import InvoerFout
from hn_dash.geo.bestanden import sha256

if TYPE_CHECKING:
    from requests import Response

POGINGEN, TIJD = 5, 30
"""Tries per question, and seconds that a server may be silent."""
MAX_ANTWOORD, MAX_DUUR = 64 * 1024 * 1024, 600
"""Bytes of one answer, and seconds that it may take in all."""
EVEN_WACHTEN = frozenset({429, 500, 502, 503, 504})
"""Statuses that may be over in a moment."""
PAUZE, MAX_PAUZE = 1, 120
"""Seconds before the second try, and the most that a server can ask us to wait."""
_DEEL = 64 * 1024


class WebFout(InvoerFout):
    """A service that does not answer as it should, after all tries."""


class Web:
    """Asks for JSON and keeps every answer with its checksum, so that a broken-off fetch goes on where it was.

    Parameters
    ----------
    werk : where answers are kept; `sommen` are the checksums of those that were used
    slaap : waits so many seconds
    """

    def __init__(self, werk: Path, slaap: Callable[[float], None] = time.sleep) -> None:
        self.werk, self.slaap = werk, slaap
        self.sommen: list[str] = []

    def haal(self, adres: str, vraag: Mapping[str, str | int] | None = None) -> dict[str, Any]:
        """The JSON object at an address; `WebFout` with what went wrong and what to do."""
        vol = f"{adres}?{urlencode(vraag)}" if vraag else adres
        pad = self.werk / f"{sha256(vol.encode())[:24]}.json"
        bewaard = self._bewaard(pad)
        if bewaard is not None:
            return bewaard
        inhoud, antwoord = self._vraag(vol)
        self.werk.mkdir(parents=True, exist_ok=True)
        tijdelijk = pad.with_suffix(".deel")
        tijdelijk.write_bytes(inhoud)
        pad.with_suffix(".sha256").write_text(sha256(inhoud), encoding="ascii")
        tijdelijk.replace(pad)
        self.sommen.append(sha256(inhoud))
        return antwoord

    def _bewaard(self, pad: Path) -> dict[str, Any] | None:
        try:
            inhoud = pad.read_bytes()
            if sha256(inhoud) == pad.with_suffix(".sha256").read_text(encoding="ascii"):
                self.sommen.append(sha256(inhoud))
                return _als_json(inhoud)
        except (OSError, ValueError, WebFout, _Straks):
            return None
        return None

    def _vraag(self, adres: str) -> tuple[bytes, dict[str, Any]]:
        pogingen = Retry(
            POGINGEN - 1,
            status_forcelist=EVEN_WACHTEN,
            backoff_factor=0.5,
            backoff_jitter=1,  # so that not all ask at once
            retry_after_max=MAX_PAUZE,
        )
        while True:
            try:
                inhoud = _op_tijd(partial(_lees, adres, pogingen), adres)
                return inhoud, _als_json(inhoud)
            except _Straks as fout:
                pogingen = _volgende(pogingen, adres, fout)
                self.slaap(fout.wacht or PAUZE + pogingen.get_backoff_time())


class _Straks(Exception):
    """Something that may be over in a moment; its text completes "… {who} {text}".

    Parameters
    ----------
    wacht : the seconds after which the server says that it is over; None when it says nothing
    """

    def __init__(self, waarom: str, wacht: float | None = None) -> None:
        super().__init__(waarom)
        self.wacht = wacht


def _volgende(pogingen: Retry, adres: str, fout: _Straks) -> Retry:
    try:
        return pogingen.increment("GET", adres, error=fout)
    except MaxRetryError:
        zin = f"{urlsplit(adres).netloc} {fout}, ook na {POGINGEN} pogingen."
        raise WebFout(f"{zin} Probeer het later, of controleer de verbinding.") from None


def _wacht(antwoord: Response, pogingen: Retry) -> float | None:
    """The seconds that a server asks us to wait."""
    try:
        return pogingen.get_retry_after(antwoord.raw)
    except (InvalidHeader, ValueError, OverflowError):
        return None


def lijst_van(antwoord: Mapping[str, Any], naam: str) -> list[dict[str, Any]]:
    """The objects of a list in an answer; none when there is no such list, and `WebFout` for anything else."""
    lijst = antwoord.get(naam)
    if lijst is None:
        return []
    if not isinstance(lijst, list) or not all(isinstance(deel, dict) for deel in lijst):
        raise WebFout(f"Het antwoord heeft onder “{naam}” geen lijst van objecten; dat klopt niet.")
    return lijst


def is_cijfer(waarde: Any) -> TypeGuard[int | float]:
    """Whether a value is a number of 0 or more, as every figure of CBS is that is known."""
    return isinstance(waarde, int | float) and not isinstance(waarde, bool) and 0 <= waarde < float("inf")


def zelfde_server(volgende: Any, adres: str) -> str:
    """The address of the next page, which must be on the server that gave this one."""
    wie = urlsplit(adres)
    try:
        goed = isinstance(volgende, str) and urlsplit(volgende)[:2] == wie[:2]
    except ValueError:
        goed = False
    if not goed:
        raise WebFout(f"{wie.netloc} verwijst door naar een andere server; dat volgen we niet.")
    return str(volgende)


def _geen_getal(woord: str) -> None:
    raise ValueError(woord)


def _als_json(inhoud: bytes) -> dict[str, Any]:
    try:
        antwoord = json.loads(inhoud, parse_constant=_geen_getal)
    except RecursionError:
        raise WebFout("Het antwoord is dieper genest dan een lijst van gebieden kan zijn; dat klopt niet.") from None
    except ValueError:
        raise _Straks("gaf geen volledige JSON") from None
    if not isinstance(antwoord, dict):
        raise _Straks("gaf iets anders dan een JSON-object")
    return antwoord


def _op_tijd(lees: Callable[[], bytes], adres: str) -> bytes:
    """What a question gives, unless it takes too long as a whole; a server that drips never is silent for long.

    The thread that still waits then ends with the program.
    """
    uit: list[bytes | BaseException] = []

    def doe() -> None:
        try:
            uit.append(lees())
        except BaseException as fout:
            uit.append(fout)

    draad = threading.Thread(target=doe, daemon=True)
    draad.start()
    draad.join(MAX_DUUR)
    if not uit:
        zin = f"{urlsplit(adres).netloc} had na {MAX_DUUR} seconden nog geen heel antwoord gegeven. Probeer het later."
        raise WebFout(zin)
    if isinstance(uit[0], BaseException):
        raise uit[0]
    return uit[0]


def _lees(adres: str, pogingen: Retry) -> bytes:
    """The body of an answer."""
    import requests

    wie = urlsplit(adres).netloc
    try:
        with requests.get(adres, timeout=TIJD, stream=True, allow_redirects=False) as antwoord:
            if pogingen.is_retry("GET", antwoord.status_code, "Retry-After" in antwoord.headers):
                raise _Straks(f"gaf status {antwoord.status_code}", _wacht(antwoord, pogingen))
            if antwoord.status_code != 200:
                raise WebFout(f"{wie} gaf status {antwoord.status_code}: dit jaar of deze tabel is er niet (meer).")
            delen, grootte = [], 0
            for deel in antwoord.iter_content(_DEEL):
                delen.append(deel)
                grootte += len(deel)
                if grootte > MAX_ANTWOORD:
                    zin = f"{wie} gaf meer dan {MAX_ANTWOORD // 1024**2} MB in één antwoord; dat klopt niet."
                    raise WebFout(zin)
            return b"".join(delen)
    except requests.Timeout:
        raise _Straks("antwoordde niet op tijd") from None
    except requests.RequestException:
        raise _Straks("brak de verbinding af") from None
