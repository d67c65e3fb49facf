"""`python -m tests.mutanten [FILE ...]`: break every line of the list, or those in files with such a name."""

from __future__ import annotations

import sys
import time

from tests.mutanten.lijst import MUTANTEN
from tests.mutanten.lopen import Uitslag, loop
from tests.support.server import WORTEL


def main(*delen: str) -> int:
    """Print which test caught each break; 1 when one was caught by none, 2 when the list does not fit the tree."""
    mutanten = [mutant for mutant in MUTANTEN if not delen or any(deel in mutant.bestand for deel in delen)]
    bezwaren = [bezwaar for mutant in mutanten if (bezwaar := mutant.bezwaar(WORTEL))]
    if bezwaren:
        sys.stderr.write("The list does not fit the tree:\n" + "".join(f"- {bezwaar}\n" for bezwaar in bezwaren))
        return 2
    begin = time.monotonic()
    uitslagen = loop(mutanten, meld)
    over = [uitslag for uitslag in uitslagen if not uitslag.door]
    sys.stdout.write(f"\n{len(mutanten) - len(over)} of {len(mutanten)} caught in {time.monotonic() - begin:.0f} s\n")
    for uitslag in over:
        sys.stdout.write(f"NOT CAUGHT {uitslag.mutant.bestand}: {uitslag.mutant.breekt} ({uitslag.waarom})\n")
    return 1 if over else 0


def meld(uitslag: Uitslag) -> None:
    """One line of the table."""
    mutant, door = uitslag.mutant, uitslag.door.removeprefix("tests/") or f"NOT CAUGHT: {uitslag.waarom}"
    sys.stdout.write(f"{uitslag.seconden:5.1f} s  {mutant.bestand}: {mutant.breekt}\n         {door}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
