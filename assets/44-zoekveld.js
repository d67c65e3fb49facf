/* The search box: a name, a former name or a code, with the browser's own list of suggestions. */
(function (hn) {
  "use strict";

  class Zoekveld {
    /**
     * @param {HTMLInputElement} veld
     * @param {HTMLDataListElement} lijst its suggestions
     * @param {function(string[]): void} bijVondst what to do with the gemeenten that somebody means
     */
    constructor(veld, lijst, bijVondst) {
      this.veld = veld;
      this.lijst = lijst;
      this.bijVondst = bijVondst;
      veld.onkeydown = (e) => { if (e.key === "Enter") { e.preventDefault(); this.#zoek(true); } };
      veld.oninput = (e) => {
        veld.setCustomValidity("");
        if (!e.inputType || e.inputType === "insertReplacementText") this.#zoek(false);
      };
    }

    /**
     * The names of another indeling.
     * @param {Geometrie} geo
     */
    vul(geo) {
      this.namen = hn.naamlijst(geo);
      this.lijst.replaceChildren(...hn.naamkeuzes(this.namen, geo).map(({ naam, nu }) => {
        const optie = document.createElement("option");
        optie.value = naam;
        if (nu) optie.label = `${naam} (nu ${nu})`;
        return optie;
      }));
    }

    #zoek(volledig) {
      const { veld } = this;
      if (!veld.value.trim() || !this.namen) return;
      const raak = hn.vindNaam(this.namen, veld.value, volledig);
      veld.setCustomValidity("");
      if (raak) {
        this.bijVondst(raak.codes);
        veld.select();
      } else if (volledig) {
        veld.setCustomValidity(`Geen gemeente gevonden met “${veld.value}”. Kies een naam uit de lijst.`);
        veld.reportValidity();
      }
    }
  }

  hn.Zoekveld = Zoekveld;
})(window.hn);
