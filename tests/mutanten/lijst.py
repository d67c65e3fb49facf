"""The breaks. When a line changes, its break changes with it: a text that is not there exactly once stops the run."""

from __future__ import annotations

from tests.mutanten.mutant import Mutant

_D, _P = "hn_dash/domain", "hn_dash/domain/plan"
DOMAIN = (
    Mutant(
        f"{_D}/basis/norm.py",
        "nodig = -(-(noemer * norm.numerator) // norm.denominator)",
        "nodig = (noemer * norm.numerator) // norm.denominator",
        "a shortage is rounded down",
    ),
    Mutant(f"{_D}/basis/norm.py", "(nodig - teller).clip(0)", "nodig - teller", "a surplus is a shortage below zero"),
    Mutant(
        f"{_D}/opleiders/dichtheid.py",
        "t * norm.denominator < n * norm.numerator",
        "t * norm.denominator <= n * norm.numerator",
        "who is just on the norm is below it",
    ),
    Mutant(
        f"{_D}/opleiders/dichtheid.py",
        'gemeenten["provincie"] == selectie.provincie',
        'gemeenten["provincie"] != ""',
        "the choice of a province is dropped",
    ),
    Mutant(
        f"{_D}/opleiders/dichtheid.py",
        "max(0, ceil(norm * noemer) - teller)",
        "tekorten",
        "a surplus elsewhere is not set against the shortage of an area",
    ),
    Mutant(
        f"{_D}/basis/tellen.py",
        'opleiders[~opleiders["praktijk_id"].isin(zonder)]',
        "opleiders",
        "opleiders of praktijken without a number of huisartsen are held against the huisartsen of others",
    ),
    Mutant(
        f"{_D}/opleiders/vestiging.py",
        "_oordeel(count_per_gemeente(dataset, selectie.indeling))",
        "_oordeel(telling)",
        "who was not asked about is a white spot",
    ),
    Mutant(
        f"{_D}/plaatsen/plaatsing.py",
        '_quotient(100 * (som["verloot"] - som["niet_vervuld"]), som["verloot"])',
        '_quotient(100 * (som["loting"] - som["niet_vervuld"]), som["loting"])',
        "lotteries that were not held count as filled",
    ),
    Mutant(f"{_D}/basis/tellen.py", '"aios": ("aios", "beide")', '"aios": ("aios",)', "who trains both trains no aios"),
    Mutant(
        f"{_D}/basis/tellen.py",
        'wie.groupby("plaats")["praktijk_id"].nunique()',
        'wie.groupby("plaats")["praktijk_id"].count()',
        "an opleidingspraktijk counts once per opleider",
    ),
    Mutant(
        f"{_D}/basis/selectie.py",
        'velden["peildatum"] = dataset.peildatum.isoformat()',
        'velden["peildatum"] = "2026-01-01"',
        "the peildatum of the data is ignored",
    ),
    Mutant(
        f"{_D}/plaatsen/plaatsing.py",
        'rondes["loting"] - rondes["geplaatst"]',
        'rondes["geplaatst"] - rondes["loting"]',
        "places that stayed empty have their sign turned",
    ),
    Mutant(
        f"{_D}/plaatsen/plaatsing.py",
        '{"ja": RANDSTAD, "nee": PERIFERIE}',
        '{"ja": PERIFERIE, "nee": RANDSTAD}',
        "Randstad and periferie change places",
    ),
    Mutant(f"{_P}/beeld.py", "np.where(self.geworven, anderen, 0)", "anderen", "opleiders cross where nobody recruits"),
    Mutant(
        f"{_P}/beeld.py",
        "wie if staat == LEAD else staat for staat",
        'wie.partition("+")[0] or staat for staat',
        "a joint gemeente counts with its first partner",
    ),
    Mutant(
        f"{_P}/effecten.py",
        "gewicht[samen].sum(axis=0) / som",
        "beeld.telling.kolom('inwoners')[samen].sum() / som",
        "what is joint counts for institutes that do not take part",
    ),
    Mutant(
        f"{_P}/vergelijking.py",
        "effecten = na.sub(voor, fill_value=0)",
        "effecten = voor.sub(na, fill_value=0)",
        "what a plan does per institute has its sign turned",
    ),
    Mutant(
        f"{_P}/vergelijking.py",
        "'+' if rij['inwoners'] > 0 else '−'",
        "'−' if rij['inwoners'] > 0 else '+'",
        "the summary of two plans turns its signs",
    ),
    Mutant(f"{_P}/controle.py", "        *_verouderd(beeld, namen),\n", "", "check C9 of a plan is swallowed"),
    Mutant(
        f"{_P}/controle.py",
        "KIEST not in waarom[i].lower()",
        "KIEST in waarom[i].lower()",
        "check C8 finds those that say that the huisarts chooses",
    ),
    Mutant(
        f"{_P}/omzetting.py",
        "if len(met) <= 1:",
        "if met:",
        "of two leads that merge the first wins, and nobody decides",
    ),
    Mutant(
        f"{_P}/stand.py",
        "if stand.versies.get(w.gemeente, 0) != w.verwacht and",
        "if stand.versies.get(w.gemeente, 0) < w.verwacht and",
        "a conflict is never seen",
    ),
    Mutant(f"{_P}/stand.py", "if ALLES in sloten:", "if ALLES in sloten & {code}:", "the lock on all locks nothing"),
    Mutant(
        f"{_P}/log.py",
        "naar[bundel.omgekeerd] = Stap(bundel.omgekeerd, bundel.nummer)",
        "naar[bundel.omgekeerd] = Stap(bundel.omgekeerd, bundel.omgekeerd)",
        "what was undone cannot be done again",
    ),
    Mutant(
        f"{_P}/stand.py",
        "self.laatst.get(doel, 0) <= tot or",
        "self.laatst.get(doel, 0) >= 0 or",
        "whatever was written meanwhile counts as seen",
    ),
    Mutant(
        f"{_P}/log.py",
        "if bundel.sessie != sessie or bundel.soort == SLOT:",
        "if bundel.soort == SLOT:",
        "undo takes the step of somebody else",
    ),
)

