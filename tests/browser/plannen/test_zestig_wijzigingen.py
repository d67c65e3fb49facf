"""A meeting of two people and sixty changes, played in two browsers and in a model of a few lines: they end alike."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from playwright.sync_api import Page

from hn_dash.domain.plan.afspraak import Afspraak, uit_frame
from hn_dash.services.catalogus.magazijn import Magazijn
from hn_dash.services.catalogus.plankeuze import Catalogus
from hn_dash.services.plan.invoer import neem_plan_over
from hn_dash.settings import Settings
from hn_dash.start import laad_voorbeeld
from tests.browser.conftest import wacht
from tests.browser.plannen.hulp import VAK, begin, kies, melding
from tests.support.beheer import verzoek
from tests.support.wereld import beeld_van

ADA, BEA = "Ada", "Bea"
CODES = ("aumc", "umcu", "radboud", "lumc", "emc", "maastricht", "umcg")
"""In the order of the keys 1 to 7."""
GROOT = {
    ADA: ("GM0150", "GM0160", "GM0193", "GM0200", "GM0203", "GM0228", "GM0289", "GM0344", "GM0363", "GM0758"),
    BEA: ("GM0014", "GM0090", "GM0114", "GM0118", "GM0119", "GM0772", "GM0777", "GM0855", "GM0861", "GM1708"),
}
"""Gemeenten that are large enough to hit on the map."""
DRUK = "GM0307"
"""The gemeente that both want."""


@dataclass
class Model:
    """What a plan should say: a dictionary and per person two stacks of what one step changed."""

    plan: dict[str, Afspraak]
    terug: dict[str, list[dict[str, tuple[Afspraak, Afspraak]]]] = field(default_factory=lambda: {ADA: [], BEA: []})
    vooruit: dict[str, list[dict[str, tuple[Afspraak, Afspraak]]]] = field(default_factory=lambda: {ADA: [], BEA: []})
    soorten: list[str] = field(default_factory=lambda: ["zet"])

    def zet(self, wie: str, codes: tuple[str, ...], afspraak: Afspraak) -> bool:
        """Whether anything changed."""
        stap = {code: (self.plan[code], afspraak) for code in codes if self.plan[code] != afspraak}
        if stap:
            self.plan |= dict.fromkeys(stap, afspraak)
            self.terug[wie].append(stap)
            self.vooruit[wie].clear()
            self.soorten.append("zet")
        return bool(stap)

    def keer_om(self, wie: str, soort: str) -> None:
        van, naar = (self.terug, self.vooruit) if soort == "ongedaan" else (self.vooruit, self.terug)
        stap = van[wie].pop()
        naar[wie].append(stap)
        self.plan |= {code: voor if soort == "ongedaan" else na for code, (voor, na) in stap.items()}
        self.soorten.append(soort)


def draaiboek() -> list[tuple[str, tuple[str, ...], Afspraak]]:
    """Sixty changes: who, where and what; from a fixed seed, and never twice the same."""
    kans = random.Random(2026)
    uit: list[tuple[str, tuple[str, ...], Afspraak]] = []
    while len(uit) < 60:
        wie = (ADA, BEA)[len(uit) % 2]
        codes = tuple(sorted(kans.sample(GROOT[wie], kans.choice((1, 1, 1, 2, 3)))))
        staat = kans.choice(("lead", "lead", "lead", "gezamenlijk", "open", "niet besproken"))
        aantal = {"lead": 1, "gezamenlijk": kans.choice((2, 3))}.get(staat, 0)
        wens = Afspraak(
            staat,
            "+".join(sorted(kans.sample(CODES, aantal))),
            kans.choice(("akkoord", "voorstel", "geparkeerd", "te beslissen")),
            kans.choice(("", "", "besproken", f"zie punt {len(uit)}")),
        )
        uit.append((wie, codes, wens))
    return uit


def wijs_aan(page: Page, codes: tuple[str, ...]) -> None:
    """Choose gemeenten on the map, by clicking where they are; the first without Shift."""
    page.evaluate(
        """() => {
            document.querySelector("#werving-kaart").scrollIntoView({ block: "center", behavior: "instant" });
            window.hn.ruimte("werving").stuur([]);
        }"""
    )
    for nummer, code in enumerate(codes):
        x, y = page.evaluate(
            """code => {
                const kaart = window.hn.ruimte("werving").kaart, g = kaart.geo.gemeenten[kaart.geo.nummer.get(code)];
                const m = kaart.svg.getScreenCTM();
                return [g.x * m.a + m.e, g.y * m.d + m.f];
            }""",
            code,
        )
        if nummer:
            page.keyboard.down("Shift")
        page.mouse.click(x, y)
        page.keyboard.up("Shift")
    gekozen = page.evaluate("() => window.hn.ruimte('werving').gekozen")
    assert gekozen == list(codes)


def vul_in(page: Page, wens: Afspraak) -> None:
    """Say what should hold, by keys as far as there are any."""
    page.select_option(f"{VAK}status", wens.status)
    page.fill(f"{VAK}reden", wens.opmerking)
    page.click("#werving-titel")
    if wens.staat != "lead":
        page.keyboard.press(wens.staat[0])
    for code in wens.leden:
        page.keyboard.press(str(CODES.index(code) + 1))
    page.wait_for_function(
        """wens => {
            const strook = (deel) => document.querySelector(`#werving-bewerk-${deel}`);
            const aan = [...strook("instituten").querySelectorAll("input:checked")].map((vak) => vak.value);
            const staat = strook("staat").querySelector("input:checked").value;
            return [staat, aan.sort().join("+"), strook("reden").value].join() === wens.join();
        }""",
        arg=[wens.staat, wens.instituten, wens.opmerking],
    )


def test_sixty_changes_by_two_people(bezoek, ander, beheer, tmp_path):
    model = Model(uit_frame(laad_voorbeeld(Settings()).plan.frame.set_index("gemeentecode")))
    begin(bezoek)
    mensen = {ADA: kies(bezoek, DRUK), BEA: kies(ander, DRUK)}
    mensen[BEA].fill(f"{VAK}wie", BEA)

    def wacht_op(aantal: int) -> None:
        wacht(mensen[ADA], lambda: len(beheer.plannen.bundels(1)) >= aantal, f"{aantal} steps in the log")
        assert len(beheer.plannen.bundels(1)) == aantal, mensen[ADA].inner_text(f"{VAK}melding")

    def pas_toe(wie: str, codes: tuple[str, ...], wens: Afspraak) -> None:
        wijs_aan(mensen[wie], codes)
        vul_in(mensen[wie], wens)
        mensen[wie].keyboard.press("Enter")
        if model.zet(wie, codes, wens):
            wacht_op(len(model.soorten))
        else:
            melding(mensen[wie], "Er verandert niets.")

    def keer_om(wie: str, soort: str) -> None:
        mensen[wie].click("#werving-titel")
        mensen[wie].keyboard.press({"ongedaan": "Control+z", "opnieuw": "Control+y"}[soort])
        model.keer_om(wie, soort)
        wacht_op(len(model.soorten))

    def wil_ook(keuze: str, eerst: Afspraak, dan: Afspraak) -> None:
        """Bea looks away; Ada changes what Bea has chosen too, and Bea decides."""
        mensen[BEA].evaluate("() => window.dash_clientside.set_props('werving-bewerk-klok', {disabled: true})")
        wijs_aan(mensen[BEA], (DRUK,))
        vul_in(mensen[BEA], dan)
        pas_toe(ADA, (DRUK,), eerst)
        mensen[BEA].keyboard.press("Enter")
        melding(mensen[BEA], "1 gemeente is intussen door iemand anders gewijzigd; er is niets geschreven.")
        mensen[BEA].click(f"{VAK}{keuze}")
        if keuze == "mijn":
            model.zet(BEA, (DRUK,), dan)
        melding(mensen[BEA], "Uw wijziging geldt." if keuze == "mijn" else "De wijziging van de ander blijft staan.")
        wacht_op(len(model.soorten))
        mensen[BEA].evaluate("() => window.dash_clientside.set_props('werving-bewerk-klok', {disabled: false})")

    def slot(doel: str, zin: str) -> None:
        mensen[ADA].select_option(f"{VAK}slotdoel", doel)
        mensen[ADA].click(f"{VAK}slot{'af' if 'van het slot' in zin else ''}")
        model.soorten.append("slot")
        melding(mensen[ADA], zin)
        wacht_op(len(model.soorten))

    stappen = draaiboek()
    for nummer, (wie, codes, wens) in enumerate(stappen, start=1):
        pas_toe(wie, codes, wens)
        if nummer == 12:
            wil_ook("mijn", Afspraak("open", "", "voorstel"), Afspraak("lead", "umcg", "akkoord", "van Bea"))
        elif nummer == 24:
            wil_ook("hun", Afspraak("lead", "lumc", "akkoord"), Afspraak("open", "", "geparkeerd"))
        elif nummer in (15, 31, 32, 47):
            keer_om(wie, "ongedaan")
        elif nummer == 33:
            keer_om(BEA, "opnieuw")
        elif nummer == 40:
            mensen[ADA].get_by_text("Sloten, versies en bestand").click()
            wijs_aan(mensen[ADA], ("GM0344",))
            slot("gekozen", "Utrecht: op slot.")
            wijs_aan(mensen[BEA], ("GM0344",))
            vul_in(mensen[BEA], Afspraak("open", "", "voorstel"))
            mensen[BEA].keyboard.press("Enter")
            melding(mensen[BEA], "Utrecht: de gemeente zit op slot; haal het slot eraf.")
            slot("gekozen", "Utrecht: van het slot.")
            slot("alles", "Het hele plan: op slot.")
            mensen[BEA].keyboard.press("Enter")
            melding(mensen[BEA], "Utrecht: het plan zit op slot; haal het slot eraf.")
            slot("alles", "Het hele plan: van het slot.")
    assert len(stappen) == 60

    stand = beheer.stand(1)
    assert stand.afspraken == model.plan
    assert [bundel["soort"] for bundel in beheer.plannen.bundels(1)] == model.soorten
    assert {bundel["wie"] for bundel in beheer.plannen.bundels(1)} == {ADA, BEA}
    assert beheer.check_keten(1) == []
    for page in mensen.values():  # both see the last change, and the same map
        page.wait_for_function(
            "tot => document.getElementById('werving-onderschrift').textContent.includes(`versie ${tot}:`)",
            arg=stand.tot,
        )
    vlakken = "() => window.hn.ruimte('werving').antwoord.klassen"
    assert mensen[ADA].evaluate(vlakken) == mensen[BEA].evaluate(vlakken)

    mensen[ADA].on("dialog", lambda vraag: vraag.accept())
    mensen[ADA].fill(f"{VAK}versie", "vastgesteld in de bijeenkomst")
    mensen[ADA].click(f"{VAK}vaststellen")
    melding(mensen[ADA], "is vastgesteld")
    mensen[BEA].click("#werving-titel")
    mensen[BEA].keyboard.press("Enter")
    melding(mensen[BEA], "Plan “Werving 2026” is vastgesteld en verandert niet meer; maak een correctie.")
    assert beheer.stand(1).tot == stand.tot

    uitvoer = tmp_path / "plan.csv"
    with mensen[ADA].expect_download() as download:
        mensen[ADA].click("#werving-csv")
    download.value.save_as(uitvoer)
    leeg = beheer.maak("Leeg", 2026, beheer.basis.peildatum, {}, "ik")
    neem_plan_over(uitvoer, "plan.csv", leeg, beheer, verzoek("uit het bestand"))
    assert beheer.stand(leeg).afspraken == model.plan
    werk = Catalogus(Magazijn(laad_voorbeeld(Settings()), beheer.plannen.databank))
    eerste, tweede = (beeld_van(werk({"plan": sleutel})).frame for sleutel in ("p1v1", f"p{leeg}"))
    assert eerste.equals(tweede)
