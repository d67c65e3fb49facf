"""Reading data/geo: every file is held against SHA256SUMS before anyone relies on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from hn_dash.errors import Bevinding, InvoerFout

if TYPE_CHECKING:
    import numpy as np

SOMMEN = "SHA256SUMS"
HERSTEL = "herstel het met `git checkout data/geo` of bouw het opnieuw met `make data`"


def sha256(inhoud: bytes) -> str:
    """The checksum as SHA256SUMS and `sha256sum` write it."""
    return hashlib.sha256(inhoud).hexdigest()


def read_bytes(map: Path, naam: str) -> bytes:
    """A file's bytes; `InvoerFout` with the remedy when it is not there or cannot be read."""
    try:
        return (map / naam).read_bytes()
    except OSError as fout:
        zin = f"Het bestand {(map / naam).as_posix()} ontbreekt of is onleesbaar; {HERSTEL}."
        raise InvoerFout(zin, [Bevinding(zin, naam)]) from fout


def read_sommen(map: Path) -> dict[str, str]:
    """File name, relative to data/geo -> the sha256 it must have."""
    regels = (regel.partition("  ") for regel in read_bytes(map, SOMMEN).decode(errors="replace").splitlines())
    return {naam: som for som, _, naam in regels}


def check_sommen(map: Path, sommen: Mapping[str, str], namen: Iterable[str]) -> list[Bevinding]:
    """A finding for each file that is missing or not the one that was built."""
    bevindingen: list[Bevinding] = []
    for naam in namen:
        try:
            echt = sha256(read_bytes(map, naam)) == sommen.get(naam)
        except InvoerFout as fout:
            bevindingen.extend(fout.bevindingen)
            continue
        if not echt:
            zin = f"Het bestand {(map / naam).as_posix()} is gewijzigd (controlegetal klopt niet); {HERSTEL}."
            bevindingen.append(Bevinding(zin, naam))
    return bevindingen


def eis_sommen(map: Path, sommen: Mapping[str, str], namen: Iterable[str]) -> None:
    """Stop with every damaged file at once: `InvoerFout`."""
    bevindingen = check_sommen(map, sommen, namen)
    if len(bevindingen) == 1:
        raise InvoerFout(bevindingen[0].zin, bevindingen)
    if bevindingen:
        lijst = ", ".join(bevinding.bestand for bevinding in bevindingen)
        raise InvoerFout(
            f"In {map.as_posix()} ontbreken bestanden of zijn ze gewijzigd ({lijst}); "
            "herstel ze met `git checkout data/geo` of bouw ze opnieuw met `make data`.",
            bevindingen,
        )


def read_tabel(map: Path, naam: str, index: str | None = None) -> pd.DataFrame:
    """One of our own CSV files; text stays text, empty text is ""."""
    return pd.read_csv(BytesIO(read_bytes(map, naam)), index_col=index, keep_default_na=False, na_values={})


def read_json(map: Path, naam: str) -> dict[str, Any]:
    """A JSON file; `InvoerFout` when it is no JSON."""
    try:
        inhoud: dict[str, Any] = json.loads(read_bytes(map, naam))
    except ValueError as fout:
        zin = f"Het bestand {(map / naam).as_posix()} is geen leesbare JSON; {HERSTEL}."
        raise InvoerFout(zin, [Bevinding(zin, naam)]) from fout
    return inhoud


def read_vormen(map: Path, naam: str) -> tuple[list[dict[str, Any]], np.ndarray]:
    """The properties and the shapes (RD New, metres) of a GeoJSON file of ours, in file order."""
    import numpy as np
    from shapely.geometry import shape

    features = read_json(map, naam)["features"]
    return [f["properties"] for f in features], np.array([shape(f["geometry"]) for f in features])
