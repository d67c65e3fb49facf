"""Reading in on /gegevens: choose a file, say what it is, and follow how it is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, State, ctx, html, no_update
from dash.exceptions import PreventUpdate

from hn_dash.dataset import Dataset
from hn_dash.errors import GebruikersFout
from hn_dash.ingest.soort.soorten import SOORTEN, Soort
from hn_dash.pages.delen import attributen, build_kiezer, registreer_kiezer
from hn_dash.pages.gegevens.bericht import Voortgang
from hn_dash.pages.gegevens.velden import deel_id, knop, vak, veld
from hn_dash.services.bericht import Bestandskeuze, Geweigerd, Onderweg, Upload
from hn_dash.services.gegevens.bericht import KIES, Bestand, Formulier
from hn_dash.services.gegevens.snapshots import Beheer
from hn_dash.tekst import telling, wachtrij

SLEUVEN = max(len(soort.kolommen) for soort in SOORTEN.values())
"""Columns that can be matched by hand: as many as the widest kind has."""
VELDEN = ("soort", "peildatum", "indeling", "bron", "wie", "bij")


def build_inlezen(dataset: Dataset) -> html.Section:
    """The three steps: the file, what it is, and the check."""
    return vak("Inlezen", [html.Ol([_bestand(), _wat(dataset), _controle()], className="stappen")])


def _bestand() -> html.Li:
    return html.Li(
        [
            html.Span("Bestand (CSV, Excel of ODS)", className="form-label"),
            build_kiezer(deel_id("kiezer"), deel_id("upload"), deel_id("gekozen")),
            html.P(id=deel_id("gekozen"), className="leeg", **attributen({"aria-live": "polite"})),
        ]
    )


def _wat(dataset: Dataset) -> html.Li:
    soorten = [("", "Kies een soort"), *((soort.sleutel, soort.naam) for soort in SOORTEN.values())]
    peildatum = dbc.Input(id=deel_id("peildatum"), type="date", value="", debounce=True)
    velden = [veld("Soort", "soort", _keuze("soort", soorten)), veld("Peildatum", "peildatum", peildatum)]
    return html.Li(
        [
            html.Div(velden, className="velden"),
            html.P(id=deel_id("uitleg"), className="leeg"),
            _meer(dataset),
        ]
    )


def _meer(dataset: Dataset) -> html.Details:
    jaren = sorted(dataset.geo.herindeling.lijsten, reverse=True)
    indelingen = [("", "die van de peildatum"), *((str(jaar), f"gemeenten {jaar}") for jaar in jaren)]
    return html.Details(
        [
            html.Summary("Meer: indeling, bron, kolommen, correctie"),
            veld("Indeling van de gemeenten in het bestand", "indeling", _keuze("indeling", indelingen)),
            veld("Bron (komt bij elk getal te staan)", "bron", _regel("bron", 120)),
            veld("Door (afdeling of initialen, voor het logboek)", "wie", _regel("wie", 60)),
            veld("Vult een bestand in quarantaine aan", "bij", _keuze("bij", [("", "nee")])),
            html.Fieldset(
                [html.Legend("Kolommen"), *[_sleuf(nummer) for nummer in range(SLEUVEN)]],
                id=deel_id("kolommen"),
                className="kolommen",
                hidden=True,
            ),
        ],
        id=deel_id("meer"),
    )


def _controle() -> html.Li:
    return html.Li(
        [
            knop("controleer", "Controleer", "knop hoofdknop", disabled=True),
            knop("stop", "Stop", "knop", hidden=True),
            html.Div(
                html.Div(className="voortgang-balk", id=deel_id("balk")),
                className="voortgang",
                id=deel_id("voortgang"),
                hidden=True,
                role="progressbar",
                **attributen({"aria-label": "Voortgang van het inlezen"}),
            ),
            html.P(id=deel_id("melding"), className="leeg", **attributen({"aria-live": "polite"})),
        ]
    )


def _sleuf(nummer: int) -> html.Div:
    kenmerk = deel_id(f"kolom{nummer}")
    return html.Div(
        [
            html.Label("", htmlFor=kenmerk, id=deel_id(f"kolomnaam{nummer}"), className="form-label"),
            dbc.Select(id=kenmerk, options=[], value=KIES),
        ],
        className="veld",
        id=deel_id(f"kolomvak{nummer}"),
        hidden=True,
    )


def _keuze(deel: str, opties: list[tuple[str, str]]) -> dbc.Select:
    return dbc.Select(id=deel_id(deel), options=_opties(opties), value=KIES)


def _opties(opties: list[tuple[str, str]]) -> list[dict[str, str]]:
    """(value, label) as a list takes them; without a value it says that nothing was chosen."""
    return [{"value": waarde or KIES, "label": label} for waarde, label in opties]


def _regel(deel: str, lengte: int) -> dbc.Input:
    return dbc.Input(id=deel_id(deel), type="text", maxlength=lengte, value="")


def registreer_inlezen(app: Dash, beheer: Beheer) -> None:
    """Its callbacks."""
    registreer_kiezer(app, deel_id("kiezer"))
    _registreer_keuzes(app, beheer)
    _registreer_taak(app, beheer)
    _registreer_voortgang(app, beheer)


def _registreer_keuzes(app: Dash, beheer: Beheer) -> None:
    @app.callback(
        output={
            "gekozen": Output(deel_id("gekozen"), "children"),
            "uit": Output(deel_id("controleer"), "disabled"),
            "uitleg": Output(deel_id("uitleg"), "children"),
            "bron": Output(deel_id("bron"), "placeholder"),
            "bij": Output(deel_id("bij"), "options"),
            "kolommen": Output(deel_id("kolommen"), "hidden"),
            "vak": [Output(deel_id(f"kolomvak{n}"), "hidden") for n in range(SLEUVEN)],
            "naam": [Output(deel_id(f"kolomnaam{n}"), "children") for n in range(SLEUVEN)],
            "opties": [Output(deel_id(f"kolom{n}"), "options") for n in range(SLEUVEN)],
            "waarde": [Output(deel_id(f"kolom{n}"), "value") for n in range(SLEUVEN)],
            "meer": Output(deel_id("meer"), "open"),
        },
        inputs={"upload": Input(deel_id("upload"), "data"), "soort": Input(deel_id("soort"), "value")},
    )
    def toon_keuzes(upload: Any, soort: Any) -> dict[str, Any]:
        gevraagd = Bestand.lees(upload=upload, soort=soort)
        bestand, gekozen = gevraagd.upload, SOORTEN.get(gevraagd.soort)
        koppen = bestand.koppen if isinstance(bestand, Upload) else []
        wachtend = beheer.quarantaine(gekozen.sleutel) if gekozen else []
        return {
            "gekozen": _gekozen(bestand),
            "uit": not (isinstance(bestand, Upload) and gekozen),
            "uitleg": f"{gekozen.uitleg} Verplicht: {', '.join(gekozen.verplicht)}." if gekozen else "",
            "bron": bestand.naam if isinstance(bestand, Upload) else "",
            "bij": _opties([("", "nee"), *((str(k.id), f"snapshot {k.id}: {k.bestandsnaam}") for k in wachtend)]),
            **_sleuven(gekozen, koppen, beheer.koppel_voor(gekozen, koppen) if gekozen else {}),
        }


def _sleuven(soort: Soort | None, koppen: Sequence[str], passend: Mapping[str, str]) -> dict[str, Any]:
    """Which column of the file is which of the kind; open at once when a required one was not recognised."""
    kolommen = list(soort.kolommen) if soort else []
    verplicht = set(soort.verplicht) if soort else set()
    leeg = [*kolommen, *[""] * (SLEUVEN - len(kolommen))]
    opties = [{"value": KIES, "label": "niet in het bestand"}, *({"value": kop, "label": kop} for kop in koppen)]
    return {
        "kolommen": not (koppen and kolommen),
        "vak": [not naam for naam in leeg],
        "naam": [f"{naam}{' (verplicht)' if naam in verplicht else ''}" for naam in leeg],
        "opties": [opties] * SLEUVEN,
        "waarde": [passend.get(naam, KIES) for naam in leeg],
        "meer": bool(koppen and verplicht - set(passend)) or no_update,
    }


def _gekozen(bestand: Bestandskeuze) -> str:
    if bestand is None:
        return "Nog geen bestand gekozen."
    if isinstance(bestand, Geweigerd):
        return bestand.fout
    if isinstance(bestand, Onderweg):
        return f"{bestand.bezig}: wordt verzonden …"
    kolommen = telling(len(bestand.koppen), "kolom", "kolommen")
    return f"{bestand.naam}: {telling(bestand.rijen, 'rij', 'rijen')}, {kolommen}."


def _registreer_taak(app: Dash, beheer: Beheer) -> None:
    @app.callback(
        output={
            "taak": Output(deel_id("taak"), "data"),
            "klok": Output(deel_id("klok"), "disabled"),
            "melding": Output(deel_id("melding"), "children"),
        },
        inputs={"klik": Input(deel_id("controleer"), "n_clicks")},
        state={
            "velden": {
                "upload": State(deel_id("upload"), "data"),
                **{naam: State(deel_id(naam), "value") for naam in VELDEN},
                "kolommen": [State(deel_id(f"kolom{n}"), "value") for n in range(SLEUVEN)],
            }
        },
        prevent_initial_call=True,
    )
    def controleer(klik: int | None, velden: dict[str, Any]) -> dict[str, Any]:
        if not klik:
            raise PreventUpdate
        try:
            taak = beheer.start(Formulier.lees(**velden))
        except GebruikersFout as fout:
            return {"taak": None, "klok": True, "melding": fout.zin}
        return {"taak": taak, "klok": False, "melding": "Het bestand wordt gelezen …"}


def _registreer_voortgang(app: Dash, beheer: Beheer) -> None:
    @app.callback(
        output={
            "getoond": Output(deel_id("getoond"), "data", allow_duplicate=True),
            "klok": Output(deel_id("klok"), "disabled", allow_duplicate=True),
            "melding": Output(deel_id("melding"), "children", allow_duplicate=True),
            "voortgang": Output(deel_id("voortgang"), "hidden"),
            "balk": Output(deel_id("balk"), "style"),
            "stop": Output(deel_id("stop"), "hidden"),
            "veranderd": Output(deel_id("veranderd"), "data", allow_duplicate=True),
        },
        inputs={"tik": Input(deel_id("klok"), "n_intervals"), "stop": Input(deel_id("stop"), "n_clicks")},
        state={"taak": State(deel_id("taak"), "data"), "veranderd": State(deel_id("veranderd"), "data")},
        prevent_initial_call=True,
    )
    def volg(tik: Any, stop: Any, taak: Any, veranderd: Any) -> dict[str, Any]:
        bezig = Voortgang.lees(taak=taak, veranderd=veranderd)
        if bezig.taak is None:
            raise PreventUpdate
        try:
            if ctx.triggered_id == deel_id("stop"):
                beheer.stop(bezig.taak)
            stand = beheer.stand(bezig.taak)
        except GebruikersFout as fout:
            stand = {"fout": fout.zin, "bevindingen": []}
        if "kwitantie" in stand or "fout" in stand:
            return _voortgang("", 100, True) | {"getoond": _uitkomst(stand), "veranderd": (bezig.veranderd or 0) + 1}
        deel = max(100 * stand.get("gedaan", 0) / (stand.get("totaal") or 1), 3)
        return _voortgang(_melding(stand, deel), deel, False) | {"getoond": no_update, "veranderd": no_update}


def _melding(stand: Mapping[str, Any], deel: float) -> str:
    return wachtrij(stand["voor"]) if "voor" in stand else f"{str(stand.get('stap', '')).capitalize()}: {deel:.0f} %"


def _uitkomst(stand: Mapping[str, Any]) -> dict[str, Any]:
    """How a task ended, as the receipt takes it."""
    nummer = stand.get("kwitantie", {}).get("snapshot")
    return {"nummer": nummer} if nummer else {"fout": stand["fout"], "bevindingen": stand["bevindingen"]}


def _voortgang(melding: str, deel: float, klaar: bool) -> dict[str, Any]:
    breedte = {"width": f"{deel:.0f}%"}
    return {"klok": klaar, "melding": melding, "voortgang": klaar, "balk": breedte, "stop": klaar}
