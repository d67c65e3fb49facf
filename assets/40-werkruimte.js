/*
 * One workspace per map page: map, legend, table, card and search follow one selection.
 *
 * Dash callbacks bring answers in (toon, tabel, kies); a person's choice goes out through set_props on the
 * "<view>-gekozen" store, from where it reaches the address bar.
 */
(function (hn) {
  "use strict";

  const ruimtes = new Map();
  const bij = (view, deel) => document.getElementById(`${view}-${deel}`);
  const gelijk = (a, b) => a.length === b.length && a.every((x) => b.includes(x));
  const plat = (t) => t.normalize("NFD").replace(/[\u0300-\u036f'’-]/g, "").toLowerCase().trim();

  const DOOR_PERSOON = new Set(["rowClicked", "checkboxSelected", "spaceKey", "uiSelectAll", "uiSelectAllFiltered"]);

  /** The first callback comes before the frame with the new colours, the second after it. */
  const naHetVerven = (werk) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(werk)));

  class Werkruimte {
    constructor(view, gastheer) {
      this.view = view;
      this.gastheer = gastheer;
      this.gekozen = [];
      this.kaart = new hn.Kaart(gastheer, {
        kies: (codes) => this.kiesGebieden(codes),
        tip: (code) => this.tip(code),
      });
      gastheer.addEventListener("kaartfout", () => this.meld(
        "Het kaartbestand kwam niet aan. Controleer de verbinding en laad de pagina opnieuw."));
      gastheer.addEventListener("kaartwiel", () => this.wenk());
      this.#knoppen();
      this.#zoekveld();
    }

    /** The map first; words, legend, and the question for table and card once it is painted. */
    async toon(antwoord) {
      const oud = this.antwoord;
      if (oud && oud.vraag === antwoord.vraag && oud.fout === antwoord.fout) return;
      this.antwoord = antwoord;
      const nieuw = this.kaart.adres !== antwoord.geometrie;
      const geschilderd = this.kaart.toon(antwoord);
      if (nieuw) this.#opschriften(antwoord);
      await geschilderd;
      if (nieuw) {
        this.rijVan = null;
        this.#zoeknamen();
        this.#vulRooster();
      }
      naHetVerven(() => {
        if (!nieuw) this.#opschriften(this.antwoord);
        const { vraag } = this.antwoord;
        if (this.vraag !== undefined && this.vraag !== vraag) {
          window.dash_clientside.set_props(`${this.view}-vraag`, { data: vraag });
        }
        this.vraag = vraag;
      });
    }

    #opschriften(antwoord) {
      bij(this.view, "titel").textContent = antwoord.titel;
      bij(this.view, "onderschrift").textContent = antwoord.omschrijving;
      this.meld(antwoord.fout || "");
      for (const soort of ["csv", "xlsx", "geojson"]) {
        const knop = bij(this.view, soort);
        if (knop) knop.href = `/download/${this.view}.${soort}${antwoord.adres ? "?" + antwoord.adres : ""}`;
      }
      bij(this.view, "voet").textContent = antwoord.voet;
      this.#legenda(antwoord);
    }

    tabel(tabel) {
      this.inhoud = tabel;
      this.#vulRooster();
    }

    kies(codes) {
      if (gelijk(codes, this.gekozen)) return;
      this.gekozen = codes;
      this.kaart.kies(codes);
      this.#kiesInRooster();
    }

    meld(zin) {
      const vak = bij(this.view, "fout");
      vak.textContent = zin;
      vak.hidden = !zin;
    }

    wenk() {
      const wenk = bij(this.view, "wenk");
      wenk.hidden = false;
      clearTimeout(this.wenktijd);
      this.wenktijd = setTimeout(() => { wenk.hidden = true; }, 1800);
    }

    /** Positions in the table of the rows that cover a gemeente. */
    rijenVan(code) {
      if (!this.inhoud || !this.kaart.geo) return [];
      const i = this.kaart.geo.nummer.get(code);
      if (this.inhoud.gemeenten) {
        if (!this.rijVan) this.rijVan = new Map(this.inhoud.gemeenten.map((g, r) => [g, r]));
        return this.rijVan.has(i) ? [this.rijVan.get(i)] : [];
      }
      const meer = (this.antwoord.gedeeld || {})[i];
      if (meer) return meer;
      const teken = (this.antwoord.rijen || "")[i];
      return !teken || teken === "." ? [] : [teken.codePointAt(0) - 0x100];
    }

    codesVan(rij) {
      if (this.inhoud.gemeenten) return [this.kaart.geo.gemeenten[this.inhoud.gemeenten[rij]].code];
      return this.kaart.geo.gemeenten.map((g) => g.code).filter((code) => this.rijenVan(code).includes(rij));
    }

    /** A choice on the map; where rows are larger than a gemeente the whole row is meant. */
    kiesGebieden(codes) {
      if (this.inhoud && !this.inhoud.gemeenten && codes.length) {
        const weg = this.gekozen.filter((code) => !codes.includes(code));
        const rijen = new Set(codes.flatMap((code) => this.rijenVan(code)));
        const eruit = new Set(weg.flatMap((code) => this.rijenVan(code)));
        if (weg.length === 1) for (const rij of eruit) rijen.delete(rij);
        codes = [...new Set([...rijen].flatMap((rij) => this.codesVan(rij)))];
        if (gelijk(codes, this.gekozen)) codes = [];
      }
      this.stuur(codes);
    }

    stuur(codes) {
      codes = [...codes].sort();
      this.kies(codes);
      window.dash_clientside.set_props(`${this.view}-gekozen`, { data: codes });
    }

    tip(code) {
      const g = this.kaart.geo.gemeenten[this.kaart.geo.nummer.get(code)];
      const regels = [`${g.naam} (${g.provincie})`];
      for (const rij of this.rijenVan(code)) regels.push(...hn.tipregels(this.inhoud, this.rijen[rij]).filter(Boolean));
      if (this.inhoud && regels.length === 1) regels.push(this.antwoord.legenda.find((klasse) => klasse.letter === ".").tekst);
      return regels;
    }

    #legenda(antwoord) {
      const lijst = bij(this.view, "legenda");
      lijst.replaceChildren();
      const kopregel = (tekst) => {
        const kop = document.createElement("li");
        kop.className = "legenda-kop";
        kop.textContent = tekst;
        lijst.appendChild(kop);
      };
      const regel = (klasse, eenheid, kies) => {
        const li = document.createElement("li");
        const vak = kies ? document.createElement("button") : document.createElement("span");
        vak.className = "legenda-regel";
        if (kies) {
          vak.type = "button";
          vak.title = `Kies de ${hn.getal(klasse.aantal, 0)} ${eenheid} in deze klasse`;
          vak.addEventListener("click", kies);
        }
        const tekst = document.createElement("span");
        tekst.className = "legenda-tekst";
        tekst.textContent = klasse.tekst;
        const aantal = document.createElement("span");
        aantal.className = "legenda-aantal";
        aantal.textContent = hn.getal(klasse.aantal, 0);
        vak.append(klasse.kleuren ? staal(klasse) : "", tekst, aantal);
        li.appendChild(vak);
        lijst.appendChild(li);
      };
      kopregel(antwoord.legendakop);
      for (const klasse of antwoord.legenda) regel(klasse, "gemeenten", () => this.kiesKlasse(klasse.letter));
      regel({ tekst: "gemeenten samen", aantal: antwoord.gemeenten });
      if (antwoord.cirkellegenda?.length) {
        kopregel(`Aantal ${antwoord.cirkeleenheid} (oppervlak van de cirkel)`);
        for (const deel of antwoord.cirkellegenda) regel({ ...deel, rond: true }, antwoord.cirkeleenheid);
        const samen = antwoord.cirkellegenda.reduce((som, deel) => som + deel.aantal, 0);
        regel({ tekst: `${antwoord.cirkeleenheid} samen`, aantal: samen });
      }
      lijst.querySelectorAll("li > span.legenda-regel").forEach((e) => {
        if (!e.querySelector("svg")) e.classList.add("legenda-som");
      });
    }

    kiesKlasse(letter) {
      const codes = this.kaart.geo.gemeenten.map((g) => g.code).filter((_, i) => this.antwoord.klassen[i] === letter);
      this.stuur(gelijk(codes, this.gekozen) ? [] : codes);
    }

    async #vulRooster() {
      if (!this.inhoud || !this.kaart.geo) return;
      const tabel = this.inhoud;
      this.rijVan = null;
      this.rijen = hn.rijen(tabel, this.kaart.geo);
      const vorm = JSON.stringify(tabel.spec);
      const nieuw = this.vorm === vorm ? {} : { columnDefs: hn.kolomdefinities(tabel) };
      this.vorm = vorm;
      window.dash_clientside.set_props(`${this.view}-rooster`, { ...nieuw, rowData: this.rijen });
      const api = await roosterVan(`${this.view}-rooster`, this.gastheer);
      if (!api || tabel !== this.inhoud || !this.gastheer.isConnected) return;
      if (this.api !== api) {
        this.api = api;
        // The grid's wrapper puts its own memory of the selection back when it takes in rows, early or late.
        api.addEventListener("selectionChanged", (e) => {
          if (DOOR_PERSOON.has(e.source)) this.#uitRooster();
          else this.#kiesInRooster();
        });
        api.addEventListener("cellKeyDown", (e) => {
          if (e.event.key !== "Enter") return;
          e.node.setSelected(!e.node.isSelected());
          this.#uitRooster();
        });
        for (const moment of ["firstDataRendered", "rowDataUpdated"]) {
          api.addEventListener(moment, () => this.#kiesInRooster());
        }
        api.addEventListener("modelUpdated", () => this.#tel());
        if (!this.gekozen.length && api.getSelectedNodes().length) this.#uitRooster();
      }
      this.#tel();
      this.#kiesInRooster();
    }

    #tel() {
      const getoond = this.api.getDisplayedRowCount(), alle = this.rijen.length;
      const rijen = `${hn.getal(alle, 0)} ${alle === 1 ? "rij" : "rijen"}`;
      bij(this.view, "rijen").textContent = getoond === alle ? rijen : `${hn.getal(getoond, 0)} van ${rijen}`;
    }

    #kiesInRooster() {
      if (!this.api || this.api.isDestroyed() || !this.inhoud || !this.rijen) return;
      const rijen = new Set(this.gekozen.flatMap((code) => this.rijenVan(code)).map(String));
      const aan = [], uit = [];
      let eerste = null;
      this.api.forEachNode((node) => {
        if (rijen.has(node.id)) { aan.push(node); eerste = eerste || node; }
        else if (node.isSelected()) uit.push(node);
      });
      this.api.setNodesSelected({ nodes: uit, newValue: false });
      this.api.setNodesSelected({ nodes: aan, newValue: true });
      if (eerste && aan.length < this.rijen.length) this.api.ensureNodeVisible(eerste, "middle");
    }

    #uitRooster() {
      const rijen = this.api.getSelectedNodes().map((node) => Number(node.id));
      const codes = [...new Set(rijen.flatMap((rij) => this.codesVan(rij)))];
      if (!gelijk(codes, this.gekozen)) this.stuur(codes);
    }

    #knoppen() {
      const doe = (deel, werk) => {
        const knop = bij(this.view, deel);
        if (knop) knop.onclick = werk;
      };
      doe("inzoomen", () => this.kaart.zoom(1.6));
      doe("uitzoomen", () => this.kaart.zoom(1 / 1.6));
      doe("heleland", () => this.kaart.heleland());
      doe("scherm", () => hn.volscherm(this.gastheer.closest(".werkruimte")));
      doe("kopieer", (e) => hn.kopieer(location.href, e.currentTarget));
      doe("wis", () => this.stuur([]));
      this.gastheer.onkeydown = (e) => {
        const stap = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[e.key];
        if (stap) this.kaart.schuif(...stap);
        else if (e.key === "+" || e.key === "=") this.kaart.zoom(1.6);
        else if (e.key === "-") this.kaart.zoom(1 / 1.6);
        else if (e.key === "0") this.kaart.heleland();
        else return;
        e.preventDefault();
      };
    }

    #zoeknamen() {
      const lijst = bij(this.view, "namen");
      if (!lijst || lijst.dataset.adres === this.kaart.adres || !this.kaart.geo) return;
      lijst.dataset.adres = this.kaart.adres;
      this.namen = new Map();
      const voeg = (naam, codes) => {
        const sleutel = plat(naam);
        if (!this.namen.has(sleutel)) this.namen.set(sleutel, { naam, codes });
      };
      for (const g of this.kaart.geo.gemeenten) voeg(g.naam, [g.code]);
      for (const [, naam, codes] of this.kaart.geo.vroeger) voeg(naam, codes);
      for (const g of this.kaart.geo.gemeenten) voeg(g.code, [g.code]);
      for (const [code, , codes] of this.kaart.geo.vroeger) voeg(code, codes);
      voeg("Den Haag", ["GM0518"]);
      voeg("Den Bosch", ["GM0796"]);
      const nu = (codes) => codes.map((c) => this.kaart.geo.gemeenten[this.kaart.geo.nummer.get(c)]?.naam).join(", ");
      lijst.replaceChildren(...[...this.namen.values()].filter((n) => !/^GM\d{4}$/.test(n.naam)).map((n) => {
        const optie = document.createElement("option");
        optie.value = n.naam;
        if (nu(n.codes) !== n.naam) optie.label = `${n.naam} (nu ${nu(n.codes)})`;
        return optie;
      }));
    }

    #zoekveld() {
      const veld = bij(this.view, "zoek");
      const vind = (volledig) => {
        const vraag = plat(veld.value);
        if (!vraag || !this.namen) return;
        const code = /^(gm)?0*(\d{1,4})$/.exec(vraag);
        const sleutel = code ? plat("GM" + code[2].padStart(4, "0")) : vraag;
        let raak = this.namen.get(sleutel);
        if (!raak && volledig) {
          const begin = [...this.namen.entries()].filter(([n]) => n.startsWith(sleutel));
          if (begin.length === 1) raak = begin[0][1];
        }
        veld.setCustomValidity("");
        if (raak) {
          this.stuur(raak.codes);
          this.kaart.naar(raak.codes);
          veld.select();
        } else if (volledig) {
          veld.setCustomValidity(`Geen gemeente gevonden met “${veld.value}”. Kies een naam uit de lijst.`);
          veld.reportValidity();
        }
      };
      veld.onkeydown = (e) => { if (e.key === "Enter") { e.preventDefault(); vind(true); } };
      veld.oninput = (e) => {
        veld.setCustomValidity("");
        if (!e.inputType || e.inputType === "insertReplacementText") vind(false);
      };
    }
  }

  /** A legend swatch with the same fill as on the map. */
  function staal(klasse) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "legenda-staal" + (klasse.rond ? " rond" : ""));
    svg.setAttribute("width", "22");
    svg.setAttribute("height", "16");
    svg.setAttribute("aria-hidden", "true");
    const vlak = document.createElementNS("http://www.w3.org/2000/svg", klasse.rond ? "circle" : "rect");
    if (klasse.rond) { vlak.setAttribute("cx", "11"); vlak.setAttribute("cy", "8"); vlak.setAttribute("r", "6"); }
    else { vlak.setAttribute("width", "22"); vlak.setAttribute("height", "16"); }
    if (klasse.kleuren.length > 1 || klasse.patroon) {
      const id = "staal-" + hn.patroonId(klasse);
      svg.appendChild(hn.maakPatroon(klasse, id, 1));
      vlak.style.fill = `url(#${id})`;
    } else vlak.style.fill = klasse.kleuren[0];
    svg.appendChild(vlak);
    return svg;
  }

  hn.staal = staal;

  /** The grid's API once it exists, which is after its own script has come; null when the page has gone. */
  async function roosterVan(id, pagina) {
    while (pagina.isConnected) {
      try {
        const api = window.dash_ag_grid?.getApi(id);
        if (api && !api.isDestroyed?.()) return api;
      } catch (nogNiet) { /* not there yet */ }
      await new Promise((klaar) => setTimeout(klaar, 50));
    }
    return null;
  }

  /** Two more maps beside the one of a workspace, which move and choose together with it. */
  function naast(w, beelden) {
    const view = w.view;
    const kaarten = beelden.map((beeld) => {
      const gastheer = bij(view, beeld.kant + "kaart");
      bij(view, beeld.kant + "kop").textContent = beeld.kop;
      gastheer.kaart ||= new hn.Kaart(gastheer, {
        kies: (codes) => w.kiesGebieden(codes),
        tip: (code) => {
          const kaart = gastheer.kaart, i = kaart.geo.nummer.get(code), letter = kaart.antwoord.klassen[i];
          return [kaart.geo.gemeenten[i].naam, kaart.antwoord.legenda.find((klasse) => klasse.letter === letter).tekst];
        },
      });
      return gastheer.kaart;
    });
    hn.koppel([w.kaart, ...kaarten]);
    kaarten.forEach((kaart, nummer) => kaart.toon(beelden[nummer]));
  }

  function ruimte(view) {
    const gastheer = bij(view, "kaart");
    if (!gastheer) return null;
    let w = ruimtes.get(view);
    if (!w || w.gastheer !== gastheer) {
      if (w) w.kaart.weg();
      w = new Werkruimte(view, gastheer);
      ruimtes.set(view, w);
    }
    return w;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    hn: {
      /** The answer that a page opens with; later ones come by hn.binnen. */
      toon(id, antwoord, gekozen) {
        const w = antwoord && ruimte(id.split("-")[0]);
        if (w) {
          if (gekozen) w.kies(gekozen);
          w.toon(antwoord);
        }
        return window.dash_clientside.no_update;
      },
      vul(tabel, gekozen, id) {
        const w = ruimte(id.split("-")[0]);
        if (w) {
          if (gekozen) w.kies(gekozen);
          if (tabel && tabel !== w.inhoud) w.tabel(tabel);
        }
        return window.dash_clientside.no_update;
      },
      pagina(pad) {
        document.querySelectorAll(".menulink").forEach((link) => {
          if (link.getAttribute("href") === (pad.replace(/(.)\/$/, "$1") || "/")) link.setAttribute("aria-current", "page");
          else link.removeAttribute("aria-current");
        });
        const huidig = document.querySelector('.menulink[aria-current="page"]');
        document.title = (huidig ? huidig.textContent + " · " : "") + "HN dash";
      },
      naast(met, plan, id) {
        const w = met && plan && ruimte(id.split("-")[0]);
        if (w) naast(w, [{ ...met, kant: "met" }, { ...plan, kant: "plan" }]);
        return window.dash_clientside.no_update;
      },
      voorbeeld(antwoord, id) {
        const gastheer = antwoord && document.getElementById(id);
        if (!gastheer) return window.dash_clientside.no_update;
        if (!gastheer.kaart) gastheer.kaart = new hn.Kaart(gastheer, { kies() {}, tip: () => [] });
        gastheer.kaart.toon(antwoord);
        return window.dash_clientside.no_update;
      },
    },
  });

  /*
   * An answer is painted as soon as it is in, ahead of the round that Dash makes past every component on the page;
   * unless a newer question is already on its way.
   */
  let laatste = null;
  const isKaartvraag = (vraag) => String(vraag.output).includes("-antwoord.data");
  hn.onderweg = (vraag) => { if (isKaartvraag(vraag)) laatste = vraag; };
  hn.binnen = function (vraag, antwoord) {
    if (vraag !== laatste) return;
    for (const [view, w] of ruimtes) {
      const deel = antwoord && antwoord[`${view}-antwoord`];
      if (deel && deel.data && w.gastheer.isConnected) w.toon(deel.data);
    }
  };

  hn.ruimte = (view) => ruimtes.get(view);
})(window.hn);
