/*
 * The map: one inline SVG, drawn once per indeling; a new answer only changes fills.
 *
 * Geometry is a TopoJSON topology in RD New (metres). Every border is one arc that two gemeenten share, so the
 * outline of a province or a lead territory is the set of arcs whose two sides differ: nothing is dissolved here.
 */
window.hn = window.hn || {};
(function (hn) {
  "use strict";

  const NS = "http://www.w3.org/2000/svg";
  const RAND = 0.02;
  const geladen = new Map();

  function element(naam, eigenschappen, ouder) {
    const e = document.createElementNS(NS, naam);
    for (const [k, v] of Object.entries(eigenschappen || {})) e.setAttribute(k, v);
    if (ouder) ouder.appendChild(e);
    return e;
  }

  /** Fetch and decode a topology once per address; later maps on the same indeling share it. */
  function haalGeometrie(adres) {
    if (!geladen.has(adres)) {
      const belofte = fetch(adres).then((antwoord) => {
        if (!antwoord.ok) throw new Error("kaartbestand " + antwoord.status);
        return antwoord.json();
      }).then(decodeer);
      belofte.catch(() => geladen.delete(adres));
      geladen.set(adres, belofte);
    }
    return geladen.get(adres);
  }

  function decodeer(topologie) {
    const [sx, sy] = topologie.transform.scale;
    const [tx, ty] = topologie.transform.translate;
    const [x0, y0, x1, y1] = topologie.bbox;
    const naarSvg = (x, y) => [x - x0, y1 - y];
    const punt = (q) => naarSvg(q[0] * sx + tx, q[1] * sy + ty);
    const bogen = topologie.arcs.map((boog) => {
      let x = 0, y = 0;
      return boog.map(([dx, dy]) => punt([(x += dx), (y += dy)]));
    });
    const streep = bogen.map((b) => "M" + b.map((p) => p[0] + " " + p[1]).join("L"));
    const zijden = bogen.map(() => []);
    const gemeenten = topologie.objects.gemeenten.geometries.map((g, nummer) => {
      const delen = g.type === "Polygon" ? [g.arcs] : g.arcs;
      let d = "";
      for (const deel of delen) for (const ring of deel) {
        const punten = [];
        for (const i of ring) {
          const boog = i < 0 ? ~i : i;
          zijden[boog].push(nummer);
          const stuk = i < 0 ? bogen[boog].slice().reverse() : bogen[boog];
          for (let k = punten.length ? 1 : 0; k < stuk.length; k++) punten.push(stuk[k]);
        }
        punten.pop();
        d += "M" + punten.map((p) => p[0] + " " + p[1]).join("L") + "Z";
      }
      const [x, y] = punt([g.properties.x, g.properties.y]);
      return { code: g.id, naam: g.properties.naam, provincie: g.properties.provincie, d, x, y };
    });
    return {
      gemeenten, streep, zijden, naarSvg,
      nummer: new Map(gemeenten.map((g, i) => [g.code, i])),
      breedte: x1 - x0, hoogte: y1 - y0,
      vroeger: topologie.vroeger || [],
      bron: topologie.bron,
    };
  }

  /** One path for all arcs of which the sides meet `kies(a, b)`; b is undefined along the coast. */
  function grenzen(geo, kies) {
    let d = "";
    geo.zijden.forEach((z, i) => { if (kies(z[0], z[1])) d += geo.streep[i]; });
    return d;
  }

  class Kaart {
    /**
     * @param {HTMLElement} gastheer the empty element to draw in
     * @param {{kies: function(string[]), tip: function(string): string}} wensen what to do on a choice,
     *   and the hover text of a gemeentecode (HTML-safe lines)
     */
    constructor(gastheer, wensen) {
      this.gastheer = gastheer;
      this.wensen = wensen;
      this.gekozen = new Set();
      this.groep = [this];
      this.adres = null;
      this.ronde = 0;
      gastheer.replaceChildren();
      this.svg = element("svg", { class: "kaart-svg", role: "img", preserveAspectRatio: "xMidYMid meet" }, gastheer);
      this.defs = element("defs", {}, this.svg);
      this.lagen = {};
      for (const laag of ["vlakken", "grens", "provincie", "gebied", "kust", "nadruk", "cirkels", "tekens", "namen", "lasso"]) {
        this.lagen[laag] = element("g", { class: "laag-" + laag }, this.svg);
      }
      this.tip = document.createElement("div");
      this.tip.className = "kaart-tip";
      this.tip.hidden = true;
      gastheer.appendChild(this.tip);
      this.#luister();
    }

    /** Draw an answer: geometry when it is another indeling, else fills only. */
    async toon(antwoord) {
      const ronde = ++this.ronde;
      this.antwoord = antwoord;
      if (this.adres !== antwoord.geometrie) {
        let geo;
        try {
          geo = await haalGeometrie(antwoord.geometrie);
        } catch (fout) {
          this.gastheer.dataset.staat = "fout";
          this.gastheer.dispatchEvent(new CustomEvent("kaartfout", { bubbles: true }));
          return;
        }
        if (ronde !== this.ronde) return;
        this.#teken(geo, antwoord.geometrie);
      }
      this.#verf(antwoord);
    }

    #teken(geo, adres) {
      this.adres = adres;
      this.geo = geo;
      const rand = RAND * geo.hoogte;
      this.heel = [-rand, -rand, geo.breedte + 2 * rand, geo.hoogte + 2 * rand];
      if (!this.zicht) this.zicht = this.heel.slice();
      this.schaal = this.#eenhedenPerPixel();
      this.lagen.vlakken.innerHTML = geo.gemeenten.map((g, i) => `<path d="${g.d}" data-i="${i}"/>`).join("");
      this.vlakken = Array.from(this.lagen.vlakken.children);
      this.vulling = new Array(this.vlakken.length);
      const lijn = (laag, kies) => {
        this.lagen[laag].replaceChildren();
        element("path", { d: grenzen(geo, kies) }, this.lagen[laag]);
      };
      const p = geo.gemeenten.map((g) => g.provincie);
      lijn("grens", (a, b) => b !== undefined && a !== b);
      lijn("provincie", (a, b) => b !== undefined && p[a] !== p[b]);
      lijn("kust", (a, b) => b === undefined);
      this.lagen.namen.replaceChildren();
      for (const g of geo.gemeenten) {
        const t = element("text", {});
        t.textContent = g.naam;
        this.#plaats(this.lagen.namen, t, g.x, g.y);
      }
      this.gebieden = null;
      this.kies([...this.gekozen]);
      this.#kader();
    }

    #verf(antwoord) {
      const vullingen = new Map(antwoord.legenda.map((klasse) => [klasse.letter, this.#vul(klasse)]));
      const k = antwoord.klassen;
      for (let i = 0; i < this.vlakken.length; i++) {
        const vulling = vullingen.get(k[i]) || "var(--kaart-buiten)";
        if (this.vulling[i] !== vulling) this.vlakken[i].style.fill = this.vulling[i] = vulling;
      }
      if (this.gebieden !== antwoord.rijen) {
        const r = (this.gebieden = antwoord.rijen);
        this.lagen.gebied.replaceChildren();
        if (r) {
          element("path", { d: grenzen(this.geo, (a, b) => b !== undefined && r[a] !== r[b]) }, this.lagen.gebied);
        }
      }
      this.#symbolen(antwoord);
      this.svg.setAttribute("aria-label", hn.beschrijf(antwoord));
      this.gastheer.dataset.staat = "klaar";
      this.gastheer.dataset.adres = antwoord.adres;
    }

    /** A class's fill: one colour, stripes of several, or a pattern; patterns are made once. */
    #vul(klasse) {
      if (klasse.kleuren.length === 1 && !klasse.patroon) return klasse.kleuren[0];
      const id = hn.patroonId(klasse);
      if (!this.defs.querySelector("#" + id)) this.defs.appendChild(hn.maakPatroon(klasse, id, this.schaal));
      return `url(#${id})`;
    }

    #symbolen(antwoord) {
      const cirkels = this.lagen.cirkels, tekens = this.lagen.tekens;
      if (!antwoord.cirkels && !antwoord.opschriften && !cirkels.firstChild && !tekens.firstChild) return;
      cirkels.replaceChildren();
      tekens.replaceChildren();
      const maat = Math.max(this.svg.clientHeight, 300) / 280;
      for (const [i, delen] of antwoord.cirkels || []) {
        const g = this.geo.gemeenten[i];
        this.#plaats(cirkels, taart(delen, antwoord.cirkelkleuren, maat), g.x, g.y);
      }
      for (const t of antwoord.opschriften || []) {
        const [x, y] = this.#midden(t.gemeente);
        const groep = element("g", { class: "teken " + (t.soort || "") });
        if (t.soort === "locatie") element("circle", { r: 5 }, groep);
        const tekst = element("text", t.soort === "locatie" ? { x: 9, y: 4 + (t.verschuiving || 0) } : {}, groep);
        tekst.textContent = t.tekst;
        this.#plaats(tekens, groep, x, y);
      }
    }

    #midden(code) {
      const g = this.geo.gemeenten[this.geo.nummer.get(code)];
      return g ? [g.x, g.y] : [0, 0];
    }

    /** A mark that keeps its size on screen; see #herschaal. */
    #plaats(laag, e, x, y) {
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
      for (const laag of ["cirkels", "tekens", "namen"]) {
        for (const e of this.lagen[laag].children) this.#schaal(e);
      }
      for (const patroon of this.defs.children) {
        patroon.setAttribute("patternTransform", `rotate(${patroon.dataset.hoek}) scale(${px})`);
      }
      this.svg.classList.toggle("met-namen", px < 120);
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

    /** Zoom by a factor around a point (SVG units; the middle by default); never beyond the whole country. */
    zoom(factor, punt) {
      if (!this.geo) return;
      let [x, y, b, h] = this.zicht;
      const [cx, cy] = punt || [x + b / 2, y + h / 2];
      const nieuw = Math.min(Math.max(h / factor, this.heel[3] / 40), this.heel[3]);
      const f = nieuw / h;
      this.zicht = [cx - (cx - x) * f, cy - (cy - y) * f, b * f, nieuw];
      if (nieuw >= this.heel[3]) this.zicht = this.heel.slice();
      this.#kader();
    }

    schuif(dx, dy) {
      if (!this.geo) return;
      const px = this.#eenhedenPerPixel();
      this.zicht[0] -= dx * px;
      this.zicht[1] -= dy * px;
      this.#kader();
    }

    heleland() {
      if (!this.geo) return;
      this.zicht = this.heel.slice();
      this.#kader();
    }

    /** Bring gemeenten into view; the camera otherwise stays where the user left it. */
    naar(codes) {
      if (!this.geo) return;
      const vakken = codes.map((c) => this.vlakken[this.geo.nummer.get(c)]).filter(Boolean).map((e) => e.getBBox());
      if (!vakken.length) return;
      const x0 = Math.min(...vakken.map((v) => v.x)), y0 = Math.min(...vakken.map((v) => v.y));
      const x1 = Math.max(...vakken.map((v) => v.x + v.width)), y1 = Math.max(...vakken.map((v) => v.y + v.height));
      const verhouding = this.heel[2] / this.heel[3];
      const h = Math.min(Math.max(3 * (y1 - y0), (3 * (x1 - x0)) / verhouding, this.heel[3] / 8), this.heel[3]);
      this.zicht = [(x0 + x1) / 2 - (h * verhouding) / 2, (y0 + y1) / 2 - h / 2, h * verhouding, h];
      this.#kader();
    }

    /** Outline the chosen gemeenten; codes that are not in this indeling are left out. */
    kies(codes) {
      for (const kaart of this.groep) kaart.#omlijn(codes);
    }

    #omlijn(codes) {
      this.gekozen = new Set(codes);
      if (!this.geo) return;
      const nummers = new Set(codes.map((c) => this.geo.nummer.get(c)).filter((n) => n !== undefined));
      this.lagen.nadruk.replaceChildren();
      if (!nummers.size) return;
      const d = grenzen(this.geo, (a, b) => nummers.has(a) !== nummers.has(b));
      element("path", { d, class: "onder" }, this.lagen.nadruk);
      element("path", { d }, this.lagen.nadruk);
    }

    #svgPunt(e) {
      const m = this.svg.getScreenCTM();
      return [(e.clientX - m.e) / m.a, (e.clientY - m.f) / m.d];
    }

    #codeOnder(e) {
      const i = e.target instanceof Element ? e.target.getAttribute("data-i") : null;
      return i === null ? null : this.geo.gemeenten[Number(i)].code;
    }

    #luister() {
      const svg = this.svg;
      let begin = null, sleep = false, lasso = null;
      svg.addEventListener("pointerdown", (e) => {
        if (!this.geo || e.button !== 0) return;
        begin = [e.clientX, e.clientY];
        sleep = false;
        lasso = e.shiftKey ? [this.#svgPunt(e)] : null;
      });
      window.addEventListener("pointermove", this.beweeg = (e) => {
        if (!svg.isConnected) return this.weg();
        if (!begin || !this.geo) return;
        const dx = e.clientX - begin[0], dy = e.clientY - begin[1];
        if (!sleep && Math.hypot(dx, dy) < 4) return;
        if (!sleep) { sleep = true; this.tip.hidden = true; svg.classList.add("sleept"); }
        if (lasso) {
          lasso.push(this.#svgPunt(e));
          this.lagen.lasso.replaceChildren();
          element("path", { d: "M" + lasso.map((p) => p.join(" ")).join("L") + "Z" }, this.lagen.lasso);
        } else {
          this.schuif(dx, dy);
          begin = [e.clientX, e.clientY];
        }
      });
      window.addEventListener("pointerup", this.los = (e) => {
        if (!begin) return;
        if (sleep && lasso) {
          const binnen = this.geo.gemeenten.filter((g) => inVeelhoek(g.x, g.y, lasso)).map((g) => g.code);
          this.wensen.kies([...new Set([...this.gekozen, ...binnen])]);
        }
        if (!sleep && svg.contains(e.target)) {
          const code = this.#codeOnder(e);
          if (code === null) this.wensen.kies([]);
          else if (e.shiftKey || e.ctrlKey || e.metaKey) {
            const nieuw = new Set(this.gekozen);
            if (!nieuw.delete(code)) nieuw.add(code);
            this.wensen.kies([...nieuw]);
          } else this.wensen.kies(this.gekozen.size === 1 && this.gekozen.has(code) ? [] : [code]);
        }
        this.lagen.lasso.replaceChildren();
        svg.classList.remove("sleept");
        begin = lasso = null;
      });
      svg.addEventListener("pointermove", (e) => {
        if (begin && sleep) return;
        const code = this.geo && this.#codeOnder(e);
        if (!code) { this.tip.hidden = true; return; }
        if (this.tip.dataset.code !== code) {
          this.tip.dataset.code = code;
          this.tip.replaceChildren(...this.wensen.tip(code).map((regel, i) => {
            const r = document.createElement(i ? "div" : "strong");
            r.textContent = regel;
            return r;
          }));
        }
        this.tip.hidden = false;
        const kader = this.gastheer.getBoundingClientRect();
        const links = e.clientX - kader.left, boven = e.clientY - kader.top;
        const b = this.tip.offsetWidth, h = this.tip.offsetHeight;
        this.tip.style.left = (links + 16 + b > kader.width ? Math.max(links - b - 12, 0) : links + 16) + "px";
        this.tip.style.top = (boven + 16 + h > kader.height ? Math.max(boven - h - 12, 0) : boven + 16) + "px";
      });
      svg.addEventListener("pointerleave", () => { this.tip.hidden = true; });
      svg.addEventListener("dblclick", (e) => this.zoom(2, this.#svgPunt(e)));
      svg.addEventListener("wheel", (e) => {
        if (!e.ctrlKey && !e.metaKey && !document.fullscreenElement) {
          this.gastheer.dispatchEvent(new CustomEvent("kaartwiel", { bubbles: true }));
          return;
        }
        e.preventDefault();
        this.zoom(Math.exp(-e.deltaY / 300), this.#svgPunt(e));
      }, { passive: false });
      this.waarnemer = new ResizeObserver(() => { if (this.geo) this.#herschaal(); });
      this.waarnemer.observe(this.gastheer);
    }

    /** Forget a map whose page has gone. */
    weg() {
      window.removeEventListener("pointermove", this.beweeg);
      window.removeEventListener("pointerup", this.los);
      this.waarnemer.disconnect();
    }
  }

  /** From now on these maps show the same part of the country and the same choice. */
  function koppel(kaarten) {
    for (const kaart of kaarten) kaart.groep = kaarten;
  }

  function inVeelhoek(x, y, ring) {
    let binnen = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i], [xj, yj] = ring[j];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) binnen = !binnen;
    }
    return binnen;
  }

  /** A circle of which the area is the total (radius `maat` for one); slices where there is more than one part. */
  function taart(delen, kleuren, maat) {
    const groep = element("g", { class: "taart" });
    const totaal = delen.reduce((s, d) => s + d[1], 0);
    const r = maat * Math.sqrt(totaal) + 1;
    let hoek = -Math.PI / 2;
    if (delen.length === 1) {
      element("circle", { r, fill: kleuren[delen[0][0]] }, groep);
    } else {
      for (const [k, n] of delen) {
        const einde = hoek + (2 * Math.PI * n) / totaal;
        const p = (h) => `${(r * Math.cos(h)).toFixed(2)} ${(r * Math.sin(h)).toFixed(2)}`;
        const groot = einde - hoek > Math.PI ? 1 : 0;
        element("path", { d: `M0 0L${p(hoek)}A${r} ${r} 0 ${groot} 1 ${p(einde)}Z`, fill: kleuren[k] }, groep);
        hoek = einde;
      }
      element("circle", { r, fill: "none" }, groep);
    }
    return groep;
  }

  hn.patroonId = (klasse) =>
    "p-" + (klasse.patroon || "streep") + "-" + klasse.kleuren.map((f) => f.replace(/[^0-9a-z]/gi, "")).join("-");

  /** Stripes in the colours of a joint area, or a quiet pattern for a class without a number. */
  hn.maakPatroon = function (klasse, id, schaal) {
    const breed = 7, n = klasse.kleuren.length;
    const hoek = klasse.patroon === "stip" || klasse.patroon === "kruis" ? 0 : 45;
    const maat = klasse.patroon ? 9 : breed * n;
    const patroon = element("pattern", {
      id, patternUnits: "userSpaceOnUse", width: maat, height: maat,
      patternTransform: `rotate(${hoek}) scale(${schaal})`, "data-hoek": hoek,
    });
    const vlak = (x, b, kleur) => {
      element("rect", { x, y: 0, width: b, height: maat }, patroon).style.fill = kleur;
    };
    if (!klasse.patroon) {
      klasse.kleuren.forEach((kleur, i) => vlak(i * breed, breed + 0.4, kleur));
      return patroon;
    }
    vlak(0, maat, klasse.kleuren[0]);
    const merk = klasse.patroon === "stip"
      ? element("circle", { cx: 4.5, cy: 4.5, r: 1.3 }, patroon)
      : element("path", { d: klasse.patroon === "kruis" ? "M2 2L7 7M7 2L2 7" : "M4.5 0V9" }, patroon);
    if (klasse.patroon === "stip") merk.style.fill = klasse.kleuren[1];
    else { merk.style.stroke = klasse.kleuren[1]; merk.style.strokeWidth = klasse.patroon === "kruis" ? 1.2 : 1.6; }
    return patroon;
  };

  hn.Kaart = Kaart;
  hn.haalGeometrie = haalGeometrie;
  hn.koppel = koppel;
})(window.hn);
