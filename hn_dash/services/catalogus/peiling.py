"""Whether another process changed something: asked at most once a second, by one thread, while the others go on."""

from __future__ import annotations

import time
from threading import Lock

from hn_dash.store.databank import Databank
from hn_dash.store.tellers import Tellers, read_tellers

VERS = 1.0
"""Seconds in which we do not ask the database again."""


class Peiling:
    """The tellers of a database, at most a second old."""

    def __init__(self, databank: Databank) -> None:
        self._databank = databank
        self._slot = Lock()
        self._tellers, self._gezien, self._keer = Tellers(), -VERS, 0

    def __call__(self) -> Tellers:
        """The tellers; who finds them old while another asks already, takes them as they are."""
        if time.monotonic() - self._gezien >= VERS and self._slot.acquire(blocking=self._gezien < 0):
            try:
                if time.monotonic() - self._gezien >= VERS:
                    keer = self._keer
                    self._tellers = read_tellers(self._databank)
                    if keer == self._keer:  # else something changed while we read
                        self._gezien = time.monotonic()
            finally:
                self._slot.release()
        return self._tellers

    def ververs(self) -> None:
        """Look again at once: something was just changed here."""
        self._keer += 1
        self._gezien = -VERS
