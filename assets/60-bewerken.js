/* Keys of the editing strip: 1 to 7 an institute, g, o and n a state, Enter applies, Ctrl+Z and Ctrl+Y, v the next one. */
(function (hn) {
  "use strict";

  const STROOK = "werving-bewerk-";
  const bij = (deel) => document.getElementById(STROOK + deel);
  const zet = (deel, value) => hn.zet(STROOK + deel, { value });
  const vrij = (doel) => !doel.closest?.("input, textarea, select, button, a, [contenteditable], .ag-root, .kaart, dialog");
  /** What a field holds now; the page itself is behind when somebody types fast. */
  const waarde = (deel) => window.dash_component_api.getLayout(STROOK + deel).props.value;

  /** Sixteen bytes of chance; crypto.randomUUID is only there on https. */
  const merk = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

  /*
   * A tab that is duplicated takes along what its window keeps. Who leaves a page lets its mark go; a mark that nobody
   * let go is still another window's.
   */
  const LOS = `${STROOK}los`;
  let eigen = null;
  function venster(bewaard) {
    eigen ??= bewaard && sessionStorage.getItem(LOS) === bewaard ? bewaard : merk();
    sessionStorage.removeItem(LOS);
    return eigen;
  }
  window.addEventListener("pagehide", () => { if (eigen) sessionStorage.setItem(LOS, eigen); });
  window.addEventListener("pageshow", (e) => { if (e.persisted) sessionStorage.removeItem(LOS); });

  let toegepast = true; // what is filled in was applied: the next key begins anew

  function instituut(nummer) {
    const code = bij("instituten").querySelectorAll("input")[nummer - 1]?.value;
    if (!code) return;
    const samen = !toegepast && waarde("staat") === "gezamenlijk", nu = waarde("instituten") || [];
    if (!samen) zet("staat", "lead");
    zet("instituten", !samen ? [code] : nu.includes(code) ? nu.filter((c) => c !== code) : [...nu, code]);
    toegepast = false;
  }

  function kiesStaat(naam) {
    zet("staat", naam);
    if (toegepast || naam !== "gezamenlijk") zet("instituten", []);
    toegepast = false;
  }

  const toetsen = {
    g: () => kiesStaat("gezamenlijk"),
    o: () => kiesStaat("open"),
    n: () => kiesStaat("niet besproken"),
    v: () => bij("volgende").click(),
    Enter: () => bij("toepassen").click(),
  };
  document.addEventListener("click", (e) => { if (e.target.id === `${STROOK}toepassen`) toegepast = true; });
  document.addEventListener("change", (e) => { if (e.target.closest?.(`#${STROOK}staat, #${STROOK}instituten`)) toegepast = false; });

  document.addEventListener("keydown", (e) => {
    const paneel = bij("paneel");
    if (!paneel || paneel.hidden || e.defaultPrevented || e.altKey || !vrij(e.target)) return;
    if (e.ctrlKey || e.metaKey) {
      const knop = { z: "ongedaan", y: "opnieuw" }[e.key];
      if (knop) { e.preventDefault(); bij(knop).click(); }
      return;
    }
    const doe = toetsen[e.key] || (/^[1-7]$/.test(e.key) && (() => instituut(Number(e.key))));
    if (doe) { e.preventDefault(); doe(); }
  });

  /*
   * What the person saw of the plan: the last change on the map, and for each chosen gemeente the last one that was on
   * it when it was chosen. What comes in while it is chosen, they may have missed.
   */
  document.addEventListener("kaartkeuze", ({ detail }) => {
    const { view, gekozen, vraag } = detail;
    if (view !== "werving" || !bij("paneel")) return;
    const delen = new URLSearchParams(vraag), plan = delen.get("plan") || "", tot = Number.parseInt(delen.get("stand"), 10) || 0;
    const eerder = window.dash_component_api.getLayout(STROOK + "beeld")?.props.data;
    const toen = eerder && eerder.plan === plan ? eerder.gekozen : {};
    hn.zet(STROOK + "beeld", { data: { plan, tot, gekozen: Object.fromEntries(gekozen.map((code) => [code, toen[code] ?? tot])) } });
  });

  hn.voorDash({
    /** A mark for this window: whose undo it is, and who is here; and one for this time that it was loaded. */
    bewerken: (id, sessie) => [venster(sessie), merk()],
    zeker: (klik) => Boolean(klik),
  });
})(window.hn);
