/* Who else has this plan open, and did they change anything: asked by the clock, after every change, and on leaving. */
(function () {
  "use strict";

  const ADRES = "/werving/kijk";
  const STROOK = "werving-bewerk-";
  const WERKPLAN = /^p[0-9]{1,9}$/;
  const RUST = 15; // looks that brought nothing new, after which the clock looks half as often
  let kijker = null; // as whom this window looked last
  let bezig = false;
  let stil = 0; // looks in a row that brought nothing new
  let gezien = ""; // what the last look brought
  let gezegd = ""; // what this window said of itself when it looked last

  /**
   * Ask, and show what came of it.
   * @param {number} ververs the last change that the page has
   */
  async function kijk(ververs) {
    if (bezig || !kijker) return;
    bezig = true;
    try {
      const antwoord = await fetch(ADRES, { method: "POST", body: JSON.stringify(kijker) });
      if (!antwoord.ok) return;
      const blik = await antwoord.json();
      const nu = JSON.stringify(blik);
      stil = nu === gezien ? stil + 1 : 0;
      gezien = nu;
      const zet = window.dash_clientside.set_props;
      zet(STROOK + "aanwezig", { children: blik.aanwezig });
      zet(STROOK + "teller", { children: blik.teller });
      if (blik.tot && blik.tot !== ververs) zet("werving-ververs", { data: blik.tot });
    } catch (geenVerbinding) {
      /* the next look tries again */
    } finally {
      bezig = false;
    }
  }

  window.addEventListener("pagehide", () => {
    if (kijker) navigator.sendBeacon(ADRES, JSON.stringify({ ...kijker, weg: true }));
  });

  const eerder = window.dash_clientside || {};
  window.dash_clientside = Object.assign({}, eerder, {
    hn: Object.assign({}, eerder.hn, {
      kijk(klok, ververs, plan, sessie, wie, gekozen) {
        const open = WERKPLAN.test(plan || "") && typeof sessie === "string";
        kijker = open ? { plan, sessie, wie: (wie || "").slice(0, 60), waar: (gekozen || [])[0] || "" } : null;
        const zelf = JSON.stringify([kijker, ververs]);
        if (zelf !== gezegd) stil = 0;
        gezegd = zelf;
        if (stil < RUST || klok % 2 === 0) kijk(ververs);
        return window.dash_clientside.no_update;
      },
    }),
  });
})();
