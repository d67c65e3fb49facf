"""The real ground under the invented data: gemeenten, wijken with inhabitants, and how far everything is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from hn_dash.geo.bestanden import read_tabel, read_vormen
from hn_dash.geo.indelingen import Geo, Indeling, read_geo
from hn_dash.geo.rd import naar_rd

INDELING, PEILDATUM = 2026, "2026-01-01"


@dataclass(frozen=True, eq=False)
class Land:
    """The gemeenten of the indeling, and what lies in and around them.

    Parameters
    ----------
    wijken : gemeentecode (of the indeling), inwoners, vorm (RD New, metres)
    locaties : indexed by locatie: instituut, gemeentecode, randstad, x, y (RD New, metres). Each is put one metre
        towards the city of its instituut, so that two in one building have their own sides
    """

    indeling: Indeling
    wijken: pd.DataFrame
    locaties: pd.DataFrame

    @property
    def gemeenten(self) -> pd.DataFrame:
        """As in the indeling."""
        return self.indeling.gemeenten

    @cached_property
    def inwoners(self) -> dict[str, int]:
        """Per gemeentecode."""
        return {str(code): int(aantal) for code, aantal in self.gemeenten["inwoners"].items()}

    @cached_property
    def midden(self) -> pd.DataFrame:
        """x and y of where the inhabitants of a gemeente live on average."""
        punten = shapely.get_coordinates(shapely.centroid(self.wijken["vorm"].to_numpy()))
        gewicht = self.wijken["inwoners"].to_numpy()[:, None]
        som = pd.DataFrame(punten * gewicht, columns=["x", "y"]).groupby(self.wijken["gemeentecode"]).sum()
        return som.div(self.wijken.groupby("gemeentecode")["inwoners"].sum(), axis=0)

    @cached_property
    def afstand(self) -> pd.DataFrame:
        """Metres from each gemeente (rows) to each locatie (columns)."""
        return afstanden(self.midden, self.locaties)

    @cached_property
    def afstand_instituut(self) -> pd.DataFrame:
        """Metres from each gemeente (rows) to the nearest locatie of each instituut (columns)."""
        return self.afstand.T.groupby(self.locaties["instituut"]).min().T


def afstanden(van: pd.DataFrame, naar: pd.DataFrame) -> pd.DataFrame:
    """Metres between the x, y of two frames, as the crow flies."""
    dx, dy = (np.subtract.outer(van[as_].to_numpy(), naar[as_].to_numpy()) for as_ in "xy")
    return pd.DataFrame(np.hypot(dx, dy), index=van.index, columns=naar.index)


def read_land(data_map: Path) -> Land:
    """From data/geo and data/hn."""
    geo = read_geo(data_map / "geo")
    eigenschappen, vormen = read_vormen(geo.map, "bron/wijken_2022.geojson")
    wijken = pd.DataFrame(
        {
            "gemeentecode": [
                min(geo.herindeling.vooruit(rij["gemeentecode"], 2022, INDELING)) for rij in eigenschappen
            ],
            "inwoners": [rij["aantalInwoners"] for rij in eigenschappen],
            "vorm": vormen,
        }
    )
    return Land(geo.indeling(INDELING), wijken, _locaties(data_map / "hn"))


def _code_nu(code: str, geo: Geo) -> str:
    """The gemeente that a gemeente of 2022 went to; none was split since."""
    (nu,) = geo.herindeling.vooruit(code, 2022, INDELING)
    return nu


def _locaties(hn: Path) -> pd.DataFrame:
    locaties = read_tabel(hn, "opleidingslocaties.csv", "locatie").rename(columns={"instituut_nu": "instituut"})
    steden = read_tabel(hn, "instituten.csv", "instituut")
    punt = np.column_stack(naar_rd(locaties["lon"], locaties["lat"]))
    stad = np.column_stack(naar_rd(steden["lon"], steden["lat"]))[
        steden.index.get_indexer(pd.Index(locaties["instituut"]))
    ]
    afstand = np.hypot(*(stad - punt).T)[:, None]
    punt += np.divide(stad - punt, afstand, out=np.zeros_like(punt), where=afstand > 0)
    return locaties[["instituut", "gemeentecode", "randstad"]].assign(x=punt[:, 0], y=punt[:, 1])
