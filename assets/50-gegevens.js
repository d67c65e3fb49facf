/* Choosing or dropping a file, and sending it with progress. */
(function (hn) {
  "use strict";

  /** Send a file as it is; the server says what it holds. `store` gets that, `regel` the progress. */
  function stuur(bestand, { store, regel }) {
    const tekst = document.getElementById(regel);
    const meld = (data) => hn.zet(store, { data });
    const verzoek = new XMLHttpRequest();
    verzoek.open("POST", `/gegevens/upload?naam=${encodeURIComponent(bestand.name)}`);
    verzoek.setRequestHeader("Content-Type", "application/octet-stream");
    verzoek.upload.onprogress = (e) => {
      if (e.lengthComputable) tekst.textContent = `${bestand.name}: ${Math.round((100 * e.loaded) / e.total)} % verzonden …`;
    };
    verzoek.onerror = () => meld({ fout: "Het bestand kwam niet aan; controleer de verbinding en kies het opnieuw." });
    verzoek.onload = () => {
      tekst.textContent = "";
      try {
        meld(JSON.parse(verzoek.responseText));
      } catch {
        meld({ fout: verzoek.responseText.trim() || "Het bestand is geweigerd." });
      }
    };
    meld({ bezig: bestand.name });
    verzoek.send(bestand);
  }

  /** Put the file chooser in its place; Dash has no component that sends a file without reading it whole. */
  function bestandskiezer(id) {
    const plek = document.getElementById(id);
    if (!plek || plek.firstChild) return window.dash_clientside.no_update;
    const kiezer = document.createElement("input");
    kiezer.type = "file";
    kiezer.id = id.replace("kiezer", "bestand");
    kiezer.accept = ".csv,.txt,.tsv,.xlsx,.ods";
    kiezer.addEventListener("change", () => {
      if (kiezer.files[0]) stuur(kiezer.files[0], plek.dataset);
      kiezer.value = "";
    });
    kiezer.className = "visually-hidden";
    const knop = document.createElement("label");
    knop.htmlFor = kiezer.id;
    knop.className = "knop";
    knop.textContent = "Kies een bestand …";
    const wenk = document.createElement("span");
    wenk.textContent = " of sleep het hierheen";
    plek.append(kiezer, knop, wenk);
    for (const soort of ["dragover", "dragenter"]) {
      plek.addEventListener(soort, (e) => { e.preventDefault(); plek.classList.add("boven"); });
    }
    plek.addEventListener("dragleave", () => plek.classList.remove("boven"));
    plek.addEventListener("drop", (e) => {
      e.preventDefault();
      plek.classList.remove("boven");
      if (e.dataTransfer.files[0]) stuur(e.dataTransfer.files[0], plek.dataset);
    });
    return "Kies een bestand of sleep het hierheen";
  }

  hn.voorDash({ bestandskiezer });
})(window.hn);