_S = "hn_dash/services"
SERVICES = (
    Mutant(
        f"{_S}/plan/bericht.py",
        "Afspraak(self.staat, leden, self.status, self.reden.strip(), self.vanaf)",
        "Afspraak(self.staat, leden)",
        "status, reason and day of a change are dropped",
    ),
    Mutant(
        f"{_S}/bericht.py",
        'return "" if waarde is None else waarde',
        'return waarde if isinstance(waarde, str) else ""',
        "what is no text is read as empty, and wipes a reason",
    ),
    Mutant(
        f"{_S}/plan/bewerking.py",
        "stand.gezien(code, wens.gezien_van(code), ik), afspraak)",
        "stand.gezien(code, wens.gezien, ik), afspraak)",
        "the last look counts as what was seen when choosing",
    ),
    Mutant(
        f"{_S}/plan/bewerking.py",
        "if (d in uit.doelen) == is_",
        "if (d not in uit.doelen) == is_",
        "what was locked already is said to be new",
    ),
    Mutant(
        f"{_S}/plan/bewerking.py",
        ".staat in ZONDER_INSTITUUT]",
        ".staat != '']",
        "a proposal goes over what people decided since",
    ),
    Mutant(
        f"{_S}/plan/wijzigen.py",
        "if (doel in stand.sloten) != dicht]",
        "if (doel in stand.sloten) == dicht]",
        "a lock is inverted",
    ),
    Mutant(
        f"{_S}/plan/wijzigen.py",
        "reversed(terug if soort == ONGEDAAN else vooruit)",
        "reversed(terug)",
        "doing again undoes once more",
    ),
    Mutant(
        f"{_S}/catalogus/standen.py",
        "if bundel.verzoek == verzoek), None)",
        "if not verzoek), None)",
        "a request that comes twice is two steps",
    ),
    Mutant(
        f"{_S}/catalogus/plankeuze.py",
        "key=lambda bron, som, versie, rijen: (bron.sleutel, som)",
        "key=lambda bron, som, versie, rijen: som",
        "plans that say the same go by each other's name",
    ),
    Mutant(
        f"{_S}/catalogus/magazijn.py",
        "return nieuwste if dag is None else self.op(dag)",
        "return nieuwste",
        "the peildatum in an address is ignored",
    ),
    Mutant(
        f"{_S}/catalogus/samenstellen.py",
        'return nog - {"opleiders"} if "praktijken" in gebruikt else nog',
        "return nog",
        "invented opleiders work in real praktijken",
    ),
    Mutant(
        f"{_S}/gegevens/inname.py",
        "for bevinding in kruis.besluit(vorige, eigen.gemeenten.genoemd, afgekeurd):",
        "for bevinding in ():",
        "findings about a file as a whole are swallowed",
    ),
    Mutant(
        f"{_S}/gegevens/inname.py",
        'status = QUARANTAINE if lijst.aantal["fout"] else',
        "status = QUARANTAINE if not inlezer.rijen_in else",
        "a file with faults is accepted",
    ),
    Mutant(
        f"{_S}/plan/aanwezig.py",
        "if rij.plan_id == plan and rij.sessie != sessie]",
        "if rij.plan_id == plan]",
        "one sees oneself among the others",
    ),
)
STORE = (
    Mutant(
        "hn_dash/store/snapshots.py",
        "(peildatum and kenmerken.peildatum > peildatum)",
        "(peildatum and kenmerken.peildatum < peildatum)",
        "a file counts on days before its peildatum",
    ),
    Mutant(
        "hn_dash/store/snapshots.py",
        "Snapshot.status.in_(van)",
        "Snapshot.status != TERUG",
        "a file in quarantine can be accepted",
    ),
    Mutant(
        "hn_dash/store/plannen.py",
        'self._werk_bij(som=bundel["som"])',
        "self._werk_bij()",
        "the chain of sums of a log breaks",
    ),
)
GEO_INGEST = (
    Mutant(
        "hn_dash/geo/omzetting.py",
        "datums, deel < 1, noten",
        "datums, deel > 1, noten",
        "what is an estimate is not called one",
    ),
    Mutant(
        "hn_dash/ingest/soort/kruis.py",
        "if abs(som - 1) > AANDEEL_MARGE",
        "if abs(som - 1) > 1 + AANDEEL_MARGE",
        "shares that do not add up to one pass",
    ),
    Mutant(
        "hn_dash/ingest/soort/kruis.py",
        "elif eigen != code:",
        "elif not code:",
        "a point in another gemeente than its code passes in silence",
    ),
)

