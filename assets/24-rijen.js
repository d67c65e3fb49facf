/* Which rows of a table cover which gemeenten, and what the rows say. */
(function (hn) {
  "use strict";

  /** The rows of a table on the gemeenten of a geometry. */
  class Ligging {
    /**
     * @param {Geometrie} geo
     * @param {Kaartantwoord} antwoord says which rows there are where they are larger than a gemeente
     * @param {Tabelantwoord} tabel says so where they are gemeenten
     */
    constructor(geo, antwoord, tabel) {
      this.geo = geo;
      this.perGemeente = Boolean(tabel.gemeentestappen);
      this.rijen = geo.gemeenten.map(() => []);
      this.gemeenten = Array.from({ length: tabel.rijen }, () => []);
      if (tabel.gemeentestappen) {
        let plaats = 0;
        tabel.gemeentestappen.forEach((stap, rij) => this.#leg((plaats += stap), rij));
      } else {
        Array.from(antwoord.rijen || "").forEach((teken, plaats) => {
          const eigen = teken === "." ? [] : [teken.codePointAt(0) - 0x100];
          for (const rij of antwoord.gedeeld?.[plaats] || eigen) this.#leg(plaats, rij);
        });
      }
    }

    #leg(plaats, rij) {
      this.rijen[plaats]?.push(rij);
      this.gemeenten[rij]?.push(plaats);
    }

    /** Positions in the table of the rows that cover a gemeente. */
    rijenVan(code) {
      return this.rijen[this.geo.nummer.get(code)] || [];
    }

    /** The gemeenten that a row covers. */
    codesVan(rij) {
      return (this.gemeenten[rij] || []).map((plaats) => this.geo.gemeenten[plaats].code);
    }

    /**
     * The rows that a choice of gemeenten is about: those that are chosen as a whole, and of a gemeente that is in none
     * of these, all. Rows that share a gemeente with a chosen one are not chosen by that.
     * @param {string[]} codes
     */
    gekozenRijen(codes) {
      const gekozen = new Set(codes), rijen = [...new Set(codes.flatMap((code) => this.rijenVan(code)))];
      if (this.perGemeente) return rijen;
      const heel = rijen.filter((rij) => this.codesVan(rij).every((code) => gekozen.has(code)));
      const daarin = new Set(heel.flatMap((rij) => this.codesVan(rij)));
      return rijen.filter((rij) => heel.includes(rij)
        || this.codesVan(rij).some((code) => gekozen.has(code) && !daarin.has(code)));
    }

    /**
     * What a choice on the map means: where rows are larger than a gemeente, whole rows. One gemeente less takes its
     * rows out, and the same choice again takes out all.
     * @param {string[]} codes
     * @param {string[]} gekozen what was chosen before
     */
    heleRijen(codes, gekozen) {
      if (this.perGemeente) return codes;
      const weg = gekozen.filter((code) => !codes.includes(code));
      const rijen = new Set(this.gekozenRijen(weg.length === 1 ? gekozen : codes.filter((code) => gekozen.includes(code))));
      if (weg.length === 1) for (const rij of this.rijenVan(weg[0])) rijen.delete(rij);
      for (const code of codes) if (!gekozen.includes(code)) for (const rij of this.rijenVan(code)) rijen.add(rij);
      const heel = [...new Set([...rijen].flatMap((rij) => this.codesVan(rij)))];
      return hn.gelijk(heel, gekozen) ? [] : heel;
    }
  }

  /**
   * The grid's rows; code, name and province of a gemeente come from the geometry.
   * @param {Tabelantwoord} tabel
   * @param {Ligging} ligging
   * @returns {Array<Object<string, string|number|null>>}
   */
  hn.rijen = function (tabel, ligging) {
    const kolommen = Object.entries(tabel.kolommen);
    const waarde = (kolom, r) => (Array.isArray(kolom) ? kolom[r] : kolom.teksten[kolom.posities[r]]);
    return Array.from({ length: tabel.rijen }, (_, r) => {
      const rij = { id: String(r) };
      for (const [naam, kolom] of kolommen) rij[naam] = waarde(kolom, r);
      if (ligging.perGemeente) {
        const g = ligging.geo.gemeenten[ligging.gemeenten[r][0]];
        Object.assign(rij, { gemeentecode: g.code, gemeentenaam: g.naam, provincie: g.provincie });
      }
      return rij;
    });
  };

  const isCijfer = (kolom) => kolom.soort === "aantal" || kolom.soort === "getal";

  const alsTekst = (kolom, waarde) => (isCijfer(kolom) ? hn.getal(waarde, kolom.decimalen) : String(waarde ?? ""));

  /**
   * The lines of hover text of one row; what a number counts, the line says itself.
   * @param {Tabelantwoord} tabel
   * @param {Object<string, string|number|null>} rij
   */
  hn.tipregels = function (tabel, rij) {
    const kolommen = new Map([...tabel.spec, ...tabel.verborgen].map((kolom) => [kolom.naam, kolom]));
    const invullen = (heel, naam) => {
      const kolom = kolommen.get(naam);
      if (!kolom) return "";
      const tekst = alsTekst(kolom, rij[naam]);
      return kolom.eenheid === "%" && rij[naam] != null ? `${tekst} %` : tekst;
    };
    return tabel.tip.map((regel) => regel.replace(/\{(\w+)\}/g, invullen).trim()).filter(Boolean);
  };

  const NAAM = new Set(["gemeentenaam", "gebiedsnaam", "locatienaam"]);
  const SMAL = new Set(["jaar", "ronde", "gemeentecode"]);

  /**
   * The columns of a grid.
   * @param {Kolom[]} kolommen
   * @param {number} maat how large letters are, 1 for normal
   */
  hn.kolomdefinities = (kolommen, maat) => kolommen.map((kolom) => {
    const { naam, kop, decimalen, uitleg } = kolom;
    const cijfer = isCijfer(kolom);
    return {
      field: naam, headerName: kop, headerTooltip: uitleg || kop,
      type: cijfer ? "rightAligned" : undefined,
      filter: cijfer ? "agNumberColumnFilter" : "agTextColumnFilter",
      valueFormatter: cijfer ? { function: `hnGetal(params.value, ${naam === "jaar" ? -1 : decimalen})` } : undefined,
      pinned: NAAM.has(naam) ? "left" : undefined,
      wrapHeaderText: true, autoHeaderHeight: true,
      minWidth: maat * (NAAM.has(naam) ? 190 : SMAL.has(naam) ? 96 : cijfer ? 112 : 150),
      flex: NAAM.has(naam) ? undefined : 1,
      sortingOrder: cijfer ? ["desc", "asc", null] : ["asc", "desc", null],
    };
  });

  // The grid evaluates the names in a column definition against this object.
  const functies = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  functies.hnGetal = (waarde, decimalen) => (decimalen < 0 ? String(waarde ?? "") : hn.getal(waarde, decimalen));

  hn.Ligging = Ligging;
})(window.hn);
