"""What the page Gegevens can do: look at what is loaded, read files in, accept, drop and roll back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hn_dash.domain.basis.verschil import Vergelijking, compare_frames
from hn_dash.domain.plan.omzetting import volg_op, zet_plan_om
from hn_dash.errors import Bevinding, GebruikersFout, InvoerFout, SelectieFout
from hn_dash.geo.omzetting import ONGEWIJZIGD, aandelen
from hn_dash.ingest.soort.koppen import plat, vind_kop
from hn_dash.ingest.soort.soorten import SOORTEN, Soort
from hn_dash.ingest.soort.totalen import Totalen
from hn_dash.ingest.tabel.bestand import open_bestand
from hn_dash.services.taken import Taken
from hn_dash.store.snapshots import AANVAARD, CONCEPT, QUARANTAINE, Kenmerken

if TYPE_CHECKING:
    import pandas as pd

    from hn_dash.services.catalogus.magazijn import Magazijn
    from hn_dash.settings import Settings

MAX_VERGELEKEN = 200_000
"""Rows; more would take too long while somebody waits."""


class Beheer:
    """The doors to the store that a page may use; those that change something are shut when that is not allowed."""

    def __init__(self, settings: Settings, magazijn: Magazijn) -> None:
        self.magazijn = magazijn
        self.taken = Taken(settings.data_dir)
        self.mag = settings.loopback or settings.bewerken

    def eis(self) -> None:
        """Refuse where reading in by the page is not allowed."""
        if not self.mag:
            raise InvoerFout(
                "Inlezen via het scherm staat uit, omdat andere computers bij deze server kunnen. Gebruik de "
                "opdrachtregel (`python -m hn_dash import`), of zet HN_BEWERKEN=1."
            )

    def upload(self, naam: str, delen: Iterable[bytes]) -> dict[str, Any]:
        """Keep a file and say what it is: mark, name, heads, form and number of rows."""
        self.eis()
        kenmerk = self.taken.nieuw(delen)
        bestand = open_bestand(self.taken.invoer(kenmerk), naam)
        vorm = bestand.vorm
        return {
            "kenmerk": kenmerk,
            "naam": naam,
            "koppen": list(vorm.koppen),
            "rijen": vorm.rijen,
            "grootte": vorm.grootte,
        }

    def start(
        self,
        kenmerk: str,
        naam: str,
        soort: str,
        peildatum: str,
        indeling: int | None,
        bron: str,
        wie: str,
        koppeling: Mapping[str, str],
        bij: int | None,
    ) -> None:
        """Begin to read an upload in."""
        self.eis()
        if soort not in SOORTEN:
            raise InvoerFout("Kies eerst een soort.")
        try:
            date.fromisoformat(peildatum)
        except ValueError:
            raise InvoerFout("Vul een peildatum in: de dag waarop de gegevens gelden.") from None
        opdracht = {
            "naam": naam,
            "soort": soort,
            "peildatum": peildatum,
            "indeling": indeling,
            "bron": bron.strip(),
            "wie": wie.strip() or "scherm",
            "koppeling": dict(koppeling),
            "bij": bij,
        }
        self.taken.start(kenmerk, opdracht)

    @staticmethod
    def koppel_voor(soort: Soort, koppen: Sequence[str]) -> dict[str, str]:
        """Column of a kind -> the head of a file that is surely meant."""
        namen = [plat(kop) for kop in koppen]
        gevonden = {kolom: vind_kop(kolom, namen) for kolom in soort.kolommen}
        return {kolom: koppen[plaats] for kolom, plaats in gevonden.items() if plaats is not None}

    def aanvaard(self, nummer: int, wie: str) -> str:
        """Let a concept count."""
        self.eis()
        kenmerken = self.magazijn.snapshots.aanvaard(nummer, wie or "scherm")
        self.magazijn.peiling.ververs()
        return f"Aanvaard: {SOORTEN[kenmerken.soort].naam.lower()} van {kenmerken.peildatum.isoformat()} geldt nu."

    def verwerp(self, nummer: int, wie: str) -> str:
        """Drop a concept or a quarantined file."""
        self.eis()
        kenmerken = self.magazijn.snapshots.verwerp(nummer, wie or "scherm")
        self.magazijn.peiling.ververs()
        return f"Weggegooid: {kenmerken.bestandsnaam}. Er is niets aan de gegevens veranderd."

    def draai_terug(self, nummer: int, wie: str) -> str:
        """Take back the snapshot that counts; only the newest of its kind can be."""
        self.eis()
        kenmerken = self.magazijn.snapshots.zoek(nummer)
        geldend = self.magazijn.snapshots.geldend().get(kenmerken.soort)
        if geldend is None or geldend.id != nummer:
            raise InvoerFout("Alleen het bestand dat nu geldt, is terug te draaien.")
        self.magazijn.snapshots.draai_terug(kenmerken.soort, wie or "scherm")
        self.magazijn.peiling.ververs()
        nu = self.magazijn.snapshots.geldend().get(kenmerken.soort)
        vorige = f"snapshot {nu.id} van {nu.peildatum.isoformat()} geldt weer" if nu else "er is geen eerder bestand"
        return f"Teruggedraaid: {kenmerken.bestandsnaam}; {vorige}."

    def lijst(self) -> list[tuple[Kenmerken, bool]]:
        """Every snapshot, with whether it counts now."""
        geldend = {kenmerken.id for kenmerken in self.magazijn.snapshots.geldend().values()}
        return [(kenmerken, kenmerken.id in geldend) for kenmerken in self.magazijn.snapshots.lijst()]

    def zoek(self, nummer: Any) -> Kenmerken | None:
        """A snapshot by number; None for what is no number of one."""
        try:
            return self.magazijn.snapshots.zoek(nummer) if isinstance(nummer, int) else None
        except GebruikersFout:
            return None

    def bevindingen(self, nummer: int) -> list[Bevinding]:
        """What was found about a snapshot."""
        return self.magazijn.snapshots.bevindingen(nummer)

    def totalen(self, nummer: int) -> Totalen:
        """What a snapshot adds up to."""
        return self.magazijn.snapshots.totalen(nummer)

    def afgekeurd(self, nummer: int) -> dict[int, dict[str, str]]:
        """The rejected rows of a snapshot."""
        return self.magazijn.snapshots.afgekeurd(nummer)

    def quarantaine(self, soort: str) -> list[Kenmerken]:
        """The files of a kind that wait for a correction."""
        return [k for k, _ in self.lijst() if k.soort == soort and k.status == QUARANTAINE]

    def mogelijk(self, nummer: int) -> set[str]:
        """What can be done with a snapshot: aanvaard, verwerp, draai_terug."""
        kenmerken = self.zoek(nummer)
        if kenmerken is None or not self.mag:
            return set()
        geldend = self.magazijn.snapshots.geldend().get(kenmerken.soort)
        acties = {CONCEPT: {"aanvaard", "verwerp"}, QUARANTAINE: {"verwerp"}}.get(kenmerken.status, set())
        return acties | ({"draai_terug"} if geldend and geldend.id == nummer else set())

    def herindelingen(self, van: int | None, naar: int | None) -> tuple[pd.DataFrame, pd.DataFrame]:
        """What happened to gemeenten between two years, and what the loaded plan becomes on the later of them."""
        grondslag = self.magazijn()
        dataset, leadplan = grondslag.dataset, grondslag.plan
        jaren = dataset.geo.herindeling.lijsten
        if van not in jaren or naar not in jaren:
            raise SelectieFout(f"Kies jaren van {min(jaren)} tot en met {max(jaren)}.")
        weg = aandelen(van, naar, dataset.geo)
        plan = volg_op(leadplan.frame, dataset.instituten, dataset.peildatum)
        om = zet_plan_om(plan, leadplan.jaar, naar, dataset.geo)
        return weg[weg["soort"] != ONGEWIJZIGD].round({"aandeel": 4}), om.besluiten

    def vergelijk(self, nummer: int) -> tuple[str, Vergelijking | None]:
        """The differences with the snapshot before it, or with the example; and against what."""
        snapshots = self.magazijn.snapshots
        dit = snapshots.zoek(nummer)
        eerder = [k for k in snapshots.lijst() if k.soort == dit.soort and k.status == AANVAARD and k.rang < dit.rang]
        if not eerder:
            return "Dit is het eerste bestand van deze soort.", None
        vorige = max(eerder, key=lambda kenmerken: kenmerken.rang)
        if max(dit.rijen_uit, vorige.rijen_uit) > MAX_VERGELEKEN:
            return f"Meer dan {MAX_VERGELEKEN} rijen: vergelijken duurt te lang.", None
        oud, nieuw = (snapshots.rijen(k.id, k.soort) for k in (vorige, dit))
        tegen = f"Vergeleken met snapshot {vorige.id} ({vorige.bestandsnaam}, {vorige.peildatum.isoformat()})."
        return tegen, compare_frames(oud, nieuw, SOORTEN[dit.soort].uniek)
