/* The grid's rows from the columns of an answer, and Dutch numbers in its cells. */
(function (hn) {
  "use strict";

  const vormen = new Map();

  hn.getal = function (waarde, decimalen) {
    if (waarde === null || waarde === undefined || waarde === "") return "–";
    if (!vormen.has(decimalen)) {
      vormen.set(decimalen, new Intl.NumberFormat("nl-NL", {
        minimumFractionDigits: decimalen, maximumFractionDigits: decimalen,
      }));
    }
    return vormen.get(decimalen).format(waarde);
  };

  /** Two Dutch sentences that say what a map shows; its text for who cannot see it. */
  hn.beschrijf = function (antwoord) {
    const delen = antwoord.legenda.filter((klasse) => klasse.aantal)
      .map((klasse) => `${klasse.tekst} ${hn.getal(klasse.aantal, 0)}`);
    const samen = hn.getal(antwoord.gemeenten, 0);
    return `${antwoord.omschrijving} Aantal gemeenten per klasse: ${delen.join("; ")}; samen ${samen}.`;
  };

  /** Rows with the gemeente's code, name and province taken from the geometry. */
  hn.rijen = function (tabel, geo) {
    const namen = Object.keys(tabel.kolommen);
    const waarde = (kolom, r) => (Array.isArray(kolom) ? kolom[r] : kolom.teksten[kolom.posities[r]]);
    const rijen = new Array(tabel.rijen);
    for (let r = 0; r < tabel.rijen; r++) {
      const rij = { id: String(r) };
      for (const naam of namen) rij[naam] = waarde(tabel.kolommen[naam], r);
      if (tabel.gemeenten) {
        const g = geo.gemeenten[tabel.gemeenten[r]];
        rij.gemeentecode = g.code;
        rij.gemeentenaam = g.naam;
        rij.provincie = g.provincie;
      }
      rijen[r] = rij;
    }
    return rijen;
  };

  hn.tekst = (spec, waarde) =>
    spec.soort === "aantal" || spec.soort === "getal" ? hn.getal(waarde, spec.decimalen) : String(waarde ?? "");

  hn.tipregels = function (tabel, rij) {
    const specs = new Map([...tabel.spec, ...tabel.verborgen].map((s) => [s.naam, s]));
    return tabel.tip.map((regel) =>
      regel.replace(/\{(\w+)\}/g, (heel, naam) => {
        const s = specs.get(naam);
        if (!s) return "";
        const t = hn.tekst(s, rij[naam]);
        return s.soort === "tekst" || !s.eenheid ? t : `${t} ${s.eenheid}`;
      }).trim());
  };

  const NAAM = new Set(["gemeentenaam", "gebiedsnaam", "locatienaam"]);

  hn.kolomdefinities = function (tabel) {
    const maat = parseFloat(getComputedStyle(document.documentElement).fontSize) / 15; // larger on a projector
    const smal = new Set(["jaar", "ronde", "gemeentecode"]);
    return tabel.spec.map(({ naam, kop, soort, decimalen, uitleg }) => {
      const cijfer = soort === "aantal" || soort === "getal";
      return {
        field: naam, headerName: kop, headerTooltip: uitleg || kop,
        type: cijfer ? "rightAligned" : undefined,
        filter: cijfer ? "agNumberColumnFilter" : "agTextColumnFilter",
        valueFormatter: cijfer ? { function: `hnGetal(params.value, ${naam === "jaar" ? -1 : decimalen})` } : undefined,
        pinned: NAAM.has(naam) ? "left" : undefined,
        wrapHeaderText: true, autoHeaderHeight: true,
        minWidth: maat * (NAAM.has(naam) ? 190 : smal.has(naam) ? 96 : cijfer ? 112 : 150),
        flex: NAAM.has(naam) ? undefined : 1,
        sortingOrder: cijfer ? ["desc", "asc", null] : ["asc", "desc", null],
      };
    });
  };

  // The grid evaluates the names in a column definition against this object.
  const functies = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  functies.hnGetal = (waarde, decimalen) => (decimalen < 0 ? String(waarde ?? "") : hn.getal(waarde, decimalen));
})(window.hn);
