"""The embedded indelingen: which gemeenten there are in a year, what is known of them, where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from hn_dash.errors import Bevinding, InvoerFout, SelectieFout
from hn_dash.geo.bestanden import eis_sommen, read_sommen, read_tabel, read_vormen
from hn_dash.geo.buren import Buren, naast
from hn_dash.geo.herindelingen import Herindeling, lijst_namen, read_herindeling

if TYPE_CHECKING:
    import geopandas as gpd

JAREN = tuple(range(2022, 2027))
GEOMETRIEJAREN = (2022, 2023)
"""The years whose gemeenten cover other areas than the year before; 2024 to 2026 share the shapes of 2023."""
BANDEN = ("inwoners_0_15", "inwoners_15_25", "inwoners_25_45", "inwoners_45_65", "inwoners_65_plus")
VERBINDINGEN = "verbindingen_over_water.csv"


def geometriejaar(jaar: int) -> int:
    """The year whose shapes and neighbours also hold for indeling `jaar`."""
    return max(ander for ander in GEOMETRIEJAREN if ander <= jaar)


def vormenbestand(jaar: int) -> str:
    """The GeoJSON with the shapes of indeling `jaar`, relative to data/geo; 2022 is the source itself."""
    bestand = f"gemeenten_{geometriejaar(jaar)}.geojson"
    return f"bron/{bestand}" if geometriejaar(jaar) == GEOMETRIEJAREN[0] else bestand


def bronregel(jaar: int) -> str:
    """The source line that the licence (CC BY 4.0) asks for wherever the boundaries are shown."""
    return f"© CBS / Kadaster, grenzen {GEOMETRIEJAREN[0]}" + (", samengevoegd" if jaar > GEOMETRIEJAREN[0] else "")


def eigen_bronregel(jaar: int) -> str:
    """The source line of a year whose own boundaries were fetched."""
    return f"© CBS / Kadaster, grenzen {jaar}"


@dataclass(frozen=True, eq=False)
class Indeling:
    """The gemeenten on 1 January of a year.

    Parameters
    ----------
    opgehaald : whether the boundaries are the year's own, fetched from CBS, instead of those of 2022 put together
    gemeenten : indexed by gemeentecode, sorted: gemeentenaam, provinciecode, provincie; inwoners and their age bands
        (persons, 1 January 2022; of a year that was fetched, of that year); oppervlakte_km2 (with inland water);
        stedelijkheid (1 to 5)
    buren : code_a < code_b, soort: land, punt (they touch in a point only), veer or tunnel
    """

    jaar: int
    map: Path
    sommen: Mapping[str, str]
    gemeenten: pd.DataFrame
    buren: pd.DataFrame
    opgehaald: bool = False

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All gemeentecodes, sorted."""
        return tuple(self.gemeenten.index)

    @cached_property
    def vormen(self) -> gpd.GeoDataFrame:
        """gemeentecode and geometry (EPSG:28992, whole metres), in the order of `codes`; read on first use."""
        import geopandas as gpd

        bestand = f"gemeenten_{self.jaar}.geojson" if self.opgehaald else vormenbestand(self.jaar)
        eis_sommen(self.map, self.sommen, [bestand])
        eigenschappen, vormen = read_vormen(self.map, bestand)
        codes = [rij["gemeentecode"] for rij in eigenschappen]
        return gpd.GeoDataFrame({"gemeentecode": codes}, geometry=vormen, crs="EPSG:28992")

    @cached_property
    def naast(self) -> Buren:
        """gemeentecode -> the gemeenten beside it, over land or water."""
        return naast(self.buren)

    @property
    def inwonersdag(self) -> date:
        """The day of the inhabitants that come along: of a year that was fetched its own, else that of the source."""
        return date(self.jaar if self.opgehaald else JAREN[0], 1, 1)

    @property
    def browserbestand(self) -> Path:
        """The TopoJSON that the map draws."""
        return self.map / f"browser/{self.jaar}.json"

    @property
    def browserhash(self) -> str:
        """What makes the URL of the browser file immutable: the first 12 hex digits of its sha256."""
        return self.sommen[f"browser/{self.jaar}.json"][:12]

    @property
    def bronregel(self) -> str:
        """The source line, e.g. "© CBS / Kadaster, grenzen 2022, samengevoegd"."""
        return eigen_bronregel(self.jaar) if self.opgehaald else bronregel(self.jaar)


