"""The golden answers as they are drawn: what Python promises is what stands on the screen."""

import pytest

from tests.scripts.ruimte import PAGINA, toon, vul
from tests.support.golden import VRAGEN, read_antwoord, topologie
from tests.support.wereld import GEMEENTEN

CODES = list(GEMEENTEN)


@pytest.fixture(scope="module", params=list(VRAGEN))
def getekend(request, geladen):
    """A page with an answer on it, and the answer."""
    antwoord = read_antwoord(request.param)
    geladen.maak_leeg()
    geladen.bestanden[antwoord["kaart"]["geometrie"]] = topologie()
    geladen.doe(PAGINA)
    toon(geladen, antwoord["kaart"])
    vul(geladen, antwoord["tabel"])
    yield geladen, antwoord
    geladen.doe("() => hn.ruimte('proef').kaart.weg()")
    assert geladen.fouten == []


def vulling(regel):
    """How a browser writes the fill of a class."""
    kleuren = [kleur.lstrip("#") for kleur in regel["kleuren"]]
    if "patroon" in regel or len(kleuren) > 1:
        return f'url("#p-{regel.get("patroon", "streep")}-{"-".join(kleuren)}")'
    if regel["kleuren"][0].startswith("var"):
        return regel["kleuren"][0]
    return f"rgb({', '.join(str(int(kleuren[0][i : i + 2], 16)) for i in (0, 2, 4))})"


def rijen_van(antwoord):
    """Per gemeente the rows that cover it, read from the answer."""
    kaart, tabel = antwoord["kaart"], antwoord["tabel"]
    if "gemeentestappen" in tabel:
        plaatsen = [sum(tabel["gemeentestappen"][: rij + 1]) for rij in range(tabel["rijen"])]
        return [[rij for rij, plek in enumerate(plaatsen) if plek == plaats] for plaats in range(len(CODES))]
    eigen = [[] if letter == "." else [ord(letter) - 0x100] for letter in kaart["rijen"]]
    return [kaart["gedeeld"].get(str(plaats), rijen) for plaats, rijen in enumerate(eigen)]


def test_every_gemeente_has_the_fill_of_its_letter(getekend):
    blad, antwoord = getekend
    per_letter = {regel["letter"]: vulling(regel) for regel in antwoord["kaart"]["legenda"]}
    verf = blad.doe("() => [...document.querySelectorAll('.laag-vlakken path')].map(e => e.style.fill)")
    assert verf == [per_letter[letter] for letter in antwoord["kaart"]["klassen"]]
    assert len(verf) == len(CODES)


def test_the_legend_on_screen_counts_the_gemeenten_on_the_map_or_the_rows_where_those_are_larger(getekend):
    blad, antwoord = getekend
    kaart = antwoord["kaart"]
    regels = blad.page.locator("#proef-legenda li button").all()
    geteld = [regel.locator(".legenda-aantal").text_content() for regel in regels]
    op_kaart = [kaart["klassen"].count(regel["letter"]) for regel in kaart["legenda"]]
    if "rijen" in kaart:
        assert geteld == [str(regel.get("aantal", "")) for regel in kaart["legenda"]]
        assert sum(regel.get("aantal", 0) for regel in kaart["legenda"]) == antwoord["tabel"]["rijen"]
    else:
        assert geteld == [str(aantal) for aantal in op_kaart]
    assert [regel.get_attribute("title") for regel in regels] == [
        {0: None, 1: "Kies de gemeente in deze klasse"}.get(aantal, f"Kies de {aantal} gemeenten in deze klasse")
        for aantal in op_kaart
    ]
    sommen = blad.page.locator(".legenda-som .legenda-aantal").all_text_contents()
    cirkels = [sum(n for _, delen in kaart["cirkels"] for _, n in delen)] if kaart.get("cirkels") else []
    assert [int(som) for som in sommen] == [antwoord["tabel"]["rijen"] if "rijen" in kaart else len(CODES), *cirkels]


def test_a_class_of_the_legend_chooses_its_gemeenten(getekend):
    blad, antwoord = getekend
    kaart = antwoord["kaart"]
    for regel in kaart["legenda"]:
        blad.doe("(letter) => hn.ruimte('proef').kiesKlasse(letter)", regel["letter"])
        gekozen = [code for code, letter in zip(CODES, kaart["klassen"], strict=True) if letter == regel["letter"]]
        assert blad.doe("() => hn.ruimte('proef').gekozen") == gekozen
        blad.doe("() => hn.ruimte('proef').stuur([])")


def test_every_gemeente_finds_its_rows(getekend):
    blad, antwoord = getekend
    verwacht = rijen_van(antwoord)
    assert any(verwacht)
    gevonden = blad.doe("(codes) => codes.map(c => hn.ruimte('proef').inhoud.ligging.rijenVan(c))", CODES)
    assert gevonden == verwacht
    for code, rijen in zip(CODES, verwacht, strict=True):
        blad.doe("(codes) => hn.ruimte('proef').kies(codes)", [code])
        gekozen = blad.doe("() => rooster.nodes.filter(node => node.aan).map(node => Number(node.id))")
        alleen = [rij for rij in rijen if sum(rij in van for van in verwacht) == 1]  # rows that are this gemeente
        assert gekozen == (alleen or rijen)


def test_every_row_of_the_grid_has_its_own_name_and_values(getekend):
    blad, antwoord = getekend
    tabel = antwoord["tabel"]
    rijen = blad.doe("() => hn.ruimte('proef').rijen")
    assert len(rijen) == tabel["rijen"]
    for naam, kolom in tabel["kolommen"].items():
        waarden = kolom if isinstance(kolom, list) else [kolom["teksten"][plek] for plek in kolom["posities"]]
        assert [rij[naam] for rij in rijen] == waarden
    if "gemeentestappen" in tabel:
        plaatsen = [sum(tabel["gemeentestappen"][: rij + 1]) for rij in range(tabel["rijen"])]
        assert [rij["gemeentecode"] for rij in rijen] == [CODES[plek] for plek in plaatsen]
        assert [(rij["gemeentenaam"], rij["provincie"]) for rij in rijen] == [GEMEENTEN[CODES[i]][:2] for i in plaatsen]


def test_only_rows_larger_than_a_gemeente_are_outlined(getekend):
    blad, antwoord = getekend
    lijnen = blad.doe("() => [...document.querySelectorAll('.laag-gebied path')].map(e => e.getAttribute('d'))")
    assert [bool(lijn) for lijn in lijnen] == ([True] if "rijen" in antwoord["kaart"] else [])
