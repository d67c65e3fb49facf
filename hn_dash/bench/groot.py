"""`python -m hn_dash.bench.groot BESTAND`: read in a large file, and print the memory it took as JSON."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from hn_dash.services.gegevens.inname import Opdracht, neem_in
from hn_dash.settings import read_settings
from hn_dash.start import laad_magazijn


def piek() -> float:
    """The most memory this process had since it was started, in MB; `ru_maxrss` would begin with its parent's."""
    regels = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(regel.split()[1]) for regel in regels if regel.startswith("VmHWM:")) / 1024


def main(pad: Path) -> None:
    """Read in, and print seconds, memory before and peak."""
    with TemporaryDirectory() as naam:
        magazijn = laad_magazijn(read_settings(data_dir=Path(naam)))
        magazijn.snapshots.databank.werk_bij()
        magazijn()
        rust, begin = piek(), perf_counter()
        kwitantie = neem_in(Opdracht("opleiders", pad, pad.name, date(2026, 1, 1)), magazijn)
        print(
            json.dumps({"rust": rust, "piek": piek(), "seconden": perf_counter() - begin, "rijen": kwitantie.rijen_uit})
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
