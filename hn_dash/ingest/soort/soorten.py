"""The kinds of files that can be read in: their columns, what a row must be, and which columns identify it.

Source: the file formats that HN and its suppliers agreed on; see docs/bestanden.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, create_model, model_validator

from hn_dash.begrippen import (
    EIS,
    GEZAMENLIJK,
    LEAD,
    PER_INSTITUUT,
    SOORTEN_OPLEIDER,
    STAGESOORTEN,
    STATEN,
    STATUSSEN,
    past_bij_staat,
)
from hn_dash.ingest.soort.leeftijden import JARIG, klasse_van
from hn_dash.ingest.soort.lijkt import kaal
from hn_dash.ingest.soort.oordeel import weiger
from hn_dash.ingest.soort.velden import (
    Dag,
    Gemeente,
    Heel,
    Instituut,
    Kenmerk,
    Leeftijdsklasse,
    Locatie,
    Omgeving,
    Tekst,
    keuze,
    omgeving,
    tussen,
    vind_instituut,
    vind_op_postcode,
)


def _veld(uitleg: str, voorbeeld: str, **opties: Any) -> Any:
    return Field(description=uitleg, examples=[voorbeeld], **opties)


def _mag_leeg(uitleg: str, voorbeeld: str) -> Any:
    return Field(default=None, description=uitleg, examples=[voorbeeld])


class Rij(BaseModel):
    """One row of a file; a field's description and example are those of the template."""

    model_config = ConfigDict(extra="ignore")


class Praktijk(Rij):
    """A huisartsenpraktijk, placed by its gemeente, its coordinates or else its postcode."""

    praktijk_id: Kenmerk = _veld("Kenmerk van de praktijk, uniek in het bestand.", "P0001")
    gemeentecode: Gemeente | None = _mag_leeg("Gemeente; mag leeg als lon en lat of postcode gevuld zijn.", "GM0344")
    postcode: Tekst | None = _mag_leeg("Plaatst de praktijk als gemeentecode, lon en lat leeg zijn.", "")
    lon: tussen(3, 8) | None = _mag_leeg("Lengtegraad (WGS84) van de praktijk.", "5.1214")  # type: ignore[valid-type]
    lat: tussen(50, 54) | None = _mag_leeg("Breedtegraad (WGS84) van de praktijk.", "52.0907")  # type: ignore[valid-type]
    huisartsen: Heel | None = _mag_leeg("Aantal huisartsen in de praktijk.", "3")

    @model_validator(mode="after")
    def _ergens(self, info: ValidationInfo) -> Self:
        if (self.lon is None) != (self.lat is None):
            weiger(
                "onvolledig",
                "Van de coördinaten is er één ingevuld; geef lon en lat allebei, of geen van beide.",
                kolom="lon, lat",
            )
        if self.gemeentecode is None and self.lon is None:
            if self.postcode is None:
                zin = "Deze praktijk heeft geen plaats; vul gemeentecode in, of lon en lat, of postcode."
                weiger("onvolledig", zin, kolom="gemeentecode")
            self.gemeentecode = vind_op_postcode(self.postcode, omgeving(info))
        return self


