/* What every page has: full screen, copying its link, its keys, and the list of them. */
(function (hn) {
  "use strict";

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
    const doel = e.target.closest?.("[data-sneltoetsen], [data-sluit]");
    if (!doel) return;
    if ("sneltoetsen" in doel.dataset) openSneltoetsen();
    else doel.closest("dialog").close();
  });

  const klik = (einde) => document.querySelector(`[id$='-${einde}']`)?.click();

  const toetsen = {
    "/": (e) => {
      const zoek = document.querySelector("[id$='-zoek']");
      if (zoek) { e.preventDefault(); zoek.focus(); zoek.select(); }
    },
    "?": openSneltoetsen,
    f: () => klik("scherm"),
    p: () => hn.wisselProjector(),
  };

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const veld = e.target.closest("input, select, textarea, [contenteditable]");
    if (e.key === "Escape" && !document.querySelector("dialog[open]")) {
      if (veld) veld.blur();
      else klik("wis");
    } else if (!veld && Object.hasOwn(toetsen, e.key)) toetsen[e.key](e);
  });

  hn.voorDash({
    /** Mark the menu's link to the page at a path, and name the page. */
    pagina(pad) {
      document.querySelectorAll(".menulink").forEach((link) => {
        if (link.getAttribute("href") === (pad.replace(/(.)\/$/, "$1") || "/")) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      });
      const huidig = document.querySelector('.menulink[aria-current="page"]');
      document.title = (huidig ? huidig.textContent + " · " : "") + "HN dash";
    },
  });
})(window.hn);
