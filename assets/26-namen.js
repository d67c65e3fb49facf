/* Finding gemeenten by name, former name or code, however it is typed. */

/**
 * A name that one can type, and the gemeenten that it means now.
 * @typedef {{naam: string, codes: string[]}} Vondst
 */

(function (hn) {
  "use strict";

  const ROEPNAMEN = [["Den Haag", "GM0518"], ["Den Bosch", "GM0796"]];

  /** A name without what people leave out: accents, apostrophes, hyphens and capitals. */
  hn.plat = (tekst) => tekst.normalize("NFD").replace(/[\u0300-\u036f'’-]/g, "").toLowerCase().trim();

  /**
   * Every name and code that one can type, plain; a name of today goes before a former one.
   * @param {Geometrie} geo
   * @returns {Map<string, Vondst>}
   */
  hn.naamlijst = function (geo) {
    const namen = new Map();
    const voeg = (naam, codes) => {
      const sleutel = hn.plat(naam);
      if (!namen.has(sleutel)) namen.set(sleutel, { naam, codes });
    };
    for (const g of geo.gemeenten) voeg(g.naam, [g.code]);
    for (const [, naam, codes] of geo.vroeger) voeg(naam, codes);
    for (const g of geo.gemeenten) voeg(g.code, [g.code]);
    for (const [code, , codes] of geo.vroeger) voeg(code, codes);
    for (const [naam, code] of ROEPNAMEN) voeg(naam, [code]);
    return namen;
  };

  /**
   * What somebody means; undefined when it is nothing, or can be more.
   * @param {Map<string, Vondst>} namen
   * @param {string} getypt
   * @param {boolean} volledig whether the beginning of a single name will do
   * @returns {Vondst|undefined}
   */
  hn.vindNaam = function (namen, getypt, volledig) {
    const vraag = hn.plat(getypt);
    const code = /^(gm)?0*(\d{1,4})$/.exec(vraag);
    const sleutel = code ? "gm" + code[2].padStart(4, "0") : vraag;
    const raak = namen.get(sleutel);
    if (raak || !volledig || !vraag) return raak;
    const begin = [...namen.entries()].filter(([naam]) => naam.startsWith(sleutel));
    return begin.length === 1 ? begin[0][1] : undefined;
  };

  /**
   * The names to choose from, each with what it is called now when that is another name; codes are left out.
   * @param {Map<string, Vondst>} namen
   * @param {Geometrie} geo
   * @returns {Array<{naam: string, nu: string}>}
   */
  hn.naamkeuzes = function (namen, geo) {
    const nu = (codes) => codes.map((code) => geo.gemeenten[geo.nummer.get(code)]?.naam).join(", ");
    return [...namen.values()].filter(({ naam }) => !/^GM\d{4}$/.test(naam)).map(({ naam, codes }) => {
      const heet = nu(codes);
      return { naam, nu: heet === naam ? "" : heet };
    });
  };
})(window.hn);
