"""What can be set from outside: one field per HN_* variable."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from hn_dash.errors import Bevinding, StartFout

WORTEL = Path(__file__).resolve().parents[1]
DATA_MAP, WERKMAP = WORTEL / "data", WORTEL / "var"
MIN_GEHEIM, MIN_TEKENS = 32, 10


class InstellingFout(StartFout):
    """A wrong or unsafe HN_* variable; its findings name each one and the remedy."""


class Settings(BaseSettings):
    """How the server runs; the description of a field is the Dutch remedy for a wrong value."""

    model_config = SettingsConfigDict(env_prefix="HN_", env_ignore_empty=True, frozen=True)

    host: str = Field("127.0.0.1", description="een adres om op te luisteren, zoals 127.0.0.1")
    port: int = Field(8050, ge=1, le=65535, description="een poort van 1 tot en met 65535, zoals 8050")
    threads: int = Field(8, ge=1, le=64, description="een aantal threads van 1 tot en met 64, zoals 8")
    data_map: Path = Field(DATA_MAP, description="de map met de submappen geo, hn en voorbeeld")
    data_dir: Path = Field(WERKMAP, description="een map waarin HN dash zelf mag schrijven: database, grenzen, uploads")
    database_url: SecretStr = Field(
        SecretStr(""), description="leeg voor SQLite in HN_DATA_DIR, of postgresql://gebruiker:wachtwoord@server/naam"
    )
    pdok_url: str = Field("", description="leeg voor PDOK zelf, of het adres van een andere bron van dezelfde vorm")
    cbs_url: str = Field("", description="leeg voor StatLine zelf, of het adres van een andere bron van dezelfde vorm")
    bewerken: bool = Field(
        False, description="0 of 1; 1 staat inlezen via het scherm ook toe als andere computers erbij kunnen"
    )
    regio: Path | None = Field(None, description="een CSV-bestand met de kolommen gemeentecode en regio")
    postcodes: Path | None = Field(
        None, description="een CSV-bestand met de kolommen postcode en gemeentecode, om praktijken te plaatsen"
    )
    geheim: SecretStr = Field(SecretStr(""), description="een geheime sleutel; leeg mag alleen op deze computer zelf")
    debug: bool = Field(False, description="0 of 1; 1 toont programmeerfouten in de browser")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="debug, info, warning of error")

    @property
    def loopback(self) -> bool:
        """Whether only this computer can reach the server."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def mag_wijzigen(self) -> bool:
        """Whether pages may change data and plans."""
        return self.loopback or self.bewerken


def read_settings(**keuzes: object) -> Settings:
    """The settings from the environment, with `keuzes` (of the command line) before them.

    Raises
    ------
    InstellingFout : every wrong variable, or every reason why starting so would be unsafe
    """
    try:
        settings = Settings(**keuzes)  # type: ignore[arg-type]
    except ValidationError as fout:
        bevindingen = [_bevinding(str(deel["loc"][0]), deel["input"]) for deel in fout.errors()]
    else:
        bevindingen = check_veilig(settings)
        if not bevindingen:
            return settings
    raise InstellingFout(" ".join(bevinding.zin for bevinding in bevindingen), bevindingen)


def check_veilig(settings: Settings) -> list[Bevinding]:
    """Why a server that others can reach may not start like this."""
    if settings.loopback:
        return []
    buiten = f"HN_HOST={settings.host} maakt HN dash bereikbaar voor andere computers"
    redenen = []
    geheim = settings.geheim.get_secret_value()
    if len(geheim) < MIN_GEHEIM or len(set(geheim)) < MIN_TEKENS:
        redenen.append(
            f"{buiten}, maar HN_GEHEIM is leeg of te eenvoudig; geef HN_GEHEIM minstens {MIN_GEHEIM} willekeurige "
            'tekens, bijvoorbeeld uit: python3 -c "import secrets; print(secrets.token_hex(32))".'
        )
    if settings.debug:
        redenen.append(f"{buiten}, en HN_DEBUG toont dan de programmatekst; zet HN_DEBUG uit of HN_HOST op 127.0.0.1.")
    return [Bevinding(zin) for zin in redenen]


def _bevinding(veld: str, waarde: object) -> Bevinding:
    naam = f"HN_{veld.upper()}"
    remedie = Settings.model_fields[veld].description
    return Bevinding(f"{naam}={waarde} kan niet: geef {remedie}.", waarde=str(waarde))