class Opleider(Rij):
    """A GP trainer: where, of which instituut, and of what age class. Names are not kept."""

    opleider_id: Kenmerk = _veld("Kenmerk van de opleider, uniek in het bestand; geen naam.", "O0001")
    praktijk_id: Kenmerk | None = _mag_leeg("Praktijk uit het bestand praktijken.", "P0001")
    gemeentecode: Gemeente | None = _mag_leeg("Gemeente; mag leeg als praktijk_id gevuld is.", "GM0344")
    instituut: Instituut = _veld("Instituut waar de opleider bij hoort: code of naam.", "umcu")
    soort: keuze(*SOORTEN_OPLEIDER) | None = _mag_leeg("Wie de opleider opleidt.", "aios")  # type: ignore[valid-type]
    leeftijdsklasse: Leeftijdsklasse | None = _mag_leeg("Leeftijdsklasse op de peildatum.", "50-54")
    geboortejaar: Heel | None = _mag_leeg("In plaats van de leeftijdsklasse; wordt niet bewaard.", "1972")
    erkend_tot: Dag | None = _mag_leeg("Laatste dag van de erkenning.", "2028-12-31")

    @model_validator(mode="after")
    def _volledig(self, info: ValidationInfo) -> Self:
        eigen = omgeving(info)
        if self.praktijk_id is None and self.gemeentecode is None:
            weiger(
                "onvolledig",
                "Deze opleider heeft geen plaats; vul praktijk_id of gemeentecode in.",
                kolom="praktijk_id",
            )
        if self.praktijk_id is not None and self.praktijk_id not in eigen.praktijken:
            _onbekende_praktijk(self.praktijk_id, eigen)
        if self.geboortejaar is not None:
            leeftijd = eigen.peildatum.year - self.geboortejaar
            if not JARIG[0] <= leeftijd <= JARIG[1]:
                zin = f"Geboortejaar {self.geboortejaar} geeft een leeftijd van {leeftijd} jaar; controleer het jaar."
                weiger("leeftijd", zin, kolom="geboortejaar")
            self.leeftijdsklasse = self.leeftijdsklasse or klasse_van(leeftijd)
        return self


def _onbekende_praktijk(kenmerk: str, eigen: Omgeving) -> None:
    eigen.onbekend[kenmerk] += 1
    if not eigen.praktijken:
        weiger(
            "verwijzing",
            f"Praktijk “{kenmerk}” is niet bekend: lees eerst het bestand praktijken in.",
            kolom="praktijk_id",
        )
    voorstel = eigen.kale_praktijken.get(kaal(kenmerk), "")
    nullen = f" Zijn de voorloopnullen {'weggevallen' if len(voorstel) > len(kenmerk) else 'erbij gekomen'}?"
    bedoeld = f" Bedoelt u {voorstel}?{nullen if len(voorstel) != len(kenmerk) else ''}" if voorstel else ""
    weiger(
        "verwijzing",
        f"Praktijk “{kenmerk}” komt niet voor in het bestand praktijken.{bedoeld}",
        voorstel,
        "praktijk_id",
    )


class Aantallen(Rij):
    """Praktijken and opleiders counted per gemeente, for who has no list of them."""

    gemeentecode: Gemeente = _veld("Gemeente.", "GM0344")
    praktijken: Heel = _veld("Aantal huisartsenpraktijken.", "84")
    huisartsen: Heel | None = _mag_leeg("Aantal huisartsen.", "190")


class Inwoners(Rij):
    """Inhabitants per gemeente."""

    gemeentecode: Gemeente = _veld("Gemeente.", "GM0344")
    inwoners: Heel = _veld("Aantal inwoners op de peildatum.", "367951")


class Afspraak(Rij):
    """Who recruits new opleiders in a gemeente."""

    gemeentecode: Gemeente = _veld("Gemeente.", "GM0344")
    staat: keuze(*STATEN) = _veld(f"Een van: {', '.join(STATEN)}.", "lead")  # type: ignore[valid-type]
    instituten: Tekst | None = _mag_leeg("Wie er werft; meer dan een met + ertussen.", "umcu")
    status: keuze(*STATUSSEN) | None = _mag_leeg(f"Een van: {', '.join(STATUSSEN)}.", "akkoord")  # type: ignore[valid-type]
    opmerking: Tekst | None = _mag_leeg("Toelichting.", "")
    vanaf: Dag | None = _mag_leeg("Eerste dag waarop het geldt; leeg is de dag van het plan.", "2027-01-01")

    @model_validator(mode="after")
    def _past(self, info: ValidationInfo) -> Self:
        eigen, delen = omgeving(info), [deel for deel in (self.instituten or "").split("+") if deel.strip()]
        codes = sorted({vind_instituut(deel, eigen, "instituten") for deel in delen})
        _geen_dubbele(delen, eigen)
        if self.staat == GEZAMENLIJK and len(codes) == 1 and len(delen) > 1:
            self.staat = LEAD  # partners that became one institute
            eigen.samengegaan += 1
        if not past_bij_staat(self.staat, len(codes)):
            eis = EIS.get(self.staat, "geen instituut")
            zin = f"Bij “{self.staat}” hoort {eis}, maar er staat “{self.instituten or ''}”."
            weiger("staat", zin, kolom="instituten")
        self.instituten = "+".join(codes)
        return self


