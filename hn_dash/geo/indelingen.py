"""The embedded indelingen: which gemeenten there are in a year, what is known of them, where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from hn_dash.errors import SelectieFout
from hn_dash.geo.bestanden import eis_sommen, read_sommen, read_tabel, read_vormen
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


@dataclass(frozen=True, eq=False)
class Indeling:
    """The gemeenten on 1 January of a year.

    Parameters
    ----------
    gemeenten : indexed by gemeentecode, sorted: gemeentenaam, provinciecode, provincie; inwoners and their age bands
        (persons, 1 January 2022 whatever the year); oppervlakte_km2 (with inland water); stedelijkheid (1 to 5)
    buren : code_a < code_b, soort: land, punt (they touch in a point only), veer or tunnel
    """

    jaar: int
    map: Path
    sommen: Mapping[str, str]
    gemeenten: pd.DataFrame
    buren: pd.DataFrame

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All gemeentecodes, sorted."""
        return tuple(self.gemeenten.index)

    @cached_property
    def vormen(self) -> gpd.GeoDataFrame:
        """gemeentecode and geometry (EPSG:28992, whole metres), in the order of `codes`; read on first use."""
        import geopandas as gpd

        bestand = vormenbestand(self.jaar)
        eis_sommen(self.map, self.sommen, [bestand])
        eigenschappen, vormen = read_vormen(self.map, bestand)
        codes = [rij["gemeentecode"] for rij in eigenschappen]
        return gpd.GeoDataFrame({"gemeentecode": codes}, geometry=vormen, crs="EPSG:28992")

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
        return bronregel(self.jaar)


@dataclass(frozen=True, eq=False)
class Geo:
    """What is embedded in data/geo."""

    map: Path
    sommen: Mapping[str, str]
    herindeling: Herindeling
    indelingen: Mapping[int, Indeling]

    @property
    def jaren(self) -> tuple[int, ...]:
        """The years one can ask for."""
        return tuple(self.indelingen)

    @property
    def herindelingen(self) -> pd.DataFrame:
        """Every change since 2009: date, kind, old_code, old_name, new_code, new_name, share, note, source."""
        return self.herindeling.tabel

    def indeling(self, jaar: int) -> Indeling:
        """The gemeenten on 1 January `jaar`; `SelectieFout` for a year that is not embedded."""
        if jaar not in self.indelingen:
            raise SelectieFout(
                f"Indeling {jaar} is er niet; kies een jaar van {self.jaren[0]} tot en met {self.jaren[-1]}."
            )
        return self.indelingen[jaar]


def read_geo(map: Path) -> Geo:
    """Everything in data/geo but the shapes, which are read when first asked for.

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
    return Geo(map, sommen, read_herindeling(map), indelingen)
