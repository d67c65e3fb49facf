/*
 * The geometry of an indeling: a TopoJSON topology in RD New (metres).
 *
 * Every border is one arc that two gemeenten share, so the outline of a province or a lead territory is the set of arcs
 * whose two sides differ: nothing is dissolved here.
 */

/**
 * A gemeente with its shape as an SVG path, and the place for a mark on it.
 * @typedef {{code: string, naam: string, provincie: string, d: string, x: number, y: number}} Gemeente
 */

/**
 * A decoded topology, in metres from its upper left corner.
 * @typedef {object} Geometrie
 * @property {Gemeente[]} gemeenten
 * @property {Map<string, number>} nummer code to position in `gemeenten`
 * @property {string[]} streep per arc its line as an SVG path
 * @property {number[][]} zijden per arc the positions of the gemeenten beside it: two, or one along the coast
 * @property {number} breedte
 * @property {number} hoogte
 * @property {Array<[string, string, string[]]>} vroeger code and name of former gemeenten, and their codes now
 */

(function (hn) {
  "use strict";

  const geladen = new Map();

  /**
   * Fetch and decode a topology once per address; later maps on the same indeling share it.
   * @param {string} adres
   * @returns {Promise<Geometrie>}
   */
  hn.haalGeometrie = function (adres) {
    if (!geladen.has(adres)) {
      const belofte = fetch(adres).then((antwoord) => {
        if (!antwoord.ok) throw new Error("kaartbestand " + antwoord.status);
        return antwoord.json();
      }).then(hn.decodeer);
      belofte.catch(() => geladen.delete(adres));
      geladen.set(adres, belofte);
    }
    return geladen.get(adres);
  };

  const lijn = (punten) => "M" + punten.map((p) => p[0] + " " + p[1]).join("L");

  /** A ring of arcs as points, the first one not repeated; ~i is arc i from its end to its begin. */
  function ring(nummers, bogen) {
    const punten = [];
    for (const i of nummers) {
      const stuk = i < 0 ? bogen[~i].slice().reverse() : bogen[i];
      punten.push(...(punten.length ? stuk.slice(1) : stuk));
    }
    punten.pop();
    return punten;
  }

  /**
   * @param {object} topologie quantized TopoJSON with one collection, `gemeenten`
   * @returns {Geometrie}
   */
  hn.decodeer = function (topologie) {
    const [sx, sy] = topologie.transform.scale;
    const [tx, ty] = topologie.transform.translate;
    const [x0, y0, x1, y1] = topologie.bbox;
    const punt = (q) => [q[0] * sx + tx - x0, y1 - (q[1] * sy + ty)];
    const bogen = topologie.arcs.map((boog) => {
      let x = 0, y = 0;
      return boog.map(([dx, dy]) => punt([(x += dx), (y += dy)]));
    });
    const zijden = bogen.map(() => []);
    const gemeenten = topologie.objects.gemeenten.geometries.map((g, nummer) => {
      const ringen = g.type === "Polygon" ? g.arcs : g.arcs.flat();
      for (const i of ringen.flat()) zijden[i < 0 ? ~i : i].push(nummer);
      const d = ringen.map((bogenVan) => lijn(ring(bogenVan, bogen)) + "Z").join("");
      const [x, y] = punt([g.properties.x, g.properties.y]);
      return { code: g.id, naam: g.properties.naam, provincie: g.properties.provincie, d, x, y };
    });
    return {
      gemeenten, zijden,
      streep: bogen.map(lijn),
      nummer: new Map(gemeenten.map((g, i) => [g.code, i])),
      breedte: x1 - x0, hoogte: y1 - y0,
      vroeger: topologie.vroeger || [],
    };
  };

  /**
   * One path for all arcs of which the sides meet a condition.
   * @param {Geometrie} geo
   * @param {function(number, number|undefined): boolean} kies takes the sides; the second is undefined along the coast
   */
  hn.grenzen = (geo, kies) => geo.streep.filter((_, i) => kies(geo.zijden[i][0], geo.zijden[i][1])).join("");

  /**
   * The borders between gemeenten that differ in something; the coast is none.
   * @param {Geometrie} geo
   * @param {ArrayLike<unknown>} waarden that something per gemeente
   */
  hn.tussengrenzen = (geo, waarden) => hn.grenzen(geo, (a, b) => b !== undefined && waarden[a] !== waarden[b]);

  hn.kustlijn = (geo) => hn.grenzen(geo, (a, b) => b === undefined);

  /**
   * The outline of gemeenten together, coast included.
   * @param {Geometrie} geo
   * @param {Set<number>} nummers
   */
  hn.omtrek = (geo, nummers) => hn.grenzen(geo, (a, b) => nummers.has(a) !== nummers.has(b));

  /**
   * Whether a point is in a polygon; its last corner is joined to the first.
   * @param {number} x
   * @param {number} y
   * @param {number[][]} hoeken
   */
  hn.inVeelhoek = function (x, y, hoeken) {
    let binnen = false;
    for (let i = 0, j = hoeken.length - 1; i < hoeken.length; j = i++) {
      const [xi, yi] = hoeken[i], [xj, yj] = hoeken[j];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) binnen = !binnen;
    }
    return binnen;
  };
})(window.hn);
