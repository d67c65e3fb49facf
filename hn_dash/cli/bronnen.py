"""What the verbs work on: settings, geography and data, read when a verb needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from hn_dash.dataset import Grondslag
    from hn_dash.geo.indelingen import Geo
    from hn_dash.services.catalogus.magazijn import Magazijn
    from hn_dash.services.catalogus.plankeuze import Catalogus
    from hn_dash.services.plan.wijzigen import Planbeheer


def lees_geo() -> Geo:
    """The embedded geography and the years that were fetched."""
    from hn_dash.geo.indelingen import read_geo
    from hn_dash.settings import read_settings

    settings = read_settings()
    return read_geo(settings.data_map / "geo", settings.data_dir / "geo")


def lees_magazijn() -> Magazijn:
    """Everything that was read in, over the example."""
    from hn_dash.settings import read_settings
    from hn_dash.start import laad_magazijn

    return laad_magazijn(read_settings())


def lees_catalogus() -> Catalogus:
    """The same, with the plans that people work on."""
    from hn_dash.services.catalogus.plankeuze import Catalogus

    return Catalogus(lees_magazijn())


def lees_planbeheer() -> Planbeheer:
    """Every way to change a plan."""
    from hn_dash.services.plan.wijzigen import Planbeheer

    catalogus = lees_catalogus()
    return Planbeheer(catalogus.magazijn.basis, catalogus.standen)


def lees_grondslag() -> Grondslag:
    """The newest data, with the loaded plan."""
    return lees_magazijn()()


def eis_bestand(pad: Path) -> Path:
    """A file that is there; `InvoerFout` otherwise."""
    from hn_dash.errors import InvoerFout

    if not pad.is_file():
        raise InvoerFout(f"Het bestand {pad} is er niet; controleer de naam.")
    return pad
