/* Pointer, wheel and keys on a map: click, drag, lasso, zoom. */
(function (hn) {
  "use strict";

  const STAP = 60, DICHTER = 1.6;
  /** Pixels that a pointer may move in what is still a click. */
  const STIL = 4;
  const PIJLEN = { ArrowLeft: [STAP, 0], ArrowRight: [-STAP, 0], ArrowUp: [0, STAP], ArrowDown: [0, -STAP] };

  /**
   * What is chosen after a click.
   * @param {string[]} gekozen what was
   * @param {string|null} code the gemeente, null beside all of them
   * @param {boolean} erbij whether it comes to the others, or goes from them
   */
  hn.naKlik = function (gekozen, code, erbij) {
    if (code === null) return [];
    if (!erbij) return gekozen.length === 1 && gekozen[0] === code ? [] : [code];
    return gekozen.includes(code) ? gekozen.filter((c) => c !== code) : [...gekozen, code];
  };

  /**
   * What is chosen after a lasso: also the gemeenten of which the middle is inside.
   * @param {string[]} gekozen
   * @param {Gemeente[]} gemeenten
   * @param {number[][]} lasso
   */
  hn.naLasso = function (gekozen, gemeenten, lasso) {
    const binnen = gemeenten.filter((g) => hn.inVeelhoek(g.x, g.y, lasso)).map((g) => g.code);
    return [...new Set([...gekozen, ...binnen])];
  };

  class Gebaren {
    /** @param {Kaart} kaart */
    constructor(kaart) {
      this.kaart = kaart;
      this.begin = this.lasso = null;
      this.sleept = false;
      this.einde = new AbortController();
      const { svg, gastheer } = kaart, { signal } = this.einde;
      svg.addEventListener("pointerdown", (e) => this.#druk(e));
      window.addEventListener("pointermove", (e) => this.#beweeg(e), { signal });
      window.addEventListener("pointerup", (e) => this.#laatLos(e), { signal });
      svg.addEventListener("dblclick", (e) => kaart.zoom(2, kaart.punt(e)));
      svg.addEventListener("wheel", (e) => this.#wiel(e), { passive: false });
      gastheer.addEventListener("keydown", (e) => this.#toets(e), { signal });
    }

    #druk(e) {
      if (!this.kaart.geo || e.button !== 0) return;
      this.begin = [e.clientX, e.clientY];
      this.sleept = false;
      this.lasso = e.shiftKey ? [this.kaart.punt(e)] : null;
    }

    #beweeg(e) {
      const { kaart, begin } = this;
      if (!kaart.svg.isConnected) return kaart.weg();
      if (!begin || !kaart.geo) return;
      const dx = e.clientX - begin[0], dy = e.clientY - begin[1];
      if (!this.sleept && Math.hypot(dx, dy) < STIL) return;
      this.sleept = true;
      kaart.svg.classList.add("sleept");
      kaart.zweeftekst.verberg();
      if (this.lasso) {
        this.lasso.push(kaart.punt(e));
        kaart.toonLasso(this.lasso);
      } else {
        kaart.schuif(dx, dy);
        this.begin = [e.clientX, e.clientY];
      }
    }

    #laatLos(e) {
      if (!this.begin) return;
      const { kaart, lasso, sleept } = this;
      this.begin = this.lasso = null;
      kaart.toonLasso(null);
      kaart.svg.classList.remove("sleept");
      if (sleept && lasso) kaart.wensen.kies(hn.naLasso(kaart.gekozen, kaart.geo.gemeenten, lasso));
      if (!sleept && kaart.svg.contains(e.target)) {
        kaart.wensen.kies(hn.naKlik(kaart.gekozen, kaart.codeOnder(e), e.shiftKey || e.ctrlKey || e.metaKey));
      }
    }

    #wiel(e) {
      if (!e.ctrlKey && !e.metaKey && !document.fullscreenElement) return this.kaart.meld("kaartwiel");
      e.preventDefault();
      this.kaart.zoom(Math.exp(-e.deltaY / 300), this.kaart.punt(e));
    }

    #toets(e) {
      if (PIJLEN[e.key]) this.kaart.schuif(...PIJLEN[e.key]);
      else if (e.key === "+" || e.key === "=") this.kaart.zoom(DICHTER);
      else if (e.key === "-") this.kaart.zoom(1 / DICHTER);
      else if (e.key === "0") this.kaart.heleland();
      else return;
      e.preventDefault();
    }

    get bezig() {
      return Boolean(this.begin && this.sleept);
    }

    /** Listen no more. */
    weg() {
      this.einde.abort();
    }
  }

  hn.Gebaren = Gebaren;
  hn.DICHTER = DICHTER;
})(window.hn);
