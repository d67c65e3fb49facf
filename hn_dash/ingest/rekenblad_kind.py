"""The child process that parses a spreadsheet: limits first, then one sheet as JSON.

Arguments: where python_calamine lives, the descriptor for the rows, memory (bytes) and time (seconds). The file and the
sheet follow as JSON on standard input, so that starting up need not wait for the checks on the file. Rows go to the
descriptor as lines of JSON, each a list of [row number, cells]; a date is {"d": iso}. What was found goes to standard
output as one JSON object. Runs alone: nothing of hn_dash is imported here.
"""

import json
import os
import resource
import sys
from datetime import date, datetime, time, timedelta
from math import isfinite
from types import ModuleType

PER_REGEL = 1_000
EXACT = 2.0**53


def lees(calamine: ModuleType, uit: int, pad: str, blad: str) -> dict[str, object]:
    """Write the rows below the head; return the head and what stands outside it."""
    try:
        tabel = calamine.CalamineWorkbook.from_path(pad).get_sheet_by_name(blad)
    except calamine.PasswordError:
        return {"fout": "wachtwoord"}
    except calamine.CalamineError:
        return {"fout": "beschadigd"}
    koppen: list[str] = []
    antwoord: dict[str, object] = {"koppen": koppen, "kopregel": 0, "vanaf": tabel.start[1] if tabel.start else 0}
    naamloos: dict[int, tuple[int, str]] = {}
    aantal = breedte = 0
    als_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_anders).encode
    regel: list[tuple[int, list[object]]] = []
    with os.fdopen(uit, "w", encoding="utf-8") as bron:
        for nummer, ruw in enumerate(tabel.iter_rows(), start=1):
            rij = [_cel(cel) for cel in ruw]
            if rij.count("") == len(rij):
                continue
            if not koppen:
                koppen += [cel.isoformat() if isinstance(cel, date) else str(cel) for cel in rij]
                while not koppen[-1]:
                    koppen.pop()
                antwoord["kopregel"], breedte = nummer, len(koppen)
                continue
            for plaats in range(breedte, len(rij)):
                if rij[plaats] != "":
                    naamloos.setdefault(plaats, (nummer, str(rij[plaats])))
            aantal += 1
            regel.append((nummer, rij[:breedte]))
            if len(regel) == PER_REGEL:
                bron.write(als_json(regel) + "\n")
                regel = []
        bron.write(als_json(regel) + "\n")
    return antwoord | {"rijen": aantal, "naamloos": [(plaats, *eerste) for plaats, eerste in naamloos.items()]}


def _cel(cel: object) -> object:
    """A cell as this project means it: whole numbers whole, text without outer spaces, midnight as a day."""
    soort = type(cel)
    if soort is str:
        return cel.strip()  # type: ignore[attr-defined]
    if soort is float:
        if -EXACT < cel < EXACT:  # type: ignore[operator]
            return int(cel) if cel.is_integer() else cel  # type: ignore[attr-defined,call-overload]
        return cel if isfinite(cel) else str(cel)  # type: ignore[arg-type]
    if soort is datetime and cel.time() == time():  # type: ignore[attr-defined]
        return cel.date()  # type: ignore[attr-defined]
    return cel


def _anders(waarde: object) -> object:
    if isinstance(waarde, date):
        return {"d": waarde.isoformat()}
    if isinstance(waarde, time | timedelta):
        return str(waarde)
    raise TypeError(type(waarde).__name__)


def main() -> None:
    """Limit this process, then read."""
    bibliotheek, uit, geheugen, tijd = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(geheugen), int(geheugen)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(tijd), int(tijd)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.path.append(bibliotheek)
    import python_calamine

    try:
        antwoord = lees(python_calamine, int(uit), **json.load(sys.stdin))
    except MemoryError:
        antwoord = {"fout": "geheugen"}
    json.dump(antwoord, sys.stdout)


if __name__ == "__main__":
    main()
