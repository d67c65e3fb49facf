/* What part of the country is in view: [left, top, width, height] in metres. */
(function (hn) {
  "use strict";

  const RAND = 0.02;
  const DICHTST = 40;
  /** How often what one looks for fits in the view, at least; and in the country, at most. */
  const RUIM = 3, DICHT = 8;

  /** The whole country with a margin. */
  hn.heelLand = function (geo) {
    const rand = RAND * geo.hoogte;
    return [-rand, -rand, geo.breedte + 2 * rand, geo.hoogte + 2 * rand];
  };

  /**
   * Closer by a factor around a point (the middle by default); never beyond the whole country.
   * @param {number[]} zicht
   * @param {number[]} heel
   * @param {number} factor
   * @param {number[]} [punt]
   */
  hn.ingezoomd = function (zicht, heel, factor, punt) {
    const [x, y, b, h] = zicht;
    const [cx, cy] = punt || [x + b / 2, y + h / 2];
    const nieuw = Math.min(Math.max(h / factor, heel[3] / DICHTST), heel[3]);
    if (nieuw >= heel[3]) return heel.slice();
    const f = nieuw / h;
    return [cx - (cx - x) * f, cy - (cy - y) * f, b * f, nieuw];
  };

  /**
   * A view with boxes in its middle and land around them.
   * @param {Array<{x: number, y: number, width: number, height: number}>} vakken
   * @param {number[]} heel
   */
  hn.rondom = function (vakken, heel) {
    const x0 = Math.min(...vakken.map((v) => v.x)), y0 = Math.min(...vakken.map((v) => v.y));
    const x1 = Math.max(...vakken.map((v) => v.x + v.width)), y1 = Math.max(...vakken.map((v) => v.y + v.height));
    const verhouding = heel[2] / heel[3];
    const nodig = Math.max(RUIM * (y1 - y0), (RUIM * (x1 - x0)) / verhouding, heel[3] / DICHT);
    const h = Math.min(nodig, heel[3]);
    return [(x0 + x1) / 2 - (h * verhouding) / 2, (y0 + y1) / 2 - h / 2, h * verhouding, h];
  };
})(window.hn);
