"""`python -m tests.support.planschrijver MAP URL PLAN NAAM AANTAL`: change a plan many times.

What was confirmed is printed. Each change goes to one of a few gemeenten that all writers share; a conflict is answered
with "mine".
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from hn_dash.domain.plan.afspraak import Afspraak
from hn_dash.domain.plan.stand import Wijziging
from hn_dash.services.plan.wijzigen import Verzoek
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from hn_dash.store.databank import Databank
from tests.support.beheer import maak_beheer

GEMEENTEN = ("GM0014", "GM0344", "GM0363", "GM0518", "GM0599")


def main(map_: str, url: str, plan: str, naam: str, aantal: str) -> None:
    """Write, and print the request of every change as soon as it was confirmed."""
    beheer = maak_beheer(laad_voorbeeld(Settings()), Databank(Path(map_), url))
    lot = Random(naam)
    for nummer in range(int(aantal)):
        gemeente, verzoek = lot.choice(GEMEENTEN), f"{naam}-{nummer}"
        afspraak = Afspraak("open", opmerking=verzoek)
        while True:
            versie = beheer.stand(int(plan)).versies[gemeente]
            if not beheer.wijzig(
                int(plan), Verzoek(verzoek, naam, naam), [Wijziging(gemeente, versie, afspraak)]
            ).botsingen:
                break
        print(verzoek, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
