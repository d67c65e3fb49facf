/* The legend: what each class is, how many gemeenten or areas it has, and a button to choose it. */
(function (hn) {
  "use strict";

  /**
   * @typedef {object} Legendarij
   * @property {string} soort kop, klasse, cirkel or som
   * @property {string} tekst
   * @property {number} [aantal]
   * @property {number} [gemeenten] how many gemeenten a class has on the map
   * @property {Legendaregel|Cirkelregel} [klasse]
   */

  /**
   * The lines of a legend, sums included.
   * @param {Kaartantwoord} antwoord
   * @returns {Legendarij[]}
   */
  hn.legendarijen = function (antwoord) {
    const rijen = [
      { soort: "kop", tekst: antwoord.legendakop },
      ...antwoord.legenda.map((klasse) => ({
        soort: "klasse", tekst: klasse.tekst, aantal: klasse.aantal, klasse,
        gemeenten: antwoord.klassen.split(klasse.letter).length - 1,
      })),
      { soort: "som", tekst: `${antwoord.eenheid} samen`, aantal: antwoord.samen },
    ];
    const delen = antwoord.cirkellegenda || [], wat = antwoord.cirkeleenheid;
    if (delen.length) rijen.push(
      { soort: "kop", tekst: `Aantal ${wat} (oppervlak van de cirkel)` },
      ...delen.map((klasse) => ({ soort: "cirkel", tekst: klasse.tekst, aantal: klasse.aantal, klasse })),
      { soort: "som", tekst: `${wat} samen`, aantal: delen.reduce((som, deel) => som + deel.aantal, 0) },
    );
    return rijen;
  };

  /**
   * The gemeenten of a class.
   * @param {Geometrie} geo
   * @param {Kaartantwoord} antwoord
   * @param {string} letter
   */
  hn.codesVanKlasse = (geo, antwoord, letter) =>
    geo.gemeenten.filter((_, i) => antwoord.klassen[i] === letter).map((g) => g.code);

  /**
   * Write a legend in a list.
   * @param {HTMLElement} lijst
   * @param {Kaartantwoord} antwoord
   * @param {function(string): void} kies what to do when a class, by its letter, is chosen
   */
  hn.schrijfLegenda = function (lijst, antwoord, kies) {
    lijst.replaceChildren(...hn.legendarijen(antwoord).map((rij) => {
      const li = document.createElement("li");
      if (rij.soort === "kop") {
        li.className = "legenda-kop";
        li.textContent = rij.tekst;
      } else li.appendChild(rij.soort === "klasse" ? knop(rij, kies) : regel("span", rij));
      return li;
    }));
  };

  function regel(naam, rij) {
    const vak = document.createElement(naam);
    vak.className = "legenda-regel" + (rij.soort === "som" ? " legenda-som" : "");
    if (rij.klasse) vak.appendChild(hn.staal(rij.klasse, rij.soort === "cirkel"));
    vak.append(span("legenda-tekst", rij.tekst), span("legenda-aantal", rij.aantal === undefined ? "" : hn.getal(rij.aantal, 0)));
    return vak;
  }

  function knop(rij, kies) {
    const vak = regel("button", rij);
    vak.type = "button";
    const wat = rij.gemeenten === 1 ? "gemeente" : `${hn.getal(rij.gemeenten, 0)} gemeenten`;
    if (rij.gemeenten) vak.title = `Kies de ${wat} in deze klasse`;
    vak.addEventListener("click", () => kies(rij.klasse.letter));
    return vak;
  }

  function span(klasse, tekst) {
    const e = document.createElement("span");
    e.className = klasse;
    e.textContent = tekst;
    return e;
  }
})(window.hn);
