"""The files of the package, held against their checksums; what is wrong with them is collected."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from hn_dash.errors import Bevinding, InvoerFout
from hn_dash.geo.bestanden import SOMMEN, read_sommen, sha256
from hn_dash.ingest.pakket.strikt import Kolom, is_datum, lees_tabel

VOORBEELD = "voorbeeld"
KOP = f"{VOORBEELD}/dataset.json"
_HERSTEL = {
    "hn": "herstel het met `git checkout data/hn`",
    VOORBEELD: "maak het opnieuw met `python -m hn_dash.voorbeeld`",
}


class Lezer:
    """Reads files by their name in the data folder.

    Parameters
    ----------
    data_map : with the folders hn and voorbeeld; only voorbeeld is made by a program and has checksums
    """

    def __init__(self, data_map: Path) -> None:
        self.map = data_map
        self.bevindingen: list[Bevinding] = []
        self._gelezen: dict[str, str] = {}
        self._sommen: dict[str, str] | None = None  # none to hold the files against: that is a finding, and enough
        if self._lees(f"{VOORBEELD}/{SOMMEN}") is not None:
            self._sommen = read_sommen(data_map / VOORBEELD)

    def _lees(self, naam: str) -> bytes | None:
        try:
            inhoud = (self.map / naam).read_bytes()
        except OSError:
            self._meld("Het bestand ontbreekt of is onleesbaar", naam)
            return None
        self._gelezen[naam] = sha256(inhoud)
        return inhoud

    def _lees_gelijk(self, naam: str) -> bytes | None:
        """The same, with a finding when it is not what was made; what it holds is checked all the same."""
        inhoud = self._lees(naam)
        map_, _, rest = naam.partition("/")
        som = self._gelezen.get(naam)
        if som and map_ == VOORBEELD and self._sommen is not None and self._sommen.get(rest) != som:
            self._meld("Het bestand is gewijzigd (controlegetal klopt niet)", naam)
        return inhoud

    def _meld(self, zin: str, naam: str) -> None:
        self.bevindingen.append(Bevinding(f"{zin}; {_HERSTEL[naam.partition('/')[0]]}.", naam))

    def kop(self, jaren: Collection[int]) -> dict[str, Any]:
        """dataset.json as fields of Dataset, with the name and version of its plan; stops when they are wrong.

        Other keys are for whoever made the files.
        """
        inhoud = self._lees_gelijk(KOP)
        if inhoud is None:
            self.klaar()
        try:
            kop = json.loads(inhoud or b"")
        except ValueError:
            kop = None
        if not isinstance(kop, dict):
            self._meld("Het bestand is geen leesbare JSON", KOP)
            self.klaar()
        fout = _check_kop(kop, jaren)
        self.bevindingen += fout
        if fout:
            self.klaar()
        velden = {naam: kop[naam] for naam in ("titel", "bron", "indeling", "voorbeeld", "plan", "versie")}
        peildatum = date.fromisoformat(kop["peildatum"])
        return velden | {"peildatum": peildatum}

    def tabel(self, naam: str, sleutel: str, *kolommen: Kolom) -> pd.DataFrame:
        """A file as a frame; an empty frame when there is something wrong with it."""
        inhoud = self._lees_gelijk(naam)
        if inhoud is None:
            inhoud = ",".join(kolom.naam for kolom in kolommen).encode()
        frame, bevindingen = lees_tabel(naam, inhoud, sleutel.split(), kolommen)
        self.bevindingen += bevindingen
        return frame

    def eis_een(self, naam: str, kolom: str, som: pd.Series, codes: Iterable[str]) -> None:
        """Every gemeente must come to one: its shares, or its rows. An empty table has its finding already."""
        for code, waarde in () if som.empty else som.reindex(list(codes), fill_value=0).items():
            if abs(waarde - 1) > 1e-9:
                getal = f"{waarde:g}".replace(".", ",")
                zin = f"{code} komt op {getal} uit in plaats van 1; vul haar aan of verbeter haar rijen."
                self.bevindingen.append(Bevinding(zin, naam, kolom=kolom, waarde=str(code)))

    def klaar(self) -> None:
        """Stop when anything was found."""
        if len(self.bevindingen) == 1:
            raise InvoerFout(str(self.bevindingen[0]), self.bevindingen)
        if self.bevindingen:
            zin = f"De gegevens in {self.map.as_posix()} zijn niet te gebruiken: {len(self.bevindingen)} bevindingen."
            raise InvoerFout(zin, self.bevindingen)

    def vingerafdruk(self, geo_sommen: Mapping[str, str]) -> str:
        """One sha256 for all that was read and the geography it stands on."""
        return sha256(json.dumps([self._gelezen, dict(geo_sommen)], sort_keys=True).encode())


def _check_kop(kop: Mapping[str, Any], jaren: Collection[int]) -> list[Bevinding]:
    waarden = {naam: kop.get(naam, "") for naam in ("titel", "bron", "plan", "versie")}
    eisen = {naam: (isinstance(waarde, str) and waarde != "", "een tekst") for naam, waarde in waarden.items()}
    waarden |= {naam: kop.get(naam, "") for naam in ("peildatum", "indeling", "voorbeeld")}
    jaar = isinstance(waarden["indeling"], int) and waarden["indeling"] in jaren
    eisen |= {
        "peildatum": (is_datum(waarden["peildatum"]), "een datum als 2026-01-01"),
        "indeling": (jaar, f"een jaar van {min(jaren)} tot en met {max(jaren)}"),
        "voorbeeld": (isinstance(waarden["voorbeeld"], bool), "true of false"),
    }
    return [
        Bevinding(f"“{waarden[naam]}” moet {eis} zijn.", KOP, kolom=naam, waarde=str(waarden[naam]))
        for naam, (goed, eis) in eisen.items()
        if not goed
    ]
