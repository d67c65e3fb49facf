/* The grid under the map: its rows, and which of them are chosen. */
(function (hn) {
  "use strict";

  const DOOR_PERSOON = new Set(["rowClicked", "checkboxSelected", "spaceKey", "uiSelectAll", "uiSelectAllFiltered"]);
  const WACHT = 50;

  /** "12 rijen", or "3 van 12 rijen" behind a filter. */
  hn.rijtelling = function (getoond, alle) {
    const rijen = `${hn.getal(alle, 0)} ${alle === 1 ? "rij" : "rijen"}`;
    return getoond === alle ? rijen : `${hn.getal(getoond, 0)} van ${rijen}`;
  };

  class Rooster {
    /**
     * @param {string} view
     * @param {HTMLElement} pagina an element of the page: the grid is waited for as long as it is there
     * @param {function(number[]): void} bijKeuze what to do when a person has chosen rows
     */
    constructor(view, pagina, bijKeuze) {
      this.id = `${view}-rooster`;
      this.telling = document.getElementById(`${view}-rijen`);
      this.pagina = pagina;
      this.bijKeuze = bijKeuze;
      this.rijen = [];
      this.gekozen = new Set();
    }

    /**
     * Show other rows.
     * @param {Kolom[]} kolommen
     * @param {object[]} rijen
     */
    async vul(kolommen, rijen) {
      this.rijen = rijen;
      const vorm = JSON.stringify(kolommen);
      const maat = parseFloat(getComputedStyle(document.documentElement).fontSize) / 15; // larger on a projector
      hn.zet(this.id, {
        ...(this.vorm === vorm ? {} : { columnDefs: hn.kolomdefinities(kolommen, maat) }), rowData: rijen,
      });
      this.vorm = vorm;
      const api = await this.#wachtOpApi();
      if (!api || rijen !== this.rijen) return;
      if (this.api !== api) this.#sluitAan(api);
      this.#tel();
      this.#toonKeuze();
    }

    /**
     * Choose rows, and no others.
     * @param {number[]} nummers
     */
    kies(nummers) {
      this.gekozen = new Set(nummers.map(String));
      this.#toonKeuze();
    }

    #sluitAan(api) {
      this.api = api;
      // The grid's wrapper puts its own memory of the selection back when it takes in rows, early or late.
      api.addEventListener("selectionChanged", (e) => {
        if (DOOR_PERSOON.has(e.source)) this.#geefDoor();
        else this.#toonKeuze();
      });
      api.addEventListener("cellKeyDown", (e) => {
        if (e.event.key !== "Enter") return;
        e.node.setSelected(!e.node.isSelected());
        this.#geefDoor();
      });
      for (const moment of ["firstDataRendered", "rowDataUpdated"]) {
        api.addEventListener(moment, () => this.#toonKeuze());
      }
      api.addEventListener("modelUpdated", () => this.#tel());
      if (!this.gekozen.size && api.getSelectedNodes().length) this.#geefDoor();
    }

    /** The grid's API once it exists, which is after its own script has come; null when the page has gone. */
    async #wachtOpApi() {
      while (this.pagina.isConnected) {
        try {
          const api = window.dash_ag_grid?.getApi(this.id);
          if (api && !api.isDestroyed?.()) return api;
        } catch (nogNiet) { /* not there yet */ }
        await new Promise((klaar) => setTimeout(klaar, WACHT));
      }
      return null;
    }

    #geefDoor() {
      this.bijKeuze(this.api.getSelectedNodes().map((node) => Number(node.id)));
    }

    #toonKeuze() {
      if (!this.api || this.api.isDestroyed()) return;
      const aan = [], uit = [];
      this.api.forEachNode((node) => {
        if (this.gekozen.has(node.id)) aan.push(node);
        else if (node.isSelected()) uit.push(node);
      });
      this.api.setNodesSelected({ nodes: uit, newValue: false });
      this.api.setNodesSelected({ nodes: aan, newValue: true });
      if (aan.length && aan.length < this.rijen.length) this.api.ensureNodeVisible(aan[0], "middle");
    }

    #tel() {
      this.telling.textContent = hn.rijtelling(this.api.getDisplayedRowCount(), this.rijen.length);
    }
  }

  hn.Rooster = Rooster;
})(window.hn);