@dataclass(frozen=True, eq=False)
class Geo:
    """What is embedded in data/geo, and the years that were fetched beside or over it.

    Parameters
    ----------
    bevindingen : fetched years that could not be used, and why
    """

    map: Path
    sommen: Mapping[str, str]
    herindeling: Herindeling
    indelingen: Mapping[int, Indeling]
    bevindingen: tuple[Bevinding, ...] = ()

    @property
    def jaren(self) -> tuple[int, ...]:
        """The years one can ask for."""
        return tuple(self.indelingen)

    @property
    def kenmerk(self) -> dict[str, str]:
        """The checksums of everything that is used: other ones, other results."""
        eigen = {
            f"{jaar}/{n}": som for jaar, i in self.indelingen.items() if i.opgehaald for n, som in i.sommen.items()
        }
        return {**self.sommen, **eigen}

    @property
    def herindelingen(self) -> pd.DataFrame:
        """Every change since 2009: date, kind, old_code, old_name, new_code, new_name, share, note, source."""
        return self.herindeling.tabel

    def indeling(self, jaar: int) -> Indeling:
        """The gemeenten on 1 January `jaar`; `SelectieFout` for a year that we do not have."""
        if jaar not in self.indelingen:
            mogelijk = f"een jaar van {self.jaren[0]} tot en met {self.jaren[-1]}"
            if self.jaren != tuple(range(self.jaren[0], self.jaren[-1] + 1)):
                mogelijk = " of ".join(str(ander) for ander in self.jaren)
            raise SelectieFout(f"Indeling {jaar} is er niet; kies {mogelijk}.")
        return self.indelingen[jaar]


def read_geo(map: Path, opgehaald: Path | None = None) -> Geo:
    """Everything in data/geo but the shapes, which are read when first asked for.

    Parameters
    ----------
    opgehaald : the folder with a folder for each year that was fetched; such a year goes before the embedded one. One
        that is damaged is left out and named in `bevindingen`

    Raises
    ------
    InvoerFout : a file is missing or differs from SHA256SUMS; names every one of them
    """
    sommen = read_sommen(map)
    jaarlijks = [naam for jaar in JAREN for naam in (f"gemeenten_{jaar}.csv", f"browser/{jaar}.json")]
    eis_sommen(map, sommen, [*lijst_namen(), *jaarlijks, *(f"buren_{jaar}.csv" for jaar in GEOMETRIEJAREN)])
    buren = {jaar: read_tabel(map, f"buren_{jaar}.csv") for jaar in GEOMETRIEJAREN}
    indelingen = {
        jaar: Indeling(
            jaar, map, sommen, read_tabel(map, f"gemeenten_{jaar}.csv", "gemeentecode"), buren[geometriejaar(jaar)]
        )
        for jaar in JAREN
    }
    eigen, bevindingen = _read_opgehaald(opgehaald)
    return Geo(map, sommen, read_herindeling(map), dict(sorted((indelingen | eigen).items())), bevindingen)


def _read_opgehaald(map: Path | None) -> tuple[dict[int, Indeling], tuple[Bevinding, ...]]:
    uit: dict[int, Indeling] = {}
    bevindingen: list[Bevinding] = []
    for eigen in sorted(map.glob("[0-9][0-9][0-9][0-9]")) if map else ():
        jaar = int(eigen.name)
        namen = (f"gemeenten_{jaar}.csv", f"gemeenten_{jaar}.geojson", f"buren_{jaar}.csv", f"browser/{jaar}.json")
        try:
            sommen = read_sommen(eigen)
            eis_sommen(eigen, sommen, namen)
        except InvoerFout:
            zin = (
                f"De opgehaalde grenzen van {jaar} zijn beschadigd en niet gebruikt; haal ze op met `geo fetch {jaar}`."
            )
            bevindingen.append(Bevinding(zin, waarde=str(jaar)))
            continue
        gemeenten = read_tabel(eigen, f"gemeenten_{jaar}.csv", "gemeentecode")
        uit[jaar] = Indeling(jaar, eigen, sommen, gemeenten, read_tabel(eigen, f"buren_{jaar}.csv"), True)
    return uit, tuple(bevindingen)
