"""What the page Gegevens can do: look at what is loaded, read files in, accept, drop and roll back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hn_dash.domain import maten
from hn_dash.domain.basis.verschil import Vergelijking, compare_frames
from hn_dash.domain.plan.omzetting import volg_op, zet_plan_om
from hn_dash.errors import Bevinding, InvoerFout, SelectieFout
from hn_dash.geo.omzetting import ONGEWIJZIGD, aandelen
from hn_dash.ingest.soort.koppen import plat, vind_kop
from hn_dash.ingest.soort.soorten import SOORTEN, Soort
from hn_dash.ingest.soort.totalen import Totalen
from hn_dash.ingest.tabel.bestand import open_bestand
from hn_dash.services.bericht import eis_upload
from hn_dash.services.gegevens.bericht import Formulier
from hn_dash.services.gegevens.samenhang import check_geldend
from hn_dash.services.taken import Taken
from hn_dash.store.snapshots import AANVAARD, CONCEPT, QUARANTAINE, Kenmerken

if TYPE_CHECKING:
    import pandas as pd

    from hn_dash.dataset import Grondslag
    from hn_dash.services.catalogus.magazijn import Magazijn

SCHERM = "scherm"
"""Who, in the log, when nobody says."""
MAX_VERGELEKEN = 200_000
"""Rows; more would take too long while somebody waits."""


class Beheer:
    """The doors to the store that a page may use; those that change something are shut when that is not allowed."""

    def __init__(self, magazijn: Magazijn, mag: bool, taken: Taken) -> None:
        self.mag = mag
        self._magazijn, self._taken = magazijn, taken

    def grondslag(self, query: Mapping[str, str] | None = None) -> Grondslag:
        """What the peildatum in a query is answered from; without one the newest.

        Raises
        ------
        SelectieFout : there are no data of that day
        """
        grondslag = self._magazijn(query or {})
        maten.from_query("landelijk", query or {}, grondslag)  # a question about a day and nothing else
        return grondslag

    def upload(self, naam: str, delen: Iterable[bytes]) -> dict[str, Any]:
        """Keep a file and say what it is: mark, name, heads, form and number of rows."""
        self._eis()
        kenmerk = self._taken.nieuw(delen)
        try:
            vorm = open_bestand(self._taken.invoer(kenmerk), naam).vorm
        except InvoerFout:
            self._taken.gooi_weg(kenmerk)
            raise
        return {
            "kenmerk": kenmerk,
            "naam": naam,
            "koppen": list(dict.fromkeys(kop for kop in vorm.koppen if kop)),
            "rijen": vorm.rijen,
            "grootte": vorm.grootte,
        }

    def start(self, formulier: Formulier) -> str:
        """Begin to read an upload in; the mark of the task."""
        self._eis()
        bestand, soort = eis_upload(formulier.upload), SOORTEN.get(formulier.soort)
        if soort is None:
            raise InvoerFout("Kies eerst een soort.")
        if not formulier.peildatum and formulier.bij is None:
            raise InvoerFout("Vul een peildatum in: de dag waarop de gegevens gelden.")
        opdracht = {
            "naam": bestand.naam,
            "soort": soort.sleutel,
            "peildatum": formulier.peildatum,
            "indeling": formulier.indeling,
            "bron": formulier.bron.strip(),
            "wie": formulier.wie.strip() or SCHERM,
            "koppeling": dict(zip(soort.kolommen, formulier.kolommen, strict=False)),
            "bij": formulier.bij,
        }
        self._taken.start(bestand.kenmerk, opdracht)
        return bestand.kenmerk

    def stand(self, kenmerk: str) -> dict[str, Any]:
        """How far a task is; when it is done, what it changed is seen at once."""
        stand = self._taken.stand(kenmerk)
        if "kwitantie" in stand:
            self._magazijn.peiling.ververs()
        return stand

    def stop(self, kenmerk: str) -> None:
        """Break off a task."""
        self._taken.stop(kenmerk)

    @staticmethod
    def koppel_voor(soort: Soort, koppen: Sequence[str]) -> dict[str, str]:
        """Column of a kind -> the head of a file that is surely meant."""
        namen = [plat(kop) for kop in koppen]
        gevonden = {kolom: vind_kop(kolom, namen) for kolom in soort.kolommen}
        return {kolom: koppen[plaats] for kolom, plaats in gevonden.items() if plaats is not None}

    def aanvaard(self, nummer: int, wie: str) -> str:
        """Let a concept count."""
        self._eis()
        kenmerken = self._magazijn.snapshots.aanvaard(nummer, wie.strip() or SCHERM)
        self._magazijn.peiling.ververs()
        zin = f"Aanvaard: {SOORTEN[kenmerken.soort].naam.lower()} van {kenmerken.peildatum.isoformat()} geldt nu."
        return self._met_samenhang(zin, kenmerken.soort)

    def verwerp(self, nummer: int, wie: str) -> str:
        """Drop a concept or a quarantined file."""
        self._eis()
        kenmerken = self._magazijn.snapshots.verwerp(nummer, wie.strip() or SCHERM)
        self._magazijn.peiling.ververs()
        return f"Weggegooid: {kenmerken.bestandsnaam}. Er is niets aan de gegevens veranderd."

    def draai_terug(self, nummer: int, wie: str) -> str:
        """Take back the snapshot that counts; only the newest of its kind can be."""
        self._eis()
        kenmerken = self._magazijn.snapshots.zoek(nummer)
        geldend = self._magazijn.snapshots.geldend().get(kenmerken.soort)
        if geldend is None or geldend.id != nummer:
            raise InvoerFout("Alleen het bestand dat nu geldt, is terug te draaien.")
        self._magazijn.snapshots.draai_terug(kenmerken.soort, wie.strip() or SCHERM)
        self._magazijn.peiling.ververs()
        nu = self._magazijn.snapshots.geldend().get(kenmerken.soort)
        vorige = f"snapshot {nu.id} van {nu.peildatum.isoformat()} geldt weer" if nu else "er is geen eerder bestand"
        return self._met_samenhang(f"Teruggedraaid: {kenmerken.bestandsnaam}; {vorige}.", kenmerken.soort)

    def lijst(self) -> list[tuple[Kenmerken, bool]]:
        """Every snapshot, with whether it counts now."""
        geldend = {kenmerken.id for kenmerken in self._magazijn.snapshots.geldend().values()}
        return [(kenmerken, kenmerken.id in geldend) for kenmerken in self._magazijn.snapshots.lijst()]

    def zoek(self, nummer: int) -> Kenmerken | None:
        """A snapshot by number; None when there is none."""
        return next((kenmerken for kenmerken in self._magazijn.snapshots.lijst() if kenmerken.id == nummer), None)

    def bevindingen(self, nummer: int) -> list[Bevinding]:
        """What was found about a snapshot."""
        return self._magazijn.snapshots.bevindingen(nummer)

    def totalen(self, nummer: int) -> Totalen:
        """What a snapshot adds up to."""
        return self._magazijn.snapshots.totalen(nummer)

    def afgekeurd(self, nummer: int) -> dict[int, dict[str, str]]:
        """The rejected rows of a snapshot."""
        return self._magazijn.snapshots.afgekeurd(nummer)

    def quarantaine(self, soort: str) -> list[Kenmerken]:
        """The files of a kind that wait for a correction."""
        return [k for k, _ in self.lijst() if k.soort == soort and k.status == QUARANTAINE]

    def mogelijk(self, nummer: int) -> set[str]:
        """What can be done with a snapshot: aanvaard, verwerp, draai_terug."""
        kenmerken = self.zoek(nummer)
        if kenmerken is None or not self.mag:
            return set()
        geldend = self._magazijn.snapshots.geldend().get(kenmerken.soort)
        acties = {CONCEPT: {"aanvaard", "verwerp"}, QUARANTAINE: {"verwerp"}}.get(kenmerken.status, set())
        return acties | ({"draai_terug"} if geldend and geldend.id == nummer else set())

    def log(self) -> list[dict[str, Any]]:
        """What happened, the newest first."""
        return self._magazijn.snapshots.log()

    def noteer_uitvoer(self, bestand: str) -> None:
        """Write in the log that a file was handed over."""
        self._magazijn.noteer_uitvoer(SCHERM, bestand)

    def herindelingen(self, van: int | None, naar: int | None) -> tuple[pd.DataFrame, pd.DataFrame]:
        """What happened to gemeenten between two years, and what the loaded plan becomes on the later of them."""
        grondslag = self._magazijn()
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
        snapshots = self._magazijn.snapshots
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

    def _met_samenhang(self, zin: str, soort: str) -> str:
        """What was done, and what no longer agrees because of it."""
        return " ".join([zin, *(bevinding.zin for bevinding in check_geldend(soort, self._magazijn))])

    def _eis(self) -> None:
        """Refuse where reading in by the page is not allowed."""
        if not self.mag:
            raise InvoerFout(
                "Inlezen via het scherm staat uit, omdat andere computers bij deze server kunnen. Gebruik de "
                "opdrachtregel (`python -m hn_dash import`), of zet HN_BEWERKEN=1."
            )
