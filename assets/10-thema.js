/* Theme, full screen, copying a link and the keys of every page. Runs before anything is drawn. */
window.hn = window.hn || {};
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

  function bewaar(thema) {
    zetThema(thema);
    try { localStorage.setItem("hn-thema", thema); } catch (geenOpslag) { /* private window: for this page only */ }
  }

  let bewaard = null;
  try { bewaard = localStorage.getItem("hn-thema"); } catch (geenOpslag) { /* idem */ }
  const gevraagd = new URLSearchParams(location.search).get("thema");
  zetThema(THEMAS.includes(gevraagd) ? gevraagd : THEMAS.includes(bewaard) ? bewaard : "licht");

  hn.volscherm = function (vak) {
    if (document.fullscreenElement) document.exitFullscreen();
    else vak.requestFullscreen?.();
  };

  hn.kopieer = async function (tekst, knop) {
    let gelukt = true;
    try {
      await navigator.clipboard.writeText(tekst);
    } catch (geenToegang) {
      const veld = document.createElement("textarea");
      veld.value = tekst;
      document.body.appendChild(veld);
      veld.select();
      gelukt = document.execCommand("copy");
      veld.remove();
    }
    const span = knop.querySelector("[data-kopieer]") || knop;
    const oud = span.textContent;
    span.textContent = gelukt ? "Gekopieerd" : "Niet gelukt";
    setTimeout(() => { span.textContent = oud; }, 1500);
  };

  function openSneltoetsen() {
    const venster = document.getElementById("sneltoetsen");
    if (venster && !venster.open) venster.showModal();
  }

  document.addEventListener("click", (e) => {
    const doel = e.target.closest?.("[data-thema-keuze], [data-sneltoetsen], [data-sluit], [data-volscherm]");
    if (!doel) return;
    if (doel.dataset.themaKeuze) bewaar(doel.dataset.themaKeuze);
    else if ("sneltoetsen" in doel.dataset) openSneltoetsen();
    else if ("sluit" in doel.dataset) doel.closest("dialog").close();
  });

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const veld = e.target.closest("input, select, textarea, [contenteditable]");
    if (e.key === "Escape" && !document.querySelector("dialog[open]")) {
      if (veld) veld.blur();
      else document.querySelector("[id$='-wis']")?.click();
      return;
    }
    if (veld) return;
    if (e.key === "/") {
      const zoek = document.querySelector("[id$='-zoek']");
      if (zoek) { e.preventDefault(); zoek.focus(); zoek.select(); }
    } else if (e.key === "?") openSneltoetsen();
    else if (e.key === "f") document.querySelector("[id$='-scherm']")?.click();
    else if (e.key === "p") {
      bewaar(document.documentElement.dataset.thema === "projector" ? "licht" : "projector");
    }
  });

  new MutationObserver(() => {
    const eerste = document.querySelector("[data-thema-keuze]:not([aria-pressed])");
    if (eerste) zetThema(document.documentElement.dataset.thema);
  }).observe(document.documentElement, { childList: true, subtree: true });
})(window.hn);
