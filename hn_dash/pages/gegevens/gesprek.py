"""/gegevens: what its parts say to each other, and to the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State, ctx, html, no_update

from hn_dash.errors import Bevinding, GebruikersFout
from hn_dash.ingest.soort.soorten import SOORTEN
from hn_dash.pages.delen import registreer_kiezer
from hn_dash.pages.gegevens.pagina import KIES, SLEUVEN, VIEW
from hn_dash.pages.ids import id_van
from hn_dash.pages.shell import build_banier, build_stand
from hn_dash.services.gegevens.snapshots import Beheer
from hn_dash.tekst import datum, getal, opsomming, telling, wachtrij

ACTIES = {"aanvaard": "aanvaard", "verwerp": "verwerp", "terug": "draai_terug"}
"""Button -> what it asks of the store."""
MAX_RIJEN = 1_000
"""Rows of a comparison that are listed; the rest is counted."""


def _id(deel: str) -> str:
    return id_van(VIEW, deel)


def registreer_beheer(app: Dash, beheer: Beheer) -> None:
    """Every callback of the page."""
    registreer_kiezer(app, _id("kiezer"))
    _registreer_keuzes(app, beheer)
    _registreer_taak(app, beheer)
    _registreer_kwitantie(app, beheer)
    _registreer_acties(app, beheer)
    _registreer_herindelingen(app, beheer)


def _registreer_keuzes(app: Dash, beheer: Beheer) -> None:
    @app.callback(
        output={
            "gekozen": Output(_id("gekozen"), "children"),
            "uit": Output(_id("controleer"), "disabled"),
            "uitleg": Output(_id("uitleg"), "children"),
            "bron": Output(_id("bron"), "placeholder"),
            "bij": Output(_id("bij"), "options"),
            "kolommen": Output(_id("kolommen"), "hidden"),
            "vak": [Output(_id(f"kolomvak{n}"), "hidden") for n in range(SLEUVEN)],
            "naam": [Output(_id(f"kolomnaam{n}"), "children") for n in range(SLEUVEN)],
            "opties": [Output(_id(f"kolom{n}"), "options") for n in range(SLEUVEN)],
            "waarde": [Output(_id(f"kolom{n}"), "value") for n in range(SLEUVEN)],
            "meer": Output(_id("meer"), "open"),
        },
        inputs={"upload": Input(_id("upload"), "data"), "soort": Input(_id("soort"), "value")},
    )
    def toon_keuzes(upload: Any, soort: Any) -> dict[str, Any]:
        bestand = upload if isinstance(upload, dict) and upload.get("kenmerk") else {}
        gekozen = SOORTEN.get(soort) if isinstance(soort, str) else None
        koppen = [str(kop) for kop in bestand.get("koppen", [])]
        kolommen = list(gekozen.kolommen) if gekozen else []
        passend = beheer.koppel_voor(gekozen, koppen) if gekozen else {}
        opties = [{"value": KIES, "label": "niet in het bestand"}, *({"value": k, "label": k} for k in koppen)]
        leeg = [*kolommen, *[""] * (SLEUVEN - len(kolommen))]
        wachtend = beheer.quarantaine(gekozen.sleutel) if gekozen else []
        return {
            "gekozen": _gekozen(upload),
            "uit": not (bestand and gekozen),
            "uitleg": f"{gekozen.uitleg} Verplicht: {', '.join(gekozen.verplicht)}." if gekozen else "",
            "bron": str(bestand.get("naam", "")),
            "bij": [{"value": KIES, "label": "nee"}]
            + [{"value": str(k.id), "label": f"snapshot {k.id}: {k.bestandsnaam}"} for k in wachtend],
            "kolommen": not (koppen and kolommen),
            "vak": [not naam for naam in leeg],
            "naam": [f"{naam}{' (verplicht)' if gekozen and naam in gekozen.verplicht else ''}" for naam in leeg],
            "opties": [opties] * SLEUVEN,
            "waarde": [passend.get(naam, KIES) for naam in leeg],
            "meer": bool(gekozen and koppen and set(gekozen.verplicht) - set(passend)) or no_update,
        }


def _gekozen(upload: Any) -> str:
    if not isinstance(upload, dict):
        return "Nog geen bestand gekozen."
    if upload.get("fout"):
        return str(upload["fout"])
    if upload.get("bezig"):
        return f"{upload['bezig']}: wordt verzonden …"
    rijen = telling(int(upload.get("rijen") or 0), "rij", "rijen")
    return f"{upload.get('naam')}: {rijen}, {len(upload.get('koppen', []))} kolommen."


def _registreer_taak(app: Dash, beheer: Beheer) -> None:
    @app.callback(
        output={
            "taak": Output(_id("taak"), "data"),
            "klok": Output(_id("klok"), "disabled"),
            "melding": Output(_id("melding"), "children"),
        },
        inputs={"klik": Input(_id("controleer"), "n_clicks")},
        state={
            "upload": State(_id("upload"), "data"),
            "velden": {
                naam: State(_id(naam), "value") for naam in ("soort", "peildatum", "indeling", "bron", "wie", "bij")
            },
            "kolommen": [State(_id(f"kolom{n}"), "value") for n in range(SLEUVEN)],
        },
        prevent_initial_call=True,
    )
    def controleer(klik: Any, upload: Any, velden: dict[str, Any], kolommen: list[Any]) -> dict[str, Any]:
        velden = {naam: waarde if isinstance(waarde, str) else "" for naam, waarde in velden.items()}
        upload = upload if isinstance(upload, dict) else {}
        soort = SOORTEN.get(velden["soort"])
        kop = [naam if isinstance(naam, str) and naam != KIES else "" for naam in kolommen]
        try:
            beheer.start(
                str(upload.get("kenmerk", "")),
                str(upload.get("naam", "")),
                velden["soort"],
                velden["peildatum"],
                _heel(velden["indeling"]),
                velden["bron"],
                velden["wie"],
                dict(zip(soort.kolommen if soort else (), kop, strict=False)),
                _heel(velden["bij"]),
            )
        except GebruikersFout as fout:
            return {"taak": None, "klok": True, "melding": fout.zin}
        return {"taak": {"kenmerk": upload.get("kenmerk")}, "klok": False, "melding": "Het bestand wordt gelezen …"}

    @app.callback(
        output={
            "getoond": Output(_id("getoond"), "data", allow_duplicate=True),
            "klok": Output(_id("klok"), "disabled", allow_duplicate=True),
            "melding": Output(_id("melding"), "children", allow_duplicate=True),
            "voortgang": Output(_id("voortgang"), "hidden"),
            "balk": Output(_id("balk"), "style"),
            "stop": Output(_id("stop"), "hidden"),
            "veranderd": Output(_id("veranderd"), "data", allow_duplicate=True),
        },
        inputs={"tik": Input(_id("klok"), "n_intervals"), "stop": Input(_id("stop"), "n_clicks")},
        state={"taak": State(_id("taak"), "data"), "veranderd": State(_id("veranderd"), "data")},
        prevent_initial_call=True,
    )
    def volg(tik: Any, stop: Any, taak: Any, veranderd: Any) -> dict[str, Any]:
        kenmerk = str(taak.get("kenmerk", "")) if isinstance(taak, dict) else ""
        try:
            if ctx.triggered_id == _id("stop"):
                beheer.taken.stop(kenmerk)
            stand = beheer.taken.stand(kenmerk)
        except GebruikersFout as fout:
            stand = {"fout": fout.zin, "bevindingen": []}
        klaar = "kwitantie" in stand or "fout" in stand
        deel = 100 * stand.get("gedaan", 0) / (stand.get("totaal") or 1)
        uit = {
            "getoond": no_update,
            "klok": klaar,
            "melding": "" if klaar else _melding(stand, deel),
            "voortgang": klaar,
            "balk": {"width": f"{100 if klaar else max(deel, 3):.0f}%"},
            "stop": klaar,
            "veranderd": no_update,
        }
        if klaar:
            beheer.magazijn.ververs()
            nummer = stand.get("kwitantie", {}).get("snapshot")
            uit["getoond"] = {"nummer": nummer} if nummer else stand
            uit["veranderd"] = _tel(veranderd)
        return uit


def _melding(stand: Mapping[str, Any], deel: float) -> str:
    return wachtrij(stand["voor"]) if "voor" in stand else f"{str(stand.get('stap', '')).capitalize()}: {deel:.0f} %"


def _heel(tekst: str) -> int | None:
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 10 else None


def _tel(veranderd: Any) -> int:
    return veranderd + 1 if isinstance(veranderd, int) else 1


def _registreer_kwitantie(app: Dash, beheer: Beheer) -> None:
    @app.callback(Output(_id("lijst"), "rowData"), Output(_id("logboek"), "children"), Input(_id("veranderd"), "data"))
    def vul_lijst(veranderd: Any) -> Any:
        rijen = [
            {
                "id": str(k.id),
                "nummer": k.id,
                "soort": SOORTEN[k.soort].naam,
                "status": "geldt nu" if geldt else k.status,
                "peildatum": k.peildatum.isoformat(),
                "indeling": k.indeling,
                "rijen": k.rijen_uit,
                "bron": k.bron,
                "wie": k.wie,
                "wanneer": k.wanneer[:16],
                "controlegetal": k.controlegetal[:12],
            }
            for k, geldt in beheer.lijst()
        ]
        return rijen + _voorbeeld(beheer), _logboek(beheer)

    @app.callback(
        Output(id_van("schil", "banier"), "children", allow_duplicate=True),
        Output(id_van("schil", "stand"), "children", allow_duplicate=True),
        Input(_id("veranderd"), "data"),
        prevent_initial_call=True,
    )
    def ververs_stand(veranderd: Any) -> Any:
        return build_banier(beheer.magazijn()), build_stand(beheer.magazijn())

    @app.callback(
        Output(_id("getoond"), "data", allow_duplicate=True),
        Input(_id("lijst"), "selectedRows"),
        prevent_initial_call=True,
    )
    def kies(rijen: Any) -> Any:
        eerste = rijen[0] if isinstance(rijen, list) and rijen else None
        return {"nummer": eerste.get("nummer")} if isinstance(eerste, dict) else no_update

    @app.callback(
        output={
            "kwitantie": Output(_id("kwitantie"), "children"),
            "verborgen": {knop: Output(_id(knop), "hidden") for knop in ACTIES},
            "rijen": Output(_id("bevindingen"), "rowData"),
            "bevindingenvak": Output(_id("bevindingenvak"), "hidden"),
            "kop": Output(_id("bevindingenkop"), "children"),
            "kopweg": Output(_id("bevindingenkop"), "hidden"),
            "csv": Output(_id("bevindingencsv"), "href"),
            "csvweg": Output(_id("bevindingencsv"), "hidden"),
            "afgekeurd": Output(_id("afgekeurdcsv"), "href"),
            "afgekeurdweg": Output(_id("afgekeurdcsv"), "hidden"),
            "vergelijking": Output(_id("vergelijking"), "children"),
        },
        inputs={"getoond": Input(_id("getoond"), "data"), "veranderd": Input(_id("veranderd"), "data")},
        prevent_initial_call=True,
    )
    def toon_kwitantie(getoond: Any, veranderd: Any) -> dict[str, Any]:
        vraag = getoond if isinstance(getoond, dict) else {}
        snapshot = beheer.zoek(vraag.get("nummer"))
        bevindingen = beheer.bevindingen(snapshot.id) if snapshot else _uit_antwoord(vraag.get("bevindingen"))
        mogelijk = beheer.mogelijk(snapshot.id) if snapshot else set()
        nummer = snapshot.id if snapshot else 0
        afgekeurd = bool(snapshot and snapshot.status == "quarantaine")
        return {
            "kwitantie": _kwitantie(snapshot, beheer.totalen(snapshot.id)) if snapshot else _geweigerd(vraag),
            "verborgen": {knop: actie not in mogelijk for knop, actie in ACTIES.items()},
            "rijen": [_regel(n, bevinding) for n, bevinding in enumerate(bevindingen)],
            "bevindingenvak": not bevindingen,
            "kop": _kop(bevindingen),
            "kopweg": not (snapshot or bevindingen),
            "csv": f"/gegevens/{nummer}/bevindingen.csv",
            "csvweg": not (snapshot and bevindingen),
            "afgekeurd": f"/gegevens/{nummer}/afgekeurd.csv",
            "afgekeurdweg": not afgekeurd,
            "vergelijking": _vergelijking(beheer, nummer) if snapshot else None,
        }


def _voorbeeld(beheer: Beheer) -> list[dict[str, Any]]:
    """Lines for the kinds that are still invented."""
    dataset = beheer.magazijn()
    return [
        {
            "id": soort,
            "soort": SOORTEN[soort].naam,
            "status": "voorbeeld",
            "peildatum": dataset.peildatum.isoformat(),
            "indeling": dataset.jaar_van(soort),
            "rijen": len(getattr(dataset, soort)),
            "bron": "verzonnen voorbeeldgegevens",
        }
        for soort in SOORTEN
        if soort in dataset.verzonnen
    ]


def _uit_antwoord(bevindingen: Any) -> list[Bevinding]:
    """Findings about a file that was no table: they stand only in the answer."""
    velden = ("zin", "bestand", "rij", "kolom", "waarde", "ernst", "regel", "voorstel")
    lijst = bevindingen if isinstance(bevindingen, list) else []
    return [Bevinding(**{v: b[v] for v in velden if v in b}) for b in lijst if isinstance(b, dict) and "zin" in b]


def _regel(nummer: int, b: Bevinding) -> dict[str, Any]:
    velden = ("ernst", "rij", "kolom", "waarde", "zin", "voorstel", "regel")
    return {"id": str(nummer)} | {veld: getattr(b, veld) for veld in velden}


def _kop(bevindingen: list[Bevinding]) -> str:
    if not bevindingen:
        return "Geen bevindingen"
    woorden = {
        "fout": ("fout", "fouten"),
        "waarschuwing": ("waarschuwing", "waarschuwingen"),
        "info": ("melding", "meldingen"),
    }
    delen = []
    for ernst, (een, meer) in woorden.items():
        aantal = sum(b.ernst == ernst for b in bevindingen)
        delen += [telling(aantal, een, meer)] if aantal else []
    return "Bevindingen: " + ", ".join(delen)


def _geweigerd(vraag: Mapping[str, Any]) -> Any:
    if not vraag.get("fout"):
        return None
    return html.Div(
        [html.P([html.Strong("Geweigerd. "), str(vraag["fout"])]), html.P("Er is niets veranderd.")],
        className="uitslag fout",
    )


def _kwitantie(k: Any, totalen: Any) -> Any:
    uitslag = {
        "concept": ("wacht", "Gecontroleerd en in orde. Het geldt pas als u het aanvaardt."),
        "aanvaard": ("goed", "Aanvaard."),
        "quarantaine": (
            "fout",
            "In quarantaine: er is niets veranderd. Verbeter de afgekeurde rijen, en lees ze in als aanvulling op dit "
            "bestand.",
        ),
        "teruggedraaid": ("leeg", "Teruggedraaid: dit bestand telt niet meer mee."),
        "vervallen": ("leeg", "Weggegooid; alleen deze kwitantie is er nog."),
    }
    klasse, zin = uitslag[k.status]
    regels = [
        ("Soort", SOORTEN[k.soort].naam),
        ("Bestand", k.bestandsnaam),
        ("Bron", k.bron),
        ("Peildatum", datum(k.peildatum.isoformat())),
        ("Indeling", f"gemeenten {k.indeling}"),
        ("Rijen", f"{getal(k.rijen_in)} in het bestand, {getal(k.rijen_uit)} goed"),
        *[(f"Som van {wat}", getal(aantal)) for wat, aantal in totalen.som.items()],
        *([("Gemeenten", getal(len(totalen.per_gemeente)))] if totalen.per_gemeente else []),
        ("Ingelezen", f"{k.wanneer} UTC door {k.wie}"),
        ("Controlegetal", html.Code(k.controlegetal[:16])),
    ]
    return html.Div(
        [
            html.P([html.Strong(f"Snapshot {k.id}. "), zin], className=f"uitslag {klasse}"),
            html.Dl(
                [deel for kop, waarde in regels for deel in (html.Dt(kop), html.Dd(waarde))], className="kwitantie"
            ),
        ]
    )


def _vergelijking(beheer: Beheer, nummer: int) -> Any:
    tegen, verschil = beheer.vergelijk(nummer)
    if verschil is None:
        return html.P(tegen, className="leeg")
    delen = [f"{getal(aantal)} {wat}" for wat, aantal in verschil.aantal.items()]
    rijen = verschil.rijen.head(MAX_RIJEN)
    tabel = html.Table(
        [
            html.Thead(html.Tr([html.Th(kop, scope="col") for kop in ("Rij", "Wat", "Kolom", "Was", "Wordt")])),
            html.Tbody([html.Tr([html.Td(cel) for cel in rij]) for rij in rijen.itertuples(index=False)]),
        ],
        className="lijst",
    )
    meer = (
        f" De eerste {MAX_RIJEN} van {getal(len(verschil.rijen))} wijzigingen."
        if len(verschil.rijen) > MAX_RIJEN
        else ""
    )
    return html.Details(
        [
            html.Summary(f"Sinds het vorige bestand: {', '.join(delen)}; {getal(verschil.gelijk)} gelijk gebleven"),
            html.P(tegen + meer, className="leeg"),
            html.Div(tabel, className="rolvak", tabIndex=0) if len(rijen) else None,
        ]
    )


def _logboek(beheer: Beheer) -> Any:
    log = beheer.magazijn.snapshots.log()
    if not log:
        return html.P("Nog niets gebeurd.", className="leeg")
    koppen = ("Wanneer (UTC)", "Wie", "Wat", "Snapshot", "Toelichting")
    return html.Table(
        [
            html.Thead(html.Tr([html.Th(kop, scope="col") for kop in koppen])),
            html.Tbody([html.Tr([html.Td(str(cel or "")) for cel in regel.values()]) for regel in log]),
        ],
        className="lijst",
    )


def _registreer_acties(app: Dash, beheer: Beheer) -> None:
    @app.callback(Output(_id("zeker"), "displayed"), Input(_id("terug"), "n_clicks"), prevent_initial_call=True)
    def vraag_zeker(klik: Any) -> bool:
        return bool(klik)

    @app.callback(
        Output(_id("melding"), "children", allow_duplicate=True),
        Output(_id("veranderd"), "data", allow_duplicate=True),
        Input(_id("aanvaard"), "n_clicks"),
        Input(_id("verwerp"), "n_clicks"),
        Input(_id("zeker"), "submit_n_clicks"),
        State(_id("getoond"), "data"),
        State(_id("wie"), "value"),
        State(_id("veranderd"), "data"),
        prevent_initial_call=True,
    )
    def handel(ja: Any, weg: Any, zeker: Any, getoond: Any, wie: Any, veranderd: Any) -> Any:
        doe = {_id("aanvaard"): beheer.aanvaard, _id("verwerp"): beheer.verwerp, _id("zeker"): beheer.draai_terug}
        nummer = getoond.get("nummer") if isinstance(getoond, dict) else None
        if ctx.triggered_id not in doe or not isinstance(nummer, int) or not (ja or weg or zeker):
            return no_update, no_update
        try:
            zin = doe[ctx.triggered_id](nummer, wie if isinstance(wie, str) else "")
        except GebruikersFout as fout:
            zin = fout.zin
        return zin, _tel(veranderd)


def _registreer_herindelingen(app: Dash, beheer: Beheer) -> None:
    @app.callback(
        Output(_id("herindelingen"), "rowData"),
        Output(_id("herindelingkop"), "children"),
        Output(_id("besluiten"), "children"),
        Input(_id("van"), "value"),
        Input(_id("naar"), "value"),
    )
    def toon_herindelingen(van: Any, naar: Any) -> Any:
        jaren = _heel(van if isinstance(van, str) else ""), _heel(naar if isinstance(naar, str) else "")
        try:
            weg, besluiten = beheer.herindelingen(*jaren)
        except GebruikersFout as fout:
            return [], fout.zin, None
        rijen = [
            {"id": str(n), **rij, "aandeel": 100 * rij["aandeel"], "geschat": "ja" if rij["geschat"] else "nee"}
            for n, rij in enumerate(weg.to_dict("records"))
        ]
        geschat = weg.loc[weg["geschat"], "naar_code"].nunique()
        zin = (
            f"{telling(weg['van_code'].nunique(), 'gemeente', 'gemeenten')} van {van} veranderden; "
            f"{telling(geschat, 'gemeente', 'gemeenten')} van {naar} kregen een geschat deel. Toelichting en bron "
            "staan bij elk aandeel."
        )
        return rijen, zin, _besluiten(besluiten)


def _besluiten(besluiten: Any) -> Any:
    """What the plan that is loaded becomes: first what people must decide."""
    if besluiten.empty:
        return html.P("Voor het geladen plan verandert er niets.", className="leeg")
    volgorde = {"te beslissen": 0, "te bevestigen": 1, "automatisch": 2}
    geteld = besluiten["uitkomst"].value_counts()
    delen = [telling(int(geteld[u]), f"gemeente {u}", f"gemeenten {u}") for u in volgorde if u in geteld]
    koppen = ("Gemeente", "Uitkomst", "Waarom", "Delen", "Voorstel")
    gesorteerd = besluiten.sort_values("uitkomst", key=lambda reeks: reeks.map(volgorde), kind="stable")
    velden = gesorteerd[["gemeentenaam", "uitkomst", "regel", "delen", "voorstel"]]
    return [
        html.P(f"{opsomming(delen)}.", className="leeg"),
        html.Div(
            html.Table(
                [
                    html.Thead(html.Tr([html.Th(kop, scope="col") for kop in koppen])),
                    html.Tbody([html.Tr([html.Td(cel) for cel in rij]) for rij in velden.itertuples(index=False)]),
                ],
                className="lijst",
            ),
            className="rolvak",
            tabIndex=0,
        ),
    ]