def _geen_dubbele(delen: Sequence[str], eigen: Omgeving) -> None:
    gezien: dict[str, str] = {}
    for deel in map(str.strip, delen):
        eerder = gezien.setdefault(code := eigen.eigen_code(deel), deel)
        if eerder is not deel:
            zin = f"“{eerder}” en “{deel}” zijn één instituut ({code}); schrijf elk instituut één keer."
            weiger("instituut", zin, kolom="instituten")


class Plekken(Rij):
    """The chain of numbers of an opleidingslocatie in one round."""

    jaar: Heel = _veld("Jaar van de ronde.", "2026")
    ronde: Tekst = _veld("Ronde, als jaar-maand.", "2026-03")
    locatie: Locatie = _veld("Opleidingslocatie: code of naam.", "utrecht")
    berekend: Heel | None = _mag_leeg("Berekend uit inwoners.", "28")
    aangeboden: Heel | None = _mag_leeg("Aangeboden door het instituut.", "28")
    loting: Heel | None = _mag_leeg("In de loting.", "28")
    geplaatst: Heel | None = _mag_leeg("Geplaatst na de loting.", "27")
    gestart: Heel | None = _mag_leeg("Gestart met de opleiding.", "27")

    @model_validator(mode="after")
    def _ronde(self) -> Self:
        jaar, _, maand = self.ronde.partition("-")
        if not (jaar.isdigit() and len(jaar) == 4 and maand.isdigit() and len(maand) == 2 and 1 <= int(maand) <= 12):
            weiger("ronde", f"“{self.ronde}” is geen ronde; schrijf jaar-maand, zoals 2026-03.", kolom="ronde")
        if int(jaar) != self.jaar:
            weiger("ronde", f"Ronde {self.ronde} valt niet in jaar {self.jaar}; verbeter een van beide.", kolom="ronde")
        if self.loting is not None and self.geplaatst is not None and self.geplaatst > self.loting:
            weiger(
                "som",
                f"Er zijn er {self.geplaatst} geplaatst op {self.loting} plekken in de loting.",
                kolom="geplaatst",
            )
        return self


class Verzorging(Rij):
    """Which part of a gemeente an opleidingslocatie serves."""

    gemeentecode: Gemeente = _veld("Gemeente.", "GM0344")
    locatie: Locatie = _veld("Opleidingslocatie: code of naam.", "utrecht")
    aandeel: tussen(0, 1) = _veld("Deel van de inwoners, van 0 tot en met 1; samen 1 per gemeente.", "1")  # type: ignore[valid-type]


