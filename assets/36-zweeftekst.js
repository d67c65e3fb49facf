/* The text beside the pointer: what the gemeente under it is. */
(function (hn) {
  "use strict";

  const OPZIJ = 16, TERUG = 12;

  /**
   * The lines about a gemeente: its name, what each row on it says, or in which class it is when no row is. Rows that
   * are larger than a gemeente say first what they are about, and the gemeente comes last.
   * @param {Geometrie} geo
   * @param {Kaartantwoord} antwoord
   * @param {string} code
   * @param {{tabel: Tabelantwoord, rijen: object[], ligging: Ligging}|null} inhoud the table, when it is there
   */
  hn.zweefregels = function (geo, antwoord, code, inhoud) {
    const plaats = geo.nummer.get(code), g = geo.gemeenten[plaats];
    const kop = `${g.naam} (${g.provincie})`;
    if (!inhoud) return [kop];
    const regels = inhoud.ligging.rijenVan(code).flatMap((rij) => hn.tipregels(inhoud.tabel, inhoud.rijen[rij]));
    if (!regels.length) return [kop, hn.klasseVan(antwoord, plaats).tekst];
    return inhoud.ligging.perGemeente ? [kop, ...regels] : [...regels, `gemeente ${kop}`];
  };

  /** Where a text goes along one side: after the pointer, or before it where it would stick out. */
  hn.naast = (pointer, lengte, ruimte) =>
    pointer + OPZIJ + lengte > ruimte ? Math.max(pointer - lengte - TERUG, 0) : pointer + OPZIJ;

  class Zweeftekst {
    /** @param {Kaart} kaart */
    constructor(kaart) {
      this.kaart = kaart;
      this.vak = document.createElement("div");
      this.vak.className = "kaart-tip";
      this.vak.hidden = true;
      kaart.gastheer.appendChild(this.vak);
      kaart.svg.addEventListener("pointermove", (e) => this.#volg(e));
      kaart.svg.addEventListener("pointerleave", () => this.verberg());
    }

    verberg() {
      this.vak.hidden = true;
      delete this.vak.dataset.code; // what it says may be another thing the next time
    }

    #volg(e) {
      const { kaart, vak } = this;
      if (kaart.gebaren.bezig) return;
      const code = kaart.geo && kaart.codeOnder(e);
      if (!code) return this.verberg();
      if (vak.dataset.code !== code) this.#schrijf(code);
      vak.hidden = false;
      const kader = kaart.gastheer.getBoundingClientRect();
      vak.style.left = hn.naast(e.clientX - kader.left, vak.offsetWidth, kader.width) + "px";
      vak.style.top = hn.naast(e.clientY - kader.top, vak.offsetHeight, kader.height) + "px";
    }

    #schrijf(code) {
      this.vak.dataset.code = code;
      this.vak.replaceChildren(...this.kaart.wensen.tip(code).map((tekst, i) => {
        const regel = document.createElement(i ? "div" : "strong");
        regel.textContent = tekst;
        return regel;
      }));
    }
  }

  hn.Zweeftekst = Zweeftekst;
})(window.hn);
