/* The theme: light, dark, or large for a projector. Runs before anything is drawn. */
(function (hn) {
  "use strict";
  const THEMAS = ["licht", "donker", "projector"];

  function zetThema(thema) {
    const wortel = document.documentElement;
    wortel.dataset.thema = thema;
    wortel.dataset.bsTheme = thema === "donker" ? "dark" : "light";
    wortel.dataset.agThemeMode = thema === "donker" ? "dark" : "light";
    document.querySelectorAll("[data-thema-keuze]").forEach((knop) => {
      knop.setAttribute("aria-pressed", String(knop.dataset.themaKeuze === thema));
    });
  }

  /** Show a theme, and keep it for the next visit. */
  function bewaar(thema) {
    zetThema(thema);
    try { localStorage.setItem("hn-thema", thema); } catch (geenOpslag) { /* private window: for this page only */ }
  }

  hn.wisselProjector = () => bewaar(document.documentElement.dataset.thema === "projector" ? "licht" : "projector");

  let bewaard = null;
  try { bewaard = localStorage.getItem("hn-thema"); } catch (geenOpslag) { /* idem */ }
  const gevraagd = new URLSearchParams(location.search).get("thema");
  zetThema([gevraagd, bewaard].find((thema) => THEMAS.includes(thema)) || "licht");

  document.addEventListener("click", (e) => {
    const knop = e.target.closest?.("[data-thema-keuze]");
    if (knop) bewaar(knop.dataset.themaKeuze);
  });

  new MutationObserver(() => {
    const eerste = document.querySelector("[data-thema-keuze]:not([aria-pressed])");
    if (eerste) zetThema(document.documentElement.dataset.thema);
  }).observe(document.documentElement, { childList: true, subtree: true });
})(window.hn);
