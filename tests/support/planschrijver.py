"""`python -m tests.support.planschrijver MAP URL PLAN AANTAL NAAM ...`: a process per name changes a plan many times.

What was confirmed is printed. Each change goes to one of a few gemeenten that all writers share; a conflict is answered
with "mine". What all writers need is read once, before they part.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random

from hn_dash.dataset import Grondslag
from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.domain.plan.stand import Wijziging
from hn_dash.services.plan.bericht import Verzoek
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.databank import Databank
from tests.support.beheer import maak_beheer

GEMEENTEN = ("GM0014", "GM0344", "GM0363", "GM0518", "GM0599")


def main(map_: str, url: str, plan: str, aantal: str, *namen: str) -> int:
    """Let everybody write at once; 0 when all of them came to an end."""
    basis = laad_voorbeeld(Settings())
    kinderen = []
    for naam in namen:
        kinderen.append(os.fork())
        if not kinderen[-1]:
            schrijf(basis, Databank(Path(map_), url), int(plan), naam, int(aantal))
            sys.exit(0)
    return max(os.waitpid(kind, 0)[1] for kind in kinderen)


def schrijf(basis: Grondslag, databank: Databank, plan: int, naam: str, aantal: int) -> None:
    """Write, and print the request of every change as soon as it was confirmed."""
    beheer = maak_beheer(basis, databank)
    lot = Random(naam)
    for nummer in range(aantal):
        gemeente, verzoek = lot.choice(GEMEENTEN), f"{naam}-{nummer}"
        afspraak = Afspraak("open", opmerking=verzoek)
        while True:
            versie = beheer.stand(plan).versies[gemeente]
            if not beheer.wijzig(plan, Verzoek(verzoek, naam, naam), [Wijziging(gemeente, versie, afspraak)]).botsingen:
                break
        os.write(1, f"{verzoek}\n".encode())  # in one piece, also where others write to the same pipe


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
