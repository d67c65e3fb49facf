"""The child process that parses a spreadsheet: limits first, then one sheet as JSON.

Arguments: where python_calamine lives, the descriptor for the rows, memory (bytes) and time (seconds). The file and the
sheet follow on standard input with a NUL between them. Rows go to the descriptor as lines of JSON, each a list of
[row number, cells]; a date is {"d": iso}. What was found goes to standard output as one JSON object. Runs alone:
nothing of hn_dash is imported here, nor the module json, which takes longer to import than most sheets to read.
"""

import resource
import sys
from _json import encode_basestring_ascii, make_encoder
from posix import _exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PER_REGEL = 1_000
EXACT, ONEINDIG = 2.0**53, float("inf")


def lees(calamine: "Any", uit: int, pad: str, blad: str) -> dict[str, object]:
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
    regel: list[object] = []
    with open(uit, "w", encoding="ascii", closefd=False) as bron:
        for nummer, ruw in enumerate(tabel.iter_rows(), start=1):
            rij = [_cel(cel) for cel in ruw]
            if rij.count("") == len(rij):
                continue
            if not koppen:
                koppen += [cel if type(cel) is str else _tekst(cel) for cel in rij]
                while not koppen[-1]:
                    koppen.pop()
                antwoord["kopregel"], breedte = nummer, len(koppen)
                continue
            for plaats in range(breedte, len(rij)):
                if rij[plaats] != "":
                    naamloos.setdefault(plaats, (nummer, _tekst(rij[plaats])))
            aantal += 1
            regel.append((nummer, rij[:breedte]))
            if len(regel) == PER_REGEL:
                bron.write(f"{als_json(regel)}\n")
                regel = []
        bron.write(f"{als_json(regel)}\n")
    return antwoord | {"rijen": aantal, "naamloos": [(plaats, *eerste) for plaats, eerste in naamloos.items()]}


def _cel(cel: object) -> object:
    """A cell as this project means it: whole numbers whole, text without outer spaces."""
    soort = type(cel)
    if soort is str:
        return cel.strip()  # type: ignore[attr-defined]
    if soort is float:
        if -EXACT < cel < EXACT:  # type: ignore[operator]
            return int(cel) if cel.is_integer() else cel  # type: ignore[attr-defined,call-overload]
        return cel if -ONEINDIG < cel < ONEINDIG else str(cel)  # type: ignore[operator]
    return cel


def _moment(cel: "Any") -> object:
    """A day or a moment, midnight being a day; a time or a duration is text."""
    if type(cel).__name__ in ("date", "datetime"):
        return {"d": cel.isoformat().removesuffix("T00:00:00")}
    return str(cel)


def _tekst(cel: object) -> str:
    """What a cell that is no text reads like."""
    return str(cel).removesuffix(" 00:00:00")


_stukken = make_encoder(None, _moment, encode_basestring_ascii, None, ":", ",", False, False, False)


def als_json(waarde: object) -> str:
    """Cells, rows of them, and what else an answer holds, as JSON."""
    return "".join(_stukken(waarde, 0))


def main() -> None:
    """Limit this process, then read."""
    bibliotheek, uit, geheugen, tijd = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(geheugen), int(geheugen)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(tijd), int(tijd)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.path.append(bibliotheek)
    import python_calamine

    try:
        pad, _, blad = sys.stdin.buffer.read().decode().partition("\0")
        antwoord = lees(python_calamine, int(uit), pad, blad)
    except MemoryError:
        antwoord = {"fout": "geheugen"}
    sys.stdout.write(als_json(antwoord))
    sys.stdout.flush()
    _exit(0)  # what was read need not be tidied away first


if __name__ == "__main__":
    main()
