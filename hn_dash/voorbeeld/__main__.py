"""`python -m hn_dash.voorbeeld`: make data/voorbeeld; `--check` writes nothing and fails when a file differs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from hn_dash.errors import InvoerFout
from hn_dash.voorbeeld.recept import bouw


def main(argv: Sequence[str] | None = None, data_map: Path = Path("data")) -> int:
    """Make the example, or with --check only compare; 1 when the committed files differ."""
    parser = argparse.ArgumentParser(prog="python -m hn_dash.voorbeeld", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is not as made")
    alleen_kijken = parser.parse_args(argv).check
    try:
        gemaakt = bouw(data_map)
    except InvoerFout as fout:
        sys.stderr.write(f"{fout.zin}\n")
        return 1
    paden = {data_map / "voorbeeld" / naam: inhoud for naam, inhoud in gemaakt.items()}
    anders = [pad for pad, inhoud in paden.items() if not pad.is_file() or pad.read_bytes() != inhoud]
    for pad in () if alleen_kijken else anders:
        pad.parent.mkdir(exist_ok=True)
        pad.write_bytes(paden[pad])
    sys.stdout.write("".join(f"{pad.name}\n" for pad in anders) or "data/voorbeeld is up to date\n")
    return int(alleen_kijken and bool(anders))


if __name__ == "__main__":
    sys.exit(main())
