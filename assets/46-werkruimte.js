/*
 * One workspace per map page: map, legend, table, card and search follow one selection.
 *
 * Dash callbacks bring answers in (toon, vul); a person's choice goes out to the "<view>-gekozen" store, from where it
 * reaches the address bar, and the question that is painted to "<view>-vraag", which asks for table and card.
 */
(function (hn) {
  "use strict";

  const ruimtes = new Map();

  /** The first callback comes before the frame with the new colours, the second after it. */
  const naHetVerven = (werk) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(werk)));

  /** The peildatum of an answer. */
  const dag = (antwoord) => new URLSearchParams(antwoord.adres).get("peildatum");

  class Werkruimte {
    constructor(view, gastheer) {
      this.view = view;
      this.gastheer = gastheer;
      this.gekozen = [];
      /** The table that is shown, with its rows and where they are; null until one has come that fits the map. */
      this.inhoud = null;
      this.kaart = new hn.Kaart(gastheer, {
        kies: (codes) => this.kiesGebieden(codes),
        tip: (code) => hn.zweefregels(this.kaart.geo, this.antwoord, code, this.inhoud),
      });
      this.rooster = new hn.Rooster(view, gastheer, (rijen) => this.kiesRijen(rijen));
      this.zoekveld = new hn.Zoekveld(this.bij("zoek"), this.bij("namen"), (codes) => {
        this.stuur(codes);
        this.kaart.naar(codes);
      });
      gastheer.addEventListener("kaartfout", () => this.meld(
        "Het kaartbestand kwam niet aan. Controleer de verbinding en laad de pagina opnieuw."));
      gastheer.addEventListener("kaartwiel", () => this.wenk());
      this.#knoppen();
    }

    bij(deel) {
      return document.getElementById(`${this.view}-${deel}`);
    }

    /** The rows of the table as they are shown. */
    get rijen() {
      return this.inhoud?.rijen;
    }

    /**
     * The map first; words, legend, and the question for table and card once it is painted.
     * @param {Kaartantwoord} antwoord
     */
    async toon(antwoord) {
      const oud = this.antwoord;
      if (oud && oud.vraag === antwoord.vraag && oud.fout === antwoord.fout) return;
      this.antwoord = antwoord;
      if (oud && dag(oud) !== dag(antwoord)) hn.zet("schil-getoond", { data: antwoord.adres });
      const nieuw = this.kaart.geometrie !== antwoord.geometrie;
      const geschilderd = this.kaart.toon(antwoord);
      if (nieuw) this.#opschriften();
      await geschilderd;
      if (nieuw && this.kaart.geo) {
        this.zoekveld.vul(this.kaart.geo);
        this.#vul();
      }
      naHetVerven(() => {
        if (!this.gastheer.isConnected) return;
        if (!nieuw) this.#opschriften();
        this.#vraag(this.antwoord.vraag);
      });
    }

    /** The first question was answered with the page. */
    #vraag(vraag) {
      if (this.vraag !== undefined && this.vraag !== vraag) hn.zet(`${this.view}-vraag`, { data: vraag });
      this.vraag = vraag;
      this.#vertel();
    }

    /** Tell who wants to know what is chosen, and on the map of which question; none is painted yet at first. */
    #vertel() {
      const { view, gekozen, vraag } = this;
      if (vraag !== undefined) hn.vertel("kaartkeuze", { view, gekozen, vraag });
    }

    #opschriften() {
      const { antwoord, view } = this;
      this.bij("titel").textContent = antwoord.titel;
      this.bij("onderschrift").textContent = antwoord.omschrijving;
      this.meld(antwoord.fout);
      for (const knop of document.querySelectorAll(`[id^="${view}-"][download]`)) {
        const formaat = knop.id.slice(view.length + 1);
        knop.href = `/download/${view}.${formaat}${antwoord.adres ? "?" + antwoord.adres : ""}`;
      }
      this.bij("voet").textContent = antwoord.voet;
      hn.schrijfLegenda(this.bij("legenda"), antwoord, (letter) => this.kiesKlasse(letter));
    }

    /**
     * Take in a table; it waits for its map.
     * @param {Tabelantwoord} tabel
     */
    tabel(tabel) {
      if (tabel === this.tabelantwoord) return;
      this.tabelantwoord = tabel;
      this.#vul();
    }

    #vul() {
      const tabel = this.tabelantwoord, { geo, geometrie } = this.kaart;
      this.inhoud = null;
      if (!tabel || !geo || tabel.geometrie !== geometrie) return;
      const ligging = new hn.Ligging(geo, this.antwoord, tabel);
      this.inhoud = { tabel, ligging, rijen: hn.rijen(tabel, ligging) };
      this.rooster.vul(tabel.spec, this.inhoud.rijen);
      this.#kiesInRooster();
    }

    kies(codes) {
      if (hn.gelijk(codes, this.gekozen)) return;
      this.gekozen = codes;
      this.kaart.kies(codes);
      this.#kiesInRooster();
      this.#vertel();
    }

    #kiesInRooster() {
      if (this.inhoud) this.rooster.kies(this.inhoud.ligging.gekozenRijen(this.gekozen));
    }

    /** A choice on the map; where rows are larger than a gemeente the whole row is meant. */
    kiesGebieden(codes) {
      this.stuur(this.inhoud && codes.length ? this.inhoud.ligging.heleRijen(codes, this.gekozen) : codes);
    }

    kiesRijen(rijen) {
      if (!this.inhoud) return;
      const codes = [...new Set(rijen.flatMap((rij) => this.inhoud.ligging.codesVan(rij)))];
      if (!hn.gelijk(codes, this.gekozen)) this.stuur(codes);
    }

    kiesKlasse(letter) {
      const codes = hn.codesVanKlasse(this.kaart.geo, this.antwoord, letter);
      this.stuur(hn.gelijk(codes, this.gekozen) ? [] : codes);
    }

    /** Choose gemeenten here, and tell Dash. */
    stuur(codes) {
      const gesorteerd = [...codes].sort();
      this.kies(gesorteerd);
      hn.zet(`${this.view}-gekozen`, { data: gesorteerd });
    }

    meld(zin) {
      const vak = this.bij("fout");
      vak.textContent = zin;
      vak.hidden = !zin;
    }

    wenk() {
      const wenk = this.bij("wenk");
      wenk.hidden = false;
      clearTimeout(this.wenktijd);
      this.wenktijd = setTimeout(() => { wenk.hidden = true; }, 1800);
    }

    #knoppen() {
      const doe = (deel, werk) => {
        const knop = this.bij(deel);
        if (knop) knop.onclick = werk;
      };
      doe("inzoomen", () => this.kaart.zoom(hn.DICHTER));
      doe("uitzoomen", () => this.kaart.zoom(1 / hn.DICHTER));
      doe("heleland", () => this.kaart.heleland());
      doe("scherm", () => hn.volscherm(this.gastheer.closest(".werkruimte")));
      doe("kopieer", (e) => hn.kopieer(location.href, e.currentTarget));
      doe("wis", () => this.stuur([]));
    }
  }

  /** The workspace of a page that is there, if there is one. */
  hn.ruimte = (view) => ruimtes.get(view);

  /** The same, made when the page has just come; null where the page has no map. */
  hn.openRuimte = function (view) {
    const gastheer = document.getElementById(`${view}-kaart`);
    if (!gastheer) return null;
    const oud = ruimtes.get(view);
    if (oud?.gastheer === gastheer) return oud;
    oud?.kaart.weg();
    const nieuw = new Werkruimte(view, gastheer);
    ruimtes.set(view, nieuw);
    return nieuw;
  };

  hn.viewVan = (id) => id.split("-")[0];

  hn.voorDash({
    /** The answer that a page opens with; later ones come by hn.binnen. */
    toon(id, antwoord, gekozen) {
      const w = antwoord && hn.openRuimte(hn.viewVan(id));
      if (w) {
        if (gekozen) w.kies(gekozen);
        w.toon(antwoord);
      }
      return window.dash_clientside.no_update;
    },
    vul(tabel, gekozen, id) {
      const w = hn.openRuimte(hn.viewVan(id));
      if (w) {
        if (gekozen) w.kies(gekozen);
        if (tabel) w.tabel(tabel);
      }
      return window.dash_clientside.no_update;
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
      const deel = antwoord?.[`${view}-antwoord`];
      if (deel?.data && w.gastheer.isConnected) w.toon(deel.data);
    }
  };
})(window.hn);
