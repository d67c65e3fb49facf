/* Who else has this plan open, and did they change anything: asked by the clock, after every change, and on leaving. */
(function () {
  "use strict";

  const ADRES = "/werving/kijk";
  const STROOK = "werving-bewerk-";
  const WERKPLAN = /^p[0-9]{1,9}$/;
  let kijker = null; // as whom this window looked last
  let bezig = false;

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
        kijk(ververs);
        return window.dash_clientside.no_update;
      },
    }),
  });
})();
