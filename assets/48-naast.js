/* Maps without a workspace of their own: the small ones of the overview, and two plans side by side. */
(function (hn) {
  "use strict";

  /**
   * A map beside that of a workspace, with its name above it; only what a small map takes of an answer.
   * @typedef {Kaartantwoord & {kop: string}} Beeld
   */

  /** The map in an element; made when there is none yet. */
  const kaartIn = (gastheer, wensen) => (gastheer.kaart ||= new hn.Kaart(gastheer, wensen));

  /** A map that moves and chooses together with the one of a workspace, and says per gemeente who recruits there. */
  function kaartNaast(w, kant) {
    const gastheer = w.bij(kant + "kaart");
    return kaartIn(gastheer, {
      kies: (codes) => w.kiesGebieden(codes),
      tip: (code) => {
        const { geo, antwoord } = gastheer.kaart, plaats = geo.nummer.get(code);
        return [geo.gemeenten[plaats].naam, hn.klasseVan(antwoord, plaats).tekst];
      },
    });
  }

  hn.voorDash({
    /**
     * @param {Beeld} met what one compares with
     * @param {Beeld} plan what one looks at
     */
    naast(met, plan, id) {
      const w = met && plan && hn.openRuimte(hn.viewVan(id));
      if (!w) return window.dash_clientside.no_update;
      const beelden = Object.entries({ met, plan });
      const kaarten = beelden.map(([kant]) => kaartNaast(w, kant));
      hn.koppel([w.kaart, ...kaarten]);
      beelden.forEach(([kant, beeld], i) => {
        w.bij(kant + "kop").textContent = beeld.kop;
        kaarten[i].toon(beeld);
      });
      return window.dash_clientside.no_update;
    },
    /** A small map to look at. */
    voorbeeld(antwoord, id) {
      const gastheer = antwoord && document.getElementById(id);
      if (gastheer) kaartIn(gastheer, { kies() {}, tip: () => [] }).toon(antwoord);
      return window.dash_clientside.no_update;
    },
  });
})(window.hn);
