"""The row of heads of a table, and what stands beside it without one."""

from __future__ import annotations

from collections.abc import Sequence

from hn_dash.errors import Ernst
from hn_dash.ingest.tabel.letters import kolomletter
from hn_dash.ingest.tabel.tekens import leesbaar, schoon
from hn_dash.ingest.tabel.vorm import MAX_KOLOMMEN, Meldingen
from hn_dash.tekst import getal


def lees_koppen(cellen: Sequence[str], nummer: int, meldingen: Meldingen) -> tuple[str, ...]:
    """Heads without what nobody sees and without the empty ones at the end; too many are reported."""
    koppen = [str(schoon(leesbaar(cel))) for cel in cellen]
    while koppen and not koppen[-1]:
        koppen.pop()
    if len(koppen) > MAX_KOLOMMEN:
        zin = f"De kop heeft {getal(len(koppen))} kolommen; meer dan {MAX_KOLOMMEN} kan niet. Haal kolommen weg."
        meldingen.meld("kop", zin, nummer)
    return tuple(koppen)


def meld_naamloos(plaats: int, waarde: str, rij: int, meldingen: Meldingen, ernst: Ernst = "fout") -> None:
    """A column beyond the last head that holds something."""
    zin = f"Kolom {kolomletter(plaats)} heeft geen kop maar wel gegevens; geef haar een naam of maak haar leeg."
    meldingen.meld("kop", zin, rij, kolomletter(plaats), waarde, ernst=ernst)
