/* The map: one inline SVG, drawn once per indeling; a new answer only changes fills. */
(function (hn) {
  "use strict";

  const LAGEN = [
    "vlakken", "grens", "provincie", "gebied", "kust", "nadruk", "cirkels", "tekens", "namen", "lasso",
  ];
  const VAST = ["cirkels", "tekens", "namen"];
  /** From how few metres per pixel on the names of gemeenten fit. */
  const MET_NAMEN = 120;

  class Kaart {
    /**
     * @param {HTMLElement} gastheer the empty element to draw in
     * @param {{kies: function(string[]): void, tip: function(string): string[]}} wensen what to do on a choice, and the
     *   lines of hover text of a gemeentecode
     */
    constructor(gastheer, wensen) {
      this.gastheer = gastheer;
      this.wensen = wensen;
      this.gekozen = [];
      this.groep = [this];
      /** Address of the geometry that is drawn. */
      this.geometrie = null;
      this.ronde = 0;
      gastheer.replaceChildren();
      this.svg = hn.element("svg", { class: "kaart-svg", role: "img", preserveAspectRatio: "xMidYMid meet" }, gastheer);
      this.defs = hn.element("defs", {}, this.svg);
      this.lagen = {};
      for (const laag of LAGEN) this.lagen[laag] = hn.element("g", { class: "laag-" + laag }, this.svg);
      this.zweeftekst = new hn.Zweeftekst(this);
      this.gebaren = new hn.Gebaren(this);
      this.waarnemer = new ResizeObserver(() => { if (this.geo) this.#herschaal(); });
      this.waarnemer.observe(gastheer);
    }

    /**
     * Draw an answer: geometry when it is another indeling, else fills only.
     * @param {Kaartantwoord} antwoord
     */
    async toon(antwoord) {
      const ronde = ++this.ronde;
      this.antwoord = antwoord;
      if (this.geometrie !== antwoord.geometrie) {
        let geo;
        try {
          geo = await hn.haalGeometrie(antwoord.geometrie);
        } catch (fout) {
          this.gastheer.dataset.staat = "fout";
          this.meld("kaartfout");
          return;
        }
        if (ronde !== this.ronde) return;
        this.geometrie = antwoord.geometrie;
        this.#teken(geo);
      }
      this.#verf(antwoord);
    }

    /** Tell the page around the map that something happened. */
    meld(wat) {
      this.gastheer.dispatchEvent(new CustomEvent(wat, { bubbles: true }));
    }

    #teken(geo) {
      this.geo = geo;
      this.heel = hn.heelLand(geo);
      if (!this.zicht) this.zicht = this.heel.slice();
      this.schaal = this.#eenhedenPerPixel();
      this.lagen.vlakken.innerHTML = geo.gemeenten.map((g, i) => `<path d="${g.d}" data-i="${i}"/>`).join("");
      this.vlakken = Array.from(this.lagen.vlakken.children);
      this.vulling = new Array(this.vlakken.length);
      this.#lijnen("grens", hn.tussengrenzen(geo, geo.gemeenten.map((g) => g.code)));
      this.#lijnen("provincie", hn.tussengrenzen(geo, geo.gemeenten.map((g) => g.provincie)));
      this.#lijnen("kust", hn.kustlijn(geo));
      this.lagen.namen.replaceChildren();
      for (const g of geo.gemeenten) {
        const naam = hn.element("text", {});
        naam.textContent = g.naam;
        this.#plaats(this.lagen.namen, naam, g);
      }
      this.gebieden = null;
      this.kies(this.gekozen);
      this.#kader();
    }

    /** Put a line in the place of a layer; with `onder` also a wider one under it. */
    #lijnen(laag, d, onder = false) {
      this.lagen[laag].replaceChildren(
        ...(onder ? [hn.element("path", { d, class: "onder" })] : []), hn.element("path", { d }));
    }

    #verf(antwoord) {
      const vullingen = new Map(antwoord.legenda.map((klasse) => [klasse.letter, this.#vul(klasse)]));
      this.vlakken.forEach((vlak, i) => {
        const vulling = vullingen.get(antwoord.klassen[i]) || "var(--kaart-buiten)";
        if (this.vulling[i] !== vulling) vlak.style.fill = this.vulling[i] = vulling;
      });
      if (this.gebieden !== antwoord.rijen) {
        this.gebieden = antwoord.rijen;
        if (antwoord.rijen) this.#lijnen("gebied", hn.tussengrenzen(this.geo, antwoord.rijen));
        else this.lagen.gebied.replaceChildren();
      }
      this.#symbolen(antwoord);
      this.svg.setAttribute("aria-label", hn.beschrijf(antwoord));
      this.gastheer.dataset.staat = "klaar";
      this.gastheer.dataset.adres = antwoord.adres;
    }

    /** A class's fill: one colour, stripes of several, or a pattern; patterns are made once. */
    #vul(klasse) {
      if (!hn.heeftPatroon(klasse)) return klasse.kleuren[0];
      const id = hn.patroonId(klasse);
      if (!this.defs.querySelector("#" + id)) this.defs.appendChild(hn.maakPatroon(klasse, id, this.schaal));
      return `url(#${id})`;
    }

    #symbolen(antwoord) {
      const { cirkels, tekens } = this.lagen;
      if (!antwoord.cirkels && !antwoord.opschriften && !cirkels.firstChild && !tekens.firstChild) return;
      cirkels.replaceChildren();
      tekens.replaceChildren();
      const maat = Math.max(this.svg.clientHeight, 300) / 280;
      for (const [plaats, delen] of antwoord.cirkels || []) {
        this.#plaats(cirkels, hn.taart(delen, antwoord.cirkelkleuren, maat), this.geo.gemeenten[plaats]);
      }
      for (const opschrift of antwoord.opschriften || []) {
        const g = this.geo.gemeenten[this.geo.nummer.get(opschrift.gemeente)];
        if (g) this.#plaats(tekens, hn.naamTeken(opschrift), g);
      }
    }

    /** A mark that keeps its size on screen; see #herschaal. */
    #plaats(laag, e, { x, y }) {
      e.dataset.x = x;
      e.dataset.y = y;
      this.#schaal(e);
      laag.appendChild(e);
    }

    #schaal(e) {
      e.setAttribute("transform", `translate(${e.dataset.x} ${e.dataset.y}) scale(${this.schaal})`);
    }

    /** Symbols, names and stripes keep their size on screen at every zoom. */
    #herschaal() {
      const px = this.#eenhedenPerPixel();
      this.schaal = px;
      for (const laag of VAST) for (const e of this.lagen[laag].children) this.#schaal(e);
      for (const patroon of this.defs.children) {
        patroon.setAttribute("patternTransform", `rotate(${patroon.dataset.hoek}) scale(${px})`);
      }
      this.svg.classList.toggle("met-namen", px < MET_NAMEN);
    }

    #eenhedenPerPixel() {
      const kader = this.svg.getBoundingClientRect();
      if (!kader.width || !kader.height) return this.zicht[3] / 600;
      return Math.max(this.zicht[2] / kader.width, this.zicht[3] / kader.height);
    }

    #kader() {
      for (const kaart of this.groep) {
        kaart.zicht = this.zicht.slice();
        kaart.svg.setAttribute("viewBox", kaart.zicht.map((v) => Math.round(v)).join(" "));
        kaart.#herschaal();
      }
    }

    /** @param {number[]} zicht see 28-camera.js */
    #kijk(zicht) {
      this.zicht = zicht;
      this.#kader();
    }

    /** Zoom by a factor around a point on the map; the middle by default. */
    zoom(factor, punt) {
      if (this.geo) this.#kijk(hn.ingezoomd(this.zicht, this.heel, factor, punt));
    }

    /** Move the map along with a finger, by so many pixels. */
    schuif(dx, dy) {
      if (!this.geo) return;
      const px = this.#eenhedenPerPixel();
      const [x, y, b, h] = this.zicht;
      this.#kijk([x - dx * px, y - dy * px, b, h]);
    }

    heleland() {
      if (this.geo) this.#kijk(this.heel.slice());
    }

    /** Bring gemeenten into view; the camera otherwise stays where the user left it. */
    naar(codes) {
      if (!this.geo) return;
      const vakken = codes.map((c) => this.vlakken[this.geo.nummer.get(c)]).filter(Boolean).map((e) => e.getBBox());
      if (vakken.length) this.#kijk(hn.rondom(vakken, this.heel));
    }

    /** Outline the chosen gemeenten; codes that are not in this indeling are left out. */
    kies(codes) {
      for (const kaart of this.groep) kaart.#omlijn(codes);
    }

    #omlijn(codes) {
      this.gekozen = codes;
      if (!this.geo) return;
      const nummers = new Set(codes.map((c) => this.geo.nummer.get(c)).filter((n) => n !== undefined));
      if (nummers.size) this.#lijnen("nadruk", hn.omtrek(this.geo, nummers), true);
      else this.lagen.nadruk.replaceChildren();
    }

    /** The place on the map under a pointer. */
    punt(e) {
      const m = this.svg.getScreenCTM();
      return [(e.clientX - m.e) / m.a, (e.clientY - m.f) / m.d];
    }

    /** The gemeente under a pointer; null when there is none. */
    codeOnder(e) {
      const i = e.target instanceof Element ? e.target.getAttribute("data-i") : null;
      return i === null ? null : this.geo.gemeenten[Number(i)].code;
    }

    /** Draw the line that somebody draws around gemeenten; nothing for none. */
    toonLasso(punten) {
      if (punten) this.#lijnen("lasso", "M" + punten.map((p) => p.join(" ")).join("L") + "Z");
      else this.lagen.lasso.replaceChildren();
    }

    /** Forget a map whose page has gone. */
    weg() {
      this.gebaren.weg();
      this.waarnemer.disconnect();
    }
  }

  /** From now on these maps show the same part of the country and the same choice: those of the first. */
  hn.koppel = function (kaarten) {
    for (const kaart of kaarten) kaart.groep = kaarten;
    kaarten[0].kies(kaarten[0].gekozen);
  };

  hn.Kaart = Kaart;
})(window.hn);