class Stageplekken(Rij):
    """External places of the second year, at an opleidingslocatie or in a gemeente."""

    locatie: Locatie | None = _mag_leeg("Opleidingslocatie; mag leeg als gemeentecode gevuld is.", "utrecht")
    gemeentecode: Gemeente | None = _mag_leeg("Gemeente; mag leeg als locatie gevuld is.", "GM0344")
    soort: keuze(*STAGESOORTEN) = _veld(f"Een van: {', '.join(STAGESOORTEN)}.", "ggz")  # type: ignore[valid-type]
    plekken: Heel = _veld("Aantal plekken.", "12")

    @model_validator(mode="after")
    def _ergens(self) -> Self:
        if self.locatie is None and self.gemeentecode is None:
            weiger("onvolledig", "Deze plekken hebben geen plaats; vul locatie of gemeentecode in.", kolom="locatie")
        return self


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of file.

    Parameters
    ----------
    sleutel : its name on the command line and in addresses
    naam, uitleg : on screen
    rij : what a row must be
    uniek : the columns that identify a row
    volledig : whether every gemeente of the indeling must be in it
    breuken : columns of numbers that need not be whole; they decide the decimal sign of a file
    telbaar : columns whose totals are compared with the previous snapshot
    niet_bewaard : columns that are known but not kept
    """

    sleutel: str
    naam: str
    uitleg: str
    rij: type[Rij]
    uniek: tuple[str, ...]
    volledig: bool = False
    breuken: tuple[str, ...] = ()
    telbaar: tuple[str, ...] = ()
    niet_bewaard: tuple[str, ...] = ()

    @property
    def kolommen(self) -> dict[str, Any]:
        """Column name -> pydantic field, in file order."""
        return self.rij.model_fields

    @property
    def verplicht(self) -> tuple[str, ...]:
        """The columns that a file must have."""
        return tuple(naam for naam, veld in self.kolommen.items() if veld.is_required())

    @property
    def dagen(self) -> tuple[str, ...]:
        """The columns that hold a day."""
        return tuple(naam for naam, veld in self.kolommen.items() if Dag in get_args(veld.annotation))

    @property
    def bewaard(self) -> tuple[str, ...]:
        """The columns that a snapshot keeps."""
        return tuple(naam for naam in self.kolommen if naam not in self.niet_bewaard)

    @property
    def per_gemeente(self) -> bool:
        """Whether a row stands for a gemeente, so that codes of another year can be converted as a whole."""
        return self.uniek[0] == "gemeentecode"


SOORTEN: Mapping[str, Soort] = {
    soort.sleutel: soort
    for soort in (
        Soort(
            "praktijken",
            "Praktijken",
            "Elke huisartsenpraktijk met haar plaats.",
            Praktijk,
            ("praktijk_id",),
            breuken=("lon", "lat"),
            niet_bewaard=("postcode",),
        ),
        Soort(
            "opleiders",
            "Opleiders",
            "Elke opleider met praktijk of gemeente en instituut, zonder naam.",
            Opleider,
            ("opleider_id",),
            niet_bewaard=("geboortejaar",),
        ),
        Soort(
            "aantallen",
            "Aantallen per gemeente",
            "Praktijken en opleiders geteld per gemeente, in plaats van de twee lijsten.",
            Aantallen,
            ("gemeentecode",),
            volledig=True,
            telbaar=("praktijken", "huisartsen"),
        ),
        Soort(
            "inwoners",
            "Inwoners",
            "Inwoners per gemeente (CBS).",
            Inwoners,
            ("gemeentecode",),
            volledig=True,
            telbaar=("inwoners",),
        ),
        Soort("plan", "Wervingsplan", "Wie in welke gemeente nieuwe opleiders werft.", Afspraak, ("gemeentecode",)),
        Soort(
            "plekken",
            "Opleidingsplekken",
            "Plekken per locatie en ronde, van berekend tot gestart.",
            Plekken,
            ("jaar", "ronde", "locatie"),
            telbaar=("aangeboden",),
        ),
        Soort(
            "verzorgingsgebied",
            "Verzorgingsgebieden",
            "Welk deel van elke gemeente bij welke locatie hoort.",
            Verzorging,
            ("gemeentecode", "locatie"),
            volledig=True,
            breuken=("aandeel",),
        ),
        Soort(
            "stageplekken",
            "Stageplekken",
            "Externe plekken van het tweede jaar; ze worden bewaard, maar nog op geen pagina getoond.",
            Stageplekken,
            ("locatie", "gemeentecode", "soort"),
            telbaar=("plekken",),
        ),
    )
}


@cache
def met_instituten(soort: Soort, kolommen: tuple[str, ...]) -> type[Rij]:
    """The row of `aantallen` with its columns opleiders_<instituut>; any other kind as it is."""
    if soort.sleutel != "aantallen":
        return soort.rij
    velden: dict[str, Any] = {
        naam: (Heel | None, _mag_leeg(f"Opleiders van {naam.removeprefix(PER_INSTITUUT)}.", "0")) for naam in kolommen
    }
    return create_model("AantallenPerInstituut", __base__=soort.rij, **velden)


def verouderd(rij: Mapping[str, Any], peildatum: date) -> bool:
    """Whether the recognition of an opleider had ended on the peildatum."""
    tot = rij.get("erkend_tot")
    return tot is not None and tot < peildatum