_V = "hn_dash/views"
VIEWS = (
    Mutant(
        f"{_V}/kaart/kaart.py",
        '"klassen": "".join(letter[i] for i in per_code),',
        '"klassen": "".join(letter[i] for i in per_code[1:] + per_code[:1]),',
        "a gemeente has the letter of the next one",
    ),
    Mutant(
        f"{_V}/kaart/kaart.py",
        "klasse, aantallen.get(i)) for i, klasse",
        "klasse, len(codes)) for i, klasse",
        "the legend counts every gemeente in every class",
    ),
    Mutant(
        f"{_V}/kaart/aanzien/werving.py",
        'cirkels_van("opleiders_andere_instituten",',
        'cirkels_van("opleiders",',
        "the layer of crossing relations counts all opleiders",
    ),
    Mutant(f"{_V}/grafiek.py", '("geplaatst", "Geplaatst"', '("aangeboden", "Geplaatst"', "bars draw another column"),
    Mutant(
        f"{_V}/grafiek.py", '_lijst(frame["gestart"])', '_lijst(frame["vws_plekken"])', "the series draws places twice"
    ),
    Mutant(
        f"{_V}/tabel.py",
        "np.diff(plaatsen, prepend=0)",
        "np.diff(plaatsen, prepend=1)",
        "every row of the grid is that of another gemeente",
    ),
    Mutant(
        f"{_V}/uitvoer/csv.py",
        '.replace(".", ",")',
        "",
        "the Dutch CSV loses its decimal comma",
    ),
    Mutant(
        f"{_V}/uitvoer/csv.py",
        'return f"\'{tekst}" if _FORMULE.match(tekst) else tekst',
        "return tekst",
        "a spreadsheet runs a name that looks like a formula",
    ),
    Mutant(
        f"{_V}/kaart/kaartje.py",
        'if k.soort == "aantal" and k.naam not in _KOP',
        'if k.soort in ("aantal", "getal") and k.naam not in _KOP',
        "the card of many gemeenten adds up percentages",
    ),
)

