"""A workspace as its page has it, with a grid that only remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.scripts.conftest import Blad

DELEN = ("titel", "onderschrift", "fout", "wenk", "voet", "rijen", "getoond")
PAGINA = f"""() => {{
  const maak = (deel, naam = "div") => {{
    const e = document.body.appendChild(document.createElement(naam));
    e.id = "proef-" + deel;
    return e;
  }};
  maak("kaart").style.cssText = "position: absolute; width: 820px; height: 420px; top: 400px";
  maak("zoek", "input");
  maak("namen", "datalist");
  maak("legenda", "ul");
  maak("wis", "button");
  for (const formaat of ["csv", "pdf"]) maak(formaat, "a").download = "";
  for (const deel of {list(DELEN)}) maak(deel);
  window.rooster = {{
    nodes: [], op: {{}},
    addEventListener(soort, doe) {{ this.op[soort] = doe; }},
    isDestroyed: () => false,
    getDisplayedRowCount() {{ return this.nodes.length; }},
    forEachNode(doe) {{ this.nodes.forEach(doe); }},
    getSelectedNodes() {{ return this.nodes.filter((node) => node.aan); }},
    setNodesSelected({{ nodes, newValue }}) {{ for (const node of nodes) node.aan = newValue; }},
    ensureNodeVisible(node) {{ this.gezien = node.id; }},
  }};
  window.dash_ag_grid = {{ getApi: () => rooster }};
}}"""
NA_HET_VERVEN = "() => new Promise(k => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(k, 1))))"


def toon(blad: Blad, antwoord: Any) -> None:
    """As Dash does it: the first answer with the page, a later one when it comes in."""
    script = """async (antwoord) => {
      const w = hn.openRuimte("proef");
      await w.toon(antwoord);
    }"""
    blad.doe(script, antwoord)
    blad.doe(NA_HET_VERVEN)


def vul(blad: Blad, tabel: Any) -> None:
    """Give the grid its rows, and the workspace their table."""
    script = """(tabel) => {
      rooster.nodes = Array.from({ length: tabel.rijen }, (_, i) => ({
        id: String(i), aan: false, isSelected() { return this.aan; }, setSelected(aan) { this.aan = aan; } }));
      return dash_clientside.hn.vul(tabel, null, "proef-gevuld") === dash_clientside.no_update;
    }"""
    blad.doe(script, tabel)
    blad.doe(NA_HET_VERVEN)