PAGES = (
    Mutant(
        "hn_dash/pages/werving/doen.py",
        '"opnieuw": lambda b, s, v: b.terug(s.plan, "opnieuw", v)',
        '"opnieuw": lambda b, s, v: b.terug(s.plan, "ongedaan", v)',
        "the button Opnieuw undoes",
    ),
    Mutant(
        "hn_dash/pages/werving/bericht.py",
        "return Verzoek(kenmerk, self.sessie, naam_van(self.wie))",
        "return Verzoek(kenmerk, self.lading, naam_van(self.wie))",
        "after loading again nothing of one's own can be undone",
    ),
    Mutant(
        "hn_dash/pages/overzicht.py",
        "getal(None if isnan(c.onder_norm) else len(c.zonder_opleider))",
        "getal(c.gemeenten)",
        "the tile Zonder opleider counts all gemeenten",
    ),
    Mutant(
        "hn_dash/pages/plaatsing.py",
        '("periferie_", "Periferie"',
        '("randstad_", "Periferie"',
        "the tile Periferie shows the Randstad",
    ),
    Mutant(
        "hn_dash/pages/vergelijking.py",
        "'+' if waarde > 0 else '−' if waarde < 0",
        "'−' if waarde > 0 else '+' if waarde < 0",
        "the effects of a plan are shown with their sign turned",
    ),
    Mutant(
        "hn_dash/pages/delen.py",
        "**tabel.totalen}",
        "**tabel.frame.iloc[0].to_dict()}",
        "the last row of a table is not its sum",
    ),
)

WEB = (
    Mutant(
        "hn_dash/web/compressie.py",
        "hashkey(som, codering, blijft)",
        "hashkey(codering, blijft)",
        "an answer goes out with the bytes of another",
    ),
    Mutant(
        "hn_dash/web/geheugen.py",
        "sleutel = (toestand(), vraag)",
        'sleutel = (toestand(), b"")',
        "one answer is shared by everybody",
    ),
    Mutant(
        "hn_dash/web/geheugen.py",
        "sleutel = (toestand(), vraag)",
        "sleutel = (0, vraag)",
        "a kept answer outlives the data",
    ),
    Mutant(
        "hn_dash/web/bescherming.py",
        "return _netloc(origin) == host.lower()",
        "return True",
        "another site may post",
    ),
    Mutant(
        "hn_dash/web/downloads.py",
        "grondslag = gegevens(query)",
        "grondslag = gegevens()",
        "a download is of another day or plan than the page",
    ),
)

SCRIPTS = (
    Mutant("assets/22-topologie.js", "bogen[~i].slice().reverse()", "bogen[~i].slice()", "a shared border runs wrong"),
    Mutant(
        "assets/22-topologie.js",
        "(a, b) => nummers.has(a) !== nummers.has(b)",
        "(a, b) => nummers.has(a) && nummers.has(b)",
        "an outline is drawn inside",
    ),
    Mutant("assets/22-topologie.js", "binnen = !binnen", "binnen = true", "a lasso takes what lies in its hole"),
    Mutant("assets/24-rijen.js", "codePointAt(0) - 0x100", "codePointAt(0) - 0x101", "a row is that of its neighbour"),
    Mutant(
        "assets/26-namen.js",
        "return begin.length === 1 ? begin[0][1] : undefined",
        "return begin[0]?.[1]",
        "a name that can be more is the first of them",
    ),
    Mutant("assets/20-antwoord.js", ".filter((klasse) => klasse.aantal)", "", "the words name classes that nobody has"),
    Mutant(
        "assets/28-camera.js",
        "if (nieuw >= heel[3]) return heel.slice();",
        "",
        "zooming out leaves the country",
    ),
    Mutant(
        "assets/40-legenda.js",
        "antwoord.klassen[i] === letter",
        "antwoord.klassen[i] !== letter",
        "a click on the legend chooses all others",
    ),
    Mutant(
        "assets/30-tekens.js", "maat * Math.sqrt(totaal) + 1", "maat * totaal + 1", "the area of a circle is no number"
    ),
)

MUTANTEN = (*DOMAIN, *SERVICES, *STORE, *GEO_INGEST, *VIEWS, *PAGES, *WEB, *SCRIPTS)
